"""Brackets with attributes behind them, in one stretch of Markdown: pandoc's spans."""

from __future__ import annotations

import re
from typing import NamedTuple

from armsref.reports.attributes import Attributes, attributes_at
from armsref.reports.hidden import Hidden

_SIGN = re.compile(r"[\\`$<\[\]]")
_NOTE = re.compile(r"\[\^([^\s\[\]]{1,200})\]")
_LETTER = re.compile(r"[A-Za-z]")
#: So often a bracket without its like is looked for to the end anew; the bound keeps it linear.
_MOST_PASSES = 50


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
    signs : list of (int, int)
        Math and TeX: no words, but who writes a span there means one.
    notes : list of (int, str)
        The marks of footnotes: where they stand, and their labels.
    targets : list of (int, int)
        What links lead to.
    unclosed : int or None
        Where a comment or an element begins that does not end in this stretch.
    """

    spans: list[Bracketed]
    others: list[Attributes]
    quiet: list[tuple[int, int]]
    signs: list[tuple[int, int]]
    notes: list[tuple[int, str]]
    targets: list[tuple[int, int]]
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
    """Goes through a stretch once.

    As pandoc does, it first looks for the bracket that closes an opening one, counting brackets
    alone, and only then at what stands between them: an inner span's attributes count there too.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.hidden = Hidden(text)
        #: Where the brackets close that are known to, and how far that is known.
        self.closes: dict[int, int] = {}
        self.known = 0
        self.passes = 0
        #: The brackets around, each with its close, and whether it follows a reference's words.
        self.around: list[tuple[int, int, bool]] = []
        self.refers = -1
        self.unclosed: int | None = None
        self.found = Scanned([], [], [], [], [], [], None)

    def scanned(self) -> Scanned:
        """Return what was found."""
        at = 0
        while (sign := _SIGN.search(self.text, at)) is not None:
            if sign[0] == "[":
                at = self._open(sign.start())
            elif sign[0] == "]":
                at = self._close(sign.start())
            else:
                start = sign.start()
                end = self._hidden(sign[0], start)
                at = start + 1 if end is None else end
        return self.found._replace(unclosed=self.unclosed)

    def _open(self, at: int) -> int:
        note = _NOTE.match(self.text, at)
        if note is not None:
            self.found.notes.append((at, note[1]))
            return note.end()
        close = self._closing(at)
        if close is not None:
            self.around.append((at, close, at == self.refers))
        return at + 1

    def _closing(self, at: int) -> int | None:
        """Return where a bracket closes."""
        if at >= self.known and self.passes < _MOST_PASSES:
            self._match(at)
        return self.closes.get(at)

    def _match(self, start: int) -> None:
        """Note where a bracket and those in it close, by their number alone."""
        opened: list[int] = []
        at = start
        while (sign := _SIGN.search(self.text, at)) is not None:
            at = sign.end()
            if sign[0] == "[":
                opened.append(sign.start())
            elif sign[0] == "]":
                self.closes[opened.pop()] = sign.start()
                if not opened:
                    self.known = at
                    return
            else:
                at = self._passed(sign[0], sign.start()) or at
        self.known = len(self.text)
        self.passes += 1

    def _passed(self, sign: str, at: int) -> int | None:
        """Return where code, math, a tag, an escape or a command of TeX ends; None for a sign."""
        if sign == "\\":
            letter = _LETTER.match(self.text, at + 1)
            return (letter and self.hidden.tex(at)) or at + 2
        readers = {"$": self.hidden.math, "`": self.hidden.code, "<": self.hidden.markup}
        return readers[sign](at)

    def _hidden(self, sign: str, at: int) -> int | None:
        """Pass over what hides brackets, and note what of it is no place for a span."""
        end = self._passed(sign, at)
        if sign == "<" and self.unclosed is None and self.hidden.goes_on(at):
            self.unclosed = at
        if end is None:
            return None
        if sign not in "`<":
            if sign == "$" or end > at + 2:
                self.found.signs.append((at, end))
            return end
        self.found.quiet.append((at, end))
        return self._of_another(end) if sign == "`" else end

    def _close(self, at: int) -> int:
        """Take a closing bracket in: of a span, a link, or plain words."""
        if not self.around or self.around[-1][1] != at:
            return at + 1
        start, _, is_reference = self.around.pop()
        behind = at + 1
        attributes = self._attributes(behind)
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
        if target is not None and target <= self._end:
            self.found.targets.append((behind, target))
            return self._of_another(target)
        self.refers = behind
        return behind

    @property
    def _end(self) -> int:
        """Where the brackets around close; else the end of the text."""
        return self.around[-1][1] if self.around else len(self.text)

    def _attributes(self, at: int) -> Attributes | None:
        """Return the attributes at a place, as far as they lie within the brackets around."""
        attributes = attributes_at(self.text, at)
        if attributes is None or attributes.end > self._end:
            return None
        if not self.around and _SIGN.search(self.text, at, attributes.end):
            self.known = attributes.end  # what was told with brackets in there holds no more
        return attributes

    def _of_another(self, at: int) -> int:
        """Pass over the attributes of a link or of code."""
        attributes = self._attributes(at)
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
