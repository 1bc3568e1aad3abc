"""Units: one closed pint registry in Decimal, and conversion that keeps the printed digits."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armsref.errors import UnitError

if TYPE_CHECKING:
    import pint


@cache
def registry() -> pint.UnitRegistry[Any]:
    """Return the one registry; made on first use from the closed definition file."""
    import pint

    file = Path(__file__).with_name("units.txt")
    return pint.UnitRegistry(str(file), non_int_type=Decimal, cache_folder=None)


@cache
def dimension(unit: str) -> str:
    """Return the dimension of a unit's symbol, as pint writes it.

    Raises
    ------
    UnitError
        The symbol is not in the closed vocabulary.

    Examples
    --------
    >>> dimension("nmi"), dimension("km/h")
    ('[length]', '[length] / [time]')
    """
    return str(_unit(unit).dimensionality)


@cache
def _unit(symbol: str) -> Any:
    """Look a symbol up; a symbol is one or two names of the definition file, never more."""
    known = registry()._units  # noqa: SLF001 - pint has no public way to ask what is defined
    if not all(part in known for part in symbol.split("/")) or symbol.count("/") > 1:
        msg = f"{symbol!r} is no unit of the vocabulary"
        raise UnitError(msg)
    return registry().Unit(symbol)


def quantity(value: Decimal, unit: str) -> pint.Quantity[Decimal]:
    """Return a pint quantity in the closed registry."""
    return registry().Quantity(value, _unit(unit))


def comparable(unit: str, other: str) -> bool:
    """Tell whether figures in two units can be compared; never those of two currencies.

    Examples
    --------
    >>> comparable("km", "mi"), comparable("km", "kg"), comparable("EUR", "USD")
    (True, False, False)
    """
    return unit == other or dimension(unit) == dimension(other)


def is_money(unit: str) -> bool:
    """Tell whether a unit is a currency, each of which is a dimension of its own."""
    return dimension(unit).startswith("[money_")


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """Convert exactly (28 digits), without rounding to the printed digits.

    Raises
    ------
    UnitError
        A unit is unknown, or the two are of different dimensions.
    """
    if unit == to:
        return value
    if not comparable(unit, to):
        if is_money(unit) and is_money(to):
            msg = f"{unit} is never converted to {to}: a price keeps the currency it is printed in"
            raise UnitError(msg)
        msg = f"{unit} cannot be converted to {to}: {dimension(unit)} is not {dimension(to)}"
        raise UnitError(msg)
    factor = registry().Quantity(Decimal(1), _unit(unit)).to(_unit(to)).magnitude
    return value * Decimal(factor)


def significant(value: Decimal) -> int:
    """Count the significant digits as printed: 300 has three, 0.50 two.

    Examples
    --------
    >>> significant(Decimal("2000")), significant(Decimal("0.50"))
    (4, 2)
    """
    return max(1, len(f"{value:f}".replace(".", "").replace("-", "").lstrip("0")))


def last_place(value: Decimal) -> Decimal:
    """Return the place value of the last printed digit: 1 for 300, 0.1 for 4.5."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def convert_printed(value: Decimal, unit: str, to: str) -> Decimal:
    """Convert, keeping as many significant digits as are printed.

    Two digits are the least, and a digit is added where the way back would otherwise miss the
    printed number by more than its last place.

    Examples
    --------
    >>> [str(convert_printed(Decimal(n), "km", "mi")) for n in ("300", "700", "2000")]
    ['186', '435', '1243']
    >>> str(convert_printed(Decimal("45"), "kg", "lb"))
    '99'
    """
    if unit == to or value == 0:
        return value
    exact = convert(value, unit, to)
    if exact == value:
        return value
    digits = max(2, significant(value))
    while True:
        rounded = _round_significant(exact, digits)
        if abs(convert(rounded, to, unit) - value) <= last_place(value):
            return rounded
        digits += 1


def convert_ends(
    relation: str, low: Decimal | None, high: Decimal | None, unit: str, to: str
) -> tuple[Decimal | None, Decimal | None]:
    """Convert the ends of a figure, at the digits printed.

    An order of magnitude has one significant digit, whatever zeros its word has: "thousands of
    miles" is an order of 2,000 km.

    Examples
    --------
    >>> [str(end) for end in convert_ends("between", Decimal(300), Decimal(700), "km", "mi")]
    ['186', '435']
    >>> str(convert_ends("order_of", Decimal(1000), None, "mi", "km")[0])
    '2000'
    """

    def converted(end: Decimal) -> Decimal:
        if relation != "order_of" or unit == to or end == 0:
            return convert_printed(end, unit, to)
        return _round_significant(convert(end, unit, to), 1)

    return (
        None if low is None else converted(low),
        None if high is None else converted(high),
    )


def rounded(value: Decimal, digits: int) -> Decimal:
    """Round to so many significant digits, half to even; one with fewer stays as it is.

    Examples
    --------
    >>> str(rounded(Decimal(435), 2)), str(rounded(Decimal("0.5"), 2))
    ('440', '0.5')
    """
    return value if significant(value) <= digits else _round_significant(value, digits)


def _round_significant(value: Decimal, digits: int) -> Decimal:
    place = Decimal(1).scaleb(value.adjusted() - digits + 1)
    rounded = value.quantize(place)
    return Decimal(f"{rounded:f}")


def stated_interval(value: Decimal, unit: str, to: str, *, coarse: bool) -> tuple[Decimal, Decimal]:
    """Return what a printed number can stand for, in another unit.

    ``coarse`` takes trailing zeros for padding (300 may be 250 to 350); else they count.
    """
    place = last_place(value)
    if coarse and value != 0 and place == 1:
        zeros = len(f"{value:f}") - len(f"{value:f}".rstrip("0"))
        # 1,000 is rounded to a hundred at the most, never to a thousand.
        place = max(place, min(Decimal(1).scaleb(zeros), abs(value) / 10))
    half = place / 2
    return convert(value - half, unit, to), convert(value + half, unit, to)


def overlap(a: Decimal, a_unit: str, b: Decimal, b_unit: str) -> bool:
    """Tell whether two printed numbers can be the same quantity.

    In one unit the printed digits count (1,300 is not 1,350); across units the coarsest
    rounding that the digits allow does.

    Examples
    --------
    >>> [overlap(Decimal(300), "km", Decimal(miles), "mi") for miles in (186, 300)]
    [True, False]
    """
    if a_unit == b_unit:
        return abs(a - b) <= max(last_place(a), last_place(b)) / 2
    a_low, a_high = stated_interval(a, a_unit, b_unit, coarse=True)
    b_low, b_high = stated_interval(b, b_unit, b_unit, coarse=True)
    return a_low <= b_high and b_low <= a_high


def same_number(a: Decimal, a_unit: str, b: Decimal, b_unit: str) -> bool:
    """Tell whether a number that somebody wrote is a printed one, in whichever unit it is written.

    In one unit the digits count, as in :func:`overlap`. In another the printed number, converted
    exactly, rounds to the one written: at its last digit, or at its last that is no zero (a tenth
    of it at the most).

    Parameters
    ----------
    a, a_unit
        The number that somebody wrote.
    b, b_unit
        The printed one.

    Examples
    --------
    >>> [same_number(Decimal(miles), "mi", Decimal(300), "km") for miles in (186, 190, 200)]
    [True, True, False]
    """
    if a_unit == b_unit:
        return overlap(a, a_unit, b, b_unit)
    low, high = stated_interval(a, a_unit, a_unit, coarse=True)
    if low <= convert(b, b_unit, a_unit) <= high:
        return True
    # Written with more digits than were printed: 300.0 km of 186 miles.
    low, high = stated_interval(b, b_unit, b_unit, coarse=False)
    return low <= convert(a, a_unit, b_unit) <= high
