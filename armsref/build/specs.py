"""The specs that claims make: for the build, and for a catalogue as of a date.

Everything here is read from the rows of the tables, never from the seeds, so that whoever has the
tables alone gets the same specs, byte for byte.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from armsref.build.agreement import (
    Agreement,
    Group,
    figure_unit,
    second_figure,
    speakers_of,
    spec_text,
)
from armsref.dates import last_day
from armsref.model.rows import SpecRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from armsref.model.rows import ArticleRow, AttributeRow, ClaimRow, SystemRow, TermRow


def counting(claims: Iterable[ClaimRow]) -> list[ClaimRow]:
    """Return the claims that count: those of retracted articles do not."""
    return [claim for claim in claims if claim.retracted is None]


def parents_of(claims: Iterable[ClaimRow]) -> dict[str, set[str]]:
    """Return the families that articles say each system belongs to; of claims that count."""
    parents: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.attribute == "family" and claim.term is not None:
            parents[claim.system].add(claim.term)
    return dict(parents)


def first_parent(parents: Mapping[str, set[str]], system: str) -> str | None:
    """Return the family of a system; more than one is a finding, and the first is taken."""
    return min(parents.get(system, ()), default=None)


def spec_rows(
    systems: Sequence[SystemRow],
    attributes: Sequence[AttributeRow],
    terms: Sequence[TermRow],
    articles: Mapping[str, ArticleRow],
    claims: Sequence[ClaimRow],
) -> list[SpecRow]:
    """Return the specs of each system: its own, and those stated of its family.

    Parameters
    ----------
    systems, attributes, terms : sequence
        All rows of those tables; a system's ``parent`` is the family it inherits from.
    articles : mapping
        The articles by id.
    claims : sequence
        The claims of these articles, in the order of their table.
    """
    gathered: dict[tuple[str, str], list[ClaimRow]] = defaultdict(list)
    for claim in counting(claims):
        gathered[claim.system, claim.attribute].append(claim)
    makers = {a.id: _SpecMaker(a, systems, terms, articles) for a in attributes if a.on == "system"}
    parents = {system.id: system.parent for system in systems}
    rows = []
    for system in sorted(parents):
        families = _ancestors(system, parents)
        for name, maker in makers.items():
            said = gathered.get((system, name))
            if said:
                rows.append(maker.row(system, said))
                continue
            family = next((f for f in families if (f, name) in gathered), None)
            if family is not None and name != "family":
                rows.append(maker.row(system, gathered[family, name], inherited_from=family))
    return rows


def _ancestors(system: str, parents: Mapping[str, str | None]) -> list[str]:
    """Return the families above a system, the nearest first; a cycle ends where it closes."""
    found: list[str] = []
    above = parents.get(system)
    while above is not None and above not in found:
        found.append(above)
        above = parents.get(above)
    return found


class _SpecMaker:
    """Makes the specs of one attribute."""

    def __init__(
        self,
        attribute: AttributeRow,
        systems: Sequence[SystemRow],
        terms: Sequence[TermRow],
        articles: Mapping[str, ArticleRow],
    ) -> None:
        own = [term for term in terms if term.attribute == attribute.id]
        self.attribute = attribute
        self.articles = articles
        self.agreement = Agreement(attribute, {t.id: t.broader for t in own}, articles)
        link = attribute.kind == "link"
        self.labels = {row.id: row.label for row in (systems if link else own)}

    def row(
        self, system: str, claims: Sequence[ClaimRow], *, inherited_from: str | None = None
    ) -> SpecRow:
        attribute = self.attribute
        groups = self.agreement.groups(claims)
        lead = groups[0].lead
        terms = tuple(dict.fromkeys(g.lead.term for g in groups if g.lead.term is not None))
        second = second_figure(lead, attribute)
        status = self.agreement.status(groups)
        quantity = attribute.kind == "quantity"
        labels = ", ".join(self.labels[term] for term in terms)
        shown = (spec_text(group.lead, attribute) for group in self.agreement.in_each_unit(groups))
        text = "; ".join(shown) if quantity else labels
        origins = {group.roots[c.origin] for group in groups for c in group.claims if c.origin}
        return SpecRow(
            system=system,
            attribute=attribute.id,
            relation=lead.relation,
            approximate=lead.approximate,
            low=lead.canonical_low,
            high=lead.canonical_high,
            unit=figure_unit(lead, attribute),
            second_low=second[0] if second else None,
            second_high=second[1] if second else None,
            second_unit=second[2] if second else None,
            terms=terms,
            text=f"{text} (disputed)" if status == "disputed" else text,
            agreement=status,
            articles=self._in_time(claims),
            origins=tuple(sorted(origins)),
            unstated=len({c.article for c in claims if c.origin is None}),
            speakers="; ".join(speakers_of(claims)) or None,
            groups=tuple(_ids(group) for group in groups),
            inherited_from=inherited_from,
        )

    def _in_time(self, claims: Iterable[ClaimRow]) -> tuple[str, ...]:
        stated = {claim.article for claim in claims}
        return tuple(sorted(stated, key=lambda a: (last_day(self.articles[a].issued), a)))


def _ids(group: Group) -> tuple[str, ...]:
    return tuple(claim.id for claim in group.claims)
