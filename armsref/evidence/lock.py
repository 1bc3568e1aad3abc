"""``seeds/evidence.lock``: which words were found in an article's text, by which checks."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from armsref.evidence.identity import has_offsets
from armsref.findings import Finding
from armsref.ordinary_file import LARGEST_MADE, FileFault, read_ordinary_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from armsref.evidence.identity import Claim, Statement

#: The version of the checks; raised when a check is added or grows stricter.
CHECKS = 1
#: Where the lock lies in a dataset's folder.
LOCK_FILE = "seeds/evidence.lock"

_LINE = re.compile(r"([ct][0-9a-f]{12}) ([0-9a-f]{32})")
_REMEDY = "run armsref verify --texts DIR --lock"
_EDITED = f"{_REMEDY}; of a text that was edited it tells the new sha256 and length"


class Lock(NamedTuple):
    """The lock as read: the version of its checks, the digest and the line of each id, and faults.

    ``findings`` are the lines that are malformed.
    """

    checks: int | None
    digests: dict[str, str]
    findings: list[Finding]
    lines: dict[str, int] = {}  # noqa: RUF012 - never changed

    def anchors(self, record: Claim | Statement) -> bool:
        """Tell whether a record's words were found as they now stand."""
        return self.checks == CHECKS and self.digests.get(record.id) == record.digest


def read_lock(root: Path) -> Lock:
    """Read a folder's lock; a missing one is empty."""
    file = root / LOCK_FILE
    findings: list[Finding] = []
    try:
        text = read_ordinary_text(file, largest=LARGEST_MADE) if os.path.lexists(file) else ""
    except FileFault as fault:
        found = Finding(LOCK_FILE, fault.line, "AR405", fault.message, fault.remedy)
        return Lock(None, {}, [found])
    lines = text.splitlines()
    checks: int | None = None
    digests: dict[str, str] = {}
    places: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if number == 1 and re.fullmatch(r"checks = \d{1,6}", line):
            checks = int(line.removeprefix("checks = "))
        elif match and match[1] not in digests:
            digests[match[1]] = match[2]
            places[match[1]] = number
        else:
            message = f"line {line[:60]!r} is malformed or stands twice"
            found = Finding(LOCK_FILE, number, "AR405", message, _REMEDY, value=line[:60])
            findings.append(found)
    if lines and checks is None:
        findings.append(Finding(LOCK_FILE, 1, "AR405", "has no line 'checks = N'", _REMEDY))
    return Lock(checks, digests, findings, places)


def write_lock(root: Path, digests: dict[str, str]) -> None:
    """Write a folder's lock, aside and renamed."""
    file = root / LOCK_FILE
    lines = [f"checks = {CHECKS}", *(f"{key} {digests[key]}" for key in sorted(digests))]
    aside = file.with_name(file.name + ".new")
    aside.write_bytes(("\n".join(lines) + "\n").encode())
    aside.replace(file)


def check_lock(
    lock: Lock,
    records: Iterable[Claim | Statement],
    faulty: Collection[str] = (),
    *,
    complete: bool = True,
) -> list[Finding]:
    """Return what the lock does not cover, covers otherwise, or covers in vain.

    Of ``faulty`` records it is not said that they are not in the lock, nor of lines that they may
    have had: that mends itself with them. ``complete`` is False where an article could not be
    loaded: its lines are then no waste.
    """
    findings = list(lock.findings)
    if findings and lock.checks is None:
        return findings  # what it covers nobody can say
    if lock.checks not in (None, CHECKS):
        message = f"made by checks {lock.checks}, these are {CHECKS}"
        seen = str(lock.checks)
        found = Finding(LOCK_FILE, 1, "AR403", message, _REMEDY, field="checks", value=seen)
        findings.append(found)
    known: set[str] = set()
    for record in records:
        known.add(record.id)
        digest = lock.digests.get(record.id)
        if digest is None and has_offsets(record) and record.id not in faulty:
            message = "is not in the lock: verify has not seen it, or did not accept it"
            findings.append(_on(record, "AR401", message))
        elif digest is not None and digest != record.digest:
            findings.append(_on(record, "AR402", "was changed after its words were found"))
    for key in sorted(set(lock.digests) - known) if complete and not faulty else ():
        message = f"{key} is no claim and no statement"
        findings.append(Finding(LOCK_FILE, lock.lines[key], "AR404", message, _EDITED, value=key))
    return findings


def _on(record: Claim | Statement, code: str, message: str) -> Finding:
    """Return a finding on a whole record: its digest is of all its words together."""
    said = f"{record.id} {message}"
    remedy = _EDITED if code == "AR401" else _REMEDY
    return record.article.finding(code, record.keys, (), said, remedy)
