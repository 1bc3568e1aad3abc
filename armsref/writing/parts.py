"""The parts of a document: inline parts, and blocks of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Characters that reorder or hide the text around them; a form of the text shows none of them.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co"})
#: Joiners are letters' business in Persian and Hindi, and reorder nothing.
_JOINERS = "\u200c\u200d"
#: Addresses that a reader may be led to.
_WEB = re.compile(r"https?://[^\s<>\"'`\\{}|^]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; see :func:`words`, which cleans them."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart, as a title in a bibliography."""

    of: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    of: Inlines


@dataclass(frozen=True, slots=True)
class Superscript:
    """Words above the line."""

    of: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address; only to one of the web, else they are words alone."""

    of: Inlines
    address: str

    @property
    def is_safe(self) -> bool:
        """Whether the address is one of the web, in characters that no form must escape."""
        return _WEB.match(self.address) is not None


@dataclass(frozen=True, slots=True)
class Note:
    """A note's mark; the note itself stands at the end, equal notes once."""

    of: Inlines


Inline = Words | Emphasis | Strong | Superscript | Link | Note
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    of: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    of: Inlines


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a header, and rows with as many cells; the first column names the row."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()


Block = Heading | Paragraph | Bullets | Table
Document = tuple[Block, ...]


def words(text: str) -> Words:
    r"""Return words on one line, without characters that reorder or hide the text around them.

    White space of any kind becomes one space; control characters, marks of direction and
    private characters go. The data keep them: only what is written for readers does not.

    Examples
    --------
    >>> words("a\n title\u202e  with\u200f marks")
    Words(text='a title with marks')
    """
    kept = "".join(
        c if c in _JOINERS or unicodedata.category(c) not in _INVISIBLE else " " * c.isspace()
        for c in text
    )
    lead, tail = kept[:1].isspace(), kept[-1:].isspace()
    body = " ".join(kept.split())
    return Words(" " * lead + body + " " * tail) if body else Words(" " * bool(kept))


def join(between: str, parts: Iterable[Inlines]) -> Inlines:
    """Return parts in a row with words between them."""
    found: list[Inline] = []
    for part in parts:
        found += [*([words(between)] if found else []), *part]
    return tuple(found)


def plain(inlines: Inlines) -> str:
    """Return the bare words, without notes.

    Examples
    --------
    >>> plain((words("in "), Emphasis((words("The Paper"),)), Note((words("p. 3"),))))
    'in The Paper'
    """
    return "".join(
        part.text if isinstance(part, Words) else "" if isinstance(part, Note) else plain(part.of)
        for part in inlines
    )
