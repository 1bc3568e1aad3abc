"""Read TOML: a document, or one fault with its place, whatever is wrong with the text."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
#: Many brackets that open, one behind the other.
_DEEP = re.compile(r"(?:[\[{][\s\w=]{0,9}){50}")
#: An integer or an exponent that Python does not take.
_HUGE = re.compile(r"[0-9][0-9_]{4000}|[eE][+-]?[0-9]{6}")


class TomlError(ValueError):
    """A text that is no TOML.

    Parameters
    ----------
    message : str
        What is wrong, without its place.
    line, column : int
        Where, counted from 1.
    remedy : str
        What to do.
    """

    def __init__(
        self, message: str, line: int = 1, column: int = 1, remedy: str = "mend the syntax"
    ) -> None:
        self.message = message
        self.line = line
        self.column = column
        self.remedy = remedy
        super().__init__(f"{message} (line {line}, column {column})")


def parse_toml(text: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    r"""Return what a TOML text says.

    Raises
    ------
    TomlError
        It is no TOML, nested too deeply, or holds a number that nothing can hold.

    Examples
    --------
    >>> parse_toml("a = 1\nb = [2\n")
    Traceback (most recent call last):
    ...
    armsref.toml.parse.TomlError: Unclosed array (line 3, column 1)
    """
    if text.startswith("\ufeff"):
        message = "begins with a byte order mark"
        raise TomlError(message, remedy="save it as UTF-8 without one")
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except tomllib.TOMLDecodeError as error:
        message, place = str(error), _PLACE.search(str(error))
        if place is None:
            raise TomlError(message) from error
        line, column = (int(place[1]), int(place[2])) if place[1] else _end(text)
        raise TomlError(message[: place.start()], line, column) from error
    except RecursionError as error:
        raise _fault("brackets are nested too deeply", _DEEP, text) from error
    except (ValueError, ArithmeticError) as error:
        raise _fault("a number has too many digits", _HUGE, text) from error


def _fault(message: str, likely: re.Pattern[str], text: str) -> TomlError:
    """Return a fault whose place nobody tells: the first that looks like it."""
    match = likely.search(text)
    return TomlError(message, *(_end(text[: match.start()]) if match else (1, 1)))


def _end(text: str) -> tuple[int, int]:
    """Return the line and the column behind a text."""
    text = text.replace("\r\n", "\n")
    return text.count("\n") + 1, len(text) - text.rfind("\n")
