"""A copy of the table, with what is printed beside each figure that was judged."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from armsref.auditing.columns import is_given, keys_of
from armsref.auditing.source import ROW, Source
from armsref.auditing.texts import text_of
from armsref.errors import ArmsrefError
from armsref.tables.formulas import defused, is_live
from armsref.whole_file import whole_file

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from armsref.auditing.audit import Audit
    from armsref.auditing.columns import FigureColumn

#: What stands beside a column of figures, behind its name.
BESIDE = ("armsref_value", "armsref_verdict", "armsref_source")


class Note(NamedTuple):
    """What stands beside a figure: the figure that is printed, the verdict, who printed it."""

    value: str
    verdict: str
    source: str


def write_annotated(found: Audit, file: str | os.PathLike[str]) -> int:
    """Write the copy, as CSV or Excel by its ending; return how many cells were defused.

    In CSV a text that a spreadsheet would run gets a ``'`` in front; Excel is told that it is one.

    Raises
    ------
    ArmsrefError
        The ending is another, a column to be added is there already, or Excel cannot hold it.
    """
    kind = Path(file).suffix.casefold()
    if kind not in (".csv", ".xlsx"):
        raise ArmsrefError(f"{file}: an annotated copy ends in .csv or .xlsx; name it so")
    notes = Notes(found)
    with whole_file(file) as beside:
        if kind == ".csv":
            return _write_csv(notes, beside)
        from armsref.auditing.annotate_book import write_book

        write_book(notes, beside)
    return 0


class Notes:
    """The notes of a table's figures, and its rows with them.

    Attributes
    ----------
    header : list of str
        The columns of the copy.
    """

    def __init__(self, found: Audit) -> None:
        self._found = found
        if not isinstance(found.source, Source):
            raise ArmsrefError("a PySpark frame is not annotated; write it as a Parquet file first")
        self.source = found.source
        figures = {figure.column: figure for figure in found.columns.figures}
        self.header: list[str] = []
        for column in self.source.columns:
            self.header.append(column)
            if column in figures:
                self.header += [f"{column}_{word}" for word in BESIDE]
        for name in self.header:
            if self.header.count(name) > 1:
                raise ArmsrefError(f"the table has a column {name!r} already; rename or drop it")
        self._tables = [self._table(place) for place in range(len(found.columns.figures))]

    @property
    def figures(self) -> tuple[FigureColumn, ...]:
        """The columns of figures."""
        return self._found.columns.figures

    def batches(self) -> Iterator[pl.DataFrame]:
        """Give the rows piece by piece: the table's own cells, then the notes beside them."""
        for batch in self.source.batches(self.source.frame):
            noted = batch
            for figure, table in zip(self.figures, self._tables, strict=True):
                keys = keys_of(self._found.columns.name, figure)
                cells = batch.select(text_of(batch[c]).alias(key) for key, c in keys.items())
                beside = cells.join(
                    table, on=list(keys), how="left", nulls_equal=True, maintain_order="left"
                )
                added = (pl.Series(f"{figure.column}_{word}", beside[word]) for word in BESIDE)
                noted = noted.with_columns(*added)
            yield noted.sort(ROW).select(self.header)

    def _table(self, place: int) -> pl.DataFrame:
        """Return the notes of each distinct figure of a column."""
        groups = self._found.judged[place]
        notes = [self._note(place, row) for row in groups.iter_rows(named=True)]
        keys = [key for key in ("name", "value", "unit") if key in groups.columns]
        return groups.select(keys).with_columns(
            pl.Series(word, [note[number] for note in notes], dtype=pl.String)
            for number, word in enumerate(BESIDE)
        )

    def _note(self, place: int, row: dict[str, str | None]) -> Note:
        name, value, kind = row["name"], row["value"], row["kind"] or ""
        if name is None or not is_given(name):
            return Note("", kind, "")
        return Note(*self._found.note(name, value, row.get("unit"), place, kind))


def _write_csv(notes: Notes, file: Path) -> int:
    delimiter = getattr(notes.source, "delimiter", ",")
    line_end = getattr(notes.source, "line_end", "\n")
    encoding = "utf-8-sig" if getattr(notes.source, "bom", False) else "utf-8"
    live = 0
    with file.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
        writer.writerow(map(defused, notes.header))
        for batch in notes.batches():
            texts = [text_of(batch[name]) for name in notes.header]
            for row in zip(*texts, strict=True):
                live += sum(cell is not None and is_live(cell) for cell in row)
                writer.writerow([None if cell is None else defused(cell) for cell in row])
    return live
