"""Findings: their rules, their shape, and how they are told."""

from __future__ import annotations

from armsref.findings.finding import Finding, Fingerprint, counted, exit_code, ordered, stops
from armsref.findings.rules import RULES, Rule, Severity

__all__ = [
    "RULES",
    "Finding",
    "Fingerprint",
    "Rule",
    "Severity",
    "counted",
    "exit_code",
    "ordered",
    "stops",
]
