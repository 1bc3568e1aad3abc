"""The one shape of a finding, and what findings weigh together."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from armsref.findings.rules import RULES
from armsref.findings.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.findings.rules import Rule, Severity


class Fingerprint(NamedTuple):
    """A finding without its place in the file."""

    code: str
    file: str
    field: str | None
    message: str


class Finding(NamedTuple):
    """One thing that is wrong: where, by which rule, what, and what to do.

    Attributes
    ----------
    file : str
        The file, relative to the dataset's folder, or as it was named; ``-`` for a frame or a
        sentence.
    line : int
        Line of the key that is wrong, counted from 1; 1 where the whole file is meant.
    code : str
        Code of the rule.
    message : str
        What is wrong.
    remedy : str
        What to do.
    column : int or None
        Character of the line, counted from 1; None where the whole line is meant.
    row : int or None
        Row of a table, the first below the header is 1; None where it is no table.
    field : str or None
        Key of an entry or column of a table; None where it is of none.
    value : str or None
        The value that was seen; None where it is of none.
    times : int
        So many rows have the same finding.
    rows : tuple of int
        The first of them.
    """

    file: str
    line: int
    code: str
    message: str
    remedy: str
    column: int | None = None
    row: int | None = None
    field: str | None = None
    value: str | None = None
    times: int = 1
    rows: tuple[int, ...] = ()

    @property
    def rule(self) -> Rule:
        """The rule that found it."""
        return RULES[self.code]

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``note``: that of its rule."""
        return self.rule.severity

    @property
    def said(self) -> str:
        """What is wrong and what to do, in one line that is safe to show."""
        return visible(f"{self.message}; {self.remedy}")

    @property
    def fingerprint(self) -> Fingerprint:
        """What it is, wherever its lines move to, and in however many rows it stands.

        Examples
        --------
        >>> one = Finding("a.csv", 2, "AR703", "900 in row 1: nobody printed it", "mend it")
        >>> one.fingerprint == one._replace(
        ...     message="900 in 2 rows (1, 7): nobody printed it"
        ... ).fingerprint
        True
        """
        message = _LINE_NUMBER.sub(r"\1 *", _ROWS.sub("in rows", self.message))
        return Fingerprint(self.code, self.file, self.field, message)

    def __str__(self) -> str:
        """Write the finding in one line, as compilers do."""
        place = f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")
        return f"{visible(place)}: {self.code} {self.severity}: {self.said}"


_ROWS = re.compile(r"\bin (?:row [0-9]+|[0-9,]+ rows \([0-9, .]+\))")
_LINE_NUMBER = re.compile(r"\b(line|lines|column|row) [0-9]+")


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the one order in which they are told: by place, then by rule."""
    return sorted(
        findings,
        key=lambda f: (f.file, f.line, f.column or 0, f.row or 0, f.code, f.message, f.field or ""),
    )


def stops(finding: Finding, *, strict: bool = False) -> bool:
    """Tell whether a finding makes a command fail; those of a strict rule where it is asked for."""
    return finding.severity != "note" and (strict or not finding.rule.strict)


def exit_code(findings: Iterable[Finding], *, strict: bool = False) -> int:
    """Return 0 where nothing stops, 2 where something cannot be read, else 1."""
    stopping = [finding for finding in findings if stops(finding, strict=strict)]
    if any(finding.rule.unreadable for finding in stopping):
        return 2
    return 1 if stopping else 0


def counted(findings: Iterable[Finding]) -> str:
    """Say how many findings of which severity there are.

    Examples
    --------
    >>> counted([Finding("a", 1, code, "m", "r") for code in ("AR101", "AR102", "AR305")])
    '3 findings (2 errors, 1 note)'
    >>> counted([])
    'no findings'
    """
    severities = Counter(finding.severity for finding in findings)
    if not severities:
        return "no findings"
    parts = [
        f"{severities[s]} {s}{'' if severities[s] == 1 else 's'}"
        for s in ("error", "warning", "note")
        if severities[s]
    ]
    total = severities.total()
    return f"{total} finding{'' if total == 1 else 's'} ({', '.join(parts)})"
