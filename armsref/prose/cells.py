"""Figures in the tables of a Markdown file: a row is a system's, a column an attribute's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.auditing.headers import Said, read_header
from armsref.evidence.text import Span
from armsref.prose.wordings import behind_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from armsref.draft.page import Page
    from armsref.prose.names import Names


class Cell(NamedTuple):
    """A cell with a number: where, its system or systems, attribute, unit of the header."""

    span: Span
    systems: frozenset[str]
    attribute: str
    unit: str


def cells_of(
    tables: Sequence[Sequence[Sequence[Span]]], page: Page, names: Names
) -> Iterator[Cell]:
    """Return the cells whose row has one known name and whose column one attribute.

    Parameters
    ----------
    tables : sequence
        Of each table its rows, the header first, as spans.
    page : Page
        The text.
    names : Names
        Its names.
    """
    for rows in tables:
        if len(rows) < 2:
            continue
        said = [_said(span, page) for span in rows[0]]
        for row in rows[1:]:
            known = [system for span in row if (system := _system(span, page, names))]
            if len(known) != 1:
                continue
            for span, head in zip(row, said, strict=False):
                printed = page.text[span.start : span.end]
                if head is not None and any(map(str.isdigit, printed)):
                    start = span.start + len(printed) - len(printed.lstrip())
                    trimmed = Span(start, start + len(printed.strip()))
                    yield Cell(trimmed, known[0], head.attributes[0], head.unit)


def _said(span: Span, page: Page) -> Said | None:
    """Return what a header says where that is one attribute and nothing else."""
    said = read_header(" ".join(page.text[span.start : span.end].split()), page.lexicon)
    return said if len(said.attributes) == 1 and not (said.other or said.is_unit) else None


def _system(span: Span, page: Page, names: Names) -> frozenset[str] | None:
    """Return the systems that the one name of a cell means; None where it says more."""
    groups = names.groups_in(*span)
    if len(groups) != 1 or len(groups[0].mentions) != 1:
        return None
    (mention,) = groups[0].mentions
    front = page.text[span.start : mention.span.start]
    rest = page.text[behind_kind(page.text, mention.span.end) : span.end]
    marks = " \t*_“”\"'‘’"
    return mention.systems if not front.strip(marks) and not rest.strip(marks) else None
