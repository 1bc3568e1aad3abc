"""``armsref build``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from armsref.cli.options import folder_argument
from armsref.cli.reporting import findings_options

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.cli.reporting import Reporting


@click.command(name="build")
@folder_argument
@click.option("--check", is_flag=True, help="Write nothing; fail where datasets/ differs.")
@findings_options
def command(folder: Path, *, check: bool, reporting: Reporting) -> None:
    """Make DIR/datasets/ from DIR/seeds/, the same bytes on every machine and day.

    \b
    Examples: armsref build
              armsref build --check
    """
    from armsref.build.write import build, differences, write
    from armsref.seeds.links import links_out

    reporting = reporting.to_build()
    if outside := links_out(folder):
        reporting.end(outside, f"{folder} was not read")
    built = build(folder)
    findings = built.findings
    stopped = reporting.exit_code(findings)
    if check and not stopped:
        findings = [*findings, *differences(folder, built, stopped=False)]
    if check or stopped:
        summary = (
            f"{len(built.files)} files of datasets/ compared" if check else "nothing was written"
        )
    else:
        changed = write(folder, built.files)
        names = f" ({', '.join(changed)})" if changed else ""
        summary = f"{len(changed)} of {len(built.files)} files written{names}"
        if built.missing:  # their findings are ignored, or in the baseline
            more = ", ..." if len(built.missing) > 10 else ""
            ids = ", ".join(built.missing[:10]) + more
            summary += f"; not in it, since they cannot be read: {ids}"
    reporting.end(findings, summary, allowed=len(built.allowed))
