"""The end of a report in pandoc's tree: its figures with their sources, and the bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.cite.note import archived, article_entry
from armsref.reports.tree import type_of
from armsref.writing.as_pandoc import nodes
from armsref.writing.parts import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.reports.sources import Figure, Source, Sources
    from armsref.writing.as_pandoc import Node
    from armsref.writing.parts import Inlines

#: Over the list of the figures where the style cites in the text.
FIGURES_TITLE = "Figures and their sources"
#: Pandoc's place for a bibliography.
_PLACE = "refs"
#: What pandoc says of an entry among its own; alone, ours are paragraphs, and say it themselves.
_LISTED = [["role", "listitem"]]


def source_list(figures: Iterable[Figure]) -> list[Inlines]:
    """Return each source set once: the figures that rest on it, and its note."""
    found: dict[Source, dict[str, dict[str, None]]] = {}
    for one in figures:
        texts = found.setdefault(one.source, {}).setdefault(one.name, {})
        texts[one.text + one.source.mark] = None
    return [
        (words(f"{'; '.join(map(_named, named.items()))}: "), *source.note)
        for source, named in found.items()
    ]


def _named(figure: tuple[str, dict[str, None]]) -> str:
    """Return what figures are of, and how the text gives them."""
    name, texts = figure
    return ", ".join([name, *texts])


def with_end(blocks: list[Node], listed: Sequence[Inlines], title: str) -> list[Node]:
    """Return a document with a place for the bibliography, and a list of figures before it.

    Parameters
    ----------
    blocks : list
        The document.
    listed : sequence of inlines
        The list of the figures; empty where notes tell of them.
    title : str
        Heading of the bibliography, where the author made no place for one.
    """
    level = _level(blocks)
    place = _place_of(blocks)
    if place is None and not _has_place(blocks):
        div = {"t": "Div", "c": [[_PLACE, [], []], []]}
        blocks = [*blocks, _heading(level, "bibliography", title), div]
        place = len(blocks) - 1
    if not listed:
        return blocks
    items = [[{"t": "Plain", "c": nodes(line)}] for line in listed]
    figures = [
        _heading(level, "figures-and-their-sources", FIGURES_TITLE),
        {"t": "BulletList", "c": items},
    ]
    if place is None:  # somewhere inside of another block
        return [*blocks, *figures]
    if place and type_of(blocks[place - 1]) == "Header":
        place -= 1
    return [*blocks[:place], *figures, *blocks[place:]]


def with_entries(tree: Any, catalog: Catalog, sources: Sources) -> Any:
    """Return a tree whose bibliography has an entry of each article.

    What the citation processor wrote stays, with the archived copy behind it; where it wrote
    none, the style being none of its own or without a bibliography, the entry is ours.
    """
    if isinstance(tree, list):
        return [with_entries(part, catalog, sources) for part in tree]
    if not isinstance(tree, dict):
        return tree
    if type_of(tree) != "Div" or tree["c"][0][0] != _PLACE:
        return {key: with_entries(part, catalog, sources) for key, part in tree.items()}
    attributes, entries = tree["c"]
    by_id = {article.id: article for article in sources.style.cited}
    written = {entry["c"][0][0] for entry in entries if type_of(entry) == "Div"}
    found = []
    for entry in entries:
        key = entry["c"][0][0].removeprefix("ref-") if type_of(entry) == "Div" else ""
        said = nodes(archived(by_id[key])) if key in by_id else []
        found.append(_with_words(entry, said) if said else entry)
    for key, article in by_id.items():
        if f"ref-{key}" not in written:
            said = nodes(article_entry(catalog, article, sources.style))
            named = (["csl-entry"], []) if written else ([], _LISTED)
            para = {"t": "Para", "c": said}
            found.append({"t": "Div", "c": [[f"ref-{key}", *named], [para]]})
    return {"t": "Div", "c": [attributes, found]}


def without_dead_links(tree: Any, keys: Iterable[str]) -> Any:
    """Return a tree without links to entries that its bibliography lacks; their words stay."""
    if isinstance(tree, list):
        return [new for part in tree for new in _unlinked(part, keys)]
    if isinstance(tree, dict):
        return {name: without_dead_links(part, keys) for name, part in tree.items()}
    return tree


def _unlinked(part: Any, keys: Iterable[str]) -> list[Any]:
    if type_of(part) == "Link" and part["c"][2][0] in {f"#ref-{key}" for key in keys}:
        return list(without_dead_links(part["c"][1], keys))
    return [without_dead_links(part, keys)]


def entries_in(tree: Any) -> set[str]:
    """Return the keys of the entries of a tree's bibliography."""
    if isinstance(tree, list):
        return {key for part in tree for key in entries_in(part)}
    if not isinstance(tree, dict):
        return set()
    key = tree["c"][0][0] if type_of(tree) == "Div" else ""
    own = {key.removeprefix("ref-")} if key.startswith("ref-") else set()
    return own | {key for part in tree.values() for key in entries_in(part)}


def _with_words(entry: Node, said: list[Node]) -> Node:
    """Return an entry with words behind its last paragraph."""
    attributes, blocks = entry["c"]
    *others, last = blocks
    return {"t": "Div", "c": [attributes, [*others, {**last, "c": [*last["c"], *said]}]]}


def _level(blocks: list[Node]) -> int:
    """Return the level of a document's own chapters: one first heading alone is its title."""
    levels = [block["c"][0] for block in blocks if type_of(block) == "Header"]
    if levels[:1] == [1] and levels.count(1) == 1:
        return 2
    return min(levels, default=1)


def _place_of(blocks: list[Node]) -> int | None:
    return next((i for i, block in enumerate(blocks) if _is_place(block)), None)


def _has_place(tree: Any) -> bool:
    if isinstance(tree, list):
        return any(map(_has_place, tree))
    return isinstance(tree, dict) and (_is_place(tree) or any(map(_has_place, tree.values())))


def _is_place(node: Any) -> bool:
    return type_of(node) == "Div" and node["c"][0][0] == _PLACE


def _heading(level: int, key: str, title: str) -> Node:
    return {"t": "Header", "c": [level, [key, ["unnumbered"], []], nodes((Words(title),))]}
