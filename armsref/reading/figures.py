"""The grammar of a figure: hedges, one number or two, a unit, and the same in a second unit.

It is closed: what it does not know, it refuses and says why. Its words are the vocabulary's.
Every place of a phrase is tried once, with a bounded look ahead, so the time is linear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import UnitError
from armsref.model.reading import Figure
from armsref.reading.doubts import Doubts, Problem
from armsref.reading.numbers import Number, number_at
from armsref.reading.tokens import DASHES, IGNORED_MARKS, QUOTES
from armsref.reading.units import dimension, overlap

if TYPE_CHECKING:
    from decimal import Decimal

    from armsref.model.reading import Relation

_BOUNDS = frozenset(["at_least", "more_than", "at_most", "less_than"])
#: How many tokens may stand between a number and the noun it counts.
_COUNTED_GAP = 9
#: More hedges than these are no English, and would be read again at every place.
_MOST_HEDGES = 4


class Found(NamedTuple):
    """A figure in a text: the figure, its hedges, the second unit's, warnings, its span."""

    figure: Figure
    hedges: tuple[str, ...]
    also: Figure | None
    warnings: tuple[str, ...]
    start: int
    end: int


class _Part(NamedTuple):
    """Numbers with one unit, as far as a bracket."""

    figure: Figure
    hedges: tuple[str, ...]
    hedged: bool
    warnings: tuple[str, ...]
    end: int


class _Pieces(NamedTuple):
    """What was read of a figure, before its relation is known."""

    first: Number
    second: Number | None
    unit: str
    hedges: list[tuple[str, Relation | None]]
    warnings: list[str]
    opener: str


class Grammar(Doubts):
    """Finds the figures of a row of tokens; its parameters are those of :class:`Doubts`."""

    def scan(self) -> tuple[list[Found], list[Problem]]:
        """Return all figures and all that looked like one and could not be read."""
        found: list[Found] = []
        problems: list[Problem] = []
        index = 0
        while index < len(self.row):
            try:
                part = self._part(index)
            except Problem as problem:
                problem.start = self.row[index].start
                problem.end = max(problem.end, self.row[index].end)
                problems.append(problem)
                while index < len(self.row) and self.row[index].start < problem.end:
                    index += 1
                continue
            if part is None:
                # Hedges that lead to no number are not tried again one by one.
                index = max(index + 1, self._hedges(index, [], after=False))
                continue
            try:
                whole, index = self._with_second_unit(index, part)
            except Problem as problem:
                problem.start = self.row[index].start
                problems.append(problem)
                index = part.end
                continue
            found.append(whole)
        return found, problems

    # ------------------------------------------------------------------ one unit

    def _part(self, begin: int) -> _Part | None:
        """Read hedges, numbers and a unit; None where no number begins here."""
        hedges: list[tuple[str, Relation | None]] = []
        index = self._hedges(begin, hedges, after=False)
        if index > begin and self._glued_dash(index):  # "up-to-2,000-km"
            index += 1
        opener = self.row[index].norm if index < len(self.row) else ""
        if opener in ("between", "from"):
            index = self._hedges(index + 1, hedges, after=False)
        else:
            opener = ""
        mach = index < len(self.row) and self.row[index].norm == "mach"
        if mach:
            index = self._skip(index + 1, DASHES)
        first_at = index
        first = self._number(index, joined=opener != "between")
        if first is None:
            return None
        self._refuse_neighbours(begin, index)
        index = self._hedges(first.end, hedges, after=True)
        if first.order and self._is(index, "of") and self.lexicon.units.at(self.row, index + 1):
            index += 1  # "hundreds of kilometres"
        unit, index = ("Mach", index) if mach else self._unit(index)
        second = self._second_end(index, opener, hedges)
        warnings = list(first.warnings)
        if second is not None and self._shares_scale(first, second) and unit is None:
            raise self._problem("ambiguous", "one scale for two numbers", second.end)
        if second is not None:
            warnings += second.warnings
            index = self._hedges(second.end, hedges, after=True)
            second_unit, index = ("Mach", index) if mach else self._unit(index)
            if unit is not None and second_unit is None:
                raise self._problem("ambiguous", "the second number has no unit", index)
            if unit and second_unit and unit != second_unit:
                raise self._problem("contradiction", "the two ends have two units", index)
            unit = second_unit or unit
        elif opener:
            raise self._problem("ambiguous", f"{opener!r} opens an interval that has no end", index)
        if unit is None:
            counted_from = index
            unit, index = self._counted(index)
            self._refuse_as_count(first_at, counted_from)
            self._refuse_rate(index)
        index = self._hedges(index, hedges, after=True)
        self._refuse_loose_hedges(begin, index, counted=self._is_counted(unit))
        pieces = _Pieces(first, second, unit, hedges, warnings, opener)
        return self._make(begin, index, pieces)

    def _number(self, index: int, *, joined: bool = True) -> Number | None:
        try:
            return number_at(self.row, index, self.numbers, joined=joined)
        except ValueError as error:
            raise self._problem("unknown-number", f"{error} is no number", index + 1) from error

    def _second_end(
        self, index: int, opener: str, hedges: list[tuple[str, Relation | None]]
    ) -> Number | None:
        """Read the second number of an interval, if a word or a dash leads to one."""
        index = self._skip(index, DASHES) if self._is(index + 1, "to") else index
        if index >= len(self.row):
            return None
        leads = {"between": ("and",), "from": ("to",)}.get(opener, ("to",))
        word = self.row[index]
        if word.norm not in leads and not (word.text in DASHES and opener != "between"):
            return None
        inner: list[tuple[str, Relation | None]] = []
        after = self._hedges(index + 1, inner, after=False)
        second = self._number(after)
        if second is not None:
            hedges += inner
        return second

    def _shares_scale(self, first: Number, second: Number) -> bool:
        """Tell "2 to 3 thousand": the scale behind the second number may be both's."""
        scale = self.row[second.end - 1].text.casefold() in self.numbers.scales
        own = self.row[first.end - 1].text.casefold() in self.numbers.scales
        return scale and not own and first.value < second.value

    def _unit(self, index: int) -> tuple[str | None, int]:
        """Read a unit word, glued, hyphenated or apart; None where none stands here."""
        at = self._skip(index, DASHES)
        match = self.lexicon.units.at(self.row, at)
        if match is None:
            return None, index
        symbol, exact = match.value
        word = self.row[at]
        glued = self.row[at - 1].end == word.start
        if exact is not None and (word.text != exact or (glued and exact == "s")):
            return None, index
        if self.lexicon.vocabulary.unit[symbol].counted:
            return None, index
        end = match.end
        self._refuse_rate(end)
        return symbol, end

    def _counted(self, index: int) -> tuple[str, int]:
        """Read the noun that is counted, over the words that may stand before it."""
        modifiers = self.lexicon.counted_modifiers
        for at in range(index, min(index + _COUNTED_GAP, len(self.row))):
            token = self.row[at]
            match = self.lexicon.units.at(self.row, at)
            if match is not None and self._is_plural(at, match.end):
                symbol = match.value.symbol
                if self.lexicon.vocabulary.unit[symbol].counted:
                    return self._counted_together(symbol, match.end)
            known = token.norm in modifiers or token.kind == "designation"
            named = token.kind == "word" and token.text[:1].isupper()
            if not (known or named or token.text in IGNORED_MARKS or self._quoted(at)):
                break
        near = self.row[index].text if index < len(self.row) else "the end of the words"
        message = f"no unit of the vocabulary beside the number: {near!r}"
        raise self._problem("unknown-unit", message, index)

    def _counted_together(self, symbol: str, end: int) -> tuple[str, int]:
        """Take "missiles and attack drones" as one count of items."""
        if not self._is(end, "and"):
            return symbol, end
        for at in range(end + 1, min(end + 4, len(self.row))):
            match = self.lexicon.units.at(self.row, at)
            if match is not None and self._is_plural(at, match.end):
                if self.lexicon.vocabulary.unit[match.value.symbol].counted:
                    return "item", match.end
                break
            if self.row[at].norm not in self.lexicon.counted_modifiers:
                break
        return symbol, end

    def _is_plural(self, start: int, end: int) -> bool:
        """Tell a counted noun from one that only modifies ("missile launchers")."""
        last = self.row[end - 1]
        one = self.row[start - 1].norm in ("one", "1")
        return one or last.norm != last.text.casefold() or last.norm in ("them", "these", "those")

    def _quoted(self, index: int) -> bool:
        """Tell whether a word stands between quotation marks that both are near."""
        before = any(t.text in QUOTES for t in self.row[max(0, index - 3) : index])
        after = any(t.text in QUOTES for t in self.row[index + 1 : index + 4])
        return before and after

    # ------------------------------------------------------------------ both units

    def _with_second_unit(self, begin: int, part: _Part) -> tuple[Found, int]:
        """Add the figure in brackets, behind a slash or behind "or", if it is the same quantity."""
        index, also, warnings = part.end, None, list(part.warnings)
        second = self._second_unit(part)
        if second is not None:
            inner, index = second
            also = inner.figure if inner.hedged else _like(inner.figure, part.figure)
            warnings += inner.warnings
            warnings += _compare(part.figure, also)
        behind: list[tuple[str, Relation | None]] = []
        if second is not None:
            index = self._hedges(index, behind, after=True)
        if any(relation for _, relation in behind):
            raise self._problem("contradiction", "a bound stands behind the second unit", index)
        hedges = part.hedges + (second[0].hedges if second else ())
        start, end = self.row[begin].start, self.row[index - 1].end
        return Found(part.figure, hedges, also, tuple(warnings), start, end), index

    def _second_unit(self, part: _Part) -> tuple[_Part, int] | None:
        at = part.end
        if at >= len(self.row) or (
            self.row[at].text not in ("(", "/", "[") and not self._is(at, "or")
        ):
            return None
        try:
            inner = self._part(at + 1)
        except Problem:
            return None
        if inner is None or not self._same_dimension(part.figure.unit, inner.figure.unit):
            return None
        if part.figure.unit == inner.figure.unit:
            return None
        if self.row[at].text in "([":
            end = inner.end + self._is(inner.end, ".")  # "(186 mi.)"
            closed = end < len(self.row) and self.row[end].text in ")]"
            return (inner, end + 1) if closed else None
        return inner, inner.end

    def _same_dimension(self, one: str, other: str) -> bool:
        units = self.lexicon.vocabulary.unit
        first, second = ((units[u].choices or (u,))[0] for u in (one, other))
        return dimension(first) == dimension(second) and not units[one].counted

    # ------------------------------------------------------------------ small steps

    def _hedges(self, index: int, hedges: list[tuple[str, Relation | None]], *, after: bool) -> int:
        table = self.lexicon.hedges_after if after else self.lexicon.hedges_before
        for _ in range(_MOST_HEDGES):
            at = self._skip(index, DASHES) if after else index
            match = table.at(self.row, at)
            if match is None:
                break
            printed = self.text[self.row[at].start : self.row[match.end - 1].end]
            hedges.append((printed, match.value))
            index = match.end
        return index

    def _make(self, begin: int, end: int, pieces: _Pieces) -> _Part:
        """Put the pieces together: the relation, the ends, what to say of them."""
        first, second, unit, hedges, warnings, opener = pieces
        relations = {relation for _, relation in hedges if relation}
        bounds = relations & _BOUNDS
        words = tuple(text for text, _ in hedges)
        if len(bounds) > 1 or (bounds and (second is not None or first.order)):
            seen = self.text[self.row[begin].start : self.row[end - 1].end]
            raise self._problem("contradiction", f"{seen!r} is bounded in two ways", end)
        if opener == "from" and self._changed(begin):
            raise self._problem("ambiguous", "an old and a new value are no interval", end)
        if first.order and second is not None:
            raise self._problem("ambiguous", "an order of magnitude has no interval", end)
        low: Decimal | None = first.value
        high: Decimal | None = first.value
        relation: Relation = "about" if "about" in relations else "exactly"
        if second is not None:
            relation, high = "between", second.value
            if second.value < first.value:
                low, high = high, low
                warnings.append("the interval is printed in descending order")
        elif first.order:
            relation, high = "order_of", None
        elif bounds:
            relation = next(iter(bounds))
            low, high = (low, None) if relation in ("at_least", "more_than") else (None, high)
        choices = self.lexicon.vocabulary.unit[unit].choices
        if choices:
            warnings.append(f"{unit} may mean {', '.join(choices)}; it is not converted")
        figure = Figure(relation=relation, low=low, high=high, unit=unit)
        return _Part(figure, words, bool(relations), tuple(warnings), end)


def _like(figure: Figure, main: Figure) -> Figure:
    """Give a second figure without hedges of its own the relation of the first."""
    if figure.relation != "exactly" or main.relation in ("between", "order_of"):
        return figure
    low = figure.low if main.low is not None else None
    high = figure.high if main.high is not None else None
    return Figure(relation=main.relation, low=low, high=high, unit=figure.unit)


def _compare(main: Figure, also: Figure) -> list[str]:
    """Say where the two units of a phrase do not state the same quantity."""
    said = [] if main.relation == also.relation else ["the two units are bounded in two ways"]
    try:
        for one, other in ((main.low, also.low), (main.high, also.high)):
            if one is None or other is None:
                continue
            if not overlap(one, main.unit, other, also.unit):
                said.append(f"{one:,f} {main.unit} is not {other:,f} {also.unit}")
    except UnitError:
        pass  # an ambiguous unit: said with the unit itself
    return list(dict.fromkeys(said))
