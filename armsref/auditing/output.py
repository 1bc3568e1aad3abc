"""Files of our own never take the place of the user's table."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from armsref.errors import ArmsrefError


def refuse_output(file: str | os.PathLike[str], *kept: str | os.PathLike[str]) -> None:
    """Refuse to write over a file that is to be kept, by whatever path; or what is no file.

    Raises
    ------
    ArmsrefError
        It is one of those, a folder or a pipe, or its folder is not there.
    """
    path = Path(file)
    for other in kept:
        there = path.exists() and Path(other).exists() and path.samefile(other)
        if there or os.path.realpath(file) == os.path.realpath(other):
            raise ArmsrefError(f"{file}: is the same file as {other}, which is never changed")
    if path.is_dir() or (path.exists() and stat.S_ISFIFO(path.stat().st_mode)):
        raise ArmsrefError(f"{file}: is no file to write to; name another")
    if not Path(os.path.realpath(file)).parent.is_dir():
        raise ArmsrefError(f"{file}: there is no such folder; make it first")
