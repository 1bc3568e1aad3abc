"""Reported transfers, selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.catalog.near import near_names
from armsref.catalog.records import records
from armsref.errors import ArmsrefError
from armsref.model.rows import TransferRow
from armsref.reading.names import name_key

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog

#: Stances that speak against the other statements of a flow.
AGAINST = frozenset(["denies", "unseen"])


def select_transfers(
    catalog: Catalog,
    supplier: str | None,
    recipient: str | None,
    system: str | None,
    *,
    denied: bool | None,
) -> tuple[TransferRow, ...]:
    """Return the statements that fit; see :meth:`armsref.Catalog.transfers`."""
    rows = records(catalog.table("transfers"), TransferRow)
    if supplier is not None:
        wanted = party_id(catalog, supplier)
        rows = [row for row in rows if row.supplier == wanted]
    if recipient is not None:
        wanted = party_id(catalog, recipient)
        rows = [row for row in rows if row.recipient == wanted]
    if system is not None:
        key = catalog.get(system).id
        flows = {row.flow for row in rows if key in (*row.systems, *row.including)}
        rows = [
            row
            for row in rows
            if key in (*row.systems, *row.including)
            or (row.flow in flows and row.stance in AGAINST)
        ]
    if denied is not None:
        rows = [row for row in rows if (row.stance == "denies") == denied]
    return tuple(rows)


def party_id(catalog: Catalog, name: str) -> str:
    """Return the id of a party by its id or label.

    Raises
    ------
    ArmsrefError
        No party has that name.
    """
    table = catalog.table("terms")
    at_attribute, at_id, at_label = map(table.place, ("attribute", "id", "label"))
    parties = {row[at_id]: row[at_label] for row in table.rows if row[at_attribute] == "operator"}
    key = name_key(name)
    for party, label in parties.items():
        if key in (name_key(party), name_key(label)):
            return party
    near = near_names(name, parties.values()) or tuple(sorted(parties.values()))
    msg = f"no party is named {name!r}; did you mean {', '.join(near)}?"
    raise ArmsrefError(msg)
