"""The labelled phrases in tests/phrases/, and how a reading of one is judged.

A label is what a careful person reads: ``<=2000 km``, ``~45 kg``, ``300..700 km``, ``O100 drone``
("hundreds"), ``X`` for words that state no such figure; ``&`` adds the second unit's, ``|`` parts
readings that are both right. A unit is the vocabulary's symbol.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import armsref
from armsref.model.reading import Figure, Reading
from armsref.reading.lexicon import shipped_lexicon
from armsref.reading.reader import read
from armsref.reading.units import convert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = Path(__file__).with_name("phrases")
Outcome = Literal["right", "refused", "warned", "silent"]

_SIGNS = {
    "<=": "at_most",
    ">=": "at_least",
    "<": "less_than",
    ">": "more_than",
    "~": "about",
    "=": "exactly",
    "O": "order_of",
}
_FIGURE = re.compile(r"(?:(<=|>=|<|>|~|=|O)([\d.]+)|([\d.]+)\.\.([\d.]+)) (\S+)")
#: Plain "ton" leaves open which one it is.
_TONS = frozenset(["ton", "t", "short_ton", "long_ton"])


class Label(NamedTuple):
    """A phrase with its label."""

    language: str
    phrase: str
    attribute: str | None
    reading: str


def labels(name: str) -> Iterator[Label]:
    """Return the labelled phrases of a file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Label(row["language"], row["phrase"], row["attribute"] or None, row["reading"])


def judge(label: Label) -> Outcome:
    """Read a phrase and compare it with its label."""
    try:
        reading = read(label.phrase, label.attribute, label.language)
    except armsref.ReadingError:
        return "right" if label.reading == "X" else "refused"
    assert isinstance(reading, Reading)
    if any(_is(reading, wanted) for wanted in label.reading.split(" | ")):
        return "right"
    return "warned" if reading.warnings else "silent"


def _is(reading: Reading, wanted: str) -> bool:
    if wanted == "X":
        return False
    first, *second = (_figure(part) for part in wanted.split(" & "))
    if second:
        also = [] if reading.also is None else [reading.also]
        return _same(reading, first) and any(_same(figure, second[0]) for figure in also)
    also = [] if reading.also is None else [reading.also]
    return any(_same(figure, first) for figure in (reading, *also))


def _figure(text: str) -> tuple[str, list[Decimal], str]:
    match = _FIGURE.fullmatch(text.strip())
    assert match is not None, text
    sign, one, low, high, unit = match.groups()
    if sign is None:
        return "between", [Decimal(low), Decimal(high)], unit
    return _SIGNS[sign], [Decimal(one)], unit


def _same(figure: Figure, wanted: tuple[str, list[Decimal], str]) -> bool:
    relation, numbers, unit = wanted
    if figure.relation != relation:
        return False
    factor = _factor(figure.unit, unit)
    printed: Iterable[Decimal] = figure.numbers
    return factor is not None and [n * factor for n in printed] == numbers


def _factor(unit: str, wanted: str) -> Decimal | None:
    """Return what a number in one unit is multiplied by for the other; None: another thing."""
    units = shipped_lexicon().vocabulary.unit
    counted = unit in units and units[unit].counted
    if unit == wanted or {unit, wanted} <= _TONS:
        return Decimal(1)
    if counted:  # which noun stands for which thing is the vocabulary's choice
        return Decimal(1) if wanted not in units or units[wanted].counted else None
    try:
        return convert(Decimal(1), unit, wanted)
    except armsref.UnitError:
        return None
