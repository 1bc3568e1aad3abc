"""The text of a report's file, as it is: line ends, and a mark in front, stay."""

from __future__ import annotations

from pathlib import Path

from armsref.errors import DataError
from armsref.ordinary_file import LARGEST_MADE, read_ordinary_text


def report_text(file: str) -> str:
    """Return the text of a report; encoded as UTF-8 it is the file again, byte for byte.

    Raises
    ------
    DataError
        There is no such file, it is no ordinary one, too large, not UTF-8, or no text.
    """
    text = read_ordinary_text(Path(file), largest=LARGEST_MADE)
    if "\0" in text:
        msg = f"{file}: holds NUL bytes and is no text; a report is Markdown"
        raise DataError(msg)
    return text
