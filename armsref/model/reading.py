"""What is read from words: a relation, its numbers with their digits, a unit, the hedges."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from armsref.model.base import Digits, Flag, Record, described

Relation = Literal[
    "exactly", "about", "at_least", "more_than", "at_most", "less_than", "between", "order_of"
]

#: Which ends a relation states: (low, high).
ENDS: dict[str, tuple[bool, bool]] = {
    "exactly": (True, True),
    "about": (True, True),
    "at_least": (True, False),
    "more_than": (True, False),
    "at_most": (False, True),
    "less_than": (False, True),
    "between": (True, True),
    "order_of": (True, False),
}


class Figure(Record):
    """A figure as words state it.

    Examples
    --------
    >>> Figure(relation="at_most", low=None, high="2000", unit="km").high
    Decimal('2000')
    """

    relation: Relation = described("How the numbers bound the quantity.", example="between")
    approximate: Flag = described(
        "True where the words say about, also beside a bound.", example=False, default=False
    )
    low: Digits | None = described(
        "Lower number, digits as printed.", example="300", none="the words give no lower number"
    )
    high: Digits | None = described(
        "Upper number, digits as printed.", example="700", none="the words give no upper number"
    )
    unit: str = described("Symbol of the unit that was printed.", example="km")

    @model_validator(mode="after")
    def _ends_fit(self) -> Self:
        if (self.low is not None, self.high is not None) != ENDS[self.relation]:
            msg = f"the relation {self.relation} does not go with these ends"
            raise ValueError(msg)
        if self.low is not None and self.high is not None and self.low > self.high:
            msg = "low is above high"
            raise ValueError(msg)
        return self

    @property
    def numbers(self) -> tuple[Digits, ...]:
        """The one or two numbers that stand in the words."""
        if self.relation in ("exactly", "about"):
            return (self.low,) if self.low is not None else ()
        return tuple(end for end in (self.low, self.high) if end is not None)


class Reading(Figure):
    """A figure with all that its words say beside it.

    ``also`` is the figure in the second unit of a phrase such as ``300 km (186 miles)``;
    ``canonical`` the same in the attribute's canonical unit, None where the printed unit is
    ambiguous; ``span`` where the figure stands in the phrase, ``parts`` where each part of it
    does: ``hedge`` (those in front), ``numbers`` with their unit, ``also`` the second unit.
    """

    hedges: tuple[str, ...] = ()
    also: Figure | None = None
    canonical: Figure | None = None
    warnings: tuple[str, ...] = ()
    span: tuple[int, int]
    parts: tuple[tuple[str, int, int], ...] = ()
