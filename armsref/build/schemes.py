"""Classes against figures, under the named schemes of the vocabulary: notes, never decisions.

A note is given only where the words leave no doubt: "up to 700 km" may be a range of 200 km, and
contradicts no class that begins below 700.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from armsref.evidence.places import finding_on
from armsref.reading.units import comparable, stated_interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from armsref.evidence.identity import Claim, Statement
    from armsref.findings import Finding
    from armsref.model.rows import ClaimRow, SpecRow
    from armsref.model.vocabulary import Bounds, Scheme, Vocabulary


class Difference(NamedTuple):
    """A claim that names a class, and one whose figure lies outside the bounds of that class."""

    named: ClaimRow
    figured: ClaimRow
    bounds: Bounds


def scheme_findings(
    vocabulary: Vocabulary,
    specs: Sequence[SpecRow],
    claims: Sequence[ClaimRow],
    records: Mapping[str, Claim | Statement],
) -> list[Finding]:
    """Return a note for each class and figure of a system that a scheme keeps apart.

    One note for each pair of groups: claims that agree are one statement.

    Parameters
    ----------
    vocabulary : Vocabulary
        Its schemes.
    specs, claims : sequence
        The rows of those tables.
    records : mapping
        The records of the seeds by their ids.
    """
    rows = {(claim.id, claim.system): claim for claim in claims}
    by_system = {(spec.system, spec.attribute): spec for spec in specs}
    findings = []
    for scheme in vocabulary.scheme.values():
        check = _Check(scheme, vocabulary)
        for (system, attribute), classes in by_system.items():
            figures = by_system.get((system, scheme.by))
            if attribute != scheme.of or figures is None:
                continue
            for named, figured in product(_groups(classes, rows), _groups(figures, rows)):
                difference = next(check.differences(named, figured), None)
                if difference is not None:
                    record = records[difference.named.id]
                    message, remedy = check.words(system, difference)
                    finding = finding_on(record, "AR305", ("quote",), message, remedy)
                    findings.append(finding._replace(message=message))
    return findings


def _groups(spec: SpecRow, rows: Mapping[tuple[str, str], ClaimRow]) -> list[list[ClaimRow]]:
    said_of = spec.inherited_from or spec.system
    return [[rows[claim, said_of] for claim in group] for group in spec.groups]


class _Check:
    """One scheme, ready to be looked up."""

    def __init__(self, scheme: Scheme, vocabulary: Vocabulary) -> None:
        self.scheme = scheme
        self.terms = vocabulary.attribute[scheme.of].terms
        self.unit = vocabulary.attribute[scheme.by].unit or ""

    def differences(
        self, named: Sequence[ClaimRow], figured: Sequence[ClaimRow]
    ) -> Iterator[Difference]:
        """Return the pairs of claims that do not go together."""
        for one, other in product(named, figured):
            bounds = self._bounds(one.term)
            if bounds is not None and certainly_outside(other, bounds, self.unit):
                yield Difference(one, other, bounds)

    def _bounds(self, term: str | None) -> Bounds | None:
        """Return the bounds of a term, or of the nearest term that contains it and has some."""
        seen: set[str] = set()
        while term in self.terms and term not in seen:
            if term in self.scheme.bounds:
                return self.scheme.bounds[term]
            seen.add(term)
            term = self.terms[term].broader
        return None

    def words(self, system: str, difference: Difference) -> tuple[str, str]:
        """Return what is said, with both words, and what to do."""
        one, other = (
            f'"{" ".join(claim.quote.split())}" ({claim.article})'
            for claim in (difference.named, difference.figured)
        )
        label = self.terms[difference.named.term or ""].label
        bounds = f"{bounds_text(difference.bounds)} {self.unit}"
        rule = f"by the scheme {self.scheme.label!r} a {label} has {bounds}"
        remedy = "both are kept; see whether one of them is said of another system"
        return f"{system}: {one} against {other}: {rule}", remedy


def certainly_outside(claim: ClaimRow, bounds: Bounds, unit: str) -> bool:
    """Tell whether no value that a claim's words allow lies within bounds.

    A figure that is only "about", or printed in another unit, is anything that its digits can be
    rounded from; one in another currency is not compared.
    """
    if claim.unit is not None and not comparable(claim.unit, unit):
        return False
    low, high = claim.canonical_low, claim.canonical_high
    if claim.unit is not None and (claim.approximate or claim.unit != unit):
        low = claim.low and stated_interval(claim.low, claim.unit, unit, coarse=True)[0]
        high = claim.high and stated_interval(claim.high, claim.unit, unit, coarse=True)[1]
    above = bounds.below is not None and low is not None and low >= bounds.below
    if bounds.least is None or high is None:
        return above
    under = high <= bounds.least if claim.relation == "less_than" else high < bounds.least
    return above or under


def bounds_text(bounds: Bounds) -> str:
    """Write bounds.

    Examples
    --------
    >>> from armsref.model.vocabulary import Bounds
    >>> [bounds_text(Bounds(**b)) for b in ({"below": 300}, {"least": 300, "below": 1000})]
    ['under 300', '300 to under 1,000']
    """
    if bounds.least is None:
        return f"under {bounds.below:,f}"
    if bounds.below is None:
        return f"{bounds.least:,f} or more"
    return f"{bounds.least:,f} to under {bounds.below:,f}"
