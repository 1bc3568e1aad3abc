"""The spans that pandoc itself finds: many texts in one call, each read alone."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypandoc


def pandoc_spans(texts: Sequence[str]) -> list[dict[str, str]]:
    """Return of each text the specs of its spans, and what stands in them.

    A footnote that nothing refers to is no part of a document: a reference is added.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number:05}.md" for number in range(len(texts))]
        for number, (file, text) in enumerate(zip(files, texts, strict=True)):
            noted = "\n\n[^1]\n" if "[^1]:" in text else ""
            own = text.replace("case.", f"case{number}.")
            file.write_bytes((own + noted).encode("utf-8"))
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), "--file-scope", "-f", "markdown", "-t", "json", *files],
            capture_output=True,
            check=True,
        )
    found: list[dict[str, str]] = [{} for _ in texts]
    for spec, words in _spans(json.loads(done.stdout)["blocks"]):
        case, _, last = spec.partition(".")
        found[int(case.removeprefix("case"))][f"case.{last}"] = words
    return found


def pandoc_tables(texts: Sequence[str]) -> list[bool]:
    """Tell of each text whether pandoc finds a table laid out by columns with a span of ours.

    Tables of pipes are turned off; and a span that the columns cut is still our class in words.
    """
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / f"{number:05}.md" for number in range(len(texts))]
        for number, (name, text) in enumerate(zip(names, texts, strict=True)):
            # A text's blocks are told by the place that follows them.
            name.write_text(f"{text}\n\n# here {number}\n", encoding="utf-8")
        options = ["--file-scope", "-f", "markdown-pipe_tables", "-t", "json"]
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), *options, *names], capture_output=True, check=True
        )
    found, inside = [False for _ in texts], 0
    for block in json.loads(done.stdout)["blocks"]:
        if block["t"] == "Header" and _words(block["c"][2]).startswith("here "):
            inside += 1
        elif any("armsref" in json.dumps(one) + _words(one) for one in _tables(block)):
            found[inside] = True
    assert inside == len(texts)
    return found


def _tables(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        # One column without an edge to its right holds words of any width.
        if node.get("t") == "Table" and len(node["c"][2]) > 1:
            yield node["c"][3:]
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _tables(part)


def _spans(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if node.get("t") == "Span" and "armsref" in node["c"][0][1]:
            yield dict(node["c"][0][2]).get("spec", ""), _words(node["c"][1])
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _spans(part)


def _words(node: Any) -> str:
    if isinstance(node, list):
        return "".join(_words(part) for part in node if not isinstance(part, str))
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c", "")
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Str":
        return str(content)
    return str(content[1]) if kind in ("Code", "Math") else _words(content)


def numbered(text: str) -> str:
    """Write attributes, each with a spec of its own, ``case.N``, for each ``]@``."""
    numbers = iter(range(1000))
    return re.sub(r"\]@", lambda _: f']{{.armsref spec="case.{next(numbers)}"}}', text)
