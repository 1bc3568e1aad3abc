"""Find words in a text: every place where they stand, and the one that is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import DataError
from armsref.evidence.text import Span
from armsref.model.base import LONGEST_PHRASE
from armsref.model.seeds import Anchor
from armsref.reading.tokens import shorten

if TYPE_CHECKING:
    from armsref.evidence.text import ArticleText

#: How much of the text is shown on either side of a place, in characters.
_AROUND = 40
_ALIKE = (
    (r"\s+", r"\s+"),
    ("['’‘]", "['’‘]"),
    ('["“”„«»]', '["“”„«»]'),
    ("[-‐‑–—−]", "[-‐‑–—−]"),
)


class Place(NamedTuple):
    """A place where words stand: where, and the text around it in one line."""

    span: Span
    around: str


def places_of(words: str, text: str) -> list[Place]:
    r"""Return where words stand in a text, as typed or with other spaces, quotes and dashes.

    Examples
    --------
    >>> [p.around for p in places_of("'kamikaze' drones", "the “kamikaze”\ndrones")]
    []
    >>> [p.around for p in places_of('"kamikaze" drones', "the “kamikaze”\ndrones")]
    ['the “kamikaze” drones']
    """
    words = words.strip()
    if not words:
        return []
    found = list(re.finditer(re.escape(words), text)) or list(_tolerant(words).finditer(text))
    return [Place(Span(*m.span()), around(Span(*m.span()), text)) for m in found]


def _tolerant(words: str) -> re.Pattern[str]:
    parts = re.split(r"(\s+|['’‘]|[\"“”„«»]|[-‐‑–—−])", words)
    pattern = ""
    for part in parts:
        alike = next((put for seen, put in _ALIKE if part and re.fullmatch(seen, part)), None)
        pattern += alike if alike is not None else re.escape(part)
    return re.compile(pattern)


def around(span: Span, text: str) -> str:
    """Return the text around a place, in one line."""
    return " ".join(text[max(0, span.start - _AROUND) : span.end + _AROUND].split())


def anchor_at(place: Place, text: str) -> Anchor:
    """Return the anchor of a place, with the words as they are printed.

    Raises
    ------
    DataError
        The words are longer than a phrase may be.
    """
    words = text[place.span.start : place.span.end]
    if len(words) > LONGEST_PHRASE:
        msg = f"{shorten(words)!r}: a phrase has {LONGEST_PHRASE} characters at most"
        raise DataError(msg)
    return Anchor(words=words, start=place.span.start)


def nearest_place(words: str, to: Span, text: ArticleText) -> Place:
    """Return the place of words that is nearest to other words, of their sentence if it is there.

    Raises
    ------
    DataError
        The words stand nowhere in the text.
    """
    found = places_of(words, text.text)
    if not found:
        raise missing(words)
    sentence = text.sentence(to)
    return min(found, key=lambda p: (not sentence.overlaps(p.span), p.span.distance(to)))


def name_place(system: str, to: Span, text: ArticleText) -> Span | None:
    """Return the printing of a system's name that words are about; None where it is not printed.

    A printing in the sentence of the words comes first, then the last one in front of them.
    """
    sentence = text.sentence(to)
    found = [place.span for place in text.names if system in place.systems]
    return min(
        found,
        key=lambda s: (not sentence.overlaps(s), s.start >= to.end, s.distance(to)),
        default=None,
    )


def missing(words: str) -> DataError:
    """Return the error to raise for words that stand nowhere."""
    return DataError(f"{shorten(words)!r} stands nowhere in the text; type words that it prints")
