"""``armsref report check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import as_of_option, catalog_options, dataset_option, open_catalog
from armsref.cli.reporting import findings_options

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.cli.reporting import Reporting


@click.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@as_of_option
@dataset_option
@findings_options
def command(
    files: tuple[str, ...], *, as_of: str | None, dataset: Path | None, reporting: Reporting
) -> None:
    """Check the figures of reports against the data; - is standard input.

    A figure that differs, is empty, disputed or of no spec, and a citation of a retracted article
    give exit code 1; with --strict also a number with a unit that has no source beside it.

    Example: armsref report check report.md
    """
    from armsref.reports.check import check_report
    from armsref.reports.source import report_text

    texts = {file: report_text(file) for file in files}
    catalog = open_catalog(dataset, as_of)
    named = catalog_options(dataset, as_of)
    checked = [
        check_report(text, catalog, file=file, strict=reporting.strict, options=named)
        for file, text in texts.items()
    ]
    figures = sum(found.figures for found in checked)
    findings = [finding for found in checked for finding in found.findings]
    reporting.end(findings, f"{counted(len(texts), 'report')}, {counted(figures, 'figure')}")


def counted(number: int, noun: str) -> str:
    """Say how many of something there are.

    Examples
    --------
    >>> counted(1, "report"), counted(2, "figure")
    ('1 report', '2 figures')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
