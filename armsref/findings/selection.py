"""Which rules count: ``--select`` and ``--ignore``."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ArmsrefError
from armsref.findings.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.findings.finding import Finding


def codes(words: Iterable[str], where: str) -> tuple[str, ...]:
    """Return codes of rules, or their beginnings, as they were asked for.

    Parameters
    ----------
    words : iterable of str
        Each ``AR503``, ``AR5`` or several with commas between; case does not matter.
    where : str
        Where they were asked for, for the message: ``--select``.

    Raises
    ------
    ArmsrefError
        No rule's code begins like that.

    Examples
    --------
    >>> codes(["AR5,ar206"], "--select")
    ('AR5', 'AR206')
    >>> codes(["AR296"], "--select")
    Traceback (most recent call last):
    ...
    armsref.errors.ArmsrefError: --select: no rule 'AR296'; did you mean ...AR209, ...?
    """
    found = []
    for word in (part.strip() for given in words for part in given.split(",")):
        code = word.upper()
        known = re.fullmatch(r"AR[0-9]{0,3}", code) and any(r.startswith(code) for r in RULES)
        if word and not known:
            near = ", ".join(get_close_matches(code, RULES, n=3, cutoff=0.5))
            hint = f"did you mean {near}?" if near else "armsref rules shows all"
            msg = f"{where}: no rule {word!r}; {hint}"
            raise ArmsrefError(msg)
        if word and code not in found:
            found.append(code)
    return tuple(found)


class Selection(NamedTuple):
    """The rules that count, by their codes or beginnings of codes.

    Attributes
    ----------
    select : tuple of str or None
        These alone; None selects all.
    ignore : tuple of str
        Not these. Where both say something of a rule, the longer word wins, as in ruff.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()

    def keeps(self, finding: Finding) -> bool:
        """Tell whether a finding counts.

        What cannot be read hides what else is wrong, so it is left out under its full code alone.

        Examples
        --------
        >>> from armsref.findings import Finding
        >>> said = [Finding("a", 1, code, "m", "r") for code in ("AR001", "AR206", "AR503")]
        >>> [f.code for f in said if Selection(("AR5",)).keeps(f)]
        ['AR001', 'AR503']
        >>> [f.code for f in said if Selection(None, ("AR0", "AR5")).keeps(f)]
        ['AR001', 'AR206']
        >>> [f.code for f in said if Selection(("AR503",), ("AR5", "AR001")).keeps(f)]
        ['AR503']
        """
        if finding.rule.unreadable:
            return finding.code not in self.ignore
        ignored = _longest(finding.code, self.ignore)
        if self.select is None:
            return ignored is None
        selected = _longest(finding.code, self.select)
        return selected is not None and (ignored is None or selected > ignored)


def _longest(code: str, words: tuple[str, ...]) -> int | None:
    """Return the length of the longest word that a code begins with; None where there is none."""
    return max((len(word) for word in words if code.startswith(word)), default=None)
