"""One look at the bytes of a CSV file, beside its parser: whether it is text, and whole.

A parser fills a short row with nothing and takes a NUL for a letter. What it read is therefore
counted against the signs that stand in the file.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

#: So many bytes are looked at together.
CHUNK = 1024 * 1024
#: A longer line is no line of a table.
LONGEST_LINE = 8 * CHUNK
_LONE_RETURN = re.compile(rb"\r(?!\n)")


class Survey(NamedTuple):
    """What stands in the bytes.

    Attributes
    ----------
    delimiters : int
        How often the sign between cells stands there.
    quotes : bool
        Whether there is a quotation mark; without one each line is a row.
    """

    delimiters: int
    quotes: bool


def survey(file: Path, delimiter: str) -> Survey:
    """Count the signs of a CSV file.

    Raises
    ------
    DataError
        It is no UTF-8 text, holds a NUL byte, a carriage return alone or an endless line.
    """
    with file.open("rb", buffering=0) as stream:
        return _Look(file, delimiter).through(stream)


def count_line_ends(file: Path, until: int | None = None) -> int:
    """Count the line feeds of a file, or those in front of a place."""
    found = 0
    with file.open("rb", buffering=0) as stream:
        while until is None or until > 0:
            chunk = stream.read(CHUNK if until is None else min(CHUNK, until))
            if not chunk:
                break
            found += chunk.count(b"\n")
            until = None if until is None else until - len(chunk)
    return found


class _Look:
    """What was seen of one file so far."""

    def __init__(self, file: Path, delimiter: str) -> None:
        self._file = file
        self._delimiter = delimiter.encode()
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._place = self._since = self._delimiters = 0
        self._quotes = False

    def through(self, stream: BinaryIO) -> Survey:
        while chunk := stream.read(CHUNK):
            # A carriage return waits for its line feed, which may stand in the next chunk.
            while chunk.endswith(b"\r") and (more := stream.read(1)):
                chunk += more
            self._look(chunk)
            self._place += len(chunk)
        self._decode(b"", final=True)
        return Survey(self._delimiters, self._quotes)

    def _look(self, chunk: bytes) -> None:
        nul = chunk.find(b"\0")
        if nul >= 0:
            self._refuse(nul, "a NUL byte", "save the table as plain UTF-8 text")
        self._decode(chunk)
        first, last = chunk.find(b"\n"), chunk.rfind(b"\n")
        long = self._since + (len(chunk) if first < 0 else first) > LONGEST_LINE
        self._since = len(chunk) - last - 1 if last >= 0 else self._since + len(chunk)
        if long:
            many = f"a line of more than {LONGEST_LINE // CHUNK} MB"
            self._refuse(0, many, "a table has a line for each row")
        lone = _LONE_RETURN.search(chunk) if b"\r" in chunk else None
        if lone is not None:
            self._refuse(lone.start(), "a carriage return alone", "end each line with a line feed")
        self._delimiters += chunk.count(self._delimiter)
        self._quotes = self._quotes or b'"' in chunk

    def _decode(self, chunk: bytes, *, final: bool = False) -> None:
        waiting = self._decoder.getstate()[0]
        if chunk.isascii() and not waiting and not final:
            return
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            what = f"the byte 0x{error.object[error.start]:02X}, which is no UTF-8"
            remedy = "Latin-1 or Windows-1252? save the table as UTF-8"
            self._refuse(error.start - len(waiting), what, remedy)

    def _refuse(self, at: int, what: str, remedy: str) -> None:
        line = count_line_ends(self._file, self._place + at) + 1
        raise DataError(f"{self._file}:{line}: holds {what}; {remedy}")
