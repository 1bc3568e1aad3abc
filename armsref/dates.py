"""Partial dates: a day, a month or a year, as articles print them."""

from __future__ import annotations

from armsref.errors import DateError


def last_day(date: str) -> str:
    """Return the last day of a partial date; it sorts as text.

    Examples
    --------
    >>> last_day("2024"), last_day("2024-02"), last_day("2024-02-22")
    ('2024-12-31', '2024-02-29', '2024-02-22')
    """
    year, *rest = date.split("-")
    if not rest:
        return f"{year}-12-31"
    if len(rest) == 1:
        from calendar import monthrange

        return f"{year}-{rest[0]}-{monthrange(int(year), int(rest[0]))[1]}"
    return date


def asked_day(date: object) -> str:
    """Return the last day of a date that somebody asks for.

    Parameters
    ----------
    date : str or datetime.date
        ``2023-12-31``, ``2023-12`` or ``2023``.

    Raises
    ------
    DateError
        It is no such date, or there is no such day.

    Examples
    --------
    >>> asked_day("2023-02")
    '2023-02-28'
    >>> asked_day("2023-02-30")
    Traceback (most recent call last):
    ...
    armsref.errors.DateError: '2023-02-30' is no date; write 2023-12-31, 2023-12 or 2023
    """
    import datetime as dt

    if isinstance(date, dt.date):
        return dt.date(date.year, date.month, date.day).isoformat()
    parts = date.split("-") if isinstance(date, str) else []
    widths = [len(part) for part in parts]
    try:
        if widths not in ([4], [4, 2], [4, 2, 2]) or not all(_digits(part) for part in parts):
            raise ValueError
        return dt.date.fromisoformat(last_day("-".join(parts))).isoformat()
    except ValueError:
        raise DateError(date) from None


def _digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()
