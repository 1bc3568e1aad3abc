"""A sentence that says more than the press: a bound made a figure, a hedge dropped.

What a sentence may make of a number that a claim prints, by the claim's relation:

=====================  =======================  =====================  =====================
the press printed      a plain or "about" one   "up to", "less than"   "at least", "more than"
=====================  =======================  =====================  =====================
a figure               fine                     fine; not "less than"  fine; not "more than"
an "about" figure      fine with a hedge        fine with a hedge      fine with a hedge
an upper end           hardened                 fine                   turned round
a lower end            hardened                 turned round           fine
=====================  =======================  =====================  =====================

An upper end is that of "up to", "less than" and of an interval; a lower one that of "at least",
"more than", "hundreds" and of an interval. An interval of which one article prints both ends is
fine. One article that prints it as the sentence does is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from armsref.errors import UnitError
from armsref.reading.tokens import words_of
from armsref.reading.units import convert_printed, same_number
from armsref.reading.wording import lead_text, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from armsref.model.reading import Figure
    from armsref.model.rows import ClaimRow
    from armsref.reading.lexicon import Lexicon

_UPPER, _LOWER = ("at_most", "less_than"), ("at_least", "more_than", "order_of")


class Hardened(NamedTuple):
    """How a sentence says more than the press: the rule, the claim, the words to write."""

    code: Literal["AR708", "AR709"]
    claim: ClaimRow
    write: str


def hardened(
    figure: Figure, words: str, claims: Iterable[ClaimRow], lexicon: Lexicon, *, hedged: bool
) -> Hardened | None:
    """Return how a figure says more than all claims that print it; None where one says as much.

    Parameters
    ----------
    figure : Figure
        The figure of the sentence.
    words : str
        As it stands there.
    claims : iterable of ClaimRow
        The claims that bear on it; those that do not print its number do not count.
    lexicon : Lexicon
        Its hedges.
    hedged : bool
        The sentence hedges it.
    """
    printing = [claim for claim in claims if _ends(figure, claim)]
    if not printing:
        return None
    fair = [claim for claim in printing if _is_fair(figure, claim, lexicon)]
    if not fair:
        return Hardened("AR708", printing[0], _bounded(figure, printing[0]))
    if hedged or figure.relation in ("about", "order_of"):
        return None
    if any(not weakening(claim, lexicon) for claim in fair):
        return None
    return Hardened("AR709", fair[0], f"{_hedge(fair[0], lexicon)} {words}")


def _ends(figure: Figure, claim: ClaimRow) -> set[str]:
    """Return which ends of a claim the numbers of a figure are; empty where one is none of them."""
    found: set[str] = set()
    for number in figure.numbers:
        ends = {
            end
            for end, printed, unit in (
                ("low", claim.low, claim.unit),
                ("high", claim.high, claim.unit),
                ("low", claim.also_low, claim.also_unit),
                ("high", claim.also_high, claim.also_unit),
            )
            if printed is not None
            and unit is not None
            and _same(number, figure.unit, printed, unit)
        }
        if not ends:
            return set()
        found |= ends
    return found


def _same(one: Decimal, unit: str, other: Decimal, printed: str) -> bool:
    try:
        return same_number(one, unit, other, printed)
    except UnitError:
        return False


def _is_fair(figure: Figure, claim: ClaimRow, lexicon: Lexicon) -> bool:
    """Tell whether a claim prints a number in the way that a sentence does."""
    said, printed = figure.relation, claim.relation
    if said in ("between", "order_of"):
        return True
    if printed in ("exactly", "about"):
        plain = printed == "exactly" and not weakening(claim, lexicon)
        return not (plain and said in ("less_than", "more_than"))
    ends = _ends(figure, claim)
    upper = printed in _UPPER or (printed == "between" and "high" in ends)
    lower = printed in _LOWER or (printed == "between" and "low" in ends)
    return (said in _UPPER and upper) or (said in _LOWER and lower)


def weakening(claim: ClaimRow, lexicon: Lexicon) -> list[str]:
    """Return the words that hedge a claim, those of a bound not counted."""
    hedges = (claim.hedges or "").split("; ")
    bounds = _words_of(lexicon, bounding=True)
    return [hedge for hedge in hedges if hedge and words_of(hedge) not in bounds]


def _hedge(claim: ClaimRow, lexicon: Lexicon) -> str:
    """Return a hedge to write in front of a number."""
    in_front = _words_of(lexicon, bounding=False)
    return next((h for h in weakening(claim, lexicon) if words_of(h) in in_front), "about")


def _words_of(lexicon: Lexicon, *, bounding: bool) -> set[tuple[str, ...]]:
    """Return the hedges of a language: those that bound a number, or the weaker ones in front."""
    return {
        words_of(words)
        for hedge in lexicon.words.hedge
        if (hedge.relation not in (None, "about")) == bounding
        for words in (*hedge.before, *(hedge.after if bounding else ()))
    }


def _bounded(figure: Figure, claim: ClaimRow) -> str:
    """Write a claim's figure with its bounds, in the unit of the sentence."""
    low, high = (_in_unit(end, claim, figure.unit) for end in ("low", "high"))
    unit = figure.unit
    if claim.relation == "between" and low and high:
        about = lead_text("between", approximate=claim.approximate)
        whole = f"between {about}{low} and {high} {unit}"
        is_high = "high" in _ends(figure, claim) and figure.relation not in _LOWER
        return f"up to {high} {unit}' or '{whole}" if is_high else whole
    if claim.relation == "order_of":
        return " ".join(claim.quote.split())
    lead = lead_text(claim.relation or "exactly", approximate=claim.approximate)
    return f"{lead}{low or high} {unit}"


def _in_unit(end: str, claim: ClaimRow, unit: str) -> str:
    if claim.also_unit == unit and getattr(claim, f"also_{end}") is not None:
        return number_text(getattr(claim, f"also_{end}"))
    value = getattr(claim, end)
    if value is None or claim.unit is None:
        return ""
    return number_text(convert_printed(value, claim.unit, unit))
