"""What is written: the findings, what sums them up, and where their files lie."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from armsref.findings.finding import Finding


class Report(NamedTuple):
    """Findings ready to be written.

    Attributes
    ----------
    findings : tuple of Finding
        In the order in which they are told.
    summary : tuple of str
        The lines that sum up.
    strict : bool
        Whether every warning counts.
    base : str
        The folder that files are relative to, as seen from the root of the repository; empty
        where that is the root itself.
    """

    findings: tuple[Finding, ...]
    summary: tuple[str, ...]
    strict: bool = False
    base: str = ""

    def path(self, finding: Finding) -> str | None:
        """Return where a finding's file lies in the repository; None for a frame or a sentence.

        Examples
        --------
        >>> from armsref.findings import Finding
        >>> Report((), (), base="data").path(Finding("seeds/a.toml", 1, "AR003", "m", "r"))
        'data/seeds/a.toml'
        """
        if finding.file == "-":
            return None
        return posixpath.normpath(posixpath.join(self.base, finding.file))
