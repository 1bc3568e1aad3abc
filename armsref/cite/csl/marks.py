"""Marks that citeproc-py carries through its strings: what is italic, a title, an address.

It escapes nothing and knows no form of ours. So its strings hold characters of private use, which
no data hold (``words`` takes them away), and what comes out is made parts of ``armsref.writing``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.writing.parts import Emphasis, Link, Strong, Superscript, Words, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from armsref.writing.parts import Inline, Inlines

#: What is opened and closed; each has two characters.
ITALIC, BOLD, RAISED, ADDRESS, TITLE, DATA, QUOTED = range(7)
_FIRST = 0xE000
OPEN = [chr(_FIRST + 2 * kind) for kind in range(7)]
CLOSE = [chr(_FIRST + 2 * kind + 1) for kind in range(7)]
#: Behind these words their closing quotation mark follows, up to the mark that closes them.
BEFORE_CLOSING_QUOTE = chr(_FIRST + 14)

#: In data, for the sign that citeproc-py takes for markup.
_LESS = chr(_FIRST + 15)

#: Signs that tidying leaves alone, and what stands for them meanwhile.
_SIGNS = ".,;:!?…"
_KEPT = {ord(sign): _FIRST + 16 + place for place, sign in enumerate(_SIGNS)}
_GIVEN_BACK = {code: sign for sign, code in _KEPT.items()} | {ord(_LESS): "<"}

_ALL = f"{chr(_FIRST)}-{chr(_FIRST + 14)}"
_MARKS = re.compile(f"[{_ALL}]")
_CLOSING = f"[{''.join(CLOSE)}]*"
_INTO_QUOTE = re.compile(
    f"{BEFORE_CLOSING_QUOTE}([^{CLOSE[QUOTED]}]*){CLOSE[QUOTED]}({_CLOSING})([.,])"
)
#: The same of a quotation mark that a title ends with.
_INTO_OWN_QUOTE = re.compile(f"(”)({_CLOSING})([.,])")
#: A comma in front of a closing quotation mark, behind what ends a sentence.
_COMMA = re.compile(f"([.!?…])([{_ALL}]*),(?={BEFORE_CLOSING_QUOTE})")
#: Two signs that meet, and the same sign again behind a space.
_SEAM = re.compile(f"([{_SIGNS}])([{_ALL}]*)([.,;:!?])")
_AGAIN = re.compile(rf"([.,;])(\s[\s{_ALL}]*)\1(?=\s)")
_SPACES = re.compile(rf"(\s)([{_ALL}]*)\s+")
_WRAPS: dict[int, Callable[[Inlines], Inline]] = {
    ITALIC: Emphasis,
    BOLD: Strong,
    RAISED: Superscript,
}


def marked(kind: int, text: object) -> str:
    """Return a text between the two marks of a kind."""
    return f"{OPEN[kind]}{text}{CLOSE[kind]}"


def harmless(text: str) -> str:
    """Return a text in which citeproc-py finds no markup; :func:`inlines_of` gives it back."""
    return text.replace("<", _LESS)


def kept(text: str) -> str:
    """Return words whose signs are theirs, but for the last, which meets what follows."""
    return text[:-1].translate(_KEPT) + text[-1:]


def unmarked(text: str) -> str:
    """Return a text without marks."""
    return _MARKS.sub("", text).translate(_GIVEN_BACK)


def tidy(text: str, *, into_quotes: bool) -> str:
    """Return a text whose punctuation agrees where its pieces meet.

    Punctuation within a title is left alone; what it ends with meets the style's own.

    Parameters
    ----------
    text : str
        With marks.
    into_quotes : bool
        Whether a full stop or a comma behind a closing quotation mark goes in front of it.
    """
    if into_quotes:
        text = _INTO_QUOTE.sub(rf"\3{BEFORE_CLOSING_QUOTE}\1{CLOSE[QUOTED]}\2", text)
        text = _INTO_OWN_QUOTE.sub(r"\3\1\2", text)
    before = ""
    while before != text:
        before, text = text, _AGAIN.sub(r"\1\2", _SEAM.sub(_met, text))
    return _SPACES.sub(r"\1\2", _COMMA.sub(r"\1\2", text))


def _met(seam: re.Match[str]) -> str:
    """Return what remains where two signs meet: one of a kind, and no full stop behind an end."""
    first, between, second = seam.groups()
    if first == second or (first in "!?…" and second in ".:;") or (first in ":;" and second == "."):
        return first + between
    if first == "," and second in ".;:":
        return between + second
    return seam[0]


def inlines_of(text: str, address: str) -> Inlines:
    """Return a text's parts, its printed address linked; without one, its title is.

    Without an address to lead to, as where several articles are cited, nothing is linked.
    Marks that do not match are passed over: a style may hold any characters.
    """
    linked: int | None = ADDRESS if OPEN[ADDRESS] in text else TITLE
    linked = linked if address else None
    stack: list[tuple[int | None, list[Inline]]] = [(None, [])]
    for piece in re.split(f"([{_ALL}])", text):
        if piece in OPEN:
            stack.append((OPEN.index(piece), []))
        elif piece in CLOSE:
            kind = CLOSE.index(piece)
            if kind in [opened for opened, _ in stack]:
                while _close(stack, linked, address) != kind:
                    pass
                # One link is enough: the title may stand twice.
                linked = None if kind == linked else linked
        elif piece and piece != BEFORE_CLOSING_QUOTE:
            stack[-1][1].append(words(piece.translate(_GIVEN_BACK)))
    while len(stack) > 1:
        _close(stack, linked, address)
    return _stripped(stack[0][1])


def _close(
    stack: list[tuple[int | None, list[Inline]]], linked: int | None, address: str
) -> int | None:
    """Close what was opened last, and return its kind."""
    kind, of = stack.pop()
    around = stack[-1][1]
    if not of:
        return kind
    if kind in _WRAPS:
        around.append(_WRAPS[kind](tuple(of)))
    elif kind == linked:
        around.append(Link(tuple(of), address))
    else:
        around.extend(of)
    return kind


def _stripped(inlines: list[Inline]) -> Inlines:
    """Return parts with neighbouring words made one, and no space around them all."""
    found: list[Inline] = []
    for part in inlines:
        if isinstance(part, Words) and found and isinstance(found[-1], Words):
            part = Words(found.pop().text + part.text)  # type: ignore[union-attr]  # noqa: PLW2901
        found.append(part)
    if found and isinstance(found[0], Words):
        found[0] = Words(found[0].text.lstrip())
    if found and isinstance(found[-1], Words):
        found[-1] = Words(found[-1].text.rstrip())
    return tuple(part for part in found if part != Words(""))
