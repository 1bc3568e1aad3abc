"""Near names, for error messages: offered, never taken."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from armsref.reading.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable


def near_names(name: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the names whose keys look like a name's, nearest first.

    Examples
    --------
    >>> near_names("Zulfaghar", ["Zolfaghar", "Shahed"])
    ('Zolfaghar',)
    """
    by_key = {name_key(known): known for known in names}
    close = get_close_matches(name_key(name), by_key, n=most, cutoff=0.6)
    return tuple(by_key[key] for key in close)
