"""What Unicode CLDR says of a language, by Babel: separators, unit names, scale words, months."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel import Locale

#: Numbers that between them show every plural form of every language.
_PLURALS = (0, 1, 2, 3, 4, 5, 6, 7, 11, 20, 21, 100, 1_000_000, 1.5)
_LENGTHS: tuple[Literal["long", "short", "narrow"], ...] = ("long", "short", "narrow")
_STYLES: tuple[Literal["long", "short"], ...] = ("long", "short")
#: The same in every script, so that they can be cut off a formatted unit.
_NUMBER = re.compile(r"[\d.,٫٬\u00a0\u202f’' ]*\d")
_SCALES = tuple(10**power for power in (3, 4, 5, 6, 7, 9))


class Separators(NamedTuple):
    """The signs between digits: the language's own, and those of its other countries."""

    decimal: frozenset[str]
    group: frozenset[str]
    group_elsewhere: frozenset[str]


@cache
def _locale(code: str) -> Locale:
    from babel import Locale

    return Locale.parse(code)


@cache
def separators(code: str) -> Separators:
    """Return the decimal and grouping signs of a language, of all its number systems.

    Examples
    --------
    >>> "." in separators("de").group, "," in separators("de").decimal
    (True, True)
    >>> "," in separators("es").group_elsewhere  # in Mexico
    True
    """
    own = _signs(code)
    language = code.split("_", maxsplit=1)[0]
    others = [_signs(name)[1] for name in _relatives(language)]
    return Separators(*own, frozenset().union(*others) - own[1])


def regional_separators(code: str) -> Separators | None:
    """Return the signs of a language in one country; None where CLDR has no such locale.

    Examples
    --------
    >>> "," in regional_separators("es_MX").group
    True
    """
    from babel import UnknownLocaleError

    try:
        decimal, group = _signs(code)
    except (UnknownLocaleError, ValueError):
        return None
    return Separators(decimal, group, frozenset())


def _signs(code: str) -> tuple[frozenset[str], frozenset[str]]:
    # Babel keys the signs by number system: Latin digits, Arabic-Indic ones ...
    systems = _locale(code).number_symbols
    decimal = frozenset(symbols["decimal"] for symbols in systems.values() if "decimal" in symbols)
    group = frozenset(symbols["group"] for symbols in systems.values() if "group" in symbols)
    return decimal, group


@cache
def _relatives(language: str) -> tuple[str, ...]:
    from babel.localedata import locale_identifiers

    return tuple(i for i in locale_identifiers() if i.startswith(f"{language}_"))


def unit_names(code: str, unit: str) -> frozenset[str]:
    """Return the names of a CLDR unit in every length and plural form.

    Examples
    --------
    >>> sorted(unit_names("pl", "length-kilometer"))
    ['kilometr', 'kilometra', 'kilometry', 'kilometrów', 'km']
    """
    from babel.units import format_unit

    names: set[str] = set()
    for length in _LENGTHS:
        for number in _PLURALS:
            written = format_unit(number, unit, length, locale=_locale(code))
            names.add(_NUMBER.sub("", written, count=1).strip("\u00a0\u202f\u200f\u200e ."))
    names.discard(unit)  # Babel's way to say that CLDR has no name at this length
    return frozenset(name for name in names if name and not any(map(str.isdigit, name)))


@cache
def scale_words(code: str) -> dict[str, int]:
    """Return the words for thousand, million and their like.

    Examples
    --------
    >>> scale_words("tr")["bin"], scale_words("ja")["万"]
    (1000, 10000)
    """
    from babel.numbers import format_compact_decimal

    locale = _locale(code)
    words: dict[str, int] = {}
    styles = [style for style in _STYLES if style in locale.compact_decimal_formats]
    for number, style in product((1, 2, 3, 5, 7), styles):
        for size in _SCALES:
            written = format_compact_decimal(number * size, format_type=style, locale=locale)
            match = _NUMBER.search(written)
            word = _NUMBER.sub("", written, count=1).strip("\u00a0\u202f\u200f\u200e .")
            shown = int("".join(filter(str.isdigit, match[0]))) if match else 0
            # A lone Latin letter is a unit more often than a scale: "t", "K", "M".
            if shown and word[:1].isalpha() and not (len(word) == 1 and word.isascii()):
                words.setdefault(word, number * size // shown)
    return words


@cache
def months(code: str) -> frozenset[str]:
    """Return the names of the months, as they stand in dates and alone."""
    forms = _locale(code).months
    names: Iterable[str] = (
        name
        for kind in ("format", "stand-alone")
        for length in ("wide", "abbreviated")
        for name in forms[kind][length].values()
    )
    return frozenset(name.strip(".") for name in names if not any(map(str.isdigit, name)))
