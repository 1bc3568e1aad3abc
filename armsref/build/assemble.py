"""Put the tables together from what was read, and check what only shows across records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from armsref.build.agreement import Agreement, Group, second_figure, spec_text
from armsref.build.references import named_anchors, origin_id, outlet_of
from armsref.build.rules import cross_record_findings
from armsref.dates import last_day
from armsref.model.rows import (
    ArticleRow,
    AttributeRow,
    ClaimRow,
    NameRow,
    OutletRow,
    SpecRow,
    SystemRow,
    TermRow,
)
from armsref.model.seeds import Anchor
from armsref.reading.names import name_key
from armsref.reading.terms import term_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from armsref.build.resolve import Resolved
    from armsref.findings import Finding
    from armsref.model.base import Record
    from armsref.seeds.load import Article, Seeds


class Assembled(NamedTuple):
    """The rows of every table by name, and the findings of the whole."""

    tables: dict[str, Sequence[Record]]
    findings: list[Finding]


def assemble(seeds: Seeds, resolved: Resolved) -> Assembled:
    """Make all tables; rows that depend on a faulty record are left out, with its finding."""
    articles = {row.id: row for row in _articles(seeds)}
    claims = [c for c in resolved.claims if c.article in articles]
    claims.sort(key=lambda c: (c.system, c.attribute, c.id))
    transfers = [t for t in resolved.transfers if t.article in articles]
    kept = {t.id for t in transfers}
    counted = [c for c in claims if articles[c.article].retracted is None]
    parents = _parents(counted)
    tables: dict[str, Sequence[Record]] = {
        "systems": [
            SystemRow(id=s.id, label=s.names[0], level=s.level, parent=_one(parents.get(s.id)))
            for s in sorted(seeds.systems, key=lambda s: s.id)
        ],
        "names": _names(seeds, articles),
        "specs": _specs(seeds, counted, articles, parents),
        "claims": claims,
        "transfers": transfers,
        "transfer_words": [w for w in resolved.transfer_words if w.statement in kept],
        "articles": [articles[key] for key in sorted(articles)],
        "attributes": _attributes(seeds),
        "terms": _terms(seeds),
        "outlets": [
            OutletRow(id=key, label=outlet.label)
            for key, outlet in sorted(seeds.lexicon.vocabulary.outlet.items())
        ],
    }
    findings = cross_record_findings(seeds, resolved, parents)
    return Assembled(tables, findings)


def _one(values: Iterable[str] | None) -> str | None:
    return min(values) if values else None


def _articles(seeds: Seeds) -> list[ArticleRow]:
    rows = []
    for article in seeds.articles:
        outlet = outlet_of(article, seeds.lexicon)
        if outlet is not None:
            rows.append(_article(article, outlet, seeds))
    return rows


def _article(article: Article, outlet: str, seeds: Seeds) -> ArticleRow:
    file = article.file
    origin, _ = origin_id(file.origin, article, seeds.lexicon)
    return ArticleRow(
        id=article.id,
        type=file.type,
        title=file.title,
        outlet=outlet,
        url=file.URL,
        archive=file.archive,
        issued=file.issued.date,
        issued_circa=file.issued.circa,
        accessed=file.accessed.isoformat() if file.accessed else None,
        language=file.language,
        origin=origin,
        origin_words=file.origin.words if isinstance(file.origin, Anchor) else None,
        sha256=file.text.sha256 if file.text else None,
        length=file.text.length if file.text else None,
        extent=file.text.extent if file.text else None,
        retracted=file.retracted,
    )


def _parents(claims: Iterable[ClaimRow]) -> dict[str, set[str]]:
    """Return the families that articles say each system belongs to."""
    parents: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.attribute == "family" and claim.term is not None:
            parents[claim.system].add(claim.term)
    return dict(parents)


def _names(seeds: Seeds, articles: dict[str, ArticleRow]) -> list[NameRow]:
    """Return each name with the earliest article whose anchor prints it."""
    printed: dict[tuple[str, str], list[tuple[str, str, int | None]]] = defaultdict(list)
    for article in seeds.articles:
        if article.id in articles:
            day = last_day(articles[article.id].issued)
            for named, anchor in named_anchors(article, seeds):
                place = (day, article.id, anchor.start)
                printed[named, name_key(anchor.words)].append(place)
    rows = []
    for system in seeds.systems:
        for name in system.names:
            places = printed.get((system.id, name_key(name)))
            if places:
                first = min(places, key=lambda p: (p[0], p[1], p[2] if p[2] is not None else -1))
                rows.append(
                    NameRow(
                        key=name_key(name),
                        system=system.id,
                        name=name,
                        article=first[1],
                        start=first[2],
                    )
                )
    return rows


def _specs(
    seeds: Seeds,
    claims: Sequence[ClaimRow],
    articles: dict[str, ArticleRow],
    parents: dict[str, set[str]],
) -> list[SpecRow]:
    """Return the specs of each system: its own, and those stated of its family."""
    gathered: dict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        gathered[claim.system, claim.attribute].append(claim)
    rows = []
    for system in sorted(s.id for s in seeds.systems):
        families = _ancestors(system, parents)
        for name in seeds.lexicon.vocabulary.system_attributes():
            said = gathered.get((system, name))
            if said:
                rows.append(_spec(system, name, said, seeds, articles))
                continue
            family = next((f for f in families if (f, name) in gathered), None)
            if family is not None and name != "family":
                stated = gathered[family, name]
                rows.append(_spec(system, name, stated, seeds, articles, inherited_from=family))
    return rows


def _ancestors(system: str, parents: dict[str, set[str]]) -> list[str]:
    """Return the families above a system, the nearest first; a cycle ends where it closes."""
    found: list[str] = []
    above = _one(parents.get(system))
    while above is not None and above not in found:
        found.append(above)
        above = _one(parents.get(above))
    return found


def _spec(
    system: str,
    attribute: str,
    claims: Sequence[ClaimRow],
    seeds: Seeds,
    articles: dict[str, ArticleRow],
    *,
    inherited_from: str | None = None,
) -> SpecRow:
    entry = seeds.lexicon.vocabulary.attribute[attribute]
    agreement = Agreement(entry, articles)
    groups = agreement.groups(claims)
    lead = groups[0].lead
    terms = tuple(dict.fromkeys(g.lead.term for g in groups if g.lead.term is not None))
    second = second_figure(lead, entry)
    status = agreement.status(groups)
    quantity = entry.kind == "quantity"
    text = spec_text(lead, entry) if quantity else _terms_text(terms, attribute, seeds)
    stated = {c.article: c for c in claims}
    order = sorted(stated, key=lambda a: (last_day(articles[a].issued), a))
    return SpecRow(
        system=system,
        attribute=attribute,
        relation=lead.relation,
        low=lead.canonical_low,
        high=lead.canonical_high,
        unit=entry.unit,
        second_low=second[0] if second else None,
        second_high=second[1] if second else None,
        second_unit=second[2] if second else None,
        terms=terms,
        text=f"{text} (disputed)" if status == "disputed" else text,
        agreement=status,
        articles=tuple(order),
        origins=tuple(sorted({c.origin for c in claims if c.origin is not None})),
        unstated=len({c.article for c in claims if c.origin is None}),
        groups=tuple(_ids(group) for group in groups),
        inherited_from=inherited_from,
    )


def _ids(group: Group) -> tuple[str, ...]:
    return tuple(claim.id for claim in group.claims)


def _terms_text(terms: tuple[str, ...], attribute: str, seeds: Seeds) -> str:
    if seeds.lexicon.vocabulary.attribute[attribute].kind == "link":
        labels = [seeds.by_id[term].names[0] for term in terms]
    else:
        labels = [term_label(seeds.lexicon, attribute, term) for term in terms]
    return ", ".join(labels)


def _attributes(seeds: Seeds) -> list[AttributeRow]:
    return [
        AttributeRow(
            id=name,
            on=entry.on,
            label=entry.label,
            kind=entry.kind,
            unit=entry.unit,
            second=entry.second,
            least=entry.least,
            most=entry.most,
            many=entry.many,
            description=entry.description,
        )
        for name, entry in seeds.lexicon.vocabulary.attribute.items()
    ]


def _terms(seeds: Seeds) -> list[TermRow]:
    vocabulary = seeds.lexicon.vocabulary
    rows = []
    for name, entry in vocabulary.attribute.items():
        for key, term in entry.terms.items():
            rows.append(
                TermRow(
                    attribute=name,
                    id=key,
                    label=term.label,
                    broader=term.broader,
                    description=term.description,
                )
            )
        if entry.party_forms:
            parties = vocabulary.party.items()
            rows += [TermRow(attribute=name, id=key, label=p.label) for key, p in parties]
    return rows
