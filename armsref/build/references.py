"""What claims and statements share: systems by their names, outlets by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.evidence.identity import has_offsets, origin_of
from armsref.findings import Finding
from armsref.reading.names import name_key

if TYPE_CHECKING:
    from armsref.evidence.identity import Claim, Statement
    from armsref.evidence.lock import Lock
    from armsref.model.seeds import Anchor
    from armsref.reading.lexicon import Lexicon
    from armsref.seeds.load import Article, Seeds


class RecordReader:
    """Reads what claims and statements share, and collects what is wrong."""

    def __init__(self, record: Claim | Statement, seeds: Seeds) -> None:
        self.record = record
        self.seeds = seeds
        self.lexicon = seeds.lexicon_of(record.article)
        self.findings: list[Finding] = []

    def say(self, code: str, message: str, remedy: str) -> None:
        """Record a finding on the record."""
        where = (self.record.article.path, self.record.line)
        self.findings.append(Finding(*where, code, f"{self.record.id}: {message}", remedy))

    def check_names(self, of: dict[str, Anchor]) -> None:
        """Check that each system exists and is printed under a name of its own."""
        for fault in name_faults(of, self.seeds):
            self.say(*fault)

    def origin(self) -> str | None:
        """Return the id of the origin, None where it is unstated."""
        origin, fault = origin_id(origin_of(self.record), self.record.article, self.lexicon)
        if fault is not None:
            self.say("AR208", fault, "point at words with an outlet of the vocabulary")
        return origin

    def said(self, origin: str | None, lock: Lock) -> dict[str, object]:
        """Return the columns of a row that say who said it, and whether it was checked."""
        entry = self.record.entry
        checked = has_offsets(self.record) and lock.anchors(self.record)
        return {
            "id": self.record.id,
            "article": self.record.article.id,
            "attributed_to": entry.attributed_to.words if entry.attributed_to else None,
            "origin": origin,
            "because": entry.because,
            "evidence": "anchored" if checked else "transcribed",
            "retracted": self.record.article.file.retracted,
            "replaces": entry.replaces,
        }


def name_faults(of: dict[str, Anchor], seeds: Seeds) -> list[tuple[str, str, str]]:
    """Return (code, message, remedy) for each system that is unknown or misnamed."""
    faults = []
    for system, anchor in of.items():
        entry = seeds.by_id.get(system)
        if entry is None:
            faults.append(("AR101", f"no system {system!r}", "add it to seeds/systems.toml"))
        elif name_key(anchor.words) not in map(name_key, entry.names):
            message = f"{anchor.words!r} is no name of {system}"
            faults.append(("AR102", message, "point at its name, or add the name to systems.toml"))
    return faults


def origin_id(
    origin: Anchor | str | None, article: Article, lexicon: Lexicon
) -> tuple[str | None, str | None]:
    """Return the outlet whose reporting it is, and what is wrong."""
    if origin is None:
        return None, None
    if isinstance(origin, str):
        return (outlet_of(article, lexicon) if origin == "own" else None), None
    named = {match.value for _, match in lexicon.outlets.anywhere(lexicon.row(origin.words))}
    if len(named) == 1:
        return named.pop(), None
    said = f"names {', '.join(sorted(named))}" if named else "names no outlet"
    return None, f"{origin.words!r} {said}"


def outlet_of(article: Article, lexicon: Lexicon) -> str | None:
    """Return the outlet that published an article, None where it is not in the vocabulary."""
    label = article.file.container_title
    return next((k for k, o in lexicon.vocabulary.outlet.items() if o.label == label), None)


def named_anchors(article: Article, seeds: Seeds) -> list[tuple[str, Anchor]]:
    """Return each anchor of an article that names a system, with the system."""
    named = [pair for claim in article.file.claim for pair in claim.of.items()]
    for claim in article.file.claim:
        attribute = seeds.lexicon.vocabulary.attribute.get(claim.attribute)
        if attribute is not None and attribute.kind == "link":
            named += [(system, claim.quote) for system in seeds.bearers(claim.quote.words)]
    for transfer in article.file.transfer:
        for statement in transfer.statement:
            named += [*statement.systems.items(), *statement.including.items()]
    return named
