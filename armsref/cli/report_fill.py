"""``armsref report fill``."""

from __future__ import annotations

import sys
from contextlib import nullcontext, redirect_stdout
from typing import TYPE_CHECKING

import click

from armsref.cli.options import as_of_option, dataset_option, open_catalog
from armsref.cli.report_check import counted
from armsref.cli.reporting import findings_options

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.cli.reporting import Reporting
    from armsref.reports.fill import Filled


@click.command(name="fill")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--cite",
    is_flag=True,
    help="Write pandoc citations behind the figures, too; notes of them need pandoc's --csl.",
)
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@as_of_option
@dataset_option
@findings_options
def command(
    files: tuple[str, ...],
    *,
    cite: bool,
    diff: bool,
    as_of: str | None,
    dataset: Path | None,
    reporting: Reporting,
) -> None:
    """Write the figures of reports into their spans, all those of a report or none.

    Nothing else of a file changes. A file with findings stays as it is, and the exit code is 1.
    Standard input, -, is written to standard output; what is said of it goes to standard error.

    \b
    Examples: armsref report fill report.md
              armsref report fill report.md --cite
    """
    from armsref.reports.fill import fill_report
    from armsref.reports.source import STANDARD_INPUT, report_text
    from armsref.whole_file import whole_file

    texts = {file: report_text(file) for file in files}
    catalog, whole = open_catalog(dataset, as_of), open_catalog(dataset)
    filled = {
        file: fill_report(text, catalog, file=file, cite=cite, whole=whole)
        for file, text in texts.items()
    }
    for file, made in filled.items():
        if diff:
            _show(file, made, reporting)
        elif file == STANDARD_INPUT:
            _pass_on(made.text)
        elif made.changes:
            with whole_file(file) as aside:
                aside.write_bytes(made.text.encode("utf-8"))
    findings = [finding for made in filled.values() for finding in made.findings]
    passed_on = STANDARD_INPUT in filled and not diff
    with redirect_stdout(sys.stderr) if passed_on else nullcontext():
        reporting.end(findings, _summary(list(filled.values()), diff=diff))


def _pass_on(text: str) -> None:
    """Write a report to standard output, byte for byte."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(text)
    else:
        binary.write(text.encode("utf-8"))
        binary.flush()


def _show(file: str, made: Filled, reporting: Reporting) -> None:
    """Print each change: where, the span before, the span after."""
    from armsref.findings.visible import visible

    for change in made.changes:
        reporting.say(visible(f"{file}:{change.line}:{change.column}:"))
        reporting.say(visible(f"- {change.before}"))
        reporting.say(visible(f"+ {change.after}"))


def _summary(made: list[Filled], *, diff: bool) -> str:
    figures = counted(sum(one.figures for one in made), "figure")
    changed = sum(len(one.changes) for one in made)
    said = "would be written" if diff else "written"
    kept = sum(bool(one.findings) for one in made)
    left = f", {counted(kept, 'report')} left as it was" if kept else ""
    return f"{counted(len(made), 'report')}, {figures}: {changed} {said}{left}"
