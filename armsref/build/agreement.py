"""What the claims on one attribute of one system say together.

Claims that agree at the precision printed form a group; a term agrees with the terms that contain
it ("ballistic missile" with "short-range ballistic missile"), and the narrowest is the group's.
The agreement is *single* with one established origin, *corroborated* with two or more in one group
that do not quote the same speaker, *disputed* with several groups, *unstated* with no established
origin at all.

A price is never converted: figures in two currencies are never compared. They are groups of their
own, and no dispute; only several groups in one currency are.
"""

from __future__ import annotations

import unicodedata
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from armsref.dates import last_day
from armsref.reading.units import comparable, convert_ends, overlap, significant
from armsref.reading.wording import figure_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from armsref.model.rows import ArticleRow, AttributeRow, ClaimRow


class Group(NamedTuple):
    """Claims that agree: the one whose figure is the group's, and all of them in order.

    ``roots`` gives, for each origin the claims name, the origin at the end of its chain.
    """

    lead: ClaimRow
    claims: tuple[ClaimRow, ...]
    roots: Mapping[str, str]

    @property
    def origins(self) -> frozenset[str]:
        """The established origins of the system's own claims; of joint ones where it has none."""
        own = [c for c in self.claims if not c.joint] or self.claims
        return frozenset(self.roots[c.origin] for c in own if c.origin is not None)


class Agreement:
    """Groups the claims of one spec.

    Parameters
    ----------
    attribute : AttributeRow
        Its kind and unit decide what agrees.
    broader : mapping
        The terms of the attribute, each with the term that contains it, or None.
    articles : mapping
        The articles by id, for their dates and outlets.
    """

    def __init__(
        self,
        attribute: AttributeRow,
        broader: Mapping[str, str | None],
        articles: Mapping[str, ArticleRow],
    ) -> None:
        self.attribute = attribute
        self.broader = broader
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
        groups = [
            Group(g[0], tuple(sorted(g, key=self._display_order)), self._roots(g)) for g in gathered
        ]
        groups.sort(key=lambda g: g.lead.id)
        groups.sort(key=self._latest, reverse=True)
        groups.sort(key=lambda g: -len(g.origins))
        return groups

    def status(self, groups: Sequence[Group]) -> str:
        """Return the agreement of a spec with these groups."""
        several = len(groups) > len(self.in_each_unit(groups))
        if several and not (self.attribute.many and self.attribute.kind == "term"):
            return "disputed"
        # Of several guidances the least established speaks for all.
        least = min((self._independent(group) for group in groups), default=0)
        return {0: "unstated", 1: "single"}.get(least, "corroborated")

    def in_each_unit(self, groups: Iterable[Group]) -> list[Group]:
        """Return the first group of each currency; of what converts, and of terms, the first."""
        first: dict[str | None, Group] = {}
        for group in groups:
            first.setdefault(figure_unit(group.lead, self.attribute), group)
        return list(first.values())

    def _independent(self, group: Group) -> int:
        """Count established origins that do not quote the same speaker, two at the most.

        Joint claims do not corroborate: they count only where nothing else does.
        """
        alone = [c for c in group.claims if c.origin is not None and not c.joint]
        if not alone:
            return min(1, len(group.origins))
        speakers: dict[str, set[frozenset[str]]] = {}
        for claim in alone:
            if claim.origin is not None:
                said = speakers.setdefault(group.roots[claim.origin], set())
                if claim.attributed_to:
                    said.add(speaker_key(claim.attributed_to))
        return _most_apart(list(speakers.values()))

    def _roots(self, claims: Iterable[ClaimRow]) -> dict[str, str]:
        """Return the end of each origin's chain: who is credited by the one who is credited.

        An outlet that only passes the figure on, crediting another, is no origin of it.
        """
        credited: dict[str, set[str]] = {}
        named: set[str] = set()
        for claim in claims:
            if claim.origin is not None:
                named.add(claim.origin)
                credited.setdefault(self.articles[claim.article].outlet, set()).add(claim.origin)
        roots = {}
        for origin in sorted(named):
            chain = [origin]
            # With reporting of its own, or with several sources, an outlet stands for itself.
            while len(further := credited.get(chain[-1], set())) == 1 and further != {chain[-1]}:
                chain.append(next(iter(further)))
                if chain[-1] in chain[:-1]:  # they credit each other
                    chain.append(min(chain[chain.index(chain[-1]) :]))
                    break
            roots[origin] = chain[-1]
        return roots

    def _latest(self, group: Group) -> str:
        return max(last_day(self.articles[c.article].issued) for c in group.claims)

    def _lead_order(self, claim: ClaimRow) -> tuple[bool, int, str, str]:
        exact = max((significant(n) for n in _ends(claim)), default=len(self._line(claim.term)))
        issued = last_day(self.articles[claim.article].issued)
        return claim.unit != self.attribute.unit, -exact, issued, claim.id

    def _line(self, term: str | None) -> tuple[str | None, ...]:
        """Return a term and all that contain it, the narrowest first."""
        line = [term]
        while line[-1] is not None:
            broader = self.broader.get(line[-1])
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
        if figure_unit(one, self.attribute) != figure_unit(other, self.attribute):
            return False
        pairs = [
            (a, b)
            for a, b in ((one.low, other.low), (one.high, other.high))
            if a is not None and b is not None
        ]
        if not pairs or one.unit is None or other.unit is None:
            return False
        return all(overlap(a, one.unit, b, other.unit) for a, b in pairs)


def speaker_key(words: str) -> frozenset[str]:
    """Return the words that tell a speaker from others: no case, marks, articles, possessives.

    Examples
    --------
    >>> speaker_key("The US’s official") == speaker_key("a U.S. official")
    True
    """
    bare = unicodedata.normalize("NFKD", words.replace("’", "'").casefold())
    parts = [part.removesuffix("'s") for part in bare.split()]
    kept = ("".join(c for c in part if c.isalnum()) for part in parts)
    return frozenset(part for part in kept if part and part not in {"a", "an", "the"})


def speakers_of(claims: Iterable[ClaimRow]) -> tuple[str, ...]:
    """Return the speakers, each once, as printed; "Kirby" is "John Kirby", the fuller is kept."""
    found: list[tuple[frozenset[str], str]] = []
    named = dict.fromkeys(" ".join((c.attributed_to or "").split()) for c in claims)
    for words in sorted(filter(None, named), key=lambda w: -len(speaker_key(w))):
        key = speaker_key(words)
        if not any(key <= known for known, _ in found):
            found.append((key, words))
    return tuple(sorted(words for _, words in found))


def _most_apart(speakers: list[set[frozenset[str]]]) -> int:
    """Return 2 where two origins quote no common speaker, else 1, or 0 without an origin.

    "Kirby" is "John Kirby". Nobody asks for more than two, and two are quickly found.
    """

    def same(one: set[frozenset[str]], other: set[frozenset[str]]) -> bool:
        return any(a <= b or b <= a for a in one for b in other)

    if any(not same(one, other) for one, other in combinations(speakers, 2)):
        return 2
    return min(1, len(speakers))


def _ends(claim: ClaimRow) -> list[Decimal]:
    return [end for end in (claim.low, claim.high) if end is not None]


def figure_unit(claim: ClaimRow, attribute: AttributeRow) -> str | None:
    """Return the unit of a claim's canonical figure: the attribute's, or a currency of its own."""
    if claim.unit is None or attribute.unit is None:
        return None
    return attribute.unit if comparable(claim.unit, attribute.unit) else claim.unit


def second_figure(
    claim: ClaimRow, attribute: AttributeRow
) -> tuple[Decimal | None, Decimal | None, str] | None:
    """Return a claim's figure in the attribute's second unit; its own second unit if printed."""
    if attribute.second is None or claim.unit is None or claim.relation is None:
        return None
    if not comparable(claim.unit, attribute.second):
        return None
    if claim.unit == attribute.second:
        return claim.low, claim.high, attribute.second
    if claim.also_unit == attribute.second:
        return claim.also_low, claim.also_high, attribute.second
    low, high = convert_ends(claim.relation, claim.low, claim.high, claim.unit, attribute.second)
    return low, high, attribute.second


def spec_text(claim: ClaimRow, attribute: AttributeRow) -> str:
    """Write a claim's figure in the canonical and the second unit."""
    unit = figure_unit(claim, attribute)
    if claim.relation is None or unit is None:
        return ""
    second = second_figure(claim, attribute)
    low, high = claim.canonical_low, claim.canonical_high
    return figure_text(claim.relation, low, high, unit, second, approximate=claim.approximate)
