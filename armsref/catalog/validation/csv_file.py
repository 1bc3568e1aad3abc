"""A CSV file as its findings need it: read by polars in batches, its rows and cells counted.

polars fills a row that is too short without a word, so the cells of every line are counted apart.
Where a line is in doubt, or something is found, the file is read again row by row, which is slow.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from armsref.catalog.validation.report import Seen, finding_of
from armsref.catalog.validation.with_polars import PolarsFrame, collected
from armsref.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from armsref.findings import Finding

#: A header of more characters is none.
LONGEST_HEADER = 1_000_000
#: A character that separates nothing, so that a line is read as one cell.
_NOT_IN_TEXT = "\x1f"
_OTHER_DELIMITERS = (";", "\t", "|")
_LONE_RETURN = "a line ends with a carriage return alone; end each line with a line feed"


class Rows(NamedTuple):
    """What is seen row by row: the lines where wanted rows begin, rows by a wrong width."""

    lines: dict[int, int]
    wrong: dict[int, list[int]]


def csv_frame(file: Path, *, cut: bool = False) -> PolarsFrame:
    """Return the rows of a file, every cell a text; ``cut`` drops the cells that are too many."""
    scanned = pl.scan_csv(
        file,
        infer_schema=False,
        null_values="",  # an empty cell in quotes too
        truncate_ragged_lines=cut,
        glob=False,
    )
    return PolarsFrame(scanned, names=header_of(file), no_empty_text=True)


def header_of(file: Path) -> list[str]:
    """Return the names of the columns.

    Raises
    ------
    DataError
        The first line is none that a header could be.
    """
    with file.open(encoding="utf-8-sig", newline="") as text:
        try:
            line = text.readline(LONGEST_HEADER)
        except UnicodeDecodeError as error:
            msg = f"{file}: is not UTF-8; save it as UTF-8"
            raise DataError(msg) from error
    if not line.strip():
        msg = f"{file}: has no header in its first line; write the names of the columns there"
        raise DataError(msg)
    if line.endswith("\r"):
        raise DataError(f"{file}:1: {_LONE_RETURN}")
    if len(line) == LONGEST_HEADER:
        msg = f"{file}: its first line is too long for a header; is it a CSV file?"
        raise DataError(msg)
    cells = next(csv.reader([line]))
    other = next((sign for sign in _OTHER_DELIMITERS if sign in line), None)
    if len(cells) == 1 and other is not None:
        msg = f"{file}:1: is one cell with {other!r} in it; save it with commas between the cells"
        raise DataError(msg)
    return cells


def even_lines(file: Path, width: int) -> int | None:
    """Count the lines, if every one is plainly a row of so many cells; where in doubt, None.

    Raises
    ------
    DataError
        It is no text.
    """
    lines = pl.scan_csv(
        file,
        separator=_NOT_IN_TEXT,
        quote_char=None,
        has_header=False,
        schema={"line": pl.String},
        glob=False,
    )
    line = pl.col("line")
    quoted = line.str.contains('"', literal=True)
    bare = pl.when(quoted).then(line).str.replace_all('"[^"]*"', "")
    commas = pl.coalesce(bare, line).str.count_matches(",", literal=True)
    uneven = (commas != width - 1).fill_null(value=True) | bare.str.contains('"', literal=True)
    uneven |= line.str.contains("\r", literal=True)
    nul = line.str.contains("\0", literal=True)
    try:
        counts = lines.select(uneven.sum(), nul=nul.sum(), lines=pl.len())
        doubts, nuls, number = collected(counts).row(0)
    except DataError:
        return None
    if nuls:
        msg = f"{file}: holds NUL bytes, so it is no UTF-8 text; save it as UTF-8"
        raise DataError(msg)
    return None if doubts else int(number)


def read_rows(file: Path, width: int, wanted: Collection[int]) -> Rows:
    """Read a file row by row: where wanted rows begin, and which are too short or too long.

    Raises
    ------
    DataError
        A quote never closes, a cell is too long, or a line ends with a carriage return alone.
    """
    lines: dict[int, int] = {}
    wrong: dict[int, list[int]] = {}
    for number, (line, cells) in enumerate(_lines(file)):
        if number in wanted:
            lines[number] = line
        if len(cells) != width:
            wrong.setdefault(len(cells), []).append(number)
            lines[number] = line
    return Rows(lines, wrong)


def _lines(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line where it begins; the header is the first."""
    last = ""

    def read(text: Iterable[str]) -> Iterator[str]:
        nonlocal last
        for last in text:  # noqa: UP028 - the last one is kept
            yield last

    with file.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(read(text), strict=True)
        line = 1
        try:
            for cells in reader:
                if last.endswith("\r"):  # polars goes on in the same row there
                    raise DataError(f"{file}:{reader.line_num}: {_LONE_RETURN}")
                yield line, cells
                line = reader.line_num + 1
        except (csv.Error, UnicodeDecodeError) as error:
            msg = f"{file}:{line}: the row that begins here cannot be read: {error}; mend it"
            raise DataError(msg) from error


def width_findings(rows: Rows, width: int) -> list[Finding]:
    """Return a finding for each number of cells that is not the header's."""
    return [
        finding_of("AR602", Seen(f"has {cells} cells, not {width}"), len(places), places)
        for cells, places in sorted(rows.wrong.items())
    ]
