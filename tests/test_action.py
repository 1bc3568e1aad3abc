"""The GitHub Action and the pre-commit hooks: their steps run here, on good, bad and hostile input.

What only GitHub's runner can do is not tried: fetching the other actions, and the upload. The step
that installs is run with a ``pip`` that notes what it is asked for, since a test has no network.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from armsref import __version__
from armsref.cli import COMMANDS
from armsref.cli.report import REPORT_COMMANDS
from armsref.starter.make import make_dataset

ROOT = Path(__file__).resolve().parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

#: GitHub's own way to call a shell.
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")


class Ran(NamedTuple):
    """What came of a step."""

    exit_code: int
    printed: str
    outputs: dict[str, str]


class Runner:
    """A stand-in for GitHub's runner: a folder of work, the programs, the files of a job."""

    def __init__(self, folder: Path) -> None:
        self.work = folder / "work"
        make_dataset(self.work)
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.noted = folder / "noted"
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.output = folder / "output"
        self.program("armsref", f'exec {shlex.quote(sys.executable)} -m armsref "$@"')
        self.program("pip", self.note)

    @property
    def note(self) -> str:
        """The script of a program that notes the words it is called with."""
        return f'printf "%s\\0" "$@" >> {shlex.quote(str(self.noted))}'

    def program(self, name: str, script: str) -> None:
        file = self.programs / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    def words(self) -> list[str]:
        """Return the words that were noted, and forget them."""
        words = self.noted.read_bytes().decode().split("\0")[:-1] if self.noted.exists() else []
        self.noted.unlink(missing_ok=True)
        return words

    def run(self, step: str, **inputs: str) -> Ran:
        """Run a step with inputs, the others as they are by default."""
        (found,) = (one for one in STEPS if one.get("id") == step)
        known = {name: str(entry.get("default", "")) for name, entry in ACTION["inputs"].items()}
        assert set(inputs) <= set(known)
        known |= inputs
        # A template in a script would be put in before the shell reads it: there is none.
        assert "${{" not in found["run"]
        self.output.write_text("", encoding="utf-8")
        environment = {
            **os.environ,
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(self.temporary),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_WORKSPACE": str(self.work),
            **{name: _filled(value, known) for name, value in found["env"].items()},
        }
        done = subprocess.run(
            [*BASH, "-c", found["run"]],
            cwd=self.work,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        lines = self.output.read_text(encoding="utf-8").splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        assert len(outputs) == len(lines)
        return Ran(done.returncode, done.stdout + done.stderr, outputs)


def _filled(value: str, inputs: dict[str, str]) -> str:
    """Put an input into the one template that a variable is."""
    template = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)
    assert template, f"{value!r} is no input alone"
    return inputs[template[1]]


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def spoil(runner: Runner) -> None:
    file = runner.work / "datasets" / "specs.csv"
    file.write_bytes(file.read_bytes().replace(b"300", b"301"))


def results(runner: Runner, name: str = "armsref.sarif") -> list[dict[str, Any]]:
    sarif = json.loads((runner.work / name).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = sarif["runs"][0]["results"]
    return found


# ---------------------------------------------------------------- the step that runs the command


def test_clean_data(runner: Runner) -> None:
    ran = runner.run("run")
    assert ran.exit_code == 0, ran
    assert ran.outputs == {"exit-code": "0", "sarif": "true"}
    assert results(runner) == []
    assert "::error" not in ran.printed


def test_findings_are_annotated_and_written(runner: Runner) -> None:
    spoil(runner)
    ran = runner.run("run", sarif="findings.sarif")
    assert ran.exit_code == 1
    assert ran.outputs == {"exit-code": "1", "sarif": "true"}
    assert re.search(r"^::error .*file=datasets/specs\.csv", ran.printed, flags=re.MULTILINE)
    assert [result["ruleId"] for result in results(runner, "findings.sarif")] == ["AR601"]


def test_what_cannot_be_read_is_2_and_no_old_file_is_uploaded(runner: Runner) -> None:
    (runner.work / "armsref.sarif").write_text("of another run", encoding="utf-8")
    ran = runner.run("run", arguments="nowhere")
    assert (ran.exit_code, ran.outputs) == (2, {"exit-code": "2"})
    assert "nowhere" in ran.printed


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"arguments": "."}, 1),
        ({"arguments": "\n.\r\n\n"}, 1),
        ({"ignore": "AR601"}, 0),
        ({"select": "AR5"}, 0),
        ({"select": "AR5,AR6", "strict": "true"}, 1),
        ({"select": "no rule"}, 2),
    ],
)
def test_options_are_passed_on(runner: Runner, inputs: dict[str, str], code: int) -> None:
    spoil(runner)
    assert runner.run("run", **inputs).exit_code == code


def test_an_argument_a_line_may_hold_spaces(runner: Runner) -> None:
    make_dataset(runner.work / "a folder")
    ran = runner.run("run", arguments="a folder\n--strict\n")
    assert ran.exit_code == 0, ran


@pytest.mark.parametrize("command", ["validate", "audit", "check", "report check"])
def test_the_commands_are_those_of_the_package(runner: Runner, command: str) -> None:
    assert command in ACTION["inputs"]["command"]["description"]
    ran = runner.run("run", command=command, arguments="--help")
    assert ran.exit_code == 0, ran
    assert f"armsref {command}" in ran.printed


def test_a_figure_of_a_report_that_drifted_is_annotated(runner: Runner) -> None:
    text = 'a\n\nIt flies [700 km]{.armsref spec="zolfaghar.range"}.\n'
    (runner.work / "report.md").write_text(text, encoding="utf-8")
    ran = runner.run("run", command="report check", arguments="report.md")
    assert (ran.exit_code, ran.outputs["exit-code"]) == (1, "1")
    assert re.search(r"^::error .*file=report\.md,line=3,col=10", ran.printed, flags=re.MULTILINE)
    assert [result["ruleId"] for result in results(runner)] == ["AR905"]


#: What somebody might put into an input, to have a shell run it or to forge what the runner reads.
HOSTILE = [
    "; touch pwned",
    "$(touch pwned)",
    "`touch pwned`",
    "' ; touch pwned ; '",
    '" ; touch pwned ; "',
    "&& touch pwned",
    "| touch pwned",
    "> pwned",
    "a\ntouch pwned",
    "\ntouch pwned\n",
    "x\r\nexit-code=0",
    "exit-code=0\nsarif=true",
    "${IFS}touch${IFS}pwned",
    "*",
    "../../../../etc/passwd",
    "--version; touch pwned",
    "\\\ntouch pwned",
    "EOF\ntouch pwned\nEOF",
    "validate --format text=pwned",
]


#: A program that notes its words, writes the report it is asked for, and has findings.
NOTES = """
echo report > "${5#sarif=}"
exit 1
"""


def passed_on(name: str, value: str) -> list[str]:
    """Return the words that an input becomes."""
    lines = [line.removesuffix("\r") for line in value.split("\n")]
    return {
        "arguments": [line for line in lines if line],
        "select": ["--select", value],
        "ignore": ["--ignore", value],
    }.get(name, [])


@pytest.mark.parametrize("name", ["command", "arguments", "select", "ignore", "strict", "sarif"])
def test_a_hostile_input_is_words_and_nothing_else(runner: Runner, name: str) -> None:
    runner.program("armsref", f"{runner.note}\n{NOTES}")
    before = set(runner.work.rglob("*"))
    for value in HOSTILE:
        ran = runner.run("run", **{name: value})
        words = runner.words()
        if name in ("command", "sarif"):
            assert (ran.exit_code, words, ran.outputs) == (2, [], {}), value
            continue
        report = words[4].removeprefix("sarif=")
        start = ["validate", "--format", "github", "--format", f"sarif={report}"]
        assert words == [*start, *passed_on(name, value)], value
        # A forged output and a lost exit code would let bad data pass.
        assert ran.exit_code == 1
        assert ran.outputs in ({"exit-code": "1"}, {"exit-code": "1", "sarif": "true"})
    assert set(runner.work.rglob("*")) - before <= {runner.work / "armsref.sarif"}


@pytest.mark.parametrize("name", ["", "-", "-r", "/x", "../x", "a/../../x", "a\nb", "a'b", "$x"])
def test_the_report_stays_in_the_workspace(runner: Runner, name: str) -> None:
    runner.program("armsref", f"{runner.note}\n{NOTES}")
    ran = runner.run("run", sarif=name)
    assert (ran.exit_code, ran.outputs, runner.words()) == (2, {}, [])
    assert "sarif is a file of the workspace" in ran.printed


def test_the_report_may_lie_in_a_folder(runner: Runner) -> None:
    runner.program("armsref", f"{runner.note}\n{NOTES}")
    (runner.work / "some out").mkdir()
    assert runner.run("run", sarif="some out/a-1_b.sarif").outputs["sarif"] == "true"
    assert (runner.work / "some out" / "a-1_b.sarif").read_text(encoding="utf-8") == "report\n"


# ---------------------------------------------------------------- the step that installs


def test_the_action_installs_its_own_version(runner: Runner) -> None:
    assert runner.run("install").exit_code == 0
    assert runner.run("install", extras="polars,pandas").exit_code == 0
    words = runner.words()
    assert words == [
        "install",
        "--quiet",
        str(ROOT),
        "install",
        "--quiet",
        f"{ROOT}[polars,pandas]",
    ]


def test_hostile_extras_are_refused(runner: Runner) -> None:
    before = set(runner.work.rglob("*"))
    for value in [*HOSTILE, "polars] evil[a", "a b"]:
        ran = runner.run("install", extras=value)
        assert ran.exit_code == 2
        assert "extras are names" in ran.printed
        assert runner.words() == []
        assert set(runner.work.rglob("*")) == before


# ---------------------------------------------------------------- the file as GitHub reads it


def test_every_input_is_used_and_described() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"inputs\.([a-z-]+)", text))
    assert used == set(ACTION["inputs"])
    assert all(entry["description"] and "default" in entry for entry in ACTION["inputs"].values())
    assert ACTION["runs"]["using"] == "composite"
    assert all(("run" in step) != ("uses" in step) for step in STEPS)
    assert all(step["shell"] == "bash" for step in STEPS if "run" in step)


def test_an_input_stands_in_no_script() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")


def test_the_upload_is_asked_for_and_comes_after_a_failure_too() -> None:
    (upload,) = (step for step in STEPS if "upload-sarif" in step.get("uses", ""))
    assert upload["if"].split(" && ") == [
        "always()",
        "inputs.upload == 'true'",
        "steps.run.outputs.sarif == 'true'",
    ]
    assert ACTION["inputs"]["upload"]["default"] == "false"
    assert ACTION["outputs"]["exit-code"]["value"] == "${{ steps.run.outputs.exit-code }}"


# ---------------------------------------------------------------- the hooks


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_a_command_that_there_is(hook: dict[str, Any]) -> None:
    program, command, *rest = shlex.split(hook["entry"])
    assert (program, hook["id"]) == ("armsref", f"armsref-{command}")
    assert command in COMMANDS
    assert rest == (["check"] if command == "report" else [])
    assert "check" in REPORT_COMMANDS


def test_the_hooks_take_the_extras_of_the_package() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for hook in HOOKS:
        for wanted in hook.get("additional_dependencies", ()):
            extra = re.fullmatch(r"\.\[([a-z]+)\]", wanted)
            assert extra
            assert extra[1] in project["optional-dependencies"]


# ---------------------------------------------------------------- what the README shows


def blocks(language: str) -> list[str]:
    """Return the blocks of the README on CI in a language."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text[text.index("## In CI") :].partition("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", section, flags=re.DOTALL)


def test_the_command_of_the_readme_runs(runner: Runner) -> None:
    (block,) = blocks("sh")
    for line in block.splitlines():
        done = subprocess.run(
            [str(runner.programs / "armsref"), *shlex.split(line, comments=True)[1:]],
            cwd=runner.work,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        assert done.returncode == 0, line


def test_the_snippets_of_the_readme_name_what_there_is() -> None:
    hooks, action = (yaml.safe_load(block) for block in blocks("yaml"))
    (repo,) = hooks["repos"]
    assert repo["rev"] == f"v{__version__}"
    assert {hook["id"] for hook in repo["hooks"]} == {hook["id"] for hook in HOOKS}
    step = action["steps"][1]
    assert step["uses"].endswith(f"armsref@v{__version__}")
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert step["with"]["command"] in ACTION["inputs"]["command"]["description"]
