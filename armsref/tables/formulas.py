"""Cells that a spreadsheet would run: a text in a CSV file must stay a text."""

from __future__ import annotations

import re

#: What begins a formula, also in full width; and tab and line ends, which begin another cell.
_BEGINS = "=+\\-@\t\r\n＝＋－＠"
#: At the start, or behind what a spreadsheet of another language takes for the end of a cell.
_LIVE = re.compile(rf"(?:^|(?<=[;\t\r\n]))(?=[{_BEGINS}])")
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?)?")


def is_live(text: str) -> bool:
    """Tell whether a spreadsheet would run a text that it reads from a CSV file.

    A number with a sign is none, and a lone sign, which often means "nothing".

    Examples
    --------
    >>> [is_live(text) for text in ("=1+1", "@name", "+40 km", "a;=B1", "-5", "-", "a = b")]
    [True, True, True, True, False, False, False]
    """
    return _LIVE.search(text) is not None and _PLAIN.fullmatch(text) is None


def defused(text: str) -> str:
    r"""Return the text with a ``'`` in front of what a spreadsheet would run.

    Examples
    --------
    >>> defused('=HYPERLINK("https://example.org")')
    '\'=HYPERLINK("https://example.org")'
    >>> defused("Shahed-136")
    'Shahed-136'
    """
    return _LIVE.sub("'", text) if is_live(text) else text
