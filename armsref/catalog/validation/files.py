"""The validation of a file, CSV or Parquet, in bounded memory."""

from __future__ import annotations

import importlib
import stat
from typing import TYPE_CHECKING

from armsref.catalog.validation.frames import Validated, table_of, validate
from armsref.errors import ArmsrefError, DataError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from armsref.catalog.catalog import Catalog

#: The files that are read, by the end of their names.
SUFFIXES = (".csv", ".parquet")
#: How a person says which table a file is of.
SAY = "--table "


def validate_file(file: Path, table: str | None, catalog: Catalog) -> Validated:
    """Check a file by the rules of a table of the dataset.

    Parameters
    ----------
    file : pathlib.Path
        A CSV file (UTF-8, commas, a header), or a Parquet file.
    table : str or None
        The table's name; None for the one whose columns the file has.
    catalog : Catalog
        The catalogue that references lead to.

    Returns
    -------
    Validated
        The findings with the file; those of a CSV also with the line where the row begins.

    Raises
    ------
    DataError
        The file cannot be read.
    """
    _refuse_other_files(file)
    polars = _polars()
    try:
        if file.suffix.casefold() == ".csv":
            validated = _of_csv(file, table, catalog)
        else:
            module = importlib.import_module("armsref.catalog.validation.with_polars")
            frame = module.PolarsFrame(polars.scan_parquet(file, glob=False))
            validated = validate(frame, table_of(frame.names(), table, say=SAY), catalog)
    except ArmsrefError as error:
        said = str(error)
        raise DataError(said if str(file) in said else f"{file}: {said}") from error
    findings = [finding._replace(file=str(file)) for finding in validated.findings]
    return validated._replace(findings=findings)


def _refuse_other_files(file: Path) -> None:
    """Refuse what is no file, and files of other kinds."""
    try:
        mode = file.stat().st_mode
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        seen = "no such file" if missing else f"cannot be read: {error.strerror}"
        raise DataError(f"{file}: {seen}; name a table, or a folder with seeds/") from error
    kinds = " and ".join(SUFFIXES)
    if stat.S_ISDIR(mode):
        msg = f"{file}: is a folder; name a file of {kinds}"
    elif stat.S_ISFIFO(mode):
        msg = f"{file}: is a pipe, which cannot be read twice; save it as a file"
    elif not stat.S_ISREG(mode):
        msg = f"{file}: is no regular file; name one of {kinds}"
    elif file.suffix.casefold() not in SUFFIXES:
        seen = f"validate reads folders with seeds/, and tables in {kinds} files"
        msg = f"{file}: {seen}; armsref audit reads other tables"
    else:
        return
    raise DataError(msg)


def _polars() -> ModuleType:
    try:
        return importlib.import_module("polars")
    except ImportError as error:
        msg = "polars is not installed; pip install 'armsref[polars]'"
        raise DataError(msg) from error


def _of_csv(file: Path, table: str | None, catalog: Catalog) -> Validated:
    from armsref.catalog.validation import csv_file

    header = csv_file.header_of(file)
    entry = table_of(header, table, say=SAY)
    lines = csv_file.even_lines(file, len(header))
    try:
        validated = validate(csv_file.csv_frame(file), entry, catalog)
    except DataError:
        if lines or not csv_file.read_rows(file, len(header), ()).wrong:
            raise
        validated = validate(csv_file.csv_frame(file, cut=True), entry, catalog)
    if lines == validated.rows + 1:  # each row on a line of its own, below the header's
        found = [f._replace(line=(f.row or 0) + 1) for f in validated.findings]
        return validated._replace(findings=sorted(found, key=lambda f: f.row or 0))
    wanted = {finding.row for finding in validated.findings if finding.row is not None}
    rows = csv_file.read_rows(file, len(header), wanted)
    findings = [*csv_file.width_findings(rows, len(header)), *validated.findings]
    findings = [f._replace(line=rows.lines.get(f.row or 0, 1)) for f in findings]
    return validated._replace(findings=sorted(findings, key=lambda f: f.row or 0))
