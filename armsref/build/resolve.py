"""Read every claim and statement of the seeds: words become values, and what fails a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.build.references import OUTLET_WORDS, RecordReader, did_you_mean, origin_id, outlet_of
from armsref.build.transfers import resolve_statement
from armsref.errors import ReadingError
from armsref.evidence.identity import Claim, claims_of, statements_of
from armsref.evidence.lock import Lock, read_lock
from armsref.model.rows import ClaimRow, TransferRow, TransferWordRow
from armsref.model.seeds import Anchor
from armsref.reading.cues import has_cue, shares_dimension
from armsref.reading.reader import read_figure
from armsref.reading.terms import read_term

if TYPE_CHECKING:
    from armsref.evidence.identity import Statement
    from armsref.findings import Finding
    from armsref.model.reading import Reading
    from armsref.model.vocabulary import Attribute
    from armsref.seeds.load import Article, Seeds
    from armsref.toml.positions import Keys

_WORDS = "point at words that state it"


class Resolved(NamedTuple):
    """All that was read: the rows, the records they come from, the findings."""

    claims: list[ClaimRow]
    transfers: list[TransferRow]
    transfer_words: list[TransferWordRow]
    records: list[Claim | Statement]
    lock: Lock
    findings: list[Finding]


def resolve(seeds: Seeds) -> Resolved:
    """Read all articles of the seeds, in the order of their ids."""
    done = Resolved([], [], [], [], read_lock(seeds.root), [])
    for article in seeds.articles:
        done.findings.extend(_check_header(article, seeds))
        for claim in claims_of(article):
            done.records.append(claim)
            rows, findings = resolve_claim(claim, seeds, done.lock)
            done.claims.extend(rows)
            done.findings.extend(findings)
        for statement in statements_of(article):
            done.records.append(statement)
            row, words, findings = resolve_statement(statement, seeds, done.lock)
            done.findings.extend(findings)
            if row is not None:
                done.transfers.append(row)
                done.transfer_words.extend(words)
    # What stands in a flow or a header is found by each record that rests on it.
    return done._replace(findings=list(dict.fromkeys(done.findings)))


def resolve_claim(claim: Claim, seeds: Seeds, lock: Lock) -> tuple[list[ClaimRow], list[Finding]]:
    """Read one claim: a row for each system, or what is wrong with it."""
    reader = _ClaimReader(claim, seeds)
    value = reader.value()
    reader.check_names("of", claim.entry.of)
    origin = reader.origin()
    if value is None or reader.stopped or not seeds.systems_known:
        return [], reader.findings
    entry = claim.entry
    rows = [
        ClaimRow.model_validate(
            {
                **reader.said(origin, lock),
                "system": system,
                "attribute": entry.attribute,
                **value,
                "quote": entry.quote.words,
                "start": entry.quote.start,
                "cue": entry.cue.words if entry.cue else None,
                "cue_start": entry.cue.start if entry.cue else None,
                "name": name.words,
                "name_start": name.start,
                "joint": tuple(sorted(set(entry.of) - {system})),
                "attributed_to_start": entry.attributed_to.start if entry.attributed_to else None,
            }
        )
        for system, name in sorted(entry.of.items())
    ]
    return rows, reader.findings


class _ClaimReader(RecordReader):
    """Reads the parts of a claim."""

    record: Claim

    def value(self) -> dict[str, object] | None:
        """Read the quote as a value of the attribute; the columns of the row that hold it."""
        entry = self.record.entry
        attribute = self.lexicon.vocabulary.attribute.get(entry.attribute)
        if attribute is None or attribute.on != "system":
            known = self.lexicon.vocabulary.system_attributes()
            remedy = f"{did_you_mean(entry.attribute, known)}use one of {', '.join(known)}"
            self.say("AR202", ("attribute",), f"no attribute {entry.attribute!r}", remedy)
            return None
        language = self.record.article.file.language
        if not self.lexicon.covers(language):
            message = f"the language {language!r} is not covered"
            self.say("AR201", ("language",), message, "leave the article out")
            return None
        self._check_cue(attribute)
        try:
            if attribute.kind == "term":
                # Terms have English forms alone: other words are none, and said to be.
                term = read_term(entry.quote.words, entry.attribute, self.lexicon).term
                return {**_NOTHING, "term": term}
            if attribute.kind == "link":
                return self._link()
            reading = read_figure(entry.quote.words, entry.attribute, self.lexicon)
        except ReadingError as error:
            self.say("AR201", ("quote",), str(error), _WORDS)
            return None
        return self._figure(reading, attribute)

    def _link(self) -> dict[str, object] | None:
        entry = self.record.entry
        bearers = self.seeds.bearers(entry.quote.words)
        if len(bearers) != 1 and self.seeds.systems_known:
            self.say("AR201", ("quote",), f"{entry.quote.words!r} is no name of a system", _WORDS)
            return None
        if entry.cue is None:
            message = f"no cue says that it is a {entry.attribute}"
            self.say(
                "AR203", ("cue",), message, "point cue at words such as 'such as', 'belonging to'"
            )
            return None
        return {**_NOTHING, "term": bearers[0] if bearers else None}

    def _check_cue(self, attribute: Attribute) -> None:
        entry = self.record.entry
        if entry.cue is not None and not has_cue(entry.cue.words, entry.attribute, self.lexicon):
            message = f"{entry.cue.words!r} is no cue of {entry.attribute}"
            remedy = f"point at one such as {', '.join(map(repr, attribute.cues[:4]))}"
            self.say("AR204", ("cue",), message, remedy)
        needs = attribute.kind == "quantity" and shares_dimension(entry.attribute, self.lexicon)
        inside = has_cue(entry.quote.words, entry.attribute, self.lexicon)
        if needs and entry.cue is None and not inside:
            message = f"nothing says that it is a {entry.attribute}"
            self.say("AR203", ("cue",), message, "point cue at the words that say so")

    def _figure(self, reading: Reading, attribute: Attribute) -> dict[str, object] | None:
        canonical = reading.canonical
        if canonical is None or attribute.unit is None:
            message = f"{self.record.entry.quote.words!r}: {'; '.join(reading.warnings)}"
            self.say(
                "AR207", ("quote",), message, "leave the claim out until a text says which unit"
            )
            return None
        for warning in reading.warnings:
            code = "AR210"
            if "implausible" in warning:
                code = "AR206"
            elif " is not " in warning:
                code = "AR205"
            message = f"{self.record.entry.quote.words!r}: {warning}"
            remedy = f"mend the quote, or allow it: # armsref: allow {code} because REASON"
            self.say(code, ("quote",), message, remedy)
        also = reading.also
        return {
            "relation": reading.relation,
            "approximate": reading.approximate,
            "low": reading.low,
            "high": reading.high,
            "unit": reading.unit,
            "hedges": "; ".join(reading.hedges) or None,
            "canonical_low": canonical.low,
            "canonical_high": canonical.high,
            "also_relation": also.relation if also else None,
            "also_low": also.low if also else None,
            "also_high": also.high if also else None,
            "also_unit": also.unit if also else None,
            "term": None,
        }


_NOTHING: dict[str, object] = {
    "relation": None,
    "approximate": False,
    "low": None,
    "high": None,
    "unit": None,
    "hedges": None,
    "canonical_low": None,
    "canonical_high": None,
    "also_relation": None,
    "also_low": None,
    "also_high": None,
    "also_unit": None,
}


def _check_header(article: Article, seeds: Seeds) -> list[Finding]:
    """Check an article's outlet, id and origin."""
    findings = []
    label, date = article.file.container_title, article.file.issued.date
    outlet = outlet_of(article, seeds.lexicon)
    if outlet is None:
        message = f"no outlet is labelled {label!r}"
        known = [entry.label for entry in seeds.lexicon.vocabulary.outlet.values()]
        remedy = f"{did_you_mean(label, known)}add it to the vocabulary"
        keys: Keys = ("container-title",)
        findings.append(article.finding("AR005", (), keys, message, remedy, value=label))
    elif article.id != (stem := f"{outlet}-{date}") and not article.id.startswith(f"{stem}-"):
        message, remedy = f"{article.id!r} is not {stem!r}", f"name it {stem}.toml"
        dated = article.id.startswith(f"{outlet}-")
        keys, value = (("issued", "date"), date) if dated else (("container-title",), label)
        findings.append(article.finding("AR004", (), keys, message, remedy, value=value))
    origin = article.file.origin
    _, fault = origin_id(origin, article, seeds.lexicon)
    if fault is not None and isinstance(origin, Anchor):
        findings.append(
            article.finding("AR208", (), ("origin",), fault, OUTLET_WORDS, value=origin.words)
        )
    return findings
