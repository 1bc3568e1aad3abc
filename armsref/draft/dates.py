"""When an article was published, as far as its address or its text says for certain."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from armsref.errors import DataError
from armsref.model.seeds import Issued

_IN_ADDRESS = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/|\D|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{2,6})?(?!\d)"),
)
_MONTHS = ["january", "february", "march", "april", "may", "june", "july"] + [
    *["august", "september", "october", "november", "december"]
]
_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_PRINTED = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})[./](?P<year>(?:20)?\d\d)\b"),
)
_SAYS_SO = re.compile(r"\b(?:published|posted|issued|first published)\b", re.IGNORECASE)
#: Bylines stand in the first lines; further down a date is what the article tells of.
_FIRST_LINES = 25


class Printed(NamedTuple):
    """A date, where it was read, and whether that is certain."""

    date: str
    source: str
    certain: bool


def issued(url: str, text: str) -> Printed | None:
    r"""Return when an article was published; None where nothing says so.

    The date of an address is certain, and one behind "published"; the only date that stands in
    the first lines is not: it may be the day the page was saved.

    Examples
    --------
    >>> issued("https://example.org/2022/11/02/a-delivery", "")
    Printed(date='2022-11-02', source='the address', certain=True)
    >>> issued("https://example.org/a", "A title\nPublished 22.02.24, 10:39 AM")
    Printed(date='2024-02-22', source="'Published 22.02.24, 10:39 AM'", certain=True)
    """
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(url):
            date = _date(match[1], match[2], match[3])
            if date is not None:
                return Printed(date, "the address", True)
    lines = [line.strip() for line in text[:20_000].splitlines() if line.strip()]
    for line in lines:
        said = _SAYS_SO.search(line) if len(line) < 120 else None
        dates = _dates(line[said.start() :]) if said else []
        if dates:
            return Printed(dates[0], repr(line[:60]), True)
    found = {d: line for line in lines[:_FIRST_LINES] if len(line) < 80 for d in _dates(line)}
    if len(found) == 1:
        ((date, line),) = found.items()
        return Printed(date, repr(line[:60]), False)
    return None


def given_date(date: str) -> Printed:
    """Take a date that a person gives: a day, a month or a year.

    Raises
    ------
    DataError
        It is no such date.

    Examples
    --------
    >>> given_date("2024-09").date
    '2024-09'
    """
    try:
        return Printed(Issued(date=date).date, "given", True)
    except ValueError as error:
        msg = f"{date!r} is no day, month or year; write it as 2024-02-22 or 2024-02"
        raise DataError(msg) from error


def _dates(line: str) -> list[str]:
    found = []
    for pattern in _PRINTED:
        for match in pattern.finditer(line):
            parts = match.groupdict()
            # 05/06/2024 is May or June; 05.06.2024 is June.
            swapped = parts.get("mark") == "/" and int(parts["day"]) <= 12
            date = _date(parts["year"], parts["month"], parts["day"])
            if date is not None and not swapped:
                found.append(date)
    return found


def _date(year: str, month: str, day: str) -> str | None:
    """Write a date; None where there is no such day."""
    if month.isdigit():
        number = int(month)
    else:
        full = [name for name in _MONTHS if name.startswith(month.casefold())]
        number = _MONTHS.index(full[0]) + 1 if full else 0
    try:
        return dt.date(int(year) + 2000 * (len(year) == 2), number, int(day)).isoformat()
    except ValueError:
        return None
