"""The spans of a report that name a spec, each in its place: ``[700 km]{.armsref spec="..."}``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from armsref.reports.asked import CLASS, KEYS, alike, misfit
from armsref.reports.blocks import blocks_of
from armsref.reports.citations import Cited, cited_behind

if TYPE_CHECKING:
    from armsref.reports.brackets import Bracketed
    from armsref.reports.lines import Stretch
    from armsref.reports.words import Blocks, Note, Words

#: Attributes that look like ours, where no span has them.
_STRAY = re.compile(
    r"(?<!\\)\{(?:[^{}]{0,300}?\.armsref(?![\w:.-])"
    r"|[ \t\n]{0,20}(?P<dotless>(?i:armsref))(?:\}|[ \t\n][^{}]{0,300}?(?<!\w)spec[ \t]*=))"
)
#: In a table laid out by columns, whose edges may cut a span.
_MENTION = re.compile(r"\.armsref(?![\w:.-])")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """A span that shows a spec.

    All places are code points of the source.

    Attributes
    ----------
    start, end : int
        The whole of it, ``[...]{...}``.
    text_start, text_end : int
        What stands between the brackets.
    attributes_start, attributes_end : int
        What stands between the braces.
    spec : str
        The spec: ``zolfaghar.range``.
    unit : str or None
        Symbol of the unit, or of two, ``mi km``; None for those of the catalogue.
    digits : int or None
        Significant digits to round to; None for those printed.
    disputed : bool
        Whether it says ``disputed="ok"``: its author knows that articles differ.
    data : str or None
        Version of the data that it was filled from, as it is noted there.
    text : str
        What stands between the brackets, its lines as one where they stand in a quote or a list.
    data_start, data_end : int or None
        The version with its quotation marks; None where none is noted.
    cited : Cited or None
        The pandoc citation directly behind, after blanks and one line end at the most.
    in_note : bool
        Whether it stands in a footnote.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    attributes_start: int
    attributes_end: int
    spec: str
    unit: str | None
    digits: int | None
    disputed: bool
    data: str | None
    text: str
    data_start: int | None
    data_end: int | None
    cited: Cited | None
    in_note: bool

    @property
    def words(self) -> str:
        """Its text as it is read: escapes undone, a line end as a blank."""
        return _ESCAPE.sub(r"\1", _LINE_END.sub(" ", self.text))


class Problem(NamedTuple):
    """A span that cannot be read: where it begins, what is wrong, and what to do."""

    start: int
    message: str
    remedy: str


class FigureSpans(NamedTuple):
    """What was found: the spans that can be read, and what is wrong with others."""

    spans: list[FigureSpan]
    problems: list[Problem]


def figure_spans(text: str) -> FigureSpans:
    r"""Find the spans of a Markdown text that show a spec, exactly where pandoc finds them.

    Code, raw elements, comments, math, link targets and metadata hold none. What looks like such
    a span and is none is a problem, never passed over. The time is linear in the text's length.

    Examples
    --------
    >>> found = figure_spans('It flies [700 km]{.armsref spec="zolfaghar.range"} [@a; @b].')
    >>> [(span.spec, span.text, span.cited.keys) for span in found.spans]
    [('zolfaghar.range', '700 km', ('a', 'b'))]
    >>> figure_spans("It flies [700 km]{.armsref}.").problems[0].message
    '[700 km] names no spec'
    """
    return spans_of_blocks(blocks_of(text))


def spans_of_blocks(blocks: Blocks) -> FigureSpans:
    """Find the spans in the blocks of a text."""
    found = FigureSpans([], [])
    printed = _printed_notes(blocks)
    for words in blocks.words:
        if not words.by_columns:
            _Reader(words, found, printed).read()
    for line in blocks.in_columns:
        _by_columns(line, found)
    for stretch in blocks.metadata:
        found.problems.extend(
            Problem(
                stretch.place(stray.start()),
                "a figure in the metadata is not kept up to date",
                "write it into the text",
            )
            for stray in _STRAY.finditer(stretch.text)
        )
    found.spans.sort(key=lambda span: span.start)
    found.problems.sort(key=lambda problem: problem.start)
    return found


def _by_columns(line: Words, found: FigureSpans) -> None:
    """Say where figures stand in a line of a table laid out by columns: they would move cells."""
    stretch = line.stretch
    for mention in _MENTION.finditer(stretch.text):
        at = mention.start()
        if any(start <= at < end for start, end in line.scanned.quiet):
            continue
        inside = [one for one in line.scanned.spans if one.start <= at < one.attributes.end]
        start = inside[0].start if inside else at
        message = "a figure stands in a table laid out by columns, which its width would change"
        found.problems.append(Problem(stretch.place(start), message, "use a table of pipes"))


def _printed_notes(blocks: Blocks) -> frozenset[Note]:
    """Return the footnotes that the text refers to, the last of each label; notes refer to none."""
    notes = sorted({words.note for words in blocks.words if words.note}, key=lambda n: n.start)
    last = {note.label: note for note in notes}
    outside = [words for words in blocks.words if words.note is None]
    labels = {label for words in outside for _, label in words.scanned.notes}
    return frozenset(last[label] for label in labels & last.keys())


class _Reader:
    """Reads the spans of one stretch."""

    def __init__(self, words: Words, found: FigureSpans, printed: frozenset[Note]) -> None:
        self.stretch: Stretch = words.stretch
        self.scanned = words.scanned
        self.note = words.note
        self.printed = printed
        self.found = found

    def read(self) -> None:
        """Add its spans and what is wrong with others."""
        ours = []
        for one in self.scanned.spans:
            if CLASS in one.attributes.classes:
                ours.append(one)
            elif any(pair.key == "spec" for pair in one.attributes.pairs):
                self._nearly(one)
        for number, one in enumerate(ours):
            # Inner spans come before those around them.
            if number and ours[number - 1].start > one.start:
                self._problem(one.start, f"{self._shown(one)} holds another such span", "part them")
            else:
                self._add(one)
        self._stray({one.attributes.start for one in ours})

    def _add(self, one: Bracketed) -> None:
        pairs = one.attributes.pairs
        own = {pair.key: pair for pair in pairs if pair.key in KEYS}
        wrong = misfit(one.attributes)
        if wrong is not None:
            message, remedy = wrong
            self._problem(one.start, f"{self._shown(one)} {message}", remedy)
            return
        if self.note is not None and self.note not in self.printed:
            message = f"{self._shown(one)} stands in a footnote that is never printed"
            remedy = f"write [^{self.note.label}] once in the text, define it once"
            self._problem(one.start, message, remedy)
        place = self.stretch.place
        data = own.get("data")
        said = {key: pair.value for key, pair in own.items()}
        self.found.spans.append(
            FigureSpan(
                start=place(one.start),
                end=place(one.attributes.end - 1) + 1,
                text_start=place(one.start) + 1,
                text_end=place(one.close),
                attributes_start=place(one.attributes.start) + 1,
                attributes_end=place(one.attributes.end - 1),
                spec=said["spec"],
                unit=said.get("unit"),
                digits=int(said["digits"]) if "digits" in said else None,
                disputed="disputed" in said,
                data=said.get("data"),
                text=self.stretch.text[one.start + 1 : one.close],
                data_start=None if data is None else place(data.value_start),
                data_end=None if data is None else place(data.end - 1) + 1,
                cited=cited_behind(self.stretch, one.attributes.end),
                in_note=self.note is not None,
            )
        )

    def _nearly(self, one: Bracketed) -> None:
        """Say that a span with a spec lacks our class, where it has none or one like it."""
        classes = one.attributes.classes
        if not classes or any(alike(name, (CLASS,)) for name in classes):
            message = f"{self._shown(one)} names a spec, but its class is not .{CLASS}"
            self._problem(one.start, message, f"write .{CLASS}")

    def _stray(self, taken: set[int]) -> None:
        """Say where our attributes stand and are no span's."""
        text = self.stretch.text
        others = {one.start for one in self.scanned.others}
        for stray in _STRAY.finditer(text):
            at = stray.start()
            if at in taken or any(start <= at < end for start, end in self.scanned.quiet):
                continue
            if text[at - 2 : at] == "\\]":
                continue
            if stray["dotless"]:
                message, remedy = "no dot in front of its class", "write [...]{.armsref ...}"
            elif at in others:
                message, remedy = "attributes of a link, an image or code", "put brackets around it"
            elif text[at - 1 : at] != "]":
                message, remedy = "no bracket directly in front", "write [...]{...} without a gap"
            else:
                message, remedy = "not one whole span", "close brackets, braces and quotations"
            said = " ".join(text[at : at + 40].split())
            self._problem(at, f"{said!r} makes no figure: {message}", remedy)

    def _shown(self, one: Bracketed) -> str:
        words = " ".join(self.stretch.text[one.start + 1 : one.close].split())
        return f"[{words if len(words) <= 40 else words[:39] + '…'}]"

    def _problem(self, start: int, message: str, remedy: str) -> None:
        self.found.problems.append(Problem(self.stretch.place(start), message, remedy))
