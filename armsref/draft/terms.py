"""The terms of a text that are said of a name: beside it, behind "is a", or of "the missile"."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from armsref.draft.figures import Proposal, named
from armsref.draft.names import ADJECTIVE
from armsref.draft.subjects import Subject
from armsref.errors import ReadingError
from armsref.evidence.nearness import includes
from armsref.evidence.text import Span
from armsref.evidence.words import FORM_GAP
from armsref.model.base import LONGEST_PHRASE
from armsref.model.seeds import Anchor, ClaimEntry
from armsref.reading.cues import cue_names
from armsref.reading.terms import form_matches, read_term
from armsref.reading.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from armsref.draft.page import Group, Page
    from armsref.draft.speakers import Speakers
    from armsref.draft.subjects import Subjects

_NOUN = r"(?:\s+(?:\w+\s+)?(?:missile|drone|rocket|system|UAV|weapon|munition)s?)?"
_APPOSED = re.compile(
    rf"{_NOUN}\s*(?:,|\(|–|—|--| -)\s*(?:which (?:is|are|was) )?(?:also |both )?"
    r"(?:an?|the|its|one of \w+)?\s*",
    re.IGNORECASE,
)
_IS = re.compile(
    rf"s?{_NOUN}\s+(?:is|are|was|were)\s+(?:also |both )?(?:described as |classified as )?"
    r"(?:an?|the)?\s*",
    re.IGNORECASE,
)
_OF = re.compile(r"s?\s+(?:family|series|class|line|type)?\s*of\s+(?:the\s+)?", re.IGNORECASE)
_CALLED = re.compile(
    r"[\s,(–—-]*(?:(?:is |was )?(?:called|named|dubbed|known as|designated) )?(?:the )?[“\"'‘]?",
    re.IGNORECASE,
)
#: A sentence that says what the thing is that was named before: "It is a ...".
_IT_IS = re.compile(
    r"(?:It|This|The (?:\w+ )?(?:missile|drone|rocket|system|UAV|weapon))\s+(?:is|was)\s+an?\s+"
)
_THIS = re.compile(r"\b(?:this|these|those|the|both)\s+", re.IGNORECASE)
#: Words that may stand between a name and a term that it is joined to.
_MOST_BETWEEN = 4


class Terms:
    """Proposes claims for the terms of a text.

    Parameters
    ----------
    page : Page
        The text.
    subjects : Subjects
        Finds the names of earlier sentences.
    speakers : Speakers
        Finds who says it.
    """

    def __init__(self, page: Page, subjects: Subjects, speakers: Speakers) -> None:
        self.page = page
        self.subjects = subjects
        self.speakers = speakers
        attributes = page.lexicon.vocabulary.system_attributes()
        self._terms = [name for name, entry in attributes.items() if entry.kind == "term"]
        self._links = [name for name, entry in attributes.items() if entry.kind == "link"]
        national = [a for p in page.lexicon.vocabulary.party.values() for a in p.adjectives]
        self._plain = page.lexicon.counted_modifiers | {t.norm for a in national for t in tokens(a)}

    def of_sentence(self, sentence: Span) -> Iterator[Proposal]:
        """Return what the terms of a sentence give."""
        whole = self.page.body.sentence(sentence)
        groups = self.page.groups_in(*whole)
        for attribute in self._terms:
            for span in self._printed_terms(whole, attribute):
                yield from self._term(attribute, span, groups, whole)
        for attribute in self._links:
            yield from self._link(attribute, groups, whole)

    def _printed_terms(self, whole: Span, attribute: str) -> list[Span]:
        """Return where the longest forms of an attribute stand, none inside another."""
        row = self.page.body.tokens(whole)
        found = form_matches(row, attribute, self.page.lexicon, gap=FORM_GAP)
        found.sort(key=lambda m: (-m.length, m.end - m.start, m.start))
        kept: list[Span] = []
        for match in found:
            span = self._quoted(Span(match.start, match.end))
            if not any(span.overlaps(other) for other in kept):
                kept.append(span)
        return sorted(kept)

    def _quoted(self, span: Span) -> Span:
        """Take the opening quotation mark along where the closing one is inside."""
        text = self.page.text
        opens = text[span.start - 1 : span.start]
        pairs = {"“": "”", '"': '"', "«": "»", "‘": "’"}
        if opens and pairs.get(opens, "\0") in text[span.start : span.end]:
            return Span(span.start - 1, span.end)
        return span

    def _term(
        self, attribute: str, span: Span, groups: list[Group], whole: Span
    ) -> Iterator[Proposal]:
        words = self.page.text[span.start : span.end]
        if len(words) > LONGEST_PHRASE or any(span.overlaps(g.span) for g in groups):
            return  # "Precision Strike Missile" is a name
        try:
            read_term(words, attribute, self.page.lexicon)
        except ReadingError:
            return
        cue: Anchor | None = None
        note: str | None = None
        if self.page.lexicon.vocabulary.attribute[attribute].cues:
            held = self._held(attribute, span, groups, whole)
            if held is None:
                return
            group, cue = held
        else:
            subject = self._subject(span, groups, whole)
            if subject is None:
                return
            group, note = subject
        of = {s: a for s, a in named(group, self.page).items() if not _overlaps(a, span)}
        if not of:
            return
        entry = ClaimEntry(
            attribute=attribute,
            of=of,
            quote=Anchor(words=words, start=span.start),
            cue=cue,
            attributed_to=self.speakers.of(span),
        )
        yield Proposal(entry, (note,) if note else ())

    def _subject(self, span: Span, groups: list[Group], whole: Span) -> Subject | None:
        """Return the names that a term is joined to."""
        front = [g for g in groups if g.span.end <= span.start]
        behind = [g for g in groups if g.span.start >= span.end]
        if front and self._joined_in_front(front[-1], span):
            return Subject(front[-1])
        if behind:
            gap = Span(span.end, behind[0].span.start)
            called = _CALLED.fullmatch(self.page.text, gap.start, gap.end)
            if called or self._few_words(gap, behind=True) or self._includes(gap):
                return Subject(behind[0])
        if self._points_back(span, whole, front):
            subject = self.subjects.of(span)
            if subject is not None and subject.group.span.end <= span.start:
                return Subject(subject.group, "said of what was named before")
        return None

    def _joined_in_front(self, group: Group, span: Span) -> bool:
        text, end = self.page.text, group.span.end
        for joint in (_IS, _APPOSED, _OF):
            match = joint.match(text, end, span.start)
            if match and self._few_words(Span(match.end(), span.start)):
                return True
        return self._few_words(Span(end, span.start))

    def _few_words(self, gap: Span, *, behind: bool = False) -> bool:
        """Tell whether nothing but a few words of the same phrase stand in a gap."""
        printed = self.page.text[gap.start : gap.end]
        row = tokens(printed)
        if len(row) > 2 * _MOST_BETWEEN or "\n" in printed:
            return False
        words = [t for t in row if t.kind != "mark"]
        marks = [t for t in row if t.kind == "mark" and t.text not in "-‐‑“”\"'’,"]
        breaks = {"and", "to", "of"} if behind else {"to"}
        plain = all(self._describes(t.norm) and t.norm not in breaks for t in words)
        return (
            plain and not marks and len(words) <= _MOST_BETWEEN and not (behind and "," in printed)
        )

    def _describes(self, word: str) -> bool:
        return word in self._plain or ADJECTIVE.search(word) is not None

    def _includes(self, gap: Span) -> bool:
        printed = self.page.text[gap.start : gap.end]
        return (
            len(printed) < 60
            and not re.search(r"[.;:\n]", printed)
            and includes(gap.start, gap.end, self.page.body, self.page.lexicon)
        )

    def _points_back(self, span: Span, whole: Span, front: list[Group]) -> bool:
        """Tell "this road-mobile missile" and "the satellite-guided missiles"."""
        if front:
            return False
        says = _IT_IS.match(self.page.text, self._first_letter(whole), span.start)
        if says and self._few_words(Span(says.end(), span.start)):
            return True
        before = max(whole.start, span.start - 60)
        this = list(_THIS.finditer(self.page.text, before, span.start))
        near = bool(this) and self._few_words(Span(this[-1].end(), span.start))
        return near and not self._is_general(span)

    def _first_letter(self, whole: Span) -> int:
        words = self.page.text[whole.start : whole.end]
        return whole.start + len(words) - len(words.lstrip())

    def _is_general(self, span: Span) -> bool:
        """Tell "the missile", which says nothing new of what it refers to."""
        return len(tokens(self.page.text[span.start : span.end])) == 1

    def _held(
        self, attribute: str, span: Span, groups: list[Group], whole: Span
    ) -> tuple[Group, Anchor | None] | None:
        """Return the names that a party holds: "the Guards' Ababil", "used by Russia"."""
        text = self.page.text
        behind = [g for g in groups if g.span.start >= span.end]
        if behind and re.fullmatch(r"['’]s?\s+", text[span.end : behind[0].span.start]):
            return behind[0], None
        row = self.page.body.tokens(whole)
        for start, end, _ in cue_names(row, attribute, self.page.lexicon):
            cue = Anchor(words=text[start:end], start=start)
            if end <= span.start and re.fullmatch(r"\s+(?:the\s+)?", text[end : span.start]):
                front = [g for g in groups if g.span.end <= start]
                if front and start - front[-1].span.end < 60:
                    return front[-1], cue
            if start >= span.end and not text[span.end : start].strip():
                later = [g for g in groups if g.span.start >= end]
                if later and self._few_words(Span(end, later[0].span.start)):
                    return later[0], cue
        return None

    def _link(self, attribute: str, groups: list[Group], whole: Span) -> Iterator[Proposal]:
        """Propose that one name is of the family another names."""
        row = self.page.body.tokens(whole)
        cues = cue_names(row, attribute, self.page.lexicon) if groups else []
        number = self.page.sentence_at(groups[0].span.start) if groups else 0
        before = self.page.sentences[max(number - 1, 0)]
        # "of the Fateh-110 family. These missiles, such as the Zolfaghar, ..."
        groups = self.page.groups_in(before.start, whole.start)[-1:] + groups
        for family, member in itertools.pairwise(groups):
            for start, end, _ in cues:
                if not (family.span.end <= start and end <= member.span.start):
                    continue
                parent = family.known[-1] if family.known else None
                if parent is None or not parent.systems & self.page.families or not member.known:
                    continue
                entry = ClaimEntry(
                    attribute=attribute,
                    of=named(member, self.page),
                    quote=self._anchor(parent.span),
                    cue=self._anchor(Span(start, end)),
                    attributed_to=self.speakers.of(parent.span),
                )
                yield Proposal(entry)
                break

    def _anchor(self, span: Span) -> Anchor:
        return Anchor(words=self.page.text[slice(*span)], start=span.start)


def _overlaps(anchor: Anchor, span: Span) -> bool:
    start = anchor.start or 0
    return Span(start, start + len(anchor.words)).overlaps(span)
