"""Offsets of a text as line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


class Place(NamedTuple):
    """Where something stands: line and column, both counted from 1."""

    line: int
    column: int


class Places:
    r"""The lines of a text.

    Parameters
    ----------
    text : str
        The text, with the line ends that it has.

    Examples
    --------
    >>> Places("one\r\ntwo\rthree").of(9)
    Place(line=3, column=1)
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def of(self, offset: int) -> Place:
        """Return line and column of a character."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)
