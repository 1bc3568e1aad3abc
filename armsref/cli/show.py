"""``armsref show``."""

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

    from armsref.catalog.catalog import Catalog


@click.command(name="show")
@click.argument("target")
@json_option
@dataset_option
@as_of_option
def command(target: str, dataset: Path | None, as_of: str | None, *, as_json: bool) -> None:
    """Show a system, SYSTEM.ATTRIBUTE, a claim or a transfer statement by its id.

    \b
    Examples: armsref show zolfaghar
              armsref show zolfaghar.range --json
              armsref show zolfaghar --as-of 2023
    """
    from armsref.catalog.document import split_target, system_document
    from armsref.cite.targets import is_claim_id

    catalog = open_catalog(dataset, as_of)
    if is_claim_id(target):
        _show_claim(catalog, target, as_json=as_json)
        return
    if is_claim_id(f"c{target[1:]}") and target[0] == "t":
        _show_statement(catalog, target, as_json=as_json)
        return
    system, attribute = split_target(catalog, target)
    document = system_document(catalog, system, attribute)
    if as_json:
        print_json(document)
        return
    from armsref.cli.render import print_retracted, print_system

    with console() as screen:
        print_system(screen, catalog, document)
        if attribute is not None and not document["specs"]:
            screen.print(f"{catalog.label('attributes', attribute)}: not stated")
        print_retracted(screen, catalog, document["retracted"])


def _show_claim(catalog: Catalog, claim_id: str, *, as_json: bool) -> None:
    from armsref.catalog.document import claim_document, find_claim

    rows = find_claim(catalog, claim_id)
    document = claim_document(catalog, rows[0])
    systems = [row.system for row in rows]
    if as_json:
        head = {"data_version": catalog.version, "systems": systems}
        print_json({**head, "attribute": rows[0].attribute, **document})
        return
    from armsref.cli.render import print_claim

    with console() as screen:
        print_claim(screen, catalog, systems, rows[0].attribute, document)


def _show_statement(catalog: Catalog, statement_id: str, *, as_json: bool) -> None:
    from armsref.catalog.document import find_transfer, transfer_document

    document = transfer_document(catalog, find_transfer(catalog, statement_id))
    if as_json:
        print_json({"data_version": catalog.version, **document})
        return
    from armsref.cli.render import print_transfers

    with console() as screen:
        print_transfers(screen, catalog, [document])
