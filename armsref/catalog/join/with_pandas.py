"""The columns added to a pandas frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from armsref.catalog.join.columns import Answers


def columns(df: pd.DataFrame) -> list[object]:
    """Return the labels of the columns."""
    return list(df.columns)


def folded(name: object) -> object:
    """Return what the labels of one column share."""
    return name


def join(df: pd.DataFrame, on: str, answers: Answers) -> pd.DataFrame:
    """Return the frame with the columns added: by place, so that any index will do."""
    names = [value if isinstance(value, str) else None for value in df[on].tolist()]
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    cells = [answers.of(name) for name in places]
    rows = [places[name] for name in names]
    joined = df.copy(deep=False)
    for number, column in enumerate(answers.columns):
        dtype = "float64" if column.kind == "number" else "string"
        distinct = pd.Series([row[number] for row in cells], dtype=dtype)
        joined[column.name] = distinct.array.take(rows)
    return joined
