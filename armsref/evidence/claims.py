"""The checks on a claim and on a transfer statement that need the article's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.errors import ReadingError
from armsref.evidence import nearness, words
from armsref.evidence.identity import Claim, Statement
from armsref.evidence.phrases import Phrases
from armsref.evidence.places import fields_of, finding_on, mode_fields
from armsref.evidence.words import span_of
from armsref.reading.cues import cue_names, shares_dimension
from armsref.reading.reader import figures_in
from armsref.reading.terms import form_matches, read_term

if TYPE_CHECKING:
    from armsref.evidence.text import ArticleText, Span
    from armsref.findings import Finding
    from armsref.model.seeds import Anchor
    from armsref.model.vocabulary import Attribute
    from armsref.reading.lexicon import Lexicon
    from armsref.toml.positions import Keys

_POINT = 'point at the right words, or say because = "..."'
_LONGER = "quote the whole phrase"
_NOT_STATED = "what is negated is not stated: leave it out"
_OFFSET = "mend words or offset"
#: What glues a figure to its cue.
HYPHENS = frozenset("-‐‑")


class Checks:
    """Collects the findings on one record."""

    def __init__(self, record: Claim | Statement, text: ArticleText, lexicon: Lexicon) -> None:
        self.record = record
        self.text = text
        self.lexicon = lexicon
        self.phrases = Phrases(text, lexicon)
        self.names_known = text.names_known
        self.findings: list[Finding] = []

    def say(self, code: str, field: Keys, message: str | None, remedy: str) -> bool:
        """Record a finding on a key unless the message is None; tell whether all is well."""
        if message is None:
            return True
        self.findings.append(finding_on(self.record, code, field, message, remedy))
        return False

    def all_there(self) -> bool:
        """Check that all words stand where they are said to, as whole words."""
        ok = True
        for field, anchor in fields_of(self.record):
            there = self.say("AR501", field, words.is_there(anchor, self.text), _OFFSET)
            ok = ok and there
            # "Iranian-supplied" names a party and a stage; a name has a check of its own.
            kind = field[0]
            hyphens = kind not in ("supplier", "recipient", "stage") and not self.glued(kind)
            if there and kind not in ("of", "systems", "including"):
                cut = words.is_whole_word(span_of(anchor), self.text, hyphens=hyphens)
                ok = self.say("AR503", field, cut, _LONGER) and ok
        return ok

    def glued(self, field: str | int) -> bool:
        """Tell "700-km-range": the figure and its cue; a figure has a check of its own."""
        if not isinstance(self.record, Claim) or self.record.entry.quote.start is None:
            return False
        entry = self.record.entry
        attribute = self.lexicon.vocabulary.attribute.get(entry.attribute)
        if attribute is None or attribute.kind != "quantity":
            return False
        if field == "cue" and entry.cue is not None and entry.cue.start is not None:
            gap = self.text.text[span_of(entry.quote).end : entry.cue.start]
            behind = self.text.text[span_of(entry.cue).end :][:1]
            return gap in HYPHENS and behind not in HYPHENS
        return field == "quote"

    def name(
        self, field: Keys, own: frozenset[str], anchor: Anchor, of: Span, *, link: bool = False
    ) -> None:
        """Check a system's name against the words that are said of it."""
        if not self.names_known:
            return
        system, place = str(field[-1]), span_of(anchor)
        if not self.say("AR503", field, nearness.name_at(system, place, self.text), _LONGER):
            return
        if self.explained:
            return
        near = nearness.nearer_name(system, own, place, of, self.text, link=link)
        self.say("AR504", field, near, _POINT)
        joined = nearness.coordinated(own, place, self.text, self.lexicon)
        self.say("AR508", field, joined, 'name both, or say because = "..."')

    @property
    def explained(self) -> bool:
        """Whether the contributor said why a nearer name does not apply."""
        return self.record.entry.because is not None

    def term(self, field: Keys, anchor: Anchor, attribute: str) -> None:
        """Check that a term's words are whole."""
        try:
            self.say(
                "AR503", field, words.cut_term(anchor, attribute, self.text, self.lexicon), _LONGER
            )
        except ReadingError:
            return  # the reading's own finding stands already

    def speaker(self, anchor: Anchor | None) -> None:
        """Check that a speaker's words are whole."""
        if anchor is not None and not self.explained:
            cut = self.phrases.cut_speaker(anchor)
            self.say("AR503", ("attributed_to",), cut, _LONGER)


def check_claim(claim: Claim, text: ArticleText, lexicon: Lexicon) -> list[Finding]:
    """Return what is wrong with a claim against its article's text."""
    checks = Checks(claim, text, lexicon)
    entry = claim.entry
    attribute = lexicon.vocabulary.attribute.get(entry.attribute)
    if not checks.all_there() or attribute is None:
        return checks.findings
    quote = span_of(entry.quote)
    for system, anchor in entry.of.items():
        link = attribute.kind == "link"
        checks.name(("of", system), frozenset(entry.of), anchor, quote, link=link)
    _check_cue_place(checks, claim, quote)
    if attribute.kind == "quantity":
        cut = words.cut_figure(entry.quote, entry.attribute, text, lexicon)
        checks.say("AR503", ("quote",), cut, _LONGER)
        _check_cue(checks, claim, quote)
    elif attribute.kind == "term":
        checks.term(("quote",), entry.quote, entry.attribute)
        _check_holder(checks, claim, attribute, quote)
    else:
        _check_link(checks, claim, quote)
    checks.speaker(entry.attributed_to)
    if attribute.kind != "link":
        negated = words.negated(entry.quote, text, lexicon)
        checks.say("AR503", ("quote",), negated, _NOT_STATED)
        _check_denial(checks, quote)
    return checks.findings


def _check_denial(checks: Checks, quote: Span) -> None:
    """Check that the sentence of a claim prints no denial: who denies a thing does not state it."""
    if checks.explained:
        return
    sentence = checks.text.sentence(quote)
    for match in form_matches(checks.text.tokens(sentence), "stance", checks.lexicon, gap=0):
        if match.term == "denies":
            printed = checks.text.text[match.start : match.end]
            message = f"{printed!r} at {match.start} denies, and a claim states"
            checks.say("AR506", ("quote",), message, _POINT)
            return


def _check_holder(checks: Checks, claim: Claim, attribute: Attribute, quote: Span) -> None:
    """Check that a bare name ("the Guards' Ababil") is that of a holder, where cues are asked."""
    if not attribute.cues or claim.entry.cue is not None or checks.explained:
        return
    behind = checks.text.text[quote.end : quote.end + 2]
    message = f"nothing says that {claim.entry.quote.words!r} is its {claim.entry.attribute}"
    remedy = "point cue at words such as " + ", ".join(map(repr, attribute.cues[:3]))
    checks.say("AR505", ("cue",), None if behind[:1] in ("'", "’") else message, remedy)


def _check_cue_place(checks: Checks, claim: Claim, quote: Span) -> None:
    """Check that the cue stands in the sentence of the words or of a name."""
    if claim.entry.cue is None:
        return
    cue = span_of(claim.entry.cue)
    spans = [quote, *(span_of(anchor) for anchor in claim.entry.of.values())]
    near = [checks.text.sentence(span) for span in spans]
    stands = any(s.start <= cue.start and cue.end <= s.end for s in near)
    message = f"the cue {claim.entry.cue.words!r} stands in another sentence"
    remedy = "point at the cue by the words"
    checks.say("AR505", ("cue",), None if stands else message, remedy)


def _check_cue(checks: Checks, claim: Claim, quote: Span) -> None:
    """Check that no other attribute's cue stands nearer to the figure."""
    text, lexicon, attribute = checks.text, checks.lexicon, claim.entry.attribute
    if not shares_dimension(attribute, lexicon):
        return
    near = text.sentence(quote)
    found = cue_names(text.tokens(near), attribute, lexicon)
    if not found or checks.explained:
        return
    start, end, owners = min(found, key=lambda c: max(quote.start - c[1], c[0] - quote.end, 0))
    if attribute not in owners:
        message = f"{text.text[start:end]!r} by the figure says {', '.join(sorted(owners))}"
        checks.say("AR505", ("attribute",), message, "mend the attribute or the quote")


def _check_link(checks: Checks, claim: Claim, quote: Span) -> None:
    """Check that a link's words are exactly a printed name."""
    text = checks.text
    if not checks.names_known:
        return
    place = next((p for p in text.names_in(*quote) if p.span == quote), None)
    message = f"{claim.entry.quote.words!r} is no whole name of a system in the text"
    checks.say("AR503", ("quote",), None if place else message, _LONGER)


def check_statement(
    statement: Statement, text: ArticleText, lexicon: Lexicon, stances: dict[Span, str]
) -> list[Finding]:
    """Return what is wrong with a transfer statement against its article's text.

    Parameters
    ----------
    statement : Statement
        The statement.
    text : ArticleText
        The article's text.
    lexicon : Lexicon
        The vocabulary.
    stances : dict
        Where the article's statements point at a stance, and which.
    """
    checks = Checks(statement, text, lexicon)
    entry = statement.entry
    if not checks.all_there():
        return checks.findings
    checks.term(("stage",), entry.stage, "stage")
    if entry.stance is None:
        negated = words.negated(entry.stage, text, lexicon)
        checks.say("AR503", ("stage",), negated, "add stance")
    for field, mode in zip(mode_fields(statement), entry.mode, strict=True):
        checks.term(field, mode, "mode")
    if entry.stance is not None:
        checks.term(("stance",), entry.stance, "stance")
        negated = words.negated(entry.stance, text, lexicon)
        checks.say("AR503", ("stance",), negated, _NOT_STATED)
    if entry.what is not None:
        counted = bool(figures_in(entry.what.words, lexicon).found)
        cut = words.cut_figure(entry.what, "quantity", text, lexicon)
        checks.say("AR503", ("what",), cut, _LONGER)
        if not checks.explained:
            cut = checks.phrases.cut_thing(entry.what, counted=counted)
            checks.say("AR503", ("what",), cut, _LONGER)
    if entry.period is not None and not checks.explained:
        checks.say("AR503", ("period",), checks.phrases.cut_period(entry.period), _LONGER)
    checks.speaker(entry.attributed_to)
    _check_together(checks, statement)
    _check_systems(checks, statement)
    _check_included(checks, statement)
    _check_stance(checks, statement, stances)
    transfer = statement.transfer
    if transfer.because is None:
        parties = span_of(transfer.supplier), span_of(transfer.recipient)
        swapped = nearness.direction(*parties, text, lexicon)
        remedy = 'swap the parties, or say because = "..." of the flow'
        checks.say("AR507", ("supplier",), swapped, remedy)
    return checks.findings


def _check_together(checks: Checks, statement: Statement) -> None:
    """Check that a statement's words stand in the sentence of its stage."""
    if checks.explained:
        return
    entry, text = statement.entry, checks.text
    sentence = text.sentence(span_of(entry.stage))
    for field, anchor in fields_of(statement):
        together = field[0] in ("what", "period", "stance", "mode")
        if together and not sentence.overlaps(span_of(anchor)):
            message = f"{anchor.words!r} stands in another sentence than {entry.stage.words!r}"
            checks.say("AR509", field, message, _POINT)


def _check_systems(checks: Checks, statement: Statement) -> None:
    """Check the names of a statement, and whether they are all of the figure or part of it."""
    entry = statement.entry
    own = frozenset(entry.systems) | frozenset(entry.including)
    said = span_of(entry.what if entry.what is not None else entry.stage)
    for part, systems in ((False, entry.systems), (True, entry.including)):
        for system, anchor in systems.items():
            field = ("including" if part else "systems", system)
            checks.name(field, own, anchor, said)
            if entry.what is None or checks.explained:
                continue
            place = span_of(anchor)
            gap = checks.text.between(said, place)
            printed = nearness.includes(gap.start, gap.end, checks.text, checks.lexicon)
            if printed != part:
                what = "no word says that they are part" if part else "the words say 'including'"
                remedy = "move them to systems" if part else "move them to including"
                checks.say("AR508", field, f"{anchor.words!r}: {what}", remedy)


def _check_included(checks: Checks, statement: Statement) -> None:
    """Check that no system is left out that the sentence names behind "including"."""
    entry, text = statement.entry, checks.text
    if entry.what is None or checks.explained:
        return
    own = frozenset(entry.systems) | frozenset(entry.including)
    said = span_of(entry.what)
    sentence = text.sentence(said)
    for place in text.names_in(said.end, sentence.end):
        inside = said.end <= place.span.start and place.span.end <= sentence.end
        if not inside or place.systems & own:
            continue
        if nearness.includes(said.end, place.span.start, text, checks.lexicon):
            printed = text.text[place.span.start : place.span.end]
            message = f"{printed!r} is named as part of it, and left out"
            checks.say("AR508", ("including",), message, "add it")


def _check_stance(checks: Checks, statement: Statement, stances: dict[Span, str]) -> None:
    """Check that no stance printed in the statement's sentences is left without a statement."""
    entry, text = statement.entry, checks.text
    for field, anchor in (("stage", entry.stage), ("what", entry.what)):
        if anchor is None:
            continue
        sentence = text.sentence(span_of(anchor))
        pointed = {term for span, term in stances.items() if sentence.overlaps(span)}
        for match in form_matches(text.tokens(sentence), "stance", checks.lexicon, gap=0):
            if match.term not in pointed:
                printed = text.text[match.start : match.end]
                message = f"{printed!r} at {match.start} {match.term}, and nobody points at it"
                checks.say("AR506", (field,), message, "add stance, or a statement with it")
                return


def stances_of(statements: list[Statement], lexicon: Lexicon) -> dict[Span, str]:
    """Return where an article's statements point at a stance, and which it is."""
    found: dict[Span, str] = {}
    for statement in statements:
        anchor = statement.entry.stance
        if anchor is None or anchor.start is None:
            continue
        try:
            found[span_of(anchor)] = read_term(anchor.words, "stance", lexicon).term
        except ReadingError:
            continue  # the reading's own finding stands already
    return found
