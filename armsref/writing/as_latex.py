"""LaTeX: every character that commands is written as itself; notes as footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.writing.columns import shares
from armsref.writing.latex_fonts import asked_of_the_engine
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
_PAGE = r"""{remark}\documentclass{{article}}
\usepackage{{iftex}}
\ifPDFTeX
  \usepackage[T1]{{fontenc}}
  \IfFileExists{{lmodern.sty}}{{\usepackage{{lmodern}}}}{{}}
\fi
{fonts}\usepackage{{longtable}}
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


def inlines_text(inlines: Inlines) -> str:
    """Write a line; what stands in notes is left out."""
    return _line(inlines, None)


def _line(inlines: Inlines, notes: _Notes | None) -> str:
    parts = []
    for part in settled(inlines, notes=notes is not None):
        if isinstance(part, Words):
            parts.append(escaped(part.text))
        elif isinstance(part, Note):
            parts.append(notes.mark(part) if notes else "")
        elif isinstance(part, Link):
            parts.append(_link(part, notes))
        else:
            parts.append(_around(f"\\{_COMMANDS[type(part)]}", _line(part.of, notes)))
    return "".join(parts)


class _Notes:
    """Writes notes; LaTeX numbers them, on from those of the document around.

    A number of ours would be lost in a long table, which asks the counter for it.
    """

    def __init__(self, key: str = "", again: frozenset[int] = frozenset()) -> None:
        self.numbers = Numbering(key)
        self.again = again

    def mark(self, note: Note) -> str:
        """Write a note once, with a label if it is met again; there the label's number alone."""
        number, times = self.numbers.of(note)
        label = f"{self.numbers.key}-note-{number}"
        if times > 1:
            return f"\\textsuperscript{{\\ref{{{label}}}}}"
        labelled = f"\\label{{{label}}}" if number in self.again else ""
        return f"\\footnote{{{labelled}{inlines_text(note.of)}}}"


def _link(link: Link, notes: _Notes | None) -> str:
    # The others hyperref takes as they are, also in a footnote.
    address = re.sub("[%#&]", lambda m: "\\" + m[0], link.href)
    printed = [part.text for part in link.of if isinstance(part, Words)]
    shown = _line(link.of, notes)
    if len(link.of) == len(printed) == 1 and printed[0].startswith(("http://", "https://")):
        # A printed address may break behind what parts it; else it would leave the page.
        shown = "\\allowbreak{}".join(map(escaped, _PARTED.split(printed[0])))
    return _around(f"\\href{{{address}}}", shown)


def _around(command: str, text: str) -> str:
    lead, inner, tail = apart(text)
    return f"{lead}{command}{{{inner}}}{tail}" if inner else lead


def document_text(document: Document, *, page: bool = False, title: str = "") -> str:
    """Write a document."""
    body = _body(document)
    if not page:
        return body
    named = f"\\title{{{escaped(title)}}}\n\\date{{}}\n\\maketitle\n" if title else ""
    remark, fonts = asked_of_the_engine(named + body)
    return _PAGE.format(title=named, body=body, remark=remark, fonts=fonts)


def _body(document: Document) -> str:
    """Write the blocks; a first time only to learn which notes are met again."""
    first = _Notes()
    for block in document:
        _block(block, first)
    again = frozenset(number for number, _, times in first.numbers.notes() if times > 1)
    notes = _Notes(key_of(document), again)
    return "\n".join(_block(block, notes) for block in document)


def _block(block: Block, notes: _Notes) -> str:
    if isinstance(block, Heading):
        return f"\\{_LEVELS[block.level - 1]}*{{{_line(block.of, notes)}}}\n"
    if isinstance(block, Paragraph):
        return _line(block.of, notes) + "\n"
    if isinstance(block, Bullets):
        items = "".join(f"\\item {_line(item, notes)}\n" for item in block.items)
        return f"\\begin{{itemize}}\n{items}\\end{{itemize}}\n"
    return _table(block, notes)


def _table(table: Table, notes: _Notes) -> str:
    """Write a long table: it keeps its footnotes, which a plain one loses."""
    caption = f"{_line(table.caption, notes)}\n\n" if table.caption else ""
    rows = [
        " & ".join(_line(cell, notes) for cell in row) + " \\\\\n"
        for row in (table.header, *table.rows)
    ]
    widths = shares(table)
    # Notes of a head that stands on each page would be lost.
    noted = any(isinstance(part, Note) for cell in table.header for part in cell)
    head = "" if noted else "\\endhead\n"
    columns = "".join(f"p{{{0.9 * w / sum(widths):.2f}\\linewidth}}" for w in widths)
    return (
        f"{caption}\\begin{{longtable}}{{{columns}}}\n\\hline\n{rows[0]}\\hline\n{head}"
        f"{''.join(rows[1:])}\\hline\n\\end{{longtable}}\n"
    )
