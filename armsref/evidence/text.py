"""An article's text while it is at hand: sentences, and the names of systems printed in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from armsref.reading.reader import figures_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.reading.doubts import Problem
    from armsref.reading.grammar import Found
    from armsref.reading.lexicon import Lexicon
    from armsref.reading.tokens import Token

_STOP = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s)|\n")
_GAP = r"[\s\-‐‑–]{0,2}"
#: No sentence of prose is longer; a longer run is cut, so that work on one sentence is bounded.
_LONGEST_SENTENCE = 3000


class Span(NamedTuple):
    """A stretch of the text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def distance(self, other: Span) -> int:
        """Count the characters between the two; 0 where they touch or overlap."""
        return max(self.start - other.end, other.start - self.end, 0)


class Scan(NamedTuple):
    """What :func:`armsref.reading.reader.figures_in` returns of a stretch."""

    found: list[Found]
    problems: list[Problem]


class NamePlace(NamedTuple):
    """A name printed in the text: the systems that bear it, and where."""

    systems: frozenset[str]
    span: Span


def _letters(name: str) -> str:
    """Return what a name and its printing share: they differ in case, spaces and hyphens alone."""
    # Searching without case takes the Turkish dotless i for an i.
    return "".join(filter(str.isalnum, name.casefold())).replace("ı", "i")


class NameFinder:
    """Finds the printed names of systems; the longest name at a place wins.

    A name inside a longer word or designation ("Shahed" in "Shahed-136") is not that name.

    Parameters
    ----------
    names : iterable of (name, system id)
        The names of the catalogue.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._systems: dict[str, set[str]] = {}
        patterns: set[str] = set()
        for name, system in names:
            self._systems.setdefault(_letters(name), set()).add(system)
            parts = re.findall(r"\d+|[^\W\d_]+|[^\w\s\-‐‑–]", name)
            patterns.add(_GAP.join(map(re.escape, parts)))
        ordered = sorted(patterns, key=lambda p: (-len(p), p))
        # A plural s may follow, and is no part of the name.
        self._pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(ordered) or '(?!)'})(?=s?(?!\w|[-‐‑]\d))", re.IGNORECASE
        )

    def places(self, text: str) -> list[NamePlace]:
        """Return every printed name, in the order of the text."""
        return [
            NamePlace(frozenset(self._systems[_letters(m[0])]), Span(*m.span()))
            for m in self._pattern.finditer(text)
            if m[0][0] == m[0][0].upper()
        ]


class ArticleText:
    """A text with what the checks ask of it.

    Parameters
    ----------
    text : str
        The text, decoded from UTF-8 without newline translation.
    lexicon : Lexicon
        Abbreviations that end no sentence come from its vocabulary.
    finder : NameFinder
        The names to look for.
    ends : frozenset of int, optional
        Offsets of the line ends that end a sentence; told from the next line by default.
    names_known : bool
        False where the names could not be loaded: that one is not found says nothing then.
    """

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        finder: NameFinder,
        ends: frozenset[int] | None = None,
        *,
        names_known: bool = True,
    ) -> None:
        self.text = text
        self.names_known = names_known
        self._ends = ends
        self._abbreviations = frozenset(lexicon.vocabulary.joining.abbreviations)
        self._finder = finder
        self._lexicon = lexicon
        self._rows: dict[Span, list[Token]] = {}
        self._scans: dict[Span, Scan] = {}

    @cached_property
    def names(self) -> list[NamePlace]:
        """Every printed name of a system."""
        return self._finder.places(self.text)

    def names_in(self, start: int, end: int) -> list[NamePlace]:
        """Return the printed names that overlap a stretch, in the order of the text."""
        first = bisect_right(self._name_ends, start)
        last = bisect_left(self._name_starts, end)
        return self.names[first:last]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [place.span.start for place in self.names]

    @cached_property
    def _name_ends(self) -> list[int]:
        return [place.span.end for place in self.names]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, one behind the other; a line that is wrapped goes on."""
        spans, start = [], 0
        for stop in _STOP.finditer(self.text):
            if self._ends_sentence(stop):
                spans += self._bounded(start, stop.end())
                start = stop.end()
        return [*spans, *self._bounded(start, len(self.text))]

    def _bounded(self, start: int, end: int) -> list[Span]:
        """Cut a run without a stop at white space, into stretches of bounded length."""
        spans = []
        while end - start > _LONGEST_SENTENCE:
            limit = start + _LONGEST_SENTENCE
            blank = max(self.text.rfind(c, start + 1, limit) for c in " \n")
            cut = blank if blank > 0 else limit
            spans.append(Span(start, cut))
            start = cut
        return [*spans, Span(start, end)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def _ends_sentence(self, stop: re.Match[str]) -> bool:
        if stop[0] == "\n":
            if self._ends is not None:
                return stop.start() in self._ends
            # A line that goes on in lower case or with a digit is wrapped, not ended.
            after = self.text[stop.end() : stop.end() + 1]
            return not (after.islower() or after.isdigit())
        if stop[0] != ".":
            return True
        word = re.search(r"[\w.]*\Z", self.text[max(0, stop.start() - 12) : stop.start()])
        before = word[0] if word else ""
        if before in self._abbreviations or (len(before) == 1 and before.isupper()):
            return False
        after = self.text[stop.end() : stop.end() + 80].lstrip()[:1]
        return not after.islower()

    def sentence(self, span: Span) -> Span:
        """Return the sentence, or the run of sentences, that a span lies in."""
        first = max(bisect_right(self._sentence_starts, span.start) - 1, 0)
        last = max(bisect_left(self._sentence_starts, span.end) - 1, first)
        return Span(self.sentences[first].start, self.sentences[last].end)

    def tokens(self, span: Span) -> list[Token]:
        """Return the tokens of a stretch, with their places in the whole text."""
        if span not in self._rows:
            self._rows[span] = [
                t._replace(start=t.start + span.start, end=t.end + span.start)
                for t in self._lexicon.row(self.text[span.start : span.end])
            ]
        return self._rows[span]

    def figures(self, span: Span) -> Scan:
        """Return the figures of a stretch, their places counted from its start; read once."""
        if span not in self._scans:
            words = self.text[span.start : span.end]
            self._scans[span] = Scan(*figures_in(words, self._lexicon))
        return self._scans[span]

    def between(self, one: Span, other: Span) -> Span:
        """Return the stretch between two spans; empty where they touch."""
        first, second = sorted((one, other))
        return Span(first.end, max(first.end, second.start))
