"""One look at the bytes of a CSV file, beside its parser: whether it is text, and whole.

A parser fills a short row with nothing and takes a NUL for a letter. What it read is therefore
counted against what stands in the file: line ends and delimiters.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

#: So many bytes are looked at together; a line that is longer is no line of a table.
CHUNK = 8 * 1024 * 1024
_LONG = f"{CHUNK // 1024 // 1024} MB"
_LONE_RETURN = re.compile(rb"\r(?!\n)")


class Survey(NamedTuple):
    """What stands in the bytes.

    Attributes
    ----------
    lines : int
        Lines, the last one also where nothing ends it.
    delimiters, quotes : int
        How often those signs stand there.
    blanks : bool
        Whether a line may be empty.
    """

    lines: int
    delimiters: int
    quotes: int
    blanks: bool


def survey(file: Path, delimiter: str) -> Survey:
    """Count the signs of a CSV file.

    Raises
    ------
    DataError
        It is no UTF-8 text, holds a NUL byte, a carriage return alone or an endless line.
    """
    with file.open("rb") as stream:
        return _Counting(file, delimiter).through(stream)


class _Counting:
    """The counts of one file, chunk by chunk."""

    def __init__(self, file: Path, delimiter: str) -> None:
        self._file = file
        self._delimiter = delimiter.encode()
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._ends = self._delimiters = self._quotes = 0
        self._blanks = False

    def through(self, stream: BinaryIO) -> Survey:
        last = b""
        while chunk := stream.read(CHUNK):
            # A pair of signs may stand across two chunks: a carriage return waits for its pair.
            while chunk.endswith(b"\r") and (more := stream.read(1)):
                chunk += more
            self._look(chunk, last)
            last = chunk[-2:]
        self._decoded(b"", final=True)
        open_end = bool(last) and not last.endswith(b"\n")
        return Survey(self._ends + open_end, self._delimiters, self._quotes, self._blanks)

    def _look(self, chunk: bytes, before: bytes) -> None:
        nul = chunk.find(b"\0")
        if nul >= 0:
            self._refuse(chunk, nul, "a NUL byte", "save the table as plain UTF-8 text")
        self._decoded(chunk)
        ends = chunk.count(b"\n")
        if not ends and len(chunk) >= CHUNK:
            self._refuse(
                chunk, 0, f"a line of more than {_LONG}", "a table has a line for each row"
            )
        returns = chunk.count(b"\r")
        if returns and returns != chunk.count(b"\r\n"):
            lone = _LONE_RETURN.search(chunk)
            at = 0 if lone is None else lone.start()
            self._refuse(chunk, at, "a carriage return alone", "end each line with a line feed")
        joined = before + chunk[:2]
        self._blanks |= any(
            pair in place for place in (joined, chunk) for pair in (b"\n\n", b"\n\r\n")
        )
        self._ends += ends
        self._delimiters += chunk.count(self._delimiter)
        self._quotes += chunk.count(b'"')

    def _decoded(self, chunk: bytes, *, final: bool = False) -> None:
        waiting = self._decoder.getstate()[0]
        if chunk.isascii() and not waiting and not final:
            return
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            at = max(0, error.start - len(waiting))
            what = f"the byte 0x{error.object[error.start]:02X}, which is no UTF-8"
            self._refuse(chunk, at, what, "Latin-1 or Windows-1252? save the table as UTF-8")

    def _refuse(self, chunk: bytes, at: int, what: str, remedy: str) -> None:
        line = self._ends + chunk.count(b"\n", 0, at) + 1
        msg = f"{self._file}:{line}: holds {what}; {remedy}"
        raise DataError(msg)
