"""Load a folder's ``seeds/``; whatever cannot be loaded becomes a finding, and the rest goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from armsref.errors import DataError, ReadingError
from armsref.findings import Finding
from armsref.model.base import ARTICLE_ID
from armsref.model.seeds import (
    ArticleFile,
    ClaimEntry,
    DatasetFile,
    StatementEntry,
    SystemEntry,
    SystemsFile,
    TransferEntry,
)
from armsref.ordinary_file import FileFault, read_ordinary_text
from armsref.reading.lexicon import Lexicon, lexicon_of_seeds
from armsref.reading.names import name_key
from armsref.seeds.allowances import Allowances
from armsref.seeds.positions import SeedFile
from armsref.toml.misfit import misfits
from armsref.toml.parse import TomlError, parse_toml
from armsref.toml.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from armsref.toml.positions import Keys

Model = TypeVar("Model", bound=BaseModel)

#: The systems of seeds that were made without a file.
SYSTEMS_FILE = SeedFile("seeds/systems.toml", Positions(""))


@dataclass(frozen=True)
class Article(SeedFile):
    """An article file: its id and the model, beside its path and the places of its keys."""

    id: str
    file: ArticleFile

    def claims(self) -> Iterator[tuple[Keys, ClaimEntry]]:
        """Return each claim with the way to it."""
        for number, claim in enumerate(self.file.claim):
            yield ("claim", number), claim

    def statements(self) -> Iterator[tuple[Keys, int, TransferEntry, StatementEntry]]:
        """Return each transfer statement: the way to it, the number of its flow, flow, statement.

        Flows are numbered from 1.
        """
        for flow, transfer in enumerate(self.file.transfer):
            for number, statement in enumerate(transfer.statement):
                yield ("transfer", flow, "statement", number), flow + 1, transfer, statement


@dataclass
class Seeds:
    """All that a folder's seeds say, and what was wrong in loading them.

    Where ``systems_known`` is False, systems.toml could not be loaded: nobody can say then that a
    name is wrong.
    """

    root: Path
    lexicon: Lexicon
    dataset: DatasetFile | None = None
    systems: tuple[SystemEntry, ...] = ()
    systems_file: SeedFile = SYSTEMS_FILE
    systems_known: bool = True
    articles: list[Article] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    allowances: Allowances = field(default_factory=Allowances)
    licence: str | None = None

    def bearers(self, name: str) -> list[str]:
        """Return the ids of the systems that bear a name."""
        return self._by_name.get(name_key(name), [])

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """The ids by the keys of their names; made when all systems are loaded."""
        found: dict[str, list[str]] = {}
        for system in self.systems:
            for key in dict.fromkeys(map(name_key, system.names)):
                found.setdefault(key, []).append(system.id)
        return {key: list(dict.fromkeys(ids)) for key, ids in found.items()}

    def lexicon_of(self, article: Article) -> Lexicon:
        """Return the lexicon in an article's language; English where it is not covered.

        That it is not covered is a finding of the build (AR201).
        """
        try:
            return self.lexicon.in_language(article.file.language)
        except ReadingError:
            return self.lexicon

    @property
    def by_id(self) -> dict[str, SystemEntry]:
        """The systems by their ids; of an id that stands twice, the first entry."""
        return {system.id: system for system in reversed(self.systems)}


def load_seeds(root: Path) -> Seeds:
    """Load ``root/seeds``.

    Raises
    ------
    DataError
        There is no such folder, or its vocabulary cannot be read.
    """
    folder = root / "seeds"
    if not folder.is_dir():
        msg = f"{root}: has no folder seeds/; name a folder with seeds/ and datasets/"
        raise DataError(msg)
    seeds = Seeds(root=root, lexicon=lexicon_of_seeds(folder))
    _, seeds.dataset = _load(seeds, folder / "dataset.toml", DatasetFile)
    seeds.systems_file, systems = _load(seeds, folder / "systems.toml", SystemsFile)
    seeds.systems_known = systems is not None
    seeds.systems = systems.system if systems else ()
    licence = folder / "LICENSE"
    if licence.is_file():
        seeds.licence = _text(seeds, licence)
    for file in _entries(folder / "articles"):
        _load_article(seeds, file)
    return seeds


def _entries(folder: Path) -> list[Path]:
    """Return what lies in the folder of articles; hidden files are nobody's."""
    try:
        return sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except OSError as error:
        msg = f"{folder}: cannot be read: {error.strerror}; make it a folder with article files"
        raise DataError(msg) from error


def _load_article(seeds: Seeds, file: Path) -> None:
    path = _relative(seeds, file)
    if not re.fullmatch(ARTICLE_ID, file.stem) or file.suffix != ".toml":
        message = f"{file.name!r} is no article id with .toml"
        remedy = "name it OUTLET-YYYY-MM-DD.toml"
        seeds.findings.append(Finding(path, 1, "AR004", message, remedy, value=file.name))
        return
    source, model = _load(seeds, file, ArticleFile)
    if model is not None:
        seeds.articles.append(Article(source.path, source.positions, file.stem, model))


def _load(seeds: Seeds, file: Path, model: type[Model]) -> tuple[SeedFile, Model | None]:
    """Return a file with its places, and what it says; None where it cannot be loaded."""
    text = _text(seeds, file)
    source = SeedFile(_relative(seeds, file), Positions(text or ""))
    if text is None:
        return source, None
    try:
        data = parse_toml(text)
        seeds.allowances.read(source.path, text)
        return source, model.model_validate(data)
    except TomlError as error:
        found = Finding(source.path, error.line, "AR002", error.message, error.remedy, error.column)
        seeds.findings.append(found)
    except ValidationError as error:
        for misfit in misfits(error, source.positions):
            message = f"{misfit.field or 'the file'}: {misfit.message}"
            seeds.findings.append(
                source.finding("AR003", (), misfit.keys, message, misfit.remedy, value=misfit.value)
            )
    return source, None


def _text(seeds: Seeds, file: Path) -> str | None:
    try:
        return read_ordinary_text(file)
    except FileFault as fault:
        place = (_relative(seeds, file), fault.line)
        seeds.findings.append(Finding(*place, "AR001", fault.message, fault.remedy))
    return None


def _relative(seeds: Seeds, file: Path) -> str:
    return " ".join(file.relative_to(seeds.root).as_posix().split("\n"))
