"""Numbers in digits and in words, with the digits kept as printed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from armsref.reading.tokens import GROUPING_SPACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.model.vocabulary import Numbers
    from armsref.reading.tokens import Token

_GROUP = f"[,{GROUPING_SPACES}’' ]"
_THOUSANDS = re.compile(rf"\d{{1,3}}({_GROUP})\d{{3}}(?:\1\d{{3}})*(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
#: The longest number in words, in tokens; without an end hostile text would cost its square.
_LONGEST = 16
#: More digits than these are no quantity of anything, and exceed the precision of a conversion.
_MOST_DIGITS = 15
_SEPARATORS = str.maketrans("", "", f",{GROUPING_SPACES}’' ")


class Number(NamedTuple):
    """A number: value with its digits, index one past its last token, what to say of it.

    ``order`` is True for "hundreds": the value is the size of the word.
    """

    value: Decimal
    end: int
    order: bool = False
    warnings: tuple[str, ...] = ()


def digits_value(text: str) -> tuple[Decimal, tuple[str, ...]] | None:
    """Read a number in digits as English prints it; None where it is no such number.

    Examples
    --------
    >>> digits_value("1,250"), digits_value("22.02.24")
    ((Decimal('1250'), ()), None)
    >>> digits_value("1.600")
    (Decimal('1.600'), ('1.600 is read as a decimal; with a point for thousands it is 1600',))
    """
    if sum(map(str.isdigit, text)) > _MOST_DIGITS or text.startswith("000"):
        return None
    if _THOUSANDS.fullmatch(text):
        warnings = (f"{text!r} is read as one number",) if " " in text else ()
        return Decimal(text.translate(_SEPARATORS)), warnings
    if _PLAIN.fullmatch(text):
        value = Decimal(text)
        whole, _, part = text.partition(".")
        if len(part) == 3 and len(whole) <= 3 and whole != "0":
            hint = f"{text} is read as a decimal; with a point for thousands it is {whole}{part}"
            return value, (hint,)
        return value, ()
    return None


def number_at(
    row: Sequence[Token], index: int, numbers: Numbers, *, joined: bool = True
) -> Number | None:
    """Read the number that begins at a token: digits, words, scaled digits or an order word.

    ``joined`` lets "and" join number words ("three hundred and fifty"); behind "between" it
    joins the two ends instead.

    Raises
    ------
    ValueError
        Digits stand there that are no number in English.
    """
    if index >= len(row):
        return None
    token = row[index]
    if token.kind == "number":
        read = digits_value(token.text)
        if read is None:
            raise ValueError(token.text)
        scaled = _scale(row, index + 1, numbers)
        if scaled is None:
            return Number(read[0], index + 1, warnings=read[1])
        return Number(_plain(read[0] * scaled[0]), scaled[1], warnings=read[1])
    if token.kind != "word":
        return None
    return (
        _order(row, index, numbers)
        or _half(row, index, numbers)
        or _words(row, index, numbers, joined=joined)
    )


def _scale(row: Sequence[Token], index: int, numbers: Numbers) -> tuple[int, int] | None:
    if index < len(row) and row[index].text in "-‐‑":
        index += 1
    if index < len(row):
        scale = numbers.scales.get(row[index].text.casefold())
        if scale is not None:
            return scale, index + 1
    return None


def _order(row: Sequence[Token], index: int, numbers: Numbers) -> Number | None:
    size = numbers.orders.get(row[index].text.casefold())
    if size is None:
        return None
    end = index + 1
    while end + 1 < min(len(row), index + _LONGEST) and row[end].norm == "of":
        more = numbers.orders.get(row[end + 1].text.casefold())
        if more is None:
            break
        size, end = size * more, end + 2
    return Number(Decimal(size), end, order=True)


def _half(row: Sequence[Token], index: int, _: Numbers) -> Number | None:
    """Read "half a" in front of a unit."""
    if row[index].norm == "half" and index + 1 < len(row) and row[index + 1].norm in ("a", "an"):
        return Number(Decimal("0.5"), index + 2)
    return None


def _words(row: Sequence[Token], index: int, numbers: Numbers, *, joined: bool) -> Number | None:
    """Read "three hundred", "a dozen", "twenty-five", "two and a half thousand"."""
    total = current = Decimal(0)
    end = index
    seen = False
    while end < min(len(row), index + _LONGEST):
        word = row[end].text.casefold()
        if word in ("a", "an") and not seen and _is_scale(row, end + 1, numbers):
            current = Decimal(1)
        elif word in numbers.words and _follows(numbers.words[word], current, seen=seen):
            current += numbers.words[word]
        elif word in numbers.scales and seen and 0 < current < numbers.scales[word]:
            current *= numbers.scales[word]
            if numbers.scales[word] >= 1000:
                if 0 < total <= current:
                    break
                total, current = total + current, Decimal(0)
        elif seen and _and_a_half(row, end) and _is_small(row[end - 1], numbers):
            current += Decimal("0.5")
            end += 2
        elif not (seen and _joins(row, end, numbers, joined=joined)):
            break
        seen = True
        end += 1
    return Number(_plain(total + current), end) if seen else None


def _follows(word: int, current: Decimal, *, seen: bool) -> bool:
    """Tell whether a number word may follow: "twenty five", "hundred fifty"; not "ten twelve"."""
    if not seen or current == 0:
        return True
    if current % 100 == 0:
        return word < 100
    return current % 10 == 0 and current % 100 >= 20 and 0 < word < 10


def _joins(row: Sequence[Token], index: int, numbers: Numbers, *, joined: bool) -> bool:
    """Tell whether a hyphen or "and" joins two number words here."""
    if index == 0 or index + 1 >= len(row):
        return False
    word, after = row[index].text.casefold(), row[index + 1].text.casefold()
    before = row[index - 1].text.casefold()
    if word in ("-", "‐", "‑"):
        tens = numbers.words.get(before, 0) in range(20, 100, 10)
        units = 0 < numbers.words.get(after, 0) < 10
        return (tens and units) or after in numbers.scales
    return (
        joined
        and word == "and"
        and before in numbers.scales
        and 0 < numbers.words.get(after, 0) < 100
        and not _is_scale(row, index + 2, numbers)
    )


def _is_small(token: Token, numbers: Numbers) -> bool:
    return 0 < numbers.words.get(token.text.casefold(), 0) < 20


def _is_scale(row: Sequence[Token], index: int, numbers: Numbers) -> bool:
    return index < len(row) and row[index].text.casefold() in numbers.scales


def _and_a_half(row: Sequence[Token], index: int) -> bool:
    return [t.norm for t in row[index : index + 3]] == ["and", "a", "half"]


def _plain(value: Decimal) -> Decimal:
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
