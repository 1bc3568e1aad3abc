"""A verdict for each distinct figure of a table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

import polars as pl

from armsref.audit.columns import is_given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from armsref.audit.cells import Cells
    from armsref.audit.columns import FigureColumn
    from armsref.audit.verdict import Judge, Kind
    from armsref.catalog.resolve import Resolution

#: What is said of a figure that is not judged, beside the verdicts.
Outcome = Literal["not given", "not judged", "unreadable"]
__all__ = ["Outcomes"]


class Outcomes:
    """Says of each distinct figure of a column what comes out.

    Parameters
    ----------
    judge : Judge
        The authority.
    cells : Cells
        The reader of cells.
    names : mapping of str to Resolution
        What each printed name means.
    """

    def __init__(self, judge: Judge, cells: Cells, names: Mapping[str, Resolution]) -> None:
        self._judge = judge
        self._cells = cells
        self._names = names
        self._known: dict[tuple[object, ...], str] = {}

    def of(self, groups: pl.DataFrame, column: FigureColumn) -> pl.DataFrame:
        """Return the groups with ``kind``: a verdict, or why there is none."""
        units = groups["unit"] if "unit" in groups.columns else [None] * groups.height
        kinds = [
            self._outcome(name, value, unit, column)
            for name, value, unit in zip(groups["name"], groups["value"], units, strict=True)
        ]
        return groups.with_columns(pl.Series("kind", kinds, dtype=pl.String))

    def _outcome(
        self, name: str | None, value: str | None, unit: str | None, column: FigureColumn
    ) -> Kind | Outcome:
        if value is None or not is_given(value):
            return "not given"
        named = self._names.get(name or "")
        if named is None or named.kind not in ("one", "alternatives"):
            return "not judged"
        cell = self._cells.read(value, unit, column)
        if cell.figure is None:
            return "unreadable"
        return self._judge.of_any(named.systems, cell.attribute, cell.figure).kind


def counted(groups: pl.DataFrame) -> Counter[str]:
    """Return how many rows have which outcome."""
    sums = groups.group_by("kind").agg(pl.col("n").sum())
    return Counter(dict(sums.iter_rows()))
