"""Which words of a page are most like words that are not there; the work on it is bounded."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from heapq import nsmallest
from typing import NamedTuple

#: How much of a page is looked through, and how closely.
_SEEN = 400_000
_MOST_WORDS = 20_000
_CANDIDATES = 8
#: Words that are less alike than this are others.
_LIKE = 0.5
_LONGEST = 160

_TOKEN = re.compile(r"\S{1,80}")
_EDGES = ".,;:!?\"'()[]"


class _Token(NamedTuple):
    """A word of the page: without case and stops, and where it stands."""

    word: str
    start: int
    end: int


class _Found(NamedTuple):
    """A stretch of the page: how like it is, how near, and its words; the greater the better."""

    like: float
    nearness: int
    words: str


class Likeness:
    """Looks through one page.

    Parameters
    ----------
    shown : str
        The page's text as it is shown to a person.
    text : str
        The same without case, of the same length.
    """

    def __init__(self, shown: str, text: str) -> None:
        self._shown = shown
        self._text = text

    def nearest(self, wanted: str, near: int) -> str | None:
        """Return the stretch of the page that is most like words without case.

        ``near`` is where they were to be expected; of equals the nearest is taken.
        """
        parts = [token.word for token in _tokens(wanted)]
        if not parts:
            return None
        sizes = range(max(1, len(parts) - 1), len(parts) + 3)
        tried = [
            self._compared(wanted, near, start, size)
            for first in self._candidates(parts, near)
            for start in range(max(0, first - 2), first + 3)
            for size in sizes
        ]
        best = max((found for found in tried if found is not None), default=None)
        return None if best is None or best.like < _LIKE else best.words

    def _compared(self, wanted: str, near: int, start: int, size: int) -> _Found | None:
        stretch = self._tokens[start : start + size]
        if not stretch:
            return None
        begin = stretch[0].start
        end = min(stretch[-1].end, begin + _LONGEST)
        like = SequenceMatcher(None, wanted, self._text[begin:end], autojunk=False)
        if like.real_quick_ratio() < _LIKE:
            return None
        return _Found(like.ratio(), -abs(begin - near), self._shown[begin:end])

    def _candidates(self, parts: list[str], near: int) -> list[int]:
        """Return where stretches begin that share most words, or hold one that is spelled alike."""
        scores = self._shared(parts, near)
        if scores:
            return [first for _, _, first in nsmallest(_CANDIDATES, scores)]
        longest = max(parts, key=len)
        like = get_close_matches(longest, self._vocabulary, n=_CANDIDATES, cutoff=_LIKE)
        at = parts.index(longest)
        return [max(0, self._vocabulary[word] - at) for word in like]

    def _shared(self, parts: list[str], near: int) -> list[tuple[int, int, int]]:
        """Go over the page once: how many of the words each stretch of their number holds."""
        wanted, held = Counter(parts), Counter[str]()
        shared, size = 0, len(parts)
        scores = []
        for number, token in enumerate(self._tokens):
            if token.word in wanted:
                shared += held[token.word] < wanted[token.word]
                held[token.word] += 1
            gone = self._tokens[number - size].word if number >= size else ""
            if gone in wanted:
                held[gone] -= 1
                shared -= held[gone] < wanted[gone]
            if shared:
                scores.append((-shared, abs(token.start - near), max(0, number - size + 1)))
        return scores

    @cached_property
    def _tokens(self) -> list[_Token]:
        return _tokens(self._text[:_SEEN])

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        """The words of the page, each with the number of its first token."""
        found: dict[str, int] = {}
        for number, token in enumerate(self._tokens):
            if len(found) == _MOST_WORDS:
                break
            found.setdefault(token.word, number)
        return found


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0].strip(_EDGES)
        if word:
            start = match.start() + match[0].index(word)
            found.append(_Token(word, start, start + len(word)))
    return found
