"""The distinct names and figures of a table, each with its count and the first rows.

One pass of the streaming engine for each column; nothing of a row is kept but its number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from armsref.auditing.source import BATCH, ROW
from armsref.auditing.texts import NESTED, text_of
from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from armsref.auditing.columns import Keys
    from armsref.auditing.source import Source

#: So many rows of a finding are named.
MOST_ROWS = 10
#: Rows of the largest piece of a table.
LARGEST = 1_000_000
_TEXTS = (pl.String, pl.Categorical, pl.Enum)


def sample_texts(source: Source, rows: int) -> dict[str, list[str | None]]:
    """Return the first cells of each column as text; none of a column of lists or bytes."""
    able = [name for name in source.columns if not isinstance(source.schema[name], NESTED)]
    first = source.collect(source.frame.head(rows).select(able))
    return {name: text_of(first[name]).to_list() if name in able else [] for name in source.columns}


def grouped(source: Source, keys: Keys) -> pl.DataFrame:
    """Return the distinct keys, as text, with ``n`` (rows) and ``first`` (the first row).

    ``keys`` are names for the columns of the table that are taken together.
    """
    plan = _cells(source, keys).group_by(list(keys))
    counts = plan.agg(pl.len().alias("n"), pl.col(ROW).min().alias("first"))
    groups = source.collect(counts)
    return groups.with_columns(text_of(groups[key]).alias(key) for key in keys)


def names_of(groups: pl.DataFrame) -> pl.DataFrame:
    """Return the distinct names of groups, those of the first rows first."""
    sums = groups.group_by("name").agg(pl.col("n").sum(), pl.col("first").min())
    return sums.sort("first")


def _cells(source: Source, keys: Keys) -> pl.LazyFrame:
    """Return the columns in question under the names of keys, and the number of the row."""
    for column in keys.values():
        if isinstance(source.schema[column], NESTED):
            msg = f"{source.name}: the column {column!r} holds {source.schema[column]}, no cells"
            raise ArmsrefError(msg)
    return source.frame.select(
        *(
            (pl.col(column).cast(pl.String) if _is_text(source, column) else pl.col(column)).alias(
                key
            )
            for key, column in keys.items()
        ),
        pl.col(ROW),
    )


def _is_text(source: Source, column: str) -> bool:
    return isinstance(source.schema[column], _TEXTS)


def first_rows(
    source: Source, columns: list[Keys], several: pl.DataFrame, *, each: bool
) -> pl.DataFrame:
    """Return ``group`` and ``rows``: the first rows of groups with more than one, or all of them.

    Parameters
    ----------
    source : Source
        The table.
    columns : list of dict
        The keys of each column of figures, and at the end those of the names.
    several : polars.DataFrame
        Groups with ``group`` (their number), ``column`` (the place of its keys, -1 for names),
        the keys and ``n``.
    each : bool
        All rows, not only the first ten.
    """
    seen = _Rows(several, each=each)
    if several.height:
        used = dict.fromkeys(column for keys in columns for column in keys.values())
        # What is looked for is prepared for each piece: many groups want large ones.
        size = min(max(BATCH, 2 * several.height), LARGEST)
        for batch in source.batches(source.frame.select(ROW, *used), size):
            if not seen.look(batch, columns):
                break
    return seen.rows()


class _Rows:
    """The rows of groups, gathered piece by piece until each has enough."""

    def __init__(self, wanted: pl.DataFrame, *, each: bool) -> None:
        self._each = each
        most = pl.col("n") if each else pl.col("n").clip(upper_bound=MOST_ROWS)
        self._wanted = wanted.with_columns(most.alias("lacking"))
        self._found: list[pl.DataFrame] = []

    def look(self, batch: pl.DataFrame, columns: list[Keys]) -> bool:
        """Look for rows in a piece of the table; tell whether any are lacking still."""
        pieces = []
        for place, wanted in self._wanted.partition_by("column", as_dict=True).items():
            number = int(place[0])
            keys = columns[number]
            cells = batch.select(
                pl.col(ROW), *(text_of(batch[column]).alias(key) for key, column in keys.items())
            )
            hits = cells.join(wanted.select("group", *keys), on=list(keys), nulls_equal=True)
            rows = (
                hits.sort(ROW).group_by("group", maintain_order=True).agg(self._first(pl.col(ROW)))
            )
            pieces.append(rows.select("group", pl.col(ROW).alias("rows")))
        if pieces:
            new = pl.concat(pieces)
            self._found.append(new)
            counts = new.select("group", pl.col("rows").list.len().alias("new"))
            self._wanted = (
                self._wanted.join(counts, on="group", how="left")
                .with_columns(pl.col("lacking").cast(pl.Int64) - pl.col("new").fill_null(0))
                .filter(pl.col("lacking") > 0)
                .drop("new")
            )
        return bool(self._wanted.height)

    def _first(self, rows: pl.Expr) -> pl.Expr:
        return rows if self._each else rows.head(MOST_ROWS)

    def rows(self) -> pl.DataFrame:
        """Return the groups with their rows, in order."""
        if not self._found:
            return pl.DataFrame(schema={"group": pl.UInt32, "rows": pl.List(pl.UInt32)})
        single = pl.concat(self._found).explode("rows")
        return single.group_by("group", maintain_order=True).agg(self._first(pl.col("rows")))
