"""The figures of a text: what each could state of which names, or why nothing is proposed."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from armsref.draft.attributes import Attributes, Cue
from armsref.errors import UnitError
from armsref.evidence.text import Span
from armsref.model.base import LONGEST_PHRASE
from armsref.model.seeds import Anchor, ClaimEntry
from armsref.reading.wording import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from armsref.draft.page import Group, Page
    from armsref.draft.speakers import Speakers
    from armsref.draft.subjects import Subjects


class Proposal(NamedTuple):
    """A claim to keep or delete, and what is to be said of it."""

    entry: ClaimEntry
    notes: tuple[str, ...] = ()


class Note(NamedTuple):
    """Words that nothing is proposed for: where they stand, and why.

    ``kind`` is ``figure``, ``quantity`` (a count, for a transfer statement) or ``unread``.
    """

    kind: str
    words: str
    start: int
    message: str


class Figures:
    """Proposes claims for the figures of a text.

    Parameters
    ----------
    page : Page
        The text.
    subjects : Subjects
        Finds the names.
    speakers : Speakers
        Finds who says it.
    """

    def __init__(self, page: Page, subjects: Subjects, speakers: Speakers) -> None:
        self.page = page
        self.subjects = subjects
        self.speakers = speakers
        self.attributes = Attributes(page)

    def of_sentence(self, sentence: Span) -> Iterator[Proposal | Note]:
        """Return what the figures of a sentence give, in the order of the text."""
        whole = self.page.body.sentence(sentence)
        scan = self.page.body.figures(whole)
        together = "respectively" in self.page.text[whole.start : whole.end].casefold()
        spans = [Span(f.start + whole.start, f.end + whole.start) for f in scan.found]
        alike = [self._fits(found.figure.unit) for found in scan.found]
        for number, (found, span) in enumerate(zip(scan.found, spans, strict=True)):
            figure = found.figure
            others = [
                other
                for at, other in enumerate(spans)
                if at != number and alike[at] == alike[number]
            ]
            read = text_of(figure)
            if self.page.lexicon.vocabulary.unit[figure.unit].counted:
                yield self._note("quantity", span, read)
            elif together:
                yield self._note("figure", span, f"{read}: 'respectively' says two things of two")
            else:
                yield self._figure(span, figure.unit, read, others)
        for problem in scan.problems:
            span = Span(problem.start + whole.start, problem.end + whole.start)
            if self._measures(span):
                yield self._note("unread", span, problem.message)

    def _fits(self, unit: str) -> tuple[str, ...]:
        try:
            return self.attributes.of_unit(unit)
        except UnitError:
            return ()

    def _figure(self, span: Span, unit: str, read: str, others: list[Span]) -> Proposal | Note:
        cue = self._cue(span, unit, others)
        subject = None if isinstance(cue, str) else self.subjects.of(span)
        if isinstance(cue, str):
            why = cue
        elif subject is None:
            why = f"{cue.attribute}, of no name near it"
        elif not subject.group.known:
            why = f"{cue.attribute} of {self._printed(subject.group.span)!r}, unknown"
        elif subject.note and self.page.lexicon.vocabulary.unit[unit].money:
            why = "a sum, of no name in its sentence"
        else:
            return self._proposal(cue, subject.group, subject.note, span)
        return self._note("figure", span, f"{read}: {why}")

    def _cue(self, span: Span, unit: str, others: list[Span]) -> Cue | str:
        """Return the attribute of a figure with its cue, or why there is none."""
        if not self._fits(unit):
            return "no attribute has that unit"
        if span.end - span.start > LONGEST_PHRASE:
            return "too long for a quote"
        return self.attributes.of(span, unit, others)

    def _proposal(self, cue: Cue, group: Group, note: str | None, span: Span) -> Proposal:
        notes = [note] if note else []
        others = [self._printed(m.span) for m in group.mentions if not m.systems]
        if others:
            notes.append(f"said together with {', '.join(others)}, which the catalogue lacks")
        entry = ClaimEntry(
            attribute=cue.attribute,
            of=named(group, self.page),
            quote=self._anchor(span),
            cue=None if cue.span is None else self._anchor(cue.span),
            attributed_to=self.speakers.of(span),
        )
        return Proposal(entry, tuple(notes))

    def _measures(self, span: Span) -> bool:
        """Tell whether a unit of measure or of money stands by words that could not be read."""
        if any(unicodedata.category(c) == "Sc" for c in self.page.text[span.start - 1 : span.end]):
            return True
        row = self.page.body.tokens(self.page.body.sentence(span))
        units = self.page.lexicon.vocabulary.unit
        for index, token in enumerate(row):
            if span.start <= token.start < span.end + 12 and token.kind == "word":
                match = self.page.lexicon.units.at(row, index)
                if match is not None and not units[match.value.symbol].counted:
                    return len(token.text) > 1
        return False

    def _anchor(self, span: Span) -> Anchor:
        return Anchor(words=self._printed(span), start=span.start)

    def _printed(self, span: Span) -> str:
        return self.page.text[span.start : span.end]

    def _note(self, kind: str, span: Span, message: str) -> Note:
        return Note(kind, self._printed(span)[:LONGEST_PHRASE], span.start, message)


def named(group: Group, page: Page) -> dict[str, Anchor]:
    """Return the systems of a group with the names they are printed under."""
    of: dict[str, Anchor] = {}
    for mention in group.known:
        words = page.text[mention.span.start : mention.span.end]
        of[min(mention.systems)] = Anchor(words=words, start=mention.span.start)
    return of
