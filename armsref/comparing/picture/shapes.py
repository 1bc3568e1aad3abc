"""The shapes of figures; each is told from the others without its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Edges and words; lesser words; the inside of a preferred figure; of another side; lines.
INK, LESSER, FILL, HOLLOW, FAINT = "#16243a", "#4d4d4d", "#7ba3cc", "#ffffff", "#d0d0d0"
#: Half the height of a bar, of its ends, and half the width of a single figure.
HALF, CAP, NARROW, ROUND = 4.0, 6.0, 1.6, 5.0
#: What the shapes mean, in the order of a legend; the words of relations drawn alike.
MEANINGS = {
    "exactly": "a single figure",
    "about": "about",
    "order_of": "order of",
    "between": "from one figure to the other",
    "at_most": "up to, less than: no lower figure is stated",
    "at_least": "at least, more than: no upper figure is stated",
}
#: What dashed ends mean, of a shape that has ends.
DASHED = "dashed ends: about"
WITH_ENDS = ("between", "at_most", "less_than", "at_least", "more_than")
ALIKE = {"less_than": "at_most", "more_than": "at_least"}
#: What lies over what: lines of the picture, insides, edges.
BELOW, INSIDE, ABOVE = 1, 2, 3


def draw_shape(
    axes: Axes,
    relation: str,
    ends: tuple[float, float],
    y: float,
    *,
    approximate: bool,
    filled: bool,
    name: str = "",
) -> None:
    """Draw a figure.

    Parameters
    ----------
    axes : Axes
        Where; its unit is the point, downwards.
    relation : str
        The figure's relation.
    ends : tuple of float
        Left and right end; an open side ends at the edge of the axis.
    y : float
        The height of its middle.
    approximate : bool
        Whether the words say about; the ends of a bar are dashed then.
    filled : bool
        Whether it is the preferred figure; other sides of a dispute are hollow.
    name : str
        The id of the shape in an SVG.
    """
    left, right = ends
    if relation in ("about", "order_of", "exactly"):
        _draw_single(axes, relation, (left + right) / 2, y, filled=filled, name=name)
        return
    from matplotlib.patches import Rectangle

    relation = ALIKE.get(relation, relation)
    inside = FILL if filled else HOLLOW
    bar = Rectangle((left, y - HALF), right - left, 2 * HALF, facecolor=inside, linewidth=0)
    _add(axes, bar, name)
    for edge in (y - HALF, y + HALF):
        _line(axes, (left, right), (edge, edge), 0.9)
    for x, is_open, inward in (
        (left, relation == "at_most", 1),
        (right, relation == "at_least", -1),
    ):
        if is_open:
            _arrow(axes, x, y, inward)
        else:
            _line(axes, (x, x), (y - CAP, y + CAP), 1.6, dashed=approximate)


def _draw_single(axes: Axes, relation: str, x: float, y: float, *, filled: bool, name: str) -> None:
    """Draw a figure that is one number: a stroke, a lozenge where it is about so much."""
    from matplotlib.patches import Ellipse, Polygon, Rectangle

    if relation == "about":
        corners = [(x - ROUND, y), (x, y - CAP), (x + ROUND, y), (x, y + CAP)]
        shape: Any = Polygon(corners, closed=True)
    elif relation == "order_of":
        shape = Ellipse((x, y), 2 * ROUND, 2 * ROUND)
    else:
        shape = Rectangle((x - NARROW, y - CAP), 2 * NARROW, 2 * CAP)
    stroke = INK if relation == "exactly" else FILL
    shape.set(facecolor=stroke if filled else HOLLOW, edgecolor=INK, linewidth=1.0)
    _add(axes, shape, name)


def _arrow(axes: Axes, x: float, y: float, inward: int) -> None:
    """Draw the end of an open side: an arrow that leads on, and no edge."""
    tip, back = x + 1 * inward, x + 5 * inward
    _line(axes, (back, tip, back), (y - 3, y, y + 3), 1.1)


def _add(axes: Axes, shape: Any, name: str) -> None:
    shape.set(clip_on=False, zorder=INSIDE, gid=name or None)
    axes.add_patch(shape)


def _line(
    axes: Axes, x: tuple[float, ...], y: tuple[float, ...], wide: float, *, dashed: bool = False
) -> None:
    from matplotlib.lines import Line2D

    line = Line2D(x, y, color=INK, linewidth=wide, solid_capstyle="butt")
    line.set(clip_on=False, zorder=ABOVE)
    if dashed:
        # In widths of the line, of which an end is seven and a half long: a dash at either end.
        line.set(linestyle=(0, (1.5, 1.5)), dash_capstyle="butt")
    axes.add_line(line)
