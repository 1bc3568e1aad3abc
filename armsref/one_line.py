"""A text on one line, without what reorders or hides the text around it."""

from __future__ import annotations

import unicodedata

#: Control and format characters, surrogates, private characters: what no reader sees.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
#: Joiners are letters' business in Persian and Hindi, and reorder nothing.
_JOINERS = "\u200c\u200d"


def one_line(text: str) -> str:
    r"""Return a text on one line, for readers and for their programs.

    White space of any kind becomes one space; control characters, marks of direction, private
    characters and noncharacters go. The data keep them: only what is written of them does not.

    Examples
    --------
    >>> one_line("a\n title\u202e  with\u200f marks ")
    'a title with marks '
    """
    kept = "".join(c if not _is_unseen(c) else " " * c.isspace() for c in text)
    lead, tail = kept[:1].isspace(), kept[-1:].isspace()
    body = " ".join(kept.split())
    return " " * lead + body + " " * tail if body else " " * bool(kept)


def _is_unseen(character: str) -> bool:
    if character.isascii():
        return not character.isprintable()
    number = ord(character)
    nonsense = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    unseen = unicodedata.category(character) in _UNSEEN
    return nonsense or (unseen and character not in _JOINERS)
