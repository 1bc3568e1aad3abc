"""Rows of text made into records; this imports pydantic, a cold lookup does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from armsref.catalog.raw import RawTable
from armsref.model.base import Record
from armsref.tables.codec import row_cells, row_record
from armsref.tables.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

R = TypeVar("R", bound=Record)


def records(table: RawTable, model: type[R], **wanted: set[str]) -> list[R]:
    """Return the rows whose columns hold one of the wanted values, validated, as records.

    The first column named is looked up, the others filter.

    Raises
    ------
    DataError
        A row does not fit the model.
    """
    if set(table.columns) != set(model.model_fields):
        different = sorted(set(table.columns) ^ set(model.model_fields))
        raise table.fault(f"its columns are not those of the dictionary: {different[0]!r}")
    places = [(table.place(column), values) for column, values in wanted.items()]
    rows = table.rows
    if wanted:
        column, values = next(iter(wanted.items()))
        rows = [row for value in sorted(values) for row in table.by(column).get(value, ())]
    found = []
    for row in rows:
        if all(row[at] in values for at, values in places):
            try:
                found.append(row_record(model, dict(zip(table.columns, row, strict=True))))
            except ValidationError as error:
                first = error.errors()[0]
                place = ".".join(map(str, first["loc"]))
                raise table.fault(f"row of {row[0]!r}: {place}: {first['msg']}") from error
    return found


def made_table(name: str, rows: Iterable[Record], file: str) -> RawTable:
    """Return records as the table of that name; ``file`` says where they are from."""
    table = TABLES[name]
    return RawTable(file, [list(table.columns), *(row_cells(table, row) for row in rows)])
