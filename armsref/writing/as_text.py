"""Plain text: nothing is escaped, addresses stand as they are, notes as [1]."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.writing.numbering import Numbering
from armsref.writing.parts import Bullets, Heading, Note, Paragraph, Words

if TYPE_CHECKING:
    from armsref.writing.parts import Block, Document, Inlines, Table


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
    lines = ["  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*above, *lines])
