"""A word processor's file as pandoc wrote it: its notes are counted through, not by chapters."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: The parts of a DOCX file that may say where the numbers of notes begin anew.
_PARTS = ("word/document.xml", "word/settings.xml")
_RESTART = re.compile(rb"<w:numRestart\b[^<>]*/>\s*|<w:numRestart\b[^<>]*>\s*</w:numRestart>\s*")
_EMPTY = re.compile(rb"<w:(footnotePr|endnotePr)>\s*</w:\1>\s*")


def count_notes_through(file: Path) -> None:
    """Write a DOCX file anew whose notes are numbered from its first page to its last.

    Pandoc has them begin anew in each section, and LibreOffice takes headings for sections: a
    later mark of a note, or a text that names it, would lead to another one. All else stays, the
    dates of the parts too, so that the same file gives the same bytes.
    """
    with zipfile.ZipFile(file) as archive:
        parts = [(part, archive.read(part)) for part in archive.infolist()]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts:
            kept = content
            if part.filename in _PARTS:
                kept = _EMPTY.sub(b"", _RESTART.sub(b"", content))
            archive.writestr(part, kept)
