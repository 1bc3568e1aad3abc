"""``armsref dossier``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import as_of_option, dataset_option, open_catalog, style_options

if TYPE_CHECKING:
    from pathlib import Path


@click.command(name="dossier")
@click.argument("system", metavar="SYSTEM")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="A file ending in .md, .html, .tex or .txt; by pandoc .docx, .odt or .pdf.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "html", "latex", "text"]),
    help="Form on standard output; Markdown by default.",
)
@style_options
@dataset_option
@as_of_option
def command(  # noqa: PLR0917 - click passes them by name
    system: str,
    output: str | None,
    form: str | None,
    style: str | None,
    csl: Path | None,
    dataset: Path | None,
    as_of: str | None,
) -> None:
    """Write one document on SYSTEM: specs, claims, agreement, transfers, sources.

    Of a family it holds the members, too.

    \b
    Examples: armsref dossier zolfaghar
              armsref dossier zolfaghar -o zolfaghar.docx --style apa
    """
    from armsref.cite.styles import style_named
    from armsref.dossier.compose import compose
    from armsref.dossier.files import check_file, write_file
    from armsref.dossier.gathered import gather
    from armsref.writing.forms import write

    if output is not None:
        if form is not None:
            msg = "--format is of standard output; a file's ending says its form"
            raise click.UsageError(msg)
        check_file(output)
    catalog = open_catalog(dataset, as_of)
    found = catalog.get(system)
    gathered = gather(catalog, found)
    document = compose(
        catalog, gathered, style_named(catalog, "plain" if style is None else style, csl)
    )
    if output is None:
        click.echo(
            write(
                document, form or "markdown", page=True, title=found.label if form == "html" else ""
            ),
            nl=False,
        )
        return
    for remark in write_file(document, found.label, output):
        click.echo(f"armsref: {remark}", err=True)
    click.echo(f"{output}: {gathered.summary}; data version {catalog.version}")
