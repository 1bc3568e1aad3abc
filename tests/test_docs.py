"""What the documents show is what the commands print."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import armsref

Run = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("all_shipped")
DOCUMENTS = [
    "README.md",
    "seeds/README.md",
    "tests/README.md",
    "armsref/cli/README.md",
    "armsref/findings/README.md",
    "armsref/reports/README.md",
]


def consoles(text: str) -> list[tuple[str, str]]:
    """Return each command of a console block with what the document says it prints."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL):
        for part in block.split("$ ")[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def test_the_consoles_of_the_readme_are_what_is_printed(run: Run, checkout: Path) -> None:
    shown = consoles((checkout / "README.md").read_text(encoding="utf-8"))
    assert len(shown) >= 2
    for command, output in shown:
        arguments = shlex.split(command)
        assert arguments[0] == "armsref"
        assert run(*arguments[1:]).output == output, command


def test_the_report_from_the_first_line_to_the_document(
    run: Run, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypandoc

    text = (checkout / "armsref" / "reports" / "README.md").read_text(encoding="utf-8")
    report = text.split("```markdown\n")[1].split("```")[0]
    (tmp_path / "report.md").write_text(report, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    made = []
    for command, output in consoles(text):
        program, *arguments = shlex.split(command)
        made += arguments[arguments.index("-o") + 1 :][:1] if "-o" in arguments else []
        if program == "pip":
            for extra in arguments[1].removeprefix(".[").removesuffix("]").split(","):
                assert extra in project["optional-dependencies"]
        elif program == "pandoc":
            pandoc = [pypandoc.get_pandoc_path(), *arguments]
            ran = subprocess.run(pandoc, capture_output=True, check=True)
            assert b"not found" not in ran.stderr
        else:
            assert program == "armsref"
            done = run(*arguments)
            assert (done.exit_code, done.error.replace("ranges.png: drawn\n", "")) == (0, ""), (
                command
            )
            assert output in (done.output, ""), command
    assert len(made) == 5
    for name in [*made, "ranges.png"]:
        assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_examples_in_python_run(checkout: Path, name: str) -> None:
    failed, _ = doctest.testfile(str(checkout / name), module_relative=False, encoding="utf-8")
    assert failed == 0


@pytest.mark.parametrize("name", [*DOCUMENTS, "datasets/README.md", "CHANGELOG.md"])
def test_links_lead_somewhere(checkout: Path, name: str) -> None:
    file = checkout / name
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"```markdown\n.*?```", "", text, flags=re.DOTALL)  # a file of the reader's
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith("http"):
            assert (file.parent / target).exists(), target


def test_the_readme_has_the_two_commands_and_ci_runs_the_second(checkout: Path) -> None:
    first = (
        "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/armsref show zolfaghar"
    )
    second = (
        "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]'"
        " && .venv/bin/python -m pytest -q"
    )
    readme = (checkout / "README.md").read_text(encoding="utf-8").splitlines()
    assert first in readme
    assert second in readme
    script = (checkout / ".ci" / "run").read_text(encoding="utf-8")
    assert second in script.splitlines()
    assert first in script


def test_one_version(checkout: Path) -> None:
    dataset = tomllib.loads((checkout / "seeds" / "dataset.toml").read_text(encoding="utf-8"))
    citation = (checkout / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (checkout / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\nversion: {armsref.__version__}\n" in citation
    released = re.search(r"date-released: (\S+)", citation)
    assert released
    assert f"## {armsref.__version__} - {released[1]}" in changelog
    assert dataset["version"] == armsref.__version__
    assert armsref.shipped().version.startswith(f"{armsref.__version__}+")


def test_the_two_licences_are_apart(checkout: Path) -> None:
    assert (checkout / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    data = (checkout / "datasets" / "LICENSE").read_text(encoding="utf-8")
    assert data.startswith("Attribution 4.0 International")
    package = (checkout / "datasets" / "datapackage.json").read_text(encoding="utf-8")
    assert '"name": "CC-BY-4.0"' in package


def test_the_top_level_is_the_agreed_one(checkout: Path) -> None:
    done = subprocess.run(
        ["git", "ls-files"], cwd=checkout, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("this is no git checkout: what is tracked cannot be told")
    top = {line.split("/")[0] for line in done.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} == {
        "CHANGELOG.md",
        "CITATION.cff",
        "LICENSE",
        "README.md",
        "action.yml",
        "armsref",
        "datasets",
        "pyproject.toml",
        "seeds",
        "tests",
    }
