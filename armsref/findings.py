"""The registry of rules, and the one shape of a finding.

A rule has a stable code; messages may change, codes do not.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """A rule: its code, a title, why it exists, and whether its finding means "cannot be read"."""

    code: str
    title: str
    explanation: str
    unreadable: bool = False


_RULES = (
    # files and forms
    Rule("AR001", "file cannot be read", "A file is missing, locked, or not UTF-8.", True),
    Rule("AR002", "file is not TOML", "The file's syntax is broken.", True),
    Rule("AR003", "entry does not fit the form", "A key is missing, unknown or of a wrong type."),
    Rule("AR004", "file name is no article id", "An article's id is its outlet and its date."),
    Rule("AR005", "unknown outlet", "Every outlet is a line of the vocabulary."),
    Rule("AR006", "article stands twice", "An address or a text belongs to one article file."),
    # systems and names
    Rule("AR101", "unknown system", "Every system is an entry of systems.toml."),
    Rule("AR102", "name is not the system's", "A claim names its system by a name of its own."),
    Rule("AR103", "name without a source", "Every name is printed at an anchor of some article."),
    Rule("AR104", "name shared by two systems", "Two systems share a name only where it is said."),
    Rule("AR105", "family does not fit", "A parent is a family, one, and not itself a member."),
    # reading
    Rule("AR201", "words cannot be read", "The value is read from the words; these state none."),
    Rule("AR202", "unknown attribute", "Every attribute of a claim is in the vocabulary."),
    Rule("AR203", "cue is missing", "Attributes that share a dimension need words that tell them."),
    Rule("AR204", "cue is of another attribute", "The cue's words are not those of the attribute."),
    Rule("AR205", "two units do not match", "The two units of a phrase state two quantities."),
    Rule("AR206", "implausible value", "The value lies outside the bounds of the vocabulary."),
    Rule("AR207", "ambiguous unit", "The printed unit has several sizes and is not converted."),
    Rule("AR208", "origin names no outlet", "Origin words contain the name of an outlet."),
    Rule("AR209", "words name no party", "Supplier and recipient are parties of the vocabulary."),
    Rule("AR210", "doubtful reading", "The words allow another reading."),
    # records together
    Rule("AR301", "statement stands twice", "The same words are recorded once."),
    Rule("AR302", "replaced id is in use", "An id under 'replaces' belongs to no other record."),
    Rule("AR303", "all and part", "A system is all of a figure or part of it, not both."),
    Rule("AR304", "supplier is the recipient", "A flow has two parties."),
    # lock
    Rule("AR401", "offset was never checked", "An offset needs its line in evidence.lock."),
    Rule("AR402", "words changed after the check", "Words or offsets differ from the checked."),
    Rule("AR403", "lock made by other checks", "evidence.lock was written by other checks."),
    Rule("AR404", "lock line without a record", "evidence.lock holds an id that is gone."),
    Rule("AR405", "lock cannot be read", "A line of evidence.lock is malformed.", True),
    # words against the text
    Rule("AR501", "words are not there", "The text prints other words at that offset."),
    Rule("AR502", "text has another length", "The length differs from the text's."),
    Rule("AR503", "cut words", "The text around holds a longer figure, term or name."),
    Rule("AR504", "nearer name", "Another system's name stands between name and words."),
    Rule("AR505", "unstated attribute", "No cue of the attribute stands by the figure."),
    Rule("AR506", "lost stance", "A denial or confirmation is printed and nobody points at it."),
    Rule("AR507", "direction of the flow", "The words say that the other party is the supplier."),
    Rule(
        "AR508", "part or whole", "The words say that the systems are part, or that they are all."
    ),
    Rule("AR509", "words stand apart", "The words of a statement stand in one sentence."),
    # what is built
    Rule("AR601", "datasets differ from seeds", "What is built is committed, and never edited."),
    Rule("AR602", "row does not fit its table", "Every row is validated, keys included."),
)

#: Every rule by its code.
RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}


class Finding(NamedTuple):
    """One thing that is wrong: where, by which rule, what, and what to do.

    ``file`` is relative to the dataset's folder, ``line`` that of the record's header (1 where
    the whole file is meant).
    """

    file: str
    line: int
    code: str
    message: str
    remedy: str

    @property
    def rule(self) -> Rule:
        """The rule that found it."""
        return RULES[self.code]

    def __str__(self) -> str:
        """Write the finding in one line, as compilers do."""
        return f"{self.file}:{self.line}: {self.code} {self.message}; {self.remedy}"


def exit_code(findings: list[Finding]) -> int:
    """Return 0 for no finding, 2 where something cannot be read, else 1."""
    if any(finding.rule.unreadable for finding in findings):
        return 2
    return 1 if findings else 0
