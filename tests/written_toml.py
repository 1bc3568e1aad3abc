"""TOML as a person may write it, by chance: every form there is, with the place of each key."""

from __future__ import annotations

import re
from typing import Any

import tomli_w
from hypothesis import strategies as st

from armsref.toml.positions import Keys

#: Text that looks like TOML, beside any other.
_LURES = ["[a]", "[[a]]", "a = 1", "# no", "'", '"', "'''", '"""', "]", "}", ",", "\\", "=", "a.b"]
_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
STRINGS = st.lists(st.sampled_from(_LURES) | st.text(_CHARACTERS, max_size=4), max_size=4).map(
    "".join
)
KEYS = st.sampled_from(["a", "b-c", "1", "true", "a.b", "#", "", "é", '"', "'"]) | STRINGS
SCALARS = (
    STRINGS | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.floats() | st.dates()
    | (st.datetimes() | st.times()).map(lambda moment: moment.replace(fold=0))
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(KEYS, VALUES, max_size=4)


class Written:
    """A document as text, and the places that were noted while it was written."""

    def __init__(self, draw: st.DrawFn, data: dict[str, Any]) -> None:
        self.draw = draw
        self.text = ""
        self.places: dict[Keys, tuple[int, int]] = {}
        self.table(data, ())

    def one_of(self, *forms: str) -> str:
        return self.draw(st.sampled_from(forms))

    def note(self, keys: Keys) -> None:
        line = self.text.count("\n") + 1
        self.places.setdefault(keys, (line, len(self.text) - self.text.rfind("\n")))

    def put(self, *forms: str) -> None:
        self.text += self.one_of(*forms)

    def table(self, data: dict[str, Any], keys: Keys) -> None:
        """Write the pairs of a table, then the tables and the arrays of tables below it."""
        later = []
        for key, value in data.items():
            many = isinstance(value, list) and value and all(isinstance(v, dict) for v in value)
            if (many or isinstance(value, dict)) and self.draw(st.booleans()):
                later.append((key, value))
                continue
            self.put("", "  ", "# [a] = '''\n", "\n")
            self.pair(key, value, keys)
            self.put("\n", " # b = 1\n", "\t\n")
        for key, value in later:
            for number, element in (
                enumerate(value) if isinstance(value, list) else ((None, value),)
            ):
                self.put("", " ", "# it's\n")
                # The first header of an array is the place of the array.
                self.note((*keys, key))
                own: Keys = (*keys, key) if number is None else (*keys, key, number)
                self.note(own)
                names = [key_text(self, k) for k in (*keys, key) if isinstance(k, str)]
                inside = self.one_of(".", " . ").join(names)
                self.text += f"[{inside}]" if number is None else f"[[ {inside} ]]"
                self.put("\n", " # ]\n")
                self.table(element, own)

    def pair(self, key: str, value: Any, keys: Keys) -> None:
        own = (*keys, key)
        self.note(own)
        self.text += key_text(self, key)
        if isinstance(value, dict) and len(value) == 1 and self.draw(st.booleans()):
            self.put(".", " . ")
            ((below, inner),) = value.items()
            self.pair(below, inner, own)
            return
        self.put("=", " = ")
        self.value(value, own)

    def value(self, value: Any, keys: Keys) -> None:
        if isinstance(value, list):
            self.text += "["
            for number, element in enumerate(value):
                self.put("", "\n", " # ,]\n ")
                self.note((*keys, number))
                self.value(element, (*keys, number))
                self.put(",", "\n,", " ,# '\n") if number + 1 < len(value) else self.put("", ",\n")
            self.text += "]"
        elif isinstance(value, dict):
            self.text += "{"
            for number, (key, element) in enumerate(value.items()):
                self.text += self.one_of(",", " , ") if number else ""
                self.pair(key, element, keys)
            self.text += "}"
        else:
            self.text += self.one_of(*scalar_forms(value))


def key_text(writer: Written, key: str) -> str:
    forms = [f for f in scalar_forms(key) if not f.startswith(("'''", '"""'))]
    if re.fullmatch("[A-Za-z0-9_-]+", key):
        forms.append(key)
    return writer.one_of(*forms)


def scalar_forms(value: Any) -> list[str]:
    """Return the ways to write a value."""
    plain = tomli_w.dumps({"k": value}).removeprefix("k = ").removesuffix("\n")
    if not isinstance(value, str):
        return [plain]
    forms = [plain]
    if not set("'\n") & set(value):
        forms.append(f"'{value}'")
    if "'''" not in value and not value.endswith("'"):
        forms.append(f"'''\n{value}'''")
    escaped = value.replace("\\", "\\\\").replace('""', '"\\"').replace('""', '"\\"')
    if not escaped.endswith('"'):
        forms += (
            [f'"""\n{escaped}"""', f'"""\\\n   \n{escaped}"""'] if value.strip() == value else []
        )
    return forms


@st.composite
def written(draw: st.DrawFn) -> tuple[str, dict[str, Any], dict[Keys, tuple[int, int]]]:
    """Return a text, what it says, and the place of each key and element in it."""
    data = draw(DOCUMENTS)
    done = Written(draw, data)
    return done.text, data, done.places
