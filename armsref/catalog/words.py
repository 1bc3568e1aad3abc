"""Words of a class around a name: "Iranian Shahed-136 kamikaze drones" is the Shahed-136."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from armsref.errors import ReadingError
from armsref.reading.names import name_key
from armsref.reading.terms import attribute_forms, read_term
from armsref.reading.tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.reading.lexicon import Lexicon

#: Words that say what kind of thing a text is about, beside those of the vocabulary; together with
#: a class they are that class, and no name ("unknown reconnaissance UAV").
DESCRIPTIVE = frozenset(
    (
        *("a", "an", "the", "of", "other", "various"),
        *("unknown", "unidentified", "unspecified", "reconnaissance", "surveillance", "strike"),
        *("tactical", "operational", "strategic", "unmanned", "guided", "new"),
        *("modern", "reusable"),
    )
)
#: Words beside a name that say no more than that it is a weapon.
NOUNS = frozenset(["type", "class", "system", "complex", "munition", "weapon", "rocket"])
ARTICLES = frozenset(["a", "an", "the"])
#: So many words of a class at most stand before or behind a name.
MOST_DROPPED = 6


class ClassWords:
    """The words that a vocabulary uses for classes, guidance, countries and the like.

    Parameters
    ----------
    lexicon : Lexicon
        The vocabulary.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        vocabulary = lexicon.vocabulary
        adjectives = {words_of(a) for p in vocabulary.party.values() for a in p.adjectives}
        self._beside = {word for words in adjectives for word in words} | NOUNS
        self._of_classes: set[str] = set()
        self._compounds: set[tuple[str, ...]] = set()
        words = set(DESCRIPTIVE)
        for name, entry in vocabulary.system_attributes().items():
            forms = {words_of(form) for term in entry.terms.values() for form in term.forms}
            words.update(word for form in forms for word in form)
            if name == "class":
                self._of_classes.update(word for form in forms for word in form)
            else:
                self._compounds |= forms
            for template in entry.party_forms:
                self._compounds |= {
                    words_of(template.format(adjective=" ".join(a), name="-"))
                    for a in adjectives
                    if "{adjective}" in template
                }
        #: The words of each maker's name.
        self.makers = frozenset(words_of(maker) for maker in vocabulary.joining.makers)
        self._words = words | self._of_classes | self._beside

    def covers(self, text: str) -> bool:
        """Tell whether all words of a text are of a class; a hyphen joins words."""
        words = words_of(text)
        return bool(words) and all(word in self._words for word in words)

    def stands_beside(self, word: str) -> bool:
        """Tell whether a word beside a name may be no part of it.

        Numerals always are: "Agni One" is no "Agni", though "one way" is of a class.
        """
        parts = words_of(word)
        if parts in self._compounds or (len(parts) > 1 and self._all_of_classes(parts)):
            return True
        if len(parts) != 1 or name_key(f"xx {word}")[-1:].isdigit():
            return False
        return parts[0] in self._beside or parts[0] in self._of_classes

    def _all_of_classes(self, words: Iterable[str]) -> bool:
        return all(word in self._of_classes or word in self._beside for word in words)

    def need_a_class(self, text: str) -> bool:
        """Tell whether words beside a name are a part of a class: then they must state one.

        A whole form of another attribute is none: "satellite-guided".
        """
        alone = [words_of(word) for word in text.split()]
        parts = [word for words in alone if words not in self._compounds for word in words]
        return any(word in self._of_classes - self._beside for word in parts)


@lru_cache(maxsize=4)
def _class_words(lexicon: Lexicon) -> ClassWords:
    return ClassWords(lexicon)


def class_words(catalog: Catalog) -> ClassWords:
    """Return the words of a catalogue's vocabulary; made once."""
    return _class_words(catalog.lexicon)


def dropping_class_words(catalog: Catalog, text: str) -> Iterator[tuple[str, str]]:
    """Return what is left of a text without words of a class at its ends, and those words.

    The longest rest comes first, so that a name that has such a word in it is found whole.
    """
    known = class_words(catalog)
    words = text.split(" ")
    front = _leading(words, known, ARTICLES)
    back = _leading(words[::-1], known)
    cuts = [(a, b) for a in range(front + 1) for b in range(back + 1) if 0 < a + b < len(words)]
    for a, b in sorted(cuts, key=sum):
        dropped = " ".join([*words[:a], *words[len(words) - b :]])
        if not known.need_a_class(dropped) or read_class(catalog, dropped) is not None:
            yield " ".join(words[a : len(words) - b]), dropped


def _leading(words: Sequence[str], known: ClassWords, more: frozenset[str] = frozenset()) -> int:
    count = 0
    for word in words[:MOST_DROPPED]:
        if not known.stands_beside(word) and word.casefold() not in more:
            break
        count += 1
    return count


def read_class(catalog: Catalog, words: str) -> str | None:
    """Return the class that words state; None where they state none, or several."""
    try:
        return read_term(words, "class", catalog.lexicon).term
    except ReadingError:
        return None


def read_country(catalog: Catalog, words: str) -> str | None:
    """Return the country whose adjective stands among the words; None for none or several."""
    printed = f" {' '.join(words_of(words))} "
    parties = catalog.lexicon.vocabulary.party
    found = {
        key
        for key, party in parties.items()
        for adjective in party.adjectives
        if f" {' '.join(words_of(adjective))} " in printed
    }
    known = {term for _, term in attribute_forms(catalog.lexicon, "country").values()}
    return found.pop() if len(found) == 1 and found <= known else None
