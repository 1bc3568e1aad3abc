"""Markdown that pandoc and CommonMark's readers take alike; notes as footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.writing.columns import shares
from armsref.writing.numbering import Numbering
from armsref.writing.parts import (
    Bullets,
    Emphasis,
    Heading,
    Link,
    Note,
    Paragraph,
    Strong,
    Superscript,
    Words,
)

if TYPE_CHECKING:
    from armsref.writing.parts import Block, Document, Inlines, Table

#: What means something in one of the dialects; a backslash takes the meaning from each.
_SPECIAL = re.compile(r"""[\\`*_\[\]<>&$^~@{}|#]|(?<=-)-|\.(?=\.\.)|!(?=\[)|:(?=//)""")
#: What begins a list or a heading in front of a line.
_OPENS = re.compile(r"\A(\s*)([-+=:%]|\d+(?=[.)]))")

_MARKS: dict[type, tuple[str, str]] = {
    Emphasis: ("*", "*"),
    Strong: ("**", "**"),
    Superscript: ("<sup>", "</sup>"),
    Link: ("", ""),  # of an address that is no web address
}


def escaped(text: str) -> str:
    r"""Return words that every reader of Markdown shows as they are.

    Examples
    --------
    >>> print(escaped("a_b <script> {x} @y $1$"))
    a\_b \<script\> \{x\} \@y \$1\$
    """
    return _SPECIAL.sub(lambda m: "\\" + m[0], text)


def inlines_text(inlines: Inlines, numbers: Numbering | None = None) -> str:
    """Write a line."""
    parts = []
    for part in inlines:
        if isinstance(part, Words):
            parts.append(escaped(part.text))
        elif isinstance(part, Note):
            parts.append(f"[^{numbers.key}{numbers.of(part)[0]}]" if numbers else "")
        elif isinstance(part, Link) and part.is_safe:
            parts.append(_link(part, numbers))
        else:
            opens, closes = _MARKS[type(part)]
            parts.append(f"{opens}{inlines_text(part.of, numbers)}{closes}")
    return "".join(parts)


def _link(link: Link, numbers: Numbering | None) -> str:
    if link.of == (Words(link.address),):
        return f"<{link.address}>"
    return f"[{inlines_text(link.of, numbers)}](<{link.address}>)"


def line_text(inlines: Inlines, numbers: Numbering | None = None) -> str:
    """Write a line that opens neither a list nor a heading."""
    text = inlines_text(inlines, numbers)
    return _OPENS.sub(lambda m: f"{m[1]}{_kept(m[2], text[m.end() : m.end() + 1])}", text)


def _kept(opening: str, after: str) -> str:
    if opening.isdecimal():
        return f"{opening}\\" if after in ".)" else opening
    return f"\\{opening}"


def document_text(document: Document, *, page: bool = False, title: str = "", key: str = "") -> str:
    """Write a document; a page has its title in the metadata; the key stands in notes' labels."""
    numbers = Numbering(key)
    parts = [_metadata(title)] if page and title else []
    parts += [_block(block, numbers) for block in document]
    parts += [f"[^{key}{n}]: {inlines_text(of)}" for n, of, _ in numbers.notes()]
    return "\n\n".join(parts) + "\n"


def _metadata(title: str) -> str:
    text = escaped(title).replace("'", "''")
    return f"---\ntitle: '{text}'\n---"


def _block(block: Block, numbers: Numbering) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {inlines_text(block.of, numbers)}"
    if isinstance(block, Paragraph):
        return line_text(block.of, numbers)
    if isinstance(block, Bullets):
        return "\n".join(f"- {line_text(item, numbers)}" for item in block.items)
    return _table(block, numbers)


def _table(table: Table, numbers: Numbering) -> str:
    rows = [[inlines_text(cell, numbers) for cell in row] for row in (table.header, *table.rows)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    # The dashes tell pandoc how wide the columns are where a line is long.
    lines.insert(1, f"|{'|'.join('-' * share for share in shares(table))}|")
    if table.caption:
        # Above, as a paragraph: pandoc alone knows captions.
        lines[:0] = [line_text(table.caption, numbers), ""]
    return "\n".join(lines)
