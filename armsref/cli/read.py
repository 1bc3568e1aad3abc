"""``armsref read``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from armsref.cli.options import json_option, print_json

if TYPE_CHECKING:
    from armsref.model.reading import Figure, Reading
    from armsref.reading.terms import TermReading


@click.command(name="read")
@click.argument("phrase")
@click.option("--attribute", metavar="NAME", help="Read it as this attribute: range, class ...")
@click.option("--language", default="en", show_default=True, help="Language of the words.")
@json_option
def command(phrase: str, attribute: str | None, language: str, *, as_json: bool) -> None:
    """Read a phrase as a figure or, with --attribute class and the like, as a term.

    Example: armsref read "between 300 and 700 km" --attribute range
    """
    from armsref.reading.reader import read
    from armsref.reading.terms import TermReading

    reading = read(phrase, attribute, language)
    if isinstance(reading, TermReading):
        data: dict[str, Any] = {**reading._asdict(), "span": list(reading.span)}
    else:
        data = reading_document(reading)
    if as_json:
        print_json(data)
        return
    click.echo(_text(reading))
    if not isinstance(reading, TermReading):
        for warning in reading.warnings:
            click.echo(f"warning: {warning}", err=True)


def reading_document(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain data, digits as text."""
    return {
        **_figure(reading),
        "canonical": None if reading.canonical is None else _ends(reading.canonical),
        "also": None if reading.also is None else _figure(reading.also),
        "hedges": list(reading.hedges),
        "warnings": list(reading.warnings),
        "span": list(reading.span),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"relation": figure.relation, **_ends(figure)}


def _ends(figure: Figure) -> dict[str, Any]:
    data = figure.model_dump(mode="json", include={"low", "high", "unit"})
    return {key: data[key] for key in ("low", "high", "unit")}


def _text(reading: Reading | TermReading) -> str:
    from armsref.reading.terms import TermReading
    from armsref.reading.wording import figure_text

    if isinstance(reading, TermReading):
        return f"{reading.attribute}: {reading.label} ({reading.term})"
    text = figure_text(reading.relation, reading.low, reading.high, reading.unit)
    for other in (reading.canonical, reading.also):
        if other is not None and other.unit != reading.unit:
            text += f" = {figure_text(other.relation, other.low, other.high, other.unit)}"
    return f"{text} [{', '.join(reading.hedges)}]" if reading.hedges else text
