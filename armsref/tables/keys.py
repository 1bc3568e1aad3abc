"""Keys across tables: primary keys are unique, foreign keys lead somewhere."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from armsref.findings import Finding
from armsref.tables.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from armsref.model.base import Record

Value = TypeVar("Value")


def key_findings(tables: Mapping[str, Sequence[Record]]) -> list[Finding]:
    """Return a finding for each repeated key and each reference that leads nowhere."""
    findings = []
    ids = {name: {getattr(r, "id", None) for r in rows} for name, rows in tables.items()}
    for name, table in TABLES.items():
        rows = tables[name]
        keys = _rows_of(tuple(getattr(row, k) for k in table.key) for row in rows)
        for key, places in keys.items():
            if len(places) > 1:
                message = f"key {key} stands {len(places)} times"
                said = " ".join(str(part) for part in key)
                findings.append(_finding(name, message, " ".join(table.key), said, places))
        for reference in table.foreign:
            values = _rows_of(getattr(row, reference.column) for row in rows)
            for value, places in values.items():
                if value is not None and value not in ids[reference.table]:
                    message = f"{reference.column} {value!r} is not in {reference.table}"
                    findings.append(_finding(name, message, reference.column, value, places))
    return findings


def _rows_of(values: Iterable[Value]) -> dict[Value, list[int]]:
    """Return the numbers of the rows that hold each value; the first row below the header is 1."""
    found: dict[Value, list[int]] = defaultdict(list)
    for number, value in enumerate(values, start=1):
        found[value].append(number)
    return found


def _finding(table: str, message: str, field: str, value: str, rows: list[int]) -> Finding:
    return Finding(
        f"datasets/{TABLES[table].file}",
        1,
        "AR602",
        message,
        "mend the seeds it is built from",
        row=rows[0],
        field=field,
        value=value,
        times=len(rows),
        rows=tuple(rows[:10]),
    )
