"""What an Excel file says of its sheets beside their cells: which are hidden, what went wrong."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from armsref.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

_WORKBOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_EMPTY_FORMULA = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>'
    rb"<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_ERROR = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)(?<!/)>(?:(?!</c>).)*?<v>([^<]+)</v>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]+)([0-9]+)"')


class Parts:
    """The sheets of an Excel file, in the order of their tabs.

    Attributes
    ----------
    hidden : frozenset of int
        The places of those that nobody sees.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._names: list[str] = []
        self.hidden: frozenset[int] = frozenset()
        with zipfile.ZipFile(file) as parts:
            if not {_WORKBOOK, _LINKS} <= set(parts.namelist()):
                return
            text = parts.read(_WORKBOOK).decode("utf-8", "replace")
            links = parts.read(_LINKS).decode("utf-8", "replace")
        tags = re.findall(r"<sheet\b[^>]*>", text)
        targets = {
            _attribute(tag, "Id"): _attribute(tag, "Target")
            for tag in re.findall(r"<Relationship\b[^>]*>", links)
        }
        for tag in tags:
            part = targets.get(_attribute(tag, "r:id"), "")
            self._names.append(part.removeprefix("/") if part.startswith("/") else f"xl/{part}")
        states = enumerate(_attribute(tag, "state") for tag in tags)
        self.hidden = frozenset(place for place, state in states if "idden" in state)

    def sheet(self, place: int) -> bytes:
        """Return the XML of a sheet; nothing where the file is put together in another way."""
        with zipfile.ZipFile(self._file) as parts:
            known = place < len(self._names) and self._names[place] in parts.namelist()
            return parts.read(self._names[place]) if known else b""


def refuse_empty_formulas(file: Path, sheet: bytes) -> None:
    """Refuse a sheet with formulas whose results were never stored: they read as empty cells.

    Raises
    ------
    DataError
        There are some; a program that calculates must open and save the file.
    """
    empty = [match[1].decode() for match in _EMPTY_FORMULA.finditer(sheet)]
    if empty:
        many = f"{len(empty)} formula{'' if len(empty) == 1 else 's'} without a result"
        seen = f"{many}, the first in {empty[0]}"
        raise DataError(f"{file}: has {seen}; open it in a spreadsheet program and save it")


def errors_of(sheet: bytes) -> dict[tuple[int, int], str]:
    """Return the cells that hold an error such as ``#N/A``, by row and column counted from 0.

    Examples
    --------
    >>> errors_of(b'<row><c r="B3" t="e"><f>NA()</f><v>#N/A</v></c></row>')
    {(2, 1): '#N/A'}
    """
    found: dict[tuple[int, int], str] = {}
    for match in _ERROR.finditer(sheet):
        place = _PLACE.search(match[1])
        if place is not None:
            found[int(place[2]) - 1, _number(place[1])] = match[2].decode()
    return found


def _number(letters: bytes) -> int:
    """Return the number of a column: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""
