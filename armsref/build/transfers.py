"""Read a transfer statement: parties, stage, stance, figure, systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.build.references import RecordReader
from armsref.errors import ReadingError
from armsref.evidence.identity import Statement, statement_anchors
from armsref.evidence.places import mode_fields
from armsref.model.rows import TransferRow, TransferWordRow
from armsref.reading.reader import figures_in, read_figure
from armsref.reading.terms import read_term

if TYPE_CHECKING:
    from armsref.evidence.lock import Lock
    from armsref.findings import Finding
    from armsref.model.reading import Reading
    from armsref.model.seeds import Anchor
    from armsref.seeds.load import Seeds
    from armsref.toml.positions import Keys

#: The stance of a statement without words for it.
REPORTS = "reports"
_WORDS = "point at words that state it"


def resolve_statement(
    statement: Statement, seeds: Seeds, lock: Lock
) -> tuple[TransferRow | None, list[TransferWordRow], list[Finding]]:
    """Read one statement: its row and the words it rests on, or what is wrong with it."""
    reader = _StatementReader(statement, seeds)
    row = reader.row(lock)
    if row is None:
        return None, [], reader.findings
    words = [
        TransferWordRow.model_validate(
            {
                "statement": statement.id,
                "field": field,
                "system": system,
                "words": anchor.words,
                "start": anchor.start,
            }
        )
        for field, system, anchor in statement_anchors(statement)
    ]
    return row, words, reader.findings


class _StatementReader(RecordReader):
    """Reads the parts of a statement."""

    record: Statement

    def row(self, lock: Lock) -> TransferRow | None:
        """Return the row, None where anything is wrong."""
        statement, entry = self.record, self.record.entry
        supplier = self.party("supplier", statement.transfer.supplier)
        recipient = self.party("recipient", statement.transfer.recipient)
        if supplier is not None and supplier == recipient:
            self.say(
                "AR304", ("recipient",), f"{supplier} supplies itself", "mend supplier or recipient"
            )
        stage = self.term(("stage",), entry.stage)
        stance = REPORTS if entry.stance is None else self.term(("stance",), entry.stance)
        modes = [self.term(*mode) for mode in zip(mode_fields(statement), entry.mode, strict=True)]
        reading = self.quantity()
        both = set(entry.systems) & set(entry.including)
        if both:
            system = min(both)
            message = f"{system} is both all and part of it"
            self.say("AR303", ("including", system), message, "name it once")
        self.check_names("systems", entry.systems)
        self.check_names("including", entry.including)
        origin = self.origin()
        if self.stopped or not self.seeds.systems_known:
            return None
        return TransferRow.model_validate(
            {
                **self.said(origin, lock),
                "flow": f"{statement.article.id}/{statement.flow}",
                "supplier": supplier,
                "recipient": recipient,
                "stage": stage,
                "stance": stance,
                "what": entry.what.words if entry.what else None,
                "systems": tuple(sorted(entry.systems)),
                "including": tuple(sorted(entry.including)),
                "relation": reading.relation if reading else None,
                "approximate": bool(reading and reading.approximate),
                "low": reading.low if reading else None,
                "high": reading.high if reading else None,
                "unit": reading.unit if reading else None,
                "hedges": ("; ".join(reading.hedges) or None) if reading else None,
                "mode": tuple(m for m in modes if m),
                "period": entry.period.words if entry.period else None,
            }
        )

    def party(self, field: str, anchor: Anchor) -> str | None:
        """Read a party's words."""
        row = self.lexicon.row(anchor.words)
        found = {match.value for _, match in self.lexicon.parties.anywhere(row)}
        if len(found) == 1:
            return found.pop()
        said = f"names {', '.join(sorted(found))}" if found else "names no party"
        message = f"{anchor.words!r} {said}"
        self.say("AR209", (field,), message, "point at one party of the vocabulary")
        return None

    def term(self, field: Keys, anchor: Anchor) -> str | None:
        """Read a term's words; the key is named as its attribute."""
        try:
            return read_term(anchor.words, str(field[0]), self.lexicon).term
        except ReadingError as error:
            self.say("AR201", field, str(error), _WORDS)
            return None

    def quantity(self) -> Reading | None:
        """Read the figure of ``what``; None where its words print none."""
        what = self.record.entry.what
        if what is None:
            return None
        found, problems = figures_in(what.words, self.lexicon)
        if not found and not problems:
            return None
        try:
            reading = read_figure(what.words, "quantity", self.lexicon)
        except ReadingError as error:
            self.say("AR201", ("what",), str(error), _WORDS)
            return None
        for warning in reading.warnings:
            self.say("AR210", ("what",), f"{what.words!r}: {warning}", "mend the words")
        return reading
