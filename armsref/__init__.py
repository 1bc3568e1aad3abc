"""Weapons-system specifications as the press printed them, each with article, words and speaker.

Examples
--------
>>> import armsref
>>> zolfaghar = armsref.get("Zolfaghar")
>>> print(zolfaghar.range)
700 km (435 mi) (disputed)
>>> zolfaghar.range.to("nmi").high
Decimal('378')
>>> zolfaghar.range.claims[0].quote
'700 km range'
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from typing import Any, Literal

    from armsref.auditing.audit import Audit
    from armsref.auditing.public import audit
    from armsref.catalog.aliases import Aliases
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.frames import Engine
    from armsref.catalog.join.frames import AnyFrame
    from armsref.catalog.resolution import Resolution
    from armsref.catalog.search import Hit
    from armsref.catalog.select import Selected
    from armsref.catalog.spec import Figure, Spec
    from armsref.catalog.system import System
    from armsref.cite.bibliography import bibliography
    from armsref.comparing.compare import compare
    from armsref.comparing.comparison import Comparison
    from armsref.errors import (
        AmbiguousName,
        ArmsrefError,
        DataError,
        DateError,
        ReadingError,
        UnitError,
        UnknownSystem,
    )
    from armsref.exporting.export import export
    from armsref.findings import Finding
    from armsref.model.rows import TransferRow
    from armsref.prose.check import check
    from armsref.reading.reader import read
    from armsref.tables.pandera_schema import schema

__version__ = "0.1.0"

#: The public names that are loaded when first used, and where they live.
_HOMES = {
    "AmbiguousName": "armsref.errors",
    "ArmsrefError": "armsref.errors",
    "Audit": "armsref.auditing.audit",
    "Catalog": "armsref.catalog.catalog",
    "Comparison": "armsref.comparing.comparison",
    "DataError": "armsref.errors",
    "DateError": "armsref.errors",
    "Figure": "armsref.catalog.spec",
    "Hit": "armsref.catalog.search",
    "ReadingError": "armsref.errors",
    "Resolution": "armsref.catalog.resolve",
    "Selected": "armsref.catalog.select",
    "Spec": "armsref.catalog.spec",
    "System": "armsref.catalog.system",
    "UnitError": "armsref.errors",
    "UnknownSystem": "armsref.errors",
    "audit": "armsref.auditing.public",
    "bibliography": "armsref.cite.bibliography",
    "check": "armsref.prose.check",
    "compare": "armsref.comparing.compare",
    "export": "armsref.exporting.export",
    "read": "armsref.reading.reader",
    "schema": "armsref.tables.pandera_schema",
}

__all__ = (
    "AmbiguousName",
    "ArmsrefError",
    "Audit",
    "Catalog",
    "Comparison",
    "DataError",
    "DateError",
    "Figure",
    "Hit",
    "ReadingError",
    "Resolution",
    "Selected",
    "Spec",
    "System",
    "UnitError",
    "UnknownSystem",
    "__version__",
    "audit",
    "bibliography",
    "check",
    "compare",
    "export",
    "frame",
    "get",
    "join",
    "read",
    "resolve",
    "schema",
    "search",
    "select",
    "shipped",
    "systems",
    "transfers",
    "validate_frame",
)

_shipped: Catalog | None = None


def shipped() -> Catalog:
    """Return the catalogue that comes with the package; loaded once, when first used.

    The environment variable ``ARMSREF_DATA`` names a folder to load in its place.

    Raises
    ------
    DataError
        That folder holds no dataset.
    """
    global _shipped  # noqa: PLW0603 - the one cache of the package
    if _shipped is None:
        from armsref.catalog.catalog import Catalog
        from armsref.paths import shipped_root

        _shipped = Catalog.open(shipped_root())
    return _shipped


def get(
    name: str, *, class_: str | None = None, country: str | None = None, fuzzy: bool = False
) -> System:
    """Return the system that a name means; see :meth:`armsref.Catalog.get`.

    Examples
    --------
    >>> get("fath 360").label
    'Fath-360'
    >>> get("Zolfagar")
    Traceback (most recent call last):
    ...
    armsref.errors.UnknownSystem: no system is named 'Zolfagar'; did you mean Zolfaghar, ...
    """
    catalog = _shipped or shipped()
    if class_ is None and country is None and not fuzzy:
        return catalog.get(name)
    return catalog.get(name, class_=class_, country=country, fuzzy=fuzzy)


def resolve(
    text: str,
    *,
    aliases: Aliases | Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    fuzzy: bool = False,
    class_: str | None = None,
    country: str | None = None,
) -> Resolution:
    """Return what a printed name means; see :meth:`armsref.Catalog.resolve`.

    Examples
    --------
    >>> resolve("Fateh-110 and Zolfaghar").systems
    ('fateh-110', 'zolfaghar')
    >>> resolve("our missile", aliases={"our missile": "fath-360"}).via
    'local'
    """
    return shipped().resolve(text, aliases=aliases, fuzzy=fuzzy, class_=class_, country=country)


def search(text: str, *, most: int = 10) -> tuple[Hit, ...]:
    """Return the systems whose names look like a text; see :meth:`armsref.Catalog.search`.

    Examples
    --------
    >>> search("zolf")[0].system
    'zolfaghar'
    """
    return shipped().search(text, most=most)


def select(*, certain_only: bool = False, **questions: object) -> tuple[Selected, ...]:
    """Return the systems that the articles say this of; see :meth:`armsref.Catalog.select`.

    Examples
    --------
    >>> "zolfaghar" in [one.system.id for one in select(class_="missile", range__ge="100 miles")]
    True
    """
    return shipped().select(certain_only=certain_only, **questions)


def systems() -> tuple[System, ...]:
    """Return all systems and families, by id; see :meth:`armsref.Catalog.systems`.

    Examples
    --------
    >>> "shahed" in [s.id for s in systems() if s.level == "family"]
    True
    """
    return shipped().systems()


def transfers(
    supplier: str | None = None,
    recipient: str | None = None,
    system: str | None = None,
    *,
    denied: bool | None = None,
) -> tuple[TransferRow, ...]:
    """Return reported transfers, a record each; see :meth:`armsref.Catalog.transfers`.

    Examples
    --------
    >>> "Iran" in [t.attributed_to for t in transfers("Iran", "Russia", denied=True)]
    True
    """
    return shipped().transfers(supplier, recipient, system, denied=denied)


def frame(table: str, engine: Engine = "polars", digits: Literal["float", "text"] = "float") -> Any:
    """Return a built table as a frame: ``specs``, ``claims``, ``names``, ``transfers`` ...

    Columns and types are those of the data dictionary and of :func:`armsref.schema`: text,
    64-bit integers and floats, true or false; an empty cell is a null. Ids in one cell stay a
    text, separated by a space. Beside a date, which may be a month or a year and stays as it
    is printed, stands ``..._last_day``, its last day as a date.

    Parameters
    ----------
    table : str
        The table's name.
    engine : {"polars", "pandas"}
        The library; an extra of the same name.
    digits : {"float", "text"}
        Numbers as floats, to compute with; or as text, with the digits that were printed,
        which a float does not keep (``4.50``).

    Raises
    ------
    ArmsrefError
        There is no such table or engine, or the library is not installed.

    Examples
    --------
    >>> specs = frame("specs")
    >>> specs.filter(system="zolfaghar", attribute="range").select("low", "high").rows()
    [(700.0, 700.0)]
    """
    return shipped().frame(table, engine, digits)


def join(
    df: AnyFrame,
    on: str,
    fields: Iterable[str],
    as_of: str | dt.date | None = None,
    aliases: Aliases | Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
) -> AnyFrame:
    """Add what is said of the named systems to a table of your own.

    The rows, their order, the index and the columns that are there stay as they are; a name
    raises nothing, whatever it is. Names are resolved once each, by all names that are known,
    also where ``as_of`` limits the figures.

    Parameters
    ----------
    df : frame
        A pandas or polars DataFrame, a polars LazyFrame or a PySpark DataFrame; the answer is
        of the same kind. A LazyFrame is read when it is collected, once and in pieces; of a
        PySpark frame the distinct names are collected.
        PySpark keeps the order of rows within a partition.
    on : str
        The column with the names. What is no text in it names nothing.
    fields : iterable of str
        Attributes: ``range``, ``class``, ``payload`` ...
    as_of : str or datetime.date, optional
        Only what articles published by then say; see :meth:`armsref.Catalog.as_of`.
    aliases : mapping, optional
        Names of your own and the systems they mean.

    Returns
    -------
    frame
        The frame with ``armsref_kind`` (``one``, ``alternatives``, ``several``, ``class`` or
        ``unknown``) and ``armsref_ids`` (ids of systems, separated by a space; null where
        there is none). For each quantity, here ``range`` in ``km``: ``range_min_km`` and
        ``range_max_km`` (64-bit floats; null on an open side, and for a price that is printed in
        another currency than the column's), ``range_text``,
        ``range_origins`` (ids of the established origins; empty where none is established),
        ``range_agreement`` and ``range_claims`` (ids for ``armsref cite``). For each other
        attribute, here ``class``: ``class_term`` (its id; several, the preferred first, where
        the attribute collects them or articles differ). All are null where nothing is stated.

        Of a name that may be one system or another (``alternatives``) the numbers are the
        envelope of all of them, null where one of them states no such end; the agreement is
        ``alternatives`` and the text names each. Of ``several`` systems, and of a ``class``,
        the fields are null.

    Raises
    ------
    ArmsrefError
        It is no such frame, ``on`` is not one of its columns, a column to be added is there
        already, a field is no attribute, or an alias means no system.
    DateError
        ``as_of`` is no date.

    Examples
    --------
    >>> import polars as pl
    >>> events = pl.DataFrame({"day": [1, 2], "model": ["Zolfaghar", "a tank"]})
    >>> joined = join(events, on="model", fields=["range", "class"])
    >>> joined.select("day", "armsref_kind", "range_max_km", "class_term").rows()
    [(1, 'one', 700.0, 'srbm'), (2, 'unknown', None, None)]
    """
    return shipped().join(df, on, fields, as_of, aliases)


def validate_frame(
    df: object,
    table: str | None = None,
    *,
    catalog: Catalog | None = None,
    tables: Mapping[str, object] | None = None,
) -> list[Finding]:
    """Check a frame of a table's form: columns, cells, rules between them, keys and references.

    Nothing is raised on data, nothing is left out, and no environment variable turns it off;
    the findings are the same from every library. A LazyFrame is read in batches; of a PySpark
    frame only counts and the first bad rows leave Spark.

    Cells may be texts, as in a plainly read CSV, or typed: a number may be written as a text,
    an integer as a whole float, a day as a date or a naive midnight. An empty text and NaN are
    empty cells.

    Parameters
    ----------
    df : frame
        A pandas or polars DataFrame, a polars LazyFrame or a PySpark DataFrame.
    table : str, optional
        The table's name, ``claims``, ``specs`` ...; by default the one whose columns these are.
    catalog : Catalog, optional
        The catalogue that references lead to; the shipped one by default.
    tables : mapping, optional
        Frames of other tables, by their names, that references lead to instead.

    Returns
    -------
    list of Finding
        By row; the columns' own come first. Equal values are told once, with ``times``, the first
        row and ``rows``, the first ten; past a hundred values the others are counted together.
        Rows are counted from 1 in the order of the frame, whatever its index. PySpark's are
        counted as Spark holds them, partition by partition: as in the file, where it is read
        from one, and not the same twice where Spark shuffles it.

    Raises
    ------
    ArmsrefError
        It is no frame, or has the columns of no table; no table has the name.
    DataError
        The frame's source cannot be read.

    Examples
    --------
    >>> import polars as pl
    >>> bad = pl.DataFrame({"id": ["x-1", "x 1"], "label": ["X", "X"], "level": ["system", None]})
    >>> for finding in validate_frame(bad.with_columns(parent=None), "systems"):
    ...     print(finding.row, finding.field, finding.value, finding.code)
    2 id x 1 AR602
    2 level None AR602
    """
    from armsref.catalog.validation.frames import validate_frame as validate

    return validate(df, table, catalog or shipped(), tables).findings


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        msg = f"module 'armsref' has no attribute {name!r}"
        raise AttributeError(msg)
    import importlib

    value: object = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
