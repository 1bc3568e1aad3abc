"""A text as a reader meets it: paragraphs, sentences, and the names that are said together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from armsref.draft.names import NamesOfText
from armsref.evidence.text import ArticleText, NameFinder, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.model.seeds import SystemEntry
    from armsref.reading.lexicon import Lexicon

#: "the Fateh-110 and the Zolfaghar", "the Shahed-136 drones and Fath-360 missiles".
_KIND = r"(?:\s+of\s+[\w-]+|(?:\s+[a-z-]+){0,3}\s+(?:missiles?|drones?|rockets?|UAVs?))?"


class Mention(NamedTuple):
    """A printed name: the systems that bear it (none: the catalogue lacks it), and where."""

    systems: frozenset[str]
    span: Span


class Group(NamedTuple):
    """Names joined by "and" or commas."""

    mentions: tuple[Mention, ...]

    @property
    def span(self) -> Span:
        """From the first name to the last."""
        return Span(self.mentions[0].span.start, self.mentions[-1].span.end)

    @property
    def known(self) -> tuple[Mention, ...]:
        """The names that the catalogue has."""
        return tuple(m for m in self.mentions if m.systems)


class Page:
    """The text of an article, with what a proposal asks of it.

    Parameters
    ----------
    text : str
        The text, decoded from UTF-8 without newline translation.
    lexicon : Lexicon
        The vocabulary.
    systems : sequence of SystemEntry
        The systems whose names are looked for.
    ends : frozenset of int, optional
        Offsets of the line ends that end a sentence; told from the next line by default.
    """

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        systems: Sequence[SystemEntry],
        ends: frozenset[int] | None = None,
    ) -> None:
        self.text = text
        self.lexicon = lexicon
        self.families = frozenset(s.id for s in systems if s.level == "family")
        finder = NameFinder((name, system.id) for system in systems for name in system.names)
        self.body = ArticleText(text, lexicon, finder, ends)

    @cached_property
    def unknown(self) -> list[Span]:
        """Where names stand that the catalogue lacks."""
        return NamesOfText(self.body, self.lexicon).places()

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences that hold more than white space, trimmed."""
        return [
            trimmed
            for sentence in self.body.sentences
            if (trimmed := self._trimmed(sentence)).start < trimmed.end
        ]

    def _trimmed(self, span: Span) -> Span:
        words = self.text[span.start : span.end]
        return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip()))

    @cached_property
    def _paragraphs(self) -> list[int]:
        """The number of the paragraph of each sentence."""
        blank = re.compile(r"\n\s*\n" if re.search(r"\n[^\S\n]*\n", self.text) else r"\n")
        numbers, number = [], 0
        for index, sentence in enumerate(self.sentences):
            gap = self.text[self.sentences[index - 1].end : sentence.start] if index else ""
            number += bool(blank.search(gap))
            numbers.append(number)
        return numbers

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds an offset."""
        starts = self._starts
        return max(bisect_right(starts, offset) - 1, 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def paragraph(self, sentence: int) -> int:
        """Return the number of the paragraph that a sentence stands in."""
        return self._paragraphs[sentence]

    @cached_property
    def groups(self) -> list[Group]:
        """All names, known and unknown, those together that are joined; in order."""
        mentions = [Mention(p.systems, p.span) for p in self.body.names]
        mentions += [Mention(frozenset(), span) for span in self.unknown]
        mentions.sort(key=lambda m: m.span)
        groups: list[list[Mention]] = []
        for mention in mentions:
            if groups and self._joined(groups[-1][-1], mention):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        return [Group(tuple(group)) for group in groups]

    def _joined(self, one: Mention, other: Mention) -> bool:
        gap = self.text[one.span.end : other.span.start]
        return len(gap) < 60 and self._joins.fullmatch(gap) is not None

    @cached_property
    def _joins(self) -> re.Pattern[str]:
        words = self.lexicon.vocabulary.joining.coordinations
        joined = "|".join(re.escape(word) for word in words if word != ",")
        return re.compile(
            rf"s?{_KIND}(?:\s*,\s*(?:(?:{joined})\s+)?|\s*/\s*|\s*(?:{joined})\s+)(?:the\s+)?",
            re.IGNORECASE,
        )

    def groups_in(self, start: int, end: int) -> list[Group]:
        """Return the groups that lie whole in a stretch, in the order of the text."""
        first = bisect_left(self._group_starts, start)
        last = bisect_right(self._group_ends, end)
        return self.groups[first:last]

    @cached_property
    def _group_starts(self) -> list[int]:
        return [group.span.start for group in self.groups]

    @cached_property
    def _group_ends(self) -> list[int]:
        return [group.span.end for group in self.groups]
