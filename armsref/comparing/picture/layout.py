"""Where everything stands in a picture, from the top down, in points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.comparing.picture.axis import SIZE, Axis
from armsref.comparing.picture.fonts import drawable, width, wrapped
from armsref.comparing.picture.shapes import (
    ALIKE,
    DASHED,
    FAINT,
    INK,
    LESSER,
    MEANINGS,
    WITH_ENDS,
)

if TYPE_CHECKING:
    from armsref.comparing.picture.panels import Bar, Contents, Panel, Row

#: Width of the picture, of its margin, of the column of names; where axis and words stand.
WIDTH, MARGIN, NAMES = 540.0, 14.0, 112.0
AXIS_LEFT, AXIS_RIGHT, WORDS_LEFT = 136.0, 344.0, 360.0
#: Sizes of words, and the height of a line in parts of its size.
NAME_SIZE, WORD_SIZE, HEAD_SIZE, SMALL_SIZE, LEADING = 8.5, 8.0, 10.5, 7.0, 1.3
#: Least height of a bar's own line, and the space between rows.
BAR_HEIGHT, ROW_SPACE = 14.5, 7.0
_LEGEND_MARK = 30.0


class Line(NamedTuple):
    """A line of words; ``y`` is the middle of its height."""

    x: float
    y: float
    text: str
    size: float
    colour: str = INK
    bold: bool = False
    centred: bool = False
    name: str = ""


class Shape(NamedTuple):
    """A figure's shape."""

    relation: str
    ends: tuple[float, float]
    y: float
    filled: bool
    approximate: bool = False
    name: str = ""


class Rule(NamedTuple):
    """A straight line."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: str = FAINT
    wide: float = 0.6
    name: str = ""


class Layout:
    """Lays out a picture; what is laid out stands in ``lines``, ``shapes`` and ``rules``.

    Parameters
    ----------
    contents : Contents
        What it shows.
    every_letter : bool
        Whether letters that the font lacks can be drawn all the same.
    """

    def __init__(self, contents: Contents, *, every_letter: bool) -> None:
        self.lines: list[Line] = []
        self.shapes: list[Shape] = []
        self.rules: list[Rule] = []
        self._every_letter = every_letter
        self._y = MARGIN
        for panel in contents.panels:
            self._panel(panel)
        self._legend(contents)
        self._heading("Sources", SMALL_SIZE + 0.5)
        indent = width(f"[{len(contents.sources)}]  ", SMALL_SIZE)
        for number, source in enumerate(contents.sources, 1):
            self._source(f"[{number}]", source, f"source-{number}", indent)
        self._y += 3
        self._source("", contents.data, "data", 0)
        self.height = self._y + MARGIN - 4

    # ------------------------------------------------------------------ panels

    def _panel(self, panel: Panel) -> None:
        self._heading(panel.label, HEAD_SIZE)
        top = self._y
        axis = Axis(panel.bars, AXIS_LEFT, AXIS_RIGHT) if panel.bars else None
        for row in panel.rows:
            self.rules.append(Rule((MARGIN, self._y), (WIDTH - MARGIN, self._y)))
            self._row(row, axis)
        self.rules.append(Rule((MARGIN, self._y), (WIDTH - MARGIN, self._y)))
        if axis is not None:
            self._axis(axis, panel, top)
        self._y += 12

    def _row(self, row: Row, axis: Axis | None) -> None:
        top = self._y + ROW_SPACE / 2
        y = self._column(row.label, MARGIN, top, NAMES, NAME_SIZE, bold=True)
        if row.disputed:
            y = self._column("disputed", MARGIN, y, NAMES, WORD_SIZE)
        end = top
        for bar in row.bars:
            if axis is not None:
                middle = end + BAR_HEIGHT / 2
                ends = _ends(bar, axis)
                named = f"bar-{bar.name}"
                self.shapes.append(
                    Shape(bar.relation, ends, middle, bar.preferred, bar.approximate, named)
                )
            end = self._column(bar.words, WORDS_LEFT, end, WIDTH - MARGIN - WORDS_LEFT, WORD_SIZE)
        if row.remark:
            room = WIDTH - MARGIN - WORDS_LEFT
            end = self._column(row.remark, WORDS_LEFT, end, room, WORD_SIZE, colour=LESSER)
        self._y = max(y, end) + ROW_SPACE / 2

    def _column(
        self,
        text: str,
        x: float,
        y: float,
        room: float,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
    ) -> float:
        """Set words in a column; the first line is as high as a bar. Return where they end."""
        lines = wrapped(self._drawable(text), size, room, bold=bold)
        step = size * LEADING
        for place, line in enumerate(lines):
            middle = y + BAR_HEIGHT / 2 + place * step
            self.lines.append(Line(x, middle, line, size, colour, bold))
        return y + BAR_HEIGHT + (len(lines) - 1) * step

    def _axis(self, axis: Axis, panel: Panel, top: float) -> None:
        bottom = self._y
        self.rules.append(Rule((axis.left, bottom), (axis.right, bottom), INK, 0.9))
        for place, (number, text) in enumerate(axis.ticks()):
            x, name = axis.place(number), f"{panel.name}-{place + 1}"
            self.rules.append(Rule((x, top), (x, bottom)))
            self.rules.append(Rule((x, bottom), (x, bottom + 3.5), INK, 0.9, f"tick-{name}"))
            self.lines.append(
                Line(x, bottom + 9, text, SIZE, LESSER, centred=True, name=f"number-{name}")
            )
        scale = ", logarithmic scale" if axis.is_log else ""
        named = self._drawable(f"{panel.label}, {panel.unit}{scale}")
        middle = (axis.left + axis.right) / 2
        self.lines.append(Line(middle, bottom + 19.5, named, SIZE, INK, centred=True))
        self._y = bottom + 25

    # ------------------------------------------------------------------ what stands below

    def _legend(self, contents: Contents) -> None:
        """Explain the shapes that are there, and no others."""
        bars = [bar for panel in contents.panels for bar in panel.bars]
        used = {ALIKE.get(bar.relation, bar.relation) for bar in bars}
        items = [(kind, words, True) for kind, words in MEANINGS.items() if kind in used]
        if any(bar.approximate and bar.relation in WITH_ENDS for bar in bars):
            items.append(("between", DASHED, True))
        if not all(bar.preferred for bar in bars):
            other = next(bar.relation for bar in bars if not bar.preferred)
            items.append((other, "hollow: another side of a dispute", False))
        x = MARGIN
        for kind, words, filled in items:
            wide = _LEGEND_MARK + width(words, SMALL_SIZE) + 16
            if x > MARGIN and x + wide - 16 > WIDTH - MARGIN:
                x, self._y = MARGIN, self._y + BAR_HEIGHT
            middle = self._y + BAR_HEIGHT / 2
            mark = (x + 2, x + _LEGEND_MARK - 6)
            self.shapes.append(Shape(kind, mark, middle, filled, words == DASHED))
            self.lines.append(Line(x + _LEGEND_MARK, middle, words, SMALL_SIZE, LESSER))
            x += wide
        self._y += BAR_HEIGHT + 6

    def _heading(self, text: str, size: float) -> None:
        step = size * LEADING
        self.lines.append(Line(MARGIN, self._y + step / 2, self._drawable(text), size, bold=True))
        self._y += step + 2

    def _source(self, mark: str, text: str, name: str, indent: float) -> None:
        room = WIDTH - 2 * MARGIN - indent
        step = SMALL_SIZE * LEADING
        self.lines.append(Line(MARGIN, self._y + step / 2, mark, SMALL_SIZE))
        for place, line in enumerate(wrapped(self._drawable(text), SMALL_SIZE, room)):
            middle = self._y + step / 2
            named = f"{name}-{place + 1}"
            self.lines.append(Line(MARGIN + indent, middle, line, SMALL_SIZE, name=named))
            self._y += step
        self._y += 1.5

    def _drawable(self, text: str) -> str:
        return drawable(text, every_letter=self._every_letter)


def _ends(bar: Bar, axis: Axis) -> tuple[float, float]:
    """Return a bar's left and right end; an open side ends at the edge of the axis."""
    if bar.relation == "order_of" and bar.low is not None:
        return axis.place(bar.low), axis.place(bar.low)
    left = axis.left if bar.low is None else axis.place(bar.low)
    right = axis.right if bar.high is None else axis.place(bar.high)
    return left, right
