"""What makes a number doubtful: its neighbours, in front and behind.

A silent misreading is the worst result there is, so whatever stands beside a number and may change
it is refused, with the words that were seen. The words are the vocabulary's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.reading.tokens import DASHES, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.reading.lexicon import Lexicon

_PARTS = [["of", "the"], ["of", "its"], ["of", "these"], ["of", "those"], ["of", "their"]]
_CURRENCIES = frozenset("$€£¥₽₴﷼")
_SIGNS = frozenset(".·+±=≥≤−")
_TIMES = frozenset(["second", "sec", "minute", "hour", "day", "week", "month", "year", "piece"])
#: Behind one of these another clause begins: "45 kilograms and are more vulnerable".
_CLAUSES = frozenset(["and", "but", "while", "which", "that", "is", "are", "was", "were", "as"])
_JOINERS = frozenset(["or", "and", "/", "&", "x", "×", "*"])
#: How far a word can stand from a number and still bound it, in tokens.
_NEAR = 3


class Problem(Exception):  # noqa: N818 - caught inside the grammar, never seen outside
    """Words that look like a figure but cannot be read; carries code, message and the place."""

    def __init__(self, code: str, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.start, self.end = code, message, start, end


class Doubts:
    """The refusals of the grammar, over one row of tokens.

    Parameters
    ----------
    lexicon : Lexicon
        The words it knows.
    text : str
        The text the tokens come from.
    row : sequence of Token
        Its tokens.
    """

    def __init__(self, lexicon: Lexicon, text: str, row: Sequence[Token]) -> None:
        self.lexicon = lexicon
        self.numbers = lexicon.vocabulary.numbers
        self.text = text
        self.row = row

    def _refuse_neighbours(self, begin: int, index: int) -> None:
        """Refuse a number that its neighbours in front make another.

        "30 or 40 km", "2 x 300 kg", "3/4 ton", "$5 m", "-50 m", ".5 t", "twice 300 km", "by 300
        km", "not over 300 km", "longer than 300 km".
        """
        if not begin:
            return
        row, before = self.row, self.row[begin - 1]
        said = self.text[row[max(0, begin - 3)].start : row[index].end]
        glued = before.end == row[begin].start
        if before.text in _CURRENCIES:
            raise self._problem("unknown-unit", "money is not read", index + 1)
        if glued and (before.text in _SIGNS or (before.text in DASHES and begin == 1)):
            raise self._problem("unknown-number", f"{said!r} has a sign or a point", index + 1)
        near = {t.norm for t in row[max(0, begin - 3) : begin]}
        if near & self.lexicon.multiples or before.norm in ("by", "than", "minus"):
            raise self._problem("ambiguous", f"{said!r} is no figure of its own", index + 1)
        clause = {t.norm for t in row[max(0, begin - 5) : begin]}
        if begin < index and clause & self.lexicon.negations:
            raise self._problem("contradiction", f"{said!r} negates a bound", index + 1)
        if before.norm in self.lexicon.negations:
            raise self._problem("contradiction", f"{said!r} is negated", index + 1)
        if before.norm in _JOINERS and begin > 1:
            number = row[begin - 2]
            if number.kind == "number" or number.norm in self.numbers.words:
                message = f"{number.text} {before.text} {row[index].text}: several numbers"
                raise self._problem("ambiguous", message, index + 1)

    def _refuse_as_count(self, number: int, index: int) -> None:
        """Refuse a count that is part of a designation or a date: "Shahed 136 drones"."""
        row = self.row
        token = row[number]
        year = token.kind == "number" and re.fullmatch("(19|20)[0-9]{2}", token.text)
        before = row[number - 1] if number else None
        around = {t.norm for t in row[max(0, number - 2) : number + 2]}
        named = before is not None and (
            before.kind == "designation"
            or before.text in DASHES
            or before.text == "."
            or (before.text[:1].isupper() and not self._is_known(number - 1))
        )
        part = number > 1 and [t.norm for t in row[number - 2 : number]] in _PARTS
        letter = index < len(row) and row[index].start == row[index - 1].end
        letter = letter and row[index].kind == "word"
        if before is not None and before.norm in _JOINERS and number > 1:
            named = named or row[number - 2].kind == "designation"
        one_way = token.norm == "one" and any(t.norm == "way" for t in row[number : number + 3])
        which = before is not None and before.norm in ("every", "number", "rs")
        doubtful = named or part or letter or which
        if year or doubtful or one_way or around & self.lexicon.calendar:
            said = self.text[row[max(0, number - 1)].start : row[index - 1].end]
            raise self._problem("ambiguous", f"{said!r} may be a name or a date", index)

    def _is_known(self, index: int) -> bool:
        """Tell a hedge, a party or a small word from the name of a weapon."""
        tables = (self.lexicon.hedges_before, self.lexicon.parties)
        places = range(max(0, index - 2), index + 1)
        return self.row[index].norm in self.lexicon.counted_modifiers or any(
            table.at(self.row, at) for table in tables for at in places
        )

    def _refuse_rate(self, end: int) -> None:
        """Refuse an amount that is a rate: "km a minute", "missiles per month", "560 m.p.h."."""
        row = self.row
        if end >= len(row):
            return
        word = row[end]
        after = row[end + 1].norm if end + 1 < len(row) else ""
        rate = (
            word.norm in ("per", "hourly", "daily", "annually", "h")
            or (word.norm in ("a", "an", "each", "every") and after in _TIMES)
            or (word.text == "/" and self._is_word(end + 1))
            or (word.text == "." and self._is_word(end + 1) and row[end + 1].start == word.end)
            or word.text in "^²³"
            or (word.norm == "in" and {t.norm for t in row[end + 1 : end + 3]} & _TIMES)
            or word.norm in self.lexicon.other_things
            or (word.norm == "of" and after in self.lexicon.other_things)
            or (word.text in DASHES and after in self.lexicon.other_things)
        )
        if rate:
            said = self.text[row[end - 1].start : row[min(end + 1, len(row) - 1)].end]
            raise self._problem("unknown-unit", f"{said!r} is no unit of the vocabulary", end + 1)

    def _refuse_loose_hedges(self, begin: int, end: int, *, counted: bool) -> None:
        """Refuse a figure near words that bound it and are not attached to it.

        "up to maybe 300 km", "300 km, possibly more", "another 300 km".
        """
        row = self.row
        for at in range(max(0, begin - _NEAR - 1), begin):
            hedge = self.lexicon.hedges_before.at(row, at)
            loose = hedge is not None and hedge.value is not None and hedge.end <= begin
            added = not counted and self.lexicon.additions.at(row, at) is not None
            if (loose or added) and not any(t.text in ".;" for t in row[at:begin]):
                said = self.text[row[at].start : row[end - 1].end]
                raise self._problem("ambiguous", f"{said!r}: a word in front changes it", end)
        for at in range(end, min(end + _NEAR, len(row))):
            thought = self.lexicon.afterthoughts.at(row, at)
            leads = self.lexicon.afterthoughts.at(row, at + 1) is not None
            new_clause = row[at].norm in _CLAUSES and not leads
            if thought is None and (new_clause or (row[at].text in ".;)" and at > end)):
                break
            if thought is not None:
                said = self.text[row[begin].start : row[at].end]
                raise self._problem("ambiguous", f"{said!r}: a word behind changes it", end)

    def _changed(self, begin: int) -> bool:
        return any(t.norm in self.lexicon.changes for t in self.row[max(0, begin - 20) : begin])

    def _skip(self, index: int, marks: frozenset[str]) -> int:
        return index + 1 if index < len(self.row) and self.row[index].text in marks else index

    def _is(self, index: int, word: str) -> bool:
        return index < len(self.row) and self.row[index].norm == word

    def _is_word(self, index: int) -> bool:
        return index < len(self.row) and self.row[index].kind == "word"

    def _problem(self, code: str, message: str, index: int) -> Problem:
        end = self.row[min(max(index, 1), len(self.row)) - 1].end
        return Problem(code, message, end=end)

    def _glued_dash(self, index: int) -> bool:
        row = self.row
        dash = index + 1 < len(row) and row[index].text in DASHES
        return (
            dash
            and row[index - 1].end == row[index].start
            and (row[index].end == row[index + 1].start)
        )

    def _is_counted(self, unit: str) -> bool:
        return self.lexicon.vocabulary.unit[unit].counted
