"""Which printed name words are about: in their sentence, else in an earlier one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from armsref.evidence.text import Span
from armsref.reading.tokens import tokens

if TYPE_CHECKING:
    from armsref.draft.page import Group, Page

#: A sentence that begins so goes on about what stood before.
_GOES_ON = re.compile(
    r"[“\"'‘(]?(?:It|Its|This|These|They|Their|Those|That|The|Both|With|Each|Also|Once|According"
    r"|Described|Capable|Designed|Powered|Equipped|Fitted|Armed|Carrying|Measuring|Weighing"
    r"|Having|At)\b"
)
#: What is said of all weapons of a kind: "Hypersonic missiles fly at more than Mach 5".
_GENERAL = re.compile(
    r"[“\"'‘(]?(?:[A-Z][\w-]*\s+)?(?:[a-z][\w-]*\s+){0,2}(?i:missiles|weapons|drones|rockets|UAVs)\b"
)
#: Words about a name that follows behind a comma.
_OPENS = re.compile(
    r"[“\"']?(?:With|Boasting|Having|At|Capable|Weighing|Measuring|Carrying|Powered|Able to"
    r"|Armed)\b"
)
#: How many sentences back a name is looked for; and beyond the paragraph, how many.
_SENTENCES_BACK, _BEYOND = 4, 3
#: A lead may print a figure before the name; so many sentences on, the name is looked for.
_SOON = range(1, 4)
#: A name behind one of these is only compared with.
_COMPARED = re.compile(
    r"(?:\b(?:than|unlike|to|like|replac\w+|success\w+|deriv\w+|variants?|versions?|based|similar"
    r"|predecessors?|descendants?|copy|copies|inspired|against)\b(?:\s+(?:of|to|from|with|on|by))?"
    r"(?:\s+(?:the|its|an?|older|earlier|Iran['’]s|existing)){0,3}\s*)\Z",
    re.IGNORECASE,
)
_MOST_BETWEEN = 4


class Subject(NamedTuple):
    """The names that words are about, and what is to be said of the choice."""

    group: Group
    note: str | None = None


class Subjects:
    """Finds the names that words are about.

    Parameters
    ----------
    page : Page
        The text and its names.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        joining = page.lexicon.vocabulary.joining
        self._between = page.lexicon.counted_modifiers - frozenset(joining.coordinations) | {
            "range",
            "class",
            "new",
            "capable",
            "heavy",
            "speed",
            "weight",
            "payload",
            "warhead",
        } - {"to", "and", "of", "the", "their", "its"}

    def of(self, words: Span) -> Subject | None:
        """Return the names that words are about; None where no name stands near.

        A group without a known name is returned too: it is a name that the catalogue lacks.
        """
        number = self.page.sentence_at(words.start)
        sentence = self.page.sentences[number]
        behind = self.page.groups_in(words.end, sentence.end)
        if behind and self._modifies(Span(words.end, behind[0].span.start)):
            return Subject(behind[0])
        front = self.page.groups_in(sentence.start, words.start)
        if front:
            return Subject(self._last_real(front))
        said = [group for group in behind if not self._is_compared(group)]
        if said and self._introduces(Span(sentence.start, words.start), words, said[0]):
            return Subject(said[0])
        return self._elsewhere(number, words, said)

    def _elsewhere(self, number: int, words: Span, said: list[Group]) -> Subject | None:
        """Return names of another sentence, or ``said``, those behind the words."""
        text, begin = self.page.text, self.page.sentences[number].start
        goes_on = _GOES_ON.match(text, begin) is not None
        general = not goes_on and _GENERAL.match(text, begin, words.start) is not None
        earlier = None if general or (said and not goes_on) else self._earlier(number)
        if earlier is not None:
            return Subject(earlier, "named in an earlier sentence")
        if said:
            return Subject(said[0], "named behind the words")
        return None if general else self._first_of_all(number)

    def _first_of_all(self, number: int) -> Subject | None:
        """Return the first names of the text where they come soon behind: a lead without a name."""
        first = self.page.groups[0] if self.page.groups else None
        if first is None or self.page.sentence_at(first.span.start) - number not in _SOON:
            return None
        return Subject(first, "named in a later sentence")

    def _modifies(self, gap: Span) -> bool:
        """Tell "the 2,000-km Zolfaghar" from another name that merely follows."""
        printed = self.page.text[gap.start : gap.end]
        row = tokens(printed)
        if len(row) > _MOST_BETWEEN or re.search(r"[,;:.()\n]", printed):
            return False
        return all(t.norm in self._between or t.text in "-‐‑“”\"'’" for t in row)

    def _introduces(self, front: Span, words: Span, group: Group) -> bool:
        """Tell "With a range of 2,000 km, the Zolfaghar can ..."."""
        gap = self.page.text[words.end : group.span.start]
        opens = _OPENS.match(self.page.text, front.start) is not None
        return opens and "," in gap and len(gap) < 120

    def _is_compared(self, group: Group) -> bool:
        start = group.span.start
        return bool(_COMPARED.search(self.page.text[max(0, start - 50) : start]))

    def _earlier(self, number: int) -> Group | None:
        """Return the names that were printed last before a sentence, not too far back."""
        own = self.page.paragraph(number)
        for back in range(number - 1, max(-1, number - 1 - _SENTENCES_BACK), -1):
            if self.page.paragraph(back) != own and number - back > _BEYOND:
                return None
            sentence = self.page.sentences[back]
            groups = self.page.groups_in(sentence.start, sentence.end)
            if groups:
                return self._last_real(groups)
        return None

    def _last_real(self, groups: list[Group]) -> Group:
        """Return the last names that are not merely compared with, else the last."""
        real = [group for group in groups if not self._is_compared(group)]
        return (real or groups)[-1]
