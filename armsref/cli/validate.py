"""``armsref validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import folder_argument
from armsref.cli.reporting import findings_options

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.cli.reporting import Reporting


@click.command(name="validate")
@folder_argument
@findings_options
def command(folder: Path, *, reporting: Reporting) -> None:
    """Check DIR's seeds and datasets by every rule; all findings at once.

    Exit code 0: clean, or notes alone; 1: errors or warnings; 2: something cannot be read.

    Example: armsref validate
    """
    from armsref.build.write import build, comparable, differences

    built = build(folder)
    built.seeds.lexicon.check_languages(folder / "seeds" / "languages")
    findings = [*built.findings, *differences(folder, built)]
    seeds = built.seeds
    summary = f"{len(seeds.articles)} articles, {len(seeds.systems)} systems"
    if not comparable(built):
        summary += "; datasets/ is compared when the seeds are mended"
    reporting.end(findings, summary)
