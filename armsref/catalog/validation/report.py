"""From columns of truths to findings: equal values told once, and never more than one can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from armsref.catalog.validation.values import shown
from armsref.findings import Finding
from armsref.tables.fields import fields_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from armsref.tables.checks import Cells, Check
    from armsref.tables.registry import Table

#: So many of the first bad rows of a check are looked at for their values,
FIRST_ROWS = 10_000
#: so many different values are told apart, the others counted together,
MOST_VALUES = 100
#: and so many rows are named for each.
MOST_ROWS = 10

REMEDY = {
    "AR602": "mend it",
    "AR604": "keep one of the rows",
    "AR605": "mend it, or hand the table that has it",
}

#: The texts of a row's cells, None where one is empty.
Texts = tuple[str | None, ...]


class Counts(NamedTuple):
    """How many rows there are, how many each question is true of, and whether a key repeats."""

    rows: int
    true: Sequence[int]
    repeats: bool


class Repeated(NamedTuple):
    """Keys that stand twice: the first, each with its times and rows; how many keys and rows."""

    first: Sequence[tuple[Texts, int, tuple[int, ...]]]
    keys: int
    rows: int


class Frame(Protocol):
    """A frame of any library, as far as findings need it; rows are counted from 1.

    A question is what its cells answer: a column of truths that was not computed yet, or was.
    Texts are cut at COMPARED characters.
    """

    @property
    def cells(self) -> Cells:
        """What the checks ask."""

    def names(self) -> list[str]:
        """Return the columns, in their order, each as often as it stands there."""

    def unreadable(self) -> dict[str, str]:
        """Return the columns that hold what no cell can, and what they hold."""

    def count(self, questions: Sequence[Any], key: Sequence[str]) -> Counts:
        """Count the rows that each question is true of."""

    def first(self, question: Any, fields: Sequence[str], most: int) -> list[tuple[int, Texts]]:
        """Return the first rows that a question is true of, with their texts."""

    def tally(self, question: Any, fields: Sequence[str], wanted: Sequence[Texts]) -> list[int]:
        """Count the rows that a question is true of for each of some texts."""

    def repeated(self, key: Sequence[str], incomplete: Any, most: int) -> Repeated:
        """Return the keys that stand twice, leaving incomplete ones out, by their first row."""

    def distinct(self, column: str) -> Collection[str]:
        """Return the different texts of a column."""


class Seen(NamedTuple):
    """What is wrong, in which field, with which value."""

    what: str
    field: str | None = None
    value: str | None = None


def findings_of(frame: Frame, table: Table, checks: Sequence[Check]) -> tuple[int, list[Finding]]:
    """Run the checks of a table on a frame: the number of its rows, and the findings by row.

    What is asked of a column that is not there, or that cannot be read, is left out.
    """
    there = set(frame.names()) - set(frame.unreadable())
    fitting = [check for check in checks if there.issuperset(check.fields)]
    asked = [(check, check.broken(frame.cells)) for check in fitting]
    key = table.key if there.issuperset(table.key) else ()
    counts = frame.count([question for _, question in asked], key)
    findings = []
    for (check, question), times in zip(asked, counts.true, strict=True):
        if times:
            findings += _of_check(frame, check, question, times)
    if counts.repeats:
        findings += _of_key(frame, table)
    findings.sort(key=lambda f: (f.row or 0, f.code, f.field or "", f.message))
    return counts.rows, findings


def _of_check(frame: Frame, check: Check, question: Any, times: int) -> list[Finding]:
    """Return a finding for each text, and one for the rows whose texts are too many to tell."""
    first = frame.first(question, check.fields, FIRST_ROWS)
    rows: dict[Texts, list[int]] = {}
    for row, texts in first:
        rows.setdefault(texts, []).append(row)
    told = list(rows)[:MOST_VALUES]
    if len(first) == times:
        counted = [len(rows[texts]) for texts in told]
    else:
        counted = frame.tally(question, check.fields, told)
    field = check.fields[0] if len(check.fields) == 1 else None
    findings = []
    for texts, many in zip(told, counted, strict=True):
        value = _value(check.fields, texts)
        what = check.message
        if field:
            what = f"{field} {value!r} {what}" if value else f"{field} {what}"
        elif value:
            what += f" ({value})"
        seen = Seen(what, field, value)
        findings.append(finding_of(check.code, seen, many, rows[texts]))
    if others := times - sum(counted):
        further = sorted(row for texts in list(rows)[MOST_VALUES:] for row in rows[texts])
        what = f"{f'{field} ' if field else ''}{check.message}, with other values than those told"
        findings.append(finding_of(check.code, Seen(what, field), others, further))
    return findings


def _of_key(frame: Frame, table: Table) -> list[Finding]:
    fields = fields_of(table.model)
    empty = [frame.cells.empty(name) for name in table.key if not fields[name].optional]
    incomplete = empty[0]
    for other in empty[1:]:
        incomplete |= other
    found = frame.repeated(table.key, incomplete, MOST_VALUES)
    findings = []
    for texts, times, rows in found.first:
        value = _value(table.key, texts)
        seen = Seen(f"the key {value} stands twice", value=value)
        findings.append(finding_of("AR604", seen, times, rows))
    if found.keys > len(found.first):
        told = sum(times for _, times, _ in found.first)
        what = f"{found.keys - len(found.first)} other keys stand twice"
        findings.append(finding_of("AR604", Seen(what), found.rows - told, ()))
    return findings


def _value(fields: Sequence[str], texts: Texts) -> str | None:
    """Write the texts of a row: of one field alone, of several with their names."""
    if len(fields) == 1:
        return None if texts[0] is None else shown(texts[0])
    pairs = zip(fields, texts, strict=True)
    return " ".join(f"{name}={shown(text)}" for name, text in pairs if text is not None) or None


def finding_of(code: str, seen: Seen, times: int, rows: Sequence[int]) -> Finding:
    """Return a finding of what was seen in so many rows, the first of which are these."""
    places = tuple(rows[:MOST_ROWS])
    row = places[0] if places else None
    where = f"{times} rows" if row is None else f"row {row}"
    if row is not None and times > 1:
        where += f" and {times - 1} more"
    message, field, value = f"{where}: {seen.what}", seen.field, seen.value
    return Finding("-", 1, code, message, REMEDY[code], None, row, field, value, times, places)
