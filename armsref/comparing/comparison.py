"""A comparison: systems, fields, and a cell for each of both, with its notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.catalog.system import System
    from armsref.model.rows import AttributeRow
    from armsref.writing.parts import Inlines


@dataclass(frozen=True, slots=True)
class Side:
    """One side of what is stated: its figure or term in words, and the note to it.

    Attributes
    ----------
    spec : Spec
        What the claims of this side say alone.
    words : str
        That in words, in the units asked for.
    note : Inlines
        Its citation.
    transcribed : bool
        Whether none of its claims was found in an article's text by machine.
    """

    spec: Spec
    words: str
    note: Inlines = field(repr=False)
    transcribed: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What is stated of one field of one system.

    Attributes
    ----------
    system, field : str
        Their ids.
    spec : Spec or None
        The spec; None where no article states it.
    sides : tuple of Side
        Its sides, the preferred first: one, several of a dispute or of an attribute that collects
        terms, none where it is not stated.
    articles : tuple of str
        Ids of the articles that name the system or a family of it, as far as the data point at
        that; see :func:`armsref.catalog.naming.articles_naming`. Retracted ones are not among them.
    retracted : tuple of str
        Ids of the retracted articles that state the field of the system; they count for nothing.
    family : str or None
        Name of the family of which it is stated; None where it is of the system itself.
    """

    system: str
    field: str
    spec: Spec | None
    sides: tuple[Side, ...]
    articles: tuple[str, ...]
    retracted: tuple[str, ...]
    family: str | None

    @property
    def disputed(self) -> bool:
        """Whether its sides do not agree."""
        return self.spec is not None and self.spec.agreement == "disputed"

    @property
    def not_stated(self) -> str:
        """How many articles name the system and do not state it."""
        text = "named in no article that counts"
        if self.articles:
            text = f"not stated in {_count(len(self.articles), 'article')}"
        if self.retracted:
            text += f"; stated in {_count(len(self.retracted), 'retracted article')}"
        return text

    def marked(self, side: Side) -> str:
        """Return a side in words, with what a reader must know of it."""
        marks = [f"stated of the {self.family}"] if self.family else []
        marks += ["typed from the page"] if side.transcribed else []
        return f"{side.words} ({'; '.join(marks)})" if marks else side.words

    def __str__(self) -> str:
        """Write the cell in words, without its notes."""
        if self.spec is None:
            return self.not_stated
        sides = (self.marked(side) for side in self.sides)
        return f"disputed: {'; '.join(sides)}" if self.disputed else ", ".join(sides)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Systems side by side; each cell says what is stated, or in how many articles it is not.

    Attributes
    ----------
    systems : tuple of System
        The systems, in the order they were asked for.
    fields : tuple of AttributeRow
        The fields, in that order or that of the vocabulary.
    cells : dict
        The cells by id of system and id of field.
    units : dict
        The unit of each field; None for both of its own.
    asked : bool
        Whether the fields were asked for.
    """

    catalog: Catalog = field(repr=False)
    systems: tuple[System, ...]
    fields: tuple[AttributeRow, ...]
    cells: dict[tuple[str, str], Cell]
    units: dict[str, str | None]
    asked: bool

    def label(self, system: System) -> str:
        """Return the name of a system; with its id where another here is called the same."""
        several = sum(other.label == system.label for other in self.systems) > 1
        return f"{system.label} ({system.id})" if several else system.label

    def write(self, form: str = "text", *, page: bool = False) -> str:
        """Write the comparison: a note on every cell, equal notes once.

        Systems are in rows; where there are more than five fields and no more than five systems,
        the fields are. CSV has a row for each system with the version of the data, and beside each
        field its citations, one a line; JSON has all of it.

        Parameters
        ----------
        form : {"text", "markdown", "html", "latex", "csv", "json"}
            The form.
        page : bool
            HTML, LaTeX and Markdown as a whole document instead of a piece of one; the labels of
            a piece's notes are made of its content, so that they meet no others.

        Raises
        ------
        ArmsrefError
            There is no such form.
        """
        from armsref.comparing.forms import write

        return write(self, form, page=page)

    def plot(self, file: str | os.PathLike[str]) -> None:
        """Draw the figures as bars, with their sources, into a file, whole or not at all.

        Drawn are the quantities that were asked for; if no fields were, the range, or else the
        first quantity. An interval is a bar from its lower to its upper end; "up to" has no lower
        end and "at least" no upper one; each side of a dispute has its own, the preferred first.
        Ends that are "about" so much are dashed. Prices have an axis for each currency.
        The same data give the same bytes with the same version of matplotlib.

        Parameters
        ----------
        file : path
            A file; ``.svg`` or ``.png``.

        Raises
        ------
        ArmsrefError
            The suffix is another, no figure is there to draw, the file cannot be written, or
            matplotlib is not installed.
        """
        from armsref.comparing.picture.plot import plot

        plot(self, file)

    def __str__(self) -> str:
        """Write the table as text, 100 columns wide, the notes below."""
        return self.write("text").rstrip("\n")

    def __repr__(self) -> str:
        """Show what is compared."""
        systems = ", ".join(system.id for system in self.systems)
        return f"<Comparison of {systems}: {', '.join(row.id for row in self.fields)}>"

    def _repr_html_(self) -> str:
        """Show the table with its notes in a notebook."""
        from armsref.comparing.forms import document_of
        from armsref.writing.cells import html_cell

        return html_cell(document_of(self))

    def _repr_markdown_(self) -> str:
        """Show the same where a notebook becomes a document."""
        return self.write("markdown")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
