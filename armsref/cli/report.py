"""``armsref report``: its commands, loaded when they are called."""

from __future__ import annotations

import importlib
from typing import Any

import click

#: The commands; each is the module ``armsref.cli.report_NAME``.
COMMANDS = ("render",)


class Commands(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module: Any = importlib.import_module(f"armsref.cli.report_{cmd_name}")
        command: click.Command = module.command
        return command


@click.group(name="report", cls=Commands)
def command() -> None:
    """Keep the figures of a report: a Markdown text with spans that name their specs.

    Example: armsref report render report.md -o report.docx
    """
