"""How wide the columns of a table are, where the form of the text wants to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.writing.parts import plain

if TYPE_CHECKING:
    from armsref.writing.parts import Table

#: The length of a cell from which on a column wraps, and that of the narrowest column.
_WIDEST, _NARROWEST = 44, 18


def shares(table: Table) -> list[int]:
    """Return a share of the width for each column, by its longest cell.

    Examples
    --------
    >>> from armsref.writing.parts import Table, words
    >>> shares(Table(((words("a"),), (words("b"),)), (((words("x" * 24),), (words("y" * 99),)),)))
    [24, 44]
    """
    columns = zip(table.header, *table.rows, strict=True)
    longest = (max(len(plain(cell)) for cell in column) for column in columns)
    return [min(_WIDEST, max(_NARROWEST, length)) for length in longest]
