"""Figures of a report that have no source: no span around them and no citation beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from armsref.draft.page import Page
from armsref.prose.inline import inline_prose
from armsref.prose.prose import Prose, with_plain_line_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.evidence.text import Span
    from armsref.reports.blocks import Blocks, Words
    from armsref.reports.spans import FigureSpan

#: A footnote's mark, a footnote in place, a citation.
_SOURCE = re.compile(r"\[\^[^\s\[\]]+\]|\^\[|(?<![\w@\\])@[\w{]")
_WORD = re.compile(r"[^\W\d_]+")


def unsourced(
    text: str, blocks: Blocks, spans: Sequence[FigureSpan], catalog: Catalog
) -> Iterator[tuple[int, str]]:
    """Give the figures with a unit that have no source: where each begins, and its words.

    A source is a citation (``@key``) or a footnote in the same sentence or the same cell of a
    table. Counts, dates and what stands in code or in a footnote are passed over.

    Parameters
    ----------
    text : str
        The report.
    blocks : Blocks
        Its stretches of words.
    spans : sequence of FigureSpan
        Its spans, whose figures have a source of their own.
    catalog : Catalog
        The catalogue, for its vocabulary.
    """
    prose = prose_of(text, blocks)
    page = Page(_without(spans, prose.text), catalog.lexicon, (), prose.ends)
    ends = sorted(prose.ends)
    sentences = page.sentences
    for number, sentence in enumerate(sentences):
        if not _may_count(page, sentence):
            continue
        behind = sentences[number + 1].start if number + 1 < len(sentences) else len(text)
        index = bisect_left(ends, sentence.end)
        end = min(behind, ends[index] if index < len(ends) else len(text))
        if _SOURCE.search(text, _begin(sentences, number, ends), end):
            continue
        for found in page.body.figures(sentence).found:
            if not catalog.lexicon.vocabulary.unit[found.figure.unit].counted:
                start, end = sentence.start + found.start, sentence.start + found.end
                yield start, " ".join(page.text[start:end].split())


def _without(spans: Sequence[FigureSpan], prose: str) -> str:
    """Return a prose with blanks in place of its spans."""
    pieces, at = [], 0
    for span in spans:
        pieces += [prose[at : span.start], re.sub(r"[^\n]", " ", prose[span.start : span.end])]
        at = span.end
    return "".join([*pieces, prose[at:]])


def _begin(sentences: Sequence[Span], number: int, ends: Sequence[int]) -> int:
    """Return where a sentence begins with what is no prose: a citation in front of a block."""
    start = sentences[number].start
    index = bisect_left(ends, start)
    block = ends[index - 1] if index else 0
    return block if number == 0 or sentences[number - 1].end <= block else start


def _may_count(page: Page, sentence: Span) -> bool:
    """Tell whether a sentence holds a digit or a number word; most hold none."""
    words = page.text[sentence.start : sentence.end]
    if any(map(str.isnumeric, words)):
        return True
    known = page.lexicon.numbers.all_words
    return any(word in known for word in _WORD.findall(words.casefold()))


def prose_of(text: str, blocks: Blocks) -> Prose:
    r"""Return the prose of a report: what no reader reads is blank, each place is as it was.

    Examples
    --------
    >>> from armsref.reports.blocks import blocks_of
    >>> report = "# A *b*\n\n`c` [d]{.e}\n"
    >>> prose_of(report, blocks_of(report)).text
    '  A  b \n\n     d     \n'
    """
    plain = with_plain_line_ends(text)
    kept = list(re.sub(r"[^\n]", " ", plain))
    ends = {at for at, sign in enumerate(plain) if sign == "\n"}
    for words in blocks.words:
        if words.in_note:
            continue
        printed, begin = _printed(words), 0
        for number, line in enumerate(words.stretch.lines, 1):
            for column, sign in enumerate(printed[begin : begin + len(line.text)]):
                if sign != " ":
                    kept[line.place(column)] = sign
            begin += len(line.text) + 1
            end = line.place(len(line.text))
            if number < len(words.stretch.lines):
                ends.discard(plain.find("\n", end))
            elif end < len(kept):
                kept[end] = "\n"  # behind a cell stands a bar
                ends.add(end)
    return Prose("".join(kept), frozenset(ends))


def _printed(words: Words) -> str:
    """Return the prose of a stretch: without code and tags, math and TeX."""
    text = words.stretch.text
    pieces, at = [], 0
    for start, end in sorted([*words.scanned.quiet, *words.scanned.signs]):
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return inline_prose("".join([*pieces, text[at:]]))
