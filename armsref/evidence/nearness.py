"""Checks on what belongs together: a name and the words said of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.evidence.text import ArticleText, NamePlace, Span
from armsref.reading.tokens import words_of

if TYPE_CHECKING:
    from armsref.reading.lexicon import Lexicon

_OF_KIND = r"(?:\s+of\s+[\w-]+)?"
#: How far apart two names can stand that "and" joins, in characters.
_JOINED_REACH = 200


def name_at(system: str, span: Span, text: ArticleText) -> str | None:
    """Say what is wrong if the text does not print exactly a name of the system there."""
    for place in text.names_in(*span):
        if place.span == span:
            return None if system in place.systems else f"that name is of {_ids(place)}"
        printed = text.text[place.span.start : place.span.end]
        return f"it is cut out of the name {printed!r} of {_ids(place)}"
    return f"{text.text[span.start : span.end]!r} is part of another word"


def nearer_name(
    system: str,
    own: frozenset[str],
    name: Span,
    words: Span,
    text: ArticleText,
    *,
    link: bool = False,
) -> str | None:
    """Say what is wrong if the words are nearer to another name than to the one pointed at.

    Parameters
    ----------
    system : str
        The system whose name it is.
    own : frozenset of str
        All systems it is said of together; their names are no other names.
    name, words : Span
        The name pointed at and the words.
    text : ArticleText
        The text.
    link : bool
        The words are themselves a name, and may as well stand in front: only names between count.
    """
    gap = text.between(name, words)
    sentence = text.sentence(words)

    def others_in(start: int, end: int) -> list[NamePlace]:
        found = text.names_in(start, end)
        return [p for p in found if not p.span.overlaps(words) and p.span != name]

    def inside_sentence(span: Span) -> bool:
        return sentence.start <= span.start and span.end <= sentence.end

    reach = name.distance(words) + 1
    for place in others_in(words.start - reach, words.end + reach):
        inside = gap.start <= place.span.start and place.span.end <= gap.end
        if inside and not place.systems & (own - {system}):
            return _said(place, "stands between name and words", text)
        # A name in front is what words refer to, unless their own sentence prints it again.
        weak = name.start >= words.end or (
            inside_sentence(place.span) and not inside_sentence(name)
        )
        nearer = place.span.distance(words) < name.distance(words)
        if system in place.systems and weak and nearer:
            return _said(place, f"at {place.span.start} is a nearer printing of the name", text)
    if link:
        return None
    if name.start >= words.end:
        begin = 0 if name.start >= sentence.end else sentence.start
        others = [p for p in others_in(begin, words.start) if not p.systems & own]
        return _name_behind(others, name, words, sentence, text)
    if name.end <= sentence.start:
        for place in others_in(words.end, sentence.end):
            if not place.systems & own and place.span.end <= sentence.end:
                return _said(place, "stands in the sentence of the words", text)
    return None


def _name_behind(
    others: list[NamePlace], name: Span, words: Span, sentence: Span, text: ArticleText
) -> str | None:
    """Check a name that follows its words: a subject in front of them would be another's."""
    gap = text.between(name, words)
    printed = text.text[gap.start : gap.end]
    modifies = len(printed.split()) <= 2 and not re.search(r"[,;:.()]", printed)
    if modifies:
        return None
    later = name.start >= sentence.end
    for place in others:
        in_front = place.span.end <= words.start
        if in_front and (later or place.span.start >= sentence.start):
            return _said(place, "stands in front of the words", text)
    return None


def coordinated(own: frozenset[str], name: Span, text: ArticleText, lexicon: Lexicon) -> str | None:
    """Say what is wrong if the name is joined by "and" to another that is not named."""
    words = "|".join(re.escape(w) for w in lexicon.vocabulary.joining.coordinations if w != ",")
    joins = re.compile(rf"{_OF_KIND}\s*,?\s*(?:(?:{words})\s+)?(?:the\s+)?", re.IGNORECASE)
    for place in text.names_in(name.start - _JOINED_REACH, name.end + _JOINED_REACH):
        if place.systems & own or place.span.overlaps(name):
            continue
        gap = text.between(place.span, name)
        printed = text.text[gap.start : gap.end]
        if printed.strip() and joins.fullmatch(printed):
            return _said(place, "is joined to the name, and not named", text)
    return None


def includes(start: int, end: int, text: ArticleText, lexicon: Lexicon) -> bool:
    """Tell whether a word such as "including" stands in a stretch."""
    row = [t.norm for t in text.tokens(Span(start, max(start, end)))]
    for phrase in lexicon.vocabulary.joining.inclusions:
        words = list(words_of(phrase))
        if any(row[i : i + len(words)] == words for i in range(len(row))):
            return True
    return False


def direction(supplier: Span, recipient: Span, text: ArticleText, lexicon: Lexicon) -> str | None:
    """Say what is wrong if the words between the two parties say that they are swapped."""
    sentence = text.sentence(supplier)
    if not (sentence.start <= recipient.start and recipient.end <= sentence.end):
        return None
    joining = lexicon.vocabulary.joining
    gap = text.between(supplier, recipient)
    row = [t.norm for t in text.tokens(gap) if t.norm not in ("the", "a")]
    supplier_first = supplier.start < recipient.start
    first_gives = _first_gives(row, joining.gives, joining.takes, joining.towards, joining.away)
    if first_gives is None or first_gives == supplier_first:
        return None
    printed = text.text[gap.start : gap.end].strip()
    return f"the words between the parties, {printed[:60]!r}, say the other way round"


def _first_gives(
    row: list[str],
    gives: tuple[str, ...],
    takes: tuple[str, ...],
    towards: tuple[str, ...],
    away: tuple[str, ...],
) -> bool | None:
    """Tell who gives: True for the party in front, None where the words do not say."""
    if row and row[-1] in towards:
        return True
    if row and row[-1] in away:
        return False
    for words, answer in ((takes, False), (gives, True)):
        forms = {w for phrase in words for w in words_of(phrase)}
        if forms.intersection(row):
            return answer
    return None


def _ids(place: NamePlace) -> str:
    return ", ".join(sorted(place.systems))


def _said(place: NamePlace, what: str, text: ArticleText) -> str:
    return f"{text.text[place.span.start : place.span.end]!r} {what}"
