"""Figures with what stands behind them: a note, or where the style has none, a mark in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.catalog.document_words import inherited_words
from armsref.catalog.sides import sides_of
from armsref.cite.note import claim_note, first_claim, spec_note
from armsref.writing.parts import Inlines, Note, Strong, join, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.cite.style import Style


def sides_marked(
    catalog: Catalog, spec: Spec, style: Style | None = None, *, claims_follow: bool = False
) -> Inlines:
    """Return a spec in words: each of its sides, or terms, with what stands behind it.

    Parameters
    ----------
    catalog, spec, style, claims_follow
        As :func:`spec_mark` takes them.
    """
    stated_of = inherited_words(catalog, {"inherited_from": spec.inherited_from})
    sides = (
        (words(f"{side}{stated_of}"), *spec_mark(catalog, side, style, claims_follow=claims_follow))
        for side in sides_of(catalog, spec)
    )
    return side_by_side(sides, disputed=spec.agreement == "disputed")


def side_by_side(sides: Iterable[Inlines], *, disputed: bool) -> Inlines:
    """Return sides in a row, those of a dispute with that word in front.

    Examples
    --------
    >>> from armsref.writing.parts import plain
    >>> plain(side_by_side([(words("300 km"),), (words("500 km"),)], disputed=True))
    'disputed: 300 km; 500 km'
    """
    if disputed:
        return (Strong((words("disputed:"),)), words(" "), *join("; ", sides))
    return join(", ", sides)


def spec_mark(
    catalog: Catalog, spec: Spec, style: Style | None = None, *, claims_follow: bool = False
) -> Inlines:
    """Return the note of a spec, or the mark of all its articles.

    Parameters
    ----------
    catalog : Catalog
        The catalogue.
    spec : Spec
        The spec.
    style : Style, optional
        How articles are cited; the plain style by default.
    claims_follow : bool
        All its claims are told below: the note need not say how many more there are.
    """
    if style is not None and style.in_text:
        return mark_in_text(catalog, spec.articles, style)
    if claims_follow:
        return (Note(claim_note(catalog, first_claim(catalog, spec), style)),)
    return (Note(spec_note(catalog, spec, style)),)


def mark_in_text(catalog: Catalog, articles: Iterable[str], style: Style) -> Inlines:
    """Return the mark of articles behind a space; nothing where the style has notes."""
    if not style.in_text:
        return ()
    return (words(" "), *style.mark([catalog.article(article) for article in articles]))
