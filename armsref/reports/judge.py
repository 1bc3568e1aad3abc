"""What the catalogue says of a span: the figure to stand there, and what speaks against it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ArmsrefError, DataError, UnitError
from armsref.reports.figure import OnlyRetracted, bare_words, spec_of

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.model.rows import ClaimRow
    from armsref.reports.spans import FigureSpan


class Fault(NamedTuple):
    """Why no figure may stand in a span: the rule's code, what is wrong, what to do."""

    code: str
    message: str
    remedy: str


class Judge:
    """Answers for the spans of reports, the same question once.

    Parameters
    ----------
    catalog : Catalog
        The catalogue that the figures are of.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._figures: dict[tuple[str, str | None, int | None], str | Fault] = {}
        self._specs: dict[str, Spec] = {}
        self._withdrawn: dict[str, list[ClaimRow]] = {}

    def figure(self, span: FigureSpan) -> str | Fault:
        """Return the figure that a span is to show, or why there is none."""
        key = (span.spec, span.unit, span.digits)
        if key not in self._figures:
            self._figures[key] = self._figure(span)
        return self._figures[key]

    def _figure(self, span: FigureSpan) -> str | Fault:
        try:
            return bare_words(self.catalog, span)
        except DataError:
            raise
        except UnitError as error:
            return Fault("AR903", f"{span.spec}: {error}", "write another unit, or none")
        except OnlyRetracted as error:
            return Fault("AR906", str(error), "take the figure away")
        except ArmsrefError as error:
            said = " ".join(str(error).split())
            return Fault("AR902", f"no figure of {span.spec!r}: {said}", "name what there is")

    def dispute(self, span: FigureSpan) -> Fault | None:
        """Return that articles differ on a figure, where the span does not say so."""
        if span.disputed or self.spec(span).agreement != "disputed":
            return None
        said = f"{span.spec} is disputed: {self._sides(span)}"
        return Fault("AR907", said, 'say so in the text, and write disputed="ok" in the span')

    def _sides(self, span: FigureSpan) -> str:
        """Return a claim of each side of a dispute."""
        from armsref.cite.plain import MOST_CITED, cite_briefly

        spec = self.spec(span)
        claims = {claim.id: claim for claim in spec.claims}
        firsts = [claims[group[0]] for group in spec.groups[:MOST_CITED]]
        said = [cite_briefly(self.catalog, claim, spec.system) for claim in firsts]
        rest = len(spec.groups) - len(firsts)
        return "; ".join([*said, *([f"and {rest} more"] if rest else [])])

    def spec(self, span: FigureSpan) -> Spec:
        """Return the spec of a span that has a figure."""
        if span.spec not in self._specs:
            self._specs[span.spec] = spec_of(self.catalog, span.spec)
        return self._specs[span.spec]

    def withdrawn(self, span: FigureSpan) -> list[ClaimRow]:
        """Return the claims of retracted articles that stated the same: they count for nothing."""
        spec = self.spec(span)
        holder = spec.inherited_from or spec.system
        key = f"{holder}.{spec.attribute}"
        if key not in self._withdrawn:
            retracted = self.catalog.get(holder).retracted
            self._withdrawn[key] = [one for one in retracted if one.attribute == spec.attribute]
        return self._withdrawn[key]

    def is_dated(self, span: FigureSpan) -> bool:
        """Tell whether the version noted in a span is another, and a claim on it was retracted."""
        noted = span.data is not None and span.data != self.version
        return noted and bool(self.withdrawn(span))

    @cached_property
    def version(self) -> str:
        """The version of the data as a span notes it: on one line."""
        return " ".join(self.catalog.version.split())

    @cached_property
    def retracted(self) -> frozenset[str]:
        """Ids of the retracted articles."""
        table = self.catalog.table("articles")
        at_id, at_why = table.place("id"), table.place("retracted")
        return frozenset(row[at_id] for row in table.rows if row[at_why])
