"""``armsref list``."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from armsref.cli.options import (
    OVER_SHIPPED,
    as_of_option,
    console,
    dataset_option,
    json_option,
    open_catalog,
    print_json,
)

if TYPE_CHECKING:
    from rich.console import Console

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.select import Condition, Selected

#: Columns under which a table would chop its words.
NARROW = 70


class AttributeOptions(click.Command):
    """A command with an option for each attribute of the dataset that it is asked about."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note the dataset first: which options there are depends on it."""
        folder = None
        for word, following in pairwise([*args, ""]):
            name, equals, value = word.partition("=")
            if name == "--dataset":
                folder = value if equals else following
        ctx.meta["dataset"] = folder
        ctx.meta[OVER_SHIPPED] = "--over-shipped" in args
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options typed in the code, and one for each attribute."""
        own = super().get_params(ctx)
        taken = {option for parameter in own for option in parameter.opts}
        folder = ctx.meta.get("dataset")
        catalog = open_catalog(None if folder is None else Path(folder))
        options = [o for o in _attribute_options(catalog) if not taken & set(o.opts)]
        return [*own[:-1], *options, own[-1]]


def _attribute_options(catalog: Catalog) -> list[click.Option]:
    table = catalog.table("attributes")
    at_id, at_on, at_kind, at_label, at_unit = map(
        table.place, ("id", "on", "kind", "label", "unit")
    )
    options = []
    for row in table.rows:
        if row[at_on] != "system":
            continue
        example = f"'>= 500 {row[at_unit]}'"
        metavar = {"quantity": example, "link": "NAME"}.get(row[at_kind], "TERM")
        options.append(
            click.Option(
                [f"--{row[at_id].replace('_', '-')}", f"asked_{row[at_id]}"],
                metavar=metavar,
                multiple=True,
                help=f"By {row[at_label]}.",
            )
        )
    return options


@click.command(name="list", cls=AttributeOptions)
@click.option("--certain-only", is_flag=True, help="Leave out what is only possible.")
@click.option("--disputed", is_flag=True, help="Only those of which a spec is disputed.")
@click.option(
    "--missing",
    multiple=True,
    metavar="ATTRIBUTE",
    help="Only those of which no article states it.",
)
@json_option
@dataset_option
@as_of_option
def command(
    dataset: Path | None,
    as_of: str | None,
    *,
    certain_only: bool,
    disputed: bool,
    missing: tuple[str, ...],
    as_json: bool,
    **asked: tuple[str, ...],
) -> None:
    """List systems and families: all, or those of which the articles state what is asked.

    Signs are >=, <=, >, <, = (which may be left out). A system is certain where every claim
    satisfies every question, else possible.

    \b
    Examples: armsref list
              armsref list --class srbm --country IRN --range '>= 500 km'
              armsref list --missing range --missing payload
    """
    from armsref.catalog.document import attribute_id
    from armsref.catalog.select import select

    catalog = open_catalog(dataset, as_of)
    conditions = [
        _condition(catalog, name.removeprefix("asked_"), question)
        for name, questions in asked.items()
        for question in questions or ()
    ]
    lacking = [attribute_id(catalog, name) for name in missing]
    chosen = [
        one
        for one in select(catalog, conditions, certain_only=certain_only)
        if (not disputed or _disputed(one)) and not any(name in one.system for name in lacking)
    ]
    rows = [_row(one, asked=bool(conditions)) for one in chosen]
    if as_json:
        print_json(rows)
        return
    with console() as screen:
        if not rows:
            screen.print("no system of which that holds")
        elif screen.width < NARROW:
            for row in rows:
                fit = f" ({row['fit']})" if row["fit"] else ""
                screen.print(f"{row['system']}: {row['class'] or 'class not stated'}{fit}")
        else:
            _print_table(screen, rows)


def _disputed(one: Selected) -> bool:
    return any(spec.agreement == "disputed" for spec in one.system.specs.values())


def _condition(catalog: Catalog, attribute: str, question: str) -> Condition:
    """Read ``>= 500 km``."""
    from armsref.catalog.select import OPERATORS, condition

    text = question.strip()
    signs = [(sign, name) for name, signs in OPERATORS.items() for sign in signs]
    for sign, name in sorted(signs, key=lambda pair: -len(pair[0])):
        if text.startswith(sign):
            return condition(catalog, attribute, name, text.removeprefix(sign).strip())
    return condition(catalog, attribute, "eq", text)


def _row(one: Selected, *, asked: bool) -> dict[str, Any]:
    system = one.system
    return {
        "system": system.id,
        "label": system.label,
        "level": system.level,
        "parent": system.parent,
        "names": list(system.names),
        "class": None if (kind := system["class"]) is None else str(kind),
        "specs": list(system.specs),
        "fit": ("certain" if one.certain else "possible") if asked else None,
        "inherited": list(one.inherited),
    }


def _print_table(screen: Console, rows: list[dict[str, Any]]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    asked = rows[0]["fit"] is not None
    for heading in ("id", "name", "level", "class", *(["fits"] if asked else []), "stated"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        stated = ", ".join(row["specs"])
        fits = [_fits(row)] if asked else []
        table.add_row(row["system"], row["label"], row["level"], row["class"] or "", *fits, stated)
    screen.print(table)


def _fits(row: dict[str, Any]) -> str:
    inherited = ", ".join(row["inherited"])
    return f"{row['fit']} ({inherited} of its family)" if inherited else str(row["fit"])
