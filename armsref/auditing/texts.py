"""The cells of a column as text, of whatever type the column is."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import polars as pl

#: Types whose cells are no cells of a table but hold several values, or bytes.
NESTED = (pl.List, pl.Array, pl.Struct, pl.Object, pl.Binary)
#: Types that Excel has no cells for.
NO_CELLS = (*NESTED, pl.Duration)
#: A number in the way of scientists that has more zeros is left as it is.
_MOST_ZEROS = 30


def text_of(cells: pl.Series) -> pl.Series:
    """Write cells as text: 700.0 is "700", as in a CSV file; lists are JSON, durations ISO 8601.

    Examples
    --------
    >>> text_of(pl.Series([700.0, 1e20, None])).to_list()
    ['700', '100000000000000000000', None]
    >>> text_of(pl.Series([[1, 2], None])).to_list()
    ['[1, 2]', None]
    """
    kind = cells.dtype
    if isinstance(kind, NESTED):
        written = [None if cell is None else _nested(cell) for cell in cells.to_list()]
        return pl.Series(cells.name, written, dtype=pl.String)
    if kind == pl.Duration:
        return cells.dt.to_string("iso")
    text = cells.cast(pl.String)
    if isinstance(kind, pl.Decimal) and kind.scale:
        # The zeros are those of the column's type; nobody typed them.
        return text.str.strip_chars_end("0").str.strip_suffix(".")
    return _plain(text.str.strip_suffix(".0")) if kind.is_float() else text


def _plain(text: pl.Series) -> pl.Series:
    """Write the very large and the very small numbers with all their zeros."""
    if not text.str.contains("e", literal=True).any():
        return text
    return text.map_elements(without_exponent, return_dtype=pl.String)


def without_exponent(number: str) -> str:
    """Write a number with its zeros in place of an exponent, where they are few.

    Examples
    --------
    >>> without_exponent("7e2"), without_exponent("1.5E-3"), without_exponent("1e999")
    ('700', '0.0015', '1e999')
    """
    if "e" not in number.casefold():
        return number
    exact = Decimal(number)
    return f"{exact:f}" if abs(exact.adjusted()) <= _MOST_ZEROS else number


def _nested(cell: Any) -> str:
    """Write one cell that holds several values, or bytes."""
    if isinstance(cell, bytes):
        return _of_bytes(cell)
    if not isinstance(cell, list | dict):
        return str(cell)
    return json.dumps(cell, ensure_ascii=False, default=_inner)


def _inner(value: Any) -> Any:
    return _of_bytes(value) if isinstance(value, bytes) else str(value)


def _of_bytes(cell: bytes) -> str:
    """Write bytes as the text that they are, or as hexadecimal digits."""
    try:
        return cell.decode()
    except UnicodeDecodeError:
        return f"0x{cell.hex()}"
