"""The words of a language: English from the vocabulary, others from their file and from CLDR."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from armsref.model.language import Hedge, Language, Refusals
from armsref.ordinary_file import read_ordinary_text
from armsref.reading.cldr import Separators, months, scale_words, separators, unit_names
from armsref.reading.data_file import parse, tie, wrong_at
from armsref.reading.scripts import normal

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.model.vocabulary import Vocabulary

#: English is read without Babel: the signs of its press, and the point that some print for commas.
_ENGLISH = Separators(frozenset("."), frozenset(","), frozenset())


class Wording(NamedTuple):
    """The words of a language and the signs between its digits."""

    code: str
    words: Language
    signs: Separators


def english(vocabulary: Vocabulary) -> Wording:
    """Return English as the vocabulary has it."""
    joining = vocabulary.joining
    words = Language(
        label="English",
        units={symbol: unit.words for symbol, unit in vocabulary.unit.items()},
        hedge=vocabulary.hedge,
        interval=vocabulary.interval,
        numbers=vocabulary.numbers,
        cues={name: entry.cues for name, entry in vocabulary.attribute.items()},
        refusals=Refusals(
            negations=(*joining.negations, *joining.negated_verbs),
            multiples=joining.multiples,
            changes=joining.changes,
            additions=joining.additions,
            afterthoughts=joining.afterthoughts,
            other_things=joining.other_things,
            calendar=joining.calendar,
        ),
    )
    return Wording("en", words, _ENGLISH)


def load_wording(file: Path, vocabulary: Vocabulary) -> Wording:
    """Read a language file and add what CLDR has; the file's own words win.

    Raises
    ------
    DataError
        The file cannot be read, or does not fit the model or the vocabulary.
    """
    code = file.stem
    return Wording(
        code, _with_cldr(code, load_words(file, vocabulary), vocabulary), separators(code)
    )


def load_words(file: Path, vocabulary: Vocabulary) -> Language:
    """Read a language file alone, without CLDR.

    Raises
    ------
    DataError
        The file cannot be read, or does not fit the model or the vocabulary.
    """
    text = read_ordinary_text(file)
    own = parse(file, text, Language)
    unknown = [("units", key) for key in sorted(set(own.units) - set(vocabulary.unit))]
    unknown += [("cues", key) for key in sorted(set(own.cues) - set(vocabulary.attribute))]
    for keys in unknown:
        message = f"{keys[1]!r} is no unit or attribute of the vocabulary; mend the entry"
        raise wrong_at(file, text, keys, message)
    said_twice = tie(own.units, fold=False)
    if said_twice is not None:
        keys = ("units", said_twice.second)
        raise wrong_at(file, text, keys, f"{said_twice}; keep it under one")
    return own


def _with_cldr(code: str, own: Language, vocabulary: Vocabulary) -> Language:
    units = {symbol: list(words) for symbol, words in own.units.items()}
    taken = {normal(word) for words in own.units.values() for word in words}
    # Hindi "से" is CLDR's short second, and the word between the two ends of an interval.
    taken.update(normal(word) for i in own.interval for word in (i.open, i.join))
    taken.update(normal(word) for h in own.hedge for word in (*h.before, *h.inside, *h.after))
    for symbol, unit in vocabulary.unit.items():
        if unit.cldr is not None:
            names = sorted(n for n in unit_names(code, unit.cldr) if normal(n) not in taken)
            units.setdefault(symbol, []).extend(names)
            taken.update(map(normal, names))
        # "km", "kg" are printed in Latin letters everywhere.
        if unit.everywhere:
            everywhere = [w for w in unit.words if normal(w) not in taken]
            units.setdefault(symbol, []).extend(everywhere)
            taken.update(map(normal, everywhere))
    scales = {w: Decimal(n) for w, n in scale_words(code).items() if normal(w) not in taken}
    # "~", "≥" and "+" are the same everywhere.
    signs = [_signs_of(hedge) for hedge in vocabulary.hedge]
    parts: dict[str, Any] = {
        "hedge": (*own.hedge, *(hedge for hedge in signs if hedge.before or hedge.after)),
        "units": {symbol: tuple(words) for symbol, words in units.items()},
        "numbers": own.numbers.model_copy(update={"scales": {**scales, **own.numbers.scales}}),
        "refusals": own.refusals.model_copy(
            update={"calendar": (*own.refusals.calendar, *sorted(months(code)))}
        ),
    }
    return own.model_copy(update=parts)


def _signs_of(hedge: Hedge) -> Hedge:
    """Keep the hedges that are signs, not words."""
    before, after = (
        tuple(h for h in words if not any(map(str.isalpha, h)))
        for words in (hedge.before, hedge.after)
    )
    return Hedge(relation=hedge.relation, before=before, after=after)
