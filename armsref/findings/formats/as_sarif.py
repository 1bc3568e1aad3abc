"""SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from armsref import __version__
from armsref.findings.formats.as_json import json_text
from armsref.findings.rules import RULES

if TYPE_CHECKING:
    from armsref.findings.finding import Finding, Fingerprint
    from armsref.findings.formats.report import Report
    from armsref.findings.rules import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: The name of our fingerprints; raised when what they are made of changes.
FINGERPRINT = "armsrefFinding/v1"
_NUMBERS = {code: number for number, code in enumerate(RULES)}


def write(report: Report) -> str:
    """Return a log with one run: every rule, and a result for each finding."""
    seen: Counter[Fingerprint] = Counter()
    results = []
    for finding in report.findings:
        results.append(_result(finding, report, seen[finding.fingerprint]))
        seen[finding.fingerprint] += 1
    driver = {
        "name": "armsref",
        "version": __version__,
        "rules": [_rule(rule) for rule in RULES.values()],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    examples = [
        f"{said}:\n\n```\n{example.strip()}\n```"
        for said, example in (("Wrong", rule.bad), ("Right", rule.good))
        if example
    ]
    markdown = "\n\n".join([rule.explanation, *examples])
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": markdown.replace("```\n", "").replace("\n```", ""), "markdown": markdown},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, report: Report, number: int) -> dict[str, Any]:
    path = report.path(finding)
    known = {"row": finding.row, "field": finding.field, "value": finding.value}
    properties: dict[str, Any] = {k: v for k, v in known.items() if v is not None}
    if finding.times > 1:
        properties |= {"times": finding.times, "rows": list(finding.rows)}
    return {
        "ruleId": finding.code,
        "ruleIndex": _NUMBERS[finding.code],
        "level": finding.severity,
        "message": {"text": _no_link(finding.said)},
        **({} if path is None else {"locations": [_location(finding, path)]}),
        "partialFingerprints": {FINGERPRINT: _digest(finding.fingerprint, number)},
        **({"properties": properties} if properties else {}),
    }


def _location(finding: Finding, path: str) -> dict[str, Any]:
    region = {"startLine": max(finding.line, 1)}
    if finding.column:
        region["startColumn"] = finding.column
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _artifact(path: str) -> dict[str, str]:
    uri = quote(path.encode("utf-8", "surrogatepass"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if path.startswith("../"):  # outside of the repository: what it is relative to is not told
        return {"uri": uri}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _no_link(text: str) -> str:
    """Escape the brackets of a message where a viewer would take them for a link."""
    if "](" not in text:
        return text
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _digest(fingerprint: Fingerprint, number: int) -> str:
    """Return a digest that line moves do not change; equal findings are numbered."""
    said = json.dumps([*fingerprint, number])
    return hashlib.sha256(said.encode()).hexdigest()[:32]
