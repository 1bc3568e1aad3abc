"""``armsref resolve``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import dataset_option, json_option, open_catalog, print_json

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.catalog.resolution import Resolution


@click.command(name="resolve")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option(
    "--aliases",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Names of your own: a CSV file with the columns printed,system.",
)
@click.option("--fuzzy", is_flag=True, help="Take other spellings of a spoken name too.")
@click.option("--class", "class_", metavar="TERM", help="Choose among several bearers of a name.")
@click.option("--country", metavar="COUNTRY", help="The same by country: Iran, or IRN.")
@json_option
@dataset_option
def command(
    texts: tuple[str, ...],
    aliases: str | None,
    class_: str | None,
    country: str | None,
    dataset: Path | None,
    *,
    fuzzy: bool,
    as_json: bool,
) -> None:
    """Say what printed names mean: one system, one or the other, several, a class, unknown.

    \b
    Examples: armsref resolve "Zolfaghar missiles" "Fateh-110/Zolfaghar"
              armsref resolve Zolfaqar --fuzzy --json
    """
    from armsref.catalog.aliases import read_aliases

    catalog = open_catalog(dataset)
    own = None if aliases is None else read_aliases(catalog, aliases)
    found = [
        catalog.resolve(text, aliases=own, fuzzy=fuzzy, class_=class_, country=country)
        for text in texts
    ]
    if as_json:
        print_json([{"text": t, **r._asdict()} for t, r in zip(texts, found, strict=True)])
        return
    for text, resolution in zip(texts, found, strict=True):
        click.echo(f"{text}: {_words(resolution)}")


def _words(resolution: Resolution) -> str:
    """Write a resolution in one line."""
    kind = resolution.kind
    if kind == "class":
        return f"class {resolution.term}"
    if kind == "unknown":
        near = ", ".join(resolution.suggestions)
        return f"unknown; did you mean {near}?" if near else "unknown"
    joined = (" or " if kind == "alternatives" else " and ").join(resolution.systems)
    return f"{kind}: {joined} (by {resolution.via})"
