"""``armsref cite``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from armsref.cite.formats import FORMATS
from armsref.cli.options import as_of_option, dataset_option, open_catalog, style_options

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.cite.bibliography import Target
    from armsref.model.rows import ArticleRow

#: Formats of notes and of a bibliography in a style, and those that have a form of their own.
STYLED = ("plain", "markdown", "html", "latex")
BIBLIOGRAPHIC = tuple(FORMATS)


@click.command(name="cite")
@click.argument("targets", nargs=-1, metavar="TARGET...")
@style_options
@click.option(
    "--format",
    "form",
    type=click.Choice([*STYLED, *BIBLIOGRAPHIC]),
    default="plain",
    help="How notes are written; the others are bibliographies.",
)
@click.option("--all", "every", is_flag=True, help="A note for every claim.")
@click.option("--bibliography", is_flag=True, help="The bibliography in the style, not notes.")
@click.option("--self", "itself", is_flag=True, help="Cite the data, with version and digest.")
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Cite all that the figures of a Markdown report rest on.",
)
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to a file; HTML and LaTeX are whole documents then.",
)
@dataset_option
@as_of_option
def command(
    targets: tuple[str, ...],
    *,
    style: str | None,
    csl: Path | None,
    form: str,
    report: Path | None,
    file: Path | None,
    dataset: Path | None,
    as_of: str | None,
    every: bool,
    bibliography: bool,
    itself: bool,
) -> None:
    """Cite SYSTEM, SYSTEM.ATTRIBUTE, a claim or an article by its id, or the data --self.

    \b
    Examples: armsref cite zolfaghar.range
              armsref cite zolfaghar.range --style chicago-notes --format markdown
              armsref cite zolfaghar --bibliography --style apa
              armsref cite zolfaghar --format biblatex -o missiles.bib
              armsref cite --self --format bibtex
    """
    if itself:
        _refuse_beside_self(targets, report, every=every, bibliography=bibliography)
    elif not targets and report is None:
        msg = "cite what? name a SYSTEM, SYSTEM.ATTRIBUTE, a claim or an article, or --report FILE"
        raise click.UsageError(msg)
    _refuse_both(form, style=style, csl=csl, every=every, bibliography=bibliography)
    catalog = open_catalog(dataset, as_of)
    specs = _reported(catalog, report)
    if itself or form in BIBLIOGRAPHIC:
        from armsref.cite.bibliography import bibliography_text

        cited: list[Target] = [catalog] if itself else [*targets, *specs]
        page = file is not None
        _put(bibliography_text(catalog, cited, form, style, csl, page=page), file)
        return
    articles = _articles(catalog, targets, specs)
    from armsref.cite.cited import entries, notes_of_specs, notes_of_target, notes_text
    from armsref.cite.styles import style_named

    chosen = style_named(catalog, "plain" if style is None else style, csl).citing(articles)
    # All notes are made before the first is printed: a wrong target prints nothing.
    if bibliography:
        notes = entries(catalog, chosen)
    else:
        notes = [
            note
            for target in targets
            for note in notes_of_target(catalog, target, chosen, every=every)
        ]
        notes += notes_of_specs(catalog, specs, chosen, every=every, led_by="system")
    _put(notes_text(notes, form, page=file is not None), file)


def _refuse_both(
    form: str, *, style: str | None, csl: Path | None, every: bool, bibliography: bool
) -> None:
    """Refuse options of which one would have to be passed over."""
    if every and bibliography:
        msg = "--all is for notes; a --bibliography has every article"
        raise click.UsageError(msg)
    given = {"--style": style, "--csl": csl, "--all": every, "--bibliography": bibliography}
    needless = [name for name, value in given.items() if value]
    if form in BIBLIOGRAPHIC and needless:
        msg = f"--format {form} is a bibliography in no style; leave {', '.join(needless)} out"
        raise click.UsageError(msg)


def _refuse_beside_self(
    targets: tuple[str, ...], report: Path | None, *, every: bool, bibliography: bool
) -> None:
    if targets or report is not None or every or bibliography:
        msg = "--self cites the data alone; leave targets, --report, --all and --bibliography out"
        raise click.UsageError(msg)


def _reported(catalog: Catalog, report: Path | None) -> list[Spec]:
    """Return the specs that a report shows."""
    if report is None:
        return []
    from armsref.prose.source import decoded
    from armsref.reports.targets import specs_of_report

    return specs_of_report(catalog, decoded(report.read_bytes(), str(report)), str(report))


def _articles(catalog: Catalog, targets: tuple[str, ...], specs: list[Spec]) -> list[ArticleRow]:
    """Return the articles that all of it rests on, each once, in the order of citing."""
    from armsref.cite.cited import articles_of_target

    found = [article for target in targets for article in articles_of_target(catalog, target)]
    found += [catalog.article(key) for spec in specs for key in spec.articles]
    return list({article.id: article for article in found}.values())


def _put(text: str, file: Path | None) -> None:
    """Print a text, or write it to a file, whole or not at all."""
    if file is None:
        click.echo(text, nl=False)
        return
    from armsref.whole_file import whole_file

    with whole_file(file) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")
