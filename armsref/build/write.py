"""Build a dataset: all files of ``datasets/`` in memory, then compared or written."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from armsref.build.assemble import assemble
from armsref.build.resolve import resolve
from armsref.findings import Finding, exit_code
from armsref.seeds.load import load_seeds
from armsref.tables.article_schema import article_schema
from armsref.tables.codec import table_bytes
from armsref.tables.csl import csl_text, json_text
from armsref.tables.dictionary import dictionary
from armsref.tables.frictionless_schema import descriptor
from armsref.tables.keys import key_findings
from armsref.tables.registry import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from armsref.model.base import Record
    from armsref.seeds.load import Seeds

#: The folder of a dataset that the build owns.
OUTPUT = "datasets"
#: The files that no article and no system is part of.
INDEPENDENT = frozenset(
    ["LICENSE", "article.schema.json", "attributes.csv", "outlets.csv", "terms.csv"]
)
REMEDY = "run armsref build"


class Built(NamedTuple):
    """What the seeds make: each file's bytes by name, and the findings.

    Where there are findings the files are what could be made without the faulty records.
    """

    seeds: Seeds
    files: dict[str, bytes]
    findings: list[Finding]


class Examined(NamedTuple):
    """What the seeds say: the rows of every table, and the findings."""

    seeds: Seeds
    tables: Mapping[str, Sequence[Record]]
    findings: list[Finding]


def examine(root: Path) -> Examined:
    """Read a folder's seeds by every rule, without making a file.

    Raises
    ------
    DataError
        The folder has no seeds, or its vocabulary cannot be read.
    """
    seeds = load_seeds(root)
    resolved = resolve(seeds)
    tables, wrong = assemble(seeds, resolved)
    findings = [*seeds.findings, *resolved.findings, *wrong, *key_findings(tables)]
    findings.sort(key=lambda f: (f.file, f.line, f.column or 0, f.code, f.message))
    return Examined(seeds, tables, findings)


def build(root: Path) -> Built:
    """Make all files of a folder's ``datasets/`` in memory; raises as :func:`examine`."""
    seeds, tables, findings = examine(root)
    files = {table.file: table_bytes(table, tables[name]) for name, table in TABLES.items()}
    outlets = {row.id: row.label for row in tables["outlets"]}  # type: ignore[attr-defined]
    files["articles.csl.json"] = csl_text(tables["articles"], outlets).encode()  # type: ignore[arg-type]
    files["article.schema.json"] = json_text(article_schema()).encode()
    if seeds.licence is not None:
        files["LICENSE"] = seeds.licence.encode()
    if seeds.dataset is not None:
        version = f"{seeds.dataset.version}+{digest(files)}"
        licensed = seeds.licence is not None
        text = dictionary(seeds.dataset, version, tables, licence_file=licensed)
        files["README.md"] = text.encode()
        files["datapackage.json"] = json_text(descriptor(seeds.dataset, version)).encode()
    return Built(seeds, files, findings)


def digest(files: dict[str, bytes]) -> str:
    """Return twelve hex digits that change with any byte of the files."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{len(files[name])}\0".encode())
        total.update(files[name])
    return total.hexdigest()[:12]


def comparable(built: Built) -> bool:
    """Tell whether the files are what a build would write: nothing keeps the seeds from it."""
    return not exit_code(built.findings)


def differences(root: Path, built: Built) -> list[Finding]:
    """Return a finding for each file of ``datasets/`` that is not what the seeds make.

    While a finding keeps the seeds from being built, the files that articles and systems are part
    of must differ, and are not compared: only what is missing, what is stray, and the files of the
    vocabulary.
    """
    compared = set(built.files) if comparable(built) else INDEPENDENT
    folder = root / OUTPUT
    findings = []
    for name in sorted(built.files):
        file = folder / name
        if not file.is_file():
            said = "is missing"
        elif name in compared and file.read_bytes() != built.files[name]:
            said = "differs from what the seeds make"
        else:
            continue
        findings.append(Finding(f"{OUTPUT}/{name}", 1, "AR601", f"{name} {said}", REMEDY))
    present = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    # Where dataset.toml cannot be read, what it makes is no stray.
    pending = set() if built.seeds.dataset else {"README.md", "datapackage.json"}
    for name in present:
        if name not in built.files and name not in pending:
            message = f"{name} is not made by the seeds"
            findings.append(Finding(f"{OUTPUT}/{name}", 1, "AR601", message, "remove it"))
    return findings


def write(root: Path, files: dict[str, bytes]) -> list[str]:
    """Write the files that differ: all aside first, then renamed one by one.

    A crash leaves every file whole, the old or the new one. Returns the names written.
    """
    folder = root / OUTPUT
    folder.mkdir(exist_ok=True)
    for left in root.glob(".datasets-*"):  # by a build that was killed
        shutil.rmtree(left, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(prefix=".datasets-", dir=root))
    try:
        changed = []
        for name, data in sorted(files.items()):
            file = folder / name
            if file.is_file() and file.read_bytes() == data:
                continue
            with (aside / name).open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            changed.append(name)
        for name in changed:
            (aside / name).replace(folder / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return changed
