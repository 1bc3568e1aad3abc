"""The exported files hold what the tables hold, read back by other people's readers."""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from exported import NASTY, cells, with_titles
from invented import Dataset, claim

import armsref
from armsref.tables.fields import fields_of
from armsref.tables.formulas import defused, is_live
from armsref.tables.registry import TABLES

Run = Callable[..., Any]
FORMS = ["csv", "xlsx", "parquet", "sqlite"]
# ---------------------------------------------------------------------- CSV


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_the_built_table(run: Run, root: Path, tmp_path: Path, table: str) -> None:
    file = tmp_path / "a.csv"
    result = run("export", "-o", str(file), "--table", table)
    assert (result.exit_code, result.error) == (0, "")
    assert file.read_bytes() == (root / "datasets" / f"{table}.csv").read_bytes()


def test_csv_without_a_table_is_specs(tmp_path: Path) -> None:
    exported = armsref.export(tmp_path / "a.CSV")
    assert exported.rows == {"specs": 20}
    assert exported.version == armsref.shipped().version


def test_csv_as_of_a_date_holds_what_was_known(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "articles.csv"
    run("export", "-o", str(file), "--table", "articles", "--as-of", "2023")
    with file.open(encoding="utf-8", newline="") as written:
        assert [row["issued"] for row in csv.DictReader(written)] == ["2022-11-02"]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+40 km", "'+40 km"),
        ("-2+3", "'-2+3"),
        ("@x", "'@x"),
        *((live, f"'{live}") for live in ("+1-2", "-1/2", "+1 - 2", "+98-21-5", "-5%-(3)", "+1:2")),
        ("\t=1", "\t'=1"),
        ("\r=1", "\r'=1"),
        ("a;=B1", "a;'=B1"),
        ("a\r\n=B1", "a\r\n'=B1"),
        ("a\n-2+cmd|' /C x'!A0", "a\n'-2+cmd|' /C x'!A0"),
        ("a\t@SUM(1)", "a\t'@SUM(1)"),
        ("=1;=2", "'=1;'=2"),
        ("＝1+1", "'＝1+1"),
        *((same, same) for same in ("a;b\r\n\r\nc", "a:\n- item\n- (b) c!", "a\n====\n", "\n-5")),
        *((same, same) for same in ("-5%", "-5.5 %", "+98 21 555", "-5\u00a0000", "-(5)")),
        *((same, same) for same in ("", "-", "+", "-5", "+1,000.5", "-1e-3", "a=b", "'=1", "x; y")),
    ],
)
def test_what_a_spreadsheet_would_run_is_defused(text: str, safe: str) -> None:
    assert defused(text) == safe
    assert not is_live(defused(text))


def test_a_live_cell_in_csv_is_defused_and_counted(run: Run, copied: Path, tmp_path: Path) -> None:
    with_titles(copied, NASTY)
    file = tmp_path / "a.csv"
    dataset = ("--dataset", str(copied))
    result = run("export", "-o", str(file), "--table", "articles", *dataset)
    assert result.exit_code == 0
    assert result.error.startswith(f"{file}: 6 cells would run as a formula and got a ' in front")
    assert result.error.count("\n") == 1
    with file.open(encoding="utf-8", newline="") as written:
        titles = [row["title"] for row in csv.DictReader(written)][-len(NASTY) :]
    assert titles == [defused(text) for text in NASTY]
    assert not any(is_live(title) for title in titles)


# ---------------------------------------------------------------------- Excel


def test_excel_holds_every_table_and_numbers_are_numbers(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    armsref.export(file)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["About", "specs", *(name for name in TABLES if name != "specs")]
    for name, table in TABLES.items():
        kinds = [fields_of(table.model)[column].kind for column in table.columns]
        sheet = book[name]
        assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("A2", True)
        assert [cell.value for cell in sheet[1]] == list(table.columns)
        assert all(cell.comment is not None for cell in sheet[1])
        for written, row in zip(sheet.iter_rows(min_row=2), cells(name, root)[1:], strict=True):
            for cell, text, kind in zip(written, row, kinds, strict=True):
                assert _shown(cell, kind) == text, (name, cell.coordinate)


def _shown(cell: Any, kind: str) -> str:
    """Return what a cell shows, as the CSV file has it; the type must be that of the column."""
    if cell.value is None:
        return ""
    types = {"string": "s", "integer": "n", "number": "n", "boolean": "b"}
    assert cell.data_type == types[kind], cell.coordinate
    if kind == "boolean":
        return str(cell.value).lower()
    if kind != "number":
        return str(cell.value)
    places = len(cell.number_format.partition(".")[2])
    return f"{Decimal(str(cell.value)):.{places}f}"


def test_polars_reads_the_numbers_of_the_excel_file(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    armsref.export(file)
    specs = pl.read_excel(file, sheet_name="specs")
    assert specs.schema["high"].is_numeric()
    found = specs.filter(system="zolfaghar", attribute="range").select("low", "high", "text")
    assert found.rows() == [(300, 700, "300–700 km (186–435 mi)")]


def test_a_note_cites_each_claim_of_a_figure(tmp_path: Path) -> None:
    data = Dataset(tmp_path)
    data.add("reuters", "2021", claim("4.50 km"), claim("9 km", of="beta", attributed_to="Ann"))
    data.add("cnn", "2022", claim("8 km"))
    catalog = data.open()
    spec = catalog.get("alpha")["range"]
    assert spec is not None
    ids = [one.id for one in spec.claims]
    file = tmp_path / "a.xlsx"
    armsref.export(file, "specs", catalog=catalog)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["About", "specs"]
    heading, *below = book["specs"].iter_rows()
    rows = [dict(zip((c.value for c in heading), row, strict=True)) for row in below]
    ranges = {r["system"].value: r for r in rows if r["attribute"].value == "range"}
    alpha, beta = ranges["alpha"], ranges["beta"]
    for column in ("low", "high", "text"):
        first, *cited = alpha[column].comment.text.splitlines()
        assert first == "Agreement: disputed"
        assert len(cited) == 2
        assert cited[1].startswith("or: ")
        for words, key in zip(("8 km", "4.50 km"), ids, strict=True):
            assert any(f'"{words}"' in line and f"[{key}]" in line for line in cited)
        assert all("https://example.org/" in line for line in cited)
    assert '"9 km", Ann, typed from the page' in beta["high"].comment.text
    assert 'in "Title," Reuters, 2021, https' in beta["high"].comment.text
    assert beta["unit"].comment is None


def test_decimals_show_as_they_were_printed(tmp_path: Path) -> None:
    data = Dataset(tmp_path)
    data.add("reuters", "2021", claim("4.50 km"))
    armsref.export(tmp_path / "a.xlsx", "claims", catalog=data.open())
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["claims"]
    at = [cell.value for cell in sheet[1]].index("low") + 1
    shown = [sheet.cell(row, at) for row in range(2, sheet.max_row + 1)]
    assert [(c.value, c.number_format) for c in shown if c.value is not None] == [(4.5, "0.00")]


def test_excel_keeps_texts_as_texts(copied: Path, tmp_path: Path) -> None:
    catalog = with_titles(copied, NASTY)
    assert armsref.export(tmp_path / "a.xlsx", "articles", catalog=catalog).defused == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["articles"]
    written = [row[2] for row in sheet.iter_rows(min_row=2)][-len(NASTY) :]
    assert {cell.data_type for cell in written} == {"s"}
    assert all(cell.hyperlink is None for cell in written)
    assert [cell.quotePrefix for cell in written] == [is_live(text) for text in NASTY]
    read = pl.read_excel(tmp_path / "a.xlsx", sheet_name="articles")["title"].to_list()
    assert read[-len(NASTY) :] == NASTY


def test_what_excel_would_cut_off_is_refused(run: Run, copied: Path, tmp_path: Path) -> None:
    with_titles(copied, ["a" * 32_766 + "🚀"])
    result = run("export", "-o", str(tmp_path / "a.xlsx"), "--dataset", str(copied))
    assert (result.exit_code, result.output) == (2, "")
    said = "articles: row 6: title has 32768 characters, and a cell of Excel holds 32767"
    assert result.error == f"armsref: {said}; write .csv, .parquet or .sqlite\n"
    assert not (tmp_path / "a.xlsx").exists()


# ---------------------------------------------------------------------- Parquet


@pytest.mark.parametrize("table", TABLES)
def test_parquet_is_the_frame(tmp_path: Path, table: str) -> None:
    for digits in ("float", "text"):
        armsref.export(tmp_path / "a.parquet", table, digits)
        frame = armsref.frame(table, "polars", digits)
        assert pl.read_parquet(tmp_path / "a.parquet").equals(frame)
        assert pl.read_parquet_schema(tmp_path / "a.parquet") == frame.schema


def test_parquet_says_what_it_is(tmp_path: Path) -> None:
    armsref.export(tmp_path / "a.parquet", catalog=armsref.shipped().as_of("2023"))
    metadata = pl.read_parquet_metadata(tmp_path / "a.parquet")
    assert metadata["armsref_version"] == f"{armsref.shipped().version} as of 2023-12-31"
    assert metadata["armsref_licence"] == "CC-BY-4.0"
    assert "Cite the article" in metadata["armsref_how_to_cite"]


# ---------------------------------------------------------------------- all forms


@pytest.mark.parametrize("form", FORMS)
def test_the_same_data_are_the_same_bytes(tmp_path: Path, form: str) -> None:
    files = [tmp_path / f"{name}.{form}" for name in ("a", "other")]
    for file in files:
        armsref.export(file, catalog=armsref.Catalog.open(armsref.paths.shipped_root()))
    assert files[0].read_bytes() == files[1].read_bytes()
    if form == "xlsx":
        assert openpyxl.load_workbook(files[0]).properties.created == dt.datetime(2000, 1, 1)  # noqa: DTZ001


@pytest.mark.parametrize("form", FORMS)
def test_a_disk_that_is_full_leaves_the_old_file(tmp_path: Path, form: str) -> None:
    resource = pytest.importorskip("resource", reason="the system knows no limits")
    del resource
    file = tmp_path / f"a.{form}"
    file.write_text("old")
    code = (
        "import resource, sys; from armsref.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "export", "-o", str(file)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.startswith(f"armsref: {file}: cannot be written: ")
    assert done.stderr.count("\n") == 1
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "a.doc"], "a.doc: its name says no form; end it in .csv, .xlsx, .parquet, .sqlite"),
        (["-o", "a"], "says no form"),
        (["-o", ".csv"], "says no form"),
        (["-o", "no/a.csv"], "no/a.csv: there is no folder"),
        (["-o", "folder.csv"], "folder.csv: is a folder; name a file"),
        (["-o", "a.csv", "--table", "spec"], "no table is named 'spec'; there are systems, "),
        (["-o", "a.csv", "--digits", "text"], "digits are chosen for .parquet alone"),
        (["-o", "a.csv", "--as-of", "soon"], "'soon' is no date"),
        (["-o", "a.csv", "--dataset", "folder.csv"], "has no datasets/ with tables"),
        ([], "Missing option"),
    ],
)
def test_wrong_input_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.csv").mkdir()
    result = run("export", *arguments)
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert said in result.error
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("specs.csv", b"between,false,300", b"between,false,many", "row of"),
        ("specs.csv", b"ababil,class", b"ababil,class,more", "cells, not"),
        ("datapackage.json", b'"licenses"', b'"licences"', "lacks title, licences or contributors"),
        ("datapackage.json", b"{", b"[" * 100_000, "datapackage.json: cannot be read"),
    ],
)
def test_a_dataset_that_is_damaged_is_one_line_and_no_file(
    run: Run, copied: Path, form: str, name: str, old: bytes, new: bytes, said: str
) -> None:
    file = copied / "datasets" / name
    file.write_bytes(file.read_bytes().replace(old, new, 1))
    result = run("export", "-o", str(copied / f"a.{form}"), "--dataset", str(copied))
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert said in result.error
    assert sorted(path.name for path in copied.iterdir()) == ["datasets", "seeds"]


def test_without_the_library_the_extra_is_named(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['xlsxwriter'] = None; import armsref\narmsref.export(sys.argv[1])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "a.xlsx")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert "xlsxwriter is not installed; pip install 'armsref[excel]'" in done.stderr
    assert list(tmp_path.iterdir()) == []
