"""Fractions: ½, 1/2, and a half."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from armsref.reading.number_words import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.reading.tokens import Token

#: What may stand above the line of a fraction.
_ABOVE = frozenset("1357")


def sign_fraction(token: Token) -> Decimal | None:
    """Return the value of ½ and its like."""
    if len(token.text) != 1 or unicodedata.category(token.text) != "No":
        return None
    if not unicodedata.decomposition(token.text).startswith("<fraction>"):
        return None
    return Decimal(str(unicodedata.numeric(token.text)))


def slashed_fraction(row: Sequence[Token], index: int) -> Decimal | None:
    """Return the value of "1/2", "3/4" and their like; "1/3" has no digits that end."""
    if index + 2 >= len(row) or row[index + 1].text != "/":
        return None
    above, slash, below = row[index : index + 3]
    glued = above.end == slash.start and slash.end == below.start
    if not glued or below.text not in ("2", "4", "8") or above.text not in _ABOVE:
        return None
    if int(above.text) >= int(below.text):
        return None
    return (Decimal(above.text) / Decimal(below.text)).quantize(Decimal("0.001")).normalize()


def and_a_half(row: Sequence[Token], index: int) -> int | None:
    """Return the index behind "and a half", hyphenated or not."""
    for word in ("and", "a", "half"):
        if index < len(row) and row[index].text in HYPHENS:
            index += 1
        if index >= len(row) or row[index].norm != word:
            return None
        index += 1
    return index


def plain(value: Decimal) -> Decimal:
    """Drop the zeros behind the point, never those in front.

    Examples
    --------
    >>> plain(Decimal("1500.0")), plain(Decimal("2.50"))
    (Decimal('1500'), Decimal('2.5'))
    """
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
