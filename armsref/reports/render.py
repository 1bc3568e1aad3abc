"""A report with its figures, their notes and the bibliography in place, as a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import DataError
from armsref.pandoc import pandoc_program
from armsref.prose.places import Places
from armsref.reports.job import Options, job_of
from armsref.reports.spans import Problem, figure_spans
from armsref.whole_file import whole_file

if TYPE_CHECKING:
    import os

    from armsref.catalog.catalog import Catalog
    from armsref.reports.job import Job

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
    ArmsrefError
        A span asks for what the catalogue does not state, the style is unknown, or a program
        that it needs is not installed.
    DataError
        It is no such file, a span cannot be read, or pandoc cannot do it.
    """
    options = options or Options()
    output = Path(output)
    ending_of(output)
    found = figure_spans(text)
    _refuse(text, found.problems, options.file)
    job = job_of(text, found.spans, catalog, options)
    _refuse(text, outdated(job), options.file)
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


def outdated(job: Job) -> list[Problem]:
    """Return the spans that do not show what the catalogue says, or hide that articles differ."""
    from armsref.reports.figure import shown, spec_of

    found = []
    for span in job.spans:
        text = shown(job.catalog, span)
        if " ".join(span.text.split()) != text:
            message = f"[{span.text}] of {span.spec} is not {text!r}, which the data say"
            found.append(Problem(span.start, message, "run armsref report fill"))
        elif not span.disputed and spec_of(job.catalog, span.spec).agreement == "disputed":
            message = f"articles differ on {span.spec}"
            found.append(Problem(span.start, message, 'say so, and write disputed="ok"'))
    return found


def _refuse(text: str, problems: list[Problem], file: str) -> None:
    """Raise on the first span that must not be printed.

    Raises
    ------
    DataError
        There is one.
    """
    for problem in problems:
        place = Places(text).of(problem.start)
        where = f"{file}:{place.line}:{place.column}"
        msg = f"{where}: {problem.message}; {problem.remedy}"
        raise DataError(msg)


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
