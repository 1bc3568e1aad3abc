"""What the claims on one attribute of one system say together.

Claims that agree at the precision printed form a group; a term agrees with the terms that contain
it ("ballistic missile" with "short-range ballistic missile"), and the narrowest is the group's.
The agreement is *single* with one established origin, *corroborated* with two or more in one group
that do not quote the same speaker, *disputed* with several groups, *unstated* with no established
origin at all.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from armsref.dates import last_day
from armsref.reading.units import convert_printed, overlap, significant
from armsref.reading.wording import figure_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from armsref.model.rows import ArticleRow, ClaimRow
    from armsref.model.vocabulary import Attribute


class Group(NamedTuple):
    """Claims that agree: the one whose figure is the group's, and all of them in order."""

    lead: ClaimRow
    claims: tuple[ClaimRow, ...]

    @property
    def origins(self) -> frozenset[str]:
        """The established origins of the system's own claims; of joint ones where it has none."""
        own = [c for c in self.claims if not c.joint] or self.claims
        return frozenset(c.origin for c in own if c.origin is not None)


class Agreement:
    """Groups the claims of one spec.

    Parameters
    ----------
    attribute : Attribute
        Its kind and unit decide what agrees.
    articles : dict
        The articles by id, for their dates.
    """

    def __init__(self, attribute: Attribute, articles: dict[str, ArticleRow]) -> None:
        self.attribute = attribute
        self.articles = articles

    def groups(self, claims: Iterable[ClaimRow]) -> list[Group]:
        """Return the groups, the preferred one first."""
        gathered: list[list[ClaimRow]] = []
        for claim in sorted(claims, key=self._lead_order):
            home = next((g for g in gathered if all(self._agree(claim, c) for c in g)), None)
            if home is None:
                gathered.append([claim])
            else:
                home.append(claim)
        groups = [Group(g[0], tuple(sorted(g, key=self._display_order))) for g in gathered]
        groups.sort(key=lambda g: g.lead.id)
        groups.sort(key=self._latest, reverse=True)
        groups.sort(key=lambda g: -len(g.origins))
        return groups

    def status(self, groups: Sequence[Group]) -> str:
        """Return the agreement of a spec with these groups."""
        if len(groups) > 1 and not (self.attribute.many and self.attribute.kind == "term"):
            return "disputed"
        # Of several guidances the least established speaks for all.
        least = min((self._independent(group) for group in groups), default=0)
        return {0: "unstated", 1: "single"}.get(least, "corroborated")

    def _independent(self, group: Group) -> int:
        """Count established origins that do not quote the same speaker.

        Joint claims do not corroborate: they count only where nothing else does.
        """
        alone = [c for c in group.claims if c.origin is not None and not c.joint]
        if not alone:
            return min(1, len(group.origins))
        speakers: dict[str, set[frozenset[str]]] = {}
        for claim in alone:
            if claim.origin is not None:
                said = speakers.setdefault(claim.origin, set())
                if claim.attributed_to:
                    said.add(frozenset(claim.attributed_to.casefold().split()))
        return _most_apart(list(speakers.values()))

    def _latest(self, group: Group) -> str:
        return max(last_day(self.articles[c.article].issued) for c in group.claims)

    def _lead_order(self, claim: ClaimRow) -> tuple[bool, int, str, str]:
        exact = max((significant(n) for n in _ends(claim)), default=len(self._line(claim.term)))
        issued = last_day(self.articles[claim.article].issued)
        return claim.unit != self.attribute.unit, -exact, issued, claim.id

    def _line(self, term: str | None) -> tuple[str | None, ...]:
        """Return a term and all that contain it, the narrowest first."""
        line = [term]
        while line[-1] in self.attribute.terms:
            broader = self.attribute.terms[line[-1]].broader
            if broader is None or broader in line:
                break
            line.append(broader)
        return tuple(line)

    def _display_order(self, claim: ClaimRow) -> tuple[bool, bool, str, str]:
        issued = last_day(self.articles[claim.article].issued)
        return bool(claim.joint), claim.origin is None, issued, claim.id

    def _agree(self, one: ClaimRow, other: ClaimRow) -> bool:
        if self.attribute.kind != "quantity":
            return one.term in self._line(other.term) or other.term in self._line(one.term)
        pairs = [
            (a, b)
            for a, b in ((one.low, other.low), (one.high, other.high))
            if a is not None and b is not None
        ]
        if not pairs or one.unit is None or other.unit is None:
            return False
        return all(overlap(a, one.unit, b, other.unit) for a, b in pairs)


def _most_apart(speakers: list[set[frozenset[str]]]) -> int:
    """Return how many origins at most quote no common speaker; "Kirby" is "John Kirby"."""

    def same(one: set[frozenset[str]], other: set[frozenset[str]]) -> bool:
        return any(a <= b or b <= a for a in one for b in other)

    for size in range(len(speakers), 1, -1):
        for chosen in combinations(speakers, size):
            if not any(same(a, b) for a, b in combinations(chosen, 2)):
                return size
    return min(1, len(speakers))


def _ends(claim: ClaimRow) -> list[Decimal]:
    return [end for end in (claim.low, claim.high) if end is not None]


def second_figure(
    claim: ClaimRow, attribute: Attribute
) -> tuple[Decimal | None, Decimal | None, str] | None:
    """Return a claim's figure in the attribute's second unit; its own second unit if printed."""
    if attribute.second is None or claim.unit is None:
        return None
    if claim.unit == attribute.second:
        return claim.low, claim.high, attribute.second
    if claim.also_unit == attribute.second:
        return claim.also_low, claim.also_high, attribute.second
    low, high = (
        None if end is None else convert_printed(end, claim.unit, attribute.second)
        for end in (claim.low, claim.high)
    )
    return low, high, attribute.second


def spec_text(claim: ClaimRow, attribute: Attribute) -> str:
    """Write a claim's figure in the canonical and the second unit."""
    if claim.relation is None or attribute.unit is None:
        return ""
    second = second_figure(claim, attribute)
    low, high = claim.canonical_low, claim.canonical_high
    return figure_text(claim.relation, low, high, attribute.unit, second)
