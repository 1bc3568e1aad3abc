"""The table ``[tool.armsref]`` of a pyproject.toml: what counts as a finding in a project."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from armsref.errors import DataError

_FILE = "pyproject.toml"


class Settings(NamedTuple):
    """What a project has settled; None and empty where it has not."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    baseline: Path | None = None


def settings_of(folder: Path) -> Settings:
    """Return the settings of a folder: those of the nearest pyproject.toml at or above it.

    One without a table ``[tool.armsref]`` is passed over.

    Raises
    ------
    DataError
        Such a file cannot be read, or its table does not fit.
    """
    start = Path(os.path.realpath(folder))
    for place in (start, *start.parents):
        file = place / _FILE
        table = _table(file) if file.is_file() else None
        if table is not None:
            return _settings(table, file)
    return Settings()


def _table(file: Path) -> dict[str, Any] | None:
    try:
        data = tomllib.loads(file.read_bytes().decode("utf-8"))
    except OSError as error:
        msg = f"{file}: cannot be read: {error.strerror}; make it readable"
        raise DataError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"{file}: is not TOML: {error}; mend the syntax"
        raise DataError(msg) from error
    tools = data.get("tool", {})
    table = tools.get("armsref") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        msg = f"{file}: tool.armsref is no table; write [tool.armsref]"
        raise DataError(msg)
    return table


def _settings(table: dict[str, Any], file: Path) -> Settings:
    from armsref.findings.selection import codes

    for key in table:
        if key not in Settings._fields:
            msg = f"{file}: tool.armsref has no key {key!r}; use {', '.join(Settings._fields)}"
            raise DataError(msg)
    strict, baseline = table.get("strict", False), table.get("baseline")
    if not isinstance(strict, bool):
        msg = f"{file}: tool.armsref.strict is true or false, not {strict!r}"
        raise DataError(msg)
    if baseline is not None and not isinstance(baseline, str):
        msg = f"{file}: tool.armsref.baseline is the name of a file, not {baseline!r}"
        raise DataError(msg)
    listed = {}
    for key in ("select", "ignore"):
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            msg = f'{file}: tool.armsref.{key} is a list of codes such as ["AR503"], not {value!r}'
            raise DataError(msg)
        listed[key] = codes(value, f"{file}: tool.armsref.{key}")
    found = None if baseline is None else file.parent / baseline
    return Settings(listed["select"], listed["ignore"], strict, found)
