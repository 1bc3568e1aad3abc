"""The sides of a spec: what each group of claims says alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.build.specs import spec_rows
from armsref.catalog.records import made_table, records
from armsref.catalog.spec import Spec
from armsref.model.rows import AttributeRow, SpecRow, SystemRow, TermRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.model.rows import ClaimRow


def sides(catalog: Catalog, spec: Spec) -> tuple[Spec, ...]:
    """Return a spec for each group of a spec's claims, made of that group alone.

    The first is the preferred one. Of a dispute they are its sides; of an attribute with several
    terms at once each says one of them. Where all agree, it is the spec itself.

    Parameters
    ----------
    catalog : Catalog
        The catalogue that holds the spec.
    spec : Spec
        The spec.
    """
    if len(spec.groups) == 1:
        return (spec,)
    claims = {claim.id: claim for claim in spec.claims}
    rows = [_side(catalog, spec, [claims[key] for key in group]) for group in spec.groups]
    table = made_table("specs", rows, catalog.table("specs").file)
    return tuple(Spec(catalog, table, row) for row in table.rows)


def _side(catalog: Catalog, spec: Spec, claims: Sequence[ClaimRow]) -> SpecRow:
    """Return the row that the build would make, were these the only claims."""
    stated_of = spec.inherited_from or spec.system
    made = spec_rows(
        records(catalog.table("systems"), SystemRow),
        records(catalog.table("attributes"), AttributeRow, id={spec.attribute}),
        records(catalog.table("terms"), TermRow, attribute={spec.attribute}),
        {claim.article: catalog.article(claim.article) for claim in claims},
        claims,
    )
    row = next(row for row in made if row.system == stated_of)
    own = {"system": spec.system, "inherited_from": spec.inherited_from}
    return row.model_copy(update=own)
