"""The first line of a CSV file: its delimiter, and the names of the columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

#: Signs that may stand between two cells, the likelier first.
DELIMITERS = (",", ";", "\t", "|")
#: So many bytes are looked at for the header and a few rows.
_HEAD = 256 * 1024
#: A line that tells one spreadsheet program of the delimiter.
_SEPARATOR = re.compile(r"\"?sep=([^\r\n]?)\"?(?=[\r\n])", re.IGNORECASE)
_NAMES = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}


class Header(NamedTuple):
    """What the first line says: the sign between cells, the columns, how many lines it takes."""

    delimiter: str
    columns: tuple[str, ...]


def read_header(file: Path, delimiter: str | None) -> Header:
    """Read the names of the columns, and find the delimiter where none is given.

    Raises
    ------
    DataError
        The file is empty, no UTF-8, or has two columns of one name, or another delimiter.
    """
    text = _head(file)
    told = _SEPARATOR.match(text)
    if told:
        remedy = f"remove the line, and say --delimiter {told[1]!r} if need be"
        raise DataError(f"{file}:1: the first line is {told[0]!r}, no names of columns; {remedy}")
    found = delimiter or max(DELIMITERS, key=lambda sign: len(_first_row(text, sign)))
    cells = _first_row(text, found)
    other = max(DELIMITERS, key=lambda sign: len(_first_row(text, sign)))
    if len(cells) == 1 and len(_first_row(text, other)) > 1:
        seen = f"the first line has no {found!r}; between its cells stands {_NAMES[other]}"
        raise DataError(f"{file}:1: {seen}: say --delimiter {other!r}")
    if not any(cells):
        raise DataError(f"{file}:1: the first line is empty; it names the columns")
    return Header(found, named_columns(cells, f"{file}:1"))


def marks_of(file: Path) -> tuple[bool, str]:
    """Return whether a byte order mark begins a file, and what ends its first line."""
    with file.open("rb") as stream:
        start = stream.read(_HEAD)
    end = "\r\n" if start.partition(b"\n")[0].endswith(b"\r") else "\n"
    return start.startswith(codecs.BOM_UTF8), end


def named_columns(cells: list[str], where: str) -> tuple[str, ...]:
    """Return the names of columns as they can be asked for: one without a name by its place.

    Raises
    ------
    DataError
        Two columns have one name.
    """
    names = [cell.strip() or f"column {place}" for place, cell in enumerate(cells, start=1)]
    for name in names:
        if names.count(name) > 1:
            raise DataError(f"{where}: two columns are named {name!r}; rename one")
    return tuple(names)


def _head(file: Path) -> str:
    with file.open("rb") as stream:
        start = stream.read(_HEAD)
    if not start:
        raise DataError(f"{file}: is empty; a table has a line of column names, and rows")
    wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if wide or start[:64].count(b"\0") > len(start[:64]) // 3:
        raise DataError(f"{file}: is UTF-16; save the table as UTF-8")
    # What is wrong behind the header is told by the survey, with its line.
    return start.decode("utf-8-sig", errors="replace")


def _first_row(text: str, delimiter: str) -> list[str]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return next(rows, [])
    except csv.Error:
        return []
