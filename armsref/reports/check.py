"""Check a report: each figure against the data, and what has no source."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from armsref.dates import last_day
from armsref.findings import Finding
from armsref.prose.places import Places
from armsref.reports.blocks import blocks_of
from armsref.reports.judge import Fault, Judge
from armsref.reports.spans import spans_of_blocks

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.model.rows import ClaimRow
    from armsref.reports.spans import FigureSpan

#: Where the version of a catalogue as of a day has the day.
_AS_OF = " as of "


class Checked(NamedTuple):
    """What was found in a report, and how many figures it has."""

    findings: tuple[Finding, ...]
    figures: int


def check_report(
    text: str,
    catalog: Catalog,
    *,
    file: str = "-",
    strict: bool = False,
    citations: bool = True,
    options: str = "",
) -> Checked:
    """Check the figures of a report against the data.

    Parameters
    ----------
    text : str
        The report, Markdown as pandoc reads it.
    catalog : Catalog
        The catalogue that its figures are of.
    file : str
        Its name in the findings.
    strict : bool
        Look for numbers with a unit that have no source, too.
    citations : bool
        Look for citations of works that are nowhere; the bibliography files that the report
        names are read.
    options : str
        Those of the catalogue on the command line, for the command that a finding names.

    Examples
    --------
    >>> import armsref
    >>> checked = check_report("[300 km]{.armsref spec=polonez.range}", armsref.shipped())
    >>> [(finding.code, finding.column) for finding in checked.findings]
    [('AR905', 1)]
    """
    blocks = blocks_of(text)
    spans, problems = spans_of_blocks(blocks)
    checker = Checker(Judge(catalog), text, file, options)
    for problem in problems:
        checker.say("AR901", problem.start, problem.message, problem.remedy)
    for span in spans:
        checker.add(span)
    if citations:
        from armsref.reports.unknown import unknown_citations

        for problem in unknown_citations(text, blocks, catalog, file):
            checker.say("AR911", problem.start, problem.message, problem.remedy)
    if strict:
        from armsref.reports.unsourced import unsourced

        for start, words in unsourced(blocks, spans, catalog):
            checker.say(
                "AR909",
                start,
                f"{words!r} has no source beside it",
                "make it a span, or cite a source in the same sentence",
            )
    return Checked(tuple(checker.findings), len(spans))


class Checker:
    """Makes the findings of one report."""

    def __init__(self, judge: Judge, text: str, file: str, options: str = "") -> None:
        self.judge = judge
        self.places = Places(text)
        self.file = file
        self.remedy = " ".join(filter(None, ("run armsref report fill", quote(file), options)))
        self.findings: list[Finding] = []

    def say(
        self, code: str, start: int, message: str, remedy: str, span: FigureSpan | None = None
    ) -> None:
        """Add a finding at a place."""
        line, column = self.places.of(start)
        field, value = (span.spec, span.words) if span is not None else (None, None)
        self.findings.append(
            Finding(self.file, line, code, message, remedy, column, field=field, value=value)
        )

    def add(self, span: FigureSpan) -> None:
        """Check a span: its figure, a dispute, the citations behind it."""
        if self.add_faults(span):
            figure = self.judge.figure(span)
            if not span.words.strip():
                message = f"{span.spec} is not filled in: {figure!r}"
                self.say("AR904", span.start, message, self.remedy, span)
            elif span.words != figure:
                self._differs(span, str(figure))
            elif self.judge.is_dated(span):
                self._dated(span)
        self.add_retracted(span)

    def add_faults(self, span: FigureSpan) -> bool:
        """Check that a figure may stand in a span; tell whether there is one."""
        figure = self.judge.figure(span)
        if isinstance(figure, Fault):
            self.say(figure.code, span.start, figure.message, figure.remedy, span)
            return False
        dispute = self.judge.dispute(span)
        if dispute is not None:
            self.say(dispute.code, span.start, dispute.message, dispute.remedy, span)
        return True

    def add_retracted(self, span: FigureSpan, *, bare: bool = True) -> None:
        """Find citations of retracted articles behind a span; or those with words beside alone."""
        if span.cited is None:
            return
        keys = [item.key for item in span.cited.items if bare or not item.is_bare]
        for key in dict.fromkeys(keys):
            if key in self.judge.retracted:
                why = self.judge.catalog.article(key).retracted
                message = f"{key}, cited for {span.spec}, was retracted: {why}"
                self.say("AR908", span.cited.start, message, "take the citation away", span)

    def _differs(self, span: FigureSpan, figure: str) -> None:
        """Say that a figure drifted, with all that can be known of why."""
        now = self.judge.version
        said = f"{span.words!r} is not {figure!r}, which the data say of {span.spec}"
        noted = span.data is not None and span.data != now
        parts = [said, *([f"filled from {span.data}, now {now}"] if noted else [])]
        newer = self._newer(span)
        if newer:
            parts.append(f"printed since: {newer}")
        withdrawn = self._withdrawn(span)
        if withdrawn:
            parts.append(f"retracted: {withdrawn}")
        if not newer:
            parts.append(f"printed: {self._printed(span)}")
        self.say("AR905", span.start, "; ".join(parts), self.remedy, span)

    def _dated(self, span: FigureSpan) -> None:
        message = (
            f"{span.spec} was filled from {span.data}; what a retracted article said of it "
            f"counts for nothing: {self._withdrawn(span)}"
        )
        self.say("AR910", span.start, message, f"look at it, and {self.remedy}", span)

    def _newer(self, span: FigureSpan) -> str:
        """Return the claims of articles later than the day that a span's data are as of."""
        day = (span.data or "").partition(_AS_OF)[2]
        if not day:
            return ""
        catalog = self.judge.catalog
        claims = self.judge.spec(span).claims
        newer = [one for one in claims if last_day(catalog.article(one.article).issued) > day]
        return self._cited(span, newer)

    def _printed(self, span: FigureSpan) -> str:
        from armsref.cite.note import first_claim

        return self._cited(span, [first_claim(self.judge.catalog, self.judge.spec(span))])

    def _withdrawn(self, span: FigureSpan) -> str:
        return self._cited(span, self.judge.withdrawn(span))

    def _cited(self, span: FigureSpan, claims: list[ClaimRow]) -> str:
        from armsref.cite.plain import cite_several

        return "; ".join(cite_several(self.judge.catalog, claims, self.judge.spec(span).system))
