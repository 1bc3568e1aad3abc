"""Make a dataset of one's own from the template: all of it, or nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

import armsref
from armsref.build.write import build, write
from armsref.errors import ArmsrefError, DataError
from armsref.evidence.verify import lock, read_texts, verify
from armsref.findings import counted
from armsref.seeds.load import load_seeds

TEMPLATE = Path(__file__).with_name("template")
#: In the template a hidden file is not hidden, so that no tool takes it for one of its own there.
HIDDEN = "dot-"
#: The one word of the template that is filled in, with the version that made the dataset.
VERSION = b"VERSION"
#: Where the text of the example lies in the dataset.
TEXTS = "texts"
#: So many names of what is in the way are told.
MOST_NAMED = 5


class Made(NamedTuple):
    """What was made: the files, as paths in the folder, and the id of the example system."""

    files: tuple[str, ...]
    system: str


def make_dataset(folder: Path) -> Made:
    """Make a dataset with an example in a folder that is new or empty.

    Parameters
    ----------
    folder : Path
        The folder; the one above it must be there.

    Raises
    ------
    ArmsrefError
        The folder holds something, or cannot be written. Nothing was changed.
    """
    target = Path(os.path.realpath(folder))
    aside = None
    try:
        _refuse(folder, target)
        # On the same disk as its place, and where one may write.
        beside = target if target.exists() else target.parent
        aside = Path(tempfile.mkdtemp(prefix=".armsref-", dir=beside))
        whole = aside / "dataset"
        whole.mkdir()  # with the permissions of any folder of the user's, which aside has not
        made = _fill(whole)
        _move(whole, target)
    except OSError as error:
        msg = f"{folder}: cannot be made: {error.strerror or error}"
        raise ArmsrefError(msg) from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
    return made


def _refuse(folder: Path, target: Path) -> None:
    """Refuse a place that holds something already, or cannot hold anything."""
    if target.is_dir():
        there = sorted(entry.name for entry in target.iterdir())
        if there:
            more = ", ..." if len(there) > MOST_NAMED else ""
            named = ", ".join(" ".join(name.split()) for name in there[:MOST_NAMED])
            msg = f"{folder}: holds {named}{more}; name a folder that is new or empty"
            raise ArmsrefError(msg)
    elif target.exists():
        msg = f"{folder}: is no folder; name one that is new or empty"
        raise ArmsrefError(msg)
    elif not target.parent.is_dir():
        msg = f"{folder}: there is no folder {target.parent}; make it first"
        raise ArmsrefError(msg)


def _fill(root: Path) -> Made:
    """Copy the template and build it, as anybody would."""
    for file in sorted(file for file in TEMPLATE.rglob("*") if file.is_file()):
        parts = [_shown(part) for part in file.relative_to(TEMPLATE).parts]
        copy = root.joinpath(*parts)
        copy.parent.mkdir(parents=True, exist_ok=True)
        data = file.read_bytes()
        if file.name == "requirements.txt":
            data = data.replace(VERSION, armsref.__version__.encode())
        copy.write_bytes(data)
    seeds = load_seeds(root)
    verified = verify(seeds, read_texts(root / TEXTS))
    lock(seeds, verified)
    built = build(root)
    findings = [*verified.findings, *built.findings]
    if findings or verified.absent:
        msg = f"the template of this package is broken, {counted(findings)}; install it again"
        raise DataError(msg)
    write(root, built.files)
    files = (file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file())
    return Made(tuple(sorted(files)), seeds.systems[0].id)


def _shown(part: str) -> str:
    return f".{part.removeprefix(HIDDEN)}" if part.startswith(HIDDEN) else part


def _move(whole: Path, target: Path) -> None:
    """Move what was made into its place; into an empty folder piece by piece, all or none."""
    if not target.exists():
        whole.rename(target)
        return
    # It is kept, not replaced: somebody may stand in it.
    moved: list[Path] = []
    try:
        for entry in sorted(whole.iterdir()):
            place = target / entry.name
            entry.rename(place)
            moved.append(place)
    except BaseException:
        for place in moved:
            place.rename(whole / place.name)
        raise
