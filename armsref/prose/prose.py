"""What of a text is prose: the same characters at the same places, all else is blank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from armsref.evidence.text import Span

#: A line that is shorter is no wrapped one: it ends where its author ended it.
_SHORTEST_WRAPPED = 40
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


class Prose(NamedTuple):
    """The prose of a text.

    Attributes
    ----------
    text : str
        As long as the original: what is no prose is spaces, each line end is a newline.
    ends : frozenset of int
        Offsets of the line ends at which a sentence ends; at the others it is wrapped.
    headings : tuple of (int, int, int)
        Level, start and end of the headings, in their order.
    tables : tuple
        Of each table its rows, of each row where its cells stand; the first row is the header.
    """

    text: str
    ends: frozenset[int]
    headings: tuple[tuple[int, int, int], ...] = ()
    tables: tuple[tuple[tuple[Span, ...], ...], ...] = ()


def with_plain_line_ends(text: str) -> str:
    r"""Write each line end as ``\n`` with as many characters.

    Examples
    --------
    >>> with_plain_line_ends("a\r\nb\rc\n")
    'a \nb\nc\n'
    """
    return text.replace("\r\n", " \n").replace("\r", "\n")


def plain_prose(text: str) -> Prose:
    """Return a plain text, all of which is prose, and where its lines end sentences.

    A line goes on in the next one where that begins in lower case or with a digit; in a text of
    paragraphs also where the line is long and has no stop at its end.
    """
    text = with_plain_line_ends(text)
    paragraphs = _BLANK_LINE.search(text) is not None
    ends, start = set(), 0
    for line in text.split("\n")[:-1]:
        end = start + len(line)
        if not _goes_on(line.rstrip(), text[end + 1 : end + 2], paragraphs=paragraphs):
            ends.add(end)
        start = end + 1
    return Prose(text, frozenset(ends))


def _goes_on(line: str, after: str, *, paragraphs: bool) -> bool:
    if not line or after.isspace() or not after:
        return False
    if after.islower() or after.isdigit():
        return True
    return paragraphs and len(line) >= _SHORTEST_WRAPPED and line[-1] not in ".!?:"
