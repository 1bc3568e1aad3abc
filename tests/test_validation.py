"""Frames of a table's form: the same is found by every library, and nothing is left out."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pandera.errors
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import Dataset
from pydantic import ValidationError
from validation_cases import CASES, Case, as_columns, exploded, good_row, rows_of

import armsref
from armsref.tables.checks import WRITTEN
from armsref.tables.codec import row_record
from armsref.tables.fields import fields_of
from armsref.tables.registry import TABLES

ENGINES = ("pandas", "polars", "lazy")
Backend = Literal["pandas", "polars"]


def frame_of(engine: str, table: str, rows: list[dict[str, str]]) -> Any:
    """Return rows as a frame of texts."""
    columns = as_columns(table, rows)
    if engine == "pandas":
        return pd.DataFrame(columns, dtype="string")
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return frame.lazy() if engine == "lazy" else frame


def typed(table: str, rows: list[dict[str, str]], backend: str) -> Any:
    """Return rows as a frame in which truths are truths: pandera reads none from text."""
    columns = as_columns(table, rows)
    for name, field in fields_of(TABLES[table].model).items():
        if field.kind == "boolean":
            columns[name] = [{"true": True, "false": False}.get(cell) for cell in columns[name]]
    return pd.DataFrame(columns) if backend == "pandas" else pl.DataFrame(columns)


def brief(findings: Any) -> list[tuple[Any, ...]]:
    return [(f.code, f.row, f.field, f.value, f.times, f.rows) for f in findings]


# ---------------------------------------------------------------------- one table of cases


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("table", sorted({case.table for case in CASES}))
def test_each_case_is_found_in_its_row_and_no_other(table: str, engine: str) -> None:
    rows, expected = rows_of(table)
    findings = armsref.validate_frame(frame_of(engine, table, rows))
    assert exploded(findings) == expected
    assert findings == armsref.validate_frame(frame_of("polars", table, rows))


def named(case: Case) -> str:
    return f"{case.table} {case.change}"[:60]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_pydantic_refuses_the_same_rows_but_for_the_named(case: Case) -> None:
    try:
        row_record(TABLES[case.table].model, {**good_row(case.table), **case.change})
        refused = False
    except ValidationError:
        refused = True
    assert refused == (bool(case.found) != bool(case.pydantic_differs)), case.pydantic_differs


@pytest.mark.parametrize("backend", ["pandas", "polars"])
@pytest.mark.parametrize("case", CASES, ids=named)
def test_pandera_refuses_the_same_rows_but_for_the_named(case: Case, backend: Backend) -> None:
    frame = typed(case.table, [{**good_row(case.table), **case.change}], backend)
    changed = list(case.change or frame.columns)
    schema = armsref.schema(case.table, backend)
    schema.unique = None
    try:
        schema.select_columns(changed).validate(frame[changed], lazy=True)
        refused = False
    except (pandera.errors.SchemaErrors, ValueError):
        refused = True
    assert refused == (bool(case.found) != (backend in case.pandera_differs))


# ---------------------------------------------------------------------- good tables


@pytest.mark.parametrize("table", TABLES)
def test_the_shipped_tables_are_clean_however_they_are_read(root: Path, table: str) -> None:
    file = root / "datasets" / f"{table}.csv"
    frames = [
        pl.read_csv(file, infer_schema_length=None),
        pl.read_csv(file, try_parse_dates=True, infer_schema_length=None),
        pl.scan_csv(file, infer_schema=False),
        pd.read_csv(file, keep_default_na=False, na_values=[""]),
        pd.read_csv(file, keep_default_na=False, dtype="string"),
        pd.read_csv(file, keep_default_na=False, dtype="category"),
        armsref.frame(table, "pandas").set_index(TABLES[table].columns[0], drop=False),
        armsref.frame(table, "polars", digits="text"),
    ]
    for frame in frames:
        assert armsref.validate_frame(frame) == []
        assert armsref.validate_frame(frame[:0] if len_of(frame) else frame, table) == []


def len_of(frame: Any) -> int:
    return 0 if isinstance(frame, pl.LazyFrame) else len(frame)


# ---------------------------------------------------------------------- keys and references


@pytest.mark.parametrize("engine", ENGINES)
def test_a_key_that_stands_twice_is_told_once_with_its_rows(engine: str) -> None:
    row = good_row("systems")
    empty = {**row, "id": ""}
    rows = [row, {**row, "id": "x"}, row, empty, empty, {**row, "id": "y"}, {**row, "id": "x"}]
    findings = armsref.validate_frame(frame_of(engine, "systems", rows))
    assert brief(f for f in findings if f.code == "AR604") == [
        ("AR604", 1, None, row["id"], 2, (1, 3)),
        ("AR604", 2, None, "x", 2, (2, 7)),
    ]
    assert brief(f for f in findings if f.code == "AR602") == [("AR602", 4, "id", None, 2, (4, 5))]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_optional_part_of_a_key_may_be_empty_and_counts(engine: str) -> None:
    row = {**good_row("transfer_words"), "system": ""}
    findings = armsref.validate_frame(frame_of(engine, "transfer_words", [row, row]))
    assert [(f.code, f.rows) for f in findings] == [("AR604", (1, 2))]


@pytest.mark.parametrize("engine", ENGINES)
def test_references_lead_to_a_catalogue_or_to_frames(engine: str, tmp_path: Path) -> None:
    own = Dataset(tmp_path).open()
    claims = own.frame("claims", "polars", digits="text").rows(named=True)
    rows = [{k: "" if v is None else str(v) for k, v in row.items()} for row in claims]
    frame = frame_of(engine, "claims", rows)
    assert {f.field for f in armsref.validate_frame(frame)} == {"system", "article"}
    assert armsref.validate_frame(frame, catalog=own) == []
    tables = {name: own.frame(name, "pandas") for name in ("systems", "articles", "outlets")}
    assert armsref.validate_frame(frame, tables=tables) == []
    with pytest.raises(armsref.ArmsrefError, match="frame handed for systems has no column 'id'"):
        armsref.validate_frame(frame, tables={"systems": pl.DataFrame({"name": ["x"]})})
    with pytest.raises(armsref.ArmsrefError, match=r"'system'; did you mean systems"):
        armsref.validate_frame(frame, tables={"system": tables["systems"]})


# ---------------------------------------------------------------------- many findings


@pytest.mark.parametrize("engine", ENGINES)
def test_many_rows_are_told_by_their_values_and_none_is_lost(engine: str) -> None:
    row = good_row("systems")
    rows = [{**row, "id": f"s-{n}", "level": ("Ship", "Fort", "")[n % 3]} for n in range(30_000)]
    rows += [{**row, "id": f"No {n}"} for n in range(150)]
    rows += [{**row, "id": "s-0"}] * 40_000
    findings = armsref.validate_frame(frame_of(engine, "systems", rows))
    told = [f for f in findings if f.field == "level"]
    assert [(f.value, f.times, f.rows[:2]) for f in told] == [
        ("Ship", 10_000, (1, 4)),
        ("Fort", 10_000, (2, 5)),
        (None, 10_000, (3, 6)),
    ] or [f.row for f in told] == [1, 2, 3]
    assert sum(f.times for f in told) == 30_000
    assert all(len(f.rows) == 10 for f in told)
    ids = [f for f in findings if f.field == "id"]
    assert len(ids) == 101
    assert (ids[-1].value, ids[-1].times, ids[-1].row) == (None, 50, 30_101)
    assert "with other values than those told" in ids[-1].message
    (twice,) = [f for f in findings if f.code == "AR604"]
    assert (twice.value, twice.times, twice.rows[:3]) == ("s-0", 40_001, (1, 30_151, 30_152))


@pytest.mark.parametrize("engine", ENGINES)
def test_keys_past_the_most_are_counted_together(engine: str) -> None:
    row = good_row("systems")
    rows = [{**row, "id": f"s-{n % 150}"} for n in range(450)]
    findings = armsref.validate_frame(frame_of(engine, "systems", rows))
    assert len(findings) == 101
    assert sum(f.times for f in findings) == 450
    assert [f.message for f in findings if f.row is None] == ["150 rows: 50 other keys stand twice"]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_shown_is_one_short_line(engine: str) -> None:
    bad = {**good_row("systems"), "id": "A\n\u202e" + "x" * 10_000}
    (found,) = armsref.validate_frame(frame_of(engine, "systems", [bad]))
    assert len(str(found)) < 300
    assert "\n" not in str(found)


# ---------------------------------------------------------------------- columns and types


def test_columns_that_are_missing_unknown_or_twice() -> None:
    row = good_row("systems")
    frame = frame_of("polars", "systems", [row]).drop("label").with_columns(labl=1)
    for each in (frame, pd.DataFrame(frame.to_dict(as_series=False)), frame.lazy()):
        found = armsref.validate_frame(each, "systems")
        assert [(f.code, f.field, f.remedy) for f in found] == [
            ("AR603", "label", "add it"),
            ("AR603", "labl", "rename it label"),
        ]
    pandas = frame_of("pandas", "systems", [row])
    twice = pd.concat([pandas, pandas[["id"]].replace(row["id"], "NO")], axis=1)
    assert [f.code for f in armsref.validate_frame(twice)] == ["AR603"]
    assert "stands 2 times; only the first" in armsref.validate_frame(twice)[0].message
    numbered = pandas.rename(columns={"parent": 3})
    assert [f.field for f in armsref.validate_frame(numbered, "systems")] == ["parent", "3"]


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pl.DataFrame(), "columns of no table; say table="),
        (pl.DataFrame({"id": [1], "label": [1], "levl": [1]}), "nearest is 'outlets'"),
        (pd.DataFrame({"x": [1]}), "columns of no table; say table="),
        ([1], "builtins.list is no frame of pandas, polars or PySpark"),
        (pl.Series([1]), "is no frame"),
        (pl.scan_csv("nowhere/at-all.csv"), "the frame cannot be read: .*mend its source"),
        (pl.scan_parquet("nowhere/at-all.parquet"), "the frame cannot be read: .*mend its source"),
    ],
)
def test_what_is_no_such_frame_is_one_line(frame: Any, said: str) -> None:
    with pytest.raises(armsref.ArmsrefError, match=said) as raised:
        armsref.validate_frame(frame)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("asked", [{"table": 3}, {"tables": {3: 3}}])
def test_a_table_is_asked_for_by_its_name(asked: dict[str, Any]) -> None:
    with pytest.raises(armsref.ArmsrefError, match=r"a table is named by a str, .* not 3"):
        armsref.validate_frame(pl.DataFrame(good_row("systems")), **asked)


def test_an_unknown_table_names_the_near_ones() -> None:
    with pytest.raises(armsref.ArmsrefError, match="did you mean claims"):
        armsref.validate_frame(pl.DataFrame(), "claim")


def test_a_source_that_breaks_while_it_is_read_is_one_line() -> None:
    rows = frame_of("lazy", "systems", [good_row("systems")])
    function = pl.col("label").map_elements(lambda _: 1 // 0, return_dtype=pl.String)
    for label in (pl.col("label").cast(pl.Int64), function):
        with pytest.raises(armsref.DataError, match="the frame cannot be read: ") as raised:
            armsref.validate_frame(rows.with_columns(label))
        assert "\n" not in str(raised.value)


_ZONED = dt.datetime(2024, 2, 22, tzinfo=dt.UTC)
#: Values of the column ``issued``, and whether they can be read, and fit.
VALUES: list[tuple[Any, str]] = [
    (dt.date(2024, 2, 22), "fits"),
    (dt.datetime(2024, 2, 22), "fits"),  # noqa: DTZ001 - a naive one is meant
    (dt.datetime(2024, 2, 22, 10, 30), "does not"),  # noqa: DTZ001
    (2024, "fits"),
    (2024.0, "fits"),
    (2024.5, "does not"),
    (float("nan"), "is empty"),
    (float("inf"), "does not"),
    (True, "does not"),
    (None, "is empty"),
    (_ZONED, "cannot be read"),
    ([2024], "cannot be read"),
    ({"year": 2024}, "cannot be read"),
    (b"2024", "cannot be read"),
    (dt.time(1), "cannot be read"),
    (dt.timedelta(1), "cannot be read"),
]


#: Objects of the column ``start``, and the rows of those that are no integer.
MIXED: list[tuple[list[Any], tuple[int, ...]]] = [
    ([1] + [True] * 5, (2, 3, 4, 5, 6)),
    ([True, "5", True, "5", 1], (1, 3)),
    ([1.0, 1, "1", True, None], (4,)),
    ([True, 1.0], (1,)),
    ([Decimal(1), True, Decimal(1)], (2,)),
    ([dt.date(2024, 1, 1), 7, None, float("nan")], (1,)),
]


@pytest.mark.parametrize("backend", ["pandas", "polars"])
@pytest.mark.parametrize(("cells", "bad"), MIXED)
def test_objects_that_are_equal_are_not_one(
    cells: list[Any], bad: tuple[int, ...], backend: str
) -> None:
    rows = [{**good_row("claims"), "id": f"c{n:012x}"} for n in range(len(cells))]
    frame = frame_of(backend, "claims", rows)
    if backend == "pandas":
        frame["start"] = pd.Series(cells, dtype=object)
    else:
        frame = frame.with_columns(pl.Series("start", cells, dtype=pl.Object))
    (found,) = armsref.validate_frame(frame)
    assert (found.field, found.rows, found.times) == ("start", bad, len(bad))


@pytest.mark.parametrize("engine", [*ENGINES, "objects"])
@pytest.mark.parametrize(("value", "told"), VALUES, ids=str)
def test_cells_of_every_type(value: Any, told: str, engine: str) -> None:
    frame = frame_of(
        "polars" if engine == "lazy" else engine.replace("objects", "polars"),
        "articles",
        [good_row("articles")] * 2,
    )
    if engine == "pandas":
        frame["issued"] = pd.Series([value, value])
    elif engine == "objects":
        frame = frame.with_columns(pl.Series("issued", [value, value], dtype=pl.Object))
    else:
        frame = frame.with_columns(pl.Series("issued", [value, value]))
    found = armsref.validate_frame(frame.lazy() if engine == "lazy" else frame)
    issued = [f for f in found if f.field == "issued"]
    if told == "fits":
        assert issued == []
        return
    (one,) = issued
    assert one.code == "AR602"
    if told == "cannot be read":
        assert "no text, number, day or truth can be read" in one.message
        assert (one.row, one.value) == (None, None)
    else:
        assert (one.row, one.times) == (1, 2)
        assert ("is empty" in one.message) == (told == "is empty")


def test_typed_columns_are_as_good_as_text() -> None:
    claim = good_row("claims")
    frame = frame_of("polars", "claims", [claim] * 3).with_columns(
        pl.Series("id", [f"c{n:012x}" for n in range(3)]),
        pl.Series("start", [1, None, -4], dtype=pl.Int16),
        pl.Series("low", ["300.5", "900", None]).cast(pl.Decimal(10, 1)),
        pl.Series("evidence", ["anchored", "anchored", "sworn"], dtype=pl.Categorical),
    )
    expected = [
        ("AR602", 2, None, "low=900.0 high=700", 1, (2,)),
        ("AR602", 3, None, "relation=between high=700", 1, (3,)),
        ("AR602", 3, "evidence", "sworn", 1, (3,)),
        ("AR602", 3, "start", "-4", 1, (3,)),
    ]
    pandas = frame_of(
        "pandas",
        "claims",
        frame.with_columns(pl.all().cast(pl.String)).fill_null("").rows(named=True),
    )
    pandas["start"] = pd.array([1, None, -4], dtype="Int16")
    pandas["evidence"] = pandas["evidence"].astype("category")
    for each in (frame, frame.lazy(), pandas):
        assert sorted(brief(armsref.validate_frame(each)), key=str) == sorted(expected, key=str)


def test_no_environment_variable_turns_it_off() -> None:
    code = (
        "import armsref, polars, sys; f = polars.DataFrame({'id': ['A B'], 'label': ['x']});"
        "print(len(armsref.validate_frame(f, 'outlets')), 'pandera' in sys.modules)"
    )
    environment = {"PANDERA_VALIDATION_ENABLED": "False", "PANDERA_VALIDATION_DEPTH": "SCHEMA_ONLY"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["1", "False"]


@given(st.text(st.sampled_from("0123456789+-.eE_ ,infatyNIx٣"), max_size=8))
def test_what_polars_reads_as_a_number_is_written_as_one(text: str) -> None:
    # It is asked first, since it is quick; the pattern decides on the others.
    number = pl.Series([text]).cast(pl.Float64, strict=False)
    if number.is_finite().fill_null(value=False).item():
        assert re.fullmatch(WRITTEN["number"], text)
    if pl.Series([text]).cast(pl.Int64, strict=False).item() is not None:
        assert re.fullmatch(WRITTEN["integer"], text)
