"""Rich text, once: paragraphs, tables and notes, and the forms they are written in.

What stands in a document is made of the few parts in :mod:`~armsref.writing.parts`; each form
(plain text, Markdown, HTML, LaTeX) is one module that escapes what it must. Nobody else escapes.
"""

from armsref.writing.forms import FORMS, write
from armsref.writing.parts import (
    Block,
    Bullets,
    Document,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    Note,
    Paragraph,
    Strong,
    Superscript,
    Table,
    Words,
    join,
    plain,
    words,
)

__all__ = [
    "FORMS",
    "Block",
    "Bullets",
    "Document",
    "Emphasis",
    "Heading",
    "Inline",
    "Inlines",
    "Link",
    "Note",
    "Paragraph",
    "Strong",
    "Superscript",
    "Table",
    "Words",
    "join",
    "plain",
    "words",
    "write",
]
