"""A spec in words, in the units and with the digits that are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.errors import UnitError
from armsref.reading.wording import figure_text

if TYPE_CHECKING:
    from armsref.catalog.spec import Spec

#: What specs.csv puts behind a disputed spec.
_DISPUTED = " (disputed)"


def figure_words(spec: Spec, unit: str | None = None, digits: int | None = None) -> str:
    """Return the figure of a spec's preferred group, or its terms, without any mark of dispute.

    Of prices in several currencies it is one of each, as ``specs.csv`` has them, unless one unit
    is asked for.

    Parameters
    ----------
    spec : Spec
        The spec.
    unit : str, optional
        Symbol of a unit; or of two, ``"mi km"``, the second in brackets. By default the
        canonical unit and the second one, as ``specs.csv`` has them.
    digits : int, optional
        Significant digits to round to; by default those printed.

    Raises
    ------
    UnitError
        A unit is unknown or of another dimension, there are more than two, digits is not 1 or
        more, or a unit or digits are asked of a term.

    Examples
    --------
    >>> import armsref
    >>> payload = armsref.get("shahed").payload
    >>> figure_words(payload), figure_words(payload, "lb"), figure_words(payload, "lb kg", 1)
    ('about 45 kg (99 lb)', 'about 99 lb', 'about 100 lb (40 kg)')
    """
    if unit is None and digits is None:
        return str(spec).removesuffix(_DISPUTED)
    if unit is not None:
        return _in_units(spec, unit, digits)
    in_each_unit: dict[str | None, Spec] = {}
    for side in spec.sides:
        in_each_unit.setdefault(side.unit, side)
    return "; ".join(_in_units(side, _own_units(side), digits) for side in in_each_unit.values())


def _in_units(spec: Spec, unit: str, digits: int | None) -> str:
    units = unit.split()
    if not 0 < len(units) <= 2:
        msg = f"unit {unit!r}: name one unit, or two with a space between: 'mi km'"
        raise UnitError(msg)
    first, *others = [spec.to(one, digits) for one in units]
    second = (others[0].low, others[0].high, others[0].unit) if others else None
    return figure_text(
        first.relation, first.low, first.high, first.unit, second, approximate=first.approximate
    )


def _own_units(spec: Spec) -> str:
    """Return the unit of a spec and the second one that its text shows."""
    return " ".join(unit for unit in (spec.unit, spec.second_unit) if unit) or "1"
