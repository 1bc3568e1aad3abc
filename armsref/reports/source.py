"""The text of a report's file, as it is: line ends, and a mark in front, stay."""

from __future__ import annotations

import sys
from pathlib import Path

from armsref.errors import DataError
from armsref.ordinary_file import LARGEST_MADE, read_ordinary_text

#: What standard input is called.
STANDARD_INPUT = "-"


def report_text(file: str) -> str:
    """Return the text of a report; encoded as UTF-8 it is the file again, byte for byte.

    Parameters
    ----------
    file : str
        The file; ``-`` is standard input.

    Raises
    ------
    DataError
        There is no such file, it is no ordinary one, too large, not UTF-8, empty, or no text.
    """
    if file == STANDARD_INPUT:
        text = _decoded(sys.stdin.buffer.read())
    else:
        text = read_ordinary_text(Path(file), largest=LARGEST_MADE)
    if "\0" in text:
        msg = f"{file}: holds NUL bytes and is no text; a report is Markdown"
        raise DataError(msg)
    if not text.strip("\ufeff \t\r\n"):
        msg = f"{file}: is empty; there is no report in it"
        raise DataError(msg)
    return text


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        why = f"{error.reason} at byte {error.start}"
        msg = f"{STANDARD_INPUT}: is not UTF-8: {why}; save it as UTF-8"
        raise DataError(msg) from error
