"""``seeds/languages/``: the words beside figures in one language, beside what CLDR has.

English stands in ``seeds/vocabulary.toml`` and is made into the same record.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from armsref.model.base import Record
from armsref.model.reading import Relation

Sign = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Value = Annotated[Decimal, BeforeValidator(str)]


def _weakens(relation: object) -> object:
    return None if relation == "none" else relation


class Hedge(Record):
    """Words beside a number: the relation they state (none: they only weaken it).

    ``before`` stand in front of it, ``after`` behind it or its unit, ``inside`` only between
    the two, where the same word means something else behind the unit; ``endings`` are glued to
    the unit ("kilométer*ig*").
    """

    before: tuple[Sign, ...] = ()
    after: tuple[Sign, ...] = ()
    inside: tuple[Sign, ...] = ()
    endings: tuple[Sign, ...] = ()
    relation: Annotated[Relation | None, BeforeValidator(_weakens)] = None


class Interval(Record):
    """Words around two numbers that make them the ends of one figure; "" where none stand."""

    open: str = ""
    join: Sign
    close: str = ""


class Numbers(Record):
    """Number words, words that scale a number, and words for an order of magnitude.

    ``about`` are words that are a number and a hedge at once ("une vingtaine");
    ``half_more`` stand in front of a number and add a half to it ("साढ़े तीन" is 3.5);
    ``joiners`` stand between number words: "three hundred *and* five".
    """

    words: dict[str, Value] = Field(default_factory=dict)
    scales: dict[str, Value] = Field(default_factory=dict)
    orders: dict[str, Value] = Field(default_factory=dict)
    about: dict[str, Value] = Field(default_factory=dict)
    half_more: tuple[Sign, ...] = ()
    joiners: tuple[Sign, ...] = Field(default=(), alias="and")


class Refusals(Record):
    """Words beside a number that make it another number, or none."""

    negations: tuple[Sign, ...] = ()
    multiples: tuple[Sign, ...] = ()
    changes: tuple[Sign, ...] = ()
    additions: tuple[Sign, ...] = ()
    afterthoughts: tuple[Sign, ...] = ()
    rates: tuple[Sign, ...] = ()
    other_things: tuple[Sign, ...] = ()
    alternatives: tuple[Sign, ...] = ()
    calendar: tuple[Sign, ...] = ()


class Language(Record):
    """The words of one language.

    ``endings`` may follow a unit's full name, ``prefixes`` are glued to words in front;
    ``units`` are printed words by symbol; ``partitives`` stand between a number and its unit
    ("des centaines *de* km"); ``times`` behind a number that multiplies the speed of sound in
    front of it ("音速の5倍"); ``speeds`` stand in front of a number and make its unit a speed
    ("時速900キロ").
    """

    label: str
    endings: tuple[str, ...] = ()
    units: dict[str, tuple[Sign, ...]] = Field(default_factory=dict)
    hedge: tuple[Hedge, ...]
    interval: tuple[Interval, ...] = ()
    numbers: Numbers = Numbers()
    cues: dict[str, tuple[Sign, ...]] = Field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    partitives: tuple[Sign, ...] = ()
    times: tuple[Sign, ...] = ()
    speeds: dict[Literal["h", "s"], tuple[Sign, ...]] = Field(default_factory=dict)
    refusals: Refusals = Refusals()
