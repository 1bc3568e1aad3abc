"""A frame of polars or pandas, as a plan of polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    import pandas as pd


def polars_frame(table: Any, library: str) -> pl.LazyFrame:
    """Return a frame's rows as a plan.

    Raises
    ------
    ArmsrefError
        It has two columns of one name.
    """
    if library == "polars":
        plan: pl.LazyFrame = table.lazy()
        return plan
    names = [str(label) for label in table.columns]
    for name in names:
        if names.count(name) > 1:
            raise ArmsrefError(f"the frame has two columns {name!r}; rename one")
    columns = {name: _series(table.iloc[:, place]) for place, name in enumerate(names)}
    return pl.LazyFrame(columns)


def _series(column: pd.Series[Any]) -> pl.Series:
    """Return a column of pandas: numbers as they are, all else as text."""
    import pandas as pd

    if column.dtype.kind in "iuf" and hasattr(column.dtype, "itemsize"):
        values = (
            column.to_numpy(dtype="float64", na_value=float("nan"))
            if column.hasnans
            else column.to_numpy()
        )
        return pl.Series(values)
    missing = column.isna().tolist()
    cells = [
        None if gone else value if isinstance(value, str) else str(value)
        for value, gone in zip(column.tolist(), missing, strict=True)
    ]
    del pd
    return pl.Series(cells, dtype=pl.String)
