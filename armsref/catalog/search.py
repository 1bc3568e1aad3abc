"""Searching names as one types: what matches best comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from armsref.reading.names import name_key, plain_key, skeleton

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog

Rank = Literal["exact", "prefix", "word", "skeleton", "near"]
_ORDER: tuple[Rank, ...] = get_args(Rank)
#: Fewer letters are spoken like too many names.
SHORTEST_SKELETON = 2


class Hit(NamedTuple):
    """A system found by a search: its id, the name that matched, and how it did.

    Attributes
    ----------
    system : str
        Id of the system.
    name : str
        Its name that matched best.
    rank : str
        ``exact``, ``prefix``, ``word``, ``skeleton`` or ``near``, the likeliest first.
    """

    system: str
    name: str
    rank: Rank


def search(catalog: Catalog, text: str, most: int) -> tuple[Hit, ...]:
    """Return the systems whose names look like a text; see :meth:`armsref.Catalog.search`."""
    if not isinstance(text, str):
        msg = f"a name is a str, not {type(text).__name__}"  # type: ignore[unreachable]
        raise TypeError(msg)
    keys = {key for key in (name_key(text), plain_key(text)) if key}
    if not keys or most < 1:
        return ()
    near = {name: place for place, name in enumerate(catalog.names.near(text))}
    spoken = skeleton(text)
    best: dict[str, tuple[int, bool, int, str]] = {}
    exact = catalog.names.bearers(text) | catalog.names.lookalikes(text)
    # An id is searched too, after the names: it may be typed from another table.
    known = [(name, system, False) for name, system in catalog.names.names]
    known += [(system, system, True) for system in catalog.names.ids]
    for name, system, is_id in known:
        rank = _rank(name, keys, spoken, near)
        if rank is None and system in exact:
            rank = "exact"
        if rank is not None:
            place = near.get(name, 0) if rank == "near" else len(name)
            found = (_ORDER.index(rank), is_id, place, name)
            best[system] = min(best.get(system, found), found)
    ordered = sorted((found, system) for system, found in best.items())
    return tuple(Hit(system, found[3], _ORDER[found[0]]) for found, system in ordered[:most])


def _rank(name: str, keys: set[str], spoken: str, near: dict[str, int]) -> Rank | None:
    own = {name_key(name), plain_key(name)}
    if own & keys:
        return "exact"
    if any(known.startswith(key) for known in own for key in keys):
        return "prefix"
    words = "".join(c if c.isalnum() else " " for c in name).split()
    if any(plain_key(word).startswith(key) for word in words for key in keys):
        return "word"
    if len(spoken) >= SHORTEST_SKELETON and skeleton(name).startswith(spoken):
        return "skeleton"
    return "near" if name in near else None
