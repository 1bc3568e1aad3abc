"""What makes a number doubtful: its neighbours, in front and behind.

A silent misreading is the worst result there is, so whatever stands beside a number and may change
it is refused, with the words that were seen. The words are the vocabulary's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.reading.scripts import is_unspaced, normal
from armsref.reading.tokens import DASHES, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.reading.lexicon import Lexicon

_PARTS = [["of", "the"], ["of", "its"], ["of", "these"], ["of", "those"], ["of", "their"]]
_SIGNS = frozenset(".·+±=≥≤−")
_TIMES = frozenset(["second", "sec", "minute", "hour", "day", "week", "month", "year", "piece"])
#: Behind one of these another clause begins: "45 kilograms and are more vulnerable".
_CLAUSES = frozenset(["and", "but", "while", "which", "that", "is", "are", "was", "were", "as"])
#: Between two numbers these leave it open how they go together.
_LINKS = frozenset([",", "、", "，", ".", ":", ";", "…", "or", "of", "in", "out", "±"])
#: How far "maximum" can stand from its number, in tokens.
_FAR = 12
#: So many words in front of a number can negate or multiply it, as far as one of these marks.
_CLAUSE = 6
_STOPS = frozenset([",", ".", ";", ":", "(", ")"])
_COUNTED_EACH = frozenset(["apiece", "each"])
#: In front of a noun these say where: "300 km beyond the border".
_PLACES = frozenset(["below", "beyond"])
_YEAR = re.compile("(19|20)[0-9]{2}")
#: How far a word can stand from a number and still bound it, in tokens.
_NEAR = 3


class Problem(Exception):  # noqa: N818 - caught inside the grammar, never seen outside
    """Words that look like a figure but cannot be read; carries code, message and the place.

    ``stray`` is True for a number without a unit: a year, a part of a name, an unknown noun. It
    does not stand in the way of a figure elsewhere in the words.
    """

    def __init__(self, code: str, message: str, end: int, *, stray: bool = False) -> None:
        super().__init__(message)
        self.code, self.message, self.stray = code, message, stray
        #: Whether the number is a year.
        self.dated = False
        self.start, self.end = 0, end


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

    #: While the second unit of "Mach 5, or five times the speed of sound" is read.
    _restated = False

    def __init__(self, lexicon: Lexicon, text: str, row: Sequence[Token]) -> None:
        self.lexicon = lexicon
        self.numbers = lexicon.numbers
        self.text = text
        self.row = row

    def _refuse_neighbours(self, begin: int, index: int, *, money: bool) -> None:
        """Refuse a number that its neighbours in front make another.

        "30 or 40 km", "2 x 300 kg", "3/4 ton", "-50 m", ".5 t", "twice 300 km", "by 300 km",
        "not over 300 km", "longer than 300 km". Money may stand behind "cost".
        """
        if not begin:
            return
        row, before = self.row, self.row[begin - 1]
        said = self.text[row[max(0, begin - 3)].start : row[index].end]
        if before.end == row[begin].start and (
            before.text in _SIGNS or (before.text in DASHES and begin == 1)
        ):
            raise self._problem("unknown-number", f"{said!r} has a sign or a point", index + 1)
        near = range(self._clause_start(begin, _CLAUSE), begin)
        multiplied = any(
            (found := self.lexicon.multiples.at(row, at)) is not None
            and found.end <= begin
            and not (found.value == "times" and row[at].text.endswith("e"))  # "flight time"
            and not (money and self._is_price(at))
            for at in near
        )
        than = [t.norm for t in row[max(0, begin - 2) : begin]]
        if multiplied or before.norm in ("by", "minus") or "than" in than:
            raise self._problem("ambiguous", f"{said!r} is no figure of its own", index + 1)
        negated = [
            match.end
            for at in range(self._clause_start(begin, _CLAUSE), begin)
            if (match := self.lexicon.negating.at(row, at)) is not None
        ]
        if negated:
            what = "negates a bound" if begin < index else "is negated"
            raise self._problem("contradiction", f"{said!r} {what}", index + 1)
        self._refuse_alternative(begin, index)

    def _clause_start(self, begin: int, most: int) -> int:
        """Return where the words in front of a number begin that can change it."""
        at = begin
        while at and begin - at < most and self.row[at - 1].text not in _STOPS:
            at -= 1
        return at

    def _refuse_new_value(self, begin: int, number: int, *, bounded: bool) -> None:
        """Refuse "увеличена до 500 км": behind a change the word means "to", not "up to"."""
        if not bounded or self.lexicon.wording.code == "en":
            return
        for at in range(max(0, begin - 4), begin):
            if self.lexicon.changes.at(self.row, at) is not None:
                said = self.text[self.row[at].start : self.row[number].end]
                raise self._problem("ambiguous", f"{said!r} may be the new value", number + 1)

    def _refuse_alternative(self, begin: int, index: int) -> None:
        """Refuse "30 or 40 km" and "30, 40 km": the first number has no unit of its own."""
        row = self.row
        if self._restated:
            return
        joined = begin > 1 and row[begin - 1].norm in self.lexicon.words.numbers.joiners
        if joined and self._is_unit_alone(begin - 2):
            said = self.text[row[begin - 2].start : row[index].end]
            raise self._problem("ambiguous", f"{said!r}: a unit in front has no number", index + 1)
        at = begin
        while at and begin - at < _NEAR and self._is_link(at - 1):
            at -= 1
        if not at:
            return
        number = row[at - 1]
        linked = at < begin and self.numbers.is_number_word(number)
        side_by_side = number.kind == "number" and not _YEAR.fullmatch(number.text)
        # "两三百公里", "千数百キロ": two numbers without a space.
        glued = is_unspaced(number.text) and number.end == row[at].start
        side_by_side = side_by_side or (glued and self.numbers.is_number_word(number))
        # "5 and-a-bit million dollars": the million belongs to a number that was not read.
        scale_alone = begin == index and self.numbers.is_bare_scale(row[index])
        near = any(t.kind == "number" for t in row[max(0, begin - 3) : begin])
        scale_alone = scale_alone and (near or self._follows_unknown(begin))
        if linked or side_by_side or scale_alone:
            said = self.text[number.start : row[index].end]
            raise self._problem("ambiguous", f"{said!r}: several numbers", index + 1)

    def _is_unit_alone(self, index: int) -> bool:
        """Tell whether a unit of time without a number of digits stands here: "eine Stunde und"."""
        match = self.lexicon.units.at(self.row, index)
        if match is None or match.value.symbol not in ("h", "min"):
            return False
        return not index or not self._number_near(index - 1)

    def _number_near(self, index: int) -> bool:
        token = self.row[index]
        return token.kind == "number" or self.numbers.is_number_word(token)

    def _follows_unknown(self, begin: int) -> bool:
        """Tell whether a word that nothing explains stands in front: it may be a number."""
        before = self.row[begin - 1]
        if self.lexicon.wording.code == "en" or before.kind != "word":
            return False
        glued = is_unspaced(before.text) and before.end == self.row[begin].start
        if len(before.text) <= 3 and not glued:
            return False
        tables = (self.lexicon.cues, self.lexicon.hedges_before, self.lexicon.openers)
        places = range(max(0, begin - 4), begin)
        return not any(
            (match := table.at(self.row, at)) is not None and match.end == begin
            for table in tables
            for at in places
        )

    def _is_link(self, index: int) -> bool:
        """Tell whether a token may link two numbers: ",", "or", ":", "out of"."""
        token = self.row[index]
        return (
            token.text in _LINKS
            or token.norm in self.lexicon.words.numbers.joiners
            or token.text in DASHES
            or self.lexicon.alternatives.at(self.row, index) is not None
        )

    def _refuse_unit(self, index: int, end: int, symbol: str, *, glued: bool) -> None:
        """Refuse a unit that may be another word: "2m shells", "two thousand-pound bombs"."""
        row = self.row
        said = self.text[row[max(0, index - 2)].start : row[end - 1].end]
        if symbol == "m" and glued and row[end - 1].text == "m":
            for at in range(end, min(end + 3, len(row))):
                match = self.lexicon.units.at(row, at)
                if match and self.lexicon.vocabulary.unit[match.value.symbol].counted:
                    raise self._problem("ambiguous", f"{said!r} may be millions", end)
        hyphen = row[index].text in DASHES and row[index - 1].end == row[index].start
        if hyphen and index > 1 and self.numbers.is_number_word(row[index - 1]):
            before = row[index - 2]
            apart = before.end < row[index - 1].start and before.text not in ("a", "an")
            if apart and (self.numbers.is_number_word(before) or before.kind == "number"):
                raise self._problem("ambiguous", f"{said!r} may count things", end)

    def _refuse_rest(self, begin: int, end: int) -> None:
        """Refuse what a number behind the unit changes: "300 kg x 2", "5 h 30", "300 km ± 20".

        In many languages a negation stands behind, too.
        """
        row = self.row
        if end >= len(row):
            return
        if self.lexicon.wording.code != "en":
            denied = [at for at in range(end, end + 3) if self.lexicon.negating.at(row, at)]
            if denied:
                said = self.text[row[begin].start : row[denied[0]].end]
                raise self._problem("contradiction", f"{said!r} is negated", end)
        at = end + 1 if row[end].norm in ("(", "x", "×", "*") else end
        sign = row[end].text in "×*x±" or (at < len(row) and row[at].text in "±+")
        number = at < len(row) and row[at].kind == "number" and row[at].text.isdecimal()
        alone = number and at == end and self.lexicon.units.at(row, at + 1) is None
        alone = alone and not _YEAR.fullmatch(row[at].text) and not self._counts(at)
        if alone or (sign and any(t.kind == "number" for t in row[at : at + 4])):
            said = self.text[row[begin].start : row[min(at + 1, len(row) - 1)].end]
            raise self._problem("ambiguous", f"{said!r}: a number behind changes it", at + 1)

    def _counts(self, index: int) -> bool:
        """Tell whether a number counts the things behind it: "300 km 40 missiles"."""
        return any(
            (match := self.lexicon.units.at(self.row, at)) is not None
            and self.lexicon.vocabulary.unit[match.value.symbol].counted
            for at in range(index + 1, min(index + 4, len(self.row)))
        )

    def _is_price(self, index: int) -> bool:
        match = self.lexicon.cues.at(self.row, index)
        return match is not None and "price" in match.value

    def _refuse_as_count(self, begin: int, number: int, index: int) -> None:
        """Refuse a count that is part of a designation or a date: "Shahed 136 drones"."""
        row = self.row
        token = row[number]
        # Nobody hedges a year.
        year = number == begin and token.kind == "number" and _YEAR.fullmatch(token.text)
        before = row[number - 1] if number == begin and number else None
        if before is not None and before.text in DASHES and self._is_prefix(number - 2):
            before = None  # "ב-48"
        around = {t.norm for t in row[max(0, number - 2) : number + 2]}
        named = before is not None and (
            before.kind == "designation"
            or before.text in DASHES
            or before.text == "."
            or (before.text[:1].isupper() and not self._is_known(number - 1))
        )
        part = number > 1 and [t.norm for t in row[number - 2 : number]] in _PARTS
        # Scripts without spaces glue everything.
        letter = index < len(row) and row[index].start == row[index - 1].end
        letter = letter and row[index].kind == "word" and not is_unspaced(row[index].text)
        letter = letter and normal(row[index].text) not in self.lexicon.endings
        if number > 1 and self.lexicon.alternatives.at(row, number - 1) is not None:
            named = named or row[number - 2].kind == "designation"
        one_way = token.norm == "one" and any(t.norm == "way" for t in row[number : number + 3])
        if before is not None and is_unspaced(before.text):
            named = False
        which = before is not None and before.norm in ("every", "number", "rs")
        doubtful = named or part or letter or which
        if year or doubtful or one_way or around & self.lexicon.calendar:
            said = self.text[row[max(0, number - 1)].start : row[index - 1].end]
            raise self._problem("ambiguous", f"{said!r} may be a name or a date", index, stray=True)

    def _is_prefix(self, index: int) -> bool:
        """Tell whether a token is a letter that the language glues to a number."""
        return index >= 0 and normal(self.row[index].text) in self.lexicon.words.prefixes

    def _is_known(self, index: int) -> bool:
        """Tell a hedge, a party or a small word from the name of a weapon."""
        tables = (self.lexicon.hedges_before, self.lexicon.parties)
        places = range(max(0, index - 2), index + 1)
        return self.row[index].norm in self.lexicon.counted_modifiers or any(
            (match := table.at(self.row, at)) is not None and match.end > index
            for table in tables
            for at in places
        )

    def _is_year(self, index: int) -> bool:
        token = self.row[index]
        return token.kind == "number" and _YEAR.fullmatch(token.text) is not None

    def _refuse_rate(self, end: int) -> None:
        """Refuse an amount that is a rate: "km a minute", "missiles per month", "560 m.p.h."."""
        row = self.row
        if end >= len(row):
            return
        word = row[end]
        after = row[end + 1].norm if end + 1 < len(row) else ""
        dashed = end + 1 if word.text in DASHES else end
        other = self.lexicon.other_things
        rate = (
            word.norm in ("per", "hourly", "daily", "annually", "h")
            or (word.norm in ("a", "an", "each", "every") and after in _TIMES)
            or (word.text == "/" and self._is_word(end + 1) and word.start == row[end - 1].end)
            or (word.text == "." and self._is_word(end + 1) and row[end + 1].start == word.end)
            or word.text in "^²³"
            or (word.norm == "in" and {t.norm for t in row[end + 1 : end + 3]} & _TIMES)
            or self.lexicon.rates.at(row, end) is not None
            or other.at(row, dashed) is not None
            or (word.norm == "of" and other.at(row, end + 1) is not None)
        )
        if rate:
            said = self.text[row[end - 1].start : row[min(end + 1, len(row) - 1)].end]
            raise self._problem("unknown-unit", f"{said!r} is no unit of the vocabulary", end + 1)

    def _refuse_loose_hedges(self, begin: int, end: int, *, unit: str) -> None:
        """Refuse a figure near words that bound it and are not attached to it.

        "up to maybe 300 km", "300 km, possibly more", "another 300 km".
        """
        entry = self.lexicon.vocabulary.unit[unit]
        row = self.row
        for at in range(max(0, begin - _FAR), begin):
            # "the maximum range that it can hit targets at is 80 km"
            if at < begin - _NEAR - 1 and row[at].norm not in ("maximum", "max"):
                continue
            if any(t.text in ".;" or t.kind == "number" for t in row[at:begin]):
                continue
            hedge = self.lexicon.hedges_before.at(row, at)
            loose = hedge is not None and hedge.value is not None and hedge.end <= begin
            # Elsewhere the words of a bound are everyday prepositions.
            loose = loose and self.lexicon.wording.code == "en"
            added = not entry.counted and self.lexicon.additions.at(row, at) is not None
            if loose or added:
                said = self.text[row[at].start : row[end - 1].end]
                raise self._problem("ambiguous", f"{said!r}: a word in front changes it", end)
        for at in range(end, min(end + _NEAR, len(row))):
            if self._opens_bracketed(at):
                break
            thought = self.lexicon.afterthoughts.at(row, at)
            leads = self.lexicon.afterthoughts.at(row, at + 1) is not None
            new_clause = row[at].norm in _CLAUSES and not leads
            if thought is None and (new_clause or (row[at].text in ".;)" and at > end)):
                break
            each = row[at].norm in _COUNTED_EACH and not entry.counted
            place = at + 1 < len(row) and row[at].norm in _PLACES and row[at + 1].kind == "word"
            if thought is not None and not each and not place:
                said = self.text[row[begin].start : row[at].end]
                raise self._problem("ambiguous", f"{said!r}: a word behind changes it", end)

    def _opens_bracketed(self, index: int) -> bool:
        """Tell whether a bracket holds a number of its own: "300 km (more than 186 miles)"."""
        if self.row[index].norm not in ("(", "["):
            return False
        hedge = self.lexicon.hedges_before.at(self.row, index + 1)
        return hedge is not None and hedge.end < len(self.row) and self._number_near(hedge.end)

    def _changed(self, begin: int, end: int, *, opened: bool) -> bool:
        """Tell whether words around say that an old value became a new one.

        Only "from" one value "to" another can be a change.
        """
        row = self.row
        english = self.lexicon.wording.code == "en"
        said = any(t.norm == "from" for t in row[max(0, begin - 4) : begin])
        if english and not opened and not said:
            return False
        far = 20 if english or opened else 8
        near = (*range(max(0, begin - far), begin), *range(end, min(end + 5, len(row))))
        return any(self.lexicon.changes.at(row, at) for at in near)

    def _skip(self, index: int, marks: frozenset[str]) -> int:
        return index + 1 if index < len(self.row) and self.row[index].text in marks else index

    def _is(self, index: int, word: str) -> bool:
        return index < len(self.row) and self.row[index].norm == word

    def _is_word(self, index: int) -> bool:
        return index < len(self.row) and self.row[index].kind == "word"

    def _problem(self, code: str, message: str, index: int, *, stray: bool = False) -> Problem:
        end = self.row[min(max(index, 1), len(self.row)) - 1].end
        return Problem(code, message, end, stray=stray)

    def _glued_dash(self, index: int) -> bool:
        row = self.row
        dash = index + 1 < len(row) and row[index].text in DASHES
        return (
            dash
            and row[index - 1].end == row[index].start
            and (row[index].end == row[index + 1].start)
        )
