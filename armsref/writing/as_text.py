"""Plain text: nothing is escaped, addresses stand as they are, notes as [1]."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from armsref.writing.numbering import Numbering
from armsref.writing.parts import Bullets, Heading, Note, Paragraph, Words

if TYPE_CHECKING:
    from armsref.writing.parts import Block, Document, Inlines, Table

#: So wide is a table with cells on several lines, and a column of it at least; other lines are as
#: long as their words.
WIDTH, NARROWEST = 100, 10
#: White space without width: a line may break there, behind a hyphen between letters.
_BREAK = "\x1f"
_HYPHEN = re.compile(r"(?<=\w-)(?=\w)")


def inlines_text(inlines: Inlines, numbers: Numbering | None = None) -> str:
    """Write a line."""
    return "".join(
        part.text
        if isinstance(part, Words)
        else (f"[{numbers.of(part)[0]}]" if numbers else "")
        if isinstance(part, Note)
        else inlines_text(part.of, numbers)
        for part in inlines
    )


def document_text(document: Document, *, page: bool = False, title: str = "") -> str:  # noqa: ARG001
    """Write a document."""
    numbers = Numbering()
    parts = [title] if title else []
    parts += [_block(block, numbers) for block in document]
    notes = [f"[{n}] {inlines_text(of)}" for n, of, _ in numbers.notes()]
    return "\n\n".join([*parts, *(["\n".join(notes)] if notes else [])]) + "\n"


def _block(block: Block, numbers: Numbering) -> str:
    if isinstance(block, Heading | Paragraph):
        return inlines_text(block.of, numbers)
    if isinstance(block, Bullets):
        return "\n".join(f"- {inlines_text(item, numbers)}" for item in block.items)
    return _table(block, numbers)


def _table(table: Table, numbers: Numbering) -> str:
    # Read from above: a note of the caption has the lower number.
    above = [inlines_text(table.caption, numbers)] if table.caption else []
    rows = [[inlines_text(cell, numbers) for cell in row] for row in (table.header, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    # With very many columns there is no room to wrap in.
    if sum(widths) + 2 * (len(widths) - 1) > WIDTH and len(widths) * NARROWEST <= WIDTH:
        return "\n".join([*above, _wrapped(rows)])
    lines = ["  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*above, *lines])


def _wrapped(rows: list[list[str]]) -> str:
    """Write a table that is too wide: cells on several lines, an empty line between rows."""
    from rich.box import Box
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    ruled = Box("    \n    \n -  \n    \n    \n    \n    \n    \n", ascii=True)
    grid = Grid(box=ruled, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), leading=1)
    for heading in rows[0]:
        grid.add_column(Text(heading), overflow="fold", min_width=NARROWEST - 2)
    for row in rows[1:]:
        grid.add_row(*(Text(_HYPHEN.sub(_BREAK, cell)) for cell in row))
    console = Console(file=io.StringIO(), width=WIDTH, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        console.print(grid)
    found = captured.get().replace(_BREAK, "").rstrip()
    return "\n".join(line.rstrip() for line in found.split("\n"))
