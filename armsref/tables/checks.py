"""What every row of a table is checked for, derived from its model, for frames of any library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from armsref.model.row_rules import RowCells
from armsref.tables.fields import Field, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from armsref.tables.registry import ForeignKey, Table

#: How a cell of each kind is written; none allows blanks, separators or words such as ``NaN``.
WRITTEN = {
    "integer": r"[+-]?[0-9]+(\.0+)?",
    "number": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?",
    "boolean": "true|false|True|False|TRUE|FALSE",
}
_NO = {"integer": "integer", "number": "number", "boolean": "true or false"}


class Cells(RowCells, Protocol):
    """What the checks ask of a frame's columns; an answer is a column of truths.

    An empty cell, also an empty text, is nothing but empty: every other answer on it is false, or
    empty, which counts as false.
    """

    def unfit(self, field: str, kind: str) -> Any:
        """Tell whether the cell is not of the kind: it is not written as WRITTEN says."""

    def outside(self, field: str, values: Collection[str]) -> Any:
        """Tell whether the cell is none of the values."""

    def unlike(self, field: str, pattern: str, known: Collection[str]) -> Any:
        """Tell whether the cell as a whole does not match; values known to do may be left out."""

    def shorter(self, field: str, length: int) -> Any:
        """Tell whether the text has fewer code points."""

    def longer(self, field: str, length: int) -> Any:
        """Tell whether the text has more code points."""

    def below(self, field: str, least: float) -> Any:
        """Tell whether the number is less."""


class Check(NamedTuple):
    """One check: its rule's code, the fields it is about, what is wrong, and the question."""

    code: str
    fields: tuple[str, ...]
    message: str
    broken: Callable[[Any], Any]


def checks_of(table: Table, known: dict[str, Collection[str]]) -> list[Check]:
    """Return the checks of a table's rows, cell by cell, then between cells, then references.

    Parameters
    ----------
    table : Table
        The table.
    known : dict
        The ids that there are, by the table they are the key of.

    Examples
    --------
    >>> from armsref.tables.registry import TABLES
    >>> [check.message for check in checks_of(TABLES["systems"], {}) if check.fields == ("level",)]
    ['is empty', 'is none of family, system']
    """
    fields = fields_of(table.model)
    ids = {key.column: known[key.table] for key in table.foreign}
    checks = [
        Check("AR602", (name,), message, broken)
        for name in table.columns
        for message, broken in _questions(fields[name], ids.get(name, ()))
    ]
    rules = getattr(table.model, "row_rules", ())
    checks += [Check("AR602", rule.fields, rule.message, rule.broken) for rule in rules]
    return checks + [_reference(key, known[key.table]) for key in table.foreign]


def _reference(key: ForeignKey, there: Collection[str]) -> Check:
    def broken(cells: Cells) -> Any:
        return cells.outside(key.column, there)

    return Check("AR605", (key.column,), f"is not in {key.table}", broken)


def _questions(
    field: Field, known: Collection[str]
) -> Iterator[tuple[str, Callable[[Cells], Any]]]:
    """Give the checks of one cell: what is wrong, and the question; some values are known ids."""
    name, kind, choices = field.name, field.kind, field.choices
    pattern, least, longest = field.pattern, field.least, field.longest
    if not field.optional:
        yield "is empty", lambda cells: cells.empty(name)
    if kind != "string":
        yield f"is no {_NO[kind]}", lambda cells: cells.unfit(name, kind)
    if choices:
        said = f"is none of {', '.join(choices)}"
        yield said, lambda cells: cells.outside(name, choices)
    if pattern is not None:
        match = re.compile(pattern).fullmatch
        fit = [one for one in known if match(one)]
        yield (
            f"does not match {pattern.removeprefix('(?:').removesuffix(')')}",
            lambda cells: cells.unlike(name, pattern, fit),
        )
    if least is not None:
        yield f"is below {least:g}", lambda cells: cells.below(name, least)
    if field.shortest is not None and (shortest := field.shortest) > 1:  # no empty text is a cell
        yield f"has under {shortest} characters", lambda cells: cells.shorter(name, shortest)
    if longest is not None:
        yield f"has over {longest} characters", lambda cells: cells.longer(name, longest)
