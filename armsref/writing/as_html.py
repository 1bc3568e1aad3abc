"""HTML: every word escaped, no script, no file from elsewhere, notes linked both ways."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING

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
    settled,
)

if TYPE_CHECKING:
    from armsref.writing.parts import Block, Document, Inlines, Table

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 60em; margin: 2em auto; padding: 0 1em; font: 1em/1.5 serif; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #999; padding: .3em .6em; text-align: left; vertical-align: top; }}
section.notes {{ font-size: .9em; overflow-wrap: anywhere; }}
</style>
</head>
<body>
{body}</body>
</html>
"""
_TAGS = {Emphasis: "em", Strong: "strong", Superscript: "sup"}


class _Writer:
    """Writes one document; its ids are made of its content, and clash with no other's."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.numbers = Numbering()

    def inlines(self, inlines: Inlines, *, notes: bool = True) -> str:
        parts = []
        for part in settled(inlines, notes=notes):
            if isinstance(part, Words):
                parts.append(escape(part.text))
            elif isinstance(part, Note):
                parts.append(self._mark(part))
            elif isinstance(part, Link):
                shown = self.inlines(part.of, notes=notes)
                parts.append(f'<a href="{escape(part.address)}">{shown}</a>')
            else:
                tag = _TAGS[type(part)]
                parts.append(f"<{tag}>{self.inlines(part.of, notes=notes)}</{tag}>")
        return "".join(parts)

    def _mark(self, note: Note) -> str:
        number, times = self.numbers.of(note)
        own = f"{self.key}-mark-{number}-{times}"
        return f'<sup id="{own}"><a href="#{self.key}-note-{number}">{number}</a></sup>'

    def block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return f"<h{block.level}>{self.inlines(block.of)}</h{block.level}>\n"
        if isinstance(block, Paragraph):
            return f"<p>{self.inlines(block.of)}</p>\n"
        if isinstance(block, Bullets):
            items = "".join(f"<li>{self.inlines(item)}</li>\n" for item in block.items)
            return f"<ul>\n{items}</ul>\n"
        return self._table(block)

    def _table(self, table: Table) -> str:
        caption = f"<caption>{self.inlines(table.caption)}</caption>\n" if table.caption else ""
        head = "".join(f'<th scope="col">{self.inlines(cell)}</th>' for cell in table.header)
        rows = []
        for row in table.rows:
            cells = [f'<th scope="row">{self.inlines(row[0])}</th>'] if row else []
            cells += [f"<td>{self.inlines(cell)}</td>" for cell in row[1:]]
            rows.append(f"<tr>{''.join(cells)}</tr>\n")
        body = f"<tbody>\n{''.join(rows)}</tbody>\n"
        return f"<table>\n{caption}<thead><tr>{head}</tr></thead>\n{body}</table>\n"

    def notes(self) -> str:
        found = []
        for number, of, times in self.numbers.notes():
            back = " ".join(
                f'<a href="#{self.key}-mark-{number}-{time}" aria-label="back">↩</a>'
                for time in range(1, times + 1)
            )
            text = self.inlines(of, notes=False)
            found.append(f'<li id="{self.key}-note-{number}">{text} {back}</li>\n')
        if not found:
            return ""
        return f'<section class="notes">\n<ol>\n{"".join(found)}</ol>\n</section>\n'


def inlines_text(inlines: Inlines) -> str:
    """Write a line; what stands in notes is left out."""
    return _Writer("").inlines(inlines, notes=False)


def document_text(document: Document, *, page: bool = False, title: str = "") -> str:
    """Write a document."""
    writer = _Writer(f"a{hashlib.sha256(repr(document).encode()).hexdigest()[:8]}")
    body = "".join(writer.block(block) for block in document) + writer.notes()
    return page_text(body, title) if page else body


def page_text(body: str, title: str) -> str:
    """Return a page of its own around what is written already."""
    return _PAGE.format(title=escape(title), body=body)
