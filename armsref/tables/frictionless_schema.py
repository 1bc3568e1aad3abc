"""The Table Schema of a table, and the Data Package descriptor of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.tables.fields import Field, fields_of
from armsref.tables.registry import TABLES, Table

if TYPE_CHECKING:
    from armsref.model.seeds import DatasetFile

PROFILE = "https://datapackage.org/profiles/2.0"


def table_schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema of a table, derived from its model."""
    fields = fields_of(table.model)
    schema: dict[str, Any] = {
        "$schema": f"{PROFILE}/tableschema.json",
        "fields": [_field(fields[name], table) for name in table.columns],
        "missingValues": [""],
    }
    if not any(fields[name].optional for name in table.key):
        schema["primaryKey"] = list(table.key)
    if table.foreign:
        schema["foreignKeys"] = [
            {
                "fields": [key.column],
                "reference": {
                    "resource": "" if key.table == table.name else key.table,
                    "fields": ["id"],
                },
            }
            for key in table.foreign
        ]
    return schema


def _field(field: Field, table: Table) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not field.optional:
        constraints["required"] = True
    if table.key == (field.name,):
        constraints["unique"] = True
    if field.choices:
        constraints["enum"] = list(field.choices)
    if field.pattern is not None:
        constraints["pattern"] = field.pattern
    if field.least is not None:
        constraints["minimum"] = int(field.least) if field.kind == "integer" else field.least
    if field.shortest is not None:
        constraints["minLength"] = field.shortest
    if field.longest is not None:
        constraints["maxLength"] = field.longest
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.kind,
        "description": field.description,
        "example": field.example,
    }
    if constraints:
        described["constraints"] = constraints
    if field.unit:
        described["unit"] = field.unit
    return described


def descriptor(dataset: DatasetFile, version: str) -> dict[str, Any]:
    """Return ``datapackage.json``: the tables, the bibliography, the licence of the data."""
    licence = dataset.licence
    resources: list[dict[str, Any]] = [
        {
            "$schema": f"{PROFILE}/dataresource.json",
            "name": table.name,
            "title": table.title,
            "type": "table",
            "path": table.file,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": table_schema(table),
        }
        for table in TABLES.values()
    ]
    resources.append(
        {
            "$schema": f"{PROFILE}/dataresource.json",
            "name": "articles-csl",
            "title": "The articles as a bibliography (CSL-JSON)",
            "path": "articles.csl.json",
            "format": "json",
            "mediatype": "application/vnd.citationstyles.csl+json",
            "encoding": "utf-8",
        }
    )
    return {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "version": version,
        **_created(dataset),
        "licenses": [{"name": licence.name, "title": licence.title, "path": licence.path}],
        "contributors": [{"title": name, "roles": ["author"]} for name in dataset.contributors],
        "resources": resources,
    }


def _created(dataset: DatasetFile) -> dict[str, str]:
    """Return the day of the version, which the standard wants with a time of day."""
    return {"created": f"{dataset.released}T00:00:00Z"} if dataset.released else {}
