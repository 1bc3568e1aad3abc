"""How names are compared: the key that answers, shapes that look alike, the skeleton that asks.

A cold lookup goes through here: nothing is imported for a plain ASCII name. The time is linear in
the length of a name.
"""

from __future__ import annotations

#: Marks that are no part of a name and part nothing: quotation marks, apostrophes, primes.
_QUOTES = dict.fromkeys(map(ord, "\"'`´“”„‟‘’‚‛«»‹›′″ʼʹʻ״׳「」『』"))
#: Of those, the ones that stand before a possessive s.
_APOSTROPHES = ("'", "’", "ʼ", "`", "´")
#: Words behind a name that say it is meant as a kind.
_KINDS = frozenset(["class", "type"])
#: Roman numerals as designations use them, 1 to 39: C, D, L and M are variants ("Iskander-M").
_ROMAN = {
    tens + unit: str(10 * ten + one)
    for ten, tens in enumerate(("", "x", "xx", "xxx"))
    for one, unit in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if tens or unit
}
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPELLED = {
    **{word: number for number, word in enumerate(_SMALL)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    "hundred": 100,
}

#: Latin letters, and what the Cyrillic letter of the same shape is transliterated to.
_SHAPES = dict(
    zip("ABCEHKMOPTXY", ("a", "v", "s", "e", "n", "k", "m", "o", "r", "t", "kh", "u"), strict=True)
)
#: Alone, these are Latin: the B-2 is not the V-2, nor the H-6 an N-6.
_LATIN_ALONE = frozenset("BHY")
#: Cyrillic letters, and the Latin letter of the same shape.
_CYRILLIC_SHAPES = str.maketrans("АВСЕНКМОРТХУІЅЈ", "ABCEHKMOPTXYISJ")
#: More runs of look-alike letters than this are no designation.
_MOST_RUNS = 4

#: Arabic and Hebrew letters that write a vowel, or a stop that Latin letters leave out.
_VOWEL_LETTERS = frozenset("اآأإٱوؤيیىئءعאויע")
#: Letters that Persian says as another one.
_SAME_SOUND = {"ث": "س", "ض": "ز"}
#: Spellings of one sound, in the order in which they are folded.
_SOUNDS = (
    *(("dzh", "j"), ("tch", "C"), ("kh", "h"), ("gh", "q"), ("ph", "f"), ("sh", "S"), ("ch", "C")),
    *(("zh", "z"), ("dh", "z"), ("ck", "q"), ("w", "v"), ("g", "q"), ("k", "q"), ("c", "q")),
)
_VOWELS = frozenset("aeiouy")
#: Longer texts are no name: they have neither look-alikes nor a skeleton.
_LONGEST_NAME = 120
#: Letters in a row that make a word, whose spelling may vary; fewer are a code ("Kh", "KAB").
_SHORTEST_WORD = 3


def name_key(name: str) -> str:
    """Return the key of a name: whatever is written differently for the same name is folded.

    Folded are case, accents, spaces, hyphens and dashes, quotation marks, other scripts (to Latin
    letters), Roman and spelled numerals, "-class" and "-type" at the end, a plural or possessive
    s. A Roman numeral is one only behind a word of two letters or more.

    Examples
    --------
    >>> name_key("Fath-360"), name_key("FATEH‑110  Family"), name_key("Zolfaghār")
    ('fath360', 'fateh110family', 'zolfaghar')
    >>> name_key("Agni-V"), name_key("Agni Five"), name_key("V-2"), name_key("Iskander-M")
    ('agni5', 'agni5', 'v2', 'iskanderm')
    >>> name_key("“Shahed”-type"), name_key("Shahed-136s"), name_key("С-300")
    ('shahed', 'shahed136', 's300')
    """
    return _joined(_parts(name)) or plain_key(name)


def plain_key(name: str) -> str:
    """Return the letters and digits of a name, only case and script folded.

    Examples
    --------
    >>> plain_key("R-27s"), plain_key("Agni V")
    ('r27s', 'agniv')
    """
    text = _latin(name.translate(_QUOTES))
    return _joined(_words((text if text.strip() else name).casefold()))


def printed_key(name: str) -> str:
    """Return the key of a name as it is printed: numerals and scripts stay apart.

    Folded are case, accents, spaces, hyphens, quotation marks, "-class" and "-type" at the end,
    and a plural or possessive s: whatever an article may change about a name that it prints.

    Examples
    --------
    >>> printed_key("Sample One") == printed_key("Sample-1"), printed_key("“Zolfaghār”s")
    (False, 'zolfaghar')
    """
    words = _bare_words(_unaccented(_marks_as_spaces(_without_possessive(name).translate(_QUOTES))))
    return _joined([word.casefold() for word in words]) or name.casefold()


def lookalike_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a name whose letters stand for others of the same shape.

    Latin capitals may stand for Cyrillic ones ("X-59" is printed for Х-59, which is Kh-59); in a
    name that mixes both scripts Cyrillic letters may stand for Latin ones. Only designations, with
    a digit, are read so. The name's own key is not among them.

    Examples
    --------
    >>> lookalike_keys("X-59"), lookalike_keys("C-300"), lookalike_keys("Zolfaghar")
    (('kh59',), ('s300',), ())
    >>> lookalike_keys("X-31P")
    ('kh31p', 'x31r', 'kh31r')
    """
    text = name.translate(_QUOTES)
    if len(text) > _LONGEST_NAME or not any(map(str.isdigit, text)):
        return ()
    latin = any("a" <= c <= "z" for c in text.casefold())
    found: dict[str, None] = {}
    if latin and not text.isascii():
        found[name_key(text.translate(_CYRILLIC_SHAPES))] = None
    if latin:
        # The C of "DF-15C" is a variant's, no Cyrillic s of a plural.
        plural = name.casefold().endswith("s")
        key = name_key if plural else plain_key
        found.update(dict.fromkeys(map(key, _respelled(_latin(text)))))
    found.pop(name_key(name), None)
    return tuple(found)


def _respelled(text: str) -> list[str]:
    """Return a text with each choice of its look-alike runs read as Cyrillic letters."""
    runs = _runs(text)
    places = [i for i, run in enumerate(runs) if _cyrillic(run) not in (None, run.casefold())]
    if len(places) > _MOST_RUNS:
        return []
    found = []
    for choice in range(1, 2 ** len(places)):
        chosen = {place for bit, place in enumerate(places) if choice >> bit & 1}
        spelled = ((_cyrillic(run) or run) if i in chosen else run for i, run in enumerate(runs))
        found.append("".join(spelled))
    return found


def _cyrillic(run: str) -> str | None:
    """Return what a run of letters would be in Cyrillic; None where a letter has no such shape."""
    letters = run.upper() if len(run) == 1 else run
    if len(letters) == 1 and letters in _LATIN_ALONE:
        return None
    if not letters or any(letter not in _SHAPES for letter in letters):
        return None
    return "".join(_SHAPES[letter] for letter in letters)


def skeleton(name: str) -> str:
    """Return what spellings of one spoken name share; empty where a name has no spoken word.

    Vowels go, sounds that are spelled in several ways are folded; digits and single letters stay.
    Names with one skeleton may be one name: that is a question, never an answer.

    Examples
    --------
    >>> {skeleton(n) for n in ("Zolfaghar", "Zolfaqar", "Zulfiqar", "ذوالفقار", "Зольфагар")}
    {'zlfqr'}
    >>> skeleton("Fateh-110") == skeleton("Фатех 110"), skeleton("Kh-101"), skeleton("KAB")
    (True, '', '')
    """
    if len(name) > _LONGEST_NAME:
        return ""
    spelled = name if name.isascii() else _without_vowel_letters(name)
    # Arabic and Hebrew write few vowels: two of their letters can be a word.
    shortest = _SHORTEST_WORD if spelled == name else 2
    found: list[str] = []
    spoken = joins = False
    for run in (run for part in _parts(spelled, keep_case=True) for run in _runs(part)):
        code = run.isupper() and len(run) <= _SHORTEST_WORD
        if not run.isalpha() or code or len(run) < shortest:
            found.append(run.casefold())
            joins = False
            continue
        # Words in a row are joined: one writes "Kheibar Shekan", another "Kheybarshekan".
        consonants = _consonants(run, first=not joins)
        spoken = spoken or len(consonants) > 1
        if joins:
            found[-1] += consonants
        else:
            found.append(consonants)
        joins = True
    return " ".join(found) if spoken else ""


def _consonants(run: str, *, first: bool) -> str:
    word = run.casefold()
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    kept = "a" if first and word[0] in _VOWELS else ""
    for letter in word:
        if letter not in _VOWELS and letter != kept[-1:]:
            kept += letter
    return kept


def _without_vowel_letters(name: str) -> str:
    """Drop the letters for vowels of Arabic and Hebrew words; at the beginning one is an a."""
    kept = []
    for i, letter in enumerate(name):
        if letter not in _VOWEL_LETTERS:
            kept.append(_SAME_SOUND.get(letter, letter))
        elif i == 0 or not name[i - 1].isalpha():
            kept.append("w" if letter in "وו" else "a")
    return "".join(kept)


# ---------------------------------------------------------------- the parts of a name


def _latin(text: str) -> str:
    """Return a text in Latin letters and ASCII digits; marks of all kinds become spaces."""
    if text.isascii():
        return text
    import unicodedata

    text = _marks_as_spaces(text)
    bare = _unaccented(text)
    if bare.isascii():
        return bare
    from anyascii import anyascii

    return anyascii(unicodedata.normalize("NFKC", text)).translate(_QUOTES)


def _marks_as_spaces(text: str) -> str:
    """Return a text whose marks of all kinds beyond ASCII are spaces."""
    import unicodedata

    marks = {"P": " ", "Z": " ", "S": " ", "C": ""}
    categories = ((c, unicodedata.category(c)) for c in text)
    return "".join(marks.get(kind[0], c) if not c.isascii() else c for c, kind in categories)


def _unaccented(text: str) -> str:
    import unicodedata

    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if not unicodedata.combining(c))


def _without_possessive(name: str) -> str:
    stripped = name.rstrip()
    if len(stripped) > 3 and stripped[-1] in "sS" and stripped[-2] in _APOSTROPHES:
        return stripped[:-2]
    return name


def _parts(name: str, *, keep_case: bool = False) -> list[str]:
    """Return a name's words and numbers, numerals as digits, endings dropped."""
    words = _bare_words(_latin(_without_possessive(name).translate(_QUOTES)))
    return _numerals(words if keep_case else [word.casefold() for word in words])


def _bare_words(text: str) -> list[str]:
    """Return the words of a text without "class", "type" and a plural s at its end."""
    words = _words(text)
    while len(words) > 1 and words[-1].casefold() in _KINDS:
        words.pop()
    if words:
        words[-1] = _singular(words[-1], alone=len(words) == 1)
    return words


def _words(text: str) -> list[str]:
    return "".join([c if c.isalnum() else " " for c in text]).split()


def _singular(word: str, *, alone: bool) -> str:
    """Drop a plural s: "Shaheds", "136s", "UAVs"; not that of "Polaris", "Atlass", "S"."""
    if len(word) < 2 or word[-1] not in "sS":
        return word
    before = word[-2]
    if word[-1] == "s" and (before.isdigit() or (before.isupper() and not alone)):
        return word[:-1]
    plural = len(word) > 3 and word.isalpha() and before not in "suiSUI"
    return word[:-1] if plural else word


def _numerals(words: list[str]) -> list[str]:
    """Write the Roman and spelled numerals behind a word as digits."""
    found: list[str] = []
    spelled: list[int] = []
    for i, word in enumerate([*words, ""]):
        plain = word.casefold()
        if i and plain in _SPELLED:
            spelled.append(_SPELLED[plain])
            continue
        if spelled:
            found.append(_spelled_digits(spelled))
            spelled = []
        behind_a_word = i > 0 and len(words[i - 1]) > 1 and words[i - 1].isalpha()
        found.append(_ROMAN.get(plain, word) if behind_a_word else word)
    return found[:-1]


def _spelled_digits(numbers: list[int]) -> str:
    """Write spoken numbers as digits: three hundred sixty, one thirty-six, one three six."""
    groups: list[int] = []
    for number in numbers:
        last = groups[-1] if groups else 0
        if number == 100 and 0 < last < 100:
            groups[-1] = last * 100
        elif (last >= 100 and last % 100 == 0 and number < 100) or (
            last >= 20 and last % 10 == 0 and 0 < number < 10
        ):
            groups[-1] = last + number
        else:
            groups.append(number)
    return "".join(map(str, groups))


def _joined(parts: list[str]) -> str:
    """Join the parts of a name; two numbers side by side stay two ("1 10" is not "110")."""
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1][-1].isdigit() and part[0].isdigit():
            joined.append(".")
        joined.append(part)
    return "".join(joined)


def _runs(text: str) -> list[str]:
    """Split a text into runs of letters, of digits, and of the rest."""
    runs: list[list[str]] = []
    kind = None
    for c in text:
        this = (c.isalpha(), c.isdigit())
        if this == kind:
            runs[-1].append(c)
        else:
            runs.append([c])
            kind = this
    return ["".join(run) for run in runs]
