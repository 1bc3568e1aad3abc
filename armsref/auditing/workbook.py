"""A sheet of an Excel file, read whole."""

from __future__ import annotations

import logging
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

from armsref.auditing.csv_header import named_columns
from armsref.auditing.source import Source, need
from armsref.auditing.workbook_parts import Parts, errors_of, refuse_empty_formulas
from armsref.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    import polars as pl

#: So many rows are looked at for the first that is not empty.
_HEAD = 100
# The reader tells of each column without a cell; there is nothing to do about one.
logging.getLogger("fastexcel").addHandler(logging.NullHandler())


class SheetSource(Source):
    """A sheet; a column of numbers is numbers, a mixed one text."""

    def __init__(self, file: Path, sheet: str | None) -> None:
        need("fastexcel")
        read = _read(file, sheet)
        self._above = read.above
        self.lost = "formats, comments, formulas"
        if read.others:
            self.lost += f", {read.others} other sheet{'' if read.others == 1 else 's'}"
            self.taken = f"the sheet {read.sheet!r} of {read.others + 1}"
        super().__init__(str(file), read.rows.lazy())

    def lines(self, rows: Sequence[int]) -> Callable[[int], int]:  # noqa: ARG002
        """Return what tells the row of the sheet, counted as there."""
        return lambda row: self._above + row + 1


class _Read(NamedTuple):
    """The rows of a sheet, the empty ones above its header, and the sheets beside it."""

    rows: pl.DataFrame
    sheet: str
    above: int
    others: int


def _read(file: Path, sheet: str | None) -> _Read:
    import fastexcel

    try:
        book = fastexcel.read_excel(file)
        names, parts = book.sheet_names, Parts(file)
        named = _sheet(names, parts.hidden, sheet, file)
        above, cells = _header(book, named, file)
        columns = named_columns(cells, f"{file}:{above + 1}")
        text = parts.sheet(names.index(named))
        refuse_empty_formulas(file, text)
        below, rows = _below(book, named, above, list(columns))
        errors = errors_of(text)
        left = {column.absolute_index: column.name for column in below.available_columns()}
        rows = _with_errors(rows, errors, above + 1, left)
    except (fastexcel.FastExcelError, zipfile.BadZipFile) as error:
        first = str(error).partition("\n")[0]
        raise DataError(f"{file}: cannot be read: {first}; is it a whole Excel file?") from error
    return _Read(rows, named, above, len(names) - 1)


def _header(book: Any, named: str, file: Path) -> tuple[int, list[str]]:
    """Return how many rows stand above the first that is not empty, and its cells."""
    for most in (_HEAD, None):
        head = book.load_sheet(named, header_row=None, skip_rows=0, n_rows=most, dtypes="string")
        for place, cells in enumerate(head.to_polars().iter_rows()):
            if any(cells):
                return place, [cell or "" for cell in cells]
    raise DataError(f"{file}: the sheet {named!r} is empty; --sheet names another")


def _below(book: Any, named: str, above: int, columns: list[str]) -> tuple[Any, pl.DataFrame]:
    """Load the rows below the header; a column of kinds that no type holds is text."""
    import fastexcel

    from armsref.auditing.texts import text_of

    mixed = fastexcel.UnsupportedColumnTypeCombinationError

    def load(texts: Iterable[str], kind: str = "string") -> Any:
        return book.load_sheet(
            named,
            header_row=None,
            skip_rows=above + 1,
            column_names=columns,
            schema_sample_rows=None,
            dtypes=dict.fromkeys(texts, kind),
        )

    def is_mixed(column: str) -> bool:
        try:
            load(other for other in columns if other != column)
        except mixed:
            return True
        return False

    try:
        found = load([])
        return found, found.to_polars()
    except mixed:
        odd = [column for column in columns if is_mixed(column)]
    found = load(odd)
    rows = found.to_polars()
    # A duration is no text to the reader, who leaves it out.
    lasting = load(columns, "duration").to_polars()
    return found, rows.with_columns(rows[name].fill_null(text_of(lasting[name])) for name in odd)


def _with_errors(
    rows: pl.DataFrame,
    errors: Mapping[tuple[int, int], str],
    above: int,
    names: Mapping[int, str],
) -> pl.DataFrame:
    """Put errors such as ``#N/A`` into their cells, which the reader leaves empty."""
    import polars as pl

    from armsref.auditing.texts import text_of

    inside = [
        (row - above, names[column], said)
        for (row, column), said in errors.items()
        if column in names and 0 <= row - above < rows.height
    ]
    for name in dict.fromkeys(name for _, name, _ in inside):
        cells = text_of(rows[name]).to_list()
        for row, column, said in inside:
            if column == name:
                cells[row] = said
        rows = rows.with_columns(pl.Series(name, cells, dtype=pl.String))
    return rows


def _sheet(names: list[str], hidden: frozenset[int], asked: str | None, file: Any) -> str:
    """Return the sheet that was asked for, or the first that can be seen."""
    if asked is None:
        seen = [name for place, name in enumerate(names) if place not in hidden]
        return (seen or names)[0]
    if asked not in names:
        raise DataError(f"{file}: has no sheet {asked!r}; it has {', '.join(map(repr, names))}")
    return asked
