"""``armsref transfers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import (
    as_of_option,
    console,
    dataset_option,
    json_option,
    open_catalog,
    print_json,
)

if TYPE_CHECKING:
    from pathlib import Path


@click.command(name="transfers")
@click.option("--from", "supplier", metavar="PARTY", help="Supplying party: Iran, or IRN.")
@click.option("--to", "recipient", metavar="PARTY", help="Receiving party: Russia, or RUS.")
@click.option("--system", metavar="NAME", help="Statements that name it, and their denials.")
@click.option("--denied", is_flag=True, help="Only denials.")
@json_option
@dataset_option
@as_of_option
def command(
    supplier: str | None,
    recipient: str | None,
    system: str | None,
    dataset: Path | None,
    as_of: str | None,
    *,
    denied: bool,
    as_json: bool,
) -> None:
    """Show reported transfers, a line for each statement; statements are never summed.

    Example: armsref transfers --from Iran --to Russia --denied
    """
    from armsref.catalog.document import transfer_document

    catalog = open_catalog(dataset, as_of)
    rows = catalog.transfers(supplier, recipient, system, denied=True if denied else None)
    documents = [transfer_document(catalog, row) for row in rows]
    if as_json:
        print_json(documents)
        return
    from armsref.cli.render import print_transfers

    with console() as screen:
        if not documents:
            screen.print("no such statement")
        print_transfers(screen, catalog, documents)
