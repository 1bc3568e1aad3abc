"""Marks of notes behind the punctuation that follows a figure, as notes stand in print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from armsref.reports.placing import AGAIN, NOTE
from armsref.reports.tree import has_class, type_of

if TYPE_CHECKING:
    from armsref.writing.as_pandoc import Node

#: What a mark stands behind; not in the middle of a word: ``.5``, ``:that``.
_SIGNS = re.compile(r"[,.;:!?…]+(?!\w)")
#: What may close around a figure before the punctuation, in Markdown.
_CLOSED = re.compile(rf"[*_\"'”’]{{0,8}}(?={_SIGNS.pattern}){_SIGNS.pattern}")
#: Elements that a mark at their end may leave.
_AROUND = ("Emph", "Strong", "Quoted", "Strikeout", "SmallCaps", "Underline")


def behind_signs(text: str, at: int) -> int:
    """Return the place behind the punctuation at a place of Markdown; the same where is none.

    Examples
    --------
    >>> behind_signs("a*. b", 1), behind_signs("a b.", 1), behind_signs("a.b", 1)
    (3, 1, 1)
    """
    found = _CLOSED.match(text, at)
    return at if found is None else found.end()


def with_marks_behind(tree: Any, *, cites_in_notes: bool) -> Any:
    """Return a tree whose marks stand behind the punctuation that follows them.

    Parameters
    ----------
    tree : list or dict
        A part of the tree, its figures and marks put in.
    cites_in_notes : bool
        Whether the citation behind a mark becomes a note, too.
    """
    if isinstance(tree, dict):
        return {
            key: with_marks_behind(part, cites_in_notes=cites_in_notes)
            for key, part in tree.items()
        }
    if not isinstance(tree, list):
        return tree
    row: list[Any] = []
    for part in tree:
        new = with_marks_behind(part, cites_in_notes=cites_in_notes)
        row += _parted(new, row, cites_in_notes=cites_in_notes) if _begins(new) else [new]
    return row


def _begins(node: Any) -> bool:
    return type_of(node) == "Str" and _SIGNS.match(node["c"]) is not None


def _parted(node: Node, row: list[Any], *, cites_in_notes: bool) -> list[Node]:
    """Return a word without its signs, which are put before the marks that end the row."""
    at = len(row)
    if cites_in_notes and at > 1 and _is_bracketed(row[-1]):
        gap = type_of(row[-2]) in ("Space", "SoftBreak")
        if _ends_in_mark(row[-2 - gap : -1 - gap]):
            del row[-1 - gap : -1]
            at = len(row) - 1
    while at and _is_mark(row[at - 1]):
        at -= 1
    if at == len(row):
        marks = _taken_out(row[-1]) if row else []
        if not marks:
            return [node]
        row += marks
    signs = _SIGNS.match(node["c"])
    end = 0 if signs is None else signs.end()
    row.insert(at, {"t": "Str", "c": node["c"][:end]})
    return [{"t": "Str", "c": node["c"][end:]}] if node["c"][end:] else []


def _is_bracketed(node: Node) -> bool:
    """Tell whether an element is a citation in brackets: ``[@one]``, and not ``@one``."""
    if type_of(node) != "Cite":
        return False
    return bool(node["c"][0][0]["citationMode"]["t"] != "AuthorInText")


def _ends_in_mark(row: list[Any]) -> bool:
    return bool(row) and _is_mark(row[-1])


def _taken_out(node: Any) -> list[Node]:
    """Take the marks at the end of an element out of it."""
    if type_of(node) not in _AROUND:
        return []
    inside = node["c"][1] if node["t"] == "Quoted" else node["c"]
    at = len(inside)
    while at and _is_mark(inside[at - 1]):
        at -= 1
    marks = inside[at:] or (_taken_out(inside[-1]) if inside else [])
    del inside[at:]
    return list(marks)


def _is_mark(node: Any) -> bool:
    """Tell whether an element is a mark of ours."""
    if type_of(node) != "Note":
        return has_class(node, AGAIN)
    first = node["c"][0]["c"][:1] if type_of(node["c"][0]) == "Para" else []
    return bool(first) and has_class(first[0], NOTE)
