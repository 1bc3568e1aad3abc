"""``armsref validate``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from armsref.cli.options import folder_argument, print_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command(name="validate")
@folder_argument
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def command(folder: Path, *, as_json: bool) -> None:
    """Check DIR's seeds and datasets by every rule; all findings at once.

    Exit code 0: clean, or notes alone; 1: errors or warnings; 2: something cannot be read.

    Example: armsref validate
    """
    from armsref.build.write import build, differences
    from armsref.findings import counted, exit_code

    built = build(folder)
    built.seeds.lexicon.check_languages(folder / "seeds" / "languages")
    findings = [*built.findings, *differences(folder, built)]
    if as_json:
        print_json([{**f._asdict(), "severity": f.rule.severity} for f in findings])
    else:
        for finding in findings:
            click.echo(str(finding))
        seeds = built.seeds
        size = f"{len(seeds.articles)} articles, {len(seeds.systems)} systems"
        click.echo(f"{size}: {counted(findings)}")
    sys.exit(exit_code(findings))
