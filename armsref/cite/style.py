"""How an article is cited: what a style must answer, and the plain one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from armsref.cite.dates import date_text
from armsref.dates import last_day
from armsref.writing.parts import Inlines, Link, Words, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.model.rows import ArticleRow


class Style(Protocol):
    """A style of citation, bound to a catalogue, and to the articles that a text cites.

    Numbers and letters (``[1]``, ``2024a``) depend on what else is cited, and in which order: bind
    the style by :meth:`citing` before the first mark. Without that, each call stands alone.
    """

    @property
    def name(self) -> str:
        """Its name, as ``--style`` takes it."""

    @property
    def in_text(self) -> bool:
        """Whether it cites in the text, by author and date or by number, and not in notes."""

    @property
    def cited(self) -> tuple[ArticleRow, ...]:
        """The articles it is bound to, in the order of its bibliography; empty where to none."""

    def citing(self, articles: Sequence[ArticleRow]) -> Style:
        """Return the style of a text that cites these articles, in the order of first citing."""

    def note(self, article: ArticleRow, remarks: str = "", address: str = "") -> Inlines:
        """Return the article as a note cites it, with the day it was read where that is recorded.

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
        """Return the article's entry in the bibliography, with its number where it has one."""

    def mark(self, articles: Sequence[ArticleRow]) -> Inlines:
        """Return what stands in the text: ``(The Telegraph (India), 2024)`` or ``[1]``."""


def with_remarks(cited: Inlines, remarks: Inlines) -> Inlines:
    """Return a citation with remarks behind it, before the full stop that ends it.

    Examples
    --------
    >>> from armsref.writing.parts import plain
    >>> plain(with_remarks((words("Title, 2024."),), (words(" (reporting by Reuters)"),)))
    'Title, 2024 (reporting by Reuters).'
    """
    last = cited[-1] if cited and remarks else None
    if not isinstance(last, Words) or not last.text.endswith("."):
        return (*cited, *remarks)
    body = (Words(last.text[:-1]),) if len(last.text) > 1 else ()
    return (*cited[:-1], *body, *remarks, Words("."))


def access_text(article: ArticleRow) -> str:
    """Return ``, accessed 1 March 2024``, where the day is recorded."""
    return f", accessed {date_text(article.accessed, circa=False)}" if article.accessed else ""


class Plain:
    """The plain style: readable in any text, in need of no library."""

    name = "plain"
    in_text = False

    def __init__(self, catalog: Catalog, cited: tuple[ArticleRow, ...] = ()) -> None:
        self._catalog = catalog
        self.cited = cited

    def citing(self, articles: Sequence[ArticleRow]) -> Plain:
        """Return the style for some articles: the earliest is first in the bibliography."""
        each = {article.id: article for article in articles}.values()
        in_order = sorted(each, key=lambda a: (last_day(a.issued), a.id))
        return Plain(self._catalog, tuple(in_order))

    def note(self, article: ArticleRow, remarks: str = "", address: str = "") -> Inlines:
        """Return title, outlet, date, remarks, address, day of access."""
        outlet = self._catalog.label("outlets", article.outlet)
        date = date_text(article.issued, circa=article.issued_circa)
        said = f" {remarks}" if remarks else ""
        link = Link((words(article.url),), address or article.url)
        accessed = access_text(article)
        cited: Inlines = (words(f'"{article.title}," {outlet}, {date}{said}, '), link)
        return (*cited, words(accessed)) if accessed else cited

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
