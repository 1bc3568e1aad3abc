"""Ids and digests of claims and statements.

An id hashes what is said and where: article, attribute, systems, words and their occurrence,
never an offset, so that mending an offset or anchoring a transcribed claim breaks no link. A
digest hashes every word and offset, so that nothing moves unseen once it was checked.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from armsref.model.seeds import Anchor, ClaimEntry, StatementEntry, TransferEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from armsref.seeds.load import Article
    from armsref.toml.positions import Keys


class Claim(NamedTuple):
    """A claim of an article file, with its id and the digest of its evidence."""

    id: str
    digest: str
    article: Article
    keys: Keys
    entry: ClaimEntry

    @property
    def line(self) -> int:
        """The line of its header."""
        return self.article.positions.at(*self.keys).line


class Statement(NamedTuple):
    """A transfer statement of an article file, with its id, its flow and its digest."""

    id: str
    digest: str
    article: Article
    keys: Keys
    flow: int
    transfer: TransferEntry
    entry: StatementEntry

    @property
    def line(self) -> int:
        """The line of its header."""
        return self.article.positions.at(*self.keys).line


def origin_of(record: Claim | Statement) -> Anchor | str | None:
    """Return whose reporting it is: the record's own words, else the article's."""
    own = record.entry.origin
    return own if own is not None else record.article.file.origin


def anchors_of(record: Claim | Statement) -> list[Anchor]:
    """Return every anchor a record rests on."""
    if isinstance(record, Claim):
        return [anchor for _, anchor in claim_anchors(record)]
    return [anchor for _, _, anchor in statement_anchors(record)]


def has_offsets(record: Claim | Statement) -> bool:
    """Tell whether any of a record's words has an offset, so that it needs its line in the lock."""
    return any(anchor.start is not None for anchor in anchors_of(record))


def claims_of(article: Article) -> Iterator[Claim]:
    """Return the claims of an article with their ids."""
    seen: Counter[str] = Counter()
    for keys, entry in article.claims():
        said = [article.id, entry.attribute, sorted(entry.of), entry.quote.words]
        bare = Claim("", "", article, keys, entry)
        anchors = [(field, *_pair(anchor)) for field, anchor in claim_anchors(bare)]
        digest = _digest([_fingerprint(article), entry.attribute, anchors, _own(origin_of(bare))])
        yield bare._replace(id=_id("c", said, seen), digest=digest)


def statements_of(article: Article) -> Iterator[Statement]:
    """Return the transfer statements of an article with their ids."""
    seen: Counter[str] = Counter()
    for keys, flow, transfer, entry in article.statements():
        bare = Statement("", "", article, keys, flow, transfer, entry)
        said = [
            article.id,
            transfer.supplier.words,
            transfer.recipient.words,
            entry.stage.words,
            entry.what.words if entry.what else None,
            entry.stance.words if entry.stance else None,
            sorted(entry.systems),
            sorted(entry.including),
        ]
        anchors = [(field, system, *_pair(a)) for field, system, a in statement_anchors(bare)]
        digest = _digest([_fingerprint(article), anchors, _own(origin_of(bare))])
        yield bare._replace(id=_id("t", said, seen), digest=digest)


def claim_anchors(claim: Claim) -> list[tuple[str, Anchor]]:
    """Return every anchor a claim rests on, with its field; names as ``of.SYSTEM``."""
    entry = claim.entry
    found = [(f"of.{system}", anchor) for system, anchor in sorted(entry.of.items())]
    rest = {"quote": entry.quote, "cue": entry.cue, "attributed_to": entry.attributed_to}
    origin = origin_of(claim)
    rest["origin"] = origin if isinstance(origin, Anchor) else None
    return found + [(field, anchor) for field, anchor in rest.items() if anchor is not None]


def statement_anchors(statement: Statement) -> list[tuple[str, str | None, Anchor]]:
    """Return every anchor a statement rests on: field, system or None, anchor."""
    entry, transfer = statement.entry, statement.transfer
    reported = origin_of(statement)
    origin = reported if isinstance(reported, Anchor) else None
    plain: list[tuple[str, Anchor | None]] = [
        ("supplier", transfer.supplier),
        ("recipient", transfer.recipient),
        ("stage", entry.stage),
        ("what", entry.what),
        *(("mode", anchor) for anchor in entry.mode),
        ("period", entry.period),
        ("stance", entry.stance),
        ("attributed_to", entry.attributed_to),
        ("origin", origin),
    ]
    found: list[tuple[str, str | None, Anchor]] = [(f, None, a) for f, a in plain if a is not None]
    for field, systems in (("systems", entry.systems), ("including", entry.including)):
        found += [(field, system, anchor) for system, anchor in sorted(systems.items())]
    return found


def _id(prefix: str, said: list[Any], seen: Counter[str]) -> str:
    text = json.dumps(said, ensure_ascii=False)
    occurrence = seen[text]
    seen[text] += 1
    return prefix + hashlib.sha256(f"{text}{occurrence}".encode()).hexdigest()[:12]


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:32]


def _pair(anchor: Anchor) -> tuple[str, int | None]:
    return anchor.words, anchor.start


def _fingerprint(article: Article) -> tuple[str, int] | None:
    text = article.file.text
    return None if text is None else (text.sha256, text.length)


def _own(origin: Anchor | str | None) -> str | None:
    return origin if isinstance(origin, str) else None
