"""The signs of Markdown inside a paragraph: code, links, tags, struck words are made blank."""

from __future__ import annotations

import html
import re

_TICKS = re.compile(r"`+")
#: No tag, target or attribute is longer; the bound keeps the work linear.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>|<[A-Za-z][\w+.-]{1,31}:[^<>\s]{0,1000}>")
_ADDRESS = re.compile(r"\b(?:https?://|ftp://|www\.)[^\s<>()\[\]]+", re.IGNORECASE)
_NOTE = re.compile(r"\[\^[^\s\[\]]{1,100}\]:?")
_TARGET = re.compile(r"\((?:[^()\\\n]|\\.|\n(?!\n)|\([^()]{0,500}\)){0,1000}\)")
_REFERENCE = re.compile(r"\[[^\[\]]{0,300}\]")
_ATTRIBUTES = re.compile(r"\{[^{}]{0,1000}\}")
_CITATION = re.compile(r"\[[^\[\]@]{0,300}(?<!\w)@[^\[\]]{0,300}\]")
_KEY = re.compile(r"(?<![\w@])-?@[\w{][\w:.#$%&+?<>~/{}-]*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_EMPHASIS = re.compile(r"\*+|~~|(?<!\w)_+|_+(?!\w)")
_STRUCK = re.compile(r"~~(?=\S)[^~]{1,1000}~~")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~\n])")


def inline_prose(text: str) -> str:
    """Return the prose of a paragraph of Markdown, character for character in its place.

    Examples
    --------
    >>> inline_prose("The **Zolfaghar** has [700 km](https://example.org/900) `800 km`.")
    'The   Zolfaghar   has  700 km                                   .'
    """
    text = _without_code(text)
    for pattern in (_COMMENT, _TAG):
        text = pattern.sub(_blank, text)
    text = _without_targets(text)
    for pattern in (_ADDRESS, _NOTE, _CITATION, _KEY):
        text = pattern.sub(_blank, text)
    text = _ENTITY.sub(_character, text)
    text = _STRUCK.sub(_blank, text)
    text = _EMPHASIS.sub(_without_emphasis, text)
    return _ESCAPE.sub(" ", text)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _character(match: re.Match[str]) -> str:
    """Write an entity's character, and blanks for the rest of it."""
    said = html.unescape(match[0])
    if not said.isprintable():  # a space that does not break, a line end, a control character
        return _blank(match)
    return said.ljust(len(match[0])) if len(said) <= len(match[0]) else match[0]


def _without_emphasis(match: re.Match[str]) -> str:
    """Blank a mark that touches a word; "2 * 300 kg" multiplies."""
    text, start, end = match.string, *match.span()
    alone = text[start - 1 : start].isspace() and text[end : end + 1].isspace()
    return match[0] if alone else _blank(match)


def _without_code(text: str) -> str:
    """Blank what stands between two equal runs of backticks."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    later: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[number][1] - runs[number][0], []).append(number)
    pieces, at, number = [], 0, 0
    while number < len(runs):
        start, end = runs[number]
        same = later[end - start]
        while same and same[-1] <= number:
            same.pop()
        escaped = text[start - 1 : start] == "\\" and start > 0
        if not same or escaped:
            number += 1
            continue
        close = same[-1]
        pieces += [text[at:start], " " * (runs[close][1] - start)]
        at, number = runs[close][1], close + 1
    return "".join([*pieces, text[at:]])


def _without_targets(text: str) -> str:
    """Blank the brackets of links, images and spans, and what stands behind them."""
    kept = list(text)
    opened: list[int] = []
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 2
            continue
        if sign == "[":
            opened.append(at)
        elif sign == "]" and opened:
            begin = opened.pop()
            end = _behind(text, at + 1)
            if end > at + 1:
                kept[at:end] = " " * (end - at)
                image = begin > 0 and text[begin - 1] == "!"
                kept[begin - image : begin + 1] = " " * (1 + image)
                at = end
                continue
        at += 1
    return "".join(kept)


def _behind(text: str, at: int) -> int:
    """Return where the target, the reference or the attributes behind a bracket end."""
    patterns = {"(": _TARGET, "[": _REFERENCE, "{": _ATTRIBUTES}
    end = at
    while (pattern := patterns.get(text[end : end + 1])) is not None:
        match = pattern.match(text, end)
        if match is None:
            break
        end = match.end()
    return end
