"""The vocabulary made ready for reading: phrases looked up by their first word."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from armsref.errors import DataError, ReadingError
from armsref.model.vocabulary import Vocabulary
from armsref.ordinary_file import read_ordinary_text
from armsref.paths import shipped_root
from armsref.reading.cldr import regional_separators
from armsref.reading.data_file import fit, laid_over, tie, toml, wrong_at
from armsref.reading.foreign import ForeignHedges
from armsref.reading.languages import english, load_wording, load_words
from armsref.reading.numbers import NumberWords
from armsref.reading.phrase_table import Phrases
from armsref.reading.scripts import normal
from armsref.reading.tokens import tokens, words_of
from armsref.reading.unit_words import Units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from armsref.model.reading import Relation
    from armsref.reading.languages import Wording
    from armsref.reading.tokens import Token

T = TypeVar("T")

#: Codes of one written language.
_SAME_LANGUAGE = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "cmn": "zh", "fil": "tl"}
#: Between two numbers these leave open which one holds, in every language.
_ALTERNATIVES = ("or", "and", "/", "&", "x", "×", "*", "vs", "versus", "→", "then", "now")


class Lexicon:
    """All phrase tables of one vocabulary in one language, each made when first used.

    Parameters
    ----------
    vocabulary : Vocabulary
        Attributes, terms, units, parties, outlets.
    wording : Wording, optional
        The language; English as the vocabulary has it by default.
    folder : Path, optional
        Where the files of the other languages lie.
    """

    def __init__(
        self, vocabulary: Vocabulary, wording: Wording | None = None, folder: Path | None = None
    ) -> None:
        self.vocabulary = vocabulary
        self.wording = wording or english(vocabulary)
        self.words = self.wording.words
        #: Whether English plurals are folded, see :func:`armsref.reading.tokens.tokens`.
        self.folds = self.wording.code == "en"
        self._folder = folder
        self._languages: dict[str, Lexicon] = {self.wording.code: self}

    def over(self, under: Lexicon, where: str) -> Lexicon:
        """Return the vocabulary laid over another's, in English; language files stay its own.

        Parameters
        ----------
        under : Lexicon
            The other.
        where : str
            What an error names as its place.

        Raises
        ------
        DataError
            The two do not fit together: a phrase stands for two things.
        """
        if self is under:
            return self
        words = (lexicon.vocabulary.model_dump(by_alias=True) for lexicon in (under, self))
        vocabulary = fit(Path(where), "", laid_over(*words), Vocabulary)
        for _, message in _ties(vocabulary):
            msg = f"{where}: {message}; keep it under one"
            raise DataError(msg)
        return Lexicon(vocabulary, folder=self._folder)

    # ------------------------------------------------------------------ languages

    def in_language(self, tag: str) -> Lexicon:
        """Return the same vocabulary with the words of another language.

        Parameters
        ----------
        tag : str
            BCP 47; its language, and for the signs between digits its region: "es-MX".

        Raises
        ------
        ReadingError
            The language is not covered; the choices are those that are.
        DataError
            Its file is faulty.
        """
        code = _code_of(tag)
        region = re.search("[-_]([A-Za-z]{2})(?![A-Za-z])", tag)
        if region is not None and code != "en":
            return self._in_region(code, region[1].upper())
        known = self._languages.get(code)
        if known is not None:
            return known
        file = self._language_files().get(code)
        if file is None:
            message = f"the language {tag!r} is not covered"
            raise ReadingError("language", message, self.languages())
        wording = load_wording(file, self.vocabulary)
        lexicon = self._languages[code] = Lexicon(self.vocabulary, wording, self._folder)
        return lexicon

    def _in_region(self, code: str, region: str) -> Lexicon:
        """Return a language with the signs that a country puts between digits."""
        key = f"{code}_{region}"
        if key not in self._languages:
            lexicon = self.in_language(code)
            signs = regional_separators(key)
            if signs is not None and signs != lexicon.wording.signs:
                wording = lexicon.wording._replace(signs=signs)
                lexicon = Lexicon(self.vocabulary, wording, self._folder)
            self._languages[key] = lexicon
        return self._languages[key]

    def covers(self, tag: str) -> bool:
        """Tell whether this lexicon's words are those of a language."""
        return self.wording.code == _code_of(tag)

    def check_languages(self, folder: Path) -> None:
        """Read every language file of a folder, also those that no article needs.

        Raises
        ------
        DataError
            A file is faulty.
        """
        for file in sorted(folder.glob("*.toml")):
            load_words(file, self.vocabulary)

    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages that are covered."""
        return tuple(sorted({"en", *self._language_files()}))

    def _language_files(self) -> dict[str, Path]:
        shipped = Path(shipped_root()) / "seeds" / "languages"
        folders = [shipped] if self._folder is None else [shipped, self._folder]
        return {file.stem: file for folder in folders for file in folder.glob("*.toml")}

    # ------------------------------------------------------------------ figures

    @cached_property
    def numbers(self) -> NumberWords:
        """Number words."""
        return NumberWords(self.wording)

    @cached_property
    def units(self) -> Units:
        """Unit words."""
        counted = {symbol for symbol, unit in self.vocabulary.unit.items() if unit.counted}
        return Units(
            self.words.units, self.endings, self.words.prefixes, plain=counted, fold=self.folds
        )

    @cached_property
    def endings(self) -> frozenset[str]:
        """Letters that may be glued behind a unit, or behind a number."""
        return frozenset(map(normal, self.words.endings)) | frozenset(self.hedge_endings)

    @cached_property
    def hedge_endings(self) -> dict[str, Relation | None]:
        """Endings of a unit that bound its number."""
        return {normal(e): hedge.relation for hedge in self.words.hedge for e in hedge.endings}

    @cached_property
    def hedges_before(self) -> Phrases[Relation | None]:
        """Hedges in front of a number."""
        return self._table((w, h.relation) for h in self.words.hedge for w in h.before)

    @cached_property
    def hedges_after(self) -> Phrases[Relation | None]:
        """Hedges behind a number."""
        return self._table((w, h.relation) for h in self.words.hedge for w in h.after)

    @cached_property
    def hedges_inside(self) -> Phrases[Relation | None]:
        """Hedges between a number and its unit, where they differ from those behind it."""
        return self._table((w, h.relation) for h in self.words.hedge for w in h.inside)

    @cached_property
    def foreign_hedges(self) -> ForeignHedges:
        """Words that bound a number in other languages."""
        return ForeignHedges(self, self._language_files())

    @cached_property
    def openers(self) -> Phrases[str]:
        """Words that open an interval."""
        return self._phrases(i.open for i in self.words.interval if i.open)

    @cached_property
    def joins(self) -> dict[str, Phrases[tuple[tuple[str, ...], ...]]]:
        """By opener, the words between two ends, and the words that must close the interval."""
        closes: dict[str, dict[str, list[tuple[str, ...]]]] = {"": {}}
        for i in self.words.interval:
            joins = closes.setdefault(i.open, {})
            joins.setdefault(i.join, []).append(
                words_of(i.close, fold=self.folds) if i.close else ()
            )
        return {
            opener: self._table((join, tuple(c)) for join, c in joins.items())
            for opener, joins in closes.items()
        }

    @cached_property
    def speeds(self) -> Phrases[str]:
        """Words in front of a number that make its unit one per hour or per second."""
        return self._table(
            (word, per) for per, words in self.words.speeds.items() for word in words
        )

    @cached_property
    def times(self) -> Phrases[str]:
        """Words behind the number of a multiple of the speed of sound."""
        return self._phrases(self.words.times)

    @cached_property
    def cues(self) -> Phrases[tuple[str, ...]]:
        """Cue words, and the attributes that each speaks for."""
        owners: dict[tuple[str, ...], list[str]] = {}
        phrase: dict[tuple[str, ...], str] = {}
        for name, cues in self.words.cues.items():
            for cue in cues:
                key = words_of(cue, fold=self.folds)
                phrase[key] = cue
                if name not in owners.setdefault(key, []):
                    owners[key].append(name)
        return self._table((phrase[key], tuple(names)) for key, names in owners.items())

    # ------------------------------------------------------------------ doubtful numbers

    @cached_property
    def changes(self) -> Phrases[str]:
        """Words that make "from 250 to 400 km" an old and a new value."""
        return self._phrases(self.words.refusals.changes)

    @cached_property
    def multiples(self) -> Phrases[str]:
        """Words in front of a figure that make it another: "twice 300 km"."""
        return self._phrases(self.words.refusals.multiples)

    @cached_property
    def additions(self) -> Phrases[str]:
        """Words in front of a figure that make it a difference."""
        return self._phrases(self.words.refusals.additions)

    @cached_property
    def afterthoughts(self) -> Phrases[str]:
        """Words close behind a figure that bound or change it."""
        return self._phrases(self.words.refusals.afterthoughts)

    @cached_property
    def rates(self) -> Phrases[str]:
        """Words behind a unit that make it a rate."""
        return self._phrases(self.words.refusals.rates)

    @cached_property
    def alternatives(self) -> Phrases[str]:
        """Words between two numbers of which one holds: "300 or 400 km"."""
        return self._phrases((*self.words.refusals.alternatives, *_ALTERNATIVES))

    @cached_property
    def other_things(self) -> Phrases[str]:
        """Words behind a unit's word that say that it is no unit."""
        return self._phrases(self.words.refusals.other_things)

    @cached_property
    def stops(self) -> Phrases[str]:
        """Words that end the search for the noun that a number counts."""
        return self._phrases(self.vocabulary.joining.stops)

    @cached_property
    def restatements(self) -> Phrases[str]:
        """Words between a figure and the same in a second unit."""
        return self._phrases(self.vocabulary.joining.restatements)

    @cached_property
    def negations(self) -> frozenset[str]:
        """Single words that negate what follows."""
        return self._single(self.words.refusals.negations)

    @cached_property
    def negating(self) -> Phrases[str]:
        """Words that negate what follows."""
        return self._phrases(self.words.refusals.negations)

    @cached_property
    def calendar(self) -> frozenset[str]:
        """Names of months and days, as far as they are one word."""
        return self._single(self.words.refusals.calendar)

    def _phrases(self, phrases: Iterable[str]) -> Phrases[str]:
        return self._table((phrase, phrase) for phrase in phrases)

    def _table(self, pairs: Iterable[tuple[str, T]]) -> Phrases[T]:
        return Phrases(pairs, fold=self.folds)

    def row(self, text: str) -> list[Token]:
        """Return the tokens of a text in the language."""
        return tokens(text, fold=self.folds)

    def _single(self, phrases: Iterable[str]) -> frozenset[str]:
        """Return the phrases of one word."""
        rows = (words_of(phrase, fold=self.folds) for phrase in phrases)
        return frozenset(words[0] for words in rows if len(words) == 1)

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
        words = frozenset(word for phrase in phrases for word in words_of(phrase))
        # The letters of "U.S." are no words: "S 300 missiles" is a name.
        return frozenset(word for word in words if len(word) > 1 or not word.isascii())

    @cached_property
    def outlets(self) -> Phrases[str]:
        """Words that name an outlet."""
        return self._table((n, key) for key, o in self.vocabulary.outlet.items() for n in o.names)

    @cached_property
    def parties(self) -> Phrases[str]:
        """Words that name a party, or say that a thing is its own."""
        return self._table(
            (word, key)
            for key, party in self.vocabulary.party.items()
            for word in (*party.names, *party.adjectives)
        )


def _code_of(tag: str) -> str:
    """Return the code of a language tag's language: "pt-BR" is "pt", "no" is "nb"."""
    code = tag.replace("_", "-").split("-", maxsplit=1)[0].casefold()
    return _SAME_LANGUAGE.get(code, code)


def lexicon_of_seeds(folder: Path) -> Lexicon:
    """Return the lexicon of a folder of seeds: the shipped one where it has no words of its own.

    Parameters
    ----------
    folder : Path
        The folder that may hold ``vocabulary.toml`` and ``languages/``.

    Raises
    ------
    DataError
        Its vocabulary cannot be read.
    """
    own = folder / "vocabulary.toml"
    if own.exists() or (folder / "languages").is_dir():
        return load_lexicon(own if own.exists() else shipped_vocabulary(), folder / "languages")
    return shipped_lexicon()


def load_lexicon(file: Path, languages: Path | None = None) -> Lexicon:
    """Read a vocabulary file; the same text is made ready once.

    Without ``standalone = true`` it is laid over the shipped vocabulary.

    Parameters
    ----------
    file : Path
        The vocabulary.
    languages : Path, optional
        Folder of the language files, laid over the shipped ones; the one beside the vocabulary
        by default.

    Raises
    ------
    DataError
        The file is missing, is no UTF-8 or TOML, or does not fit the model.
    """
    return _lexicon(file, read_ordinary_text(file), languages or file.with_name("languages"))


@lru_cache(maxsize=4)
def _lexicon(file: Path, text: str, languages: Path) -> Lexicon:
    data = toml(file, text)
    if not data.get("standalone"):
        shipped = shipped_vocabulary()
        data = laid_over(toml(shipped, read_ordinary_text(shipped)), {"standalone": False, **data})
    vocabulary = fit(file, text, data, Vocabulary)
    for keys, message in _ties(vocabulary):
        raise wrong_at(file, text, keys, f"{message}; keep it under one")
    return Lexicon(vocabulary, folder=languages)


def _ties(vocabulary: Vocabulary) -> Iterator[tuple[tuple[str, ...], str]]:
    """Say which words stand for two things: a tie is an error, never the last one's win."""
    tables: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = {
        ("unit",): {key: unit.words for key, unit in vocabulary.unit.items()},
        ("party",): {k: (*p.names, *p.adjectives) for k, p in vocabulary.party.items()},
        ("outlet",): {key: outlet.names for key, outlet in vocabulary.outlet.items()},
    }
    for name, attribute in vocabulary.attribute.items():
        forms = {key: term.forms for key, term in attribute.terms.items()}
        tables["attribute", name, "terms"] = forms
    for table, entries in tables.items():
        said_twice = tie(entries)
        if said_twice is not None:
            yield (*table, said_twice.second), f"{'.'.join(table)}: {said_twice}"


def shipped_vocabulary() -> Path:
    """Return the file of the shipped vocabulary."""
    return Path(shipped_root()) / "seeds" / "vocabulary.toml"


@cache
def shipped_lexicon() -> Lexicon:
    """Return the lexicon of the shipped vocabulary."""
    return load_lexicon(shipped_vocabulary())
