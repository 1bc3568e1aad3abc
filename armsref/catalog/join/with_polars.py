"""The columns added to a polars frame, lazy or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from armsref.catalog.join.columns import Answers

_TEXTS = (pl.String, pl.Categorical, pl.Enum)


def columns(df: pl.DataFrame | pl.LazyFrame) -> list[object]:
    """Return the names of the columns."""
    return list(df.collect_schema().names())


def folded(name: object) -> object:
    """Return what the names of one column share."""
    return name


def join(df: pl.DataFrame | pl.LazyFrame, on: str, answers: Answers) -> pl.DataFrame | pl.LazyFrame:
    """Return the frame with the columns added, in the order it has."""
    if isinstance(df, pl.LazyFrame):
        key = _unused(columns(df))
        text = isinstance(df.collect_schema()[on], _TEXTS)
        names = pl.col(on).cast(pl.String) if text else pl.lit(None, pl.String)
        return _added(df.with_columns(names.alias(key)), key, answers)
    # Only the names are joined: the other columns may be of any type, and are not touched.
    return df.hstack(_added(pl.LazyFrame({"name": _names(df, on)}), "name", answers).collect())


def _names(df: pl.DataFrame, on: str) -> pl.Series:
    """Return a column's names; numbers and the like are none."""
    dtype = df.schema[on]
    if isinstance(dtype, _TEXTS):
        return df[on].cast(pl.String)
    if dtype == pl.Object:
        names = [value if isinstance(value, str) else None for value in df[on]]
        return pl.Series(names, dtype=pl.String)
    return pl.repeat(None, df.height, dtype=pl.String, eager=True)


def _added(frame: pl.LazyFrame, key: str, answers: Answers) -> pl.LazyFrame:
    """Add the columns to a frame by its column of names, and drop that."""
    names = frame.select(pl.col(key).unique()).collect()[key].drop_nulls().to_list()
    schema = {c.name: pl.Float64 if c.kind == "number" else pl.String for c in answers.columns}
    cells = [[name, *answers.of(name)] for name in names]
    small = pl.LazyFrame(cells, schema={key: pl.String, **schema}, orient="row")
    joined = frame.join(small, on=key, how="left", maintain_order="left").drop(key)
    # A null matches nothing; what it is stands in the first column.
    kind, nothing = answers.columns[0].name, answers.of(None)[0]
    return joined.with_columns(pl.col(kind).fill_null(pl.lit(nothing)))


def _unused(names: list[object]) -> str:
    """Return a name that no column has."""
    name = "armsref_name"
    while name in names:
        name += "_"
    return name
