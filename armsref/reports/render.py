"""A report with its figures, their notes and the bibliography in place, as a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import DataError
from armsref.findings import exit_code, ordered
from armsref.pandoc import pandoc_program
from armsref.reports.check import check_report
from armsref.reports.job import Options, job_of
from armsref.reports.spans import figure_spans
from armsref.whole_file import whole_file

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.findings import Finding
    from armsref.reports.job import Job

_MARKDOWN = (".md", ".markdown")
_PAGES = (".html", ".htm")
#: The endings of what a report is rendered to.
ENDINGS = (*_PAGES, ".docx", ".odt", ".pdf", ".tex", *_MARKDOWN)


class Refused(DataError):  # noqa: N818 - a report is refused
    """A report that shows what the catalogue does not say.

    Parameters
    ----------
    findings : sequence of Finding
        What ``armsref report check`` finds.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        more = f"; and {len(findings) - 1} more" if len(findings) > 1 else ""
        super().__init__(f"{findings[0]}{more}")


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
    text: str,
    output: str | os.PathLike[str],
    catalog: Catalog,
    options: Options | None = None,
    *,
    check: bool = True,
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
    check : bool
        Refuse a report whose figures are not the catalogue's; else those are written that are.

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
    checked = check_report(text, catalog, file=options.file).findings if check else ()
    if exit_code(checked):
        raise Refused(ordered(checked))
    job = job_of(text, figure_spans(text).spans, catalog, options)
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

        try:
            return write_with_pandoc(job, output)
        except RecursionError:
            msg = f"{job.options.file}: its parts are nested too deeply"
            raise DataError(msg) from None
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
