"""Citing the data themselves: the dataset by its title, with version, digest and licence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from armsref.cite.dates import date_text
from armsref.cite.entry import Entry
from armsref.cite.style import Plain, titled, with_remarks
from armsref.one_line import one_line
from armsref.writing.parts import Inlines, Link, words

if TYPE_CHECKING:
    import os

    from armsref.catalog.catalog import Catalog


#: What a report cites the data by, whichever they are: ``[@armsref]``.
KEY = "armsref"


def keys_of_data(catalog: Catalog) -> tuple[str, ...]:
    """Return the keys by which a report cites a catalogue's dataset: ours, and its own."""
    return tuple(dict.fromkeys((KEY, dataset_entry(catalog).key)))


def dataset_entry(catalog: Catalog) -> Entry:
    """Return the entry of a catalogue's dataset, as its descriptor describes it.

    Examples
    --------
    >>> import armsref
    >>> entry = dataset_entry(armsref.shipped())
    >>> entry.text("title"), entry.text("version") == armsref.shipped().version
    ('armsref: weapons-system specifications as the press printed them', True)
    """
    described = catalog.descriptor
    item: dict[str, Any] = {
        "id": re.sub(r"[^A-Za-z0-9.]+", "-", _text(described, "name")).strip("-") or "dataset",
        "type": "dataset",
        "title": _text(described, "title") or _text(described, "name"),
        "author": [{"literal": name} for name in _makers(described) if name],
        "version": catalog.version,
        "license": ", ".join(_licence(one) for one in _list(described, "licenses")),
        "URL": _text(described, "homepage"),
    }
    created = re.match(r"(\d{4})-(\d{2})-(\d{2})", _text(described, "created"))
    if created:
        item["issued"] = {"date-parts": [[int(part) for part in created.groups()]]}
    return Entry({key: value for key, value in item.items() if value})


def dataset_inlines(
    entry: Entry, style: str = Plain.name, csl: str | os.PathLike[str] | None = None
) -> Inlines:
    """Return the entry of a dataset in a style.

    Raises
    ------
    ArmsrefError
        No style has the name, its library is not installed, or the file is no CSL style.
    """
    if csl is None and style.lower() == Plain.name:
        return _plain(entry)
    from armsref.cite.csl.style import item_inlines
    from armsref.cite.styles import style_file

    # Not every style has a place for version and licence, and they must be said.
    item = {key: value for key, value in entry.item.items() if key not in ("version", "license")}
    cited = item_inlines(item, style_file(style) if csl is None else csl)
    return with_remarks(cited, (words(f", {', '.join(_remarks(entry))}"),))


def _plain(entry: Entry) -> Inlines:
    """Return makers, title, version, date, licence, address."""
    issued = entry.date("issued")
    version, *licence = _remarks(entry)
    parts = (
        ", ".join(entry.authors),
        f"{titled(entry.text('title'))} {version}",
        date_text(issued.iso, circa=issued.circa) if issued else "",
        *licence,
    )
    note: Inlines = (words(", ".join(part for part in parts if part)),)
    address = entry.address("URL")
    return (*note, words(", "), Link((words(address),), address)) if address else note


def _remarks(entry: Entry) -> list[str]:
    licence = entry.text("license")
    return [f"version {entry.text('version')}", *([f"licence {licence}"] if licence else [])]


def _makers(described: object) -> list[str]:
    return [_text(maker, "title") for maker in _list(described, "contributors")]


def _licence(licence: object) -> str:
    name, path = _text(licence, "name") or _text(licence, "title"), _text(licence, "path")
    return f"{name} ({path})" if path else name


def _text(described: object, key: str) -> str:
    found = described.get(key) if isinstance(described, dict) else None
    return one_line(found).strip() if isinstance(found, str) else ""


def _list(described: object, key: str) -> list[object]:
    found = described.get(key) if isinstance(described, dict) else None
    return found if isinstance(found, list) else []
