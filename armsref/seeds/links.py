"""Links that lead out of a dataset's folder: what is behind them is none of the dataset."""

from __future__ import annotations

import os
from pathlib import Path

from armsref.findings import Finding

#: The folders that a dataset is read from.
FOLDERS = ("seeds", "datasets")


def links_out(root: Path) -> list[Finding]:
    """Return a finding for each link under ``seeds/`` and ``datasets/`` that leads out of a folder.

    The folder itself may be reached by a link. An installed package is not looked at: installers
    may link its files to a store of theirs.
    """
    inside = os.path.realpath(root)
    return [
        Finding(
            link.relative_to(root).as_posix(),
            1,
            "AR009",
            f"{link.name} is a link to {os.fspath(link.readlink())!r}, outside of the folder",
            "put the file itself here, or remove the link",
        )
        for folder in FOLDERS
        for link in _links(root / folder)
        if not Path(os.path.realpath(link)).is_relative_to(inside)
    ]


def _links(folder: Path) -> list[Path]:
    if folder.is_symlink():
        return [folder]
    found = []
    for place, folders, files in os.walk(folder):
        found += [Path(place, name) for name in (*folders, *files)]
    return sorted(path for path in found if path.is_symlink())
