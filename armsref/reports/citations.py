"""Pandoc's citations: ``[@one; see @two, p. 3]``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from armsref.reports.lines import Stretch

#: The key of a citation, with its sign.
KEY = re.compile(r"(?<![\w@\\])-?@(?:\{([^{}\s]+)\}|(\w+(?:[:.#$%&+?<>~/-]\w+)*))")
#: Behind a span: blanks and one line end at the most, then brackets.
_GROUP = re.compile(
    r"[ \t\u00a0]{0,100}\n?[ \t]{0,100}\[((?:\\.|[^\\\[\]]){1,2000})\](?![\[({])", re.DOTALL
)
_PARTS = re.compile(r"(?:\\.|\{[^{}]*\}|[^\\;{]|[\\{])+", re.DOTALL)


class Item(NamedTuple):
    """A work that is cited: its key, its words as written, whether they are the key alone."""

    key: str
    words: str
    is_bare: bool


class Cited(NamedTuple):
    """A group of citations: where its brackets stand in the source, and what it cites.

    Attributes
    ----------
    start, end : int
        From the opening bracket to behind the closing one.
    items : tuple of Item
        The works, in their order.
    """

    start: int
    end: int
    items: tuple[Item, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the works."""
        return tuple(item.key for item in self.items)


def keys_in(text: str) -> list[int]:
    """Return where the keys of citations stand in a text without code, targets and attributes.

    Examples
    --------
    >>> keys_in("As @one says [see @two]; me@example.org")
    [3, 18]
    """
    return [key.start() for key in KEY.finditer(text)]


def cited_behind(stretch: Stretch, offset: int) -> Cited | None:
    """Return the citations that stand directly behind a place of a stretch."""
    group = _GROUP.match(stretch.text, offset)
    if group is None:
        return None
    items = items_of(group[1])
    if items is None:
        return None
    return Cited(stretch.place(group.start(1) - 1), stretch.place(group.end(1)) + 1, items)


def items_of(words: str) -> tuple[Item, ...] | None:
    """Return the works of a group; None where a part of it cites none: it is no group then.

    Examples
    --------
    >>> [(item.key, item.is_bare) for item in items_of("@one-2024; see @two, p. 3")]
    [('one-2024', True), ('two', False)]
    >>> items_of("an aside")
    """
    items = []
    for part in _PARTS.findall(words):
        key = KEY.search(part)
        if key is None:
            return None
        said = part.strip()
        items.append(Item(key[1] or key[2], said, key[0] == said and not said.startswith("-")))
    return tuple(items) or None
