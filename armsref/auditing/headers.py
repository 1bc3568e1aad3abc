"""What the header of a column says: an attribute, a unit, a name.

The attributes, their cues and the unit words are those of the vocabulary; here stand only the
words that people write beside them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ReadingError
from armsref.reading.phrase_table import Phrases
from armsref.reading.reader import read
from armsref.reading.tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.auditing.verdict import Side
    from armsref.reading.lexicon import Lexicon
    from armsref.reading.tokens import Token

#: Words in the header of a column of names, in the singular.
NAMES = frozenset(
    ["name", "model", "system", "weapon", "missile", "drone", "uav", "uas", "rocket", "munition"]
    + ["type", "designation", "title", "armament", "platform"]
)
#: Those of them that head other columns, too: a kind, a headline.
_VAGUE = frozenset(["type", "title", "platform"])
#: Words beside an attribute that say which bound the numbers are; and those that change nothing.
_SIDES = dict.fromkeys(["min", "minimum", "lower", "low", "least"], "low") | dict.fromkeys(
    ["max", "maximum", "upper", "high", "top", "most"], "high"
)
_BESIDE = frozenset(
    [*_SIDES, "from", "to", "up", "of", "in", "the", "a", "per", "value", "reported", "stated"]
    + ["claimed", "estimated", "est", "approx", "approximate", "nominal", "operational"]
) | (NAMES - {"name", "type", "title"})
_UNITS = frozenset(["unit", "uom"])
#: What parts words in a header: "max_range", "maxRange".
_PARTS = re.compile(r"[_.:]+|(?<=[a-z])(?=[A-Z][a-z])")
_NO_WORDS = frozenset("()[]{},;#*?!")
#: Marks of notes at the end of a cell: 700[1], Zolfaghar*.
_NOTES = re.compile(r"(?<=\S)(?: ?\[(?:[0-9]{1,3}|[a-f])\]| ?[*†‡§])+$")  # [g] and [m] are units


def without_marks(cell: str) -> str:
    """Return a cell without the marks of notes at its end.

    Examples
    --------
    >>> [without_marks(cell) for cell in ("700[1][b]", "Zolfaghar *", "[1]", "700 km")]
    ['700', 'Zolfaghar', '[1]', '700 km']
    """
    return _NOTES.sub("", cell.strip())


class Said(NamedTuple):
    """What a header says.

    Attributes
    ----------
    attributes : tuple of str
        Attributes it may mean; empty where it means none.
    unit : str
        The printed unit; empty where there is none.
    other : str
        The first word that says something else; empty where there is none.
    is_unit : bool
        Whether the column holds units.
    side : str or None
        "low" or "high" where it is that bound; None where it is neither, or both.
    names : int
        3 where it is the header of a column of names, 2 where it may be, 1 where it has such a
        word, else 0.
    """

    attributes: tuple[str, ...]
    unit: str
    other: str
    is_unit: bool
    names: int
    side: Side = None


class _Heard(NamedTuple):
    """Phrases that name attributes, and whether each is their own name or a cue."""

    own: bool
    attributes: tuple[str, ...]


@lru_cache(maxsize=4096)
def read_header(header: str, lexicon: Lexicon) -> Said:
    """Return what a header says.

    Examples
    --------
    >>> from armsref.reading.lexicon import shipped_lexicon
    >>> for header in ("max_range_km", "max speed (km/h)", "payload_lb", "range_rank"):
    ...     print(read_header(header, shipped_lexicon())[:3])
    (('range',), 'km', '')
    (('speed',), 'km/h', '')
    (('payload',), 'lb', '')
    (('range',), '', 'rank')
    """
    words = " ".join(_PARTS.sub(" ", without_marks(header)).split())
    row = [token for token in lexicon.row(words) if token.text not in _NO_WORDS]
    heard, units, others = _parts(words, row, lexicon)
    own = [name for part in heard if part.own for name in part.attributes]
    named = own or [name for part in heard for name in part.attributes]
    attributes = tuple(dict.fromkeys(named))
    plain = [token.norm for token in row if token.kind == "word"]
    is_unit = bool(plain) and plain[-1] in _UNITS
    if is_unit:
        others = [word for word in others if word not in _UNITS]
    matches = sum(word in NAMES for word in plain)
    whole = 2 if _VAGUE.issuperset(plain) else 3
    rank = 0 if not matches else whole if matches == len(plain) else 1
    sides = {_SIDES[word] for word in plain if word in _SIDES}
    side: Side = None if len(sides) != 1 else "low" if "low" in sides else "high"
    return Said(attributes, "/".join(units), next(iter(others), ""), is_unit, rank, side)


def _parts(
    words: str, row: Sequence[Token], lexicon: Lexicon
) -> tuple[list[_Heard], list[str], list[str]]:
    """Return what a header's words are: attributes, unit words, other words."""
    heard: list[_Heard] = []
    units: list[str] = []
    others: list[str] = []
    index = 0
    while index < len(row):
        attribute = _labels(lexicon).at(row, index)
        unit = lexicon.units.at(row, index)
        # "Mach" is an attribute by itself, and a unit behind another.
        ends = -1 if unit is None else unit.end + bool(heard)
        if attribute is not None and attribute.end >= ends:
            heard.append(attribute.value)
            index = attribute.end
        elif unit is not None and row[index].norm not in _BESIDE:
            word = words[row[index].start : row[unit.end - 1].end]
            # A header may be in capitals or without: "price_usd", "WINGSPAN_M".
            units.append(unit.value.exact or word)
            index = unit.end
        else:
            if row[index].kind != "mark" and row[index].norm not in _BESIDE:
                others.append(row[index].norm)
            index += 1
    return heard, units, others


@lru_cache(maxsize=8)
def _labels(lexicon: Lexicon) -> Phrases[_Heard]:
    """Return the phrases that name quantities of a system: their own names before the cues."""
    found: dict[tuple[str, ...], tuple[str, _Heard]] = {}
    entries = lexicon.vocabulary.system_attributes()
    quantities = {name: entry for name, entry in entries.items() if entry.kind == "quantity"}
    for name, entry in quantities.items():
        for words in (name.replace("_", " "), entry.label):
            found[words_of(words)] = (words, _Heard(True, (name,)))
    for name, entry in quantities.items():
        for cue in entry.cues:
            words, heard = found.get(words_of(cue), (cue, _Heard(False, ())))
            if not heard.own:
                found[words_of(cue)] = (words, _Heard(False, (*heard.attributes, name)))
    return Phrases(found.values())


def unit_of(word: str, attribute: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Return the attribute and the symbol that a printed unit means; None where it fits not.

    Of a speed in Mach the attribute is the Mach number.

    Examples
    --------
    >>> from armsref.reading.lexicon import shipped_lexicon
    >>> unit_of("nm", "range", shipped_lexicon()), unit_of("kg", "range", shipped_lexicon())
    (('range', 'nmi'), None)
    """
    for phrase in (f"100 {word}", f"{word} 100"):
        for name in dict.fromkeys((attribute, "mach" if attribute == "speed" else attribute)):
            try:
                reading = read(phrase, name, lexicon=lexicon)
            except ReadingError:
                continue
            unit: str = getattr(reading, "unit", "")
            if (
                unit
                and not lexicon.vocabulary.unit[unit].choices
                and (unit != "Mach" or name == "mach")
            ):
                return name, unit
    return None
