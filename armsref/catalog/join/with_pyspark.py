"""The columns added to a PySpark frame: the distinct names are resolved once, on the driver.

The small table of answers is broadcast, so that no row of the frame moves between machines and
the order within each partition stays. No Python runs on a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

    from armsref.catalog.join.columns import Answers


def columns(df: DataFrame) -> list[object]:
    """Return the names of the columns."""
    return list(df.columns)


def folded(name: object) -> object:
    """Return what the names of one column share: Spark does not tell capitals apart."""
    return name.casefold() if isinstance(name, str) else name


def join(df: DataFrame, on: str, answers: Answers) -> DataFrame:
    """Return the frame with the columns added, lazily; only the distinct names are collected."""
    from pyspark.sql.functions import broadcast, coalesce, col, lit

    key = _unused(df.columns)
    keyed = df.withColumn(key, _text(df, on))
    found = keyed.select(key).where(col(key).isNotNull()).distinct().collect()
    cells = [(row[0], *answers.of(row[0])) for row in found]
    small = df.sparkSession.createDataFrame(cells, _schema(key, answers))
    joined = keyed.join(broadcast(small), on=key, how="left").drop(key)
    # A null matches nothing; what it is stands in the first column.
    kind, nothing = answers.columns[0].name, answers.of(None)[0]
    return joined.withColumn(kind, coalesce(col(kind), lit(nothing)))


def _schema(key: str, answers: Answers) -> Any:
    from pyspark.sql.types import DoubleType, StringType, StructField, StructType

    numbers = {column.name for column in answers.columns if column.kind == "number"}
    names = [key, *(column.name for column in answers.columns)]
    return StructType(
        [StructField(name, DoubleType() if name in numbers else StringType()) for name in names]
    )


def _text(df: DataFrame, on: str) -> Column:
    """Return a column as text; numbers and the like are no names."""
    from pyspark.sql.functions import lit
    from pyspark.sql.types import CharType, StringType, VarcharType

    if isinstance(df.schema[on].dataType, StringType | CharType | VarcharType):
        return df["`{}`".format(on.replace("`", "``"))].cast("string")
    return lit(None).cast("string")


def _unused(names: list[str]) -> str:
    """Return a name that no column has."""
    taken = {folded(name) for name in names}
    name = "armsref_name"
    while name in taken:
        name += "_"
    return name
