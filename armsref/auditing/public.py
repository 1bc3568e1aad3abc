"""``armsref.audit``: what it takes, what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import armsref
from armsref.auditing.audit import audit_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from armsref.auditing.audit import Audit
    from armsref.catalog.aliases import Aliases
    from armsref.catalog.catalog import Catalog


def audit(
    table: Any,
    *,
    name: str | None = None,
    columns: Mapping[str, str] | None = None,
    aliases: Aliases | Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    language: str = "en",
    each_row: bool = False,
    catalog: Catalog | None = None,
) -> Audit:
    """Judge the figures of somebody's table that names weapons: find those that nobody printed.

    Names are resolved, figures read and converted, and each distinct one is judged once: it is
    printed, lies between printed bounds, is disputed, or nobody printed it. CSV and Parquet files
    are streamed; a table of names alone is valid. Nothing is changed.

    Parameters
    ----------
    table : path or frame
        A CSV, TSV, Parquet, JSON Lines or Excel file, or a frame of polars, pandas or PySpark. Of
        PySpark only distinct names and figures are collected, and the first rows of findings; rows
        are counted through the partitions in their order.
    name : str, optional
        The column with the names; found by its header and its cells where it is not given.
    columns : mapping, optional
        Attributes and the columns of their figures, with a unit behind a colon:
        ``{"range": "Reichweite:km"}``. Without a unit the cells have one, or a column beside.
        Columns are found by their headers (``range_km``) where none is given.
    aliases : mapping, optional
        Names of your own and the systems they mean.
    language : str
        Language of words and numbers in cells, BCP 47.
    each_row : bool
        A finding for each row, not one for all rows with the same name and figure.
    catalog : Catalog, optional
        Another catalogue than the shipped one.

    Returns
    -------
    Audit
        A sequence of findings, with ``counts``, ``names``, ``rows`` and ``columns``.

    Raises
    ------
    ArmsrefError
        There is no column of names or there are two, a column that was asked for is not there,
        an alias means no system, or polars is not installed.
    DataError
        The file cannot be read, to its end, as what its name says.
    ReadingError
        The language is not covered.

    Examples
    --------
    >>> import polars as pl
    >>> models = ["Polonez", "Polonez", "Polonez", "a tank"]
    >>> table = pl.DataFrame({"model": models, "range_km": [300, 900, 900, 5]})
    >>> found = audit(table)
    >>> [(f.code, f.value, f.rows) for f in found]
    [('AR703', '900', (2, 3)), ('AR701', 'a tank', (4,))]
    >>> found.counts
    {'printed': 1, 'outside': 2, 'not judged': 1}
    >>> print(found[0].message[:76])
    'Polonez', range_km '900' in 2 rows (2, 3): nobody printed 900 km; printed i
    """
    return audit_table(
        table,
        name=name,
        columns=columns,
        aliases=aliases,
        language=language,
        each_row=each_row,
        catalog=catalog or armsref.shipped(),
    )
