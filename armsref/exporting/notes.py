"""The notes of a spreadsheet: who printed a figure, and what a column means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.catalog.spec import Spec
from armsref.cite.plain import cite_claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from armsref.catalog.catalog import Catalog
    from armsref.tables.fields import Field

#: The longest note, in characters: Excel holds 32,767, but nobody scrolls through them.
LONGEST_NOTE = 8_000


def spec_notes(catalog: Catalog) -> dict[tuple[str, str], str]:
    """Return the sources of each spec by system and attribute."""
    table = catalog.table("specs")
    found = {}
    for row in table.rows:
        spec = Spec(catalog, table, row)
        found[spec.system, spec.attribute] = spec_note(catalog, spec)
    return found


def spec_note(catalog: Catalog, spec: Spec) -> str:
    """Return how far the articles agree, and the citation and the id of each claim."""
    stated = "" if spec.inherited_from is None else f", stated of {spec.inherited_from}"
    return "\n".join(
        _shortened(f"Agreement: {spec.agreement}{stated}", list(_cited(catalog, spec)))
    )


def _cited(catalog: Catalog, spec: Spec) -> Iterator[str]:
    claims = {claim.id: claim for claim in spec.claims}
    for number, group in enumerate(spec.groups):
        for claim in group:
            other = "or: " if number and spec.agreement == "disputed" else ""
            yield f"{other}{cite_claim(catalog, claims[claim])} [{claim}]"


def _shortened(first: str, lines: list[str]) -> Iterator[str]:
    """Give whole lines as far as they fit, and say how many are left out."""
    yield first
    size = len(first)
    for number, line in enumerate(lines):
        size += len(line) + 1
        if size > LONGEST_NOTE:
            yield f"and {len(lines) - number} more; armsref cite --all shows them"
            return
        yield line


def column_note(field: Field) -> str:
    """Return what a column means, its unit, and what an empty cell says."""
    parts = [field.description]
    if field.unit:
        parts.append(f"Unit: {field.unit}.")
    if field.none:
        parts.append(f"Empty: {field.none}.")
    return "\n".join(parts)
