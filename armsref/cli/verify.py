"""``armsref verify``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from armsref.cli.options import folder_argument
from armsref.cli.reporting import findings_options

if TYPE_CHECKING:
    from armsref.cli.reporting import Reporting


@click.command(name="verify")
@folder_argument
@click.option(
    "--texts",
    required=True,
    metavar="TEXTS",
    type=click.Path(path_type=Path),
    help="Folder with the articles' texts (*.txt, UTF-8), found by their SHA-256.",
)
@click.option("--lock", "write", is_flag=True, help="Write seeds/evidence.lock.")
@findings_options
def command(folder: Path, texts: Path, *, write: bool, reporting: Reporting) -> None:
    """Check that the words of DIR's seeds stand in the articles' texts.

    \b
    Examples: armsref verify --texts ~/articles
              armsref verify --texts ~/articles --lock
    """
    from armsref.errors import DataError
    from armsref.evidence.lock import read_lock
    from armsref.evidence.verify import lock, read_texts, verify
    from armsref.seeds.load import load_seeds

    seeds = load_seeds(folder)
    found_texts = read_texts(texts)
    verified = verify(seeds, found_texts)
    if not verified.texts and any(article.file.text for article in seeds.articles):
        msg = f"{texts}: none of its {len(found_texts)} texts (*.txt) is that of an article"
        raise DataError(msg)
    found = f"{len(verified.found)} claims and statements found in {verified.texts} texts"
    findings = [*seeds.findings, *verified.findings]
    code = reporting.tell(findings, found, allowed=len(verified.allowed))
    stored = read_lock(folder).digests
    stale = sum(stored.get(key) != digest for key, digest in verified.found.items())
    if stale and not write:
        reporting.say(f"{stale} of them are not in the lock as they stand; run again with --lock")
    for article in verified.absent:
        reporting.say(
            f"not checked: {article}: no text in {texts} has its sha256; where the text was saved "
            "again, mend [text]"
        )
    if write and seeds.findings:
        click.echo("the lock was not written: mend what cannot be loaded first", err=True)
    elif write:
        lines = lock(seeds, verified)
        reporting.say(f"seeds/evidence.lock: {lines} lines; now run armsref build")
    sys.exit(code)
