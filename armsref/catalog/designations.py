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

#: Letters with digits: "BM-21", "3M22".
_DESIGNATION = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w-]+")
#: Russian indices of missiles, and of vehicles that launch rockets.
_RUSSIAN = re.compile(r"\d{1,2}[MМ]-?\d{1,4}[A-ZА-Я]?|[BБ][MМ]-?\d\d")
#: Russian indices of whole complexes; two of these share a nickname (the 2K12 and a drone Kub).
_COMPLEX = re.compile(r"\d{1,2}[KК]\d{2,4}[MМ]?\d?")
#: American designations of missiles, by launcher and task; target drones (GQM-163) have others.
_AMERICAN = re.compile(r"[ABCFLMPRU][GI]M-?\d{1,3}[A-Z]{0,2}")
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


def is_of_a_missile(designation: str, name: str) -> bool:
    """Tell whether a designation that nobody prints alone is built like that of a missile.

    Examples
    --------
    >>> is_of_a_missile("AGM-114K", "Hellfire"), is_of_a_missile("P-8", "Poseidon")
    (True, False)
    """
    if _RUSSIAN.fullmatch(designation) or _AMERICAN.fullmatch(designation):
        return True
    return _COMPLEX.fullmatch(designation) is not None and not name.isalpha()


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
