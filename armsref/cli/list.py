"""``armsref list``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from armsref.cli.options import console, dataset_option, json_option, open_catalog, print_json

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

#: Columns under which a table would chop its words.
NARROW = 70


@click.command(name="list")
@json_option
@dataset_option
def command(dataset: Path | None, *, as_json: bool) -> None:
    """List all systems and families, with their class and what is stated of them.

    Example: armsref list
    """
    catalog = open_catalog(dataset)
    rows: list[dict[str, Any]] = [
        {
            "system": system.id,
            "label": system.label,
            "level": system.level,
            "parent": system.parent,
            "names": list(system.names),
            "class": None if (kind := system["class"]) is None else str(kind),
            "specs": list(system.specs),
        }
        for system in catalog.systems()
    ]
    if as_json:
        print_json(rows)
        return
    with console() as screen:
        if screen.width < NARROW:
            for row in rows:
                screen.print(f"{row['system']}: {row['class'] or 'class not stated'}")
            return
        _print_table(screen, rows)


def _print_table(screen: Console, rows: list[dict[str, Any]]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("id", "name", "level", "class", "stated"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        stated = ", ".join(row["specs"])
        table.add_row(row["system"], row["label"], row["level"], row["class"] or "", stated)
    screen.print(table)
