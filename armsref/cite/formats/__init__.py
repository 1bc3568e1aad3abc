"""Bibliographies in the formats of other programs: a module for each, with the same function."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.cite.entry import Entry

#: The formats by name, and their modules.
FORMATS = {
    "bibtex": "bibtex",
    "biblatex": "biblatex",
    "ris": "ris",
    "csl-json": "csl_json",
    "wikipedia": "wikipedia",
}


def entries_text(entries: Sequence[Entry], form: str) -> str:
    """Write entries in a format of :data:`FORMATS`, in the order given."""
    module = importlib.import_module(f"armsref.cite.formats.{FORMATS[form]}")
    text: str = module.entries_text(entries)
    return text
