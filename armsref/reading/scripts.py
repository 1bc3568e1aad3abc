"""What scripts differ in: digits, marks that belong to letters, writing without spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: Written without spaces, or with endings glued on: each character is a token of its own, so
#: that words are found wherever they stand. Han, kana, hangul, Thai, Lao, Burmese, Khmer.
UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af\u0e00-\u0e3a\u0e40-\u0e4f\u0e80-\u0eff"
    "\u1000-\u103f\u1780-\u17d3"
)
#: Hebrew and Arabic: letters that stand for "and", "to", "about" are glued to a number.
RIGHT_TO_LEFT = "\u0590-\u05ff\u0600-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f"
#: Characters that are not seen: directions, joiners, soft hyphen.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c"

#: Letters that one language writes in two ways, and the lengthening stroke, which is none.
_ALIKE = {
    ord("ي"): "ی", ord("ى"): "ی", ord("ك"): "ک", ord("ة"): "ه", ord("ۀ"): "ه",
    ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا", ord("ٱ"): "ا",
    ord("ـ"): None, ord("’"): "'", ord("ё"): "е",
    **dict.fromkeys([*range(0x200B, 0x2010), 0xAD, 0x2060, 0xFEFF]),
}  # fmt: skip


_UNSPACED = re.compile(f"[{UNSPACED}]")


def is_unspaced(word: str) -> bool:
    """Tell whether a word begins with a letter of a script written without spaces.

    Examples
    --------
    >>> is_unspaced("枚"), is_unspaced("km")
    (True, False)
    """
    return _UNSPACED.match(word) is not None


@cache
def mark_class() -> str:
    r"""Return the combining marks of all scripts, for a character class of ``re``.

    Python's ``\w`` leaves them out, and without them no Hindi word is whole.
    """
    ranges: list[list[int]] = []
    for code in range(0x300, 0x1B00):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in ranges) + "\u200c\u200d"


def ascii_digits(text: str) -> str:
    """Write the digits of any script as 0 to 9; all else stays.

    Examples
    --------
    >>> ascii_digits("۳۰۰"), ascii_digits("１，５００")
    ('300', '1，500')
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def normal(word: str) -> str:
    """Return the form in which words are compared: compatibility form, no case, no vowel points.

    Examples
    --------
    >>> normal("KILOMÈTRES"), normal("㎞"), normal("كيلومترًا") == normal("کیلومترا")
    ('kilomètres', 'km', True)
    """
    if word.isascii():
        return word.casefold()
    word = unicodedata.normalize("NFKC", word).casefold().translate(_ALIKE)
    if any("\u0590" <= c <= "\u06ff" for c in word):
        word = "".join(c for c in word if not unicodedata.combining(c))
    return word
