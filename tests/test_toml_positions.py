"""The places of TOML keys, against what tomllib reads from there."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

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
    pairs = value.items() if isinstance(value, dict) else ()
    pairs = enumerate(value) if isinstance(value, list) else pairs
    for key, below in pairs:
        found |= paths_in(below, (*keys, key))
    return found


def begins_with(text: str, keys: Keys, value: Any) -> bool:
    """Tell whether a text begins with what says this: a key and its value, or an element."""
    if isinstance(keys[-1], int):
        text, key = f"key = {text}", "key"
    else:
        key = keys[-1]
    for end in range(len(text) + 1):
        try:
            read = tomllib.loads(text[:end])
        except tomllib.TOMLDecodeError:
            continue
        # A key that is dotted further begins with a part of its value.
        if key in read and (same(read[key], value) or part_of(read[key], value)):
            return True
    return False


def same(one: Any, other: Any) -> bool:
    return repr(one) == repr(other)  # nan is nan, and 1 is not 1.0


def part_of(one: Any, whole: Any) -> bool:
    if isinstance(one, dict) and isinstance(whole, dict) and one:
        return all(k in whole and (same(v, whole[k]) or part_of(v, whole[k])) for k, v in one.items())
    return False


def check(text: str) -> None:
    """Compare every place with what tomllib reads from there on."""
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    document = paths_in(tomllib.loads(text))
    places = dict(Positions(text).all())
    assert set(places) == set(document)
    for keys, place in places.items():
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        if rest.startswith("[") and not begins_with(rest.partition("\n")[0], keys, document[keys]):
            header = tomllib.loads(lines[place.line - 1])
            names = tuple(key for key in keys if isinstance(key, str))
            assert names == tuple(k for k in paths_in(header) if k)[-1][: len(names)] or any(
                names == tuple(k for k in found if isinstance(k, str)) for found in paths_in(header)
            )
        else:
            assert begins_with(rest, keys, document[keys]), (keys, place)


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_places_of_what_persons_write(text: str, expected: dict[Keys, tuple[int, int]]) -> None:
    tomllib.loads(text)
    positions = Positions(text)
    assert {keys: tuple(positions.at(*keys)) for keys in expected} == expected
    check(text)
