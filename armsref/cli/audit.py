"""``armsref audit``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from armsref.cli.options import dataset_option, open_catalog
from armsref.cli.reporting import findings_options

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.auditing.audit import Audit
    from armsref.cli.reporting import Reporting
    from armsref.findings import Finding

#: So many findings of each rule are listed for people to read; how many more there are is said.
MOST_SHOWN = 1000


@click.command(name="audit")
@click.argument("tables", metavar="TABLE...", nargs=-1, required=True, type=click.Path())
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
@click.option(
    "--sheet", metavar="NAME", help="The sheet of an Excel file; the first visible one by default."
)
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
    tables: tuple[str, ...],
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
    from armsref.auditing.audit import audit_table
    from armsref.auditing.source import Asked
    from armsref.catalog.aliases import read_aliases
    from armsref.cli.progress import watched

    _refuse_outputs(tables, aliases, annotate, unresolved)
    catalog = open_catalog(dataset)
    own = None if aliases is None else read_aliases(catalog, aliases)
    found = [
        audit_table(
            table,
            name=name,
            columns=_mapped(maps),
            aliases=own,
            language=language,
            each_row=each_row,
            keep=annotate is not None,
            catalog=catalog,
            watch=watched,
            asked=Asked(_sign(delimiter), sheet),
        )
        for table in tables
    ]
    _write(found[0], annotate, unresolved)
    _end(reporting, found)


def _refuse_outputs(tables: tuple[str, ...], *files: str | None) -> None:
    """Refuse to write over what is read, or to make one copy of several tables."""
    from armsref.auditing.output import refuse_output

    aliases, *outputs = files
    kept = [*tables, *([aliases] if aliases else [])]
    for output in filter(None, outputs):
        if len(tables) > 1:
            msg = "--annotate and --unresolved are of one table; name one"
            raise click.UsageError(msg)
        refuse_output(output, *kept)
        kept.append(output)


def _write(found: Audit, annotate: str | None, unresolved: str | None) -> None:
    if annotate is not None:
        from armsref.auditing.annotate import write_annotated

        live = write_annotated(found, annotate)
        if live:
            many = f"{live} cell{' that is a formula' if live == 1 else 's that are formulas'}"
            click.echo(f"{annotate}: {many} to a spreadsheet, written with a ' in front", err=True)
        lost = getattr(found.source, "lost", "")
        if lost:
            click.echo(f"{annotate}: not copied of {found.file}: {lost}", err=True)
    if unresolved is not None:
        from armsref.auditing.unresolved import write_unresolved

        write_unresolved(found, unresolved)


def _end(reporting: Reporting, found: list[Audit]) -> None:
    """Tell the findings of all tables, and what was looked at in each."""
    from armsref.auditing.summary import summary

    named = len(found) > 1
    said = "; ".join(f"{one.file}: {summary(one)}" if named else summary(one) for one in found)
    if not reporting.is_list:
        reporting.end((finding for one in found for finding in one), said)
        return
    shown: list[Finding] = []
    left: Counter[str] = Counter()
    for one in found:
        first, more = one.first_of_each(MOST_SHOWN)
        shown += first
        left.update(more)
    rest = ", ".join(f"{n:,} more {code}" for code, n in sorted(left.items()))
    reporting.end(shown, f"{said}; not listed here: {rest}" if rest else said)


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
