"""A CSL style as a style of ours: notes, entries and marks made of parts."""

from __future__ import annotations

import functools
import itertools
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from armsref.cite.csl import marks
from armsref.cite.csl.engine import Book, Engine, Item, Layout
from armsref.cite.csl.read import parent_of, read_root
from armsref.cite.style import access_text, with_remarks
from armsref.errors import ArmsrefError, DataError
from armsref.tables.csl import csl_item
from armsref.writing.parts import words

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.model.rows import ArticleRow
    from armsref.writing.parts import Inlines

#: What a style is given of an article; a retraction and an archived copy are said beside it.
_GIVEN = (
    *("id", "type", "title", "container-title", "publisher", "URL"),
    *("issued", "accessed", "language"),
)


def csl_style(catalog: Catalog, file: str | os.PathLike[str]) -> CslStyle:
    """Return the style of a ``.csl`` file.

    Raises
    ------
    DataError
        The file cannot be read, or is no CSL style.
    """
    return CslStyle(catalog, _engine_of(file), Path(file).stem)


def item_inlines(item: Item, file: str | os.PathLike[str]) -> Inlines:
    """Return a CSL-JSON item's entry in a style, without a number; the item is no article.

    Raises
    ------
    DataError
        The file cannot be read, or is no CSL style.
    """
    cleaned = _cleaned(item)
    engine = _engine_of(file)
    layout: Layout = "bibliography" if engine.has_bibliography else "citation"
    text, _ = engine.cite(engine.book([cleaned]), (cleaned["id"],), layout=layout, numbered=False)
    return marks.inlines_of(text, item.get("URL", ""))


def _engine_of(file: str | os.PathLike[str]) -> Engine:
    try:
        content = Path(file).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = f"{file}: cannot be read: {reason}"
        raise DataError(msg) from None
    return _engine(content, str(file))


@functools.lru_cache(maxsize=16)
def _engine(content: bytes, name: str) -> Engine:
    """Return a loaded style; loading takes as long as several citations."""
    parent = parent_of(read_root(content, name))
    if parent is not None:
        from armsref.cite.csl.names import file_of_style

        try:
            file = file_of_style(parent)
        except ArmsrefError as error:
            msg = f"{name}: stands for another style: {error}"
            raise DataError(msg) from None
        return _engine(Path(file).read_bytes(), file)
    return Engine(content, name)


class CslStyle:
    """A style of the CSL project, bound to a catalogue.

    Examples
    --------
    >>> import armsref
    >>> from armsref.cite.styles import style_named
    >>> from armsref.writing.parts import plain
    >>> catalog = armsref.shipped()
    >>> articles = [catalog.article(a) for a in armsref.get("fateh-110").range.articles]
    >>> style = style_named(catalog, "chicago-author-date").citing(articles)
    >>> plain(style.mark(articles))
    '(BBC News 2008; nah-ost.info [2010?]; Российская газета 2012; The Defense Post 2022)'
    >>> plain(style_named(catalog, "ieee").citing(articles).mark(articles[1:2]))
    '[2]'
    """

    def __init__(
        self, catalog: Catalog, engine: Engine, name: str, cited: Sequence[ArticleRow] = ()
    ) -> None:
        self.name = name
        self.in_text = engine.in_text
        self._catalog = catalog
        self._engine = engine
        self._articles = tuple({article.id: article for article in cited}.values())
        self._items = [self._item(article) for article in self._articles]
        self._ids = {article.id for article in self._articles}
        self._texts: dict[Any, tuple[str, frozenset[str]]] = {}
        self._ambiguous: frozenset[str] = frozenset()
        if self._items:
            self._bind()

    @property
    def cited(self) -> tuple[ArticleRow, ...]:
        """The articles it is bound to, in the order of its bibliography."""
        return self._articles

    def citing(self, articles: Sequence[ArticleRow]) -> CslStyle:
        """Return the style of a text that cites these articles, in the order of first citing."""
        return CslStyle(self._catalog, self._engine, self.name, articles)

    def note(self, article: ArticleRow, remarks: str = "", address: str = "") -> Inlines:
        """Return the note, or in a style of the text the entry, without its number."""
        layout: Layout = "bibliography" if self.in_text else "citation"
        text, used = self._cite(
            self._engine.book([self._item(article)]), (article.id,), layout, note=True
        )
        said = access_text(article) if "accessed" not in used else ""
        said += f" {remarks}" if remarks else ""
        cited = marks.inlines_of(text, address or article.url)
        return with_remarks(cited, (words(said),) if said else ())

    def entry(self, article: ArticleRow) -> Inlines:
        """Return the entry; of a style without a bibliography, the note."""
        if not self._articles:
            return self.citing([article]).entry(article)
        self._know([article])
        text, _ = self._cite(self._book, (article.id,), "bibliography")
        return marks.inlines_of(text, article.url)

    def mark(self, articles: Sequence[ArticleRow]) -> Inlines:
        """Return authors and years, or numbers; of a style of notes, the note."""
        if not articles:
            return ()
        if not self._articles:
            return self.citing(articles).mark(articles)
        self._know(articles)
        chosen = tuple(dict.fromkeys(article.id for article in articles))
        text, _ = self._cite(self._book, chosen, "citation")
        return marks.inlines_of(text, articles[0].url if len(chosen) == 1 else "")

    # ------------------------------------------------------------------ numbers and letters

    def _know(self, articles: Sequence[ArticleRow]) -> None:
        """Raise where an article has no number: it was not named when the style was bound."""
        for article in articles:
            if article.id not in self._ids:
                msg = f"{article.id}: is not among the articles that the style was told of"
                raise ArmsrefError(msg)

    def _bind(self) -> None:
        """Put the articles in the style's order, and tell apart what is cited alike."""
        order = self._engine.in_order(self._engine.book(self._items))
        by_id = {article.id: article for article in self._articles}
        items = {item["id"]: item for item in self._items}
        self._articles = tuple(by_id[key] for key in order)
        self._items = [items[key] for key in order]
        self._book = self._engine.book(self._items)
        for alike in self._cited_alike() if self.in_text else ():
            if self._engine.adds_letters:
                for letter, item in zip(_letters(), alike, strict=False):
                    item["year-suffix"] = letter
            else:
                self._ambiguous |= {item["id"] for item in alike}
        self._book = self._engine.book(self._items)
        self._texts.clear()

    def _cited_alike(self) -> list[list[Item]]:
        """Return the articles whose marks are the same, several at a time."""
        found: dict[str, list[Item]] = {}
        for item in self._items:
            text, _ = self._cite(self._book, (item["id"],), "citation")
            found.setdefault(marks.unmarked(text), []).append(item)
        return [items for items in found.values() if len(items) > 1]

    def _cite(
        self, book: Book, chosen: tuple[str, ...], layout: Layout, *, note: bool = False
    ) -> tuple[str, frozenset[str]]:
        """Return a citation, which is made once."""
        key = (chosen, layout, note)
        if key not in self._texts:
            self._texts[key] = self._engine.cite(
                book,
                chosen,
                layout=layout if self._engine.has_bibliography else "citation",
                numbered=not note,
                ambiguous=self._ambiguous,
            )
        return self._texts[key]

    def _item(self, article: ArticleRow) -> Item:
        """Return an article for citeproc-py: cleaned of what would be a mark of ours or markup."""
        outlet = self._catalog.label("outlets", article.outlet)
        item = csl_item(article, {article.outlet: outlet})
        cleaned = _cleaned({key: value for key, value in item.items() if key in _GIVEN})
        return {key: value for key, value in cleaned.items() if value}


def _cleaned(value: Any) -> Any:
    """Return an item whose texts hold nothing that is a mark of ours or markup."""
    if isinstance(value, str):
        return marks.harmless(words(value).text.strip())
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return {k: _cleaned(v) for k, v in value.items()} if isinstance(value, dict) else value


def _letters() -> Iterator[str]:
    """Return a, b, and so on to z, then aa."""
    for length in itertools.count(1):
        yield from (
            "".join(letters) for letters in itertools.product(ascii_lowercase, repeat=length)
        )
