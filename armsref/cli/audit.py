"""``armsref audit``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import dataset_option, open_catalog
from armsref.cli.reporting import findings_options

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.cli.reporting import Reporting

#: So many findings of each rule are listed for people to read; how many more there are is said.
MOST_SHOWN = 1000


@click.command(name="audit")
@click.argument("table", metavar="TABLE", type=click.Path())
@click.option("--name", metavar="COLUMN", help="The column with the names of weapons.")
@click.option(
    "--map",
    "maps",
    metavar="ATTRIBUTE=COLUMN[:UNIT]",
    multiple=True,
    help="A column of figures: range=Reichweite:km; repeatable; only these are judged.",
)
@click.option(
    "--aliases",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Names of your own: a CSV file with the columns printed,system.",
)
@click.option("--delimiter", metavar="SIGN", help="The sign between the cells of a CSV file.")
@click.option("--sheet", metavar="NAME", help="The sheet of an Excel file; the first by default.")
@click.option("--language", default="en", show_default=True, help="Language of words in cells.")
@click.option(
    "--annotate",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write a copy (.csv or .xlsx) with verdict and source beside each figure.",
)
@click.option(
    "--unresolved",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write the unknown names as a CSV file that --aliases reads once it is filled in.",
)
@click.option("--each-row", is_flag=True, help="A finding for each row, not for each figure.")
@dataset_option
@findings_options
def command(
    table: str,
    *,
    name: str | None,
    maps: tuple[str, ...],
    aliases: str | None,
    delimiter: str | None,
    sheet: str | None,
    language: str,
    dataset: Path | None,
    annotate: str | None,
    unresolved: str | None,
    each_row: bool,
    reporting: Reporting,
) -> None:
    """Judge the figures of a table that names weapons; find those that nobody printed.

    TABLE is a CSV, Parquet, JSON Lines or Excel file.

    \b
    Examples: armsref audit table.csv
              armsref audit table.xlsx --name Modell --map range=Reichweite:km
    """
    from armsref.audit.audit import audit_table
    from armsref.audit.output import refuse_output
    from armsref.audit.source import Asked
    from armsref.audit.summary import summary
    from armsref.catalog.aliases import read_aliases
    from armsref.cli.progress import watched

    kept = [table] + ([aliases] if aliases else [])
    for output in (annotate, unresolved):
        if output is not None:
            refuse_output(output, *kept)
            kept.append(output)
    catalog = open_catalog(dataset)
    found = audit_table(
        table,
        name=name,
        columns=_mapped(maps),
        aliases=None if aliases is None else read_aliases(catalog, aliases),
        language=language,
        each_row=each_row,
        keep=annotate is not None,
        catalog=catalog,
        watch=watched,
        asked=Asked(_sign(delimiter), sheet),
    )
    if annotate is not None:
        from armsref.audit.annotate import write_annotated

        write_annotated(found, annotate)
    if unresolved is not None:
        from armsref.audit.unresolved import write_unresolved

        write_unresolved(found, unresolved)
    said = summary(found)
    if not reporting.is_list:
        reporting.end(found, said)
        return
    shown, left = found.first_of_each(MOST_SHOWN)
    more = ", ".join(f"{n:,} more {code}" for code, n in left.items())
    reporting.end(shown, f"{said}; not listed here: {more}" if more else said)


def _mapped(maps: tuple[str, ...]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for text in maps:
        attribute, sign, column = text.partition("=")
        if not sign or not attribute or not column:
            msg = f"--map {text!r} is no ATTRIBUTE=COLUMN[:UNIT]; such as range=Reichweite:km"
            raise click.UsageError(msg)
        if attribute in columns:
            raise click.UsageError(f"--map names {attribute} twice")
        columns[attribute] = column
    return columns


def _sign(delimiter: str | None) -> str | None:
    """Return the one sign that is meant; a tab is hard to type."""
    sign = {"tab": "\t", "\\t": "\t"}.get(delimiter or "", delimiter)
    if sign is not None and (len(sign) != 1 or not sign.isascii() or sign in '"\r\n'):
        raise click.UsageError(f"--delimiter {delimiter!r} is not one sign; such as ';' or tab")
    return sign
