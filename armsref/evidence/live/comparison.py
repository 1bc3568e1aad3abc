"""The words of an article against a page: which stand there, and which in another order.

The words are taken in the order of their offsets. *Found* is the largest number of them that can
be pointed at on the page in that same order; *moved* are the others that the page prints; the rest
is *missing*. Words without an offset have no order: they are found or missing.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from armsref.evidence.identity import Claim, Statement, claims_of, statements_of
from armsref.evidence.places import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from armsref.evidence.live.page_words import PageWords
    from armsref.model.seeds import Anchor
    from armsref.seeds.load import Article
    from armsref.toml.positions import Keys

State = Literal["found", "moved", "missing"]


class Printed(NamedTuple):
    """Words that an article is said to print: the first record and its key, the others' ids."""

    words: str
    start: int | None
    record: Claim | Statement
    field: Keys
    others: tuple[str, ...]


class Compared(NamedTuple):
    """What became of words, and the words of the page that are most like missing ones."""

    printed: Printed
    state: State
    nearest: str | None = None


def printed_words(article: Article) -> list[Printed]:
    """Return the words that an article's claims and statements rest on, each place once.

    Those with offsets come first, in their order.
    """
    found: dict[tuple[str, int | None], Printed] = {}
    for record, field, anchor in _anchors(article):
        place = (anchor.words, anchor.start)
        first = found.setdefault(place, Printed(*place, record, field, ()))
        if record.id not in (first.record.id, *first.others):
            found[place] = first._replace(others=(*first.others, record.id))
    return sorted(found.values(), key=lambda p: (p.start is None, p.start or 0))


def _anchors(article: Article) -> Iterator[tuple[Claim | Statement, Keys, Anchor]]:
    """Go over the anchors of all records, each with its key."""
    records: list[Claim | Statement] = [*claims_of(article), *statements_of(article)]
    for record in records:
        for field, anchor in fields_of(record):
            yield record, field, anchor


def compare(words: Sequence[Printed], page: PageWords) -> list[Compared]:
    """Look words up on a page; they come as :func:`printed_words` returns them."""
    places = [page.places(printed.words) for printed in words]
    ordered = [at for at, printed in enumerate(words) if printed.start is not None]
    chain = _longest_chain({at: places[at] for at in ordered})
    compared = []
    near: int | None = None
    for at, printed in enumerate(words):
        near = chain.get(at, near)
        if not places[at]:
            compared.append(Compared(printed, "missing", page.nearest(printed.words, near)))
        else:
            found = at in chain or printed.start is None
            compared.append(Compared(printed, "found" if found else "moved"))
    return compared


class _Link(NamedTuple):
    """A place in a chain, and the link before it."""

    number: int
    place: int
    before: _Link | None


def _longest_chain(places: dict[int, list[int]]) -> dict[int, int]:
    """Choose a place for as many words as can be, none before that of the words before.

    Examples
    --------
    >>> _longest_chain({0: [5, 90], 1: [2], 2: [7], 3: [8]})
    {1: 2, 2: 7, 3: 8}
    """
    ends: list[int] = []
    links: list[_Link] = []
    for number, own in places.items():
        # The last place first: words are never put into one chain twice.
        for place in reversed(own):
            at = bisect_right(ends, place)
            link = _Link(number, place, links[at - 1] if at else None)
            ends[at : at + 1], links[at : at + 1] = [place], [link]
    chosen: dict[int, int] = {}
    link_: _Link | None = links[-1] if links else None
    while link_ is not None:
        chosen[link_.number] = link_.place
        link_ = link_.before
    return dict(sorted(chosen.items()))
