"""All figures of a row of tokens, each with its second unit: "300 km (186 miles)"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.model.reading import Figure
from armsref.reading.doubts import Problem
from armsref.reading.figures import BOUNDS, LONGEST_BRACKET, Part, Parts
from armsref.reading.settled import settled, without_doubt
from armsref.reading.slips import compare
from armsref.reading.units import dimension

if TYPE_CHECKING:
    from armsref.reading.leads import Hedges

#: The words between a figure and its second unit: "a 50 kg high-explosive warhead (110 lb)".
_LONGEST_NOUN = 3


class Found(NamedTuple):
    """A figure in a text: the figure, its hedges, the second unit's, warnings, its spans."""

    figure: Figure
    hedges: tuple[str, ...]
    also: Figure | None
    warnings: tuple[str, ...]
    start: int
    end: int
    parts: tuple[tuple[str, int, int], ...] = ()


class Grammar(Parts):
    """Finds the figures of a row of tokens; its parameters are those of Doubts."""

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

    def _with_second_unit(self, begin: int, part: Part) -> tuple[Found, int]:
        """Add the figure in brackets, behind a slash or behind "or", if it is the same quantity."""
        index, also, warnings, parts = part.end, None, list(part.warnings), part.spans
        figure, second = part.figure, self._second_unit(part)
        if second is not None:
            inner, at, index = second
            also = _like(inner, part)
            warnings += inner.warnings
            figure, also = self._settled(figure, also, warnings)
            if self._comparable(figure, also):
                warnings += compare(figure, also)
            parts = (*parts, ("also", self.row[at].start, self.row[inner.end - 1].end))
        hedges = part.hedges + (second[0].hedges if second else ())
        behind: Hedges = []
        said_again = index if second is not None else self._said_again(part)
        bounded = self._hedges(said_again, behind, after=True) if said_again else index
        if behind:
            index = bounded
            figure, also = self._bounded(figure, also, behind, index)
            hedges += tuple(words for words, _ in behind)
        start, end = self.row[begin].start, self.row[index - 1].end
        return Found(figure, hedges, also, tuple(warnings), start, end, parts), index

    def _settled(self, figure: Figure, also: Figure, warnings: list[str]) -> tuple[Figure, Figure]:
        """Let each unit settle the other's size; its doubt is dropped from the warnings."""
        both = (settled(figure, also, self.lexicon), settled(also, figure, self.lexicon))
        for before, after in zip((figure, also), both, strict=True):
            if before.unit != after.unit:
                warnings[:] = without_doubt(warnings, before.unit)
        return both

    def _said_again(self, part: Part) -> int:
        """Return the index behind a bracket that repeats the number; 0 where there is none.

        "マッハ20(音速の20倍)を超える": the bound behind the bracket is the figure's.
        """
        row = self.row
        if part.end >= len(row) or row[part.end].norm != "(":
            return 0
        numbers = [f"{number:f}" for number in part.figure.numbers]
        for at in range(part.end + 1, min(part.end + LONGEST_BRACKET, len(row))):
            if row[at].norm == ")":
                return at + 1 if not numbers else 0
            if row[at].kind == "number" and row[at].norm in numbers:
                numbers.remove(row[at].norm)
        return 0

    def _bounded(
        self, figure: Figure, also: Figure | None, behind: Hedges, index: int
    ) -> tuple[Figure, Figure | None]:
        """Apply the words behind a second unit to both: "300 km (186 miles) or more"."""
        relations = {relation for _, relation in behind if relation}
        if not relations:
            return figure, also
        both = [each for each in (figure, also) if each is not None]
        if len(relations) > 1 or {each.relation for each in both} - {"exactly", "about"}:
            raise self._problem("contradiction", "a bound stands behind the second unit", index)
        relation = relations.pop()
        upper, lower = relation in ("at_most", "less_than"), relation in ("at_least", "more_than")
        bounded = [
            Figure(
                relation=relation,
                approximate=each.approximate or relation == "about",
                low=None if upper else each.low,
                high=None if lower else each.high,
                unit=each.unit,
            )
            for each in both
        ]
        return bounded[0], bounded[1] if also is not None else None

    def _second_unit(self, part: Part) -> tuple[Part, int, int] | None:
        """Return the second unit's part, where it begins, and the index behind its bracket."""
        at = self._opens_second(part.end)
        if at is None:
            return self._second_behind_noun(part)
        self._restated = True
        try:
            inner = self._part_alike(at, part)
        except Problem:
            return None
        finally:
            self._restated = False
        if inner is None:
            return None
        again = inner.figure.unit == part.figure.unit
        again = again and inner.figure.numbers == part.figure.numbers
        if not again and not self._is_second(part.figure.unit, inner.figure.unit):
            return None
        if not any(t.norm in "([" for t in self.row[part.end : at]):
            return inner, at, inner.end
        closed = self._closed(inner.end)
        return None if closed is None else (inner, at, closed)

    def _second_behind_noun(self, part: Part) -> tuple[Part, int, int] | None:
        """Read "a 50 kg warhead (110 lb)": the same quantity, if the two agree."""
        row = self.row
        at = part.end
        while at < len(row) and at - part.end < _LONGEST_NOUN and row[at].kind == "word":
            at += 1
        if at == part.end or at >= len(row) or row[at].norm != "(":
            return None
        try:
            inner = self._part(at + 1)
        except Problem:
            return None
        if inner is None or not self._is_second(part.figure.unit, inner.figure.unit):
            return None
        also = _like(inner, part)
        agree = self._comparable(part.figure, also) and not compare(part.figure, also)
        closed = self._closed(inner.end) if agree else None
        return None if closed is None else (inner, at + 1, closed)

    def _part_alike(self, at: int, part: Part) -> Part | None:
        """Read "(300 and 360 miles)" as an interval where the first unit's is one."""
        if part.figure.relation == "between":
            try:
                inner = self._from_lead(at, self._lead(at), joins="between", joined=False)
            except Problem:
                inner = None
            if inner is not None and inner.figure.relation == "between":
                return inner
        return self._part(at)

    def _opens_second(self, index: int) -> int | None:
        """Return where a second unit may begin: behind a bracket, a slash, "which is"."""
        if index < len(self.row) and self.row[index].norm in "([/":
            match = self.lexicon.restatements.at(self.row, index + 1)  # "(or 186 miles)"
            return match.end if match is not None else index + 1
        match = self.lexicon.restatements.at(self.row, index)
        return match.end if match is not None else None

    def _comparable(self, figure: Figure, also: Figure) -> bool:
        units = self.lexicon.vocabulary.unit
        if any(units[f.unit].choices or units[f.unit].money for f in (figure, also)):
            return False
        return dimension(figure.unit) == dimension(also.unit)


def _like(inner: Part, main: Part) -> Figure:
    """Give a second figure without hedges of its own the relation of the first."""
    figure, like = inner.figure, main.figure
    approximate = figure.approximate or like.approximate
    if main.first_also is not None and figure.relation == "exactly":
        low, high = sorted((*main.first_also.numbers, *figure.numbers))
        return Figure(
            relation="between", approximate=approximate, low=low, high=high, unit=figure.unit
        )
    if figure.relation == like.relation:
        return figure.model_copy(update={"approximate": approximate})
    # "up to 500 km (about 300 miles)": the second number is rounded, and as bounded as the first.
    rounded = figure.relation == "about" and like.relation in BOUNDS
    plain = figure.relation == "exactly" and not inner.hedged
    if not (rounded or plain) or like.relation in ("between", "order_of"):
        return figure
    return Figure(
        relation=like.relation,
        approximate=approximate,
        low=figure.low if like.low is not None else None,
        high=figure.high if like.high is not None else None,
        unit=figure.unit,
    )
