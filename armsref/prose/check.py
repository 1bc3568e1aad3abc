"""Check a text: each figure of a system with its verdict, and what is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from armsref.auditing.verdict import KINDS, Judge, Verdict
from armsref.draft.page import Page
from armsref.errors import ReadingError, UnitError
from armsref.evidence.text import Span
from armsref.model.seeds import SystemEntry
from armsref.prose.cells import cells_of
from armsref.prose.checked import Checked, CheckedFigure
from armsref.prose.hardened import Hardened, hardened
from armsref.prose.kinds import Kinds
from armsref.prose.names import Names
from armsref.prose.owners import Owner, Owners
from armsref.prose.places import Place, Places
from armsref.prose.prose import Prose, plain_prose
from armsref.prose.said import Said
from armsref.reading.reader import read_figure
from armsref.reading.slips import compare
from armsref.reading.units import dimension

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.findings import Finding
    from armsref.model.reading import Reading
    from armsref.model.vocabulary import Attribute, Unit
    from armsref.reading.doubts import Problem
    from armsref.reading.lexicon import Lexicon

#: Goes over a sequence in its place, to show how far the work is.
Watch = Callable[[Sequence[Span], str], Iterable[Span]]

#: A number without a unit belongs to a figure that begins so near behind it.
_NEAR = 12
#: Words of a sentence that hedge all of its figures.
_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|apparently|presumably|possibly|perhaps|estimate[sd]?"
    r"|approximate(?:ly)?|roughly|believed|thought|claimed|said to|said to have|purported(?:ly)?"
    r"|reported|nominal(?:ly)?|theoretical(?:ly)?)\b",
    re.IGNORECASE,
)


#: In front of what is not so, beside the vocabulary's denials.
_UNTRUE = ("myth", "false", "falsely", "untrue", "wrong", "wrongly", "fake", "unfounded", "hoax")


def check(
    text: str,
    *,
    markdown: bool = False,
    catalog: Catalog | None = None,
    language: str = "en",
    file: str = "-",
    watch: Watch | None = None,
) -> Checked:
    """Find the names and figures of a text, and say what is printed of them.

    A figure is judged where it is clear which attribute of which system it is; of any other
    figure with a unit a note says why not. Numbers without a unit, counts and dates are no
    figures of a system. The time is linear in the length of the text.

    Parameters
    ----------
    text : str
        One sentence or many.
    markdown : bool
        The text is Markdown: code, link targets and comments are no prose.
    catalog : Catalog, optional
        Another catalogue than the shipped one.
    language : str
        Language of the text, BCP 47. In another than English a figure is judged only in a
        sentence that names one system, and words that negate or compare are not looked for.
    file : str
        Name of the text in the findings.
    watch : callable, optional
        ``watch(sentences, label)`` goes over the sentences, to show how far it is.

    Raises
    ------
    ReadingError
        The language is not covered.

    Examples
    --------
    >>> import armsref
    >>> checked = armsref.check("The Polonez can hit targets 300 km away.")
    >>> [(f.system, f.attribute, f.words, f.verdict.kind) for f in checked.figures]
    [('polonez', 'range', '300 km', 'printed')]
    >>> [(f.code, f.remedy) for f in checked.findings]
    [('AR708', "write 'up to 300 km' or 'between 50 and 300 km'")]
    """
    if not isinstance(text, str):
        msg = f"text is a str, not {type(text).__name__}"  # type: ignore[unreachable]
        raise TypeError(msg)
    if catalog is None:
        from armsref import shipped

        catalog = shipped()
    if markdown:
        from armsref.prose.markdown import markdown_prose

        prose = markdown_prose(text)
    else:
        prose = plain_prose(text)
    checker = _Checker(prose, Places(text), catalog, catalog.lexicon.in_language(language), file)
    checker.add_cells(prose.tables)
    sentences: Iterable[Span] = checker.page.sentences
    if watch is not None:
        sentences = watch(checker.page.sentences, "sentences")
    for sentence in sentences:
        checker.add(sentence)
    return checker.checked()


class _Checker:
    """Goes through the sentences of one text."""

    def __init__(
        self, prose: Prose, places: Places, catalog: Catalog, lexicon: Lexicon, file: str
    ) -> None:
        self.places = places
        self.lexicon = lexicon
        self.page = Page(prose.text, lexicon, _entries(catalog), prose.ends)
        self.names = Names(self.page, catalog)
        self.kinds = Kinds(self.page, self.names)
        self.owners = Owners(self.page, self.names, prose.headings)
        self.judge = Judge(catalog)
        self.said = Said(catalog, file)
        self.figures: list[CheckedFigure] = []
        self.findings: list[Finding] = []
        self._cells: set[int] = set()
        self._readings: dict[tuple[str, str], Reading | str] = {}
        self._judged: dict[
            tuple[str, tuple[str, ...], str, bool], tuple[Verdict | str, Hardened | None]
        ] = {}
        self._number_words = _any_of(lexicon.numbers.all_words | set(lexicon.words.numbers.scales))
        stance = lexicon.vocabulary.attribute.get("stance")
        denials = stance.terms["denies"].forms if stance and "denies" in stance.terms else ()
        self._denials = _any_of((*denials, *_UNTRUE))

    def checked(self) -> Checked:
        """Return all that was found, in the order of the text."""
        near = self._near_names() if self.lexicon.wording.code == "en" else []
        found = sorted([*self.findings, *near], key=lambda f: (f.line, f.column or 0, f.code))
        self.figures.sort(key=lambda figure: figure.start)
        return Checked(tuple(self.figures), tuple(found))

    def _near_names(self) -> Iterator[Finding]:
        near = self.names.near()
        times = Counter(self.names.printed(one.span) for one in near)
        for one in near:
            words = self.names.printed(one.span)
            if count := times.pop(words, 0):
                yield self.said.near(words, one.names, self._place(one.span), count)

    def _place(self, span: Span) -> Place:
        return self.places.of(span.start)

    # ------------------------------------------------------------------ a sentence

    def add(self, sentence: Span) -> None:
        """Judge the figures of a sentence."""
        if sentence.start in self._cells or not self._may_count(sentence):
            return
        found, problems = self.page.body.figures(sentence)
        measured = [f for f in found if not self._unit(f.figure.unit).counted]
        spans = [Span(f.start + sentence.start, f.end + sentence.start) for f in measured]
        fits = [self.kinds.fits(f.figure.unit) for f in measured]
        for at, span in enumerate(spans):
            others = [s for n, s in enumerate(spans) if n != at and fits[n] == fits[at]]
            self._figure(span, measured[at].figure.unit, sentence, spans, others)
        begins = [f.start for f in found] + [p.start for p in problems]
        for problem in problems:
            alone = not any(0 <= begin - problem.end <= _NEAR for begin in begins)
            self._problem(problem, sentence, alone=alone)

    def add_cells(self, tables: Sequence[Sequence[Sequence[Span]]]) -> None:
        """Judge the cells of tables whose row names a system and whose column an attribute."""
        for cell in cells_of(tables, self.page, self.names):
            words = self.names.printed(cell.span)
            for whole in dict.fromkeys((f"{words} {cell.unit}".rstrip(), words)):
                reading = self._read(whole, cell.attribute)
                if not isinstance(reading, str) and reading.span == (0, len(whole)):
                    systems = tuple(sorted(cell.systems))
                    self._judge(cell.span, whole, systems, cell.attribute, reading, hedged=False)
                    self._cells.add(cell.span.start)
                    break
            else:
                if not any(map(str.isalpha, words)):
                    why, place = "it has no unit", self._place(cell.span)
                    self.findings.append(self.said.unattributed(words, why, place))

    def _may_count(self, sentence: Span) -> bool:
        """Tell whether a sentence holds a digit or a number word; most hold none."""
        words = self.page.text[sentence.start : sentence.end]
        if self.lexicon.wording.code != "en" or any(map(str.isnumeric, words)):
            return True
        return self._number_words.search(words) is not None

    def _unit(self, symbol: str) -> Unit:
        return self.lexicon.vocabulary.unit[symbol]

    def _figure(
        self, span: Span, unit: str, sentence: Span, spans: list[Span], others: list[Span]
    ) -> None:
        words = self.names.printed(span)
        kind = self.kinds.of(span, unit, others)
        why = kind if isinstance(kind, str) else self._unstated(span, sentence)
        owner: Owner | str = why or self._owner(span, sentence, spans)
        if isinstance(kind, str) or isinstance(owner, str):
            place = self._place(span)
            self.findings.append(self.said.unattributed(words, str(owner), place))
            return
        reading = self._read(words, kind.attribute)
        if isinstance(reading, str):
            self.findings.append(self.said.unread(words, reading, self._place(span)))
            return
        hedged = bool(_HEDGED.search(self.page.text, sentence.start, sentence.end))
        groups = [tuple(s for g in owner.names for s in g)] if owner.either else owner.names
        for systems in groups:
            of = tuple(sorted(systems))
            self._judge(span, words, of, kind.attribute, reading, hedged=hedged)

    def _read(self, words: str, attribute: str) -> Reading | str:
        """Return the reading of words, or why there is none; the same words are read once."""
        key = (words, attribute)
        if key not in self._readings:
            try:
                self._readings[key] = read_figure(words, attribute, self.lexicon)
            except ReadingError as error:
                self._readings[key] = str(error)
        return self._readings[key]

    def _owner(self, span: Span, sentence: Span, spans: list[Span]) -> Owner | str:
        if self.lexicon.wording.code != "en":
            return self.owners.only(sentence)
        if "respectively" in self.page.text[sentence.start : sentence.end].casefold():
            return "'respectively' says two things of two"
        return self.owners.of(span, spans, self.kinds.words)

    def _judge(
        self,
        span: Span,
        words: str,
        systems: tuple[str, ...],
        attribute: str,
        reading: Reading,
        *,
        hedged: bool,
    ) -> None:
        """Say what is to be said of a figure; of one whose units contradict, only that."""
        place = self._place(span)
        if slips := _mismatch(reading):
            self.findings.append(self.said.unread(words, slips[0], place))
            return
        key = (words, systems, attribute, hedged)
        if key not in self._judged:
            self._judged[key] = self._verdict(words, systems, attribute, reading, hedged=hedged)
        verdict, more = self._judged[key]
        if isinstance(verdict, str):
            self.findings.append(self.said.unattributed(words, verdict, place))
            return
        self.figures.append(
            CheckedFigure(*span, *place, words, verdict.system, attribute, reading, verdict)
        )
        finding = self.said.of(verdict, words, place)
        if finding is not None:
            self.findings.append(finding)
        if more is not None:
            self.findings.append(self.said.hardened(more, verdict, words, place))

    def _verdict(
        self,
        words: str,
        systems: tuple[str, ...],
        attribute: str,
        reading: Reading,
        *,
        hedged: bool,
    ) -> tuple[Verdict | str, Hardened | None]:
        """Return the verdict of a figure, or why it has none, and how it says more."""
        entry = self.lexicon.vocabulary.attribute[attribute]
        try:
            verdicts = [
                self.judge.of_any(systems, attribute, meant)
                for meant in _meanings(reading, entry, self.lexicon)
            ]
        except UnitError as error:
            if not any(self.judge.catalog.specs_of(s).get(attribute) for s in systems):
                return Verdict("unstated", systems[0], attribute), None
            return f"its unit cannot be compared: {error}", None
        verdict = min(verdicts, key=lambda v: KINDS.index(v.kind))
        if verdict.kind not in ("printed", "disputed"):
            return verdict, None
        hedged = hedged or any(self._weakens(hedge) for hedge in reading.hedges)
        return verdict, hardened(reading, words, verdict.claims, self.lexicon, hedged=hedged)

    def _weakens(self, words: str) -> bool:
        row = self.lexicon.row(words)
        tables = (self.lexicon.hedges_before, self.lexicon.hedges_after)
        found = [m.value for table in tables for _, m in table.anywhere(row)]
        return any(relation in (None, "about") for relation in found)

    # ------------------------------------------------------------------ what states nothing

    def _unstated(self, span: Span, sentence: Span) -> str | None:
        """Say why a sentence does not state its figure: it asks, denies or negates."""
        if self.lexicon.wording.code != "en":
            return None
        text = self.page.text
        if text[sentence.start : sentence.end].rstrip("\"'”’) ").endswith("?"):
            return "the sentence is a question"
        front = text[sentence.start : span.start]
        denial = self._denials.search(front)
        if denial is not None:
            return f"{denial[0]!r} stands in front of it"
        clause = re.split(r"[,;:(]", front)[-1]
        row = self.lexicon.row(clause)
        negated = self.lexicon.negating.anywhere(row)
        if negated:
            return f"{negated[0][1].value!r} stands in front of it"
        return None

    def _problem(self, problem: Problem, sentence: Span, *, alone: bool) -> None:
        """Say what looked like a figure and could not be read."""
        start, end = problem.start + sentence.start, problem.end + sentence.start
        span = Span(start, end)
        words, place = self.names.printed(span), self._place(span)
        if problem.stray:
            bare = problem.code == "unknown-unit" and not problem.dated and alone
            if bare and self._has_cue(span):
                self.findings.append(self.said.unattributed(words, "it has no unit", place))
            return
        if not self._measures(span, sentence):
            return
        why = str(problem)
        groups = self.names.groups_in(*sentence)
        named = any(m.systems for group in groups for m in group.mentions)
        if named and not self._compares(span, sentence):
            self.findings.append(self.said.unread(words, why, place))
        else:
            self.findings.append(self.said.unattributed(words, why, place))

    def _measures(self, span: Span, sentence: Span) -> bool:
        """Tell whether a unit of measure or of money stands by words that could not be read."""
        text = self.page.text
        if any(unicodedata.category(c) == "Sc" for c in text[max(0, span.start - 1) : span.end]):
            return True
        row = self.page.body.tokens(sentence)
        for index, token in enumerate(row):
            if span.start <= token.start < span.end + 12 and token.kind == "word":
                match = self.lexicon.units.at(row, index)
                if match is not None and not self._unit(match.value.symbol).counted:
                    return len(token.text) > 1 or token.text in "mgt"
        return False

    def _has_cue(self, span: Span) -> bool:
        """Tell a number straight behind words that say what it is: "a range of 700"."""
        text = self.page.text
        row = self.lexicon.row(text[max(0, span.start - 40) : span.start])
        cues = self.lexicon.cues.anywhere(row)
        return any(len(row) - match.end <= 2 for _, match in cues) and bool(row)

    def _compares(self, span: Span, sentence: Span) -> bool:
        """Tell words that negate, compare or change: they state no figure of their own."""
        lexicon, text = self.lexicon, self.page.text
        begin, end = max(sentence.start, span.start - 40), min(sentence.end, span.end + 30)
        row = lexicon.row(text[begin:end])
        tables = (
            lexicon.multiples,
            lexicon.negating,
            lexicon.afterthoughts,
            lexicon.changes,
            lexicon.additions,
            lexicon.rates,
        )
        if re.search(r"\bone of\b", text[begin:end]):
            return True
        if any(token.norm in ("than", "by", "compared", "per") for token in row):
            return True
        return any(table.anywhere(row) for table in tables)


def _mismatch(reading: Reading) -> list[str]:
    """Say where the two units of a figure do not state the same quantity."""
    if reading.also is None:
        return []
    return compare(reading, reading.also.model_copy(update={"relation": reading.relation}))


def _meanings(reading: Reading, entry: Attribute, lexicon: Lexicon) -> list[Reading]:
    """Return a figure in each unit that its word may mean: a "ton" of three kinds."""
    choices = lexicon.vocabulary.unit[reading.unit].choices
    if not choices or entry.unit is None:
        return [reading]
    alike = [choice for choice in choices if dimension(choice) == dimension(entry.unit)]
    return [reading.model_copy(update={"unit": choice}) for choice in alike] or [reading]


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Find any of some phrases, as whole words."""
    ordered = sorted(map(re.escape, phrases), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(ordered) or '(?!)'})s?\b", re.IGNORECASE)


def _entries(catalog: Catalog) -> list[SystemEntry]:
    """Return the systems of a catalogue with the names that they are printed under."""
    return [
        SystemEntry(id=system.id, level=system.level, names=tuple(system.names))
        for system in catalog.systems()
    ]
