"""Where the links and the citations around places of a Markdown text end: they hold no marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.reports.citations import items_of
from armsref.reports.hidden import Hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SIGN = re.compile(r"\\.|[\[\]]|\n[ \t]*\r?\n", re.DOTALL)
#: No group of citations is longer; the bound keeps the work linear.
_LONGEST = 2000
_REFERENCE = re.compile(r"\[[^\[\]\n]{0,999}\]")


def ends_outside(text: str, places: Sequence[int]) -> list[int]:
    """Return for each place where the outermost link or citation around it ends, else the place.

    The text is gone through once, however many places there are.

    Parameters
    ----------
    text : str
        The text.
    places : sequence of int
        Where marks are to be written, in their order.

    Examples
    --------
    >>> ends_outside("[a [b] c](d) [@e, f] [g] h", [3, 18, 23])
    [12, 20, 23]
    """
    ends, around = [], iter(_around(text))
    start, end = next(around, (len(text), len(text)))
    for place in places:
        while end <= place and start < len(text):
            start, end = next(around, (len(text), len(text)))
        ends.append(end if start < place < end else place)
    return ends


def _around(text: str) -> Iterable[tuple[int, int]]:
    """Return where the outermost links and citations begin and end, in their order."""
    hidden = Hidden(text)
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for sign in _SIGN.finditer(text):
        if sign[0] == "[":
            opened.append(sign.start())
        elif sign[0] == "]" and opened:
            start = opened.pop()
            end = _end(text, start, sign.end(), hidden)
            if end is not None:
                while found and found[-1][0] > start:
                    found.pop()  # it lies within
                found.append((start, end))
        elif sign[0][0] == "\n":
            opened.clear()
    return found


def _end(text: str, start: int, close: int, hidden: Hidden) -> int | None:
    """Return where a link or a citation ends whose brackets are these; None where it is none."""
    if text.startswith("(", close):
        return hidden.target(close)
    reference = _REFERENCE.match(text, close)
    if reference is not None:
        return reference.end()
    inside = text[start + 1 : close - 1]
    return close if len(inside) <= _LONGEST and items_of(inside) else None
