"""Brackets with attributes behind them, in one stretch of Markdown: pandoc's spans."""

from __future__ import annotations

import re
from typing import NamedTuple

from armsref.reports.attributes import Attributes, attributes_at
from armsref.reports.hidden import Hidden

_SIGN = re.compile(r"[\\`$<\[\]]")
_NOTE = re.compile(r"\[\^[^\s\]]{1,200}\]")
_LETTER = re.compile(r"[A-Za-z]")


class Bracketed(NamedTuple):
    """A span: where its brackets stand, and its attributes, in the stretch."""

    start: int
    close: int
    attributes: Attributes


class Scanned(NamedTuple):
    """What was found in a stretch.

    Attributes
    ----------
    spans : list of Bracketed
        The spans, inner ones before those around them.
    others : list of Attributes
        Attributes of links, of images and of code.
    quiet : list of (int, int)
        Code, comments and tags: nobody takes what stands there for a span.
    unclosed : int or None
        Where a comment or an element begins that does not end in this stretch.
    """

    spans: list[Bracketed]
    others: list[Attributes]
    quiet: list[tuple[int, int]]
    unclosed: int | None


def scan(text: str) -> Scanned:
    """Find the spans of a stretch of Markdown, in time linear in its length.

    Examples
    --------
    >>> [(one.start, one.close) for one in scan("`[a]{.b}` [c [d]{.e} f](g)").spans]
    [(13, 15)]
    """
    return _Scanner(text).scanned()


class _Scanner:
    """Goes through a stretch once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.hidden = Hidden(text)
        self.opened: list[tuple[int, bool]] = []
        self.found = Scanned([], [], [], None)
        self.unclosed: int | None = None

    def scanned(self) -> Scanned:
        """Return what was found."""
        at = 0
        while (sign := _SIGN.search(self.text, at)) is not None:
            at = self._step(sign[0], sign.start())
        return self.found._replace(unclosed=self.unclosed)

    def _step(self, sign: str, at: int) -> int:
        """Take one sign in; return where to go on."""
        if sign == "[":
            note = _NOTE.match(self.text, at)
            if note is not None:
                return note.end()
            self.opened.append((at, False))
            return at + 1
        if sign == "]":
            return self._close(at)
        if sign == "\\":
            letter = _LETTER.match(self.text, at + 1)
            return (letter and self.hidden.tex(at)) or at + 2
        if sign == "$":
            return self.hidden.math(at) or at + 1
        return self._quiet(sign, at)

    def _quiet(self, sign: str, at: int) -> int:
        """Pass over code, a comment, a tag."""
        if sign == "`":
            end = self.hidden.code(at)
            behind = None if end is None else self._of_another(end)
        else:
            behind = end = self.hidden.markup(at)
            if self.unclosed is None and self.hidden.goes_on(at):
                self.unclosed = at
        if end is None or behind is None:
            return at + 1
        self.found.quiet.append((at, end))
        return behind

    def _close(self, at: int) -> int:
        """Take a closing bracket in: of a span, a link, or plain words."""
        if not self.opened:
            return at + 1
        start, is_reference = self.opened.pop()
        behind = at + 1
        attributes = attributes_at(self.text, behind)
        if attributes is not None:
            image = self.text[start - 1 : start] == "!" and not _escaped(self.text, start - 1)
            if is_reference or image:
                self.found.others.append(attributes)
            else:
                self.found.spans.append(Bracketed(start, at, attributes))
            return attributes.end
        if is_reference:
            return behind
        target = self.hidden.target(behind) if self.text.startswith("(", behind) else None
        if target is not None:
            return self._of_another(target)
        if self.text.startswith("[", behind) and _NOTE.match(self.text, behind) is None:
            self.opened.append((behind, True))
            return behind + 1
        return behind

    def _of_another(self, at: int) -> int:
        """Pass over the attributes of a link or of code."""
        attributes = attributes_at(self.text, at)
        if attributes is None:
            return at
        self.found.others.append(attributes)
        return attributes.end


def _escaped(text: str, at: int) -> bool:
    """Tell whether an odd number of backslashes stands in front."""
    first = at
    while first > 0 and text[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1
