"""The figure that stands in a cell, or why it cannot be read. The reader has the last word."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from armsref.auditing.columns import is_given
from armsref.auditing.headers import unit_of, without_marks
from armsref.errors import ReadingError, UnitError
from armsref.model.reading import Figure
from armsref.reading.reader import read

if TYPE_CHECKING:
    from armsref.auditing.columns import FigureColumn
    from armsref.auditing.verdict import Judge, Side, Verdict
    from armsref.catalog.resolution import Resolution
    from armsref.reading.lexicon import Lexicon

_WHOLE = "[1-9][0-9]{0,14}"
_FEW = r"(?:0|[1-9][0-9]{0,14})\.[0-9]{1,2}"
_MANY = r"(?:0|[1-9][0-9]{0,14})\.[0-9]{4,20}"
#: Three digits behind a point may be thousands; the other cells of the column may say.
_THREE = r"(?:0|[1-9][0-9]{0,14})\.[0-9]{3}"
#: Longer cells hold no figure but a text.
_LONGEST = 200


class Cell(NamedTuple):
    """A cell that was read.

    Attributes
    ----------
    attribute : str
        What it is a figure of.
    figure : Figure or None
        The figure; None where it cannot be read.
    said : str
        Why it cannot be read, or what else it may mean; else empty.
    """

    attribute: str
    figure: Figure | None
    said: str = ""


class Cells:
    """Reads cells, each distinct one once.

    Parameters
    ----------
    lexicon : Lexicon
        The vocabulary.
    language : str
        Language of words and numbers.

    Examples
    --------
    >>> from armsref.auditing.columns import FigureColumn
    >>> from armsref.reading.lexicon import shipped_lexicon
    >>> cells = Cells(shipped_lexicon(), "en")
    >>> column = FigureColumn("range_km", "range", "km", "km")
    >>> [cells.read(text, None, column).figure.numbers for text in ("700", "up to 1,500")]
    [(Decimal('700'),), (Decimal('1500'),)]
    >>> cells.read("2000 mi", None, column).said
    'it says mi, its column km'
    """

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._lexicon = lexicon
        self._language = language
        #: Whether a point stands before a fraction, as in data; else it may group thousands.
        tried = self._phrase("1.234 km", "range").figure
        self._points = tried is not None and tried.low == Decimal("1.234")
        sure = f"{_WHOLE}|{_FEW}" + (f"|{_MANY}" if self._points else "")
        #: Cells that are one number and nothing else, with and without a doubt of the point.
        self._plain = {False: re.compile(sure), True: re.compile(f"{sure}|{_MANY}|{_THREE}")}
        self._known: dict[tuple[str, str | None, FigureColumn], Cell] = {}

    def digits(self, column: FigureColumn) -> str:
        """Return the pattern of a column's cells that are one number and nothing else."""
        return f"^(?:{self._plain[column.point].pattern})$"

    def read(self, text: str, unit: str | None, column: FigureColumn) -> Cell:
        """Return what a cell says; ``unit`` is that of the cell beside it."""
        key = (text, unit, column)
        cell = self._known.get(key)
        if cell is None:
            cell = self._known[key] = self._read(text.strip(), unit, column)
        return cell

    def _read(self, text: str, unit: str | None, column: FigureColumn) -> Cell:
        attribute, symbol, word = column.attribute, column.unit, column.word
        if len(text) > _LONGEST:
            return Cell(attribute, None, f"it is a text of {len(text):,} characters")
        if unit is not None and is_given(unit):
            found = unit_of(unit.strip(), attribute, self._lexicon)
            if found is None:
                return Cell(attribute, None, f"{unit!r} is no one unit of {attribute}")
            (attribute, symbol), word = found, unit.strip()
        for tried in dict.fromkeys((text, without_marks(text))):
            if symbol and self._plain[column.point].fullmatch(tried):
                return Cell(attribute, _figure(Decimal(tried), symbol, column.side))
        cell = self._in_words(text, attribute, symbol, word)
        bare = without_marks(text)
        if cell.figure is None and bare != text:
            cell = self._in_words(bare, attribute, symbol, word)
        return cell

    def _in_words(self, text: str, attribute: str, symbol: str, word: str) -> Cell:
        """Read a cell as a phrase: with its own unit first, then with that of its column."""
        own = self._phrase(text, attribute)
        if own.figure is None and symbol:
            return self._with_unit(text, attribute, symbol, word)
        if own.figure is not None and symbol and own.figure.unit != symbol:
            return Cell(attribute, None, f"it says {own.figure.unit}, its column {symbol}")
        return own

    def _with_unit(self, text: str, attribute: str, symbol: str, word: str) -> Cell:
        """Read a cell with its column's unit behind it, which its language may not know."""
        cell = self._phrase(f"{text} {word}", attribute)
        usual = self._lexicon.vocabulary.attribute[attribute].unit
        if cell.figure is not None or usual in (None, symbol):
            return cell
        other = self._phrase(f"{text} {usual}", attribute)
        if other.figure is None or other.figure.unit != usual:
            return cell
        meant = other.figure
        return other._replace(figure=meant.model_copy(update={"unit": symbol}))

    def _phrase(self, phrase: str, attribute: str) -> Cell:
        try:
            reading = read(phrase, attribute, self._language, lexicon=self._lexicon)
        except ReadingError as error:
            return Cell(attribute, None, str(error))
        if not isinstance(reading, Figure):
            return Cell(attribute, None, f"{attribute} has no figures")
        if self._lexicon.vocabulary.unit[reading.unit].choices:
            return Cell(attribute, None, "; ".join(reading.warnings))
        if reading.unit == "Mach" and attribute == "speed":
            attribute = "mach"
        # That a value is implausible is for the judge to say.
        doubts = [w for w in reading.warnings if "implausible" not in w and "Mach" not in w]
        return Cell(attribute, None if doubts else reading, "; ".join(doubts))


def judged(judge: Judge, named: Resolution, cell: Cell) -> Verdict | str:
    """Return the verdict on a cell's figure, or why there is none."""
    if cell.figure is None:
        return cell.said
    try:
        return judge.of_any(named.systems, cell.attribute, cell.figure)
    except UnitError as error:  # one currency is not compared with another
        return str(error)


def _figure(number: Decimal, unit: str, side: Side) -> Figure:
    if side is None:
        return Figure(relation="exactly", low=number, high=number, unit=unit)
    if side == "low":
        return Figure(relation="at_least", low=number, unit=unit)
    return Figure(relation="at_most", high=number, unit=unit)
