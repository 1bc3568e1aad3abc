"""Figures of a report that have no source: no span around them and no citation beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from armsref.draft.page import Page
from armsref.prose.inline import inline_prose
from armsref.reading.reader import figures_in
from armsref.reports.citations import keys_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.evidence.text import Span
    from armsref.reading.lexicon import Lexicon
    from armsref.reports.spans import FigureSpan
    from armsref.reports.words import Blocks, Words

_NOTE_IN_PLACE = re.compile(r"(?<!\\)\^\[")
#: A number in digits or a word of letters, and what stands between those of one number.
_PART = re.compile(r"\d+(?:[.,\u00a0\u2009\u202f]\d+)*|[^\W\d_]+")
_GAP = re.compile(r"[\s-]{0,3}(?:and\s)?\s*")
#: What belongs to a number in front of it: a sign, a currency, letters.
_IN_FRONT = re.compile(r"[\w.,±~≈$€£¥+-]*\Z")
_CURRENCIES = ("$", "€", "£", "¥")
#: A number's unit is one of so many words behind it.
_MOST_WORDS = 5
_WORD = re.compile(r"[^\s-]+")
#: So far behind a number its unit may stand.
_FAR = 60
#: Where a heading names the unit of the numbers under it: "Range (km)", "Range, km", "in km".
_HEADING_UNIT = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]|(?:[,/]|\bin)\s*([^,()/]{1,40})\Z")


class _Number(NamedTuple):
    start: int
    end: int


def unsourced(
    blocks: Blocks, spans: Sequence[FigureSpan], catalog: Catalog
) -> Iterator[tuple[int, str]]:
    """Give the figures with a unit that have no source: where each begins, and its words.

    A source is a citation (``@key``) or a footnote in the same sentence or the same cell of a
    table. Counts, dates and what stands in code or in a footnote are passed over; a number under
    a heading that names a unit is a figure, too.

    Parameters
    ----------
    blocks : Blocks
        The stretches of a report's words.
    spans : sequence of FigureSpan
        Its spans, whose figures have a source of their own.
    catalog : Catalog
        The catalogue, for its vocabulary.
    """
    shown = frozenset(span.start for span in spans)
    labels = frozenset(words.note.label for words in blocks.words if words.note is not None)
    for words in blocks.words:
        if words.note is None:
            passage = _Passage(words, shown, labels, catalog.lexicon)
            for start, end in passage.figures():
                said = " ".join(words.stretch.text[start:end].split())
                yield words.stretch.place(start), said


class _Passage:
    """Finds the figures of one stretch."""

    def __init__(
        self, words: Words, shown: frozenset[int], labels: frozenset[str], lexicon: Lexicon
    ) -> None:
        self.words = words
        self.shown = shown
        self.labels = labels
        self.lexicon = lexicon

    def figures(self) -> Iterator[tuple[int, int]]:
        """Give where the figures without a source begin and end."""
        prose = _without(prose_of(self.words), self._spans())
        if not self._may_count(prose):
            return
        sources = self._sources()
        page = Page(prose, self.lexicon, (), frozenset())
        sentences = page.sentences
        for number, sentence in enumerate(sentences):
            begin = sentence.start if number else 0
            last = number + 1 == len(sentences)
            end = len(prose) if last else sentences[number + 1].start
            index = bisect_left(sources, begin)
            if index == len(sources) or sources[index] >= end:
                yield from self._in_sentence(page, sentence)

    def _in_sentence(self, page: Page, sentence: Span) -> Iterator[tuple[int, int]]:
        """Give the figures of a sentence: those that are read, and numbers that are doubtful."""
        text = page.text[sentence.start : sentence.end]
        read = [(found.start, found.end) for found in page.body.figures(sentence).found]
        figures = [
            (found.start, found.end)
            for found in page.body.figures(sentence).found
            if not self._counted(found.figure.unit)
        ]
        unit = self._unit_above()
        numbers = self._numbers(text)
        for index, number in enumerate(numbers):
            if any(start < number.end and number.start < end for start, end in read):
                continue
            behind = numbers[index + 1].start if index + 1 < len(numbers) else len(text)
            begin = number.start - (text[number.start - 1 : number.start] in _CURRENCIES)
            end = self._end_of_unit(f"{text[begin : min(behind, number.end + _FAR)]} ")
            if end is None and unit:
                end = number.end - begin
            if end is not None:
                front = _IN_FRONT.search(text, max(0, begin - 20), begin)
                start = begin if front is None else front.start()
                figures.append((start, begin + end))
        for start, end in sorted(figures):
            yield sentence.start + start, sentence.start + end

    def _end_of_unit(self, text: str) -> int | None:
        """Return where a figure ends that a text begins with, read without what is around it."""
        for behind in list(_WORD.finditer(text))[1:_MOST_WORDS]:
            for found in figures_in(text[: behind.end()], self.lexicon).found:
                if found.start == 0 and not self._counted(found.figure.unit):
                    return found.end
        return None

    def _counted(self, unit: str) -> bool:
        return self.lexicon.vocabulary.unit[unit].counted

    def _numbers(self, text: str) -> list[_Number]:
        """Return the numbers of a text, in digits or in words."""
        known = self.lexicon.numbers.all_words
        numbers: list[_Number] = []
        in_words = False
        for part in _PART.finditer(text):
            is_word = not part[0][0].isdigit()
            if is_word and part[0].casefold() not in known:
                continue
            goes_on = numbers and is_word and _GAP.fullmatch(text, numbers[-1].end, part.start())
            if goes_on and (in_words or part.start() > numbers[-1].end):
                numbers[-1] = _Number(numbers[-1].start, part.end())
            else:
                numbers.append(_Number(*part.span()))
            in_words = is_word
        return numbers

    def _may_count(self, prose: str) -> bool:
        """Tell whether a stretch holds a digit or a number word; most hold none."""
        if any(map(str.isnumeric, prose)):
            return True
        known = self.lexicon.numbers.all_words
        return any(part[0] in known for part in _PART.finditer(prose.casefold()))

    def _unit_above(self) -> bool:
        """Tell whether the heading of a cell names a unit, and no source."""
        heading = self.words.heading
        if heading is None:
            return False
        above = _Passage(heading, self.shown, self.labels, self.lexicon)
        named = [one[1] or one[2] for one in _HEADING_UNIT.finditer(prose_of(heading).strip())]
        said = [self._end_of_unit(f"5 {unit.strip()}") for unit in named]
        return any(said) and not above._sources()

    def _sources(self) -> list[int]:
        """Return where citations and footnotes stand."""
        text, scanned = self.words.stretch.text, self.words.scanned
        attributes = [one.attributes for one in scanned.spans] + scanned.others
        hidden = [*scanned.quiet, *scanned.signs, *scanned.targets]
        plain = _without(text, [*hidden, *((one.start, one.end) for one in attributes)])
        notes = [start for start, label in scanned.notes if label in self.labels]
        in_place = [found.start() for found in _NOTE_IN_PLACE.finditer(plain)]
        return sorted([*keys_in(plain), *notes, *in_place])

    def _spans(self) -> list[tuple[int, int]]:
        place = self.words.stretch.place
        spans = self.words.scanned.spans
        return [(one.start, one.attributes.end) for one in spans if place(one.start) in self.shown]


def prose_of(words: Words) -> str:
    r"""Return the prose of a stretch, without code and tags, math and TeX, each sign in its place.

    Examples
    --------
    >>> from armsref.reports.blocks import blocks_of
    >>> [prose_of(words) for words in blocks_of("# A *b*\n\n`c` [d]{.e}\n").words]
    ['A  b ', '     d     ']
    """
    hidden = [*words.scanned.quiet, *words.scanned.signs]
    return inline_prose(_without(words.stretch.text, hidden))


def _without(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Return a text with blanks in some places."""
    pieces, at = [], 0
    for start, end in sorted(places):
        if end > at:
            begin = max(start, at)
            pieces += [text[at:begin], re.sub(r"[^\n]", " ", text[begin:end])]
            at = end
    return "".join([*pieces, text[at:]])
