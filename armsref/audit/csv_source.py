"""A CSV file: streamed through polars, and counted so that no row is lost silently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from armsref.audit.csv_header import read_header
from armsref.audit.csv_survey import survey
from armsref.audit.csv_walk import find_fault, lines_of
from armsref.audit.source import Source
from armsref.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class CsvSource(Source):
    """A CSV file; each cell is text, an empty one is null, a blank line no row."""

    def __init__(self, file: Path, delimiter: str | None) -> None:
        self._file = file
        header = read_header(file, delimiter)
        self.delimiter = header.delimiter
        self._seen = survey(file, header.delimiter)
        frame = pl.scan_csv(
            file,
            separator=header.delimiter,
            infer_schema=False,
            new_columns=list(header.columns),
            glob=False,
        )
        self._all = frame
        if self._seen.blanks:
            filled = (pl.col(name).str.len_bytes() > 0 for name in header.columns)
            frame = frame.filter(pl.any_horizontal(filled))
        self._inner = (0, 0)
        super().__init__(str(file), frame)

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

    def check(self, rows: int) -> None:
        """Count lines and delimiters against the cells that were read; a short row is found so.

        Raises
        ------
        DataError
            A row has not as many cells as the header, or the table has no rows.
        """
        super().check(rows)
        if self._seen.quotes:
            signs = [
                pl.sum_horizontal(
                    pl.col(name).str.count_matches(sign, literal=True).sum()
                    for name in self.columns
                ).alias(title)
                for title, sign in (("ends", "\n"), ("delimiters", self.delimiter))
            ]
            counted = self.collect(self._all.select(*signs)).row(0)
            self._inner = (counted[0], counted[1])
        ends, delimiters = self._inner
        each = len(self.columns) - 1
        named = sum(name.count(self.delimiter) for name in self.columns)
        whole = self._seen.delimiters == (rows + 1) * each + delimiters + named
        if whole and self._straight(rows, ends):
            return
        fault = find_fault(self._file, self.delimiter)
        if fault is not None:
            raise fault

    def _straight(self, rows: int, ends: int = 0) -> bool:
        """Tell whether each row stands on a line of its own."""
        return self._seen.lines == rows + 1 + ends

    def lines(self, rows: Sequence[int]) -> dict[int, int]:
        """Return the lines that rows begin on; a cell may hold line ends."""
        if (
            not self._seen.blanks
            and not self._inner[0]
            and not any("\n" in n for n in self.columns)
        ):
            return {row: row + 1 for row in rows}
        return lines_of(self._file, self.delimiter, rows)
