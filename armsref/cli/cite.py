"""``armsref cite``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import as_of_option, dataset_option, open_catalog, print_json

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.catalog.catalog import Catalog


@click.command(name="cite")
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["plain", "csl-json"]),
    default="plain",
    help="plain: one note each; csl-json: the bibliography.",
)
@click.option("--all", "every", is_flag=True, help="Plain: a note for every claim.")
@dataset_option
@as_of_option
def command(
    targets: tuple[str, ...], form: str, dataset: Path | None, as_of: str | None, *, every: bool
) -> None:
    """Cite SYSTEM, SYSTEM.ATTRIBUTE or a claim by its id.

    \b
    Examples: armsref cite zolfaghar.range
              armsref cite zolfaghar --format csl-json
    """
    catalog = open_catalog(dataset, as_of)
    if form == "csl-json":
        _bibliography(catalog, targets)
        return
    # All notes are made before the first is printed: a wrong target prints nothing.
    notes = [note for target in targets for note in _notes(catalog, target, every=every)]
    for note in dict.fromkeys(notes):
        click.echo(note)


def _notes(catalog: Catalog, target: str, *, every: bool) -> list[str]:
    from armsref.catalog.document import split_target
    from armsref.cite.plain import cite_claim, cite_spec
    from armsref.cite.targets import claims_of_target, is_claim_id

    claims = claims_of_target(catalog, target)
    if every or is_claim_id(target):
        return [cite_claim(catalog, claim) for claim in claims]
    system, attribute = split_target(catalog, target)
    specs = system.specs.values() if attribute is None else [system[attribute]]
    prefix = "" if attribute is not None else "{}: "
    return [
        prefix.format(catalog.label("attributes", spec.attribute)) + cite_spec(catalog, spec)
        for spec in specs
        if spec is not None
    ]


def _bibliography(catalog: Catalog, targets: tuple[str, ...]) -> None:
    from armsref.cite.targets import claims_of_target
    from armsref.tables.csl import csl_item

    articles = {
        claim.article: catalog.article(claim.article)
        for target in targets
        for claim in claims_of_target(catalog, target)
    }
    outlets = {a.outlet: catalog.label("outlets", a.outlet) for a in articles.values()}
    print_json([csl_item(articles[key], outlets) for key in sorted(articles)])
