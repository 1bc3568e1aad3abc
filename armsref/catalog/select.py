"""Systems chosen by what articles state of them, with units in the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.catalog.hints import term_id, term_line
from armsref.catalog.naming import family_line
from armsref.errors import ArmsrefError, ReadingError, UnitError
from armsref.reading.units import comparable, convert, overlap, stated_interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.catalog.system import System
    from armsref.model.rows import ClaimRow

#: The operators of a question, and the signs for them on the command line; longer signs first.
OPERATORS = {
    "ge": (">=", "≥", "=>"),
    "le": ("<=", "≤", "=<"),
    "eq": ("==", "="),
    "gt": (">",),
    "lt": ("<",),
}


class Selected(NamedTuple):
    """A system that fits, and how surely.

    Attributes
    ----------
    system : System
        The system or the family.
    certain : bool
        True: every claim satisfies every question; False: it is possible.
    inherited : tuple of str
        Attributes asked for that are stated of its family, not of itself.
    """

    system: System
    certain: bool
    inherited: tuple[str, ...]


class Condition(NamedTuple):
    """A question about one attribute: a number with its unit, or the id of a term."""

    attribute: str
    operator: str
    number: Decimal | None
    unit: str | None
    term: str | None


class _Fit(NamedTuple):
    certain: bool
    possible: bool


def conditions_of(catalog: Catalog, questions: Mapping[str, object]) -> list[Condition]:
    """Return the conditions that ``range__ge="500 km"`` and the like ask for.

    Raises
    ------
    ArmsrefError
        An attribute, a term or an operator is unknown.
    UnitError
        A quantity has no unit, an unknown one, or one of another dimension.
    """
    names = {**{key: key for key in catalog.attributes}, **catalog.python_names}
    found = []
    for question, value in questions.items():
        name, _, operator = question.rpartition("__")
        name, operator = (name, operator) if name else (operator, "eq")
        if name not in names:
            msg = f"no attribute is named {name!r}; did you mean {_near(name, tuple(names))}?"
            raise ArmsrefError(msg)
        if operator not in OPERATORS:
            msg = f"{question}: no operator {operator!r}; there are {', '.join(OPERATORS)}"
            raise ArmsrefError(msg)
        found.append(condition(catalog, names[name], operator, value))
    return found


def _near(name: str, known: Sequence[str]) -> str:
    from armsref.catalog.near import near_names

    return ", ".join(near_names(name, known) or known)


def condition(catalog: Catalog, attribute: str, operator: str, value: object) -> Condition:
    """Return one condition; see :func:`conditions_of`."""
    table = catalog.table("attributes")
    row = table.by("id")[attribute][0]
    kind = row[table.place("kind")]
    if kind == "quantity":
        example = f"'500 {row[table.place('unit')]}'"
        number, unit = _number(catalog, attribute, value, example)
        return Condition(attribute, operator, number, unit, None)
    if operator != "eq":
        msg = (
            f"{attribute} is a term, which is neither more nor less; ask for it without {operator}"
        )
        raise ArmsrefError(msg)
    if not isinstance(value, str):
        msg = f"{attribute} is asked for by a term's id or label, not by {value!r}"
        raise ArmsrefError(msg)
    term = catalog.get(value).id if kind == "link" else term_id(catalog, attribute, value)
    return Condition(attribute, operator, None, None, term)


def _number(catalog: Catalog, attribute: str, value: object, example: str) -> tuple[Decimal, str]:
    from armsref.model.reading import Reading
    from armsref.reading.reader import read

    magnitude, units = (getattr(value, name, None) for name in ("magnitude", "units"))
    if magnitude is not None:  # a pint quantity, such as spec.max
        value = f"{magnitude} {units}"
    if not isinstance(value, str):
        msg = f"{attribute} needs a number with its unit, such as {example}, not {value!r}"
        raise UnitError(msg)
    if value.lstrip()[:1] in tuple("!<>=≤≥"):
        signs = ", ".join(sign for signs in OPERATORS.values() for sign in signs)
        msg = f"{attribute}: {value!r} begins with no operator known; there are {signs}"
        raise UnitError(msg)
    try:
        reading = read(value, attribute, lexicon=catalog.lexicon)
    except ReadingError as error:
        msg = f"{attribute} needs a number with its unit, such as {example}: {error}"
        raise UnitError(msg) from error
    if not isinstance(reading, Reading) or reading.relation != "exactly" or reading.low is None:
        msg = f"{attribute} needs one number with its unit, such as {example}, not {value!r}"
        raise UnitError(msg)
    if catalog.lexicon.vocabulary.unit[reading.unit].choices:
        choices = ", ".join(catalog.lexicon.vocabulary.unit[reading.unit].choices)
        msg = f"{attribute}: {reading.unit!r} has several sizes; say which: {choices}"
        raise UnitError(msg)
    if reading.warnings:
        msg = f"{attribute}: {value!r} is doubtful: {reading.warnings[0]}"
        raise UnitError(msg)
    return reading.low, reading.unit


def select(
    catalog: Catalog, conditions: Sequence[Condition], *, certain_only: bool
) -> tuple[Selected, ...]:
    """Return the systems that fit all conditions; see :meth:`armsref.Catalog.select`."""
    found = []
    for system in catalog.systems():
        specs = [(system[asked.attribute], asked) for asked in conditions]
        fits = [_fit(catalog, spec, asked) for spec, asked in specs]
        certain = all(fit.certain for fit in fits)
        if certain or (not certain_only and all(fit.possible for fit in fits)):
            inherited = (spec.attribute for spec, _ in specs if spec and spec.inherited_from)
            found.append(Selected(system, certain, tuple(dict.fromkeys(inherited))))
    return tuple(found)


def _fit(catalog: Catalog, spec: Spec | None, asked: Condition) -> _Fit:
    """Test every claim of every group of a spec."""
    if spec is None:
        return _Fit(certain=False, possible=False)
    fits = [_claim_fit(catalog, claim, asked) for claim in spec.claims]
    table = catalog.table("attributes")
    many = table.by("id")[asked.attribute][0][table.place("many")] == "true"
    # Several guidances are no dispute: that one of them is stated is enough.
    enough = any if many and asked.term is not None else all
    possible = any(fit.possible for fit in fits)
    return _Fit(certain=possible and enough(fit.certain for fit in fits), possible=possible)


def _claim_fit(catalog: Catalog, claim: ClaimRow, asked: Condition) -> _Fit:
    if asked.term is not None:
        return _term_fit(catalog, claim, asked.attribute, asked.term)
    if asked.number is None or asked.unit is None or claim.unit is None:
        return _Fit(certain=False, possible=False)
    # A price in another currency is neither more nor less; its second one may be that asked for.
    if claim.also_unit != asked.unit and not comparable(claim.unit, asked.unit):
        return _Fit(certain=False, possible=False)
    return _figure_fit(claim, asked.operator, asked.number, asked.unit)


def _term_fit(catalog: Catalog, claim: ClaimRow, attribute: str, wanted: str) -> _Fit:
    if claim.term is None:
        return _Fit(certain=False, possible=False)
    if attribute == "family":
        return _Fit(*(2 * [wanted in family_line(catalog, claim.term)]))
    certain = wanted in term_line(catalog, attribute, claim.term)
    return _Fit(certain, certain or claim.term in term_line(catalog, attribute, wanted))


class _Interval(NamedTuple):
    """What a claim's figure can stand for; None is an open side."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool


def _interval(claim: ClaimRow, unit: str) -> _Interval:
    """Return what a claim allows, in the unit of the question, in which it may be printed too."""
    relation, low, high, own = claim.relation, claim.low, claim.high, claim.unit
    if claim.also_unit == unit:
        relation, low, high, own = claim.also_relation, claim.also_low, claim.also_high, unit
    if own is None:
        return _Interval(None, None, low_open=False, high_open=False)
    # In another unit, and where it is "about" so much, a number stands for what is rounded to it.
    coarse = claim.approximate or own != unit
    ends: list[Decimal | None] = []
    for end, side in ((low, 0), (high, 1)):
        if end is None:
            ends.append(None)
        elif coarse:
            ends.append(stated_interval(end, own, unit, coarse=True)[side])
        else:
            ends.append(convert(end, own, unit))
    return _Interval(
        ends[0], ends[1], low_open=relation == "more_than", high_open=relation == "less_than"
    )


def _figure_fit(claim: ClaimRow, operator: str, number: Decimal, unit: str) -> _Fit:
    low, high, low_open, high_open = _interval(claim, unit)
    reaches = high is None or high > number or (high == number and not high_open)
    passes = high is None or high > number
    falls = low is None or low < number or (low == number and not low_open)
    sinks = low is None or low < number
    certain, possible = {
        "ge": (not sinks, reaches),
        "gt": (not falls, passes),
        "le": (not passes, falls),
        "lt": (not reaches, sinks),
        "eq": (_same(claim, number, unit), reaches and falls),
    }[operator]
    return _Fit(certain, certain or possible)


def _same(claim: ClaimRow, number: Decimal, unit: str) -> bool:
    """Tell whether a claim states this very number, in whichever unit it is printed."""
    printed = (
        (claim.relation, claim.low, claim.unit),
        (claim.also_relation, claim.also_low, claim.also_unit),
    )
    return any(
        relation == "exactly"
        and low is not None
        and own is not None
        and comparable(own, unit)
        and overlap(low, own, number, unit)
        for relation, low, own in printed
    )
