"""The nouns that are counted: "400 highly accurate ballistic missiles"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.reading.doubts import Doubts
from armsref.reading.scripts import is_unspaced, normal
from armsref.reading.tokens import IGNORED_MARKS, QUOTES

_HYPHENS = frozenset("-‐‑")
if TYPE_CHECKING:
    from armsref.reading.tokens import Token

#: How many tokens may stand between a number and the noun it counts, in English.
_COUNTED_GAP = 9
#: In other languages no list says which words these may be.
_COUNTED_GAP_ELSEWHERE = 4


class Counting(Doubts):
    """Reads counted nouns; its parameters are those of :class:`Doubts`."""

    def _counted(self, index: int, warnings: list[str], *, one: bool) -> tuple[str, int]:
        """Read the noun that is counted, over the words that may stand before it.

        ``one`` lets a singular be counted: "one Shahed drone".
        """
        english = self.lexicon.wording.code == "en"
        if english:
            found = self._counted_in_english(index, warnings, one=one)
        else:
            found = self._counted_elsewhere(index)
        if found is not None:
            return found
        near = f": {self.row[index].text!r}" if index < len(self.row) else ""
        message = f"no unit of the vocabulary beside the number{near}"
        raise self._problem("unknown-unit", message, index, stray=True)

    def _counted_in_english(
        self, index: int, warnings: list[str], *, one: bool
    ) -> tuple[str, int] | None:
        """Return the first plural noun behind the number; an unknown one counts items."""
        if index < len(self.row) and self.row[index].text in _HYPHENS:
            return self._hyphenated(index + 1)
        for at in range(index, min(index + _COUNTED_GAP, len(self.row))):
            token = self.row[at]
            match = self.lexicon.units.at(self.row, at)
            if match is not None and (one or self._is_plural(at, match.end)):
                symbol = match.value.symbol
                owner = match.end < len(self.row) and self.row[match.end].text in "’'"
                if self.lexicon.vocabulary.unit[symbol].counted and not owner:
                    same = self.row[match.end - 1].norm == normal(self.row[match.end - 1].text)
                    if same and self._is_noun(match.end):  # "30 aircraft carriers"
                        continue
                    return self._counted_together(symbol, match.end)
                return None
            if self._is_unknown_plural(at):
                warnings.append(f"{token.text!r} are counted as items")
                return "item", at + 1
            if not self._may_modify(at):
                return None
        return None

    def _is_noun(self, index: int) -> bool:
        """Tell whether a plural noun begins here."""
        match = self.lexicon.units.at(self.row, index)
        known = match is not None and self._is_plural(index, match.end)
        return known or self._is_unknown_plural(index)

    def _hyphenated(self, index: int) -> tuple[str, int] | None:
        """Read "a 40-drone swarm", not "two-stage missiles" or "one-third of the missiles"."""
        match = self.lexicon.units.at(self.row, index)
        if match is None or not self.lexicon.vocabulary.unit[match.value.symbol].counted:
            return None
        return match.value.symbol, match.end

    def _may_modify(self, index: int) -> bool:
        """Tell whether a word may stand between a number and the noun that it counts."""
        token = self.row[index]
        if token.kind == "designation" or token.text in IGNORED_MARKS or self._quoted(index):
            return True
        if token.kind == "word":
            return self._is_modifier(index)
        before = self.row[index - 1]
        if token.kind == "number":  # "Switchblade 600", "Shahed-136/131", "155mm shells"
            calibre = index + 1 < len(self.row) and self.row[index + 1].norm in ("mm", "-")
            return (
                calibre
                or before.text == "/"
                or (before.kind == "word" and before.text[:1].isupper())
            )
        if token.text == ".":  # "201 U.S. aircraft"
            return len(before.text) == 1 and before.text.isupper()
        return token.text == "/" and before.kind == "designation"

    def _is_modifier(self, index: int) -> bool:
        token = self.row[index]
        if self.numbers.is_number_word(token):  # "400 one-way attack drones"
            return index + 1 < len(self.row) and self.row[index + 1].text in _HYPHENS
        other = self.lexicon.other_things.at(self.row, index) and token.norm != normal(token.text)
        if other or token.norm in self.lexicon.calendar:
            return False
        known = token.norm in self.lexicon.counted_modifiers
        return known or not self.lexicon.stops.at(self.row, index)

    def _is_unknown_plural(self, index: int) -> bool:
        """Tell a plural that no unit covers: "devices", "Lancets", "M270s"."""
        if index >= len(self.row):
            return False
        token = self.row[index]
        if token.norm in self.lexicon.counted_modifiers or self.lexicon.units.at(self.row, index):
            return False
        if token.kind == "designation":
            return len(token.text) > 3 and token.text.endswith("s")
        if token.kind != "word" or token.norm == normal(token.text) or len(token.text) < 4:
            return False
        other = self.lexicon.other_things.at(self.row, index)
        follows = index + 1 < len(self.row) and self.row[index + 1].text in "’'"
        return other is None and not follows and self.lexicon.stops.at(self.row, index) is None

    def _counted_elsewhere(self, index: int) -> tuple[str, int] | None:
        if index < len(self.row) and self._is_ordinal(index):
            return None
        words = 0
        for at in range(index, len(self.row)):
            token = self.row[at]
            words += token.text not in IGNORED_MARKS
            if words > _COUNTED_GAP_ELSEWHERE or at > index + 2 * _COUNTED_GAP_ELSEWHERE:
                break
            match = self.lexicon.units.at(self.row, at)
            if match is not None and self.lexicon.vocabulary.unit[match.value.symbol].counted:
                return match.value.symbol, match.end
            tail = self._noun_of(at)
            if tail is not None:
                return tail, at + 1
            if match is not None or not self._may_modify_elsewhere(token):
                break
        return None

    def _may_modify_elsewhere(self, token: Token) -> bool:
        """Tell whether a word may stand between a number and its noun in another language.

        A number word may not ("deux douzaines de missiles"), and where nothing parts words a
        character between may be a part of the number ("十数発").
        """
        if token.text in IGNORED_MARKS or token.kind == "designation":
            return True
        numeral = self.numbers.is_number_word(token) or self.numbers.is_bare_scale(token)
        joins = token.norm in self.lexicon.words.numbers.joiners
        return token.kind == "word" and not (numeral or joins or is_unspaced(token.text))

    def _is_ordinal(self, index: int) -> bool:
        """Tell "200-я ракета" from a count."""
        after = self.row[index + 1] if index + 1 < len(self.row) else None
        glued = self.row[index].text in _HYPHENS and index > 0
        glued = glued and self.row[index - 1].end == self.row[index].start
        return glued and after is not None and after.kind == "word" and len(after.text) <= 3

    def _noun_of(self, index: int) -> str | None:
        """Return what "Shahed-136-Drohnen" counts: the noun behind the last hyphen."""
        token = self.row[index]
        if token.kind != "designation" or "-" not in token.text:
            return None
        noun = self.lexicon.row(token.text.rpartition("-")[2])
        match = self.lexicon.units.at(noun, 0) if len(noun) == 1 else None
        counted = match is not None and self.lexicon.vocabulary.unit[match.value.symbol].counted
        return match.value.symbol if match is not None and counted else None

    def _counted_together(self, symbol: str, end: int) -> tuple[str, int]:
        """Take "missiles and attack drones" as one count of items."""
        if not self._is(end, "and") and not self._is(end, "or"):
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
        one = self.row[start - 1].norm in ("one", "1", "a")
        same = ("them", "these", "those", "aircraft", "uas", "howitzer")
        return one or last.norm != normal(last.text) or last.norm in same

    def _quoted(self, index: int) -> bool:
        """Tell whether a word stands between quotation marks that both are near."""
        before = any(t.text in QUOTES for t in self.row[max(0, index - 3) : index])
        after = any(t.text in QUOTES for t in self.row[index + 1 : index + 4])
        return before and after
