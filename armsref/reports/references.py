"""What pandoc's citation processor is told: the articles, the style, what is cited silently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from armsref.cite.own import dataset_entry
from armsref.errors import DataError
from armsref.reports.tree import cite, type_of
from armsref.tables.csl import csl_item
from armsref.writing.as_pandoc import nodes
from armsref.writing.parts import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.catalog.catalog import Catalog
    from armsref.model.rows import ArticleRow
    from armsref.writing.as_pandoc import Node

#: Fields of the metadata that name files for the citation processor.
_FILES = ("bibliography", "csl", "citation-style", "citation-abbreviations")


def with_references(
    meta: dict[str, Node],
    catalog: Catalog,
    articles: Iterable[ArticleRow],
    csl: str | None,
    data: Iterable[str] = (),
) -> dict[str, Node]:
    """Return a report's metadata with articles of ours beside its own references.

    Parameters
    ----------
    meta : dict
        The metadata of the tree.
    catalog : Catalog
        The catalogue that holds the articles.
    articles : iterable of ArticleRow
        The articles; an own reference of the same id stays.
    csl : str or None
        The file of a style; None for the one that the report names, or pandoc's own.
    data : iterable of str
        Keys by which the report cites the data themselves.
    """
    own = meta.get("references")
    listed = list(own["c"]) if own and own["t"] == "MetaList" else []
    ids = {_plain(one["c"]["id"]) for one in listed if "id" in one.get("c", {})}
    listed += [_reference(catalog, one) for one in articles if one.id not in ids]
    listed += [_data(catalog, key) for key in data if key not in ids]
    found = {**meta, "references": {"t": "MetaList", "c": listed}}
    found.setdefault("link-citations", {"t": "MetaBool", "c": True})
    if csl is not None:
        found.pop("citation-style", None)
        found["csl"] = {"t": "MetaString", "c": csl}
    return found


def with_silent(meta: dict[str, Node], articles: Iterable[ArticleRow]) -> dict[str, Node]:
    """Return metadata by which articles are in the bibliography, cited or not."""
    own = meta.get("nocite", {"t": "MetaBlocks", "c": []})
    said = own["c"] if own["t"] == "MetaBlocks" else [{"t": "Para", "c": own["c"]}]
    ours = {"t": "Para", "c": [cite(article.id for article in articles)]}
    return {**meta, "nocite": {"t": "MetaBlocks", "c": [*said, ours]}}


def refuse_addresses(meta: dict[str, Node], file: str) -> None:
    """Raise where the citation processor would be led to the web.

    Raises
    ------
    DataError
        The report's bibliography or style is an address.
    """
    for field in _FILES:
        value = meta.get(field)
        for one in _texts(value):
            if "://" in one or one.startswith("//"):
                msg = f"{file}: {field}: {one} is of the web; save it and name the file"
                raise DataError(msg)


def independent_style(file: str) -> str:
    """Return a style's file that pandoc can read without the web: the one that it stands for."""
    from armsref.cite.csl.read import parent_of, read_root
    from armsref.cite.styles import style_file

    parent = parent_of(read_root(Path(file).read_bytes(), file))
    return str(Path(file).resolve()) if parent is None else style_file(parent)


def _reference(catalog: Catalog, article: ArticleRow) -> Node:
    """Return an article as metadata: words as elements, in which nothing is markup."""
    item = csl_item(article, {article.outlet: catalog.label("outlets", article.outlet)})
    fields: dict[str, Node] = {
        name: {"t": "MetaInlines", "c": nodes((words(item[name]),))}
        for name in ("title", "container-title", "publisher")
        if name in item
    }
    for name in ("id", "type", "URL", "language"):
        fields[name] = {"t": "MetaString", "c": item[name]}
    # Dates in the form of EDTF, the one that keeps "about".
    fields["issued"] = {
        "t": "MetaString",
        "c": article.issued + ("~" if article.issued_circa else ""),
    }
    if article.accessed:
        fields["accessed"] = {"t": "MetaString", "c": article.accessed}
    return {"t": "MetaMap", "c": fields}


def _data(catalog: Catalog, key: str) -> Node:
    """Return the dataset as metadata: its version in the title, which every style prints."""
    entry = dataset_entry(catalog)
    said = nodes((words(f", version {entry.text('version')}"),))
    kept = {"t": "Span", "c": [["", ["nocase"], []], said]}
    authors = [
        {"t": "MetaMap", "c": {"literal": {"t": "MetaInlines", "c": nodes((words(name),))}}}
        for name in entry.authors
    ]
    issued, title = entry.date("issued"), [*nodes((words(entry.text("title")),)), kept]
    fields: dict[str, Node] = {
        "id": {"t": "MetaString", "c": key},
        "type": {"t": "MetaString", "c": entry.kind},
        "title": {"t": "MetaInlines", "c": title},
        "author": {"t": "MetaList", "c": authors},
        "URL": {"t": "MetaString", "c": entry.address("URL")},
        "issued": {"t": "MetaString", "c": issued.iso if issued else ""},
    }
    return {"t": "MetaMap", "c": {name: value for name, value in fields.items() if value["c"]}}


def _texts(value: Any) -> list[str]:
    """Return the plain texts of a field: one, or a list of them."""
    if value is None:
        return []
    if value["t"] == "MetaList":
        return [text for one in value["c"] for text in _texts(one)]
    return [_plain(value)]


def _plain(value: Any) -> str:
    """Return the words of a part of the tree."""
    if isinstance(value, list):
        return "".join(map(_plain, value))
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return ""
    if type_of(value) == "Link":
        return str(value["c"][2][0])
    return " " if type_of(value) in ("Space", "SoftBreak") else _plain(value.get("c", ""))
