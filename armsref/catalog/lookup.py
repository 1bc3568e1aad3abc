"""One name looked up: keys answer, then look-alikes, then, if allowed, other spellings.

No library is imported here: looking a name up by its key is part of a cold lookup.
"""

from __future__ import annotations

from armsref.errors import AmbiguousName, UnknownSystem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.hints import Hints


class Bearers:
    """The systems that one name may mean.

    Attributes
    ----------
    systems : set of str
        Their ids; several where the name is shared, none where it is unknown.
    via : str
        How they were found: ``id``, ``name``, ``key``, ``lookalike`` or ``skeleton``.
    refused : set of str
        Systems of that name that the hints speak against.
    """

    __slots__ = ("refused", "systems", "via")

    def __init__(self, systems: set[str], via: str, refused: set[str]) -> None:
        self.systems = systems
        self.via = via
        self.refused = refused


def bearers_of(catalog: Catalog, text: str, hints: Hints | None, *, fuzzy: bool) -> Bearers:
    """Return the systems a name may mean: by the first kind of match that there is.

    Look-alikes and other spellings answer only where they mean one system.
    """
    names = catalog.names
    found = names.bearers(text)
    if found:
        kept = found if hints is None else hints.narrow(catalog, found)
        return Bearers(kept, names.exactly(text), found - kept)
    found = names.lookalikes(text)
    via = "lookalike"
    if fuzzy and not found:
        via = "skeleton"
        alike = names.spoken_alike(text)
        found = {system for system in alike if not names.another_spelled_so(text, system)}
    kept = found if hints is None else hints.narrow(catalog, found)
    return Bearers(kept if len(kept) == 1 else set(), via, set())


def find(
    catalog: Catalog, name: str, class_: str | None, country: str | None, *, fuzzy: bool
) -> str:
    """Return the id of the system that a name means; see :meth:`armsref.Catalog.get`."""
    if not isinstance(name, str):
        msg = f"a name is a str, not {type(name).__name__}"  # type: ignore[unreachable]
        raise TypeError(msg)
    hints = None
    if class_ is not None or country is not None:
        from armsref.catalog.hints import hints_of

        hints = hints_of(catalog, class_, country)
    found = bearers_of(catalog, name, hints, fuzzy=fuzzy)
    if len(found.systems) == 1:
        return next(iter(found.systems))
    if found.systems:
        raise AmbiguousName(name, tuple(sorted(found.systems)))
    if found.refused:
        wanted = " ".join(part for part in (class_, country) if part is not None)
        raise UnknownSystem(f"{name} ({wanted})", tuple(sorted(found.refused)))
    raise UnknownSystem(name, catalog.names.questions(name))
