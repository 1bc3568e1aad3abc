"""Partial dates: a day, a month or a year, as articles print them."""

from __future__ import annotations


def last_day(date: str) -> str:
    """Return a partial date as a text that sorts as its last day.

    Examples
    --------
    >>> last_day("2024-02") > last_day("2024-02-22"), last_day("2024") > last_day("2024-12-30")
    (True, True)
    """
    return date + "-99" * (3 - len(date.split("-")))
