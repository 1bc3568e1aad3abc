"""The specs of a system as a table: figure, its note, how far it is established."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.catalog.document_words import EVIDENCE, agreement_words, inherited_words
from armsref.cite.note import first_claim, spec_note
from armsref.writing.parts import Inlines, Note, Table, words

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.cite.style import Style


def spec_table(
    catalog: Catalog, specs: dict[str, dict[str, Any]], system: str, style: Style | None = None
) -> Table:
    """Return a row for each attribute that is stated.

    Parameters
    ----------
    catalog : Catalog
        The catalogue.
    specs : dict
        The ``specs`` of :func:`~armsref.catalog.document.system_document`.
    system : str
        Id of the system.
    style : Style, optional
        How articles are cited; the plain style by default.
    """
    found = catalog.specs_of(system)
    return Table(
        header=((words("attribute"),), (words("as printed"),), (words("how far established"),)),
        rows=tuple(
            (
                (words(catalog.label("attributes", attribute)),),
                (
                    words(document["text"] + inherited_words(catalog, document)),
                    *spec_citation(catalog, found[attribute], style),
                ),
                (words(_established(catalog, document, found[attribute])),),
            )
            for attribute, document in specs.items()
        ),
    )


def spec_citation(catalog: Catalog, spec: Spec, style: Style | None = None) -> Inlines:
    """Return what stands behind a spec: its note, or a mark of its articles in the text."""
    if style is None or not style.in_text:
        return (Note(spec_note(catalog, spec, style)),)
    articles = [catalog.article(article) for article in spec.articles]
    return (words(" "), *style.mark(articles))


def _established(catalog: Catalog, document: dict[str, Any], spec: Spec) -> str:
    """Say how far; and where nobody could check the words of the claim that is cited."""
    evidence = first_claim(catalog, spec).evidence
    checked = "" if evidence == "anchored" else f"; {EVIDENCE[evidence]}"
    return agreement_words(catalog, document) + checked


def not_stated(catalog: Catalog, specs: dict[str, dict[str, Any]]) -> str:
    """Name the attributes that no article states, in one line; empty where each is stated."""
    missing = [
        catalog.label("attributes", attribute)
        for attribute in catalog.attributes
        if attribute not in specs
    ]
    return f"Not stated in any article: {', '.join(missing)}." if missing else ""
