"""Words without what differs between a page and a text of it: quotes, dashes, spaces, case."""

from __future__ import annotations

import re
import unicodedata

from armsref.reading.scripts import INVISIBLE

_SINGLE = "‘’‚‛′`´ʼ"
_DOUBLE = "“”„‟″«»"
_DASHES = "‐‑‒–—―−﹘﹣－"
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_FOLDED = (
    dict.fromkeys(map(ord, _SINGLE), "'")
    | dict.fromkeys(map(ord, _DOUBLE), '"')
    | dict.fromkeys(map(ord, _DASHES), "-")
)
#: Only so long a run can hold marks that take long to sort.
_RUN = re.compile("[^\x00-\u02ff]{64,}")
_MOST_MARKS = 30


def folded(text: str) -> str:
    r"""Fold quotes and dashes, drop what is not seen, and make all white space one space.

    Letters become those of NFKC; their case stays.

    Examples
    --------
    >>> folded("“up  to 1,300\u00a0km” — the Shahed\u2011136’s")
    '"up to 1,300 km" - the Shahed-136\'s'
    """
    plain = _UNSEEN.sub("", text).translate(_FOLDED)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", _RUN.sub(_few_marks, plain)).translate(_FOLDED)
    return " ".join(plain.split())


def caseless(text: str) -> str:
    """Return a text without its case, character by character: it keeps its length.

    Examples
    --------
    >>> caseless("STRASSE, Straße, İ")
    'strasse, straße, İ'
    """
    low = text.casefold()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := c.casefold()) == 1 else c for c in text)


def _few_marks(run: re.Match[str]) -> str:
    """Cut off marks that no letter bears: sorting them takes the square of their number."""
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
