"""What a Markdown text holds: stretches of words, in the text, in its notes and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from armsref.reports.brackets import Scanned
    from armsref.reports.lines import Stretch


class Note(NamedTuple):
    """The definition of a footnote: its label, and where it begins in the source."""

    label: str
    start: int


class Words(NamedTuple):
    """A stretch with what was found in it.

    Attributes
    ----------
    note : Note or None
        The footnote that it stands in; None in the text.
    heading : Words or None
        What stands above it, in a cell of a table.
    by_columns : bool
        Whether it is a cell of a table laid out by columns, where no figure can stand.
    """

    stretch: Stretch
    scanned: Scanned
    note: Note | None = None
    heading: Words | None = None
    by_columns: bool = False


class Blocks(NamedTuple):
    """What a text holds.

    Attributes
    ----------
    words : list of Words
        Its stretches of words.
    metadata : list of Stretch
        Its blocks of YAML.
    in_columns : list of Words
        The lines of its tables laid out by columns; their cells are among the words, too.
    """

    words: list[Words]
    metadata: list[Stretch]
    in_columns: list[Words]
