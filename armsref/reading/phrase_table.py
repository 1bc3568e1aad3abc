"""Phrases looked up by their first word; the longest wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from armsref.reading.tokens import IGNORED_MARKS, Token, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """A phrase found: what it stands for, and the index one past its last token."""

    value: T
    end: int


class Phrases(Generic[T]):
    """Phrases and what they stand for; the longest phrase at a place wins.

    ``fold`` is that of the rows they are looked up in, see :func:`armsref.reading.tokens.tokens`.
    """

    def __init__(self, pairs: Iterable[tuple[str, T]], *, fold: bool = True) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in pairs:
            words = words_of(phrase, fold=fold)
            if words:
                self._by_first.setdefault(words[0], []).append((words, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, row: Sequence[Token], index: int) -> Match[T] | None:
        """Return the longest phrase that begins at a token, hyphens and quotes between ignored."""
        if index >= len(row):
            return None
        for words, value in self._by_first.get(row[index].norm, ()):
            end = _follow(row, index, words)
            if end is not None:
                return Match(value, end)
        return None

    def anywhere(self, row: Sequence[Token]) -> list[tuple[int, Match[T]]]:
        """Return every phrase with the index of its first token, longest at each place."""
        return [(i, found) for i in range(len(row)) if (found := self.at(row, i))]


def _follow(row: Sequence[Token], index: int, words: tuple[str, ...]) -> int | None:
    for number, word in enumerate(words):
        while number and index < len(row) and row[index].text in IGNORED_MARKS:
            index += 1
        if index >= len(row) or row[index].norm != word:
            return None
        index += 1
    return index
