"""A CSV file: streamed through polars, and counted so that no row is lost silently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from armsref.auditing.csv_header import marks_of, read_header
from armsref.auditing.csv_survey import count_line_ends, survey
from armsref.auditing.csv_walk import find_fault, lines_of
from armsref.auditing.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

from armsref.errors import DataError


class CsvSource(Source):
    """A CSV file; each cell is text, an empty one is null, a blank line no row."""

    def __init__(self, file: Path, delimiter: str | None) -> None:
        self._file = file
        header = read_header(file, delimiter)
        self.delimiter = header.delimiter
        #: What a copy begins with and ends its lines with, too.
        self.bom, self.line_end = marks_of(file)
        self._seen = survey(file, header.delimiter)
        self._rows = pl.scan_csv(
            file,
            separator=header.delimiter,
            infer_schema=False,
            new_columns=list(header.columns),
            glob=False,
        )
        #: Whether each row stands on a line of its own, below the header's one.
        self._straight = True
        #: Whether rows without a cell are rows.
        self._empty = True
        super().__init__(str(file), self._rows)

    def fault(self, said: str) -> DataError:
        """Return what is wrong, with the first row that is."""
        found = find_fault(self._file, self.delimiter) or self._loose_quote()
        return found or super().fault(said)

    def _loose_quote(self) -> DataError | None:
        sign = re.escape(self.delimiter)
        loose = re.compile(rf'(?:^|{sign})[^"{sign}]+"')
        with self._file.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if loose.search(line):
                    what = "a quotation mark inside a cell that does not begin with one"
                    remedy = "put the cell in quotation marks, and double those in it"
                    return DataError(f"{self._file}:{number}: {what}; {remedy}")
        return None

    def check(self, rows: int) -> bool:
        """Count the signs of the file against the cells that were read.

        Raises
        ------
        DataError
            A row has not as many cells as the header, or the table has no rows.
        """
        if self._whole(rows):
            return super().check(rows)
        fault = find_fault(self._file, self.delimiter)
        if fault is not None:
            raise fault
        # What is left are blank lines, which are no rows.
        filled = pl.any_horizontal(pl.col(name).str.len_bytes() > 0 for name in self.columns)
        self.number(self._rows.filter(filled))
        self._straight = self._empty = False
        return False

    def _whole(self, rows: int) -> bool:
        """Tell whether the file has the delimiters and lines that the rows account for."""
        if not self._empty:
            return True
        if len(self.columns) == 1 and self._any_blank():
            return False
        named = sum(name.count(self.delimiter) for name in self.columns)
        expected = (rows + 1) * (len(self.columns) - 1) + named
        if not self._seen.quotes:
            return self._seen.delimiters == expected
        delimiters, ends = self._inside()
        ends += sum(name.count("\n") for name in self.columns)
        lines = count_line_ends(self._file)
        self._straight = not ends
        return self._seen.delimiters == expected + delimiters and lines - ends in (rows, rows + 1)

    def _any_blank(self) -> bool:
        """Tell whether a row of a table of one column is a blank line."""
        return bool(self.collect(self._rows.select(pl.all().null_count())).item())

    def _inside(self) -> tuple[int, int]:
        """Count the delimiters and the line ends in all cells."""
        counts = self._rows.select(
            pl.sum_horizontal(
                pl.col(name).str.count_matches(sign, literal=True).sum() for name in self.columns
            ).alias(sign)
            for sign in (self.delimiter, "\n")
        )
        delimiters, ends = self.collect(counts).row(0)
        return int(delimiters), int(ends)

    def lines(self, rows: Sequence[int]) -> Callable[[int], int]:
        """Return what tells the line a row begins on; a cell may hold line ends."""
        if self._straight:
            return lambda row: row + 1
        found = lines_of(self._file, self.delimiter, rows, empty=self._empty)
        return found.__getitem__
