"""``armsref stats``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import as_of_option, dataset_option, json_option, open_catalog, print_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command(name="stats")
@json_option
@dataset_option
@as_of_option
def command(dataset: Path | None, as_of: str | None, *, as_json: bool) -> None:
    """Say what the dataset covers: systems by attribute, agreement, evidence, outlets.

    \b
    Examples: armsref stats
              armsref stats --json
    """
    from armsref.catalog.records import records
    from armsref.tables.coverage import coverage, coverage_document
    from armsref.tables.coverage_text import coverage_text
    from armsref.tables.registry import TABLES

    catalog = open_catalog(dataset, as_of)
    found = coverage({t.name: records(catalog.table(t.name), t.model) for t in TABLES.values()})
    if as_json:
        print_json({"data_version": catalog.version, **coverage_document(found)})
        return
    click.echo(coverage_text(found), nl=False)
