"""What hides brackets in a line of Markdown: code, math, comments, tags, TeX, link targets."""

from __future__ import annotations

import re
from bisect import bisect_left

_TICKS = re.compile(r"`+")
_RAW = re.compile(r"\{=[\w-]+\}")
#: Dollars with words between them that touch both; the second has no digit behind it.
_MATH = re.compile(
    r"\$(?![ \t\n])(?:\\.|[^\\ \t\n])(?:\\.|[^\\ \t\n$]|[ \t\n]++(?!\$))*+\$(?!\d)", re.DOTALL
)
_DISPLAYED = re.compile(r"\$\$[^$](?:[^$]|\$(?!\$))*+\$\$")
_ATTRIBUTE = (
    r"""[ \t\n]++[A-Za-z_:][\w.:-]*+(?:[ \t\n]*=[ \t\n]*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]++))?"""
)
_TAG = re.compile(rf"<(?:[A-Za-z][\w:-]*+(?:{_ATTRIBUTE})*+[ \t\n]*/?|/[A-Za-z][\w:-]*+[ \t\n]*)>")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*+:[^\s<>]*+|[^\s<>@]++@[^\s<>]++)>")
#: Elements whose content is no Markdown.
VERBATIM = re.compile(r"<(pre|script|textarea)(?=[\s>])[^<>]{0,1000}>", re.IGNORECASE)
#: At the beginning of a block, one more.
VERBATIM_BLOCK = re.compile(r"<(pre|script|style|textarea)(?=[\s>])[^<>]{0,1000}>", re.IGNORECASE)
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
ENVIRONMENT = re.compile(r"\\begin\{([A-Za-z]+\*?)\}")
#: Commands that take nothing behind them.
_BARE = frozenset(
    [
        *("LaTeX", "TeX", "tiny", "scriptsize", "footnotesize", "small", "normalsize", "large"),
        *("Large", "LARGE", "huge", "Huge"),
    ]
)
#: No argument of a command is longer; the bound keeps the work linear.
_LONGEST_ARGUMENT = 2000
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_GAP = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_CHUNK = r"(?:\\.|[^\\()\s<]|\((?:\\.|[^\\()\n])*\)|<)"
_TARGET = re.compile(
    rf"""\([ \t\n]*(?:<(?:\\.|[^\\<>\n])*>|(?:{_CHUNK}|[ \t]+(?!["')]))*+)"""
    r"""(?:[ \t]*\n?[ \t]*(?:"(?:\\.|[^"\\]|"\w[^"]*+")*+"|'(?:\\.|[^'\\]|'\w[^']*+')*+'))?"""
    r"""[ \t\n]*\)""",
    re.DOTALL,
)


class Hidden:
    """Finds the ends of what hides brackets in one stretch of text, in linear time all together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._runs: dict[int, list[int]] | None = None
        self._run = (0, 0)
        self._braces: dict[int, int] | None = None
        #: Where words and closing tags were looked for last and are missing, from there on.
        self._missing: dict[str, int] = {}

    def code(self, start: int) -> int | None:
        """Return where inline code ends, and raw text's mark behind it; None where it is none."""
        if not self._run[0] <= start < self._run[1]:
            run = _TICKS.match(self.text, start)
            if run is None:
                return None
            self._run = run.span()
        if self._runs is None:
            self._runs = {}
            for found in _TICKS.finditer(self.text):
                self._runs.setdefault(len(found[0]), []).append(found.start())
        size = self._run[1] - start
        same = self._runs.get(size, [])
        index = bisect_left(same, self._run[1])
        if index == len(same):
            return None
        end = same[index] + size
        raw = _RAW.match(self.text, end)
        return end if raw is None else raw.end()

    def math(self, start: int) -> int | None:
        """Return where math ends."""
        for pattern in (_DISPLAYED, _MATH):
            match = pattern.match(self.text, start)
            if match is not None:
                return match.end()
        return None

    def markup(self, start: int) -> int | None:
        """Return where a comment, an element of no Markdown, a tag or an autolink ends."""
        if self.text.startswith("<!--", start):
            end = self._find("-->", start + 4)
            return None if end is None else end + 3
        verbatim = VERBATIM.match(self.text, start)
        if verbatim is not None:
            end = self.closing(verbatim[1], verbatim.end())
            if end is not None:
                return end
        for pattern in (_AUTOLINK, _TAG):
            match = pattern.match(self.text, start)
            if match is not None:
                return match.end()
        return None

    def goes_on(self, start: int) -> bool:
        """Tell what may end behind a blank line: a comment or an element that does not end here."""
        if self.text.startswith("<!--", start):
            return self._find("-->", start + 4) is None
        verbatim = VERBATIM.match(self.text, start)
        return verbatim is not None and self.closing(verbatim[1], verbatim.end()) is None

    def closing(self, name: str, start: int) -> int | None:
        """Return where an element's closing tag ends."""
        if start >= self._missing.get(name.casefold(), start + 1):
            return None
        match = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, start)
        if match is None:
            self._missing[name.casefold()] = start
            return None
        return match.end()

    def tex(self, start: int) -> int | None:
        """Return where a command of TeX ends, with what it is given, or a whole environment."""
        opened = ENVIRONMENT.match(self.text, start)
        if opened is not None:
            closing = f"\\end{{{opened[1]}}}"
            end = self._find(closing, opened.end())
            if end is not None:
                return end + len(closing)
        command = _COMMAND.match(self.text, start)
        if command is None or opened is not None:
            return None
        at = command.end()
        if command[1] in _BARE:
            return at
        for opens, closes in (("[", "]"), ("{", "}")):
            while (end := self._given(at, opens, closes)) is not None:
                at = end
        return at

    def _given(self, start: int, opens: str, closes: str) -> int | None:
        """Return where one argument of a command ends: brackets that balance."""
        gap = _GAP.match(self.text, start)
        at = start if gap is None else gap.end()
        if not self.text.startswith(opens, at):
            return None
        if opens == "[":
            closed = self.text.find(closes, at, at + _LONGEST_ARGUMENT)
            return None if closed < 0 else closed + 1
        return self._closing_braces.get(at)

    @property
    def _closing_braces(self) -> dict[int, int]:
        """Where each brace that has its like ends with it."""
        if self._braces is None:
            self._braces = {}
            opened: list[int] = []
            for sign in _BRACES.finditer(self.text):
                if sign[0] == "{":
                    opened.append(sign.start())
                elif sign[0] == "}" and opened:
                    self._braces[opened.pop()] = sign.end()
        return self._braces

    def target(self, start: int) -> int | None:
        """Return where the target of a link ends: an address and a title in brackets."""
        match = _TARGET.match(self.text, start)
        return None if match is None else match.end()

    def _find(self, words: str, start: int) -> int | None:
        """Return where words stand next; what is missing once is not looked for again."""
        if start >= self._missing.get(words, start + 1):
            return None
        end = self.text.find(words, start)
        if end < 0:
            self._missing[words] = start
            return None
        return end
