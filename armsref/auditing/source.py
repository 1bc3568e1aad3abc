"""Somebody's table, opened: a polars plan that is read as often as needed, and where rows stand."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from armsref.errors import ArmsrefError, DataError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

    import polars as pl

    from armsref.auditing.columns import Keys
    from armsref.auditing.spark_source import SparkSource

    #: A table that polars reads, or one of Spark: both are asked the same.
    AnySource: TypeAlias = "Source | SparkSource"

#: The number of a row, the first below the header is 1.
ROW = "armsref row"
#: Rows that are handled together where a table is read piece by piece.
BATCH = 50_000


class Asked(NamedTuple):
    """How a table is to be opened: the sign between cells of a CSV file, the sheet of a book."""

    delimiter: str | None = None
    sheet: str | None = None


class Source:
    """A table: its columns, and a plan of all its rows with their numbers.

    Parameters
    ----------
    name : str
        The file as it was named; ``-`` for a frame.
    frame : polars.LazyFrame
        The rows.

    Attributes
    ----------
    columns : tuple of str
        Names of the columns.
    taken : str
        What of the file is the table, where there is more in it; else empty.
    lost : str
        What of the file stands in no copy; else empty.
    """

    taken = ""
    lost = ""

    def __init__(self, name: str, frame: pl.LazyFrame) -> None:
        self.name = name
        self.schema: pl.Schema = self._guarded(frame.collect_schema)
        self.columns: tuple[str, ...] = tuple(self.schema.names())
        self.number(frame)

    def number(self, rows: pl.LazyFrame) -> None:
        """Take these rows for those of the table, and number them."""
        self.frame = rows.with_row_index(ROW, offset=1)

    def sample(self, rows: int) -> dict[str, list[str | None]]:
        """Return the first cells of each column as text."""
        from armsref.auditing.grouping import sample_texts

        return sample_texts(self, rows)

    def grouped(self, keys: Keys) -> pl.DataFrame:
        """Return the distinct cells with their counts, see :mod:`armsref.auditing.grouping`."""
        from armsref.auditing.grouping import grouped

        return grouped(self, keys)

    def first_rows(self, columns: list[Keys], several: pl.DataFrame, *, each: bool) -> pl.DataFrame:
        """Return the rows of groups, see :mod:`armsref.auditing.grouping`."""
        from armsref.auditing.grouping import first_rows

        return first_rows(self, columns, several, each=each)

    def collect(self, plan: pl.LazyFrame) -> pl.DataFrame:
        """Run a plan over the table, in bounded memory.

        Raises
        ------
        DataError
            The table cannot be read to its end.
        """
        frame: pl.DataFrame = self._guarded(lambda: plan.collect(engine="streaming"))
        return frame

    def batches(self, plan: pl.LazyFrame, rows: int = BATCH) -> Iterator[pl.DataFrame]:
        """Run a plan over the table piece by piece, in order; raises as :meth:`collect`."""
        pieces = self._guarded(lambda: iter(plan.collect_batches(chunk_size=rows, lazy=True)))
        while True:
            piece = self._guarded(lambda: next(pieces, None))
            if piece is None:
                return
            yield piece

    def _guarded(self, work: Any) -> Any:
        import polars as pl

        try:
            return work()
        except ArmsrefError:
            raise
        except (Exception, pl.exceptions.PanicException) as error:  # a plan may hold any function
            raise self.fault(str(error)) from error

    def fault(self, said: str) -> DataError:
        """Return what is wrong with a table that cannot be read."""
        first = said.strip().partition("\n")[0]
        return DataError(f"{self.name}: cannot be read: {first}; is it whole?")

    def check(self, rows: int) -> bool:
        """Refuse a table of which some rows were lost on the way.

        Parameters
        ----------
        rows : int
            So many were read.

        Returns
        -------
        bool
            False where the rows must be read once more, now that more is known of them.
        """
        if not rows:
            raise DataError(f"{self.name}: has no rows; below the names of the columns stand rows")
        return True

    def lines(self, rows: Sequence[int]) -> Callable[[int], int]:  # noqa: ARG002 - for CSV files
        """Return what tells the line that each of some rows begins on; 1 where there are none."""
        return lambda _: 1


def open_source(table: Any, asked: Asked) -> AnySource:
    """Open a file or a frame.

    Raises
    ------
    ArmsrefError
        It is no table that is known here, or polars is not installed.
    DataError
        The file is missing, no file, or cannot be read as what its name says.
    """
    need("polars")
    if isinstance(table, str) or hasattr(table, "__fspath__"):
        return _open_file(Path(table), asked)
    from armsref.auditing.frame_source import polars_frame
    from armsref.catalog.join.frames import library_of

    library = library_of(table)
    if library == "pyspark":
        from armsref.auditing.spark_source import SparkSource

        return SparkSource(table)
    return Source("-", polars_frame(table, library))


def need(library: str) -> None:
    """Refuse to go on without a library of the extra ``audit``."""
    from importlib.util import find_spec

    if find_spec(library) is None:
        raise ArmsrefError(f"{library} is not installed; pip install 'armsref[audit]'")


#: Endings of tables in text, and of books of sheets.
_TEXTS = (".csv", ".tsv", ".tab", ".txt")
_BOOKS = (".xlsx", ".xlsm")


def _open_file(file: Path, asked: Asked) -> Source:
    if str(file) == "-":
        raise DataError("-: standard input is not read; name a file")
    refuse_no_file(file)
    kind = file.suffix.casefold()
    _refuse_wrong(file, kind, asked)
    if kind in _TEXTS:
        from armsref.auditing.csv_source import CsvSource

        return CsvSource(file, asked.delimiter)
    if kind in (".parquet", ".pq"):
        import polars as pl

        return Source(str(file), pl.scan_parquet(file, glob=False))
    if kind in (".jsonl", ".ndjson"):
        from armsref.auditing.json_lines import JsonLinesSource

        return JsonLinesSource(file)
    if kind in _BOOKS:
        from armsref.auditing.workbook import SheetSource

        return SheetSource(file, asked.sheet)
    known = "csv, tsv, parquet, jsonl, ndjson or xlsx"
    raise DataError(f"{file}: no table is known by the ending {kind!r}; save it as {known}")


def _refuse_wrong(file: Path, kind: str, asked: Asked) -> None:
    """Refuse what is asked of a file of another kind."""
    if asked.sheet is not None and kind not in _BOOKS:
        raise DataError(f"{file}: has no sheets; leave out --sheet")
    if asked.delimiter is not None and kind not in _TEXTS:
        raise DataError(f"{file}: has no sign between cells; leave out --delimiter")


def refuse_no_file(file: str | os.PathLike[str]) -> None:
    """Refuse what is no file: a folder, a pipe, nothing at all."""
    try:
        mode = Path(file).stat().st_mode
        if stat.S_ISDIR(mode):
            raise DataError(f"{file}: is a folder; name a file in it")
        if not stat.S_ISREG(mode):
            raise DataError(f"{file}: is no regular file; save the table as one first")
        with Path(file).open("rb"):
            pass
    except OSError as error:
        raise DataError(f"{file}: cannot be read: {error.strerror}; name a table") from error
