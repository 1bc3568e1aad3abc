"""A dataset laid over another: the claims of both, agreed upon anew by the code of the build."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from armsref.build.rules import family_fault
from armsref.build.specs import counting, first_parent, parents_of, spec_rows
from armsref.catalog.records import made_table
from armsref.catalog.sound import sound_rows
from armsref.dates import last_day
from armsref.errors import ArmsrefError, DataError
from armsref.model.base import Record
from armsref.model.rows import (
    ArticleRow,
    AttributeRow,
    ClaimRow,
    NameRow,
    OutletRow,
    SpeakerRow,
    SystemRow,
    TermRow,
    TransferRow,
    TransferWordRow,
)
from armsref.reading.data_file import laid_over
from armsref.tables.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from armsref.catalog.catalog import Catalog

R = TypeVar("R", bound=Record)
Stated = TypeVar("Stated", ClaimRow, TransferRow)


class Freedom(NamedTuple):
    """The columns in which two rows of one key may differ.

    Of ``own`` the upper dataset's cell stands. Of ``filled`` one may be empty, and the other's
    stands. Whatever else differs is a conflict.
    """

    own: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()


_OFFSETS = ("start", "name_start", "cue_start", "attributed_to_start")
#: How rows of one key go together; a transcribed claim is the anchored one with the same words.
FREEDOMS = {
    "systems": Freedom(own=frozenset(("label", "parent"))),
    "names": Freedom(own=frozenset(("article", "start"))),
    "attributes": Freedom(own=frozenset(("label", "second", "least", "most", "description"))),
    "terms": Freedom(own=frozenset(("label", "broader", "description"))),
    "outlets": Freedom(own=frozenset(("label",))),
    "speakers": Freedom(own=frozenset(("label", "description"))),
    "articles": Freedom(
        filled=frozenset(("accessed", "archive", "retracted", "sha256", "length", "extent"))
    ),
    "claims": Freedom(filled=frozenset((*_OFFSETS, "because", "speaker", "replaces", "retracted"))),
    "transfers": Freedom(filled=frozenset(("because", "speaker", "replaces", "retracted"))),
    "transfer_words": Freedom(filled=frozenset(("start",))),
}
#: What to do about a conflict.
REMEDIES = {"systems": "give yours another id", "attributes": "give yours another name"}


def catalog_over(own: Catalog, under: Catalog) -> Catalog:
    """Return a dataset laid over another; see :meth:`armsref.Catalog.open`."""
    _refuse_no_catalog(under)
    if under.until is not None:
        msg = f"over: it answers as of {under.until}; lay it over the whole, then ask as_of"
        raise DataError(msg)
    return _Layers(own, under).catalog()


def _refuse_no_catalog(under: object) -> None:
    from armsref.catalog.catalog import Catalog

    if not isinstance(under, Catalog):
        msg = f"over={under!r} is no catalogue; hand over armsref.shipped() or Catalog.open(...)"
        raise ArmsrefError(msg)


class _Layers:
    """Two catalogues, and what their tables are together."""

    def __init__(self, own: Catalog, under: Catalog) -> None:
        self.own = own
        self.under = under
        self._rows = {id(catalog): sound_rows(catalog) for catalog in (own, under)}

    def catalog(self) -> Catalog:
        """Return both as one catalogue."""
        articles = self._articles()
        claims = self._stated("claims", ClaimRow, articles)
        claims.sort(key=lambda c: (c.system, c.attribute, c.id))
        systems = self._systems(counting(claims))
        attributes = self._together("attributes", AttributeRow)
        order = {row.id: number for number, row in enumerate(attributes)}
        terms = self._together("terms", TermRow)
        terms.sort(key=lambda term: order[term.attribute])
        transfers = self._transfers(articles)
        tables: dict[str, Sequence[Record]] = {
            "systems": systems,
            "names": self._names(articles),
            "specs": spec_rows(systems, attributes, terms, articles, claims),
            "claims": claims,
            "transfers": transfers,
            "transfer_words": self._words(transfers),
            "articles": list(articles.values()),
            "attributes": attributes,
            "terms": terms,
            "outlets": self._outlets(),
            "speakers": self._together("speakers", SpeakerRow),
        }
        return self.own.with_tables(
            {name: made_table(name, rows, self._file(name)) for name, rows in tables.items()},
            lexicon=self.own.lexicon.over(self.under.lexicon, self._file("terms")),
            described=self._described(),
        )

    # ------------------------------------------------------------------ rows of both

    def _of(self, catalog: Catalog, name: str, model: type[R]) -> list[R]:
        return [row for row in self._rows[id(catalog)][name] if isinstance(row, model)]

    def _together(self, name: str, model: type[R]) -> list[R]:
        """Return the rows of both, the lower ones first; of one key one row."""
        key = TABLES[name].key
        rows = {_key(row, key): row for row in self._of(self.under, name, model)}
        for row in self._of(self.own, name, model):
            there = rows.get(_key(row, key))
            rows[_key(row, key)] = row if there is None else self._one(name, row, there)
        return list(rows.values())

    def _one(self, name: str, own: R, under: R) -> R:
        """Return two rows of one key as one."""
        free = FREEDOMS[name]
        filled: dict[str, object] = {}
        for column in TABLES[name].columns:
            mine, theirs = getattr(own, column), getattr(under, column)
            if mine == theirs or column in free.own:
                continue
            if column == "evidence":
                filled[column] = "anchored"
            elif column in free.filled and (_empty(mine) or _empty(theirs)):
                filled[column] = theirs if _empty(mine) else mine
            else:
                key = " ".join(str(part) for part in _key(own, TABLES[name].key))
                said = f"{key}: {column} is {_shown(mine)}, under it {_shown(theirs)}"
                raise self._conflict(name, said, REMEDIES.get(name, "mend or remove yours"))
        return own.model_copy(update=filled)

    def _stated(
        self, name: str, model: type[Stated], articles: Mapping[str, ArticleRow]
    ) -> list[Stated]:
        """Return the statements of both; an article that either says is retracted is so for all."""
        return [
            row.model_copy(update={"retracted": articles[row.article].retracted})
            for row in self._together(name, model)
        ]

    def _articles(self) -> dict[str, ArticleRow]:
        articles = sorted(self._together("articles", ArticleRow), key=lambda a: a.id)
        first: dict[str, str] = {}
        for article in articles:
            for mark in filter(None, (article.url, article.sha256)):
                if first.setdefault(mark, article.id) != article.id:
                    said = f"{first[mark]} and {article.id} are one article, {mark}"
                    raise self._conflict("articles", said, "give yours the id of the other")
        return {article.id: article for article in articles}

    def _outlets(self) -> list[OutletRow]:
        outlets = sorted(self._together("outlets", OutletRow), key=lambda o: o.id)
        first: dict[str, str] = {}
        for outlet in outlets:
            if first.setdefault(outlet.label.casefold(), outlet.id) != outlet.id:
                said = f"{first[outlet.label.casefold()]} and {outlet.id} are both {outlet.label!r}"
                raise self._conflict("outlets", said, "give yours the id of the other")
        return outlets

    def _systems(self, claims: Sequence[ClaimRow]) -> list[SystemRow]:
        """Return the systems, their families those of the claims of both."""
        parents = parents_of(claims)
        systems = sorted(self._together("systems", SystemRow), key=lambda s: s.id)
        levels: Mapping[str, str] = {system.id: system.level for system in systems}
        for system in parents:
            fault = family_fault(system, parents, levels)
            if fault is not None:
                raise self._conflict("claims", fault, "mend your claims of family")
        return [
            system.model_copy(update={"parent": first_parent(parents, system.id)})
            for system in systems
        ]

    def _names(self, articles: Mapping[str, ArticleRow]) -> list[NameRow]:
        """Return the names, those of the upper dataset first; each with its earliest printing."""
        printed: dict[tuple[object, ...], list[NameRow]] = defaultdict(list)
        for catalog in (self.own, self.under):
            for row in self._of(catalog, "names", NameRow):
                printed[_key(row, TABLES["names"].key)].append(row)

        def when(row: NameRow) -> tuple[bool, str, str]:
            article = articles[row.article]
            return article.retracted is not None, last_day(article.issued), article.id

        return [min(rows, key=when) for rows in printed.values()]

    def _transfers(self, articles: Mapping[str, ArticleRow]) -> list[TransferRow]:
        rows = self._stated("transfers", TransferRow, articles)
        flows = [
            {key: {row[table.place("id")] for row in found} for key, found in by_flow.items()}
            for table in (self.own.table("transfers"), self.under.table("transfers"))
            for by_flow in (table.by("flow"),)
        ]
        for flow in sorted(flows[0].keys() & flows[1].keys()):
            # A denial stands against its flow: two flows of one id would take it for each other's.
            if not flows[0][flow] & flows[1][flow]:
                said = f"{flow} is another flow under it"
                raise self._conflict("transfers", said, "put yours behind the flows of the other")
        return sorted(rows, key=lambda row: f"{row.article}.toml")  # as the files stand

    def _words(self, transfers: Sequence[TransferRow]) -> list[TransferWordRow]:
        order = {row.id: number for number, row in enumerate(transfers)}
        words = self._together("transfer_words", TransferWordRow)
        return sorted(words, key=lambda row: order[row.statement])

    # ------------------------------------------------------------------ what they are called

    def _described(self) -> dict[str, Any]:
        """Return the descriptor of both: each title and version, all licences and contributors."""
        own, under = self.own.descriptor, self.under.descriptor
        return {
            **own,
            "name": f"{own.get('name')}-over-{under.get('name')}",
            "title": f"{own.get('title')} over {under.get('title')}",
            "version": f"{own['version']} over {under['version']}",
            "licenses": _once(own, under, "licenses"),
            "contributors": _once(own, under, "contributors"),
        }

    def _file(self, name: str) -> str:
        return f"{self.own.table(name).file} over {self.under.table(name).file}"

    def _conflict(self, name: str, said: str, remedy: str) -> DataError:
        return DataError(f"{self._file(name)}: {said}; {remedy}")


def _key(row: Record, columns: Sequence[str]) -> tuple[object, ...]:
    return tuple(getattr(row, column) for column in columns)


def _once(own: Mapping[str, Any], under: Mapping[str, Any], key: str) -> list[Any]:
    return laid_over({key: own.get(key, [])}, {key: under.get(key, [])})[key]  # type: ignore[no-any-return]


def _empty(value: object) -> bool:
    return value is None or value == ()


def _shown(value: object) -> str:
    return "empty" if _empty(value) else f"{str(value)!r}"
