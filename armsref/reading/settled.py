"""A unit of several sizes, settled by the number beside it: "1.5 tons (1,360 kg)" are short."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from armsref.reading.units import convert, dimension

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.model.reading import Figure
    from armsref.reading.lexicon import Lexicon

#: How far the two numbers may differ, and how many times further the next size must be.
_CLOSE = Decimal("0.01")
_CLEARER = 3


def doubt_of(unit: str) -> str:
    """Return how the warning begins that a unit has several sizes; they follow."""
    return f"{unit} may mean"


def without_doubt(warnings: Iterable[str], unit: str) -> tuple[str, ...]:
    """Return warnings without the one that a unit has several sizes.

    Examples
    --------
    >>> without_doubt([f"{doubt_of('ton')} t, long_ton", "printed in descending order"], "ton")
    ('printed in descending order',)
    """
    return tuple(warning for warning in warnings if not warning.startswith(doubt_of(unit)))


def settled(figure: Figure, beside: Figure, lexicon: Lexicon) -> Figure:
    """Return a figure in the one size of its unit that states what stands beside it.

    Parameters
    ----------
    figure : Figure
        Its unit may have several sizes.
    beside : Figure
        The same quantity in another unit.
    lexicon : Lexicon
        The vocabulary, which has the sizes.

    Returns
    -------
    Figure
        The figure as it is where its unit has one size, or where none or several would do.

    Examples
    --------
    >>> from armsref.model.reading import Figure
    >>> from armsref.reading.lexicon import shipped_lexicon
    >>> tons = Figure(relation="exactly", low="1.5", high="1.5", unit="ton")
    >>> kilograms = Figure(relation="exactly", low="1360", high="1360", unit="kg")
    >>> settled(tons, kilograms, shipped_lexicon()).unit
    'short_ton'
    >>> other = Figure(relation="exactly", low="1380", high="1380", unit="kg")
    >>> settled(tons, other, shipped_lexicon()).unit
    'ton'
    """
    units = lexicon.vocabulary.unit
    if not units[figure.unit].choices or units[beside.unit].choices:
        return figure
    wanted = dimension(beside.unit)
    sizes = [size for size in units[figure.unit].choices if dimension(size) == wanted]
    if len(figure.numbers) != len(beside.numbers) or len(sizes) < 2 or not all(beside.numbers):
        return figure
    apart = sorted((_apart(figure, size, beside), size) for size in sizes)
    (nearest, size), (next_nearest, _) = apart[:2]
    clear = nearest <= _CLOSE and next_nearest >= _CLEARER * nearest
    return figure.model_copy(update={"unit": size}) if clear else figure


def _apart(figure: Figure, size: str, beside: Figure) -> Decimal:
    pairs = zip(figure.numbers, beside.numbers, strict=True)
    return max(abs(convert(one, size, beside.unit) / other - 1) for one, other in pairs)
