"""The registry of rules: read once from ``rules.toml`` beside this file.

A rule has a stable code; messages may change, codes do not.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Rule(NamedTuple):
    """A rule: its code, a title, why it exists, and how much its finding weighs.

    ``unreadable`` means that something cannot be read at all. An *error* is wrong. A *warning* is
    wrong unless a person finds that the article really says so. Both stop a build; one of a
    ``strict`` rule does so only where that is asked for (``--strict``). A *note* is worth knowing
    and stops nothing. What an ``allowable`` rule finds can be built all the same, so a person may
    allow it, with a reason. What a ``left_out`` rule finds keeps a whole file of the seeds out of
    the tables, so that ``build`` writes nothing, whoever ignores it. A ``passing`` rule's words do
    not tell one state from another: no baseline holds it. ``bad`` is an example that the rule
    finds, ``good`` what to write in its place, and ``of`` says what the two are; they are empty
    where it takes the state of a disk or of a page.
    """

    code: str
    title: str
    explanation: str
    severity: Severity = "error"
    unreadable: bool = False
    strict: bool = False
    allowable: bool = False
    left_out: bool = False
    passing: bool = False
    of: str = ""
    bad: str = ""
    good: str = ""

    @property
    def leaves_out(self) -> bool:
        """Whether a file that it finds something in is not there at all for what is built."""
        return self.unreadable or self.left_out


def _load() -> dict[str, Rule]:
    data = Path(__file__).with_name("rules.toml").read_text(encoding="utf-8")
    return {code: Rule(code, **entry) for code, entry in tomllib.loads(data).items()}


#: Every rule by its code.
RULES: dict[str, Rule] = _load()
