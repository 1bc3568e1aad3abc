"""LaTeX: every character that commands is written as itself; notes as footnotes."""

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

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",  # may follow a command that takes an option
    "]": "{]}",
}
#: A quotation mark that opens, one that closes, or what is special.
_ESCAPED = re.compile(r'(?<![^\s(\[])(")(?=\S)|(")|[' + re.escape("".join(_SPECIAL)) + "]")
_COMMANDS = {Emphasis: "emph", Strong: "textbf", Superscript: "textsuperscript"}
_LEVELS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph", "subparagraph")
_PAGE = r"""\documentclass{{article}}
\usepackage{{iftex}}
\ifPDFTeX
  \usepackage[T1]{{fontenc}}
\fi
\usepackage{{longtable}}
\usepackage{{hyperref}}
\begin{{document}}
{title}{body}\end{{document}}
"""


def escaped(text: str) -> str:
    r"""Return words that LaTeX prints as they are; straight quotation marks open and close.

    Examples
    --------
    >>> print(escaped('"100 % & \\input{x}"'))
    ``100 \% \& \textbackslash{}input\{x\}''
    """
    return _ESCAPED.sub(lambda m: "``" if m[1] else "''" if m[2] else _SPECIAL[m[0]], text)


def inlines_text(inlines: Inlines, numbers: Numbering | None = None) -> str:
    """Write a line; without numbers, what stands in notes is left out."""
    parts = []
    for part in inlines:
        if isinstance(part, Words):
            parts.append(escaped(part.text))
        elif isinstance(part, Note):
            parts.append(_mark(part, numbers) if numbers else "")
        elif isinstance(part, Link):
            parts.append(_link(part, numbers))
        else:
            parts.append(f"\\{_COMMANDS[type(part)]}{{{inlines_text(part.of, numbers)}}}")
    return "".join(parts)


def _link(link: Link, numbers: Numbering | None) -> str:
    if not link.is_safe:
        return inlines_text(link.of, numbers)
    address = link.address.replace("%", r"\%").replace("#", r"\#").replace("&", r"\&")
    address = address.replace("_", r"\_").replace("~", r"\string~").replace("$", r"\$")
    return f"\\href{{{address}}}{{{inlines_text(link.of, numbers)}}}"


def _mark(note: Note, numbers: Numbering) -> str:
    """Write a note once; where it is met again, its number alone."""
    number, times = numbers.of(note)
    key = f"\\footnotemark[{number}]"
    return key if times > 1 else f"\\footnote[{number}]{{{inlines_text(note.of)}}}"


def document_text(document: Document, *, page: bool = False, title: str = "") -> str:
    """Write a document."""
    numbers = Numbering()
    body = "\n".join(_block(block, numbers) for block in document)
    if not page:
        return body
    named = f"\\title{{{escaped(title)}}}\n\\date{{}}\n\\maketitle\n" if title else ""
    return _PAGE.format(title=named, body=body)


def _block(block: Block, numbers: Numbering) -> str:
    if isinstance(block, Heading):
        return f"\\{_LEVELS[block.level - 1]}*{{{inlines_text(block.of, numbers)}}}\n"
    if isinstance(block, Paragraph):
        return inlines_text(block.of, numbers) + "\n"
    if isinstance(block, Bullets):
        items = "".join(f"\\item {inlines_text(item, numbers)}\n" for item in block.items)
        return f"\\begin{{itemize}}\n{items}\\end{{itemize}}\n"
    return _table(block, numbers)


def _table(table: Table, numbers: Numbering) -> str:
    """Write a long table: it keeps its footnotes, which a plain one loses."""
    rows = [
        " & ".join(inlines_text(cell, numbers) for cell in row) + " \\\\\n"
        for row in (table.header, *table.rows)
    ]
    widths = shares(table)
    columns = "".join(f"p{{{0.9 * w / sum(widths):.2f}\\linewidth}}" for w in widths)
    caption = f"{inlines_text(table.caption, numbers)}\n\n" if table.caption else ""
    return (
        f"{caption}\\begin{{longtable}}{{{columns}}}\n\\hline\n{rows[0]}\\hline\n\\endhead\n"
        f"{''.join(rows[1:])}\\hline\n\\end{{longtable}}\n"
    )
