"""A verdict for each distinct figure of a table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

import polars as pl

from armsref.auditing.cells import judged
from armsref.auditing.columns import NOT_GIVEN, is_given
from armsref.auditing.regions import kinds_by_regions, region_of
from armsref.errors import UnitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from armsref.auditing.cells import Cells
    from armsref.auditing.columns import FigureColumn
    from armsref.auditing.regions import Region
    from armsref.auditing.verdict import Judge, Kind
    from armsref.catalog.resolution import Resolution

#: So few figures are judged one at a time.
FEW = 200
#: What a name may mean for its figures to be judged: one system, or one of several.
JUDGED = ("one", "alternatives")
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
        self._regions: dict[tuple[str, str, str], Region | None] = {}

    def of(self, groups: pl.DataFrame, column: FigureColumn) -> pl.DataFrame:
        """Return the groups with ``kind``: a verdict, or why there is none."""
        kinds = self.at_once(groups, column)
        groups = groups.with_columns(kinds.alias("kind"))
        rest = groups.with_row_index("place").filter(pl.col("kind").is_null())
        if not rest.height:
            return groups
        units = rest["unit"] if "unit" in rest.columns else [None] * rest.height
        asked = [
            self.one(name, value, unit, column)
            for name, value, unit in zip(rest["name"], rest["value"], units, strict=True)
        ]
        filled = kinds.scatter(rest["place"], pl.Series(asked, dtype=pl.String))
        return groups.with_columns(filled.alias("kind"))

    def at_once(self, groups: pl.DataFrame, column: FigureColumn) -> pl.Series:
        """Judge the plain numbers of one system each, all together; null is left to ask."""
        nothing = pl.repeat(None, groups.height, dtype=pl.String, eager=True).alias("kind")
        if groups.height < FEW or not column.unit or column.side:
            return nothing
        regions = {}
        for name, named in self._names.items():
            if named.kind == "one":
                region = self._region(named.systems[0], column)
                if region is not None:
                    regions[name] = region
        kinds = kinds_by_regions(groups, regions, self._cells.digits(column))
        free = pl.Series([n for n, named in self._names.items() if named.kind not in JUDGED])
        given = pl.col("value").str.strip_chars().str.to_lowercase().is_in(list(NOT_GIVEN))
        said = (
            pl.when(pl.col("value").is_null() | given)
            .then(pl.lit("not given"))
            .when(pl.col("name").is_null() | pl.col("name").is_in(free.cast(pl.String).implode()))
            .then(pl.lit("not judged"))
            .otherwise(kinds)
        )
        return groups.select(said.alias("kind"))["kind"]

    def _region(self, system: str, column: FigureColumn) -> Region | None:
        key = (system, column.attribute, column.unit)
        if key not in self._regions:
            try:
                self._regions[key] = region_of(self._judge, *key)
            except UnitError:
                self._regions[key] = None
        return self._regions[key]

    def one(
        self, name: str | None, value: str | None, unit: str | None, column: FigureColumn
    ) -> Kind | Outcome:
        """Return what comes out for one figure."""
        if value is None or not is_given(value):
            return "not given"
        named = self._names.get(name or "")
        if named is None or named.kind not in JUDGED:
            return "not judged"
        verdict = judged(self._judge, named, self._cells.read(value, unit, column))
        return "unreadable" if isinstance(verdict, str) else verdict.kind


def counted(groups: pl.DataFrame) -> Counter[str]:
    """Return how many rows have which outcome."""
    sums = groups.group_by("kind").agg(pl.col("n").sum())
    return Counter(dict(sums.iter_rows()))
