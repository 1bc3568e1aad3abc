"""A frame's values: as the text that a table holds, and as a finding shows them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

#: So many characters of a text are looked at where equal values are counted together.
COMPARED = 200
#: So many of them are shown.
SHOWN = 80


class Unreadable:
    """What no cell of a table can hold: a list, bytes, a point in time with a zone."""


def plain_text(value: object) -> str | Unreadable | None:
    """Return a value as the text of a cell, None where it is empty.

    A whole float is written as an integer, since pandas makes floats of integers where some are
    missing; midnight without a zone is written as its day, since pandas knows no day.

    Examples
    --------
    >>> plain_text(1062.0), plain_text(True), plain_text(float("nan")), plain_text("")
    ('1062', 'true', None, None)
    >>> plain_text(dt.datetime(2024, 2, 22)), type(plain_text([1])).__name__
    ('2024-02-22', 'Unreadable')
    """
    text: str | Unreadable | None = Unreadable()
    match value:
        case None:
            text = None
        case str():
            text = str(value) or None
        case bool():
            text = "true" if value else "false"
        case int():
            text = str(int(value))
        case float() | Decimal() if value != value:  # noqa: PLR0124 - NaN alone is not itself
            text = None
        case float():
            text = str(int(value)) if value.is_integer() else repr(float(value))
        case Decimal():
            text = f"{value:f}"
        case dt.datetime() if value.tzinfo is None:
            midnight = value.time() == dt.time()
            text = value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%dT%H:%M:%S")
        case dt.date() if not isinstance(value, dt.datetime):
            text = value.isoformat()
    return text


def shown(text: str) -> str:
    r"""Return a text as a finding shows it: in one line, and not too long.

    Examples
    --------
    >>> shown("Zolf\naghar"), len(shown("w" * 1000))
    ('Zolf\\naghar', 81)
    """
    line = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    return line[:SHOWN] + "…" if len(line) > SHOWN else line
