"""The one list of tables: name, model, keys, order, title. Everything iterates over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ArmsrefError
from armsref.model.rows import (
    ArticleRow,
    AttributeRow,
    ClaimRow,
    NameRow,
    OutletRow,
    SpeakerRow,
    SpecRow,
    SystemRow,
    TermRow,
    TransferRow,
    TransferWordRow,
)

if TYPE_CHECKING:
    from armsref.model.base import Record


class ForeignKey(NamedTuple):
    """A column whose value is the ``id`` of another table."""

    column: str
    table: str


class Table(NamedTuple):
    """A table of the dataset.

    ``key`` is its primary key, ``lead`` the columns that stand in front of the model's others.
    """

    name: str
    title: str
    model: type[Record]
    key: tuple[str, ...]
    foreign: tuple[ForeignKey, ...] = ()
    lead: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns: the key, the leading ones, then the model's others in its order."""
        first = tuple(dict.fromkeys((*self.key, *self.lead)))
        return first + tuple(c for c in self.model.model_fields if c not in first)

    @property
    def file(self) -> str:
        """The name of its file under ``datasets/``."""
        return f"{self.name}.csv"


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("systems", "Systems and families", SystemRow, ("id",)),
        Table(
            "names",
            "Names of systems",
            NameRow,
            ("key", "system", "name"),
            (ForeignKey("system", "systems"), ForeignKey("article", "articles")),
        ),
        Table(
            "specs",
            "What is said of one attribute of one system",
            SpecRow,
            ("system", "attribute"),
            (ForeignKey("system", "systems"), ForeignKey("attribute", "attributes")),
        ),
        Table(
            "claims",
            "Statements of articles, each with its words",
            ClaimRow,
            ("id", "system"),
            (
                ForeignKey("system", "systems"),
                ForeignKey("attribute", "attributes"),
                ForeignKey("article", "articles"),
                ForeignKey("origin", "outlets"),
                ForeignKey("speaker", "speakers"),
            ),
            (
                *("attribute", "term", "relation", "approximate", "low", "high", "unit", "hedges"),
                *("canonical_low", "canonical_high"),
                *("also_relation", "also_low", "also_high", "also_unit"),
                *("article", "quote", "start", "cue", "cue_start", "name", "name_start", "joint"),
                *("attributed_to", "attributed_to_start", "speaker"),
            ),
        ),
        Table(
            "transfers",
            "Reported transfers, a row for each statement",
            TransferRow,
            ("id",),
            (
                ForeignKey("article", "articles"),
                ForeignKey("origin", "outlets"),
                ForeignKey("speaker", "speakers"),
            ),
            (
                *("flow", "article", "supplier", "recipient", "stage", "stance"),
                *("what", "relation", "approximate", "low", "high", "unit", "hedges"),
                *("systems", "including", "mode", "period"),
            ),
        ),
        Table(
            "transfer_words",
            "The words each transfer statement rests on",
            TransferWordRow,
            ("statement", "field", "system", "words"),
            (ForeignKey("statement", "transfers"), ForeignKey("system", "systems")),
        ),
        Table(
            "articles",
            "Articles: bibliographic record and fingerprint",
            ArticleRow,
            ("id",),
            (ForeignKey("outlet", "outlets"), ForeignKey("origin", "outlets")),
            ("id",),
        ),
        Table("attributes", "Attributes", AttributeRow, ("id",)),
        Table(
            "terms",
            "Terms of attributes",
            TermRow,
            ("attribute", "id"),
            (ForeignKey("attribute", "attributes"),),
        ),
        Table("outlets", "Outlets", OutletRow, ("id",)),
        Table("speakers", "Kinds of speakers", SpeakerRow, ("id",)),
    )
}


def table_named(name: str) -> Table:
    """Return a table by its name.

    Raises
    ------
    ArmsrefError
        There is no such table.
    """
    if name not in TABLES:
        msg = f"no table is named {name!r}; there are {', '.join(TABLES)}"
        raise ArmsrefError(msg)
    return TABLES[name]
