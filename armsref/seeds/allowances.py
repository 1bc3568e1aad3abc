"""``# armsref: allow CODE because REASON``: what a person allows, in the file where it stands.

An allowance covers the findings of its rule at the key it stands behind or above, or in the whole
record above whose header it stands. It is a comment, and still evidence: the reason goes into the
row's ``because``, which every view shows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from armsref.findings import RULES, Finding
from armsref.seeds.comments import placed_comments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from armsref.seeds.comments import Placed

#: A shorter reason is none; as of ``because`` in an article file.
SHORTEST_REASON = 8
_FORM = "write # armsref: allow CODE because REASON"
_ANY = re.DOTALL | re.IGNORECASE
_MARK = re.compile(r"#\s*armsref(?::|(?=\s+allow\b))\s*(.*)", _ANY)
_ALLOW = re.compile(r"allow\s+(\S+)(?:\s+because\b\s*(.*))?", _ANY)
#: A file with such a finding was not examined further: what its allowances are for is not known.
_NOT_LOADED = ("AR001", "AR002", "AR003")
_BY_VERIFY, _BY_LIVE = "AR5", "AR8"


class Allowance(NamedTuple):
    """What is allowed: a rule, why, in which lines of which file."""

    file: str
    code: str
    reason: str
    comment: Placed

    def covers(self, finding: Finding) -> bool:
        """Tell whether it is for a finding of its rule; one of a record it is from any line."""
        return finding.line in self.comment.lines or finding.line == self.comment.record


class Judged(NamedTuple):
    """Findings held against the allowances: those that are left, and those that are allowed."""

    left: list[Finding]
    allowed: list[Finding]


class Allowances:
    """All that is allowed in a dataset's seeds, and what is wrong in saying so."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, str], list[Allowance]] = defaultdict(list)
        self.findings: list[Finding] = []
        #: By the file, then by the line of the record's header.
        self._reasons: dict[str, dict[int, list[str]]] = {}

    def read(self, file: str, text: str) -> None:
        """Take in the allowances of a TOML file."""
        if "armsref" not in text.casefold():
            return
        for comment in placed_comments(text):
            mark = _MARK.match(comment.text)
            if mark is None:
                continue
            said = _ALLOW.fullmatch(mark[1].strip())
            fault = _fault(said)
            if said is None or fault is not None:
                message, remedy = fault or ("", "")
                place = (file, comment.line, "AR007", message, remedy, comment.column)
                self.findings.append(Finding(*place))
            else:
                allowance = Allowance(file, said[1], said[2].strip(), comment)
                self.given[file, allowance.code].append(allowance)
                reasons = self._reasons.setdefault(file, {})
                reasons.setdefault(comment.record, []).append(allowance.reason)

    def allows(self, finding: Finding) -> bool:
        """Tell whether a finding is allowed."""
        return bool(self._covering(finding))

    def _covering(self, finding: Finding) -> list[Allowance]:
        given = self.given.get((finding.file, finding.code), ())
        return [allowance for allowance in given if allowance.covers(finding)]

    def reasons(self, file: str, records: Iterable[int]) -> list[str]:
        """Return why something is allowed in the records whose headers stand at some lines."""
        if file not in self._reasons:
            return []
        return [reason for line in records for reason in self._reasons[file].get(line, ())]

    def judge(self, findings: Iterable[Finding], looked_for: Callable[[Allowance], bool]) -> Judged:
        """Take the allowed findings out, and add what is wrong with the allowances.

        Parameters
        ----------
        findings : iterable of Finding
            All that was found.
        looked_for : callable
            Tells whether what an allowance is for was looked for: only then can it be idle.
        """
        left = list(self.findings)
        allowed: list[Finding] = []
        used: set[Allowance] = set()
        unknown = set()
        for finding in findings:
            covering = self._covering(finding)
            used.update(covering)
            (allowed if covering else left).append(finding)
            if finding.code in _NOT_LOADED:
                unknown.add(finding.file)
        known = (a for given in self.given.values() for a in given if a.file not in unknown)
        left += [_idle(a) for a in known if a not in used and looked_for(a)]
        return Judged(left, allowed)


def by_build(allowance: Allowance) -> bool:
    """Tell whether reading the seeds finds what an allowance is for."""
    return not allowance.code.startswith((_BY_VERIFY, _BY_LIVE))


def by_verify(allowance: Allowance) -> bool:
    """Tell whether the articles' texts show what an allowance is for."""
    return allowance.code.startswith(_BY_VERIFY)


def by_live(allowance: Allowance) -> bool:
    """Tell whether the live pages show what an allowance is for."""
    return allowance.code.startswith(_BY_LIVE)


def _fault(said: re.Match[str] | None) -> tuple[str, str] | None:
    """Return what is wrong with an allowance and what to do; None where it is whole."""
    if said is None:
        return "no allowance behind '# armsref:'", _FORM
    code, reason = said[1], (said[2] or "").strip()
    rule = RULES.get(code)
    if rule is None:
        near = ", ".join(get_close_matches(code.upper(), RULES, n=3, cutoff=0.5))
        return f"no rule {code!r}", f"did you mean {near}?" if near else "armsref rules shows all"
    if not rule.allowable:
        return f"{code} ({rule.title}) cannot be allowed", "mend what it finds"
    if len(reason) < SHORTEST_REASON:
        what = f"the reason {reason!r} is too short" if reason else "the reason is missing"
        return f"{what}: {SHORTEST_REASON} characters or more", _FORM
    return None


def _idle(allowance: Allowance) -> Finding:
    comment = allowance.comment
    where = "the record it stands in" if len(comment.lines) > 1 else "the line it stands at"
    message = f"{where} has no {allowance.code}"
    place = (allowance.file, comment.line, "AR008", message, "remove the comment")
    return Finding(*place, column=comment.column)
