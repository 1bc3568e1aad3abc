"""Articles as CSL-JSON, the bibliography format of Zotero and pandoc."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from armsref.one_line import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from armsref.model.rows import ArticleRow


def csl_item(article: ArticleRow, outlets: Mapping[str, str]) -> dict[str, Any]:
    """Return an article as a CSL-JSON item; its words stand on one line, as readers see them.

    Parameters
    ----------
    article : ArticleRow
        The article.
    outlets : mapping
        Labels of the outlets by id.
    """
    issued: dict[str, Any] = {"date-parts": [_parts(article.issued)]}
    if article.issued_circa:
        issued["circa"] = True
    # A report is part of nothing: its institution publishes it.
    outlet = "publisher" if article.type == "report" else "container-title"
    item: dict[str, Any] = {
        "id": article.id,
        "type": article.type,
        "title": _line(article.title),
        outlet: _line(outlets[article.outlet]),
        "URL": article.url,
        "issued": issued,
        "language": article.language,
    }
    if article.accessed is not None:
        item["accessed"] = {"date-parts": [_parts(article.accessed)]}
    if article.archive is not None:
        item["archive_location"] = article.archive
    if article.retracted is not None:
        item["status"] = "retracted"
        item["note"] = f"RETRACTED: {_line(article.retracted)}"
    return item


def _line(text: str) -> str:
    return one_line(text).strip()


def _parts(date: str) -> list[int]:
    return [int(part) for part in date.split("-")]


def csl_text(articles: Iterable[ArticleRow], outlets: Mapping[str, str]) -> str:
    """Return the bibliography of articles as a JSON text."""
    return json_text([csl_item(article, outlets) for article in articles])


def json_text(value: Any) -> str:
    """Write JSON in the one canonical way: two spaces, the order given, a newline at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
