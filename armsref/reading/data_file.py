"""A TOML file of words as a record, with errors that say where."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

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
    try:
        # A float would lose the digits of 0.1.
        return model.model_validate(tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        msg = f"{file}: cannot be read: {error}; mend the file"
        raise DataError(msg) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        msg = f"{file}: {place}: {first['msg']}; mend the entry"
        raise DataError(msg) from error


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
