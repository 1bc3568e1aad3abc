"""A sheet of an Excel file, read whole."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

from armsref.auditing.csv_header import named_columns
from armsref.auditing.source import Source, need
from armsref.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import polars as pl


class SheetSource(Source):
    """A sheet; a column of numbers is numbers, a mixed one text."""

    def __init__(self, file: Path, sheet: str | None) -> None:
        need("fastexcel")
        super().__init__(str(file), _read(file, sheet).lazy())

    def lines(self, rows: Sequence[int]) -> Callable[[int], int]:  # noqa: ARG002
        """Return what tells the row of the sheet, counted as there."""
        return lambda row: row + 1


def _read(file: Path, sheet: str | None) -> pl.DataFrame:
    import fastexcel

    try:
        book = fastexcel.read_excel(file)
        named = _sheet(book.sheet_names, sheet, file)
        head = book.load_sheet(named, header_row=None, n_rows=1, dtypes="string").to_polars()
        if not head.height:
            raise DataError(f"{file}: the sheet {named!r} is empty; --sheet names another")
        columns = named_columns([cell or "" for cell in head.row(0)], f"{file}:1")
        refuse_empty_formulas(file, book.sheet_names.index(named))
        rows = book.load_sheet(named, header_row=0, schema_sample_rows=None).to_polars()
    except (fastexcel.FastExcelError, zipfile.BadZipFile) as error:
        first = str(error).partition("\n")[0]
        raise DataError(f"{file}: cannot be read: {first}; is it a whole Excel file?") from error
    return rows.rename(dict(zip(rows.columns, columns, strict=True)))


def refuse_empty_formulas(file: Path, place: int) -> None:
    """Refuse a sheet with formulas whose results were never stored: they read as empty cells.

    Raises
    ------
    DataError
        There are some; a program that calculates must open and save the file.
    """
    with zipfile.ZipFile(file) as parts:
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(parts.namelist()):
            return
        text = parts.read("xl/workbook.xml").decode("utf-8", "replace")
        links = parts.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        ids = [_attribute(tag, "r:id") for tag in re.findall(r"<sheet\b[^>]*>", text)]
        targets = {
            _attribute(tag, "Id"): _attribute(tag, "Target")
            for tag in re.findall(r"<Relationship\b[^>]*>", links)
        }
        part = targets.get(ids[place], "") if place < len(ids) else ""
        name = part.removeprefix("/") if part.startswith("/") else f"xl/{part}"
        sheet = parts.read(name) if name in parts.namelist() else b""
    empty = [match[1].decode() for match in _EMPTY_FORMULA.finditer(sheet)]
    if empty:
        many = f"{len(empty)} formula{'' if len(empty) == 1 else 's'} without a result"
        seen = f"{many}, the first in {empty[0]}"
        raise DataError(f"{file}: has {seen}; open it in a spreadsheet program and save it")


_EMPTY_FORMULA = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>'
    rb"<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def _sheet(names: list[str], asked: str | None, file: Any) -> str:
    if asked is None:
        return names[0]
    if asked not in names:
        raise DataError(f"{file}: has no sheet {asked!r}; it has {', '.join(map(repr, names))}")
    return asked
