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
from armsref.findings import Finding, exit_code, ordered
from armsref.seeds.allowances import by_build
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

    from armsref.build.resolve import Resolved
    from armsref.model.base import Record
    from armsref.seeds.load import Seeds

#: The folder of a dataset that the build owns.
OUTPUT = "datasets"
#: The files that no article and no system is part of.
INDEPENDENT = frozenset(
    ["LICENSE", "article.schema.json", "attributes.csv", "outlets.csv", "speakers.csv", "terms.csv"]
)
REMEDY = "run armsref build"


class Built(NamedTuple):
    """What the seeds make: each file's bytes by name, and the findings.

    Where there are findings the files are what could be made without the faulty records, whose ids
    are ``missing``; what a person allowed stands apart, and is in the files.
    """

    seeds: Seeds
    files: dict[str, bytes]
    findings: list[Finding]
    allowed: list[Finding]
    missing: list[str]


class Examined(NamedTuple):
    """What the seeds say: the rows of every table, the findings, and of what there is no row."""

    seeds: Seeds
    tables: Mapping[str, Sequence[Record]]
    findings: list[Finding]
    allowed: list[Finding]
    missing: list[str]


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
    left, allowed = seeds.allowances.judge(findings, by_build)
    return Examined(seeds, tables, ordered(left), allowed, _missing(resolved, tables))


def build(root: Path) -> Built:
    """Make all files of a folder's ``datasets/`` in memory; raises as :func:`examine`."""
    seeds, tables, findings, allowed, missing = examine(root)
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
    return Built(seeds, files, findings, allowed, missing)


def _missing(resolved: Resolved, tables: Mapping[str, Sequence[Record]]) -> list[str]:
    """Return the ids of the claims and statements of which no row could be made."""
    made = {row.id for name in ("claims", "transfers") for row in tables[name]}  # type: ignore[attr-defined]
    return [record.id for record in resolved.records if record.id not in made]


def digest(files: dict[str, bytes]) -> str:
    """Return twelve hex digits that change with any byte of the files."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{len(files[name])}\0".encode())
        total.update(files[name])
    return total.hexdigest()[:12]


def differences(root: Path, built: Built, *, stopped: bool | None = None) -> list[Finding]:
    """Return a finding for each file of ``datasets/`` that is not what the seeds make.

    While a finding keeps the seeds from being built, the files that articles and systems are part
    of must differ, and are not compared: only what is missing, what is stray, and the files of the
    vocabulary.

    Parameters
    ----------
    root : Path
        The dataset's folder.
    built : Built
        What its seeds make.
    stopped : bool, optional
        Whether a finding keeps them from being built; by default, whether any would.
    """
    kept = bool(exit_code(built.findings)) if stopped is None else stopped
    compared = INDEPENDENT if kept else set(built.files)
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
