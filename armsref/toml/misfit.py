"""Where a document does not fit its model: pydantic's errors with the places of their keys."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from armsref.toml.positions import Keys, Position, Positions

#: So many characters of a value are shown.
LONGEST_VALUE = 120
_REMEDIES = {
    "missing": "add the key",
    "extra_forbidden": "remove the key or mend its name",
    "too_short": "add what belongs there",
}
#: What is wrong, by pydantic's type of the error, where its own words are of types and patterns.
_SAID = {
    "missing": "is missing",
    "extra_forbidden": "there is no such key",
    "too_short": "is empty",
    "string_pattern_mismatch": "does not have its form",
}
#: A key of seeds whose form needs an example.
_EXAMPLES = {
    **dict.fromkeys(["issued", "date"], "a date as 2024-03-15, 2024-03 or 2024"),
    **dict.fromkeys(["URL", "archive"], "an address as https://example.org/a"),
    **dict.fromkeys(["of", "systems", "including", "namesakes"], "an id as seagull-2"),
    "id": "an id as seagull-2",
    "language": "a language as en or pt-BR",
    "attribute": "an attribute as launch_mode",
    "sha256": "the 64 digits and letters a to f of the text's SHA-256",
    "replaces": "an id as c0123456789ab",
    "version": "a version as 1.0.0",
}


class Misfit(NamedTuple):
    """An entry that does not fit: its place, its key, what is wrong, what to do, its value.

    A key that is missing has the place of the table that it is missing from.
    """

    keys: Keys
    position: Position
    message: str
    remedy: str
    value: str | None

    @property
    def field(self) -> str | None:
        """The key within its entry, None where the whole document is meant."""
        return field_of(self.keys)


def misfits(error: ValidationError, positions: Positions) -> list[Misfit]:
    """Return what does not fit, in the order of the text; one for each key.

    A validator of a whole model says with ``ctx={"meant": [(keys, value)]}`` what it means.
    """
    found: dict[Keys, tuple[list[str], str, str | None]] = {}
    details = error.errors(include_url=False)
    within = {detail["loc"][:size] for detail in details for size in range(len(detail["loc"]))}
    for detail in details:
        if detail["type"] == "too_short" and detail["loc"] in within:
            continue  # pydantic does not count what is wrong itself
        for keys, value in _meant(detail, positions):
            told, _, _ = found.setdefault(keys, ([], _remedy(detail, keys), value))
            told.append(shortened(_said(detail)))
    return sorted(
        (
            Misfit(keys, positions.at(*keys), "; ".join(dict.fromkeys(told)), remedy, value)
            for keys, (told, remedy, value) in found.items()
        ),
        key=lambda misfit: misfit.position,
    )


def _said(detail: ErrorDetails) -> str:
    empty = detail["type"] != "too_short" or not detail.get("ctx", {}).get("actual_length")
    said = _SAID.get(detail["type"]) if empty else None
    return said or detail["msg"].removeprefix("Value error, ")


def _remedy(detail: ErrorDetails, keys: Keys) -> str:
    names = [key for key in keys if isinstance(key, str)]
    if detail["type"] == "extra_forbidden" and names[-1:] == ["value"]:
        return "there is no value: point at words with quote"
    if detail["type"] == "string_pattern_mismatch":
        example = next(
            (_EXAMPLES[name] for name in reversed(names[-2:]) if name in _EXAMPLES), None
        )
        return f"write {example}" if example else "write it as the ones that are there"
    return _REMEDIES.get(detail["type"], "mend the entry")


def _meant(detail: ErrorDetails, positions: Positions) -> list[tuple[Keys, str | None]]:
    """Return the keys of the text that an error is about, with the values seen.

    A location also names kinds of a union, and the fields of what stands as an array.
    """
    if meant := detail.get("ctx", {}).get("meant"):
        return [(tuple(keys), value) for keys, value in meant]
    known = positions.known(detail["loc"])
    if detail["type"] == "missing" and len(detail["loc"]) == len(known) + 1:
        return [(detail["loc"], None)]
    return [(known, shown(detail["input"]))]


def field_of(keys: Keys) -> str | None:
    """Write the keys behind the last numbered table, dotted as in the file.

    Examples
    --------
    >>> field_of(("transfer", 0, "statement", 2, "mode", 1)), field_of(("claim", 3, "of", "a.b"))
    ('mode', 'of."a.b"')
    >>> field_of(()) is None
    True
    """
    names = list(keys)
    while names and isinstance(names[-1], int):
        names.pop()
    numbers = [at for at, key in enumerate(names) if isinstance(key, int)]
    names = names[numbers[-1] + 1 :] if numbers else names
    return shortened(".".join(_key_text(str(name)) for name in names)) or None


def _key_text(name: str) -> str:
    bare = re.fullmatch("[A-Za-z0-9_-]+", name)
    return name if bare else json.dumps(name, ensure_ascii=False)


def shown(value: Any) -> str | None:
    """Write a plain value as it is shown beside a finding; None of a table or an array."""
    return None if isinstance(value, dict | list) else shortened(str(value))


def shortened(text: str) -> str:
    """Cut a long text, and say so with an ellipsis."""
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
