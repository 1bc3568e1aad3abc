"""Split a phrase into words, numbers, designations and marks, each with its span.

A designation ("Shahed-136", "S-300V4", "Mk84") is one token, so that its digits are no number.
The time is linear in the length of the text: one pass, no nested repeats.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from armsref.reading.scripts import INVISIBLE, RIGHT_TO_LEFT, UNSPACED, mark_class, normal

Kind = Literal["word", "number", "designation", "mark"]

#: Spaces that group digits: no-break, narrow no-break, thin.
GROUPING_SPACES = "\u00a0\u202f\u2009"
#: What may stand between the digits of one number, beside a space.
SEPARATORS = f".,·・٫٬，．{GROUPING_SPACES}’'"
#: Currencies are glued to a number in front of it ("Rs500", "USD35,000"): no designations.
_CURRENCIES = (
    "USD|US|EUR|GBP|INR|Rs|RS|AUD|CAD|CHF|RUB|NIS|ILS|SEK|NOK|DKK|PLN|CZK|HUF|RON|UAH|TRY|JPY|CNY|RMB|"
    "KRW|TWD|HKD|SGD|PHP|THB|IDR|MYR|RM|Rp|VND|BRL|ZAR|AED|SAR|QAR|PKR|BDT|A|C"
)
#: Letters of a word: no digits, no underscore, and nothing that is a token of its own.
_LETTER = rf"(?:[^\W\d_{UNSPACED}][{mark_class()}]*)"
#: Letters of a designation; Hebrew and Arabic glue small words to numbers.
_NAMING = rf"[^\W\d_{UNSPACED}{RIGHT_TO_LEFT}]"

_TOKEN = re.compile(
    rf"""
    (?P<designation>
        \d{{1,3}}[A-Z]{{1,2}}\d\w*                                    # 9M723
      | (?!(?i:mach)|(?:{_CURRENCIES})[-‐‑–]?\d)(?=[^\W\d_]*[^\W\d_a-z])
        {_NAMING}+[-‐‑–]\d+(?![.,]\d)
        [^\W{UNSPACED}]*(?:[-‐‑]{_NAMING}[^\W{UNSPACED}]*)?
      | (?!(?i:mach)|(?:{_CURRENCIES})\d){_NAMING}+\d[^\W{UNSPACED}]*(?:[-‐‑]\w+)?
    )
  | (?P<number>
        (?<![\w.,])\.\d+(?![\d.])                                      # .5
      | \d{{1,3}}(?:[ ]\d{{3}}(?!\d|[ ]?mm))+(?:[.,]\d+)?               # 1 300
      | \d+(?:[{SEPARATORS}]\d+)*
    )
  | (?P<unspaced>[{UNSPACED}][{mark_class()}]*)
  | (?P<word>{_LETTER}+)
  | (?P<mark>[^\w\s{INVISIBLE}{mark_class()}]|_)
    """,
    re.VERBOSE,
)

#: Marks that never separate words of a form: hyphens, quotation marks, apostrophes.
IGNORED_MARKS = frozenset("-‐‑־\"'“”‘’«»„`״׳「」『』《》")
DASHES = frozenset("-‐‑–—−־")
#: What joins the two ends of an interval: a dash, or a wave.
INTERVAL_MARKS = DASHES | frozenset("~～〜∼")
QUOTES = frozenset('"“”„«»「」『』《》')


class Token(NamedTuple):
    """A token: what it is, how it is printed, its normal form, and where it stands."""

    kind: Kind
    text: str
    norm: str
    start: int
    end: int


def singular(word: str) -> str:
    """Fold case and a plural ending.

    Examples
    --------
    >>> singular("Missiles"), singular("batteries"), singular("feet"), singular("less")
    ('missile', 'battery', 'feet', 'less')
    """
    word = normal(word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith(("ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def tokens(text: str, *, fold: bool = True) -> list[Token]:
    """Return the tokens of a text; white space is dropped, a possessive ``'s`` too.

    Where a script is written without spaces, each character is a word. ``fold`` folds English
    plurals in the normal forms; other languages tell their words apart by the same letters.

    Examples
    --------
    >>> [t.norm for t in tokens("450 Shahed-136 “kamikaze” drones")]
    ['450', 'shahed-136', '“', 'kamikaze', '”', 'drone']
    """
    fold_word = singular if fold else normal
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = "word" if match.lastgroup == "unspaced" else match.lastgroup
        start, end = match.span()
        if kind == "word" and _is_possessive(found, text, start, end):
            continue
        norm = fold_word(match[0]) if kind == "word" else normal(match[0])
        found.append(Token(kind, match[0], norm, start, end))  # type: ignore[arg-type]
    return found


def _is_possessive(found: list[Token], text: str, start: int, end: int) -> bool:
    """Tell whether this is the s of "Iran's"; its apostrophe mark is dropped with it."""
    if end - start == 1 and text[start] in "sS" and len(found) > 1:
        apostrophe, owner = found[-1], found[-2]
        if apostrophe.text in "'’" and apostrophe.end == start and owner.end == apostrophe.start:
            found.pop()
            return True
    return False


@lru_cache(maxsize=32768)
def words_of(phrase: str, *, fold: bool = True) -> tuple[str, ...]:
    """Return the normal forms of a phrase's tokens without hyphens and quotation marks.

    ``fold`` is that of :func:`tokens`.

    Examples
    --------
    >>> words_of("short-range “ballistic” missiles")
    ('short', 'range', 'ballistic', 'missile')
    """
    return tuple(t.norm for t in tokens(phrase, fold=fold) if t.text not in IGNORED_MARKS)


def shorten(phrase: str) -> str:
    """Cut a phrase for an error message; nobody reads a page of one.

    Examples
    --------
    >>> shorten("300 km"), len(shorten("x" * 1000))
    ('300 km', 120)
    """
    return phrase if len(phrase) <= 120 else phrase[:119] + "…"
