"""What the tests of exported files share: texts that are easily spoiled, the built cells."""

from __future__ import annotations

import csv
from pathlib import Path

import armsref

#: Texts that a careless writer turns into something else.
NASTY = [
    '=HYPERLINK("https://example.org","a")',
    "+40 km",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "a;=B1",
    "＝1+1",
    "https://example.org/a",
    "_x0041_ and \x01",
    " spaces \u00a0",
    "two\nlines",
    "🚀 “quoted”",
    "007",
    "1e5",
    "NA",
    "true",
    "2024-02-22",
]


def cells(table: str, folder: Path) -> list[list[str]]:
    with (folder / "datasets" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def with_titles(copied: Path, titles: list[str]) -> armsref.Catalog:
    """Open a dataset whose articles have these titles, more articles being made of the first."""
    rows = cells("articles", copied)
    at = rows[0].index("title")
    made = [[*rows[1][:at], title, *rows[1][at + 1 :]] for title in titles]
    for number, row in enumerate(made, start=2):
        row[0] = f"iranintl-2025-01-01-{number}"
    with (copied / "datasets" / "articles.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(made)
    return armsref.Catalog.open(copied)
