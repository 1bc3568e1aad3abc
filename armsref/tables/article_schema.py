"""The JSON Schema of an article file, so that editors complete and check it."""

from __future__ import annotations

from typing import Any

from armsref.model.seeds import ArticleFile


def article_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 7, which editors of TOML know) of an article file."""
    schema = ArticleFile.model_json_schema(by_alias=True)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}
