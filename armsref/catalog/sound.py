"""All rows of a catalogue, checked as a whole, for whoever makes more of them than is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.catalog.records import records
from armsref.errors import DataError
from armsref.model.rows import AttributeRow, ClaimRow, SystemRow, TermRow
from armsref.tables.keys import key_findings
from armsref.tables.registry import TABLES

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.model.base import Record


def sound_rows(catalog: Catalog) -> dict[str, list[Record]]:
    """Return the rows of every table, each key once and no reference that leads nowhere.

    Raises
    ------
    DataError
        A row does not fit its table, or a key leads nowhere: nobody built these tables so.
    """
    rows: dict[str, list[Record]] = {
        name: list(records(catalog.table(name), table.model)) for name, table in TABLES.items()
    }
    faults = [f"{fault.file}: {fault.message}" for fault in key_findings(rows)]
    terms = {(row.attribute, row.id) for row in rows["terms"] if isinstance(row, TermRow)}
    attributes = [row for row in rows["attributes"] if isinstance(row, AttributeRow)]
    links = {row.id for row in attributes if row.kind == "link"}
    systems = {row.id for row in rows["systems"] if isinstance(row, SystemRow)}
    for row in rows["claims"]:
        if isinstance(row, ClaimRow) and row.term is not None:
            there = (
                row.term in systems
                if row.attribute in links
                else (row.attribute, row.term) in terms
            )
            faults += [] if there else [f"claims.csv: {row.id}: there is no term {row.term!r}"]
    if faults:
        msg = f"{catalog.table('claims').file}: {faults[0]}; run armsref build"
        raise DataError(msg)
    return rows
