"""What BibTeX and BibLaTeX share: how an entry is written, and text that is LaTeX inside of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.writing.as_latex import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from armsref.cite.entry import Entry


def bib_text(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Write an entry; its fields are as they stand in the file, empty ones are left out."""
    lines = [f"  {name} = {value},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def braced(text: str) -> str:
    r"""Return words as the value of a field: LaTeX that prints them as they are.

    A brace that has no partner would end the field or run on past it, whatever stands before it,
    so that all are written as commands then.

    Examples
    --------
    >>> print(braced("R&D {new}"), braced("a } b"))
    {R\&D \{new\}} {a \textbraceright{} b}
    """
    if not text:
        return ""
    latex = escaped(text)
    if not _is_balanced(text):
        latex = latex.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")
    return f"{{{latex}}}"


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def title_of(entry: Entry) -> str:
    """Return the title as a value whose capitals no style changes."""
    return f"{{{braced(entry.text('title'))}}}"


def authors_of(entry: Entry) -> str:
    """Return the authors as a value; each is one name, not taken apart."""
    names = " and ".join(braced(author) for author in entry.authors)
    return f"{{{names}}}" if names else ""


def archived(entry: Entry) -> str:
    """Return where an archived copy is, in words; empty where none is known."""
    address = entry.address("archive_location")
    return f"archived at {address}" if address else ""
