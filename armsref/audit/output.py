"""Files of our own: whole or not there, and never the user's own table."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What begins a formula in a spreadsheet program.
_LIVE = ("=", "+", "-", "@", "\t", "\r")


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
        if there or path.resolve() == Path(other).resolve():
            raise ArmsrefError(f"{file}: is the same file as {other}, which is never changed")
    if path.is_dir() or (path.exists() and stat.S_ISFIFO(path.stat().st_mode)):
        raise ArmsrefError(f"{file}: is no file to write to; name another")
    if not path.resolve().parent.is_dir():
        raise ArmsrefError(f"{file}: there is no such folder; make it first")


@contextmanager
def whole_file(file: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a file beside the one to write, and take its place at the end; an error leaves nothing.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with whole_file(folder / "a.csv") as beside:
    ...     _ = beside.write_text("x")
    >>> [path.name for path in folder.iterdir()]
    ['a.csv']
    """
    path = Path(file).resolve()
    if path.exists() and not path.is_file():  # a device: nothing takes its place
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder, path.name)
            with Path(folder, path.name).open("rb") as whole, path.open("wb") as out:
                shutil.copyfileobj(whole, out)
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def dead(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula.

    Examples
    --------
    >>> print(dead("=1+1"), dead("700 km"))
    '=1+1 700 km
    """
    return f"'{text}" if text.startswith(_LIVE) else text
