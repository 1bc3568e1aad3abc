"""Upper and lower case as CSL means it: names keep theirs."""

from __future__ import annotations

import re

from armsref.cite.csl.marks import unmarked

#: Small words of a title in English.
_SMALL = frozenset(
    {
        *("a", "an", "and", "as", "at", "but", "by", "de", "down", "for", "from", "in", "into"),
        *("nor", "of", "on", "onto", "or", "over", "so", "the", "till", "to", "up", "van", "via"),
        *("von", "with", "yet"),
    }
)
_WORD = re.compile(r"[^\s\-–—/]+")
#: What stands in no word: markup, formulas, addresses.
_NO_WORD = re.compile(r"[<>^_=@\\]")


def cased(text: str, form: str | None, language: str) -> str:
    """Return a text in a form of case; one with marks keeps them.

    Examples
    --------
    >>> cased("iran: a gift of long-range missiles", "title", "en")
    'Iran: A Gift of Long-Range Missiles'
    >>> cased("what x^2 and <i>other</i> mean", "title", "en")
    'What x^2 and <i>other</i> Mean'
    >>> cased("Raketen aus Iran", "title", "de"), cased("iran and CNN", "sentence", "en")
    ('Raketen aus Iran', 'Iran and CNN')
    """
    if form == "lowercase":
        return text.lower()
    if form == "uppercase":
        return text.upper()
    if form in ("capitalize-first", "sentence"):
        # In CSL, sentence case leaves all words but the first as they are.
        return _WORD.sub(lambda m: _capital(m[0]), text, count=1)
    if form == "capitalize-all":
        return _WORD.sub(lambda m: _capital(m[0]), text)
    return _title(text) if form == "title" and language == "en" else text


def _title(text: str) -> str:
    found = list(_WORD.finditer(text))
    last = len(found) - 1

    def one(place: int, match: re.Match[str]) -> str:
        before = unmarked(text[: match.start()]).rstrip()
        opens = place in (0, last) or before[-1:] in ":.?!"
        word = unmarked(match[0])
        small = word in _SMALL and not opens
        kept = small or not word.islower() or _NO_WORD.search(word)
        return match[0] if kept else _capital(match[0])

    pieces, at = [], 0
    for place, match in enumerate(found):
        pieces += [text[at : match.start()], one(place, match)]
        at = match.end()
    return "".join([*pieces, text[at:]])


def _capital(word: str) -> str:
    """Return a word with its first letter, if it begins with one, in upper case."""
    for at, letter in enumerate(word):
        if letter.isalpha():
            return (
                word
                if at and word[at - 1].isdigit()
                else word[:at] + letter.upper() + word[at + 1 :]
            )
        if letter.isdigit():
            return word
    return word
