"""Data goes one way: a room imports only from the rooms before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

#: The rooms in their order; modules of the package's top are rooms of their own.
ORDER = [
    ["errors", "paths", "dates", "toml", "whole_file", "ordinary_file", "one_line", "pandoc"],
    ["word_file"],
    ["findings"],
    ["model"],
    ["reading"],
    ["seeds"],
    ["evidence"],
    ["tables"],
    ["build"],
    ["writing"],
    # A spec cites itself: the catalogue and its citations are one rank.
    ["catalog", "cite"],
    ["auditing"],
    ["exporting"],
    ["starter"],
    ["draft"],
    ["prose"],
    ["comparing"],
    ["dossier"],
    ["reports"],
    ["cli"],
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
PACKAGE = Path(__file__).resolve().parents[1] / "armsref"


def imports(file: Path) -> set[str]:
    """Return the rooms a module imports, also where it imports late or for types alone."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.startswith("armsref."):
                found.add(name.split(".")[1])
    return found


def room(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize(
    "file", sorted(PACKAGE.rglob("*.py")), ids=lambda f: f.relative_to(PACKAGE).as_posix()
)
def test_a_room_imports_only_from_those_before_it(file: Path) -> None:
    own = room(file)
    if own in ("__init__", "__main__"):
        return
    assert own in RANK, f"{own} has no place in the order"
    later = {name for name in imports(file) if RANK[name] > RANK[own]}
    assert later == set(), f"{file.name} imports from {later}"


def test_files_are_short() -> None:
    long = {
        f.name: n for f in PACKAGE.rglob("*.py") if (n := len(f.read_text().splitlines())) > 480
    }
    assert long == {}
