"""What counts: --select, --ignore, pyproject.toml, --baseline, and where findings are written."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import junitparser
import pytest
from invented import HEADER, Dataset, claim

Run = Callable[..., Any]
IMPLAUSIBLE = claim("700,000 km")
MISMATCH = claim("300 km (162 miles)")
NO_CUE = claim("900 km").replace('cue = "range"\n', "")


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """A dataset with findings AR203, AR205 and AR206, whose tables are what can be made."""
    Dataset(tmp_path).add("cnn", "2021", NO_CUE, MISMATCH, IMPLAUSIBLE)
    assert run("build", str(tmp_path), "--ignore", "AR2").exit_code == 0
    return tmp_path


def told(run: Run, folder: Path, *options: str) -> tuple[set[str], str]:
    """Return the codes of the findings that are told, and the summary."""
    output = run("validate", str(folder), *options).output
    codes = set(re.findall(r": (AR\d{3}) ", output))
    (summary,) = (line for line in output.splitlines() if re.match(r"\d+ articles, ", line))
    return codes, summary


#: Options, the codes that are told, how many are said to be ignored.
SELECTED = [
    ((), {"AR203", "AR205", "AR206"}, 0),
    (("--select", "AR2"), {"AR203", "AR205", "AR206"}, 0),
    (("--select", "AR205,AR206"), {"AR205", "AR206"}, 1),
    (("--select", "ar205, AR206 "), {"AR205", "AR206"}, 1),
    (("--select", "AR5"), set(), 3),
    (("--ignore", "AR2"), set(), 3),
    (("--ignore", "AR206"), {"AR203", "AR205"}, 1),
    (("--select", "AR206", "--ignore", "AR2"), {"AR206"}, 2),
    (("--select", "AR2", "--ignore", "AR20"), set(), 3),
    (("--select", "AR2", "--ignore", "AR206"), {"AR203", "AR205"}, 1),
    (("--select", ""), {"AR203", "AR205", "AR206"}, 0),
]


@pytest.mark.parametrize(("options", "codes", "ignored"), SELECTED)
def test_rules_are_chosen(
    run: Run, folder: Path, options: tuple[str, ...], codes: set[str], ignored: int
) -> None:
    found, summary = told(run, folder, *options)
    assert found == codes
    assert (f"left out: {ignored} ignored" in summary) == bool(ignored)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(("word", "said"), [("AR296", "AR209"), ("AR2X6", "AR206"), ("E501", "")])
def test_an_unknown_rule_is_said(run: Run, folder: Path, option: str, word: str, said: str) -> None:
    result = run("validate", str(folder), option, f"AR2,{word}")
    assert (result.exit_code, result.output) == (2, "")
    assert f"{option}: no rule {word!r}" in result.error
    assert said in result.error


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--ignore", "AR0"), 2),
        (("--select", "AR5"), 2),
        (("--ignore", "AR002", "--select", "AR5"), 0),
    ],
)
def test_what_cannot_be_read_is_ignored_by_its_full_code_alone(
    run: Run, folder: Path, options: tuple[str, ...], code: int
) -> None:
    (folder / "seeds" / "articles" / "cnn-2022.toml").write_text("[[claim]\n", encoding="utf-8")
    result = run("validate", str(folder), *options)
    assert result.exit_code == code
    assert ("AR002" in result.output) == (code == 2)


#: A table of pyproject.toml, options on the command line, what is told.
SETTLED = [
    ('ignore = ["AR2"]', (), set(), 0),
    ('select = ["AR206"]', (), {"AR206"}, 1),
    ('select = ["AR206"]', ("--select", "AR203"), {"AR203"}, 1),
    ('ignore = ["AR2"]', ("--ignore", "AR206"), {"AR203", "AR205"}, 1),
    ('ignore = ["AR2"]', ("--ignore", ""), {"AR203", "AR205", "AR206"}, 1),
    ('baseline = "known.json"', (), set(), 0),
]


@pytest.mark.parametrize(("table", "options", "codes", "exit_code"), SETTLED)
def test_a_project_settles_what_counts(
    run: Run, folder: Path, table: str, options: tuple[str, ...], codes: set[str], exit_code: int
) -> None:
    run("validate", str(folder), "--write-baseline", str(folder / "known.json"))
    project = f"[project]\nname = 'x'\n[tool.armsref]\n{table}\n"
    (folder / "pyproject.toml").write_text(project, encoding="utf-8")
    assert told(run, folder, *options)[0] == codes
    assert run("validate", str(folder), *options).exit_code == exit_code


def test_the_nearest_table_above_counts(run: Run, folder: Path) -> None:
    inner = folder / "inner"
    Dataset(inner).add("cnn", "2021", IMPLAUSIBLE)
    outside = '[tool.armsref]\nignore = ["AR6", "AR206"]\n'
    (folder / "pyproject.toml").write_text(outside, encoding="utf-8")
    (inner / "pyproject.toml").write_text("[tool.ruff]\n", encoding="utf-8")
    assert run("validate", str(inner)).exit_code == 0
    (inner / "pyproject.toml").write_text("[tool.armsref]\n", encoding="utf-8")
    assert run("validate", str(inner)).exit_code == 1


#: A pyproject.toml that does not fit, and the words that say so.
MISFITS = [
    ("[tool.armsref]\nselekt = []\n", "tool.armsref has no key 'selekt'; use select, ignore"),
    ("[tool.armsref]\nselect = 'AR5'\n", "tool.armsref.select is a list of codes"),
    ("[tool.armsref]\nignore = [5]\n", "tool.armsref.ignore is a list of codes"),
    ("[tool.armsref]\nignore = ['AR99']\n", "tool.armsref.ignore: no rule 'AR99'"),
    ("[tool.armsref]\nstrict = 'yes'\n", "tool.armsref.strict is true or false"),
    ("[tool.armsref]\nbaseline = true\n", "tool.armsref.baseline is the name of a file"),
    ("[tool.armsref]\nbaseline = 'none.json'\n", "none.json: cannot be read"),
    ("[tool]\narmsref = 5\n", "tool.armsref is no table"),
    ("[tool.armsref\n", "is not TOML"),
    ("a = [" + "[" * 5000, "is not TOML"),
]


@pytest.mark.parametrize(("text", "said"), MISFITS, ids=[said for _, said in MISFITS])
def test_a_table_that_does_not_fit(run: Run, folder: Path, text: str, said: str) -> None:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    result = run("validate", str(folder))
    assert (result.exit_code, result.output) == (2, "")
    assert said in result.error
    assert result.error.count("\n") == 1


def test_a_baseline_holds_what_was_there(run: Run, folder: Path) -> None:
    file = folder / "known.json"
    written = run("validate", str(folder), "--write-baseline", str(file))
    assert written.exit_code == 0
    before = file.read_bytes()
    number = len(json.loads(before)["findings"]["validate"])
    assert f"left out: {number} in the baseline" in written.output
    run("validate", str(folder), "--write-baseline", str(file))
    assert file.read_bytes() == before
    again = run("validate", str(folder), "--baseline", str(file))
    assert (again.exit_code, "AR2" in again.output) == (0, False)

    dataset = folder / "seeds" / "articles" / "cnn-2021.toml"
    text = dataset.read_text(encoding="utf-8")
    dataset.write_text("# moved\n\n" + text + IMPLAUSIBLE, encoding="utf-8")
    more = run("validate", str(folder), "--baseline", str(file))
    assert more.exit_code == 1
    assert {"AR206", "AR301"} == set(re.findall(r": (AR\d{3}) ", more.output))

    dataset.write_text(text.replace(NO_CUE, ""), encoding="utf-8")
    less = run("validate", str(folder), "--baseline", str(file))
    assert less.exit_code == 0
    assert f"{file}: 1 are no longer found; write it again" in less.output


def test_a_baseline_covers_as_many_as_it_says(run: Run, folder: Path) -> None:
    (folder / "seeds" / "articles" / "cnn-2021.toml").unlink()
    systems = folder / "seeds" / "systems.toml"
    text = systems.read_text(encoding="utf-8")
    systems.write_text(
        text.replace('["Beta"]', '["Beta"]\nnamesakes = ["nobody"]'), encoding="utf-8"
    )
    file = folder / "known.json"
    run("validate", str(folder), "--write-baseline", str(file))
    assert run("build", str(folder), "--baseline", str(file)).exit_code == 0
    assert run("validate", str(folder), "--baseline", str(file)).exit_code == 0
    twice = '["Beta"]\nnamesakes = ["nobody", "nobody"]'
    systems.write_text(text.replace('["Beta"]', twice), encoding="utf-8")
    result = run("validate", str(folder), "--baseline", str(file))
    assert result.exit_code == 1
    assert result.output.count("AR101") == 1


def test_a_baseline_keeps_each_commands_apart(run: Run, folder: Path) -> None:
    file, texts = folder / "known.json", folder / "texts"
    texts.mkdir()
    assert run("validate", str(folder), "--write-baseline", str(file)).exit_code == 0
    verify = ("verify", str(folder), "--texts", str(texts))
    assert run(*verify, "--write-baseline", str(file)).exit_code == 0
    assert set(json.loads(file.read_bytes())["findings"]) == {"validate", "verify"}
    assert "no longer" not in run(*verify, "--baseline", str(file)).output
    built = run("build", str(folder), "--baseline", str(file))
    assert built.exit_code == 0
    assert "not in it, since they cannot be read: c" in built.output


def test_what_cannot_be_read_enters_no_baseline(run: Run, folder: Path) -> None:
    (folder / "seeds" / "articles" / "cnn-2022.toml").write_text("[[claim]\n", encoding="utf-8")
    file = folder / "known.json"
    result = run("validate", str(folder), "--write-baseline", str(file))
    assert result.exit_code == 2
    assert "AR002" not in file.read_text(encoding="utf-8")


#: An article file that is left out whole, and the finding.
LEFT_OUT = [
    ("cnn-2022.toml", "titel = 'x'\n", "AR003"),
    ("headline.toml", "", "AR004"),
    ("cnn-2022.toml", HEADER.format(label="CNN2", outlet="cnn", date="2022"), "AR005"),
    ("cnn-2022.toml", "[[claim]\n", "AR002"),
]


@pytest.mark.parametrize("how", ["ignore", "select", "project", "baseline"])
@pytest.mark.parametrize(("name", "text", "code"), LEFT_OUT)
def test_nothing_is_built_without_a_whole_file(
    run: Run, tmp_path: Path, name: str, text: str, code: str, how: str
) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("cnn", "2021", claim("700 km"))
    assert run("build", str(tmp_path)).exit_code == 0
    before = {p.name: p.read_bytes() for p in (tmp_path / "datasets").iterdir()}
    (dataset.articles / name).write_text(text, encoding="utf-8")
    known = tmp_path / "known.json"
    options = {
        "ignore": ("--ignore", code),
        "select": ("--select", "AR5", "--ignore", code),
        "project": (),
        "baseline": ("--baseline", str(known)),
    }[how]
    if how == "project":
        project = f'[tool.armsref]\nignore = ["{code}"]\n'
        (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    run("validate", str(tmp_path), "--write-baseline", str(known))
    checked = run("validate", str(tmp_path), *options)
    if how != "baseline" or code != "AR002":  # what cannot be read enters no baseline
        assert (checked.exit_code, code in checked.output) == (0, False)
        said = f"left out whole, so that armsref build writes nothing: seeds/articles/{name}"
        assert said in checked.output
    for more in ((), ("--check",)):
        built = run("build", str(tmp_path), *options, *more)
        assert built.exit_code == (2 if code == "AR002" else 1)
        assert f": {code} error: " in built.output
    assert {p.name: p.read_bytes() for p in (tmp_path / "datasets").iterdir()} == before


def test_an_edited_table_enters_no_baseline(run: Run, folder: Path) -> None:
    table, known = folder / "datasets" / "terms.csv", folder / "known.json"
    table.write_bytes(table.read_bytes() + b"x")
    written = run("validate", str(folder), "--write-baseline", str(known))
    assert (written.exit_code, "terms.csv differs" in written.output) == (1, True)
    again = run("validate", str(folder), "--baseline", str(known))
    assert (again.exit_code, "terms.csv differs" in again.output) == (1, True)


WHOLE = {"code": "AR206", "file": "a", "field": None, "message": "m", "count": 1}
CHANGES: list[dict[str, object]] = [
    {"count": 0},
    {"count": True},
    {"file": 5},
    {"more": 1},
    {"field": []},
]
#: A file that is no baseline.
BROKEN: list[bytes | object] = [
    b"",
    b"\xff\xfe",
    b"{",
    b"[" * 100_000,
    [],
    {"findings": {}},
    {"armsref-baseline": 2, "findings": {}},
    {"armsref-baseline": 1, "findings": []},
    {"armsref-baseline": 1, "findings": {"validate": {}}},
    *(
        {"armsref-baseline": 1, "findings": {"validate": [{**WHOLE, **change}]}}
        for change in CHANGES
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_baseline_is_one_line(run: Run, folder: Path, broken: object) -> None:
    file = folder / "known.json"
    file.write_bytes(broken if isinstance(broken, bytes) else json.dumps(broken).encode())
    for option in ("--baseline", "--write-baseline"):
        before = file.read_bytes()
        result = run("validate", str(folder), option, str(file))
        assert (result.exit_code, result.output) == (2, "")
        assert str(file) in result.error
        assert result.error.count("\n") == 1
        assert file.read_bytes() == before


@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "/dev/full"])
def test_a_baseline_that_is_no_file_is_one_line(
    run: Run, folder: Path, option: str, name: str
) -> None:
    os.mkfifo(folder / "pipe")
    result = run("validate", str(folder), option, str(folder / name))
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert "is a pipe" in result.error or "is no ordinary file" in result.error


def test_findings_go_to_files_and_the_summary_stays(run: Run, folder: Path) -> None:
    options = [f"--format={name}={folder / name}" for name in ("sarif", "junit", "json")]
    result = run("validate", str(folder), *options)
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    documents = json.loads((folder / "json").read_bytes())
    results = json.loads((folder / "sarif").read_bytes())["runs"][0]["results"]
    suites = junitparser.JUnitXml.fromstring((folder / "junit").read_bytes())
    assert len(documents) == len(results) == suites.tests
    both = run("validate", str(folder), "--format", "github", f"--format=sarif={folder / 'again'}")
    assert (folder / "again").read_bytes() == (folder / "sarif").read_bytes()
    assert both.output.startswith("::error file=")
    assert result.output.splitlines()[-1] == both.output.splitlines()[-1]


@pytest.mark.parametrize("format_", ["json", "sarif", "junit"])
@pytest.mark.parametrize("command", ["validate", "build", "verify"])
def test_a_document_stands_alone(run: Run, folder: Path, format_: str, command: str) -> None:
    (folder / "texts").mkdir()
    texts = ("--texts", str(folder / "texts")) if command == "verify" else ()
    result = run(command, str(folder), *texts, "--format", format_)
    if format_ == "junit":
        junitparser.JUnitXml.fromstring(result.output.encode())
    else:
        json.loads(result.output)
    assert "finding" in result.error.splitlines()[-1]


#: What is asked for that cannot be, and the words that say so.
REFUSED = [
    (("xml",), "no format 'xml'; use one of text, json, github, sarif, junit"),
    (("json", "text"), "two go to the same place"),
    (("json=a", "sarif=a"), "two go to the same place"),
    (("json=",), "'json=' names no file; write json=FILE"),
    (("json={folder}",), "is a folder"),
    (("json={folder}/none/a",), "there is no folder"),
    (("json=/dev/null",), "is no ordinary file"),
]


@pytest.mark.parametrize(("formats", "said"), REFUSED)
def test_what_cannot_be_written(
    run: Run, folder: Path, formats: tuple[str, ...], said: str
) -> None:
    options = [f"--format={word.format(folder=folder)}" for word in formats]
    result = run("validate", str(folder), *options)
    assert (result.exit_code, result.output) == (2, "")
    assert said in result.error


def test_a_place_is_that_of_the_repository(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def place(*arguments: str) -> str:
        output = run("validate", *arguments, "--format", "github", "--select", "AR206").output
        return str(re.findall("file=([^,]*)", output)[0])

    inside = "seeds/articles/cnn-2021.toml"
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(folder.parent)
    assert place(folder.name) == f"{folder.name}/{inside}"
    monkeypatch.chdir(folder)
    assert place() == inside
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder.parent))
    assert place() == f"{folder.name}/{inside}"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder / "seeds"))
    assert place() == inside


#: A file that is named itself, and the command that finds something in it.
NAMED = [
    ("validate", "x.csv", "id,label,level,parent\nA,A,system,\n"),
    ("audit", "x.csv", "name,range (km)\nZolfaghar,999999\n"),
    ("check", "x.md", "The Zolfaghar has a range of 9000 km.\n"),
]


@pytest.mark.parametrize(("command", "name", "content"), NAMED)
def test_a_file_that_is_named_is_placed_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str, content: str
) -> None:
    def places() -> set[str]:
        github = run(command, f"tables/{name}", "--format", "github").output
        results = json.loads(run(command, f"tables/{name}", "--format", "sarif").output)
        places = [one["locations"][0] for one in results["runs"][0]["results"]]
        uris = {place["physicalLocation"]["artifactLocation"]["uri"] for place in places}
        return {*re.findall("file=([^,]*)", github), *uris}

    (tmp_path / "work" / "tables").mkdir(parents=True)
    (tmp_path / "work" / "tables" / name).write_text(content, encoding="utf-8")
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path / "work")
    assert places() == {f"tables/{name}"}
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert places() == {f"work/tables/{name}"}


def test_the_folder_of_verify_is_in_the_place(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "texts").mkdir()
    (folder / "seeds" / "articles" / "cnn-2021.toml").write_text("x", encoding="utf-8")
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(folder.parent)
    done = run("verify", folder.name, "--texts", str(tmp_path / "texts"), "--format", "github")
    assert f"file={folder.name}/seeds/articles/cnn-2021.toml" in done.output


def test_warnings_that_do_not_count_are_said() -> None:
    from armsref.cli.reporting import Output, Reporting
    from armsref.findings import Finding
    from armsref.findings.selection import Selection

    inside = Finding("t.csv", 2, "AR705", "m", "r")
    for strict, code in ((False, 0), (True, 1)):
        reporting = Reporting((Output("text"),), strict, Selection())
        assert reporting.tell([inside], "1 row") == reporting.exit_code(iter([inside])) == code


def test_a_terminal_gets_colour(folder: Path) -> None:
    head, tail = pty.openpty()
    words = [sys.executable, "-m", "armsref", "validate", str(folder), "--select", "AR206"]
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"}
    done = subprocess.run(words, stdout=tail, check=False, env=environment)
    os.close(tail)
    shown = os.read(head, 100_000).decode()
    os.close(head)
    assert done.returncode == 1
    assert "\x1b[1;33mAR206 warning\x1b[0m" in shown
    assert "mend the quote" in shown


def test_numbers_and_nouns_agree(run: Run, tmp_path: Path) -> None:
    Dataset(tmp_path).open()
    assert run("validate", str(tmp_path)).output == "1 article, 2 systems: no findings\n"
