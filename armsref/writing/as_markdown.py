"""Markdown that pandoc and CommonMark's readers take alike; notes as footnotes."""

from __future__ import annotations

import re
from string import punctuation
from typing import TYPE_CHECKING, cast

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
    apart,
    settled,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.writing.parts import Block, Document, Inline, Inlines, Table

#: What means something in one of the dialects; a backslash takes the meaning from each.
_SPECIAL = re.compile(
    r"[\\`*_\[\]<>&$^~@{}|#]"
    r"|(?<=-)-|\.(?=\.\.)"  # pandoc makes dashes and an ellipsis of them
    r"|!(?=\[|\Z)|:(?=//|[\w+-]+:)|(?<=www)\."  # pictures, bare addresses, named emoji
)
#: What begins a list, a definition or a title in front of a line; letters count for pandoc.
_OPENS = re.compile(
    r"\A\s*(?:(?=[-+](?:\s|\Z))|(?=:(?:[\s:]|\Z))|(?=%)|[Tt]able(?=:)"
    r"|\(?(?:\d+|[^\W\d_]|[ivxlcdm]+)(?=[.)](?:\s|\Z)))",
    re.IGNORECASE,
)
#: A straight quotation mark that opens or closes, and any other; apostrophes stand in words.
_QUOTES = re.compile(r'(?<![^\s(\[])(")(?=[^\s"])|(?<=[^\s"])(")(?!\w)|"')
_SINGLE = re.compile(r"(?<!\w)'|'(?!\w)")
_MARKS: dict[type, str] = {Emphasis: "*", Strong: "**"}


def escaped(text: str) -> str:
    r"""Return words that every reader of Markdown shows as they are.

    Straight quotation marks in pairs stay: whoever sets the text may make them curly.

    Examples
    --------
    >>> print(escaped("a_b <script> {x} @y $1$"))
    a\_b \<script\> \{x\} \@y \$1\$
    >>> print(escaped('the "new" missile'), escaped('"the "new" missile"'))
    the "new" missile \"the \"new\" missile\"
    """
    return _quoted(_SPECIAL.sub(lambda m: "\\" + m[0], text))


def _quoted(text: str) -> str:
    """Leave pandoc no quotation marks of which it makes pairs that are none.

    It ends a quotation at the next mark, and drops the white space in front of it.
    """
    kinds = [1 if m[1] else 2 if m[2] else 3 for m in _QUOTES.finditer(text)]
    if kinds != [1, 2] * (len(kinds) // 2):
        text = text.replace('"', '\\"')
    return _SINGLE.sub(lambda m: "\\" + m[0], text)


def inlines_text(inlines: Inlines, numbers: Numbering | None = None) -> str:
    """Write a line that opens neither a list nor a heading, wherever it is put."""
    return _unopened(_line(inlines, numbers, ()))


def _line(inlines: Inlines, numbers: Numbering | None, around: tuple[type, ...]) -> str:
    """Write parts in a row; where marks would be printed by some reader, the words without.

    Those are marks in marks, beside marks, and between a letter and a punctuation mark.
    """
    notes = numbers is not None
    parts = settled(inlines, notes=notes)
    while True:
        texts = [_part(part, numbers, around) for part in parts]
        fallen = _first_fallen(parts, texts, around)
        if fallen is None:
            return "".join(map(_marked, parts, texts))
        # Words escape together: what loses its marks is written anew with its neighbours.
        opened = cast("Emphasis | Strong", parts[fallen]).of
        parts = settled((*parts[:fallen], *opened, *parts[fallen + 1 :]), notes=notes)


def _first_fallen(
    parts: Sequence[Inline], texts: Sequence[str], around: tuple[type, ...]
) -> int | None:
    """Return the first part whose marks cannot stand around it."""
    line = ""
    for at, (part, text) in enumerate(zip(parts, texts, strict=True)):
        if type(part) in _MARKS:
            lead, inner, tail = apart(text)
            before, after = line + lead, tail + "".join(texts[at + 1 :])
            beside = not inner or before.endswith("*") or _MARKS.keys() & set(around)
            if beside or not _meets(inner[0], before[-1:]) or not _meets(inner[-1], after[:1]):
                return at
        line += _marked(part, text)
    return None


def _marked(part: Inline, text: str) -> str:
    mark = _MARKS.get(type(part), "")
    lead, inner, tail = apart(text)
    return f"{lead}{mark}{inner}{mark}{tail}"


def _part(part: Inline, numbers: Numbering | None, around: tuple[type, ...]) -> str:
    if isinstance(part, Words):
        return escaped(part.text)
    if isinstance(part, Note):
        return f"[^{numbers.key}{numbers.of(part)[0]}]" if numbers else ""
    text = _line(part.of, numbers, (*around, type(part)))
    if isinstance(part, Link) and Link not in around:  # in a link there are no links
        return _link(part, text)
    return f"<sup>{text}</sup>" if isinstance(part, Superscript) else text


def _link(link: Link, shown: str) -> str:
    lead, inner, tail = apart(shown)
    address = link.href
    if not inner:
        return shown
    # What may be an entity (&copy) is escaped, which a bare address cannot be.
    if link.of == (Words(address),) and "&" not in address:
        return f"<{address}>"
    escaped_address = address.replace("&", "\\&")
    return f"{lead}[{inner}](<{escaped_address}>){tail}"


def _meets(inside: str, outside: str) -> bool:
    """Tell whether a mark between two characters is one for every reader."""
    return inside.isalnum() or not outside or outside.isspace() or outside in punctuation


def _unopened(line: str) -> str:
    """Return a line with a backslash in front of what would open a block."""
    return _OPENS.sub(lambda m: f"{m[0]}\\", line)


def document_text(document: Document, *, page: bool = False, title: str = "", key: str = "") -> str:
    """Write a document; a page has its title in the metadata; the key stands in notes' labels."""
    numbers = Numbering(key)
    parts = [_metadata(title)] if page and title else []
    parts += [_block(block, numbers) for block in document]
    parts += [f"[^{key}{n}]: {inlines_text(of).strip()}" for n, of, _ in numbers.notes()]
    return "\n\n".join(parts) + "\n"


def _metadata(title: str) -> str:
    text = inlines_text((Words(title),)).replace("'", "''")
    return f"---\ntitle: '{text}'\n---"


def _block(block: Block, numbers: Numbering) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {inlines_text(block.of, numbers).strip()}"
    if isinstance(block, Paragraph):
        return inlines_text(block.of, numbers).strip()
    if isinstance(block, Bullets):
        return "\n".join(f"- {inlines_text(item, numbers).strip()}" for item in block.items)
    return _table(block, numbers)


def _table(table: Table, numbers: Numbering) -> str:
    # Read from above: a note of the caption has the lower number.
    above = [inlines_text(table.caption, numbers).strip(), ""] if table.caption else []
    rows = [[inlines_text(cell, numbers) for cell in row] for row in (table.header, *table.rows)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    # The dashes tell pandoc how wide the columns are where a line is long.
    lines.insert(1, f"|{'|'.join('-' * share for share in shares(table))}|")
    # Above, as a paragraph: pandoc alone knows captions.
    return "\n".join([*above, *lines])
