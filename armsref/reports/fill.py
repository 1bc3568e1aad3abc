"""Fill a report: write its figures, and what they rest on, into its spans and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ArmsrefError
from armsref.reports.attributes import quoted
from armsref.reports.check import Checker, check_report
from armsref.reports.citing import cited_articles
from armsref.reports.figure import shown
from armsref.reports.judge import Judge
from armsref.reports.spans import figure_spans

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.findings import Finding
    from armsref.reports.spans import FigureSpan


class Change(NamedTuple):
    """A span that was written anew: where it begins, its source before and after."""

    line: int
    column: int
    before: str
    after: str


class Filled(NamedTuple):
    """A report, filled.

    Attributes
    ----------
    text : str
        The report; where there are findings, as it was.
    figures : int
        How many spans it has.
    changes : tuple of Change
        The spans that changed; none where there are findings.
    findings : tuple of Finding
        Why it cannot be filled.
    """

    text: str
    figures: int
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def fill_report(
    text: str,
    catalog: Catalog,
    *,
    file: str = "-",
    cite: bool = False,
    whole: Catalog | None = None,
) -> Filled:
    """Write the figures of a report into its spans, all of them or none.

    Nothing else of the text changes. The version of the data is noted in a span where its figure
    changed or none was noted, so that new data make no noise beside figures that stay; and where
    an article on the figure was retracted. What is filled is found clean by a check, and filling
    it again changes nothing.

    Parameters
    ----------
    text : str
        The report, Markdown as pandoc reads it.
    catalog : Catalog
        The catalogue that its figures are of.
    file : str
        Its name in the findings.
    cite : bool
        Write pandoc citations of the articles behind each span, too.
    whole : Catalog, optional
        The catalogue with the articles that one as of a day lacks: citations of them go.

    Examples
    --------
    >>> import armsref
    >>> filled = fill_report('[]{.armsref spec="shahed.payload" data="1"}', armsref.shipped())
    >>> filled.text.partition("]")[0]
    '[about 45 kg (99 lb)'
    """
    spans, problems = figure_spans(text)
    filler = _Filler(text, catalog, file, whole or catalog, cite=cite)
    for problem in problems:
        filler.checker.say("AR901", problem.start, problem.message, problem.remedy)
    for span in spans:
        filler.add(span)
    findings = tuple(filler.checker.findings)
    if findings:
        return Filled(text, len(spans), (), findings)
    written = filler.written()
    if left := check_report(written, catalog, file=file, citations=False).findings:
        msg = f"{file}: cannot be filled; once filled it would have: {left[0].said}"
        raise ArmsrefError(msg)
    return Filled(written, len(spans), tuple(filler.changes), ())


class _Filler:
    """Collects what is to be written into one report."""

    def __init__(
        self, text: str, catalog: Catalog, file: str, whole: Catalog, *, cite: bool
    ) -> None:
        self.text = text
        self.catalog = catalog
        self.cite = cite
        self.articles = frozenset(whole.table("articles").by("id"))
        self.judge = Judge(catalog)
        self.checker = Checker(self.judge, text, file)
        self.edits: list[_Edit] = []
        self.changes: list[Change] = []

    def add(self, span: FigureSpan) -> None:
        """Add what is to be written into a span, or say why there is nothing."""
        if not self.checker.add_faults(span):
            return
        edits = [*self._figure(span), *(self._citations(span) if self.cite else [])]
        self.checker.add_retracted(span, bare=not self.cite)
        if edits:
            end = max(span.end, edits[-1].end)
            place = self.checker.places.of(span.start)
            before = self.text[span.start : end]
            after = _applied(
                before,
                [e._replace(start=e.start - span.start, end=e.end - span.start) for e in edits],
            )
            self.changes.append(Change(*place, before, after))
        self.edits += edits

    def _figure(self, span: FigureSpan) -> list[_Edit]:
        """Return the edits of a span itself: its text, and the version noted."""
        edits = []
        differs = span.words != self.judge.figure(span)
        if differs:
            edits.append(_Edit(span.text_start, span.text_end, shown(self.catalog, span)))
        version = self.judge.version
        if span.data_start is None or span.data_end is None:
            at = span.attributes_end
            gap = "" if self.text[at - 1].isspace() else " "
            edits.append(_Edit(at, at, f"{gap}data={quoted(version)}"))
        elif (differs and span.data != version) or self.judge.is_dated(span):
            edits.append(_Edit(span.data_start, span.data_end, quoted(version)))
        return edits

    def _citations(self, span: FigureSpan) -> list[_Edit]:
        """Return the edit of the citations behind a span, where they are not up to date."""
        spec, cited = self.judge.spec(span), span.cited
        items = cited.items if cited is not None else ()
        works = cited_articles(items, spec.articles, self.articles)
        if works == [item.words for item in items]:
            return []
        group = f"[{'; '.join(works)}]"
        if cited is not None:
            return [_Edit(cited.start, cited.end, group)]
        # What stands there would else be taken for the target of a link.
        gap = " " if self.text[span.end : span.end + 1] in tuple("([{") else ""
        return [_Edit(span.end, span.end, f" {group}{gap}")]

    def written(self) -> str:
        """Return the report with all that is to be written."""
        return _applied(self.text, self.edits)


def _applied(text: str, edits: list[_Edit]) -> str:
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])
