"""The command line: one module for each command, loaded when it is called."""

from __future__ import annotations

import importlib
import io
import sys
from typing import Any

import click

import armsref
from armsref.errors import ArmsrefError

#: The commands, in the order of the help; each is the module ``armsref.cli.NAME``.
COMMANDS = (
    "show",
    "list",
    "stats",
    "search",
    "resolve",
    "transfers",
    "cite",
    "compare",
    "dossier",
    "export",
    "read",
    "init",
    "draft",
    "add",
    "build",
    "validate",
    "verify",
    "audit",
    "check",
    "report",
    "rules",
)


class Commands(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"armsref.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Return the command that the arguments name; an unknown one names the near ones."""
        if args and args[0] not in COMMANDS:
            from armsref.catalog.near import near_names

            near = near_names(args[0], COMMANDS) or COMMANDS
            ctx.fail(f"no command {args[0]!r}; did you mean {', '.join(near)}?")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(armsref.__version__, prog_name="armsref")
def group() -> None:
    """Weapons-system specifications as the press printed them, each with its words.

    Example: armsref show zolfaghar
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; wrong input is one line on standard error and exit code 2.

    Parameters
    ----------
    arguments : list of str, optional
        The words behind ``armsref``; those of the process by default.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a pipe may know neither “ nor –
            stream.reconfigure(errors="replace")
    try:
        group.main(args=arguments, prog_name="armsref", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        _fail("interrupted", 130)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as error:
        _fail(error.format_message().replace("\n", " "), 2)
    except ArmsrefError as error:
        _fail(str(error), 2)
    except OSError as error:
        _fail(f"{error.filename or 'file'}: {error.strerror}", 2)


def _fail(message: str, code: int) -> None:
    line = " ".join(message.splitlines())
    click.echo(f"armsref: {line}", err=True)
    sys.exit(code)
