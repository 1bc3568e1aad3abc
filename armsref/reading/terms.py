"""Terms: a form is words in order; others may stand between them; the longest wins.

Case, quotation marks, hyphens and plural are ignored; a tie between two terms is an error, and so
is a negation in front.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ReadingError
from armsref.reading.tokens import IGNORED_MARKS, Token, shorten, tokens, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.reading.lexicon import Lexicon


class TermReading(NamedTuple):
    """A term read from words: its id, its label, the form that matched, where it stands."""

    attribute: str
    term: str
    label: str
    form: str
    span: tuple[int, int]


class FormMatch(NamedTuple):
    """A form found in a row of words."""

    term: str
    form: str
    length: int
    start: int
    end: int


@lru_cache(maxsize=64)
def attribute_forms(lexicon: Lexicon, attribute: str) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return the forms of an attribute: printed form to its words and its term."""
    vocabulary = lexicon.vocabulary
    entry = vocabulary.attribute[attribute]
    forms = {form: (words_of(form), term) for term, t in entry.terms.items() for form in t.forms}
    for template in entry.party_forms:
        for key, party in vocabulary.party.items():
            fillers = (
                [{"name": name} for name in party.names]
                if "{name}" in template
                else [{"adjective": adjective} for adjective in party.adjectives]
            )
            for filler in fillers:
                form = template.format(**filler)
                forms[form] = (words_of(form), key)
    return forms


def term_label(lexicon: Lexicon, attribute: str, term: str) -> str:
    """Return the name to show of a term."""
    entry = lexicon.vocabulary.attribute[attribute]
    if term in entry.terms:
        return entry.terms[term].label
    return lexicon.vocabulary.party[term].label


def form_matches(
    row: Sequence[Token], attribute: str, lexicon: Lexicon, *, gap: int | None = None
) -> list[FormMatch]:
    """Return every form of an attribute that stands in a row of tokens.

    Parameters
    ----------
    row : sequence of Token
        The words.
    attribute : str
        The attribute whose forms are looked for.
    lexicon : Lexicon
        The vocabulary.
    gap : int, optional
        How many words may stand between two words of a form; any number by default.
    """
    row = [t for t in row if t.text not in IGNORED_MARKS]
    places: dict[str, list[int]] = {}
    for index, token in enumerate(row):
        places.setdefault(token.norm, []).append(index)
    stops = [index for index, token in enumerate(row) if token.text in ",;:()"]
    found: list[FormMatch] = []
    for form, (words, term) in attribute_forms(lexicon, attribute).items():
        for first in places.get(words[0], ()):
            last = _last_word(first, words, places, stops, gap)
            if last is not None:
                found.append(FormMatch(term, form, len(words), row[first].start, row[last].end))
    return found


def _last_word(
    first: int,
    words: tuple[str, ...],
    places: dict[str, list[int]],
    stops: list[int],
    gap: int | None,
) -> int | None:
    """Return the index of a form's last word, None where a word is missing or a comma between."""
    at = first
    for word in words[1:]:
        after = places.get(word, ())
        index = bisect_right(after, at)
        if index == len(after):
            return None
        following = after[index]
        if gap is not None and following > at + 1 + gap:
            return None
        stop = bisect_right(stops, at)
        if stop < len(stops) and stops[stop] < following:
            return None
        at = following
    return at


def read_term(phrase: str, attribute: str, lexicon: Lexicon) -> TermReading:
    """Read a phrase as a term of an attribute.

    Raises
    ------
    ReadingError
        No form of the attribute is printed, two terms tie, or the words negate it.

    Examples
    --------
    >>> from armsref.reading.lexicon import shipped_lexicon
    >>> read_term("short-range Iranian ballistic missiles", "class", shipped_lexicon()).term
    'srbm'
    """
    row = tokens(phrase)
    found = form_matches(row, attribute, lexicon)
    if not found:
        known = tuple(dict.fromkeys(t for _, t in attribute_forms(lexicon, attribute).values()))
        message = f"no word for {attribute} in {shorten(phrase)!r}; terms"
        raise ReadingError("nothing", message, known)
    length = max(match.length for match in found)
    best = [match for match in found if match.length == length]
    if len({match.term for match in best}) > 1:
        choices = tuple(sorted({match.form for match in best}))
        raise ReadingError(
            "ambiguous", f"several terms of {attribute} in {shorten(phrase)!r}", choices
        )
    match = min(best, key=lambda m: (m.end - m.start, m.start))
    negations = {word for p in lexicon.vocabulary.joining.negations for word in words_of(p)}
    inside = set(words_of(match.form))
    if any(t.norm in negations - inside for t in row if t.start < match.end):
        raise ReadingError("contradiction", f"{phrase!r} negates {match.form!r}")
    label = term_label(lexicon, attribute, match.term)
    return TermReading(attribute, match.term, label, match.form, (match.start, match.end))
