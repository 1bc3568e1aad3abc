"""``armsref validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import dataset_option, folder_argument, open_catalog
from armsref.cli.reporting import findings_options

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.cli.reporting import Reporting


@click.command(name="validate")
@folder_argument
@click.option("--table", metavar="NAME", help="The table that DIR, a file, is of.")
@dataset_option
@findings_options
def command(folder: Path, table: str | None, dataset: Path | None, *, reporting: Reporting) -> None:
    """Check DIR's seeds and datasets by every rule; all findings at once.

    DIR may be one CSV or Parquet file of a table's form, claims or another: its columns, cells,
    keys and references are checked, these against the shipped catalogue or --dataset.

    Exit code 0: clean, or notes alone; 1: errors or warnings; 2: something cannot be read.

    Example: armsref validate
    """
    is_folder = folder.is_dir()
    if is_folder and (table or dataset):
        option = "--table" if table else "--dataset"
        msg = f"{folder}: is a folder; {option} goes with a file, such as datasets/claims.csv in it"
        raise click.UsageError(msg)
    is_table = folder.suffix.casefold() in (".csv", ".parquet") or folder.exists()
    if not is_folder and (is_table or table or dataset):
        from armsref.catalog.validation.files import validate_file

        found = validate_file(folder, table, open_catalog(dataset))
        reporting.end(found.findings, f"{found.rows} rows of {found.table}")
    from armsref.build.write import build, differences
    from armsref.seeds.links import links_out

    if outside := links_out(folder):
        reporting.to_build().end(outside, f"{folder} was not read")
    built = build(folder)
    built.seeds.lexicon.check_languages(folder / "seeds" / "languages")
    stopped = bool(reporting.to_build().exit_code(built.findings))
    findings = [*built.findings, *differences(folder, built, stopped=stopped)]
    seeds = built.seeds
    looked_at = (("article", len(seeds.articles)), ("system", len(seeds.systems)))
    summary = ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for noun, n in looked_at)
    if overlooked := reporting.overlooked(built.findings):
        more = ", ..." if len(overlooked) > 10 else ""
        named = ", ".join(overlooked[:10]) + more
        summary += f"; left out whole, so that armsref build writes nothing: {named}"
    if stopped:
        summary += "; datasets/ is compared when the seeds are mended"
    reporting.end(findings, summary, allowed=len(built.allowed))
