"""Numbers in digits: which sign groups thousands and which stands before a fraction."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from armsref.reading.scripts import ascii_digits
from armsref.reading.tokens import GROUPING_SPACES

if TYPE_CHECKING:
    from armsref.reading.cldr import Separators

#: More digits than these are no quantity of anything, and exceed the precision of a conversion.
_MOST_DIGITS = 15
_SPACES = f" {GROUPING_SPACES}"
#: Signs of other scripts, as the sign that they stand for in their languages.
_FOLDED = str.maketrans(
    {"，": ",", "٬": ",", "،": ",", "．": ".", "٫": ".", "·": ".", "・": ".", "’": "'"}
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([^0-9])[0-9]{3})(?:\1[0-9]{3})*")
#: Lakhs and crores: "1,50,000".
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")

Read = tuple[Decimal, tuple[str, ...]]


def digits_value(text: str, signs: Separators) -> Read | None:
    """Read a number in digits as a language prints it; None where it is no such number.

    The second part says what else the digits could mean.

    Examples
    --------
    >>> from armsref.reading.cldr import separators
    >>> digits_value("1,250", separators("en")), digits_value("22.02.24", separators("en"))
    ((Decimal('1250'), ()), None)
    >>> digits_value("1.600", separators("de"))
    (Decimal('1600'), ())
    """
    text = ascii_digits(text).translate(_FOLDED)
    if sum(map(str.isdigit, text)) > _MOST_DIGITS or text.startswith("000"):
        return None
    if text.startswith("."):
        return Decimal(f"0{text}"), ()
    marks = "".join(c for c in text if not c.isdigit())
    if not marks:
        return Decimal(text), ()
    if len(set(marks)) == 1:
        return _one_sign(text, marks[0], len(marks), signs)
    return _two_signs(text, marks, signs)


def _one_sign(text: str, sign: str, count: int, signs: Separators) -> Read | None:
    joined = text.replace(sign, "")
    spaced = sign in _SPACES + "'"
    if spaced or count > 1:
        if not (_GROUPED.fullmatch(text) or _INDIAN.fullmatch(text)):
            return None
        usual = sign != " " or any(c in signs.group for c in _SPACES)
        return Decimal(joined), () if usual else (f"{text!r} is read as one number",)
    return _one_mark(text, sign, signs)


def _one_mark(text: str, sign: str, signs: Separators) -> Read | None:
    """Read digits with one point or comma among them."""
    whole, _, part = text.partition(sign)
    fraction = Decimal(f"{whole}.{part}")
    if len(part) == 3 and len(whole) <= 3 and whole.strip("0"):
        return _three_digits(text, sign, fraction, signs)
    if sign in signs.decimal:
        return fraction, ()
    # "2,5" in English: one digit is no group of thousands.
    if len(part) == 1 or (len(part) == 2 and "," in signs.decimal):
        return fraction, (f"{text} is read as {fraction:f}",)
    return None


def _three_digits(text: str, sign: str, fraction: Decimal, signs: Separators) -> Read:
    """Decide "1.600": the language's own sign first, then that of its other countries."""
    thousands = Decimal(text.replace(sign, ""))
    warning = f"{text} is read as {thousands}; as a decimal it is {fraction:f}"
    if sign in signs.group and sign not in signs.decimal:
        return thousands, ()
    if text.endswith("000"):
        return thousands, (warning,)  # nobody prints three zeros behind a decimal point
    if sign in signs.decimal and sign not in signs.group_elsewhere | signs.group:
        name = "point" if sign == "." else "comma"
        hint = f"{text} is read as a decimal; with a {name} for thousands it is {thousands}"
        return fraction, (hint,)
    return thousands, (warning,)


def _two_signs(text: str, marks: str, signs: Separators) -> Read | None:
    """Read "1,234.5" or "1.234,5": the last sign stands before the fraction."""
    sign = marks[-1]
    whole, _, part = text.rpartition(sign)
    if sign not in ".," or marks.count(sign) > 1 or not _GROUPED.fullmatch(whole):
        return None
    value = Decimal(f"{whole.replace(marks[0], '')}.{part}")
    return value, () if sign in signs.decimal else (f"{text} is read as {value:f}",)
