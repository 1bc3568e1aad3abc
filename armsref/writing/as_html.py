"""HTML: every word escaped, no script, no file from elsewhere, notes linked both ways."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from armsref.writing.numbering import Numbering, key_of
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
body {{ max-width: 48em; margin: 2em auto; padding: 0 1em; font: 1em/1.5 Georgia, serif;
  color: #111; background: #fff; overflow-wrap: break-word; }}
h1, h2, h3, h4, h5, h6 {{ line-height: 1.25; margin: 1.4em 0 .4em; }}
h1 {{ margin-top: 0; }}
h2 {{ border-bottom: 1px solid #999; }}
h3, h4, h5, h6 {{ font-size: 1.05em; }}
p, ul, ol {{ margin: .5em 0; }}
ul, ol {{ padding-left: 1.6em; }}
li {{ margin: .25em 0; }}
sup {{ line-height: 0; }}
table {{ border-collapse: collapse; margin: .8em 0; }}
caption {{ text-align: left; padding: .3em 0; }}
th, td {{ border: 1px solid #999; padding: .3em .6em; text-align: left; vertical-align: top; }}
thead th {{ background: #eee; }}
section.notes {{ font-size: .9em; margin-top: 2em; border-top: 1px solid #999; }}
@media print {{
  body {{ max-width: none; margin: 0; padding: 0; font-size: 10.5pt; }}
  a {{ color: inherit; text-decoration: none; }}
  a[aria-label=back] {{ display: none; }}
  h1, h2, h3, h4, h5, h6 {{ break-after: avoid; }}
  tr, li {{ break-inside: avoid; }}
}}
</style>
</head>
<body>
{body}</body>
</html>
"""
_TAGS = {Emphasis: "em", Strong: "strong", Superscript: "sup"}


class _Writer:
    """Writes one document; its ids are made of its content, and clash with no other's.

    Without a key it writes no ids, and its notes are not linked; its cells say that they begin at
    the left, since notebooks have tables of numbers in mind.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.cell = "" if key else ' style="text-align: left"'
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
                parts.append(f'<a href="{escape(part.href)}">{shown}</a>')
            else:
                tag = _TAGS[type(part)]
                parts.append(f"<{tag}>{self.inlines(part.of, notes=notes)}</{tag}>")
        return "".join(parts)

    def _mark(self, note: Note) -> str:
        number, times = self.numbers.of(note)
        if not self.key:
            return f"<sup>{number}</sup>"
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
        head = "".join(
            f'<th scope="col"{self.cell}>{self.inlines(cell)}</th>' for cell in table.header
        )
        rows = []
        for row in table.rows:
            cells = [f'<th scope="row"{self.cell}>{self.inlines(row[0])}</th>'] if row else []
            cells += [f"<td{self.cell}>{self.inlines(cell)}</td>" for cell in row[1:]]
            rows.append(f"<tr>{''.join(cells)}</tr>\n")
        body = f"<tbody>\n{''.join(rows)}</tbody>\n"
        return f"<table>\n{caption}<thead><tr>{head}</tr></thead>\n{body}</table>\n"

    def notes(self) -> str:
        found = []
        for number, of, times in self.numbers.notes():
            text = self.inlines(of, notes=False)
            if not self.key:
                found.append(f"<li>{text}</li>\n")
                continue
            back = " ".join(
                f'<a href="#{self.key}-mark-{number}-{time}" aria-label="back">↩</a>'
                for time in range(1, times + 1)
            )
            found.append(f'<li id="{self.key}-note-{number}">{text} {back}</li>\n')
        if not found:
            return ""
        wrap = "" if self.key else ' style="overflow-wrap: anywhere"'
        return f'<section class="notes"{wrap}>\n<ol>\n{"".join(found)}</ol>\n</section>\n'


def inlines_text(inlines: Inlines) -> str:
    """Write a line; what stands in notes is left out."""
    return _Writer("").inlines(inlines, notes=False)


def document_text(
    document: Document, *, page: bool = False, title: str = "", linked: bool = True
) -> str:
    """Write a document; its marks and notes are linked, or it has no ids at all."""
    writer = _Writer(key_of(document) if linked else "")
    body = "".join(writer.block(block) for block in document) + writer.notes()
    return page_text(body, title) if page else body


def page_text(body: str, title: str) -> str:
    """Return a page of its own around what is written already."""
    return _PAGE.format(title=escape(title), body=body)
