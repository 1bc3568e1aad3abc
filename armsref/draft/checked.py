"""Run a proposal through the checks of ``build`` and ``verify``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from armsref.build.resolve import resolve_claim
from armsref.evidence.claims import check_claim
from armsref.evidence.identity import Claim, claims_of
from armsref.evidence.lock import Lock
from armsref.model.seeds import ArticleFile, Issued, TextFingerprint
from armsref.seeds.load import Article
from armsref.toml.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from armsref.draft.header import Header
    from armsref.evidence.text import ArticleText
    from armsref.findings import Finding
    from armsref.model.seeds import ClaimEntry
    from armsref.seeds.load import Seeds


def proposed_article(told: Header, entries: Sequence[ClaimEntry], seeds: Seeds) -> Article:
    """Return the article that a draft would make, with words of no weight where none are told."""
    outlets = seeds.lexicon.vocabulary.outlet
    file = ArticleFile.model_construct(
        type="webpage",
        title=told.title or "-",
        container_title=outlets[told.outlet].label if told.outlet else "-",
        URL=told.url,
        issued=Issued(date=told.issued.date if told.issued else "2000"),
        language=told.language or "en",
        text=TextFingerprint(sha256=told.sha256, length=told.length, extent="full"),
        claim=tuple(entries),
    )
    return Article("draft", Positions(""), "draft-2000", file)


def findings_of(
    article: Article,
    text: ArticleText,
    seeds: Seeds,
    watch: Callable[[Sequence[Claim]], Sequence[Claim]] | None = None,
) -> list[list[Finding]]:
    """Return, for each claim of an article, what the checks say: those of words, then of values.

    Parameters
    ----------
    article : Article
        The article.
    text : ArticleText
        Its text.
    seeds : Seeds
        The names and the vocabulary.
    watch : callable, optional
        Goes over the claims in its place, to show how far it is.
    """
    claims = list(claims_of(article))
    nothing = Lock(None, {}, [])
    said = []
    for claim in watch(claims) if watch else claims:
        found = check_claim(claim, text, seeds.lexicon_of(article))
        found += resolve_claim(claim, seeds, nothing)[1]
        said.append([_bare(finding, claim) for finding in found])
    return said


def _bare(finding: Finding, claim: Claim) -> Finding:
    """Leave the id out: it changes with what a person changes."""
    return finding._replace(message=finding.message.removeprefix(f"{claim.id}: "))


def with_systems(seeds: Seeds, systems: Sequence[tuple[str, str]]) -> Seeds:
    """Return seeds that know more names.

    Parameters
    ----------
    seeds : Seeds
        The seeds; they are not changed.
    systems : sequence of (name, system id)
        Names as printed; an id that is there gets another name.
    """
    from armsref.model.seeds import SystemEntry

    entries = {system.id: system for system in seeds.systems}
    for name, system in systems:
        old = entries.get(system)
        names = (*old.names, name) if old else (name,)
        level = old.level if old else "system"
        entries[system] = SystemEntry(id=system, level=level, names=names)
    return replace(seeds, systems=tuple(entries.values()))
