"""The validation of a frame: which table it is, its columns, then what each library finds."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, NamedTuple

from armsref.catalog.frames import day_columns
from armsref.catalog.join.frames import library_of
from armsref.catalog.near import near_names
from armsref.catalog.validation.report import findings_of
from armsref.errors import ArmsrefError
from armsref.findings import Finding
from armsref.tables.checks import checks_of
from armsref.tables.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.validation.report import Frame
    from armsref.tables.registry import Table


class Validated(NamedTuple):
    """What was found: the table's name, how many rows it has, the findings by row."""

    table: str
    rows: int
    findings: list[Finding]


def validate_frame(
    df: Any, table: str | None, catalog: Catalog, tables: Mapping[str, Any] | None = None
) -> Validated:
    """Check a frame by its table's rules; see :func:`armsref.validate_frame`."""
    for name in tables or ():
        _table(name)
    frame = opened(df)
    return validate(frame, table_of(frame.names(), table), catalog, tables)


def opened(df: Any) -> Frame:
    """Return a frame of any library in the form that findings need.

    Raises
    ------
    ArmsrefError
        It is no such frame, or its source cannot be read.
    """
    module = importlib.import_module(f"armsref.catalog.validation.with_{library_of(df)}")
    frame: Frame = module.opened(df)
    return frame


def validate(
    frame: Frame, table: Table, catalog: Catalog, tables: Mapping[str, Any] | None = None
) -> Validated:
    """Check an opened frame."""
    names = frame.names()
    known = {key.table: _ids(key.table, catalog, tables or {}) for key in table.foreign}
    rows, findings = findings_of(frame, table, checks_of(table, known))
    columns = [*_of_columns(table, names), *_of_types(table, frame.unreadable())]
    return Validated(table.name, rows, columns + findings)


def table_of(names: Sequence[str], table: str | None, *, say: str = "table=") -> Table:
    """Return the table of a name, or where that is None, the one whose columns these are.

    ``say`` is how the table's name is handed over.

    Raises
    ------
    ArmsrefError
        There is none; the message names the nearest.
    """
    return _fitting(names, say) if table is None else _table(table)


def _table(name: object) -> Table:
    if not isinstance(name, str):
        msg = f"a table is named by a str, such as 'claims', not {name!r}"
        raise ArmsrefError(msg)
    if name not in TABLES:
        near = near_names(name, TABLES) or tuple(TABLES)
        msg = f"no table is named {name!r}; did you mean {', '.join(near)}?"
        raise ArmsrefError(msg)
    return TABLES[name]


def _fitting(names: Sequence[str], say: str) -> Table:
    """Return the one table whose columns these are."""
    there = set(names)
    for table in TABLES.values():
        if there - set(day_columns(table)) == set(table.columns):
            return table

    def likeness(table: Table) -> float:
        return len(there & {*table.columns}) / len(there | {*table.columns})

    nearest = max(TABLES.values(), key=likeness)
    if not there & set(nearest.columns):
        msg = f"these are the columns of no table; say {say.strip()}, one of {', '.join(TABLES)}"
        raise ArmsrefError(msg)
    twice = _listed({name for name in names if names.count(name) > 1})
    lack = _listed(set(nearest.columns) - there)
    more = _listed(there - set(nearest.columns))
    msg = (
        f"these are the columns of no table; nearest is {nearest.name!r}, without {lack} and with "
        f"{more} besides{'' if twice == 'none' else f', and twice {twice}'}; say "
        f"{say}{nearest.name if say.endswith(' ') else repr(nearest.name)} to be told each"
    )
    raise ArmsrefError(msg)


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(map(repr, names))[:5]) + ("..." if len(names) > 5 else "") or "none"


def _ids(table: str, catalog: Catalog, tables: Mapping[str, Any]) -> Collection[str]:
    """Return the ids of a table: of the frame that was handed for it, else of the catalogue."""
    if table not in tables:
        raw = catalog.table(table)
        at = raw.place("id")
        return {row[at] for row in raw.rows}
    frame = opened(tables[table])
    if "id" not in frame.names() or "id" in frame.unreadable():
        msg = f"the frame handed for {table} has no column 'id' with text; it is the key"
        raise ArmsrefError(msg)
    return frame.distinct("id")


def _of_columns(table: Table, names: Sequence[str]) -> list[Finding]:
    """Return what is wrong with the columns themselves."""
    findings = []
    for name in table.columns:
        if name not in names:
            findings.append(_column(name, f"column {name} is missing", "add it"))
        elif names.count(name) > 1:
            said = f"column {name} stands {names.count(name)} times; only the first was read"
            findings.append(_column(name, said, "keep one"))
    for name in dict.fromkeys(names):
        if name not in table.columns and name not in day_columns(table):
            near = near_names(str(name), table.columns)
            remedy = f"rename it {' or '.join(near)}" if near else "remove it"
            findings.append(_column(str(name), f"{table.name} has no column {name!r}", remedy))
    return findings


def _column(field: str, message: str, remedy: str) -> Finding:
    return Finding("-", 1, "AR603", message, remedy, field=field)


def _of_types(table: Table, unreadable: Mapping[str, str]) -> list[Finding]:
    """Return a finding for each column whose cells could not be looked at."""
    return [
        Finding(
            "-",
            1,
            "AR602",
            f"column {name} holds {held}: no text, number, day or truth can be read from it",
            "write its cells as text",
            field=name,
        )
        for name, held in unreadable.items()
        if name in table.columns
    ]
