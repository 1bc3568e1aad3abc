"""Which names a figure of a sentence is of: said where it is clear, else why it is not."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from armsref.catalog.hints import Hints
from armsref.catalog.words import read_class
from armsref.evidence.text import Span
from armsref.prose.caution import Caution
from armsref.prose.wordings import (
    ABOUT,
    ABOUT_FRONT,
    BEGINS,
    CLAUSE,
    DEFINITE,
    INTRODUCED,
    INTRODUCES,
    LABEL,
    NEW_SUBJECT,
    NOTHING,
    OF_NAME,
    OWNED,
    PLURAL,
    PRONOUN_BEHIND,
    RELATIVE,
    RESUMES,
    SAYS,
    SINGULAR,
    STRAIGHT,
    behind_kind,
    other_thing,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.draft.page import Group, Page
    from armsref.prose.names import Names

#: How many sentences back a name is looked for.
_BACK = 3
_EITHER = re.compile(r"\bor\b|/", re.IGNORECASE)
_GLUED = re.compile(r"[\s\-‐‑]*(?:[\w-]+[\s-]+){0,4}\Z")
_PROPER = re.compile(r"\b(?:the|The|a|A|an|An)\s+(?:new\s+)?([A-Z][^\W\d_]{2,})")
_NO_NAME = "no system is named near it"
_UNCLEAR = "it is not clear which of several systems it is of"


class Owner(NamedTuple):
    """The names that a figure is of: systems that may bear each; ``either`` means one of them."""

    names: tuple[frozenset[str], ...]
    either: bool = False


class Owners:
    """Tells whose figure it is.

    Parameters
    ----------
    page : Page
        The text.
    names : Names
        Its names.
    headings : sequence of (int, int, int)
        Level, start and end of the headings.
    """

    def __init__(
        self, page: Page, names: Names, headings: Sequence[tuple[int, int, int]] = ()
    ) -> None:
        self.page = page
        self.names = names
        self.headings = headings
        self.caution = Caution(page, names)
        joining = page.lexicon.vocabulary.joining
        self._between = (
            page.lexicon.counted_modifiers - frozenset(joining.coordinations)
            | {"range", "class", "new", "capable", "heavy", "speed", "weight", "payload", "warhead"}
        ) - {"to", "and", "of", "the", "their", "its"}

    def of(self, figure: Span, figures: Sequence[Span], cues: frozenset[str]) -> Owner | str:
        """Return whose figure it is, or why that cannot be said.

        Parameters
        ----------
        figure : Span
            Where it stands.
        figures : sequence of Span
            Where the sentence's figures stand.
        cues : frozenset of str
            Words that say which attribute a figure is.
        """
        number = self.page.sentence_at(figure.start)
        sentence = self.page.sentences[number]
        begins = [span.start for span in figures]
        groups = self.names.groups_in(sentence.start, sentence.end, begins)
        front = [g for g in groups if g.span.end <= figure.start]
        behind = [g for g in groups if g.span.start >= figure.end]
        inside = [g for g in groups if g.span.overlaps(figure)]
        if inside:  # "maximum range of the Zolfaghar is believed to be 700 km"
            if len(inside) > 1:
                return _UNCLEAR
            why = self.caution.doubt(figure, sentence, inside[0].span, cues)
            return self._known(inside[0]) if why is None else why
        chosen: Group | str | None = self._behind(figure, behind, cues)
        if chosen is None:
            chosen = self._front(figure, sentence, front)
        if chosen is None and behind:
            chosen = self._introduced(figure, sentence, behind)
        if chosen is None:
            chosen = self._earlier(number, sentence, figure, cues)
            if isinstance(chosen, str) and behind and chosen == _NO_NAME:
                chosen = "it is not clear that it is of the system named behind it"
        if isinstance(chosen, str):
            return chosen
        label = self._is_label(sentence)
        why = self.caution.doubt(figure, sentence, chosen.span, cues, label=label)
        return self._known(chosen) if why is None else why

    def only(self, sentence: Span) -> Owner | str:
        """Return the one system of a sentence, whatever its language; else say why not."""
        groups = self.names.groups_in(*sentence)
        if not groups:
            return _NO_NAME
        if len({tuple(m.systems for m in group.mentions) for group in groups}) > 1:
            return _UNCLEAR
        return self._known(groups[0])

    def _known(self, group: Group) -> Owner | str:
        """Return the systems of a group; of an unknown name that it is unknown."""
        known = tuple(m.systems for m in group.mentions if m.systems)
        unknown = [self.names.printed(m.span) for m in group.mentions if not m.systems]
        if unknown:
            return f"{unknown[0]!r} is no name of the catalogue"
        about = ABOUT.match(self.page.text, group.span.end)
        if about is not None:
            said = self.names.printed(Span(group.span.start, about.end()))
            return f"it is of {said!r}"
        begin = group.span.start
        in_front = ABOUT_FRONT.search(self.page.text, max(0, begin - 40), begin)
        if in_front is not None:
            said = self.names.printed(Span(in_front.start(), group.span.end))
            return f"it is of {said!r}"
        printed = self.page.text[group.span.start : group.span.end]
        return Owner(known, len(known) > 1 and _EITHER.search(printed) is not None)

    # ------------------------------------------------------------------ names behind

    def _behind(self, figure: Span, behind: list[Group], cues: frozenset[str]) -> Group | None:
        """Return the names straight behind a figure: "the 700-km Zolfaghar", "for the ..."."""
        if not behind:
            return None
        gap = self.page.text[figure.end : behind[0].span.start]
        if len(gap) > 80:
            return None
        if _GLUED.fullmatch(gap) and self._modifies(gap):
            return behind[0]
        of = OF_NAME.fullmatch(gap)
        if of is not None and self._is_cue(of["cue"], cues):
            return behind[0]
        return None

    def _modifies(self, gap: str) -> bool:
        row = self.page.lexicon.row(gap)
        return len(row) <= 4 and all(t.norm in self._between or t.text in "-‐‑“”\"'’" for t in row)

    def _is_cue(self, words: str | None, cues: frozenset[str]) -> bool:
        row = self.page.lexicon.row(words or "")
        return all(t.norm in cues for t in row)

    def _introduced(self, figure: Span, sentence: Span, behind: list[Group]) -> Group | None:
        """Return the names behind "With a range of 700 km, the ..."."""
        gap = self.page.text[figure.end : behind[0].span.start]
        opens = INTRODUCES.match(self.page.text, sentence.start)
        if opens is not None and INTRODUCED.search(gap) and len(gap) < 120:
            return behind[0]
        return None

    # ------------------------------------------------------------------ names in front

    def _front(self, figure: Span, sentence: Span, front: list[Group]) -> Group | str | None:
        """Return the names in front that a figure is of; None where none is but compared with."""
        if not front:
            return None
        last = front[-1]
        at = behind_kind(self.page.text, last.span.end)
        gap = self.page.text[at : figure.start]
        if STRAIGHT.fullmatch(self.page.text[last.span.end : figure.start]):
            return last
        relative = RELATIVE.match(gap) is not None
        real = [g for g in front if not self.names.is_compared(g.span.start)]
        if not real and not relative:
            return None
        if last not in real and not relative:
            return self._around_compared(figure, real[-1], last)
        earlier = [g for g in real if g is not last and self._differs(g, last)]
        if earlier:
            governed = self._of_several(sentence, earlier[-1], last, gap)
            if governed is not last:
                return governed
        return self._doubt(gap) or last

    def _around_compared(self, figure: Span, subject: Group, last: Group) -> Group | str:
        """Return the subject behind which something was compared with another name."""
        text = self.page.text
        between = text[behind_kind(text, subject.span.end) : last.span.start]
        gap = text[behind_kind(text, last.span.end) : figure.start]
        ambiguous = re.match(r"\s+(?:with|at|of)\b", gap) is not None
        if ambiguous and "," not in between:
            return _UNCLEAR
        doubt = self._doubt(gap) if gap.strip() else None
        return doubt or subject

    def _differs(self, one: Group, other: Group) -> bool:
        return [m.systems for m in one.mentions] != [m.systems for m in other.mentions] or not all(
            m.systems for m in one.mentions
        )

    def _of_several(self, sentence: Span, before: Group, last: Group, gap: str) -> Group | str:
        """Return which of two names a figure is of."""
        text = self.page.text
        between = text[behind_kind(text, before.span.end) : last.span.start]
        new = NEW_SUBJECT.search(between) is not None
        clause = CLAUSE.search(between) is not None or new
        resumes = RESUMES.search(gap) is not None
        opened = re.search(r"[,(–—]", between)
        if resumes and opened is not None and not new and not clause:
            # "the Zolfaghar, launched beside the Fath-360, has": the words between are broken in.
            near = between[: opened.start()].strip() == ""
            return before if near and gap.count(",") < 3 else _UNCLEAR
        if clause:
            return last
        if re.match(r"\s*,?\s*and\s+", gap):
            begins = BEGINS.fullmatch(text[sentence.start : before.span.start])
            return before if begins and "," not in between else _UNCLEAR
        if re.match(r"\s+(?:with|at|of|for)\b", gap):
            return _UNCLEAR
        if not gap.strip() or SAYS.match(gap):
            return last
        return _UNCLEAR

    def _doubt(self, gap: str) -> str | None:
        """Say why the words between a name and a figure may be of something else."""
        thing = other_thing(gap)
        if thing is not None:
            return f"{thing!r} stands between it and the name"
        clauses = re.split(r";|\b(?:while|whereas)\b", gap)
        if len(clauses) > 1 and not self._stands_for(clauses[-1]):
            return "another clause begins between it and the name"
        proper = self._other_name(gap)
        if proper is not None:
            return f"{proper!r} stands between it and the name"
        return None

    def _other_name(self, gap: str) -> str | None:
        """Return a capitalised word that is the subject of a clause of its own."""
        for match in _SUBJECT.finditer(gap):
            if not self.page.lexicon.parties.anywhere(self.page.lexicon.row(match[1])):
                return match[1]
        return None

    def _stands_for(self, words: str) -> bool:
        return any(p.search(words) for p in (SINGULAR, PLURAL, DEFINITE, OWNED))

    # ------------------------------------------------------------------ names of earlier sentences

    def _earlier(
        self, number: int, sentence: Span, figure: Span, cues: frozenset[str]
    ) -> Group | str:
        """Return what "it" or "the missile" stands for."""
        front = self.page.text[sentence.start : figure.start]
        if INTRODUCES.match(front) and not STRAIGHT.fullmatch(front):
            pronoun = PRONOUN_BEHIND.match(self.page.text, figure.end, sentence.end)
            front += pronoun[0] if pronoun is not None else ""
        label = self._is_label(sentence)
        said = NOTHING.sub(lambda m: " " * len(m[0]), front)
        definite = list(DEFINITE.finditer(said))
        single, plural = SINGULAR.search(said), PLURAL.search(said)
        for owned in OWNED.finditer(said + self.page.text[figure.start : figure.end]):
            if any(t.norm in cues for t in self.page.lexicon.row(owned["what"])):
                its = owned["its"].casefold() == "its"
                single, plural = (owned, plural) if its else (single, owned)
        if not (definite or single or plural or label):
            behind = self.page.text[figure.end : sentence.end]
            its = re.match(r"\s*(?:is|was)\s+its\b", behind)
            if its is None:
                return _NO_NAME
        kind = definite[-1]["kind"] if definite else ""
        many = (plural is not None or kind.casefold().endswith("s")) and single is None
        at = max([m.end() for m in (*definite, single, plural) if m is not None], default=0)
        thing = other_thing(said[at:])
        if thing is not None:
            return f"{thing!r} stands in front of it"
        found = self._named_before(number)
        return found if isinstance(found, str) else self._fitting(found, kind, many=many)

    def _is_label(self, sentence: Span) -> bool:
        """Tell a line such as "Range: 700 km"."""
        text = self.page.text
        start = LABEL.match(text, sentence.start)
        at = start.end() if start is not None else sentence.start
        row = self.page.lexicon.row(text[at : min(at + 60, sentence.end)])
        cue = self.page.lexicon.cues.at(row, 0)
        if cue is None:
            return False
        rest = text[at + row[cue.end - 1].end : sentence.end].lstrip()
        return rest[:1] in (":", "=", "–", "—", "|")

    def _named_before(self, number: int) -> list[Group] | str:
        """Return the groups of the last sentence before that prints names, or of its heading."""
        page = self.page
        heading = self._heading(page.sentences[number].start)
        first = max(0, number - _BACK)
        for back in range(number - 1, first - 1, -1):
            span = page.sentences[back]
            if heading is not None and span.start < heading.end:
                break
            groups = [
                g for g in self.names.groups_in(*span) if not self.names.is_compared(g.span.start)
            ]
            if groups:
                return groups
            proper = _PROPER.search(page.text, *span)
            if proper is not None and not page.lexicon.parties.anywhere(
                page.lexicon.row(proper[1])
            ):
                return f"{proper[1]!r} stands between it and the last name"
        if heading is not None:
            groups = self.names.groups_in(*heading)
            if groups:
                return groups
        return _NO_NAME

    def _heading(self, offset: int) -> Span | None:
        """Return the nearest heading above that prints a name, not one that is closed already."""
        level = 7
        for depth, start, end in reversed(self._above(offset)):
            if depth < level:
                level = depth
                if self.names.groups_in(start, end):
                    return Span(start, end)
        return None

    def _above(self, offset: int) -> Sequence[tuple[int, int, int]]:
        return self.headings[: bisect_left(self._starts, offset)]

    @property
    def _starts(self) -> list[int]:
        return [start for _, start, _ in self.headings]

    def _fitting(self, groups: list[Group], kind: str, *, many: bool) -> Group | str:
        """Return the one group that "it", "they" or "the drone" can stand for."""
        fitting = [g for g in groups if self._fits(g, kind)]
        distinct = {tuple(m.systems for m in g.mentions): g for g in reversed(fitting)}
        if len(distinct) != 1:
            return _UNCLEAR if fitting else f"no system named before is a {kind}"
        (group,) = distinct.values()
        if len(group.mentions) > 1 and not many:
            return _UNCLEAR
        return group

    def _fits(self, group: Group, kind: str) -> bool:
        """Tell whether the class in "the drone" does not speak against the systems."""
        term = read_class(self.names.catalog, kind) if kind else None
        if term is None:
            return True
        hints = Hints(class_=term)
        systems = {system for m in group.mentions for system in m.systems}
        return not systems or hints.narrow(self.names.catalog, systems) == systems


#: "and Kalibr reached": a subject that is not known as a name.
_SUBJECT = re.compile(
    r"(?:^|[,;]\s*(?:and\s+|but\s+)?|\b(?:and|but|while|whereas)\s+)(?:the\s+)?([A-Z][^\W\d_]{2,})"
    r"\s+(?:has|have|had|can|could|reach\w*|fl(?:y|ies|ew)|carr\w+|travels?|boasts?|weighs?|hits?"
    r"|struck|strikes?|is|was|with)\b"
)
