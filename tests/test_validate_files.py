"""``armsref validate FILE``: every row of a CSV or Parquet file, with its line."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import frictionless
import polars as pl
import pytest
from conftest import Run
from invented import Dataset
from validation_cases import good_row

from armsref.tables.registry import TABLES

HEADER = "id,label,level,parent\n"
ROW = "alpha,Alpha,system,\n"


def written(folder: Path, content: str | bytes, name: str = "systems.csv") -> str:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(file)


@pytest.mark.parametrize("table", TABLES)
def test_the_shipped_files_are_clean(root: Path, tmp_path: Path, run: Run, table: str) -> None:
    file = root / "datasets" / f"{table}.csv"
    rows = pl.read_csv(file, infer_schema_length=None)
    rows.write_parquet(tmp_path / "any.parquet")
    for asked in (file, tmp_path / "any.parquet"):
        done = run("validate", str(asked))
        assert (done.exit_code, done.error) == (0, "")
        assert done.output == f"{rows.height} rows of {table}: no findings\n"


def test_a_finding_has_its_file_its_line_and_its_row(tmp_path: Path, run: Run) -> None:
    text = '"x","X\nY",system,\n"y","a, ""b""",ship,\n"z",Z,ship,beta-\n'
    file = written(tmp_path, HEADER + text)
    done = run("validate", file, "--json")
    assert done.exit_code == 1
    found = [
        (f["line"], f["row"], f["field"], f["value"], f["rows"]) for f in json.loads(done.output)
    ]
    assert found == [(4, 2, "level", "ship", [2, 3]), (5, 3, "parent", "beta-", [3])]
    assert run("validate", file).output.startswith(
        f"{file}:4: AR602 error: row 2 and 1 more: level"
    )


def test_a_parquet_file_has_rows_and_no_lines(tmp_path: Path, run: Run) -> None:
    row = {**good_row("systems"), "level": "ship"}
    pl.DataFrame([row]).write_parquet(tmp_path / "x.parquet")
    (found,) = json.loads(run("validate", str(tmp_path / "x.parquet"), "--json").output)
    assert (found["line"], found["row"], found["value"]) == (1, 1, "ship")


def test_the_catalogue_may_be_ones_own(tmp_path: Path, run: Run) -> None:
    Dataset(tmp_path).open()
    file = str(tmp_path / "datasets" / "claims.csv")
    assert run("validate", file).exit_code == 1
    assert run("validate", file, "--dataset", str(tmp_path)).exit_code == 0
    assert run("validate", file, "--table", "specs").output.count("AR603") > 20


#: A CSV file, its exit code, and what is said of it.
FILES: list[tuple[str | bytes, int, str]] = [
    ("", 2, "has no header in its first line"),
    ("\n" + HEADER, 2, "has no header in its first line"),
    (HEADER, 0, "0 rows of systems: no findings"),
    (HEADER.strip(), 0, "0 rows of systems: no findings"),
    (HEADER + ROW, 0, "1 rows of systems: no findings"),
    ("\ufeff" + HEADER + ROW, 0, "1 rows of systems: no findings"),
    ((HEADER + ROW).replace("\n", "\r\n"), 0, "1 rows of systems: no findings"),
    (HEADER.strip() + "\r\n" + ROW, 0, "1 rows of systems: no findings"),
    (HEADER + '"alpha","A, B","system",""\n', 0, "1 rows of systems: no findings"),
    (HEADER + ROW.strip(), 0, "1 rows of systems: no findings"),
    ((HEADER + ROW).replace("\n", "\r"), 2, "systems.csv:1: a line ends with a carriage return"),
    (HEADER + ROW.replace("\n", "\r") + ROW, 2, "systems.csv:2: a line ends with a carriage re"),
    (HEADER + ROW + "b,B,system,\rc,C,system,\r\n", 2, "systems.csv:3: a line ends with a carr"),
    (HEADER + ROW.replace("\n", "\r"), 0, "1 rows of systems: no findings"),
    (HEADER + 'a,"A\rB",system,\n', 0, "1 rows of systems: no findings"),
    (HEADER + 'a,"A\nB\rC",system,\nb,B,ship,\n', 1, ":5: AR602 error: row 2: level 'ship'"),
    (HEADER + "NA,Namibia,system,\n", 1, "row 1: id 'NA' does not match"),
    ((HEADER + ROW).encode("utf-16"), 2, "is not UTF-8; save it as UTF-8"),
    ((HEADER + "a,Ä,system,\n").encode("latin-1"), 2, "is not UTF-8; save it as UTF-8"),
    ((HEADER + ROW * 3000 + "a,Ä,system,\n").encode("latin-1"), 2, "systems.csv:"),
    (HEADER + "a,A\0,system,\n", 2, "holds NUL bytes"),
    (HEADER + "a,A,system\n", 1, ":2: AR602 error: row 1: has 3 cells, not 4"),
    (HEADER + ROW + "a,A\n", 1, ":3: AR602 error: row 2: has 2 cells, not 4"),
    (HEADER + ROW + "a,A,system,,\n", 1, ":3: AR602 error: row 2: has 5 cells, not 4"),
    (HEADER + "a,A,system,,\nb,B,system\n", 1, "row 2: has 3 cells, not 4"),
    (HEADER + 'a,"A, B",system\n', 1, "row 1: has 3 cells, not 4"),
    (HEADER + "a,A,system\nb,B,a,\n", 1, "row 1: has 3 cells, not 4"),
    (HEADER + ROW + "b,B,ship,\n", 1, ":3: AR602 error: row 2: level 'ship'"),
    (HEADER + ROW + 'b,b"B,x"B,\nb,B,ship,\n', 1, ":4: AR602 error: row 3: level 'ship'"),
    (HEADER + ROW + "\n\n" + ROW, 1, "has 0 cells, not 4"),
    (HEADER + 'a,"A,system,\n' + ROW, 2, "cannot be read"),
    (HEADER + 'a,A"B" C,system,\n' + 'b,x"y,system,\n', 2, "cannot be read"),
    ((HEADER + ROW).replace(",", ";"), 2, "systems.csv:1: is one cell with ';' in it"),
    ((HEADER + ROW).replace(",", "\t"), 2, "systems.csv:1: is one cell with '\\t' in it"),
    ("x,y\n", 2, "systems.csv: these are the columns of no table; say --table, one of systems,"),
    (
        "id,label,parent\n",
        2,
        "'systems', without 'level' and with none besides; say --table systems",
    ),
    ("id,label,parent,id\n", 2, "with none besides, and twice 'id'; say --table systems"),
    ("id,label,level,parent,id\na,A,system,,B\n", 1, "column id stands 2 times"),
    ("id,label,level,parent,\na,A,system,,B\n", 2, "nearest is 'systems'"),
    ("a" * 2_000_000, 2, "too long for a header"),
    ('"id' + HEADER, 2, "columns of no table"),
]


@pytest.mark.parametrize(("content", "code", "said"), FILES, ids=range(len(FILES)))
def test_every_file_gets_a_clear_answer(
    tmp_path: Path, run: Run, content: str | bytes, code: int, said: str
) -> None:
    done = run("validate", written(tmp_path, content))
    assert said in done.output + done.error
    assert done.exit_code == code
    assert done.error.count("\n") == (code == 2)


def told_in_one_line(run: Run, path: Path, *options: str) -> str:
    """Return what is told of what cannot be validated."""
    done = run("validate", str(path), *options)
    assert (done.exit_code, done.output) == (2, "")
    assert done.error.count("\n") == 1
    return done.error.removeprefix("armsref: ")


def test_what_is_no_file_is_one_line(tmp_path: Path, run: Run) -> None:
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    good = pl.DataFrame([good_row("systems")] * 1000)
    good.write_parquet(tmp_path / "whole.parquet")
    data = (tmp_path / "whole.parquet").read_bytes()
    written(tmp_path, data[: len(data) // 2], "cut.parquet")
    other = (
        "validate reads folders with seeds/, and tables in .csv and .parquet files; "
        "armsref audit reads other tables"
    )
    for name in ("claims.xlsx", "claims.txt", "claims.jsonl", "claims.csv.gz"):
        written(tmp_path, "x", name)
        assert told_in_one_line(run, tmp_path / name) == f"{tmp_path / name}: {other}\n"
    for name, said in (
        ("folder.csv", "has no folder seeds/"),
        ("pipe.csv", "is a pipe, which cannot be read twice"),
        ("cut.parquet", "the frame cannot be read"),
        ("missing.csv", "no such file"),
    ):
        assert f"{tmp_path / name}: {said}" in told_in_one_line(run, tmp_path / name)
    assert "is no regular file" in told_in_one_line(run, Path(os.devnull))


@pytest.mark.parametrize("option", ["--table", "--dataset"])
def test_a_folder_is_no_table(copied: Path, run: Run, option: str) -> None:
    said = told_in_one_line(run, copied, option, "claims")
    assert f"{copied}: is a folder; {option} goes with a file" in said


#: Commands on links that lead to themselves, and the file that their one line names.
LOOPS = [
    (("validate", "loop.csv"), "loop.csv"),
    (("validate", "loop"), "loop"),
    (("build", "loop"), "loop"),
    (("verify", "loop", "--texts", "."), "loop"),
    (("audit", "loop.csv"), "loop.csv"),
    (("audit", "table.csv", "--annotate", "loop/x.csv"), "loop/x.csv"),
    (("check", "loop.md"), "loop.md"),
    (("show", "zolfaghar", "--dataset", "loop"), "loop"),
    (("validate", "systems.csv", "--dataset", "loop"), "loop"),
    (("add", "loop.toml", "--texts", ".", "--quote", "x"), "loop.toml"),
]


@pytest.mark.parametrize(("words", "named"), LOOPS)
def test_a_link_to_itself_is_one_line(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("loop", "loop.csv", "loop.md", "loop.toml"):
        Path(name).symlink_to(name)
    written(tmp_path, HEADER + ROW)
    written(tmp_path, "name,range (km)\nZolfaghar,700\n", "table.csv")
    done = run(*words)
    assert (done.exit_code, done.output) == (2, "")
    assert named in done.error
    assert done.error.count("\n") == 1


def test_a_link_to_itself_in_the_seeds_is_no_traceback(copied: Path, run: Run) -> None:
    (copied / "seeds" / "articles" / "x-2024.toml").symlink_to("x-2024.toml")
    done = run("validate", str(copied))
    assert done.exit_code == 2
    assert "x-2024.toml" in done.output + done.error


def test_a_name_with_stars_is_one_file(tmp_path: Path, run: Run) -> None:
    written(tmp_path, HEADER + "B,b,ship,\n", "ab.csv")
    assert run("validate", written(tmp_path, HEADER + ROW, "a*[b].csv")).exit_code == 0


def test_a_late_row_of_many_is_found(tmp_path: Path, run: Run) -> None:
    claim: dict[str, Any] = good_row("claims")
    file = tmp_path / "claims.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, TABLES["claims"].columns, lineterminator="\n")
        writer.writeheader()
        for number in range(60_000):
            late = {"quote": ""} if number == 59_998 else {"cue": "a,\nb"}
            writer.writerow({**claim, "id": f"c{number:012x}", **late})
    done = run("validate", str(file))
    assert f"{file}:{2 + 2 * 59_998}: AR602 error: row 59999: quote is empty" in done.output
    assert done.output.endswith("60000 rows of claims: 1 finding (1 error)\n")


# ---------------------------------------------------------------------- links, and paths in data


#: Commands that read a folder's seeds; no option makes them follow a link out of it.
READING = [
    ("validate",),
    ("validate", "--ignore", "AR009"),
    ("build",),
    ("build", "--check", "--ignore", "AR009"),
    ("verify", "--texts", "."),
    ("verify", "--live"),
]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_link_out_of_the_folder_is_refused_unread(
    copied: Path, run: Run, command: tuple[str, ...]
) -> None:
    secret = copied.parent / f"{copied.name}-secret.csv"
    secret.write_text("the secret", encoding="utf-8")
    for link in ("datasets/specs.csv", "seeds/articles/x-2024.toml"):
        (copied / link).unlink(missing_ok=True)
        (copied / link).symlink_to(secret)
    done = run(command[0], str(copied), *command[1:])
    assert done.exit_code == 2
    for link in ("seeds/articles/x-2024.toml", "datasets/specs.csv"):
        assert f"{link}:1: AR009 error: {Path(link).name} is a link to" in done.output
    assert "the secret" not in done.output + done.error


def test_links_within_the_folder_are_no_finding(copied: Path, run: Run) -> None:
    (copied / "datasets").rename(copied / "tables")
    (copied / "datasets").symlink_to("tables")
    (copied / "link").symlink_to(copied)
    assert run("validate", str(copied)).exit_code == 0
    assert run("validate", str(copied / "link")).exit_code == 0


def test_a_folder_that_is_a_link_out_is_refused(copied: Path, tmp_path: Path, run: Run) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    (copied / "datasets").rename(outside)
    (copied / "datasets").symlink_to(outside)
    before = {file.name: file.read_bytes() for file in outside.iterdir()}
    (copied / "seeds" / "LICENSE").write_text("another", encoding="utf-8")
    for command in ("validate", "build"):
        done = run(command, str(copied))
        assert (done.exit_code, done.output.count("AR009")) == (2, 1)
    assert {file.name: file.read_bytes() for file in outside.iterdir()} == before


def test_a_descriptor_that_points_elsewhere_is_not_what_the_seeds_make(
    copied: Path, run: Run
) -> None:
    # Nothing here follows its paths; frictionless refuses such ones too.
    file = copied / "datasets" / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    package["resources"][0]["path"] = "../../outside.csv"
    file.write_text(json.dumps(package), encoding="utf-8")
    done = run("validate", str(copied))
    assert done.exit_code == 1
    assert "AR601 error: datapackage.json differs" in done.output
    assert not frictionless.validate(str(file)).valid
