"""The SQLite schema, derived from the registry of tables and their models."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.model.rows import SpecRow, TransferRow
from armsref.tables.fields import Field, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from armsref.model.base import Record
    from armsref.tables.registry import Table

_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}


def table_statements(table: Table, there: Collection[str]) -> Iterator[str]:
    """Give the statements that make a table and its indexes; keys lead only to what is there."""
    fields = fields_of(table.model)
    lines = [line for name in table.columns for line in _columns(fields[name])]
    key = _names(table.key)
    # SQLite lets a primary key hold nulls, and then as often as one likes.
    whole_key = not any(fields[name].optional for name in table.key)
    if whole_key:
        lines.append(f"PRIMARY KEY ({key})")
    foreign = [reference for reference in table.foreign if reference.table in there]
    lines += [f'FOREIGN KEY ("{f.column}") REFERENCES "{f.table}" ("id")' for f in foreign]
    yield _create(table.name, lines)
    if not whole_key:
        known = (f"coalesce(\"{n}\", '')" if fields[n].optional else f'"{n}"' for n in table.key)
        yield f'CREATE UNIQUE INDEX "{table.name}_key" ON "{table.name}" ({", ".join(known)})'
    for reference in foreign:
        if not whole_key or reference.column != table.key[0]:
            yield _index(table.name, reference.column)


def _columns(field: Field) -> Iterator[str]:
    """Give a column's definition; of a number two, since a float does not keep its digits."""
    required = "" if field.optional else " NOT NULL"
    checks = ""
    if field.choices:
        quoted = ", ".join(f"'{choice}'" for choice in field.choices)
        checks = f' CHECK ("{field.name}" IN ({quoted}))'
    elif field.kind == "boolean":
        checks = f' CHECK ("{field.name}" IN (0, 1))'
    elif field.least is not None:
        checks = f' CHECK ("{field.name}" >= {field.least:g})'
    yield f'"{field.name}" {_TYPES[field.kind]}{required}{checks}'
    if field.kind == "number":
        digits = f"{field.name}_digits"
        both = f'("{field.name}" IS NULL) = ("{digits}" IS NULL)'
        yield f'"{digits}" TEXT{required} CHECK ({both})'


def _create(name: str, lines: list[str]) -> str:
    return f'CREATE TABLE "{name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _index(table: str, *columns: str) -> str:
    return f'CREATE INDEX "{table}_{"_".join(columns)}" ON "{table}" ({_names(columns)})'


def _names(columns: Collection[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


class Link(NamedTuple):
    """A table of pairs, made of a column that holds several ids.

    ``rows`` gives the rows of one record; ``lines`` are the definitions of the columns and keys.
    """

    name: str
    table: str
    targets: tuple[str, ...]
    rows: Callable[[Record], Iterator[tuple[str | int, ...]]]
    lines: tuple[str, ...]
    indexed: tuple[str, ...]


def _claims_of(spec: Record) -> Iterator[tuple[str | int, ...]]:
    """Give the claims of a spec by group, the preferred group first.

    A claim of several systems has a row for each: of an inherited spec it is the family's.
    """
    assert isinstance(spec, SpecRow)  # noqa: S101 - what the type checker cannot see
    of = spec.inherited_from or spec.system
    place = 0
    for number, group in enumerate(spec.groups, start=1):
        for claim in group:
            place += 1
            yield spec.system, spec.attribute, number, place, claim, of


def _systems_of(statement: Record) -> Iterator[tuple[str | int, ...]]:
    assert isinstance(statement, TransferRow)  # noqa: S101 - what the type checker cannot see
    for field in ("systems", "including"):
        for system in getattr(statement, field):
            yield statement.id, field, system


LINKS = (
    Link(
        "specs_claims",
        "specs",
        ("claims",),
        _claims_of,
        (
            '"system" TEXT NOT NULL',
            '"attribute" TEXT NOT NULL',
            '"group_number" INTEGER NOT NULL',
            '"place" INTEGER NOT NULL',
            '"claim" TEXT NOT NULL',
            '"claim_system" TEXT NOT NULL',
            'PRIMARY KEY ("system", "attribute", "claim")',
            'FOREIGN KEY ("system", "attribute") REFERENCES "specs" ("system", "attribute")',
            'FOREIGN KEY ("claim", "claim_system") REFERENCES "claims" ("id", "system")',
        ),
        ("claim", "claim_system"),
    ),
    Link(
        "transfers_systems",
        "transfers",
        ("systems",),
        _systems_of,
        (
            '"statement" TEXT NOT NULL',
            "\"field\" TEXT NOT NULL CHECK (\"field\" IN ('systems', 'including'))",
            '"system" TEXT NOT NULL',
            'PRIMARY KEY ("statement", "field", "system")',
            'FOREIGN KEY ("statement") REFERENCES "transfers" ("id")',
            'FOREIGN KEY ("system") REFERENCES "systems" ("id")',
        ),
        ("system",),
    ),
)


def link_statements(link: Link) -> Iterator[str]:
    """Give the statements that make a link's table and its index."""
    yield _create(link.name, list(link.lines))
    yield _index(link.name, *link.indexed)


#: The tables that the view reads.
CITED_NEEDS = {"specs", "systems", "claims", "articles", "outlets"}
CITED_SPECS = """CREATE VIEW "cited_specs" AS
SELECT
  specs.system, systems.label AS system_label, specs.attribute, specs.text, specs.agreement,
  specs.relation, specs.approximate, specs.low, specs.high, specs.unit, specs.inherited_from,
  link.group_number, link.place, claims.id AS claim, claims.quote, claims.attributed_to,
  claims.evidence, origins.label AS origin, outlets.label AS outlet, articles.title,
  articles.issued, articles.issued_circa, articles.url, articles.archive, articles.retracted
FROM specs
JOIN systems ON systems.id = specs.system
JOIN specs_claims AS link ON link.system = specs.system AND link.attribute = specs.attribute
JOIN claims ON claims.id = link.claim AND claims.system = link.claim_system
JOIN articles ON articles.id = claims.article
JOIN outlets ON outlets.id = articles.outlet
LEFT JOIN outlets AS origins ON origins.id = claims.origin
ORDER BY specs.system, specs.attribute, link.place"""

#: What the file says of itself.
DICTIONARY = (
    _create("armsref_about", ['"key" TEXT NOT NULL PRIMARY KEY', '"value" TEXT NOT NULL']),
    _create("armsref_tables", ['"name" TEXT NOT NULL PRIMARY KEY', '"title" TEXT NOT NULL']),
    _create(
        "armsref_columns",
        [
            '"table_name" TEXT NOT NULL',
            '"column_name" TEXT NOT NULL',
            '"description" TEXT NOT NULL',
            '"unit" TEXT',
            '"empty_means" TEXT',
            'PRIMARY KEY ("table_name", "column_name")',
            'FOREIGN KEY ("table_name") REFERENCES "armsref_tables" ("name")',
        ],
    ),
)
