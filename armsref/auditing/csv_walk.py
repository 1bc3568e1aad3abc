"""A CSV file walked through slowly, row by row: which row is wrong, on which line one stands.

Only where the quick parser cannot say.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from armsref.auditing.csv_survey import LONGEST_LINE
from armsref.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


_UNCLOSED = "a quotation mark never closes"
_REMEDY = "put such a cell in quotation marks, and double those in it"


class Walked(NamedTuple):
    """A row: the line it begins on, and its cells."""

    line: int
    cells: list[str]


def walk(file: Path, delimiter: str, *, empty: bool = True) -> Iterator[Walked]:
    """Go through the rows, the header first; blank lines are left out, and so may be empty rows.

    Raises
    ------
    DataError
        A quotation mark never closes, or stands where none can.
    """
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in rows:
                if cells and (empty or any(cells)):
                    yield Walked(line, cells)
                line = rows.line_num + 1
        except csv.Error as error:
            said = _UNCLOSED if "end of data" in str(error) else str(error)
            raise DataError(f"{file}:{line}: {said}; {_REMEDY}") from error


def find_fault(file: Path, delimiter: str) -> DataError | None:
    """Return what is wrong with the first row that does not fit the header; None if all do."""
    width = 0
    try:
        with any_length():
            for number, row in enumerate(walk(file, delimiter)):
                width = width or len(row.cells)
                if len(row.cells) != width:
                    cells = f"{len(row.cells)} cell{'' if len(row.cells) == 1 else 's'}"
                    seen = f"row {number} has {cells}, the header {width}"
                    where = f"{file}:{row.line}"
                    return DataError(f"{where}: {seen}; mend the row, or name its --delimiter")
    except DataError as error:
        return error
    return None


def lines_of(file: Path, delimiter: str, rows: Sequence[int], *, empty: bool) -> dict[int, int]:
    """Return the lines that rows begin on; ``empty`` tells whether rows without a cell count."""
    wanted = set(rows)
    last = max(wanted, default=0)
    found: dict[int, int] = {}
    with any_length():
        for number, row in enumerate(walk(file, delimiter, empty=empty)):
            if number in wanted:
                found[number] = row.line
            if number >= last:
                break
    return found


@contextmanager
def any_length() -> Iterator[None]:
    """Let the reader of the standard library take cells of any length."""
    usual = csv.field_size_limit(LONGEST_LINE)
    try:
        yield
    finally:
        csv.field_size_limit(usual)
