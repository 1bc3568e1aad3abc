"""The columns added to a polars frame; to a lazy one piece by piece, in one pass over its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from armsref.catalog.join.columns import Answers, Cell

_TEXTS = (pl.String, pl.Categorical, pl.Enum)


def columns(df: pl.DataFrame | pl.LazyFrame) -> list[object]:
    """Return the names of the columns."""
    return list(df.collect_schema().names())


def folded(name: object) -> object:
    """Return what the names of one column share."""
    return name


def join(df: pl.DataFrame | pl.LazyFrame, on: str, answers: Answers) -> pl.DataFrame | pl.LazyFrame:
    """Return the frame with the columns added, in the order it has.

    Of a lazy frame nothing is read before it is collected, and then in pieces, each name resolved
    once: a frame larger than the memory can be sunk into a file.
    """
    asked = _Asked(on, answers)
    if isinstance(df, pl.DataFrame):
        return asked.added(df)
    return df.map_batches(
        asked.added,
        # What is asked of the added columns is not there before, nor where the names are left out.
        predicate_pushdown=False,
        projection_pushdown=False,
        streamable=True,
        schema={**df.collect_schema(), **asked.schema},
    )


class _Asked:
    """What is added for each name, kept from one piece of a frame to the next."""

    def __init__(self, on: str, answers: Answers) -> None:
        self._on = on
        self._answers = answers
        self._known: dict[str, list[Cell]] = {}
        self.schema = {
            column.name: pl.Float64 if column.kind == "number" else pl.String
            for column in answers.columns
        }

    def added(self, piece: pl.DataFrame) -> pl.DataFrame:
        """Return some rows with the columns added."""
        names = _names(piece, self._on).fill_null("")  # no name, as an empty one
        distinct = names.unique()
        cells = pl.DataFrame(
            [self._cells(name) for name in distinct.to_list()], schema=self.schema, orient="row"
        )
        places = pl.int_range(distinct.len(), dtype=pl.UInt32, eager=True)
        rows = names.replace_strict(distinct, places) if names.len() else places
        # Only the names are looked at: the other columns may be of any type, and are not touched.
        return piece.hstack([cells[name].gather(rows) for name in self.schema])

    def _cells(self, name: str) -> list[Cell]:
        if name not in self._known:
            self._known[name] = self._answers.of(name)
        return self._known[name]


def _names(df: pl.DataFrame, on: str) -> pl.Series:
    """Return a column's names; numbers and the like are none."""
    dtype = df.schema[on]
    if isinstance(dtype, _TEXTS):
        return df[on].cast(pl.String)
    if dtype == pl.Object:
        names = [value if isinstance(value, str) else None for value in df[on]]
        return pl.Series(names, dtype=pl.String)
    return pl.repeat(None, df.height, dtype=pl.String, eager=True)
