"""A progress bar on standard error, for work that lasts; a pipe gets none."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

Item = TypeVar("Item")

#: Shorter work shows nothing, in seconds.
PATIENCE = 1.0


def watched(
    items: Sequence[Item],
    label: str,
    *,
    patience: float = PATIENCE,
    console: Console | None = None,
) -> Iterator[Item]:
    """Go over items; once that lasts, a bar shows how far it is.

    Parameters
    ----------
    items : sequence
        The items.
    label : str
        What they are.
    patience : float
        How long nothing is shown, in seconds.
    console : Console, optional
        Where to show it; standard error where that is a terminal, else nowhere.
    """
    shown = console is not None or sys.stderr.isatty()
    begun = time.monotonic()
    for number, item in enumerate(items):
        if shown and time.monotonic() - begun >= patience:
            yield from _with_bar(items[number:], label, number, len(items), console)
            return
        yield item


def _with_bar(
    rest: Sequence[Item], label: str, done: int, total: int, console: Console | None
) -> Iterator[Item]:
    from rich.console import Console as Terminal
    from rich.progress import Progress

    with Progress(console=console or Terminal(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total, completed=done)
        for item in rest:
            yield item
            bar.advance(task)
