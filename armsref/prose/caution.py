"""Why a figure may not be of the name that was chosen, or may not be stated of it at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.prose.asserted import event, unasserted
from armsref.prose.strangers import Strangers
from armsref.prose.wordings import WEAPON, behind_kind, modifies

if TYPE_CHECKING:
    from armsref.draft.page import Page
    from armsref.evidence.text import Span
    from armsref.prose.names import Names

_DETERMINER = re.compile(
    r"(?:the|an?|its|their|his|our|each|every|both|all|some|any|this|these|those|most|one|no"
    r"|\w+['’]s?|\d[\d,.]*|of|dozens|hundreds|thousands|several|many|more|so-called|single|new)\Z",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"([\w'’.,-]*[\w'’])[\s“\"‘']*\Z")
#: A clause begins behind one of these, or behind a mark.
_OPENS = re.compile(
    r"(?:^|[,;:(\[–—“\"|]|\b(?:that|and|but|while|whereas|although|though|because|since|when|if|how"
    r"|where|as|or|which|said|says?|told|claim(?:s|ed)?|believe[sd]?|thinks?|thought|estimate[sd]?"
    r"|report(?:s|ed)?|boast(?:s|ed)?|add(?:s|ed)|shows?|means?|insist(?:s|ed)?|note[sd]?|warn(?:s|ed)?"
    r"|announced?|know[sn]?|revealed|confirmed|argue[sd]?|only|then|now|far"
    r"|told (?:reporters|journalists|(?:[A-Z][\w.]*\s*){1,3})))\s*\Z",
    re.IGNORECASE,
)
#: What an object is described by: "the Zolfaghar, which", "(range", "as a missile with".
_DESCRIBES = re.compile(
    r"\s*(?:[(:–—]|as\b|which\b|that\b|whose\b|,\s*(?:\w+ly\s+)?(?:which|that|whose|an?|the|with\s+its)\b)"
)
_FINITE = re.compile(
    r"\s+(?:\w+ly\s+)?(?:has|have|had|is|was|are|were|can|could|may|might|will|would|weigh(?:s|ed)?"
    r"|carr(?:y|ies|ied)|fl(?:y|ies|ew)|reach(?:es|ed)?|travels?|costs?|boasts?|measures?)\b"
)
_PRONOUN = re.compile(r"\b(?:it|its|they|their|whose|(?:this|that|the|these)\s+" + WEAPON + r")\b")
_TELLING = re.compile(r"\b(?:is|was|are|were|of|at|has|have|had|to|with|be|as)\b")
#: Straight behind a name or its kind.
_FOLLOWS = re.compile(
    r"[^\w\s-]|\s*\Z|[\s]*[–—(-]\s|\s+(?:[a-z]+(?:ly|ed|ing)|has|have|had|is|was|are|were|be|can|could|may"
    r"|might|will|would|must|with|at|of|to|in|on|for|from|by|as|and|or|but|that|which|who|whose|than|into"
    r"|over|against|between|up|about|around|some|only|also|now|still|itself|itself|carr(?:y|ies)|flies|fly"
    r"|flew|hits?|packs?|weighs?|costs?|boasts?|measures?|reach(?:es)?|travels?|cruises?|strikes?|lifts?"
    r"|holds?|needs?|offers?|delivers?|tops?|stays?|fires?|struck|fell|cost|while|whereas|each|both|then"
    r"|capable|able|never|not|does|do|did|range|ranges|payload|speed|warhead|reportedly|alone|stands?|an?|the"
    r"|remains?|features?|possess(?:es)?|puts?|when|where|because|since|if|so|family|series|model"
    r"|[a-z]+s\s+(?:an?|the|its|up|about|some|over|more|at|in|only|to|\d))\b|\s+[\dA-Z“\"~≈<>≤≥$€£]"
)
_SIZE = re.compile(
    r"[\s-]+(?:long|wide|tall|high|deep|across|in (?:length|diameter|height|width))\b"
)
_IS = re.compile(
    r"(?:[,(:;–—]|\b(?:is|was|are|were|be|being|measur(?:es?|ing)|and|at|about|around|some|roughly|over|than"
    r"|just|only|nearly|almost|to|least|most|with|an?|stands?|believed|estimated|reportedly|approximately"
    r"|of|has|up))\s*\Z",
    re.IGNORECASE,
)
#: "a truck that weighs": a thing that says what follows of itself.
_THING_WITH = re.compile(
    r"\b(?:an?|the|its|from|on|by)\s+(?:(?!of\b)[a-z-]+\s+){0,3}?([a-z-]+),?\s+"
    r"(?:that|which|whose|with|weighing|measuring)\b|\b([a-z-]+)\s+(?:weighing|measuring)\b"
)
_WITHIN = re.compile(
    r"\s*(?:away\s+)?(?:within|in|inside|out\s+of|outside|beyond)\s+(?:the\s+)?range\b"
)
_LIMIT = re.compile(
    r"[\s-]*(?:[\w-]+\s+){0,2}?(?:limits?|thresholds?|caps?|restrictions?|ceilings?)\b"
)
_BEYOND = re.compile(
    r"\b(?:(?:falls?|fell)(?:\s+short\s+of)?|(?:far|well|way|just|much|slightly)\s+"
    r"(?:above|beyond|below|short of|under|over))\s+(?:the\s+)?\Z"
)
_DEVELOPED = re.compile(
    r"\b(?:develop\w*|research\w*|programmes?|programs?|fleets?|in total|altogether"
    r"|stockpiles?|factor\w+)\b"
)
_MULTIPLE = re.compile(
    r"\b(?:twice|double|triple|thrice|half|quarter|(?:two|three)[- ]thirds|[\w.-]+ times"
    r"|\w+fold|same)\b",
    re.IGNORECASE,
)
#: "The slow Shahed-136": a determiner and plain words, which are no verb, no preposition.
_PHRASE = re.compile(
    r"(?:\A|[\s“\"‘'(])(?:the|an?|its|their|\w+['’]s?)\s+((?:(?!\w+(?:ing|ed)\b"
    r"|(?:of|by|for|with|to|from|on|in|at|that|which|has|have|is|was|are|were|and|or)\b)[a-z-]+,?\s+){1,2})\Z",
    re.IGNORECASE,
)
_THAN = re.compile(r"\bthan\s+(?:the\s+|an?\s+|its\s+)?\Z", re.IGNORECASE)


#: So many characters in front of a name tell how it stands in its sentence.
_FAR = 400


class Caution:
    """Doubts whose a figure is.

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
        self.strangers = Strangers(page, names)

    def doubt(
        self,
        figure: Span,
        sentence: Span,
        name: Span,
        cues: frozenset[str],
        *,
        label: bool = False,
    ) -> str | None:
        """Say why a figure may not be a specification of a name; None where it is clear.

        Parameters
        ----------
        figure, sentence, name : Span
            Where they stand; the name may stand in an earlier sentence.
        cues : frozenset of str
            Words that say which attribute a figure is.
        label : bool
            The sentence is a line such as "Range: 700 km".
        """
        text = self.page.text
        said = text[sentence.start : sentence.end]
        why = unasserted(said, figure.start - sentence.start, figure.end - sentence.start)
        why = why or self._place(figure, sentence)
        if why is not None:
            return why
        straight = re.fullmatch(r"\s*\(", text[name.end : figure.start])
        if _THAN.search(text, sentence.start, name.start) and not straight:
            return "it is only compared with"
        if name.start < sentence.start:
            return None if label else self._of_earlier(figure, sentence, name)
        why = self._noun_behind(name)
        if why is None and name.start >= figure.end:
            why = self._of_behind(figure, sentence, name)
        elif why is None and name.end <= figure.start:
            why = self._of_front(figure, sentence, name, cues)
        return why

    def _place(self, figure: Span, sentence: Span) -> str | None:
        """Say why a figure is a place, a limit or a whole effort's sum."""
        text = self.page.text
        if _WITHIN.match(text, figure.end, sentence.end):
            return "it says how far something is"
        front = text[sentence.start : figure.start]
        if _LIMIT.match(text, figure.end, sentence.end) or _BEYOND.search(front):
            return "it is only compared with"
        words = text[figure.start : figure.end]
        if re.search(r"[$€£¥]", words):
            effort = _DEVELOPED.search(text, *sentence)
            if effort is not None:
                return f"it is a sum for {effort[0]!r}"
        if _MULTIPLE.search(front):
            return "it is a multiple of another figure"
        if _SIZE.match(text, figure.end, sentence.end) and front.strip() and not _IS.search(front):
            return "what stands in front of it may be of that size"
        return None

    def _noun_behind(self, name: Span) -> str | None:
        """Say that the name only says of what kind a thing is: "Zolfaghar fuel"."""
        text = self.page.text
        at = behind_kind(text, name.end)
        if at != name.end or _FOLLOWS.match(text, at):
            return None
        word = re.match(r"[\s-]*([\w-]+)", text[at : at + 60])
        return None if word is None else f"it is of {word[1]!r}"

    # ------------------------------------------------------------------ where the name stands

    def _of_earlier(self, figure: Span, sentence: Span, name: Span) -> str | None:
        """Say what else "it" may stand for."""
        front = self.page.text[sentence.start : figure.start]
        happened = event(front)
        if happened is not None:
            return happened
        last = self.page.sentence_at(figure.start)
        first = max(self.page.sentence_at(name.start), last - 3)
        for number in range(first, last + 1):
            span = self.page.sentences[number]
            end = figure.start if number == last else span.end
            other = self.strangers.within(span, span.start, end)
            if other is not None:
                return f"it may be of {self.names.printed(other)!r}"
        return None

    def _of_behind(self, figure: Span, sentence: Span, name: Span) -> str | None:
        gap = self.page.text[figure.end : name.start]
        start = sentence.start if "," in gap else figure.end
        other = self.strangers.within(sentence, start, name.start)
        return None if other is None else f"it may be of {self.names.printed(other)!r}"

    def _of_front(
        self, figure: Span, sentence: Span, name: Span, cues: frozenset[str]
    ) -> str | None:
        text = self.page.text
        start = behind_kind(text, name.end)
        gap = text[start : figure.start]
        other = self.strangers.within(sentence, name.end, figure.start)
        other = other or self._glued(figure, sentence)
        if other is not None:
            return f"it may be of {self.names.printed(other)!r}"
        before = text[max(sentence.start, name.start - _FAR) : name.start]
        why = self._owned(gap, cues) or self._thing(gap, cues) or event(gap)
        if why is not None:
            return why
        stands = self._stands(before, cues)
        stranger = self.strangers.last(sentence, sentence.start, name.start)
        if stranger is not None:
            printed = self.names.printed(stranger)
            joined = re.fullmatch(
                r"\s*(?:and|or|&|/)\s+(?:the\s+)?", text[stranger.end : name.start]
            )
            if _PRONOUN.search(gap) and not re.match(r"\s*,?\s*whose\b", gap):
                return f"it may be of {printed!r}"
            if joined and not _DESCRIBES.match(gap):
                return f"it may be of {printed!r}"
        if stands == "object":
            return self._of_object(gap, before, stranger)
        return None

    def _of_object(self, gap: str, before: str, stranger: Span | None) -> str | None:
        """Say why a figure is not of a name that something else does something with."""
        if not gap.strip() or gap.startswith(("'", "’")) or _DESCRIBES.match(gap):
            return None
        if stranger is not None:
            return f"it may be of {self.names.printed(stranger)!r}"
        parties = self.page.lexicon.parties.anywhere(self.page.lexicon.row(before))
        if re.search(rf"\b{WEAPON}\b", before):
            return "the name in front of it is not the subject"
        if re.match(r"\s+and\s|\s+(?:at|\w+ing)\b", gap) or _FINITE.match(gap):
            return "the name in front of it is not the subject"
        if parties or re.match(r"\s*,", gap):
            return None
        return "the name in front of it is not the subject"

    def _glued(self, figure: Span, sentence: Span) -> Span | None:
        """Return another name straight behind a figure: "the 1,700-km Emad"."""
        gap = re.compile(r"[\s-]*(?:range\s+|(?:range\s+)?(?:of|for)\s+(?:the\s+)?)?")
        match = gap.match(self.page.text, figure.end, sentence.end)
        at = figure.end if match is None else match.end()
        return next((s for s in self.strangers.of(sentence) if s.start == at), None)

    def _stands(self, before: str, cues: frozenset[str]) -> str:
        """Tell whether a name is the subject of its clause, by the words in front of it."""
        rest = before
        while (word := _LAST_WORD.search(rest)) is not None:
            if word[1].casefold() == "of" and self._names_cue(rest[: word.start()], cues):
                return "possessor"
            if not (_DETERMINER.match(word[1]) or modifies(word[1])):
                break
            if word[1].casefold() == "of":
                counted = re.search(
                    r"\b(?:dozens|hundreds|thousands|some|many|one|most|all|each)\s*\Z",
                    rest[: word.start()],
                    re.IGNORECASE,
                )
                if counted is None:
                    return "object"
            rest = rest[: word.start()]
        phrase = _PHRASE.search(before)
        if phrase is not None and _OPENS.search(before[: phrase.start()]):
            return "subject"
        return "subject" if _OPENS.search(rest) or not rest.strip() else "object"

    def _names_cue(self, words: str, cues: frozenset[str]) -> bool:
        row = self.page.lexicon.row(words[-40:])
        return bool(row) and row[-1].norm in cues

    def _owned(self, gap: str, cues: frozenset[str]) -> str | None:
        """Say that something of the name is spoken of: "the Zolfaghar's follow-on"."""
        if not re.match(r"['’]s?\s", gap):
            return None
        said = re.split(_TELLING, re.sub(r"\A['’]s?\s+", "", gap), maxsplit=1)[0]
        row = self.page.lexicon.row(said)
        if not row or any(t.norm in cues for t in row):
            return None
        plain = all(_DETERMINER.match(t.text) or modifies(t.text) for t in row)
        return None if plain else f"it is of its {' '.join(said.split())!r}"

    def _thing(self, gap: str, cues: frozenset[str]) -> str | None:
        """Say that a thing in between is spoken of: "a truck that weighs"."""
        for match in _THING_WITH.finditer(gap):
            noun = match[1] or match[2]
            if re.fullmatch(WEAPON, noun) or noun.casefold() in cues:
                continue
            return f"it may be of {noun!r}"
        return None
