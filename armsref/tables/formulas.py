"""Cells that a spreadsheet would run: a text in a CSV file must stay a text."""

from __future__ import annotations

import re

#: What begins a formula, also in full width.
_EQUALS, _SIGNS = "=＝", "+\\-@＋－＠"
#: What runs though a sign and no "=" stands before it: a call, or a program as in ``cmd|'/C'!A0``.
_RUNS = r"(?:[^;|\t\r\n]*?(?<!\s)\(|[^;|\t\r\n]*\|[^;\t\r\n]*!)"
#: At the start; or behind a line end, a tab or a semicolon: one who opens the file with another
#: sign between cells has a cell begin there, quotation marks or not. There only what would run is
#: live, since lists ("- item") and figures stand there, too.
_LIVE = re.compile(
    rf"^(?=[{_EQUALS}{_SIGNS}])"
    rf"|(?<=[;\t\r\n])(?=[{_EQUALS}](?![{_EQUALS}]|\s*\Z)|[{_SIGNS}]{_RUNS})"
)
#: Numbers, percentages, telephone numbers: a sign, digits and what stands between digits; but
#: "+1-2" is a sum, and so is a telephone number with hyphens.
_PLAIN = re.compile(
    r"[+-]?(?:[0-9]+(?:[.,][0-9]+)*[eE][+-]?[0-9]+"
    r"|(?!.*[0-9)%]\s*[-+/:]\s*[-+(]*[0-9])[0-9 \u00a0\u202f.,:%/()’–-]*)"
)


def is_live(text: str) -> bool:
    r"""Tell whether a spreadsheet would run a text that it reads from a CSV file.

    A number with a sign is none, and a lone sign, which often means "nothing".

    Examples
    --------
    >>> [is_live(text) for text in ("=1+1", "@name", "+1-2", "a;=B1", "a\n=B1", "a\n-cmd|x!A1")]
    [True, True, True, True, True, True]
    >>> [is_live(text) for text in ("-5", "-5%", "+98 21 555", "-", "a = b", "a\n- b", "a\n\nb")]
    [False, False, False, False, False, False, False]
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
