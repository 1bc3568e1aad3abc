"""Draft an article file: everything a text seems to state, for a person to keep or delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from armsref.draft.checked import findings_of, proposed_article, with_systems
from armsref.draft.figures import Figures, Note, Proposal
from armsref.draft.header import Header, header
from armsref.draft.page import Page
from armsref.draft.speakers import Speakers
from armsref.draft.subjects import Subjects
from armsref.draft.terms import Terms
from armsref.errors import ArmsrefError, DataError
from armsref.reading.reader import canonical_figure, read_figure
from armsref.reading.terms import read_term
from armsref.reading.wording import text_of

if TYPE_CHECKING:
    from armsref.evidence.text import Span
    from armsref.findings import Finding
    from armsref.model.seeds import ClaimEntry
    from armsref.reading.lexicon import Lexicon
    from armsref.seeds.load import Seeds

#: Goes over a sequence in its place, to show how far the work is.
Watch = Callable[[Sequence[object], str], Iterable[object]]


class Proposed(NamedTuple):
    """A proposed claim: its reading in words, what is to be said of it, what the checks say."""

    entry: ClaimEntry
    reading: str
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


class Unknown(NamedTuple):
    """A name that the catalogue lacks, and where it stands."""

    words: str
    starts: tuple[int, ...]


class Draft(NamedTuple):
    """All that a text seems to state.

    ``notes`` are figures for which nothing is proposed, with the reason; ``systems`` the names
    that were given for this draft.
    """

    header: Header
    proposed: tuple[Proposed, ...]
    notes: tuple[Note, ...]
    unknown: tuple[Unknown, ...]
    systems: tuple[tuple[str, str], ...]
    seeds: Seeds


def draft(
    data: bytes,
    url: str,
    seeds: Seeds,
    *,
    language: str | None = None,
    date: str | None = None,
    systems: Sequence[tuple[str, str]] = (),
    watch: Watch | None = None,
) -> Draft:
    """Propose what an article states.

    The time is linear in the length of the text.

    Parameters
    ----------
    data : bytes
        The article's text as it was saved, UTF-8; offsets count its code points.
    url : str
        Address of the page.
    seeds : Seeds
        The vocabulary and the names that are known.
    language : str, optional
        Language of the text, BCP 47; told from the text where it is not given.
    date : str, optional
        Day, month or year of publication; told from address and text where it is not given.
    systems : sequence of (name, system id)
        Names as printed that the catalogue lacks, for this draft.
    watch : callable, optional
        ``watch(items, label)`` goes over the items in their place, to show how far it is.

    Raises
    ------
    DataError
        The text is no UTF-8 or empty, or the address is none.
    """
    text = _decoded(data)
    told = header(url, data, seeds.lexicon, language=language, date=date)
    known = with_systems(seeds, systems)
    page = Page(text, known.lexicon, known.systems)
    covered = (told.language or "").split("-")[0] == "en"
    sentences: Sequence[Span] = page.sentences if covered else ()
    speakers, subjects = Speakers(page), Subjects(page)
    figures, terms = Figures(page, subjects, speakers), Terms(page, subjects, speakers)
    proposals: list[Proposal] = []
    notes: list[Note] = []
    for sentence in _watched(sentences, "sentences", watch):
        for item in figures.of_sentence(sentence):
            (notes if isinstance(item, Note) else proposals).append(item)  # type: ignore[arg-type]
        proposals += terms.of_sentence(sentence)
    proposals.sort(key=lambda p: (p.entry.quote.start or 0, p.entry.attribute))
    return Draft(
        header=told,
        proposed=tuple(_kept(_checked(proposals, told, page, known, watch), known.lexicon)),
        notes=tuple(notes),
        unknown=_unknown(page) if covered else (),
        systems=tuple(systems),
        seeds=known,
    )


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"the text is not UTF-8: {error.reason} at byte {error.start}; save it as UTF-8"
        raise DataError(msg) from error
    if not text.strip():
        msg = "the text is empty; save the words of the article in it"
        raise DataError(msg)
    return text


def _watched(items: Sequence[Span], label: str, watch: Watch | None) -> Iterable[Span]:
    return watch(items, label) if watch else items  # type: ignore[return-value]


def _checked(
    proposals: list[Proposal], told: Header, page: Page, seeds: Seeds, watch: Watch | None
) -> list[Proposed]:
    entries = [proposal.entry for proposal in proposals]
    article = proposed_article(told, entries, seeds)

    def over(claims: Sequence[object]) -> Iterable[object]:
        return watch(claims, "checks") if watch else claims

    said = findings_of(article, page.body, seeds, over)  # type: ignore[arg-type]
    return [
        Proposed(p.entry, reading_of(p.entry, seeds, seeds.lexicon), p.notes, tuple(findings))
        for p, findings in zip(proposals, said, strict=True)
    ]


def reading_of(entry: ClaimEntry, seeds: Seeds, lexicon: Lexicon) -> str:
    """Say in words what a claim's quote is read as.

    Parameters
    ----------
    entry : ClaimEntry
        The claim.
    seeds : Seeds
        The names, for a link.
    lexicon : Lexicon
        The words of the article's language.
    """
    attribute = lexicon.vocabulary.attribute[entry.attribute]
    words = entry.quote.words
    try:
        if attribute.kind == "link":
            return ", ".join(seeds.bearers(words)) or "no name of a system"
        if attribute.kind == "term":
            reading = read_term(words, entry.attribute, lexicon)
            return f"{reading.label} ({reading.term})"
        figure = read_figure(words, entry.attribute, lexicon)
    except ArmsrefError as error:
        return f"cannot be read: {error}"
    text = text_of(figure)
    canonical = canonical_figure(figure, attribute, lexicon)
    if canonical is not None and canonical.unit != figure.unit:
        text += f" = {text_of(canonical)}"
    return text


def _kept(proposed: list[Proposed], lexicon: Lexicon) -> list[Proposed]:
    """Keep one of those that say the same, and the narrower of two terms."""
    best: dict[_Said, Proposed] = {}
    for one in proposed:
        key = _said(one, lexicon)
        if key not in best or _rank(one) < _rank(best[key]):
            best[key] = one
    kept = sorted(best.values(), key=lambda one: (one.entry.quote.start or 0, one.entry.attribute))
    narrower = {
        (system, attribute, broader)
        for attribute, systems, value in best
        for system in systems
        for broader in _broader(attribute, value, lexicon)
    }

    def is_broader(one: Proposed) -> bool:
        attribute, systems, value = _said(one, lexicon)
        return all((system, attribute, value) in narrower for system in systems)

    return [one for one in kept if not is_broader(one)]


#: Attribute, systems, and the term or else the words.
_Said = tuple[str, tuple[str, ...], str]


def _said(one: Proposed, lexicon: Lexicon) -> _Said:
    """Return what a claim says: attribute, systems, and its term or else its words."""
    entry = one.entry
    value = entry.quote.words
    if lexicon.vocabulary.attribute[entry.attribute].kind == "term":
        value = read_term(entry.quote.words, entry.attribute, lexicon).term
    return entry.attribute, tuple(sorted(entry.of)), value


def _rank(one: Proposed) -> tuple[bool, bool, bool, int]:
    """Order what says the same: no finding, its own sentence, a speaker, then the first."""
    entry = one.entry
    return bool(one.findings), bool(one.notes), entry.attributed_to is None, entry.quote.start or 0


def _broader(attribute: str, value: str, lexicon: Lexicon) -> list[str]:
    """Return the terms above a term; none above words that are no term."""
    terms = lexicon.vocabulary.attribute[attribute].terms
    found: list[str] = []
    term = terms.get(value)
    while term is not None and term.broader is not None and term.broader not in found:
        found.append(term.broader)
        term = terms.get(term.broader)
    return found


def _unknown(page: Page) -> tuple[Unknown, ...]:
    places: dict[str, list[int]] = {}
    for span in page.unknown:
        places.setdefault(page.text[span.start : span.end], []).append(span.start)
    return tuple(Unknown(words, tuple(starts)) for words, starts in places.items())
