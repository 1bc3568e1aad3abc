"""What is said of a figure, in the words of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.auditing.verdict import CODES
from armsref.cite.plain import MOST_CITED
from armsref.cite.quoted import quoted
from armsref.findings import Finding
from armsref.reading.wording import number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.auditing.verdict import Kind, Verdict
    from armsref.catalog.catalog import Catalog
    from armsref.model.rows import ClaimRow
    from armsref.prose.hardened import Hardened
    from armsref.prose.places import Place


#: What a verdict is in plain words.
PLAIN: dict[Kind, str] = {
    "printed": "printed",
    "disputed": "printed, but articles differ",
    "inside": "between printed bounds, printed by nobody",
    "unstated": "no article states it",
    "outside": "printed by nobody",
    "implausible": "implausible",
}


class Said:
    """Makes the findings of one text.

    Parameters
    ----------
    catalog : Catalog
        The catalogue.
    file : str
        The name of the text; ``-`` for a sentence.
    """

    def __init__(self, catalog: Catalog, file: str) -> None:
        self.catalog = catalog
        self.file = file

    def of(self, verdict: Verdict, words: str, place: Place) -> Finding | None:
        """Return the finding of a verdict; None where the figure is printed."""
        code = CODES.get(verdict.kind)
        if code is None:
            return None
        what = self.what(verdict.system, verdict.attribute)
        printed = self._short(verdict.claims)
        if verdict.kind == "outside":
            message = f"{words!r}: nobody printed it as the {what}; printed is {printed}"
            remedy = "write what is printed, or cite who printed it"
        elif verdict.kind == "implausible":
            message = f"{words!r} is implausible as the {what}: {self._bounds(verdict)}"
            remedy = "look for a slip of the number, the unit or the name"
        elif verdict.kind == "inside":
            message = f"{words!r}: nobody printed it as the {what}, but it lies within {printed}"
            remedy = "write the bounds that are printed"
        elif verdict.kind == "disputed":
            others = self._short(verdict.against)
            message = f"{words!r} as the {what}: {printed}, while others print {others}"
            remedy = "say who says it, or name both"
        else:
            message = f"{words!r}: no article states the {what}"
            remedy = "cite who printed it"
        field = f"{verdict.system}.{verdict.attribute}"
        return self.finding(code, place, message, remedy, field=field, value=words)

    def hardened(self, found: Hardened, verdict: Verdict, words: str, place: Place) -> Finding:
        """Return the finding of a bound made a figure, or of a hedge dropped."""
        what = self.what(verdict.system, verdict.attribute)
        printed = self._short([found.claim])
        message = f"{words!r} says more than is printed as the {what}: {printed}"
        field = f"{verdict.system}.{verdict.attribute}"
        remedy = f"write '{found.write}'"
        return self.finding(found.code, place, message, remedy, field=field, value=words)

    def unread(self, words: str, why: str, place: Place) -> Finding:
        """Return the finding of a figure that cannot be read."""
        remedy = "write the number and its unit plainly"
        return self.finding("AR702", place, f"{words!r} cannot be read: {why}", remedy, value=words)

    def unattributed(self, words: str, why: str, place: Place) -> Finding:
        """Return the note on a figure that nothing can be said of."""
        remedy = "name the system and what the figure is, if it is a weapon's"
        message = f"figure not attributed: {words!r}: {why}"
        return self.finding("AR710", place, message, remedy, value=words)

    def near(self, words: str, names: Sequence[str], place: Place, times: int) -> Finding:
        """Return the finding of a name that is nearly one of the catalogue."""
        remedy = f"did you mean {', '.join(names)}?"
        message = f"{words!r} is no name of the catalogue"
        if times > 1:
            message += f", and stands there {times} times"
        found = self.finding("AR701", place, message, remedy, value=words)
        return found._replace(times=times)

    def finding(
        self,
        code: str,
        place: Place,
        message: str,
        remedy: str,
        *,
        field: str | None = None,
        value: str | None = None,
    ) -> Finding:
        """Return a finding at a place of the text."""
        return Finding(
            self.file, place.line, code, message, remedy, place.column, field=field, value=value
        )

    def what(self, system: str, attribute: str) -> str:
        """Name an attribute of a system: "range of the Zolfaghar"."""
        label = self.catalog.lexicon.vocabulary.attribute[attribute].label
        return f"{label} of the {self.catalog.get(system).label}"

    def _short(self, claims: Sequence[ClaimRow]) -> str:
        """Write who printed what in a few words, each wording once."""
        said: dict[str, None] = {}
        for claim in claims:
            quote = " ".join(claim.quote.split())
            speaker = f"{claim.attributed_to}, " if claim.attributed_to else ""
            said.setdefault(
                f"{quoted(quote)} ({' '.join(speaker.split())} {claim.article})".replace("( ", "(")
            )
        shown = list(said)[:MOST_CITED]
        rest = len(said) - len(shown)
        return ", ".join(shown) + (f" and {rest} more" if rest else "")

    def _bounds(self, verdict: Verdict) -> str:
        if verdict.bounds is None:
            return "out of bounds"
        (low, high), of = verdict.bounds
        vocabulary = self.catalog.lexicon.vocabulary
        entry = vocabulary.attribute[verdict.attribute]
        terms = vocabulary.attribute["class"].terms
        whose = f"a {terms[of].label}" if of in terms else f"any {entry.label}"
        ends = [
            f"{word} {number_text(end)} {entry.unit}"
            for word, end in (("at least", low), ("at most", high))
            if end is not None
        ]
        return f"{whose} has {' and '.join(ends)}"
