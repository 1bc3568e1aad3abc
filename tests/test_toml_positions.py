"""The places of TOML keys, against what tomllib reads from there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from written_toml import DOCUMENTS, written

from armsref.toml.positions import Comment, Keys, Positions, comments

ROOT = Path(__file__).resolve().parents[1]
SEED_FILES = sorted((ROOT / "seeds").rglob("*.toml"))

#: What persons write and machines do not, and the places of some of its keys.
WRITTEN: list[tuple[str, dict[Keys, tuple[int, int]]]] = [
    ("a = 1\nb = 2", {("a",): (1, 1), ("b",): (2, 1)}),
    ("  a . b = 1", {("a",): (1, 3), ("a", "b"): (1, 7)}),
    ('"a.b" = 1\n\'#\'."\\u00e9" = 2', {("a.b",): (1, 1), ("#", "é"): (2, 5)}),
    ("a = { b.c = 1, d = [2, 3] }", {("a", "b", "c"): (1, 9), ("a", "d", 1): (1, 24)}),
    ("[a.b]\nc = 1\n[a]\nd = 1", {("a",): (3, 1), ("a", "b"): (1, 1), ("a", "d"): (4, 1)}),
    (
        "[[t]]\n[[t.s]]\nx = 1\n [[t.s]]\nx = 2\n[[t]]\n[[t.s]]\nx = 3\n[t.u]\ny = 4",
        {
            ("t",): (1, 1),
            ("t", 0, "s", 0, "x"): (3, 1),
            ("t", 0, "s", 1): (4, 2),
            ("t", 0, "s", 1, "x"): (5, 1),
            ("t", 1): (6, 1),
            ("t", 1, "s", 0, "x"): (8, 1),
            ("t", 1, "u", "y"): (10, 1),
        },
    ),
    (
        'a = [ # one ]\n  "x,]", # two [\n  [1,\n 2],\n]\nb = 1',
        {("a", 0): (2, 3), ("a", 1, 1): (4, 2), ("b",): (6, 1)},
    ),
    ('a = """\nb = 1\n"" \\" [[c]] """""\nd = 1', {("a",): (1, 1), ("d",): (4, 1)}),
    ("a = '''\nb = 1\n# ' '' \\'''''\nd = 1", {("d",): (4, 1)}),
    ('a = """x\\\n   y"""\nb = """"q""""\nc = """"""\nd = 1', {("d",): (5, 1)}),
    ("a = 1\r\n\r\n[b]\r\nc = '''\r\n'''\r\nd = 2\r\n", {("b", "c"): (4, 1), ("b", "d"): (6, 1)}),
    ("a = 1979-05-27 07:32:00Z # then\nb = -1_000.5e3", {("b",): (2, 1)}),
    ('a = "\u2028\x85"\nb = "\U0001f680" # 🚀\nc = 1', {("b",): (2, 1), ("c",): (3, 1)}),
    ('a = { "🚀" = 1, b = "}" }', {("a", "🚀"): (1, 7), ("a", "b"): (1, 16)}),
    ("a = []\nb = {}\n[c]\n[[d]]\n", {("b",): (2, 1), ("c",): (3, 1), ("d", 0): (4, 1)}),
    ("[ a . 'b c' ] # x\nd=1", {("a", "b c"): (1, 1), ("a", "b c", "d"): (2, 1)}),
    ("1 = 1\n3.14 = 2\ntrue = 3\n-_ = 4", {("3", "14"): (2, 3), ("-_",): (4, 1)}),
    ("", {}),
    ("# nothing", {}),
]


def paths_in(value: Any, keys: Keys = ()) -> dict[Keys, Any]:
    """Return every value of a document by the way to it."""
    found: dict[Keys, Any] = {keys: value} if keys else {}
    pairs: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in pairs:
        found |= paths_in(below, (*keys, key))
    return found


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_places_of_what_persons_write(text: str, expected: dict[Keys, tuple[int, int]]) -> None:
    positions = Positions(text)
    assert {keys: tuple(positions.at(*keys)) for keys in expected} == expected
    assert set(dict(positions.all())) == set(paths_in(tomllib.loads(text)))


def lines_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def plain(value: Any) -> Any:
    """Return a value that is equal to one that says the same: nan is nan, and 1 is not 1.0."""
    if isinstance(value, dict):
        return {key: plain(below) for key, below in value.items()}
    return [plain(below) for below in value] if isinstance(value, list) else repr(value)


def without_comments(text: str) -> str:
    lines = text.split("\n")
    for line, column, words in reversed(comments(text)):
        assert lines[line - 1][column - 1 :] == words
        lines[line - 1] = lines[line - 1][: column - 1]
    assert comments("\n".join(lines)) == []
    return "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(written())
def test_every_form_of_writing_keeps_its_places(
    made: tuple[str, dict[str, Any], dict[Keys, tuple[int, int]]],
) -> None:
    text, data, places = made
    assert plain(tomllib.loads(text)) == plain(data)
    assert plain(tomllib.loads(without_comments(text))) == plain(data)
    for ends in (text, text.replace("\n", "\r\n")):
        assert {keys: tuple(place) for keys, place in Positions(ends).all()} == places


@settings(max_examples=30, deadline=None)
@given(DOCUMENTS)
def test_what_a_machine_writes_is_found_again(data: dict[str, Any]) -> None:
    """The text at the place of a plain value is read as that value."""
    text = tomli_w.dumps(data, multiline_strings=True)
    lines, document = lines_of(text), paths_in(data)
    places = dict(Positions(text).all())
    assert set(places) == set(document)
    for keys, place in places.items():
        value = document[keys]
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        if isinstance(value, dict | list):
            continue
        key = keys[-1] if isinstance(keys[-1], str) else "key"
        rest = rest if isinstance(keys[-1], str) else f"key = {rest}"
        assert any(repr(value) == repr(read) for read in beginnings(rest, key)), keys


def beginnings(text: str, key: str) -> list[Any]:
    """Return what a key may be, read from a text that is cut off anywhere."""
    found = []
    for end in [*(m.start() for m in re.finditer(r"[,\]}\n]", text)), len(text)]:
        try:
            found.append(tomllib.loads(text[:end])[key])
        except (tomllib.TOMLDecodeError, KeyError):
            continue
    return found


@pytest.mark.parametrize("file", SEED_FILES, ids=lambda f: f.stem)
def test_every_key_of_the_seeds_has_its_line(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    places, lines = dict(Positions(text).all()), lines_of(text)
    assert set(places) == set(paths_in(tomllib.loads(text)))
    for keys, (line, column) in places.items():
        rest, key = lines[line - 1][column - 1 :], keys[-1]
        if isinstance(key, str) and not rest.startswith("["):
            assert rest.startswith((key, f'"{key}"')), keys
            assert "=" in rest, keys


def test_a_hash_in_a_string_is_no_comment() -> None:
    text = '# one\na = "# no"  # two\r\nb = """\n# no\n"""\nc = [ # three\n]#four'
    assert comments(text) == [
        Comment(1, 1, "# one"),
        Comment(2, 13, "# two"),
        Comment(6, 7, "# three"),
        Comment(7, 2, "#four"),
    ]


def test_a_text_as_deep_as_tomllib_reads() -> None:
    deep = "[" * 200 + "1" + "]" * 200
    keys = tuple([0] * 200)
    assert Positions(f"a = {deep}\nb = 1").at("a", *keys) == (1, 205)
    many = "a" + ".a" * 5000
    assert Positions(f"{many} = 1\nb = 1").at("b") == (2, 1)
