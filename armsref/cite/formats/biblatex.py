"""BibLaTeX, in UTF-8: inferred dates are EDTF's, ``2024-02~``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.cite.formats.bib import archived, authors_of, bib_text, braced, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.cite.entry import Entry, PartialDate

#: CSL types as entry types, the field in which the outlet stands, and their subtype.
_KINDS = {
    "article-newspaper": ("article", "journaltitle", "newspaper"),
    "article-magazine": ("article", "journaltitle", "magazine"),
    "webpage": ("online", "organization", ""),
    "report": ("report", "institution", ""),
    "dataset": ("dataset", "organization", ""),
}
_OTHER = ("misc", "organization", "")


def entries_text(entries: Sequence[Entry]) -> str:
    """Write entries, an empty line between two."""
    return "\n".join(_text(entry) for entry in entries)


def _text(entry: Entry) -> str:
    kind, outlet, subtype = _KINDS.get(entry.kind, _OTHER)
    address = entry.address("URL")
    fields = {
        "author": authors_of(entry),
        "title": title_of(entry),
        outlet: _outlet(outlet, braced(entry.outlet)),
        "entrysubtype": braced(subtype),
        "version": braced(entry.text("version")),
        "date": _date(entry.date("issued")),
        "url": f"{{{address}}}" if address else "",
        "urldate": _date(entry.date("accessed")),
        "langid": braced(_language(entry.text("language"))),
        "note": braced(entry.remarks(circa=False)),
        "addendum": braced(archived(entry)),
    }
    return bib_text(kind, entry.key, fields)


def _outlet(field: str, value: str) -> str:
    """Return the outlet's value: ``and`` parts the names of a list, unless braces keep them."""
    return value if field == "journaltitle" or not value else f"{{{value}}}"


def _date(date: PartialDate | None) -> str:
    return f"{{{date.iso}{'~' if date.circa else ''}}}" if date else ""


def _language(code: str) -> str:
    """Return the English name of a language, as babel and biblatex have it; one word, or none."""
    from babel import Locale

    name = Locale("en").languages.get(code.partition("-")[0], "").lower()
    return name if name.isascii() and name.isalpha() else ""
