"""Plain lines for a pipe, colour for a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from armsref.findings.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

    from armsref.findings.finding import Finding
    from armsref.findings.formats.report import Report

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}


def write(report: Report) -> str:
    """Return a line for each finding, as compilers write them, then the summary."""
    lines = [*map(str, report.findings), *map(visible, report.summary)]
    return "".join(f"{line}\n" for line in lines)


def show(report: Report, console: Console) -> None:
    """Print the findings on a terminal, under their files."""
    from rich.text import Text

    for file, findings in groupby(report.findings, key=lambda f: f.file):
        console.print(Text(visible(file), style="underline"), soft_wrap=True)
        for finding in findings:
            console.print(_line(finding), soft_wrap=True)
            console.print(Text(f"      {visible(finding.remedy)}", style="dim"), soft_wrap=True)
    for line in report.summary:
        console.print(Text(visible(line), style="bold"), soft_wrap=True)


def _line(finding: Finding) -> object:
    from rich.text import Text

    place = f"{finding.line}:{finding.column}" if finding.column else f"{finding.line}"
    return Text.assemble(
        f"  {place}  ",
        (f"{finding.code} {finding.severity}", _STYLES[finding.severity]),
        f"  {visible(finding.message)}",
    )
