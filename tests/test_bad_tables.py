"""Bad tables: each gets one clear line, exit code 1 or 2, and nothing half-written."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from conftest import Run, ordinary_user

HEAD = b"model,range_km\n"
ROW = b"Zolfaghar,900\n"
GOOD = HEAD + ROW


class Bad(NamedTuple):
    """A table: the end of its file's name, its bytes, the exit code, what is said."""

    what: str
    ending: str
    data: bytes
    code: int
    said: str


TABLES = [
    Bad("empty", ".csv", b"", 2, "is empty; a table has a line of column names, and rows"),
    Bad("only a header", ".csv", HEAD, 2, "has no rows"),
    Bad("only a header, no line end", ".csv", HEAD.strip(), 2, "has no rows"),
    Bad("only blank lines", ".csv", HEAD + b"\n\n", 2, "has no rows"),
    Bad("an empty first line", ".csv", b"\n" + GOOD, 2, ":1: the first line is empty"),
    Bad("no header, a name", ".csv", ROW, 2, "the first line holds 'Zolfaghar'"),
    Bad("no header, a number", ".csv", b"Nobody,700\n" + ROW, 2, "the first line holds '700'"),
    Bad("duplicate columns", ".csv", b"model,x,x\na,1,2\n", 2, ":1: two columns are named 'x'"),
    Bad("no known delimiter", ".csv", b"model~range_km\na~1\n", 2, "no column holds names"),
    Bad("mixed line ends", ".csv", b"model,range_km\r\n" + ROW, 1, ":2: AR703"),
    Bad("a byte order mark", ".csv", b"\xef\xbb\xbf" + GOOD, 1, ":2: AR703"),
    Bad(
        "old line ends", ".csv", GOOD.replace(b"\n", b"\r"), 2, ":1: holds a carriage return alone"
    ),
    Bad("a return alone", ".csv", GOOD + b"a\rb,1\n", 2, ":3: holds a carriage return alone"),
    Bad("UTF-16", ".csv", GOOD.decode().encode("utf-16"), 2, "is UTF-16; save the table as UTF-8"),
    Bad("UTF-16, no mark", ".csv", GOOD.decode().encode("utf-16-be"), 2, "is UTF-16"),
    Bad(
        "Latin-1", ".csv", GOOD + b"\xc9clair,1\n", 2, ":3: holds the byte 0xC9, which is no UTF-8"
    ),
    Bad("cut in a letter", ".csv", GOOD + "É".encode()[:1], 2, ":3: holds the byte 0xC3"),
    Bad("a NUL byte", ".csv", GOOD + b"Zol\0faghar,1\n", 2, ":3: holds a NUL byte"),
    Bad(
        "a short row", ".csv", GOOD + b"Zolfaghar\n" + ROW, 2, ":3: row 2 has 1 cell, the header 2"
    ),
    Bad(
        "a long row", ".csv", GOOD + b"Zolfaghar,1,500\n", 2, ":3: row 2 has 3 cells, the header 2"
    ),
    Bad("cut in a row", ".csv", b"a,model,b\n1,x,2\n1,x", 2, ":3: row 2 has 2 cells, the header 3"),
    Bad(
        "a short row between quotes",
        ".csv",
        b'note,model,range_km\n"a,\n,b",Zolfaghar,1\n"c",Zolfaghar\n',
        2,
        ":4: row 2 has 2 cells, the header 3",
    ),
    Bad(
        "an open quote",
        ".csv",
        GOOD + b'"Zolfaghar,1\n' + ROW,
        2,
        ":3: a quotation mark never closes",
    ),
    Bad(
        "a quote in a cell",
        ".csv",
        b'model,gun\nZolfaghar,6" gun\n',
        2,
        ":2: a quotation mark inside",
    ),
    Bad(
        "a quote in quotes", ".csv", b'model,gun\nZolfaghar,"6" gun"\n', 2, ":2: ',' expected after"
    ),
    Bad(
        "an endless line",
        ".csv",
        GOOD + b"x" * 9_000_000 + b",1\n",
        2,
        ":3: holds a line of more than 8",
    ),
    Bad("numbers as text", ".csv", HEAD + b'"Zolfaghar","900"\n', 1, ":2: AR703"),
    Bad("a date", ".csv", HEAD + b"Zolfaghar,45352\n", 1, ":2: AR704"),
    Bad("Namibia", ".csv", b"country,model,range_km\nNA,Zolfaghar,900\n", 1, ":2: AR703"),
    Bad("a formula for a name", ".csv", HEAD + b'"=HYPERLINK(""x"")",1\n', 1, ":2: AR701"),
    Bad("a formula for a number", ".csv", HEAD + b"Zolfaghar,=1+1\n", 1, ":2: AR702"),
    Bad("no names", ".csv", b"a,b\n1,2\n", 2, "the columns are 'a', 'b': say --name"),
    Bad("sep=", ".csv", b"sep=;\r\nmodel;range_km\r\nZolfaghar;9\r\n", 2, ":1: the first line is"),
    Bad(
        "a title",
        ".csv",
        b"Iranian missiles,,\nMissile,Range (km),Year\nZolfaghar,900,2016\n",
        2,
        "holds 'Iranian missiles', row 1 more of a header: 'Missile', 'Range (km)', 'Year'; put",
    ),
    Bad(
        "a title, empty lines, a note",
        ".csv",
        b"Range of missiles,\n,\nas printed,\nModel,Range (km)\nX,n/a\nY,9\n",
        2,
        "row 3 more of a header: 'Model', 'Range (km)'; put",
    ),
    Bad("a title in no known words", ".csv", b"Raketen,\nName,Weite\nX,9\n", 2, "'Raketen' alone"),
    Bad("a line of units", ".csv", b"Missile,Range\n,km\nX,9\n", 2, "row 1 more of a header: 'km'"),
    Bad(
        "a header of two lines",
        ".csv",
        b"Missile,Range,,Speed\n,min (km),max (km),km/h\nX,300,700,\n",
        2,
        "row 1 more of a header: 'min (km)', 'max (km)', 'km/h'; put one line on top",
    ),
    Bad(
        "a long table", ".csv", b"type,model,attribute,range_km\nmissile,X,range,\n", 1, ":2: AR701"
    ),
    Bad("no unit but one", ".csv", HEAD + b",km\nZolfaghar,900\n", 1, ":3: AR703"),
    Bad("an index", ".csv", b",model,range_km\n0,Zolfaghar,900\n", 1, ":2: AR703"),
    Bad("a cut Parquet file", ".parquet", b"PAR1" + bytes(2000), 2, "is it whole?"),
    Bad("an empty Parquet file", ".parquet", b"", 2, "is it whole?"),
    Bad("a broken JSON line", ".jsonl", b'{"model": "x"}\n{"model":\n', 2, ":2: is no JSON"),
    Bad("a JSON line twice a key", ".jsonl", b'{"a": 1, "a": 2}\n', 2, ":1: is no JSON: a key"),
    Bad("a JSON line of no object", ".jsonl", b"[1]\n", 2, ":1: is no object"),
    Bad("a JSON line so deep", ".jsonl", b"[" * 100_000, 2, ":1: is no JSON"),
    Bad("JSON lines in Latin-1", ".jsonl", b'{"model": "\xe9"}\n', 2, ":1: holds the byte 0xE9"),
    Bad("no JSON lines", ".jsonl", b"\n", 2, "is empty"),
    Bad("a broken workbook", ".xlsx", b"PK\3\4", 2, "is it a whole Excel file?"),
    Bad("another kind", ".doc", GOOD, 2, "save it as csv, tsv, parquet"),
    Bad("no ending", "", GOOD, 2, "save it as csv, tsv, parquet"),
]


@pytest.mark.parametrize("bad", TABLES, ids=lambda bad: bad.what)
def test_a_bad_table(bad: Bad, run: Run, tmp_path: Path) -> None:
    file = tmp_path / f"table{bad.ending}"
    file.write_bytes(bad.data)
    copy = tmp_path / "copy.csv"
    ran = run("audit", str(file), "--annotate", str(copy))
    assert ran.exit_code == bad.code
    assert bad.said in ran.output + ran.error
    assert str(file) in ran.output + ran.error
    assert len((ran.error if bad.code == 2 else ran.output).splitlines()) == bad.code % 2 + 1
    assert copy.exists() == (bad.code == 1)
    assert file.read_bytes() == bad.data
    assert {path.name for path in tmp_path.iterdir()} <= {file.name, copy.name}


def test_a_cut_parquet_file_that_was_whole(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    pl.DataFrame({"model": ["Zolfaghar"] * 5000, "range_km": range(5000)}).write_parquet(file)
    data = file.read_bytes()
    for middle in (
        data[:-1],
        data[: len(data) // 2],
        data[:100] + bytes(len(data) - 200) + data[-100:],
    ):
        file.write_bytes(middle)
        ran = run("audit", str(file))
        assert (ran.exit_code, ran.output) == (2, "")
        assert len(ran.error.splitlines()) == 1


#: A workbook's rows, and what is said of it.
SHEETS = [
    ([], "the sheet 'Sheet' is empty"),
    ([["model", "range_km"]], "has no rows"),
    (
        [["Missile", "Range", None], [None, "min (km)", "max (km)"], ["Zolfaghar", 300, 700]],
        "row 1 more of a header: 'min (km)', 'max (km)'",
    ),
    (
        [["Our missiles"], ["Missile", "Range"], [None, "km"], ["X", 9]],
        "row 1 more of a header: 'Missile', 'Range'; put",
    ),
    ([["model", "x", "x"], ["Zolfaghar", 1, 2]], "two columns are named 'x'"),
]


@pytest.mark.parametrize(("rows", "said"), SHEETS)
def test_a_bad_sheet(rows: list[list[object]], said: str, run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    ran = run("audit", str(tmp_path / "a.xlsx"))
    assert ran.exit_code == 2
    assert said in ran.error


def test_a_formula_whose_result_was_never_stored(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["model", "range_km"], ["Zolfaghar", "=450*2"], ["=A2", 700]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    ran = run("audit", str(tmp_path / "a.xlsx"))
    assert ran.exit_code == 2
    assert "2 formulas without a result, the first in B2" in ran.error


def test_another_sheet(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("arms")
    for row in (["model", "range_km"], ["Zolfaghar", 900]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    ran = run("audit", str(tmp_path / "a.xlsx"), "--sheet", "arms")
    assert ran.exit_code == 1
    assert "a.xlsx:2: AR703" in ran.output
    ran = run("audit", str(tmp_path / "a.xlsx"), "--sheet", "none")
    assert "has no sheet 'none'; it has 'Sheet', 'arms'" in ran.error


def test_a_table_anywhere_in_its_sheet(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cells = {"B3": "model", "C3": "range_km", "B4": "Zolfaghar", "C4": 900, "B6": "Nobody", "C6": 1}
    for place, cell in cells.items():
        book.active[place] = cell
    book.save(tmp_path / "a.xlsx")
    ran = run("audit", str(tmp_path / "a.xlsx"))
    assert "a.xlsx:4: AR703" in ran.output
    assert "a.xlsx:6: AR701" in ran.output
    book.active["B150"] = "Nobody"
    book.active.move_range("B3:C150", rows=200)
    book.save(tmp_path / "a.xlsx")
    ran = run("audit", str(tmp_path / "a.xlsx"))
    assert "a.xlsx:204: AR703" in ran.output


def test_a_column_of_several_kinds_beside(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    mixed = (dt.timedelta(hours=3), dt.time(3), True, 1.5, "x", dt.date(2024, 2, 22))
    for place, name in enumerate(("model", "range_km", "mixed", "n"), start=2):
        book.active.cell(2, place, name)
    for row, cell in enumerate(mixed, start=3):
        for place, value in enumerate(("Zolfaghar", 700.5, cell, 1), start=2):
            book.active.cell(row, place, value)
    book.save(tmp_path / "a.xlsx")
    ran = run("audit", str(tmp_path / "a.xlsx"), "--annotate", str(tmp_path / "b.csv"))
    assert (ran.exit_code, "6 printed" in ran.output) == (0, True), ran
    lines = (tmp_path / "b.csv").read_text("utf-8").splitlines()
    assert all(line.split(",")[-2] for line in lines)
    assert lines[1].endswith(",1")


def test_a_hidden_sheet_is_not_taken(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["model", "range_km"])
    book.active.sheet_state = "hidden"
    arms = book.create_sheet("arms")
    for row in (["model", "range_km"], ["Zolfaghar", 700]):
        arms.append(row)
    book.save(tmp_path / "a.xlsx")
    copy = tmp_path / "copy.xlsx"
    ran = run("audit", str(tmp_path / "a.xlsx"), "--annotate", str(copy))
    assert ran.exit_code == 0
    assert ran.output.startswith("1 row in the sheet 'arms' of 2; ")
    lost = "formats, comments, formulas, 1 other sheet"
    assert ran.error == f"{copy}: not copied of {tmp_path / 'a.xlsx'}: {lost}\n"
    ran = run("audit", str(tmp_path / "a.xlsx"), "--sheet", "Sheet")
    assert "has no rows" in ran.error


def test_a_formula_that_went_wrong(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("B2", ["model", "range_km", "empty"])
    sheet.write_row("B3", ["Zolfaghar", 700])
    sheet.write_row("B4", ["Zolfaghar"])
    sheet.write_formula("C4", "=NA()", None, "#N/A")
    sheet.write_formula("D4", "=1/0", None, "#DIV/0!")
    book.close()
    command = [sys.executable, "-m", "armsref", "audit", str(tmp_path / "a.xlsx")]
    copy = ["--annotate", str(tmp_path / "a.csv")]
    ran = subprocess.run([*command, *copy], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.count("AR702")) == (1, 1)
    assert "a.xlsx:4: AR702 error: 'Zolfaghar', range_km '#N/A'" in ran.stdout
    assert len(ran.stderr.splitlines()) == 1, "a library speaks"
    lines = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    assert lines[1].startswith("Zolfaghar,700,")
    assert lines[2].startswith("Zolfaghar,#N/A,")
    assert lines[2].endswith(",#DIV/0!")


def test_what_is_no_file(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    for name, said in (
        ("pipe.csv", "is no regular file"),
        ("folder.csv", "is a folder"),
        ("none.csv", "No such file or directory"),
    ):
        ran = run("audit", str(tmp_path / name))
        assert ran.exit_code == 2
        assert said in ran.error


def test_standard_input_and_a_delimiter_of_a_workbook(run: Run, tmp_path: Path) -> None:
    assert run("audit", "-") == (2, "", "armsref: -: standard input is not read; name a file\n")
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    ran = run("audit", str(tmp_path / "a.xlsx"), "--delimiter", ";")
    assert "has no sign between cells; leave out --delimiter" in ran.error


def test_numbers_with_exponents(run: Run, tmp_path: Path) -> None:
    cells = ("7e2", "0.7E3", "7.00e+2", "1e-5", "1e999")
    rows = "".join(f'{{"model": "Zolfaghar", "range_km": {cell}}}\n' for cell in cells)
    (tmp_path / "a.jsonl").write_text(rows, encoding="utf-8")
    ran = run("audit", str(tmp_path / "a.jsonl"))
    assert "a.jsonl:4: AR704 error: 'Zolfaghar', range_km '0.00001'" in ran.output
    assert "a.jsonl:5: AR702 error: 'Zolfaghar', range_km '1e999'" in ran.output
    assert "3 printed, 1 implausible, 1 unreadable" in ran.output


def test_no_permission(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(GOOD)
    run("audit", str(file))  # all modules are there before the rights are given up
    file.chmod(0)
    with ordinary_user():
        ran = run("audit", str(file))
    assert (ran.exit_code, "Permission denied" in ran.error) == (2, True)


@pytest.mark.parametrize(
    ("option", "name"), [("--annotate", "x.csv"), ("--annotate", "x.xlsx"), ("--unresolved", "x")]
)
def test_a_device_is_no_place_for_a_file(run: Run, tmp_path: Path, option: str, name: str) -> None:
    file, full = tmp_path / "a.csv", Path("/dev/full")
    file.write_bytes(GOOD)
    (tmp_path / name).symlink_to(full)
    ran = run("audit", str(file), option, str(tmp_path / name))
    assert (ran.exit_code, ran.output) == (2, ""), ran
    assert "is no ordinary file" in ran.error
    assert (tmp_path / name).is_symlink()


#: Writes no file of more than some bytes, as where a disk is full.
SMALL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
from armsref.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("name", ["copy.csv", "copy.xlsx"])
def test_a_disk_that_fills_up(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(HEAD + ROW * 2000)
    command = [sys.executable, "-c", SMALL, "audit", str(file), "--annotate", str(tmp_path / name)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "File too large" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_an_interrupt_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(HEAD + ROW * 500_000)
    command = [sys.executable, "-m", "armsref", "audit", str(file)]
    copy = ["--annotate", str(tmp_path / "copy.csv")]
    with subprocess.Popen(
        [*command, *copy], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None and not list(tmp_path.glob(".armsref-*")):
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.01)
        process.send_signal(signal.SIGINT)
        output, error = process.communicate(timeout=60)
    assert (process.returncode, output, error.split()) == (130, "", ["armsref:", "interrupted"])
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_library_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(GOOD)
    code = (
        "import sys; sys.modules['polars'] = None\n"
        "from armsref.cli import main\nmain(['audit', sys.argv[1]])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "a.csv")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr == "armsref: polars is not installed; pip install 'armsref[audit]'\n"


def test_help_needs_no_polars() -> None:
    code = (
        "import sys; sys.modules['polars'] = None\n"
        "from armsref.cli import main\nmain(['audit', '--help'])"
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=-3, check=False).returncode == 0
