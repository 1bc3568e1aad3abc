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
    from armsref.build.write import build, differences

    built = build(folder)
    built.seeds.lexicon.check_languages(folder / "seeds" / "languages")
    stopped = bool(reporting.exit_code(built.findings))
    findings = [*built.findings, *differences(folder, built, stopped=stopped)]
    seeds = built.seeds
    looked_at = (("article", len(seeds.articles)), ("system", len(seeds.systems)))
    summary = ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for noun, n in looked_at)
    if stopped:
        summary += "; datasets/ is compared when the seeds are mended"
    reporting.end(findings, summary, allowed=len(built.allowed))
