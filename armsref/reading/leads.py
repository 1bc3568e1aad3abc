"""What leads to a number: hedges, words between hedge and number, the opening of an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.reading.counting import Counting
from armsref.reading.tokens import DASHES, QUOTES

if TYPE_CHECKING:
    from armsref.model.reading import Relation
    from armsref.reading.phrase_table import Match

#: More hedges than these are no language, and would be read again at every place.
_MOST_HEDGES = 4
#: The longest run of words between a hedge and its number: "up to a maximum range of".
_LONGEST_FILLER = 6

#: Words that may stand alone between a hedge and its number: "up to a 300 km range".
_ARTICLES = frozenset(["a", "an", "its", "their", "his"])
#: How adjectives for "greatest" begin.
_GREATEST = ("maxim", "máxim", "maksim", "maksym", "максим", "max ", "max.", "top ")
#: In front of a distance these say where, not how much: "over a range of 300 km".
_PLACES = frozenset(["over", "within", "beyond", "under", "near", "above", "below"])

Hedges = list[tuple[str, "Relation | None"]]


class Lead(NamedTuple):
    """What was read in front of a number, and the index of the number.

    ``opener`` opens an interval ("between"); ``also_hedge`` says that the same word may be a
    hedge; ``per`` is "h" or "s" where the words make the unit a speed; ``opened`` are the ways
    to take a word of the lead as an opener.
    """

    hedges: tuple[tuple[str, Relation | None], ...]
    number_at: int
    opener: str = ""
    also_hedge: bool = False
    per: str = ""
    opened: tuple[Lead, ...] = ()


def is_greatest(words: str) -> bool:
    """Tell whether words begin with an adjective for "greatest".

    Examples
    --------
    >>> is_greatest("Maximum range of"), is_greatest("a maximum of"), is_greatest("up to")
    (True, True, False)
    """
    return words.casefold().removeprefix("a ").startswith(_GREATEST)


class Leads(Counting):
    """Reads what leads to a number; its parameters are those of Doubts."""

    def _lead(self, begin: int) -> Lead:
        """Read hedges, and note each place where a word may open an interval."""
        hedges: Hedges = []
        opened: list[Lead] = []
        index, per = begin, ""
        for _ in range(_MOST_HEDGES + 1):
            speed = self.lexicon.speeds.at(self.row, index)
            if speed is not None:
                index, per = speed.end, speed.value
                continue
            hedge = self._hedge_at(index)
            opener = self.lexicon.openers.at(self.row, index)
            if opener is not None and len(hedges) < _MOST_HEDGES:
                inner: Hedges = []
                at = self._hedges(self._behind_dash(opener.end), inner, after=False)
                at += at < len(self.row) and self.row[at].norm == "the"
                both = (*hedges, *inner)
                opened.append(Lead(both, at, opener.value, hedge is not None, per))
            if hedge is None or self._is_order(index):
                break  # "a few hundred" is one word of size
            printed = self.text[self.row[index].start : self.row[hedge.end - 1].end]
            hedges.append((printed, hedge.value))
            place = self.row[index].norm in _PLACES and hedge.end == index + 1
            greatest = is_greatest(self.row[index].norm)
            index = self._behind_dash(hedge.end)
            # "maximum" is said of the noun behind it, whichever that is.
            cued = greatest or self._has_cue(hedge.end - _LONGEST_FILLER, hedge.end)
            index = index if place else self._filler(index, cued=cued)
        return Lead(tuple(hedges), index, per=per, opened=tuple(opened))

    def _is_order(self, index: int) -> bool:
        try:
            number = self.numbers.at(self.row, index)
        except ValueError:
            return False
        return number is not None and number.order

    def _hedge_at(self, index: int) -> Match[Relation | None] | None:
        """Return the hedge in front of a number that begins here, also behind a glued prefix."""
        found = self.lexicon.hedges_before.at(self.row, index)
        if found is not None or index >= len(self.row):
            return found
        token = self.row[index]
        for prefix in self.lexicon.words.prefixes:
            if token.norm.startswith(prefix) and len(token.norm) > len(prefix) + 2:
                bare = token._replace(norm=token.norm[len(prefix) :])
                near = [bare, *self.row[index + 1 : index + _LONGEST_FILLER]]
                match = self.lexicon.hedges_before.at(near, 0)
                if match is not None:
                    return match._replace(end=index + match.end)
        return None

    def _behind_dash(self, index: int) -> int:
        """Step over the hyphen of "up-to-2,000-km", the apostrophe of "plus d'un"."""
        row = self.row
        if not index or index >= len(row):
            return index
        apostrophe = row[index].text in "'’" and row[index].start == row[index - 1].end
        skipped = apostrophe or row[index].text in QUOTES or self._glued_dash(index)
        return index + 1 if skipped else index

    def _has_cue(self, begin: int, end: int) -> bool:
        """Tell whether a cue ends within the last words of a hedge: "maximum range of"."""
        places = range(max(0, begin), end)
        matches = (self.lexicon.cues.at(self.row, at) for at in places)
        return any(match is not None and match.end >= end - 1 for match in matches)

    def _filler(self, begin: int, *, cued: bool = False) -> int:
        """Step over "a range of" between a hedge and its number.

        One of the words, or of the hedge (``cued``), must say which attribute the figure is, and
        none may change it.
        """
        row = self.row
        unknown, passed = 0, set[str]()
        index = begin
        while index < min(len(row), begin + _LONGEST_FILLER):
            token = row[index]
            leads = (self._starts_number, self._starts_hedge, self._opens_number)
            if any(begins(index) for begins in leads):
                # In scripts without spaces a character or two is a verb: "至多可飛40小時".
                short = index - begin <= 2 and all(len(word) == 1 for word in passed)
                # "máximo é de 80": small words alone.
                small = index > begin and index - begin <= 3 and all(len(w) <= 3 for w in passed)
                short = (short or small) and self.lexicon.wording.code != "en"
                return index if cued or short or passed <= _ARTICLES else begin
            passed.add(token.norm)
            cue = self.lexicon.cues.at(row, index)
            if cue is not None:
                cued, index = True, cue.end
                continue
            known = token.text in ":-–—" or len(token.text) <= 3
            unknown += not known
            doubtful = any(
                table.at(row, index)
                for table in (
                    self.lexicon.multiples,
                    self.lexicon.changes,
                    self.lexicon.additions,
                    self.lexicon.alternatives,
                )
            )
            if doubtful or unknown > 1 or self.lexicon.negating.at(row, index):
                return begin
            if token.kind not in ("word", "designation") and token.text not in ":-–—":
                return begin
            index += 1
        return begin

    def _starts_number(self, index: int) -> bool:
        token = self.row[index]
        if token.kind == "number" or self._number_or_none(index):
            return True
        unit = self.lexicon.units.at(self.row, index)
        if unit is not None and unit.end < len(self.row):
            front = unit.value.symbol == "Mach"
            money = self.lexicon.vocabulary.unit[unit.value.symbol].money
            at = self._skip(unit.end, DASHES)
            return (front or money) and at < len(self.row) and self.row[at].kind == "number"
        return False

    def _number_or_none(self, index: int) -> bool:
        try:
            return self.numbers.at(self.row, index) is not None
        except ValueError:
            return True

    def _starts_hedge(self, index: int) -> bool:
        hedge = self.lexicon.hedges_before.at(self.row, index)
        return hedge is not None and hedge.end < len(self.row) and self._starts_number(hedge.end)

    def _opens_number(self, index: int) -> bool:
        """Tell whether "between" stands in front of a number: "range of between 5 and 8 km".

        Not "from": "maximale Reichweite von 200 km".
        """
        opener = self.lexicon.openers.at(self.row, index)
        if opener is None or opener.value != "between" or opener.end >= len(self.row):
            return False
        return self._starts_number(opener.end)

    def _closing(self, index: int) -> int:
        """Return the index behind a bracket that closes here; 0 where none does."""
        index += self._is(index, ".")
        return index + 1 if self._is(index, ")") else 0

    def _hedges_inside(self, index: int, hedges: Hedges) -> int:
        """Read hedges between a number and its unit; return the index behind them."""
        match = self.lexicon.hedges_inside.at(self.row, index)
        if match is None:
            return self._hedges(index, hedges, after=True)
        printed = self.text[self.row[index].start : self.row[match.end - 1].end]
        hedges.append((printed, match.value))
        return match.end

    def _hedges(self, index: int, hedges: Hedges, *, after: bool) -> int:
        """Read hedges in front of a number, or behind one; return the index behind them."""
        table = self.lexicon.hedges_after if after else self.lexicon.hedges_before
        for _ in range(_MOST_HEDGES):
            at = index
            if after:
                at = self._skip(index, DASHES)
                # A suffix behind an apostrophe: "300'den fazla".
                if at < len(self.row) and self.row[at].text in "'’":
                    at += 1
            match = table.at(self.row, at)
            if match is None and after and self._is(at, ","):
                at += 1  # "300 km, give or take"
                match = table.at(self.row, at)
                match = match if match and match.end > at + 1 else None
            closing = 0
            if match is None and after and self._is(at, "("):
                match = table.at(self.row, at + 1)  # "300 km (max.)"
                at += 1
                closing = self._closing(match.end) if match else 0
                match = match if closing else None
            if match is None:
                break
            printed = self.text[self.row[at].start : self.row[match.end - 1].end]
            hedges.append((printed, match.value))
            index = closing or (match.end if after else self._behind_dash(match.end))
        return index
