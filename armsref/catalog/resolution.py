"""What a printed name turned out to mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["one", "alternatives", "several", "class", "unknown"]

#: How a name was found, the surest first; a text of several names is as sure as its least sure.
WAYS = ("local", "id", "name", "key", "lookalike", "skeleton")


class Resolution(NamedTuple):
    """What a printed name means.

    Attributes
    ----------
    kind : str
        ``one``; ``alternatives``: one of the systems, the text or the name does not say which;
        ``several``: more than one, ``systems`` are all that are named; ``class``: a kind of
        weapon, ``term``; ``unknown``.
    systems : tuple of str
        Ids, in the order of the text; empty for a class and for what is unknown.
    via : str or None
        How it was found, of several names the least sure: ``local`` (an alias of the user's),
        ``id``, ``name`` (as printed), ``key`` (but for case, script, hyphens, numerals, plural),
        ``lookalike`` (letters that look like others), ``skeleton`` (another spelling, only with
        ``fuzzy=True``); ``words`` for a class; None for what is unknown.
    term : str or None
        Id of the class; None for anything else.
    suggestions : tuple of str
        For what is unknown: names to ask about, never taken.

    Examples
    --------
    >>> import armsref
    >>> armsref.resolve("Fateh-110 or Zolfaghar").kind
    'alternatives'
    """

    kind: Kind
    systems: tuple[str, ...] = ()
    via: str | None = None
    term: str | None = None
    suggestions: tuple[str, ...] = ()


def least_sure(found: Iterable[Resolution]) -> str:
    """Return how the least sure of several names was found."""
    return max((part.via for part in found if part.via is not None), key=WAYS.index)
