"""The stretches of a Markdown text that hold words, block by block, as pandoc parts them.

Pandoc's blocks are not CommonMark's: a list or a quote begins behind a blank line, a fence that is
not closed is none, and the elements of HTML hold Markdown. The time is linear in the text's length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.reports import starts
from armsref.reports.brackets import scan
from armsref.reports.columns import Columns
from armsref.reports.hidden import ENVIRONMENT, VERBATIM_BLOCK
from armsref.reports.lines import Line, Stretch, lines_of
from armsref.reports.rows import cells_of
from armsref.reports.words import Blocks, Note, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Quotes and lists in one another; deeper ones are taken for words.
_DEEPEST = 24
_INDENT = 4
_OPEN_ATTRIBUTES = re.compile(r"\]\{[^{}]*\Z")
_BLOCK_TAG = re.compile(
    r"""<(/?)([A-Za-z][\w:-]*+)(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]++))?)*+\s*/?>"""
)
_BLOCK_TAGS = re.compile(
    r"""address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|div|dl|dt"""
    r"""|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hgroup|hr|html|li|main|menu|meta"""
    r"""|nav|noscript|ol|output|p|pre|progress|script|section|style|summary|svg|table|tbody|td"""
    r"""|template|textarea|tfoot|th|thead|title|tr|ul|video|audio""",
    re.IGNORECASE,
)


def blocks_of(text: str) -> Blocks:
    r"""Return the stretches of a text that hold words.

    Examples
    --------
    >>> found = blocks_of("# A\n\n    code\n\n> - b\n>   c\n")
    >>> [words.stretch.text for words in found.words]
    ['A', 'b\nc']
    """
    found = Blocks([], [], [])
    _Container(lines_of(text), found).read()
    return found


class _Container:
    """The lines of the text, of a quote, or of an item of a list."""

    def __init__(
        self,
        lines: Sequence[Line],
        found: Blocks,
        depth: int = 0,
        *,
        in_list: bool = False,
        note: Note | None = None,
    ) -> None:
        self.lines = list(lines)
        self.found = found
        self.depth = depth
        self.in_list = in_list
        self.note = note
        self._by_columns: Columns | None = None
        self.divs = 0
        self.elements: list[str] = []
        self._longest: dict[str, list[int]] = {}
        self._lacking: set[str] = set()
        # In the order in which pandoc tries them; what is none of them is a paragraph.
        self._readers: tuple[Callable[[int, str], int | None], ...] = (
            *(self._fence, self._metadata, self._bullet, self._div, self._heading),
            *(
                self._element,
                self._table,
                self._column_table,
                self._code,
                self._line_block,
                self._quote,
                self._rule,
            ),
            *(self._item, self._definition, self._note, self._reference),
        )

    def read(self) -> None:
        """Find the stretches."""
        at = 0
        while at < len(self.lines):
            at = at + 1 if self.lines[at].is_blank else self._block(at)

    def _block(self, at: int) -> int:
        """Read one block; return the line behind it."""
        text = self.lines[at].text
        for reader in self._readers:
            end = reader(at, text)
            if end is not None:
                return end
        return self._paragraph(at)

    # ------------------------------------------------------------------ what holds no words

    def _fence(self, at: int, text: str) -> int | None:
        opened = starts.FENCE.fullmatch(text)
        if opened is None or not starts.FENCE_INFO.fullmatch(opened[2]):
            return None
        sign, size = opened[1][0], len(opened[1])
        if self._longest_after(sign, at + 1) < size:
            return None
        for number in range(at + 1, len(self.lines)):
            end = starts.FENCE_END.fullmatch(self.lines[number].text)
            if end is not None and end[1][0] == sign and len(end[1]) >= size:
                return number + 1
        return None

    def _longest_after(self, sign: str, at: int) -> int:
        """Return the size of the longest closing fence from a line on."""
        if sign not in self._longest:
            longest, sizes = 0, []
            for line in reversed(self.lines):
                end = starts.FENCE_END.fullmatch(line.text)
                if end is not None and end[1][0] == sign:
                    longest = max(longest, len(end[1]))
                sizes.append(longest)
            self._longest[sign] = sizes[::-1]
        sizes = self._longest[sign]
        return sizes[at] if at < len(sizes) else 0

    def _metadata(self, at: int, text: str) -> int | None:
        if not starts.METADATA.fullmatch(text) or at + 1 >= len(self.lines):
            return None
        if self.lines[at + 1].is_blank or "metadata" in self._lacking:
            return None
        for number in range(at + 1, len(self.lines)):
            if starts.METADATA_END.fullmatch(self.lines[number].text):
                inner = self.lines[at + 1 : number]
                if not _is_mapping(inner):
                    return None
                self.found.metadata.append(Stretch(inner))
                return number + 1
        self._lacking.add("metadata")
        return None

    def _code(self, at: int, text: str) -> int | None:
        if not text.startswith(" " * _INDENT):
            return None
        end = at
        for number in range(at, len(self.lines)):
            if self.lines[number].text.startswith(" " * _INDENT):
                end = number + 1
            elif not self.lines[number].is_blank:
                break
        return end

    def _element(self, at: int, text: str) -> int | None:
        """Pass over a comment, a tag or an environment of TeX; what stands behind is read on."""
        environment = ENVIRONMENT.match(text)
        if environment is not None:
            closing = re.compile(re.escape(f"\\end{{{environment[1]}}}"))
            return self._behind(at, environment.end(), closing)
        column = self.lines[at].indent
        if column >= _INDENT or not text.startswith("<", column):
            return None
        if column == 0 or not text.startswith("<!", column):
            behind = self._element_inside(at, column)
            if behind is not None:
                return behind
        joined = Stretch(self.lines[at : at + 20])
        tag = _BLOCK_TAG.match(joined.text, column)
        if tag is None or not _BLOCK_TAGS.fullmatch(tag[2]):
            return None
        if not tag[1]:
            self.elements.append(tag[2])
        elif self.elements:
            self.elements.pop()
        number, column = joined.line_at(tag.end())
        return self._go_on(at + number, column)

    def _behind(self, at: int, column: int, end: re.Pattern[str]) -> int | None:
        """Return the line behind an end, with what stands there cut to what is behind it."""
        if end.pattern in self._lacking:
            return None
        for number in range(at, len(self.lines)):
            match = end.search(self.lines[number].text, column if number == at else 0)
            if match is not None:
                return self._go_on(number, match.end())
        self._lacking.add(end.pattern)
        return None

    def _go_on(self, number: int, column: int) -> int:
        rest = self.lines[number].cut(column)
        self.lines[number] = rest.cut(rest.indent)
        return number

    # ------------------------------------------------------------------ blocks in blocks

    def _inner(
        self, lines: Sequence[Line], *, in_list: bool = False, note: Note | None = None
    ) -> None:
        """Read the lines of a quote, an item or a note, their marks taken away."""
        note = self.note or note
        if self.depth == _DEEPEST:
            self._add(lines, note=note)
            return
        _Container(lines, self.found, self.depth + 1, in_list=in_list, note=note).read()

    def _bullet(self, at: int, text: str) -> int | None:
        return self._item(at, text) if text.lstrip(" ")[:1] in ("-", "+", "*") else None

    def _item(self, at: int, text: str) -> int | None:
        width = starts.item_width(text)
        if width is None:
            return None
        taken = [self.lines[at].cut(width)]
        end = at + 1
        while end < len(self.lines) and self._goes_on_in_item(end, width):
            taken.append(_dedented(self.lines[end], width))
            end += 1
        end = self._blanks(end, taken)
        while end < len(self.lines) and self.lines[end].indent >= width:
            taken.append(self.lines[end].cut(width))
            end += 1
            while end < len(self.lines) and self._goes_on(end, width):
                taken.append(_dedented(self.lines[end], width))
                end += 1
            end = self._blanks(end, taken)
        self._inner(taken, in_list=True)
        return end

    def _goes_on_in_item(self, at: int, width: int) -> bool:
        """Tell whether a line belongs to an item's first paragraph."""
        line = self.lines[at]
        if line.is_blank or starts.item_width(line.text) is not None:
            return False
        if self._fence(at, line.text) is not None or self._closes(line):
            return False
        return line.indent < width or starts.item_width(line.text.lstrip(" ")) is None

    def _goes_on(self, at: int, width: int) -> bool:
        """Tell whether a line belongs to a later paragraph of an item."""
        line = self.lines[at]
        if line.is_blank or self._closes(line):
            return False
        return line.indent >= width or starts.item_width(line.text) is None

    def _closes(self, line: Line) -> bool:
        """Tell whether a line closes the division or the element that was opened last."""
        if self.elements and line.text.lstrip(" ").startswith(f"</{self.elements[-1]}"):
            return True
        return self.divs > 0 and starts.DIV_END.fullmatch(line.text) is not None

    def _blanks(self, at: int, taken: list[Line]) -> int:
        """Take blank lines in."""
        while at < len(self.lines) and self.lines[at].is_blank:
            taken.append(self.lines[at])
            at += 1
        return at

    def _quote(self, at: int, text: str) -> int | None:
        if starts.QUOTE.match(text) is None:
            return None
        taken, end = [], at
        while end < len(self.lines):
            line = self.lines[end]
            mark = starts.QUOTE.match(line.text)
            if mark is None and (end == at or self._ends_paragraph(end)):
                break
            taken.append(line.cut(mark.end() if mark else line.indent))
            end += 1
        self._inner(taken)
        return end

    def _div(self, at: int, text: str) -> int | None:
        if not text.startswith(":::") or not starts.DIV.fullmatch(text):
            return None
        if starts.DIV_END.fullmatch(text):
            if self.divs == 0:
                return None
            self.divs -= 1
        else:
            self.divs += 1
        return at + 1

    # ------------------------------------------------------------------ words

    def _heading(self, at: int, text: str) -> int | None:
        line = self.lines[at]
        if at + 1 < len(self.lines) and starts.UNDERLINE.fullmatch(self.lines[at + 1].text):
            self._add([line])
            return at + 2
        mark = starts.HEADING.match(text)
        if mark is not None:
            rest = line.cut(mark.end())
            taken = [rest.cut(rest.indent)]
            # Attributes alone may go on in the next line.
            while _OPEN_ATTRIBUTES.search(taken[-1].text) and at + len(taken) < len(self.lines):
                taken.append(self.lines[at + len(taken)])
            self._add(taken)
            return at + len(taken)
        return None

    def _table(self, at: int, text: str) -> int | None:
        """Read a table of pipes, cell by cell; cells that its header lacks are dropped."""
        if "|" not in text or at + 1 >= len(self.lines) or text.startswith(" " * _INDENT):
            return None
        under = self.lines[at + 1].text
        if not starts.PIPE_BREAK.fullmatch(under):
            return None
        columns = len(re.findall("-+", under))
        end = at
        headings: list[Words] = []
        while end < len(self.lines) and "|" in self.lines[end].text:
            if end != at + 1:
                row = cells_of(self.lines[end])[:columns]
                above = [*headings, *[None] * len(row)]
                added = [
                    self._add([cell], heading=heading)
                    for cell, heading in zip(row, above, strict=False)
                ]
                headings = headings or added
            end += 1
        return max(end, at + 2)

    def _column_table(self, at: int, _: str) -> int | None:
        """Read a table laid out by columns."""
        if self._by_columns is None:
            self._by_columns = Columns(self.lines)
        table = self._by_columns.table(at)
        if table is None:
            return None
        for line in self.lines[at : table.end] if table.is_fixed else ():
            self.found.in_columns.append(self._words([line]))
        headings: dict[Line, Words] = {}
        for above, cell in table.cells:
            heading = headings.get(above[0]) if above else None
            words = self._words(cell)._replace(heading=heading, by_columns=table.is_fixed)
            self.found.words.append(words)
            if not above:
                headings[cell[0]] = words
        return table.end

    def _line_block(self, at: int, text: str) -> int | None:
        if not starts.LINE_BLOCK.match(text):
            return None
        end = at
        while end < len(self.lines) and starts.LINE_BLOCK.match(self.lines[end].text):
            taken = [self.lines[end].cut(2)]
            end += 1
            while not taken[0].is_blank and end < len(self.lines):
                if self.lines[end].is_blank or self.lines[end].indent == 0:
                    break
                taken.append(self.lines[end])
                end += 1
            self._add(taken)
        return end

    def _rule(self, at: int, text: str) -> int | None:
        return at + 1 if starts.RULE.fullmatch(text) else None

    def _reference(self, at: int, _: str) -> int | None:
        """Pass over an address that references are given."""
        match = starts.REFERENCE.match(Stretch(self.lines[at : at + 3]).text)
        return None if match is None else at + 1 + match[0].count("\n")

    def _definition(self, at: int, _: str) -> int | None:
        below = self._marker_below(at)
        if below is None:
            return None
        self._add([self.lines[at]])
        return self._definitions(below)

    def _marker_below(self, at: int) -> int | None:
        """Return the line of a definition's mark below its term."""
        for number in (at + 1, at + 2):
            if number < len(self.lines) and starts.DEFINITION.match(self.lines[number].text):
                return number if number == at + 1 or self.lines[at + 1].is_blank else None
        return None

    def _definitions(self, at: int) -> int:
        end = at
        while end < len(self.lines):
            number = end
            if self.lines[number].is_blank and number + 1 < len(self.lines):
                number += 1
            mark = starts.DEFINITION.match(self.lines[number].text)
            if mark is None:
                return end
            end = self._indented(number, [self.lines[number].cut(mark.end())])
        return end

    def _note(self, at: int, text: str) -> int | None:
        mark = starts.NOTE.match(text)
        if mark is None:
            return None
        first = self.lines[at].cut(mark.end())
        return self._indented(
            at, [_dedented(first, _INDENT)], note=Note(mark[1], self.lines[at].at)
        )

    def _indented(self, at: int, taken: list[Line], *, note: Note | None = None) -> int:
        """Take in the lines that go on, and indented ones behind blank lines; read them."""
        end = at + 1
        mark = starts.DEFINITION if note is None else starts.NOTE
        while True:
            while end < len(self.lines) and not self.lines[end].is_blank:
                if mark.match(self.lines[end].text) or self._closes(self.lines[end]):
                    break
                taken.append(_dedented(self.lines[end], _INDENT))
                end += 1
            blanks: list[Line] = []
            more = self._blanks(end, blanks)
            if more >= len(self.lines) or more == end or self.lines[more].indent < _INDENT:
                break
            taken += [*blanks, self.lines[more].cut(_INDENT)]
            end = more + 1
        self._inner(taken, note=note)
        return end

    def _paragraph(self, at: int) -> int:
        end = at + 1
        while end < len(self.lines) and not self._ends_paragraph(end):
            end += 1
        lines = self.lines[at:end]
        words = self._add(lines)
        if words.scanned.unclosed is not None:
            number, column = words.stretch.line_at(words.scanned.unclosed)
            behind = self._element_inside(at + number, column)
            if behind is not None and behind >= end:
                del self.found.words[-1]
                self._add([*lines[:number], lines[number].part(0, column)])
                return behind
        return end

    def _element_inside(self, at: int, column: int) -> int | None:
        """Pass over a comment or an element of no Markdown, wherever it ends."""
        text = self.lines[at].text
        if text.startswith("<!--", column):
            return self._behind(at, column + 4, re.compile("-->"))
        verbatim = VERBATIM_BLOCK.match(text, column)
        if verbatim is None:
            return None
        closing = re.compile(rf"</{verbatim[1]}\s*>", re.IGNORECASE)
        return self._behind(at, verbatim.end(), closing)

    def _ends_paragraph(self, at: int) -> bool:
        line = self.lines[at]
        if line.is_blank or self._closes(line):
            return True
        if self.in_list and starts.item_width(line.text) is not None:
            return True
        return line.text.lstrip(" ").startswith("`") and self._fence(at, line.text) is not None

    def _add(
        self, lines: Sequence[Line], *, note: Note | None = None, heading: Words | None = None
    ) -> Words:
        words = self._words(lines)._replace(note=self.note or note, heading=heading)
        self.found.words.append(words)
        return words

    def _words(self, lines: Sequence[Line]) -> Words:
        stretch = Stretch(list(lines))
        return Words(stretch, scan(stretch.text), self.note)


def _dedented(line: Line, width: int) -> Line:
    return line.cut(width) if line.indent >= width else line


def _is_mapping(lines: Sequence[Line]) -> bool:
    """Tell metadata from words between two rules: its first line has a key, or is a comment."""
    first = next((line.text for line in lines if not line.text.startswith("#")), "")
    return not first or re.match(r"""[\w"'{?][^:]*:(?:\s|\Z)|\{|[.]{3}\Z""", first) is not None
