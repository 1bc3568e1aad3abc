"""A dataset of some of a dataset's articles, as if the others had never been written."""

from __future__ import annotations

import atexit
import csv
import json
import shutil
import tempfile
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armsref.build.write import build, write
from armsref.reading.names import name_key

if TYPE_CHECKING:
    from collections.abc import Collection


#: Five of the shipped articles; see conftest.py.
FIVE = (
    "iranintl-2024-08-13",
    "munsifdaily-2024-09",
    "tampafp-2024-02",
    "telegraphindia-2024-02-22",
    "thedefensepost-2022-11-02",
)


@cache
def five_articles(source: Path) -> Path:
    """Return a folder with the five articles of ``source``, made once and gone with the process."""
    folder = Path(tempfile.mkdtemp(prefix="five-articles-"))
    atexit.register(shutil.rmtree, folder)
    only_articles(source, folder, FIVE)
    return folder


def only_articles(source: Path, folder: Path, articles: Collection[str]) -> None:
    """Write ``folder/seeds`` and ``folder/datasets`` of some articles of ``source``.

    Left out are also the systems and names that they do not print, and the lock's lines of others.
    """
    shutil.copytree(source / "seeds", folder / "seeds")
    for file in (folder / "seeds" / "articles").iterdir():
        if file.stem not in articles:
            file.unlink()
    write(folder, build(folder).files)
    printed = {(row["system"], row["name"]) for row in _rows(folder, "names") if row["article"]}
    systems = folder / "seeds" / "systems.toml"
    entries = [_only(entry, printed) for entry in tomllib.loads(systems.read_text())["system"]]
    head = systems.read_text().partition("[[system]]")[0]
    systems.write_text(head + "\n".join(_written(entry) for entry in entries if entry["names"]))
    kept = {row["id"] for table in ("claims", "transfers") for row in _rows(folder, table)}
    lock = folder / "seeds" / "evidence.lock"
    lines = lock.read_text().splitlines(keepends=True)
    lock.write_text("".join(line for line in lines if line.split()[0] in {"checks", *kept}))
    built = build(folder)
    assert built.findings == []
    write(folder, built.files)


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "datasets" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _written(entry: dict[str, Any]) -> str:
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in entry.items())
    return "[[system]]\n" + "".join(lines)


def _only(entry: dict[str, Any], printed: set[tuple[str, str]]) -> dict[str, Any]:
    """Return a system with the names that are printed of it, and the namesakes that are left."""
    systems = {system for system, _ in printed}
    spelled = {name_key(n): n for n in reversed(entry["names"]) if (entry["id"], n) in printed}
    names = [name for name in entry["names"] if name in spelled.values()]
    namesakes = [other for other in entry.get("namesakes", ()) if other in systems]
    kept = {"id": entry["id"], "level": entry["level"], "names": names}
    return kept | ({"namesakes": namesakes} if namesakes else {})
