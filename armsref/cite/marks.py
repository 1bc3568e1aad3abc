"""What stands behind a figure or a quotation: a note, or where the style has none, its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.cite.note import article_note, claim_note, spec_note, statement_note
from armsref.writing.parts import Inlines, Note, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.cite.style import Style
    from armsref.model.rows import ClaimRow, TransferRow


def spec_mark(catalog: Catalog, spec: Spec, style: Style | None = None) -> Inlines:
    """Return the note of a spec, or the mark of all its articles."""
    return _in_text(catalog, spec.articles, style) or (Note(spec_note(catalog, spec, style)),)


def claim_mark(catalog: Catalog, claim: ClaimRow, style: Style | None = None) -> Inlines:
    """Return the note of a claim, or the mark of its article."""
    return _in_text(catalog, [claim.article], style) or (Note(claim_note(catalog, claim, style)),)


def statement_mark(catalog: Catalog, row: TransferRow, style: Style | None = None) -> Inlines:
    """Return the note of a transfer statement, or the mark of its article."""
    return _in_text(catalog, [row.article], style) or (Note(statement_note(catalog, row, style)),)


def article_mark(catalog: Catalog, article: str, style: Style | None = None) -> Inlines:
    """Return the note of an article, or its mark."""
    row = catalog.article(article)
    return _in_text(catalog, [article], style) or (Note(article_note(catalog, row, style)),)


def _in_text(catalog: Catalog, articles: Iterable[str], style: Style | None) -> Inlines:
    """Return a mark in the text; nothing where the style has notes."""
    if style is None or not style.in_text:
        return ()
    return (words(" "), *style.mark([catalog.article(article) for article in articles]))
