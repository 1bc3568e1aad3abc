"""Elements of pandoc's tree of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.writing.as_pandoc import Node


def type_of(node: Any) -> str | None:
    """Return the type of an element; None for what is none."""
    return node.get("t") if isinstance(node, dict) else None


def is_words_for_a_picture(node: Node) -> bool:
    """Tell whether an element is a picture: its words are shown where it cannot be.

    In a tree of pandoc 2 they may be its caption, which is shown.
    """
    return node["t"] == "Image" and not node["c"][2][1].startswith("fig:")


def span(classes: list[str], attributes: dict[str, str], of: list[Node]) -> Node:
    """Return a span."""
    return {"t": "Span", "c": [["", classes, [list(pair) for pair in attributes.items()]], of]}


def has_class(node: Any, name: str) -> bool:
    """Tell whether an element is a span of a class."""
    return type_of(node) == "Span" and name in node["c"][0][1]


def attribute(node: Node, name: str) -> str:
    """Return an attribute of a span; empty where it has none."""
    return str(dict(node["c"][0][2]).get(name, ""))


def raw(form: str, text: str) -> Node:
    """Return text for one of pandoc's writers, which writes it as it is."""
    return {"t": "RawInline", "c": [form, text]}


def cite(ids: Iterable[str]) -> Node:
    """Return a citation of articles for pandoc's citation processor."""
    citations = [
        {
            "citationId": key,
            "citationPrefix": [],
            "citationSuffix": [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for key in ids
    ]
    return {"t": "Cite", "c": [citations, [{"t": "Str", "c": "[?]"}]]}
