"""The names of a catalogue, looked up by what they share: built once, each part when asked for.

No library is imported here: looking a name up by its key is part of a cold lookup.
"""

from __future__ import annotations

from armsref.reading.names import lookalike_keys, name_key, plain_key, skeleton

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.catalog.catalog import Catalog

#: How many near names are offered, and how like a name they must be.
MOST_NEAR = 3
LEAST_LIKE = 0.6
#: Texts longer than this are near to no name.
LONGEST_NEAR = 120


class NameIndex:
    """All names and ids of a catalogue.

    Parameters
    ----------
    catalog : Catalog
        Its ``names.csv`` is read; an id is a name too.
    """

    def __init__(self, catalog: Catalog) -> None:
        table = catalog.table("names")
        at_key, at_system, at_name = map(table.place, ("key", "system", "name"))
        self.names: list[tuple[str, str]] = [(row[at_name], row[at_system]) for row in table.rows]
        self.ids: frozenset[str] = frozenset(system for _, system in self.names)
        self._printed = frozenset(name for name, _ in self.names)
        self._by_key: dict[str, set[str]] = {}
        for row in table.rows:
            # The plain key too: "Agni V" and "R-27S", typed in lower case, are their own names.
            for key in (row[at_key], plain_key(row[at_name])):
                self._by_key.setdefault(key, set()).add(row[at_system])
        for system in self.ids:
            self._by_key.setdefault(plain_key(system), set()).add(system)
        self._by_skeleton: dict[str, set[str]] | None = None
        self._by_piece: dict[str, set[int]] | None = None

    def bearers(self, text: str) -> set[str]:
        """Return the ids of the systems whose name or id has the key of a text."""
        plain = self._by_key.get(plain_key(text), set())
        if plain and text.islower():
            return plain
        # "R-27s" may be several R-27, or the R-27S.
        return plain | self._by_key.get(name_key(text), set())

    def exactly(self, text: str) -> str:
        """Say how a text with bearers is one of their names: ``id``, ``name`` or ``key``."""
        if text in self.ids:
            return "id"
        return "name" if text in self._printed else "key"

    def lookalikes(self, text: str) -> set[str]:
        """Return the systems a text names if its letters stand for others of the same shape."""
        found: set[str] = set()
        for key in lookalike_keys(text):
            found |= self._by_key.get(key, set())
        return found

    def spoken_alike(self, text: str) -> set[str]:
        """Return the systems with a name of the same transliteration skeleton."""
        wanted = skeleton(text)
        if self._by_skeleton is None:
            self._by_skeleton = {}
            for name, system in self.names:
                self._by_skeleton.setdefault(skeleton(name), set()).add(system)
        return self._by_skeleton.get(wanted, set()) if wanted else set()

    def questions(self, text: str) -> tuple[str, ...]:
        """Return names to ask about: first those spoken alike, then those spelled nearly so."""
        alike = self.spoken_alike(text) | self.lookalikes(text)
        first = sorted({name for name, system in self.names if system in alike})
        spoken = skeleton(text)
        first.sort(key=lambda name: skeleton(name) != spoken)
        return tuple(dict.fromkeys((*first[:MOST_NEAR], *self.near(text))))[: MOST_NEAR + 1]

    def near(self, text: str) -> tuple[str, ...]:
        """Return the printed names that are spelled nearly like a text, nearest first."""
        if len(text) > LONGEST_NEAR:
            return ()
        from difflib import SequenceMatcher

        key = name_key(text)
        matcher = SequenceMatcher(b=key, autojunk=False)
        found = []
        for name in self._sharing(key):
            matcher.set_seq1(name_key(name))
            if matcher.real_quick_ratio() >= LEAST_LIKE and matcher.quick_ratio() >= LEAST_LIKE:
                ratio = matcher.ratio()
                if ratio >= LEAST_LIKE:
                    found.append((-ratio, name))
        return tuple(dict.fromkeys(name for _, name in sorted(found)))[:MOST_NEAR]

    def _sharing(self, key: str) -> list[str]:
        """Return the names that share most pairs of letters with a key: the only ones compared."""
        if self._by_piece is None:
            self._by_piece = {}
            for number, (name, _) in enumerate(self.names):
                for piece in _pieces(name_key(name)):
                    self._by_piece.setdefault(piece, set()).add(number)
        shared: dict[int, int] = {}
        for piece in _pieces(key):
            for number in self._by_piece.get(piece, ()):
                shared[number] = shared.get(number, 0) + 1
        most = sorted(shared, key=lambda number: (-shared[number], number))[:20]
        return [self.names[number][0] for number in most]


def _pieces(key: str) -> Iterable[str]:
    """Return the pairs of letters in a row."""
    return {key[i : i + 2] for i in range(len(key) - 1)}
