"""``armsref report render``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from armsref.cli.options import as_of_option, dataset_option, open_catalog


@click.command(name="render")
@click.argument("file", metavar="FILE")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=".html, .docx, .pdf, .tex or .md.",
)
@click.option("--style", default="plain", metavar="STYLE", help="plain, or a CSL style: apa.")
@click.option(
    "--csl", metavar="FILE", type=click.Path(path_type=Path), help="A style's own .csl file."
)
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
def command(
    *,
    file: str,
    output: Path,
    style: str,
    csl: Path | None,
    every: bool,
    title: str | None,
    reference_doc: Path | None,
    dataset: Path | None,
    as_of: str | None,
) -> None:
    """Make a document of a report: each figure with its note, and the bibliography.

    FILE is Markdown, or - for standard input. Where a figure is not what the data say, nothing is
    written: the findings are those of armsref report check, and so is the exit code.

    \b
    Examples: armsref report render report.md -o report.docx --style chicago-notes
              armsref report render report.md -o report.html
    """
    from armsref.reports.job import BIBLIOGRAPHY, Options
    from armsref.reports.render import Refused, render

    text = _text(file)
    if file != "-" and os.path.realpath(output) == os.path.realpath(file):
        msg = f"{output}: is the report itself; name another file"
        raise click.UsageError(msg)
    options = Options(
        file=file,
        folder=Path() if file == "-" else Path(file).parent,
        style=style,
        csl=csl,
        every=every,
        title=title or BIBLIOGRAPHY,
        reference_doc=reference_doc,
    )
    try:
        rendered = render(text, output, open_catalog(dataset, as_of), options)
    except Refused as refused:
        click.echo("\n".join(refused.lines))
        sys.exit(1)
    for remark in rendered.remarks:
        click.echo(f"armsref: {remark}", err=True)
    numbers = {"figure": rendered.figures, "source": rendered.sources, "article": rendered.articles}
    said = ", ".join(f"{number} {what}{'s' * (number != 1)}" for what, number in numbers.items())
    click.echo(f"{output}: {said}")


def _text(file: str) -> str:
    from armsref.ordinary_file import read_ordinary
    from armsref.prose.source import decoded

    return decoded(sys.stdin.buffer.read() if file == "-" else read_ordinary(Path(file)), file)
