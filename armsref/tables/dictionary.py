"""``datasets/README.md``: the data dictionary, made from the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.tables.coverage import coverage
from armsref.tables.coverage_text import coverage_text, percent
from armsref.tables.fields import Field, fields_of
from armsref.tables.registry import TABLES, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from armsref.model.base import Record
    from armsref.model.seeds import DatasetFile, Rereading

_INTRODUCTION = """\
# Data dictionary of {title}

{description}

Version of the data: `{version}`. Licence of the data: [{licence}]({path}){own}. The code that
made them has its own licence. These files are built by `armsref build` from `seeds/` and are
never edited.

All tables are UTF-8 CSV with a header; an empty cell means what the column "empty" says. Several
ids in one cell are separated by a space, groups of ids by `|`. Numbers keep the digits that were
printed. Offsets count Unicode code points from the beginning of the article's text, which is not
kept: `sha256` and `length` in `articles` say which text it was. `articles.csl.json` is the same
bibliography as CSL-JSON; `datapackage.json` describes everything as a Data Package;
`article.schema.json` is the JSON Schema of an article file, for editors.
"""


def dictionary(
    dataset: DatasetFile,
    version: str,
    rows: Mapping[str, Sequence[Record]],
    *,
    licence_file: bool,
) -> str:
    """Return the data dictionary of a built dataset as Markdown."""
    licence = dataset.licence
    parts = [
        _INTRODUCTION.format(
            title=dataset.title,
            description=dataset.description,
            version=version,
            licence=licence.name,
            path=licence.path,
            own=" (full text in [LICENSE](LICENSE))" if licence_file else "",
        ),
        "| table | rows | what |\n|---|---|---|\n"
        + "\n".join(
            f"| [{t.name}](#{t.name}) | {len(rows[t.name])} | {t.title} |" for t in TABLES.values()
        )
        + "\n",
    ]
    parts.append(coverage_text(coverage(rows)))
    parts += [_reread(one) for one in dataset.rereading]
    parts += [_table(table) for table in TABLES.values()]
    return "\n".join(parts)


def _reread(one: Rereading) -> str:
    return (
        f"Read a second time by somebody else, against the {one.against}s, on {one.day}: "
        f"{one.statements} statements of {one.articles} articles; {one.corrected} of them were "
        f"corrected ({percent(one.corrected, one.statements)}).\n"
    )


def _table(table: Table) -> str:
    fields = fields_of(table.model)
    lines = [
        f"## {table.name}",
        "",
        f"{table.title}: `{table.file}`. Key: {', '.join(f'`{name}`' for name in table.key)}.",
        "",
        "| column | type | unit | what | empty | example |",
        "|---|---|---|---|---|---|",
    ]
    references = {key.column: key.table for key in table.foreign}
    lines += [_row(fields[name], references.get(name)) for name in table.columns]
    return "\n".join(lines) + "\n"


def _row(field: Field, reference: str | None) -> str:
    what = field.description
    if reference:
        what += f" See [{reference}](#{reference})."
    if field.choices:
        what += f" One of {', '.join(f'`{choice}`' for choice in field.choices)}."
    empty = field.none or ("none" if field.optional else "never")
    example = f"`{field.example}`" if field.example else ""
    cells = (f"`{field.name}`", field.kind, field.unit or "", what, empty, example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
