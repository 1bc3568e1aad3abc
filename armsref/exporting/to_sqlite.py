"""SQLite: tables with their keys, links from specs to claims, a view that cites, a dictionary."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING

from armsref.errors import DataError
from armsref.exporting import sqlite_schema as schema
from armsref.model.base import plain_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from armsref.catalog.frames import Digits
    from armsref.exporting.contents import Contents, Filled

Cell = str | int | float | None


def write(contents: Contents, file: Path, digits: Digits) -> int:  # noqa: ARG001 - it has both
    """Write the tables; no cell is changed."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        try:
            _fill(database, contents)
        except (sqlite3.IntegrityError, OverflowError) as error:
            msg = f"the tables do not fit together: {error}; run armsref validate"
            raise DataError(msg) from error
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
    return 0


def _fill(database: sqlite3.Connection, contents: Contents) -> None:
    """Make all in one transaction, in one order: the same data are the same bytes."""
    for setting in ("page_size = 4096", "journal_mode = MEMORY", "foreign_keys = OFF"):
        database.execute(f"PRAGMA {setting}")
    database.execute("BEGIN")
    there = {filled.table.name for filled in contents.tables}
    for filled in contents.tables:
        for statement in schema.table_statements(filled.table, there):
            database.execute(statement)
        _insert(database, filled.table.name, _rows(filled))
    for link in schema.LINKS:
        if {link.table, *link.targets} <= there:
            rows = next(f for f in contents.tables if f.table.name == link.table).records
            for statement in schema.link_statements(link):
                database.execute(statement)
            _insert(database, link.name, (pair for row in rows for pair in link.rows(row)))
    if there >= schema.CITED_NEEDS:
        database.execute(schema.CITED_SPECS)
    _describe(database, contents)
    _check(database)
    database.execute("COMMIT")
    database.execute("VACUUM")  # after which the pages lie in one order


def _rows(filled: Filled) -> Iterator[list[Cell]]:
    """Give the cells of each row: of a number the value to compute with, then its digits."""
    numbers = [field.kind == "number" for field in filled.fields]
    for row in filled.rows():
        cells: list[Cell] = []
        for value, is_number in zip(row, numbers, strict=True):
            if isinstance(value, Decimal):
                cells += (float(value), plain_digits(value))
            else:
                cells += (value, value) if is_number else (value,)
        yield cells


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[Cell]]) -> None:
    width = len(database.execute(f'PRAGMA table_info("{table}")').fetchall())
    marks = ", ".join("?" * width)
    database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608 - our names


def _describe(database: sqlite3.Connection, contents: Contents) -> None:
    for statement in schema.DICTIONARY:
        database.execute(statement)
    _insert(database, "armsref_about", list(contents.about.items()))
    tables = [(f.table.name, f.table.title) for f in contents.tables]
    _insert(database, "armsref_tables", tables)
    _insert(database, "armsref_columns", list(_columns(contents.tables)))


def _columns(tables: Iterable[Filled]) -> Iterator[Sequence[Cell]]:
    for filled in tables:
        for field in filled.fields:
            name = filled.table.name
            yield (name, field.name, field.description, field.unit, field.none)
            if field.kind == "number":
                printed = f"The digits of {field.name} as printed."
                yield (name, f"{field.name}_digits", printed, field.unit, field.none)


def _check(database: sqlite3.Connection) -> None:
    """Refuse rows that lead nowhere: a built dataset has none."""
    for table, row, parent, _ in database.execute("PRAGMA foreign_key_check"):
        msg = f"{table}: row {row} leads to no row of {parent}; run armsref validate"
        raise DataError(msg)
