"""The coverage as Markdown, for ``datasets/README.md`` and ``armsref stats``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.reading.wording import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from armsref.tables.coverage import AttributeCoverage, Coverage, Dispute

_AGREEMENTS = ("corroborated", "single", "disputed", "unstated")
#: What every system should have: those that lack it are listed.
_ALWAYS = ("class", "country")
_MEANING = (
    "A system counts where an article states the attribute of it, not of its family alone. "
    "*Origins* are the outlets whose reporting it is, *two or more* the systems with several of "
    "them. *Corroborated*: origins that do not quote one speaker agree; *disputed*: figures that "
    "cannot both be; *unstated*: no article says whose reporting it is."
)


def coverage_text(found: Coverage) -> str:
    """Return the coverage as Markdown, a heading and tables."""
    counted = (
        f"{found.systems} systems and {found.families} families with {found.names} names; "
        f"{found.claims} claims and {found.statements} statements of {found.flows} reported "
        f"transfers, from {found.articles} articles, half of them published by "
        f"{found.median_issued or 'nobody'}. {percent(found.anchored, found.claims)} of the "
        f"claims are anchored, {found.transcribed} transcribed, {found.retracted} of retracted "
        "articles."
    )
    lines = [
        "## What it covers",
        "",
        counted,
        "",
        _MEANING,
        "",
        *_table(
            ("attribute", "systems", "claims", "articles", "origins", "two or more", *_AGREEMENTS),
            map(_row, found.attributes),
        ),
    ]
    for one in found.attributes:
        if one.attribute in _ALWAYS and one.missing:
            lines += [f"No article states the {one.attribute} of: {', '.join(one.missing)}.", ""]
    if found.disputes:
        lines += ["The widest disputes, by how many times the lowest the highest is:", ""]
        lines += _table(
            ("system", "attribute", "printed", "times", "sides"), map(_side, found.disputes)
        )
    lines += [
        *_table(("who says it", "claims"), found.speakers),
        *_table(("outlet", "articles", "claims"), found.outlets),
    ]
    if found.by_eye:
        lines += [
            f"With claims typed from the page, not machine-checked: {', '.join(found.by_eye)}.",
            "",
        ]
    return "\n".join(lines)


def _row(one: AttributeCoverage) -> Sequence[object]:
    counts = (one.systems, one.claims, one.articles, one.origins, one.independent)
    return (one.attribute, *counts, *(one.agreement.get(name, 0) for name in _AGREEMENTS))


def _side(one: Dispute) -> Sequence[object]:
    ends = "–".join(number_text(end.normalize() + 0) for end in (one.low, one.high))
    return (one.system, one.attribute, f"{ends} {one.unit}", f"{one.spread:.1f}", one.groups)


def percent(part: int, whole: int) -> str:
    """Return a share in per cent, to one digit behind the point."""
    return f"{100 * part / whole:.1f} %" if whole else "0 %"


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [f"| {' | '.join(header)} |", "|" + "---|" * len(header)]
    lines += [f"| {' | '.join(str(cell).replace('|', '') for cell in row)} |" for row in rows]
    return [*lines, ""]
