"""A report as Markdown without spans: figures, notes and the bibliography as everybody reads them.

All else stays as it is written, byte for byte: the author's own notes and citations too.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from armsref.cite.note import article_entry
from armsref.reports.behind import behind_signs
from armsref.reports.bibliography import FIGURES_TITLE, source_list
from armsref.reports.job import asked_by
from armsref.reports.outside import ends_outside
from armsref.reports.sources import without_stop
from armsref.writing.as_markdown import inlines_text
from armsref.writing.parts import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from armsref.reports.job import Job
    from armsref.reports.sources import Figure, Source
    from armsref.reports.spans import FigureSpan
    from armsref.writing.parts import Inlines

#: The author's place for the bibliography; pandoc fills it, other readers do not.
_PLACE = re.compile(
    r"^(:{3,})[ \t]*\{[^}\n]*#refs[^}\n]*\}[ \t]*:*[ \t]*\r?\n(?:[ \t]*\r?\n)*:{3,}[ \t]*$",
    re.MULTILINE,
)
_CITATION = re.compile(r"\[(?:[^\[\]\n]{0,300}[\s;(-])?@[\w{]")
_ABOVE = re.compile(r"^#{1,6}[ \t][^\r\n]*[\s]*\Z", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})[ \t]", re.MULTILINE)


class Written(NamedTuple):
    """A text, and what is to be said about it, a line each.

    Attributes
    ----------
    marks : dict
        Where marks are told apart, those of our notes, each with the figure that it stands behind.
    """

    text: str
    remarks: list[str]
    marks: Mapping[str, FigureSpan] = MappingProxyType({})


def in_markdown(job: Job, *, apart: bool = False) -> Written:
    """Return a report as Markdown.

    Parameters
    ----------
    job : Job
        The report.
    apart : bool
        Write marks that can be told apart, ``[^armsref-1.7]`` for the note ``armsref-1``: for who
        renders them and has to know of each whether it became one.
    """
    writer = _Writer(job, apart=apart)
    return Written(writer.text(), writer.remarks, writer.marks)


class _Writer:
    """Writes one report."""

    def __init__(self, job: Job, *, apart: bool = False) -> None:
        self.job = job
        self.apart = apart
        self.marks: dict[str, FigureSpan] = {}
        self.noted: list[Source] = []
        self.figures: list[Figure] = []
        self.remarks: list[str] = []
        self.line_end = "\r\n" if "\r\n" in job.text else "\n"
        # Labels that are none of the author's.
        self.label = "armsref-"
        while f"[^{self.label}" in job.text:
            self.label += "x"

    def text(self) -> str:
        """Return the whole text."""
        edits: list[tuple[int, int, str]] = []
        outside = iter(ends_outside(self.job.text, [span.end for span in self.job.spans]))
        for span in self.job.spans:
            figure = self.job.figures[asked_by(span)]
            self.figures.append(figure)
            shown = Words(figure.text + figure.source.mark)
            end, left = self._behind(span, figure)
            edits.append((span.start, end, inlines_text((shown,))))
            behind = max(end, next(outside, end))
            if not (self.job.in_text or span.in_note or left):
                behind = behind_signs(self.job.text, behind)
            edits.append((behind, behind, self._mark(span, figure.source) + left))
        text = self._ended(_edited(self.job.text, edits))
        if _CITATION.search(text):
            self.remarks.append("the report's own citations stand as they are written")
        return text

    def _behind(self, span: FigureSpan, figure: Figure) -> tuple[int, str]:
        """Return where the text goes on, and what is left of the citation behind a span."""
        if span.cited is None:
            return span.end, ""
        ours = {article.id for article in figure.source.articles}
        left = [item for item in span.cited.items if item.key not in ours or not item.is_bare]
        if len(left) == len(span.cited.items):
            return span.end, ""
        kept = f" [{'; '.join(item.words for item in left)}]" if left else ""
        return span.cited.end, kept

    def _mark(self, span: FigureSpan, source: Source) -> str:
        style = self.job.sources.style
        if style.in_text:
            marks = inlines_text(style.mark(source.cited))
            return marks if marks.startswith("<sup>") else f" {marks}"
        if span.in_note:
            return inlines_text((Words(" ("), *without_stop(source.note), Words(")")))
        if source not in self.noted:
            self.noted.append(source)
        label = f"{self.label}{self.noted.index(source) + 1}"
        if self.apart:
            label += f".{len(self.marks) + 1}"
            self.marks[label] = span
        return f"[^{label}]"

    def _ended(self, text: str) -> str:
        """Return the text with the list of figures, the bibliography and the notes."""
        if not self.figures:
            return text
        place = _PLACE.search(text)
        listed = self._bullets(source_list(self.figures)) if self.job.sources.style.in_text else []
        entries = [*self._entries()]
        level = "#" * _level(text)
        if listed:
            listed = [f"{level} {FIGURES_TITLE}", *listed]
        if place is None:
            ending = [*listed, f"{level} {self.job.options.title}", *entries]
        else:
            before, ending = _before_heading(text, place.start()), []
            above = [text[:before].rstrip("\r\n"), *listed] if listed else [text[:before]]
            gap = self.line_end * 2 if listed else ""
            between = gap + text[before : place.start()]
            text = self._blocks(above) + between + self._blocks(entries) + text[place.end() :]
        notes = [
            f"[^{self.label}{number}]: {inlines_text(source.note)}"
            for number, source in enumerate(self.noted, 1)
        ]
        blocks = self._blocks([*ending, *notes])
        gap = self.line_end * 2
        return text.rstrip("\r\n") + gap + blocks + self.line_end if blocks else text

    def _entries(self) -> list[str]:
        style = self.job.sources.style
        entries = [article_entry(self.job.catalog, one, style) for one in style.cited]
        return [inlines_text(entry) for entry in entries]

    def _bullets(self, lines: list[Inlines]) -> list[str]:
        return [self.line_end.join(f"- {inlines_text(line)}" for line in lines)]

    def _blocks(self, blocks: list[str]) -> str:
        return (self.line_end * 2).join(blocks)


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """Return a text with parts of it replaced."""
    pieces, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _before_heading(text: str, at: int) -> int:
    """Return where the heading directly above a place begins; the place where there is none."""
    heading = _ABOVE.search(text, 0, at)
    return at if heading is None else heading.start()


def _level(text: str) -> int:
    """Return the level of a text's own chapters: one first heading alone is its title."""
    levels = [len(found[1]) for found in _HEADING.finditer(text)]
    if levels[:1] == [1] and levels.count(1) == 1:
        return 2
    return min(levels, default=1)
