"""The grammar of a figure: hedges, one number or two, a unit, and the same in a second unit.

It is closed: what it does not know, it refuses and says why. Its words are the vocabulary's.
Every place of a phrase is tried once, with a bounded look ahead, so the time is linear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import UnitError
from armsref.model.reading import Figure
from armsref.reading.doubts import Problem
from armsref.reading.ends import End
from armsref.reading.intervals import Intervals
from armsref.reading.leads import is_greatest
from armsref.reading.settled import doubt_of
from armsref.reading.tokens import DASHES

if TYPE_CHECKING:
    from decimal import Decimal

    from armsref.model.reading import Relation
    from armsref.reading.leads import Hedges, Lead
    from armsref.reading.numbers import Number

#: How far the bracket of a second unit may close behind it: "(186 miles; 160 nm)".
LONGEST_BRACKET = 12
#: The relations that hold a number on one side.
BOUNDS = frozenset(["at_least", "more_than", "at_most", "less_than"])


class Part(NamedTuple):
    """Numbers with one unit, as far as a bracket; ``first_also`` is a first end's second unit."""

    figure: Figure
    hedges: tuple[str, ...]
    hedged: bool
    warnings: tuple[str, ...]
    end: int
    spans: tuple[tuple[str, int, int], ...]
    first_also: Figure | None = None


def _naming(hedges: Hedges, in_front: int, *, interval: bool) -> Hedges:
    """Take the bound from a "maximum" in front that only says which value it is.

    "A maximum range of more than 300 km", "of 30 to 40 km": another word, or the interval, says how
    far it is known. Not "at least 300 km maximum", which says two things.
    """
    named = {
        place
        for place, (words, kind) in enumerate(hedges[:in_front])
        if kind == "at_most" and is_greatest(words)
    }
    others = {kind for place, (_, kind) in enumerate(hedges) if place not in named}
    if not interval and not others & {"at_least", "more_than"}:
        return hedges
    return [(words, None if place in named else kind) for place, (words, kind) in enumerate(hedges)]


class Parts(Intervals):
    """Reads hedges, numbers and a unit at a place; its parameters are those of Doubts."""

    #: A bracket holds no bracket: else hostile text would cost more than its length.
    _in_bracket = False

    def _part(self, begin: int) -> Part | None:
        """Read hedges, numbers and a unit; None where no number begins here."""
        lead = self._lead(begin)
        for opened in lead.opened:
            part = self._from_opener(begin, opened)
            if part is not None:
                return part
        return self._from_lead(begin, lead, joins="")

    def _from_opener(self, begin: int, lead: Lead) -> Part | None:
        """Read "between 300 and 700 km"; None where the words open no interval.

        "and" may also stand inside a number: "between two hundred and fifty and ...".
        """
        try:
            part = self._from_lead(begin, lead, joins=lead.opener)
        except Problem:
            part = None
        if part is None or part.figure.relation != "between":
            part = self._from_lead(begin, lead, joins=lead.opener, joined=False)
        if part is not None and part.figure.relation == "between":
            return part
        if part is not None:
            unended = self.lexicon.wording.code == "en" and not lead.also_hedge
            unended = unended and not self._is(part.end, "away")
            if unended:
                message = f"{lead.opener!r} opens an interval that has no end"
                raise self._problem("ambiguous", message, part.end)
        return None

    def _from_lead(self, begin: int, lead: Lead, *, joins: str, joined: bool = True) -> Part | None:
        hedges = list(lead.hedges)
        first = self._end(lead.number_at, hedges, joined=joined)
        if first is None:
            return None
        unit, index = first.unit, first.end
        money = unit is not None and self.lexicon.vocabulary.unit[unit].money
        self._refuse_neighbours(begin, lead.number_at, money=money)
        bounded = any(relation == "at_most" for _, relation in lead.hedges)
        self._refuse_new_value(begin, lead.number_at, bounded=bounded)
        second = self._second_end(first, joins, hedges)
        number = first.number
        warnings = [*number.warnings]
        if second is not None:
            warnings += second.number.warnings
            first, second, unit = self._one_unit(first, second, warnings)
            index = second.end
        if unit is None:
            counted_from = index
            try:
                unit, index = self._counted(index, warnings, one=number.value == 1)
                self._refuse_as_count(begin, lead.number_at, counted_from)
                if number.value < 1 and number.value:
                    said = self.text[self.row[begin].start : self.row[index - 1].end]
                    raise self._problem("ambiguous", f"{said!r} is a part", index)
            except Problem as problem:
                # Nobody hedges a date or a part of a name.
                bare = not hedges and not joins and number.mantissa is None
                problem.stray = problem.stray and bare
                problem.dated = bare and self._is_year(lead.number_at)
                raise
            self._refuse_rate(index)
        elif second is None:
            first, unit, index = self._compound(first, unit, index, warnings)
        index = self._hedges(index, hedges, after=True)
        self._refuse_rest(begin, index)
        if lead.per:
            unit = self._as_speed(unit, lead.per, index)
        self._refuse_loose_hedges(begin, index, unit=unit)
        hedges = _naming(hedges, len(lead.hedges), interval=second is not None)
        ends = (first, second)
        part = self._make((begin, index), ends, unit, hedges, warnings, changed=bool(joins))
        return part._replace(spans=self._spans(begin, lead.number_at, index))

    # ------------------------------------------------------------------ two ends

    def _second_end(self, first: End, opener: str, hedges: Hedges) -> End | None:
        """Read the second number of an interval, if a word or a dash leads to one."""
        index = first.end
        bracket = self._bracket_behind(first) if first.unit else None
        if bracket is not None:
            also, index = bracket
            first = first._replace(also=also)
        joined = self._join(index, opener)
        if joined is None:
            return None
        at, closes = joined
        inner: Hedges = []
        after = self._hedges(at, inner, after=False)
        after = self._skip(after, DASHES) if self._glued_dash(after) else after
        behind: Hedges = []
        second = self._end(after, behind)
        if second is not None and self._is_money(first.unit) and second.unit in (None, "m"):
            scaled = self._money_scale(second.number._replace(end=self._digits_end(after)))
            if scaled.mantissa is not None:
                second = End(scaled, None, scaled.end)  # "£20-30m"
        if second is None or self._differs(first, second):
            return None
        index = self._hedges(second.end, behind, after=True)
        if () not in closes:
            closed = next((e for c in closes if (e := self._words_at(index, c)) is not None), None)
            if closed is None:
                return None
            index = closed
        hedges += inner + behind
        return second._replace(end=index, also=first.also)

    def _bracket_behind(self, first: End) -> tuple[Figure, int] | None:
        """Read "(186 miles)" behind the first of two ends; never a bracket in a bracket."""
        row = self.row
        if self._in_bracket or first.end >= len(row) or row[first.end].norm not in "([":
            return None
        self._in_bracket = True
        try:
            inner = self._part(first.end + 1)
        except (Problem, UnitError):
            return None
        finally:
            self._in_bracket = False
        if inner is None or first.unit is None or inner.figure.relation != "exactly":
            return None
        if not self._is_second(first.unit, inner.figure.unit):
            return None
        closed = self._closed(inner.end)
        if closed is None or not any(self._join(closed, o) for o in self.lexicon.joins):
            return None
        return inner.figure, closed

    def _closed(self, index: int) -> int | None:
        """Return the index behind a bracket that closes near; None where it does not."""
        row = self.row
        if index < len(row) and row[index].norm not in ".)];,/–-":
            return None
        for at in range(index, min(index + LONGEST_BRACKET, len(row))):
            if row[at].norm in ")]":
                return at + 1
        return None

    def _is_second(self, unit: str, inner: str) -> bool:
        return unit != inner and self._same_dimension(unit, inner)

    # ------------------------------------------------------------------ the whole

    def _make(
        self,
        span: tuple[int, int],
        ends: tuple[End, End | None],
        unit: str,
        hedges: Hedges,
        warnings: list[str],
        *,
        changed: bool,
    ) -> Part:
        """Put the pieces together: the relation, the ends, what to say of them."""
        begin, end = span
        first, second = ends[0].number, ends[1].number if ends[1] else None
        relations = {relation for _, relation in hedges if relation}
        bounds = relations & BOUNDS
        seen = self.text[self.row[begin].start : self.row[end - 1].end]
        relation, low, high = self._relation(first, second, relations, seen, end)
        if second is not None and self._changed(begin, end, opened=changed):
            raise self._problem("ambiguous", "an old and a new value are no interval", end)
        if second is not None and second.value < first.value:
            low, high = high, low
            warnings.append("the interval is printed in descending order")
        thousands = second is not None and second.value >= 1000 and second.value % 100 == 0
        small = second is not None and 50 * first.value <= second.value
        if small and (first.value < 10 or (thousands and first.value < 100)):
            warnings.append(f"{seen!r} may leave out the zeros of its first number")
        if second is not None and bounds:
            warnings.append(f"{seen!r} bounds an interval: only its ends are kept")
        choices = self.lexicon.vocabulary.unit[unit].choices
        if choices:
            warnings.append(f"{doubt_of(unit)} {', '.join(choices)}; it is not converted")
        approximate = "about" in relations
        figure = Figure(relation=relation, approximate=approximate, low=low, high=high, unit=unit)
        words = tuple(text for text, _ in hedges)
        also = ends[1].also if ends[1] else None
        return Part(figure, words, bool(relations), tuple(warnings), end, (), also)

    def _relation(
        self, first: Number, second: Number | None, relations: set[Relation], seen: str, end: int
    ) -> tuple[Relation, Decimal | None, Decimal | None]:
        """Return the relation and its ends; a bound beats "about"."""
        bounds = relations & BOUNDS
        if second is not None:
            if first.order or second.order:
                raise self._problem("ambiguous", "an order of magnitude has no interval", end)
            # "up to 300-500 km" bounds both ends the same way; a floor and a ceiling do not.
            if len({bound in ("at_most", "less_than") for bound in bounds}) > 1:
                raise self._problem("contradiction", f"{seen!r} is bounded in two ways", end)
            return "between", first.value, second.value
        if bounds in ({"at_least", "more_than"}, {"at_most", "less_than"}):
            bounds -= {"at_least", "at_most"}  # "at least more than 300 km"
        if bounds and first.order and first.mantissa is not None:
            first = first._replace(order=False)  # "up to a thousand", not "thousands"
        if len(bounds) > 1 or (bounds and first.order):
            raise self._problem("contradiction", f"{seen!r} is bounded in two ways", end)
        if first.order:
            return "order_of", first.value, None
        if bounds:
            relation = next(iter(bounds))
            upper = relation in ("at_most", "less_than")
            return relation, None if upper else first.value, first.value if upper else None
        return "about" if "about" in relations else "exactly", first.value, first.value

    def _spans(self, begin: int, number: int, end: int) -> tuple[tuple[str, int, int], ...]:
        """Return where the hedges in front and the numbers with their unit stand."""
        row = self.row
        words = (row[number].start, row[end - 1].end)
        spans = [("hedge", row[begin].start, row[number - 1].end)] if number > begin else []
        return (*spans, ("numbers", *words))
