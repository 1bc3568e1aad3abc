"""``armsref check``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from armsref.cli.options import as_of_option, dataset_option, open_catalog
from armsref.cli.reporting import Reporting, findings_options

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.catalog.catalog import Catalog
    from armsref.prose.checked import Checked, CheckedFigure
    from armsref.prose.source import Source


@click.command(name="check")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option("--language", default="en", metavar="CODE", help="Language of the text.")
@click.option("--markdown", is_flag=True, help="Standard input or the sentence is Markdown.")
@click.option("--quiet", is_flag=True, help="Show findings only, not the figures that are fine.")
@as_of_option
@dataset_option
@findings_options
def command(
    *,
    texts: tuple[str, ...],
    language: str,
    markdown: bool,
    quiet: bool,
    as_of: str | None,
    dataset: Path | None,
    reporting: Reporting,
) -> None:
    """Say of each figure in a sentence or a file who printed it.

    TEXT is a sentence, a file (.md, .txt; .docx with pandoc), or - for standard input. A figure
    that nobody printed, a bound made a plain figure and a hedge that was dropped are findings.

    \b
    Examples: armsref check "The Zolfaghar has a range of up to 700 km"
              armsref check report.md --strict
    """
    from armsref.cli.progress import watched
    from armsref.prose.check import check

    sources = [_source(text, alone=len(texts) == 1) for text in texts]
    catalog = open_catalog(dataset, as_of)
    checked = [
        check(
            one.text,
            markdown=one.markdown or markdown,
            catalog=catalog,
            language=language,
            file=one.file,
            watch=watched,
        )
        for one in sources
    ]
    if reporting.is_text and not quiet:
        for one, found in zip(sources, checked, strict=True):
            for figure in found.figures:
                click.echo("\n".join(_lines(catalog, one.file, figure)))
    findings = [finding for found in checked for finding in found.findings]
    reporting.end(findings, _summary(checked))


def _source(text: str, *, alone: bool) -> Source:
    from armsref.prose.source import Source, decoded, source_of

    if text == "-":
        return Source(decoded(sys.stdin.buffer.read(), "-"))
    return source_of(text, alone=alone)


def _lines(catalog: Catalog, file: str, figure: CheckedFigure) -> list[str]:
    """Write a figure and its verdict, and the claims that bear on it."""
    from armsref.cite.plain import cite_several
    from armsref.prose.said import PLAIN, Said

    verdict = figure.verdict
    what = Said(catalog, file).what(figure.system, figure.attribute)
    place = f"{file}:{figure.line}:{figure.column}"
    lines = [f'{place}: "{figure.words}", {what}: {PLAIN[verdict.kind]}']
    lines += [f"    {line}" for line in cite_several(catalog, verdict.claims, figure.system)]
    if verdict.against:
        lines.append("  others print")
        lines += [f"    {line}" for line in cite_several(catalog, verdict.against, figure.system)]
    return lines


class _Count(NamedTuple):
    number: int
    noun: str

    def __str__(self) -> str:
        return f"{self.number} {self.noun}{'' if self.number == 1 else 's'}"


def _summary(checked: list[Checked]) -> str:
    figures = sum(len(found.figures) for found in checked)
    left = sum(found.unattributed for found in checked)
    return (
        f"{_Count(len(checked), 'text')}, {_Count(figures, 'figure')} judged, {left} not attributed"
    )
