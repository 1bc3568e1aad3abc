"""What a span asks for: its attributes, and what is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from armsref.reports.attributes import Attributes

#: The class of our spans.
CLASS = "armsref"
#: Our attributes; others may stand beside them.
KEYS = ("spec", "unit", "digits", "disputed", "data")
_DIGITS = re.compile(r"[1-9][0-9]?", re.ASCII)


def misfit(attributes: Attributes) -> tuple[str, str] | None:
    """Say what is wrong with the attributes of a span, and what to do; None where nothing is.

    Examples
    --------
    >>> from armsref.reports.attributes import attributes_at
    >>> misfit(attributes_at('{.armsref spec="shahed.payload" unti="lb"}', 0))
    ("has an unknown attribute 'unti'", 'write unit=')
    """
    return next(_misfits(attributes), None)


def _misfits(attributes: Attributes) -> Iterator[tuple[str, str]]:
    keys = [pair.key for pair in attributes.pairs]
    for key in keys:
        if key not in KEYS and (near := alike(key, KEYS)):
            yield f"has an unknown attribute {key!r}", f"write {near}="
    for key in KEYS:
        if keys.count(key) > 1:
            yield f"has {key}= twice", "keep one"
    values = {pair.key: pair.value for pair in attributes.pairs}
    spec = values.get("spec", "").strip()
    if not spec:
        yield "names no spec", 'write spec="zolfaghar.range"'
    if spec.startswith(('"', "'")):
        yield f"has a spec in a broken quotation: {spec!r}", "close the quotation"
    if not _DIGITS.fullmatch(values.get("digits", "1")):
        yield f"has digits {values['digits']!r}", "write a whole number from 1 to 99"
    if values.get("disputed", "ok") != "ok":
        yield f"says disputed={values['disputed']!r}", 'write disputed="ok", or take it away'
    if not values.get("unit", "km").strip():
        yield "has an empty unit", 'write unit="km", or take it away'


def alike(word: str, known: Sequence[str]) -> str | None:
    """Return a known word that another is nearly the same as."""
    from difflib import get_close_matches

    found = get_close_matches(word.casefold(), known, n=1, cutoff=0.75)
    return found[0] if found else None
