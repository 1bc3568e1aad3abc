"""Which unit each field of a comparison is shown in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from armsref.errors import UnitError
from armsref.reading.units import dimension, is_money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from armsref.model.rows import AttributeRow

#: Words in place of symbols: both units, the canonical one, the second one.
BOTH, CANONICAL, SECOND = "both", "canonical", "second"


def units_of_fields(
    fields: Sequence[AttributeRow], units: str | Iterable[str] | Mapping[str, str]
) -> dict[str, str | None]:
    """Return the unit of each field as ``figure_words`` takes it; None for both of its own.

    Parameters
    ----------
    fields : sequence of AttributeRow
        The fields of the comparison.
    units : str, iterable or mapping
        ``"both"``, ``"canonical"`` or ``"second"`` for all; else symbols, ``"mi,lb"``, or a field
        with its symbol, ``"range=nmi"``, also as a mapping. A symbol is for the fields of which it
        is one of the two units; if for none, for the only field of its dimension. Two for one
        field are shown both, the second in brackets. Other fields show both of their own; prices
        always do, in the currency printed.

    Raises
    ------
    UnitError
        A symbol is unknown, a currency, is for none of the fields, or leaves open for which.
    """
    quantities = [field for field in fields if field.unit is not None]
    shown: dict[str, list[str]] = {field.id: [] for field in quantities}
    asked = _asked(units)
    if asked == [("", CANONICAL)]:
        return {field.id: _converted(field, field.unit) for field in fields}
    if asked == [("", SECOND)]:
        return {field.id: _converted(field, field.second or field.unit) for field in fields}
    for name, symbol in asked if asked != [("", BOTH)] else []:
        for field in _fields_of(quantities, name, symbol):
            shown[field.id].append(symbol)
    chosen = {key: list(dict.fromkeys(symbols)) for key, symbols in shown.items()}
    for key, symbols in chosen.items():
        if len(symbols) > 2:
            msg = f"units: {key} cannot be shown in {', '.join(symbols)}; name one or two for it"
            raise UnitError(msg)
    return {field.id: " ".join(chosen.get(field.id, ())) or None for field in fields}


def _converted(field: AttributeRow, unit: str | None) -> str | None:
    """Return the unit that a field is shown in; None of a price, which keeps its currency."""
    return None if field.unit is None or is_money(field.unit) else unit


def _asked(units: str | Iterable[str] | Mapping[str, str]) -> list[tuple[str, str]]:
    """Return pairs of a field, or nothing, and what is asked for."""
    if isinstance(units, Mapping):
        return [(name, symbol) for name, symbols in units.items() for symbol in symbols.split()]
    parts = units.replace(",", " ").split() if isinstance(units, str) else list(units)
    if not parts:
        msg = "units: none is named; say both, canonical, second or symbols such as mi,lb"
        raise UnitError(msg)
    return [(name, symbol) for name, _, symbol in (part.rpartition("=") for part in parts)]


def _fields_of(quantities: list[AttributeRow], name: str, symbol: str) -> list[AttributeRow]:
    if symbol in (BOTH, CANONICAL, SECOND):
        msg = f"units: {symbol!r} stands alone, with no symbol beside it"
        raise UnitError(msg)
    if is_money(symbol):
        msg = (
            f"units: a price is shown in the currency printed, never converted; leave {symbol} out"
        )
        raise UnitError(msg)
    kind = dimension(symbol)
    alike = [field for field in quantities if field.unit and dimension(field.unit) == kind]
    if name:
        own = [field for field in alike if field.id == name]
    else:
        own = [field for field in alike if symbol in (field.unit, field.second)]
        own = own or (alike if len(alike) == 1 else [])
    if not own:
        raise UnitError(_no_field(quantities, alike, name, symbol))
    return own


def _no_field(
    quantities: list[AttributeRow], alike: list[AttributeRow], name: str, symbol: str
) -> str:
    if alike and not name:
        choices = " or ".join(f"{field.id}={symbol}" for field in alike)
        return f"units: {symbol!r} is for which field? write {choices}"
    known = ", ".join(f"{field.id} ({field.unit})" for field in quantities) or "none is a quantity"
    return f"units: {f'{name}={symbol}' if name else symbol!r} is for no field compared: {known}"
