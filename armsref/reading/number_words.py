"""Number words: looked up as printed, and put together to one number."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from armsref.reading.scripts import normal
from armsref.reading.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from armsref.reading.tokens import Token

#: Hyphens may stand between the words of a number.
HYPHENS = frozenset("-‐‑")


class Piece(NamedTuple):
    """A number word: its value, whether it scales what stands before it, where it ends."""

    value: Decimal
    scale: bool
    end: int


class Table:
    """Phrases by their words exactly as printed but for case: "hundreds" is not "hundred"."""

    def __init__(self, phrases: Mapping[str, Decimal]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Decimal]]] = {}
        for phrase, value in phrases.items():
            words = tuple(normal(t.text) for t in tokens(phrase))
            self._by_first.setdefault(words[0], []).append((words, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.single = {
            words[0]: value
            for entries in self._by_first.values()
            for words, value in entries
            if len(words) == 1
        }

    def at(self, row: Sequence[Token], index: int) -> tuple[Decimal, int] | None:
        """Return the value of the longest phrase that begins at a token, and where it ends."""
        if index >= len(row):
            return None
        for words, value in self._by_first.get(normal(row[index].text), ()):
            end = self._follow(row, index, words)
            if end is not None:
                return value, end
        return None

    @staticmethod
    def _follow(row: Sequence[Token], index: int, words: tuple[str, ...]) -> int | None:
        for number, word in enumerate(words):
            if number and index < len(row) and row[index].text in HYPHENS:
                index += 1  # "half-a-dozen"
            if index >= len(row) or normal(row[index].text) != word:
                return None
            index += 1
        return index


def number_of(pieces: Sequence[Piece]) -> Decimal | None:
    """Return the number that number words make; None where they are two numbers.

    Examples
    --------
    >>> two, hundred = Piece(Decimal(2), False, 1), Piece(Decimal(100), True, 2)
    >>> number_of([two, hundred]), number_of([two, two])
    (Decimal('200'), None)
    """
    sum_ = _Sum()
    for piece in pieces:
        added = sum_.scale(piece.value) if piece.scale else sum_.add(piece.value)
        if not added:
            return None
    return sum_.total + sum_.section + sum_.number


class _Sum:
    """A number as its words come: full thousands, the section being read, the number in it."""

    def __init__(self) -> None:
        self.total = self.section = self.number = Decimal(0)
        self.last, self.smaller = Decimal(0), Decimal(1000)

    def add(self, value: Decimal) -> bool:
        """Add a number word; False where it begins another number."""
        number, section = self.number, self.section
        if value >= 1000 and not (number or section or self.total):
            self.total = self.last = value  # "ألفان", "مليارين" are one word
        elif number == 0 and section == 0 and value >= 100:
            self.section = value  # "trescientos", "триста" are one word
        elif number == 0 and (section == 0 or (value < 100 and section % 100 == 0)):
            self.number = value
        elif number >= 20 and number % 10 == 0 and 0 < value < 10:
            self.number += value
        elif 0 < number < 10 and value in range(20, 100, 10):
            self.number += value  # "fünf und zwanzig"
        else:
            return False
        return True

    def scale(self, value: Decimal) -> bool:
        """Multiply by a scale word; False where it cannot belong to the number."""
        if value < 1000:
            if value <= self.number or value >= self.smaller or (self.section and not self.number):
                return False
            self.section += (self.number or 1) * value
            self.number, self.smaller = Decimal(0), value
            return True
        here = self.section + self.number
        if self.total and value == self.last:
            return False
        if self.total and value > self.last:
            self.total = (self.total + here) * value
        else:
            self.total += (here or 1) * value
        self.section = self.number = Decimal(0)
        self.last, self.smaller = value, Decimal(1000)
        return True
