"""Put the tables together from what was read, and check what only shows across records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.build.references import origin_id, outlet_of, printings
from armsref.build.rules import cross_record_findings
from armsref.build.schemes import scheme_findings
from armsref.build.specs import counting, first_parent, parents_of, spec_rows
from armsref.dates import last_day
from armsref.model.rows import (
    ArticleRow,
    AttributeRow,
    NameRow,
    OutletRow,
    SpeakerRow,
    SystemRow,
    TermRow,
)
from armsref.model.seeds import Anchor
from armsref.reading.names import name_key, printed_key

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    counted = counting(claims)
    parents = parents_of(counted)
    systems = [
        SystemRow(id=s.id, label=s.names[0], level=s.level, parent=first_parent(parents, s.id))
        for _, s in sorted(seeds.by_id.items())
    ]
    attributes, terms = _attributes(seeds), _terms(seeds)
    specs = spec_rows(systems, attributes, terms, articles, claims)
    tables: dict[str, Sequence[Record]] = {
        "systems": systems,
        "names": _names(seeds, articles),
        "specs": specs,
        "claims": claims,
        "transfers": transfers,
        "transfer_words": [w for w in resolved.transfer_words if w.statement in kept],
        "articles": [articles[key] for key in sorted(articles)],
        "attributes": attributes,
        "terms": terms,
        "outlets": [
            OutletRow(id=key, label=outlet.label)
            for key, outlet in sorted(seeds.lexicon.vocabulary.outlet.items())
        ],
        "speakers": [
            SpeakerRow(id=key, label=kind.label, description=kind.description)
            for key, kind in seeds.lexicon.vocabulary.speaker.items()
        ],
    }
    findings = cross_record_findings(seeds, resolved, parents)
    records = {record.id: record for record in resolved.records}
    findings += scheme_findings(seeds.lexicon.vocabulary, specs, claims, records)
    return Assembled(tables, findings)


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


def _names(seeds: Seeds, articles: dict[str, ArticleRow]) -> list[NameRow]:
    """Return each name with the earliest article whose anchor prints it, if need be a retracted."""
    printed = printings(seeds)
    names = dict.fromkeys((s.id, name) for s in seeds.systems for name in s.names)
    rows = []
    for system, name in names:
        places = [
            (row.retracted is not None, last_day(row.issued), row.id, anchor.start)
            for article, anchor in printed.get((system, printed_key(name)), ())
            if (row := articles.get(article.id)) is not None
        ]
        if places:
            *_, printer, start = min(places, key=lambda p: (*p[:3], -1 if p[3] is None else p[3]))
            key = name_key(name)
            rows.append(NameRow(key=key, system=system, name=name, article=printer, start=start))
    return rows


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
