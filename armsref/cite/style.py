"""How an article is cited: what a style must answer, and the plain one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from armsref.cite.dates import date_text
from armsref.writing.parts import Inlines, Link, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.model.rows import ArticleRow


class Style(Protocol):
    """A style of citation, bound to a catalogue."""

    #: Its name, as ``--style`` takes it.
    name: str
    #: Whether it cites in the text, by author and date or by number, and not in notes.
    in_text: bool

    def note(self, article: ArticleRow, remarks: str = "", address: str = "") -> Inlines:
        """Return the article as a note cites it.

        Parameters
        ----------
        article : ArticleRow
            The article.
        remarks : str
            What is said of it beside the style: ``(reporting by Reuters)``.
        address : str
            Where its printed address leads, if not to itself.
        """

    def entry(self, article: ArticleRow) -> Inlines:
        """Return the article's entry in a bibliography."""

    def mark(self, articles: Sequence[ArticleRow]) -> Inlines:
        """Return what stands in the text: ``(The Telegraph (India), 2024)`` or ``[1]``."""


class Plain:
    """The plain style: readable in any text, in need of no library."""

    name = "plain"
    in_text = False

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def note(self, article: ArticleRow, remarks: str = "", address: str = "") -> Inlines:
        """Return title, outlet, date, remarks, address."""
        outlet = self._catalog.label("outlets", article.outlet)
        date = date_text(article.issued, circa=article.issued_circa)
        said = f" {remarks}" if remarks else ""
        link = Link((words(article.url),), address or article.url)
        return (words(f'"{article.title}," {outlet}, {date}{said}, '), link)

    def entry(self, article: ArticleRow) -> Inlines:
        """Return the same as in a note."""
        return self.note(article)

    def mark(self, articles: Sequence[ArticleRow]) -> Inlines:
        """Return outlets and dates in brackets."""
        cited = [
            f"{self._catalog.label('outlets', one.outlet)}, "
            f"{date_text(one.issued, circa=one.issued_circa)}"
            for one in articles
        ]
        return (words(f"({'; '.join(cited)})"),)
