"""Checks that a phrase without a value (a speaker, a period, a thing) is whole.

It is no grammar of English: it knows, from the vocabulary, words that never stand alone, and asks
whether one of them was left out at either end, or stands there with its noun left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.evidence.words import span_of
from armsref.reading.tokens import singular, words_of

if TYPE_CHECKING:
    from armsref.evidence.text import ArticleText
    from armsref.model.seeds import Anchor
    from armsref.reading.lexicon import Lexicon

_BEFORE = re.compile(r"(?:([\w'’]+) )?(?:([\w'’]+) )?(?:([\w'’]+) )?([\w'’]+)[ -]\Z")
_AFTER = re.compile(r"^ ([\w'’]+)(?: ([\w'’]+))?(?: ([\w'’]+))?")
_POSSESSIVE = re.compile(r"\w['’]s?\Z")
_DETERMINERS = frozenset(["the", "a", "an", "these", "those", "its", "their", "this", "that"])
#: A phrase neither begins nor ends with one of these.
_LINKS = frozenset(["of", "and", "or", "to", "with"])
#: Capitalised at the beginning of a sentence, these are no part of a name.
_OPENERS = _DETERMINERS | frozenset(
    ["in", "on", "at", "but", "when", "while", "as", "and", "last", "amid", "after", "before"]
    + ["for", "with", "from", "by", "since", "if", "so"]
)


class Phrases:
    """Checks the phrases of one text.

    Parameters
    ----------
    text : ArticleText
        The text.
    lexicon : Lexicon
        The vocabulary; its ``joining`` lists the words that never stand alone.
    """

    def __init__(self, text: ArticleText, lexicon: Lexicon) -> None:
        joining = lexicon.vocabulary.joining
        self.text = text
        self.negations = lexicon.negations
        self.openers = _OPENERS | lexicon.calendar
        self.parties = _words(
            n for p in lexicon.vocabulary.party.values() for n in (*p.names, *p.adjectives)
        )
        self.numbers = lexicon.numbers.all_words
        units = lexicon.vocabulary.unit.values()
        self.things = _words(w for unit in units if unit.counted for w in unit.words)
        self.heads = _words(joining.heads)
        self.quantities = _words(joining.quantities)
        self.speakers = _words(joining.speakers)
        self.periods = _words(joining.periods)
        self.modifiers = (lexicon.counted_modifiers | self.things) - _LINKS - _DETERMINERS

    def cut_speaker(self, anchor: Anchor) -> str | None:
        """Say what is wrong if a speaker's name, number, rank or noun is left out."""
        alone = self.speakers | self.parties | self.numbers
        return self._cut(anchor, alone, self.heads | {"familiar"})

    def cut_period(self, anchor: Anchor) -> str | None:
        """Say what is wrong if "early" or "last" is left out, or stands without its noun."""
        return self._cut(anchor, self.periods | self.numbers, frozenset())

    def cut_thing(self, anchor: Anchor, *, counted: bool) -> str | None:
        """Say what is wrong if what kind of thing, or how much of it, is left out.

        A counted thing begins with its figure, which has a check of its own.
        """
        alone = self.modifiers | self.parties | self.numbers | self.quantities
        return self._cut(anchor, alone, self.things, front=not counted)

    def _cut(
        self,
        anchor: Anchor,
        alone: frozenset[str],
        heads: frozenset[str],
        *,
        front: bool = True,
    ) -> str | None:
        words = re.findall(r"[\w'’]+", anchor.words)
        if not words:
            return f"{anchor.words!r} is no phrase"
        if words[0].casefold() in self.negations:
            return f"{anchor.words!r} begins with a negation: nothing is stated"
        for word in (words[0], words[-1]):
            if word.casefold() in _LINKS | (_DETERMINERS if word is words[-1] else frozenset()):
                return f"{anchor.words!r} is cut out at {word!r}"
        cut = self._in_front(anchor, words, alone) if front else None
        return cut or self._behind(anchor, words, alone, heads)

    def _in_front(self, anchor: Anchor, words: list[str], alone: frozenset[str]) -> str | None:
        start = span_of(anchor).start
        match = _BEFORE.search(self.text.text[max(0, start - 80) : start])
        before = [w for w in match.groups() if w] if match else []
        if before and before[-1].casefold() in _DETERMINERS:
            before.pop()
            if before and before[-1].casefold() not in ("of", *self.periods):
                return None
        if not before:
            return None
        last, rest = before[-1], before[:-1]
        names = (
            last[:1].isupper() and words[0][:1].isupper() and last.casefold() not in self.openers
        )
        link, owner = last.casefold(), rest[-1] if rest else ""
        joined = link in ("and", "or") and self._known(owner, alone)
        part = link == "of" and self._known(owner, self.quantities | self.periods | self.numbers)
        if (
            names
            or joined
            or part
            or self._known(last, alone)
            or _POSSESSIVE.search(last)
            or (len(last) > 1 and last.isupper())
            or (last.isdigit() and not words[0][:1].isupper())
        ):
            return f"{anchor.words!r} leaves out {last!r} in front of it"
        return None

    def _behind(
        self, anchor: Anchor, words: list[str], alone: frozenset[str], heads: frozenset[str]
    ) -> str | None:
        match = _AFTER.match(self.text.text[span_of(anchor).end :][:80])
        after = [w for w in match.groups() if w] if match else []
        if not after:
            return None
        first, rest = after[0], after[1:]
        ends = self._ends(words[-1]) or singular(words[-1]) in heads - self.things
        hanging = self._known(words[-1], alone) and not ends
        continues = first.casefold() == "of" or first.isdigit() or singular(first) in heads
        counted = bool(rest) and (rest[0].isdigit() or rest[0].casefold() in self.numbers)
        linked = first.casefold() in ("and", "or") and not counted
        joins = linked and any(singular(w) in heads for w in rest)
        capitals = first[:1].isupper() and words[-1][:1].isupper()
        names = capitals and first.casefold() not in self.openers
        hangs = hanging and not _is_verb(first)
        if continues or joins or names or hangs:
            return f"{anchor.words!r} leaves out {first!r} behind it"
        return None

    def _known(self, word: str, known: frozenset[str]) -> bool:
        return singular(word) in known or word.casefold() in known

    def _ends(self, word: str) -> bool:
        """Tell whether a word can end a phrase: a plural thing, a party's name, a day."""
        thing = singular(word)
        plural = thing in self.things and thing != word.casefold()
        return plural or thing in ("week", "month", "year", "recently")


def _is_verb(word: str) -> bool:
    """Tell the few verbs that follow a party's name from the noun it would modify."""
    return word.casefold() in ("has", "have", "had", "is", "was", "said", "says", "previously")


def _words(phrases: object) -> frozenset[str]:
    return frozenset(w for p in phrases for w in words_of(p)) - _LINKS - _DETERMINERS  # type: ignore[attr-defined]
