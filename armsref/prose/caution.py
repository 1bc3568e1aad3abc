"""Why a figure may not be of the name that was chosen, or may not be stated of it at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.prose.asserted import event, unasserted
from armsref.prose.doubtful import (
    BEYOND,
    BROKEN,
    COUNT,
    DESCRIBES,
    DETERMINER,
    DEVELOPED,
    FINITE,
    FOLLOWS,
    INCLUDES,
    IS,
    LAST_WORD,
    LIMIT,
    MULTIPLE,
    OPENS,
    PHRASE,
    PRONOUN,
    SIZE,
    TELLING,
    THAN,
    THING_WITH,
    WITHIN,
)
from armsref.prose.strangers import Strangers
from armsref.prose.wordings import WEAPON, behind_kind, modifies

if TYPE_CHECKING:
    from armsref.draft.page import Page
    from armsref.evidence.text import Span
    from armsref.prose.names import Names

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
        if THAN.search(text, sentence.start, name.start) and not straight:
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
        if WITHIN.match(text, figure.end, sentence.end):
            return "it says how far something is"
        front = text[sentence.start : figure.start]
        if LIMIT.match(text, figure.end, sentence.end) or BEYOND.search(front):
            return "it is only compared with"
        words = text[figure.start : figure.end]
        if re.search(r"[$€£¥]", words):
            effort = DEVELOPED.search(text, *sentence)
            if effort is not None:
                return f"it is a sum for {effort[0]!r}"
        if COUNT.search(front) or MULTIPLE.search(front):
            return "it is one of several, or a multiple of another figure"
        if SIZE.match(text, figure.end, sentence.end) and front.strip() and not IS.search(front):
            return "what stands in front of it may be of that size"
        return None

    def _noun_behind(self, name: Span) -> str | None:
        """Say that the name only says of what kind a thing is: "Zolfaghar fuel"."""
        text = self.page.text
        at = behind_kind(text, name.end)
        if at != name.end or FOLLOWS.match(text, at):
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
        before = text[max(sentence.start, name.start - _FAR) : name.start]
        stands = self._stands(before, cues)
        broken = BROKEN.match(gap) if stands == "subject" else None
        spoken = start if broken is None else start + broken.end()
        other = self.strangers.within(sentence, spoken, figure.start)
        other = other or self._glued(figure, sentence)
        if other is not None:
            return f"it may be of {self.names.printed(other)!r}"
        why = self._owned(gap, cues) or self._thing(gap, cues) or event(gap)
        if why is not None:
            return why
        stranger = self.strangers.last(sentence, sentence.start, name.start)
        if stranger is not None:
            printed = self.names.printed(stranger)
            joined = re.fullmatch(
                r"\s*(?:and|or|&|/)\s+(?:the\s+)?", text[stranger.end : name.start]
            )
            if PRONOUN.search(gap) and not re.match(r"\s*,?\s*whose\b", gap):
                return f"it may be of {printed!r}"
            if joined and not DESCRIBES.match(gap):
                return f"it may be of {printed!r}"
        if stands == "object":
            return self._of_object(gap, before, stranger)
        return None

    def _of_object(self, gap: str, before: str, stranger: Span | None) -> str | None:
        """Say why a figure is not of a name that something else does something with."""
        if not gap.strip() or gap.startswith(("'", "’")) or DESCRIBES.match(gap):
            return None
        if stranger is not None:
            return f"it may be of {self.names.printed(stranger)!r}"
        if re.match(r"\s*,\s*with\b", gap) and INCLUDES.search(before):
            return None
        joined = re.match(r"\s+and\s|\s+(?:at|\w+ing)\b", gap) or FINITE.match(gap)
        parties = self.page.lexicon.parties.anywhere(self.page.lexicon.row(before))
        described = parties or re.match(r"\s*,", gap)
        if described and not joined and not re.search(rf"\b{WEAPON}\b", before):
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
        while (word := LAST_WORD.search(rest)) is not None:
            if word[1].casefold() == "of" and self._names_cue(rest[: word.start()], cues):
                return "possessor"
            if not (DETERMINER.match(word[1]) or modifies(word[1])):
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
        phrase = PHRASE.search(before)
        if phrase is not None and OPENS.search(before[: phrase.start()]):
            return "subject"
        return "subject" if OPENS.search(rest) or not rest.strip() else "object"

    def _names_cue(self, words: str, cues: frozenset[str]) -> bool:
        row = self.page.lexicon.row(words[-40:])
        return bool(row) and row[-1].norm in cues

    def _owned(self, gap: str, cues: frozenset[str]) -> str | None:
        """Say that something of the name is spoken of: "the Zolfaghar's follow-on"."""
        if not re.match(r"['’]s?\s", gap):
            return None
        said = re.split(TELLING, re.sub(r"\A['’]s?\s+", "", gap), maxsplit=1)[0]
        row = self.page.lexicon.row(said)
        if not row or any(t.norm in cues for t in row):
            return None
        plain = all(DETERMINER.match(t.text) or modifies(t.text) for t in row)
        return None if plain else f"it is of its {' '.join(said.split())!r}"

    def _thing(self, gap: str, cues: frozenset[str]) -> str | None:
        """Say that a thing in between is spoken of: "a truck that weighs"."""
        for match in THING_WITH.finditer(gap):
            noun = match[1] or match[2]
            if re.fullmatch(WEAPON, noun) or noun.casefold() in cues:
                continue
            return f"it may be of {noun!r}"
        return None
