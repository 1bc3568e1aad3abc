"""``armsref compare``."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

import armsref
from armsref.cli.options import as_of_option, console, dataset_option, open_catalog, style_options
from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from rich.text import Text

    from armsref.comparing.comparison import Comparison
    from armsref.writing.numbering import Numbering
    from armsref.writing.parts import Inlines

#: The forms, and the suffixes that name them.
FORMS = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "latex": ".tex",
    "csv": ".csv",
    "json": ".json",
}
#: So wide is a column of a terminal at least.
COLUMN = 18


@click.command(name="compare")
@click.argument("systems", nargs=-1, required=True, metavar="SYSTEM...")
@click.option("--fields", metavar="LIST", help="Attributes: range,payload; else all stated of one.")
@click.option(
    "--units",
    metavar="UNITS",
    default="both",
    show_default=True,
    help="both, canonical, second; or symbols: mi,lb or range=nmi.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    help="By default the form that FILE's suffix names, else text.",
)
@click.option("-o", "--output", "file", metavar="FILE", help="Write into a file, a whole page.")
@click.option("--plot", metavar="FILE", help="Also draw the figures: .svg or .png.")
@style_options
@dataset_option
@as_of_option
def command(
    systems: tuple[str, ...],
    fields: str | None,
    units: str,
    form: str | None,
    file: str | None,
    *,
    plot: str | None,
    style: str | None,
    csl: Path | None,
    dataset: Path | None,
    as_of: str | None,
) -> None:
    """Put systems side by side, with a note on every figure.

    Where no article states a figure, the cell says how many articles name the system. The picture
    shows the quantities of --fields, without it the ranges.

    \b
    Examples: armsref compare zolfaghar fath-360 shahed-136
              armsref compare zolfaghar shahed --fields range,payload --units mi,lb
              armsref compare zolfaghar fateh-110 -o ranges.html --plot ranges.svg
    """
    from armsref.whole_file import whole_file

    form = form or ("text" if file is None else _form_of(file))
    catalog = open_catalog(dataset, as_of)
    comparison = armsref.compare(
        *systems,
        fields=fields,
        units=units,
        style="plain" if style is None else style,
        csl=csl,
        catalog=catalog,
    )
    text = comparison.write(form, page=file is not None)
    # Both files or none: the table lies aside until the picture is drawn.
    with whole_file(file) if file is not None else nullcontext() as aside:
        if aside is not None:
            aside.write_text(text, encoding="utf-8", newline="")
        if plot is not None:
            comparison.plot(plot)
    if plot is not None:
        click.echo(f"{plot}: drawn", err=True)
    if file is not None:
        click.echo(f"{file}: {comparison!r}", err=True)
    elif form == "text" and sys.stdout.isatty():
        _print(comparison)
    else:
        click.echo(text, nl=False)


def _form_of(file: str) -> str:
    suffix = Path(file).suffix.lower()
    for form, known in FORMS.items():
        if suffix == known:
            return form
    msg = f"{file}: of which form? name it by --format, or by a suffix: {', '.join(FORMS.values())}"
    raise ArmsrefError(msg)


def _print(comparison: Comparison) -> None:
    """Print to a terminal: tables as wide as it is, then the notes."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from armsref.comparing.forms import tables_of
    from armsref.writing.forms import write_inlines
    from armsref.writing.numbering import Numbering

    numbers = Numbering()
    with console() as screen:
        for made in tables_of(comparison, max(1, screen.width // COLUMN - 1)):
            table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, leading=1)
            for heading in made.header:
                table.add_column(_rich(heading, numbers), overflow="fold")
            for row in made.rows:
                table.add_row(*(_rich(cell, numbers) for cell in row))
            screen.print(table)
        for number, of, _ in numbers.notes():
            note = Text.assemble((f"[{number}] ", "cyan"), write_inlines(of, "text"))
            screen.print(note, soft_wrap=True)


def _rich(inlines: Inlines, numbers: Numbering) -> Text:
    """Return a line with its notes' numbers; what stands out is bold, what is missing dim."""
    from rich.text import Text

    from armsref.writing.parts import Emphasis, Note, Strong, plain

    text = Text()
    for part in inlines:
        if isinstance(part, Note):
            text.append(f"[{numbers.of(part)[0]}]", style="cyan")
        else:
            style = {Strong: "bold red", Emphasis: "dim"}.get(type(part), "")
            text.append(plain((part,)), style=style)
    return text
