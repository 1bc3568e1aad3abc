"""The prose of a Markdown file: paragraphs, headings, lists and table cells, in their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from armsref.evidence.text import Span
from armsref.prose.inline import inline_prose
from armsref.prose.prose import Prose, with_plain_line_ends

if TYPE_CHECKING:
    from markdown_it.token import Token

#: The metadata in front of many files: YAML, or TOML between plus signs.
_FRONT_MATTER = re.compile(
    r"(?:---[^\S\n]*\n.*?\n(?:---|\.\.\.)|\+\+\+[^\S\n]*\n.*?\n\+\+\+)[^\S\n]*(?:\n|\Z)", re.DOTALL
)
_HEADING_ATTRIBUTES = re.compile(r"\{[^{}\n]{0,500}\}[^\S\n]*\Z")


def markdown_prose(text: str) -> Prose:
    r"""Return the prose of a Markdown text.

    Code, HTML blocks, comments, link targets and metadata are none.

    Examples
    --------
    >>> found = markdown_prose("---\ntitle: x\n---\n# The *Zolfaghar*\n\n    code\n")
    >>> " ".join(found.text.split())
    'The Zolfaghar'
    """
    from markdown_it import MarkdownIt

    source = with_plain_line_ends(text)
    front = _FRONT_MATTER.match(source)
    body = source if front is None else re.sub(r"[^\n]", " ", front[0]) + source[front.end() :]
    # The parser would write a NUL and a tab as other characters.
    found = MarkdownIt("commonmark").enable("table").parse(body.replace("\0", " "))
    writer = _Writer(body)
    for index, token in enumerate(found):
        if token.type == "table_open":
            writer.tables.append([])
        elif token.type == "tr_open":
            writer.tables[-1].append([])
        elif token.type == "inline" and token.map is not None:
            writer.add(token, found[index - 1])
    return writer.prose()


class _Writer:
    """Copies the prose of each block to its place among blanks."""

    def __init__(self, source: str) -> None:
        self.lines = source.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.kept = list(re.sub(r"[^\n]", " ", source))
        self.ends = {start - 1 for start in self.starts[1:-1]}
        self.headings: list[tuple[int, int, int]] = []
        self.tables: list[list[list[Span]]] = []
        self._cell_line, self._cell_at = -1, 0

    def add(self, token: Token, opening: Token) -> None:
        """Copy the words of a block."""
        first, last = token.map or (0, 0)
        if opening.type in ("td_open", "th_open"):
            self._add_cell(first, token.content)
            return
        words = token.content.split("\n")
        pieces = [
            self._place(number, line.strip())
            for number, line in zip(range(first, last), words, strict=False)
        ]
        self._copy([piece for piece in pieces if piece[0] < piece[1]])
        if opening.type == "heading_open" and pieces:
            self.headings.append((int(opening.tag[1:]), pieces[0][0], pieces[-1][1]))

    def _place(self, number: int, words: str, begin: int = 0) -> tuple[int, int]:
        """Return where words stand on a line; the rest of it where it prints them otherwise."""
        line = self.lines[number]
        at = line.rfind(words) if begin == 0 else line.find(words, begin)
        start = self.starts[number]
        if at < 0:
            return start + begin, start + len(line)
        return start + at, start + at + len(words)

    def _add_cell(self, number: int, words: str) -> None:
        """Copy a cell of a table; it is a sentence of its own."""
        if number != self._cell_line:
            self._cell_line, self._cell_at = number, 0
        line = self.lines[number]
        words = words.replace("|", r"\|") if words not in line[self._cell_at :] else words
        at = line.find(words, self._cell_at)
        if not words or at < 0:
            self.tables[-1][-1].append(Span(self.starts[number], self.starts[number]))
            return
        start = self.starts[number] + at
        self.tables[-1][-1].append(Span(start, start + len(words)))
        self._copy([(start, start + len(words))])
        self._cell_at = at + len(words)
        bar = line.find("|", self._cell_at)
        if bar >= 0:
            self.kept[self.starts[number] + bar] = "\n"
            self.ends.add(self.starts[number] + bar)
            self._cell_at = bar + 1

    def _copy(self, pieces: list[tuple[int, int]]) -> None:
        """Copy the lines of one block; the line ends inside of it end no sentence."""
        if not pieces:
            return
        start, end = pieces[0][0], pieces[-1][1]
        block = self.kept[start:end]
        for begin, stop in pieces:
            number = self._line_of(begin)
            line = self.lines[number]
            offset = self.starts[number]
            block[begin - start : stop - start] = line[begin - offset : stop - offset]
        printed = _HEADING_ATTRIBUTES.sub(lambda m: " " * len(m[0]), "".join(block))
        self.kept[start:end] = inline_prose(printed)
        self.ends -= {at for at in range(start, end) if self.kept[at] == "\n"}

    def _line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def prose(self) -> Prose:
        """Return all that was copied."""
        tables = tuple(tuple(map(tuple, rows)) for rows in self.tables)
        return Prose("".join(self.kept), frozenset(self.ends), tuple(self.headings), tables)
