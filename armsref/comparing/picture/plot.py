"""Draw a comparison into an SVG or a PNG, with no state of pyplot and the same bytes each time."""

from __future__ import annotations

import io
import os
import warnings
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armsref.comparing.picture.fonts import drawable, font
from armsref.comparing.picture.layout import WIDTH, Layout
from armsref.comparing.picture.panels import contents_of
from armsref.comparing.picture.shapes import BELOW, draw_shape
from armsref.errors import ArmsrefError
from armsref.whole_file import whole_file

if TYPE_CHECKING:
    from armsref.comparing.comparison import Comparison
    from armsref.comparing.picture.panels import Contents

#: Dots per inch of a PNG; an SVG has 72 points.
DOTS, POINTS = 200, 72
#: No more dots than this does Agg draw in one direction.
MOST_DOTS = 65000
#: What would make the bytes differ from day to day, or by version.
_NO_DATE = {".svg": {"Date": None, "Creator": None}, ".png": {"Software": None}}


def plot(comparison: Comparison, file: str | os.PathLike[str]) -> None:
    """Draw a comparison; see :meth:`armsref.comparing.comparison.Comparison.plot`."""
    suffix = Path(file).suffix.lower()
    if suffix not in _NO_DATE:
        msg = f"{os.fspath(file)}: a picture is .svg or .png; name it so"
        raise ArmsrefError(msg)
    contents = contents_of(comparison)
    try:
        import matplotlib  # noqa: F401, ICN001 - whether it is there; no alias for its own name
    except ImportError:
        msg = "a picture needs matplotlib: pip install 'armsref[plot]'"
        raise ArmsrefError(msg) from None
    drawn = _drawn(contents, suffix)
    with whole_file(file) as aside:
        aside.write_bytes(drawn)


def _drawn(contents: Contents, suffix: str) -> bytes:
    """Return the picture's bytes."""
    from matplotlib import style

    layout = Layout(contents, every_letter=suffix == ".svg")
    if suffix == ".png" and layout.height * DOTS / POINTS > MOST_DOTS:
        msg = "too many rows for a .png; write an .svg, or compare fewer systems"
        raise ArmsrefError(msg)
    # The user's settings are set aside; text of an SVG stays text: it can be searched, read aloud
    # and drawn in any script. DejaVu Sans is wider than what stands in where it is missing.
    own: dict[str, Any] = {"svg.fonttype": "none", "svg.hashsalt": "armsref"}
    with style.context(["default", own]), warnings.catch_warnings():
        picture = io.BytesIO()
        metadata: dict[str, Any] = {**_NO_DATE[suffix]}
        if suffix == ".svg":
            metadata["Title"] = drawable(contents.title, every_letter=True)
            # Letters that the font lacks are the business of whoever shows the text.
            warnings.filterwarnings("ignore", message="Glyph .* missing")
        _canvas(layout, suffix).figure.savefig(
            picture, format=suffix[1:], dpi=DOTS if suffix == ".png" else POINTS, metadata=metadata
        )
    return _described(picture.getvalue(), contents) if suffix == ".svg" else picture.getvalue()


def _canvas(layout: Layout, suffix: str) -> Any:
    """Return a canvas with everything on it; one axes is the whole picture, in points."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    figure = Figure(figsize=(WIDTH / POINTS, layout.height / POINTS), facecolor="white")
    canvas = FigureCanvasSVG(figure) if suffix == ".svg" else FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set(xlim=(0, WIDTH), ylim=(layout.height, 0))
    for rule in layout.rules:
        across, down = zip(rule.start, rule.end, strict=True)
        line = Line2D(across, down, color=rule.colour, linewidth=rule.wide)
        line.set(clip_on=False, zorder=BELOW, gid=rule.name or None)
        axes.add_line(line)
    for shape in layout.shapes:
        draw_shape(
            axes,
            shape.relation,
            shape.ends,
            shape.y,
            approximate=shape.approximate,
            filled=shape.filled,
            name=shape.name,
        )
    for words in layout.lines:
        text = axes.text(
            words.x,
            words.y + words.size * 0.36,
            words.text,
            fontproperties=font(words.size, bold=words.bold),
            color=words.colour,
            ha="center" if words.centred else "left",
            va="baseline",
            parse_math=False,
        )
        text.set_gid(words.name or None)
    return canvas


def _described(svg: bytes, contents: Contents) -> bytes:
    """Add what a screen reader reads: the role of an image, and all that it shows."""
    said = []
    for panel in contents.panels:
        for row in panel.rows:
            shown = "; ".join(bar.words for bar in row.bars) or row.remark
            disputed = "disputed: " if row.disputed else ""
            said.append(f"{row.label}, {panel.label}: {disputed}{shown}.")
    said += [f"[{number}] {source}." for number, source in enumerate(contents.sources, 1)]
    text = escape(drawable(" ".join([*said, contents.data]), every_letter=True))
    head, title, rest = svg.decode("utf-8").partition("</title>")
    head = head.replace("<svg ", '<svg role="img" ', 1)
    return f"{head}{title}\n <desc>{text}</desc>{rest}".encode()
