"""A figure that somebody wrote, against what is printed of the system.

The definitions, once for tables and sentences:

- *printed*: each number is one that an article prints, as a figure or as a bound, within the
  digits printed (435 mi is 700 km; 700.4 km is 700 km, 710 km is not), and on the side printed
  ("up to 700 km" is the upper bound of "between 300 and 700 km", "more than 700 km" is none);
- *inside*: within the bounds of one claim ("up to 700 km" has 500 km inside), but not printed;
- *disputed*: printed or inside, while the articles differ among themselves;
- *outside*: nobody printed it;
- *implausible*: outside, and out of the vocabulary's bounds of the attribute or of the class;
- *unstated*: no article of the catalogue states the attribute of the system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from armsref.catalog.hints import term_line
from armsref.errors import UnitError
from armsref.reading.units import comparable, convert, is_money, same_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.model.reading import Figure
    from armsref.model.rows import ClaimRow

Kind = Literal["printed", "disputed", "inside", "unstated", "outside", "implausible"]

#: The least and the most that is plausible.
Limits = tuple["Decimal | None", "Decimal | None"]

#: A bound from below or from above; None of a plain figure, which is either.
Side = Literal["low", "high"] | None

#: Relations of a figure that bounds nothing.
_PLAIN = ("exactly", "about")

#: From the best to the worst: of alternatives the best counts.
KINDS: tuple[Kind, ...] = ("printed", "disputed", "inside", "unstated", "outside", "implausible")


#: The rule that a verdict is a finding of; what is printed is none.
CODES: dict[str, str] = {
    "outside": "AR703",
    "implausible": "AR704",
    "inside": "AR705",
    "disputed": "AR706",
    "unstated": "AR707",
}


class End(NamedTuple):
    """A number that somebody wrote, and the side that it bounds."""

    number: Decimal
    unit: str
    side: Side


class Numbers(NamedTuple):
    """The figure of a claim, as its row has it: no record is made of so many."""

    relation: str | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    also_low: Decimal | None
    also_high: Decimal | None
    also_unit: str | None


class Verdict(NamedTuple):
    """What is to be said of a figure.

    Attributes
    ----------
    kind : str
        One of :data:`KINDS`.
    system : str
        Id of the system it was judged of.
    attribute : str
        Id of the attribute.
    claims : tuple of ClaimRow
        The claims that bear on it: of a printed figure those that print it, of one inside those
        with such bounds, else all of the spec.
    against : tuple of ClaimRow
        Of a disputed figure the claims that say otherwise; else empty.
    bounds : tuple of (Decimal or None, Decimal or None), str
        Of an implausible figure: the bounds, and what they are of (a class or the attribute).
    """

    kind: Kind
    system: str
    attribute: str
    claims: tuple[ClaimRow, ...] = ()
    against: tuple[ClaimRow, ...] = ()
    bounds: tuple[Limits, str] | None = None


class Judge:
    """Judges figures by one catalogue; what is printed is looked up once for each spec.

    Parameters
    ----------
    catalog : Catalog
        The catalogue.

    Examples
    --------
    >>> import armsref
    >>> judge = Judge(armsref.shipped())
    >>> [judge.of("polonez", "range", armsref.read(words)).kind
    ...  for words in ("300 km", "186 miles", "up to 200 km", "900 km", "90,000 km")]
    ['printed', 'printed', 'inside', 'outside', 'implausible']
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._claims: dict[tuple[str, str], tuple[ClaimRow, ...]] = {}
        self._classes: dict[str, tuple[str, ...]] = {}

    def of_any(self, systems: Iterable[str], attribute: str, figure: Figure) -> Verdict:
        """Return the best verdict of several systems, any of which may be meant."""
        verdicts = [self.of(system, attribute, figure) for system in systems]
        return min(verdicts, key=lambda verdict: KINDS.index(verdict.kind))

    def of(self, system: str, attribute: str, figure: Figure) -> Verdict:
        """Return what is to be said of a figure.

        Raises
        ------
        UnitError
            Its unit is of another dimension than the attribute, or a currency in which nobody
            printed the price of the system, while it is printed in another.
        """
        spec = self._spec(system, attribute)
        claims = self._compared(system, attribute, figure.unit)
        printing = tuple(c for c in claims if all(_prints(c, end) for end in _ends(figure)))
        fitting = printing or tuple(c for c in claims if _holds(c, figure))
        if fitting:
            if spec is not None and self._is_disputed(spec, claims):
                return self._disputed(spec, fitting, claims)
            return Verdict("printed" if printing else "inside", system, attribute, fitting)
        bounds = self._broken_bounds(system, attribute, figure)
        if bounds is not None:
            return Verdict("implausible", system, attribute, claims, (), bounds)
        return Verdict("outside" if claims else "unstated", system, attribute, claims)

    def _spec(self, system: str, attribute: str) -> Spec | None:
        return self.catalog.specs_of(system).get(attribute)

    def claims(self, system: str, attribute: str) -> tuple[ClaimRow, ...]:
        """Return the claims with a figure, in the order of the groups."""
        key = (system, attribute)
        if key not in self._claims:
            spec = self._spec(system, attribute)
            claims = () if spec is None else spec.claims
            self._claims[key] = tuple(c for c in claims if c.relation is not None)
        return self._claims[key]

    def _compared(self, system: str, attribute: str, unit: str) -> tuple[ClaimRow, ...]:
        """Return the claims that a figure in a unit is compared with: none in other currencies."""
        claims = self.claims(system, attribute)
        own = tuple(c for c in claims if any(comparable(u, unit) for u in _units(c)))
        if claims and not own:
            printed = ", ".join(sorted({unit for claim in claims for unit in _units(claim)}))
            msg = f"it is printed in {printed}, with which {unit} is not compared"
            raise UnitError(msg)
        return own

    @staticmethod
    def _is_disputed(spec: Spec, claims: tuple[ClaimRow, ...]) -> bool:
        """Tell whether the claims that are compared differ among themselves."""
        own = {claim.id for claim in claims}
        return spec.agreement == "disputed" and sum(not own.isdisjoint(g) for g in spec.groups) > 1

    def _disputed(
        self, spec: Spec, fitting: tuple[ClaimRow, ...], claims: tuple[ClaimRow, ...]
    ) -> Verdict:
        """Return the verdict of a figure that some articles have and others have not."""
        own = {claim.id for claim in fitting}
        sides = [set(group) for group in spec.groups]
        same = set().union(*(side for side in sides if side & own))
        against = tuple(c for c in claims if c.id not in same)
        return Verdict("disputed", spec.system, spec.attribute, fitting, against)

    def _broken_bounds(
        self, system: str, attribute: str, figure: Figure
    ) -> tuple[Limits, str] | None:
        """Return the bounds that no value of a figure keeps, the class's before the attribute's."""
        own = self.catalog.lexicon.vocabulary.attribute[attribute].unit
        if own is None or (own != figure.unit and is_money(own) and is_money(figure.unit)):
            return None
        values = [convert(end.number, end.unit, own) for end in _ends(figure)]
        for limits, of in self.limits(system, attribute):
            if _broken(values, *limits):
                return limits, of
        return None

    def limits(self, system: str, attribute: str) -> list[tuple[Limits, str]]:
        """Return the plausible bounds, in the attribute's unit, and what they are of.

        Those of the narrowest class come first, those of the attribute last.
        """
        entry = self.catalog.lexicon.vocabulary.attribute[attribute]
        classes = ((entry.plausible.get(term), term) for term in self._class_line(system))
        found = [((own.least, own.most), term) for own, term in classes if own is not None]
        return [*found, ((entry.least, entry.most), attribute)]

    def _class_line(self, system: str) -> tuple[str, ...]:
        """Return the classes of a system, the narrowest first."""
        if system not in self._classes:
            spec = self._spec(system, "class")
            terms = () if spec is None else spec.terms or ()
            lines = (term_line(self.catalog, "class", term) for term in terms)
            self._classes[system] = tuple(dict.fromkeys(t for line in lines for t in line))
        return self._classes[system]


def _units(claim: ClaimRow) -> list[str]:
    return [unit for unit in (claim.unit, claim.also_unit) if unit is not None]


def _broken(values: list[Decimal], least: Decimal | None, most: Decimal | None) -> bool:
    return any(
        (least is not None and value < least) or (most is not None and value > most)
        for value in values
    )


def _ends(figure: Figure) -> list[End]:
    """Return the numbers of a figure, each with the side it bounds; none where it is the figure."""
    if figure.relation in _PLAIN:
        return [End(number, figure.unit, None) for number in figure.numbers]
    low, high = figure.low, figure.high
    below = [End(low, figure.unit, "low")] if low is not None else []
    return below + ([End(high, figure.unit, "high")] if high is not None else [])


def _printed_ends(claim: ClaimRow | Numbers, side: Side) -> Iterator[tuple[Decimal, str]]:
    """Return the numbers that a claim prints, in both units where it prints two.

    A plain figure is either side; of bounds only that side is one.
    """
    for low, high, unit in (
        (claim.low, claim.high, claim.unit),
        (claim.also_low, claim.also_high, claim.also_unit),
    ):
        if unit is None:
            continue
        either = side is None or claim.relation in _PLAIN
        if low is not None and (either or side == "low"):
            yield low, unit
        if high is not None and (either or side == "high"):
            yield high, unit


def printed_beside(claim: ClaimRow | Numbers, unit: str, side: Side) -> list[tuple[Decimal, str]]:
    """Return the numbers that a claim prints which one in a unit is to be compared with.

    A number in one of the units that were printed is not compared with its other one: 430 mi is
    rounded from 700 km, but "700 km (435 mi)" says which miles are meant.
    """
    printed = [(n, other) for n, other in _printed_ends(claim, side) if comparable(other, unit)]
    return [(number, other) for number, other in printed if other == unit] or printed


def _prints(claim: ClaimRow, end: End) -> bool:
    """Tell whether a claim prints a number, within the digits printed, and on the same side."""
    beside = printed_beside(claim, end.unit, end.side)
    return any(same_number(end.number, end.unit, *printed) for printed in beside)


def has_bounds(claim: ClaimRow | Numbers) -> bool:
    """Tell whether a claim prints bounds, between which a figure may lie."""
    return claim.relation not in (None, *_PLAIN) and claim.unit is not None


def _holds(claim: ClaimRow, figure: Figure) -> bool:
    """Tell whether a figure lies within the bounds of a claim that prints some.

    "Up to 300 km" lies not within "between 300 and 700 km": it leaves nothing of it.
    """
    own = claim.unit is not None and comparable(claim.unit, figure.unit)
    return own and has_bounds(claim) and all(_holds_end(claim, end) for end in _ends(figure))


def _holds_end(claim: ClaimRow, end: End) -> bool:
    unit = claim.unit or ""
    value = convert(end.number, end.unit, unit)

    def is_bound(bound: Decimal) -> bool:
        return same_number(end.number, end.unit, bound, unit)

    above = claim.low is None or (
        value >= claim.low and not (end.side == "high" and is_bound(claim.low))
    )
    below = claim.high is None or (
        value <= claim.high and not (end.side == "low" and is_bound(claim.high))
    )
    return above and below
