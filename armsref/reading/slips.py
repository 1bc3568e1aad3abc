"""Two units of one phrase that do not state the same quantity: by how much, and which slip."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from armsref.errors import UnitError
from armsref.reading.units import convert, overlap

if TYPE_CHECKING:
    from armsref.model.reading import Figure

#: Units that are taken for one another: the printed one, and the one that was meant.
_TAKEN_FOR = (
    ("mi", "nmi"), ("nmi", "mi"), ("kg", "lb"), ("lb", "kg"), ("mph", "kn"), ("kn", "mph"),
    ("mi", "km"), ("km", "mi"), ("km/h", "mph"), ("mph", "km/h"), ("ft", "m"), ("m", "ft"),
    ("km/h", "kn"), ("t", "short_ton"), ("m/s", "km/h"),
)  # fmt: skip
_FACTORS = (Decimal(10), Decimal(100), Decimal(1000))


def compare(main: Figure, also: Figure) -> list[str]:
    """Say where the two units of a phrase do not state the same quantity.

    Examples
    --------
    >>> from armsref.model.reading import Figure
    >>> one = Figure(relation="exactly", low="300", high="300", unit="km")
    >>> two = Figure(relation="exactly", low="162", high="162", unit="mi")
    >>> compare(one, two)
    ['300 km is not 162 mi but 186 mi, 13 % less; 162 nmi would be']
    """
    # "1,296 km (about 800 miles)": the second number is rounded, not bounded.
    rounded = (main.relation, also.relation) == ("exactly", "about")
    alike = rounded or main.relation == also.relation
    said = [] if alike else ["the two units are bounded in two ways"]
    try:
        for one, other in ((main.low, also.low), (main.high, also.high)):
            if one is None or other is None or overlap(one, main.unit, other, also.unit):
                continue
            said.append(_difference(one, main.unit, other, also.unit))
    except UnitError:
        pass  # an ambiguous unit: said with the unit itself
    return list(dict.fromkeys(said))


def _difference(one: Decimal, unit: str, other: Decimal, second: str) -> str:
    exact = convert(one, unit, second)
    shown = f"{exact:,.0f}" if exact >= 10 else f"{exact:,.2g}"
    share = (other - exact) / exact * 100 if exact else Decimal(0)
    size = f"{abs(share):,.0f} % {'more' if share > 0 else 'less'}"
    text = f"{one:,f} {unit} is not {other:,f} {second} but {shown} {second}, {size}"
    return text + _slip(one, unit, other, second)


def _slip(one: Decimal, unit: str, other: Decimal, second: str) -> str:
    """Name the slip that would explain the difference; "" where none does."""
    for printed, meant in _TAKEN_FOR:
        if printed == second and meant != unit and _fits(one, unit, other, meant):
            return f"; {other:,f} {meant} would be"
        if printed == unit and meant != second and _fits(one, meant, other, second):
            return f"; {one:,f} {meant} would be"
    for factor in _FACTORS:
        for number in (other * factor, other / factor):
            if _fits(one, unit, number, second):
                return f"; a factor of {factor:f} would explain it"
    return ""


def _fits(one: Decimal, unit: str, other: Decimal, second: str) -> bool:
    try:
        return overlap(one, unit, other, second)
    except UnitError:
        return False
