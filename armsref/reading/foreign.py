"""Hedges of other languages: a phrase that is read in the wrong one loses its bound silently."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from armsref.model.language import Language
from armsref.ordinary_file import read_ordinary_text
from armsref.reading.data_file import parse
from armsref.reading.scripts import normal
from armsref.reading.tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from armsref.reading.lexicon import Lexicon

#: Shorter words mean too many things.
_SHORTEST = 4


class ForeignHedges:
    """The words in front of a number that bound it in some language but not in this one.

    Parameters
    ----------
    lexicon : Lexicon
        The language that is read; its own words are left out.
    files : mapping of str to Path
        The files of the other languages.
    """

    def __init__(self, lexicon: Lexicon, files: Mapping[str, Path]) -> None:
        self._languages: dict[tuple[str, ...], list[str]] = {}
        own = {words_of(w, fold=False) for h in lexicon.words.hedge for w in h.before}
        for code, file in sorted(files.items()):
            if code != lexicon.wording.code:
                self._add(code, _hedges_of(file), own)
        if lexicon.wording.code != "en":
            english = (w for h in lexicon.vocabulary.hedge if h.relation for w in h.before)
            self._add("en", english, own)

    def _add(self, code: str, hedges: Iterable[str], own: set[tuple[str, ...]]) -> None:
        for hedge in hedges:
            words = words_of(hedge, fold=False)
            long = len(words) > 1 or (bool(words) and len(words[0]) >= _SHORTEST)
            if long and words not in own:
                self._languages.setdefault(words, []).append(code)

    def before(self, words: list[str]) -> tuple[str, list[str]] | None:
        """Return the hedge that words end with, and the languages that have it."""
        tail = tuple(normal(word) for word in words)
        for start in range(len(tail)):
            languages = self._languages.get(tail[start:])
            if languages:
                return " ".join(words[start:]), languages
        return None


def _hedges_of(file: Path) -> list[str]:
    return _hedges_in(file, read_ordinary_text(file))


@lru_cache(maxsize=128)
def _hedges_in(file: Path, text: str) -> list[str]:
    """Return the hedges of a language; each of the languages read asks for those of all others."""
    hedges = parse(file, text, Language).hedge
    return [word for hedge in hedges if hedge.relation is not None for word in hedge.before]
