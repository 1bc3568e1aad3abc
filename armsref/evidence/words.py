"""Checks on one phrase in its text: that it is there, and that it is whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.errors import ReadingError
from armsref.evidence.text import ArticleText, Span
from armsref.reading.reader import read_figure
from armsref.reading.terms import form_matches, read_term
from armsref.reading.tokens import words_of

if TYPE_CHECKING:
    from armsref.model.seeds import Anchor
    from armsref.reading.lexicon import Lexicon

#: How many words may stand between the words of a form in running text.
FORM_GAP = 2


#: How many words a negation reaches over.
_NEGATION_REACH = 12


def span_of(anchor: Anchor) -> Span:
    """Return the span of an anchor that has an offset."""
    start = anchor.start or 0
    return Span(start, start + len(anchor.words))


def is_there(anchor: Anchor, text: ArticleText) -> str | None:
    """Say what is wrong if the words are not at their offset."""
    if anchor.start is None:
        return f"{anchor.words!r} has no offset, though the article has a text"
    printed = text.text[anchor.start : anchor.start + len(anchor.words)]
    if printed == anchor.words:
        return None
    near = _nearest(anchor, text)
    hint = f"; they stand at {near}" if near is not None else "; they stand nowhere in it"
    return f"{anchor.words!r} is not at {anchor.start}{hint}"


def _nearest(anchor: Anchor, text: ArticleText) -> int | None:
    places = [m.start() for m in re.finditer(re.escape(anchor.words), text.text)]
    return min(places, key=lambda p: abs(p - (anchor.start or 0)), default=None)


def is_whole_word(span: Span, text: ArticleText, *, hyphens: bool = True) -> str | None:
    """Say what is wrong if a phrase begins or ends inside a word, or a hyphenated word."""
    body = text.text
    hyphen = "[-‐‑]?" if hyphens else ""
    front, behind = body[max(0, span.start - 2) : span.start], body[span.end : span.end + 2]
    begins = body[span.start].isalnum() and re.search(rf"\w{hyphen}\Z", front)
    ends = body[span.end - 1].isalnum() and re.match(rf"{hyphen}\w", behind)
    if begins or ends:
        around = body[max(0, span.start - 12) : span.end + 12]
        return f"{body[span.start : span.end]!r} is cut out of a word: {around!r}"
    return None


def cut_figure(anchor: Anchor, attribute: str, text: ArticleText, lexicon: Lexicon) -> str | None:
    """Say what is wrong if the sentence holds a longer figure than the phrase."""
    span = span_of(anchor)
    sentence = text.sentence(span)
    found, problems = text.figures(sentence)
    try:
        inside: Span | None = _shift(read_figure(anchor.words, attribute, lexicon).span, span.start)
    except ReadingError:
        inside = None
    for problem in problems:
        if inside is not None and _shift((problem.start, problem.end), sentence.start).overlaps(
            span
        ):
            return f"{anchor.words!r} cannot be read in its sentence: {problem.message}"
    for one in [(figure.start, figure.end) for figure in found]:
        place = _shift(one, sentence.start)
        ends_at_it = text.text[place.end : span.start].strip() == "of" and place.end < span.start
        if (place.overlaps(span) and place != inside) or (inside is None and ends_at_it):
            return f"{anchor.words!r} is cut out of {text.text[place.start : place.end]!r}"
    return None


def _shift(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)


def cut_term(anchor: Anchor, attribute: str, text: ArticleText, lexicon: Lexicon) -> str | None:
    """Say what is wrong if the sentence holds a longer form than the phrase."""
    span = span_of(anchor)
    reading = read_term(anchor.words, attribute, lexicon)
    own = _shift(reading.span, span.start)
    length = len(words_of(reading.form))
    row = text.tokens(text.sentence(span))
    for match in form_matches(row, attribute, lexicon, gap=FORM_GAP):
        place = Span(match.start, match.end)
        covers = place.start <= own.start and place.end >= own.end
        if covers and match.length > length:
            printed = text.text[place.start : place.end]
            return f"{anchor.words!r} is cut out of {printed!r}, which states {match.term}"
    return None


def negated(anchor: Anchor, text: ArticleText, lexicon: Lexicon) -> str | None:
    """Say what is wrong if a negation stands in front of a phrase, in its clause."""
    span = span_of(anchor)
    row = [t for t in text.tokens(text.sentence(span)) if t.end <= span.start]
    negations = {w for p in lexicon.vocabulary.joining.negations for w in words_of(p)}
    for back, token in enumerate(reversed(row), start=1):
        ends_clause = token.text in ";:" or token.norm in ("but", "while", "although", "and")
        if ends_clause or back > _NEGATION_REACH:
            break
        contracted = token.norm == "t" and text.text[token.start - 1 : token.start] in ("'", "’")
        if token.norm in negations or contracted:
            return f"{anchor.words!r} is negated by {token.text!r} in front of it"
    return None
