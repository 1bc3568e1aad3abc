"""Rows of the shipped tables, each with a change and what is found of it, by every library."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Set
from typing import Any, NamedTuple

from conftest import FIVE_ARTICLES

from armsref.findings import Finding
from armsref.tables.registry import TABLES

DATASETS = FIVE_ARTICLES / "datasets"


class Case(NamedTuple):
    """A row: its table, the change, the findings (code, field), and who sees it otherwise."""

    table: str
    change: dict[str, str]
    found: Set[tuple[str, str | None]] = frozenset()
    #: Why pydantic refuses the row, or does not, otherwise than the frames do.
    pydantic_differs: str = ""
    #: Why pandera does, by the library.
    pandera_differs: Mapping[str, str] = {}


def _bad(field: str | None) -> set[tuple[str, str | None]]:
    return {("AR602", field)}


def _both(why: str) -> dict[str, str]:
    return {"pandas": why, "polars": why}


_PYTHON = "Python writes numbers so, too"
_BLANKS = "blanks are dropped"
_BETWEEN = _both("it has no rules between columns")
_ALONE = "a record knows no other"
_NOTHING_ELSE = _both("it knows one table alone")

CASES = [
    Case("systems", {}),
    Case("systems", {"id": ""}, _bad("id")),
    Case("systems", {"id": "Zolfaghar"}, _bad("id")),
    Case("systems", {"id": "zolfaghar\n"}, _bad("id")),
    Case("systems", {"id": "zolfaghar\u200b"}, _bad("id")),
    Case("systems", {"label": ""}, _bad("label")),
    Case("systems", {"level": "squadron"}, _bad("level")),
    Case("systems", {"level": "System"}, _bad("level")),
    Case("systems", {"level": ""}, _bad("level")),
    Case("systems", {"parent": "-x"}, _bad("parent")),
    Case("systems", {"parent": ""}),
    Case("systems", {"id": "155", "label": "155"}),
    Case("systems", {"id": "٣"}, _bad("id")),
    Case("claims", {}),
    Case("claims", {"start": ""}),
    Case("claims", {"start": "-1"}, _bad("start")),
    Case("claims", {"start": "+7"}),
    Case("claims", {"start": "1.0"}, pandera_differs=_both("text with a point is no integer")),
    Case("claims", {"start": "1.5"}, _bad("start")),
    Case("claims", {"start": "1_000"}, _bad("start"), _PYTHON, {"pandas": _PYTHON}),
    Case("claims", {"start": " 7"}, _bad("start"), _BLANKS, {"pandas": _BLANKS}),
    Case("claims", {"start": "٣"}, _bad("start"), "", {"pandas": "it reads digits of any script"}),
    Case("claims", {"start": "1e3"}, _bad("start")),
    Case("claims", {"start": "soon"}, _bad("start")),
    Case("claims", {"low": "300.50"}),
    Case("claims", {"low": "3E2"}),
    Case("claims", {"low": "NaN"}, _bad("low"), "", _both("NaN passes every limit")),
    Case("claims", {"low": "inf"}, _bad("low"), "", _both("no limit above")),
    Case("claims", {"low": "-Infinity"}, _bad("low"), "", _both("no limit below")),
    Case("claims", {"low": "3_00"}, _bad("low"), _PYTHON, {"pandas": _PYTHON}),
    Case("claims", {"low": "1d"}, _bad("low")),
    Case("claims", {"low": "0x10"}, _bad("low")),
    Case("claims", {"low": "1,000"}, _bad("low")),
    Case("claims", {"low": "900"}, _bad(None), "", _BETWEEN),
    Case("claims", {"low": "", "high": ""}, _bad(None), "", _BETWEEN),
    Case("claims", {"relation": "at_most"}, _bad(None), "", _BETWEEN),
    Case("claims", {"relation": "at_most", "low": ""}),
    Case("claims", {"relation": "order_of", "high": ""}),
    Case("claims", {"approximate": "true"}),
    Case("claims", {"approximate": "TRUE"}, pandera_differs=_both("it knows true and false alone")),
    Case("claims", {"approximate": ""}, _bad("approximate")),
    Case("claims", {"approximate": "maybe"}, _bad("approximate")),
    Case("claims", {"relation": "about"}, _bad(None), "", _BETWEEN),
    Case("claims", {"relation": "about", "approximate": "true"}),
    Case("claims", {"relation": "exactly", "approximate": "true"}, _bad(None), "", _BETWEEN),
    Case("claims", {"relation": "nearly"}, _bad("relation")),
    Case("claims", {"relation": ""}, _bad(None), "", _BETWEEN),
    Case("claims", {"unit": ""}, _bad(None), "", _BETWEEN),
    Case("claims", {"also_low": "900"}, _bad(None), "", _BETWEEN),
    Case("claims", {"also_relation": ""}, _bad(None), "", _BETWEEN),
    Case("claims", {"also_unit": ""}, _bad(None), "", _BETWEEN),
    Case("claims", {"quote": ""}, _bad("quote")),
    Case("claims", {"quote": "w" * 120}),
    Case("claims", {"quote": "w" * 121}, _bad("quote")),
    Case("claims", {"quote": "𝔄" * 120}),
    Case("claims", {"quote": "𝔄" * 121}, _bad("quote")),
    Case("claims", {"quote": 'a "b", c\nd'}),
    Case("claims", {"evidence": "sworn"}, _bad("evidence")),
    Case("claims", {"term": "close range"}, _bad("term")),
    Case(
        "claims",
        {"system": "nobody"},
        {("AR605", "system")},
        _ALONE,
        _NOTHING_ELSE,
    ),
    Case(
        "claims",
        {"origin": "nowhere"},
        {("AR605", "origin")},
        _ALONE,
        _NOTHING_ELSE,
    ),
    Case("claims", {"origin": "No Where"}, {("AR602", "origin"), ("AR605", "origin")}),
    Case(
        "claims",
        {"article": "x-2024", "attribute": "colour"},
        {("AR605", "article"), ("AR605", "attribute")},
        _ALONE,
        _NOTHING_ELSE,
    ),
    Case("articles", {}),
    Case("articles", {"issued": "2024-02"}),
    Case("articles", {"issued": "2024-13-01"}, _bad("issued")),
    Case("articles", {"issued": "22.02.2024"}, _bad("issued")),
    Case("articles", {"issued": "45352"}, _bad("issued")),
    Case("articles", {"issued_circa": "yes"}, _bad("issued_circa"), "pydantic takes yes for true"),
    Case("articles", {"issued_circa": ""}, _bad("issued_circa")),
    Case("articles", {"length": "0"}, _bad("length")),
    Case("articles", {"url": "ftp://example.org"}, _bad("url")),
    Case("articles", {"sha256": "0" * 63}, _bad("sha256")),
    Case("attributes", {"least": "1", "most": "2"}),
    Case("attributes", {"many": "maybe"}, _bad("many")),
    Case("specs", {"low": "900"}, _bad(None), "", _BETWEEN),
    Case("specs", {"unstated": "-1"}, _bad("unstated")),
    Case("specs", {"agreement": "certain"}, _bad("agreement")),
    Case("transfers", {"low": "9", "high": "8"}, _bad(None), "", _BETWEEN),
    Case("transfers", {"flow": "x"}, _bad("flow")),
    Case("terms", {"id": "NA"}),
]

#: The row of each table that the cases change.
_ROWS = {"claims": {"system": "zolfaghar", "attribute": "range", "relation": "between"}}
_ROWS["specs"] = _ROWS["claims"]
_ROWS["transfers"] = {"relation": "about"}


def good_row(table: str) -> dict[str, str]:
    """Return a row of a shipped table."""
    wanted = _ROWS.get(table, {}).items()
    with (DATASETS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if wanted <= row.items())


def rows_of(table: str) -> tuple[list[dict[str, str]], set[tuple[int, str, str | None]]]:
    """Return all cases of a table as its rows; and what is found."""
    rows, found = [], set()
    for number, case in enumerate((c for c in CASES if c.table == table), start=1):
        rows.append({**good_row(table), **case.change})
        found |= {(number, code, field) for code, field in case.found}
    return rows, found


def exploded(findings: list[Finding]) -> set[tuple[int, str, str | None]]:
    """Return each row that a finding names; repeated keys are left out."""
    return {
        (row, found.code, found.field)
        for found in findings
        if found.code != "AR604"
        for row in found.rows
    }


def as_columns(table: str, rows: list[dict[str, str]]) -> dict[str, list[Any]]:
    """Return rows as columns of texts, an empty cell as None."""
    return {name: [row[name] or None for row in rows] for name in TABLES[table].columns}
