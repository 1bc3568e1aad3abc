"""``armsref add``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from armsref.draft.places import Place


@click.command(name="add")
@click.argument("article_file", type=click.Path(path_type=Path))
@click.option(
    "--texts",
    required=True,
    metavar="TEXTS",
    type=click.Path(path_type=Path),
    help="Folder with the articles' texts (*.txt, UTF-8), found by their SHA-256.",
)
@click.option("--attribute", metavar="NAME", help="range, class ...")
@click.option("--of", "names", multiple=True, metavar="NAME", help="Name or id; may be repeated.")
@click.option("--quote", metavar="WORDS", help="The words that state the value, with the hedge.")
@click.option("--nth", type=click.IntRange(1), help="Which printing of the quote, from 1.")
@click.option("--cue", metavar="WORDS", help="Words that say which attribute; found by default.")
@click.option("--attributed-to", metavar="WORDS", help="Who says it.")
@click.option("--speaker", metavar="KIND", help="Kind of speaker: maker, operator, expert ...")
@click.option("--origin", metavar="WORDS", help="Whose reporting it is; or own, unstated.")
@click.option("--because", metavar="REASON", help="Why a nearer name or cue does not apply.")
def command(
    *,
    article_file: Path,
    texts: Path,
    attribute: str | None,
    names: tuple[str, ...],
    quote: str | None,
    nth: int | None,
    cue: str | None,
    attributed_to: str | None,
    speaker: str | None,
    origin: str | None,
    because: str | None,
) -> None:
    """Add a claim to ARTICLE_FILE: give the words, the offsets are found.

    What is not given as an option is asked for. Exit code 1: the checks found something, and
    nothing was written.

    Example: armsref add seeds/articles/ID.toml --texts ~/articles
    """
    from armsref.draft.add import Wanted, append, check, claim_of, open_article, quote_places
    from armsref.draft.draft import reading_of
    from armsref.draft.wording import claim_text

    opened = open_article(article_file, texts)
    asks = attribute is None or not names or quote is None
    if asks:
        known = ", ".join(opened.seeds.lexicon.vocabulary.system_attributes())
        attribute = attribute or click.prompt(f"attribute ({known})")
        names = names or _several(click.prompt("of (a name or id; several by comma)"))
        quote = quote or click.prompt("quote (the words that state it, with the hedge)")
        attributed_to = attributed_to or _optional("attributed to (who says it; Enter for nobody)")
    wanted = Wanted(attribute or "", names, cue, attributed_to, origin, because, speaker)
    place = _chosen(quote_places(opened, quote or ""), nth, quote or "", asks=asks)
    entry = claim_of(opened, wanted, place)
    findings = check(opened, entry)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        click.echo("nothing was written: point at other words, or say --because", err=True)
        sys.exit(1)
    append(opened, [entry])
    click.echo(claim_text(entry))
    lexicon = opened.seeds.lexicon_of(opened.article)
    click.echo(f"read as: {reading_of(entry, opened.seeds, lexicon)}")
    if opened.article.file.retracted is not None:
        click.echo(f"RETRACTED: {opened.article.file.retracted}; the claim counts for nothing")
    click.echo(f"now: armsref verify {opened.seeds.root} --texts {texts} --lock")


def _several(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _optional(label: str) -> str | None:
    return click.prompt(label, default="", show_default=False).strip() or None


def _chosen(places: list[Place], nth: int | None, words: str, *, asks: bool) -> Place:
    """Return the printing that is meant; ask where there are several."""
    from armsref.errors import DataError

    if nth is not None:
        if nth > len(places):
            msg = f"{words!r} stands {len(places)} times in the text; --nth is at most that"
            raise DataError(msg)
        return places[nth - 1]
    if len(places) == 1:
        return places[0]
    shown = [f"{number}: …{place.around}…" for number, place in enumerate(places, start=1)]
    if not asks and not sys.stdin.isatty():
        msg = f"{words!r} stands {len(places)} times; choose with --nth: {' '.join(shown)}"
        raise DataError(msg)
    for line in shown:
        click.echo(line)
    chosen = click.prompt("which", type=click.IntRange(1, len(places)))
    return places[int(chosen) - 1]
