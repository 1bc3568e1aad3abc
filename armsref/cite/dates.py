"""Dates as citations write them."""

from __future__ import annotations

import datetime as dt

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def date_text(date: str, *, circa: bool) -> str:
    """Write a day, a month or a year.

    Examples
    --------
    >>> date_text("2024-02-22", circa=False), date_text("2024-09", circa=True)
    ('22 February 2024', 'c. September 2024')
    """
    parts = [int(part) for part in date.split("-")]
    day = dt.date(*[*parts, 1, 1][:3])
    month = _MONTHS[day.month - 1]
    text = {1: f"{day.year}", 2: f"{month} {day.year}", 3: f"{day.day} {month} {day.year}"}
    return ("c. " if circa else "") + text[len(parts)]
