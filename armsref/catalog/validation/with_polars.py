"""A polars frame, lazy or not, as its findings need it: expressions, run by the streaming engine.

A pass over the frame counts; only where a count is not zero, others fetch the first rows. A key is
held as a hash of eight bytes a row, so that ten million rows stay in bounded memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from armsref.catalog.validation.report import MOST_ROWS, Counts, Repeated
from armsref.catalog.validation.values import COMPARED, Unreadable, plain_text
from armsref.errors import DataError
from armsref.tables.checks import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from armsref.catalog.validation.report import Texts

_ROW = "armsref row"


def opened(df: pl.DataFrame | pl.LazyFrame) -> PolarsFrame:
    """Return a frame; cells that are Python objects become texts first."""
    held = {}
    if isinstance(df, pl.DataFrame):
        for name in [name for name, dtype in df.schema.items() if dtype == pl.Object]:
            texts = [plain_text(value) for value in df[name]]
            at = next((n for n, text in enumerate(texts) if isinstance(text, Unreadable)), None)
            if at is not None:
                held[name] = f"a {type(df[name][at]).__name__} (row {at + 1})"
                texts = [None]
            column = pl.Series(name, texts, dtype=pl.String)
            df = df.with_columns(column if at is None else pl.lit(None, pl.String).alias(name))
    return PolarsFrame(df.lazy(), held=held)


def collected(lazy: pl.LazyFrame) -> pl.DataFrame:
    """Run a query in batches.

    Raises
    ------
    DataError
        The source cannot be read.
    """
    try:
        return lazy.collect(engine="streaming")
    except (Exception, pl.exceptions.PanicException) as error:  # a frame may hold any function
        raise _unreadable(error) from error


def _unreadable(error: BaseException) -> DataError:
    said = (str(error).splitlines() or [type(error).__name__])[0]
    return DataError(f"the frame cannot be read: {said}; mend its source")


class PolarsFrame:
    """A lazy frame.

    Parameters
    ----------
    lazy : polars.LazyFrame
        The frame.
    names : list of str, optional
        Its columns' names where polars had to give one of them another, since two were alike.
    held : dict, optional
        What columns that are known to be unreadable hold.
    no_empty_text : bool
        Whether it is known that an empty cell is null, so that no text has to be looked at.
    """

    def __init__(
        self,
        lazy: pl.LazyFrame,
        *,
        names: list[str] | None = None,
        held: dict[str, str] | None = None,
        no_empty_text: bool = False,
    ) -> None:
        try:
            self._schema = lazy.collect_schema()
        except (Exception, pl.exceptions.PanicException) as error:
            raise _unreadable(error) from error
        self._lazy = lazy
        self._names = names or self._schema.names()
        self._held = held or {}
        self.cells = PolarsCells(self._schema, no_empty_text=no_empty_text)

    def names(self) -> list[str]:
        """Return the columns, each as often as it stands there."""
        return self._names

    def unreadable(self) -> dict[str, str]:
        """Return the columns that are neither text nor number nor truth nor day."""
        held = {name: str(dtype) for name, dtype in self._schema.items() if not _readable(dtype)}
        return held | self._held

    def count(self, questions: Sequence[pl.Expr], key: Sequence[str]) -> Counts:
        """Count in one pass; two keys of one hash are told apart later."""
        sums = [question.sum().alias(str(number)) for number, question in enumerate(questions)]
        keys = self._hash(key).n_unique() if key else pl.len()
        totals = collected(self._lazy.select(*sums, rows=pl.len(), keys=keys)).row(0, named=True)
        true = [totals[str(number)] or 0 for number in range(len(questions))]
        return Counts(totals["rows"], true, totals["keys"] < totals["rows"])

    def first(self, question: pl.Expr, fields: Sequence[str], most: int) -> list[tuple[int, Texts]]:
        """Return the first rows, with their texts."""
        numbered = self._lazy.with_row_index(_ROW, offset=1).filter(question).head(most)
        rows = collected(numbered.select(_ROW, *map(self._compared, fields))).sort(_ROW).rows()
        return [(row, tuple(texts)) for row, *texts in rows]

    def tally(self, question: pl.Expr, fields: Sequence[str], wanted: Sequence[Texts]) -> list[int]:
        """Count the rows of each text."""
        texts = [self._compared(name) for name in fields]
        asked = pl.DataFrame(wanted, schema=dict.fromkeys(fields, pl.String), orient="row").lazy()
        rows = self._lazy.filter(question).select(texts)
        counted = rows.join(asked, on=fields, how="semi", nulls_equal=True).group_by(fields).len()
        times = {tuple(texts): many for *texts, many in collected(counted).rows()}
        return [times[texts] for texts in wanted]

    def repeated(self, key: Sequence[str], incomplete: pl.Expr, most: int) -> Repeated:
        """Return repeated keys by their hashes, then by what they really are."""
        numbered = self._lazy.with_row_index(_ROW, offset=1).filter(~incomplete)
        hashes = collected(numbered.select(_ROW, self._hash(key).alias("hash")))
        several = hashes.filter(pl.col("hash").is_duplicated()).sort(_ROW)
        grouped = several.group_by("hash", maintain_order=True).agg(
            pl.len(), pl.col(_ROW).head(MOST_ROWS)
        )
        told = grouped.head(most)
        rows = told[_ROW].explode().to_list()
        cells = numbered.filter(pl.col(_ROW).is_in(rows)).select(_ROW, *map(self._compared, key))
        texts = {row: tuple(cells) for row, *cells in collected(cells).rows()}
        first = []
        for _, times, places in told.rows():
            same = [row for row in places if texts[row] == texts[places[0]]]
            if len(same) > 1:
                first.append((texts[places[0]], times - (len(places) - len(same)), tuple(same)))
        chance = told.height - len(first)
        return Repeated(first, grouped.height - chance, several.height)

    def distinct(self, column: str) -> Collection[str]:
        """Return the different texts."""
        texts = self._lazy.select(self.cells.text(column).unique().alias(column))
        return set(collected(texts)[column].drop_nulls())

    def _compared(self, name: str) -> pl.Expr:
        return self.cells.text(name).str.head(COMPARED).alias(name)

    def _hash(self, key: Sequence[str]) -> pl.Expr:
        return pl.struct(self.cells.text(name).alias(name) for name in key).hash()


def _readable(dtype: pl.DataType) -> bool:
    if isinstance(dtype, pl.Datetime):
        return dtype.time_zone is None
    plain = (pl.String, pl.Categorical, pl.Enum, pl.Boolean, pl.Date, pl.Null)
    return dtype.is_numeric() or isinstance(dtype, plain)


class PolarsCells:
    """What the checks ask, as expressions; see :class:`armsref.tables.checks.Cells`."""

    def __init__(self, schema: pl.Schema, *, no_empty_text: bool) -> None:
        self._schema = schema
        self._no_empty_text = no_empty_text

    def text(self, field: str) -> pl.Expr:
        """Return the cell as text; an empty one, also NaN, is null."""
        column, dtype = pl.col(field), self._schema[field]
        if isinstance(dtype, pl.String | pl.Categorical | pl.Enum):
            text = column.cast(pl.String)
            return text if self._no_empty_text else pl.when(text != "").then(text)
        if dtype.is_float():
            whole = column.cast(pl.Int64, strict=False)
            fraction = pl.when(column.is_not_nan()).then(column).cast(pl.String)
            return pl.when(whole == column).then(whole.cast(pl.String)).otherwise(fraction)
        if isinstance(dtype, pl.Datetime):
            day = pl.when(column.dt.time() == pl.time(0)).then(column.dt.to_string("%Y-%m-%d"))
            return day.otherwise(column.dt.to_string("%Y-%m-%dT%H:%M:%S"))
        return column.cast(pl.String)

    def number(self, field: str) -> pl.Expr:
        """Return the cell as a float; null where it is no number."""
        if self._schema[field].is_numeric():
            return pl.col(field).cast(pl.Float64).fill_nan(None)
        number = self.text(field).cast(pl.Float64, strict=False)
        return pl.when(number.is_finite()).then(number)

    def empty(self, field: str) -> pl.Expr:
        """Tell whether the cell is empty."""
        return self.text(field).is_null()

    def among(self, field: str, values: Collection[str]) -> pl.Expr:
        """Tell whether the cell is one of the values."""
        return self.text(field).is_in(list(values)).fill_null(value=False)

    def above(self, low: str, high: str) -> pl.Expr:
        """Tell whether the first number is above the second."""
        return self.number(low) > self.number(high)

    def unfit(self, field: str, kind: str) -> pl.Expr:
        """Tell whether the cell is not of the kind."""
        text = self.text(field)
        if kind == "integer":  # what polars itself reads is written so: the pattern costs more
            text = pl.when(text.cast(pl.Int64, strict=False).is_null()).then(text)
        elif kind == "number":
            plain = text.cast(pl.Float64, strict=False).is_finite().fill_null(value=False)
            text = pl.when(~plain).then(text)
        return ~text.str.contains(_whole(WRITTEN[kind]))

    def outside(self, field: str, values: Collection[str]) -> pl.Expr:
        """Tell whether the cell is none of the values."""
        return ~self.text(field).is_in(list(values))

    def unlike(self, field: str, pattern: str, known: Collection[str]) -> pl.Expr:
        """Tell whether the cell as a whole does not match; those known are not looked at."""
        text = self.text(field)
        if known:
            text = pl.when(self.outside(field, known)).then(text)
        return ~text.str.contains(_whole(pattern))

    def shorter(self, field: str, length: int) -> pl.Expr:
        """Tell whether the text has fewer code points."""
        return self.text(field).str.len_chars() < length

    def longer(self, field: str, length: int) -> pl.Expr:
        """Tell whether the text has more code points."""
        return self.text(field).str.len_chars() > length

    def below(self, field: str, least: float) -> pl.Expr:
        """Tell whether the number is less."""
        return self.number(field) < least


def _whole(pattern: str) -> str:
    """Anchor a pattern at both ends; polars' ``$`` lets no newline pass."""
    return f"^(?:{pattern})$"
