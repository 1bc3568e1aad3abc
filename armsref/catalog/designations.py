"""A designation beside a name: "BM-21 Grad", "AGM-114K Hellfire", "Patriot PAC-3".

Others share their nicknames with aircraft, ships and radars (P-8 Poseidon, AN/MPQ-64 Sentinel), so
an unknown designation is taken for one of the named system's only where it is built like a
missile's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.catalog.words import class_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from armsref.catalog.catalog import Catalog

#: Letters with digits: "BM-21", "3M22", "GBU-53/B".
_DESIGNATION = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w-]+(?:/[A-Z])?")
#: Russian indices of missiles, and of vehicles that launch rockets.
_RUSSIAN = re.compile(r"\d{1,2}[MМ]-?\d{1,4}[A-ZА-Я]?|[BБ][MМ]-?\d\d")
#: Russian indices of whole complexes, which no drone is: the 2K12 Kub shares a drone's nickname.
_COMPLEX = re.compile(r"\d{1,2}[KК]\d{2,4}[MМ]?\d?(?:-\d)?")
#: American designations of missiles, by launcher and task (target drones, GQM-163, have others), of
#: bombs, and of what the army fires.
_AMERICAN = re.compile(
    r"[ABCFLMPRU][GI]M-?\d{1,3}[A-Z]{0,2}|GBU-\d{1,3}(?:/[A-Z])?|M-?\d{2,4}(?:A\d)?"
)
#: NATO's codes of Russian and Chinese missiles.
_NATO = re.compile(r"(?:AA|AS|AT|CSS|SA|SS|SSC)-?(?:(?:C|CX|N|NX|X)-?)?\d{1,2}[A-Z]?")
#: A designation, and the letter of its variant: "MQ-9A".
_VARIANT = re.compile(r"(.*\d)[A-Z]")
#: A nickname has so many letters; words of variants are none.
_SHORTEST_NICKNAME = 4
_OF_VARIANTS = frozenset(
    (
        *("advanced", "basic", "batch", "block", "coastal", "enhanced", "export", "extended"),
        *("extra", "flight", "generation", "improved", "increment", "mark", "modernised"),
        *("modernized", "plus", "prime", "series", "super", "upgrade", "upgraded", "variant"),
        "version",
    )
)


def halves_of(text: str) -> Iterator[tuple[str, str]]:
    """Return the ways to part a text into a designation and the rest.

    Examples
    --------
    >>> list(halves_of("UGM-133 Trident II")), list(halves_of("Grad BM-21"))
    ([('UGM-133', 'Trident II')], [('BM-21', 'Grad')])
    """
    first, _, rest = text.partition(" ")
    head, _, last = text.rpartition(" ")
    for designation, name in ((first, rest), (last, head)):
        if name and _DESIGNATION.fullmatch(designation):
            yield designation, name


def is_of_a_missile(designation: str) -> bool:
    """Tell whether a designation that nobody prints alone is built like that of a missile.

    Examples
    --------
    >>> [is_of_a_missile(one) for one in ("AGM-114K", "GBU-53/B", "P-8")]
    [True, True, False]
    """
    return any(kind.fullmatch(designation) for kind in (_RUSSIAN, _AMERICAN))


def is_of_a_complex(designation: str) -> bool:
    """Tell whether a designation is built like that of launchers, radars and missiles together.

    Examples
    --------
    >>> is_of_a_complex("9K37"), is_of_a_complex("9M99")
    (True, False)
    """
    return _COMPLEX.fullmatch(designation) is not None


def is_nato_code(text: str) -> bool:
    """Tell whether a text is a code of NATO's, without its nickname.

    Examples
    --------
    >>> is_nato_code("SA-20B"), is_nato_code("SS-N-26"), is_nato_code("S-300")
    (True, True, False)
    """
    return _NATO.fullmatch(text) is not None


def without_variant(designation: str) -> str:
    """Return a designation without the letter of a variant; "" where it has none.

    Examples
    --------
    >>> without_variant("MQ-9A"), without_variant("MQ-9"), without_variant("Shahed")
    ('MQ-9', '', '')
    """
    found = _VARIANT.fullmatch(designation)
    return "" if found is None else found[1]


def is_nickname(catalog: Catalog, text: str) -> bool:
    """Tell whether a text is one capitalised word that neither a class nor a variant has."""
    word = text.strip("\"'“”‘’«»")
    return (
        word.isalpha()
        and len(word) >= _SHORTEST_NICKNAME
        and word[0].isupper()
        and word.casefold() not in _OF_VARIANTS
        and not class_words(catalog).stands_beside(word)
    )
