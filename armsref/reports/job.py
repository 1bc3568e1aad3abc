"""What a report is rendered from: its text, its figures, the style, the files it names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from armsref.cite.style import Plain
from armsref.cite.styles import style_file, style_named
from armsref.reports.figure import bare_words, spec_of
from armsref.reports.sources import Figure, Sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.reports.placing import Asked
    from armsref.reports.spans import FigureSpan

#: Over the bibliography, where neither the report nor the writer names it otherwise.
BIBLIOGRAPHY = "Bibliography"


class Options(NamedTuple):
    """How a report is rendered.

    Attributes
    ----------
    file : str
        The report's name in errors.
    folder : Path
        Where the files that it names are looked for.
    style : str
        Name of the style of citation.
    csl : Path or None
        A style's file instead.
    every : bool
        Notes name every claim, not the first one and how many more there are.
    title : str
        Heading of the bibliography.
    reference_doc : Path or None
        A DOCX file whose styles pandoc takes.
    """

    file: str = "-"
    folder: Path = Path()
    style: str = Plain.name
    csl: Path | None = None
    every: bool = False
    title: str = BIBLIOGRAPHY
    reference_doc: Path | None = None

    @property
    def stem(self) -> str:
        """What a report without a title is called."""
        return "Report" if self.file == "-" else Path(self.file).stem


@dataclass(frozen=True, slots=True)
class Job:
    """A report, read.

    Attributes
    ----------
    spans : sequence of FigureSpan
        Its spans, in their order.
    figures : mapping
        What stands in them, by what they ask for.
    csl : str or None
        The style's file; None for the plain style.
    """

    text: str
    catalog: Catalog
    options: Options
    spans: Sequence[FigureSpan]
    figures: Mapping[Asked, Figure]
    sources: Sources
    csl: str | None

    @property
    def in_text(self) -> bool | None:
        """Whether the style cites in the text; None for the plain one."""
        return None if self.csl is None else self.sources.style.in_text


def asked_by(span: FigureSpan) -> Asked:
    """Return what a span asks for, as its attributes say it."""
    return span.spec, span.unit or "", "" if span.digits is None else str(span.digits)


def job_of(text: str, spans: Sequence[FigureSpan], catalog: Catalog, options: Options) -> Job:
    """Read a report's figures out of the catalogue.

    Raises
    ------
    ArmsrefError
        A span asks for what the catalogue does not state, or the style is unknown.
    """
    style = style_named(catalog, options.style, options.csl)
    specs = {asked_by(span): spec_of(catalog, span.spec) for span in spans}
    sources = Sources(catalog, style, every=options.every)
    figures = {
        asked_by(span): sources.figure(specs[asked_by(span)], bare_words(catalog, span))
        for span in spans
    }
    csl = None
    if options.csl is not None or style.name != Plain.name:
        csl = str(options.csl or style_file(options.style))
    return Job(text, catalog, options, spans, figures, sources, csl)
