"""What is cited of a target: its notes, and the articles they rest on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from armsref.cite.note import (
    article_entry,
    article_note,
    claim_note,
    origin_text,
    spec_note,
    told_of,
)
from armsref.cite.style import with_remarks
from armsref.cite.targets import claims_of_target, is_claim_id
from armsref.errors import ArmsrefError, published_by
from armsref.model.base import ARTICLE_ID, whole
from armsref.writing.forms import write
from armsref.writing.parts import Inlines, Paragraph, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.cite.style import Style
    from armsref.model.rows import ArticleRow

#: The formats of notes, and the forms of writing that they are.
NOTE_FORMATS = {"plain": "text", "markdown": "markdown", "html": "html", "latex": "latex"}
#: What leads a note.
Lead = Literal["", "attribute", "system"]
_ARTICLE = re.compile(whole(ARTICLE_ID))


def notes_of_target(catalog: Catalog, target: str, style: Style, *, every: bool) -> list[Inlines]:
    """Return the notes of a system, of ``system.attribute``, of a claim id or an article id.

    Parameters
    ----------
    catalog : Catalog
        The catalogue.
    target : str
        What is to be cited.
    style : Style
        How articles are cited.
    every : bool
        A note for every claim, not one for each spec.

    Raises
    ------
    ArmsrefError
        The target is unknown, or nothing is stated of it.
    """
    article = article_of_target(catalog, target)
    if article is not None:
        reporting = origin_text(catalog, article.origin, article)
        return [article_note(catalog, article, style, reporting=reporting)]
    claims = claims_of_target(catalog, target)
    if is_claim_id(target):
        return [claim_note(catalog, claim, style) for claim in claims]
    from armsref.catalog.document import split_target

    system, attribute = split_target(catalog, target)
    specs = system.specs.values() if attribute is None else [system[attribute]]
    found = [spec for spec in specs if spec is not None]
    return notes_of_specs(
        catalog, found, style, every=every, led_by="" if attribute else "attribute"
    )


def notes_of_specs(
    catalog: Catalog, specs: Iterable[Spec], style: Style, *, every: bool, led_by: Lead = ""
) -> list[Inlines]:
    """Return the notes of specs, where wanted led by attribute, or by system and attribute."""
    found = []
    for spec in specs:
        label = f"{catalog.label('attributes', spec.attribute)}: " if led_by else ""
        if led_by == "system":
            label = f"{catalog.get(spec.system).label} {label}"
        notes = notes_of_spec(catalog, spec, style, every=every)
        found += [(words(label), *note) for note in notes] if label else notes
    return found


def notes_of_spec(
    catalog: Catalog, spec: Spec, style: Style, *, every: bool = False
) -> list[Inlines]:
    """Return the one note of a spec, or a note for every claim."""
    if not every:
        return [spec_note(catalog, spec, style)]
    told = told_of(catalog, spec)
    remarks = (words(told),) if told else ()
    return [with_remarks(claim_note(catalog, claim, style), remarks) for claim in spec.claims]


def articles_of_target(catalog: Catalog, target: str) -> list[ArticleRow]:
    """Return the articles that a target rests on, in the order of its claims.

    Raises
    ------
    ArmsrefError
        The target is unknown, or nothing is stated of it.
    """
    article = article_of_target(catalog, target)
    if article is not None:
        return [article]
    ids = dict.fromkeys(claim.article for claim in claims_of_target(catalog, target))
    return [catalog.article(key) for key in ids]


def article_of_target(catalog: Catalog, target: str) -> ArticleRow | None:
    """Return the article that a target is the id of; None where it has no such form.

    Raises
    ------
    ArmsrefError
        It has the form of an article's id, and neither an article nor a system has it.
    """
    if not _ARTICLE.match(target):
        return None
    known = catalog.table("articles").by("id")
    if target in known:
        return catalog.article(target)
    try:
        catalog.get(target)
    except ArmsrefError:
        from armsref.catalog.near import near_names

        near = near_names(target, known)
        hint = f"did you mean {', '.join(near)}?" if near else "armsref show SYSTEM prints the ids"
        msg = f"no {published_by(catalog.until)} has the id {target!r}; {hint}"
        raise ArmsrefError(msg) from None
    return None


def entries(catalog: Catalog, style: Style) -> list[Inlines]:
    """Return the bibliography of the articles that a style is bound to, in its order."""
    return [article_entry(catalog, article, style) for article in style.cited]


def notes_text(notes: Iterable[Inlines], form: str, *, page: bool = False) -> str:
    """Write notes, equal ones once: a line each in plain text, else a paragraph each.

    Parameters
    ----------
    notes : iterable of inlines
        The notes.
    form : {"plain", "markdown", "html", "latex"}
        The format.
    page : bool
        A whole document of its own.

    Raises
    ------
    ArmsrefError
        There is no such format.
    """
    if form not in NOTE_FORMATS:
        msg = f"no format {form!r} of notes; use one of {', '.join(NOTE_FORMATS)}"
        raise ArmsrefError(msg)
    each = dict.fromkeys(notes)
    if form == "plain":
        return "".join(write((Paragraph(note),), "text") for note in each)
    document = tuple(Paragraph(note) for note in each)
    return write(document, NOTE_FORMATS[form], page=page, title="Citations" if page else "")


def cite_specs(
    catalog: Catalog,
    specs: Iterable[Spec],
    *,
    style: str,
    form: str,
    every: bool,
    led_by: Lead = "",
) -> str:
    """Return the notes of specs as a text; see :meth:`armsref.Spec.cite`."""
    from armsref.cite.styles import style_named

    chosen = style_named(catalog, style)
    notes = notes_of_specs(catalog, specs, chosen, every=every, led_by=led_by)
    return notes_text(notes, form).removesuffix("\n")
