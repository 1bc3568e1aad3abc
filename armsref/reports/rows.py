"""The cells of a row in a table of pipes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from armsref.reports.hidden import Hidden

if TYPE_CHECKING:
    from armsref.reports.lines import Line


def cells_of(line: Line) -> list[Line]:
    """Return the cells of a row, without the bars.

    Examples
    --------
    >>> from armsref.reports.lines import Line
    >>> [cell.text for cell in cells_of(Line("| a | `b|c` d |", 0))]
    [' a ', ' `b|c` d ']
    """
    text = line.text.strip(" ")
    begin = line.indent
    line = line.part(begin, begin + len(text))
    bars = _bars(text)
    edges = [-1, *bars, len(text)]
    cells = [line.part(a + 1, b) for a, b in pairwise(edges)]
    if text.startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and bars and bars[-1] == len(text) - 1:
        cells = cells[:-1]
    return cells


def _bars(text: str) -> list[int]:
    """Return where the bars stand that part cells: none is in code, in math, in a tag."""
    hidden = Hidden(text)
    bars, at = [], 0
    readers = {"`": hidden.code, "$": hidden.math, "<": hidden.markup}
    for sign in re.finditer(r"[\\`$<|]", text):
        if sign.start() < at:
            continue
        if sign[0] == "|":
            bars.append(sign.start())
        elif sign[0] == "\\":
            at = hidden.tex(sign.start()) or sign.start() + 2
        else:
            at = readers[sign[0]](sign.start()) or at
    return bars
