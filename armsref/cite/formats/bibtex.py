"""BibTeX, in UTF-8: what its styles print stands in their fields, what they cannot in the note.

Its styles know months and years; ``day`` and ``urldate`` are for the programs that know more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.cite.formats.bib import archived, authors_of, bib_text, braced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.cite.entry import Entry

#: CSL types as entry types, and the field in which the outlet stands.
_KINDS = {
    "article-newspaper": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "report": ("techreport", "institution"),
}
_OTHER = ("misc", "howpublished")
#: The names that BibTeX has for months, which each style spells in its own way.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def entries_text(entries: Sequence[Entry]) -> str:
    """Write entries, an empty line between two."""
    return "\n".join(_text(entry) for entry in entries)


def _text(entry: Entry) -> str:
    kind, outlet = _KINDS.get(entry.kind, _OTHER)
    issued, accessed = entry.date("issued"), entry.date("accessed")
    year, month, day = (*(issued.parts if issued else ()), 0, 0, 0)[:3]
    version = entry.text("version")
    # Every style prints the title; pandoc passes over the note.
    title = ", version ".join(filter(None, (entry.text("title"), version)))
    told = (entry.remarks(circa=True), archived(entry))
    fields = {
        "author": authors_of(entry),
        "title": f"{{{braced(title)}}}",
        outlet: braced(entry.outlet),
        "year": f"{{{year}}}" if year else "",
        "month": _MONTHS[month - 1] if month else "",
        "day": f"{{{day}}}" if day else "",
        "url": _address(entry),
        "urldate": f"{{{accessed.iso}}}" if accessed else "",
        "note": braced("; ".join(text for text in told if text)),
    }
    return bib_text(kind, entry.key, fields)


def _address(entry: Entry) -> str:
    address = entry.address("URL")
    return f"{{{address}}}" if address else ""
