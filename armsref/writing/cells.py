"""Documents as notebooks show them: pieces beside others, whose notes must not meet theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.writing import as_html, as_markdown
from armsref.writing.numbering import key_of

if TYPE_CHECKING:
    from armsref.writing.parts import Document


def html_cell(document: Document) -> str:
    """Return HTML without ids: the same may be shown twice, and its notes stand right below."""
    return as_html.document_text(document, linked=False)


def markdown_cell(document: Document) -> str:
    """Return Markdown whose notes' labels are made of its content.

    Where pandoc makes one document of a notebook, the notes of its outputs are told apart, and
    those of an output shown twice are the same.
    """
    return as_markdown.document_text(document, key=f"{key_of(document)}-")
