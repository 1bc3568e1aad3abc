"""The rules that only show across records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from armsref.build.references import printings
from armsref.evidence.identity import Claim, Statement, statement_anchors
from armsref.evidence.lock import check_lock
from armsref.evidence.places import finding_on
from armsref.reading.names import name_key, plain_key, printed_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from armsref.build.resolve import Resolved
    from armsref.findings import Finding
    from armsref.model.seeds import Anchor
    from armsref.seeds.load import Article, Seeds
    from armsref.toml.positions import Keys


def cross_record_findings(
    seeds: Seeds, resolved: Resolved, parents: dict[str, set[str]]
) -> list[Finding]:
    """Return every finding that is about more than one record."""
    faulty = _faulty_records(resolved) if seeds.systems_known else set()
    return [
        *_repeated_articles(seeds),
        *_repeated_records(resolved),
        *_replaced(resolved),
        *_names(seeds),
        *_families(seeds, resolved, parents),
        *check_lock(resolved.lock, resolved.records, faulty, complete=not seeds.findings),
    ]


def _faulty_records(resolved: Resolved) -> set[str]:
    """Return the ids of the records that cannot be read: no lock covers them before they are."""
    made = {claim.id for claim in resolved.claims} | {flow.id for flow in resolved.transfers}
    return {record.id for record in resolved.records} - made


def _repeated_articles(seeds: Seeds) -> list[Finding]:
    findings = []
    seen: dict[str, Article] = {}
    for article in seeds.articles:
        said: list[tuple[Keys, str]] = [(("URL",), article.file.URL)]
        if article.file.text is not None:
            said.append((("text", "sha256"), article.file.text.sha256))
        for keys, value in said:
            first = seen.setdefault(value, article)
            if first is not article:
                message = f"{value} is already that of {first.id}"
                remedy = "keep one of the two files"
                found = article.finding("AR006", (), keys, message, remedy, value=value)
                findings.append(found)
    return findings


def _repeated_records(resolved: Resolved) -> list[Finding]:
    """Find records that point at the same words; without offsets, that say the same."""
    findings = []
    seen: dict[str, Claim | Statement] = {}
    for record in resolved.records:
        key = repr((record.article.id, _said(record)))
        first = seen.setdefault(key, record)
        if first is not record:
            message = f"says the same as {first.id} in line {first.line}"
            field = "quote" if isinstance(record, Claim) else "stage"
            findings.append(finding_on(record, "AR301", (field,), message, "remove one of the two"))
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
        for number, old in enumerate(record.entry.replaces):
            if old in used:
                message = f"{old} is the id of a record or replaced twice"
                field: Keys = ("replaces", number)
                findings.append(
                    finding_on(record, "AR302", field, message, "remove it from replaces")
                )
            used.add(old)
    return findings


def _names(seeds: Seeds) -> list[Finding]:
    """Find names without a source, names of two systems, ids and names that stand twice."""
    findings = []
    printed = printings(seeds)
    first = {system.id: number for number, system in reversed([*enumerate(seeds.systems)])}
    for number, system in enumerate(seeds.systems):
        if first[system.id] != number:
            message = f"the id {system.id!r} stands twice"
            remedy = "keep one entry"
            findings.append(_on_system(seeds, number, "AR104", ("id",), message, remedy=remedy))
        for index, name in enumerate(system.names):
            keys: Keys = ("names", index)
            if name in system.names[:index]:
                message = f"{name!r} of {system.id} stands twice"
                remedy = "remove one of the two"
                findings.append(_on_system(seeds, number, "AR106", keys, message, remedy=remedy))
            # While an article cannot be loaded, nobody can say what is printed.
            elif (system.id, printed_key(name)) not in printed and not seeds.findings:
                message = f"no article prints {name!r} of {system.id}"
                remedy = "add a claim that points at it, or remove the name"
                findings.append(_on_system(seeds, number, "AR103", keys, message, remedy=remedy))
    return [*findings, *_namesakes(seeds)]


def _on_system(
    seeds: Seeds, number: int, code: str, field: Keys, message: str, *, remedy: str
) -> Finding:
    """Return a finding on a key of a system's entry."""
    seen = getattr(seeds.systems[number], str(field[0]))
    value = seen[field[1]] if len(field) > 1 else seen
    entry: Keys = ("system", number)
    return seeds.systems_file.finding(code, entry, field, message, remedy, value=value)


def _namesakes(seeds: Seeds) -> list[Finding]:
    """Find names that two systems share and neither says so, and namesakes that share none."""
    findings = []
    said = {frozenset((s.id, other)) for s in seeds.systems for other in s.namesakes}
    shared: set[frozenset[str]] = set()
    bearers: dict[str, list[str]] = defaultdict(list)
    for system in seeds.systems:
        bearers[plain_key(system.id)].append(system.id)
    for number, system in enumerate(seeds.systems):
        for index, name in enumerate(system.names):
            key = name_key(name)
            others = [other for other in dict.fromkeys(bearers[key]) if other != system.id]
            shared.update(frozenset((system.id, other)) for other in others)
            for other in others:
                if frozenset((system.id, other)) not in said:
                    message = f"{name!r} is a name of {other} and of {system.id}"
                    remedy = f"tell them apart, or write namesakes = [{other!r}]".replace("'", '"')
                    keys: Keys = ("names", index)
                    findings.append(
                        _on_system(seeds, number, "AR104", keys, message, remedy=remedy)
                    )
            bearers[key].append(system.id)
    known = seeds.by_id
    for number, system in enumerate(seeds.systems):
        for index, other in enumerate(system.namesakes):
            keys = ("namesakes", index)
            if other not in known:
                message = f"no system {other!r}"
                remedy = "add it, or remove it from namesakes"
                findings.append(_on_system(seeds, number, "AR101", keys, message, remedy=remedy))
            elif frozenset((system.id, other)) not in shared:
                message = f"{system.id} and {other} share no name"
                remedy = "remove the namesake"
                findings.append(_on_system(seeds, number, "AR104", keys, message, remedy=remedy))
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
                remedy = "mend the claim or the system"
                findings.append(finding_on(record, "AR105", ("quote",), fault, remedy))
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
