"""Citations in plain text: of a claim, a spec, and in a few words where a finding tells of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.cite.dates import date_text
from armsref.cite.note import claim_note, spec_note
from armsref.cite.quoted import quoted
from armsref.writing.forms import write_inlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.model.rows import ClaimRow

#: So many claims are cited where a finding or a sentence tells of them.
MOST_CITED = 3


def cite_claim(catalog: Catalog, claim: ClaimRow) -> str:
    """Return a claim's citation: words, speaker, article, outlet, date, reporting, address."""
    return write_inlines(claim_note(catalog, claim), "text")


def cite_spec(catalog: Catalog, spec: Spec) -> str:
    """Return the one note of a spec, and how many more claims there are."""
    return write_inlines(spec_note(catalog, spec), "text")


def cite_briefly(catalog: Catalog, claim: ClaimRow, system: str) -> str:
    """Return who printed what in a few words, as said of a system.

    The words, the speaker, the outlet, whose reporting it is, the day, what holds of it beside,
    the id.

    Examples
    --------
    >>> import armsref
    >>> spec = armsref.get("polonez").range
    >>> print(cite_briefly(armsref.shipped(), spec.claims[0], "polonez"))
    "between 50 and 300 km", UDF.name (reporting by Euroradio), c. September 2018, cf197c2666ccf
    """
    article = catalog.article(claim.article)
    reporting = "reporting unstated"
    if claim.origin is not None:
        own = claim.origin == article.outlet
        reporting = "own reporting"
        if not own:
            reporting = f"reporting by {catalog.label('outlets', claim.origin)}"
    parts = [quoted(" ".join(claim.quote.split()))]
    if claim.attributed_to:
        parts.append(" ".join(claim.attributed_to.split()))
    parts.append(f"{catalog.label('outlets', article.outlet)} ({reporting})")
    parts.append(date_text(article.issued, circa=article.issued_circa))
    if claim.system != system:
        parts.append(f"stated of the {catalog.get(claim.system).label}")
    if claim.joint:
        others = ", ".join(catalog.get(other).label for other in claim.joint)
        parts.append(f"said together with {others}")
    if article.retracted:
        parts.append(f"retracted: {article.retracted}")
    return ", ".join([*parts, claim.id])


def cite_several(catalog: Catalog, claims: Sequence[ClaimRow], system: str) -> list[str]:
    """Return brief citations of at most three claims, and how many more there are."""
    cited = [cite_briefly(catalog, claim, system) for claim in claims[:MOST_CITED]]
    rest = len(claims) - MOST_CITED
    return [*cited, f"and {rest} more"] if rest > 0 else cited
