"""JSON Lines: an object on each line, its keys are columns; numbers keep their digits."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any

import polars as pl

from armsref.auditing.source import Source
from armsref.auditing.texts import without_exponent
from armsref.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class JsonLinesSource(Source):
    """A file of JSON Lines, read whole; each cell is text, what is missing is null."""

    def __init__(self, file: Path) -> None:
        self._lines = array("Q")
        super().__init__(str(file), _read(file, self._lines).lazy())

    def lines(self, rows: Sequence[int]) -> Callable[[int], int]:  # noqa: ARG002
        """Return what tells the line of a row."""
        return lambda row: self._lines[row - 1]


def _read(file: Path, lines: array[int]) -> pl.DataFrame:
    """Read all objects into columns of text, and note their lines."""
    columns: dict[str, list[str | None]] = {}
    with file.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            for key, cell in _object(line, f"{file}:{number}").items():
                if key not in columns:
                    columns[key] = [None] * len(lines)
                columns[key].append(cell)
            lines.append(number)
            for cells in columns.values():
                if len(cells) < len(lines):
                    cells.append(None)
    if not columns:
        raise DataError(f"{file}: is empty; it has an object on each line")
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _object(line: bytes, where: str) -> dict[str, str | None]:
    try:
        found = json.loads(
            line.decode("utf-8-sig"),
            parse_float=_Digits,
            parse_int=_Digits,
            parse_constant=_Digits,
            object_pairs_hook=_once,
        )
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise DataError(f"{where}: holds the byte 0x{byte:02X}, no UTF-8; save it so") from error
    except (ValueError, RecursionError) as error:
        said = getattr(error, "msg", str(error))
        raise DataError(f"{where}: is no JSON: {said}; write one object on each line") from error
    if not isinstance(found, dict):
        raise DataError(f"{where}: is no object; write one object on each line")
    return {key: _cell(value) for key, value in found.items()}


class _Digits(str):
    """A number as it is printed."""

    __slots__ = ()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key stands twice"
        raise ValueError(message)
    return found


def _cell(value: Any) -> str | None:
    if isinstance(value, _Digits):
        return without_exponent(value)
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    return json.dumps(value, ensure_ascii=False)
