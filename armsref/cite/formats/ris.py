"""RIS: a line for each field; what a reference manager imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.cite.entry import Entry, PartialDate

#: CSL types as types of reference.
_KINDS = {
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "webpage": "ELEC",
    "report": "RPRT",
    "broadcast": "VIDEO",
    "dataset": "DATA",
}


def entries_text(entries: Sequence[Entry]) -> str:
    """Write entries, an empty line between two."""
    return "\n".join(_text(entry) for entry in entries)


def _text(entry: Entry) -> str:
    issued = entry.date("issued")
    fields = [
        ("TY", _KINDS.get(entry.kind, "GEN")),
        ("ID", entry.key),
        *(("AU", author) for author in entry.authors),
        ("TI", entry.text("title")),
        ("PB" if entry.kind == "report" else "T2", entry.outlet),
        ("ET", entry.text("version")),
        ("PY", f"{issued.parts[0]:04d}" if issued else ""),
        ("DA", _date(issued)),
        ("Y2", _date(entry.date("accessed"))),
        ("UR", entry.address("URL").replace(";", "%3B")),  # it parts one address from the next
        ("AV", entry.address("archive_location")),
        ("LA", entry.text("language")),
        ("N1", entry.remarks(circa=False)),
    ]
    lines = [f"{tag}  - {text}\n" for tag, text in fields if text]
    return "".join([*lines, "ER  - \n"])


def _date(date: PartialDate | None) -> str:
    """Return year, month, day and a remark, as RIS has dates: ``2024/09//circa``."""
    if date is None:
        return ""
    year, month, day = (*date.iso.split("-"), "", "")[:3]
    return "/".join((year, month, day, "circa" if date.circa else "")).rstrip("/")
