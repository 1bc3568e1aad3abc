"""What a picture shows: panels, rows of systems, bars, sources. Nothing is drawn here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.cite.note import first_claim
from armsref.cite.plain import cite_briefly
from armsref.errors import ArmsrefError
from armsref.reading.units import comparable

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
    """A quantity, of a price in one currency: its axis has one unit."""

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
    panels = tuple(
        _panel(comparison, field, unit, sources)
        for field in _drawn(comparison)
        for unit in _axes(comparison, field)
    )
    if not sources:
        fields = ", ".join(row.id for row in comparison.fields)
        msg = f"nothing to draw: no figure is stated among {fields}; name others in fields"
        raise ArmsrefError(msg)
    drawn = ", ".join(dict.fromkeys(panel.label for panel in panels))
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


def _axes(comparison: Comparison, field: AttributeRow) -> list[str]:
    """Return the units of a field's axes: the first shown, and each that cannot be converted."""
    shown = (comparison.units[field.id] or field.unit or "").split()[0]
    cells = (comparison.cells[system.id, field.id] for system in comparison.systems)
    stated = dict.fromkeys(side.spec.unit or shown for cell in cells for side in cell.sides)
    others = [unit for unit in stated if not comparable(unit, shown)]
    return others if others and len(others) == len(stated) else [shown, *others]


def _panel(
    comparison: Comparison, field: AttributeRow, unit: str, sources: dict[str, int]
) -> Panel:
    rows = []
    for system in comparison.systems:
        cell = comparison.cells[system.id, field.id]
        places = [
            place
            for place, side in enumerate(cell.sides)
            if comparable(side.spec.unit or unit, unit)
        ]
        bars = tuple(
            _bar(comparison, cell, place, unit, sources, preferred=place == places[0])
            for place in places
        )
        remark = "" if bars else _no_bar(cell)
        disputed = cell.disputed and len(bars) > 1
        rows.append(Row(comparison.label(system), bars, remark, disputed))
    own = comparable(unit, field.unit or unit)
    return Panel(field.id if own else f"{field.id}-{unit}", field.label, unit, tuple(rows))


def _no_bar(cell: Cell) -> str:
    """Say why a system has no bar: it is not stated, or in other currencies alone."""
    stated = dict.fromkeys(side.spec.unit or "" for side in cell.sides)
    return f"stated in {' and '.join(stated)}" if stated else cell.not_stated


def _bar(
    comparison: Comparison,
    cell: Cell,
    place: int,
    unit: str,
    sources: dict[str, int],
    *,
    preferred: bool,
) -> Bar:
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
        preferred=preferred,
    )


def _source(comparison: Comparison, cell: Cell, side: Side) -> str:
    """Return who printed a side's figure, in a few words; ``armsref cite`` says all of it."""
    catalog = comparison.catalog
    brief = cite_briefly(catalog, first_claim(catalog, side.spec), cell.system)
    rest = len(side.spec.claims) - 1
    return f"{brief}; and {rest} more" if rest else brief
