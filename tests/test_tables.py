"""The built tables pass all schemas that are derived from their models."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, Literal

import frictionless
import pandas as pd
import pandera.errors
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from armsref.model.base import Record
from armsref.model.rows import TransferWordRow
from armsref.tables.codec import cell, read_table, row_record, table_bytes
from armsref.tables.frictionless_schema import table_schema
from armsref.tables.pandera_schema import read_frame, schema
from armsref.tables.registry import TABLES

Backend = Literal["pandas", "polars"]
BACKENDS: tuple[Backend, ...] = ("pandas", "polars")


@pytest.mark.parametrize("name", TABLES)
def test_canonical_bytes_survive_a_round_trip(root: Path, name: str) -> None:
    file = root / "datasets" / f"{name}.csv"
    records = read_table(TABLES[name], file)
    assert len(records) > 0
    assert table_bytes(TABLES[name], records) == file.read_bytes()


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", TABLES)
def test_the_built_tables_pass_pandera(root: Path, name: str, backend: Backend) -> None:
    frame = read_frame(name, str(root / "datasets" / f"{name}.csv"), backend)
    schema(name, backend).validate(frame, lazy=True)


def test_the_data_package_is_valid(root: Path) -> None:
    report = frictionless.validate(str(root / "datasets" / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert {task.name for task in report.tasks} >= set(TABLES)


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text
)


@given(st.lists(st.tuples(words, st.integers(0, 10**6) | st.none()), max_size=5))
def test_any_words_survive_a_round_trip(pairs: list[tuple[str, int | None]]) -> None:
    table = TABLES["transfer_words"]
    records = [
        TransferWordRow(statement="t0123456789ab", field="what", system=None, words=w, start=n)
        for w, n in pairs
    ]
    data = table_bytes(table, records)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    assert [row_record(TransferWordRow, row) for row in rows] == records


# ---------------------------------------------------------------------- the schemas agree

GOOD: dict[str, dict[str, Any]] = {
    "systems": {"id": "zolfaghar", "label": "Zolfaghar", "level": "system", "parent": None},
    "transfer_words": {
        "statement": "t0123456789ab",
        "field": "what",
        "system": None,
        "words": "around 400 missiles",
        "start": 844,
    },
    "terms": {
        "attribute": "class",
        "id": "srbm",
        "label": "short-range ballistic missile",
        "broader": None,
        "description": None,
    },
    "specs": {
        "system": "zolfaghar",
        "attribute": "range",
        "relation": "between",
        "approximate": False,
        "low": "300",
        "high": "700",
        "unit": "km",
        "second_low": "186",
        "second_high": "435",
        "second_unit": "mi",
        "terms": "",
        "text": "300–700 km",
        "agreement": "single",
        "articles": "a-2024",
        "origins": "reuters",
        "unstated": 1,
        "speakers": "experts",
        "groups": "c0123456789ab",
        "inherited_from": None,
    },
}

#: Table, change, and who accepts the bad row although pydantic refuses it, with the reason.
BAD: list[tuple[str, dict[str, Any], set[str], str]] = [
    ("systems", {"id": "Zolfaghar"}, set(), ""),
    ("systems", {"id": "zolfaghar\n"}, {"frictionless"}, "its patterns let a newline pass"),
    ("systems", {"label": None}, set(), ""),
    ("systems", {"label": ""}, set(), ""),
    ("systems", {"level": "squadron"}, set(), ""),
    ("systems", {"parent": "-x"}, set(), ""),
    ("transfer_words", {"start": -1}, set(), ""),
    ("transfer_words", {"words": "w" * 121}, set(), ""),
    ("transfer_words", {"field": "colour"}, set(), ""),
    ("terms", {"id": "close range"}, set(), ""),
    ("specs", {"agreement": "certain"}, set(), ""),
    ("specs", {"unstated": -1}, set(), ""),
    ("specs", {"low": "NaN"}, {"pandas", "polars", "frictionless"}, "a missing number is no NaN"),
    ("specs", {"low": "Infinity"}, {"pandas", "polars", "frictionless"}, "no limit above"),
    ("specs", {"low": None}, {"pandas", "polars", "frictionless"}, "a rule between columns"),
    ("specs", {"low": "900"}, {"pandas", "polars", "frictionless"}, "a rule between columns"),
    ("specs", {"unit": None}, {"pandas", "polars", "frictionless"}, "a rule between columns"),
]


def accepted(name: str, row: dict[str, Any]) -> set[str]:
    """Return who accepts a row: pydantic, pandas, polars, frictionless."""
    table = TABLES[name]
    cells = {column: cell(row[column]) for column in table.columns}
    found = set()
    try:
        row_record(table.model, cells)
        found.add("pydantic")
    except ValidationError:
        pass
    for backend in BACKENDS:
        try:
            schema(name, backend).validate(one_row(name, row, backend), lazy=True)
            found.add(backend)
        except (pandera.errors.SchemaErrors, ValueError):
            pass
    descriptor = {k: v for k, v in table_schema(table).items() if k != "foreignKeys"}
    resource = frictionless.Resource(
        data=[list(table.columns), list(cells.values())],
        schema=frictionless.Schema.from_descriptor(descriptor),
    )
    if resource.validate().valid:
        found.add("frictionless")
    return found


def one_row(name: str, row: dict[str, Any], backend: Backend) -> Any:
    import tempfile

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(TABLES[name].columns)
    writer.writerow([cell(row[column]) for column in TABLES[name].columns])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "row.csv"
        file.write_text(buffer.getvalue(), encoding="utf-8", newline="")
        return read_frame(name, str(file), backend)


@pytest.mark.parametrize("name", GOOD)
def test_all_accept_a_good_row(name: str) -> None:
    assert accepted(name, GOOD[name]) == {"pydantic", "pandas", "polars", "frictionless"}


@pytest.mark.parametrize(("name", "change", "weaker", "reason"), BAD)
def test_all_refuse_a_bad_row_but_for_the_listed(
    name: str, change: dict[str, Any], weaker: set[str], reason: str
) -> None:
    assert accepted(name, {**GOOD[name], **change}) == weaker, reason


@pytest.mark.parametrize("name", TABLES)
def test_a_plainly_read_table_passes_too(root: Path, name: str) -> None:
    file = root / "datasets" / f"{name}.csv"
    schema(name, "polars").validate(pl.read_csv(file, infer_schema_length=None), lazy=True)
    frame = pd.read_csv(file, keep_default_na=False, na_values=[""])
    schema(name, "pandas").validate(frame, lazy=True)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_key_that_stands_twice_is_refused(backend: Backend, root: Path) -> None:
    frame = read_frame("systems", str(root / "datasets" / "systems.csv"), backend)
    twice = (
        pd.concat([frame, frame], ignore_index=True)
        if backend == "pandas"
        else pl.concat([frame, frame])
    )
    with pytest.raises(pandera.errors.SchemaErrors):
        schema("systems", backend).validate(twice, lazy=True)


def test_namibia_stays_a_country(tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text(
        "attribute,id,label,broader,description\ncountry,NA,Namibia,,\n", encoding="utf-8"
    )
    assert read_frame("terms", str(file), "pandas")["id"].tolist() == ["NA"]
    assert read_frame("terms", str(file), "polars")["id"].to_list() == ["NA"]


def test_a_row_that_does_not_fit_is_named(tmp_path: Path) -> None:
    from armsref.errors import DataError

    file = tmp_path / "systems.csv"
    file.write_text("id,label,level,parent\nx,X,system,\ny,Y,squadron,\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"row 3: level: .*run armsref build"):
        read_table(TABLES["systems"], file)


def test_records_of_every_table_are_records() -> None:
    assert all(issubclass(table.model, Record) for table in TABLES.values())
