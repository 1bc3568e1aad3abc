"""What several commands share: which dataset, which output, the console."""

from __future__ import annotations

import functools
import json
import os
import shlex
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import armsref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from armsref.catalog.catalog import Catalog

#: Where a command's context notes that its dataset is laid over the shipped one.
OVER_SHIPPED = "armsref.over_shipped"


def dataset_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--dataset``, and ``--over-shipped``, which :func:`open_catalog` looks up itself."""
    command = click.option(
        "--over-shipped",
        is_flag=True,
        expose_value=False,
        callback=_note_over_shipped,
        help="Lay DIR over the shipped data: both answer.",
    )(command)
    return click.option(
        "--dataset",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="A folder with datasets/ of your own, instead of the shipped data.",
    )(command)


def _note_over_shipped(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta[OVER_SHIPPED] = value


as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    help="Answer from articles published by then: 2023-12-31, 2023-12 or 2023.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the same as JSON.")
folder_argument = click.argument(
    "folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".", required=False
)

#: Columns where the output is no terminal.
PIPE_WIDTH = 100


def open_catalog(dataset: Path | None, as_of: str | None = None) -> Catalog:
    """Return the catalogue of a folder, or the shipped one; as of a date where one is given.

    With ``--over-shipped`` it is the folder's laid over the shipped one.
    """
    context = click.get_current_context(silent=True)
    over_shipped = context is not None and context.meta.get(OVER_SHIPPED, False)
    if dataset is None:
        if over_shipped:
            msg = "--over-shipped: what is laid over it? name a folder with --dataset DIR"
            raise click.UsageError(msg)
        catalog = armsref.shipped()
    else:
        from armsref.catalog.catalog import Catalog

        catalog = Catalog.open(dataset, over=armsref.shipped() if over_shipped else None)
    return catalog if as_of is None else catalog.as_of(as_of)


def catalog_options(dataset: Path | None, as_of: str | None) -> str:
    """Return the options by which a command's catalogue was named, as they are typed."""
    context = click.get_current_context(silent=True)
    words = [] if dataset is None else ["--dataset", str(dataset)]
    if context is not None and context.meta.get(OVER_SHIPPED, False):
        words.append("--over-shipped")
    return shlex.join([*words, *([] if as_of is None else ["--as-of", as_of])])


def style_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--style`` and ``--csl``, of which one may be given; it is handed None for neither."""

    @click.option(
        "--style",
        metavar="STYLE",
        help="plain (the default), or any CSL style by its name: apa, chicago-notes-bibliography "
        "(chicago-notes has no bibliography), chicago-author-date, mla, ieee, nature ...",
    )
    @click.option(
        "--csl",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="A style of your own, a .csl file.",
    )
    @functools.wraps(command)
    def wrapped(*arguments: Any, style: str | None, csl: Path | None, **options: Any) -> None:
        if style is not None and csl is not None:
            msg = "--style or --csl: name one style"
            raise click.UsageError(msg)
        command(*arguments, style=style, csl=csl, **options)

    return wrapped


def print_json(value: Any) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def console() -> Iterator[Console]:
    """Give a console: colour and the terminal's width on a terminal, plain in a pipe.

    What it is given is printed at the end, all of it or, where an error comes, nothing.
    """
    from rich.console import Console

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    terminal = Console(width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)
    with terminal.capture() as captured:
        yield terminal
    click.echo(captured.get(), nl=False)
