"""Lines of a text, as they stand in a quote or a list, and where each character comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

#: Pandoc drops carriage returns wherever they stand: a line ends with a line feed alone.
_LINE_END = re.compile(r"\r*\n")
#: So wide is a tab for pandoc.
_TAB = 4


class Line(NamedTuple):
    """A line without its end.

    Attributes
    ----------
    text : str
        Its characters; a tab is so many blanks as pandoc takes it for.
    at : int
        Where the first of them stands in the source.
    places : tuple of int
        Where each stands, in a line with tabs or carriage returns; else empty: they stand in a row.
    """

    text: str
    at: int
    places: tuple[int, ...] = ()

    def cut(self, count: int) -> Line:
        """Return the line without so many characters in front."""
        if self.places:
            kept = self.places[count:]
            return Line(self.text[count:], kept[0] if kept else self.places[-1] + 1, kept)
        return Line(self.text[count:], self.at + count)

    def part(self, start: int, end: int) -> Line:
        """Return some of its characters."""
        return Line(self.text[start:end], self.place(start), self.places[start:end])

    def place(self, column: int) -> int:
        """Return where a character stands in the source."""
        if self.places and column < len(self.places):
            return self.places[column]
        if self.places:
            return self.places[-1] + 1
        return self.at + column

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing but blanks."""
        return not self.text.strip(" ")

    @property
    def indent(self) -> int:
        """How many blanks it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))


def lines_of(text: str) -> list[Line]:
    r"""Return the lines of a source.

    Examples
    --------
    >>> [line.text for line in lines_of("a\r\n\tb\nc")]
    ['a', '    b', 'c']
    """
    lines, start = [], int(text.startswith("\ufeff"))
    for end in _LINE_END.finditer(text):
        lines.append(_line(text[start : end.start()], start))
        start = end.end()
    lines.append(_line(text[start:], start))
    return lines


def _line(text: str, at: int) -> Line:
    if "\t" not in text and "\r" not in text:
        return Line(text, at)
    characters: list[str] = []
    places: list[int] = []
    for number, character in enumerate(text, at):
        width = _TAB - len(characters) % _TAB if character == "\t" else character != "\r"
        characters += [" " if character == "\t" else character] * width
        places += [number] * width
    return Line("".join(characters), at, tuple(places))


class Stretch:
    r"""Some lines as one text, and where each character of it stands in the source.

    Examples
    --------
    >>> stretch = Stretch([line.cut(2) for line in lines_of("> a\r\n> b")])
    >>> stretch.text, stretch.place(2)
    ('a\nb', 7)
    """

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.text = "\n".join(line.text for line in lines)
        self._starts = [0]
        for line in lines[:-1]:
            self._starts.append(self._starts[-1] + len(line.text) + 1)

    def place(self, offset: int) -> int:
        """Return where a character stands in the source."""
        number, column = self.line_at(offset)
        return self.lines[number].place(column)

    def line_at(self, offset: int) -> tuple[int, int]:
        """Return the number of a character's line, and its place in it."""
        number = bisect_right(self._starts, offset) - 1
        return number, offset - self._starts[number]
