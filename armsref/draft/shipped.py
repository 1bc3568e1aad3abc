"""The names and words that come with the package, where no folder of seeds is at hand."""

from __future__ import annotations

from pathlib import Path

from armsref.catalog.catalog import Catalog
from armsref.model.seeds import SystemEntry
from armsref.paths import shipped_root
from armsref.reading.lexicon import shipped_lexicon
from armsref.seeds.load import Seeds


def shipped_seeds() -> Seeds:
    """Return seeds with the shipped catalogue's names and vocabulary, and no article."""
    root = Path(shipped_root())
    systems = tuple(
        SystemEntry(id=system.id, level=system.level, names=tuple(system.names))
        for system in Catalog.open(root).systems()
    )
    return Seeds(root=root, lexicon=shipped_lexicon(), systems=systems)
