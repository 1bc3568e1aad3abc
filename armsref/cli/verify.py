"""``armsref verify``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from armsref.cli.options import folder_argument


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
def command(folder: Path, texts: Path, *, write: bool) -> None:
    """Check that the words of DIR's seeds stand in the articles' texts.

    \b
    Examples: armsref verify --texts ~/articles
              armsref verify --texts ~/articles --lock
    """
    from armsref.errors import DataError
    from armsref.evidence.lock import read_lock
    from armsref.evidence.verify import lock, read_texts, verify
    from armsref.findings import counted, exit_code
    from armsref.seeds.load import load_seeds

    seeds = load_seeds(folder)
    found_texts = read_texts(texts)
    verified = verify(seeds, found_texts)
    if not verified.texts and any(article.file.text for article in seeds.articles):
        msg = f"{texts}: none of its {len(found_texts)} texts (*.txt) is that of an article"
        raise DataError(msg)
    findings = sorted(
        [*seeds.findings, *verified.findings],
        key=lambda f: (f.file, f.line, f.column or 0, f.code, f.message),
    )
    for finding in findings:
        click.echo(str(finding))
    found = f"{len(verified.found)} claims and statements found in {verified.texts} texts"
    click.echo(f"{found}; {counted(findings)}")
    if not seeds.systems_known:
        click.echo("names were not checked: seeds/systems.toml cannot be loaded")
    stored = read_lock(folder).digests
    stale = sum(stored.get(key) != digest for key, digest in verified.found.items())
    if stale and not write:
        click.echo(f"{stale} of them are not in the lock as they stand; run again with --lock")
    for article in verified.absent:
        click.echo(
            f"not checked: {article}: no text in {texts} has its sha256; where the text was saved "
            "again, mend [text]"
        )
    if write and seeds.findings:
        click.echo("the lock was not written: mend what cannot be loaded first", err=True)
    elif write:
        lines = lock(seeds, verified)
        click.echo(f"seeds/evidence.lock: {lines} lines; now run armsref build")
    sys.exit(exit_code(findings))
