"""The vocabulary made ready for reading: phrases looked up by their first word."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from armsref.errors import DataError
from armsref.model.vocabulary import Vocabulary
from armsref.paths import shipped_root
from armsref.reading.tokens import IGNORED_MARKS, Token, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from armsref.model.reading import Relation

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """A phrase found: what it stands for, and the index one past its last token."""

    value: T
    end: int


class Phrases(Generic[T]):
    """Phrases and what they stand for; the longest phrase at a place wins."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in pairs:
            words = words_of(phrase)
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


class UnitWord(NamedTuple):
    """A unit's symbol, and whether the printed word must keep its case ("m", not "M")."""

    symbol: str
    exact: str | None


class Lexicon:
    """All phrase tables of one vocabulary, each made when first used."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    @cached_property
    def units(self) -> Phrases[UnitWord]:
        """Unit words."""
        return Phrases(
            (word, UnitWord(symbol, word if len(word) == 1 and word.isalpha() else None))
            for symbol, unit in self.vocabulary.unit.items()
            for word in unit.words
        )

    @cached_property
    def hedges_before(self) -> Phrases[Relation | None]:
        """Hedges in front of a number."""
        return Phrases((w, hedge.relation) for hedge in self.vocabulary.hedge for w in hedge.before)

    @cached_property
    def hedges_after(self) -> Phrases[Relation | None]:
        """Hedges behind a number."""
        return Phrases((w, hedge.relation) for hedge in self.vocabulary.hedge for w in hedge.after)

    @cached_property
    def cues(self) -> Phrases[tuple[str, ...]]:
        """Cue words, and the attributes that each speaks for."""
        owners: dict[tuple[str, ...], list[str]] = {}
        phrase: dict[tuple[str, ...], str] = {}
        for name, attribute in self.vocabulary.attribute.items():
            for cue in attribute.cues:
                key = words_of(cue)
                phrase[key] = cue
                if name not in owners.setdefault(key, []):
                    owners[key].append(name)
        return Phrases((phrase[key], tuple(names)) for key, names in owners.items())

    @cached_property
    def changes(self) -> frozenset[str]:
        """Words that make "from 250 to 400 km" an old and a new value."""
        return frozenset(w for p in self.vocabulary.joining.changes for w in words_of(p))

    @cached_property
    def multiples(self) -> frozenset[str]:
        """Words in front of a figure that make it another: "twice 300 km"."""
        return frozenset(w for p in self.vocabulary.joining.multiples for w in words_of(p))

    @cached_property
    def additions(self) -> Phrases[str]:
        """Words in front of a figure that make it a difference."""
        return Phrases((p, p) for p in self.vocabulary.joining.additions)

    @cached_property
    def afterthoughts(self) -> Phrases[str]:
        """Words close behind a figure that bound or change it."""
        return Phrases((p, p) for p in self.vocabulary.joining.afterthoughts)

    @cached_property
    def other_things(self) -> frozenset[str]:
        """Words behind a unit's word that say that it is no unit."""
        return frozenset(w for p in self.vocabulary.joining.other_things for w in words_of(p))

    @cached_property
    def negations(self) -> frozenset[str]:
        """Words that negate what follows."""
        return frozenset(w for p in self.vocabulary.joining.negations for w in words_of(p))

    @cached_property
    def calendar(self) -> frozenset[str]:
        """Names of months and days."""
        return frozenset(w for p in self.vocabulary.joining.calendar for w in words_of(p))

    @cached_property
    def counted_modifiers(self) -> frozenset[str]:
        """Words that may stand between a number and the noun it counts."""
        vocabulary = self.vocabulary
        phrases = list(vocabulary.joining.counted_modifiers)
        for attribute in vocabulary.system_attributes().values():
            for term in attribute.terms.values():
                phrases.extend(term.forms)
        for party in vocabulary.party.values():
            phrases.extend(party.adjectives)
        return frozenset(word for phrase in phrases for word in words_of(phrase))

    @cached_property
    def outlets(self) -> Phrases[str]:
        """Words that name an outlet."""
        return Phrases((n, key) for key, o in self.vocabulary.outlet.items() for n in o.names)

    @cached_property
    def parties(self) -> Phrases[str]:
        """Words that name a party, or say that a thing is its own."""
        return Phrases(
            (word, key)
            for key, party in self.vocabulary.party.items()
            for word in (*party.names, *party.adjectives)
        )


def load_lexicon(file: Path) -> Lexicon:
    """Read a vocabulary file; the same text is made ready once.

    Raises
    ------
    DataError
        The file is missing, is no UTF-8 or TOML, or does not fit the model.
    """
    try:
        return _lexicon(file.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{file}: cannot be read: {error}; mend the file"
        raise DataError(msg) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        msg = f"{file}: {place}: {first['msg']}; mend the entry"
        raise DataError(msg) from error


@lru_cache(maxsize=4)
def _lexicon(text: str) -> Lexicon:
    # Bounds such as 0.1 keep their digits: a float would lose them.
    lexicon = Lexicon(Vocabulary.model_validate(tomllib.loads(text, parse_float=Decimal)))
    tie = _tie(lexicon.vocabulary)
    if tie is not None:
        raise DataError(tie)
    return lexicon


def _tie(vocabulary: Vocabulary) -> str | None:
    """Say which words stand for two things: a tie is an error, never the last one's win."""
    tables: dict[str, dict[str, tuple[str, ...]]] = {
        "unit": {key: unit.words for key, unit in vocabulary.unit.items()},
        "party": {k: (*p.names, *p.adjectives) for k, p in vocabulary.party.items()},
        "outlet": {key: outlet.names for key, outlet in vocabulary.outlet.items()},
    }
    for name, attribute in vocabulary.attribute.items():
        tables[f"attribute.{name}"] = {key: term.forms for key, term in attribute.terms.items()}
    for table, entries in tables.items():
        owners: dict[tuple[str, ...], str] = {}
        for key, phrases in entries.items():
            for phrase in phrases:
                other = owners.setdefault(words_of(phrase), key)
                if other != key:
                    return f"vocabulary: {table}: {phrase!r} stands for {other} and for {key}"
    return None


@cache
def shipped_lexicon() -> Lexicon:
    """Return the lexicon of the shipped vocabulary."""
    return load_lexicon(Path(shipped_root()) / "seeds" / "vocabulary.toml")
