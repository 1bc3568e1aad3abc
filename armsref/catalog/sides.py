"""The sides of a spec: what each group of its claims says alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.build.specs import spec_rows
from armsref.catalog.records import made_table, records
from armsref.catalog.spec import Spec
from armsref.model.rows import AttributeRow, SystemRow, TermRow

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog


def sides_of(catalog: Catalog, spec: Spec) -> tuple[Spec, ...]:
    """Return a spec for each group of claims, the preferred first, made by the code of the build.

    A dispute has several, and so has an attribute of which several terms, or prices in several
    currencies, are stated; a spec whose claims
    all agree is its own only side.

    Examples
    --------
    >>> import armsref
    >>> [str(side) for side in sides_of(armsref.shipped(), armsref.get("zolfaghar").range)]
    ['700 km (435 mi)', '300–700 km (186–435 mi)']
    """
    if len(spec.groups) == 1:
        return (spec,)
    claims = {claim.id: claim for claim in spec.claims}
    articles = {claim.article: catalog.article(claim.article) for claim in claims.values()}
    systems = records(catalog.table("systems"), SystemRow)
    attributes = records(catalog.table("attributes"), AttributeRow, id={spec.attribute})
    terms = records(catalog.table("terms"), TermRow, attribute={spec.attribute})
    sides = []
    for group in spec.groups:
        said = [claims[key] for key in group]
        rows = spec_rows(systems, attributes, terms, articles, said)
        own = [row for row in rows if row.system == spec.system]
        table = made_table("specs", own, catalog.table("specs").file)
        sides.append(Spec(catalog, table, table.rows[0]))
    return tuple(sides)
