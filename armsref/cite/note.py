"""The note of a figure: the words, who said them, and the article that prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.cite.fragment import address_of_words
from armsref.cite.quoted import quoted
from armsref.cite.style import Plain, with_remarks
from armsref.dates import last_day
from armsref.writing.parts import Inlines, Link, words

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.cite.style import Style
    from armsref.model.rows import ArticleRow, ClaimRow


def claim_note(catalog: Catalog, claim: ClaimRow, style: Style | None = None) -> Inlines:
    """Return a claim's citation: words, speaker, article, whose reporting, archived copy.

    The printed address is plain; where a form has links, it leads to the words on the page.

    Parameters
    ----------
    catalog : Catalog
        The catalogue that holds the claim.
    claim : ClaimRow
        The claim.
    style : Style, optional
        How its article is cited; the plain style by default.
    """
    article = catalog.article(claim.article)
    said = f", {claim.attributed_to}" if claim.attributed_to else ""
    if claim.joint:
        others = ", ".join(catalog.get(system).label for system in claim.joint)
        said += f", said together with {others}"
    if claim.evidence != "anchored":
        said += ", typed from the page, not machine-checked"
    cited = article_note(
        catalog,
        article,
        style,
        reporting=reporting_of(catalog, claim, article),
        address=address_of_words(article.url, claim.quote),
    )
    return (words(f"{quoted(claim.quote)}{said}, in "), *cited)


def article_note(
    catalog: Catalog,
    article: ArticleRow,
    style: Style | None = None,
    *,
    reporting: str = "",
    address: str = "",
) -> Inlines:
    """Return an article's citation, with what a reader must know beside the style's form."""
    style = style or Plain(catalog)
    remarks = [reporting] if reporting else []
    if article.retracted:
        remarks.append(_retraction(article))
    return with_remarks(style.note(article, " ".join(remarks), address), archived(article))


def article_entry(catalog: Catalog, article: ArticleRow, style: Style | None = None) -> Inlines:
    """Return an article's entry in a bibliography: the style's, its archived copy, a retraction."""
    style = style or Plain(catalog)
    retracted = (words(f" {_retraction(article)}"),) if article.retracted else ()
    return with_remarks(style.entry(article), (*archived(article), *retracted))


def _retraction(article: ArticleRow) -> str:
    return f"[RETRACTED: {article.retracted}]"


def archived(article: ArticleRow) -> Inlines:
    """Return where an article's archived copy is; nothing where it has none."""
    if not article.archive:
        return ()
    return (words(" (archived at "), Link((words(article.archive),), article.archive), words(")"))


def reporting_of(catalog: Catalog, claim: ClaimRow, article: ArticleRow) -> str:
    """Return whose reporting a claim is; empty where it is the article's own or unstated."""
    return origin_text(catalog, claim.origin, article)


def origin_text(catalog: Catalog, origin: str | None, article: ArticleRow) -> str:
    """Return whose reporting an origin is; empty where it is the article's own or unstated."""
    if origin is None or origin == article.outlet:
        return ""
    return f"(reporting by {catalog.label('outlets', origin)})"


def spec_note(catalog: Catalog, spec: Spec, style: Style | None = None) -> Inlines:
    """Return the one note of a spec, and how many more claims there are."""
    rest = len(spec.claims) - 1
    remarks = (f"; and {rest} more" if rest else "") + told_of(catalog, spec)
    note = claim_note(catalog, first_claim(catalog, spec), style)
    return with_remarks(note, (words(remarks),) if remarks else ())


def told_of(catalog: Catalog, spec: Spec) -> str:
    """Return what a reader of a spec's note must know: a dispute, and whose figure it is."""
    told = " [disputed]" if spec.agreement == "disputed" else ""
    if spec.inherited_from is not None:
        told += f" [stated of the {catalog.get(spec.inherited_from).label}]"
    return told


def first_claim(catalog: Catalog, spec: Spec) -> ClaimRow:
    """Return the claim that stands for a spec.

    It is the earliest of the preferred group with an established origin.
    """
    claims = {claim.id: claim for claim in spec.claims}
    return min(
        (claims[key] for key in spec.groups[0]),
        key=lambda c: (c.origin is None, last_day(catalog.article(c.article).issued), c.id),
    )
