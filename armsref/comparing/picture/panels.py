"""What a picture shows: panels, rows of systems, bars, sources. Nothing is drawn here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.cite.note import first_claim
from armsref.cite.plain import cite_briefly
from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from armsref.comparing.comparison import Cell, Comparison, Side
    from armsref.model.rows import AttributeRow

#: The field that is drawn where none is asked for.
FIRST = "range"


class Bar(NamedTuple):
    """One side's figure: its ends in the unit of the axis, its words with the note's number."""

    name: str
    relation: str
    approximate: bool
    low: float | None
    high: float | None
    words: str
    preferred: bool

    @property
    def ends(self) -> tuple[float, ...]:
        """The numbers that are stated."""
        return tuple(end for end in (self.low, self.high) if end is not None)


class Row(NamedTuple):
    """A system: its bars, the preferred first; or the words that it has none."""

    label: str
    bars: tuple[Bar, ...]
    remark: str
    disputed: bool


class Panel(NamedTuple):
    """A quantity: its axis has one unit."""

    name: str
    label: str
    unit: str
    rows: tuple[Row, ...]

    @property
    def bars(self) -> tuple[Bar, ...]:
        """All bars."""
        return tuple(bar for row in self.rows for bar in row.bars)


class Contents(NamedTuple):
    """All that a picture shows; a source's number is its place, from 1."""

    title: str
    panels: tuple[Panel, ...]
    sources: tuple[str, ...]
    data: str


def contents_of(comparison: Comparison) -> Contents:
    """Return what the picture of a comparison shows.

    Raises
    ------
    ArmsrefError
        No figure is there to draw.
    """
    sources: dict[str, int] = {}
    panels = tuple(_panel(comparison, field, sources) for field in _drawn(comparison))
    if not sources:
        fields = ", ".join(row.id for row in comparison.fields)
        msg = f"nothing to draw: no figure is stated among {fields}; name others in fields"
        raise ArmsrefError(msg)
    drawn = ", ".join(panel.label for panel in panels)
    labels = ", ".join(comparison.label(system) for system in comparison.systems)
    catalog = comparison.catalog
    title = str(catalog.descriptor.get("title", ""))
    data = f"Data: {title}, version {catalog.version}"
    return Contents(f"{drawn}: {labels}", panels, tuple(sources), data)


def _drawn(comparison: Comparison) -> list[AttributeRow]:
    """Return the quantities asked for; where no fields were, the range, or the first quantity."""
    quantities = [row for row in comparison.fields if row.unit is not None]
    if comparison.asked:
        return quantities
    return [row for row in quantities if row.id == FIRST] or quantities[:1]


def _panel(comparison: Comparison, field: AttributeRow, sources: dict[str, int]) -> Panel:
    shown = comparison.units[field.id] or field.unit or ""
    unit = shown.split()[0]
    rows = []
    for system in comparison.systems:
        cell = comparison.cells[system.id, field.id]
        bars = tuple(
            _bar(comparison, cell, place, unit, sources) for place in range(len(cell.sides))
        )
        remark = "" if bars else cell.not_stated
        rows.append(Row(comparison.label(system), bars, remark, cell.disputed))
    return Panel(field.id, field.label, unit, tuple(rows))


def _bar(comparison: Comparison, cell: Cell, place: int, unit: str, sources: dict[str, int]) -> Bar:
    side = cell.sides[place]
    source = _source(comparison, cell, side)
    number = sources.setdefault(source, len(sources) + 1)
    figure = side.spec.to(unit)
    return Bar(
        name=f"{cell.system}-{cell.field}-{place + 1}",
        relation=figure.relation,
        approximate=figure.approximate,
        low=None if figure.low is None else float(figure.low),
        high=None if figure.high is None else float(figure.high),
        words=f"{cell.marked(side)}[{number}]",
        preferred=place == 0,
    )


def _source(comparison: Comparison, cell: Cell, side: Side) -> str:
    """Return who printed a side's figure, in a few words; ``armsref cite`` says all of it."""
    catalog = comparison.catalog
    brief = cite_briefly(catalog, first_claim(catalog, side.spec), cell.system)
    rest = len(side.spec.claims) - 1
    return f"{brief}; and {rest} more" if rest else brief
