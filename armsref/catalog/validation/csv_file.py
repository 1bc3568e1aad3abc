"""A CSV file as its findings need it: read by polars in batches, its rows and cells counted.

polars fills a row that is too short without a word. So the separators of the file are counted in
its bytes, and those within cells by polars: a short row is where the two do not agree, and only
then the file is read again, row by row.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from armsref.catalog.validation.report import Counts, Seen, finding_of
from armsref.catalog.validation.with_polars import PolarsFrame
from armsref.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from armsref.findings import Finding

#: A header of more characters is none.
LONGEST_HEADER = 1_000_000
_BLOCK = 1 << 20


class Bytes(NamedTuple):
    """What is counted in a file's bytes."""

    commas: int
    lines: int


class Rows(NamedTuple):
    """What is seen row by row: the lines where wanted rows begin, rows by a wrong width."""

    lines: dict[int, int]
    wrong: dict[int, list[int]]


class CsvFrame(PolarsFrame):
    """The rows of a CSV file, every cell a text."""

    def __init__(self, file: Path, *, cut: bool = False) -> None:
        """Read the header; ``cut`` drops the cells of a row that are too many."""
        self.header = _header(file)
        names: list[str] = []
        for number, name in enumerate(self.header):
            names.append(name if name not in names else f"{name} (column {number + 1})")
        scanned = pl.scan_csv(
            file,
            has_header=False,
            skip_rows=1,
            schema=dict.fromkeys(names, pl.String),
            truncate_ragged_lines=cut,
            glob=False,
        )
        super().__init__(scanned)
        self._columns = names
        self.counted = (0, 0)

    def names(self) -> list[str]:
        """Return the header."""
        return self.header

    def count(self, questions: Sequence[pl.Expr], key: Sequence[str]) -> Counts:
        """Count as of any frame, and the commas within cells: ``counted`` is (rows, commas)."""
        each = [pl.col(name).str.count_matches(",", literal=True).sum() for name in self._columns]
        counts = super().count([*questions, pl.sum_horizontal(each)], key)
        self.counted = (counts.rows, counts.true[-1])
        return counts._replace(true=counts.true[:-1])

    def whole(self, seen: Bytes) -> bool:
        """Tell whether every row has as many cells as the header."""
        rows, commas = self.counted
        width = len(self.header) - 1
        return seen.commas == (rows + 1) * width + commas + sum(n.count(",") for n in self.header)


def _header(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        try:
            line = text.readline(LONGEST_HEADER)
        except UnicodeDecodeError as error:
            msg = f"{file}: is not UTF-8; save it as UTF-8"
            raise DataError(msg) from error
    if not line.strip():
        msg = f"{file}: has no header in its first line; write the names of the columns there"
        raise DataError(msg)
    if len(line) == LONGEST_HEADER:
        msg = f"{file}: its first line is too long for a header; is it a CSV file?"
        raise DataError(msg)
    return next(csv.reader([line]))


def counted(file: Path) -> Bytes:
    """Count the commas and lines of a file.

    Raises
    ------
    DataError
        It is no text.
    """
    commas = lines = 0
    last = b"\n"
    with file.open("rb") as blocks:
        while block := blocks.read(_BLOCK):
            if b"\0" in block:
                msg = f"{file}: holds NUL bytes, so it is no UTF-8 text; save it as UTF-8"
                raise DataError(msg)
            commas += block.count(b",")
            lines += block.count(b"\n")
            last = block[-1:]
    return Bytes(commas, lines + (last != b"\n"))


def read_rows(file: Path, width: int, wanted: Collection[int]) -> Rows:
    """Read a file row by row: where wanted rows begin, and which are too short or too long.

    Raises
    ------
    DataError
        A quote never closes, or a cell is too long.
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
    with file.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, strict=True)
        line = 1
        try:
            for cells in reader:
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
