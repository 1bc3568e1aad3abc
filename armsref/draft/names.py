"""Names in a text that the catalogue lacks: designations, and capitals beside a weapon's noun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.evidence.text import NameFinder, Span
from armsref.reading.tokens import QUOTES, Token, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from armsref.evidence.text import ArticleText
    from armsref.reading.lexicon import Lexicon

#: Between a name and the noun it modifies: "Kheibar Shekan solid-fuel ballistic missile".
_MOST_MODIFIERS = 4
#: More names than these are no article's; looking for each of them again would cost too much.
_MOST_NAMES = 200
#: Words of a name, at most.
_LONGEST_NAME = 4
_NATIONAL = re.compile(
    r"\w+(?:ian|ean|ish|ese)|Israeli|Pakistani|Iraqi|Saudi|Yemeni|French|German|Dutch"
)
_NO_NAMES = frozenset(
    [
        "the",
        "this",
        "these",
        "those",
        "that",
        "a",
        "an",
        "its",
        "their",
        "our",
        "his",
        "both",
        "all",
    ]
    + ["some", "many", "several", "other", "another", "each", "any", "no", "such", "more", "most"]
    + ["in", "on", "at", "by", "for", "with", "from", "of", "to", "as", "and", "or", "but", "if"]
    + ["while", "when", "after", "before", "since", "during", "if", "it", "he", "she", "they", "we"]
    + [
        "army",
        "navy",
        "air",
        "force",
        "defence",
        "defense",
        "ministry",
        "military",
        "state",
        "state's",
    ]
    + [
        "like",
        "unlike",
        "also",
        "his",
        "her",
        "you",
        "there",
        "here",
        "what",
        "which",
        "how",
        "why",
    ]
)
#: How the words end that describe a weapon: "hypersonic", "tactical", "solid-fuel", "two-stage".
ADJECTIVE = re.compile(
    r"(?:ic|al|ary|ble|ive|ous|ern|ful|less|iled|uided|ered|etted|fuel|fueled|fuelled|stage|type"
    r"|class|model|range|propellant|tech|size|capable|manned|\bheavy|\blight|\bnew|\bjet)\Z",
    re.IGNORECASE,
)
#: What a weapon does, close behind its name: "The Emad, another missile, has a range of ...".
_DOES = re.compile(
    r"(?:, [^.;\n]{1,60},)? (?:has an? |has the |can (?:fly|hit|reach|strike|carry|travel) "
    r"|could (?:fly|hit|reach|strike) |carries |flies |weighs |is capable|boasts an? )"
)
_CALLED = re.compile(r"(?:called|named|dubbed|known as|designated|codenamed)(?: the)?[ “\"'‘]+\Z")


class NamesOfText:
    """Finds the names of weapons that the catalogue lacks.

    Parameters
    ----------
    body : ArticleText
        The text; what it knows as a name is none of these.
    lexicon : Lexicon
        The vocabulary: its words, parties and outlets are no names either.
    """

    def __init__(self, body: ArticleText, lexicon: Lexicon) -> None:
        self.body = body
        vocabulary = lexicon.vocabulary
        units = [unit for symbol, unit in vocabulary.unit.items() if unit.counted]
        weapons = [form for t in vocabulary.attribute["class"].terms.values() for form in t.forms]
        self._nouns = frozenset(words_of(form)[-1] for form in weapons) | {
            word for unit in units for phrase in unit.words for word in words_of(phrase)[-1:]
        } - _words(vocabulary.unit["item"].words if "item" in vocabulary.unit else ())
        parties = [n for p in vocabulary.party.values() for n in (*p.names, *p.adjectives)]
        outlets = [n for outlet in vocabulary.outlet.values() for n in outlet.names]
        self._modifiers = lexicon.counted_modifiers
        plain = _words(
            [*parties, *outlets, *vocabulary.joining.speakers, *vocabulary.joining.heads]
        )
        self._others = self._modifiers | plain | lexicon.calendar | self._nouns | _NO_NAMES

    def places(self) -> list[Span]:
        """Return where such names stand, in the order of the text."""
        found: list[Span] = []
        for sentence in self.body.sentences:
            row = self.body.tokens(sentence)
            found += self._designations(row)
            if not _is_headline(row):
                found += self._beside_nouns(row)
        found += self._again(found)
        return _apart(span for span in found if not self.body.names_in(*span))

    def _designations(self, row: Sequence[Token]) -> list[Span]:
        found = []
        for index, token in enumerate(row):
            if token.kind == "designation" and any(map(str.isupper, token.text)):
                first = index
                while first and index - first < _LONGEST_NAME and self._may_name(row, first - 1):
                    first -= 1
                found.append(Span(row[first].start, token.end))
        return found

    def _may_name(self, row: Sequence[Token], index: int) -> bool:
        """Tell a capitalised word that belongs to the designation behind it."""
        word = row[index]
        glued = self.body.text[word.end : row[index + 1].start] == " "
        return glued and self._is_name(word)

    def _is_name(self, word: Token) -> bool:
        return (
            word.kind == "word"
            and word.text[:1].isupper()
            and len(word.text) > 1
            and word.norm not in self._others
            and word.text.casefold() not in self._others
            and not _NATIONAL.fullmatch(word.text)
            and not ADJECTIVE.search(word.text)
        )

    def _beside_nouns(self, row: Sequence[Token]) -> list[Span]:
        found, index = [], 0
        while index < len(row):
            if not self._is_name(row[index]):
                index += 1
                continue
            last = index
            while last + 1 < len(row) and last - index < _LONGEST_NAME and self._goes_on(row, last):
                last += 1
            does = _DOES.match(self.body.text, row[last].end) is not None
            if does or self._noun_behind(row, last + 1) or self._called(row[index]):
                found.append(Span(row[index].start, row[last].end))
            index = last + 1
        return found

    def _goes_on(self, row: Sequence[Token], last: int) -> bool:
        gap = self.body.text[row[last].end : row[last + 1].start]
        return gap in (" ", "") and self._is_name(row[last + 1])

    def _noun_behind(self, row: Sequence[Token], index: int) -> bool:
        for token in row[index : index + _MOST_MODIFIERS + 1]:
            if token.norm in self._nouns:
                return True
            if token.text[:1].isupper() and token.kind == "word":
                return False
            if token.norm not in self._modifiers and token.text not in QUOTES | set("-‐‑"):
                return False
            if token.norm in ("of", "the", "and", "to", "their", "its"):
                return False
        return False

    def _called(self, word: Token) -> bool:
        return bool(_CALLED.search(self.body.text[max(0, word.start - 20) : word.start]))

    def _again(self, found: list[Span]) -> list[Span]:
        """Find the names that were seen beside a noun where they stand alone."""
        text = self.body.text
        names = dict.fromkeys(text[s.start : s.end] for s in found)
        alone = [name for name in names if not any(map(str.isdigit, name))][:_MOST_NAMES]
        return [place.span for place in NameFinder((n, n) for n in alone).places(text)]


def _words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in words_of(phrase))


def _is_headline(row: Sequence[Token]) -> bool:
    """Tell a line in capitals, where a capital says nothing."""
    long = [t.text for t in row if t.kind == "word" and len(t.text) > 3]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Keep the longest of the spans that overlap."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if kept and span.start < kept[-1].end:
            if span.end > kept[-1].end:
                kept[-1] = Span(kept[-1].start, span.end)
            continue
        kept.append(span)
    return kept
