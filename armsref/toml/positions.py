"""Where each key, element and comment of a TOML text stands: what ``tomllib`` reads and drops.

``Positions(text).at("claim", 0, "quote")`` is the line and the column of a key;
``comments(text)`` are the comments, each with its place.

The text is one that ``tomllib`` has read, so that nothing is checked here: quotation marks close,
brackets match. One pass over the text, without recursion. No living library gives positions:
tomllib and tomlkit drop them, and tree-sitter's grammar is a compiled extension whose tree still
has to be made into keys.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Keys = tuple[str | int, ...]
"""The way to a value: names of keys, and numbers of elements and of ``[[tables]]``, from 0."""

_BLANKS = re.compile(r"[ \t\r\n]*+")
_COMMENT = re.compile(r"#[^\r\n]*+")
#: Up to two quotation marks may stand in front of the three that close.
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\]++|\\.)*+"'
    r"|'[^']*+'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
#: A number, a date, true or false: none of them holds one of these.
_BARE_VALUE = re.compile(r"[^,\]}#\r\n]++")
_DOT = re.compile(r"[ \t]*+\.[ \t]*+")
_EQUALS = re.compile(r"[ \t]*+=[ \t\r\n]*+")
_HEADER_END = re.compile(r"[ \t]*+\]{1,2}")


class Position(NamedTuple):
    """A place in a text: line and column, both counted from 1, the column in characters."""

    line: int
    column: int


class Comment(NamedTuple):
    """A comment from its ``#`` to the end of its line, and its place."""

    line: int
    column: int
    text: str


class Positions:
    r"""The places of a TOML text; it is gone over when the first of them is asked for.

    A key stands where its own part begins, also in ``a.b = 1``; an element of an array where it
    begins; a table at the bracket of its header.

    Parameters
    ----------
    text : str
        A text that ``tomllib`` has read.

    Examples
    --------
    >>> text = '[[claim]]\nof = { zolfaghar = ["Zolfaghar", 950] }\n'
    >>> positions = Positions(text)
    >>> positions.at("claim", 0), positions.at("claim", 0, "of", "zolfaghar")
    (Position(line=1, column=1), Position(line=2, column=8))
    >>> positions.at("claim", 0, "quote")  # there is none: the place of its table
    Position(line=1, column=1)
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, *keys: str | int) -> Position:
        """Return where a key stands; where it is missing, what it is missing from."""
        offset = self._found(keys)[1]
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1] + 1)

    def known(self, keys: Keys) -> Keys:
        """Return as many of the keys as there are in the text, one below the other."""
        return keys[: self._found(keys)[0]]

    def all(self) -> Iterator[tuple[Keys, Position]]:
        """Return every key and element with its place, each behind what holds it."""
        waiting: list[tuple[Keys, _Node]] = [((), self._scanned.root)]
        while waiting:
            keys, node = waiting.pop()
            if keys:
                yield keys, self.at(*keys)
            waiting += reversed([((*keys, key), below) for key, below in node.below.items()])

    def comments(self) -> list[Comment]:
        """Return the comments in their order."""
        found = []
        for start, end in self._scanned.comments:
            line = bisect_right(self._lines, start)
            column = start - self._lines[line - 1] + 1
            found.append(Comment(line, column, self._text[start:end]))
        return found

    def _found(self, keys: Keys) -> tuple[int, int]:
        """Return how many of the keys there are, and the offset of the last of these."""
        node = self._scanned.root
        for count, key in enumerate(keys):
            below = node.below.get(key)
            if below is None:
                return count, node.offset
            node = below
        return len(keys), node.offset

    @cached_property
    def _scanned(self) -> _Scan:
        scan = _Scan(self._text)
        scan.run()
        return scan

    @cached_property
    def _lines(self) -> list[int]:
        """The offsets at which the lines begin; TOML ends them with a newline alone."""
        return [0, *(m.end() for m in re.finditer("\n", self._text))]


def comments(text: str) -> list[Comment]:
    """Return the comments of a text that ``tomllib`` has read; a ``#`` in a string is none.

    Examples
    --------
    >>> comments('a = "# no" # yes')
    [Comment(line=1, column=12, text='# yes')]
    """
    return Positions(text).comments()


class _Node:
    """A value of the text: where it stands, and what it holds by key or number."""

    __slots__ = ("below", "offset")

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.below: dict[str | int, _Node] = {}

    def child(self, key: str | int, offset: int) -> _Node:
        """Return what stands under a key, put there unless it is."""
        found = self.below.get(key)
        if found is None:
            found = self.below[key] = _Node(offset)
        return found


class _Scan:
    """One pass over a text: the tree of its values, and the spans of its comments."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = _Node(0)
        self.comments: list[tuple[int, int]] = []
        #: Where keys go that stand in no inline table.
        self.table = self.root
        #: The arrays (True) and inline tables (False) that are open, the innermost last.
        self.open: list[tuple[_Node, bool]] = []

    def run(self) -> None:
        """Go over the text."""
        text, at = self.text, 0
        while (at := self._end(_BLANKS, at)) < len(text):
            char = text[at]
            if char == "#":
                end = self._end(_COMMENT, at)
                self.comments.append((at, end))
                at = end
            elif self.open and char in ",]}":
                if char != ",":
                    self.open.pop()
                at += 1
            elif not self.open and char == "[":
                at = self._header(at)
            elif self.open and self.open[-1][1]:
                array = self.open[-1][0]
                at = self._value(array.child(len(array.below), at), at)
            else:
                at = self._pair(self.open[-1][0] if self.open else self.table, at)

    def _header(self, at: int) -> int:
        """Go over ``[table]`` or ``[[table]]``; the keys behind it are its own."""
        double = self.text.startswith("[[", at)
        parts, end = self._key(self._end(_BLANKS, at + 1 + double))
        node = self.root
        for key, _ in parts[:-1]:
            node = node.child(key, at)
            if 0 in node.below:  # of an array of tables, the last
                node = node.below[len(node.below) - 1]
        node = node.child(parts[-1][0], at)
        if double:
            node = node.child(len(node.below), at)
        node.offset = at  # also where [a.b] stood in front of [a]
        self.table = node
        return self._end(_HEADER_END, end)

    def _pair(self, node: _Node, at: int) -> int:
        parts, end = self._key(at)
        for key, start in parts:
            node = node.child(key, start)
        return self._value(node, self._end(_EQUALS, end))

    def _key(self, at: int) -> tuple[list[tuple[str, int]], int]:
        """Return the parts of a key, each with its offset, and where the key ends."""
        parts: list[tuple[str, int]] = []
        while True:
            quoted = self.text[at] in "\"'"
            end = self._end(_STRING if quoted else _BARE_KEY, at)
            parts.append((_plain(self.text[at:end]) if quoted else self.text[at:end], at))
            dot = _DOT.match(self.text, end)
            if dot is None:
                return parts, end
            at = dot.end()

    def _value(self, node: _Node, at: int) -> int:
        """Go over a value; of an array or an inline table, over its bracket."""
        char = self.text[at]
        if char in "[{":
            self.open.append((node, char == "["))
            return at + 1
        return self._end(_STRING if char in "\"'" else _BARE_VALUE, at)

    def _end(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.text, at)
        assert match is not None, f"tomllib has not read this text (offset {at})"  # noqa: S101
        return match.end()


def _plain(quoted: str) -> str:
    """Return what a quoted key says, its escapes resolved."""
    return str(tomllib.loads(f"key = {quoted}")["key"])
