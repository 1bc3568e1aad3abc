"""Somebody's dataset that is broken: one line, exit code 2, nothing printed before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from armsref.errors import DataError
from armsref.reading.lexicon import load_lexicon

Run = Callable[..., Any]
COMMANDS = [("show", "zolfaghar"), ("list",), ("transfers",), ("cite", "zolfaghar")]
TABLES = ["systems", "names", "specs", "claims", "articles", "transfers", "terms", "outlets"]


def damaged(data: bytes, how: str) -> bytes:
    lines = data.splitlines(keepends=True)
    header = lines[0].rstrip(b"\n").split(b",")
    return {
        "empty": b"",
        "header only": lines[0],
        "no header": b"".join(lines[1:]),
        "not UTF-8": b"\xff\xfe" + data,
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
    for command in COMMANDS:
        result = run(*command, "--dataset", str(copied))
        assert result.exit_code in (0, 2)
        if result.exit_code == 2:
            assert (result.output, result.error.count("\n")) == ("", 1), command


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
    ('forms = ["missile"]', 'forms = ["missile", "ballistic missiles"]', "'ballistic missile'"),
    ('names = ["Russia", ', 'names = ["Russia", "Iran", ', "'Iran' stands for IRN and for RUS"),
    ('names = ["CNN"]', 'names = ["CNN", "Reuters"]', "stands for reuters and for cnn"),
    ('second = "mi"', 'second = "furlong"', "no unit 'furlong'"),
    ("attribute.stage", "attribute.phase", "attribute stage must be there"),
    ("[attribute.range]", "[attribute.level]", "the name is taken by every system"),
    ('forms = ["missile"]', 'forms = ["-"]', "has no letter"),
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
