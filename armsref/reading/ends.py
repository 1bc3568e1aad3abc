"""One end of a figure: a number with its currency, its Mach, its unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from armsref.reading.halves import plain
from armsref.reading.leads import Hedges, Leads
from armsref.reading.numbers import Number
from armsref.reading.scripts import normal
from armsref.reading.tokens import DASHES

if TYPE_CHECKING:
    from armsref.model.reading import Figure

#: "2 h 30 min": the smaller unit that may follow, and how many of it make one.
_SMALLER = {"h": ("min", 60), "min": ("s", 60), "ft": ("in", 12)}
#: Letters that scale an amount of money: "$35k", "€2.5bn".
_MONEY_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mm": 10**6,
    "mil": 10**6,
    "mio": 10**6,
    "cr": 10**7,
    "b": 10**9,
    "bn": 10**9,
    "t": 10**12,
}


class End(NamedTuple):
    """One end of a figure: its number, its unit if one stands beside it, its second unit."""

    number: Number
    unit: str | None
    end: int
    also: Figure | None = None


class Ends(Leads):
    """Reads one end of a figure; its parameters are those of Doubts."""

    def _end(
        self,
        index: int,
        hedges: Hedges,
        *,
        joined: bool = True,
    ) -> End | None:
        """Read a number with what stands directly around it: currency, Mach, unit."""
        before = self._unit_in_front(index)
        at = before[1] if before else index
        number = self._number(at, joined=joined)
        if number is None and hedges:
            number = self._one(at)
        if number is None:
            return None
        if before and self.lexicon.vocabulary.unit[before[0]].money:
            number = self._money_scale(number)
        if number.about:
            words = self.text[self.row[at].start : self.row[number.end - 1].end]
            hedges.append((words, "about"))
        if before is None:
            number = self._thousands(number)
        end = self._hedges_inside(number.end, hedges)
        if before is not None:
            dash = end < len(self.row) and self.row[end].text in DASHES
            again = (None, end) if dash else self._unit(end)  # "$20,000-$50,000"
            same = again[0] is not None and (
                again[0] == before[0] or self.lexicon.vocabulary.unit[again[0]].money
            )
            end = again[1] if same else end
            if same and again[0] is not None and self.row[index].text == "$":
                before = (again[0], before[1])  # "$20 million AUD"
            if before[0] == "Mach":  # "音速の5倍"
                times = self.lexicon.times.at(self.row, end)
                end = self._hedges(times.end if times else end, hedges, after=True)
            return End(number, before[0], end)
        of = number.order or number.about or number.mantissa is not None
        of = (of or bool(self.lexicon.words.partitives)) and self._is_partitive(end)
        if of and self.lexicon.units.at(self.row, end + 1) is not None:
            end += 1  # "hundreds of kilometres"
        unit, end = self._unit(end)
        if unit is not None:
            half = self.numbers.half_behind(self.row, end)
            if half is not None and self._unit(half)[0] is None:
                value, end = number.value + Decimal("0.5"), half  # "3 metri și jumătate"
                number = number._replace(value=value)
            self._ending_hedge(end, hedges)
            end = self._gloss(end)
            end = self._hedges(end, hedges, after=True)
        return End(number, unit, end)

    def _ending_hedge(self, end: int, hedges: Hedges) -> None:
        """Read the bound that an ending of the unit is: "5 kilométerig"."""
        word = normal(self.row[end - 1].text)
        if self.lexicon.units.is_plain(word):
            return
        for ending, relation in self.lexicon.hedge_endings.items():
            if word.endswith(ending):
                hedges.append((ending, relation))
                return

    def _gloss(self, index: int) -> int:
        """Step over a unit that is printed again in brackets: "8t(톤)"."""
        if not self._is(index, "("):
            return index
        again = self.lexicon.units.at(self.row, index + 1)
        closed = again is not None and self._is(again.end, ")")
        return again.end + 1 if again is not None and closed else index

    def _one(self, index: int) -> Number | None:
        """Read "over a tonne", "almost an hour": behind a hedge the article is a number."""
        if not (self._is(index, "a") or self._is(index, "an")):
            return None
        unit = self.lexicon.units.at(self.row, index + 1)
        if unit is None or self.lexicon.vocabulary.unit[unit.value.symbol].counted:
            return None
        return Number(Decimal(1), index + 1)

    def _is_partitive(self, index: int) -> bool:
        return index < len(self.row) and (
            self.row[index].norm == "of" or self.row[index].norm in self.lexicon.words.partitives
        )

    def _number(self, index: int, *, joined: bool = True) -> Number | None:
        try:
            return self.numbers.at(self.row, index, joined=joined)
        except ValueError as error:
            raise self._problem("unknown-number", f"{error} is no number", index + 1) from error

    def _unit_in_front(self, index: int) -> tuple[str, int] | None:
        """Read "Mach" or a currency in front of a number."""
        match = self.lexicon.units.at(self.row, index)
        if match is None:
            return None
        symbol = match.value.symbol
        sign, before = self.row[index], self.row[index - 1] if index else None
        if sign.text == "$" and before and before.end == sign.start and before.kind == "word":
            said = f"{before.text}{sign.text}"
            raise self._problem("unknown-unit", f"{said!r} is no currency known", match.end)
        if match.value.exact not in (None, sign.text) or not self._is_currency(index, match.end):
            return None
        if symbol != "Mach" and not self.lexicon.vocabulary.unit[symbol].money:
            return None
        # "Mach-5"; a dash behind a currency is a sign.
        at = self._skip(match.end, DASHES) if symbol == "Mach" else match.end
        if at < len(self.row) and self.row[at].kind in ("number", "word"):
            return symbol, at
        return None

    def _is_currency(self, index: int, end: int) -> bool:
        """Tell "A$5" from "a $5 contract": the letters are glued, or the two of "US $"."""
        letters, sign = self.row[index], self.row[end - 1]
        if end - index < 2 or sign.text != "$":
            return True
        glued = letters.end == sign.start
        return (letters.text.isupper() and (glued or len(letters.text) > 1)) or (
            glued and not letters.text.islower()
        )

    def _thousands(self, number: Number) -> Number:
        """Read "10k drones"."""
        at = number.end
        glued = at < len(self.row) and self.row[at].start == self.row[at - 1].end
        if glued and self.row[at].norm == "k" and number.mantissa is None:
            value = plain(number.value * 1000)
            return number._replace(value=value, end=at + 1, mantissa=number.value)
        return number

    def _money_scale(self, number: Number) -> Number:
        """Read the letter behind "$35k" and "€2.5bn"."""
        at = number.end
        if at < len(self.row) and number.mantissa is None:
            scale = _MONEY_SCALES.get(normal(self.row[at].text))
            if scale is not None:
                value = (number.value * scale).normalize()
                value = value.quantize(1) if value == value.to_integral_value() else value
                return number._replace(value=value, end=at + 1, mantissa=number.value)
            if self.row[at].kind == "word" and self.row[at].start == self.row[at - 1].end:
                said = f"{self.row[at - 1].text}{self.row[at].text}"
                raise self._problem("unknown-number", f"{said!r} is no number", at + 1)
        return number

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
        if word.text in self.lexicon.vocabulary.joining.other_symbols:
            raise self._problem("unknown-unit", f"{word.text!r} is no unit known", match.end)
        self._refuse_unit(index, match.end, symbol, glued=glued)
        if not self.lexicon.vocabulary.unit[symbol].money:
            self._refuse_rate(match.end)
        return symbol, match.end

    def _compound(
        self, first: End, unit: str, index: int, warnings: list[str]
    ) -> tuple[End, str, int]:
        """Read "2 h 30 min" as minutes, and say so."""
        smaller = _SMALLER.get(unit)
        number = first.number
        if smaller is None or number.value != number.value.to_integral_value() or number.order:
            return first, unit, index
        at = index + 1 if self._is(index, "and") else index
        more = self._number(at) if at < len(self.row) and self.row[at].kind == "number" else None
        found = self._unit(more.end) if more is not None else (None, index)
        if more is not None and unit == "h" and found[0] == "m":
            found = ("min", found[1])  # "1h 20m"
        if more is not None and unit == "ft" and self._is(more.end, "in"):
            found = ("in", more.end + 1)  # elsewhere "in" is no unit
        if more is None or found[0] != smaller[0] or more.value >= smaller[1]:
            return first, unit, index
        value = number.value * smaller[1] + more.value
        warnings.append(f"read as {value:f} {smaller[0]}")
        whole = number._replace(value=value, end=more.end)
        return End(whole, smaller[0], found[1]), smaller[0], found[1]

    def _as_speed(self, unit: str, per: str, index: int) -> str:
        """Return the unit of a speed whose "per hour" stands in front of the number."""
        unit = "km" if unit == "kilo" else unit
        speed = {"mi/h": "mph", "nmi/h": "kn"}.get(f"{unit}/{per}", f"{unit}/{per}")
        if unit == speed or "/" in unit or unit in ("mph", "kn"):
            return unit
        if speed not in self.lexicon.vocabulary.unit:
            raise self._problem("unknown-unit", f"{unit} per {per} is no unit", index)
        return speed
