"""A CSV file as its findings need it: read by polars in batches, its rows and cells counted.

polars fills a row that is too short without a word. So the commas of the file are counted in its
bytes, and by polars those in the cells that may hold some: where the two differ a row is short, or
there are findings anyway. Only then the file is read again, row by row.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from armsref.catalog.validation.report import Counts, Seen, finding_of
from armsref.catalog.validation.with_polars import PolarsFrame
from armsref.errors import DataError
from armsref.tables.fields import Field, fields_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from armsref.findings import Finding
    from armsref.tables.registry import Table

#: A header of more characters is none.
LONGEST_HEADER = 1_000_000
_BLOCK = 1 << 20


class Rows(NamedTuple):
    """What is seen row by row: the lines where wanted rows begin, rows by a wrong width."""

    lines: dict[int, int]
    wrong: dict[int, list[int]]


class CsvFrame(PolarsFrame):
    """The rows of a CSV file, every cell a text."""

    def __init__(self, file: Path, table: Table, *, cut: bool = False) -> None:
        """Read the header; ``cut`` drops the cells of a row that are too many."""
        self.header = header_of(file)
        names: list[str] = []
        for number, name in enumerate(self.header):
            names.append(name if name not in names else f"{name} (column {number + 1})")
        scanned = pl.scan_csv(
            file,
            has_header=False,
            skip_rows=1,
            schema=dict.fromkeys(names, pl.String),
            null_values="",  # an empty cell in quotes too
            truncate_ragged_lines=cut,
            glob=False,
        )
        super().__init__(scanned, no_empty_text=True)
        fields = fields_of(table.model)
        self._free = [name for name in names if name not in fields or _free(fields[name])]
        self.counted = (0, 0)

    def names(self) -> list[str]:
        """Return the header."""
        return self.header

    def count(self, questions: Sequence[pl.Expr], key: Sequence[str]) -> Counts:
        """Count as of any frame, and the commas in free words: ``counted`` is (rows, commas)."""
        each = [pl.col(name).str.count_matches(",", literal=True).sum() for name in self._free]
        counts = super().count([*questions, pl.sum_horizontal(each)], key)
        self.counted = (counts.rows, counts.true[-1])
        return counts._replace(true=counts.true[:-1])

    def whole(self, seen: int) -> bool:
        """Tell whether every row has as many cells as the header, by the file's commas."""
        rows, commas = self.counted
        width = len(self.header) - 1
        return seen == (rows + 1) * width + commas + sum(n.count(",") for n in self.header)


def _free(field: Field) -> bool:
    """Tell whether a cell that fits may hold a comma."""
    return field.kind == "string" and not field.choices and field.pattern is None


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
    if len(line) == LONGEST_HEADER:
        msg = f"{file}: its first line is too long for a header; is it a CSV file?"
        raise DataError(msg)
    return next(csv.reader([line]))


def commas_in(file: Path) -> int:
    """Count the commas of a file.

    Raises
    ------
    DataError
        It is no text.
    """
    commas = 0
    with file.open("rb") as blocks:
        while block := blocks.read(_BLOCK):
            if b"\0" in block:
                msg = f"{file}: holds NUL bytes, so it is no UTF-8 text; save it as UTF-8"
                raise DataError(msg)
            commas += block.count(b",")
    return commas


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
