"""Which attribute a figure is: by its dimension, and by the cue nearest to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from armsref.evidence.claims import HYPHENS
from armsref.evidence.text import Span
from armsref.evidence.words import is_whole_word
from armsref.reading.cues import cue_names, has_cue
from armsref.reading.units import dimension

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.draft.page import Page

#: How far a cue may stand from its figure, in characters.
_REACH = 120
#: Behind a distance, one of these says from where or to where something flew or lies.
_PLACE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:to the |due )?(?:north|south|east|west)"
    r"|from (?!a |the (?:air|sea|ground))"
    r"|inside |off |outside |deep|into |in(?:to)? [A-Z]|along |behind |apart|across )",
    re.IGNORECASE,
)
#: What such a sum pays for is no piece of the weapon.
_DEAL = re.compile(
    r"\b(?:contract|deal|order|budget|program(?:me)?|investment|package|sale|damage|fund(?:ing)?"
    r"|agreement)s?\b",
    re.IGNORECASE,
)
_NONE = "figure without an attribute"
#: A part's mass is the part's: "a warhead weighing 45 kg".
_PART_WEIGHS = re.compile(r"\s+(?:that |which |with |has |of )?(?:an? |the )?(?:\w+ ){0,2}")


#: Figures joined by nothing else share a cue: "ranges of 300 km, 500 km and 700 km".
_JOINED = re.compile(r"\s*(?:,|/|and|or|to|,\s*and)\s*", re.IGNORECASE)


class Cue(NamedTuple):
    """Words that say which attribute a figure is; none where its dimension says it alone."""

    attribute: str
    span: Span | None


class Attributes:
    """Tells the attribute of a figure.

    Parameters
    ----------
    page : Page
        The text.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lexicon = page.lexicon
        self._by_dimension: dict[str, list[str]] = {}
        self._money: tuple[str, ...] = ()
        self._found: dict[tuple[Span, tuple[str, ...]], list[tuple[Span, frozenset[str]]]] = {}
        for name, entry in page.lexicon.vocabulary.system_attributes().items():
            if entry.unit is not None:
                # Sums in two currencies are no two dimensions of a price.
                if page.lexicon.vocabulary.unit[entry.unit].money:
                    self._money += (name,)
                self._by_dimension.setdefault(dimension(entry.unit), []).append(name)

    def of_unit(self, unit: str) -> tuple[str, ...]:
        """Return the attributes of systems that a figure in a unit can be of."""
        units = self.lexicon.vocabulary.unit
        if units[unit].counted:
            return ()
        if units[unit].money:
            return self._money
        dimensions = dict.fromkeys(map(dimension, units[unit].choices or (unit,)))
        return tuple(name for d in dimensions for name in self._by_dimension.get(d, ()))

    def of(self, figure: Span, unit: str, others: Sequence[Span] = ()) -> Cue | str:
        """Return the attribute of a figure with its cue, or why none can be told.

        Parameters
        ----------
        figure : Span
            Where the figure stands.
        unit : str
            The symbol of its unit.
        others : sequence of Span
            Where the sentence's other figures of the dimension stand.
        """
        candidates = self.of_unit(unit)
        inside = self.page.text[figure.start : figure.end]
        own = [name for name in candidates if has_cue(inside, name, self.lexicon)]
        if len(own) == 1:
            return Cue(own[0], None)
        near = [
            (span, owners)
            for span, owners in self._cues(figure, candidates)
            if span.distance(figure) <= _REACH and self._is_whole(span, figure)
        ]
        if not near:
            alone = len(candidates) == 1 and not self._needs_cue(candidates[0])
            return Cue(candidates[0], None) if alone else _NONE
        span, owners = min(near, key=lambda c: (c[0].distance(figure), c[0].start - c[0].end))
        span, owners = self._part(span, owners, near)
        if len(owners) != 1:
            return f"{self.page.text[span.start : span.end]!r} may say {', '.join(sorted(owners))}"
        (attribute,) = owners
        return self._refused(attribute, span, figure, others) or Cue(attribute, span)

    def _refused(
        self, attribute: str, cue: Span, figure: Span, others: Sequence[Span]
    ) -> str | None:
        """Say why a cue does not tell the figure's attribute, though it is the nearest."""
        if attribute in self._money:
            sentence = self.page.body.sentence(figure)
            deal = _DEAL.search(self.page.text, *sentence)
            return f"the sum of a whole {deal[0]}" if deal else None
        if self._is_noun(cue):
            return None  # the noun "range" serves a whole sentence; an altitude is one figure's
        if any(self._is_taken(cue, figure, other) for other in others):
            return _NONE
        behind = self.page.text[figure.end : figure.end + 60]
        places = attribute == "range" and _PLACE.match(behind)
        return "a distance between places" if places else None

    def _cues(self, figure: Span, candidates: tuple[str, ...]) -> list[tuple[Span, frozenset[str]]]:
        """Return the cues of a figure's sentence, none inside another; found once."""
        sentence = self.page.body.sentence(figure)
        if (sentence, candidates) not in self._found:
            self._found[sentence, candidates] = self._cues_of(sentence, candidates)
        return self._found[sentence, candidates]

    def _cues_of(
        self, sentence: Span, candidates: tuple[str, ...]
    ) -> list[tuple[Span, frozenset[str]]]:
        row = self.page.body.tokens(sentence)
        owners: dict[Span, frozenset[str]] = {}
        for attribute in candidates:
            for start, end, names in cue_names(row, attribute, self.lexicon):
                owners[Span(start, end)] = owners.get(Span(start, end), frozenset()) | names
        cues = list(owners.items())
        return [c for c in cues if not any(_inside(c[0], other) for other, _ in cues)]

    def _is_whole(self, cue: Span, figure: Span) -> bool:
        """Tell the range of "700-km-range" from that of "long-range", which is no figure's."""
        glued = self.page.text[figure.end : cue.start] in HYPHENS
        return is_whole_word(cue, self.page.body, hyphens=not glued) is None

    def _part(
        self, span: Span, owners: frozenset[str], cues: list[tuple[Span, frozenset[str]]]
    ) -> tuple[Span, frozenset[str]]:
        """Take "warhead" before "weighing" where the part stands directly in front of it."""
        for other, others in sorted(cues, key=lambda c: -c[0].end):
            gap = self.page.text[other.end : span.start]
            if "launch_mass" in owners and other.end <= span.start and _PART_WEIGHS.fullmatch(gap):
                return other, others
        return span, owners

    def _is_taken(self, cue: Span, figure: Span, other: Span) -> bool:
        """Tell a cue that is another figure's: "an altitude of 2,000 km and flew 700 km"."""
        if other.distance(cue) >= figure.distance(cue):
            return False
        gap = self.page.body.between(figure, other)
        joined = _JOINED.fullmatch(self.page.text[gap.start : gap.end])
        return not (joined and not cue.overlaps(gap))

    def _is_noun(self, span: Span) -> bool:
        return "range" in self.page.text[span.start : span.end].casefold()

    def _needs_cue(self, attribute: str) -> bool:
        entry = self.lexicon.vocabulary.attribute[attribute]
        return bool(entry.cues) and attribute != "speed"


def _inside(one: Span, other: Span) -> bool:
    return one != other and other.start <= one.start and one.end <= other.end
