"""Pandoc citations behind a figure: the articles that state it, beside those of its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from armsref.reports.citations import Item


def cited_articles(
    items: Sequence[Item], wanted: Sequence[str], articles: Collection[str]
) -> list[str]:
    """Return the works of a group of citations, brought up to date.

    What its author wrote stays, in its order: other works, and any with words beside its key.
    Articles that are missing come behind those that are there; the bare key of an article of the
    catalogue that does not state the figure, or no more, goes.

    Parameters
    ----------
    items : sequence of Item
        The group as it is; empty where there is none.
    wanted : sequence of str
        Ids of the articles that state the figure, in the catalogue's order.
    articles : collection of str
        Ids of all articles of the catalogue.

    Examples
    --------
    >>> from armsref.reports.citations import items_of
    >>> cited_articles(items_of("@old; see @two, p. 3; @book"), ["one", "two"], {"one", "old"})
    ['see @two, p. 3', '@one', '@book']
    """
    stale = set(articles) - set(wanted)
    kept = [item for item in items if not (item.is_bare and item.key in stale)]
    there = {item.key for item in kept}
    missing = [f"@{article}" for article in wanted if article not in there]
    last = max((n for n, item in enumerate(kept, 1) if item.key in wanted), default=0)
    said = [item.words for item in kept]
    return [*said[:last], *missing, *said[last:]]
