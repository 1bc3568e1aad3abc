"""What the catalogue's documents say, in words: the same on a terminal and in a dossier.

Facts come from :mod:`armsref.catalog.document`; here nothing is looked up but labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.catalog.catalog import Catalog

#: What evidence means, in plain words.
EVIDENCE = {
    "anchored": "words found in the article's text",
    "transcribed": "typed from the page, not machine-checked",
}


def counted(number: int, noun: str) -> str:
    """Write a number of things.

    Examples
    --------
    >>> counted(1, "article"), counted(3, "article")
    ('1 article', '3 articles')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def quoted(words: str) -> str:
    """Return words as printed, on one line, in quotation marks."""
    return f'"{" ".join(words.split())}"'


def labels_of(catalog: Catalog, systems: Iterable[str]) -> str:
    """Return the names of systems in a row."""
    return ", ".join(catalog.get(system).label for system in systems)


def kind_words(catalog: Catalog, document: dict[str, Any]) -> str:
    """Say whether it is a system or a family, of which family, its class and its members.

    Examples
    --------
    >>> import armsref
    >>> from armsref.catalog.document import system_document
    >>> catalog = armsref.shipped()
    >>> kind_words(catalog, system_document(catalog, catalog.get("zolfaghar")))
    'system, of the Fateh-110 family, short-range ballistic missile'
    """
    parts = [document["level"]]
    if document["parent"]:
        parts.append(f"of the {catalog.get(document['parent']).label}")
    system = catalog.get(document["system"])
    kind = system["class"]
    parts.append(str(kind) if kind is not None else "class not stated")
    if system.members:
        parts.append(f"members: {labels_of(catalog, system.members)}")
    return ", ".join(parts)


def name_words(row: dict[str, Any]) -> str:
    """Write a name with the earliest article that prints it."""
    place = "" if row["start"] is None else f" at {row['start']}"
    retracted = f", RETRACTED: {row['retracted']}" if "retracted" in row else ""
    return f"{row['name']} ({row['article']}{place}{retracted})"


def inherited_words(catalog: Catalog, spec: dict[str, Any]) -> str:
    """Say of which family a spec is stated; empty where it is of the system itself."""
    family = spec["inherited_from"]
    return f" (stated of the {catalog.get(family).label})" if family else ""


def agreement_words(catalog: Catalog, spec: dict[str, Any]) -> str:
    """Say how far a spec is established."""
    articles = counted(spec["articles"], "article")
    status = {"unstated": "origin unstated"}.get(spec["agreement"], spec["agreement"])
    speakers = counted(len(spec["speakers"]), "speaker") if spec["speakers"] else "no speaker"
    origins = origins_words(catalog, spec["origins"])
    return f"{status}: {articles}, {origins}, {spec['unstated']} unstated, {speakers}"


def origins_words(catalog: Catalog, origins: Iterable[str]) -> str:
    """Say how many established origins there are, and which."""
    labels = [catalog.label("outlets", origin) for origin in origins]
    named = f" ({', '.join(labels)})" if labels else ""
    return f"{counted(len(labels), 'established origin')}{named}"


def claim_words(catalog: Catalog, claim: dict[str, Any]) -> str:
    """Say who says what a claim quotes, of what else, where, and how it was checked."""
    joint = claim["joint"]
    together = f"said together with {labels_of(catalog, joint)}; " if joint else ""
    return (
        f"{speaker_words(catalog, claim)}; {together}{source_words(catalog, claim)}"
        f"{_because(claim)}"
    )


def speaker_words(catalog: Catalog, record: dict[str, Any]) -> str:
    """Say who says it, as printed, and the kind of speaker in brackets, where a person told it."""
    kind = record["speaker"]
    told = f" [{catalog.label('speakers', kind)}]" if kind else ""
    return f"{record['attributed_to'] or 'nobody named'}{told}"


def source_words(catalog: Catalog, record: dict[str, Any]) -> str:
    """Say which outlet printed it when, whose reporting it is, and how it was checked."""
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


def parties_words(catalog: Catalog, row: dict[str, Any]) -> str:
    """Say between whom a reported transfer is."""
    return " → ".join(
        catalog.label("terms", row[side], "operator") for side in ("supplier", "recipient")
    )


class StatementWords(NamedTuple):
    """A transfer statement in words; what there is not is empty.

    Attributes
    ----------
    stance : str
        What the speaker does, in capitals, where he does not simply report: ``DENIES``.
    stage : str
        What is said to happen.
    what : str
        What is transferred, as printed, in quotation marks.
    details : str
        Which systems, how, and when.
    said : str
        Who says it, where, and how it was checked.
    """

    stance: str
    stage: str
    what: str
    details: str
    said: str


def statement_words(catalog: Catalog, row: dict[str, Any]) -> StatementWords:
    """Put a transfer statement into words."""
    stance = ""
    if row["stance"] != "reports":
        stance = catalog.label("terms", row["stance"], "stance").upper()
    details = ""
    if row["including"]:
        details += f" including {labels_of(catalog, row['including'])}"
    if row["systems"]:
        details += f" ({labels_of(catalog, row['systems'])})"
    if row["mode"]:
        details += " " + ", ".join(catalog.label("terms", mode, "mode") for mode in row["mode"])
    if row["period"]:
        details += f", {row['period']}"
    return StatementWords(
        stance=stance,
        stage=catalog.label("terms", row["stage"], "stage"),
        what=quoted(row["what"]) if row["what"] else "",
        details=details,
        said=f"{speaker_words(catalog, row)}; {source_words(catalog, row)}{_because(row)}",
    )


def _because(record: dict[str, Any]) -> str:
    """Give the contributor's reason where a check was set aside."""
    return f" (contributor: {record['because']})" if record.get("because") else ""
