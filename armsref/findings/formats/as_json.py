"""A JSON array with every field of each finding, and its severity."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from armsref.findings.visible import visible_in_json, whole_characters

if TYPE_CHECKING:
    from armsref.findings.formats.report import Report


def write(report: Report) -> str:
    """Return the findings as JSON; what is hidden in their data is escaped, and nothing lost."""
    return json_text([{**f._asdict(), "severity": f.severity} for f in report.findings])


def json_text(value: Any) -> str:
    """Return data as JSON that is safe to show and to write in UTF-8."""
    text = json.dumps(_whole(value), ensure_ascii=False, indent=2)
    return visible_in_json(text) + "\n"


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole_characters(value)
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value
