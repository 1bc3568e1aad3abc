"""The document on a system, or on a family with its members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.catalog.document_words import counted, kind_words, origins_words
from armsref.cite.note import article_entry
from armsref.cite.style import Plain
from armsref.dossier.stated import Stated
from armsref.dossier.transfers import transfers_part
from armsref.model.rows import SpecRow
from armsref.writing.parts import Block, Bullets, Document, Heading, Paragraph, words

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.cite.style import Style
    from armsref.dossier.gathered import Gathered

_READING = (
    "What no article of these data states is left open: that says nothing of the system.",
    (
        "Origin: the outlet whose reporting it is. Where the article does not say, it is unstated,"
        " and never counts as an independent origin."
    ),
    (
        "In square brackets: the id of a claim or a statement, of which armsref show prints all,"
        " and that of its article in the bibliography."
    ),
)


def compose(catalog: Catalog, gathered: Gathered, style: Style | None = None) -> Document:
    """Return the document that tells all that was gathered.

    Parameters
    ----------
    catalog : Catalog
        The catalogue.
    gathered : Gathered
        What is said of a system, or of a family and its members.
    style : Style, optional
        How articles are cited; the plain style by default.

    Examples
    --------
    >>> import armsref
    >>> from armsref.dossier.gathered import gather
    >>> from armsref.writing.parts import plain
    >>> catalog = armsref.shipped()
    >>> document = compose(catalog, gather(catalog, catalog.get("ababil")))
    >>> [plain(block.of) for block in document if isinstance(block, Heading) and block.level < 3]
    ['Ababil', 'Specifications', 'Names, and the earliest article that prints each', 'Claims',
     'Reported transfers', 'How to read this', 'Bibliography']
    """
    articles = [catalog.article(key) for key in gathered.articles]
    style = (style or Plain(catalog)).citing(articles)
    own, *members = gathered.documents
    blocks = [Heading(1, (words(own["label"]),)), *_head(catalog, gathered)]
    blocks += Stated(catalog, own, style, level=2).blocks()
    told = [own["system"]]
    for document in members:
        blocks += [Heading(2, (words(document["label"]),)), _kind(catalog, document)]
        blocks += Stated(catalog, document, style, level=3, told=told).blocks()
        told.append(document["system"])
    blocks += transfers_part(catalog, gathered.transfers, style)
    blocks += [Heading(2, (words("How to read this"),)), _reading()]
    entries = tuple(
        (*article_entry(catalog, article, style), words(f" [{article.id}]"))
        for article in style.cited
    )
    return (*blocks, Heading(2, (words("Bibliography"),)), Bullets(entries))


def _kind(catalog: Catalog, document: dict[str, Any]) -> Paragraph:
    said = kind_words(catalog, document)
    return Paragraph((words(f"{said[:1].upper()}{said[1:]} (id {document['system']})."),))


def _head(catalog: Catalog, gathered: Gathered) -> list[Block]:
    """Say what it is, which data it is made of, and how much that rests on."""
    own = gathered.documents[0]
    data = (
        f"Data: {catalog.descriptor['title']}, version {own['data_version']}"
        " (behind the + a digest of the tables)."
    )
    rests = (
        f"It rests on {counted(len(gathered.counting), 'article')}, with"
        f" {origins_words(catalog, gathered.origins)}"
    )
    retracted = len({r["article"] for r in gathered.records if "retracted" in r})
    if retracted:
        verb = "was" if retracted == 1 else "were"
        rests += f"; {counted(retracted, 'further article')} {verb} retracted"
    return [_kind(catalog, own), Paragraph((words(data),)), Paragraph((words(f"{rests}."),))]


def _reading() -> Bullets:
    agreement = SpecRow.model_fields["agreement"].description or ""
    return Bullets(tuple((words(line),) for line in (f"Agreement: {agreement}", *_READING)))
