"""A TOML file of words as a record, with errors that say where."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from armsref.errors import DataError
from armsref.reading.tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Model = TypeVar("Model", bound=BaseModel)


def read_text(file: Path) -> str:
    """Return a file's text.

    Raises
    ------
    DataError
        The file is missing or is no UTF-8.
    """
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{file}: cannot be read: {error}; mend the file"
        raise DataError(msg) from error


def parse(file: Path, text: str, model: type[Model]) -> Model:
    """Return a file's text as a record; fractions keep their digits.

    Raises
    ------
    DataError
        The text is no TOML, or does not fit the model.
    """
    return fit(file, toml(file, text), model)


def toml(file: Path, text: str) -> dict[str, Any]:
    """Return a file's text as tables and lists; fractions keep their digits.

    Raises
    ------
    DataError
        The text is no TOML.
    """
    try:
        # A float would lose the digits of 0.1.
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        msg = f"{file}: cannot be read: {error}; mend the file"
        raise DataError(msg) from error


def fit(file: Path, data: Mapping[str, Any], model: type[Model]) -> Model:
    """Return what stands in a file as a record.

    Raises
    ------
    DataError
        It does not fit the model.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        msg = f"{file}: {place}: {first['msg']}; mend the entry"
        raise DataError(msg) from error


def laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Lay tables over others: a table into its like, a list behind its like, else in its place.

    Nothing that is listed under it is lost; what stands in both lists stands once.

    Examples
    --------
    >>> shipped = {"cnn": {"label": "CNN", "names": ["CNN"]}, "forms": ["a"]}
    >>> laid_over(shipped, {"cnn": {"names": ["Cable News"], "label": "Cable"}, "more": 1})
    {'cnn': {'label': 'Cable', 'names': ['CNN', 'Cable News']}, 'forms': ['a'], 'more': 1}
    """
    laid = dict(under)
    for key, value in over.items():
        there = laid.get(key)
        if isinstance(there, dict) and isinstance(value, dict):
            laid[key] = laid_over(there, value)
        elif isinstance(there, list | tuple) and isinstance(value, list | tuple):
            laid[key] = [*there, *(item for item in value if item not in there)]
        else:
            laid[key] = value
    return laid


def tie(entries: Mapping[str, Iterable[str]], *, fold: bool = True) -> str | None:
    """Say which phrase stands for two things; None where none does.

    A tie is an error, never the last one's win. ``fold`` is that of
    :func:`armsref.reading.tokens.tokens`.
    """
    owners: dict[tuple[str, ...], str] = {}
    for key, phrases in entries.items():
        for phrase in phrases:
            other = owners.setdefault(words_of(phrase, fold=fold), key)
            if other != key:
                return f"{phrase!r} stands for {other} and for {key}"
    return None
