"""What a dataset covers: counts by attribute, agreement, evidence, disputes, outlets.

Everything is counted from the tables, at the build for ``datasets/README.md`` and by
``armsref stats`` for any catalogue.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from armsref.dates import last_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from armsref.model.base import Record
    from armsref.model.rows import (
        ArticleRow,
        AttributeRow,
        ClaimRow,
        OutletRow,
        SpecRow,
        SystemRow,
        TransferRow,
    )

#: So many of the widest disputes are listed.
WIDEST = 10


@dataclass(frozen=True, slots=True)
class AttributeCoverage:
    """What is stated of one attribute.

    ``systems`` have a spec of their own, not one of their family; the agreements add up to them.
    ``origins`` are the different outlets whose reporting the claims are, ``independent`` the
    systems with two of them or more, ``missing`` the systems and families without it, inherited
    ones not counted as such.
    """

    attribute: str
    systems: int
    claims: int
    articles: int
    origins: int
    independent: int
    agreement: Mapping[str, int]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disputed quantity: the lowest and the highest number printed, in the canonical unit."""

    system: str
    attribute: str
    low: Decimal
    high: Decimal
    unit: str
    groups: int

    @property
    def spread(self) -> Decimal:
        """How many times the lowest the highest is."""
        return self.high / self.low


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a dataset covers; claims of retracted articles are counted nowhere but in their own.

    ``by_eye`` are the articles with transcribed claims.
    """

    systems: int
    families: int
    articles: int
    claims: int
    anchored: int
    transcribed: int
    retracted: int
    statements: int
    flows: int
    names: int
    median_issued: str | None
    attributes: tuple[AttributeCoverage, ...]
    disputes: tuple[Dispute, ...]
    outlets: tuple[tuple[str, int, int], ...]
    by_eye: tuple[str, ...]
    speakers: tuple[tuple[str, int], ...]


def coverage(tables: Mapping[str, Sequence[Record]]) -> Coverage:
    """Count what the tables hold.

    Parameters
    ----------
    tables : mapping
        The records of each table by its name.
    """
    systems = cast("Sequence[SystemRow]", tables["systems"])
    articles = {a.id: a for a in cast("Sequence[ArticleRow]", tables["articles"])}
    rows = cast("Sequence[ClaimRow]", tables["claims"])
    transfers = cast("Sequence[TransferRow]", tables["transfers"])
    stated = cast("Sequence[SpecRow]", tables["specs"])
    specs = [spec for spec in stated if spec.inherited_from is None]
    claims = [row for row in rows if row.retracted is None]
    alone = list({claim.id: claim for claim in claims}.values())
    attributes = cast("Sequence[AttributeRow]", tables["attributes"])
    outlets = {o.id: o.label for o in cast("Sequence[OutletRow]", tables["outlets"])}
    published = Counter(articles[claim.article].outlet for claim in alone)
    carried = Counter(a.outlet for a in articles.values() if a.retracted is None)
    dates = sorted(last_day(a.issued) for a in articles.values() if a.retracted is None)
    return Coverage(
        systems=sum(s.level == "system" for s in systems),
        families=sum(s.level == "family" for s in systems),
        articles=len(articles),
        claims=len(alone),
        anchored=sum(c.evidence == "anchored" for c in alone),
        transcribed=sum(c.evidence == "transcribed" for c in alone),
        retracted=len({row.id for row in rows}) - len(alone),
        statements=sum(t.retracted is None for t in transfers),
        flows=len({t.flow for t in transfers if t.retracted is None}),
        names=len(tables["names"]),
        median_issued=dates[(len(dates) - 1) // 2] if dates else None,
        attributes=tuple(
            _attribute(a.id, specs, claims, _lacking(a.id, systems, stated))
            for a in attributes
            if a.on == "system" and any(s.attribute == a.id for s in specs)
        ),
        disputes=tuple(_disputes(specs, claims)),
        outlets=tuple(
            (outlets[key], carried[key], published[key])
            for key in sorted(carried, key=lambda k: (-published[k], -carried[k], k))
        ),
        by_eye=tuple(sorted({c.article for c in alone if c.evidence == "transcribed"})),
        speakers=tuple(_speakers(tables["speakers"], alone)),
    )


def _lacking(
    attribute: str, systems: Sequence[SystemRow], specs: Sequence[SpecRow]
) -> tuple[str, ...]:
    having = {spec.system for spec in specs if spec.attribute == attribute}
    return tuple(system.id for system in systems if system.id not in having)


def _attribute(
    attribute: str,
    specs: Sequence[SpecRow],
    claims: Sequence[ClaimRow],
    missing: tuple[str, ...],
) -> AttributeCoverage:
    own = [spec for spec in specs if spec.attribute == attribute]
    stated = {claim.id: claim for claim in claims if claim.attribute == attribute}.values()
    return AttributeCoverage(
        attribute,
        systems=len(own),
        claims=len(stated),
        articles=len({claim.article for claim in stated}),
        origins=len({claim.origin for claim in stated if claim.origin}),
        independent=sum(len(spec.origins) > 1 for spec in own),
        agreement=Counter(spec.agreement for spec in own),
        missing=missing,
    )


def _disputes(specs: Sequence[SpecRow], claims: Sequence[ClaimRow]) -> list[Dispute]:
    """Return the widest disputes, those with the largest spread first."""
    found = []
    by_key: dict[tuple[str, str], list[ClaimRow]] = {}
    for claim in claims:
        by_key.setdefault((claim.system, claim.attribute), []).append(claim)
    for spec in specs:
        if spec.agreement != "disputed" or spec.unit is None:
            continue
        ends = [
            end
            for claim in by_key[spec.system, spec.attribute]
            for end in (claim.canonical_low, claim.canonical_high)
            if end
        ]
        if ends:
            found.append(
                Dispute(
                    *(spec.system, spec.attribute, min(ends), max(ends), spec.unit),
                    len(spec.groups),
                )
            )
    found.sort(key=lambda d: (-d.spread, d.system, d.attribute))
    return found[:WIDEST]


def _speakers(kinds: Sequence[Record], claims: Sequence[ClaimRow]) -> list[tuple[str, int]]:
    """Return how many claims each kind of speaker makes, and of how many none is told."""
    counts = Counter(claim.speaker for claim in claims)
    told = [(kind.label, counts[kind.id]) for kind in kinds]  # type: ignore[attr-defined]
    return [*told, ("not told", counts[None])]


def coverage_document(found: Coverage) -> dict[str, object]:
    """Return the coverage as plain data, as ``armsref stats --json`` prints it."""
    counts = (
        *("systems", "families", "articles", "claims", "anchored", "transcribed", "retracted"),
        *("statements", "flows", "names", "median_issued"),
    )
    return {
        **{name: getattr(found, name) for name in counts},
        "attributes": {
            a.attribute: {
                "systems": a.systems,
                "claims": a.claims,
                "articles": a.articles,
                "origins": a.origins,
                "systems_of_two_origins": a.independent,
                "agreement": dict(sorted(a.agreement.items())),
                "missing": list(a.missing),
            }
            for a in found.attributes
        },
        "widest_disputes": [
            {
                "system": d.system,
                "attribute": d.attribute,
                "low": f"{d.low.normalize():f}",
                "high": f"{d.high.normalize():f}",
                "unit": d.unit,
                "groups": d.groups,
            }
            for d in found.disputes
        ],
        "outlets": [
            {"outlet": label, "articles": articles, "claims": claims}
            for label, articles, claims in found.outlets
        ],
        "speakers": dict(found.speakers),
        "articles_typed_by_eye": list(found.by_eye),
    }
