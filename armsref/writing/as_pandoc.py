"""A line as pandoc's own tree of a document (its JSON): nothing there needs an escape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from armsref.writing.parts import Emphasis, Link, Note, Strong, Superscript, Words

if TYPE_CHECKING:
    from armsref.writing.parts import Inlines

#: One element of the tree: its type under ``t``, what it holds under ``c``.
Node = dict[str, Any]

_TYPES = {Emphasis: "Emph", Strong: "Strong", Superscript: "Superscript"}
#: A straight quotation mark that opens, or one that closes.
_STRAIGHT = re.compile(r'(?<![^\s(\[])(")(?=\S)|"')


def nodes(inlines: Inlines) -> list[Node]:
    """Return a line's elements; what stands in notes is left out.

    Straight quotation marks are turned, as a printed page has them.

    Examples
    --------
    >>> nodes((Words('in "T"'),))
    [{'t': 'Str', 'c': 'in'}, {'t': 'Space'}, {'t': 'Str', 'c': '“T”'}]
    """
    found: list[Node] = []
    for part in inlines:
        if isinstance(part, Words):
            found += _words(part.text)
        elif isinstance(part, Link) and part.is_safe:
            found.append(link(nodes(part.of), part.href))
        elif isinstance(part, Link):
            found += nodes(part.of)
        elif not isinstance(part, Note):
            found.append({"t": _TYPES[type(part)], "c": nodes(part.of)})
    return found


def link(of: list[Node], address: str) -> Node:
    """Return a link."""
    return {"t": "Link", "c": [["", [], []], of, [address, ""]]}


def _words(text: str) -> list[Node]:
    turned = _STRAIGHT.sub(lambda mark: "“" if mark[1] else "”", text)
    found: list[Node] = []
    for index, word in enumerate(turned.split(" ")):
        if index:
            found.append({"t": "Space"})
        if word:
            found.append({"t": "Str", "c": word})
    return found
