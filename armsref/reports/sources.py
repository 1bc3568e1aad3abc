"""What a figure of a report rests on: its source set, and the note that tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from armsref.cite.note import claim_note, first_claim, spec_note, told_of
from armsref.cite.style import with_remarks
from armsref.writing.parts import Inlines, Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.cite.style import Style
    from armsref.model.rows import ArticleRow, ClaimRow

#: Behind a figure that was typed from a page, and before its note.
DAGGER = "†"
DISPUTED = " (disputed)"


@dataclass(frozen=True, slots=True)
class Source:
    """A source set: figures with the same claims, told of in the same words, share it.

    Attributes
    ----------
    claims : tuple of str
        Ids of all claims.
    note : tuple of inline parts
        Words, speaker and article of the first claim, and how many more there are; or of all.
    cited : tuple of ArticleRow
        The articles of the claims that the note names.
    articles : tuple of ArticleRow
        The articles of all claims.
    mark : str
        What stands behind the figure in print: that it is disputed, that it was typed.
    """

    claims: tuple[str, ...]
    note: Inlines
    cited: tuple[ArticleRow, ...]
    articles: tuple[ArticleRow, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a text gives it, what it is a figure of, and what it rests on."""

    text: str
    name: str
    source: Source


class Sources:
    """The source sets of the figures of one text, in the order in which they are asked for.

    Parameters
    ----------
    catalog : Catalog
        The catalogue that holds the specs.
    style : Style
        How articles are cited.
    every : bool
        Name every claim in a note, not the first one and how many more there are.

    Examples
    --------
    >>> import armsref
    >>> from armsref.cite.style import Plain
    >>> catalog = armsref.shipped()
    >>> source = Sources(catalog, Plain(catalog)).of(catalog.get("polonez").range)
    >>> len(source.claims), [article.id for article in source.cited]
    (1, ['udf-2018-09'])
    """

    def __init__(self, catalog: Catalog, style: Style, *, every: bool = False) -> None:
        self._catalog = catalog
        self._free = style
        self._every = every
        self._found: dict[tuple[str, str], Source] = {}
        self._bound: Style | None = None

    def of(self, spec: Spec) -> Source:
        """Return what a spec rests on."""
        key = (spec.system, spec.attribute)
        if key not in self._found:
            self._found[key] = self._source(spec)
            self._bound = None
        return self._found[key]

    def figure(self, spec: Spec, text: str) -> Figure:
        """Return a figure of a spec, in the words that a text gives it."""
        label = self._catalog.get(spec.system).label
        attribute = self._catalog.label("attributes", spec.attribute)
        return Figure(text, f"{label}, {attribute}", self.of(spec))

    @property
    def articles(self) -> tuple[ArticleRow, ...]:
        """All articles so far, those that a note names first."""
        sources = self._found.values()
        named = [article for source in sources for article in source.cited]
        rest = [article for source in sources for article in source.articles]
        return tuple({article.id: article for article in [*named, *rest]}.values())

    @property
    def style(self) -> Style:
        """The style, bound to these articles: by their order it gives numbers and letters."""
        if self._bound is None:
            self._bound = self._free.citing(self.articles)
        return self._bound

    def _source(self, spec: Spec) -> Source:
        named = self._named(spec)
        transcribed = named[0].evidence != "anchored"
        disputed = spec.agreement == "disputed"
        if self._every or disputed:
            note = self._long_note(spec, named)
        else:
            note = spec_note(self._catalog, spec, self._free)
        return Source(
            claims=tuple(sorted(claim.id for claim in spec.claims)),
            note=(words(f"{DAGGER} "), *note) if transcribed else note,
            cited=_articles(self._catalog, named),
            articles=_articles(self._catalog, spec.claims),
            mark=(DISPUTED if disputed else "") + (DAGGER if transcribed else ""),
        )

    def _named(self, spec: Spec) -> tuple[ClaimRow, ...]:
        """Return the claims that the note names: the first, one of each other side, or all."""
        first = first_claim(self._catalog, spec)
        if self._every:
            return (first, *(claim for claim in spec.claims if claim.id != first.id))
        if spec.agreement != "disputed":
            return (first,)
        by_id = {claim.id: claim for claim in spec.claims}
        return (first, *(by_id[group[0]] for group in spec.groups[1:]))

    def _long_note(self, spec: Spec, named: tuple[ClaimRow, ...]) -> Inlines:
        """Return a note with several claims; those of another side of a dispute say so."""
        note: Inlines = ()
        for claim in named:
            cited = claim_note(self._catalog, claim, self._free)
            other = spec.agreement == "disputed" and claim.id not in spec.groups[0]
            between = words("; but " if other else "; ")
            note = with_remarks(note, (between, *without_stop(cited))) if note else cited
        rest = len(spec.claims) - len(named)
        told = (f"; and {rest} more" if rest else "") + told_of(self._catalog, spec)
        return with_remarks(note, (words(told),) if told else ())


def without_stop(cited: Inlines) -> Inlines:
    """Return a citation without the full stop that ends it."""
    last = cited[-1]
    if isinstance(last, Words) and last.text.endswith("."):
        return (*cited[:-1], Words(last.text[:-1]))
    return cited


def _articles(catalog: Catalog, claims: Iterable[ClaimRow]) -> tuple[ArticleRow, ...]:
    """Return the articles of claims, each once, in their order."""
    ids = dict.fromkeys(claim.article for claim in claims)
    return tuple(catalog.article(key) for key in ids)
