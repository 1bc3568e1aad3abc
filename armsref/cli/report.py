"""``armsref report``: the commands on reports, each in a module ``report_NAME`` of its own."""

from __future__ import annotations

import importlib

import click

#: The commands, in the order of the help.
REPORT_COMMANDS = ("fill", "check", "render")


class ReportCommands(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return list(REPORT_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name."""
        if cmd_name not in REPORT_COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"armsref.cli.report_{cmd_name}").command
        return command


@click.group(name="report", cls=ReportCommands)
def command() -> None:
    """Figures that stay right in a Markdown report: [700 km]{.armsref spec="zolfaghar.range"}.

    \b
    Examples: armsref report fill report.md
              armsref report check report.md
              armsref report render report.md -o report.docx
    """
