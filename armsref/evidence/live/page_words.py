"""Where words stand on a page."""

from __future__ import annotations

import re
from functools import cached_property

from armsref.evidence.live.folding import caseless, folded
from armsref.evidence.live.likeness import Likeness
from armsref.reading.scripts import is_unspaced

#: More places of the same words than these do not help to tell their order.
MOST_PLACES = 1000
#: A page of one letter holds its words at every place, and whole at none.
_MOST_TRIED = 100_000

#: A figure goes on in front of or behind its digits: "1,300", "300-700", "1 300".
_NUMBER_BEFORE = re.compile(r"\d[.,'-]\Z|(?<!\d)\d{1,3} \Z")
_NUMBER_BEHIND = re.compile(r"[.,'-]\d")
_GROUP = re.compile(r"\d{3}(?!\d)")


class PageWords:
    """The words of a page, in the one form in which they are compared.

    Parameters
    ----------
    text : str
        The page's text.
    """

    def __init__(self, text: str) -> None:
        self._shown = folded(text)
        self._text = caseless(self._shown)

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._shown, self._text)

    def __len__(self) -> int:
        """Count the characters."""
        return len(self._text)

    def places(self, words: str) -> list[int]:
        """Return where words stand whole: not within a longer word or figure.

        Examples
        --------
        >>> PageWords("up to 1,300 km, 300 km").places("300 km")
        [16]
        """
        wanted = caseless(folded(words))
        found: list[int] = []
        tried = 0
        at = self._text.find(wanted) if wanted else -1
        while at >= 0 and len(found) < MOST_PLACES and tried < _MOST_TRIED:
            tried += 1
            if self._is_whole(at, at + len(wanted)):
                found.append(at)
            at = self._text.find(wanted, at + 1)
        return found

    def _is_whole(self, start: int, end: int) -> bool:
        text = self._text
        before, behind = text[max(0, start - 6) : start], text[end : end + 2]
        first, last = text[start], text[end - 1]
        if _are_glued(before[-1:], first) or _are_glued(last, behind[:1]):
            return False
        joined = _NUMBER_BEFORE.search(before) if first.isdecimal() else None
        # A number before a space belongs to the figure only where a group of three follows.
        if joined and (joined[0][-1] != " " or _GROUP.match(text, start)):
            return False
        return not (last.isdecimal() and _NUMBER_BEHIND.match(behind))

    def nearest(self, words: str, near: int | None = None) -> str | None:
        """Return the words of the page that are most like others; None where none are like them.

        Parameters
        ----------
        words : str
            The words that are not there.
        near : int, optional
            Where they were to be expected; of equals the nearest is taken.

        Examples
        --------
        >>> PageWords("It flies up to 800 km, they say").nearest("up to 700 km")
        'up to 800 km'
        """
        return self._likeness.nearest(caseless(folded(words)), near or 0)


def _are_glued(one: str, other: str) -> bool:
    """Tell whether two characters are of one word; scripts without spaces have no such words."""
    return one.isalnum() and other.isalnum() and not (is_unspaced(one) or is_unspaced(other))
