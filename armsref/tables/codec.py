"""Canonical bytes of a table: UTF-8, LF, the model's columns, minimal quoting, one way only."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, TextIO, TypeVar

from pydantic import ValidationError

from armsref.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from armsref.model.base import Record
    from armsref.tables.registry import Table

R = TypeVar("R", bound="Record")


def cell(value: object) -> str:
    """Write one value of a record's JSON form as a cell.

    Examples
    --------
    >>> cell(None), cell(True), cell(["a", "b"]), cell([["a", "b"], ["c"]])
    ('', 'true', 'a b', 'a b|c')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        if value and isinstance(value[0], list | tuple):
            return "|".join(" ".join(group) for group in value)
        return " ".join(str(item) for item in value)
    return str(value)


def table_bytes(table: Table, rows: Iterable[Record]) -> bytes:
    """Return a table's file: a header, a line for each row."""
    buffer = io.StringIO(newline="")
    write_cells(buffer, table, (row_cells(table, row) for row in rows))
    return buffer.getvalue().encode("utf-8")


def write_cells(out: TextIO, table: Table, rows: Iterable[list[str]]) -> None:
    """Write a table's header and the cells of its rows; ``out`` must leave line ends alone."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(rows)


def row_cells(table: Table, row: Record) -> list[str]:
    """Write a record as the cells of its table, in the order of the columns."""
    data = row.model_dump(mode="json")
    return [cell(data[column]) for column in table.columns]


def row_record(model: type[R], cells: Mapping[str, str]) -> R:
    """Make a record of a row's cells; an empty cell is None where the field allows it.

    Raises
    ------
    pydantic.ValidationError
        A cell does not fit its field, a column is missing or unknown.
    """
    values: dict[str, object] = {}
    for name, text in cells.items():
        field = model.model_fields.get(name)
        empty_is_none = text == "" and field is not None and not field.is_required()
        values[name] = None if empty_is_none else text
    return model.model_validate(values)


def read_table(table: Table, file: Path) -> list[Record]:
    """Read and validate a table's file.

    Raises
    ------
    DataError
        The file cannot be read, or a row does not fit; the message says which.
    """
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{file}: cannot be read: {error}; run armsref build"
        raise DataError(msg) from error
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if not rows or tuple(rows[0]) != table.columns:
        msg = f"{file}:1: the columns are not those of {table.name}; run armsref build"
        raise DataError(msg)
    records = []
    for number, row in enumerate(rows[1:], start=2):
        try:
            records.append(row_record(table.model, dict(zip(table.columns, row, strict=True))))
        except (ValidationError, ValueError) as error:
            first = error.errors()[0] if isinstance(error, ValidationError) else None
            said = f"{first['loc'][0]}: {first['msg']}" if first and first["loc"] else str(error)
            msg = f"{file}: row {number}: {said}; run armsref build"
            raise DataError(msg) from error
    return records
