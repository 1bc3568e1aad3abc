"""Documents of the catalogue as text; facts come from :mod:`armsref.catalog.document`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

    from armsref.catalog.catalog import Catalog

#: What evidence means, in plain words.
EVIDENCE = {
    "anchored": "words found in the article's text",
    "transcribed": "typed from the page, not machine-checked",
}


def print_system(console: Console, catalog: Catalog, document: dict[str, Any]) -> None:
    """Print a system: head, specs with their claims, transfers."""
    _paragraph(console, _head(catalog, document))
    if "transfers" in document:
        about = f"id {document['system']} · data {document['data_version']}"
        about += f" · printed {', '.join(map(_name_source, document['name_sources']))}"
        _paragraph(console, Text(about, style="dim"))
    for attribute, spec in document["specs"].items():
        print_spec(console, catalog, attribute, spec)
    if document.get("transfers"):
        print_transfers(console, catalog, document["transfers"])


def _name_source(row: dict[str, Any]) -> str:
    """Write a name with the earliest article that prints it."""
    place = "" if row["start"] is None else f" at {row['start']}"
    retracted = f", RETRACTED: {row['retracted']}" if "retracted" in row else ""
    return f"{row['name']} ({row['article']}{place}{retracted})"


def _paragraph(console: Console, text: Text, indent: int = 0) -> None:
    """Print a wrapped paragraph, without spaces at the ends of its lines."""
    for line in text.wrap(console, max(20, console.width - indent)):
        line.rstrip()
        console.print(Text.assemble(" " * indent, line), soft_wrap=True)


def _indented(console: Console, text: Text) -> None:
    _paragraph(console, text, indent=4)


def _head(catalog: Catalog, document: dict[str, Any]) -> Text:
    parts = [document["level"]]
    if document["parent"]:
        parts.append(f"of the {catalog.get(document['parent']).label}")
    kind = catalog.get(document["system"])["class"]
    parts.append(str(kind) if kind is not None else "class not stated")
    members = catalog.get(document["system"]).members
    if members:
        parts.append(f"members: {', '.join(catalog.get(m).label for m in members)}")
    return Text.assemble((document["label"], "bold"), f" — {', '.join(parts)}")


def print_spec(console: Console, catalog: Catalog, attribute: str, spec: dict[str, Any]) -> None:
    """Print a spec: figure, agreement, then each claim."""
    label = catalog.label("attributes", attribute)
    line = Text.assemble((label, "cyan"), ": ", (spec["text"], "bold"))
    if spec["inherited_from"]:
        line.append(f" (stated of the {catalog.get(spec['inherited_from']).label})")
    line.append(f" — {agreement_text(catalog, spec)}", style="dim")
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


def agreement_text(catalog: Catalog, spec: dict[str, Any]) -> str:
    """Say in words how far a spec is established."""
    origins = [catalog.label("outlets", origin) for origin in spec["origins"]]
    counted = _count(len(origins), "established origin")
    named = f" ({', '.join(origins)})" if origins else ""
    articles = _count(spec["articles"], "article")
    status = {"unstated": "origin unstated"}.get(spec["agreement"], spec["agreement"])
    speakers = _count(len(spec["speakers"]), "speaker") if spec["speakers"] else "no speaker"
    return f"{status}: {articles}, {counted}{named}, {spec['unstated']} unstated, {speakers}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _claim(catalog: Catalog, claim: dict[str, Any], side: str = "") -> Text:
    text = Text(side)
    text.append(f'"{" ".join(claim["quote"].split())}"', style="green")
    text.append(f" — {claim['attributed_to'] or 'nobody named'}; ")
    if claim["joint"]:
        others = ", ".join(catalog.get(system).label for system in claim["joint"])
        text.append(f"said together with {others}; ")
    text.append(_source(catalog, claim))
    if claim.get("because"):
        text.append(f" (contributor: {claim['because']})")
    text.append(f" {claim['id']}", style="dim")
    return text


def _source(catalog: Catalog, record: dict[str, Any]) -> str:
    article = catalog.article(record["article"])
    date = ("about " if article.issued_circa else "") + record["issued"]
    origin = record["origin"]
    via = "origin unstated"
    if origin is not None:
        own = origin == article.outlet
        via = "own reporting" if own else f"via {catalog.label('outlets', origin)}"
    checked = EVIDENCE[record["evidence"]]
    if article.extent == "excerpt" and record["evidence"] == "anchored":
        checked += " (an excerpt)"
    retracted = f" RETRACTED: {article.retracted};" if article.retracted else ""
    return f"{record['outlet']}, {date}, {via};{retracted} {checked}"


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
            parties = " → ".join(
                catalog.label("terms", row[side], "operator") for side in ("supplier", "recipient")
            )
            date = row["issued"]
            head = Text.assemble(("reported transfer", "cyan"), ": ", (parties, "bold"))
            head.append(f" — {row['outlet']}, {date}", style="dim")
            _paragraph(console, head)
        _indented(console, _statement(catalog, row))


def _statement(catalog: Catalog, row: dict[str, Any]) -> Text:
    stage = catalog.label("terms", row["stage"], "stage")
    text = Text()
    if row["stance"] != "reports":
        stance = catalog.label("terms", row["stance"], "stance").upper()
        text.append(f"{stance}: ", style="red bold")
    text.append(stage)
    if row["what"]:
        text.append(f' "{" ".join(row["what"].split())}"', style="green")
    if row["including"]:
        labels = ", ".join(catalog.get(system).label for system in row["including"])
        text.append(f" including {labels}")
    if row["systems"]:
        labels = ", ".join(catalog.get(system).label for system in row["systems"])
        text.append(f" ({labels})")
    if row["mode"]:
        modes = ", ".join(catalog.label("terms", mode, "mode") for mode in row["mode"])
        text.append(f" {modes}")
    if row["period"]:
        text.append(f", {row['period']}")
    text.append(f" — {row['attributed_to'] or 'nobody named'}; {_source(catalog, row)}")
    if row.get("because"):
        text.append(f" (contributor: {row['because']})")
    text.append(f" {row['id']}", style="dim")
    return text
