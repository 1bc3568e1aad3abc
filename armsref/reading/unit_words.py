"""Unit words, with the endings and prefixes that a language glues to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.reading.phrase_table import Match, Phrases
from armsref.reading.scripts import normal
from armsref.reading.tokens import singular, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from armsref.reading.tokens import Token


class UnitWord(NamedTuple):
    """A unit's symbol, and whether the printed word must keep its case ("m", not "M")."""

    symbol: str
    exact: str | None


def _keeps_case(word: str, symbol: str) -> bool:
    """Tell whether a word must keep its case: "m" is not "M", nor "all" the Albanian lek."""
    code = word == symbol and len(word) == 3 and word.isupper()
    return code or (len(word) == 1 and word.isalpha())


class Units:
    """Unit words; a full name may have an ending of its language ("kilometrelik", "km'ye")."""

    #: Shorter words with letters behind them are other words.
    _SHORTEST_STEM = 4
    _LONGEST_ENDING = 6

    def __init__(
        self,
        words: Mapping[str, Iterable[str]],
        endings: Iterable[str] = (),
        prefixes: Iterable[str] = (),
        *,
        plain: Iterable[str] = (),
        fold: bool = True,
    ) -> None:
        pairs = [
            (word, UnitWord(symbol, word if _keeps_case(word, symbol) else None))
            for symbol, printed in words.items()
            for word in printed
        ]
        #: Units that take no ending: "ракетных ударов" are no missiles.
        self._plain = frozenset(plain)
        self._phrases = Phrases(pairs, fold=fold)
        self._endings = frozenset(normal(ending) for ending in endings)
        self._prefixes = tuple(normal(prefix) for prefix in prefixes)
        single = ((words_of(word, fold=fold), found) for word, found in pairs)
        self._stems = {w[0]: f for w, f in single if len(w) == 1 and f.exact is None}

    def at(self, row: Sequence[Token], index: int) -> Match[UnitWord] | None:
        """Return the longest unit word that begins at a token."""
        match = (
            self._phrases.at(row, index)
            or self._with_ending(row, index)
            or self._with_prefix(row, index)
        )
        if match is None or not self._endings:
            return match
        # A suffix behind an apostrophe or a colon: "km'ye", "km:n".
        end = match.end
        mark = end + 1 < len(row) and row[end].text in "'’:" and row[end].start == row[end - 1].end
        if mark and normal(row[end + 1].text) in self._endings:
            return Match(match.value, end + 2)
        return match

    def is_plain(self, word: str) -> bool:
        """Tell whether a word is a unit's as it stands, without an ending."""
        return word in self._stems

    def _with_ending(self, row: Sequence[Token], index: int) -> Match[UnitWord] | None:
        if not self._endings or index >= len(row) or row[index].kind != "word":
            return None
        word = normal(row[index].text)
        for cut in range(1, min(self._LONGEST_ENDING, len(word) - self._SHORTEST_STEM) + 1):
            stem, ending = word[:-cut], word[-cut:]
            found = self._stems.get(stem) or self._stems.get(singular(stem))
            if found is not None and found.symbol in self._plain:
                return None
            if found is not None and ending in self._endings:
                return Match(found, index + 1)
        return None

    def _with_prefix(self, row: Sequence[Token], index: int) -> Match[UnitWord] | None:
        """Read "الطائرات" as "طائرات": the article is glued to the noun."""
        if not self._prefixes or index >= len(row) or row[index].kind != "word":
            return None
        word = normal(row[index].text)
        for prefix in self._prefixes:
            found = self._stems.get(word[len(prefix) :]) if word.startswith(prefix) else None
            if found is not None and len(word) - len(prefix) >= self._SHORTEST_STEM - 1:
                return Match(found, index + 1)
        return None
