"""Bibliographies of whatever a catalogue holds, in the formats of other programs and in styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import armsref
from armsref.catalog.catalog import Catalog
from armsref.catalog.document import split_target
from armsref.catalog.spec import Spec
from armsref.catalog.system import System
from armsref.cite.cited import NOTE_FORMATS, article_of_target, entries, notes_text
from armsref.cite.entry import Cited, article_entry
from armsref.cite.formats import FORMATS, entries_text
from armsref.cite.own import dataset_entry, dataset_inlines
from armsref.cite.styles import style_named
from armsref.cite.targets import claims_of_target, is_claim_id
from armsref.errors import ArmsrefError, DataError
from armsref.model.rows import ArticleRow, ClaimRow, TransferRow

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from armsref.catalog.article import Article
    from armsref.cite.entry import Entry

#: What may be cited: of a catalogue the dataset itself, of a text what it names.
Target = str | System | Spec | ClaimRow | TransferRow | ArticleRow | Catalog
#: The formats by name: those of other programs, and those that are written in a style.
ALL_FORMATS = (*FORMATS, *NOTE_FORMATS)


def bibliography(
    targets: Target | Iterable[Target],
    format: str = "bibtex",  # noqa: A002 - the word that the command line has
    style: str | None = None,
    catalog: Catalog | None = None,
) -> str:
    """Return the bibliography of what is cited: each article once, by id.

    A retraction, an inferred date, an archived copy and whose reporting it is are told in each
    format, in a note where it has no field for them (CSL-JSON has none for the last). Where a
    figure is cited, whose reporting is that of its claims.

    Parameters
    ----------
    targets : one target or an iterable of them
        Systems, specs, claims, transfers and articles, as the catalogue returns them, or texts:
        ``"zolfaghar"``, ``"zolfaghar.range"``, the id of a claim or an article. A catalogue
        stands for its dataset, cited with the version.
    format : str
        ``bibtex`` and ``biblatex`` (in UTF-8), ``ris``, ``csl-json``, ``wikipedia`` (the
        templates of citation, with the words where a figure is cited), or ``plain``,
        ``markdown``, ``html`` and ``latex``: entries in a style, in the style's order.
    style : str, optional
        The style of those: ``plain``, the default, ``apa`` or any CSL style by its name.
    catalog : Catalog, optional
        The catalogue that holds the targets; the shipped one by default.

    Raises
    ------
    ArmsrefError
        A target is none, or is unknown, or nothing is stated of it; there is no such format or
        style, or the format is written in no style.

    Examples
    --------
    >>> import armsref
    >>> print(bibliography("munsifdaily-2024-09"))
    @article{munsifdaily-2024-09,
      title = {{Iran gives ballistic missiles to Russian military}},
      journal = {Munsif Daily},
      year = {2024},
      month = sep,
      url = {https://munsifdaily.com/iran-gives-ballistic-missiles-to-russian-military},
      note = {date inferred: c. September 2024},
    }
    <BLANKLINE>
    >>> figures = [armsref.get("zolfaghar").range, "shahed.payload"]
    >>> bibliography(figures, format="ris").count("TY  - ")
    6
    """
    listed = [targets] if isinstance(targets, Target) else targets
    return bibliography_text(catalog or armsref.shipped(), listed, format, style)


def bibliography_text(
    catalog: Catalog,
    targets: Iterable[Target],
    form: str,
    style: str | None = None,
    csl: str | os.PathLike[str] | None = None,
    *,
    page: bool = False,
) -> str:
    """Return a bibliography; see :func:`bibliography`.

    A style may be a ``.csl`` file's, too, and what is written in it a whole document.
    """
    if form not in ALL_FORMATS:
        msg = f"no format {form!r} of a bibliography; use one of {', '.join(ALL_FORMATS)}"
        raise ArmsrefError(msg)
    data, cited = _sorted_out(catalog, targets)
    articles = [catalog.article(key) for key in sorted(cited)]
    if form in FORMATS:
        if style is not None or csl is not None:
            msg = f"format {form} is written in no style; use one of {', '.join(NOTE_FORMATS)}"
            raise ArmsrefError(msg)
        named = [article_entry(article, cited[article.id]) for article in articles]
        return entries_text([*data, *named], form)
    notes = [dataset_inlines(entry, "plain" if style is None else style, csl) for entry in data]
    if articles:
        notes += entries(
            catalog, style_named(catalog, "plain" if style is None else style, csl).citing(articles)
        )
    return notes_text(notes, form, page=page)


def _sorted_out(
    catalog: Catalog, targets: Iterable[Target]
) -> tuple[list[Entry], dict[str, dict[Cited, None]]]:
    """Return the entries of datasets, and the articles with what they are cited for."""
    data: dict[str, Entry] = {}
    cited: dict[str, dict[Cited, None]] = {}
    for target in targets:
        if isinstance(target, Catalog):
            entry = dataset_entry(target)
            data.setdefault(f"{entry.key} {entry.text('version')}", entry)
            continue
        for article, one in _articles(catalog, target):
            cited.setdefault(article.id, {})[one] = None
    return list(data.values()), cited


def _articles(catalog: Catalog, target: Target) -> Iterator[tuple[Article, Cited]]:
    """Give the articles of a target, and what it cites them for."""
    if isinstance(target, str):
        named = article_of_target(catalog, target)
        if named is not None:
            yield _whole(catalog, named.id)
            return
        figure = is_claim_id(target) or split_target(catalog, target)[1] is not None
        for claim in claims_of_target(catalog, target):
            yield _figure(catalog, claim) if figure else _whole(catalog, claim.article)
    elif isinstance(target, System):
        for spec in target.specs.values():
            yield from (_whole(catalog, article) for article in spec.articles)
    elif isinstance(target, Spec):
        yield from (_figure(catalog, claim) for claim in target.claims)
    elif isinstance(target, ClaimRow):
        yield _figure(catalog, target)
    elif isinstance(target, TransferRow):
        yield _whole(catalog, target.article)
    elif isinstance(target, ArticleRow):
        yield _whole(catalog, target.id)
    else:
        msg = f"{target!r} cannot be cited; hand over systems, specs, records or their ids"
        raise ArmsrefError(msg)


def _whole(catalog: Catalog, key: str) -> tuple[Article, Cited]:
    """Return an article that is cited as a whole."""
    article = _known(catalog, key)
    return article, Cited(origin=article.agency or "")


def _figure(catalog: Catalog, claim: ClaimRow) -> tuple[Article, Cited]:
    """Return the article of a claim, and its words with their own origin."""
    article = _known(catalog, claim.article)
    others = claim.origin is not None and claim.origin != article.outlet
    origin = catalog.label("outlets", str(claim.origin)) if others else ""
    return article, Cited(claim.quote, origin)


def _known(catalog: Catalog, article: str) -> Article:
    """Return an article that the catalogue has."""
    if article not in catalog.table("articles").by("id"):
        msg = f"no article has the id {article!r}; hand over the catalogue that has it, catalog="
        raise DataError(msg)
    return catalog.article(article)
