"""Findings on a claim or a statement: at the very key that is wrong, with the words seen there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.evidence.identity import Claim, Statement, claim_anchors, statement_anchors
from armsref.model.seeds import Anchor

if TYPE_CHECKING:
    from armsref.findings import Finding
    from armsref.model.base import Record
    from armsref.toml.positions import Keys

#: Keys that stand in the flow, and are those of each statement below it.
_OF_FLOW = ("supplier", "recipient")


def finding_on(
    record: Claim | Statement, code: str, field: Keys, message: str, remedy: str
) -> Finding:
    """Return a finding on a record.

    What stands in the flow or in the header is said without the record's id: where several records
    rest on it, their findings are the same.

    Parameters
    ----------
    record : Claim or Statement
        The record.
    code : str
        The rule.
    field : Keys
        The key within the record; empty for the whole record.
    message, remedy : str
        What is wrong, and what to do.
    """
    entry: Keys = record.keys
    holder: Record = record.entry
    if isinstance(record, Statement) and field[:1] in [(key,) for key in _OF_FLOW]:
        entry, holder = record.keys[:2], record.transfer
    elif field[:1] == ("language",) or (field[:1] == ("origin",) and record.entry.origin is None):
        entry, holder = (), record.article.file
    said = f"{record.id}: {message}" if entry == record.keys else message
    return record.article.finding(code, entry, field, said, remedy, value=_seen(holder, field))


def _seen(holder: object, field: Keys) -> str | None:
    """Return the words or the value of a key; None where there are none, or several."""
    seen: object = holder if field else None
    for key in field:
        if isinstance(seen, dict):
            seen = seen.get(key)
        elif isinstance(seen, tuple) and isinstance(key, int):
            seen = seen[key] if key < len(seen) else None
        else:
            seen = getattr(seen, str(key), None)
    if isinstance(seen, tuple) and len(seen) == 1:
        (seen,) = seen
    if isinstance(seen, Anchor):
        return seen.words
    return seen if isinstance(seen, str) else None


def fields_of(record: Claim | Statement) -> list[tuple[Keys, Anchor]]:
    """Return every anchor a record rests on, with its key: ``("of", "zolfaghar")``."""
    if isinstance(record, Claim):
        return [(tuple(field.split(".")), anchor) for field, anchor in claim_anchors(record)]
    modes = iter(mode_fields(record))
    return [
        (next(modes) if field == "mode" else (field,) if system is None else (field, system), a)
        for field, system, a in statement_anchors(record)
    ]


def mode_fields(statement: Statement) -> list[Keys]:
    """Return the keys of a statement's modes; a single one needs no number."""
    count = len(statement.entry.mode)
    return [("mode",)] if count == 1 else [("mode", number) for number in range(count)]
