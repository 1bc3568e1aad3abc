"""Numbers of notes: in the order in which they are first met, equal notes the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armsref.writing.parts import Inlines, Note


class Numbering:
    """Gives each distinct note its number, and says how often it was met."""

    def __init__(self) -> None:
        self._met: dict[Inlines, tuple[int, int]] = {}

    def of(self, note: Note) -> tuple[int, int]:
        """Return the number of a note, and how often it has been met with this time."""
        number, times = self._met.get(note.of, (len(self._met) + 1, 0))
        self._met[note.of] = number, times + 1
        return self._met[note.of]

    def notes(self) -> list[tuple[int, Inlines, int]]:
        """Return number, words and marks of each note met."""
        return [(number, of, times) for of, (number, times) in self._met.items()]
