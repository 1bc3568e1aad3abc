"""Rules between the cells of one row, stated once: pydantic and every frame are asked the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from armsref.model.reading import ENDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pydantic import BaseModel


class RowCells(Protocol):
    """What a rule asks of a row, or of all rows of a frame at once.

    The answers are truths of Python or whole columns of truths, never empty; a rule joins them
    by ``==``, ``!=``, ``&`` and ``|`` alone, which both understand.
    """

    def empty(self, field: str) -> Any:
        """Tell whether the cell is empty."""

    def among(self, field: str, values: Collection[str]) -> Any:
        """Tell whether the cell is one of the values; an empty one is none, a truth a word."""

    def above(self, low: str, high: str) -> Any:
        """Tell whether the first number is above the second; where one is missing, no."""


class RowRule(NamedTuple):
    """A rule: the fields it is about, what is wrong where it is broken, and the question."""

    fields: tuple[str, ...]
    message: str
    broken: Callable[[RowCells], Any]


#: How a truth that holds is written.
YES = ("true", "True", "TRUE")


def approximate_rule() -> RowRule:
    """Return the rule that "about" is approximate, and what is exact or no figure is not."""

    def broken(cells: RowCells) -> Any:
        about = cells.among("relation", ["about"])
        known = about | cells.among("relation", ["exactly"]) | cells.empty("relation")
        return known & (about != cells.among("approximate", YES))

    message = "a figure that is about so much is approximate, and one that is exact is not"
    return RowRule(("relation", "approximate"), message, broken)


def figure_rules(prefix: str = "") -> tuple[RowRule, ...]:
    """Return the rules of a figure whose fields are ``relation``, ``low``, ``high``, ``unit``.

    Examples
    --------
    >>> [rule.message for rule in figure_rules("also_")]
    ['also_relation, also_low and also_high do not go together',
     'a figure has a unit, and a unit belongs to a figure',
     'also_low is above also_high']
    """
    relation, low, high, unit = (prefix + end for end in ("relation", "low", "high", "unit"))
    with_low = [name for name, (stated, _) in ENDS.items() if stated]
    with_high = [name for name, (_, stated) in ENDS.items() if stated]

    def astray(cells: RowCells) -> Any:
        """Find an end that is stated and should not be, or the reverse; of a known relation."""
        known = cells.empty(relation) | cells.among(relation, ENDS)
        low_astray = cells.empty(low) == cells.among(relation, with_low)
        return known & (low_astray | (cells.empty(high) == cells.among(relation, with_high)))

    return (
        RowRule((relation, low, high), f"{relation}, {low} and {high} do not go together", astray),
        RowRule(
            (relation, unit),
            "a figure has a unit, and a unit belongs to a figure",
            lambda cells: cells.empty(unit) != cells.empty(relation),
        ),
        RowRule((low, high), f"{low} is above {high}", lambda cells: cells.above(low, high)),
    )


class RecordCells:
    """The cells of one record, for the rules."""

    def __init__(self, record: BaseModel) -> None:
        self._record = record

    def empty(self, field: str) -> bool:
        """Tell whether the field is None."""
        return getattr(self._record, field) is None

    def among(self, field: str, values: Collection[str]) -> bool:
        """Tell whether the field is one of the values."""
        value = getattr(self._record, field)
        return (str(value) if isinstance(value, bool) else value) in values

    def above(self, low: str, high: str) -> bool:
        """Tell whether the first number is above the second."""
        first, second = getattr(self._record, low), getattr(self._record, high)
        return first is not None and second is not None and first > second
