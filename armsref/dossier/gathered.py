"""What a dossier holds: a system, or a family with its members, and every article cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from armsref.catalog.document import system_document, transfer_document
from armsref.catalog.document_words import counted
from armsref.catalog.flows import AGAINST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.system import System


@dataclass(frozen=True, slots=True)
class Gathered:
    """All facts of a dossier.

    Attributes
    ----------
    documents : tuple of dict
        What ``armsref show --json`` prints: of the system, then of each member of a family.
    transfers : tuple of dict
        The transfer statements of all of them, each once, in the order of the articles.
    """

    documents: tuple[dict[str, Any], ...]
    transfers: tuple[dict[str, Any], ...]

    @property
    def records(self) -> Iterator[dict[str, Any]]:
        """Every claim and statement, in the order in which the dossier tells them."""
        for document in self.documents:
            for spec in document["specs"].values():
                yield from spec["claims"]
        yield from self.transfers
        for document in self.documents:
            yield from document["retracted"]

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of all articles: of the claims and statements, and those that print the names."""
        found = [record["article"] for record in self.records]
        found += [row["article"] for one in self.documents for row in one["name_sources"]]
        return tuple(dict.fromkeys(found))

    @property
    def counting(self) -> tuple[str, ...]:
        """Ids of the articles whose claims and statements count."""
        return tuple(dict.fromkeys(r["article"] for r in self.records if "retracted" not in r))

    @property
    def summary(self) -> str:
        """Say in a few words how much it is."""
        ids = dict.fromkeys(record["id"] for record in self.records)
        claims = sum(key.startswith("c") for key in ids)
        counts = (
            counted(claims, "claim"),
            counted(len(ids) - claims, "transfer statement"),
            counted(len(self.articles), "article"),
        )
        return ", ".join(counts)

    @property
    def origins(self) -> tuple[str, ...]:
        """Ids of the established origins of all that counts."""
        found = {
            origin
            for document in self.documents
            for spec in document["specs"].values()
            for origin in spec["origins"]
        }
        found |= {t["origin"] for t in self.transfers if t["origin"] and "retracted" not in t}
        return tuple(sorted(found))


def gather(catalog: Catalog, system: System) -> Gathered:
    """Gather what is said of a system, or of a family and its members."""
    documents = [system_document(catalog, one) for one in _with_members(catalog, system)]
    told = {row["id"]: row for document in documents for row in document["transfers"]}
    told |= {row["id"]: row for row in _denied(catalog, told)}
    statements = catalog.table("transfers")
    at_id = statements.place("id")
    in_order = [told[row[at_id]] for row in statements.rows if row[at_id] in told]
    return Gathered(tuple(documents), tuple(in_order))


def _with_members(catalog: Catalog, system: System) -> Iterator[System]:
    """Give a system and what belongs to it, each once; articles may say that in a circle."""
    waiting, met = [system.id], set()
    while waiting:
        key = waiting.pop(0)
        if key not in met:
            met.add(key)
            yield catalog.get(key)
            waiting += catalog.members(key)


def _denied(catalog: Catalog, told: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give what denials deny where they alone name the system: they do not stand alone."""
    flows = {row["flow"] for row in told.values()}
    alone = flows - {row["flow"] for row in told.values() if row["stance"] not in AGAINST}
    for row in catalog.transfers() if alone else ():
        if row.flow in alone:
            yield transfer_document(catalog, row)
