"""A PySpark frame as its findings need it: expressions, run where the data are.

Only counts and the first rows come to the driver; no Python runs on a row. Rows are counted in the
order in which Spark holds them, partition by partition: a frame that Spark shuffles anew each time
it is asked has no such order, and its row numbers mean little.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyspark.errors import PySparkException
from pyspark.sql import Window
from pyspark.sql import functions as F  # noqa: N812 - as Spark's own pages have it
from pyspark.sql import types as T  # noqa: N812

from armsref.catalog.validation.report import MOST_ROWS, Counts, Repeated
from armsref.catalog.validation.values import COMPARED
from armsref.errors import DataError
from armsref.tables.checks import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pyspark.sql import Column, DataFrame

    from armsref.catalog.validation.report import Texts

#: So many values are written into a query; more are joined.
MOST_WRITTEN = 1_000
#: A place is the number of its partition, then 33 bits for the row in it.
_BITS = 33
_PLACE = "place"
_READABLE = (
    *(T.StringType, T.CharType, T.VarcharType, T.NumericType, T.BooleanType, T.DateType),
    *(T.TimestampType, T.TimestampNTZType, T.NullType),
)


def opened(df: DataFrame) -> SparkFrame:
    """Return a frame."""
    return SparkFrame(df)


@contextmanager
def _told() -> Iterator[None]:
    """Tell in one line what Spark could not do."""
    try:
        yield
    except PySparkException as error:
        said = (str(error).strip() or type(error).__name__).splitlines()[0]
        msg = f"the frame cannot be read: {said}; mend its source"
        raise DataError(msg) from error


class SparkFrame:
    """A frame; its columns go by their numbers, since Spark takes no two of nearly one name."""

    def __init__(self, df: DataFrame) -> None:
        with _told():
            self._schema = df.schema
            self._names = [field.name for field in self._schema]
            numbered = df.toDF(*map(str, range(len(self._names))))
            self.data = numbered.withColumn(_PLACE, F.monotonically_increasing_id())
        self._offsets: dict[int, int] = {}
        self.cells = SparkCells(self)

    def names(self) -> list[str]:
        """Return the columns, each as often as it stands there."""
        return self._names

    def dtype(self, name: str) -> T.DataType:
        """Return the type of the first column of a name."""
        return self._schema[self._names.index(name)].dataType

    def column(self, name: str) -> Column:
        """Return the first column of a name."""
        return F.col(str(self._names.index(name)))

    def unreadable(self) -> dict[str, str]:
        """Return the columns that are neither text nor number nor truth nor day."""
        return {
            field.name: field.dataType.simpleString()
            for field in self._schema
            if not isinstance(field.dataType, _READABLE)
        }

    def count(self, questions: Sequence[Column], key: Sequence[str]) -> Counts:
        """Count in one pass, by partition, which also tells where each begins; keys in another."""
        sums = [F.count_if(question) for question in questions]
        part = F.shiftright(_PLACE, _BITS).alias("part")
        with _told():
            rows = self.data.groupBy(part).agg(F.count(F.lit(1)), *sums).collect()
            repeats = bool(key) and not self._several(key, self.data).isEmpty()
        total = 0
        for row in sorted(rows):
            self._offsets[row[0]] = total
            total += row[1]
        true = [sum(row[number + 2] for row in rows) for number in range(len(questions))]
        return Counts(total, true, repeats)

    def first(self, question: Column, fields: Sequence[str], most: int) -> list[tuple[int, Texts]]:
        """Return the first rows, with their texts."""
        found = self.data.where(question).orderBy(_PLACE).limit(most)
        with _told():
            rows = found.select(_PLACE, *map(self._compared, fields)).collect()
        return [(self._row(row[0]), tuple(row[1:])) for row in rows]

    def tally(self, question: Column, fields: Sequence[str], wanted: Sequence[Texts]) -> list[int]:
        """Count the rows of each text."""
        texts = [self._compared(name) for name in fields]
        found = self._among(self.data.where(question), texts, wanted)
        with _told():
            rows = found.groupBy("told").count().collect()
        times = dict(map(tuple, rows))
        return [times[number] for number in range(len(wanted))]

    def repeated(self, key: Sequence[str], incomplete: Column, most: int) -> Repeated:
        """Return repeated keys, by the place where each begins."""
        complete = self.data.where(~incomplete)
        several = self._several(key, complete)
        texts = [self.cells.text(name) for name in key]
        with _told():
            keys, rows = several.agg(F.count(F.lit(1)), F.sum("times")).collect()[0]
            told = several.orderBy("begin").limit(most).collect()
            found = self._among(complete, texts, [tuple(row[: len(key)]) for row in told])
            order = Window.partitionBy("told").orderBy(_PLACE)
            numbered = found.withColumn("number", F.row_number().over(order))
            places = numbered.where(F.col("number") <= MOST_ROWS).select("told", _PLACE).collect()
        first = []
        for number, row in enumerate(told):
            cells = tuple(None if text is None else text[:COMPARED] for text in row[: len(key)])
            rows_of_key = sorted(self._row(place) for one, place in places if one == number)
            first.append((cells, row["times"], tuple(rows_of_key)))
        return Repeated(first, keys, rows or 0)

    def _among(self, data: DataFrame, texts: list[Column], wanted: Sequence[Texts]) -> DataFrame:
        """Keep the rows whose texts are among those wanted, with the number of which, ``told``."""
        names = [f"wanted{number}" for number in range(len(texts))]
        schema = ", ".join(f"{name} string" for name in names) + ", told int"
        asked = [(*one, number) for number, one in enumerate(wanted)]
        same = F.lit(True)
        for name, text in zip(names, texts, strict=True):
            same &= F.col(name).eqNullSafe(text)
        return data.join(F.broadcast(data.sparkSession.createDataFrame(asked, schema)), same)

    def distinct(self, column: str) -> Collection[str]:
        """Return the different texts."""
        with _told():
            rows = self.data.select(self.cells.text(column)).distinct().collect()
        return {row[0] for row in rows if row[0] is not None}

    def _several(self, key: Sequence[str], data: DataFrame) -> DataFrame:
        """Return the keys that stand twice, each with its times and the place where it begins."""
        texts = [self.cells.text(name).alias(f"k{n}") for n, name in enumerate(key)]
        grouped = data.groupBy(*texts).agg(
            F.count(F.lit(1)).alias("times"), F.min(_PLACE).alias("begin")
        )
        return grouped.where("times > 1")

    def _compared(self, name: str) -> Column:
        return F.left(self.cells.text(name), F.lit(COMPARED))

    def _row(self, place: int) -> int:
        """Return the number of a row, counted from 1, by its place."""
        return self._offsets[place >> _BITS] + (place & ((1 << _BITS) - 1)) + 1


class SparkCells:
    """What the checks ask, as expressions; see :class:`armsref.tables.checks.Cells`."""

    def __init__(self, frame: SparkFrame) -> None:
        self._frame = frame
        self._joined = 0

    def text(self, field: str) -> Column:
        """Return the cell as text; an empty one, also NaN, is null."""
        column, dtype = self._frame.column(field), self._frame.dtype(field)
        text = column.cast("string")
        if isinstance(dtype, T.FractionalType) and not isinstance(dtype, T.DecimalType):
            whole = column.try_cast("bigint")
            endless = F.abs(column) == F.lit(float("inf"))
            text = F.when(whole == column, whole.cast("string")).otherwise(text)
            text = F.when(endless, F.when(column > 0, "inf").otherwise("-inf")).otherwise(text)
            return F.when(~F.isnan(column), text)
        if isinstance(dtype, T.TimestampType | T.TimestampNTZType):
            midnight = F.date_trunc("day", column) == column
            exact = F.date_format(column, "yyyy-MM-dd'T'HH:mm:ss")
            return F.when(midnight, F.date_format(column, "yyyy-MM-dd")).otherwise(exact)
        return F.when(text != "", text)

    def number(self, field: str) -> Column:
        """Return the cell as a float; null where it is no number."""
        text = self.text(field)
        return F.when(text.rlike(_whole(WRITTEN["number"])), text).try_cast("double")

    def empty(self, field: str) -> Column:
        """Tell whether the cell is empty."""
        return self.text(field).isNull()

    def among(self, field: str, values: Collection[str]) -> Column:
        """Tell whether the cell is one of the values."""
        return F.coalesce(self.text(field).isin(list(values)), F.lit(False))

    def above(self, low: str, high: str) -> Column:
        """Tell whether the first number is above the second."""
        return self.number(low) > self.number(high)

    def unfit(self, field: str, kind: str) -> Column:
        """Tell whether the cell is not of the kind."""
        return self.unlike(field, WRITTEN[kind], ())

    def outside(self, field: str, values: Collection[str]) -> Column:
        """Tell whether the cell is none of the values; many are broadcast beside the frame."""
        text = self.text(field)
        if len(values) <= MOST_WRITTEN:
            return ~text.isin(list(values))
        self._joined += 1
        name = f"known{self._joined}"
        data = self._frame.data
        known = data.sparkSession.createDataFrame([(value,) for value in values], f"{name} string")
        self._frame.data = data.join(F.broadcast(known), text == F.col(name), "left")
        return text.isNotNull() & F.col(name).isNull()

    def unlike(self, field: str, pattern: str, known: Collection[str]) -> Column:  # noqa: ARG002
        """Tell whether the cell as a whole does not match, those known too."""
        return ~self.text(field).rlike(_whole(pattern))

    def shorter(self, field: str, length: int) -> Column:
        """Tell whether the text has fewer code points."""
        return F.length(self.text(field)) < length

    def longer(self, field: str, length: int) -> Column:
        """Tell whether the text has more code points."""
        return F.length(self.text(field)) > length

    def below(self, field: str, least: float) -> Column:
        """Tell whether the number is less."""
        return self.number(field) < least


def _whole(pattern: str) -> str:
    """Anchor a pattern at both ends; Java's ``$`` would let a newline pass."""
    return f"^(?:{pattern})(?![\\s\\S])"
