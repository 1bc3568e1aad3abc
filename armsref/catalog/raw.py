"""A built table as rows of text: what a cold lookup reads. No pydantic, no pathlib."""

from __future__ import annotations

import os
from _csv import reader  # csv would import re, a quarter of a cold lookup
from io import StringIO

from armsref.errors import ArmsrefError, DataError
from armsref.paths import shipped_root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_REMEDY = "run armsref build, or reinstall the package"


class RawTable:
    """The rows of a CSV file, and the place of each column.

    Parameters
    ----------
    file : str
        Path of the file.
    lines : list of list of str, optional
        The header and the rows, where they are at hand and the file is only where they are from.

    Raises
    ------
    DataError
        The file cannot be read, a column stands twice, or a row has not as many cells as the
        header.
    """

    __slots__ = ("_indexes", "columns", "file", "rows")

    def __init__(self, file: str, lines: list[list[str]] | None = None) -> None:
        self.file = file
        rows = self._read() if lines is None else lines
        header = rows[0] if rows else []
        self.columns = {name: index for index, name in enumerate(header)}
        if len(self.columns) != len(header):
            raise self.fault("a column stands twice")
        self.rows = rows[1:]
        self._indexes: dict[str, dict[str, list[list[str]]]] = {}
        for number, row in enumerate(self.rows, start=2):
            if len(row) != len(header):
                raise self.fault(f"row {number} has {len(row)} cells, not {len(header)}")

    def _read(self) -> list[list[str]]:
        try:
            with open(self.file, encoding="utf-8-sig", newline="") as text:  # noqa: PTH123
                content = text.read()
            if not content:
                raise self.fault("is empty")
            if "\0" in content:
                raise self.fault("has a NUL byte, so it is no text")
            return list(reader(StringIO(content, newline=""), strict=True))
        except DataError:
            raise
        except (OSError, ValueError) as error:
            raise self.fault(f"cannot be read: {error}") from error
        except Exception as error:  # _csv.Error has no public base but Exception
            if type(error).__module__ != "_csv":
                raise
            raise self.fault(f"is no CSV: {error}") from error

    def fault(self, what: str) -> DataError:
        """Return the error that says what is wrong with the file, and what to do."""
        return DataError(f"{self.file}: {what}; {_REMEDY}")

    def by(self, column: str) -> dict[str, list[list[str]]]:
        """Return the rows by the value of a column; made once."""
        index = self._indexes.get(column)
        if index is None:
            at = self.place(column)
            index = self._indexes[column] = {}
            for row in self.rows:
                index.setdefault(row[at], []).append(row)
        return index

    def place(self, column: str) -> int:
        """Return the index of a column."""
        try:
            return self.columns[column]
        except KeyError:
            raise self.fault(f"has no column {column!r}") from None


def built_tables(folder: str | os.PathLike[str]) -> str:
    """Return the folder of a dataset's tables.

    Raises
    ------
    DataError
        There are none.
    ArmsrefError
        The folder is no path.
    """
    _refuse_no_path(folder)
    datasets = os.path.join(os.fspath(folder), "datasets")  # noqa: PTH118
    if not os.path.isfile(os.path.join(datasets, "specs.csv")):  # noqa: PTH113, PTH118
        remedy = "name the folder above it, or run armsref build there"
        msg = f"{os.fspath(folder)}: has no datasets/ with tables; {remedy}"
        raise DataError(msg)
    return datasets


def _refuse_no_path(folder: object) -> None:
    if not isinstance(folder, str) and not hasattr(folder, "__fspath__"):
        msg = f"{folder!r} is no folder; hand over its path, a str or a pathlib.Path"
        raise ArmsrefError(msg)


def dataset_file(folder: str, name: str) -> str:
    """Return the path of a file in a dataset's ``datasets/``.

    The shipped dataset may be made of links, as an installer made them; another's may not lead
    out of its folder, whatever there is to read.

    Raises
    ------
    DataError
        It is no ordinary file (a pipe would be waited for), or a link that leads out.
    """
    file = f"{folder}/{name}"
    if os.path.exists(file) and not os.path.isfile(file):  # noqa: PTH110, PTH113
        msg = f"{file}: is no ordinary file; {_REMEDY}"
        raise DataError(msg)
    root = os.path.dirname(folder)  # noqa: PTH120
    if root != shipped_root():
        inside = os.path.join(os.path.realpath(root), "")  # noqa: PTH118
        if not os.path.realpath(file).startswith(inside):
            msg = f"{file}: is a link that leads out of {root or '.'}; put the file itself there"
            raise DataError(msg)
    return file


def dataset_descriptor(folder: str) -> dict[str, Any]:
    """Return a dataset's descriptor, ``datapackage.json``.

    Raises
    ------
    DataError
        It cannot be read, or has no version.
    """
    import json

    file = dataset_file(folder, "datapackage.json")
    try:
        with open(file, encoding="utf-8-sig") as text:  # noqa: PTH123
            described = json.load(text)
        if not isinstance(described["version"], str):
            raise TypeError("its version is no text")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        msg = f"{file}: cannot be read: {error}; {_REMEDY}"
        raise DataError(msg) from error
    return dict(described)
