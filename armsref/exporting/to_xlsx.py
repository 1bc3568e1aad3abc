"""Excel: a sheet for each table, numbers as numbers, the sources of a figure as cell notes."""

from __future__ import annotations

import datetime as dt
import importlib
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from armsref.errors import ArmsrefError
from armsref.exporting.notes import column_note, spec_notes
from armsref.model.base import plain_digits
from armsref.tables.formulas import is_live

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from armsref.catalog.frames import Digits
    from armsref.exporting.contents import Contents, Filled

#: What Excel holds: rows of a sheet, and UTF-16 units of a cell.
MOST_ROWS, LONGEST_CELL = 1_048_576, 32_767
#: The narrowest and the widest column, in characters.
WIDTHS = (8, 60)
#: A fixed day, since Excel wants one: the same data are the same bytes.
_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones
#: Size of a note, in pixels.
_NOTE = {"width": 420, "line": 18, "characters": 62, "tallest": 480}


def write(contents: Contents, file: Path, digits: Digits) -> int:  # noqa: ARG001 - shown as printed
    """Write the tables and a sheet about them; no cell is changed."""
    library = _library()
    for filled in contents.tables:
        _refuse(filled)
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    # The library writes into the memory: on a full disk it would leave files of its own open.
    data = io.BytesIO()
    book = library.Workbook(data, options)
    book.set_properties(
        {"title": contents.about["title"], "comments": contents.about["version"], "created": _MADE}
    )
    look = Look(book)
    _about(book, look, contents)
    for filled in contents.tables:
        notes = spec_notes(contents.catalog) if filled.table.name == "specs" else {}
        _sheet(book, look, filled, notes)
    book.close()
    file.write_bytes(data.getvalue())
    return 0


def _library() -> Any:
    try:
        importlib.import_module("xlsxwriter.exceptions")
        return importlib.import_module("xlsxwriter")
    except ImportError as error:
        msg = "xlsxwriter is not installed; pip install 'armsref[excel]'"
        raise ArmsrefError(msg) from error


def _refuse(filled: Filled) -> None:
    """Refuse what a sheet would cut off."""
    name = filled.table.name
    remedy = "write .csv, .parquet or .sqlite"
    if len(filled.records) >= MOST_ROWS:
        msg = f"{name}: has {len(filled.records)} rows, and Excel holds {MOST_ROWS - 1}; {remedy}"
        raise ArmsrefError(msg)
    for number, row in enumerate(filled.rows(), start=1):
        for column, value in zip(filled.table.columns, row, strict=True):
            if isinstance(value, str) and (size := len(value.encode("utf-16-le")) // 2) > (
                LONGEST_CELL
            ):
                said = f"{column} has {size} characters, and a cell of Excel holds {LONGEST_CELL}"
                msg = f"{name}: row {number}: {said}; {remedy}"
                raise ArmsrefError(msg)


class Look:
    """The formats of a book, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.bold = book.add_format({"bold": True})
        #: A text that begins like a formula stays one also when somebody edits the cell.
        self.text = book.add_format({"quote_prefix": True})
        self._decimals: dict[int, Any] = {}

    def decimals(self, value: Decimal) -> Any:
        """Return the format that shows a number with the decimals it was printed with."""
        places = max(0, -int(value.as_tuple().exponent))
        if places not in self._decimals:
            pattern = "0" + ("." + "0" * places if places else "")
            self._decimals[places] = self._book.add_format({"num_format": pattern})
        return self._decimals[places]


def _about(book: Any, look: Look, contents: Contents) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    facts = dict(contents.about)
    facts["tables"] = "; ".join(f"{f.table.name}: {f.table.title}" for f in contents.tables)
    facts["notes"] = "Point at a figure in specs to see who printed it, and at a heading."
    for number, (key, value) in enumerate(facts.items()):
        sheet.write_string(number, 0, key.replace("_", " "), look.bold)
        sheet.write_string(number, 1, value, look.text if is_live(value) else None)


def _sheet(book: Any, look: Look, filled: Filled, notes: Mapping[tuple[str, str], str]) -> None:
    sheet = book.add_worksheet(filled.table.name)
    for place, width in enumerate(_widths(filled)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(filled.records), len(filled.table.columns) - 1)
    for place, field in enumerate(filled.fields):
        sheet.write_string(0, place, field.name, look.bold)
        _note(sheet, 0, place, column_note(field))
    noted = [p for p, n in enumerate(filled.table.columns) if n in ("low", "high", "text")]
    for number, row in enumerate(filled.rows(), start=1):
        for place, value in enumerate(row):
            _cell(sheet, look, number, place, value)
        if note := notes.get((str(row[0]), str(row[1]))):
            for place in noted:
                if row[place] is not None:
                    _note(sheet, number, place, note)


def _widths(filled: Filled) -> list[int]:
    least, most = WIDTHS
    widths = [max(least, len(name) + 3) for name in filled.table.columns]  # beside the filter
    for row in filled.rows():
        for place, value in enumerate(row):
            if value is not None and widths[place] < most:
                widths[place] = min(most, max(widths[place], len(str(value)) + 1))
    return widths


def _cell(
    sheet: Any, look: Look, row: int, place: int, value: str | int | bool | Decimal | None
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, str):
        sheet.write_string(row, place, value, look.text if is_live(value) else None)
    else:
        number = Decimal(value)
        if Decimal(repr(float(number))) == number:
            sheet.write_number(row, place, float(number), look.decimals(number))
        else:  # more digits than a number of Excel has
            sheet.write_string(row, place, plain_digits(number))


def _note(sheet: Any, row: int, place: int, text: str) -> None:
    lines = sum(1 + len(line) // _NOTE["characters"] for line in text.splitlines())
    height = min(_NOTE["tallest"], _NOTE["line"] * (lines + 1))
    sheet.write_comment(row, place, text, {"width": _NOTE["width"], "height": height})
