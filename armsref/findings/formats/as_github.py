"""Workflow commands, which GitHub shows as annotations on the lines of a change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from armsref.findings.visible import visible

if TYPE_CHECKING:
    from armsref.findings.finding import Finding
    from armsref.findings.formats.report import Report

#: GitHub shows so many annotations of a severity in a step, and drops the rest.
MOST = 10
#: Longer messages are cut; an annotation is no place to read them.
LONGEST = 4000
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def write(report: Report) -> str:
    """Return a command for the first ten of each severity, a line on the rest, the summary."""
    seen: Counter[str] = Counter()
    lines = []
    for finding in report.findings:
        seen[finding.severity] += 1
        if seen[finding.severity] <= MOST:
            lines.append(_command(finding, report.path(finding)))
    rest = [
        f"{count - MOST} more {severity}{'' if count - MOST == 1 else 's'}"
        for severity, count in seen.items()
        if count > MOST
    ]
    if rest:
        said = "not annotated, since GitHub shows ten of a severity in a step"
        lines.append(f"{', '.join(rest)}: {said}; the same command with --format text shows all")
    lines += map(visible, report.summary)
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding, path: str | None) -> str:
    places: dict[str, object] = {}
    if path is not None:
        places = {"file": visible(path), "line": finding.line}
        if finding.column:
            places["col"] = finding.column
    places["title"] = f"{finding.code} {finding.rule.title}"
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in places.items())
    said = finding.said
    if len(said) > LONGEST:
        said = f"{said[:LONGEST]} … ({len(said) - LONGEST} characters more)"
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
