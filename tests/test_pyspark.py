"""PySpark frames: joined and checked, on two threads of this machine.

They need the extra ``pyspark`` and Java; ``.ci/run`` has both, the newcomer's command need not.
"""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from invented import Dataset
from joins import COLUMNS, EXPECTED, FIELDS, HOSTILE, asked_names, prepared
from validation_cases import CASES, as_columns, exploded, good_row, rows_of

import armsref
from armsref.findings import Finding
from armsref.tables.registry import TABLES

pytestmark = [
    pytest.mark.pyspark,
    # The bridge to Java leaves its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
pyspark = pytest.importorskip("pyspark", reason="left out: pip install 'armsref[pyspark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip(
        "left out: PySpark needs Java 17 (openjdk-17-jre-headless)", allow_module_level=True
    )

NAMES = [name for name, _ in EXPECTED]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        for name in ("PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON"):
            patch.setenv(name, sys.executable)  # else workers take the first python3 of the path
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            session = (
                SparkSession.builder.master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate()
            )
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> armsref.Catalog:
    return prepared(Dataset(tmp_path_factory.mktemp("spark"))).open()


def cells(frame: Any, columns: list[str]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in frame.select(*columns).collect()]


def test_what_is_added_is_the_same_as_anywhere(spark: Any, catalog: armsref.Catalog) -> None:
    frame = spark.createDataFrame(list(enumerate(NAMES)), "n int, model string")
    joined = catalog.join(frame, on="model", fields=FIELDS)
    assert isinstance(joined, type(frame))
    assert cells(joined, COLUMNS) == [expected for _, expected in EXPECTED]
    assert cells(joined, ["n", "model"]) == list(enumerate(NAMES))
    assert joined.dtypes[:6] == [
        ("n", "int"),
        ("model", "string"),
        ("armsref_kind", "string"),
        ("armsref_ids", "string"),
        ("range_min_km", "double"),
        ("range_max_km", "double"),
    ]


def test_no_name_raises(spark: Any, catalog: armsref.Catalog) -> None:
    names = [*HOSTILE, None, "Alpha"]
    frame = spark.createDataFrame([(name,) for name in names], "`mo.del``s` string")
    joined = catalog.join(frame, on="mo.del`s", fields=["range"])
    assert [row[0] for row in joined.collect()] == names
    assert [row["armsref_kind"] for row in joined.collect()][-2:] == ["unknown", "one"]


def test_the_small_table_is_broadcast_and_no_python_runs_on_a_row(
    spark: Any, catalog: armsref.Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    from pyspark.sql.functions import col, when

    model = when(col("id") % 2 == 0, "Alpha").otherwise("Gamma")
    frame = spark.range(50_000, numPartitions=4).withColumn("model", model)
    joined = catalog.join(frame, on="model", fields=["range"])
    joined.explain()
    plan = capsys.readouterr().out
    assert "BroadcastHashJoin" in plan
    for costly in ("Python", "SortMergeJoin", "Exchange hashpartitioning", "ArrowEval"):
        assert costly not in plan
    # The order of the rows is that of the frame, partition by partition.
    assert [row[0] for row in joined.select("id").collect()] == list(range(50_000))
    assert joined.rdd.getNumPartitions() == 4
    assert joined.where("range_max_km = 700").count() == 25_000


def test_names_are_resolved_once_on_the_driver(
    spark: Any, catalog: armsref.Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_names(monkeypatch)
    frame = spark.createDataFrame([("Alpha",), ("x",), (None,)] * 100, "model string")
    joined = catalog.join(frame, on="model", fields=["range"])
    joined.count()
    joined.count()
    assert sorted(filter(None, asked)) == ["Alpha", "x"]


def test_as_of_aliases_and_types(spark: Any, catalog: armsref.Catalog) -> None:
    frame = spark.createDataFrame([("Type 7", 1)], "model string, ARMSREF_name int")
    asked: dict[str, Any] = {"on": "model", "fields": ["range"], "aliases": {"type-7": "beta"}}
    assert cells(catalog.join(frame, **asked), ["range_max_km", "ARMSREF_name"]) == [(2000.0, 1)]
    then = catalog.join(frame, as_of="2021", **asked)
    assert cells(then, ["armsref_ids", "range_max_km"]) == [("beta", None)]
    for dtype in ("int", "date", "array<string>", "struct<a:int>", "void"):
        other = spark.createDataFrame([(None,)], f"model {dtype}")
        assert cells(catalog.join(other, "model", []), ["armsref_kind"]) == [("unknown",)]
    empty = catalog.join(spark.createDataFrame([], "model string"), "model", ["range"])
    assert empty.collect() == []


def test_wrong_questions_are_one_line(spark: Any, catalog: armsref.Catalog) -> None:
    frame = spark.createDataFrame([("Beta", 1)], "model string, Range_Min_KM int")
    with pytest.raises(armsref.ArmsrefError, match="'range_min_km' already; rename"):
        catalog.join(frame, on="model", fields=["range"])
    with pytest.raises(armsref.ArmsrefError, match="no column 'name'; it has 'model'"):
        catalog.join(frame, on="name", fields=["class"])
    twice = frame.select("model", "model")
    with pytest.raises(armsref.ArmsrefError, match="several columns 'model'"):
        catalog.join(twice, on="model", fields=["class"])


# ---------------------------------------------------------------------- pandera


def read(spark: Any, file: Path) -> Any:
    return spark.read.csv(str(file), header=True, multiLine=True, quote='"', escape='"')


@pytest.mark.parametrize("name", ["specs", "terms"])
def test_a_built_table_passes_its_schema(spark: Any, root: Path, name: str) -> None:
    checked = armsref.schema(name, "pyspark").validate(
        read(spark, root / "datasets" / f"{name}.csv")
    )
    assert dict(checked.pandera.errors) == {}
    assert len(checked.columns) == len(TABLES[name].columns)


BAD_ROWS = [
    ("x,X,squadron,", "isin"),
    ("X!,X,system,", "str_matches"),
    ('"x\n",X,system,', "str_matches"),
    (",X,system,", "not_nullable"),
    ("x,X,system,\nx,Y,system,", "unique"),
]


@pytest.mark.parametrize(("row", "check"), BAD_ROWS)
def test_a_bad_row_is_refused(spark: Any, tmp_path: Path, row: str, check: str) -> None:
    file = tmp_path / "systems.csv"
    file.write_text(f"id,label,level,parent\n{row}\n", encoding="utf-8")
    checked = armsref.schema("systems", "pyspark").validate(read(spark, file))
    assert check in str(dict(checked.pandera.errors)).casefold()


# ---------------------------------------------------------------------- validation


def texts(spark: Any, table: str, rows: list[dict[str, str]]) -> Any:
    """Return rows as a frame of texts in three partitions, one of them empty."""
    names = TABLES[table].columns
    cells = [tuple(row[name] or None for name in names) for row in rows]
    parts = [
        spark.createDataFrame(part, ", ".join(f"`{name}` string" for name in names))
        for part in (cells[:2], [], cells[2:])
    ]
    return parts[0].union(parts[1]).union(parts[2]).cache()


def in_polars(table: str, rows: list[dict[str, str]]) -> list[Finding]:
    columns = as_columns(table, rows)
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return armsref.validate_frame(frame, table)


@pytest.mark.parametrize("table", sorted({case.table for case in CASES}))
def test_spark_finds_what_polars_finds(spark: Any, table: str) -> None:
    rows, expected = rows_of(table)
    findings = armsref.validate_frame(texts(spark, table, rows))
    assert exploded(findings) == expected
    assert findings == in_polars(table, rows)


def test_spark_counts_many_rows_and_keys_as_polars_does(spark: Any) -> None:
    row = good_row("systems")
    rows = [{**row, "id": f"s-{n}", "level": ("Ship", "Fort", "")[n % 3]} for n in range(30_100)]
    rows += [{**row, "id": f"No {n}"} for n in range(150)]
    rows += [{**row, "id": f"s-{n % 150}"} for n in range(300)]
    findings = armsref.validate_frame(texts(spark, "systems", rows))
    assert findings == in_polars("systems", rows)
    assert [f.times for f in findings if f.field == "level"] == [10_034, 10_033, 10_033]


def test_more_ids_than_a_query_should_hold_are_joined(spark: Any) -> None:
    rows = [{**good_row("claims"), "id": f"c{n:012x}", "system": f"s-{n}"} for n in range(5)]
    ids = spark.range(1_500).selectExpr("concat('s-', id + 2) as id")
    found = armsref.validate_frame(texts(spark, "claims", rows), tables={"systems": ids})
    assert [(f.code, f.row, f.value) for f in found] == [("AR605", 1, "s-0"), ("AR605", 2, "s-1")]


def test_a_spark_frame_of_other_columns_and_types(spark: Any) -> None:
    frame = spark.sql(
        "select 'x' as id, 'X' as label, array('system') as level, 1.5D as parent, 1 as ID"
    )
    found = armsref.validate_frame(frame, "systems")
    assert [(f.code, f.field, f.value) for f in found] == [
        ("AR603", "ID", None),
        ("AR602", "level", None),
        ("AR602", "parent", "1.5"),
    ]
    twice = spark.sql("select 'x' as id, 'X' as label, 'No' as id")
    assert [f.code for f in armsref.validate_frame(twice)] == ["AR603"]
    typed = spark.sql(
        "select 'x-2024' as id, 'webpage' as type, 'T' as title, 'reuters' as outlet, "
        "'https://example.org' as url, cast(null as string) as archive, "
        "date'2024-02-22' as issued, true as issued_circa, timestamp'2024-02-22' as accessed, "
        "'en' as language, cast(null as void) as origin, '' as origin_words, '' as sha256, "
        "float('nan') as length, null as extent, double('inf') as retracted"
    )
    assert armsref.validate_frame(typed) == []
    # Without raising: pandera's own errors have to be asked for, and name no row.
    negative = typed.selectExpr("* except (length)", "-3.0D as length")
    assert [(f.row, f.value) for f in armsref.validate_frame(negative)] == [(1, "-3")]


def test_what_spark_cannot_read_is_one_line(spark: Any) -> None:
    frame = spark.sql("select raise_error('no such disk') as id, 'X' as label")
    with pytest.raises(
        armsref.DataError, match=r"the frame cannot be read: .*no such disk"
    ) as told:
        armsref.validate_frame(frame)
    assert "\n" not in str(told.value)


# ---------------------------------------------------------------------- audit

#: Rows of a table: a name, a range, its unit, a payload.
AUDITED = [
    ("Zolfaghar", "700", "km", 45.5),
    ("Zolfaghar", "900", "km", 45.0),
    ("Zolfaghar", "900", "km", None),
    ("Zolfagar", "900", "km", 1.0),
    ("Zolfaghar", "435", "mi", float("nan")),
    ("Shahed", None, None, 45.0),
    ("Shahed", "n/a", None, 46.0),
    (None, "1", "km", 1.0),
    ("Fateh-110/Zolfaghar", "500", "km", 1e10),
    ("missiles", "up to 9", "", 2.0),
] * 7


@pytest.mark.parametrize("each_row", [False, True])
def test_an_audit_finds_what_it_finds_with_polars(spark: Any, *, each_row: bool) -> None:
    import polars as pl

    names = ["model", "range", "range_unit", "payload_kg"]
    own = pl.DataFrame(AUDITED, schema=names, orient="row")
    frame = (
        spark.createDataFrame(AUDITED, names)
        .repartition(1)
        .union(spark.createDataFrame(AUDITED, names).coalesce(1))
    )
    found = armsref.audit(frame, each_row=each_row)
    expected = armsref.audit(pl.concat([own, own]), each_row=each_row)
    assert list(found) == list(expected)
    assert len(found) > 5
    assert (found.counts, found.names, found.columns, found.rows) == (
        expected.counts,
        expected.names,
        expected.columns,
        expected.rows,
    )


def test_an_audit_of_names_alone_and_of_what_cannot_be_audited(spark: Any) -> None:
    names = spark.createDataFrame([("Zolfagar",), ("Zolfaghar",), ("Zolfagar",)], ["model"])
    assert [(f.code, f.rows) for f in armsref.audit(names.coalesce(1))] == [("AR701", (1, 3))]
    with pytest.raises(armsref.DataError, match="has no rows"):
        armsref.audit(names.where("model is null"), name="model")
    arrays = spark.createDataFrame([("Zolfaghar", [1])], ["model", "range_km"])
    with pytest.raises(armsref.ArmsrefError, match="holds array"):
        armsref.audit(arrays, name="model", columns={"range": "range_km:km"})
