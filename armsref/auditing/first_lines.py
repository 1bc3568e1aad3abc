"""Whether the first line of a table names its columns: a title may stand there, or half of them.

Where it does not, no column reads as one of figures, and nothing would be judged.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from armsref.auditing.headers import read_header
from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from armsref.catalog.resolution import Resolution
    from armsref.reading.lexicon import Lexicon

#: So many rows are looked at for another header.
_FIRST = 5
_DIGIT = re.compile("[0-9]")
_LETTER = re.compile(r"[^\W\d_]|[$€£%]")
_NUMBER = re.compile(r"\s*[~<>≈+-]?\s*[0-9]")
_WITHOUT_NAME = re.compile("column [0-9]+|Unnamed: [0-9]+")

Cells = tuple[str, ...]


def refuse_other_header(
    where: str,
    sample: Mapping[str, Sequence[str | None]],
    lexicon: Lexicon,
    resolve: Callable[[str], Resolution],
) -> None:
    """Refuse a table whose columns are not named in its first line, or not there alone.

    Parameters
    ----------
    where : str
        The table.
    sample : mapping of str to list
        The first cells of each column.
    lexicon : Lexicon
        The vocabulary.
    resolve : callable
        What a printed name means: a row that names a system is no header.

    Raises
    ------
    ArmsrefError
        A title stands above the names, units or more names stand below them.
    """
    titles = [name for name in sample if not _WITHOUT_NAME.fullmatch(name)]
    holds = f"{where}: the first line holds {', '.join(map(repr, titles))}"
    remedy = "put one line on top that names each column, with its unit"
    rows = list(islice(_rows(sample), _FIRST))
    for number, row in enumerate(rows, start=1):
        if _is_header(row, number, sample, lexicon) and not any(resolve(c).systems for c in row):
            cells = ", ".join(repr(cell) for cell in row if cell)
            raise ArmsrefError(f"{holds}, row {number} more of a header: {cells}; {remedy}")
    first, *others = sample
    if titles == [first] and any(_has_numbers(sample[name]) for name in others):
        raise ArmsrefError(f"{holds} alone, and there are {len(sample)} columns; {remedy}")


def _rows(sample: Mapping[str, Sequence[str | None]]) -> Iterator[Cells]:
    """Return the rows; a column of lists has no cells."""
    height = max(map(len, sample.values()), default=0)
    for place in range(height):
        yield tuple(
            (cells[place] or "").strip() if place < len(cells) else "" for cells in sample.values()
        )


def _is_header(
    row: Cells, number: int, sample: Mapping[str, Sequence[str | None]], lexicon: Lexicon
) -> bool:
    """Tell whether a row says what the figures below it are."""
    if any(_NUMBER.match(cell) for cell in row):
        return False
    attributes = heads = marks = others = 0
    for cell, (name, cells) in zip(row, sample.items(), strict=True):
        if not cell:
            continue
        said = read_header(cell, lexicon)
        if said.other or not _LETTER.search(cell) or _DIGIT.search(cell):
            others += 1
            continue
        heads += said.names > 1
        above = read_header(name, lexicon)
        if not (above.attributes and above.unit) and _has_numbers(cells[number:]):
            marks += said.names < 2
            attributes += bool(said.attributes)
    return bool(attributes and attributes + heads > 1) or bool(marks and not others)


def _has_numbers(cells: Sequence[str | None]) -> bool:
    """Tell whether most cells that hold anything hold digits."""
    given = [cell for cell in cells if cell and cell.strip()]
    return bool(given) and 2 * sum(bool(_DIGIT.search(cell)) for cell in given) >= len(given)
