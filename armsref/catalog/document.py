"""The catalogue's answers as plain data: what ``armsref show --json`` prints, and all views show.

The shape is an interface: it is documented in ``armsref/cli/README.md`` and kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.catalog.records import records
from armsref.errors import ArmsrefError, published_by
from armsref.model.base import plain_digits
from armsref.model.rows import ClaimRow, NameRow, TransferRow, TransferWordRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.catalog.system import System


def system_document(
    catalog: Catalog, system: System, attribute: str | None = None
) -> dict[str, Any]:
    """Return all that the catalogue says of a system, or of one attribute of it.

    With ``attribute`` only that spec is given, and no transfers.
    """
    specs = system.specs
    if attribute is not None:
        spec = system[attribute]
        specs = {} if spec is None else {attribute: spec}
    document: dict[str, Any] = {
        "data_version": catalog.version,
        "system": system.id,
        "label": system.label,
        "level": system.level,
        "parent": system.parent,
        "names": list(system.names),
        "name_sources": [_name_source(catalog, row) for row in catalog.name_rows(system.id)],
        "specs": {key: spec_document(catalog, spec) for key, spec in specs.items()},
        "retracted": [
            {"attribute": claim.attribute, **claim_document(catalog, claim)}
            for claim in system.retracted
            if attribute in (None, claim.attribute)
        ],
    }
    if attribute is None:
        document["transfers"] = [transfer_document(catalog, row) for row in system.transfers]
    return document


def _name_source(catalog: Catalog, row: NameRow) -> dict[str, Any]:
    found = {"name": row.name, "article": row.article, "start": row.start}
    why = catalog.article(row.article).retracted
    return found if why is None else {**found, "retracted": why}


def spec_document(catalog: Catalog, spec: Spec) -> dict[str, Any]:
    """Return a spec with its claims."""
    terms = spec.terms
    return {
        "relation": spec.relation,
        "approximate": spec.approximate,
        "low": _digits(spec.low),
        "high": _digits(spec.high),
        "unit": spec.unit,
        "term": spec.term,
        "terms": None if terms is None else list(terms),
        "text": str(spec),
        "articles": len(spec.articles),
        "origins": list(spec.origins),
        "unstated": spec.unstated,
        "speakers": list(spec.speakers),
        "agreement": spec.agreement,
        "inherited_from": spec.inherited_from,
        "groups": [list(group) for group in spec.groups],
        "claims": [claim_document(catalog, claim) for claim in spec.claims],
    }


def claim_document(catalog: Catalog, claim: ClaimRow) -> dict[str, Any]:
    """Return a claim with its article, its words and its reading."""
    return {
        "id": claim.id,
        **_article(catalog, claim.article),
        "quote": claim.quote,
        "start": claim.start,
        "name": claim.name,
        "name_start": claim.name_start,
        "cue": claim.cue,
        "joint": list(claim.joint),
        "attributed_to": claim.attributed_to,
        "speaker": claim.speaker,
        "origin": claim.origin,
        "reading": _reading(claim),
        "evidence": claim.evidence,
        **_because(claim),
    }


def transfer_document(catalog: Catalog, row: TransferRow) -> dict[str, Any]:
    """Return a transfer statement with its article and the words it rests on."""
    words = records(catalog.table("transfer_words"), TransferWordRow, statement={row.id})
    return {
        "id": row.id,
        "flow": row.flow,
        **_article(catalog, row.article),
        "supplier": row.supplier,
        "recipient": row.recipient,
        "stage": row.stage,
        "stance": row.stance,
        "what": row.what,
        "quantity": None
        if row.relation is None
        else {**_figure(row), "hedges": _hedges(row.hedges)},
        "systems": list(row.systems),
        "including": list(row.including),
        "mode": list(row.mode),
        "period": row.period,
        "attributed_to": row.attributed_to,
        "speaker": row.speaker,
        "origin": row.origin,
        "words": [
            {"field": w.field, "system": w.system, "words": w.words, "start": w.start}
            for w in words
        ],
        "evidence": row.evidence,
        **_because(row),
    }


def find_claim(catalog: Catalog, claim_id: str) -> tuple[ClaimRow, ...]:
    """Return the rows of a claim by its id, or by an id that it replaces; one for each system.

    Raises
    ------
    ArmsrefError
        No claim answers to the id.
    """
    rows = _by_id(catalog, "claims", claim_id)
    return tuple(records(catalog.table("claims"), ClaimRow, id=rows))


def find_transfer(catalog: Catalog, statement_id: str) -> TransferRow:
    """Return a transfer statement by its id, or by an id that it replaces.

    Raises
    ------
    ArmsrefError
        No statement answers to the id.
    """
    rows = _by_id(catalog, "transfers", statement_id)
    return records(catalog.table("transfers"), TransferRow, id=rows)[0]


def _by_id(catalog: Catalog, name: str, key: str) -> set[str]:
    table = catalog.table(name)
    at_id, at_replaces = table.place("id"), table.place("replaces")
    found = {row[at_id] for row in table.rows if row[at_id] == key}
    found |= {row[at_id] for row in table.rows if key in row[at_replaces].split()}
    if not found:
        where = "" if catalog.until is None else f" in an {published_by(catalog.until)}"
        msg = f"no record has the id {key!r}{where}; armsref show SYSTEM prints the ids"
        raise ArmsrefError(msg)
    return found


def _article(catalog: Catalog, article_id: str) -> dict[str, Any]:
    article = catalog.article(article_id)
    found = {
        "article": article.id,
        "outlet": catalog.label("outlets", article.outlet),
        "title": article.title,
        "url": article.url,
        "archive": article.archive,
        "issued": article.issued,
    }
    if article.retracted is not None:
        found["retracted"] = article.retracted
    return found


def _reading(claim: ClaimRow) -> dict[str, Any]:
    if claim.relation is None:
        return {"term": claim.term}
    also = None
    if claim.also_relation is not None:
        also = {
            "relation": claim.also_relation,
            "low": _digits(claim.also_low),
            "high": _digits(claim.also_high),
            "unit": claim.also_unit,
        }
    return {**_figure(claim), "hedges": _hedges(claim.hedges), "also": also}


def _figure(row: ClaimRow | TransferRow) -> dict[str, Any]:
    return {
        "relation": row.relation,
        "approximate": row.approximate,
        "low": _digits(row.low),
        "high": _digits(row.high),
        "unit": row.unit,
    }


def _because(row: ClaimRow | TransferRow) -> dict[str, str]:
    """Return the contributor's reason, only where a check was set aside."""
    return {} if row.because is None else {"because": row.because}


def _hedges(cell: str | None) -> list[str]:
    return cell.split("; ") if cell else []


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else plain_digits(value)


def split_target(catalog: Catalog, target: str) -> tuple[System, str | None]:
    """Return the system and the attribute of ``zolfaghar`` or ``zolfaghar.range``.

    Raises
    ------
    ArmsrefError
        The system or the attribute is unknown.
    """
    name, dot, attribute = target.rpartition(".")
    if not dot:
        return catalog.get(target), None
    system = catalog.get(name)
    return system, attribute_id(catalog, attribute)


def attribute_id(catalog: Catalog, attribute: str) -> str:
    """Return the id of an attribute of a system; ``class_`` and ``launch-mass`` are known, too.

    Raises
    ------
    ArmsrefError
        No attribute has the name; the error names the near ones.
    """
    key = attribute.rstrip("_").replace("-", "_")
    if key not in catalog.attributes:
        from armsref.catalog.near import near_names

        near: Iterable[str] = near_names(key, catalog.attributes) or tuple(catalog.attributes)
        msg = f"no attribute is named {attribute!r}; did you mean {', '.join(near)}?"
        raise ArmsrefError(msg)
    return key
