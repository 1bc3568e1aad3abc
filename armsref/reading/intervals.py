"""The two ends of an interval: what joins them, and the one unit and scale of both."""

from __future__ import annotations

from armsref.reading.ends import End, Ends
from armsref.reading.halves import plain
from armsref.reading.tokens import DASHES, INTERVAL_MARKS
from armsref.reading.units import convert, dimension


class Intervals(Ends):
    """Joins two ends; its parameters are those of Doubts."""

    def _join(self, index: int, opener: str) -> tuple[int, tuple[tuple[str, ...], ...]] | None:
        """Read what joins two ends: a dash, or a word of the language."""
        row = self.row
        for at in (index, self._skip(index, DASHES)):
            phrases = self.lexicon.joins.get(opener)
            match = phrases.at(row, at) if phrases is not None else None
            if match is None and opener not in ("", "between"):
                match = self.lexicon.joins[""].at(row, at)
            if match is not None:
                end = match.end
                return self._skip(end, DASHES) if self._glued_dash(end) else end, match.value
        if index < len(row) and row[index].norm in INTERVAL_MARKS:
            return index + 1, ((),)
        return None

    def _words_at(self, index: int, words: tuple[str, ...]) -> int | None:
        for word in words:
            if not self._is(index, word):
                return None
            index += 1
        return index

    def _is_money(self, unit: str | None) -> bool:
        return unit is not None and self.lexicon.vocabulary.unit[unit].money

    def _digits_end(self, index: int) -> int:
        """Return the index behind a number in digits."""
        return index + 1 if index < len(self.row) and self.row[index].kind == "number" else index

    def _differs(self, first: End, second: End) -> bool:
        """Tell whether the two numbers are of two things: "300 km to 2 tonnes"."""
        if first.unit is None or second.unit is None or first.unit == second.unit:
            english = self.lexicon.wording.code == "en"
            in_front = first.unit == "Mach" or self._is_money(first.unit)
            alone = first.unit is not None and second.unit is None
            return alone and not english and not in_front
        return not self._same_dimension(first.unit, second.unit)

    def _same_dimension(self, one: str, other: str) -> bool:
        units = self.lexicon.vocabulary.unit
        if units[one].money and units[other].money:
            return True
        if units[one].counted or units[other].counted:
            return False
        kinds = [{dimension(c) for c in units[u].choices or (u,)} for u in (one, other)]
        speeds = {"[mach]", dimension("km/h")}
        return bool(kinds[0] & kinds[1]) or kinds[0] | kinds[1] == speeds

    def _one_unit(
        self, first: End, second: End, warnings: list[str]
    ) -> tuple[End, End, str | None]:
        """Give both ends one unit and one scale: "2-3 thousand km", "500 m to 2 km"."""
        one, other = first.number, second.number
        if (
            other.mantissa is not None
            and one.mantissa is None
            and not one.order
            and one.value < 10 * other.mantissa
            and not (one.value > other.mantissa and one.value >= 100)
            and (first.unit is None or self.lexicon.vocabulary.unit[first.unit].money)
        ):
            scaled = plain(one.value * (other.value / other.mantissa))
            first = first._replace(number=one._replace(value=scaled))
        if first.unit is not None and second.unit is None:
            if self.lexicon.vocabulary.unit[first.unit].money or first.unit == "Mach":
                return first, second, first.unit
            raise self._problem("ambiguous", "the second number has no unit", second.end)
        if first.unit is None or first.unit == second.unit:
            return first, second, second.unit
        return self._converted(first, second, warnings)

    def _converted(
        self, first: End, second: End, warnings: list[str]
    ) -> tuple[End, End, str | None]:
        if first.unit is None or second.unit is None:
            return first, second, second.unit
        units = self.lexicon.vocabulary.unit
        sure = not units[first.unit].choices and not units[second.unit].choices
        if sure and dimension(first.unit) == dimension(second.unit):
            value = convert(first.number.value, first.unit, second.unit)
            if len(value.normalize().as_tuple().digits) <= 6:
                said = f"{first.number.value:,f} {first.unit} is read as {plain(value):f}"
                warnings.append(f"{said} {second.unit}")
                number = first.number._replace(value=plain(value))
                return first._replace(number=number, unit=second.unit), second, second.unit
        raise self._problem("contradiction", "the two ends have two units", second.end)
