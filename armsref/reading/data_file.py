"""A TOML file of words as a record, with errors that say where."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from armsref.errors import DataError
from armsref.reading.tokens import words_of
from armsref.toml.misfit import misfits
from armsref.toml.parse import TomlError, parse_toml
from armsref.toml.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from armsref.toml.positions import Keys

Model = TypeVar("Model", bound=BaseModel)


def parse(file: Path, text: str, model: type[Model]) -> Model:
    """Return a file's text as a record; fractions keep their digits.

    Raises
    ------
    DataError
        The text is no TOML, or does not fit the model.
    """
    return fit(file, text, toml(file, text), model)


def toml(file: Path, text: str) -> dict[str, Any]:
    """Return a file's text as tables and lists; fractions keep their digits.

    Raises
    ------
    DataError
        The text is no TOML.
    """
    try:
        # A float would lose the digits of 0.1.
        return parse_toml(text, Decimal)
    except TomlError as error:
        place = f"{file}:{error.line}:{error.column}"
        msg = f"{place}: cannot be read: {error.message}; {error.remedy}"
        raise DataError(msg) from error


def fit(file: Path, text: str, data: Mapping[str, Any], model: type[Model]) -> Model:
    """Return what stands in a file as a record; the text tells the place of what does not fit.

    Raises
    ------
    DataError
        It does not fit the model.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = misfits(error, Positions(text))[0]
        keys = ".".join(map(str, first.keys)) or "the file"
        message = f"{keys}: {first.message}; {first.remedy}"
        raise wrong_at(file, text, first.keys, message) from error


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


def wrong_at(file: Path, text: str, keys: Keys, message: str) -> DataError:
    """Return the error that something is wrong at a key of a file."""
    line, column = Positions(text).at(*keys)
    return DataError(f"{file}:{line}:{column}: {message}")


class Tie(NamedTuple):
    """A phrase that stands for two things, by their keys, the first one first."""

    phrase: str
    first: str
    second: str

    def __str__(self) -> str:
        """Say what stands for what."""
        return f"{self.phrase!r} stands for {self.first} and for {self.second}"


def tie(entries: Mapping[str, Iterable[str]], *, fold: bool = True) -> Tie | None:
    """Return a phrase that stands for two things; None where none does.

    A tie is an error, never the last one's win. ``fold`` is that of
    :func:`armsref.reading.tokens.tokens`.
    """
    owners: dict[tuple[str, ...], str] = {}
    for key, phrases in entries.items():
        for phrase in phrases:
            other = owners.setdefault(words_of(phrase, fold=fold), key)
            if other != key:
                return Tie(phrase, other, key)
    return None
