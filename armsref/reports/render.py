"""A report with its figures, their notes and the bibliography in place, as a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ArmsrefError, DataError
from armsref.pandoc import pandoc_program
from armsref.prose.places import Places
from armsref.reports.figure import shown, spec_of
from armsref.reports.job import Options, job_of
from armsref.reports.spans import Problem, figure_spans
from armsref.whole_file import whole_file

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.reports.job import Job
    from armsref.reports.spans import FigureSpan

_MARKDOWN = (".md", ".markdown")
_PAGES = (".html", ".htm")
#: The endings of what a report is rendered to.
ENDINGS = (*_PAGES, ".docx", ".pdf", ".tex", *_MARKDOWN)


class Rendered(NamedTuple):
    """What was rendered.

    Attributes
    ----------
    figures, sources, articles : int
        How many there are.
    remarks : tuple of str
        What is to be said about it: warnings of pandoc's, pictures left out.
    """

    figures: int
    sources: int
    articles: int
    remarks: tuple[str, ...]


def render(
    text: str, output: str | os.PathLike[str], catalog: Catalog, options: Options | None = None
) -> Rendered:
    """Render a report to a file, whole or not at all; its ending says what it is.

    Parameters
    ----------
    text : str
        The report: Markdown with spans ``[]{.armsref spec="zolfaghar.range"}``.
    output : path
        The file: HTML, DOCX, PDF, LaTeX or Markdown.
    catalog : Catalog
        The catalogue that the figures are of.
    options : Options, optional
        The style, and where the report's files are.

    Raises
    ------
    Refused
        A span shows what the catalogue does not say.
    ArmsrefError
        The style is unknown, or a program that it needs is not installed.
    DataError
        It is no such file, or pandoc cannot do it.
    """
    options = options or Options()
    output = Path(output)
    ending_of(output)
    found = figure_spans(text)
    wrong = [*found.problems, *outdated(found.spans, catalog)]
    if wrong:
        raise Refused(text, options.file, wrong)
    job = job_of(text, found.spans, catalog, options)
    remarks = _write(job, output)
    sources = {figure.source for figure in job.figures.values()}
    return Rendered(len(job.spans), len(sources), len(job.sources.articles), tuple(remarks))


def _write(job: Job, output: Path) -> list[str]:
    ending = ending_of(output)
    if ending in _MARKDOWN:
        from armsref.reports.in_markdown import in_markdown

        written = in_markdown(job)
    elif ending in _PAGES and pandoc_program() is None:
        from armsref.reports.without_pandoc import page_of

        written = page_of(job)
    else:
        from armsref.reports.with_pandoc import write_with_pandoc

        return write_with_pandoc(job, output)
    with whole_file(output) as aside:
        aside.write_bytes(written.text.encode("utf-8"))
    return written.remarks


class Refused(DataError):  # noqa: N818 - a report is refused
    """A report with spans that must not be printed.

    Parameters
    ----------
    text, file : str
        The report, and its name.
    problems : list of Problem
        What is wrong with which spans.
    """

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        places = Places(text)
        self.lines = []
        for problem in sorted(problems):
            line, column = places.of(problem.start)
            said = f"{problem.message}; {problem.remedy}" if problem.remedy else problem.message
            self.lines.append(f"{file}:{line}:{column}: {said}")
        super().__init__(self.lines[0])


def outdated(spans: Sequence[FigureSpan], catalog: Catalog) -> list[Problem]:
    """Return the spans that do not show what the catalogue says, or hide that articles differ."""
    found = []
    for span in spans:
        try:
            text = shown(catalog, span)
        except ArmsrefError as error:
            found.append(Problem(span.start, str(error), ""))
            continue
        if " ".join(span.text.split()) != text:
            message = f"[{span.text}] is not what the data say of {span.spec}: {text}"
            found.append(Problem(span.start, message, "run armsref report fill"))
        elif not span.disputed and spec_of(catalog, span.spec).agreement == "disputed":
            message = f"articles differ on {span.spec}"
            found.append(Problem(span.start, message, 'say so, and write disputed="ok"'))
    return found


def ending_of(output: Path) -> str:
    """Return the ending of what a report is rendered to.

    Raises
    ------
    DataError
        It is none of those.
    """
    ending = output.suffix.casefold()
    if ending not in ENDINGS:
        msg = f"{output}: what is it to be? name a file with one of {', '.join(ENDINGS)}"
        raise DataError(msg)
    return ending
