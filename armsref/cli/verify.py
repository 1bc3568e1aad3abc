"""``armsref verify``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from armsref.cli.reporting import base_of, findings_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from armsref.cli.reporting import Reporting
    from armsref.findings import Finding
    from armsref.seeds.load import Seeds

    Say = Callable[[str], None]


#: So many articles without a text are named; the texts of most articles are not at hand.
_MOST_ABSENT = 5


class _Seen(NamedTuple):
    """What came of the texts, or of the pages."""

    findings: list[Finding]
    allowed: list[Finding]
    summary: str


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
    from armsref.seeds.links import links_out
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
    reporting = reporting._replace(base=base_of(folder))
    if outside := links_out(folder):
        reporting.to_build().end(outside, f"{folder} was not read")
    seeds = load_seeds(folder)
    seen = []
    if texts is not None:
        seen.append(_verify_texts(seeds, texts, reporting.say, write=write))
    if live:
        seen.append(_verify_pages(seeds, articles, reporting.say))
    # What is wrong with an allowance is said by both.
    findings = dict.fromkeys([*seeds.findings, *(f for one in seen for f in one.findings)])
    allowed = sum(len(one.allowed) for one in seen)
    reporting.end(findings, "; ".join(one.summary for one in seen), allowed=allowed)


def _folder_and_articles(words: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """Tell the folder from the ids behind it: an id is no folder that is there."""
    from armsref.model.base import ARTICLE_ID

    first = words[0] if words else "."
    if re.fullmatch(ARTICLE_ID, first) and not Path(first).is_dir():
        return Path(), words
    return Path(first), words[1:]


def _verify_texts(seeds: Seeds, folder: Path, say: Say, *, write: bool) -> _Seen:
    from armsref.errors import DataError
    from armsref.evidence.lock import read_lock
    from armsref.evidence.verify import lock, read_texts, verify

    texts = read_texts(folder)
    verified = verify(seeds, texts)
    if not verified.texts and any(article.file.text for article in seeds.articles):
        told = f"; {_of_none(texts, seeds)[0]}" if texts else ""
        msg = f"{folder}: none of its {len(texts)} texts (*.txt) is that of an article{told}"
        raise DataError(msg)
    if not seeds.systems_known:
        say("names were not checked: seeds/systems.toml cannot be loaded")
    stored = read_lock(seeds.root).digests
    stale = sum(stored.get(key) != digest for key, digest in verified.found.items())
    if stale and not write:
        say(f"{stale} of them are not in the lock as they stand; run again with --lock")
    for article in verified.absent[:_MOST_ABSENT]:
        say(
            f"not checked: {article}: no text in {folder} has its sha256; where the text was saved "
            "again, mend [text]"
        )
    if len(verified.absent) > _MOST_ABSENT:
        say(
            f"not checked: {len(verified.absent) - _MOST_ABSENT} more articles without a text there"
        )
    if verified.texts < len(seeds.articles):
        for text in _of_none(texts, seeds):
            say(text)
    if write and seeds.findings:
        click.echo("the lock was not written: mend what cannot be loaded first", err=True)
    elif write:
        say(f"seeds/evidence.lock: {lock(seeds, verified)} lines; now run armsref build")
    found = f"{len(verified.found)} claims and statements found in {verified.texts} texts"
    return _Seen(verified.findings, verified.allowed, found)


def _of_none(texts: dict[str, str], seeds: Seeds) -> list[str]:
    """Tell the texts that are of no article by what its file would have to say of them."""
    known = {article.file.text.sha256 for article in seeds.articles if article.file.text}
    return [
        f"of no article is the text beginning {' '.join(text[:200].split())[:40]!r}; where it was "
        f'edited, write into [text]: sha256 = "{sha256}", length = {len(text)}'
        for sha256, text in texts.items()
        if sha256 not in known
    ]


def _verify_pages(seeds: Seeds, wanted: tuple[str, ...], say: Say) -> _Seen:
    from armsref.cli.progress import watched
    from armsref.evidence.live.pages import Pages
    from armsref.evidence.live.verify import articles_to_look_up, nothing_read, verify_live
    from armsref.seeds.allowances import by_live

    pages = Pages()
    looked = []
    for article in watched(articles_to_look_up(seeds, wanted), "pages"):
        looked.append(verify_live(article, pages.text))
        say(looked[-1].summary)
    findings = [finding for one in looked for finding in one.findings] + nothing_read(looked)
    read = {f"seeds/articles/{one.article}.toml" for one in looked if one.read}
    left, allowed = seeds.allowances.judge(
        findings, lambda given: by_live(given) and given.file in read
    )
    return _Seen(left, allowed, f"the pages of {len(read)} of {len(looked)} articles read")
