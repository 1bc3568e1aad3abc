"""One loaded style, and what it makes of articles: texts with marks."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from citeproc import Citation, CitationItem, CitationStylesBibliography
from citeproc.source.json import CiteProcJSON

from armsref.cite.csl import marks
from armsref.cite.csl.read import NAMESPACE, read_root
from armsref.cite.csl.state import State
from armsref.errors import ArmsrefError, DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = dict[str, Any]
#: citeproc-py has no types.
Book = Any
Found = TypeVar("Found")
Layout = Literal["citation", "bibliography"]


class _Numbered(CitationItem):  # type: ignore[misc]
    """An article that is cited; it knows its number, and citeproc-py need not look for it."""

    def __init__(self, key: str, reference: Any, number: int) -> None:
        super().__init__(key)
        self["its_reference"], self["its_number"] = reference, number

    @property
    def reference(self) -> Any:
        """What is known of the article."""
        return self["its_reference"]

    @property
    def number(self) -> int:
        """Its number in the order of all that is cited."""
        return int(self["its_number"])


class Engine:
    """A style that is loaded; it renders items of CSL-JSON.

    Parameters
    ----------
    content : bytes
        The style.
    name : str
        What messages call it.

    Attributes
    ----------
    in_text : bool
        Whether it cites in the text, and not in notes.
    has_bibliography : bool
        Whether it has a form for the entries of a bibliography.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        root = self._root = read_root(content, name)
        # As long as an element is held, it keeps what was put on it, and is found at once.
        self._held = list(root.iter())
        if root.find(f"{{{NAMESPACE}}}citation/{{{NAMESPACE}}}layout") is None:
            msg = f"{name}: is no CSL style that can cite: it has no <citation> with a <layout>"
            raise DataError(msg)
        macros = root.findall(f"{{{NAMESPACE}}}macro")
        # A style that only sorts by the letter does not say where it goes.
        texts = root.iter(f"{{{NAMESPACE}}}text")
        letters = any(element.get("variable") == "year-suffix" for element in texts)
        by_name = {macro.get("name"): macro for macro in macros}
        self._state = root.formatter = State(by_name, letters_itself=letters)
        self._guarded(lambda: root.set_locale_list(root.get("default-locale", "en-US")), "be read")
        self._held += [element for locale in root.locales for element in locale.iter()]
        self.in_text = root.get("class") == "in-text"
        self.has_bibliography = root.find(f"{{{NAMESPACE}}}bibliography") is not None
        self.adds_letters = self._option("disambiguate-add-year-suffix")
        self._into_quotes = self._guarded(self._puts_into_quotes, "be read")

    def _option(self, name: str) -> bool:
        return bool(self._root.citation.get(name) == "true")

    def _puts_into_quotes(self) -> bool:
        return bool(self._root.get_locale_option("punctuation-in-quote") == "true")

    def cite(
        self,
        book: Book,
        chosen: Sequence[str],
        *,
        layout: Layout = "citation",
        numbered: bool = True,
        ambiguous: frozenset[str] = frozenset(),
    ) -> tuple[str, frozenset[str]]:
        """Return a citation with marks, and the variables that it prints.

        Parameters
        ----------
        book : Book
            All that is cited.
        chosen : sequence of str
            Ids of those that this citation names.
        layout : {"citation", "bibliography"}
            As a mark or a note, or as an entry; of one item then.
        numbered : bool
            Whether the number is printed.
        ambiguous : frozenset of str
            Ids of those that the style must tell from others that are cited alike.
        """

        def render() -> tuple[str, frozenset[str]]:
            self._state.start(articles=len(chosen), numbered=numbered, ambiguous=ambiguous)
            each = [book.items[book.keys.index(key)] for key in chosen]
            if layout == "bibliography":
                text = "".join(
                    str(entry) for entry in self._root.bibliography.render(each) if entry
                )
            else:
                citation = Citation(each)
                citation.bibliography = book
                text = str(self._root.citation.render(citation, [], lambda _: None) or "")
            return marks.tidy(text, into_quotes=self._into_quotes), frozenset(self._state.used)

        found = self._guarded(render, f"cite {', '.join(chosen)}")
        if not any(map(str.isalnum, marks.unmarked(found[0]))):
            msg = f"{self._name}: prints nothing of {', '.join(chosen)}; use another style"
            raise ArmsrefError(msg)
        return found

    def in_order(self, book: Book) -> list[str]:
        """Return ids in the order of the style's bibliography."""
        if not self.has_bibliography:
            return list(book.keys)

        def sort() -> list[str]:
            self._state.start(articles=len(book.items))
            return [item.key for item in self._root.bibliography.sort(book.items)]

        return self._guarded(sort, "sort its bibliography")

    def book(self, items: Sequence[Item]) -> Book:
        """Return citeproc-py's record of all that is cited, in the order of its numbers."""
        source = CiteProcJSON(items)
        book = CitationStylesBibliography(self, source, self._state)
        book.items = [
            _Numbered(item["id"], source[item["id"]], number)
            for number, item in enumerate(items, 1)
        ]
        book.keys = [item.key for item in book.items]
        for item in book.items:
            item.citation = Citation([item])
            item.citation.bibliography = book
        return book

    @property
    def root(self) -> Any:
        """The style's root, where citeproc-py looks for it."""
        return self._root

    def _guarded(self, render: Callable[[], Found], task: str) -> Found:
        """Return what a style renders; it is a program, and may do anything wrong."""
        try:
            with self._lock:
                return render()
        except ArmsrefError as error:
            msg = f"{self._name}: cannot {task}: {error}"
            raise ArmsrefError(msg) from None
        except Exception as error:  # noqa: BLE001 - whatever it is, the style is to be named
            said = " ".join(f"{type(error).__name__} {error}".split())[:120]
            msg = f"{self._name}: the style cannot {task} ({said}); use another style"
            raise ArmsrefError(msg) from None
