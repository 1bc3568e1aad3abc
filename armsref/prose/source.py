"""What is to be checked: a sentence, a text file, Markdown, a word processor's file by pandoc."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from armsref.errors import ArmsrefError, DataError
from armsref.pandoc import REMEDY, pandoc_program, run_pandoc

MARKDOWN = frozenset([".md", ".markdown", ".mdown", ".qmd", ".rmd"])
#: What pandoc turns into plain text; places are then those of that text.
BY_PANDOC = frozenset([".docx", ".odt", ".rtf", ".html", ".htm", ".epub"])
_PLAIN = frozenset([".txt", ".text", ".rst", ".tex", ".adoc", ".org"])
_NAMES_A_FILE = tuple(sorted(MARKDOWN | BY_PANDOC | _PLAIN))
#: Longer arguments are no paths.
_LONGEST_PATH = 4000


class Source(NamedTuple):
    """A text to check, its name in the findings, and whether it is Markdown."""

    text: str
    file: str = "-"
    markdown: bool = False


def source_of(argument: str, *, alone: bool = True) -> Source:
    """Return the text that an argument means: that of a file where it is one, else itself.

    Parameters
    ----------
    argument : str
        A path or a sentence.
    alone : bool
        It is the only one: then a single word can be a text, too.

    Raises
    ------
    DataError
        It is a file that cannot be read as text, a directory, empty, or no such file.
    ArmsrefError
        The file needs pandoc, which is not installed.
    """
    path = _path(argument)
    if path is not None and path.is_dir():
        msg = f"{argument}: is a directory; name a file in it"
        raise DataError(msg)
    if path is not None:
        return _of_file(path, argument)
    if argument.casefold().endswith(_NAMES_A_FILE):
        msg = f"{argument}: no such file"
        raise DataError(msg)
    if not alone and not any(map(str.isspace, argument)):
        msg = f"{argument}: no such file; a sentence stands in quotation marks"
        raise DataError(msg)
    return Source(_not_empty(argument, "the sentence"))


def decoded(data: bytes, file: str) -> str:
    """Return the text of a file without the mark that some editors put in front.

    Raises
    ------
    DataError
        It is not UTF-8, or has no words.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        msg = f"{file}: is UTF-16; save it as UTF-8"
        raise DataError(msg)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{file}: is not UTF-8: {error.reason} at byte {error.start}; save it as UTF-8"
        raise DataError(msg) from error
    if "\0" in text:
        msg = f"{file}: holds NUL bytes and is no text; export it as text"
        raise DataError(msg)
    return _not_empty(text, file)


def _not_empty(text: str, file: str) -> str:
    if not text.strip():
        msg = f"{file}: is empty; there is nothing to check"
        raise DataError(msg)
    return text


def _path(argument: str) -> Path | None:
    """Return the path of what is there under a name, None where nothing is."""
    if not argument or "\0" in argument or len(argument) > _LONGEST_PATH:
        return None
    path = Path(argument)
    try:
        return path if path.exists() or path.is_symlink() else None
    except OSError:  # a sentence may be too long for a name of a file
        return None


def _of_file(path: Path, file: str) -> Source:
    if not path.is_file():
        missing = path.is_symlink() and not path.exists()
        why = "points to no file" if missing else "is no regular file; pipe it in and name it -"
        msg = f"{file}: {why}"
        raise DataError(msg)
    ending = path.suffix.casefold()
    if ending in BY_PANDOC:
        return Source(_not_empty(_by_pandoc(path, file), file), file)
    return Source(decoded(path.read_bytes(), file), file, ending in MARKDOWN)


def _by_pandoc(path: Path, file: str) -> str:
    """Return the plain text that pandoc makes of a file."""
    command = ["--to=plain", "--wrap=none", "--", os.path.realpath(path)]
    if pandoc_program() is None:
        msg = f"{file}: is read by pandoc, which is not installed; {REMEDY}, or save it as .txt"
        raise ArmsrefError(msg)
    return run_pandoc(command, file, "read it").output.decode("utf-8")
