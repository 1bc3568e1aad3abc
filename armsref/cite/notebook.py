"""What a notebook shows of a system and of a spec: figures with their notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.catalog.document import system_document
from armsref.catalog.document_words import kind_words
from armsref.cite.marks import sides_marked
from armsref.cite.spec_table import not_stated, spec_table
from armsref.writing.parts import Block, Document, Paragraph, Strong, words

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.catalog.system import System


def system_cell(catalog: Catalog, system: System) -> Document:
    """Return a system's name and kind, its specs as a table, and what is not stated."""
    document = system_document(catalog, system)
    name = Strong((words(document["label"]),))
    about = f" — {kind_words(catalog, document)}; data {document['data_version']}"
    blocks: list[Block] = [Paragraph((name, words(about)))]
    if document["specs"]:
        blocks.append(spec_table(catalog, document))
    missing = not_stated(catalog, document)
    if missing:
        blocks.append(Paragraph((words(missing),)))
    return tuple(blocks)


def spec_cell(catalog: Catalog, spec: Spec) -> Document:
    """Return a spec's sides, each with its note, which says what holds of the claim it cites."""
    return (Paragraph(sides_marked(catalog, spec)),)
