"""The rules that only show across records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from armsref.build.references import named_anchors
from armsref.evidence.identity import Claim, Statement, statement_anchors
from armsref.evidence.lock import check_lock
from armsref.findings import Finding
from armsref.reading.names import name_key, plain_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from armsref.build.resolve import Resolved
    from armsref.model.seeds import Anchor
    from armsref.seeds.load import Article, Seeds

_SYSTEMS = "seeds/systems.toml"


def cross_record_findings(
    seeds: Seeds, resolved: Resolved, parents: dict[str, set[str]]
) -> list[Finding]:
    """Return every finding that is about more than one record."""
    return [
        *_repeated_articles(seeds),
        *_repeated_records(resolved),
        *_replaced(resolved),
        *_names(seeds),
        *_families(seeds, resolved, parents),
        *check_lock(resolved.lock, resolved.records, complete=not seeds.findings),
    ]


def _repeated_articles(seeds: Seeds) -> list[Finding]:
    findings = []
    seen: dict[str, Article] = {}
    for article in seeds.articles:
        keys = [article.file.URL]
        if article.file.text is not None:
            keys.append(article.file.text.sha256)
        for key in keys:
            first = seen.setdefault(key, article)
            if first is not article:
                message = f"{key} is already that of {first.id}"
                remedy = "keep one of the two files"
                findings.append(Finding(article.path, 1, "AR006", message, remedy))
    return findings


def _repeated_records(resolved: Resolved) -> list[Finding]:
    """Find records that point at the same words; without offsets, that say the same."""
    findings = []
    seen: dict[str, Claim | Statement] = {}
    for record in resolved.records:
        key = repr((record.article.id, _said(record)))
        first = seen.setdefault(key, record)
        if first is not record:
            message = f"{record.id} says the same as {first.id} in line {first.line}"
            place = (record.article.path, record.line)
            findings.append(Finding(*place, "AR301", message, "remove one of the two"))
    return findings


def _said(record: Claim | Statement) -> object:
    """Return what makes a record the same as another: what it says, and at which words."""
    if isinstance(record, Claim):
        systems = sorted(record.entry.of)
        return record.entry.attribute, systems, _place(record.entry.quote)
    entry = record.entry
    anchors = [(field, system, _place(a)) for field, system, a in statement_anchors(record)]
    said = ("supplier", "recipient", "stage", "what", "stance", "systems", "including")
    return [a for a in anchors if a[0] in said], entry.stage.words


def _place(anchor: Anchor) -> tuple[str, int | None]:
    return anchor.words, anchor.start


def _replaced(resolved: Resolved) -> list[Finding]:
    findings = []
    used = {record.id for record in resolved.records}
    for record in resolved.records:
        for old in record.entry.replaces:
            if old in used:
                message = f"{old}, replaced by {record.id}, is the id of a record or replaced twice"
                place = (record.article.path, record.line)
                findings.append(Finding(*place, "AR302", message, "remove it from replaces"))
            used.add(old)
    return findings


def _names(seeds: Seeds) -> list[Finding]:
    """Find names without a source, names of two systems, and ids that stand twice."""
    findings = []
    printed: dict[str, set[str]] = defaultdict(set)
    for article in seeds.articles:
        for named, anchor in named_anchors(article, seeds):
            printed[named].add(name_key(anchor.words))
    ids: set[str] = set()
    for line, system in zip(seeds.system_lines, seeds.systems, strict=True):
        if system.id in ids:
            message = f"the id {system.id!r} stands twice"
            findings.append(Finding(_SYSTEMS, line, "AR104", message, "keep one entry"))
        ids.add(system.id)
        for name in system.names:
            # While an article cannot be loaded, nobody can say what is printed.
            if name_key(name) not in printed[system.id] and not seeds.findings:
                message = f"no article prints {name!r} of {system.id}"
                remedy = "add a claim that points at it, or remove the name"
                findings.append(Finding(_SYSTEMS, line, "AR103", message, remedy))
    return [*findings, *_namesakes(seeds)]


def _namesakes(seeds: Seeds) -> list[Finding]:
    """Find names that two systems share and neither says so, and namesakes that share none."""
    findings = []
    said = {frozenset((s.id, other)) for s in seeds.systems for other in s.namesakes}
    shared: set[frozenset[str]] = set()
    bearers: dict[str, list[str]] = defaultdict(list)
    for system in seeds.systems:
        bearers[plain_key(system.id)].append(system.id)
    for line, system in zip(seeds.system_lines, seeds.systems, strict=True):
        for name in system.names:
            key = name_key(name)
            others = [other for other in bearers[key] if other != system.id]
            shared.update(frozenset((system.id, other)) for other in others)
            for other in others:
                if frozenset((system.id, other)) not in said:
                    message = f"{name!r} is a name of {other} and of {system.id}"
                    remedy = f"tell them apart, or write namesakes = [{other!r}]".replace("'", '"')
                    findings.append(Finding(_SYSTEMS, line, "AR104", message, remedy))
            bearers[key].append(system.id)
    known = seeds.by_id
    for line, system in zip(seeds.system_lines, seeds.systems, strict=True):
        for other in system.namesakes:
            if other not in known:
                message = f"no system {other!r}"
                remedy = "add it, or remove it from namesakes"
                findings.append(Finding(_SYSTEMS, line, "AR101", message, remedy))
            elif frozenset((system.id, other)) not in shared:
                message = f"{system.id} and {other} share no name"
                findings.append(Finding(_SYSTEMS, line, "AR104", message, "remove the namesake"))
    return findings


def _families(seeds: Seeds, resolved: Resolved, parents: dict[str, set[str]]) -> list[Finding]:
    findings = []
    levels = {system.id: system.level for system in seeds.systems}
    for record in resolved.records:
        if not isinstance(record, Claim) or record.entry.attribute != "family":
            continue
        for system in sorted(record.entry.of):
            fault = family_fault(system, parents, levels)
            if fault is not None:
                place = (record.article.path, record.line)
                findings.append(Finding(*place, "AR105", fault, "mend the claim or the system"))
    return findings


def family_fault(
    system: str, parents: Mapping[str, set[str]], levels: Mapping[str, str]
) -> str | None:
    """Say what is wrong with the families of a system; None where nothing is.

    Parameters
    ----------
    system : str
        Its id.
    parents : mapping
        The families of each system, as :func:`armsref.build.specs.parents_of` returns them.
    levels : mapping
        ``system`` or ``family`` by id.
    """
    families = sorted(parents.get(system, ()))
    if len(families) > 1:
        return f"{system} is said to be of {' and of '.join(families)}"
    for family in families:
        if levels.get(family) != "family":
            return f"{family} is no family"
        seen = {system}
        above: str | None = family
        while above is not None:
            if above in seen:
                return f"{system} is its own ancestor"
            seen.add(above)
            above = min(parents.get(above, ()), default=None)
    return None
