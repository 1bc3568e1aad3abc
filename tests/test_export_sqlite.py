"""The SQLite file: lossless, with keys that hold, and open to other programs."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from exported import NASTY, cells, with_titles

import armsref
from armsref.tables.fields import fields_of
from armsref.tables.registry import TABLES

Run = Callable[..., Any]


def rows_of(file: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


def as_csv(file: Path, table: str) -> list[list[str]]:
    """Return a table of an SQLite file as the cells of its CSV file."""
    fields = fields_of(TABLES[table].model)
    columns = TABLES[table].columns
    kinds = [fields[name].kind for name in columns]
    quoted = [
        f'"{column}_digits"' if kind == "number" else f'"{column}"'
        for column, kind in zip(columns, kinds, strict=True)
    ]
    found = rows_of(file, f"SELECT {', '.join(quoted)} FROM {table}")  # noqa: S608 - our names

    def cell(value: object, kind: str) -> str:
        if value is None:
            return ""
        return {0: "false", 1: "true"}[value] if kind == "boolean" else str(value)  # type: ignore[index]

    rows = [[cell(v, k) for v, k in zip(row, kinds, strict=True)] for row in found]
    return [list(columns), *rows]


def test_sqlite_gives_back_every_table(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite"
    armsref.export(file)
    for table in TABLES:
        assert as_csv(file, table) == cells(table, root), table
        for name, field in fields_of(TABLES[table].model).items():
            if field.kind == "number":
                query = f"SELECT {name}, {name}_digits FROM {table} WHERE {name} NOT NULL"  # noqa: S608
                assert all(value == float(digits) for value, digits in rows_of(file, query))


def test_sqlite_gives_back_every_text(copied: Path, tmp_path: Path) -> None:
    armsref.export(tmp_path / "a.sqlite", "articles", catalog=with_titles(copied, NASTY))
    assert as_csv(tmp_path / "a.sqlite", "articles") == cells("articles", copied)


@pytest.mark.parametrize("day", [None, "2022-11-02", "2023", "2024-02", "2024-09"])
def test_the_keys_of_sqlite_hold(tmp_path: Path, day: str | None) -> None:
    file = tmp_path / "a.sqlite"
    catalog = armsref.shipped() if day is None else armsref.shipped().as_of(day)
    armsref.export(file, catalog=catalog)
    assert rows_of(file, "PRAGMA integrity_check") == [("ok",)]
    assert rows_of(file, "PRAGMA foreign_key_check") == []
    for name, table in TABLES.items():
        leads = {(row[3], row[2]) for row in rows_of(file, f'PRAGMA foreign_key_list("{name}")')}
        assert leads == {(key.column, key.table) for key in table.foreign}
        key = [row[1] for row in rows_of(file, f'PRAGMA table_info("{name}")') if row[5]]
        assert key == ([] if name == "transfer_words" else list(table.key))
    columns = "SELECT system, attribute, group_number, claim"
    pairs = rows_of(file, f"{columns} FROM specs_claims ORDER BY 1, 2, place")
    expected = [
        (spec.system, spec.attribute, number, claim_id)
        for system in catalog.systems()
        for _, spec in sorted(system.specs.items())
        for number, group in enumerate(spec.groups, start=1)
        for claim_id in group
    ]
    assert pairs == expected
    cited = rows_of(file, f"{columns} FROM cited_specs")
    assert sorted(cited) == sorted(expected)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE specs SET relation = 'roughly'",
        "UPDATE specs SET low = NULL WHERE low NOT NULL",
        "UPDATE articles SET issued_circa = 2",
        "UPDATE claims SET start = -1",
        "UPDATE systems SET label = NULL",
        "INSERT INTO systems SELECT * FROM systems",
        "INSERT INTO transfer_words SELECT * FROM transfer_words",
        "UPDATE specs SET attribute = 'colour'",
        "DELETE FROM articles",
    ],
)
def test_sqlite_refuses_what_the_tables_cannot_hold(tmp_path: Path, statement: str) -> None:
    armsref.export(tmp_path / "a.sqlite")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)


@pytest.mark.parametrize("table", TABLES)
def test_one_table_stands_alone_in_sqlite(tmp_path: Path, table: str) -> None:
    file = tmp_path / "a.sqlite"
    armsref.export(file, table)
    made = {
        name for (name,) in rows_of(file, "SELECT name FROM sqlite_master WHERE type != 'index'")
    }
    assert made == {table, "armsref_about", "armsref_tables", "armsref_columns"}
    assert rows_of(file, "PRAGMA foreign_key_check") == []


def test_sqlite_describes_itself(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite"
    armsref.export(file)
    about = dict(rows_of(file, "SELECT * FROM armsref_about"))
    assert about["version"] == armsref.shipped().version
    assert about["licence"] == "CC-BY-4.0"
    described = set(rows_of(file, "SELECT table_name, column_name FROM armsref_columns"))
    there = {
        (table, row[1])
        for table in TABLES
        for row in rows_of(file, f'PRAGMA table_info("{table}")')
    }
    assert described == there


def test_rows_that_lead_nowhere_are_one_line(run: Run, copied: Path, tmp_path: Path) -> None:
    file = copied / "datasets" / "outlets.csv"
    file.write_text(file.read_text().replace("reuters,", "rooters,"))
    result = run("export", "-o", str(tmp_path / "a.sqlite"), "--dataset", str(copied))
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert "leads to no row of outlets; run armsref validate" in result.error
    assert not (tmp_path / "a.sqlite").exists()


def test_datasette_serves_the_file(tmp_path: Path) -> None:
    program = shutil.which("datasette", path=f"{Path(sys.executable).parent}")
    if program is None:
        pytest.skip("datasette is not installed beside this Python")
    armsref.export(tmp_path / "a.sqlite")
    for page in ("/a/cited_specs.json", "/a/specs/zolfaghar,range.json", "/a/claims.json"):
        command = [program, str(tmp_path / "a.sqlite"), "--get", page]
        done = subprocess.run(command, check=True, capture_output=True)
        assert json.loads(done.stdout)["rows"]


def test_duckdb_attaches_the_file(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    name = "duckdb_extension_sqlite_scanner"
    package = pytest.importorskip(name, reason="duckdb-extension-sqlite-scanner is not installed")
    built = Path(package.__path__[0], "extensions", f"v{duckdb.__version__}")
    extension = built / "sqlite_scanner.duckdb_extension"
    if not extension.is_file():
        pytest.skip(f"the extension is of another version than DuckDB {duckdb.__version__}")
    armsref.export(tmp_path / "a.sqlite")
    with duckdb.connect() as database:
        database.execute(f"LOAD '{extension}'")
        database.execute(f"ATTACH '{tmp_path / 'a.sqlite'}' AS a (TYPE sqlite)")
        where = "claim = 'c8872d0c6de0d' AND low > 1"
        found = database.execute(f"SELECT low, high, quote FROM a.cited_specs WHERE {where}")  # noqa: S608
        assert found.fetchall() == [(300.0, 700.0, "between 300 and 700 km")]
