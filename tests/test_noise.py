"""One mistake is one finding: what only follows from it is not said, and nothing else is hidden."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import Dataset, claim

Run = Callable[..., Any]
TAMPA = "articles/tampafp-2024-02.toml"
SYSTEMS = "systems.toml"


@pytest.fixture
def light(copied: Path) -> Path:
    """A copy without the languages, which no article needs."""
    shutil.rmtree(copied / "seeds" / "languages")
    return copied


def edit(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / "seeds" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(run: Run, folder: Path) -> list[dict[str, Any]]:
    result = run("validate", str(folder), "--json")
    findings: list[dict[str, Any]] = json.loads(result.output)
    return findings


#: What stands in a seed file, what is written in its place, and all that is found.
ALONE = [
    (TAMPA, "[[claim]]", "[[claim]", ["AR002"]),
    (TAMPA, "title =", "titel =", ["AR003", "AR003"]),
    (TAMPA, '["told Reuters", 2158]', "5", ["AR003"]),
    (TAMPA, 'language = "en"', 'language = "eo"', ["AR201"]),
    (TAMPA, '["range", 721]', '["range", 722]', ["AR402"]),
    (SYSTEMS, 'level = "family"', 'level = "famly"', ["AR003"]),
    (SYSTEMS, "[[system]]", "[[system]", ["AR002"]),
    (SYSTEMS, '"Zolfaghar"]', "5]", ["AR003"]),
    ("dataset.toml", 'version = "0.1.0"', "version = 1", ["AR003"]),
]


@pytest.mark.parametrize(("name", "old", "new", "codes"), ALONE)
def test_a_mistake_stands_alone(
    run: Run, light: Path, name: str, old: str, new: str, codes: list[str]
) -> None:
    edit(light, name, old, new)
    assert [(f["code"], f["file"]) for f in found(run, light)] == [
        (code, f"seeds/{name}") for code in codes
    ]


def test_the_summary_says_that_the_datasets_were_not_compared(run: Run, light: Path) -> None:
    assert "compared" not in run("validate", str(light)).output
    edit(light, TAMPA, "title =", "titel =")
    assert "datasets/ is compared when the seeds are mended" in run("validate", str(light)).output


def test_what_is_independent_is_found_beside_a_mistake(run: Run, light: Path) -> None:
    """A stray, a missing file, and an edit by hand in what no article is part of."""
    edit(light, TAMPA, "[[claim]]", "[[claim]")
    datasets = light / "datasets"
    (datasets / "notes.txt").write_text("x", encoding="utf-8")
    (datasets / "claims.csv").unlink()
    for name in ("terms.csv", "outlets.csv", "attributes.csv", "article.schema.json", "LICENSE"):
        with (datasets / name).open("a", encoding="utf-8") as file:
            file.write("\n")
    files = [f["file"].rpartition("/")[2] for f in found(run, light) if f["code"] == "AR601"]
    assert sorted(files) == [
        "LICENSE",
        "article.schema.json",
        "attributes.csv",
        "claims.csv",
        "notes.txt",
        "outlets.csv",
        "terms.csv",
    ]


@pytest.mark.parametrize("name", ["claims.csv", "specs.csv", "README.md", "articles.csl.json"])
def test_an_edit_by_hand_is_found_while_the_seeds_are_clean(
    run: Run, light: Path, name: str
) -> None:
    file = light / "datasets" / name
    file.write_bytes(file.read_bytes() + b"\n")
    assert [(f["code"], f["file"]) for f in found(run, light)] == [("AR601", f"datasets/{name}")]


def test_faulty_systems_are_one_finding_of_verify(run: Run, light: Path, text_folder: Path) -> None:
    """What has nothing to do with names is found beside it."""
    edit(light, SYSTEMS, 'level = "family"', 'level = "famly"')
    edit(light, TAMPA, '["range", 721]', '["range", 722]')
    result = run("verify", str(light), "--texts", str(text_folder))
    lines = [line.split(" ")[1] for line in result.output.splitlines() if " error: " in line]
    assert (result.exit_code, lines) == (1, ["AR501", "AR003"])


def test_what_several_records_rest_on_is_said_once(
    run: Run, light: Path, text_folder: Path
) -> None:
    edit(light, TAMPA, '["said to Reuters", 1961]', '["said to Reuters", 1962]')
    edit(light, TAMPA, '["Iran", 308]', '["Iran", 309]')
    result = run("verify", str(light), "--texts", str(text_folder), "--lock")
    lines = [line.split(" ")[0] for line in result.output.splitlines() if " error: " in line]
    assert lines == [f"seeds/{TAMPA}:8:1:", f"seeds/{TAMPA}:50:1:"]
    # None of them was found, though the finding is one.
    assert "AR401" in {f["code"] for f in found(run, light)}


def huge(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(50_000_000)


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


#: What becomes of a file, and what is said of it; a vocabulary cannot be done without.
BAD_FILES: list[tuple[str, Callable[[Path], object], str]] = [
    ("50 MB", huge, "larger than 5,000,000 bytes; split"),
    ("a pipe", pipe, "is a pipe; put a file in its place"),
    ("a folder", folder, "cannot be read: "),
    ("UTF-16", lambda file: file.write_bytes("a = 1".encode("utf-16")), "UTF-8"),
    ("Latin-1", lambda file: file.write_bytes(b'a = "\xe9"'), "UTF-8"),
    ("a mark", lambda file: file.write_bytes(b"\xef\xbb\xbfa = 1"), "byte order mark; save it as"),
    ("a NUL byte", lambda file: file.write_bytes(b'a = "\0"'), r"1:6: .*Illegal character '\x00'"),
    ("depth", lambda file: file.write_bytes(b"a = " + b"[" * 10_000), "1:5: .*nested too deeply"),
    ("tables", lambda file: file.write_bytes(b"\na = " + b"{a=" * 10_000), "2:5: .*too deeply"),
    ("digits", lambda file: file.write_bytes(b"a = " + b"9" * 9_999), "1:5: .*too many digits"),
    ("cut off", lambda file: file.write_bytes(b"a = 1\nb = [\n"), "3:1: .*Invalid value"),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """An invented dataset, built; a test puts back what it spoils."""
    dataset = Dataset(tmp_path_factory.mktemp("small"))
    dataset.add("cnn", "2021", claim("drone", "class", "alpha beta"))
    dataset.open()
    return dataset


@pytest.mark.parametrize("name", ["articles/cnn-2021.toml", SYSTEMS, "dataset.toml"])
@pytest.mark.parametrize(
    ("do", "said"), [row[1:] for row in BAD_FILES], ids=[row[0] for row in BAD_FILES]
)
def test_a_bad_file_is_one_finding(
    run: Run, small: Dataset, name: str, do: Callable[[Path], object], said: str
) -> None:
    file = small.folder / "seeds" / name
    before = file.read_bytes()
    do(file)
    try:
        result = run("validate", str(small.folder))
    finally:
        file.rmdir() if file.is_dir() else file.unlink()
        file.write_bytes(before)
    assert (result.exit_code, result.output.count("\n")) == (2, 2), result.output
    told, summary = result.output.splitlines()
    assert told.startswith(f"seeds/{name}:")
    assert all(part in told for part in said.split(".*")), told
    assert "1 finding (1 error)" in summary
    assert len(told) < 200


@pytest.mark.parametrize(
    ("do", "said"), [row[1:] for row in BAD_FILES], ids=[row[0] for row in BAD_FILES]
)
def test_a_bad_vocabulary_is_one_error(
    run: Run, small: Dataset, do: Callable[[Path], object], said: str
) -> None:
    file = small.folder / "seeds" / "vocabulary.toml"
    file.touch()
    do(file)
    try:
        result = run("validate", str(small.folder))
    finally:
        file.rmdir() if file.is_dir() else file.unlink()
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert "seeds/vocabulary.toml:" in result.error
    assert all(part in result.error for part in said.split(".*")), result.error


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "said"),
    [
        (
            "vocabulary.toml",
            'second = "mi"',
            'second = "furlong"',
            'second = "mi"',
            ":1: attribute.range.second",
        ),
        (
            "vocabulary.toml",
            '["road mobile"]',
            '["-"]',
            '["road mobile"]',
            ":10: attribute.mobility.terms.road-mobile.forms.0",
        ),
        (
            "vocabulary.toml",
            '["CNN"]',
            '["CNN", "Reuters"]',
            "cnn =",
            ":1: outlet: 'Reuters' stands",
        ),
        ("languages/de.toml", "label =", "lable =", "", ":1: label: is missing"),
        (
            "languages/de.toml",
            "[cues]\n",
            "[cues]\ncolour = ['x']\n",
            "colour",
            ":1: 'colour' is no unit",
        ),
    ],
)
def test_a_word_file_says_where(
    run: Run, copied: Path, name: str, old: str, new: str, place: str, said: str
) -> None:
    text = (copied / "seeds" / name).read_text(encoding="utf-8").replace(old, new, 1)
    line = text[: text.index(new if place == old else place)].count("\n") + 1
    edit(copied, name, old, new)
    result = run("validate", str(copied))
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert f"seeds/{name}:{line}{said}" in result.error
