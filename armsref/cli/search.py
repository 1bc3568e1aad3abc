"""``armsref search``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import dataset_option, json_option, open_catalog, print_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command(name="search")
@click.argument("text")
@click.option("--most", default=10, show_default=True, type=click.IntRange(min=1), help="At most.")
@json_option
@dataset_option
def command(text: str, most: int, dataset: Path | None, *, as_json: bool) -> None:
    """Search the names: exact, prefix, word, other spelling of a spoken name, near.

    Example: armsref search zolf
    """
    catalog = open_catalog(dataset)
    hits = catalog.search(text, most=most)
    if as_json:
        print_json([{**hit._asdict(), "label": catalog.get(hit.system).label} for hit in hits])
        return
    for hit in hits:
        click.echo(f"{hit.system}: {hit.name} ({hit.rank})")
    if not hits:
        click.echo("no such name")
