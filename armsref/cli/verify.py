"""``armsref verify``."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from armsref.cli.reporting import findings_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from armsref.cli.reporting import Reporting
    from armsref.findings import Finding
    from armsref.seeds.load import Seeds

    Say = Callable[[str], None]


@click.command(name="verify")
@click.argument("words", metavar="[DIR] [ARTICLE]...", nargs=-1)
@click.option(
    "--texts",
    metavar="TEXTS",
    type=click.Path(path_type=Path),
    help="Folder with the articles' texts (*.txt, UTF-8), found by their SHA-256.",
)
@click.option("--live", is_flag=True, help="Fetch the pages of the articles, or of those named.")
@click.option("--lock", "write", is_flag=True, help="Write seeds/evidence.lock.")
@findings_options
def command(
    words: tuple[str, ...], texts: Path | None, *, live: bool, write: bool, reporting: Reporting
) -> None:
    """Check that the words of DIR's seeds stand in the articles' texts, or on their pages.

    \b
    Examples: armsref verify --texts ~/articles
              armsref verify --texts ~/articles --lock
              armsref verify --live telegraphindia-2024-02-22
    """
    from armsref.seeds.load import load_seeds

    folder, articles = _folder_and_articles(words)
    if texts is None and not live:
        msg = "say where to look: --texts TEXTS, --live, or both"
        raise click.UsageError(msg)
    if articles and not live:
        msg = "articles are named for --live; --texts checks all whose text is there"
        raise click.UsageError(msg)
    if write and texts is None:
        msg = "--lock writes what was found in texts; name their folder with --texts"
        raise click.UsageError(msg)
    seeds = load_seeds(folder)
    # Beside findings that a program reads, the rest is for a person.
    say = partial(click.echo, err=reporting.format != "text")
    findings, summaries = list(seeds.findings), []
    if texts is not None:
        found, summary = _verify_texts(seeds, texts, say, write=write)
        findings += found
        summaries.append(summary)
    if live:
        found, summary = _verify_pages(seeds, articles, say)
        findings += found
        summaries.append(summary)
    findings.sort(key=lambda f: (f.file, f.line, f.code))
    reporting.end(findings, "; ".join(summaries))


def _folder_and_articles(words: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """Tell the folder from the ids behind it: an id is no folder that is there."""
    from armsref.model.base import ARTICLE_ID

    first = words[0] if words else "."
    if re.fullmatch(ARTICLE_ID, first) and not Path(first).is_dir():
        return Path(), words
    return Path(first), words[1:]


def _verify_texts(
    seeds: Seeds, folder: Path, say: Say, *, write: bool
) -> tuple[list[Finding], str]:
    from armsref.errors import DataError
    from armsref.evidence.lock import read_lock
    from armsref.evidence.verify import lock, read_texts, verify

    texts = read_texts(folder)
    verified = verify(seeds, texts)
    if not verified.texts and any(article.file.text for article in seeds.articles):
        msg = f"{folder}: none of its {len(texts)} texts (*.txt) is that of an article"
        raise DataError(msg)
    stored = read_lock(seeds.root).digests
    stale = sum(stored.get(key) != digest for key, digest in verified.found.items())
    if stale and not write:
        say(f"{stale} of them are not in the lock as they stand; run again with --lock")
    for article in verified.absent:
        say(
            f"not checked: {article}: no text in {folder} has its sha256; where the text was saved "
            "again, mend [text]"
        )
    if write and seeds.findings:
        click.echo("the lock was not written: mend what cannot be loaded first", err=True)
    elif write:
        say(f"seeds/evidence.lock: {lock(seeds, verified)} lines; now run armsref build")
    return verified.findings, (
        f"{len(verified.found)} claims and statements found in {verified.texts} texts"
    )


def _verify_pages(seeds: Seeds, wanted: tuple[str, ...], say: Say) -> tuple[list[Finding], str]:
    from armsref.cli.progress import watched
    from armsref.evidence.live.pages import Pages
    from armsref.evidence.live.verify import articles_to_look_up, nothing_read, verify_live

    pages = Pages()
    looked = []
    for article in watched(articles_to_look_up(seeds, wanted), "pages"):
        looked.append(verify_live(article, pages.text))
        say(looked[-1].summary)
    findings = [finding for one in looked for finding in one.findings] + nothing_read(looked)
    read = sum(one.read for one in looked)
    return findings, f"the pages of {read} of {len(looked)} articles read"
