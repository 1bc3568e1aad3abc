"""The names that nobody knows, written so that they can be filled in and read as aliases."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from armsref.catalog.aliases import COLUMNS
from armsref.tables.formulas import defused
from armsref.whole_file import whole_file

if TYPE_CHECKING:
    import os

    from armsref.auditing.audit import Audit

#: What stands behind the columns of a file of aliases.
BESIDE = ("rows", "suggestions")


def write_unresolved(found: Audit, file: str | os.PathLike[str]) -> int:
    """Write the unknown names, those of most rows first; return how many there are.

    The column ``system`` is empty: who fills in an id can give the file to ``--aliases``.
    """
    names = sorted(found.unknown.items(), key=lambda item: (-item[1][0], item[0]))
    with whole_file(file) as beside, beside.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow((*COLUMNS, *BESIDE))
        for name, (rows, suggestions) in names:
            writer.writerow((defused(name), "", rows, defused("; ".join(suggestions))))
    return len(names)
