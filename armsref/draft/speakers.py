"""Who says it: the words beside "said" and behind "according to"."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from armsref.evidence.phrases import Phrases
from armsref.evidence.text import Span
from armsref.model.seeds import Anchor
from armsref.reading.tokens import singular

if TYPE_CHECKING:
    from armsref.draft.page import Page

_SAID = re.compile(
    r"(?P<front>(?:[^\W\d_][\w'’.-]*[ ]){1,7})"
    r"(?:ha(?:s|ve|d) )?(?:said|says?|told|states?|stated|announced|claims?|claimed|added"
    r"|estimates?|estimated|reported)\b"
)
_ACCORDING = re.compile(
    r"\b[Aa]ccording to (?:the |an? )?(?P<behind>[^\W\d_][^,.;:\n()“”\"]{1,90})"
)
_BREAKS = frozenset(
    [
        "that",
        "and",
        "but",
        "as",
        "which",
        "who",
        "while",
        "the",
        "a",
        "an",
        "of",
        "when",
        "has",
        "is",
    ]
    + [
        "have",
        "had",
        "also",
        "was",
        "were",
        "then",
        "he",
        "she",
        "it",
        "they",
        "in",
        "on",
        "at",
        "to",
    ]
)


class Speakers:
    """Finds the speaker of a sentence.

    Parameters
    ----------
    page : Page
        The text.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._found: dict[Span, list[Span]] = {}

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self.page.body, self.page.lexicon)

    def of(self, words: Span) -> Anchor | None:
        """Return the words of who says it, None where the sentence does not tell.

        The words pass the check on speakers: nothing of a name, rank or number is left out.
        """
        number = self.page.sentence_at(words.start)
        sentence = self.page.sentences[number]
        if sentence not in self._found:
            self._found[sentence] = [
                *self._named_before(sentence),
                *self._named_behind(sentence),
            ]
        for span in sorted(self._found[sentence], key=words.distance):
            anchor = Anchor(words=self.page.text[span.start : span.end], start=span.start)
            if not span.overlaps(words) and self._phrases.cut_speaker(anchor) is None:
                return anchor
        return None

    def _named_before(self, sentence: Span) -> list[Span]:
        found = []
        for match in _SAID.finditer(self.page.text, *sentence):
            start, end = match.start("front"), match.end("front") - 1
            words = list(re.finditer(r"\S+", self.page.text[start:end]))
            kept: list[re.Match[str]] = []
            for word in reversed(words):
                if word[0].casefold() in _BREAKS or (kept and word[0][-1] in ",;:"):
                    break
                kept.insert(0, word)
            if kept and self._is_speaker(kept[-1][0]):
                found.append(Span(start + kept[0].start(), start + kept[-1].end()))
        return found

    def _named_behind(self, sentence: Span) -> list[Span]:
        found = []
        for match in _ACCORDING.finditer(self.page.text, *sentence):
            start, words = match.start("behind"), match["behind"].split(" ")
            for count in range(min(len(words), 7), 0, -1):
                phrase = " ".join(words[:count]).rstrip()
                if phrase and self._is_speaker(phrase.split(" ")[-1]):
                    found.append(Span(start, start + len(phrase)))
        return sorted(found, key=lambda s: s.start - s.end)

    def _is_speaker(self, word: str) -> bool:
        heads = self._phrases.heads
        return singular(word) in heads or (word[:1].isupper() and word.casefold() not in _BREAKS)
