"""``armsref read``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from armsref.cli.options import json_option, print_json
from armsref.errors import ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from armsref.model.reading import Figure, Reading
    from armsref.reading.terms import TermReading

#: What a line of ``--jsonl`` may say.
_FIELDS = frozenset(["id", "phrase", "attribute", "language"])


@click.command(name="read")
@click.argument("phrase", required=False)
@click.option("--attribute", metavar="NAME", help="Read it as this attribute: range, class ...")
@click.option("--language", default="en", show_default=True, help="Language of the words.")
@click.option("--jsonl", is_flag=True, help="Read phrases from standard input, one object a line.")
@json_option
def command(
    phrase: str | None, attribute: str | None, language: str, *, jsonl: bool, as_json: bool
) -> None:
    """Read a phrase as a figure or, with --attribute class and the like, as a term.

    Example: armsref read "between 300 and 700 km" --attribute range

    With --jsonl each line is an object with phrase and, if need be, attribute, language and id
    (or only a string, the phrase); a reading or an error comes back for each, in order.
    """
    if jsonl == (phrase is not None):
        msg = "give a phrase, or --jsonl and phrases on standard input"
        raise click.UsageError(msg)
    if jsonl:
        _answer_lines(attribute, language)
    elif phrase is not None:
        _answer(phrase, attribute, language, as_json=as_json)


def _answer(phrase: str, attribute: str | None, language: str, *, as_json: bool) -> None:
    from armsref.reading.reader import read
    from armsref.reading.terms import TermReading

    if as_json:
        document = document_of(phrase, attribute, language)
        print_json(document)
        if "error" in document:
            raise SystemExit(2)
        return
    reading = read(phrase, attribute, language)
    click.echo(_text(reading))
    if not isinstance(reading, TermReading):
        for warning in reading.warnings:
            click.echo(f"warning: {warning}", err=True)


def _answer_lines(attribute: str | None, language: str) -> None:
    """Answer each line of standard input as it comes; exit code 2 where a line is no request."""
    faulty = False
    for document in _documents(click.open_file("-", "rb"), attribute, language):
        faulty = faulty or document.get("error", {}).get("code") == "input"
        click.echo(json.dumps(document, ensure_ascii=False, allow_nan=False))
    if faulty:
        raise SystemExit(2)


def _documents(
    lines: Iterable[bytes], attribute: str | None, language: str
) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        try:
            request = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            yield _input_error(f"line {number} is no JSON: {error}")
            continue
        request = {"phrase": request} if isinstance(request, str) else request
        if not isinstance(request, dict) or not isinstance(request.get("phrase"), str):
            yield _input_error(f"line {number} has no phrase; give an object with one")
            continue
        unknown = sorted(set(request) - _FIELDS)
        if unknown or not all(
            request.get(key) is None or isinstance(request[key], str)
            for key in ("attribute", "language")
        ):
            wrong = f"{unknown[0]!r} is unknown" if unknown else "attribute and language are text"
            yield _input_error(f"line {number}: {wrong}; a line has {', '.join(sorted(_FIELDS))}")
            continue
        asked = {key: request.get(key) for key in ("attribute", "language")}
        named = {"id": request["id"]} if "id" in request else {}
        yield named | document_of(
            request["phrase"], asked["attribute"] or attribute, asked["language"] or language
        )


def _refuse_constant(name: str) -> None:
    message = f"{name} is no JSON"
    raise ValueError(message)


def _input_error(message: str) -> dict[str, Any]:
    return {"error": {"code": "input", "message": message, "choices": []}}


def document_of(phrase: str, attribute: str | None, language: str) -> dict[str, Any]:
    """Return a reading as plain data, or the error that says why there is none."""
    from armsref.reading.reader import read
    from armsref.reading.terms import TermReading

    try:
        reading = read(phrase, attribute, language)
    except ReadingError as error:
        choices = list(error.choices)
        return {"error": {"code": error.code, "message": error.message, "choices": choices}}
    if isinstance(reading, TermReading):
        return {**reading._asdict(), "span": list(reading.span)}
    return reading_document(reading)


def reading_document(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain data, digits as text."""
    return {
        **_figure(reading),
        "approximate": reading.approximate,
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
    from armsref.reading.wording import text_of

    if isinstance(reading, TermReading):
        return f"{reading.attribute}: {reading.label} ({reading.term})"
    text = text_of(reading)
    for other in (reading.canonical, reading.also):
        if other is not None and other.unit != reading.unit:
            text += f" = {text_of(other)}"
    return f"{text} [{', '.join(reading.hedges)}]" if reading.hedges else text
