"""Wikipedia's templates of citation, of the family CS1: ``{{cite news}}`` and its siblings."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from armsref.cite.dates import date_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.cite.entry import Entry, PartialDate

#: CSL types as templates, and the parameter in which the outlet stands.
_KINDS = {
    "article-newspaper": ("cite news", "work"),
    "article-magazine": ("cite magazine", "magazine"),
    "webpage": ("cite web", "website"),
    "report": ("cite report", "publisher"),
    "broadcast": ("cite news", "work"),
    "dataset": ("cite report", "publisher"),
}
#: The templates that know an agency.
_WITH_AGENCY = ("cite news", "cite magazine", "cite web")
#: What may mean something to MediaWiki: it is shown as a numeric entity. A colon in a word may be
#: an address's; apostrophes are italics two at a time, and beside the template's own.
_SPECIAL = re.compile(
    r"[{}\[\]|<>&~]|:(?=\S)|(?<=_)_|_(?=_)|(?<=')'|'(?=')|\A[*#:;']|'\Z",
)
#: The same in an address, where it is percent-encoded; and what would be an entity.
_IN_ADDRESS = re.compile(r"[\[\]]|(?<=~)~|~(?=~)|(?<=_)_|_(?=_)|(?<=')'|'(?=')")
_ENTITY = re.compile(r"&(?=[#\w]+;)")
#: Where an archive writes the day into its addresses.
_ARCHIVED = re.compile(r"https?://[^/]+(?:/web)?/(\d{8})\d{6}[a-z_]*/", re.ASCII)


def entries_text(entries: Sequence[Entry]) -> str:
    """Write entries, a line each."""
    return "".join(f"{_text(entry)}\n" for entry in entries)


def _text(entry: Entry) -> str:
    template, outlet = _KINDS.get(entry.kind, _KINDS["webpage"])
    agency = entry.agency if template in _WITH_AGENCY else ""
    values = {
        "author": _escaped("; ".join(entry.authors)),
        "title": _escaped(entry.text("title")),
        outlet: _escaped(entry.outlet),
        "type": _escaped(entry.text("note")),
        "version": _escaped(entry.text("version")),
        "date": _date(entry.date("issued")),
        "url": _address(entry.address("URL")),
        "access-date": _date(entry.date("accessed")),
        **_archive(entry.address("archive_location")),
        "language": _escaped(entry.text("language")),
        "agency": _escaped(agency),
        "quote": _escaped(entry.quote),
    }
    given = "".join(f" |{name}={value}" for name, value in values.items() if value)
    return f"{{{{{template}{given}}}}}{_remarks(entry, template)}"


def _remarks(entry: Entry, template: str) -> str:
    """Return what the template cannot say, for the editor."""
    said = bool(entry.agency) and template in _WITH_AGENCY
    licence, copy = entry.text("license"), entry.address("archive_location")
    told = (
        *(() if said else map(_escaped, entry.reporting)),
        f"licence: {_escaped(licence)}" if licence else "",
        f"archived at {_address(copy)}" if copy and not _archive(copy) else "",
    )
    return "".join(_comment(text) for text in told if text)


def _date(date: PartialDate | None) -> str:
    """Return a date; the templates know an inferred year alone, the rest is for the editor."""
    if date is None:
        return ""
    if not date.circa:
        return date_text(date.iso, circa=False)
    year = f"c. {date.parts[0]}"
    full = date_text(date.iso, circa=True)
    return year if full == year else f"{year}{_comment(full)}"


def _archive(address: str) -> dict[str, str]:
    """Return the archived copy, which the templates take only with its day."""
    found = _ARCHIVED.match(address)
    try:
        day = dt.datetime.strptime(found[1], "%Y%m%d").date() if found else None  # noqa: DTZ007
    except ValueError:
        day = None
    if day is None:
        return {}
    return {
        "archive-url": _address(address),
        "archive-date": date_text(day.isoformat(), circa=False),
        "url-status": "live",
    }


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda m: f"&#{ord(m[0])};", text)


def _address(address: str) -> str:
    encoded = _IN_ADDRESS.sub(lambda m: "".join(f"%{ord(c):02X}" for c in m[0]), address)
    return _ENTITY.sub("&amp;", encoded)


def _comment(text: str) -> str:
    """Return a comment of words that are escaped: none ends it."""
    return f"<!-- {text} -->"
