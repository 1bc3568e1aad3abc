"""CSL-JSON: what Zotero, pandoc and citeproc take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.tables.csl import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.cite.entry import Entry


def entries_text(entries: Sequence[Entry]) -> str:
    """Write entries as a JSON list of items."""
    return json_text([entry.item for entry in entries])
