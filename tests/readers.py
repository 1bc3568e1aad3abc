"""Other people's readers of what is written: what they show, and nothing that was not meant."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pypandoc
import pytest
from markdown_it import MarkdownIt

#: What a setter of type may change: curly for straight, and no break behind an abbreviation.
_TYPESET = str.maketrans("“”‘’\u00a0", "\"\"'' ")


def shown(text: str) -> str:
    """Return a text as it is compared with what another reader shows."""
    return " ".join(text.translate(_TYPESET).split())


def pandoc(text: str, source: str, target: str, *options: str) -> str:
    """Return what pandoc makes of a text."""
    command = [pypandoc.get_pandoc_path(), "-f", source, "-t", target, *options]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode()


# ---------------------------------------------------------------- HTML

_ELEMENTS = {"a", "em", "strong", "sup", "p", "ul", "li", "ol", "section", "h1", "h2"} | {
    *("table", "caption", "thead", "tbody", "tr", "th", "td")
}
_BLOCKS = {"p", "li", "h1", "h2", "th", "td", "caption"}


class _Html(HTMLParser):
    """Collects the words of each block, and what leads where."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.addresses: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _ELEMENTS
        assert {name for name, _ in attrs} <= {"href", "id", "class", "scope", "aria-label"}
        self.open.append(tag)
        self.addresses += [value or "" for name, value in attrs if name == "href"]
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if _BLOCKS.intersection(self.open):
            self.blocks[-1] += data
        else:
            assert not data.strip()

    def unknown_decl(self, data: str) -> None:
        pytest.fail(f"a declaration: {data}")

    def handle_decl(self, decl: str) -> None:
        pytest.fail(f"a declaration: {decl}")

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")


def in_html(text: str) -> tuple[list[str], list[str]]:
    """Return the blocks and addresses of an HTML text."""
    reader = _Html()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return [shown(block) for block in reader.blocks], reader.addresses


# ---------------------------------------------------------------- CommonMark

_STRUCTURE = {
    f"{name}_{end}"
    for name in ("paragraph", "heading", "bullet_list", "list_item", "table", "thead", "tbody")
    + ("tr", "th", "td", "em", "strong", "link")
    for end in ("open", "close")
}


def in_commonmark(text: str) -> tuple[list[str], list[str]]:
    """Return the blocks and addresses of a Markdown text as markdown-it reads it."""
    blocks, addresses = [], []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        assert token.type in {*_STRUCTURE, "inline"}, token
        if token.type != "inline":
            continue
        block = ""
        for child in token.children or []:
            raw = child.type == "html_inline" and child.content in {"<sup>", "</sup>"}
            assert raw or child.type in {*_STRUCTURE, "text", "text_special"}, child
            addresses += [str(child.attrs["href"])] if child.type == "link_open" else []
            block += "" if raw else child.content
        blocks.append(shown(block))
    return blocks, addresses


# ---------------------------------------------------------------- pandoc

#: Where the words of each inline part are; any other part was not meant.
_WORDS: dict[str, Callable[[Any], Any]] = {
    "Str": lambda of: of,
    **dict.fromkeys(("Space", "SoftBreak"), lambda _: " "),
    **dict.fromkeys(("Emph", "Strong", "Superscript"), lambda of: of),
    **dict.fromkeys(("Quoted", "Link"), lambda of: of[1]),
    "Note": lambda _: "",
    "RawInline": lambda of: {"<sup>": "", "</sup>": ""}[of[1]],
    # Braces in LaTeX, and a note's label.
    "Span": lambda of: {"[]": of[1], f"[['label', '{of[0][0]}']]": []}[str(of[0][2])],
    "Code": lambda of: {"|": "|"}[of[1]],  # a bar in LaTeX
}
_QUOTED = {"DoubleQuote": '"', "SingleQuote": "'"}


class Pandoc:
    """What pandoc makes of a document: the words of each block, where it leads, its notes."""

    def __init__(self, text: str, source: str) -> None:
        self.addresses: list[str] = []
        self.notes: list[str] = []
        document = json.loads(pandoc(text, source, "json"))
        self.title = shown(self._line(document["meta"].get("title", {}).get("c", [])))
        self.blocks = self._blocks(document["blocks"])

    def _blocks(self, blocks: list[dict[str, Any]]) -> list[str]:
        return [part for block in blocks for part in self._block(block)]

    def _block(self, block: dict[str, Any]) -> list[str]:
        kind: str = block["t"]
        of: Any = block.get("c")
        if kind == "BulletList":
            return [part for item in of for part in self._blocks(item)]
        if kind == "Table":
            rows = [*of[3][1], *(row for body in of[4] for row in body[3])]
            return ["".join(self._blocks(cell[4])) for row in rows for cell in row[1]]
        assert kind in {"Para", "Plain", "Header"}, block
        return [shown(self._line(of[2] if kind == "Header" else of))]

    def _line(self, inlines: list[dict[str, Any]]) -> str:
        return "".join(self._inline(part["t"], part.get("c")) for part in inlines)

    def _inline(self, kind: str, of: Any) -> str:
        if kind == "Link":
            self.addresses.append(of[2][0])
        if kind == "Note":
            self.notes.append("".join(self._blocks(of)))
        mark = _QUOTED[of[0]["t"]] if kind == "Quoted" else ""
        found = _WORDS[kind](of)
        return mark + (found if isinstance(found, str) else self._line(found)) + mark
