"""What every command that has findings shares: which count, how they are written, the exit code."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from armsref.cli.options import print_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from armsref.findings import Finding

#: How findings are written.
FORMATS = ("text", "json")


class Reporting(NamedTuple):
    """What was asked for on the command line."""

    format: str
    strict: bool

    def end(self, findings: Sequence[Finding], summary: str) -> None:
        """Write the findings and a line that sums up, and leave with their exit code.

        Parameters
        ----------
        findings : sequence of Finding
            All of them.
        summary : str
            What was looked at, without the number of findings: ``5 articles, 7 systems``.
        """
        from armsref.findings import counted, exit_code

        if self.format == "json":
            print_json([{**f._asdict(), "severity": f.severity} for f in findings])
        else:
            for finding in findings:
                click.echo(str(finding))
            click.echo(f"{summary}: {counted(findings)}")
        sys.exit(exit_code(findings, strict=self.strict))


def findings_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of every command with findings; it is handed a ``reporting``."""

    @click.option(
        "--format", "format_", type=click.Choice(FORMATS), default="text", help="How to write them."
    )
    @click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
    @click.option("--strict", is_flag=True, help="Fail on every warning.")
    @functools.wraps(command)
    def wrapped(*arguments: Any, format_: str, as_json: bool, strict: bool, **options: Any) -> None:
        reporting = Reporting("json" if as_json else format_, strict)
        command(*arguments, reporting=reporting, **options)

    return wrapped
