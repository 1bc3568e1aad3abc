"""What a style notes while it is rendered; to citeproc-py it is the formatter."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from citeproc.source import VariableError

from armsref.cite.csl import marks
from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: More steps than any style takes for a citation; a style whose macros multiply takes more.
MOST_STEPS = 50_000


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

    def __init__(self, macros: dict[str, Any]) -> None:
        self._macros = macros
        self.start()

    def start(self, *, numbered: bool = True, ambiguous: frozenset[str] = frozenset()) -> None:
        """Begin a citation."""
        self.called = self.filled = self._steps = 0
        self.used: set[str] = set()
        self._suppressed: set[tuple[str, str]] = set()
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
        """Print variables of an item no more: they stand in for its authors."""
        self._suppressed |= {(item.key, variable) for variable in variables}

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Give a block in which nothing is suppressed, and which suppresses nothing."""
        around, self._suppressed = self._suppressed, set()
        try:
            yield
        finally:
            self._suppressed = around

    def macro(self, name: str) -> Any:
        """Return a macro of the style."""
        self._steps += 1
        if self._steps > MOST_STEPS:
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
