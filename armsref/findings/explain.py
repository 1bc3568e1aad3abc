"""The rules in words: a list, one with its examples, and the page that documents them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.findings.rules import Rule

#: What an example is of, in words.
_OF = {
    "records": "in an article file",
    "header": "the header of an article file",
    "file name": "the name of an article file",
    "systems": "seeds/systems.toml",
    "lock": "seeds/evidence.lock",
    "text": "in an article file; the comment is the article's text",
    "locked": "in an article file that was locked when it was right; the comment is its text",
    "table": "a table, against the invented catalogue",
    "sentence": "a sentence, against the invented catalogue",
    "report": "a report in Markdown, against the invented catalogue",
}
#: The sections of the page, by the digit in front.
_SECTIONS = {
    "AR0": "Files and forms",
    "AR1": "Systems and names",
    "AR2": "Reading",
    "AR3": "Records together",
    "AR4": "The lock",
    "AR5": "Words against the text",
    "AR6": "What is built, and frames of the same form",
    "AR7": "Somebody's table or sentence",
    "AR8": "Live pages",
    "AR9": "Reports",
}
_HEAD = """\
# The rules

This page is what `armsref rules --format markdown` prints. A code stays; words may change.

An *error* is wrong. A *warning* is wrong unless a person finds that the article really says so.
Both give exit code 1 and stop a build; one that is *strict* does so only with `--strict`. A *note*
is worth knowing and stops nothing. What is *unreadable* gives exit code 2, and hides what else is
wrong: it is left out under its full code alone. What is *allowable* can be built all the same, so
an article file may say `# armsref: allow CODE because REASON`. What is *left out* keeps a whole
file of the seeds out of the tables: `validate` may ignore it, `build` writes nothing. What is
*passing* is said in the same words of every state, so that no baseline holds it.

In the examples there are the systems Alpha and Beta and the Gamma family. Those of tables,
sentences and reports are held against an invented catalogue: of the Alpha the press printed a range
of "between 300 and 700 km"; of the Beta, 100 km and 200 km, and a payload of "about 45 kg". For
reports there is a retracted article too, cnn-2019, with a range and a payload of the Alpha.
"""


def weight(rule: Rule) -> str:
    """Say how much a rule's finding weighs.

    Examples
    --------
    >>> from armsref.findings import RULES
    >>> weight(RULES["AR001"]), weight(RULES["AR705"]), weight(RULES["AR305"])
    ('error, unreadable', 'warning, strict', 'note, allowable')
    """
    flags = ("unreadable", "strict", "allowable", "left_out", "passing")
    said = (flag.replace("_", " ") for flag in flags if getattr(rule, flag))
    return ", ".join([rule.severity, *said])


def listed(rules: Iterable[Rule]) -> str:
    """Return a line for each rule."""
    return "".join(f"{rule.code}  {weight(rule):<20}  {rule.title}\n" for rule in rules)


def explained(rule: Rule) -> str:
    """Return a rule with its explanation and its examples."""
    lines = [f"{rule.code} {rule.title} ({weight(rule)})", "", f"    {rule.explanation}"]
    for said, example in (("Wrong", rule.bad), ("Right", rule.good)):
        if example:
            lines += ["", f"  {said}, {_of(rule)}:", ""]
            lines += [f"    {line}".rstrip() for line in example.splitlines()]
    if rule.allowable:
        lines += [
            "",
            f"  Allowed, where it really is so: # armsref: allow {rule.code} because REASON",
        ]
    return "\n".join(lines) + "\n"


def page(rules: Iterable[Rule]) -> str:
    """Return the page of Markdown that documents the rules."""
    by_section: dict[str, list[Rule]] = {}
    for rule in rules:
        by_section.setdefault(_SECTIONS[rule.code[:3]], []).append(rule)
    parts = [_HEAD]
    for section, members in by_section.items():
        rows = [f"| [{r.code}](#{r.code.lower()}) | {r.title} | {weight(r)} |" for r in members]
        parts.append(
            "\n".join([f"## {section}\n", "| code | what | weight |", "|---|---|---|", *rows])
        )
        parts += [_entry(rule) for rule in members]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _entry(rule: Rule) -> str:
    lines = [f"### {rule.code}", "", f"{rule.title}: {rule.explanation}"]
    for said, example in (("Wrong", rule.bad), ("Right", rule.good)):
        if example:
            lines += ["", f"{said} ({_of(rule)}):", "", "```", example.strip("\n"), "```"]
    return "\n".join(lines)


def _of(rule: Rule) -> str:
    table = rule.of.removeprefix("frame of ")
    return _OF[rule.of] if table == rule.of else f"a frame of the table {table}"
