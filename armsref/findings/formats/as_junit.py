"""JUnit's XML, which test viewers read: a test case for each finding.

What stops is a failure. What does not (a note, or a warning that counts only with ``--strict``) is
skipped, with its message: viewers list the skipped, and hide what a passed one prints. Without
findings there is one case that passed, since many viewers take an empty suite for a fault.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from typing import TYPE_CHECKING

from armsref.findings.finding import stops
from armsref.findings.visible import visible

if TYPE_CHECKING:
    from armsref.findings.finding import Finding
    from armsref.findings.formats.report import Report


def write(report: Report) -> str:
    """Return the findings as JUnit XML."""
    failures = sum(stops(finding, strict=report.strict) for finding in report.findings)
    numbers: dict[str, str] = {
        "name": "armsref",
        "tests": str(len(report.findings) or 1),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(report.findings) - failures),
    }
    suites = ET.Element("testsuites", numbers)
    suite = ET.SubElement(suites, "testsuite", numbers)
    seen: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        key = (finding.file, _name(finding))
        seen[key] += 1
        again = f" #{seen[key]}" if seen[key] > 1 else ""
        _case(suite, finding, f"{key[1]}{again}", failed=stops(finding, strict=report.strict))
    if not report.findings:
        ET.SubElement(suite, "testcase", classname="armsref", name="no findings")
    said = ET.SubElement(suite, "system-out")
    said.text = "\n".join(map(visible, report.summary))
    ET.indent(suites)
    xml = ET.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{xml}\n'


def _name(finding: Finding) -> str:
    """Return the code and the place; equal places are told apart by a number."""
    parts = [finding.code, f"line {finding.line}"]
    if finding.column:
        parts.append(f"column {finding.column}")
    if finding.row is not None:
        parts.append(f"row {finding.row}")
    if finding.field is not None:
        parts.append(f"field {visible(finding.field)}")
    return " ".join(parts)


def _case(suite: ET.Element, finding: Finding, name: str, *, failed: bool) -> None:
    case = ET.SubElement(suite, "testcase", classname=visible(finding.file), name=name)
    if failed:
        failure = ET.SubElement(case, "failure", type=finding.code, message=finding.said)
        failure.text = str(finding)
    else:
        ET.SubElement(case, "skipped", type=finding.code, message=finding.said)
