"""``armsref build``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from armsref.cli.options import folder_argument

if TYPE_CHECKING:
    from pathlib import Path


@click.command(name="build")
@folder_argument
@click.option("--check", is_flag=True, help="Write nothing; fail where datasets/ differs.")
def command(folder: Path, *, check: bool) -> None:
    """Make DIR/datasets/ from DIR/seeds/, the same bytes on every machine and day.

    \b
    Examples: armsref build
              armsref build --check
    """
    from armsref.build.write import build, differences, write
    from armsref.findings import counted, exit_code

    built = build(folder)
    findings = built.findings
    if check and not exit_code(findings):
        findings = [*findings, *differences(folder, built)]
    for finding in findings:
        click.echo(str(finding))
    if code := exit_code(findings):
        click.echo(f"{counted(findings)}; nothing was written", err=True)
        sys.exit(code)
    if check:
        click.echo(f"datasets/ is what the seeds make ({len(built.files)} files)")
        return
    changed = write(folder, built.files)
    click.echo(f"{len(changed)} of {len(built.files)} files written: {', '.join(changed) or '-'}")
