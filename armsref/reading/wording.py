"""A figure in words, the same wherever it is shown. Standard library only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

#: What stands in front of a number, by relation.
RELATION_WORDS = {
    "exactly": "",
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "up to ",
    "less_than": "less than ",
    "between": "",
    "order_of": "order of ",
}


def number_text(value: Decimal) -> str:
    """Write a number with thousands separated by commas.

    Examples
    --------
    >>> from decimal import Decimal
    >>> number_text(Decimal("2000")), number_text(Decimal("4.50"))
    ('2,000', '4.50')
    """
    return f"{value:,f}"


def numbers_text(relation: str, low: Decimal | None, high: Decimal | None) -> str:
    """Write the numbers of a figure, without relation and unit."""
    if relation == "between" and low is not None and high is not None:
        return f"{number_text(low)}–{number_text(high)}"
    end = low if low is not None else high
    return "" if end is None else number_text(end)


def figure_text(
    relation: str,
    low: Decimal | None,
    high: Decimal | None,
    unit: str,
    second: tuple[Decimal | None, Decimal | None, str] | None = None,
) -> str:
    """Write a figure, with the second unit in brackets where there is one.

    Examples
    --------
    >>> from decimal import Decimal as d
    >>> figure_text("between", d(300), d(700), "km", (d(186), d(435), "mi"))
    '300–700 km (186–435 mi)'
    >>> figure_text("about", d(45), d(45), "kg", (d(99), d(99), "lb"))
    'about 45 kg (99 lb)'
    """
    text = f"{RELATION_WORDS[relation]}{numbers_text(relation, low, high)} {unit}"
    if second is None:
        return text
    return f"{text} ({numbers_text(relation, second[0], second[1])} {second[2]})"
