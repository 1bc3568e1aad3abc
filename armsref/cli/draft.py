"""``armsref draft``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from armsref.seeds.load import Seeds


@click.command(name="draft")
@click.argument("textfile", type=click.Path(path_type=Path))
@click.option("--url", required=True, metavar="URL", help="Address of the page.")
@click.option("--language", metavar="CODE", help="Language of the text; told from it by default.")
@click.option("--issued", metavar="DATE", help="Day, month or year of publication; as --language.")
@click.option(
    "--system",
    "systems",
    multiple=True,
    metavar="'NAME=id'",
    help="A printed name that the catalogue lacks, and its id; may be repeated.",
)
@click.option(
    "--dataset",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder with seeds/; the present one by default.",
)
@click.option("--write", is_flag=True, help="Write seeds/articles/OUTLET-DATE.toml.")
def command(
    *,
    textfile: Path,
    url: str,
    language: str | None,
    issued: str | None,
    systems: tuple[str, ...],
    folder: Path | None,
    write: bool,
) -> None:
    """Propose an article file from the text of TEXTFILE; a person keeps or deletes.

    \b
    Examples: armsref draft article.txt --url https://example.org/2024/02/22/a-title
              armsref draft article.txt --url https://example.org/a --system "Haj Qasem=haj-qasem"
    """
    from armsref.cli.progress import watched
    from armsref.draft.document import article_text
    from armsref.draft.draft import draft

    seeds = known_seeds(folder, writes=write)
    named = [_named(text) for text in systems]
    data = textfile.read_bytes()
    made = draft(data, url, seeds, language=language, date=issued, systems=named, watch=watched)
    text = article_text(made)
    if not write:
        click.echo(text, nl=False)
        return
    from armsref.draft.write import write_draft

    file = write_draft(made, text)
    claims = f"{len(made.proposed)} claims proposed"
    click.echo(f"{file}: {claims}; keep or delete, then armsref verify --texts DIR --lock")


def known_seeds(folder: Path | None, *, writes: bool) -> Seeds:
    """Return the seeds of a folder; without one, the names and words that are shipped.

    Parameters
    ----------
    folder : Path, optional
        The folder that was asked for.
    writes : bool
        Something is to be written there: then the folder must have seeds.
    """
    from armsref.seeds.load import load_seeds

    here = folder or Path()
    if folder is not None or writes or (here / "seeds").is_dir():
        return load_seeds(here)
    from armsref.draft.shipped import shipped_seeds

    return shipped_seeds()


def _named(text: str) -> tuple[str, str]:
    """Take "Printed Name=id" apart."""
    from armsref.model.base import SYSTEM_ID

    name, _, system = text.rpartition("=")
    if not name.strip() or not re.fullmatch(SYSTEM_ID, system.strip()):
        msg = f'--system {text!r} is not "Printed Name=id", the id of small letters and hyphens'
        raise click.UsageError(msg)
    return name.strip(), system.strip()
