"""An axis: where a number stands, and which numbers are written under it."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from armsref.comparing.picture.fonts import width

if TYPE_CHECKING:
    from armsref.comparing.picture.panels import Bar

#: Figures that are so many times others need a logarithmic scale to be seen.
LARGE_SPREAD = 30
#: Size of the numbers.
SIZE = 7.5
#: Room between two numbers.
_GAP = 8.0


class Axis:
    """Maps the numbers of bars to places between two edges.

    Parameters
    ----------
    bars : sequence of Bar
        What must fit.
    left, right : float
        The edges, in points.
    """

    def __init__(self, bars: tuple[Bar, ...], left: float, right: float) -> None:
        numbers = [end for bar in bars for end in bar.ends]
        positive = [number for number in numbers if number > 0]
        self.left, self.right = left, right
        least, most = min(positive, default=1.0), max(positive, default=1.0)
        open_low = any(bar.low is None for bar in bars)
        open_high = any(bar.high is None and bar.relation != "order_of" for bar in bars)
        self.is_log = most / least > LARGE_SPREAD and len(positive) == len(numbers)
        if self.is_log:
            self.low = least / (4 if open_low else 2)
            self.high = most * (4 if open_high else 2)
        else:
            self.low, self.high = 0.0, most * (1.25 if open_high else 1.06)

    def place(self, number: float) -> float:
        """Return where a number stands."""
        low, high, at = self.low, self.high, number
        if self.is_log:
            low, high, at = math.log10(low), math.log10(high), math.log10(at)
        return self.left + (at - low) / (high - low) * (self.right - self.left)

    def ticks(self) -> list[tuple[float, str]]:
        """Return the numbers to write, as many as fit, with their words."""
        choices = self._decades() if self.is_log else self._rounds()
        ticks: list[tuple[float, str]] = []
        for choice in choices:
            ticks = [(number, tick_text(number)) for number in choice]
            if self._fit(ticks):
                break
        return ticks

    def _fit(self, ticks: list[tuple[float, str]]) -> bool:
        ends = [(self.place(n), width(text, SIZE) / 2 + _GAP / 2) for n, text in ticks]
        return all(a + half <= b - other for (a, half), (b, other) in pairwise(ends))

    def _rounds(self) -> list[list[float]]:
        from matplotlib.ticker import MaxNLocator

        found = []
        for most in (8, 6, 5, 4, 3, 2, 1):
            values = MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]).tick_values(self.low, self.high)
            found.append([float(v) for v in values if self.low <= v <= self.high])
        return found

    def _decades(self) -> list[list[float]]:
        first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
        powers = range(first, last + 1)
        steps = [[1, 2, 5], [1, 3], [1]]
        found = [[step * 10.0**p for p in powers for step in fine] for fine in steps]
        found += [[10.0**p for p in powers if not p % every] for every in (2, 3, 4)]
        return [[v for v in values if self.low <= v <= self.high] for values in found]


def tick_text(number: float) -> str:
    """Write a number of an axis.

    Examples
    --------
    >>> tick_text(0.25), tick_text(10000.0), tick_text(2.0)
    ('0.25', '10,000', '2')
    """
    if number >= 1 or number == 0:
        return f"{number:,.2f}".rstrip("0").rstrip(".")
    return f"{number:.6f}".rstrip("0").rstrip(".")
