"""Documents of the catalogue on a terminal; their words are those of ``document_words``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from armsref.catalog.document_words import (
    agreement_words,
    claim_words,
    inherited_words,
    kind_words,
    name_words,
    parties_words,
    quoted,
    statement_words,
)

if TYPE_CHECKING:
    from rich.console import Console

    from armsref.catalog.catalog import Catalog


def print_system(console: Console, catalog: Catalog, document: dict[str, Any]) -> None:
    """Print a system: head, specs with their claims, transfers."""
    kind = kind_words(catalog, document)
    _paragraph(console, Text.assemble((document["label"], "bold"), f" — {kind}"))
    if "transfers" in document:
        about = f"id {document['system']} · data {document['data_version']}"
        about += f" · printed {', '.join(map(name_words, document['name_sources']))}"
        _paragraph(console, Text(about, style="dim"))
    for attribute, spec in document["specs"].items():
        print_spec(console, catalog, attribute, spec)
    if document.get("transfers"):
        print_transfers(console, catalog, document["transfers"])


def _paragraph(console: Console, text: Text, indent: int = 0) -> None:
    """Print a wrapped paragraph, without spaces at the ends of its lines."""
    for line in text.wrap(console, max(20, console.width - indent)):
        line.rstrip()
        console.print(Text.assemble(" " * indent, line), soft_wrap=True)


def _indented(console: Console, text: Text) -> None:
    _paragraph(console, text, indent=4)


def print_spec(console: Console, catalog: Catalog, attribute: str, spec: dict[str, Any]) -> None:
    """Print a spec: figure, agreement, then each claim."""
    label = catalog.label("attributes", attribute)
    line = Text.assemble((label, "cyan"), ": ", (spec["text"], "bold"))
    line.append(inherited_words(catalog, spec))
    line.append(f" — {agreement_words(catalog, spec)}", style="dim")
    _paragraph(console, line)
    several = len(spec["groups"]) > 1
    group_of = {c: n for n, group in enumerate(spec["groups"], start=1) for c in group}
    for claim in spec["claims"]:
        side = f"[{group_of[claim['id']]}] " if several else ""
        _indented(console, _claim(catalog, claim, side))


def print_retracted(console: Console, catalog: Catalog, claims: list[dict[str, Any]]) -> None:
    """Print the claims of retracted articles, apart from all that counts."""
    if claims:
        _paragraph(console, Text("retracted, counts for nothing:", style="red"))
    for claim in claims:
        label = catalog.label("attributes", claim["attribute"])
        _indented(console, _claim(catalog, claim, f"{label}: "))


def _claim(catalog: Catalog, claim: dict[str, Any], side: str = "") -> Text:
    text = Text(side)
    text.append(quoted(claim["quote"]), style="green")
    text.append(f" — {claim_words(catalog, claim)}")
    text.append(f" {claim['id']}", style="dim")
    return text


def print_claim(
    console: Console, catalog: Catalog, systems: list[str], attribute: str, claim: dict[str, Any]
) -> None:
    """Print one claim with all that is known of it."""
    labels = " and ".join(catalog.get(system).label for system in systems)
    label = catalog.label("attributes", attribute)
    console.print(Text.assemble((labels, "bold"), f" — {label}"))
    _indented(console, _claim(catalog, claim))
    place = "" if claim["start"] is None else f", words at {claim['start']}"
    _indented(console, Text(f"{claim['title']}{place}"))
    _indented(console, Text(claim["url"], overflow="fold"))
    read = ", ".join(f"{key} {value}" for key, value in claim["reading"].items() if value)
    _indented(console, Text(f"read as: {read}"))


def print_transfers(console: Console, catalog: Catalog, transfers: list[dict[str, Any]]) -> None:
    """Print transfer statements under their flows; a denial stands under what it denies."""
    flow = ""
    for row in transfers:
        if row["flow"] != flow:
            flow = row["flow"]
            parties = parties_words(catalog, row)
            head = Text.assemble(("reported transfer", "cyan"), ": ", (parties, "bold"))
            head.append(f" — {row['outlet']}, {row['issued']}", style="dim")
            _paragraph(console, head)
        _indented(console, _statement(catalog, row))


def _statement(catalog: Catalog, row: dict[str, Any]) -> Text:
    said = statement_words(catalog, row)
    text = Text()
    if said.stance:
        text.append(f"{said.stance}: ", style="red bold")
    text.append(said.stage)
    if said.what:
        text.append(f" {said.what}", style="green")
    text.append(f"{said.details} — {said.said}")
    text.append(f" {row['id']}", style="dim")
    return text
