"""A PySpark frame: grouped where it lies; only what is distinct in it is collected.

A row's number is its place in the order of the partitions. A frame that gives other rows each
time it is computed has no such order: cache it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from armsref.auditing.grouping import MOST_ROWS
from armsref.auditing.source import ROW
from armsref.auditing.texts import text_of
from armsref.errors import ArmsrefError, DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyspark.sql import Column, DataFrame
    from pyspark.sql.types import DataType

    from armsref.auditing.columns import Keys

#: Bits of a row's id below those of its partition.
_BITS = 33
_TYPES: dict[str, Any] = {
    "string": pl.String,
    "char": pl.String,
    "varchar": pl.String,
    "byte": pl.Int64,
    "short": pl.Int64,
    "integer": pl.Int64,
    "long": pl.Int64,
    "float": pl.Float32,
    "double": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "timestamp": pl.Datetime,
    "timestamp_ntz": pl.Datetime,
}


class SparkSource:
    """A frame of PySpark, asked as any other table is."""

    def __init__(self, df: DataFrame) -> None:
        self.name = "-"
        self.columns = tuple(df.columns)
        for name in self.columns:
            if self.columns.count(name) > 1:
                raise ArmsrefError(f"the frame has two columns {name!r}; rename one")
        self._df = df
        self._types = {field.name: field.dataType for field in df.schema.fields}
        self._numbered: DataFrame | None = None
        #: The cells of groups as Spark has them, beside their texts.
        self._cells: dict[tuple[str, ...], pl.DataFrame] = {}

    def sample(self, rows: int) -> dict[str, list[str | None]]:
        """Return the first cells of each column as text; none of a column of arrays."""
        able = [name for name in self.columns if _polars_type(self._types[name]) is not None]
        first = self._df.select(*map(_column, able)).head(rows)
        frame = self._polars([tuple(row) for row in first], {name: name for name in able})
        return {n: text_of(frame[n]).to_list() if n in able else [] for n in self.columns}

    def grouped(self, keys: Keys) -> pl.DataFrame:
        """Return the distinct cells with their counts and first rows."""
        from pyspark.sql.functions import col, count, lit
        from pyspark.sql.functions import min as least

        for name in keys.values():
            if _polars_type(self._types[name]) is None:
                held = self._types[name].simpleString()
                raise ArmsrefError(f"-: the column {name!r} holds {held}, no cells")
        cells = self._rows().select(*(_column(c).alias(key) for key, c in keys.items()), col(ROW))
        sums = cells.groupBy(*keys).agg(count(lit(1)), least(ROW))
        found = [tuple(row) for row in sums.collect()]
        own = self._polars([row[: len(keys)] for row in found], keys)
        groups = own.with_columns(
            pl.Series("n", [row[-2] for row in found], dtype=pl.UInt32),
            pl.Series("first", [row[-1] for row in found], dtype=pl.UInt32),
        )
        texts = groups.with_columns(text_of(groups[key]).alias(key) for key in keys)
        named = own.rename({key: f"{key} cell" for key in keys})
        self._cells[tuple(keys.values())] = pl.concat([texts, named], how="horizontal")
        return texts

    def first_rows(self, columns: list[Keys], several: pl.DataFrame, *, each: bool) -> pl.DataFrame:
        """Return the first rows of groups, or all of them."""
        parts = [pl.DataFrame(schema={"group": pl.UInt32, "rows": pl.List(pl.UInt32)})]
        for place, wanted in several.partition_by("column", as_dict=True).items():
            parts.append(self._rows_of(columns[int(place[0])], wanted, each=each))
        return pl.concat(parts)

    def _rows_of(self, keys: Keys, wanted: pl.DataFrame, *, each: bool) -> pl.DataFrame:
        from pyspark.sql import Window
        from pyspark.sql.functions import broadcast, col, row_number

        if tuple(keys.values()) not in self._cells:
            self.grouped(keys)
        own = self._cells[tuple(keys.values())]
        texts = wanted.select("group", *keys)
        cells = texts.join(own.drop("n", "first"), on=list(keys), nulls_equal=True)
        small = self._spark(cells.select("group", *(f"{key} cell" for key in keys)), keys)
        rows = self._rows()
        same = None
        for key, column in keys.items():
            equal = rows[_quoted(column)].eqNullSafe(small[key])
            same = equal if same is None else same & equal
        hits = rows.join(broadcast(small), on=same).select("armsref group", ROW)
        if not each:
            order = Window.partitionBy("armsref group").orderBy(ROW)
            hits = hits.withColumn("place", row_number().over(order))
            hits = hits.where(col("place") <= MOST_ROWS).drop("place")
        found = [tuple(row) for row in hits.collect()]
        single = pl.DataFrame(found, schema={"group": pl.UInt32, "rows": pl.UInt32}, orient="row")
        return single.sort("rows").group_by("group", maintain_order=True).agg(pl.col("rows"))

    def check(self, rows: int) -> bool:
        """Refuse a frame without rows."""
        if not rows:
            raise DataError("-: has no rows")
        return True

    def lines(self, rows: Sequence[int]) -> Callable[[int], int]:  # noqa: ARG002 - for files
        """Return what tells the line of a row: 1, there are none."""
        return lambda _: 1

    # ------------------------------------------------------------------ to and from Spark

    def _rows(self) -> DataFrame:
        """Return the rows with their numbers: those of the partitions before, and the place."""
        if self._numbered is None:
            from pyspark.sql.functions import (
                col,
                count,
                create_map,
                lit,
                monotonically_increasing_id,
                shiftright,
            )

            marked = self._df.withColumn(ROW, monotonically_increasing_id())
            part = shiftright(col(ROW), _BITS)
            counts = marked.groupBy(part.alias("part")).agg(count(lit(1)).alias("rows")).collect()
            offsets: list[Column] = []
            before = 1
            for number, rows in sorted(tuple(row) for row in counts):
                offsets += [lit(number), lit(before)]
                before += rows
            place = col(ROW) - part * lit(2**_BITS)
            start = create_map(*offsets)[part] if offsets else lit(1)
            self._numbered = marked.withColumn(ROW, place + start)
        return self._numbered

    def _polars(self, rows: list[tuple[Any, ...]], keys: Keys) -> pl.DataFrame:
        schema = {key: _polars_type(self._types[column]) for key, column in keys.items()}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def _spark(self, cells: pl.DataFrame, keys: Keys) -> DataFrame:
        """Hand groups back to Spark, each cell of the type it came with."""
        from pyspark.sql.types import LongType, StructField, StructType

        fields = [StructField("armsref group", LongType())]
        fields += [StructField(key, self._types[column]) for key, column in keys.items()]
        return self._df.sparkSession.createDataFrame(cells.rows(), StructType(fields))


def _polars_type(kind: DataType) -> Any:
    """Return the type of polars for one of Spark; None where it is no cell's."""
    if kind.typeName() == "decimal":
        return pl.Decimal(kind.precision, kind.scale)
    return _TYPES.get(kind.typeName())


def _quoted(name: str) -> str:
    return "`{}`".format(name.replace("`", "``"))


def _column(name: str) -> Column:
    from pyspark.sql.functions import col

    return col(_quoted(name))
