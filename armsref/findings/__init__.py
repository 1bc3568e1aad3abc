"""Findings: their rules, their shape, and how they are told."""

from __future__ import annotations

from armsref.findings.finding import Finding, counted, exit_code, stops
from armsref.findings.rules import RULES, Rule, Severity

__all__ = ["RULES", "Finding", "Rule", "Severity", "counted", "exit_code", "stops"]
