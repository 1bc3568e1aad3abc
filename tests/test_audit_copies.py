"""What an audit writes: an annotated copy, the unknown names; the table itself is never changed."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from conftest import Run

import armsref
from armsref.tables.formulas import defused

TABLE = """id,model,range_km,note
007,Zolfaghar,700,
1,Zolfaghar,900,"=HYPERLINK(""x"")"
2,Zolfaghar,,"a
b"
3,Zolfaghar,up to 700,+1
4,ballistic missiles,900,-1
5,Zolfagar,900,@x
6,Fateh-110/Zolfaghar,500,"c,d"
7,Shahed-136,2000,é
8,,1,
9,Zolfaghar,70o,
10,=1+1,1,
"""
VERDICTS = [
    "printed",
    "outside",
    "not given",
    "printed",
    "not judged: ballistic-missile",
    "not judged: unknown",
    "inside",
    "unstated",
    "not judged",
    "unreadable",
    "not judged: unknown",
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "table.csv"
    file.write_bytes(TABLE.encode())
    return file


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_an_annotated_copy_as_csv(table: Path, run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.csv"
    ran = run("audit", str(table), "--annotate", str(copy))
    assert ran.exit_code == 1
    assert ran.error.startswith(f"{copy}: 3 cells that are formulas to a spreadsheet, written")
    before, after = rows_of(table), rows_of(copy)
    kept = [{key: defused(cell) for key, cell in row.items()} for row in before]
    assert [{key: row[key] for key in before[0]} for row in after] == kept
    assert list(after[0])[2:6] == [
        "range_km",
        "range_km_armsref_value",
        "range_km_armsref_verdict",
        "range_km_armsref_source",
    ]
    assert [row["range_km_armsref_verdict"] for row in after] == VERDICTS
    for row, verdict in zip(after, VERDICTS, strict=True):
        known = verdict not in ("unstated", "not judged") and ":" not in verdict
        assert row["range_km_armsref_value"] == ("300–700 km" if known else "")
        assert row["range_km_armsref_source"].startswith('"between 300' if known else "") or known
        assert not row["range_km_armsref_source"].startswith(("=", "+", "-", "@"))
    assert table.read_bytes() == TABLE.encode()
    again = tmp_path / "again.csv"
    run("audit", str(table), "--annotate", str(again))
    assert again.read_bytes() == copy.read_bytes()


def test_the_value_stands_in_the_unit_of_the_column(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("model;range_mi\nZolfaghar;435\n", encoding="utf-8")
    run("audit", str(tmp_path / "a.csv"), "--annotate", str(tmp_path / "b.csv"))
    lines = (tmp_path / "b.csv").read_text("utf-8").splitlines()
    assert lines[1].startswith("Zolfaghar;435;186–435 mi;printed;")


def test_an_annotated_workbook(table: Path, run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    assert run("audit", str(table), "--annotate", str(copy)).exit_code == 1
    sheet = openpyxl.load_workbook(copy).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[4] for row in cells[1:]] == VERDICTS
    assert cells[1][:3] == ["007", "Zolfaghar", 700]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row].count("f") == 0
    assert [row[6] for row in cells[1:]] == [row["note"] or None for row in rows_of(table)]
    note = sheet["C3"].comment.text
    assert note.startswith("outside: 300–700 km\n")
    assert '"between 300 and 700 km", experts, The Telegraph (India)' in note
    again = tmp_path / "again.xlsx"
    run("audit", str(table), "--annotate", str(again))
    assert again.read_bytes() == copy.read_bytes()


def test_a_typed_table_as_a_workbook(run: Run, tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "model": ["Zolfaghar", None],
            "range_km": [900.5, None],
            "day": [dt.date(2024, 2, 22), None],
            "n": [7, None],
            "sure": [True, None],
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    run("audit", str(tmp_path / "a.parquet"), "--annotate", str(tmp_path / "a.xlsx"))
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(values_only=True))
    assert rows[1][:2] + rows[1][5:] == ("Zolfaghar", 900.5, dt.datetime(2024, 2, 22), 7, True)  # noqa: DTZ001
    run("audit", str(tmp_path / "a.xlsx"), "--annotate", str(tmp_path / "b.csv"), "--name", "model")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_copy_keeps_marks_and_texts(mark: bytes, end: bytes, run: Run, tmp_path: Path) -> None:
    note = b'"a;b' + end + end + b"- c" + end + b'-5%"'
    rows = [b"model,note", b"Zolfaghar," + note, b"Zolfaghar,+98 21", b""]
    (tmp_path / "a.csv").write_bytes(mark + end.join(rows))
    ran = run("audit", str(tmp_path / "a.csv"), "--annotate", str(tmp_path / "b.csv"))
    assert (ran.exit_code, ran.error) == (0, "")
    assert (tmp_path / "b.csv").read_bytes() == (tmp_path / "a.csv").read_bytes()


#: A cell of a column that is not looked at, its type, and how it stands in a copy.
CELLS = [
    (dt.timedelta(days=1, minutes=1), None, "P1DT1M"),
    ([1, 2], None, "[1, 2]"),
    ([[1], []], None, "[[1], []]"),
    ([1, 2], pl.Array(pl.Int64, 2), "[1, 2]"),
    ({"a": "é", "b": dt.date(2024, 2, 22)}, None, '{"a": "é", "b": "2024-02-22"}'),
    ([b"\xff"], None, '["0xff"]'),
    (b"\xff\x00", None, "0xff00"),
    (b"a", None, "a"),
    (dt.time(1, 2), None, "01:02:00"),
    (dt.date(2024, 2, 22), None, "2024-02-22"),
    (Decimal("1.50"), None, "1.5"),
    (1e20, None, "1" + "0" * 20),
    ("x", pl.Categorical, "x"),
]


@pytest.mark.parametrize(("cell", "kind", "text"), CELLS)
def test_a_column_of_any_type_beside(
    cell: object, kind: Any, text: str, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "a.parquet"
    beside = pl.Series("beside", [cell, None], dtype=kind)
    frame = pl.DataFrame({"model": ["Zolfaghar"] * 2, "range_km": [700, None], "beside": beside})
    frame.write_parquet(file)
    assert not armsref.audit(frame)
    assert run("audit", str(file), "--annotate", str(tmp_path / "a.csv")).exit_code == 0
    assert [row["beside"] for row in rows_of(tmp_path / "a.csv")] == [text, ""]
    assert run("audit", str(file), "--annotate", str(tmp_path / "a.xlsx")).exit_code == 0
    rows = openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(values_only=True)
    assert [row[-1] is None for row in rows] == [False, False, True]


def test_a_column_of_objects_beside() -> None:
    table = {"model": ["Zolfaghar"], "range_km": [700]}
    assert not armsref.audit(pl.DataFrame(table | {"o": pl.Series([object()], dtype=pl.Object)}))


def test_unknown_names_come_back_as_aliases(table: Path, run: Run, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    run("audit", str(table), "--unresolved", str(names))
    rows = rows_of(names)
    assert rows == [
        {"printed": "'=1+1", "system": "", "rows": "1", "suggestions": ""},
        {"printed": "Zolfagar", "system": "", "rows": "1", "suggestions": "Zolfaghar"},
    ]
    before = run("audit", str(table), "--aliases", str(names)).output
    assert before.count("AR701") == 2
    names.write_text(names.read_text("utf-8").replace(",,", ",zolfaghar,"), encoding="utf-8")
    after = run("audit", str(table), "--aliases", str(names)).output
    assert "AR701" not in after
    assert "'Zolfagar', range_km '900'" in after.replace(" in row 6", "")


def test_a_table_is_never_written_over(table: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(table)
    (tmp_path / "hard.csv").hardlink_to(table)
    for option in ("--annotate", "--unresolved"):
        for name in ("table.csv", "link.csv", "hard.csv", "../" + tmp_path.name + "/table.csv"):
            ran = run("audit", str(table), option, str(tmp_path / name))
            assert ran.exit_code == 2
            assert "which is never changed" in ran.error
    assert table.read_bytes() == TABLE.encode()


#: A file to write to, and what is said.
PLACES = [
    ("none/copy.csv", "there is no such folder"),
    ("copy.txt", "ends in .csv or .xlsx"),
    ("folder.csv", "is a directory"),
]


@pytest.mark.parametrize(("name", "said"), PLACES)
def test_nowhere_to_write(name: str, said: str, table: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    ran = run("audit", str(table), "--annotate", str(tmp_path / name))
    assert (ran.exit_code, ran.output) == (2, "")
    assert said in ran.error


def test_two_files_at_one_place(table: Path, run: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "x.csv")
    ran = run("audit", str(table), "--annotate", place, "--unresolved", place)
    assert ran.exit_code == 2


def test_a_column_that_is_there_already(run: Run, tmp_path: Path) -> None:
    text = "model,range_km,range_km_armsref_value\nZolfaghar,700,1\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    ran = run("audit", str(tmp_path / "a.csv"), "--annotate", str(tmp_path / "b.csv"))
    assert ran.exit_code == 2
    assert "has a column 'range_km_armsref_value' already" in ran.error


def test_a_cell_that_excel_cannot_hold(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"model,note\nZolfaghar,{'x' * 40_000}\n", encoding="utf-8")
    ran = run("audit", str(tmp_path / "a.csv"), "--annotate", str(tmp_path / "b.xlsx"))
    assert ran.exit_code == 2
    assert "row 1 has a cell of 40,000 characters" in ran.error
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
