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
#: How many names are compared letter by letter.
MOST_COMPARED = 12
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
        # Each printed name once, for what only resembles it: its key, its systems.
        self._keys: dict[str, str] = {row[at_name]: row[at_key] for row in table.rows}
        self._by_skeleton: dict[str, list[tuple[str, str]]] | None = None
        self._by_piece: dict[str, list[str]] | None = None
        self._by_letters: dict[str, set[str]] | None = None

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
        return {system for _, system in self._spoken(text)}

    def another_spelled_so(self, text: str, system: str) -> bool:
        """Tell whether another system has a name of a text's very letters, with other digits.

        "Fattah-1" is spoken like Fatah-1, but spelled like Fattah.
        """
        if self._by_letters is None:
            self._by_letters = {}
            for name, own in self.names:
                self._by_letters.setdefault(_letters(name_key(name)), set()).add(own)
        return bool(self._by_letters.get(_letters(name_key(text)), set()) - {system})

    def _spoken(self, text: str) -> list[tuple[str, str]]:
        """Return the names of the same skeleton, each with its system."""
        wanted = skeleton(text)
        if self._by_skeleton is None:
            self._by_skeleton = {}
            for name, system in self.names:
                self._by_skeleton.setdefault(skeleton(name), []).append((name, system))
        return self._by_skeleton.get(wanted, []) if wanted else []

    def questions(self, text: str) -> tuple[str, ...]:
        """Return names to ask about: first those spoken alike, then those spelled nearly so."""
        spoken = sorted({name for name, _ in self._spoken(text)})
        alike = self.lookalikes(text)
        shaped = [name for name, system in self.names if system in alike] if alike else []
        return tuple(dict.fromkeys((*spoken, *shaped, *self.near(text))))[: MOST_NEAR + 1]

    def near(self, text: str) -> tuple[str, ...]:
        """Return the printed names that are spelled nearly like a text, nearest first."""
        if len(text) > LONGEST_NEAR:
            return ()
        from difflib import SequenceMatcher

        key = name_key(text)
        matcher = SequenceMatcher(b=key, autojunk=False)
        found = []
        for name in self._sharing(key):
            matcher.set_seq1(self._keys[name])
            if matcher.quick_ratio() >= LEAST_LIKE:
                ratio = matcher.ratio()
                if ratio >= LEAST_LIKE:
                    found.append((-ratio, name))
        return tuple(name for _, name in sorted(found)[:MOST_NEAR])

    def _sharing(self, key: str) -> list[str]:
        """Return the names that share most pairs of letters with a key: the only ones compared."""
        from collections import Counter
        from heapq import nlargest
        from itertools import chain

        if self._by_piece is None:
            self._by_piece = {}
            for name, own in self._keys.items():
                for piece in _pieces(own):
                    self._by_piece.setdefault(piece, []).append(name)
        places = (self._by_piece.get(piece, ()) for piece in _pieces(key))
        shared = Counter(chain.from_iterable(places))
        # A long name shares more pairs with anything: what counts is the part of both.
        like = {
            name: count / (len(self._keys[name]) + len(key))
            for name, count in shared.items()
            if 4 * count >= len(key)
        }
        return nlargest(MOST_COMPARED, like, key=like.__getitem__)


def _pieces(key: str) -> Iterable[str]:
    """Return the pairs of letters in a row."""
    return {key[i : i + 2] for i in range(len(key) - 1)}


def _letters(key: str) -> str:
    return "".join(filter(str.isalpha, key))
