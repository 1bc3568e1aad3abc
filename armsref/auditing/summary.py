"""An audit in one line: what was looked at, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armsref.auditing.audit import Audit


def summary(found: Audit) -> str:
    """Say in one line what was looked at: rows, names, columns, figures by verdict."""
    parts = [f"{found.rows:,} row{'' if found.rows == 1 else 's'}"]
    taken = getattr(found.source, "taken", "")
    parts[0] += f" in {taken}" if taken else ""
    kinds = ", ".join(f"{n:,} {kind}" for kind, n in sorted(found.names.items()))
    distinct = sum(found.names.values())
    names = f"{distinct:,} name{'' if distinct == 1 else 's'}"
    parts.append(f"{names} in {found.columns.name!r}" + (f" ({kinds})" if kinds else ""))
    for column in found.columns.figures:
        beside = f", unit in {column.unit_column!r}" if column.unit_column else ""
        unit = column.unit or "units of its own"
        parts.append(f"{column.column!r} is {column.attribute} in {unit}{beside}")
    figures = [f"{times:,} {kind}" for kind, times in found.counts.items()]
    parts += [", ".join(figures)] if figures else ["no column of figures"]
    parts += [f"{column!r} not taken: {why}" for column, why in found.columns.passed_over]
    parts.append(f"against {found.against}")
    return "; ".join(parts)
