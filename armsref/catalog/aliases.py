"""A user's own names: they resolve for that user, and never enter the catalogue."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from armsref.catalog.near import near_names
from armsref.errors import ArmsrefError, DataError
from armsref.reading.names import name_key

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog

#: The columns of a file of aliases.
COLUMNS = ("printed", "system")


class Aliases:
    """Printed names and the ids of the systems they stand for, looked up by key.

    Parameters
    ----------
    catalog : Catalog
        The systems that can be meant.
    pairs : mapping or iterable of (printed, system)
        The names; ``system`` is an id, or a name of one system. The same name may stand twice for
        one system, not for two.
    where : str
        Named in errors.

    Raises
    ------
    ArmsrefError
        A system is unknown, a name is empty, or a name stands for two systems.
    """

    def __init__(
        self,
        catalog: Catalog,
        pairs: Mapping[str, str] | Iterable[tuple[str, str]],
        where: str = "aliases",
    ) -> None:
        self._by_key: dict[str, str] = {}
        for pair in pairs.items() if isinstance(pairs, Mapping) else pairs:
            if not _is_pair(pair):
                msg = f"{where}: {pair!r} is no pair of a printed name and the id of a system"
                raise ArmsrefError(msg)
            self._add(catalog, pair[0], pair[1], where)

    def _add(self, catalog: Catalog, printed: str, system: str, where: str) -> None:
        key = name_key(printed)
        if not key:
            msg = f"{where}: {printed!r} has no letter and no digit; remove it or mend it"
            raise ArmsrefError(msg)
        bearers = {system} & catalog.names.ids or catalog.names.bearers(system)
        if len(bearers) != 1:
            near = near_names(system, sorted(catalog.names.ids))
            hint = f"did you mean {', '.join(near)}?" if near else "armsref list shows all ids"
            what = "the name of several" if bearers else "no id and no name"
            msg = f"{where}: {printed!r} stands for {system!r}, which is {what}; {hint}"
            raise ArmsrefError(msg)
        (system,) = bearers
        other = self._by_key.setdefault(key, system)
        if other != system:
            msg = f"{where}: {printed!r} stands for {other} and for {system}; keep one"
            raise ArmsrefError(msg)

    def get(self, text: str) -> str | None:
        """Return the id that a text stands for; None where it is no alias."""
        return self._by_key.get(name_key(text)) if self._by_key else None


def _is_pair(pair: object) -> bool:
    return (
        isinstance(pair, tuple | list)
        and len(pair) == 2
        and all(isinstance(part, str) for part in pair)
    )


def read_aliases(catalog: Catalog, file: str | os.PathLike[str]) -> Aliases:
    """Read aliases from a CSV file with the columns ``printed`` and ``system``.

    Further columns are for the reader; a row whose ``system`` is empty is not filled in yet.

    Raises
    ------
    DataError
        The file cannot be read, or has other columns.
    ArmsrefError
        An id is unknown, or a name stands for two systems.
    """
    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines, strict=True))
    except (OSError, ValueError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        msg = f"{os.fspath(file)}: cannot be read: {reason}; name a CSV file in UTF-8"
        raise DataError(msg) from error
    header = tuple(cell.strip() for cell in rows[0]) if rows else ()
    if header[: len(COLUMNS)] != COLUMNS:
        msg = f"{os.fspath(file)}: its columns are not {','.join(COLUMNS)}; mend its first line"
        raise DataError(msg)
    for number, row in enumerate(rows[1:], start=2):
        if row and len(row) != len(header):
            msg = f"{os.fspath(file)}: row {number} has {len(row)} cells, not {len(header)}"
            raise DataError(msg)
    filled = [(row[0], row[1].strip()) for row in rows[1:] if row and row[1].strip()]
    return Aliases(catalog, filled, os.fspath(file))
