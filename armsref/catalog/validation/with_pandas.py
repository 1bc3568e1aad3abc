"""A pandas frame as its findings need it: each check looks once at each different value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from armsref.catalog.validation.report import MOST_ROWS, Counts, Repeated
from armsref.catalog.validation.values import COMPARED, Unreadable, plain_text
from armsref.tables.checks import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from armsref.catalog.validation.report import Texts

Truths = np.ndarray[Any, np.dtype[np.bool_]]
Numbers = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.intp]]


def opened(df: pd.DataFrame) -> PandasFrame:
    """Return a frame."""
    return PandasFrame(df)


class Column:
    """A column as its different texts, and the place of each row's among them.

    The last text is that of a missing value, None. ``held`` says what stands in a cell that is
    no text.
    """

    def __init__(self, values: pd.Series[Any]) -> None:
        self.places, different = _places(values)
        self.texts: list[str | None] = []
        self.held = ""
        for place, value in enumerate(different):
            if isinstance(value, np.generic):
                value = value.item()  # noqa: PLW2901 - the same in Python's own type
            missing = pd.api.types.is_scalar(value) and pd.isna(value)
            text = None if missing else plain_text(value)
            if isinstance(text, Unreadable):
                row = int(np.argmax(self.places == place)) + 1
                self.held = f"a {type(value).__name__} (row {row})"
                break
            self.texts.append(text)
        if len(different) == len(values) and not self.held:  # each row by itself
            self.places, texts = pd.factorize(np.array(self.texts, dtype=object))
            self.texts = list(texts)
        self.texts.append(None)

    def of(self, rows: Sequence[int]) -> list[str | None]:
        """Return the texts of some rows, counted from 0, cut where they are long."""
        texts = (self.texts[place] for place in self.places[rows])
        return [None if text is None else text[:COMPARED] for text in texts]

    def where(self, true: Callable[[str], bool]) -> Truths:
        """Tell of each row whether its text is so; an empty cell is not."""
        found = [text is not None and true(text) for text in self.texts]
        return cast("Truths", np.array(found, dtype=bool)[self.places])

    def numbers(self) -> Numbers:
        """Return each row's number; NaN where there is none."""
        fits = re.compile(WRITTEN["number"]).fullmatch
        found = [float(text) if text is not None and fits(text) else np.nan for text in self.texts]
        return cast("Numbers", np.array(found, dtype=float)[self.places])

    def standing(self) -> Places:
        """Return a number of each row's text: values that are written alike have the same."""
        numbers: dict[str | None, int] = {}
        one = [numbers.setdefault(text, len(numbers)) for text in self.texts]
        return cast("Places", np.array(one, dtype=np.intp)[self.places])


def _places(values: pd.Series[Any]) -> tuple[Places, list[Any]]:
    """Return the place of each row's value among the different ones; -1 where it is missing.

    Objects that are not all texts stand each for itself: 1 and True are one to pandas, and lists
    are told apart by nothing.
    """
    if values.dtype == object and pd.api.types.infer_dtype(values, skipna=True) != "string":
        return np.arange(len(values)), list(values)
    places, different = pd.factorize(values)
    return places, list(different)


class PandasFrame:
    """A frame; its index does not matter."""

    def __init__(self, df: pd.DataFrame) -> None:
        self._df = df
        self._columns: dict[object, Column] = {}
        self.cells = PandasCells(self)

    def names(self) -> list[str]:
        """Return the columns, each as often as it stands there."""
        return list(self._df.columns)

    def column(self, name: str) -> Column:
        """Return the first column of a name, read once."""
        if name not in self._columns:
            self._columns[name] = Column(self._df.iloc[:, self.names().index(name)])
        return self._columns[name]

    def unreadable(self) -> dict[str, str]:
        """Return the columns with a cell that is neither text nor number nor truth nor day."""
        return {name: held for name in self.names() if (held := self.column(name).held)}

    def count(self, questions: Sequence[Truths], key: Sequence[str]) -> Counts:
        """Count the rows of each question."""
        true = [int(question.sum()) for question in questions]
        repeats = bool(key) and bool(self._texts(key).duplicated().any())
        return Counts(len(self._df), true, repeats)

    def first(self, question: Truths, fields: Sequence[str], most: int) -> list[tuple[int, Texts]]:
        """Return the first rows, with their texts."""
        rows = np.flatnonzero(question)[:most].tolist()
        texts = zip(*(self.column(name).of(rows) for name in fields), strict=True)
        return [(row + 1, found) for row, found in zip(rows, texts, strict=True)]

    def tally(self, question: Truths, fields: Sequence[str], wanted: Sequence[Texts]) -> list[int]:
        """Count the rows of each text."""
        times = dict.fromkeys(wanted, 0)
        for _, texts in self.first(question, fields, len(self._df)):
            if texts in times:
                times[texts] += 1
        return [times[texts] for texts in wanted]

    def repeated(self, key: Sequence[str], incomplete: Truths, most: int) -> Repeated:
        """Return repeated keys."""
        texts = self._texts(key)[~incomplete]
        several = texts[texts.duplicated(keep=False)]
        groups = several.groupby(list(key), sort=False).indices.values()
        rows = several.index.to_numpy()
        first = []
        for places in list(groups)[:most]:
            begin = [rows[places[0]]]
            cells = tuple(self.column(name).of(begin)[0] for name in key)
            first.append((cells, len(places), tuple(int(rows[p]) + 1 for p in places[:MOST_ROWS])))
        return Repeated(first, len(groups), len(several))

    def distinct(self, column: str) -> Collection[str]:
        """Return the different texts."""
        return {text for text in self.column(column).texts if text is not None}

    def _texts(self, key: Sequence[str]) -> pd.DataFrame:
        """Return numbers that stand for the texts of a key."""
        return pd.DataFrame({name: self.column(name).standing() for name in key})


class PandasCells:
    """What the checks ask, as arrays of truths; see :class:`armsref.tables.checks.Cells`."""

    def __init__(self, frame: PandasFrame) -> None:
        self._frame = frame

    def empty(self, field: str) -> Truths:
        """Tell whether the cell is empty."""
        return ~self._where(field, bool)

    def among(self, field: str, values: Collection[str]) -> Truths:
        """Tell whether the cell is one of the values."""
        there = set(values)
        return self._where(field, lambda text: text in there)

    def above(self, low: str, high: str) -> Truths:
        """Tell whether the first number is above the second."""
        numbers = [self._frame.column(name).numbers() for name in (low, high)]
        return numbers[0] > numbers[1]

    def unfit(self, field: str, kind: str) -> Truths:
        """Tell whether the cell is not of the kind."""
        return self.unlike(field, WRITTEN[kind], ())

    def outside(self, field: str, values: Collection[str]) -> Truths:
        """Tell whether the cell is none of the values."""
        there = set(values)
        return self._where(field, lambda text: text not in there)

    def unlike(self, field: str, pattern: str, known: Collection[str]) -> Truths:  # noqa: ARG002
        """Tell whether the cell as a whole does not match; each is looked at but once anyway."""
        match = re.compile(pattern).fullmatch
        return self._where(field, lambda text: match(text) is None)

    def shorter(self, field: str, length: int) -> Truths:
        """Tell whether the text has fewer code points."""
        return self._where(field, lambda text: len(text) < length)

    def longer(self, field: str, length: int) -> Truths:
        """Tell whether the text has more code points."""
        return self._where(field, lambda text: len(text) > length)

    def below(self, field: str, least: float) -> Truths:
        """Tell whether the number is less."""
        return self._frame.column(field).numbers() < least

    def _where(self, field: str, true: Callable[[str], bool]) -> Truths:
        return self._frame.column(field).where(true)
