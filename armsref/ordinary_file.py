"""Read an ordinary file that is not too large: a pipe would be waited for, a device never ends."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from armsref.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

#: Nobody writes larger files by hand; reading them would only cost memory.
LARGEST_FILE = 5_000_000
#: Nor do our own commands write larger ones.
LARGEST_MADE = 100_000_000


class FileFault(DataError):  # noqa: N818 - a fault, as other findings are
    """A file that cannot be read, in the parts of a finding.

    Parameters
    ----------
    file : Path
        The file.
    message : str
        What is wrong.
    remedy : str
        What to do.
    line : int
        Where, counted from 1.
    """

    def __init__(self, file: Path, message: str, remedy: str, line: int = 1) -> None:
        self.file = file
        self.message = message
        self.remedy = remedy
        self.line = line
        super().__init__(f"{file}: {message}; {remedy}")

    def __reduce__(self) -> tuple[type[FileFault], tuple[Path, str, str, int]]:
        """Survive pickling with the typed attributes."""
        return type(self), (self.file, self.message, self.remedy, self.line)


def read_ordinary(file: Path, *, largest: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    FileFault
        It is missing, locked, larger than ``largest``, or no ordinary file.
    """
    try:
        status = file.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            what = "a pipe" if stat.S_ISFIFO(status.st_mode) else "no ordinary file"
            raise FileFault(file, f"is {what}", "put a file in its place")
        with file.open("rb") as opened:
            data = b"" if status.st_size > largest else opened.read(largest + 1)
    except OSError as error:
        raise FileFault(file, f"cannot be read: {error.strerror}", "make it readable") from error
    if max(status.st_size, len(data)) > largest:
        raise FileFault(file, f"larger than {largest:,} bytes", "split it")
    return data


def read_ordinary_text(file: Path, *, largest: int = LARGEST_FILE) -> str:
    """Return the text of a file in UTF-8; raises as :func:`read_ordinary`, and where it is none."""
    data = read_ordinary(file, largest=largest)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8: {error.reason} at byte {error.start}"
        line = data.count(b"\n", 0, error.start) + 1
        raise FileFault(file, message, "save it as UTF-8", line) from error
