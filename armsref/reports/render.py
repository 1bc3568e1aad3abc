"""A report with its figures, their notes and the bibliography in place, as a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from armsref.errors import DataError
from armsref.pandoc import pandoc_program
from armsref.reports.job import Options, job_of
from armsref.reports.spans import figure_spans
from armsref.whole_file import whole_file

if TYPE_CHECKING:
    import os

    from armsref.catalog.catalog import Catalog

_MARKDOWN = (".md", ".markdown")
_PAGES = (".html", ".htm")
#: The endings of what a report is rendered to.
ENDINGS = (*_PAGES, ".docx", ".pdf", ".tex", *_MARKDOWN)


def render(
    text: str, output: str | os.PathLike[str], catalog: Catalog, options: Options | None = None
) -> list[str]:
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

    Returns
    -------
    list of str
        What is to be said about it, a line each: warnings of pandoc's, pictures left out.

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
    ending = ending_of(output)
    found = figure_spans(text)
    for problem in found.problems:
        msg = f"{options.file}: {problem.message}; {problem.remedy}"
        raise DataError(msg)
    job = job_of(text, found.spans, catalog, options)
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
