"""A comparison as a document, and the forms it is written in."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from armsref.catalog.document import spec_document
from armsref.cite.marks import side_by_side
from armsref.errors import ArmsrefError
from armsref.tables.formulas import defused
from armsref.writing.cells import markdown_cell
from armsref.writing.forms import FORMS, write_inlines
from armsref.writing.forms import write as write_document
from armsref.writing.parts import Emphasis, Note, Paragraph, Table, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.comparing.comparison import Cell, Comparison, Side
    from armsref.writing.parts import Document, Inlines

#: So many columns beside the first are readable on paper; further ones make another table.
MOST_COLUMNS = 5
#: The forms that have a page's width.
_NARROW = ("text", "latex")


def write(comparison: Comparison, form: str, *, page: bool) -> str:
    """Write a comparison; see :meth:`armsref.comparing.comparison.Comparison.write`."""
    if form == "csv":
        return _csv_text(comparison)
    if form == "json":
        return json.dumps(_data(comparison), ensure_ascii=False, indent=2) + "\n"
    if form not in FORMS:
        msg = f"no form {form!r}; use one of {', '.join([*FORMS, 'csv', 'json'])}"
        raise ArmsrefError(msg)
    document = document_of(comparison, MOST_COLUMNS if form in _NARROW else None)
    if form == "markdown" and not page:
        return markdown_cell(document)  # notes that meet no others where it is put in
    return write_document(document, form, page=page, title=title_of(comparison) if page else "")


def title_of(comparison: Comparison) -> str:
    """Return the systems' names."""
    return ", ".join(comparison.label(system) for system in comparison.systems)


def document_of(comparison: Comparison, most: int | None = None) -> Document:
    """Return a comparison as tables with notes.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    most : int, optional
        So many columns beside the first at most; further fields make another table.
    """
    tables = tuple(tables_of(comparison, most))
    until = comparison.catalog.until
    if until is None:
        return tables
    return (Paragraph((words(f"From articles published by {until}."),)), *tables)


def tables_of(comparison: Comparison, most: int | None = None) -> list[Table]:
    """Return the tables; systems are in rows, or, where that reads better, fields."""
    systems: list[Inlines] = [(words(comparison.label(s)),) for s in comparison.systems]
    fields: list[Inlines] = [(words(row.label),) for row in comparison.fields]
    filled = [
        [cell_inlines(comparison.cells[system.id, row.id]) for row in comparison.fields]
        for system in comparison.systems
    ]
    if len(fields) > MOST_COLUMNS >= len(systems):
        turned = [list(column) for column in zip(*filled, strict=True)]
        return [_table("field", systems, fields, turned)]
    step = most or len(fields)
    return [
        _table("system", fields[at : at + step], systems, [row[at : at + step] for row in filled])
        for at in range(0, len(fields), step)
    ]


def _table(
    corner: str, columns: Sequence[Inlines], names: Sequence[Inlines], rows: list[list[Inlines]]
) -> Table:
    named = tuple((name, *row) for name, row in zip(names, rows, strict=True))
    return Table(header=((words(corner),), *columns), rows=named)


def cell_inlines(cell: Cell) -> Inlines:
    """Return a cell: each side with its note; or in how many articles it is not stated."""
    if cell.spec is None:
        return (Emphasis((words(cell.not_stated),)),)
    sides: list[Inlines] = [(words(cell.marked(s)), Note(s.note)) for s in cell.sides]
    return side_by_side(sides, disputed=cell.disputed)


def _csv_text(comparison: Comparison) -> str:
    """Return a row for each system; behind each field its citations, a line for each side."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    columns = [name for row in comparison.fields for name in (row.id, f"{row.id}_citations")]
    writer.writerow(["system", "name", *columns, "data_version"])
    for system in comparison.systems:
        line = [system.id, words(system.label).text]
        for row in comparison.fields:
            cell = comparison.cells[system.id, row.id]
            notes = [write_inlines(side.note, "text") for side in cell.sides]
            line += [words(str(cell)).text, "\n".join(notes)]
        writer.writerow([defused(text) for text in (*line, comparison.catalog.version)])
    return buffer.getvalue()


def _data(comparison: Comparison) -> dict[str, Any]:
    """Return all of it as plain data; what is not stated has no sides."""
    return {
        "data_version": comparison.catalog.version,
        "systems": [
            {"system": s.id, "label": s.label, "level": s.level, "parent": s.parent}
            for s in comparison.systems
        ],
        "fields": [
            {"field": row.id, "label": row.label, "units": comparison.units[row.id]}
            for row in comparison.fields
        ],
        "cells": [_cell_data(comparison, cell) for cell in comparison.cells.values()],
    }


def _cell_data(comparison: Comparison, cell: Cell) -> dict[str, Any]:
    return {
        "system": cell.system,
        "field": cell.field,
        "words": str(cell),
        "agreement": None if cell.spec is None else cell.spec.agreement,
        "inherited_from": None if cell.spec is None else cell.spec.inherited_from,
        "sides": [_side_data(comparison, side) for side in cell.sides],
        "named_in": list(cell.articles),
        "retracted": list(cell.retracted),
    }


def _side_data(comparison: Comparison, side: Side) -> dict[str, Any]:
    document = spec_document(comparison.catalog, side.spec)
    figure = ("relation", "approximate", "low", "high", "unit")
    kept = (*figure, "terms", "origins", "unstated", "speakers")
    return {
        "words": side.words,
        **{key: document[key] for key in kept},
        "transcribed": side.transcribed,
        "claims": [claim["id"] for claim in document["claims"]],
        "note": write_inlines(side.note, "text"),
    }
