"""The names in a text: those of the catalogue, longer ones that only begin so, near ones."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from armsref.draft.page import Group, Mention
from armsref.evidence.text import Span
from armsref.prose.wordings import COMPARED, LONGER, NEXT_NUMBER, NEXT_WORD
from armsref.reading.names import name_key, skeleton
from armsref.reading.tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from armsref.catalog.catalog import Catalog
    from armsref.draft.page import Page

#: How like a name a word must be that is taken for a slip of it; shorter words are near to many.
_LEAST_LIKE, _LEAST_LIKE_ALONE, _SHORTEST = 0.85, 0.8, 5
#: A capitalised word, perhaps with a number: what may be a slip of a name.
_CAPITALISED = re.compile(r"(?<![\w-])[A-Z][^\W\d_]{4,}(?:[-‐‑–\s]?\d{1,4}\b)?(?![\w-])")
#: Beside another name it is a person's or a place's: "Shahid Beheshti".
_PROPER_BEHIND = re.compile(r"\s+[A-Z][^\W\d_]")
_PROPER_BEFORE = re.compile(r"(?<![.!?:]\s)(?<!\n)\b(?!The\b|An?\b)[A-Z][^\W\d_]+\s\Z")


class Near(NamedTuple):
    """A word that is nearly a name of the catalogue: where, and the names."""

    span: Span
    names: tuple[str, ...]


class Names:
    """The names of a text, in groups that are said together.

    Parameters
    ----------
    page : Page
        The text.
    catalog : Catalog
        The catalogue.
    """

    def __init__(self, page: Page, catalog: Catalog) -> None:
        self.page = page
        self.catalog = catalog
        self._plain = _plain_words(page)

    def groups_in(self, start: int, end: int, figures: Iterable[int] = ()) -> list[Group]:
        """Return the groups of names in a stretch.

        Parameters
        ----------
        start, end : int
            The stretch.
        figures : iterable of int
            Where figures begin: a number behind a name that is one is no part of the name.
        """
        begins = frozenset(figures)
        groups: list[Group] = []
        for group in self.page.groups_in(start, end):
            mentions = [self._whole(mention, begins) for mention in group.mentions]
            groups += self._split(mentions)
        return groups

    def _whole(self, mention: Mention, figures: frozenset[int]) -> Mention:
        """Return a name that is only the beginning of a longer one as unknown, as a whole."""
        text, end = self.page.text, mention.span.end
        number = NEXT_NUMBER.match(text, end)
        if number is not None and number.start(1) not in figures and not _is_year(number[1]):
            return Mention(frozenset(), Span(mention.span.start, number.end()))
        longer = LONGER.match(text, end)
        word = NEXT_WORD.match(text, end)
        if longer is None and word is not None and not self.is_plain(word[1]):
            longer = word
        if longer is None:
            return mention
        return Mention(frozenset(), Span(mention.span.start, longer.end()))

    def is_plain(self, word: str) -> bool:
        """Tell a word that is no part of a name: a noun in a heading, a party, "Range"."""
        return all(part in self._plain for part in words_of(word))

    def _split(self, mentions: list[Mention]) -> list[Group]:
        """Part "Unlike the Shahed-136, the Zolfaghar": the first is only compared with."""
        text = self.page.text
        for at in range(1, len(mentions)):
            gap = text[mentions[at - 1].span.end : mentions[at].span.start]
            joined = re.search(r"\b(?:and|or)\b|[&/]", gap) is not None
            if not joined and self.is_compared(mentions[0].span.start):
                return [Group(tuple(mentions[:at])), *self._split(mentions[at:])]
        return [Group(tuple(mentions))]

    def is_compared(self, start: int) -> bool:
        """Tell a name that something else is only compared with."""
        return COMPARED.search(self.page.text[max(0, start - 50) : start]) is not None

    def printed(self, span: Span) -> str:
        """Return printed words on one line."""
        return " ".join(self.page.text[span.start : span.end].split())

    # ------------------------------------------------------------------ near names

    def near(self) -> list[Near]:
        """Return the words that are clearly a slip of a name, in the order of the text."""
        found: dict[Span, tuple[str, ...]] = {}
        known: dict[tuple[str, bool], tuple[str, ...]] = {}
        for span, weapon in self._candidates():
            words = self.page.text[span.start : span.end]
            if (words, weapon) not in known:
                known[words, weapon] = self._slips(words, weapon=weapon)
            if known[words, weapon] and not self.page.body.names_in(*span):
                found.setdefault(span, known[words, weapon])
        kept: list[Near] = []
        for span in sorted(found):
            if not kept or not kept[-1].span.overlaps(span):
                kept.append(Near(span, found[span]))
        return kept

    def _candidates(self) -> Iterator[tuple[Span, bool]]:
        for span in self.page.unknown:
            yield span, True
        text = self.page.text
        for match in _CAPITALISED.finditer(text):
            before = text[max(0, match.start() - 40) : match.start()]
            person = _PROPER_BEHIND.match(text, match.end()) or _PROPER_BEFORE.search(before)
            if person is None:
                yield Span(*match.span()), False

    def _slips(self, words: str, *, weapon: bool) -> tuple[str, ...]:
        """Return the names that words are nearly; beside no weapon they must be spoken alike."""
        key = name_key(words)
        letters = "".join(filter(str.isalpha, key))
        if len(letters) < _SHORTEST:
            return ()
        names = self.catalog.names
        spoken = names.spoken_alike(words) if skeleton(words) else set()
        if not spoken and not weapon:
            return ()
        least = _LEAST_LIKE_ALONE if spoken else _LEAST_LIKE
        return tuple(
            name
            for name in names.questions(words)
            if _digits(name) == _digits(words)
            and not key.startswith(name_key(name))  # "Shahed-136B": longer, no slip
            and SequenceMatcher(None, key, name_key(name), autojunk=False).ratio() >= least
        )


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name_key(name)))


def _is_year(number: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", number) is not None


def _plain_words(page: Page) -> frozenset[str]:
    """Return the words of the vocabulary, which are no part of a name behind them."""
    vocabulary = page.lexicon.vocabulary
    phrases = [form for t in vocabulary.attribute["class"].terms.values() for form in t.forms]
    for attribute in vocabulary.system_attributes().values():
        phrases += [attribute.label, *attribute.cues]
    for party in vocabulary.party.values():
        phrases += [*party.names, *party.adjectives]
    plain = {word for phrase in phrases for word in words_of(phrase)}
    return frozenset(plain | page.lexicon.counted_modifiers | page.lexicon.calendar)
