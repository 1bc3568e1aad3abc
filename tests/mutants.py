"""Mutants of the real seeds: each changes one thing, as a mistaken contributor would.

A mutant is a copy of one or two article files as plain data (or as bytes, where the file itself
is broken), with the kind of change, the record, and what was done.
"""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import tomli_w

Data = dict[str, Any]


class Mutant(NamedTuple):
    """One change: its kind, the record it is of, what was done, the files it writes."""

    kind: str
    record: str
    done: str
    files: dict[str, bytes]

    @property
    def name(self) -> str:
        return f"{self.kind}: {self.record}: {self.done}"


class Article(NamedTuple):
    """An article file as plain data, and its text where it is at hand."""

    name: str
    data: Data
    text: str | None


HEDGES = {"around": "up to", "at least": "around", "between": "from", "from": "between"}
UNITS = {"kilometers": "miles", "km": "mi", "miles": "km", "kilograms": "pounds"}
UNITS |= {"missiles": "drones", "drones": "missiles", "them": "missiles", "shipments": "missiles"}
#: Attributes of the same dimension, or of the same kind, as plausible slips.
ALIKE = {
    "range": ["length", "ceiling", "cep", "wingspan", "payload"],
    "payload": ["warhead", "launch_mass", "range"],
    "class": ["country", "guidance", "operator"],
    "guidance": ["accuracy", "class"],
    "accuracy": ["guidance", "class"],
    "mobility": ["launch_mode", "class"],
    "launch_mode": ["mobility", "class"],
    "country": ["operator", "class"],
    "operator": ["country", "class"],
    "family": ["class", "country"],
}


def load(folder: Path, texts: dict[str, str]) -> list[Article]:
    found = []
    for file in sorted(folder.glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        found.append(Article(file.name, data, texts.get(data["text"]["sha256"])))
    return found


def all_mutants(articles: list[Article], systems: dict[str, list[str]]) -> Iterator[Mutant]:
    """Return every mutant of the articles.

    Parameters
    ----------
    articles : list of Article
        The real article files.
    systems : dict
        The names of each system by its id.
    """
    for number, article in enumerate(articles):
        other = articles[(number + 1) % len(articles)]
        yield from _of_file(article)
        for index, _ in enumerate(article.data.get("claim", [])):
            yield from _of_claim(article, other, index, systems)
        for flow, transfer in enumerate(article.data.get("transfer", [])):
            yield from _of_flow(article, flow)
            for index, _ in enumerate(transfer["statement"]):
                yield from _of_statement(article, other, flow, index, systems)


def _dump(data: Data) -> bytes:
    return tomli_w.dumps(data).encode()


def _changed(article: Article) -> Data:
    return copy.deepcopy(article.data)


def _mutant(kind: str, record: str, done: str, article: Article, data: Data) -> Mutant:
    return Mutant(kind, f"{article.name} {record}", done, {article.name: _dump(data)})


# ---------------------------------------------------------------------- the file


def _of_file(article: Article) -> Iterator[Mutant]:
    whole = _dump(article.data)
    name = article.name
    yield Mutant("TOML", name, "a quotation mark missing", {name: whole.replace(b'"', b"", 1)})
    yield Mutant("TOML", name, "cut off in the middle", {name: whole[: len(whole) // 2] + b'"'})
    yield Mutant("encoding", name, "UTF-16", {name: whole.decode().encode("utf-16")})
    yield Mutant("encoding", name, "a Latin-1 letter", {name: whole + b"# \xe9\n"})
    for key in ("title", "container-title", "URL", "issued", "language", "text", "type"):
        data = _changed(article)
        del data[key]
        yield _mutant("field deleted", "header", key, article, data)
    for key in ("sha256", "length", "extent"):
        data = _changed(article)
        del data["text"][key]
        yield _mutant("field deleted", "header", f"text.{key}", article, data)
    data = _changed(article)
    data["publisher"] = "x"
    yield _mutant("unknown field", "header", "publisher", article, data)
    data = _changed(article)
    digest = data["text"]["sha256"]
    data["text"]["sha256"] = ("0" if digest[0] != "0" else "1") + digest[1:]
    yield _mutant("sha256", "header", "first digit", article, data)
    data = _changed(article)
    data["text"]["length"] += 1
    yield _mutant("length", "header", "one more", article, data)
    if "origin" in article.data:
        yield from _offsets(article, (), "origin", "header")


# ---------------------------------------------------------------------- anchors


def _at(data: Data, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _set(article: Article, path: tuple[Any, ...], key: Any, value: Any) -> Data:
    data = _changed(article)
    _at(data, path)[key] = value
    return data


def _offsets(article: Article, path: tuple[Any, ...], key: Any, record: str) -> Iterator[Mutant]:
    words, start = _at(article.data, path)[key]
    for by in (-1, 1):
        data = _set(article, path, key, [words, start + by])
        yield _mutant("offset", record, f"{key} {by:+d}", article, data)
    data = _set(article, path, key, [words])
    yield _mutant("offset left out", record, str(key), article, data)


def _cuts(words: str) -> Iterator[tuple[str, int]]:
    """Return what is left of words when some are dropped in front or behind, and the shift."""
    places = [m.start() for m in re.finditer(r"\S+", words)]
    ends = [m.end() for m in re.finditer(r"\S+", words)]
    for place in places[1:]:
        yield words[place:], place
    for end in ends[:-1]:
        yield words[:end], 0
    digit = re.match(r"\D*(\d)(?=\d)", words)
    if digit:
        yield words[digit.end() :], digit.end()
    if len(places) == 1 and "-" in words:
        yield words[words.index("-") + 1 :], words.index("-") + 1
        yield words[: words.rindex("-")], 0


def _cut(article: Article, path: tuple[Any, ...], key: Any, record: str) -> Iterator[Mutant]:
    words, start = _at(article.data, path)[key]
    for left, shift in _cuts(words):
        data = _set(article, path, key, [left, start + shift])
        yield _mutant(f"cut {key}", record, f"{words!r} to {left!r}", article, data)


def _words(article: Article, path: tuple[Any, ...], key: Any, record: str) -> Iterator[Mutant]:
    """Change a digit, the unit, a hedge or a word of an anchor, the offset kept."""
    words, start = _at(article.data, path)[key]
    changed: dict[str, str] = {}
    for match in re.finditer(r"\d", words):
        digit = str((int(match[0]) + 1) % 10)
        changed.setdefault("digit", words[: match.start()] + digit + words[match.end() :])
    for old, new in UNITS.items():
        if re.search(rf"\b{old}\b", words):
            changed.setdefault("unit", re.sub(rf"\b{old}\b", new, words, count=1))
    for old, new in HEDGES.items():
        if re.search(rf"\b{old}\b", words):
            changed.setdefault("hedge", re.sub(rf"\b{old}\b", new, words, count=1))
    if words.startswith("short-"):
        changed["term"] = "medium-" + words.removeprefix("short-")
    if words.startswith("close-"):
        changed["term"] = "short-" + words.removeprefix("close-")
    for kind, new in changed.items():
        data = _set(article, path, key, [new, start])
        yield _mutant(kind, record, f"{words!r} to {new!r}", article, data)


def _names(
    article: Article,
    path: tuple[Any, ...],
    key: str,
    record: str,
    systems: dict[str, list[str]],
) -> Iterator[Mutant]:
    """Change the system, the name, or the printing that is pointed at."""
    named: Data = _at(article.data, path)[key]
    for system, (words, start) in named.items():
        for other, names in systems.items():
            if other in named:
                continue
            rest = {k: v for k, v in named.items() if k != system}
            data = _set(article, path, key, {**rest, other: [words, start]})
            yield _mutant("system", record, f"{system} to {other}", article, data)
            data = _set(article, path, key, {**rest, system: [names[0], start]})
            yield _mutant("name", record, f"{words!r} to {names[0]!r}", article, data)
            for place in _printed(names[0], article):
                data = _set(article, path, key, {**rest, other: [names[0], place]})
                done = f"{system} to {other} at {place}"
                yield _mutant("another printed name", record, done, article, data)
        for place in _printed(words, article):
            if place != start:
                data = _set(article, path, key, {**named, system: [words, place]})
                done = f"{system} at {place} instead of {start}"
                yield _mutant("another printing", record, done, article, data)
        if len(named) > 1:
            rest = {k: v for k, v in named.items() if k != system}
            data = _set(article, path, key, rest)
            yield _mutant("name left out", record, system, article, data)
        yield from _offsets(article, (*path, key), system, record)


def _printed(name: str, article: Article) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(name), article.text or "")]


# ---------------------------------------------------------------------- claims


def _of_claim(
    article: Article, other: Article, index: int, systems: dict[str, list[str]]
) -> Iterator[Mutant]:
    path = ("claim", index)
    claim = article.data["claim"][index]
    record = f"claim {index + 1} ({claim['attribute']})"
    for key in ("quote", "cue", "attributed_to", "origin"):
        if isinstance(claim.get(key), list):
            yield from _offsets(article, path, key, record)
    yield from _words(article, path, "quote", record)
    yield from _cut(article, path, "quote", record)
    if "attributed_to" in claim:
        yield from _cut(article, path, "attributed_to", record)
    for attribute in ALIKE[claim["attribute"]]:
        data = _set(article, path, "attribute", attribute)
        yield _mutant("attribute", record, f"to {attribute}", article, data)
    yield from _names(article, path, "of", record, systems)
    for key in ("attribute", "of", "quote", "cue"):
        if key in claim:
            data = _changed(article)
            del data["claim"][index][key]
            yield _mutant("field deleted", record, key, article, data)
    yield _mutant("unknown field", record, "value", article, _set(article, path, "value", 300))
    data = _changed(article)
    data["claim"].append(copy.deepcopy(claim))
    yield _mutant("repeated", record, "at the end", article, data)
    data, moved = _changed(article), _changed(other)
    moved.setdefault("claim", []).append(data["claim"].pop(index))
    files = {article.name: _dump(data), other.name: _dump(moved)}
    yield Mutant("moved", f"{article.name} {record}", f"to {other.name}", files)


# ---------------------------------------------------------------------- transfers


def _of_flow(article: Article, flow: int) -> Iterator[Mutant]:
    path = ("transfer", flow)
    record = f"flow {flow + 1}"
    transfer = article.data["transfer"][flow]
    for key in ("supplier", "recipient"):
        yield from _offsets(article, path, key, record)
        data = _changed(article)
        del data["transfer"][flow][key]
        yield _mutant("field deleted", record, key, article, data)
    data = _changed(article)
    swapped = data["transfer"][flow]
    swapped["supplier"], swapped["recipient"] = transfer["recipient"], transfer["supplier"]
    yield _mutant("parties swapped", record, "supplier and recipient", article, data)
    data = _changed(article)
    del data["transfer"][flow]["statement"]
    yield _mutant("field deleted", record, "statement", article, data)


def _of_statement(
    article: Article, other: Article, flow: int, index: int, systems: dict[str, list[str]]
) -> Iterator[Mutant]:
    path = ("transfer", flow, "statement", index)
    statement = article.data["transfer"][flow]["statement"][index]
    record = f"statement {flow + 1}.{index + 1} ({statement['stage'][0]})"
    for key in ("stage", "what", "period", "stance", "attributed_to", "origin"):
        if isinstance(statement.get(key), list):
            yield from _offsets(article, path, key, record)
    for number in range(len(statement.get("mode", []))):
        yield from _offsets(article, (*path, "mode"), number, record)
    for key in ("stage", "what", "period", "stance", "attributed_to"):
        if key in statement:
            yield from _cut(article, path, key, record)
    if "what" in statement:
        yield from _words(article, path, "what", record)
    for key in ("systems", "including"):
        if key in statement:
            yield from _names(article, path, key, record, systems)
            if "what" in statement:
                data = _changed(article)
                changed = _at(data, path)
                changed["including" if key == "systems" else "systems"] = changed.pop(key)
                yield _mutant("part or whole", record, f"{key} to the other", article, data)
    if "stance" in statement:
        data = _changed(article)
        del _at(data, path)["stance"]
        yield _mutant("stance left out", record, statement["stance"][0], article, data)
    data = _changed(article)
    del _at(data, path)["stage"]
    yield _mutant("field deleted", record, "stage", article, data)
    yield _mutant("unknown field", record, "value", article, _set(article, path, "value", 400))
    data = _changed(article)
    data["transfer"][flow]["statement"].append(copy.deepcopy(statement))
    yield _mutant("repeated", record, "at the end", article, data)
    moved = _changed(other)
    moved["transfer"][0]["statement"].append(copy.deepcopy(statement))
    yield Mutant(
        "moved", f"{article.name} {record}", f"to {other.name}", {other.name: _dump(moved)}
    )
