"""Write a file whole or not at all: aside, flushed to the disk, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole_file(file: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a path to write to; what is written there replaces the file in the end.

    Where the body raises, be it Ctrl-C, the file is what it was and nothing lies beside it. A
    link is followed, and a file that is there keeps its permissions. The path has the file's own
    name and lies in a folder of its own, so that a writer may put more files beside it.

    Parameters
    ----------
    file : path
        The file that is to be written; its folder must be there.

    Yields
    ------
    Path
        Where to write. Nothing is there yet.

    Raises
    ------
    ArmsrefError
        The file cannot be written: no such folder, no permission, a full disk, or it is a folder
        or a device. An OSError of the body becomes this, unless it is of another file.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole_file(f"{folder}/a.txt") as aside:
    ...         _ = aside.write_text("all of it")
    ...     os.listdir(folder)
    ['a.txt']
    """
    target = Path(os.path.realpath(file))
    aside = None
    try:
        _refuse(file, target)
        aside = Path(tempfile.mkdtemp(prefix=".armsref-", dir=target.parent))
        written = aside / target.name
        yield written
        _flush(written)
        if target.exists():
            shutil.copymode(target, written)
        written.replace(target)
        _flush(target.parent)
    except OSError as error:
        if _of_another(error, aside, target):
            raise
        msg = f"{os.fspath(file)}: cannot be written: {error.strerror or error}"
        raise ArmsrefError(msg) from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)


def _refuse(file: str | os.PathLike[str], target: Path) -> None:
    """Refuse a place where no file can be, before anything is made."""
    name = os.fspath(file)
    if target.is_dir():
        msg = f"{name}: is a folder; name a file"
    elif not target.parent.is_dir():
        msg = f"{name}: there is no folder {target.parent}; make it first"
    elif target.exists() and not target.is_file():
        msg = f"{name}: is no ordinary file; name one"  # a rename would do away with a device
    else:
        return
    raise ArmsrefError(msg)


def _flush(path: Path) -> None:
    """Wait until a file's content, or a folder's names, are on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # a folder cannot be opened there
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _of_another(error: OSError, aside: Path | None, target: Path) -> bool:
    """Tell whether an error names a file that is neither this one nor lies aside."""
    if aside is None or not isinstance(error.filename, str | os.PathLike):
        return False
    named = Path(error.filename)
    return named not in (target, target.parent) and aside not in (named, *named.parents)
