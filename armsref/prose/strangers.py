"""Capitalised words that may be the name of another weapon: no place, person, office or month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.evidence.text import Span
from armsref.prose.wordings import VERB, WEAPON
from armsref.reading.tokens import words_of

if TYPE_CHECKING:
    from armsref.draft.page import Page
    from armsref.prose.names import Names

_RUN = re.compile(
    r"(?<![\w-])[A-Z][\w.-]*(?:['’]s?(?!\w))?(?:\s+(?:(?:of|al|the)\s+)?[A-Z][\w.-]*(?:['’]s?(?!\w))?)*"
)
_WORD = re.compile(r"[A-Z][\w-]*")
#: Words that begin a sentence, a run of capitals or a title.
_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "your",
        "my",
        "this",
        "that",
        "these",
        "those",
        "each",
        "every",
        "both",
        "all",
        "some",
        "any",
        "most",
        "one",
        "no",
        "not",
        "it",
        "they",
        "he",
        "she",
        "we",
        "you",
        "i",
        "what",
        "which",
        "who",
        "when",
        "where",
        "while",
        "if",
        "as",
        "at",
        "in",
        "on",
        "of",
        "for",
        "from",
        "with",
        "without",
        "by",
        "to",
        "and",
        "or",
        "but",
        "yet",
        "so",
        "though",
        "although",
        "because",
        "since",
        "after",
        "before",
        "during",
        "under",
        "over",
        "above",
        "among",
        "unlike",
        "like",
        "such",
        "there",
        "here",
        "now",
        "then",
        "also",
        "only",
        "even",
        "still",
        "two",
        "three",
        "four",
        "five",
        "six",
        "many",
        "several",
        "few",
        "more",
        "less",
        "other",
        "others",
        "another",
        "according",
        "until",
        "unless",
        "whether",
        "whereas",
        "despite",
        "given",
        "thanks",
        "range",
        "speed",
        "payload",
        "weight",
        "length",
        "warhead",
        "wingspan",
        "state",
        "western",
        "eastern",
        "northern",
        "southern",
    ]
)
#: A run that holds one of these is an office, a body, a region or a rank.
_BODY = re.compile(
    r"\b(?:Ministry|Minister|Army|Navy|Air|Forces?|Guards?|Corps|Department|Council|University"
    r"|Institute|Agency|Cent(?:er|re)|Congress|Parliament|House|Kremlin|Pentagon|Treasury|Office"
    r"|Union|Nations|Republic|States|Kingdom|Party|Committee|Organi[sz]ation|Security|Defen[cs]e"
    r"|East|West|North|South|Sea|Gulf|Strait|River|Ocean|Bay|Peninsula|Region|Province|Oblast"
    r"|General|Gen|Colonel|Col|Major|Captain|Admiral|Brigadier|President|Prime|Mrs?|Ms|Dr|Prof"
    r"|Professor|Sir|Supreme|Leader|Revolution\w*|Islamic|Television|TV|Radio|News|Times|Post"
    r"|Journal|Daily|Review|Reuters|NATO|UN|EU|US|USA|UK|U\.S\.|CIA|FBI|BBC|CNN|AFP|AP|IRGC|ISIS|IS"
    r"|Hamas|Hezbollah|Houthis?|Taliban|GPS|GNSS|INS|TNT|Treaty|Industr(?:y|ies)|Company|Corporation|Regime|MTCR|Mach)(?=\W|\Z)"
)
_NATION = re.compile(r"[A-Z][a-z]+(?:ian|ians|ish|ese|ean|eans)\Z")
_SPEAKS = (
    r"(?:said|says|say|told|tells?|added|adds|reports?|reported|wrote|writes|argued|argues|claims?"
    r"|claimed|believes?|believed|estimates?|estimated|insists?|announced|noted|warned|warns)"
)
_SPEAKER = re.compile(rf"\s+(?:also\s+|has\s+|have\s+)?{_SPEAKS}\b")
_SPOKEN = re.compile(rf"\b(?:{_SPEAKS}|according to)\s+\Z")
_PLACED = re.compile(
    r"\b(?:in|from|near|over|at|into|towards?|around|across|inside|outside|between|reach|reaching"
    r"|hitting|strike|striking|leaving)\s+\Z",
    re.IGNORECASE,
)
_ACTS = re.compile(rf"(?:['’]s)?\s+(?:{VERB}|{WEAPON}|[a-z]+(?:ed|s))\b|['’]s?\s")


class Strangers:
    """Finds capitalised words that may name a weapon that the catalogue lacks.

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
        self._found: dict[Span, list[Span]] = {}

    def of(self, sentence: Span) -> list[Span]:
        """Return where they stand in a sentence."""
        if sentence not in self._found:
            self._found[sentence] = self._strangers(sentence)
        return self._found[sentence]

    def within(self, sentence: Span, start: int, end: int) -> Span | None:
        """Return the first one of a sentence that lies in a stretch."""
        found = (s for s in self.of(sentence) if start <= s.start and s.end <= end)
        return next(found, None)

    def last(self, sentence: Span, start: int, end: int) -> Span | None:
        """Return the last one of a sentence that lies in a stretch."""
        found = (s for s in reversed(self.of(sentence)) if start <= s.start and s.end <= end)
        return next(found, None)

    def _strangers(self, sentence: Span) -> list[Span]:
        known = [m.span for g in self.names.groups_in(*sentence) for m in g.mentions]
        text = self.page.text
        found = []
        at = sentence.start
        for begin, end in [*((k.start, k.end) for k in known), (sentence.end, sentence.end)]:
            for run in _RUN.finditer(text, at, max(at, begin)):
                stranger = self._stranger(run, sentence)
                if stranger is not None:
                    found.append(stranger)
            at = end
        return found

    def _stranger(self, run: re.Match[str], sentence: Span) -> Span | None:
        text = self.page.text
        if _BODY.search(run[0]):
            return None
        words = [w for w in _WORD.finditer(text, *run.span()) if not self._is_plain(w[0])]
        if not words:
            return None
        span = Span(words[0].start(), words[-1].end())
        before = text[max(sentence.start, run.start() - 30) : run.start()]
        direct = words[0].start() == run.start()
        opens = not before.strip(" \n\t“\"'‘(") or before.rstrip().endswith((".", "!", "?"))
        if direct and opens and len(words) == 1:
            plural = words[0][0].endswith("s") and not words[0][0].isupper()
            if plural or _ACTS.match(text, words[0].end()) is None:
                return None
        spoken = direct and (_SPOKEN.search(before) or _PLACED.search(before))
        if spoken or _SPEAKER.match(text, run.end()):
            return None
        # "Tehran's Zolfaghar": whose it is.
        owner = run[0].endswith(("'s", "’s", "s'", "s’"))
        if owner and self.names.groups_in(run.end(), run.end() + 40):
            (group, *_) = self.names.groups_in(run.end(), run.end() + 40)
            if not re.search(r"[^\w\s-]", text[run.end() : group.span.start]):
                return None
        return span

    def _is_plain(self, word: str) -> bool:
        if word.casefold() in _COMMON or _NATION.match(word) or len(word) == 1:
            return True
        if self.page.lexicon.parties.anywhere(self.page.lexicon.row(word)):
            return True
        return self.names.is_plain(word) or not words_of(word)
