"""The parts of a document: inline parts, and blocks of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from armsref.one_line import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What some form would have to escape in an address, where it is percent-encoded.
_UNSAFE = "<>\"'`\\\\{}|^"
#: Addresses that a reader may be led to; none of that stands in the name of the host.
_WEB = re.compile(rf"https?://[^\s/?#{_UNSAFE}]+([/?#]\S*)?\Z", re.IGNORECASE)


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
        """Whether the address is one of the web."""
        return self.address.isprintable() and _WEB.match(self.address) is not None

    @property
    def href(self) -> str:
        """The address in characters that no form must escape.

        Examples
        --------
        >>> Link((words("it"),), "https://example.org/it's?a=1|2").href
        'https://example.org/it%27s?a=1%7C2'
        """
        return re.sub(f"[{_UNSAFE}]", lambda m: quote(m[0], safe=""), self.address)


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
    r"""Return words on one line, as :func:`~armsref.one_line.one_line` makes them.

    Examples
    --------
    >>> words("a\n title\u202e  with\u200f marks")
    Words(text='a title with marks')
    """
    return Words(one_line(text))


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


def settled(inlines: Inlines, *, notes: bool) -> Inlines:
    """Return the parts that are written: words beside words as one, since they escape together.

    Notes go where none are wanted, and a link that leads nowhere is what stands in it.

    Examples
    --------
    >>> settled((words("a-"), Note((words("n"),)), Link((words("-b"),), "mailto:x")), notes=False)
    (Words(text='a--b'),)
    """
    found: list[Inline] = []
    for part in _opened(inlines, notes=notes):
        before = found[-1] if found else None
        if isinstance(part, Words) and isinstance(before, Words):
            found[-1] = Words(before.text + part.text)
        elif part != Words(""):
            found.append(part)
    return tuple(found)


def _opened(inlines: Inlines, *, notes: bool) -> Iterable[Inline]:
    for part in inlines:
        if isinstance(part, Link) and not part.is_safe:
            yield from _opened(part.of, notes=notes)
        elif notes or not isinstance(part, Note):
            yield part


def apart(text: str) -> tuple[str, str, str]:
    """Return a text and the white space around it, which stands outside of marks and links.

    Examples
    --------
    >>> apart(" a b "), apart(" ")
    ((' ', 'a b', ' '), (' ', '', ''))
    """
    inner = text.strip()
    if not inner:
        return text, "", ""
    at = text.find(inner)
    return text[:at], inner, text[at + len(inner) :]
