"""Which articles name a system, as far as the tables tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog


def articles_naming(catalog: Catalog, system: str) -> tuple[str, ...]:
    """Return the ids of the articles that name a system or a family it belongs to.

    An article names a system where the data point at it there: a claim is said of it or links it,
    a transfer statement prints it, or a name of it has its source there. An article that has the
    name in words at which nobody has pointed is not known here. Members of a family do not name
    it, families of families do. Retracted articles count for nothing.

    Parameters
    ----------
    catalog : Catalog
        The catalogue; as of a date, only what was published by then.
    system : str
        Id of the system or the family.

    Examples
    --------
    >>> import armsref
    >>> "iranintl-2024-08-13" in articles_naming(armsref.shipped(), "fath-360")
    True
    """
    named = set(family_line(catalog, system))
    words = catalog.table("transfer_words")
    at_statement = words.place("statement")
    stated = {row[at_statement] for one in named for row in words.by("system").get(one, ())}
    found = _linking(catalog, named)
    for table, column, keys in (
        ("claims", "system", named),
        ("names", "system", named),
        ("transfers", "id", stated),
    ):
        rows = catalog.table(table).by(column)
        at_article = catalog.table(table).place("article")
        found |= {row[at_article] for key in keys for row in rows.get(key, ())}
    articles = catalog.table("articles")
    at_id, at_retracted = articles.place("id"), articles.place("retracted")
    return tuple(
        row[at_id] for row in articles.rows if row[at_id] in found and not row[at_retracted]
    )


def _linking(catalog: Catalog, named: set[str]) -> set[str]:
    """Return the articles that say of another system that it belongs to one of these."""
    attributes, claims = catalog.table("attributes"), catalog.table("claims")
    at_id = attributes.place("id")
    links = {row[at_id] for row in attributes.by("kind").get("link", ())}
    at_attribute, at_article = claims.place("attribute"), claims.place("article")
    rows = (row for one in named for row in claims.by("term").get(one, ()))
    return {row[at_article] for row in rows if row[at_attribute] in links}


def family_line(catalog: Catalog, system: str) -> list[str]:
    """Return a system and the families above it, the nearest first.

    Examples
    --------
    >>> import armsref
    >>> family_line(armsref.shipped(), "zolfaghar")
    ['zolfaghar', 'fateh-110-family']
    """
    line = [system]
    while (above := catalog.system_cell(line[-1], "parent")) and above not in line:
        line.append(above)
    return line
