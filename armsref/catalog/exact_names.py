"""The systems by their printed names: all that a cold lookup of an exact name needs."""

from __future__ import annotations

from armsref.catalog.system import System

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog


def exact_names(catalog: Catalog, systems: dict[str, System]) -> dict[str, System]:
    """Return the systems by printed name and by id; names of several are left out.

    Parameters
    ----------
    catalog : Catalog
        Its ``names.csv`` is read.
    systems : dict
        Its systems by id; those that are not there yet are added.
    """
    table = catalog.table("names")
    at_key, at_system, at_name = map(table.place, ("key", "system", "name"))
    bearers: dict[str, str] = {}
    shared: set[str] = set()
    for row in table.rows:
        key, system = row[at_key], row[at_system]
        if bearers.setdefault(key, system) != system:
            shared.add(key)
        if system not in systems:
            systems[system] = System(catalog, system)
    by_name = {
        row[at_name]: systems[row[at_system]] for row in table.rows if row[at_key] not in shared
    }
    by_name.update(systems)
    return by_name
