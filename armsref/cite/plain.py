"""The plain citation: readable in any text, with the words and who said them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from armsref.dates import last_day
from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.catalog.system import System
    from armsref.model.rows import ArticleRow, ClaimRow

#: So many claims are cited where a finding or a sentence tells of them.
MOST_CITED = 3


def cite_claim(catalog: Catalog, claim: ClaimRow) -> str:
    """Return a claim's citation: words, speaker, article, outlet, date, reporting, address."""
    article = catalog.article(claim.article)
    said = f", {claim.attributed_to}" if claim.attributed_to else ""
    if claim.joint:
        others = ", ".join(catalog.get(system).label for system in claim.joint)
        said += f", said together with {others}"
    if claim.evidence != "anchored":
        said += ", typed from the page, not machine-checked"
    origin = ""
    if claim.origin is not None and claim.origin != article.outlet:
        origin = f" (reporting by {catalog.label('outlets', claim.origin)})"
    quote = " ".join(claim.quote.split())
    return f'"{quote}"{said}, in {cite_article(catalog, article, origin)}'


def cite_article(catalog: Catalog, article: ArticleRow, origin: str = "") -> str:
    """Return an article's citation."""
    outlet = catalog.label("outlets", article.outlet)
    retracted = f" [RETRACTED: {article.retracted}]" if article.retracted else ""
    archived = f" (archived at {article.archive})" if article.archive else ""
    date = date_text(article.issued, circa=article.issued_circa)
    return f'"{article.title}," {outlet}, {date}{origin}{retracted}, {article.url}{archived}'


def cite_spec(catalog: Catalog, spec: Spec) -> str:
    """Return the one note of a spec, and how many more claims there are.

    It cites the earliest article of the preferred group with an established origin.
    """
    claims = {claim.id: claim for claim in spec.claims}
    preferred = [claims[key] for key in spec.groups[0]]
    first = min(
        preferred,
        key=lambda c: (c.origin is None, last_day(catalog.article(c.article).issued), c.id),
    )
    rest = len(claims) - 1
    more = f"; and {rest} more" if rest else ""
    disputed = " [disputed]" if spec.agreement == "disputed" else ""
    if spec.inherited_from is not None:
        disputed += f" [stated of the {catalog.get(spec.inherited_from).label}]"
    return f"{cite_claim(catalog, first)}{more}{disputed}"


def date_text(date: str, *, circa: bool) -> str:
    """Write a day, a month or a year.

    Examples
    --------
    >>> date_text("2024-02-22", circa=False), date_text("2024-09", circa=True)
    ('22 February 2024', 'c. September 2024')
    """
    parts = [int(part) for part in date.split("-")]
    day = dt.date(*[*parts, 1, 1][:3])
    month = _MONTHS[day.month - 1]
    text = {1: f"{day.year}", 2: f"{month} {day.year}", 3: f"{day.day} {month} {day.year}"}
    return ("c. " if circa else "") + text[len(parts)]


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def claims_of_target(catalog: Catalog, target: str) -> list[ClaimRow]:
    """Return the claims that a target rests on: a claim id, ``system.attribute`` or a system.

    Raises
    ------
    ArmsrefError
        The target is unknown, or nothing is stated of it.
    """
    from armsref.catalog.document import find_claim, split_target

    if is_claim_id(target):
        return list(find_claim(catalog, target)[:1])
    system, attribute = split_target(catalog, target)
    specs = system.specs.values() if attribute is None else [system[attribute]]
    claims = [claim for spec in specs if spec is not None for claim in spec.claims]
    if not claims:
        raise ArmsrefError(_not_stated(target, system, attribute))
    return claims


def _not_stated(target: str, system: System, attribute: str | None) -> str:
    """Say that no article states it, or that only retracted ones do."""
    retracted = [c.id for c in system.retracted if attribute in (None, c.attribute)]
    if not retracted:
        return f"{target}: not stated in any article"
    claims = ", ".join(dict.fromkeys(retracted))
    return f"{target}: stated by retracted articles alone; cite the claim itself: {claims}"


def is_claim_id(text: str) -> bool:
    """Tell whether a text has the form of a claim's id."""
    return len(text) == 13 and text[0] == "c" and all(c in "0123456789abcdef" for c in text[1:])


def cite_briefly(catalog: Catalog, claim: ClaimRow, system: str) -> str:
    """Return who printed what in a few words, as said of a system.

    The words, the speaker, the outlet, whose reporting it is, the day, what holds of it beside,
    the id.

    Examples
    --------
    >>> import armsref
    >>> spec = armsref.get("zolfaghar").range
    >>> print(cite_briefly(armsref.shipped(), spec.claims[0], "zolfaghar"))
    "between 300 and 700 km", experts, The Telegraph (India) (reporting by Reuters),
    22 February 2024, c8872d0c6de0d
    """
    article = catalog.article(claim.article)
    reporting = "reporting unstated"
    if claim.origin is not None:
        own = claim.origin == article.outlet
        reporting = "own reporting"
        if not own:
            reporting = f"reporting by {catalog.label('outlets', claim.origin)}"
    parts = [f'"{" ".join(claim.quote.split())}"']
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
