"""A figure in words, the same wherever it is shown. Standard library only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Protocol

    class Figured(Protocol):
        """What has a figure: read, of a claim or of a spec."""

        @property
        def relation(self) -> str:
            """How the numbers bound the quantity."""

        @property
        def low(self) -> Decimal | None:
            """Lower number."""

        @property
        def high(self) -> Decimal | None:
            """Upper number."""

        @property
        def unit(self) -> str:
            """Symbol of the unit."""

        @property
        def approximate(self) -> bool:
            """Whether the words say about."""


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


def lead_text(relation: str, *, approximate: bool) -> str:
    """Write what stands in front of the number; "order of" says enough of "about".

    Examples
    --------
    >>> lead_text("at_most", approximate=True), lead_text("between", approximate=True)
    ('up to about ', 'about ')
    """
    lead = RELATION_WORDS[relation]
    return lead if not approximate or relation in ("about", "order_of") else f"{lead}about "


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
    *,
    approximate: bool,
) -> str:
    """Write a figure, with the second unit in brackets where there is one.

    Examples
    --------
    >>> from decimal import Decimal as d
    >>> figure_text("between", d(300), d(700), "km", (d(186), d(435), "mi"), approximate=False)
    '300–700 km (186–435 mi)'
    >>> figure_text("at_most", None, d(45), "kg", (None, d(99), "lb"), approximate=True)
    'up to about 45 kg (99 lb)'
    """
    lead = lead_text(relation, approximate=approximate)
    text = f"{lead}{numbers_text(relation, low, high)} {unit}"
    if second is None:
        return text
    return f"{text} ({numbers_text(relation, second[0], second[1])} {second[2]})"


def text_of(figure: Figured) -> str:
    """Write a figure in the unit that it has."""
    return figure_text(
        figure.relation, figure.low, figure.high, figure.unit, approximate=figure.approximate
    )
