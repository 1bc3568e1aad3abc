"""CSV: the bytes of ``datasets/``, but no cell that a spreadsheet would run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.tables.codec import row_cells, write_cells
from armsref.tables.formulas import defused, is_live

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.catalog.frames import Digits
    from armsref.exporting.contents import Contents


def write(contents: Contents, file: Path, digits: Digits) -> int:  # noqa: ARG001 - always as printed
    """Write the one table; return how many texts got a ``'`` in front."""
    (filled,) = contents.tables
    texts = [field.kind == "string" for field in filled.fields]
    changed = 0

    def safe(cells: list[str]) -> list[str]:
        nonlocal changed
        live = [text and is_live(cell) for cell, text in zip(cells, texts, strict=True)]
        changed += sum(live)
        return [defused(c) if risky else c for c, risky in zip(cells, live, strict=True)]

    with file.open("w", encoding="utf-8", newline="") as out:
        write_cells(out, filled.table, (safe(row_cells(filled.table, r)) for r in filled.records))
    return changed
