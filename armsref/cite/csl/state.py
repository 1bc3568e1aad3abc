"""What a style notes while it is rendered; to citeproc-py it is the formatter."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from citeproc import DATES
from citeproc.source import VariableError

from armsref.cite.csl import marks
from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: No style calls a hundred macros for one article; one whose macros multiply calls more than this.
MOST_STEPS = 2_000


class State:
    """Counts the variables called and filled, and gives citeproc-py's strings their marks.

    Attributes
    ----------
    called, filled : int
        How many variables the style asked for, and how many of them the article has.
    used : set of str
        The variables that were printed.
    numbered : bool
        Whether the number of an entry is printed.
    ambiguous : frozenset of str
        Ids of the articles that must be told from others that are cited alike.
    """

    def __init__(self, macros: dict[str, Any], *, letters_itself: bool) -> None:
        self._macros = macros
        self._letters_itself = letters_itself
        self.start()

    def start(
        self, *, articles: int = 1, numbered: bool = True, ambiguous: frozenset[str] = frozenset()
    ) -> None:
        """Begin a citation."""
        self.called = self.filled = 0
        self._steps = MOST_STEPS * articles
        self.used: set[str] = set()
        self._suppressed: set[tuple[str, str]] = set()
        self._lettered: set[str] = set()
        self._letter = ""
        self.numbered = numbered
        self.ambiguous = ambiguous

    def calls(self, item: Any, variable: str) -> None:
        """Count a variable that is asked for; raise where it is not to be printed."""
        self.called += 1
        unwanted = variable == "citation-number" and not self.numbered
        if unwanted or (item.key, variable) in self._suppressed:
            raise VariableError

    def fills(self, variable: str) -> None:
        """Count a variable that is printed."""
        self.filled += 1
        self.used.add(variable)

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """Give the variables printed from here to the end of the block."""
        around, self.used = self.used, set()
        noted = self.used
        try:
            yield noted
        finally:
            self.used = around | noted

    def suppress(self, item: Any, variables: set[str]) -> None:
        """Print variables of an item no more: they stand in for its authors. Dates never do."""
        gone = {(item.key, name) for name in variables if name.replace("-", "_") not in DATES}
        self._suppressed |= gone

    @contextmanager
    def lettering(self, item: Any, variable: str) -> Iterator[None]:
        """Give a block in which the first year printed has the item's letter, where it has one.

        A style that says itself where the letter goes has it there alone.
        """
        once = variable == "issued" and not self._letters_itself and item.key not in self._lettered
        self._letter = str(item.reference.get("year_suffix", "")) if once else ""
        try:
            yield
        finally:
            if once and not self._letter:
                self._lettered.add(item.key)
            self._letter = ""

    def letter(self) -> str:
        """Return the letter of the year that is being printed, once."""
        letter, self._letter = self._letter, ""
        return letter

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Give a block that leaves no trace: what it suppresses and letters is printed nowhere."""
        suppressed, lettered = self._suppressed, self._lettered
        self._suppressed, self._lettered = set(), set()
        try:
            yield
        finally:
            self._suppressed, self._lettered = suppressed, lettered

    def macro(self, name: str) -> Any:
        """Return a macro of the style."""
        self._steps -= 1
        if self._steps < 0:
            msg = "its macros multiply without end"
            raise ArmsrefError(msg)
        if name not in self._macros:
            msg = f"it has no macro {name!r}"
            raise ArmsrefError(msg)
        return self._macros[name]

    # ------------------------------------------------------------------ citeproc-py's formatter

    def preformat(self, text: Any) -> Any:
        """Return words as they are: each form escapes its own."""
        return text

    def Italic(self, text: Any) -> str:  # noqa: N802 - citeproc-py's name
        """Mark italics."""
        return marks.marked(marks.ITALIC, text)

    def Bold(self, text: Any) -> str:  # noqa: N802
        """Mark bold type."""
        return marks.marked(marks.BOLD, text)

    def Superscript(self, text: Any) -> str:  # noqa: N802
        """Mark what is raised."""
        return marks.marked(marks.RAISED, text)

    def Light(self, text: Any) -> str:  # noqa: N802
        """Leave as it is what no form of ours has: light type, small capitals, what is lowered."""
        return str(text)

    Oblique = Underline = Italic
    SmallCaps = Subscript = Light
