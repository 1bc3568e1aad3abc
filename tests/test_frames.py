"""The catalogue's own tables as frames."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import polars as pl
import pytest

import armsref
from armsref.tables.fields import fields_of
from armsref.tables.registry import TABLES

Engine = Literal["pandas", "polars"]
ENGINES: tuple[Engine, ...] = ("pandas", "polars")


def rows(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of either library, nulls as None."""
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    return [
        {k: None if pd.isna(v) else v for k, v in row.items()} for row in frame.to_dict("records")
    ]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", TABLES)
def test_a_frame_passes_the_schema_of_its_table(name: str, engine: Engine) -> None:
    frame = armsref.frame(name, engine)
    own = frame[list(TABLES[name].columns)]
    armsref.schema(name, engine).validate(own, lazy=True)
    added = [c for c in frame.columns if c not in TABLES[name].columns]
    assert added == (["issued_last_day", "accessed_last_day"] if name == "articles" else [])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", TABLES)
def test_with_the_digits_as_text_nothing_is_lost(root: Path, name: str, engine: Engine) -> None:
    with (root / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    fields = fields_of(TABLES[name].model)
    found = rows(armsref.frame(name, engine, digits="text"))
    for row in found:
        for column in list(row):
            if column not in fields:
                del row[column]
            elif row[column] is None:
                row[column] = ""
            elif fields[column].kind == "boolean":
                row[column] = str(row[column]).lower()
            else:
                row[column] = str(row[column])
    assert found == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_types_are_those_one_computes_with(engine: Engine) -> None:
    specs = armsref.frame("specs", engine)
    (one,) = [r for r in rows(specs) if (r["system"], r["attribute"]) == ("zolfaghar", "range")]
    assert (one["low"], one["high"], one["second_low"]) == (300.0, 700.0, 186.0)
    assert isinstance(one["low"], float)
    assert isinstance(one["unstated"], int)
    assert one["inherited_from"] is None
    articles = {row["id"]: row for row in rows(armsref.frame("articles", engine))}
    month = articles["tampafp-2024-02"]
    assert (month["issued"], month["issued_circa"]) == ("2024-02", True)
    assert month["issued_last_day"] in (dt.date(2024, 2, 29), pd.Timestamp(2024, 2, 29))
    assert month["accessed_last_day"] is None


def test_dtypes() -> None:
    polars = armsref.frame("articles", "polars").schema
    assert (polars["issued_last_day"], polars["length"]) == (pl.Date, pl.Int64)
    assert armsref.frame("specs").schema["low"] == pl.Float64
    pandas = armsref.frame("articles", "pandas").dtypes
    assert str(pandas["issued_last_day"]) == "datetime64[s]"
    assert str(pandas["issued_circa"]) == "boolean"
    assert str(armsref.frame("specs", "pandas").dtypes["low"]) == "Float64"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_table_without_a_row_keeps_its_types(engine: Engine) -> None:
    then = armsref.shipped().as_of("1999")
    for name in TABLES:
        empty = then.frame(name, engine)
        assert list(empty.columns) == list(armsref.frame(name, engine).columns)
        assert list(empty.dtypes) == list(armsref.frame(name, engine).dtypes)
    assert len(then.frame("specs", engine)) == 0


def test_as_of_a_date() -> None:
    claims = armsref.shipped().as_of("2023").frame("claims")
    assert set(claims["article"]) == {"thedefensepost-2022-11-02"}


@pytest.mark.parametrize(
    "arguments", [("spec",), ("specs", "duckdb"), ("specs", "polars", "decimal"), ("",)]
)
def test_what_there_is_not(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(armsref.ArmsrefError) as raised:
        armsref.frame(*arguments)
    assert "\n" not in str(raised.value)
