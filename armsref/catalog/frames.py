"""The catalogue's own tables as frames of pandas or polars, with their types."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Literal

from armsref.dates import last_day
from armsref.errors import ArmsrefError
from armsref.model.base import PARTIAL_DATE, whole
from armsref.tables.fields import fields_of
from armsref.tables.pandera_schema import DTYPES
from armsref.tables.registry import TABLES, table_named

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.tables.fields import Field
    from armsref.tables.registry import Table

Engine = Literal["pandas", "polars"]
Digits = Literal["float", "text"]

#: The pattern of a field that holds a day, a month or a year.
_DATE = whole(PARTIAL_DATE).strip("^$")


def make_frame(catalog: Catalog, table: str, engine: Engine, digits: Digits) -> Any:
    """Return a table as a frame; see :meth:`armsref.Catalog.frame`."""
    entry = table_named(table)
    if digits not in ("float", "text"):
        msg = f"digits are 'float' or 'text', not {digits!r}"
        raise ArmsrefError(msg)
    library = library_of(engine)
    raw = catalog.table(table)
    fields = fields_of(entry.model)
    cells: dict[str, list[str | None]] = {
        name: [row[at] or None for row in raw.rows] for name, at in raw.columns.items()
    }
    kinds = {name: _kind(fields[name], digits) for name in cells}
    days = {
        day: [None if cell is None else last_day(cell) for cell in cells[name]]
        for name, day in zip(dated(TABLES[table]), day_columns(TABLES[table]), strict=True)
    }
    make = _polars if engine == "polars" else _pandas
    return make(library, cells, {n: DTYPES[engine][kind] for n, kind in kinds.items()}, days)


def dated(table: Table) -> list[str]:
    """Return the columns of a table that hold a day, a month or a year."""
    fields = fields_of(table.model)
    return [name for name in table.columns if fields[name].pattern == _DATE]


def day_columns(table: Table) -> list[str]:
    """Return the columns that a frame of a table has besides, one for each that is dated.

    Examples
    --------
    >>> day_columns(TABLES["articles"])
    ['issued_last_day', 'accessed_last_day']
    """
    return [f"{name}_last_day" for name in dated(table)]


def library_of(engine: str) -> Any:
    """Return the library of an engine.

    Raises
    ------
    ArmsrefError
        There is no such engine, or it is not installed.
    """
    if engine not in ("pandas", "polars"):
        msg = f"no engine is named {engine!r}; there are pandas, polars"
        raise ArmsrefError(msg)
    try:
        return importlib.import_module(engine)
    except ImportError as error:
        msg = f"{engine} is not installed; pip install 'armsref[{engine}]'"
        raise ArmsrefError(msg) from error


def _kind(field: Field, digits: Digits) -> str:
    return "string" if field.kind == "number" and digits == "text" else field.kind


def _polars(
    polars: Any,
    cells: dict[str, list[str | None]],
    dtypes: dict[str, str],
    days: dict[str, list[str | None]],
) -> Any:
    frame = polars.DataFrame(
        {**cells, **days}, schema=dict.fromkeys([*cells, *days], polars.String)
    )
    typed = [
        polars.col(name) == "true"
        if dtype == "Boolean"
        else polars.col(name).cast(getattr(polars, dtype))
        for name, dtype in dtypes.items()
    ]
    return frame.with_columns(*typed, *(polars.col(day).str.to_date("%Y-%m-%d") for day in days))


def _pandas(
    pandas: Any,
    cells: dict[str, list[str | None]],
    dtypes: dict[str, str],
    days: dict[str, list[str | None]],
) -> Any:
    columns = {}
    for name, column in cells.items():
        if dtypes[name] == "boolean":
            truths = [None if value is None else value == "true" for value in column]
            columns[name] = pandas.Series(truths, dtype="boolean")
        else:
            columns[name] = pandas.Series(column, dtype="string").astype(dtypes[name])
    for name, dates in days.items():
        columns[name] = pandas.Series(dates, dtype="datetime64[s]")
    return pandas.DataFrame(columns)
