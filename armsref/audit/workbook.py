"""A sheet of an Excel file, read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.audit.csv_header import named_columns
from armsref.audit.source import Source, need
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
        rows = book.load_sheet(named, header_row=0, schema_sample_rows=None).to_polars()
    except fastexcel.FastExcelError as error:
        first = str(error).partition("\n")[0]
        raise DataError(f"{file}: cannot be read: {first}; is it a whole Excel file?") from error
    return rows.rename(dict(zip(rows.columns, columns, strict=True)))


def _sheet(names: list[str], asked: str | None, file: Any) -> str:
    if asked is None:
        return names[0]
    if asked not in names:
        raise DataError(f"{file}: has no sheet {asked!r}; it has {', '.join(map(repr, names))}")
    return asked
