"""``armsref report render``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from armsref.cli.options import (
    as_of_option,
    catalog_options,
    dataset_option,
    open_catalog,
    style_options,
)
from armsref.cli.report_check import counted
from armsref.cli.reporting import findings_options

if TYPE_CHECKING:
    from armsref.cli.reporting import Reporting


@click.command(name="render")
@click.argument("file", metavar="FILE")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=".html, .docx, .odt, .pdf, .tex or .md.",
)
@style_options
@click.option("--all", "every", is_flag=True, help="Name every claim in a note, not the first.")
@click.option("--bibliography-title", "title", metavar="TEXT", help="Its heading.")
@click.option(
    "--reference-doc",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A .docx whose styles the document takes.",
)
@dataset_option
@as_of_option
@findings_options
def command(
    *,
    file: str,
    output: Path,
    style: str | None,
    csl: Path | None,
    every: bool,
    title: str | None,
    reference_doc: Path | None,
    dataset: Path | None,
    as_of: str | None,
    reporting: Reporting,
) -> None:
    """Make a document of a report: each figure with its note, and the bibliography.

    Where a figure is not what the data say, nothing is written: the findings are those of armsref
    report check, and so is the exit code.

    \b
    Examples: armsref report render report.md -o report.docx --style chicago-notes-bibliography
              armsref report render report.md -o report.html
    """
    from armsref.reports.check import check_report
    from armsref.reports.job import BIBLIOGRAPHY, Options
    from armsref.reports.render import ending_of, render
    from armsref.reports.source import report_text

    ending_of(output)
    if os.path.realpath(output) == os.path.realpath(file):
        msg = f"{output}: is the report itself; name another file"
        raise click.UsageError(msg)
    text, catalog = report_text(file), open_catalog(dataset, as_of)
    named = catalog_options(dataset, as_of)
    checked = check_report(text, catalog, file=file, strict=reporting.strict, options=named)
    code = reporting.tell(checked.findings, f"1 report, {counted(checked.figures, 'figure')}")
    if code:
        sys.exit(code)
    options = Options(
        file=file,
        folder=Path(file).parent,
        style="plain" if style is None else style,
        csl=csl,
        every=every,
        title=title or BIBLIOGRAPHY,
        reference_doc=reference_doc,
    )
    rendered = render(text, output, catalog, options, check=False)
    for remark in rendered.remarks:
        click.echo(f"armsref: {remark}", err=True)
    held = [counted(rendered.sources, "source"), counted(rendered.articles, "article")]
    reporting.say(f"{output}: {counted(rendered.figures, 'figure')}, {', '.join(held)}")
