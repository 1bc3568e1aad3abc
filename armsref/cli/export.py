"""``armsref export``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

import armsref
from armsref.cli.options import as_of_option, dataset_option, open_catalog

if TYPE_CHECKING:
    from pathlib import Path


@click.command(name="export")
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    required=True,
    help="The file; its suffix says the form: .csv, .xlsx, .parquet or .sqlite.",
)
@click.option(
    "--table",
    metavar="NAME",
    help="One table: claims, systems ... Without it .xlsx and .sqlite hold all, the others specs.",
)
@click.option(
    "--digits",
    type=click.Choice(["float", "text"]),
    default="float",
    help="Of .parquet: numbers as floats, or as text with the digits printed.",
)
@dataset_option
@as_of_option
def command(
    file: str,
    table: str | None,
    digits: Literal["float", "text"],
    dataset: Path | None,
    as_of: str | None,
) -> None:
    """Write the tables of the catalogue into a file of another form.

    The file is written whole or not at all; one that is there is replaced. In CSV a text that a
    spreadsheet would run as a formula gets a ' in front; the other forms hold it as it is.

    \b
    Examples: armsref export -o armsref.xlsx
              armsref export -o claims.csv --table claims --as-of 2023
    """
    exported = armsref.export(file, table, digits, catalog=open_catalog(dataset, as_of))
    held = ", ".join(f"{rows} {name}" for name, rows in exported.rows.items())
    click.echo(f"{exported.file}: {held}; data version {exported.version}")
    if exported.defused:
        cells = "1 cell" if exported.defused == 1 else f"{exported.defused} cells"
        said = f"{cells} would run as a formula and got a ' in front"
        click.echo(
            f"{exported.file}: {said}; .parquet and .sqlite hold the text as it is", err=True
        )
