"""The one font of pictures, which matplotlib ships: its widths, and lines that fit."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armsref.writing.parts import words

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What an SVG names; DejaVu Sans is among the widest, so that words fit in any other font, too.
FAMILIES = ("DejaVu Sans", "Verdana", "sans-serif")
#: XML knows no such characters.
_NO_XML = str.maketrans("", "", "\ufffe\uffff")

#: Where a long word may be cut.
_AT_HYPHENS = re.compile(r"(?<=[-/])(?=.)")


def font(size: float, *, bold: bool = False) -> Any:
    """Return the font in a size, for matplotlib."""
    from matplotlib.font_manager import FontProperties

    weight = "bold" if bold else "normal"
    return FontProperties(family=list(FAMILIES), weight=weight, size=size, fname=_file(bold=bold))


@cache
def _file(*, bold: bool) -> str:
    from matplotlib import get_data_path

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(get_data_path()) / "fonts" / "ttf" / name)


@cache
def _face(*, bold: bool) -> Any:
    from matplotlib.ft2font import FT2Font

    face = FT2Font(_file(bold=bold))
    face.set_size(100, 72)
    return face


@cache
def _advance(character: str, *, bold: bool) -> float:
    """Return how wide a character is, in parts of the font's size."""
    if not has_glyph(character, bold=bold):
        return 0.0 if unicodedata.combining(character) else 1.0  # drawn in another font
    return float(_face(bold=bold).load_char(ord(character)).linearHoriAdvance) / 65536 / 100


def has_glyph(character: str, *, bold: bool = False) -> bool:
    """Tell whether the font can draw a character."""
    return bool(_face(bold=bold).get_char_index(ord(character)))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in points."""
    return size * sum(_advance(character, bold=bold) for character in text)


def drawable(text: str, *, every_letter: bool) -> str:
    """Return a text on one line that can be drawn.

    Parameters
    ----------
    text : str
        The text.
    every_letter : bool
        Whether letters that the font lacks stay, for a program that has other fonts; else they
        are written in Latin letters.
    """
    clean = words(text).text.translate(_NO_XML)
    if every_letter or all(has_glyph(c) for c in clean):
        return clean
    from anyascii import anyascii

    return "".join(c if has_glyph(c) else anyascii(c) or "?" for c in clean)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines that are no wider than there is room; one line at least."""
    lines = [""]
    for word in text.split(" "):
        glue = " " if lines[-1] else ""
        for piece in _pieces(word, size, room, bold=bold):
            if width(lines[-1] + glue + piece, size, bold=bold) <= room or not lines[-1]:
                lines[-1] += glue + piece
            else:
                lines.append(piece)
            glue = ""
    return lines


def _pieces(word: str, size: float, room: float, *, bold: bool) -> Iterator[str]:
    """Cut a word that is too wide: behind its hyphens, then anywhere but in front of a mark."""
    if width(word, size, bold=bold) <= room:
        yield word
        return
    for part in _AT_HYPHENS.split(word):
        piece = ""
        for character in part:
            longer = width(piece + character, size, bold=bold) > room
            if piece and longer and not unicodedata.combining(character):
                yield piece
                piece = ""
            piece += character
        yield piece
