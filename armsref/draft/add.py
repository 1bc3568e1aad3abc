"""Add a claim to an article file: words are given, offsets found, the checks run, then written."""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from armsref.draft.checked import findings_of
from armsref.draft.places import Place, anchor_at, missing, name_place, nearest_place, places_of
from armsref.draft.wording import claim_text
from armsref.draft.write import replace_file
from armsref.errors import DataError
from armsref.evidence.text import ArticleText, NameFinder, Span
from armsref.evidence.verify import read_texts
from armsref.model.seeds import Anchor, ClaimEntry
from armsref.reading.cues import cue_names, has_cue, shares_dimension
from armsref.seeds.load import Article, Seeds, load_seeds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.findings import Finding


class Opened(NamedTuple):
    """An article file with its dataset and its text."""

    path: Path
    seeds: Seeds
    article: Article
    text: ArticleText


class Wanted(NamedTuple):
    """What a person says of a claim, in words; None where it is not said.

    ``cue``, where it is None, is the nearest cue of the attribute in the sentence.
    """

    attribute: str
    of: tuple[str, ...]
    cue: str | None = None
    attributed_to: str | None = None
    origin: str | None = None
    because: str | None = None
    speaker: str | None = None


def open_article(path: Path, texts: Path) -> Opened:
    """Open an article file of a dataset, with its text.

    Parameters
    ----------
    path : Path
        ``DIR/seeds/articles/ID.toml``.
    texts : Path
        The folder with the articles' texts.

    Raises
    ------
    DataError
        It is no article file of a dataset, it cannot be loaded, or its text is not there.
    """
    path = Path(os.path.realpath(path))
    if not path.is_file():
        msg = f"{path}: no such file; name an article file of seeds/articles"
        raise DataError(msg)
    root = path.parents[2] if len(path.parents) > 2 else path.parent
    if path.parent != root / "seeds" / "articles":
        msg = f"{path}: is not in the folder seeds/articles of a dataset; move it there"
        raise DataError(msg)
    seeds = load_seeds(root)
    article = next((a for a in seeds.articles if root / a.path == path), None)
    if article is None:
        wrong = [f for f in seeds.findings if root / f.file == path]
        raise DataError(str(wrong[0]) if wrong else f"{path}: cannot be loaded; mend it")
    fingerprint = article.file.text
    if fingerprint is None:
        msg = f"{path}: has no [text] with the sha256 of its text; armsref draft writes one"
        raise DataError(msg)
    body = read_texts(texts).get(fingerprint.sha256)
    if body is None:
        msg = f"{texts}: no text (*.txt) in it has the sha256 of {path.name}; save it there"
        raise DataError(msg)
    finder = NameFinder((name, system.id) for system in seeds.systems for name in system.names)
    return Opened(path, seeds, article, ArticleText(body, seeds.lexicon_of(article), finder))


def quote_places(opened: Opened, words: str) -> list[Place]:
    """Return where the words of a quote stand; at least one.

    Raises
    ------
    DataError
        They stand nowhere.
    """
    found = places_of(words, opened.text.text)
    if not found:
        raise missing(words)
    return found


def claim_of(opened: Opened, wanted: Wanted, quote: Place) -> ClaimEntry:
    """Return the claim that is wanted, with every offset.

    Raises
    ------
    DataError
        The attribute, a name or the kind of speaker is unknown, or words stand nowhere.
    """
    known = opened.seeds.lexicon.vocabulary.system_attributes()
    if wanted.attribute not in known:
        msg = f"no attribute {wanted.attribute!r}; use one of {', '.join(known)}"
        raise DataError(msg)
    of: dict[str, Anchor] = {}
    for name in wanted.of:
        system, anchor = _name(opened, name, quote.span)
        of[system] = anchor
    try:
        return ClaimEntry(
            attribute=wanted.attribute,
            of=of,
            quote=anchor_at(quote, opened.text.text),
            cue=_cue(opened, wanted, quote.span),
            attributed_to=_words(opened, wanted.attributed_to, quote.span),
            origin=_origin(opened, wanted.origin, quote.span),
            because=wanted.because,
            speaker=_speaker(opened, wanted.speaker),
        )
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        msg = f"{place}: {first['msg'].removeprefix('Value error, ')}; mend it"
        raise DataError(msg) from error


def _name(opened: Opened, name: str, quote: Span) -> tuple[str, Anchor]:
    seeds = opened.seeds
    bearers = [name] if name in seeds.by_id else seeds.bearers(name)
    if len(bearers) != 1:
        many = f"is a name of {', '.join(bearers)}; give the id"
        msg = f"{name!r} {many if bearers else 'is no name and no id of seeds/systems.toml'}"
        raise DataError(msg)
    span = name_place(bearers[0], quote, opened.text)
    if span is None:
        msg = f"the text prints no name of {bearers[0]}; add the printed one to systems.toml"
        raise DataError(msg)
    words = opened.text.text[span.start : span.end]
    return bearers[0], Anchor(words=words, start=span.start)


def _words(opened: Opened, words: str | None, quote: Span) -> Anchor | None:
    if words is None:
        return None
    return anchor_at(nearest_place(words, quote, opened.text), opened.text.text)


def _origin(opened: Opened, words: str | None, quote: Span) -> Anchor | str | None:
    return words if words in ("own", "unstated") else _words(opened, words, quote)


def _speaker(opened: Opened, kind: str | None) -> str | None:
    known = opened.seeds.lexicon.vocabulary.speaker
    if kind is not None and kind not in known:
        msg = f"no kind of speaker is {kind!r}; use one of {', '.join(known)}"
        raise DataError(msg)
    return kind


def _cue(opened: Opened, wanted: Wanted, quote: Span) -> Anchor | None:
    """Return the cue that was given, or the nearest one where the attribute needs it."""
    if wanted.cue is not None:
        return _words(opened, wanted.cue, quote)
    text, lexicon = opened.text, opened.seeds.lexicon_of(opened.article)
    needed = shares_dimension(wanted.attribute, lexicon)
    if not needed or has_cue(text.text[quote.start : quote.end], wanted.attribute, lexicon):
        return None
    row = text.tokens(text.sentence(quote))
    spans = [
        Span(start, end)
        for start, end, owners in cue_names(row, wanted.attribute, lexicon)
        if wanted.attribute in owners
    ]
    span = min(spans, key=quote.distance, default=None)
    return None if span is None else Anchor(words=text.text[slice(*span)], start=span.start)


def check(opened: Opened, entry: ClaimEntry) -> list[Finding]:
    """Return what the checks of ``build`` and ``verify`` say of one more claim.

    Raises
    ------
    DataError
        The claim stands in the file already.
    """
    article = opened.article
    for keys, old in article.claims():
        same = old.attribute == entry.attribute and set(old.of) == set(entry.of)
        if same and old.quote.words == entry.quote.words:
            line = article.positions.at(*keys).line
            msg = f"{article.path}:{line}: holds this claim already; the same words are said once"
            raise DataError(msg)
    file = article.file.model_copy(update={"claim": (*article.file.claim, entry)})
    more = replace(article, file=file)
    return findings_of(more, opened.text, opened.seeds, lambda claims: claims[-1:])[0]


def append(opened: Opened, entries: Sequence[ClaimEntry]) -> None:
    """Append claims to the article file; what stands in it stays as it is, byte for byte.

    Raises
    ------
    DataError
        The file would not say what it said and the claims: its claims are no ``[[claim]]`` tables.
    """
    old = opened.path.read_bytes().decode("utf-8")
    line = "\r\n" if "\r\n" in old else "\n"
    added = "\n\n".join(claim_text(entry) for entry in entries).replace("\n", line) + line
    gap = line if old.endswith("\n") else 2 * line
    text = old + gap + added
    before = tomllib.loads(old)
    try:
        after = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        msg = f"{opened.path}: cannot take a [[claim]] at its end: {error}; write it as tables"
        raise DataError(msg) from error
    if after.get("claim", [])[: -len(entries)] != before.get("claim", []):
        msg = f"{opened.path}: would change what stands in it; add the claim by hand"
        raise DataError(msg)
    replace_file(opened.path, text.encode())
