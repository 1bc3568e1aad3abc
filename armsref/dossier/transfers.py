"""Reported transfers: every statement under its flow, each denial beside what it denies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.catalog.document_words import parties_words, statement_words
from armsref.cite.fragment import address_of_words
from armsref.cite.marks import mark_in_text
from armsref.dossier.stated import ids
from armsref.writing.parts import Block, Bullets, Heading, Inlines, Link, Paragraph, Strong, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.catalog.catalog import Catalog
    from armsref.cite.style import Style

_WHAT_THEY_ARE = (
    "Each line is a statement, not an event: several may be of the same transfer, and their figures"
    " are not to be added up."
)


def transfers_part(
    catalog: Catalog, transfers: Iterable[dict[str, Any]], style: Style
) -> list[Block]:
    """Return the statements under their flows; those of retracted articles apart.

    Parameters
    ----------
    catalog : Catalog
        The catalogue.
    transfers : iterable of dict
        Statements as :func:`~armsref.catalog.document.transfer_document` gives them, those of one
        flow in a row.
    style : Style
        How articles are cited.
    """
    counting: list[dict[str, Any]] = []
    retracted: list[dict[str, Any]] = []
    for row in transfers:
        (retracted if "retracted" in row else counting).append(row)
    parts: list[Block] = []
    if counting:
        said = Paragraph((words(_WHAT_THEY_ARE),))
        parts += [Heading(2, (words("Reported transfers"),)), said]
        parts += _flows(catalog, counting, style)
    if retracted:
        title = "Transfers in retracted articles, which count for nothing"
        parts += [Heading(2, (words(title),)), *_flows(catalog, retracted, style)]
    return parts


def _flows(catalog: Catalog, transfers: Iterable[dict[str, Any]], style: Style) -> list[Block]:
    flows: dict[str, list[dict[str, Any]]] = {}
    for row in transfers:
        flows.setdefault(row["flow"], []).append(row)
    blocks: list[Block] = []
    for said in flows.values():
        head = f"{parties_words(catalog, said[0])} — {said[0]['outlet']}, {said[0]['issued']}"
        blocks.append(Heading(3, (words(head),)))
        blocks.append(Bullets(tuple(_statement(catalog, row, style) for row in said)))
    return blocks


def _statement(catalog: Catalog, row: dict[str, Any], style: Style) -> Inlines:
    """Return a statement; what it says is transferred leads to the words on the page."""
    told = statement_words(catalog, row)
    stance = (Strong((words(f"{told.stance}:"),)), words(" ")) if told.stance else ()
    what: Inlines = ()
    if told.what:
        what = (words(" "), Link((words(told.what),), address_of_words(row["url"], row["what"])))
    said = words(f"{told.details} — {told.said}{ids(row)}")
    mark = mark_in_text(catalog, [row["article"]], style)
    return (*stance, words(told.stage), *what, said, *mark)
