"""What claims and statements share: systems by their names, outlets by their words."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

from armsref.evidence.identity import has_offsets, origin_of
from armsref.evidence.places import finding_on
from armsref.model.seeds import Anchor
from armsref.reading.names import printed_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.evidence.identity import Claim, Statement
    from armsref.evidence.lock import Lock
    from armsref.findings import Finding
    from armsref.reading.lexicon import Lexicon
    from armsref.seeds.load import Article, Seeds
    from armsref.toml.positions import Keys

#: What to do where words name no outlet.
OUTLET_WORDS = "point at words with an outlet of the vocabulary"


class RecordReader:
    """Reads what claims and statements share, and collects what is wrong."""

    def __init__(self, record: Claim | Statement, seeds: Seeds) -> None:
        self.record = record
        self.seeds = seeds
        self.lexicon = seeds.lexicon_of(record.article)
        self.findings: list[Finding] = []

    def say(self, code: str, field: Keys, message: str, remedy: str) -> None:
        """Record a finding on a key of the record."""
        self.findings.append(finding_on(self.record, code, field, message, remedy))

    @property
    def stopped(self) -> bool:
        """Whether anything is wrong that nobody allowed."""
        return not all(map(self.seeds.allowances.allows, self.findings))

    def check_names(self, field: str, of: dict[str, Anchor]) -> None:
        """Check that each system exists and is printed under a name of its own."""
        for system, code, message, remedy in name_faults(of, self.seeds):
            self.say(code, (field, system), message, remedy)

    def origin(self) -> str | None:
        """Return the id of the origin, None where it is unstated."""
        origin, fault = origin_id(origin_of(self.record), self.record.article, self.lexicon)
        if fault is not None:
            self.say("AR208", ("origin",), fault, OUTLET_WORDS)
        return origin

    def said(self, origin: str | None, lock: Lock) -> dict[str, object]:
        """Return the columns of a row that say who said it, and whether it was checked."""
        entry = self.record.entry
        checked = has_offsets(self.record) and lock.anchors(self.record)
        return {
            "id": self.record.id,
            "article": self.record.article.id,
            "attributed_to": entry.attributed_to.words if entry.attributed_to else None,
            "speaker": self._speaker(),
            "origin": origin,
            "because": self._because(),
            "evidence": "anchored" if checked else "transcribed",
            "retracted": self.record.article.file.retracted,
            "replaces": entry.replaces,
        }

    def _speaker(self) -> str | None:
        """Return the kind of speaker, None where it is not told or no such kind is known."""
        kind, known = self.record.entry.speaker, self.lexicon.vocabulary.speaker
        if kind is None or kind in known:
            return kind
        remedy = f"{did_you_mean(kind, known)}use one of {', '.join(known)}"
        self.say("AR211", ("speaker",), f"no kind of speaker {kind!r}", remedy)
        return None

    def _because(self) -> str | None:
        """Return the contributor's reasons: the record's own, and those of what is allowed.

        What is allowed of a flow is allowed of each of its statements.
        """
        record, positions = self.record, self.record.article.positions
        # ("transfer", 0, "statement", 1) lies under ("transfer", 0); a claim under nothing.
        headers = (
            positions.at(*record.keys[:end]).line for end in range(2, len(record.keys) + 1, 2)
        )
        allowed = self.seeds.allowances.reasons(record.article.path, headers)
        own = [record.entry.because] if record.entry.because else []
        return "; ".join([*own, *allowed]) or None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question after the known words that are near, to stand in front of a remedy.

    Examples
    --------
    >>> did_you_mean("seagul-2", ["seagull-2", "range"]), did_you_mean("x", ["range"])
    ('did you mean seagull-2? else ', '')
    """
    near = get_close_matches(word, list(known), n=3, cutoff=0.7)
    return f"did you mean {', '.join(near)}? else " if near else ""


def name_faults(of: dict[str, Anchor], seeds: Seeds) -> list[tuple[str, str, str, str]]:
    """Return (system, code, message, remedy) for each system that is unknown or misnamed."""
    faults = []
    if not seeds.systems_known:
        return []
    known = seeds.by_id
    for system, anchor in of.items():
        if system not in known:
            message = f"no system {system!r}"
            remedy = f"{did_you_mean(system, known)}add it to seeds/systems.toml"
            faults.append((system, "AR101", message, remedy))
        elif system not in seeds.bearers(anchor.words):
            message = f"{anchor.words!r} is no name of {system}"
            remedy = "point at its name, or add the name to systems.toml"
            faults.append((system, "AR102", message, remedy))
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


def printings(seeds: Seeds) -> dict[tuple[str, str], list[tuple[Article, Anchor]]]:
    """Return where each name of a system is printed, by its id and the name's printed key.

    A name is printed, too, where whole words of a longer one are it: "Kh-47M2 Kinzhal".
    """
    found: dict[tuple[str, str], list[tuple[Article, Anchor]]] = defaultdict(list)
    names = {system.id: system.names for system in seeds.systems}
    for article in seeds.articles:
        for system, anchor in named_anchors(article, seeds):
            found[system, printed_key(anchor.words)].append((article, anchor))
            for name in names.get(system, ()):
                for part in _inside(name, anchor):
                    found[system, printed_key(name)].append((article, part))
    return found


def _inside(name: str, anchor: Anchor) -> list[Anchor]:
    """Return where a name is some of an anchor's words, but not all of them."""
    if name == anchor.words or name not in anchor.words:
        return []
    places = re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", anchor.words)
    begin = anchor.start
    return [
        Anchor(words=name, start=None if begin is None else begin + place.start())
        for place in places
    ]


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
