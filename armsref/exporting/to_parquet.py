"""Parquet, written by polars: the frame of a table, with version and licence as its metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.catalog.frames import library_of

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.catalog.frames import Digits
    from armsref.exporting.contents import Contents


def write(contents: Contents, file: Path, digits: Digits) -> int:
    """Write the one table; no cell is changed."""
    polars = library_of("polars")
    (filled,) = contents.tables
    table = filled.table
    try:
        frame = contents.catalog.frame(table.name, "polars", digits)
        about = {**contents.about, "table": table.name, "table_title": table.title}
        frame.write_parquet(file, metadata={f"armsref_{key}": about[key] for key in about})
    except polars.exceptions.PolarsError as error:
        raise OSError(str(error)) from error
    return 0
