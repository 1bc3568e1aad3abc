"""What is stated of one system: its specs, its names, and every claim, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.catalog.document import spec_document
from armsref.catalog.document_words import (
    agreement_words,
    claim_words,
    counted,
    inherited_words,
    labels_of,
    name_words,
    quoted,
)
from armsref.catalog.sides import sides_of
from armsref.cite.fragment import address_of_words
from armsref.cite.marks import mark_in_text
from armsref.cite.spec_table import not_stated, spec_table
from armsref.writing.parts import Block, Bullets, Heading, Inlines, Link, Paragraph, Strong, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.catalog.catalog import Catalog
    from armsref.cite.style import Style


def ids(record: dict[str, Any]) -> str:
    """Return the ids of a claim or statement and of its article, as they stand behind it."""
    return f" [{record['id']}, {record['article']}]"


class Stated:
    """Writes the part of a dossier that is of one system.

    Parameters
    ----------
    catalog : Catalog
        The catalogue.
    document : dict
        The system, as :func:`~armsref.catalog.document.system_document` gives it.
    style : Style
        How articles are cited.
    level : int
        Level of the part's headings.
    told : collection of str
        Ids of the families whose claims stand in an earlier part.
    """

    def __init__(
        self,
        catalog: Catalog,
        document: dict[str, Any],
        style: Style,
        level: int,
        told: Iterable[str] = (),
    ) -> None:
        self.catalog = catalog
        self.document = document
        self.style = style
        self.level = level
        self.told = frozenset(told)
        self.specs = catalog.specs_of(document["system"])

    def blocks(self) -> list[Block]:
        """Return the specs, the names, the claims, and apart those of retracted articles."""
        return [*self._specs(), *self._names(), *self._claims(), *self._retracted()]

    def _heading(self, text: str, *, below: int = 0) -> Heading:
        return Heading(self.level + below, (words(text),))

    def _specs(self) -> list[Block]:
        document = self.document
        blocks: list[Block] = [self._heading("Specifications")]
        if document["specs"]:
            blocks.append(spec_table(self.catalog, document, self.style, claims_follow=True))
        missing = not_stated(self.catalog, document)
        lines = [*self._inherited(), *([missing] if missing else [])]
        return [*blocks, *map(self._line, lines)]

    def _inherited(self) -> list[str]:
        """Say of each family what is stated of it, and of the system itself not."""
        families: dict[str, list[str]] = {}
        for attribute, spec in self.document["specs"].items():
            if spec["inherited_from"]:
                label = self.catalog.label("attributes", attribute)
                families.setdefault(spec["inherited_from"], []).append(label)
        return [
            f"Stated of the {labels_of(self.catalog, [family])}, and of"
            f" {self.document['label']} itself in no article: {', '.join(attributes)}."
            for family, attributes in families.items()
        ]

    def _names(self) -> list[Block]:
        items = tuple(self._name(row) for row in self.document["name_sources"])
        return [self._heading("Names, and the earliest article that prints each"), Bullets(items)]

    def _name(self, row: dict[str, Any]) -> Inlines:
        name, url = row["name"], self.catalog.article(row["article"]).url
        source = words(name_words(row).removeprefix(name))
        mark = mark_in_text(self.catalog, [row["article"]], self.style)
        return (Link((words(name),), address_of_words(url, name)), source, *mark)

    def _claims(self) -> list[Block]:
        blocks: list[Block] = []
        for attribute, spec in self.document["specs"].items():
            blocks += self._spec(attribute, spec)
        return [self._heading("Claims"), *blocks] if blocks else []

    def _spec(self, attribute: str, spec: dict[str, Any]) -> list[Block]:
        label = self.catalog.label("attributes", attribute)
        stated_of = inherited_words(self.catalog, spec)
        blocks: list[Block] = [self._heading(f"{label}: {spec['text']}{stated_of}", below=1)]
        if spec["inherited_from"] in self.told:
            family = labels_of(self.catalog, [spec["inherited_from"]])
            return [*blocks, self._line(f"The claims stand above, under {family}.")]
        claims = {claim["id"]: claim for claim in spec["claims"]}
        if len(spec["groups"]) == 1:
            return [*blocks, self._bullets(claims.values())]
        if spec["agreement"] == "disputed":
            sides = f"{counted(len(spec['groups']), 'side')}, the preferred first"
            blocks.append(self._line(f"{agreement_words(self.catalog, spec)}; {sides}:"))
        for side in sides_of(self.catalog, self.specs[attribute]):
            said = agreement_words(self.catalog, spec_document(self.catalog, side))
            blocks.append(Paragraph((Strong((words(str(side)),)), words(f" — {said}"))))
            blocks.append(self._bullets(claims[key] for key in side.groups[0]))
        return blocks

    def _bullets(self, claims: Iterable[dict[str, Any]]) -> Bullets:
        return Bullets(tuple(self._claim(claim) for claim in claims))

    def _claim(self, claim: dict[str, Any], lead: str = "") -> Inlines:
        quote = Link(
            (words(quoted(claim["quote"])),), address_of_words(claim["url"], claim["quote"])
        )
        said = f" — {claim_words(self.catalog, claim)}{ids(claim)}"
        mark = mark_in_text(self.catalog, [claim["article"]], self.style)
        return (*((words(lead),) if lead else ()), quote, words(said), *mark)

    def _retracted(self) -> list[Block]:
        claims = self.document["retracted"]
        if not claims:
            return []
        items = tuple(
            self._claim(claim, f"{self.catalog.label('attributes', claim['attribute'])}: ")
            for claim in claims
        )
        heading = self._heading("Claims of retracted articles, which count for nothing")
        return [heading, Bullets(items)]

    def _line(self, text: str) -> Paragraph:
        return Paragraph((words(text),))
