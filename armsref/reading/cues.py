"""Cues: the words that say which attribute a figure is, where several share a dimension."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from armsref.reading.units import dimension

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.reading.lexicon import Lexicon
    from armsref.reading.tokens import Token


@lru_cache(maxsize=256)
def alike(attribute: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the attributes of the same dimension, on the same kind of record, with itself."""
    entries = lexicon.vocabulary.attribute
    entry = entries[attribute]
    if entry.unit is None:
        return frozenset([attribute])
    return frozenset(
        name
        for name, other in entries.items()
        if other.unit and other.on == entry.on and dimension(other.unit) == dimension(entry.unit)
    )


def shares_dimension(attribute: str, lexicon: Lexicon) -> bool:
    """Tell whether a figure alone cannot say that it is this attribute."""
    return len(alike(attribute, lexicon)) > 1


def cue_names(
    row: Sequence[Token], attribute: str, lexicon: Lexicon
) -> list[tuple[int, int, frozenset[str]]]:
    """Return the cues in a row of tokens that speak for attributes of this one's dimension.

    Each is its start, its end and the attributes it speaks for.
    """
    group = alike(attribute, lexicon)
    return [
        (row[index].start, row[match.end - 1].end, frozenset(match.value) & group)
        for index, match in lexicon.cues.anywhere(row)
        if group.intersection(match.value)
    ]


def has_cue(words: str, attribute: str, lexicon: Lexicon) -> bool:
    """Tell whether words hold a cue of the attribute."""
    return any(attribute in match.value for _, match in lexicon.cues.anywhere(lexicon.row(words)))
