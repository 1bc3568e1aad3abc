"""Seeds to datasets: the same bytes everywhere, never half-written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from armsref.build.write import build, write

Run = Callable[..., Any]


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_the_bytes_do_not_depend_on_the_machine(copied: Path, locale: str) -> None:
    for file in (copied / "datasets").iterdir():
        file.unlink()
    environment = {
        **os.environ,
        "LC_ALL": locale,
        "PYTHONHASHSEED": locale[-1] and "7",
        "TZ": "Asia/Tehran",
    }
    command = [sys.executable, "-m", "armsref", "build", str(copied)]
    subprocess.run(command, check=True, env=environment, cwd="/", capture_output=True)
    for name, data in build(copied).files.items():
        assert (copied / "datasets" / name).read_bytes() == data


def test_build_check_fails_and_names_the_remedy(run: Run, copied: Path) -> None:
    assert run("build", str(copied), "--check").exit_code == 0
    file = copied / "datasets" / "specs.csv"
    file.write_bytes(file.read_bytes().replace(b"300", b"301"))
    result = run("build", str(copied), "--check")
    assert result.exit_code == 1
    assert "datasets/specs.csv:1: AR601" in result.output
    assert "run armsref build" in result.output
    assert run("build", str(copied)).exit_code == 0
    assert run("build", str(copied), "--check").exit_code == 0


def test_a_stray_file_is_found(run: Run, copied: Path) -> None:
    (copied / "datasets" / "notes.txt").write_text("x", encoding="utf-8")
    result = run("validate", str(copied))
    assert result.exit_code == 1
    assert "notes.txt is not made by the seeds; remove it" in result.output


def test_a_faulty_seed_leaves_the_old_files(run: Run, copied: Path) -> None:
    before = {p.name: p.read_bytes() for p in (copied / "datasets").iterdir()}
    article = copied / "seeds" / "articles" / "tampafp-2024-02.toml"
    article.write_bytes(article.read_bytes().replace(b"435 miles", b"436 miles"))
    assert run("build", str(copied)).exit_code == 1
    assert {p.name: p.read_bytes() for p in (copied / "datasets").iterdir()} == before


def test_a_crash_in_the_middle_leaves_whole_files(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills while the third file is written aside: nothing of the old is touched."""
    before = {p.name: p.read_bytes() for p in (copied / "datasets").iterdir()}
    files = {name: data + b"\n" for name, data in build(copied).files.items()}
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write(copied, files)
    assert {p.name: p.read_bytes() for p in (copied / "datasets").iterdir()} == before
    assert [p.name for p in copied.iterdir() if p.name.startswith(".datasets-")] == []


@pytest.mark.parametrize(
    ("folder", "code"), [("nowhere", 2), ("datasets", 2), ("seeds/systems.toml", 2)]
)
def test_a_folder_without_seeds(run: Run, copied: Path, folder: str, code: int) -> None:
    for command in ("build", "validate"):
        result = run(command, str(copied / folder))
        assert result.exit_code == code
        assert (result.output, result.error.count("\n")) == ("", 1)
        assert re.search("has no folder seeds/|reads folders with seeds/", result.error)


def test_validate_of_unreadable_seeds_is_2_and_goes_on(run: Run, copied: Path) -> None:
    articles = copied / "seeds" / "articles"
    (articles / "tampafp-2024-02.toml").write_bytes(b"\xff\xfe")
    (articles / "munsifdaily-2024-09.toml").write_bytes(b"[[claim")
    result = run("validate", str(copied))
    assert result.exit_code == 2
    assert "tampafp-2024-02.toml:1: AR001" in result.output
    assert "munsifdaily-2024-09.toml:1:8: AR002" in result.output
