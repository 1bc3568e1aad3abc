"""Write tables of a catalogue into a file; its suffix says the form."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, NamedTuple

import armsref
from armsref.errors import ArmsrefError
from armsref.exporting.contents import contents
from armsref.tables.registry import TABLES, Table, table_named
from armsref.whole_file import whole_file

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.frames import Digits


class Form(NamedTuple):
    """A form of file: the module that writes it, and whether it holds several tables."""

    module: str
    several: bool


#: The forms by suffix. A module has ``write(contents, file, digits)``, which returns how many
#: cells it had to change.
FORMS = {
    ".csv": Form("to_csv", several=False),
    ".xlsx": Form("to_xlsx", several=True),
    ".parquet": Form("to_parquet", several=False),
    ".sqlite": Form("to_sqlite", several=True),
}
#: The table that stands first, and alone where a file holds one.
FIRST = "specs"


class Exported(NamedTuple):
    """What was written: rows by table, the version of the data, cells that were changed."""

    file: str
    rows: dict[str, int]
    version: str
    defused: int


def export(
    file: str | os.PathLike[str],
    table: str | None = None,
    digits: Digits = "float",
    *,
    catalog: Catalog | None = None,
) -> Exported:
    """Write tables into a file, whole or not at all; one that is there is replaced.

    The rows are those of the catalogue, also as of a date, each validated; no seeds are needed.
    The same data give the same bytes with the same versions of the libraries.

    Parameters
    ----------
    file : path
        Its suffix says the form: ``.csv``, ``.xlsx``, ``.parquet`` or ``.sqlite``.
    table : str, optional
        A table's name. Without it Excel and SQLite files hold all tables, the others ``specs``.
    digits : {"float", "text"}
        Of a Parquet file: numbers as floats, or as text with the digits that were printed. CSV
        holds these digits, Excel shows them, SQLite has both.
    catalog : Catalog, optional
        Another catalogue than the shipped one.

    Returns
    -------
    Exported
        ``file``, ``rows`` by table, ``version`` of the data, and ``defused``: how many texts of
        a CSV file got a ``'`` in front, since a spreadsheet would run them as a formula.

    Raises
    ------
    ArmsrefError
        The suffix or the table is unknown, the library is not installed, the file cannot be
        written, or it cannot hold the table.
    DataError
        The dataset cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     list(export(f"{folder}/specs.csv").rows)
    ['specs']
    """
    catalog = catalog or armsref.shipped()
    name = os.fspath(file)
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - also of a name like ".csv"
    form = FORMS.get(suffix)
    if form is None:
        msg = f"{name}: its name says no form; end it in {', '.join(FORMS)}"
        raise ArmsrefError(msg)
    if digits not in ("float", "text"):
        msg = f"digits are 'float' or 'text', not {digits!r}"
        raise ArmsrefError(msg)
    if digits == "text" and suffix != ".parquet":
        msg = f"{name}: digits are chosen for .parquet alone; {suffix} keeps those printed"
        raise ArmsrefError(msg)
    found = contents(catalog, _chosen(table, form))
    module = importlib.import_module(f"armsref.exporting.{form.module}")
    with whole_file(file) as aside:
        defused = module.write(found, aside, digits)
    rows = {filled.table.name: len(filled.records) for filled in found.tables}
    return Exported(name, rows, catalog.version, defused)


def _chosen(table: str | None, form: Form) -> list[Table]:
    if table is not None or not form.several:
        return [table_named(table or FIRST)]
    first = TABLES[FIRST]
    return [first, *(t for t in TABLES.values() if t is not first)]
