"""``armsref init``."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command(name="init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a dataset of your own in DIR, which is new or empty: an example that works.

    Example: armsref init my-data
    """
    from armsref.starter.make import TEXTS, make_dataset

    made = make_dataset(folder)
    for file in made.files:
        click.echo(folder / file)
    here, texts = shlex.quote(str(folder)), shlex.quote(str(folder / TEXTS))
    click.echo(f"\n{len(made.files)} files made: one invented article, one system. They work:\n")
    click.echo(f"  armsref show {made.system} --dataset {here}")
    click.echo(f"  armsref validate {here}")
    click.echo("\nThen an article of your own, its text saved as UTF-8:\n")
    draft = f"armsref draft {texts}/ARTICLE.txt --url https://ADDRESS --dataset {here} --write"
    for step in (
        draft,
        f"armsref verify {here} --texts {texts} --lock",
        f"armsref build {here}",
        f"armsref validate {here}",
    ):
        click.echo(f"  {step}")
