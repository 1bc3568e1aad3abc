"""A catalogue as of a date: what the articles published by then say, and nothing later.

Articles, claims, transfers and names are taken as far as they were printed by then; parents and
specs are made anew from those claims, by the code of the build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.build.specs import counting, first_parent, parents_of, spec_rows
from armsref.catalog.raw import RawTable
from armsref.catalog.records import made_table, records
from armsref.dates import asked_day, last_day
from armsref.model.rows import ArticleRow, AttributeRow, ClaimRow, SystemRow, TermRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from armsref.catalog.catalog import Catalog


def catalog_as_of(catalog: Catalog, date: str | dt.date) -> Catalog:
    """Return a catalogue as of a date; see :meth:`armsref.Catalog.as_of`."""
    # Of a catalogue as of a date, a later one cannot know more.
    day = min(asked_day(date), catalog.until or "9999-12-31")
    return catalog.with_tables(tables_as_of(catalog, day), until=day)


def tables_as_of(catalog: Catalog, day: str) -> dict[str, RawTable]:
    """Return the tables that the date changes, by name.

    Parameters
    ----------
    catalog : Catalog
        The whole catalogue.
    day : str
        A day, ``2023-12-31``; an article of that day counts, one with a partial date by its last.
    """
    articles = {
        row.id: row
        for row in records(catalog.table("articles"), ArticleRow)
        if last_day(row.issued) <= day
    }

    def published(table: str) -> RawTable:
        return _kept(catalog.table(table), "article", articles.__contains__)

    tables = {name: published(name) for name in ("names", "claims", "transfers")}
    tables["articles"] = _kept(catalog.table("articles"), "id", articles.__contains__)
    statements = tables["transfers"].by("id")
    words = catalog.table("transfer_words")
    tables["transfer_words"] = _kept(words, "statement", statements.__contains__)
    claims = records(tables["claims"], ClaimRow)
    systems = _systems(catalog, tables["names"], counting(claims))
    tables["systems"] = made_table("systems", systems, catalog.table("systems").file)
    attributes = records(catalog.table("attributes"), AttributeRow)
    terms = records(catalog.table("terms"), TermRow)
    specs = spec_rows(systems, attributes, terms, articles, claims)
    tables["specs"] = made_table("specs", specs, catalog.table("specs").file)
    return tables


def _systems(catalog: Catalog, names: RawTable, claims: Iterable[ClaimRow]) -> list[SystemRow]:
    """Return the systems that an article names by then, under a name that one prints."""
    parents = parents_of(claims)
    at_name = names.place("name")
    printed = {key: [row[at_name] for row in rows] for key, rows in names.by("system").items()}
    found = []
    for row in records(catalog.table("systems"), SystemRow):
        if row.id in printed:
            own = printed[row.id]
            label = row.label if row.label in own else own[0]
            parent = first_parent(parents, row.id)
            found.append(SystemRow(id=row.id, label=label, level=row.level, parent=parent))
    return found


def _kept(table: RawTable, column: str, wanted: Callable[[str], bool]) -> RawTable:
    at = table.place(column)
    kept = [row for row in table.rows if wanted(row[at])]
    return RawTable(table.file, [list(table.columns), *kept])
