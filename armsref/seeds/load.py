"""Load a folder's ``seeds/``; whatever cannot be loaded becomes a finding, and the rest goes on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

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
from armsref.reading.lexicon import Lexicon, lexicon_of_seeds
from armsref.reading.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)

#: Larger files are no article files; reading them would only cost memory.
LARGEST_FILE = 5_000_000


@dataclass(frozen=True)
class Article:
    """An article file: its id, the model, and the line of each record's header."""

    id: str
    path: str
    file: ArticleFile
    claim_lines: tuple[int, ...]
    transfer_lines: tuple[int, ...]
    statement_lines: tuple[int, ...]

    def claims(self) -> Iterator[tuple[int, ClaimEntry]]:
        """Return each claim with its line."""
        yield from zip(self.claim_lines, self.file.claim, strict=True)

    def statements(self) -> Iterator[tuple[int, int, TransferEntry, StatementEntry]]:
        """Return each transfer statement: its line, the number of its flow, flow, statement."""
        lines = iter(self.statement_lines)
        for number, transfer in enumerate(self.file.transfer, start=1):
            for statement in transfer.statement:
                yield next(lines), number, transfer, statement


@dataclass
class Seeds:
    """All that a folder's seeds say, and what was wrong in loading them."""

    root: Path
    lexicon: Lexicon
    dataset: DatasetFile | None = None
    systems: tuple[SystemEntry, ...] = ()
    system_lines: tuple[int, ...] = ()
    articles: list[Article] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    licence: str | None = None

    def bearers(self, name: str) -> list[str]:
        """Return the ids of the systems that bear a name."""
        key = name_key(name)
        return [system.id for system in self.systems if key in map(name_key, system.names)]

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
        """The systems by their ids."""
        return {system.id: system for system in self.systems}


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
    seeds.dataset = _load(seeds, folder / "dataset.toml", DatasetFile)
    loaded = _load(seeds, folder / "systems.toml", SystemsFile)
    if loaded is not None:
        seeds.systems = loaded.system
        text = (folder / "systems.toml").read_text(encoding="utf-8")
        seeds.system_lines = _header_lines(text, "system", len(loaded.system))
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
        seeds.findings.append(Finding(path, 1, "AR004", message, "name it OUTLET-YYYY-MM-DD.toml"))
        return
    text = _text(seeds, file)
    data = None if text is None else _toml(seeds, file, text)
    if text is None or data is None:
        return
    lines = {
        header: _header_lines(text, header, _count(data, header))
        for header in ("claim", "transfer", "transfer.statement")
    }
    try:
        model = ArticleFile.model_validate(data)
    except ValidationError as error:
        seeds.findings += [_misfit(path, detail, lines, data) for detail in error.errors()]
        return
    seeds.articles.append(
        Article(
            file.stem, path, model, lines["claim"], lines["transfer"], lines["transfer.statement"]
        )
    )


def _load(seeds: Seeds, file: Path, model: type[Model]) -> Model | None:
    text = _text(seeds, file)
    data = None if text is None else _toml(seeds, file, text)
    if data is None:
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        path = _relative(seeds, file)
        lines = {"system": _header_lines(text or "", "system", _count(data, "system"))}
        seeds.findings += [_misfit(path, detail, lines, data) for detail in error.errors()]
        return None


def _text(seeds: Seeds, file: Path) -> str | None:
    path = _relative(seeds, file)
    try:
        if file.stat().st_size > LARGEST_FILE:
            message = f"larger than {LARGEST_FILE:,} bytes"
            seeds.findings.append(Finding(path, 1, "AR001", message, "split the file"))
            return None
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8: {error.reason} at byte {error.start}"
        seeds.findings.append(Finding(path, 1, "AR001", message, "save it as UTF-8"))
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        seeds.findings.append(Finding(path, 1, "AR001", message, "make it readable"))
    return None


def _toml(seeds: Seeds, file: Path, text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else 1
        path = _relative(seeds, file)
        seeds.findings.append(Finding(path, line, "AR002", f"{error}", "mend the syntax"))
        return None


def _relative(seeds: Seeds, file: Path) -> str:
    return " ".join(file.relative_to(seeds.root).as_posix().split("\n"))


def _count(data: dict[str, Any], header: str) -> int:
    first, _, second = header.partition(".")
    items = data.get(first, [])
    if not isinstance(items, list):
        return 0
    if not second:
        return len(items)
    inner = (item.get(second, []) for item in items if isinstance(item, dict))
    return sum(len(found) for found in inner if isinstance(found, list))


def _header_lines(text: str, header: str, count: int) -> tuple[int, ...]:
    """Return the lines of the ``[[header]]`` tables; line 1 for all where they cannot be told."""
    pattern = re.compile(rf"^\s*\[\[\s*{re.escape(header)}\s*\]\]")
    lines = tuple(n for n, line in enumerate(text.splitlines(), start=1) if pattern.match(line))
    return lines if len(lines) == count else (1,) * count


def _misfit(
    path: str, detail: ErrorDetails, lines: dict[str, tuple[int, ...]], data: dict[str, Any]
) -> Finding:
    place = detail["loc"]
    key = ".".join(str(part) for part in place)
    message = f"{key or 'the file'}: {detail['msg'].removeprefix('Value error, ')}"
    remedies = {"missing": "add the key", "extra_forbidden": "remove the key or mend its name"}
    remedy = remedies.get(detail["type"], "mend the entry")
    return Finding(path, _line_of(place, lines, data), "AR003", message, remedy)


def _line_of(
    place: tuple[int | str, ...], lines: dict[str, tuple[int, ...]], data: dict[str, Any]
) -> int:
    """Return the line of the record's header that a pydantic location lies in."""
    if len(place) < 2 or not isinstance(place[1], int) or place[0] not in lines:
        return 1
    first, index = str(place[0]), place[1]
    if first == "transfer" and len(place) > 3 and isinstance(place[3], int):
        before = sum(len(t.get("statement", [])) for t in data["transfer"][:index])
        found = lines["transfer.statement"][before + place[3] :]
    else:
        found = lines[first][index:]
    return found[0] if found else 1
