"""What goes into an export: the chosen tables as validated records, and what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.catalog.records import records
from armsref.errors import DataError
from armsref.tables.codec import cell
from armsref.tables.fields import Field, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from armsref.catalog.catalog import Catalog
    from armsref.model.base import Record
    from armsref.tables.registry import Table


class Filled(NamedTuple):
    """A table with its rows."""

    table: Table
    records: Sequence[Record]

    @property
    def fields(self) -> list[Field]:
        """The columns, in the order of the table."""
        described = fields_of(self.table.model)
        return [described[column] for column in self.table.columns]

    def rows(self) -> Iterator[list[str | int | bool | Decimal | None]]:
        """Give each row's values; several ids are one text, as in the CSV file."""
        columns = self.table.columns
        for record in self.records:
            yield [_value(getattr(record, column)) for column in columns]


def _value(value: object) -> str | int | bool | Decimal | None:
    if isinstance(value, tuple):
        return cell(value) or None
    return value  # type: ignore[return-value]


class Contents(NamedTuple):
    """What is exported: the catalogue it is of, the tables, and facts about the data."""

    catalog: Catalog
    tables: Sequence[Filled]
    about: dict[str, str]


def contents(catalog: Catalog, tables: Sequence[Table]) -> Contents:
    """Read tables of a catalogue, each row validated.

    Raises
    ------
    DataError
        A table or the descriptor cannot be read, or a row does not fit.
    """
    filled = [Filled(t, records(catalog.table(t.name), t.model)) for t in tables]
    return Contents(catalog, filled, about(catalog))


def about(catalog: Catalog) -> dict[str, str]:
    """Return what the data are, their version and licence, and how to cite them."""
    described = catalog.descriptor
    try:
        # Of a dataset laid over another there may be two, and both hold.
        licences = [described["licenses"][0], *described["licenses"][1:]]
        makers = ", ".join(maker["title"] for maker in described["contributors"])
        title = str(described["title"])
        licence_title = " and ".join(str(licence["title"]) for licence in licences)
        address = " and ".join(str(licence["path"]) for licence in licences)
        found = {
            "title": title,
            "description": str(described["description"]),
            "version": catalog.version,
            "licence": " AND ".join(str(licence["name"]) for licence in licences),
            "licence_title": licence_title,
            "licence_address": address,
        }
    except (KeyError, IndexError, TypeError) as error:
        msg = f"datapackage.json: lacks title, licences or contributors: {error}; run armsref build"
        raise DataError(msg) from error
    cited = f"{makers}: {title}, version {catalog.version} of the data. {licence_title}"
    how = f"{cited}, {found['licence_address']}. Cite the article of a figure with it."
    return {**found, "how_to_cite": how}
