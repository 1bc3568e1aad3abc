"""Words in quotation marks."""

from __future__ import annotations

#: Double marks, and the single ones that stand for them inside of others.
_INSIDE = str.maketrans({'"': "'", "“": "‘", "”": "’", "„": "‚", "‟": "‛"})


def quoted(said: str) -> str:
    """Return words in quotation marks; those that they hold themselves are single ones.

    Examples
    --------
    >>> print(quoted("“kamikaze” drones"))
    "‘kamikaze’ drones"
    """
    return f'"{nested(said)}"'


def nested(said: str) -> str:
    """Return words as they stand between quotation marks."""
    return said.translate(_INSIDE)
