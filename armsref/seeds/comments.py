"""Where the comments of a TOML file stand, and what each stands at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A string of any kind, a comment, a bracket, a line's end; what stands between is passed over.
_PIECE = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*|[\[\]{}]|\n",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]\n]+)\]\]?")


class Comment(NamedTuple):
    """A comment: its words with the ``#``, its line and column from 1, and the lines it stands at.

    Attributes
    ----------
    lines : range
        The lines of the key that it stands behind, or above; of all of a record, where it stands
        above the record's header. Empty where nothing follows.
    record : int
        Line of the header of the record that it stands in; 1 in front of the first.
    """

    text: str
    line: int
    column: int
    lines: range
    record: int


class _Statement(NamedTuple):
    """A key with its value, or a header, by its lines; and the path of a header."""

    first: int
    last: int
    header: tuple[str, ...] | None
    array: bool


def comments_of(text: str) -> list[Comment]:
    r"""Return the comments of a TOML document, in their order.

    A comment behind a key, or among the lines of its value, stands at that key; one on a line of
    its own stands at what follows. Above the header of a record it stands at the whole record,
    tables under it included; above the first key of a file, at all that comes before a record.

    Examples
    --------
    >>> found = comments_of('a = "# no"  # yes\n\n# above\n[[claim]]\nquote = "x"\n')
    >>> [(comment.text, comment.line, list(comment.lines)) for comment in found]
    [('# yes', 1, [1]), ('# above', 3, [4, 5])]
    """
    statements, comments = _scan(text)
    firsts = [statement.first for statement in statements]
    lasts = [statement.last for statement in statements]
    records = [statement.first for statement in statements if statement.array]
    end = text.rstrip("\n").count("\n") + 2
    found = []
    for words, line, column in comments:
        number = bisect_left(lasts, line)
        lines = range(0)
        if number < len(statements):
            lines = range(firsts[number], _end(statements, number, end))
            if number == 0 and line < firsts[0] and statements[0].header is None:
                lines = range(1, records[0] if records else end)
        before = bisect_right(records, max(line, lines.start))
        found.append(Comment(words, line, column, lines, records[before - 1] if before else 1))
    return found


def _end(statements: list[_Statement], number: int, end: int) -> int:
    """Return one past the last line of a key; of a header, of all that is under it."""
    path = statements[number].header
    if path is None:
        return statements[number].last + 1
    for later in range(number + 1, len(statements)):
        header = statements[later].header
        if header is not None and not _under(header, path):
            return statements[later].first
    return end


def _under(path: tuple[str, ...], above: tuple[str, ...]) -> bool:
    return len(path) > len(above) and path[: len(above)] == above


def _scan(text: str) -> tuple[list[_Statement], list[tuple[str, int, int]]]:
    """Return the statements of a document, and its comments with line and column."""
    statements: list[_Statement] = []
    comments: list[tuple[str, int, int]] = []
    depth, line, line_start, first, start = 0, 1, 0, 1, 0
    for piece, begin in _pieces(text):
        if piece.startswith("#"):
            comments.append((piece.rstrip("\r"), line, begin - line_start + 1))
        elif piece in ("[", "{"):
            depth += 1
        elif piece in ("]", "}"):
            depth -= 1
        if piece == "\n" and depth <= 0:
            if _says(text[start:begin]):
                statements.append(_statement(text[start:begin], first, line))
            first, start, depth = line + 1, begin + 1, 0
        breaks = piece.count("\n")
        if breaks:
            line += breaks
            line_start = begin + piece.rindex("\n") + 1
    return statements, comments


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    for match in _PIECE.finditer(text):
        yield match[0], match.start()
    yield "\n", len(text)


def _says(source: str) -> bool:
    """Tell whether a line holds more than white space and a comment."""
    return not re.fullmatch(r"\s*(#.*)?", source)


def _statement(source: str, first: int, last: int) -> _Statement:
    header = _HEADER.match(source)
    if header is None:
        return _Statement(first, last, None, array=False)
    path = tuple(part.strip().strip("\"'") for part in header[2].split("."))
    return _Statement(first, last, path, array=header[1] == "[[")
