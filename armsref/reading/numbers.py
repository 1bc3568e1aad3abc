"""Numbers in digits, in words and in both, with the digits kept as printed."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from armsref.reading.digits import digits_value
from armsref.reading.halves import and_a_half, plain, sign_fraction, slashed_fraction
from armsref.reading.number_words import HYPHENS, Piece, Table, number_of
from armsref.reading.scripts import is_unspaced, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.reading.languages import Wording
    from armsref.reading.tokens import Token

#: The longest number in words, in tokens; without an end hostile text would cost its square.
_LONGEST = 16
#: The longest glued number word ("fünfhundertfünfundzwanzig"), in letters.
_LONGEST_WORD = 40
#: "and a half" behind one of these is half of it; "a hundred and a half" is anybody's guess.
_HALVED = frozenset(map(Decimal, (12, 10**6, 10**9)))


class Number(NamedTuple):
    """A number: value with its digits, index one past its last token, what to say of it.

    ``order`` is True for "hundreds": the value is the size of the word. ``mantissa`` is the
    number in front of a scale word ("2" of "2 thousand"), None where there is none; ``about``
    is True for "vingtaine", which is a number and a hedge.
    """

    value: Decimal
    end: int
    order: bool = False
    warnings: tuple[str, ...] = ()
    mantissa: Decimal | None = None
    about: bool = False


class NumberWords:
    """Reads the numbers of one language.

    Parameters
    ----------
    wording : Wording
        Its number words, scale words, order words, and the signs between digits.
    """

    def __init__(self, wording: Wording) -> None:
        numbers = wording.words.numbers
        self.signs = wording.signs
        self._words = Table(numbers.words)
        self._scales = Table(numbers.scales)
        self._orders = Table(numbers.orders)
        self._about = Table(numbers.about)
        self._half_more = frozenset(map(normal, numbers.half_more))
        self._prefixes = tuple(normal(prefix) for prefix in wording.words.prefixes)
        self._joiners = frozenset(map(normal, numbers.joiners))
        #: English says "a hundred", never "hundred"; most others do.
        self._bare_scales = wording.code != "en"

    def is_number_word(self, token: Token) -> bool:
        """Tell whether a token alone is a number word or scales one."""
        word = normal(token.text)
        return word in self._words.single or word in self._scales.single

    def is_bare_scale(self, token: Token) -> bool:
        """Tell whether a token is a scale word, or one for many of them: "million", "millions"."""
        word = normal(token.text)
        return word in self._scales.single or word in self._orders.single

    @cached_property
    def all_words(self) -> frozenset[str]:
        """All words of number words and order words."""
        return frozenset([*self._words.single, *self._orders.single])

    def at(self, row: Sequence[Token], index: int, *, joined: bool = True) -> Number | None:
        """Read the number that begins at a token: digits, words, scaled digits or order words.

        ``joined`` lets "and" join number words ("three hundred and fifty"); behind "between"
        it joins the two ends instead.

        Raises
        ------
        ValueError
            Digits stand there that are no number in the language.
        """
        if index >= len(row) or row[index].kind not in ("number", "word"):
            return None
        token = row[index]
        if token.kind == "number":
            return self._in_digits(row, index)
        fraction = sign_fraction(token)
        if fraction is not None:
            return Number(fraction, index + 1)
        if normal(token.text) in self._half_more:
            twice = index + 1 < len(row) and normal(row[index + 1].text) in self._half_more
            number = None if twice else self.at(row, index + 1, joined=joined)
            return self._half_more_than(number)
        about = self._about.at(row, index)
        if about is not None:
            scale = self._scale(row, about[1])
            value, end = (about[0] * scale[0], scale[1]) if scale else about
            return Number(value, end, about=True)
        return self._order(row, index) or self._in_words(row, index, joined=joined)

    def half_behind(self, row: Sequence[Token], index: int) -> int | None:
        """Return the index behind "and a half" where it follows a unit; None for none."""
        half = and_a_half(row, index)
        if half is None and index < len(row) and normal(row[index].text) in self._joiners:
            word = self._words.at(row, index + 1)
            half = word[1] if word is not None and word[0] == Decimal("0.5") else None
        word = self._words.at(row, index)
        if half is None and word is not None and is_unspaced(row[index].text):
            half = word[1] if word[0] == Decimal("0.5") else None  # "1時間半"
        return half

    def _half_more_than(self, number: Number | None) -> Number | None:
        """Add a half to what stands in front of the scale: "साढ़े तीन हज़ार" is 3,500."""
        if number is None or number.order:
            return None
        unit = number.value / number.mantissa if number.mantissa else Decimal(1)
        return number._replace(value=plain(number.value + unit / 2))

    # ------------------------------------------------------------------ digits

    def _in_digits(self, row: Sequence[Token], index: int) -> Number:
        read = digits_value(row[index].text, self.signs)
        if read is None:
            raise ValueError(row[index].text)
        value, warnings = read
        end = index + 1
        part = slashed_fraction(row, index)
        if part is not None:  # "1/2 ton"
            return Number(part, index + 3)
        part = slashed_fraction(row, end) if value == value.to_integral_value() else None
        if part is not None:  # "2 1/2 tons"
            return Number(value + part, end + 3, warnings=warnings)
        fraction = sign_fraction(row[end]) if end < len(row) else None
        if fraction is not None:  # "2½", "2 ½"
            return Number(value + fraction, end + 1, warnings=warnings)
        half = and_a_half(row, end)
        if half is not None and value == value.to_integral_value():
            value, end = value + Decimal("0.5"), half
        word = self._words.at(row, end)
        if word is not None and word[0] == Decimal("0.5") and self._bare_scales:
            value, end = value + word[0], word[1]  # "5 buçuk milyar"
        scaled = self._scale(row, end)
        if scaled is None:
            return Number(value, end, warnings=warnings)
        total, end = plain(value * scaled[0]), scaled[1]
        total, end = self._behind_scale(row, end, total, scaled[0])
        return Number(total, end, warnings=warnings, mantissa=value)

    def _scale(self, row: Sequence[Token], index: int) -> tuple[Decimal, int] | None:
        """Read a scale word, or several: "2 hundred thousand", "3 百万", "5 тыс."."""
        if index < len(row) and row[index].text in HYPHENS:
            index += 1
        size, end = Decimal(1), index
        for _ in range(3):
            found = self._scales.at(row, end)
            if found is None:
                break
            size, end = size * found[0], found[1]
            if end < len(row) and row[end].text == "." and row[end].start == row[end - 1].end:
                end += 1
        return (size, end) if end > index else None

    def _behind_scale(
        self, row: Sequence[Token], end: int, total: Decimal, size: Decimal
    ) -> tuple[Decimal, int]:
        """Add the rest of "2천500", "1万2千", "2 bin 500"."""
        end = self._behind_joiner(row, end)
        while (
            end < len(row)
            and row[end].kind == "number"
            and (row[end].start == row[end - 1].end or self._bare_scales)
            and total % size == 0
        ):
            more = digits_value(row[end].text, self.signs)
            scaled = self._scale(row, end + 1)
            value = more[0] * (scaled[0] if scaled else 1) if more else None
            if value is None or value >= size:
                break
            total, end = total + value, scaled[1] if scaled else end + 1
            size = scaled[0] if scaled else Decimal(1)
        word = end < len(row) and row[end].kind == "word" and self._bare_scales
        rest = self._in_words(row, end, joined=False) if word and total % size == 0 else None
        if rest is not None and 0 < rest.value < size:
            total, end = total + rest.value, rest.end  # "1 हज़ार एक सौ"
        return total, end

    def _behind_joiner(self, row: Sequence[Token], index: int) -> int:
        """Step over "and" in front of digits: "هزار و ۷۰۰", "אלפיים ו-500"."""
        at = index
        if self._bare_scales and at < len(row) and normal(row[at].text) in self._joiners:
            at += 1
            at += at < len(row) and row[at].text in HYPHENS
        return at if at < len(row) and row[at].kind == "number" else index

    # ------------------------------------------------------------------ words

    def _order(self, row: Sequence[Token], index: int) -> Number | None:
        found = self._orders.at(row, index) or self._prefixed_order(row[index], index)
        if found is None:
            return None
        size, end = found
        while end + 1 < min(len(row), index + _LONGEST):
            # "tens of thousands"; other languages put the words side by side.
            at = end + 1 if row[end].norm == "of" else end
            more = self._orders.at(row, at) or (self._scales.at(row, at) if at == end else None)
            if more is None:
                break
            size, end = size * more[0], more[1]
        # The word alone may also be the number itself: "до тысячі", "mille".
        itself = size if end == index + 1 and self._scales.at(row, index) else None
        return Number(size, end, order=True, mantissa=itself)

    def _prefixed_order(self, token: Token, index: int) -> tuple[Decimal, int] | None:
        word = normal(token.text)
        for prefix in self._prefixes:
            value = (
                self._orders.single.get(word[len(prefix) :]) if word.startswith(prefix) else None
            )
            if value is not None:
                return value, index + 1
        return None

    def _prefixed_word(self, row: Sequence[Token], index: int) -> tuple[Decimal, int] | None:
        """Read a number word with "and" glued in front of it: "وسبعمائة"."""
        if index >= len(row):
            return None
        word = normal(row[index].text)
        for prefix in self._prefixes:
            value = self._words.single.get(word[len(prefix) :]) if word.startswith(prefix) else None
            if value is not None and len(word) > len(prefix) + 2:
                return value, index + 1
        return None

    def _in_words(self, row: Sequence[Token], index: int, *, joined: bool) -> Number | None:
        """Read "three hundred", "a dozen", "twenty-five", "dreihundert", "三百"."""
        pieces: list[Piece] = []
        end = index
        if normal(row[index].text) in ("a", "an"):
            if self._scales.at(row, index + 1) is None:
                return None
            pieces.append(Piece(Decimal(1), False, index + 1))
            end = index + 1
        while end < min(len(row), index + _LONGEST):
            at = self._joins(row, end, pieces, joined=joined) if pieces else end
            more = self._pieces(row, at, first=not pieces)
            if not more or number_of([*pieces, *more]) is None:
                break
            pieces += more
            end = more[-1].end
        if not pieces or (pieces[0].scale and not self._bare_scales):
            return None
        value = number_of(pieces)
        if value is None:
            return None
        value = self._with_half_scale(pieces, value)
        many = self._orders.at(row, end) if self._bare_scales and not pieces[-1].scale else None
        if many is not None and value < 100:
            return Number(plain(value * many[0]), many[1], mantissa=value)  # "deux douzaines"
        half = and_a_half(row, end)
        if half is not None:
            return self._and_half(row, half, value, pieces)
        scaled = pieces[-1].scale and len(pieces) > 1
        mantissa = number_of(pieces[:-1]) if scaled else None
        self._refuse_colloquial(row, end, pieces)
        if pieces[-1].scale and self._bare_scales:
            value, end = self._behind_scale(row, end, value, pieces[-1].value)
        elif self._bare_scales and value >= 1000 and value % 1000 == 0:
            value, end = self._behind_scale(row, end, value, Decimal(1000))  # "אלפיים ו-500"
        return Number(plain(value), end, mantissa=mantissa)

    @staticmethod
    def _refuse_colloquial(row: Sequence[Token], end: int, pieces: Sequence[Piece]) -> None:
        """Refuse "一千五", which is 1,500 in speech and 1,005 in no text."""
        last, before = pieces[-1], pieces[-2] if len(pieces) > 1 else None
        short = before is not None and before.scale and before.value >= 100
        if short and not last.scale and 0 < last.value < 10 and is_unspaced(row[end - 1].text):
            message = "a digit behind a scale"
            raise ValueError(message)

    @staticmethod
    def _with_half_scale(pieces: Sequence[Piece], value: Decimal) -> Decimal:
        """Read "un million et demi": the half is of the million."""
        if len(pieces) > 1 and pieces[-1].value == Decimal("0.5") and pieces[-2].value >= 100:
            return value - pieces[-1].value + pieces[-2].value / 2
        return value

    def _and_half(
        self, row: Sequence[Token], end: int, value: Decimal, pieces: Sequence[Piece]
    ) -> Number:
        """Read "two and a half thousand" and "a million and a half"."""
        last = pieces[-1]
        if last.scale and last.value not in _HALVED:
            message = "a half of what"
            raise ValueError(message)
        value += last.value / 2 if last.scale else Decimal("0.5")
        scale = None if last.scale else self._scale(row, end)
        if scale is not None:
            value, end = value * scale[0], scale[1]
        return Number(plain(value), end)

    def _pieces(self, row: Sequence[Token], index: int, *, first: bool = False) -> list[Piece]:
        """Return the number word that begins at a token, or the parts of a glued one.

        A word that is a number and a scale ("ألفا": 2,000, or thousands) is the number where it
        stands ``first``.
        """
        word = self._words.at(row, index)
        scale = self._scales.at(row, index)
        word = word or self._prefixed_word(row, index)
        own = first and word is not None and scale is not None and word[0] != scale[0]
        if word is not None and (scale is None or word[1] > scale[1] or own):
            return [Piece(*word[:1], False, word[1])]
        if scale is not None:
            return [Piece(*scale[:1], True, scale[1])]
        if index >= len(row) or row[index].kind != "word":
            return []
        return [Piece(v, s, index + 1) for v, s in self._parts(normal(row[index].text))]

    def _parts(self, word: str) -> list[tuple[Decimal, bool]]:
        """Cut "dreihundert" into 3 and 100; empty where the letters are no number words."""
        if not self._bare_scales or not 5 <= len(word) <= _LONGEST_WORD:
            return []
        return _cut(word, self)

    def piece_of(self, letters: str) -> tuple[Decimal, bool] | None:
        """Return the value of letters inside a glued number word, and whether they scale."""
        if letters in self._words.single:
            return self._words.single[letters], False
        if letters in self._scales.single:
            return self._scales.single[letters], True
        return None

    def is_joiner(self, letters: str) -> bool:
        """Tell whether letters join number words: "und" in "fünfundzwanzig"."""
        return letters in self._joiners

    def _joins(
        self, row: Sequence[Token], index: int, pieces: Sequence[Piece], *, joined: bool
    ) -> int:
        """Step over a hyphen or "and" that joins two number words; else stay."""
        at = index
        hyphens = at < len(row) and row[at].text in HYPHENS
        at += hyphens
        joiner = at < len(row) and normal(row[at].text) in self._joiners
        if joiner:
            at += 1
            at += at < len(row) and row[at].text in HYPHENS
        after = self._pieces(row, at) if at > index else []
        if not after:
            return index
        if not joiner:
            tens = pieces[-1].value in range(20, 100, 10) and 0 < after[0].value < 10
            return at if tens or after[0].scale else index
        most = pieces[-1].value if pieces[-1].scale and self._bare_scales else 100
        small = not after[0].scale and 0 < after[0].value < most
        small = small and (pieces[-1].scale or self._bare_scales)
        return at if joined and small else index


@lru_cache(maxsize=4096)
def _cut(word: str, words: NumberWords) -> list[tuple[Decimal, bool]]:
    """Cut a glued number word, the longest part first; without a rest."""
    parts: list[tuple[Decimal, bool]] = []
    at = 0
    while at < len(word):
        for end in range(len(word), at, -1):
            found = words.piece_of(word[at:end])
            if found is not None:
                parts.append(found)
                break
            if parts and words.is_joiner(word[at:end]):
                break
        else:
            return []
        at = end
    return parts if len(parts) > 1 else []
