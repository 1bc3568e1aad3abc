"""The annotated copy as an Excel file: numbers are numbers, sources are notes of the cells."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from armsref.auditing.source import need
from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from armsref.auditing.annotate import Notes

#: What Excel can hold.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CHARACTERS = 32_767
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_NOTE = {"x_scale": 3, "y_scale": 1.5}


def write_book(notes: Notes, file: Path) -> None:
    """Write all rows into one sheet.

    Raises
    ------
    ArmsrefError
        Excel cannot hold it, or xlsxwriter is not installed.
    """
    need("xlsxwriter")
    import xlsxwriter

    if len(notes.header) > MOST_COLUMNS:
        raise ArmsrefError(f"Excel holds {MOST_COLUMNS:,} columns; write a .csv file")
    # The library writes into the memory: on a full disk it would leave files of its own open.
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_urls": False})
    # The same table gives the same bytes, whenever it is written.
    book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
    try:
        _fill(_Sheet(book, notes), notes)
    except BaseException:
        book.fileclosed = True
        raise
    book.close()
    file.write_bytes(data.getvalue())


def _fill(sheet: _Sheet, notes: Notes) -> None:
    number = 0
    for batch in notes.batches():
        for cells in _held(batch).iter_rows():
            number += 1
            if number >= MOST_ROWS:
                raise ArmsrefError(f"Excel holds {MOST_ROWS:,} rows; write a .csv file")
            sheet.write_row(number, cells)


def _held(batch: pl.DataFrame) -> pl.DataFrame:
    """Write as text what Excel has no cells for: lists, bytes, durations."""
    from armsref.auditing.texts import NO_CELLS, text_of

    odd = [name for name, kind in batch.schema.items() if isinstance(kind, NO_CELLS)]
    return batch.with_columns(text_of(batch[name]) for name in odd)


class _Sheet:
    """The sheet, and how each column is written."""

    def __init__(self, book: Any, notes: Notes) -> None:
        self._sheet = book.add_worksheet("audit")
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        bold = book.add_format({"bold": True})
        for place, name in enumerate(notes.header):
            self._write_text(0, place, name, bold)
        self._sheet.freeze_panes(1, 0)
        #: The places of the columns of figures: three cells behind each stand its notes.
        self._figures = [notes.header.index(figure.column) for figure in notes.figures]

    def write_row(self, row: int, cells: tuple[Any, ...]) -> None:
        for place, cell in enumerate(cells):
            self._write(row, place, cell)
        for place in self._figures:
            verdict, source = cells[place + 2], cells[place + 3]
            if source:
                text = f"{verdict}: {cells[place + 1]}\n{source}"
                self._sheet.write_comment(row, place, text[:MOST_CHARACTERS], _NOTE)

    def _write(self, row: int, place: int, cell: Any) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            if place in self._figures and _NUMBER.fullmatch(cell):
                self._sheet.write_number(row, place, float(cell))
            else:
                self._write_text(row, place, cell)
        elif isinstance(cell, bool):
            self._sheet.write_boolean(row, place, cell)
        elif isinstance(cell, int | float) and math.isfinite(cell):
            self._sheet.write_number(row, place, cell)
        elif isinstance(cell, Decimal) and _NUMBER.fullmatch(str(cell)):
            self._sheet.write_number(row, place, float(cell))
        elif isinstance(cell, dt.datetime):
            self._sheet.write_datetime(row, place, cell.replace(tzinfo=None), self._moment)
        elif isinstance(cell, dt.date):
            self._sheet.write_datetime(row, place, cell, self._day)
        else:
            self._write_text(row, place, str(cell))

    def _write_text(self, row: int, place: int, text: str, style: Any = None) -> None:
        """Write a text as a text, whatever it begins with."""
        if len(text) > MOST_CHARACTERS:
            seen = f"row {row} has a cell of {len(text):,} characters"
            raise ArmsrefError(f"{seen}, Excel holds {MOST_CHARACTERS:,}; write a .csv file")
        self._sheet.write_string(row, place, text, style)
