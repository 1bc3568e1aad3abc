"""Keys across tables: primary keys are unique, foreign keys lead somewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from armsref.findings import Finding
from armsref.tables.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from armsref.model.base import Record


def key_findings(tables: Mapping[str, Sequence[Record]]) -> list[Finding]:
    """Return a finding for each repeated key and each reference that leads nowhere."""
    findings = []
    ids = {name: {getattr(r, "id", None) for r in rows} for name, rows in tables.items()}
    for name, table in TABLES.items():
        keys = Counter(tuple(getattr(row, k) for k in table.key) for row in tables[name])
        for key, count in keys.items():
            if count > 1:
                message = f"key {key} stands {count} times"
                findings.append(_finding(name, message))
        for reference in table.foreign:
            for value in {getattr(row, reference.column) for row in tables[name]}:
                if value is not None and value not in ids[reference.table]:
                    message = f"{reference.column} {value!r} is not in {reference.table}"
                    findings.append(_finding(name, message))
    return findings


def _finding(table: str, message: str) -> Finding:
    file = f"datasets/{TABLES[table].file}"
    return Finding(file, 1, "AR602", message, "mend the seeds it is built from")
