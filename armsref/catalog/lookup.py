"""One name looked up: keys answer, then look-alikes, then, if allowed, other spellings.

No library is imported here: looking a name up by its key is part of a cold lookup.
"""

from __future__ import annotations

from armsref.errors import AmbiguousName, UnknownSystem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog


def bearers_of(catalog: Catalog, text: str, *, fuzzy: bool) -> tuple[set[str], str]:
    """Return the systems a name may mean, and how: the first kind of match that there is.

    Look-alikes and other spellings answer only where they mean one system.
    """
    names = catalog.names
    found = names.bearers(text)
    if found:
        return found, names.exactly(text)
    found = names.lookalikes(text)
    if len(found) == 1:
        return found, "lookalike"
    if fuzzy and not found:
        found = names.spoken_alike(text)
        if len(found) == 1:
            return found, "skeleton"
    return set(), ""


def find(
    catalog: Catalog, name: str, class_: str | None, country: str | None, *, fuzzy: bool
) -> str:
    """Return the id of the system that a name means; see :meth:`armsref.Catalog.get`."""
    if not isinstance(name, str):
        msg = f"a name is a str, not {type(name).__name__}"  # type: ignore[unreachable]
        raise TypeError(msg)
    found, _ = bearers_of(catalog, name, fuzzy=fuzzy)
    if class_ is not None or country is not None:
        from armsref.catalog.hints import hints_of

        hints = hints_of(catalog, class_, country)
        kept = hints.narrow(catalog, found)
        if found and not kept:
            wanted = " ".join(part for part in (class_, country) if part is not None)
            raise UnknownSystem(f"{name} ({wanted})", tuple(sorted(found)))
        found = kept
    if len(found) == 1:
        return found.pop()
    if found:
        raise AmbiguousName(name, tuple(sorted(found)))
    raise UnknownSystem(name, catalog.names.questions(name))
