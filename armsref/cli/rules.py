"""``armsref rules``."""

from __future__ import annotations

import click


@click.command(name="rules")
@click.argument("wanted", metavar="[CODE]...", nargs=-1)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="How to write them.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def command(wanted: tuple[str, ...], *, format_: str, as_json: bool) -> None:
    """Show the rules: all of them, those that begin like CODE, or one with its examples.

    \b
    Examples: armsref rules
              armsref rules AR5
              armsref rules AR206
    """
    from armsref.findings import RULES
    from armsref.findings.explain import explained, listed, page
    from armsref.findings.formats.as_json import json_text
    from armsref.findings.selection import codes

    begins = codes(wanted, "armsref rules")
    rules = [rule for code, rule in RULES.items() if not begins or code.startswith(begins)]
    if as_json or format_ == "json":
        text = json_text([rule._asdict() for rule in rules])
    elif format_ == "markdown":
        text = page(rules)
    elif begins and all(code in RULES for code in begins):
        text = "\n".join(map(explained, rules))
    else:
        text = listed(rules)
    click.echo(text, nl=False)
