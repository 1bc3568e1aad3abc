"""Somebody's dataset that is broken: one line, exit code 2, nothing printed before it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from armsref.errors import DataError
from armsref.reading.lexicon import load_lexicon

Run = Callable[..., Any]
COMMANDS = [("show", "zolfaghar"), ("list",), ("transfers",), ("cite", "zolfaghar")]
#: A command that reads all tables; no file may come of it.
EXPORT = ("export", "-o")
TABLES = ["systems", "names", "specs", "claims", "articles", "transfers", "terms", "outlets"]


def damaged(data: bytes, how: str) -> bytes:
    lines = data.splitlines(keepends=True)
    header = lines[0].rstrip(b"\n").split(b",")
    return {
        "empty": b"",
        "header only": lines[0],
        "no header": b"".join(lines[1:]),
        "not UTF-8": b"\xff\xfe" + data,
        "UTF-16": data.decode().encode("utf-16"),
        "Latin-1": data + "é,".encode("latin-1"),
        "NUL bytes": data[:-9] + b"\0" + data[-9:],
        "an open quote": data + b'"abc',
        "other delimiter": data.replace(b",", b";"),
        "a long line": data + b"x" * 200_000 + b"\n",
        "ragged": data + b"one cell\n",
        "a column twice": b",".join([*header[:-1], header[0]]) + b"\n" + b"".join(lines[1:]),
        "a column missing": b",".join([*header[:-1], b"other"]) + b"\n" + b"".join(lines[1:]),
        "letters for ids": data.replace(b"c", b"X"),
    }[how]


@pytest.mark.parametrize(
    "how",
    [
        "empty",
        "header only",
        "no header",
        "not UTF-8",
        "UTF-16",
        "Latin-1",
        "NUL bytes",
        "an open quote",
        "other delimiter",
        "a long line",
        "ragged",
        "a column twice",
        "a column missing",
        "letters for ids",
    ],
)
@pytest.mark.parametrize("table", TABLES)
def test_a_broken_table_is_one_line(run: Run, copied: Path, table: str, how: str) -> None:
    file = copied / "datasets" / f"{table}.csv"
    file.write_bytes(damaged(file.read_bytes(), how))
    # Laid over the shipped data every table is read.
    over = ("show", "ababil", "--over-shipped")
    for command in (*COMMANDS, over):
        result = run(*command, "--dataset", str(copied))
        assert result.exit_code in (0, 2)
        if result.exit_code == 2:
            assert (result.output, result.error.count("\n")) == ("", 1), command
    if how not in ("header only", "letters for ids"):  # which may be a table all the same
        refused(run, copied)


def refused(run: Run, folder: Path, said: str = "") -> None:
    """Export a broken dataset: it must be refused in one line, without a file."""
    result = run(*EXPORT, str(folder / "a.sqlite"), "--dataset", str(folder))
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert said in result.error
    assert sorted(path.name for path in folder.iterdir()) == ["datasets", "seeds"]


def replaced(file: Path, how: str, outside: Path) -> None:
    """Put something else in a file's place."""
    file.replace(outside / file.name)
    if how == "folder":
        file.mkdir()
    elif how == "pipe":
        os.mkfifo(file)
    elif how == "device":
        file.symlink_to("/dev/zero")
    elif how == "circle":
        file.symlink_to(file.name)
    else:
        file.symlink_to(outside / file.name)


@pytest.mark.parametrize("name", [*(f"{table}.csv" for table in TABLES), "datapackage.json"])
@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("folder", "is no ordinary file"),
        ("pipe", "is no ordinary file"),
        ("device", "is no ordinary file"),
        ("circle", "Too many levels of symbolic links"),
        ("link out", "is a link that leads out of"),
    ],
)
def test_what_is_no_file_of_the_dataset_is_one_line(
    run: Run, copied: Path, tmp_path_factory: pytest.TempPathFactory, name: str, how: str, said: str
) -> None:
    replaced(copied / "datasets" / name, how, tmp_path_factory.mktemp("outside"))
    # Without specs.csv as a file there is no dataset.
    refused(run, copied, said if name != "specs.csv" or how == "link out" else "has no datasets/")


def test_links_within_a_dataset_and_a_linked_dataset_are_fine(run: Run, copied: Path) -> None:
    file = copied / "datasets" / "specs.csv"
    file.replace(copied / "datasets" / "real.csv")
    file.symlink_to("real.csv")
    linked = copied / "linked"
    linked.symlink_to(copied)
    for folder in (copied, linked):
        assert run("show", "zolfaghar", "--dataset", str(folder)).exit_code == 0


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "null", '{"version": 1}', "[" * 100_000, "{}", '{"version": NaN}']
)
def test_a_descriptor_that_is_none_is_one_line(run: Run, copied: Path, text: str) -> None:
    (copied / "datasets" / "datapackage.json").write_text(text, encoding="utf-8")
    refused(run, copied, "datapackage.json: cannot be read")


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_table_is_one_line(run: Run, copied: Path, table: str) -> None:
    (copied / "datasets" / f"{table}.csv").unlink()
    results = [run(*command, "--dataset", str(copied)) for command in COMMANDS]
    assert 2 in {result.exit_code for result in results}
    assert all(r.error.count("\n") == 1 for r in results if r.exit_code)


def test_a_byte_order_mark_is_no_damage(run: Run, copied: Path) -> None:
    for file in (copied / "datasets").glob("*.csv"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert run("show", "zolfaghar", "--dataset", str(copied)).exit_code == 0


#: A change to the vocabulary that would let one of two meanings win, and what is said of it.
TIES = [
    (
        'words = ["mi", "mile", "statute mile", "land mile"]',
        'words = ["mi", "mile", "nm"]',
        "stands for mi and for nmi",
    ),
    ('["road mobile"]', '["road mobile", "rail mobile"]', "'rail mobile'"),
    ('names = ["Russia", ', 'names = ["Russia", "Iran", ', "'Iran' stands for IRN and for RUS"),
    ('names = ["CNN"]', 'names = ["CNN", "Reuters"]', "stands for reuters and for cnn"),
    ('second = "mi"', 'second = "furlong"', "no unit 'furlong'"),
    ("attribute.stage", "attribute.phase", "attribute stage must be there"),
    ("[attribute.range]", "[attribute.level]", "the name is taken by every system"),
    ('["road mobile"]', '["-"]', "has no letter"),
]


@pytest.mark.parametrize(("old", "new", "said"), TIES)
def test_a_vocabulary_that_does_not_fit(
    run: Run, copied: Path, old: str, new: str, said: str
) -> None:
    file = copied / "seeds" / "vocabulary.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match="vocabulary"):
        load_lexicon(file)
    result = run("validate", str(copied))
    assert (result.exit_code, result.output) == (2, "")
    assert said in result.error
