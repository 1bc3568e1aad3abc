"""Which attribute a figure of a sentence is: by cues, and only where they are its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.draft.attributes import Attributes, Cue
from armsref.errors import UnitError
from armsref.reading.tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.draft.page import Page
    from armsref.evidence.text import Span
    from armsref.prose.names import Names

#: So near in front of a figure, a cue is its own.
_NEAR = 25
_JOINED = re.compile(r"\s*(?:,|/|and|or|to|,\s*and)\s*", re.IGNORECASE)
#: Behind a distance: from where or to where something flew or lies.
_PLACE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:away\s+)?(?:(?:to the |due )?(?:north|south|east|west)\w*\b"
    r"|from\b|inside\b|off\b|outside\b|deep\b|into\b|along\b|behind\b|apart\b|across\b)",
    re.IGNORECASE,
)
#: Units of a distance of travel, no size of a thing.
_TRAVEL = frozenset(["km", "mi", "nmi"])
_NONE = "no words near it say what it is"
_TAKEN = "the words that say what it is are another figure's"
_PLACES = "it is a distance between places"


class Kinds:
    """Tells the attribute of a figure.

    Parameters
    ----------
    page : Page
        The text.
    names : Names
        Its names.
    """

    def __init__(self, page: Page, names: Names) -> None:
        self.page = page
        self.names = names
        self.attributes = Attributes(page)
        self.words = frozenset(
            word
            for name in page.lexicon.vocabulary.system_attributes()
            for cue in page.lexicon.words.cues.get(name, ())
            for word in words_of(cue, fold=page.lexicon.folds)
        )

    def fits(self, unit: str) -> tuple[str, ...]:
        """Return the attributes that a figure in a unit can be of."""
        try:
            return self.attributes.of_unit(unit)
        except UnitError:
            return ()

    def of(self, figure: Span, unit: str, others: Sequence[Span]) -> Cue | str:
        """Return the attribute of a figure with its cue, or why none can be told.

        Parameters
        ----------
        figure : Span
            Where it stands.
        unit : str
            The symbol of its unit.
        others : sequence of Span
            Where the sentence's other figures of the dimension stand.
        """
        if not self.fits(unit):
            return f"no attribute has the unit {unit}"
        # Whose a shared cue is, is told below: names between the figures count there.
        cue = self.attributes.of(figure, unit)
        if cue == "figure without an attribute":
            return Cue("range", None) if self._reaches(figure, unit) else _NONE
        if isinstance(cue, str) or cue.span is None:
            return cue
        return self._doubt(cue.attribute, cue.span, figure, others) or cue

    def _doubt(self, attribute: str, cue: Span, figure: Span, others: Sequence[Span]) -> str | None:
        """Say why a cue is not the figure's own."""
        if any(self._is_taken(cue, figure, other) for other in others):
            return _TAKEN
        own = 0 <= figure.start - cue.end <= _NEAR or cue.overlaps(figure)
        if attribute == "range" and not own and _PLACE.match(self.page.text, figure.end):
            return _PLACES
        return None

    def _reaches(self, figure: Span, unit: str) -> bool:
        """Tell "the 700-km Zolfaghar": a distance of travel that modifies a name."""
        if unit not in _TRAVEL or "range" not in self.fits(unit):
            return False
        behind = self.names.groups_in(figure.end, figure.end + 60)
        return bool(behind) and not self.page.text[figure.end : behind[0].span.start].strip(" -‐‑")

    def _is_taken(self, cue: Span, figure: Span, other: Span) -> bool:
        """Tell a cue that another figure is nearer to, unless both share it.

        Two figures share "a range of 300 km and 500 km", and where each has a name of its own:
        "a range of 700 km and the Fath-360 120 km".
        """
        if other.distance(cue) >= figure.distance(cue):
            return False
        gap = self.page.body.between(figure, other)
        if cue.overlaps(gap):
            return True
        printed = self.page.text[gap.start : gap.end]
        if _JOINED.fullmatch(printed):
            return False
        named = self.names.groups_in(*gap)
        return not (len(named) == 1 and len(printed) < 80)
