"""Tables laid out by columns, pandoc's simple, multiline and grid tables: where blanks mean cells.

Words of another width move the cells of such a table, or make it none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from armsref.reports.lines import Line

#: Of simple and multiline tables: above and below, and under the headings.
_DASHES = re.compile(r" {0,3}-[- ]*")
_GRID = re.compile(r"\+(?:[:-]-*:?\+)+ *")
_GRID_RULE = re.compile(r"\+[-=:+ ]*\+ *")
_EDGE = re.compile(r"-+ *")


class ColumnTable(NamedTuple):
    """A table laid out by columns.

    Attributes
    ----------
    end : int
        The line behind it.
    is_fixed : bool
        Whether the width of words matters: not where one column has no edge to its right.
    cells : list of (heading, cell)
        Its cells below the headings, each with that above it; a cell as its lines. The headings
        themselves have none above.
    """

    end: int
    is_fixed: bool
    cells: list[tuple[list[Line], list[Line]]]


class Columns:
    """Finds the tables of some lines, each in the time that it takes to read it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._dashes = [at for at, line in enumerate(lines) if _DASHES.fullmatch(line.text)]

    def table(self, at: int) -> ColumnTable | None:
        """Return the table that begins at a line, where pandoc sees one."""
        return self._multiline(at) or self._simple(at) or self._headless(at) or self._grid(at)

    def _multiline(self, at: int) -> ColumnTable | None:
        """Read headings between two rules, and rows above a third."""
        if not self._is_rule(at) or not self._is_row(at + 1):
            return None
        under = self._next_rule(at)
        end = None if under is None else self._next_rule(under)
        if under is None or end is None or not self._is_row(under + 1):
            return None
        return self._made(end + 1, (at + 1, under), under, end)

    def _simple(self, at: int) -> ColumnTable | None:
        """Read a line of headings, a rule, rows without blank lines."""
        if not self._is_rule(at + 1) or not self._is_row(at + 2):
            return None
        end = at + 2
        while self._is_row(end):
            end += 1
        return self._made(end + self._is_rule(end), (at, at + 1), at + 1, end, each=True)

    def _headless(self, at: int) -> ColumnTable | None:
        """Read rows between two rules."""
        if not self._is_rule(at) or not self._is_row(at + 1):
            return None
        end = self._next_rule(at)
        if end is None:
            return None
        whole = all(self._is_row(number) for number in range(at + 1, end))
        return self._made(end + 1, (at, at), at, end, each=whole)

    def _grid(self, at: int) -> ColumnTable | None:
        """Read a frame of plus signs, dashes and bars; its cells may be of any width."""
        if not _GRID.fullmatch(self._lines[at].text):
            return None
        end, number = at, at + 1
        while number < len(self._lines) and self._lines[number].text.startswith(("+", "|")):
            number += 1
            if _GRID_RULE.fullmatch(self._lines[number - 1].text):
                end = number
        if end == at:
            return None
        numbers = range(at + 1, end)
        ruled = groupby(numbers, lambda n: _GRID_RULE.fullmatch(self._lines[n].text) is not None)
        rows = [list(group) for is_rule, group in ruled if not is_rule]
        under = rows[0][-1] + 1 if rows else at
        headed = under < end and "=" in self._lines[under].text
        edges = [found.start() for found in re.finditer(r"\+", self._lines[at].text.rstrip())]
        columns = [(left + 1, right) for left, right in pairwise(edges)]
        return ColumnTable(end, True, self._cells(rows, columns, headed=headed))

    def _made(
        self, behind: int, heading: tuple[int, int], rule: int, end: int, *, each: bool = False
    ) -> ColumnTable:
        """Return a table; in one without blank lines each line is a row."""
        starts = [found.start() for found in _EDGE.finditer(self._lines[rule].text)]
        columns = list(pairwise([*starts, 10**9]))
        rows = [list(range(*heading))] if heading[0] < heading[1] else []
        body = range(rule + 1, end)
        if each:
            rows += [[number] for number in body]
        else:
            parted = groupby(body, lambda number: self._lines[number].is_blank)
            rows += [list(group) for is_blank, group in parted if not is_blank]
        cells = self._cells(rows, columns, headed=heading[0] < heading[1])
        return ColumnTable(behind, len(columns) > 1, cells)

    def _cells(
        self, rows: list[list[int]], columns: list[tuple[int, int]], *, headed: bool
    ) -> list[tuple[list[Line], list[Line]]]:
        cells: list[tuple[list[Line], list[Line]]] = []
        headings: dict[int, list[Line]] = {}
        for number, row in enumerate(rows):
            own: dict[int, list[Line]] = {}
            for line in row:
                for column, part in enumerate(_parts(self._lines[line], columns)):
                    own.setdefault(column, []).append(part)
            if headed and not number:
                cells += [([], cell) for cell in own.values()]
                headings = own
            else:
                cells += [(headings.get(column, []), cell) for column, cell in own.items()]
        return cells

    def _is_rule(self, at: int) -> bool:
        return at < len(self._lines) and _DASHES.fullmatch(self._lines[at].text) is not None

    def _is_row(self, at: int) -> bool:
        return at < len(self._lines) and not self._lines[at].is_blank and not self._is_rule(at)

    def _next_rule(self, at: int) -> int | None:
        index = bisect_right(self._dashes, at)
        return self._dashes[index] if index < len(self._dashes) else None


def _parts(line: Line, columns: list[tuple[int, int]]) -> Iterator[Line]:
    """Give what stands in each column of a line, as far as it goes, without blanks around it."""
    edges, width = [], 0
    for sign in line.text:
        edges.append(width)
        width += 0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1
    for left, right in columns:
        if left >= width:
            return
        start = bisect_left(edges, left)
        words = line.text[start : bisect_left(edges, right)]
        start += len(words) - len(words.lstrip(" "))
        yield line.part(start, start + len(words.strip(" ")))
