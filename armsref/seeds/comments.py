"""What the comments of a seed file stand at: a key, or a whole record."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from armsref.seeds.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.toml.positions import Keys


class Placed(NamedTuple):
    """A comment: its words with the ``#``, its line and column from 1, and what it stands at.

    Attributes
    ----------
    lines : range
        The lines of the key that it stands behind or above, its value's among them; all of a
        record, where it stands at the record's header. Empty where nothing follows.
    record : int
        Line of the header of the record that it stands in; 1 in front of the first, 0 where
        nothing follows.
    """

    text: str
    line: int
    column: int
    lines: range
    record: int


def placed_comments(text: str) -> list[Placed]:
    r"""Return the comments of a text that ``tomllib`` has read, in their order.

    A comment behind a key stands at that key; one on a line of its own stands at what follows. At
    the header of a record it stands at the whole record, tables under it included; above the
    first key of a file, at all that comes before a record.

    Examples
    --------
    >>> found = placed_comments('a = "# no"  # yes\n\n# above\n[[claim]]\nquote = "x"\n')
    >>> [(comment.text, comment.line, comment.lines) for comment in found]
    [('# yes', 1, range(1, 2)), ('# above', 3, range(4, 6))]
    """
    positions = Positions(text)
    tree = _Tree((keys, (place.line, place.column)) for keys, place in positions.all())
    lines = text.split("\n")
    found = []
    for comment in positions.comments():
        alone = not lines[comment.line - 1][: comment.column - 1].strip()
        standing = tree.standing((comment.line, comment.column), alone=alone)
        found.append(Placed(comment.text, comment.line, comment.column, *standing))
    return found


class _Tree:
    """The keys of a text in the order of their places, the longest first where they share one."""

    def __init__(self, found: Iterable[tuple[Keys, tuple[int, int]]]) -> None:
        self.place = dict(found)
        self.keys = sorted(self.place, key=lambda keys: (self.place[keys], -len(keys)))
        self.places = [self.place[keys] for keys in self.keys]
        #: A record is an element that holds keys: a ``[[table]]``.
        self.records = {
            keys[:-1]
            for keys in self.keys
            if isinstance(keys[-1], str) and len(keys) > 1 and isinstance(keys[-2], int)
        }
        self.last: dict[Keys, int] = {}
        for keys in self.keys:
            for length in range(1, len(keys) + 1):
                self.last[keys[:length]] = self.place[keys][0]
        lines = (self.place[record][0] for record in self.records)
        self.first_record = min(lines, default=self.places[-1][0] + 1 if self.places else 1)

    def standing(self, place: tuple[int, int], *, alone: bool) -> tuple[range, int]:
        """Return the lines that a comment stands at, and the line of its record."""
        number = bisect_left(self.places, place)
        if not alone:
            return self._behind(self._at(number - 1), place[0])
        if number == len(self.keys):
            return range(0), 0
        keys = self._at(number)
        if number == 0 and keys not in self.records:
            return range(1, max(self.first_record, self.last[keys] + 1)), 1
        return range(self.place[keys][0], self.last[keys] + 1), self._record(keys)

    def _behind(self, keys: Keys, line: int) -> tuple[range, int]:
        """Return where a comment behind a key, or behind the end of its value, stands."""
        record = self._record(keys)
        if keys in self.records:
            return range(record, self.last[keys] + 1), record
        own = next((n for n in range(len(keys), 0, -1) if keys[:n] in self.records), 0)
        first = self.place[keys[: own + 1]][0]
        return range(first, line + 1), record

    def _at(self, number: int) -> Keys:
        """Return the longest keys at the place of the numbered ones."""
        return self.keys[bisect_left(self.places, self.places[number])]

    def _record(self, keys: Keys) -> int:
        """Return the line of the innermost record that keys lie in."""
        inside = (keys[:n] for n in range(len(keys), 0, -1) if keys[:n] in self.records)
        return next((self.place[record][0] for record in inside), 1)
