"""The baseline: findings that were there when the rules were adopted, and do not count.

A file holds those of each command apart, so that a project has one: ``validate`` does not find
what ``verify`` finds.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from armsref.errors import DataError
from armsref.findings.finding import Fingerprint
from armsref.findings.formats.as_json import json_text
from armsref.findings.visible import visible, whole_characters
from armsref.ordinary_file import LARGEST_MADE, FileFault, read_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from armsref.findings.finding import Finding

#: The form of the file.
VERSION = 1
_REMEDY = "write it again with --write-baseline"


class Known(NamedTuple):
    """Findings held against a baseline: the new ones, and how many were known or are gone."""

    new: list[Finding]
    known: int
    gone: int


def known(findings: Iterable[Finding], baseline: Counter[Fingerprint]) -> Known:
    """Take the findings of a baseline out; each entry covers as many as it says, and no more."""
    left = Counter(baseline)
    new = []
    for finding in findings:
        key = _key(finding)
        if left[key] > 0 and _is_kept(finding):
            left[key] -= 1
        else:
            new.append(finding)
    gone = sum((+left).values())
    return Known(new, baseline.total() - gone, gone)


def fingerprints(findings: Iterable[Finding]) -> Counter[Fingerprint]:
    """Return what a baseline keeps."""
    return Counter(_key(finding) for finding in findings if _is_kept(finding))


def _is_kept(finding: Finding) -> bool:
    """Tell whether a baseline may hold it.

    What cannot be read hides what else is wrong, and is mended; what is passing would hide the
    next difference, which is said in the same words.
    """
    return not (finding.rule.unreadable or finding.rule.passing)


def baseline_text(parts: dict[str, Counter[Fingerprint]]) -> str:
    """Return the file of a baseline: sorted, the same bytes for the same findings."""
    return json_text(
        {
            "armsref-baseline": VERSION,
            "findings": {command: _entries(parts[command]) for command in sorted(parts)},
        }
    )


def _entries(part: Counter[Fingerprint]) -> list[dict[str, Any]]:
    entries = sorted(part.items(), key=lambda e: (e[0].file, e[0].code, str(e[0])))
    return [{**key._asdict(), "count": count} for key, count in entries if count]


def read_baseline(file: Path) -> dict[str, Counter[Fingerprint]]:
    """Read a baseline: what it knows of each command's findings.

    Raises
    ------
    DataError
        The file is missing or broken, or another file.
    """
    try:
        data = json.loads(read_ordinary(file, largest=LARGEST_MADE).decode("utf-8"))
    except FileFault as fault:
        msg = f"{file}: {fault.message}; {_REMEDY}"
        raise DataError(msg) from fault
    except (ValueError, RecursionError) as error:
        msg = f"{file}: is no baseline: {visible(str(error))[:200]}; {_REMEDY}"
        raise DataError(msg) from error
    parts = data.get("findings") if isinstance(data, dict) else None
    if not isinstance(parts, dict) or data.get("armsref-baseline") != VERSION:
        msg = f'{file}: is no baseline: no "armsref-baseline": {VERSION} with findings; {_REMEDY}'
        raise DataError(msg)
    return {command: _part(entries, command, file) for command, entries in parts.items()}


def _part(entries: Any, command: str, file: Path) -> Counter[Fingerprint]:
    found: Counter[Fingerprint] = Counter()
    for number, entry in enumerate(entries if isinstance(entries, list) else [None], start=1):
        if not _fits(entry):
            msg = f"{file}: entry {number} of {visible(command)} does not fit; {_REMEDY}"
            raise DataError(msg)
        found[Fingerprint(*(entry[key] for key in Fingerprint._fields))] += entry["count"]
    return found


def _fits(entry: Any) -> bool:
    """Tell whether an entry has the keys of one, each of its type."""
    if not isinstance(entry, dict) or set(entry) != {*Fingerprint._fields, "count"}:
        return False
    words = all(isinstance(entry[key], str) for key in ("code", "file", "message"))
    count = entry["count"]
    counts = isinstance(count, int) and not isinstance(count, bool) and count > 0
    return words and counts and isinstance(entry["field"], str | None)


def _key(finding: Finding) -> Fingerprint:
    """Return a fingerprint as it comes back from the file, where half characters are escaped."""
    values = (v if v is None else whole_characters(v) for v in finding.fingerprint)
    return Fingerprint(*values)  # type: ignore[arg-type]
