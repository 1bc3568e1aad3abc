"""Attributes in braces, as pandoc reads them: ``{#id .class key="value"}``."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

#: Blanks, and one line end at the most.
_BLANKS = re.compile(r"[ \t]*+(?:\n[ \t]*+(?!\n))?+")
#: No value is longer; the bound keeps the work linear.
_VALUE = 2000
_BARE = 300
_LONGEST = 10_000
_ATTRIBUTE = re.compile(
    rf"""
    \#(?P<id>[\w\-:.]+)
    | \.(?P<class>[^\W\d_][\w\-:.]*)
    | (?P<key>[^\W\d_][\w\-:.]*)=(?:
        "(?P<double>(?![\s])(?:\\.|[^"\\]){{1,{_VALUE}}}+)"
        | '(?P<single>(?![\s])(?:\\.|[^'\\]){{1,{_VALUE}}}+)'
        | ""|''
        | (?P<bare>(?:\\[^\w\s]|[^ \t\n\r}}]){{0,{_BARE}}}+)
      )
    | (?P<unnumbered>-)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\([^\w])|\n[ \t]*", re.DOTALL)


class Attribute(NamedTuple):
    """A key with its value, and where both stand, the value with its quotation marks."""

    key: str
    value: str
    start: int
    value_start: int
    end: int


class Attributes(NamedTuple):
    """What stands in braces.

    Attributes
    ----------
    start, end : int
        From the opening brace to behind the closing one.
    classes : tuple of str
        The classes, those of ``class="..."`` too.
    pairs : tuple of Attribute
        The other keys, in their order.
    """

    start: int
    end: int
    classes: tuple[str, ...]
    pairs: tuple[Attribute, ...]


def attributes_at(text: str, start: int) -> Attributes | None:
    """Return the attributes that begin with a brace, None where what stands there are none.

    Examples
    --------
    >>> found = attributes_at('[x]{.armsref spec="zolfaghar.range" digits=2}', 3)
    >>> found.classes, [(one.key, one.value) for one in found.pairs]
    (('armsref',), [('spec', 'zolfaghar.range'), ('digits', '2')])
    >>> attributes_at("{a, b}", 0)
    """
    if not text.startswith("{", start):
        return None
    classes: list[str] = []
    pairs: list[Attribute] = []
    at = _behind_blanks(text, start + 1)
    while (match := _ATTRIBUTE.match(text, at)) is not None and match.end() - start < _LONGEST:
        if match["class"]:
            classes.append(match["class"])
        elif match["key"] == "class":
            classes += _value(match).split()
        elif match["key"] and match["key"] != "id":
            begin = match.end("key") + 1
            pairs.append(Attribute(match["key"], _value(match), match.start(), begin, match.end()))
        at = _behind_blanks(text, match.end())
    if not text.startswith("}", at):
        return None
    return Attributes(start, at + 1, tuple(classes), tuple(pairs))


def _behind_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return at if match is None else match.end()


def _value(match: re.Match[str]) -> str:
    said = next((match[name] for name in ("double", "single", "bare") if match[name]), "")
    return html.unescape(_ESCAPED.sub(lambda m: m[1] or " ", said))


def quoted(value: str) -> str:
    r"""Write a value so that it is read as it is.

    Examples
    --------
    >>> print(quoted('a "b" & c'))
    "a \"b\" \& c"
    """
    line = " ".join(value.split())
    return '"' + re.sub(r'([\\"&])', r"\\\1", line) + '"'
