"""``armsref init``: a dataset of one's own that works at once, made whole or not at all."""

from __future__ import annotations

import os
import re
import shlex
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ordinary_user

import armsref
from armsref.starter import make

Run = Callable[..., Any]


def listed(folder: Path) -> list[str]:
    """Return all that lies in a folder, hidden files too."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*"))


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Path:
    """A dataset as the command makes it."""
    assert run("init", str(tmp_path / "own")).exit_code == 0
    return tmp_path / "own"


def test_all_commands_accept_it_at_once(run: Run, made: Path) -> None:
    folder, texts = str(made), str(made / "texts")
    for command in (
        ("validate", folder),
        ("validate", folder, "--strict"),
        ("build", folder, "--check"),
        ("verify", folder, "--texts", texts),
        ("list", "--dataset", folder),
    ):
        result = run(*command)
        assert (result.exit_code, result.error) == (0, ""), command
        assert "not in the lock" not in result.output
    shown = run("show", "sample-1", "--dataset", folder)
    assert shown.exit_code == 0
    assert "range: up to 300 km (186 mi)" in shown.output
    assert shown.output.count("words found in the") == 2
    assert [s.id for s in armsref.Catalog.open(made).systems()] == ["sample-1"]


def test_it_says_what_it_made_and_what_to_do_next(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "my data"
    said = run("init", str(folder)).output
    files = [line for line in said.splitlines() if line.startswith(str(folder))]
    assert files == [str(file) for file in sorted(folder.rglob("*")) if file.is_file()]
    assert f"{len(files)} files made" in said
    steps = [shlex.split(line) for line in said.splitlines() if line.startswith("  armsref ")]
    assert [step[1] for step in steps] == [
        "show",
        "validate",
        "draft",
        "verify",
        "build",
        "validate",
    ]
    (folder / "texts" / "ARTICLE.txt").write_text(
        "The Sample-1 has a range of 500 km, The Example Post reported on 3 May 2024.\n"
    )
    steps[2][steps[2].index("https://ADDRESS")] = "https://example.org/2024/05/03/a"
    # Only an outlet's own page tells the outlet, so this draft is not written; all else goes on.
    steps[2].remove("--write")
    for step in steps:
        assert run(*step[1:]).exit_code == 0, step


def test_an_article_of_ones_own_takes_the_place_of_the_example(run: Run, made: Path) -> None:
    """The way that the README of the dataset shows."""
    for file in ("seeds/articles/examplepost-2024-01-15.toml", "texts/examplepost-2024-01-15.txt"):
        (made / file).unlink()
    (made / "texts" / "a.txt").write_text(
        "A new missile is shown in Paris\n\nPARIS (Reuters) - The Lorem-2 is a cruise missile. "
        "The Lorem-2 has a range of 500 km.\n"
    )
    draft = run(
        *("draft", str(made / "texts" / "a.txt"), "--dataset", str(made), "--write"),
        *(
            "--url",
            "https://www.reuters.com/world/a-title-2024-05-03/",
            "--system",
            "Lorem-2=lorem-2",
        ),
        *("--issued", "2024-05-03", "--language", "en"),
    )
    assert draft.exit_code == 0, draft
    systems = made / "seeds" / "systems.toml"
    text = systems.read_text(encoding="utf-8").replace("sample-1", "lorem-2")
    systems.write_text(text.replace("Sample-1", "Lorem-2"), encoding="utf-8")
    verified = run("verify", str(made), "--texts", str(made / "texts"), "--lock")
    assert verified.exit_code == 0, verified
    assert run("build", str(made)).exit_code == 0
    assert run("validate", str(made)).exit_code == 0
    assert str(armsref.Catalog.open(made).get("lorem-2").range) == "500 km (311 mi)"


def test_an_empty_folder_is_filled_and_stays_the_same_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat()
    assert run("init", ".").exit_code == 0
    assert (tmp_path.stat().st_ino, stat.S_IMODE(tmp_path.stat().st_mode)) == (
        before.st_ino,
        stat.S_IMODE(before.st_mode),
    )
    assert run("validate").exit_code == 0
    assert not list(tmp_path.glob(".armsref-*"))


def test_a_link_to_an_empty_folder_is_followed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert run("init", str(tmp_path / "link")).exit_code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "seeds" / "dataset.toml").is_file()


def test_a_new_folder_has_the_permissions_of_any_other(made: Path) -> None:
    other = made.parent / "other"
    other.mkdir()
    for folder in (made, made / "seeds" / "articles"):
        assert folder.stat().st_mode == other.stat().st_mode


def occupied(folder: Path) -> str:
    folder.mkdir()
    for name in ("b.csv", ".hidden", "a\nb"):
        (folder / name).write_text("mine")
    return "holds .hidden, a b, b.csv; name a folder that is new or empty"


def full(folder: Path) -> str:
    folder.mkdir()
    for number in range(9):
        (folder / str(number)).mkdir()
    return "holds 0, 1, 2, 3, 4, ...; name a folder that is new or empty"


def a_file(folder: Path) -> str:
    folder.write_text("mine")
    return "is no folder; name one that is new or empty"


def a_fifo(folder: Path) -> str:
    os.mkfifo(folder)
    return "is no folder; name one that is new or empty"


@pytest.mark.parametrize("place", [occupied, full, a_file, a_fifo])
def test_what_is_there_is_left_alone(
    run: Run, tmp_path: Path, place: Callable[[Path], str]
) -> None:
    folder = tmp_path / "own"
    said = place(folder)
    before = listed(tmp_path)
    result = run("init", str(folder))
    assert (result.exit_code, result.output) == (2, "")
    assert result.error == f"armsref: {folder}: {said}\n"
    assert listed(tmp_path) == before


def test_a_folder_in_no_folder(run: Run, tmp_path: Path) -> None:
    result = run("init", str(tmp_path / "a" / "b"))
    assert (result.exit_code, result.output) == (2, "")
    assert result.error.endswith(f"there is no folder {tmp_path / 'a'}; make it first\n")
    assert listed(tmp_path) == []


@pytest.mark.parametrize("there", [False, True])
def test_no_permission(run: Run, tmp_path: Path, there: bool) -> None:
    run("init", str(tmp_path / "first"))  # all modules are there before the rights are given up
    with tempfile.TemporaryDirectory() as place:  # which an ordinary user may enter
        locked = Path(place)
        folder = locked / "own"
        if there:
            folder.mkdir(mode=0o555)
        locked.chmod(0o555)
        with ordinary_user():
            result = run("init", str(folder))
        assert (result.exit_code, result.output) == (2, "")
        assert result.error == f"armsref: {folder}: cannot be made: Permission denied\n"
        assert listed(locked) == (["own"] if there else [])


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError(28, "No space left on device")])
@pytest.mark.parametrize("step", ["write", "_move", "rename"])
def test_a_crash_leaves_nothing(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    fault: BaseException,
    *,
    there: bool,
) -> None:
    """The disk fills, or somebody presses Ctrl-C: while files are written, and while they move."""
    interrupted = isinstance(fault, KeyboardInterrupt)
    folder = tmp_path / "own"
    if there:
        folder.mkdir()
    before = listed(tmp_path)
    rename, calls = Path.rename, []

    def failing(*_: object) -> None:
        raise fault

    def third(path: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == (3 if there else 1):
            raise fault
        return rename(path, target)

    if step == "rename":
        monkeypatch.setattr(Path, "rename", third)
    else:
        monkeypatch.setattr(make, step, failing)
    result = run("init", str(folder))
    said = "interrupted" if interrupted else f"{folder}: cannot be made: No space left on device"
    assert (result.exit_code, result.output) == (130 if interrupted else 2, "")
    assert result.error.strip() == f"armsref: {said}"
    assert listed(tmp_path) == before


# ---------------------------------------------------------------- the files beside the data


def test_the_workflow_runs_commands_that_there_are(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (made / ".github" / "workflows" / "armsref.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert set(workflow[True]) == {"push", "pull_request"}  # YAML's own "on"
    steps = workflow["jobs"]["validate"]["steps"]
    commands = [shlex.split(step["run"]) for step in steps if "run" in step]
    assert commands[0] == ["pip", "install", "-r", "requirements.txt"]
    monkeypatch.chdir(made)
    for command in commands[1:]:
        assert command[0] == "armsref"
        assert run(*command[1:]).exit_code == 0, command
    file = made / "datasets" / "specs.csv"
    file.write_bytes(file.read_bytes().replace(b"300", b"301"))
    assert run(*commands[-1][1:]).exit_code == 1


def test_the_hook_runs_a_command_that_there_is(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = yaml.safe_load((made / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = config["repos"][0]["hooks"]
    monkeypatch.chdir(made)
    assert run(*shlex.split(hook["entry"])[1:]).exit_code == 0
    names = ["seeds/systems.toml", "datasets/specs.csv", "README.md", "texts/a.txt"]
    assert [bool(re.search(hook["files"], name)) for name in names] == [True, True, False, False]


def test_the_version_is_pinned_once(made: Path) -> None:
    pinned = f"armsref=={armsref.__version__}"
    assert (made / "requirements.txt").read_text(encoding="utf-8") == f"{pinned}\n"
    written = [file for file in made.rglob("*") if file.is_file() and "datasets" not in file.parts]
    found = [file.name for file in written if pinned.encode() in file.read_bytes()]
    assert found == ["requirements.txt"]


def test_git_takes_the_data_and_the_example_but_no_other_text(made: Path) -> None:
    import subprocess

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=made, capture_output=True, check=True)
        return done.stdout.decode()

    (made / "texts" / "somebodys.txt").write_text("words")
    git("init", "-q")
    git("add", ".")
    tracked = git("ls-files").splitlines()
    assert "texts/somebodys.txt" not in tracked
    assert sorted(tracked) == sorted(file for file in make.make_dataset(made.parent / "twin").files)


def test_the_readme_of_it_shows_commands_that_there_are(made: Path) -> None:
    from armsref.cli import COMMANDS

    text = (made / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^armsref (\S+)", text, flags=re.MULTILINE)
    assert commands == ["show", "draft", "verify", "build", "validate"]
    assert set(commands) <= set(COMMANDS)


def test_the_template_names_no_real_system() -> None:
    """An example is invented: its names mean nothing in the shipped catalogue."""
    assert armsref.resolve("Sample-1").kind == "unknown"
