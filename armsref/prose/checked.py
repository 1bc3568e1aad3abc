"""What a check gives back: the figures with their verdicts, and the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from armsref.auditing.verdict import Verdict
    from armsref.findings import Finding
    from armsref.model.reading import Reading


class CheckedFigure(NamedTuple):
    """A figure of a text with its verdict.

    Attributes
    ----------
    start, end : int
        Where it stands in the text, in characters.
    line, column : int
        The same, both counted from 1.
    words : str
        The words.
    system, attribute : str
        Ids of what it is of.
    reading : Reading
        What the words are read as.
    verdict : Verdict
        What is printed of it.
    """

    start: int
    end: int
    line: int
    column: int
    words: str
    system: str
    attribute: str
    reading: Reading
    verdict: Verdict


class Checked(NamedTuple):
    """What was found in a text.

    Attributes
    ----------
    figures : tuple of CheckedFigure
        The figures of systems, in the order of the text.
    findings : tuple of Finding
        What is wrong; a note (AR710) on each figure that could not be attributed.
    """

    figures: tuple[CheckedFigure, ...]
    findings: tuple[Finding, ...]

    @property
    def unattributed(self) -> int:
        """How many figures were not attributed."""
        return sum(finding.code == "AR710" for finding in self.findings)
