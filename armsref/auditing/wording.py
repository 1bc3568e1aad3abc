"""The words of a finding: what was seen, in which rows, who printed what, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.auditing.cells import judged
from armsref.auditing.verdict import CODES as VERDICT_CODES
from armsref.auditing.verdict import KINDS
from armsref.cite.plain import cite_several
from armsref.reading.units import comparable
from armsref.reading.wording import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from armsref.auditing.cells import Cells
    from armsref.auditing.columns import FigureColumn
    from armsref.auditing.verdict import Judge, Verdict
    from armsref.catalog.resolution import Resolution
    from armsref.model.rows import ClaimRow

#: What comes out for a cell, in the order in which cells are counted out.
OUTCOMES = (*KINDS, "unreadable", "not given", "not judged")
#: The code of each outcome that is a finding.
CODES: dict[str, str] = {"unknown": "AR701", "unreadable": "AR702", **VERDICT_CODES}
_LONGEST_VALUE = 80


class Told(NamedTuple):
    """A message and what to do."""

    message: str
    remedy: str


class Teller:
    """Writes the messages of findings; what is printed of a system is put together once.

    Parameters
    ----------
    judge : Judge
        The authority, whose claims are cited.
    cells : Cells
        The reader of cells.
    """

    def __init__(self, judge: Judge, cells: Cells) -> None:
        self._judge = judge
        self._cells = cells
        self._briefly: dict[tuple[str, ...], str] = {}

    def unknown(self, name: str, named: Resolution, where: str) -> Told:
        """Say that a name is unknown, and the nearest ones."""
        message = f"no system is named {_shown(name)}{where}"
        asked = f"did you mean {', '.join(named.suggestions)}? " if named.suggestions else ""
        return Told(message, f"{asked}correct it, or say with --aliases what it stands for")

    def figure(
        self,
        seen: tuple[str, str, str | None],
        named: Resolution,
        column: FigureColumn,
        where: str,
    ) -> Told:
        """Say what is to be said of a figure: ``seen`` are the name, the cell and its unit."""
        name, value, unit = seen
        cell = self._cells.read(value, unit, column)
        begin = f"{_shown(name)}, {column.column} {_shown(value)}{where}"
        verdict, figure = judged(self._judge, named, cell), cell.figure
        if isinstance(verdict, str) or figure is None:
            return Told(f"{begin}: {verdict}", "write one number, and its unit once")
        text = text_of(figure)
        told = self._verdict(verdict, text)
        doubt = f" ({cell.said})" if cell.said else ""
        return Told(f"{begin}: {told.message}{doubt}", told.remedy)

    def note(
        self,
        seen: tuple[str, str | None, str | None],
        named: Resolution,
        column: FigureColumn,
        kind: str,
    ) -> tuple[str, str, str]:
        """Return what is printed, the verdict, and who printed it, of a cell of any outcome."""
        _, value, unit = seen
        if named.kind not in ("one", "alternatives"):
            means = f"{kind}: {named.term}" if named.term else f"{kind}: {named.kind}"
            return "", kind if kind == "not given" else means, ""
        attribute = column.attribute
        if kind in ("not given", "unreadable") or value is None:
            system = named.systems[0] if named.kind == "one" else ""
            claims = self._judge.claims(system, attribute) if system else ()
            return self._cited(system, attribute, column), kind, self.printed(claims, system)
        verdict = judged(self._judge, named, self._cells.read(value, unit, column))
        if isinstance(verdict, str):
            return "", kind, ""
        source = self.printed(verdict.claims, verdict.system)
        if verdict.against:
            source += f"; but {self.printed(verdict.against, verdict.system)}"
        return self._cited(verdict.system, verdict.attribute, column), kind, source

    def _cited(self, system: str, attribute: str, column: FigureColumn) -> str:
        """Write the figure that is printed, in the unit of the column where it has one."""
        spec = self._judge.catalog.specs_of(system).get(attribute) if system else None
        if spec is None or spec.relation is None:
            return ""
        disputed = " (disputed)" if spec.agreement == "disputed" else ""
        if not column.unit or attribute != column.attribute:
            return str(spec)
        alike = (side for side in spec.sides if side.unit and comparable(side.unit, column.unit))
        figure = next(alike, None)
        return str(spec) if figure is None else f"{figure.to(column.unit)}{disputed}"

    def _verdict(self, verdict: Verdict, text: str) -> Told:
        said = self.printed(verdict.claims, verdict.system)
        label = self._judge.catalog.system_cell(verdict.system, "label")
        attribute = self._judge.catalog.label("attributes", verdict.attribute)
        if verdict.kind == "outside":
            return Told(f"nobody printed {text}; printed is {said}", _CORRECT)
        if verdict.kind == "implausible":
            held = f"; printed is {said}" if said else ""
            bounds = "" if verdict.bounds is None else f", which is {_bounds(*verdict.bounds)}"
            return Told(f"{text} is implausible as {attribute}{bounds}{held}", "check unit and row")
        if verdict.kind == "inside":
            return Told(
                f"{text} lies between printed bounds, nobody printed it; printed is {said}",
                _CORRECT,
            )
        if verdict.kind == "disputed":
            against = self.printed(verdict.against, verdict.system)
            return Told(
                f"{text} is disputed: {said}; but {against}", "name both, with their sources"
            )
        return Told(f"no article states the {attribute} of {label}", "cite who printed it")

    def printed(self, claims: Sequence[ClaimRow], system: str) -> str:
        """Say who printed what: three claims, and how many more."""
        key = (system, *(claim.id for claim in claims))
        if key not in self._briefly:
            cited = cite_several(self._judge.catalog, claims, system)
            self._briefly[key] = "; ".join(cited)
        return self._briefly[key]


_CORRECT = "correct it, or cite who printed it"


def in_rows(times: int, rows: Sequence[int]) -> str:
    """Say in which rows something stands.

    Examples
    --------
    >>> in_rows(1, [7]), in_rows(3, [2, 5, 9]), in_rows(12, [2, 5])
    (' in row 7', ' in 3 rows (2, 5, 9)', ' in 12 rows (2, 5, ...)')
    """
    if times == 1:
        return f" in row {rows[0]}"
    more = ", ..." if len(rows) < times else ""
    return f" in {times:,} rows ({', '.join(map(str, rows))}{more})"


def _bounds(limits: tuple[Decimal | None, Decimal | None], of: str) -> str:
    least, most = limits
    if least is None:
        return f"at most {most:,f} for {of}"
    if most is None:
        return f"at least {least:,f} for {of}"
    return f"{least:,f} to {most:,f} for {of}"


def _shown(value: str) -> str:
    """Write a cell in a message, in one line and cut where it is long."""
    cut = value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
    return repr(cut)
