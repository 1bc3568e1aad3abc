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
    apart,
    settled,
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
    "^": r"\^{}",
    "~": r"\~{}",
    "`": r"\`{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\texttt{|}",  # right in every encoding, and pandoc knows no \textbar
    "[": "{[}",  # may follow a command that takes an option
    "]": "{]}",
    "*": "{*}",  # may follow a command that has a starred form
}
#: A quotation mark that opens, one that closes, what would run together with the character in
#: front of it (two hyphens, two apostrophes, in some fonts two commas), or what is special.
_ESCAPED = re.compile(
    r"""(?<![^\s(\[])(")(?=[^\s"])|(?P<closes>")|(?<=-)-|(?<=,),|(?<=['"])'"""
    r"|[" + re.escape("".join(_SPECIAL)) + "]"
)
#: Where a line may break in an address; a brace would be taken for the command's.
_PARTED = re.compile(r"(?<=[/.?=&_-])(?=[A-Za-z0-9])")
_COMMANDS = {Emphasis: "emph", Strong: "textbf", Superscript: "textsuperscript"}
_LEVELS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph", "subparagraph")
_PAGE = r"""\documentclass{{article}}
\usepackage{{iftex}}
\ifPDFTeX
  \usepackage[T1]{{fontenc}}
\fi
\usepackage{{longtable}}
\usepackage[hidelinks]{{hyperref}}
\setlength{{\emergencystretch}}{{3em}}
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
    return _ESCAPED.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    if match[1]:
        return "``"
    if match["closes"]:
        before = match.string[: match.start()][-1:]
        return "{''}" if not before or before.isspace() or before == "'" else "''"
    return _SPECIAL.get(match[0], "{}" + match[0])


def inlines_text(inlines: Inlines, numbers: Numbering | None = None) -> str:
    """Write a line; without numbers, what stands in notes is left out."""
    parts = []
    for part in settled(inlines, notes=numbers is not None):
        if isinstance(part, Words):
            parts.append(escaped(part.text))
        elif isinstance(part, Note):
            parts.append(_mark(part, numbers) if numbers else "")
        elif isinstance(part, Link):
            parts.append(_link(part, numbers))
        else:
            parts.append(_around(f"\\{_COMMANDS[type(part)]}", inlines_text(part.of, numbers)))
    return "".join(parts)


def _link(link: Link, numbers: Numbering | None) -> str:
    # The others hyperref takes as they are, also in a footnote.
    address = re.sub("[%#&]", lambda m: "\\" + m[0], link.href)
    printed = [part.text for part in link.of if isinstance(part, Words)]
    shown = inlines_text(link.of, numbers)
    if len(link.of) == len(printed) == 1 and printed[0].startswith(("http://", "https://")):
        # A printed address may break behind what parts it; else it would leave the page.
        shown = "\\allowbreak{}".join(map(escaped, _PARTED.split(printed[0])))
    return _around(f"\\href{{{address}}}", shown)


def _around(command: str, text: str) -> str:
    lead, inner, tail = apart(text)
    return f"{lead}{command}{{{inner}}}{tail}" if inner else lead


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
    caption = f"{inlines_text(table.caption, numbers)}\n\n" if table.caption else ""
    rows = [
        " & ".join(inlines_text(cell, numbers) for cell in row) + " \\\\\n"
        for row in (table.header, *table.rows)
    ]
    widths = shares(table)
    columns = "".join(f"p{{{0.9 * w / sum(widths):.2f}\\linewidth}}" for w in widths)
    return (
        f"{caption}\\begin{{longtable}}{{{columns}}}\n\\hline\n{rows[0]}\\hline\n\\endhead\n"
        f"{''.join(rows[1:])}\\hline\n\\end{{longtable}}\n"
    )
