"""Which column holds the names, and which hold figures of what, in which unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from armsref.auditing.headers import read_header, unit_of, without_marks
from armsref.catalog.near import near_names
from armsref.errors import ArmsrefError, ReadingError
from armsref.reading.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from armsref.auditing.headers import Said
    from armsref.auditing.verdict import Side
    from armsref.catalog.resolution import Resolution
    from armsref.reading.lexicon import Lexicon

#: Cells that say that nothing is given.
NOT_GIVEN = frozenset(
    ["", "-", "–", "—", "--", "?", "n/a", "na", "n.a.", "nan", "null", "none", "unknown", "tbd"]
)
#: A number, perhaps with a unit behind it; no date.
_NUMBER = re.compile(r"[~<>≈+]? ?[0-9][0-9.,  ]*[^0-9]{0,12}")
#: A number with a fraction, beyond doubt: its point groups no thousands.
_FRACTION = re.compile(r"[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|(?:0|[0-9]{4,})\.[0-9]+")
#: So many distinct cells of a column are tried as names.
_MOST_TRIED = 20
#: The rank of a header that is a word for names, see :class:`armsref.auditing.headers.Said`.
_HEADED = 3
#: So many columns are named in an error.
_MOST_SHOWN = 20


class FigureColumn(NamedTuple):
    """A column of figures.

    Attributes
    ----------
    column : str
        Its header.
    attribute : str
        Id of the attribute.
    unit : str
        Symbol of the unit of a number without one; empty where each cell has its own.
    word : str
        The unit as it is printed.
    unit_column : str or None
        The column with the units, where they stand beside the numbers.
    side : str or None
        "low" or "high" where its plain numbers are that bound, by its header.
    point : bool
        Whether a point stands before a fraction, as other cells show; else "1.700" is doubtful.
    """

    column: str
    attribute: str
    unit: str = ""
    word: str = ""
    unit_column: str | None = None
    side: Side = None
    point: bool = False


#: Names of the cells that tell groups apart (name, value, unit), and the columns they stand in.
Keys = dict[str, str]


def keys_of(name: str, column: FigureColumn) -> Keys:
    """Return the cells that tell the figures of a column apart."""
    keys = {"name": name, "value": column.column}
    return keys if column.unit_column is None else keys | {"unit": column.unit_column}


class Columns(NamedTuple):
    """What was taken of a table, and what only looked like it.

    Attributes
    ----------
    name : str
        The column of the names.
    figures : tuple of FigureColumn
        The columns of figures; empty of a table of names.
    passed_over : tuple of (str, str)
        Columns that look like figures, and why they are none.
    """

    name: str
    figures: tuple[FigureColumn, ...]
    passed_over: tuple[tuple[str, str], ...]


class Chooser:
    """Chooses columns by their headers and the first rows.

    Parameters
    ----------
    where : str
        The table, named in errors.
    sample : mapping of str to list
        The first cells of each column, as text or None.
    lexicon : Lexicon
        The vocabulary.
    resolve : callable
        What a printed name means.
    language : str
        Language of words in cells.
    """

    def __init__(
        self,
        where: str,
        sample: Mapping[str, Sequence[str | None]],
        lexicon: Lexicon,
        resolve: Callable[[str], Resolution],
        language: str,
    ) -> None:
        self._where = where
        self._cells = {
            column: [cell for cell in cells if cell is not None and is_given(cell)]
            for column, cells in sample.items()
        }
        self._lexicon = lexicon
        self._resolve = resolve
        self._language = language
        self._said = {column: read_header(column, lexicon) for column in sample}

    def choose(self, name: str | None, asked: Mapping[str, str] | None) -> Columns:
        """Return the columns; ``asked`` maps attributes to columns, with units behind a colon.

        Raises
        ------
        ArmsrefError
            There is no column of names or there are two, or one that was asked for is not there.
        """
        if name is not None:
            self._known(name)
        named = name or self._name_column()
        if asked:
            mapped = (self._mapped(attribute, rest) for attribute, rest in asked.items())
            return Columns(named, tuple(map(self._looked_at, mapped)), ())
        figures: list[FigureColumn] = []
        passed: list[tuple[str, str]] = []
        for column, said in self._said.items():
            if column == named or said.is_unit or not said.attributes:
                continue
            found = self._by_convention(column, said)
            if isinstance(found, str):
                passed.append((column, found))
            else:
                figures.append(self._looked_at(found))
        if not figures:
            passed += [(column, why) for column, why in self._of_numbers(named) if not passed]
        return Columns(named, tuple(figures), tuple(passed))

    def _of_numbers(self, named: str) -> Iterator[tuple[str, str]]:
        """Return the columns of numbers whose headers say nothing known: perhaps in other words."""
        for column, said in self._said.items():
            cells = self._cells[column]
            numbers = sum(_NUMBER.fullmatch(cell.strip()) is not None for cell in cells)
            if column != named and not said.attributes and numbers * 2 > len(cells):
                yield column, f"no attribute is named so; --map ATTRIBUTE={column}:UNIT says which"

    def _looked_at(self, figure: FigureColumn) -> FigureColumn:
        """Return a column of figures with what its header and its first cells show beside."""
        point = any(_FRACTION.fullmatch(cell.strip()) for cell in self._cells[figure.column])
        return figure._replace(side=self._said[figure.column].side, point=point)

    # ------------------------------------------------------------------ names

    def _name_column(self) -> str:
        ranked = {column: self._rank(column) for column in self._said}
        self._refuse_a_row_as_header()
        likely = {column: rank for column, rank in ranked.items() if rank[1] > 0 or rank[0] >= 0.5}
        if not likely:
            seen = f"no column holds names of weapons; the columns are {self._all()}"
            raise ArmsrefError(f"{self._where}: {seen}: say --name")
        # What is headed as names is one, however few of them are known; but not where none is.
        headed = {column: rank for column, rank in likely.items() if rank[1] == _HEADED}
        chosen = headed if any(share for share, _ in headed.values()) else likely
        best = max(chosen.values())
        first, *others = (column for column, rank in chosen.items() if rank == best)
        if not others and best[1] != _HEADED:
            others = list(headed)
        if others:
            equal = ", ".join(map(repr, [first, *others]))
            msg = f"{self._where}: the columns {equal} look equally like names; say --name"
            raise ArmsrefError(msg)
        return first

    def _rank(self, column: str) -> tuple[float, int]:
        """Return how like names a column is: the share of cells that name systems, its header."""
        said = self._said[column]
        cells = list(dict.fromkeys(self._cells[column]))
        cells = cells[:: len(cells) // _MOST_TRIED + 1]
        if not cells or said.attributes or said.is_unit:
            return (0, 0 if said.attributes or said.is_unit else said.names)
        named = sum(bool(self._resolve(without_marks(cell)).systems) for cell in cells)
        return (round(named / len(cells), 1), said.names)

    def _refuse_a_row_as_header(self) -> None:
        """Refuse a table whose first line is a row already; a year may be a header."""
        if self._where == "-":
            return  # a frame's columns have names
        for column in self._said:
            number = column.isdecimal() and not 1900 <= int(column[:9]) <= 2100
            if number or self._resolve(column).systems:
                seen = f"the first line holds {column!r}, which is no name of a column"
                raise ArmsrefError(f"{self._where}: {seen}; put a line of names above it")

    # ------------------------------------------------------------------ figures

    def _by_convention(self, column: str, said: Said) -> FigureColumn | str:
        """Return a column of figures, or why it is none."""
        if said.other:
            return f"what {said.other!r} says is not known"
        if len(said.attributes) > 1 and not said.unit:
            return f"it may be {' or '.join(said.attributes)}"
        if said.unit:
            fits = [
                found
                for attribute in said.attributes
                if (found := unit_of(said.unit, attribute, self._lexicon)) is not None
            ]
            if len(fits) != 1:
                return f"{said.unit!r} is no one unit of {' or '.join(said.attributes)}"
            return FigureColumn(column, fits[0][0], fits[0][1], said.unit)
        return self._without_unit(column, said.attributes[0])

    def _without_unit(self, column: str, attribute: str) -> FigureColumn | str:
        beside = self._unit_column(column, attribute)
        if beside is not None:
            return FigureColumn(column, attribute, unit_column=beside)
        only = self._lexicon.vocabulary.attribute[attribute].unit
        if attribute == "mach" and only:
            return FigureColumn(column, attribute, only, only)
        if self._with_units(column, attribute):
            return FigureColumn(column, attribute)
        return "it has no unit"

    def _unit_column(self, column: str, attribute: str) -> str | None:
        """Return the column of its units: named after it, or the one next to it."""
        units = [name for name, said in self._said.items() if said.is_unit]
        own = [name for name in units if self._said[name].attributes == (attribute,)]
        if len(own) == 1:
            return own[0]
        places = list(self._said)
        at = places.index(column)
        beside = [
            name
            for name in (*places[at + 1 : at + 2], *places[max(0, at - 1) : at])
            if name in units and not self._said[name].attributes
        ]
        return beside[0] if beside else None

    def _with_units(self, column: str, attribute: str) -> bool:
        """Tell whether most of the first cells carry their unit."""
        cells = list(dict.fromkeys(self._cells[column]))[:50]
        good = 0
        for cell in cells:
            try:
                read(cell, attribute, self._language, lexicon=self._lexicon)
            except ReadingError:
                continue
            good += 1
        return bool(cells) and good * 2 >= len(cells)

    # ------------------------------------------------------------------ what was asked for

    def _mapped(self, attribute: str, rest: str) -> FigureColumn:
        entries = self._lexicon.vocabulary.system_attributes()
        key = attribute.strip().replace("-", "_")
        quantities = [name for name, entry in entries.items() if entry.kind == "quantity"]
        if key not in quantities:
            near = near_names(attribute, quantities) or tuple(quantities)
            msg = (
                f"no attribute with figures is named {attribute!r}; did you mean {', '.join(near)}?"
            )
            raise ArmsrefError(msg)
        column, _, word = (rest, "", "") if rest in self._said else rest.rpartition(":")
        self._known(column or rest)
        if not word:
            return self._asked_without_unit(column, key)
        found = unit_of(word.strip(), key, self._lexicon)
        if found is None:
            raise ArmsrefError(f"{word!r} is no one unit of {key}; say which: {key}={column}:UNIT")
        return FigureColumn(column, *found, word.strip())

    def _asked_without_unit(self, column: str, attribute: str) -> FigureColumn:
        said = self._said[column]
        found = unit_of(said.unit, attribute, self._lexicon) if said.unit else None
        if found is not None:
            return FigureColumn(column, *found, said.unit)
        plain = self._without_unit(column, attribute)
        return FigureColumn(column, attribute) if isinstance(plain, str) else plain

    def _known(self, column: str) -> None:
        if column not in self._said:
            raise ArmsrefError(f"{self._where}: has no column {column!r}; it has {self._all()}")

    def _all(self) -> str:
        shown = ", ".join(map(repr, list(self._said)[:_MOST_SHOWN]))
        return shown + (", ..." if len(self._said) > _MOST_SHOWN else "")


def is_given(cell: str) -> bool:
    """Tell whether a cell says something.

    Examples
    --------
    >>> is_given("700"), is_given(" n/a "), is_given("?")
    (True, False, False)
    """
    return cell.strip().casefold() not in NOT_GIVEN
