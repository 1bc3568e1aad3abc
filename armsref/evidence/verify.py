"""Check a dataset's words against the texts of its articles, and write the lock."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import DataError
from armsref.evidence.claims import check_claim, check_statement, stances_of
from armsref.evidence.identity import Claim, Statement, claims_of, has_offsets, statements_of
from armsref.evidence.lock import CHECKS, read_lock, write_lock
from armsref.evidence.text import ArticleText, NameFinder
from armsref.ordinary_file import read_ordinary_text
from armsref.seeds.allowances import by_verify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from armsref.findings import Finding
    from armsref.seeds.load import Article, Seeds


class Verified(NamedTuple):
    """What came of it: the records found, the articles without a text, the findings."""

    found: dict[str, str]
    absent: tuple[str, ...]
    texts: int
    findings: list[Finding]
    allowed: list[Finding]


def read_texts(folder: Path) -> dict[str, str]:
    """Return the texts of a folder by their SHA-256.

    Raises
    ------
    DataError
        The folder is missing, or a file in it cannot be read, is not UTF-8, is a pipe, or too
        large for the text of an article.
    """
    if not folder.is_dir():
        msg = f"{folder}: no such folder; name the folder that holds the articles' texts"
        raise DataError(msg)
    texts: dict[str, str] = {}
    for file in sorted(f for f in folder.rglob("*.txt") if not f.is_dir()):
        text = read_ordinary_text(file)
        texts[hashlib.sha256(text.encode()).hexdigest()] = text
    return texts


def verify(
    seeds: Seeds, texts: dict[str, str], *, ignore: frozenset[str] = frozenset()
) -> Verified:
    """Check every claim and statement whose article's text is at hand.

    While systems.toml cannot be loaded, nothing is said of names.

    Parameters
    ----------
    seeds : Seeds
        The loaded seeds.
    texts : dict
        Texts by their SHA-256, as :func:`read_texts` returns them.
    ignore : frozenset of str
        Codes of rules that are switched off.
    """
    finder = NameFinder((name, system.id) for system in seeds.systems for name in system.names)
    found: dict[str, str] = {}
    absent: list[str] = []
    findings: list[Finding] = []
    checked = 0
    for article in seeds.articles:
        fingerprint = article.file.text
        text = texts.get(fingerprint.sha256) if fingerprint else None
        if fingerprint is None:
            continue
        if text is None:
            absent.append(article.id)
            continue
        checked += 1
        if len(text) != fingerprint.length:
            message = f"the text has {len(text)} characters, not {fingerprint.length}"
            keys, seen = ("text", "length"), str(fingerprint.length)
            findings.append(article.finding("AR502", (), keys, message, "mend length", value=seen))
            continue
        lexicon = seeds.lexicon_of(article)
        body = ArticleText(text, lexicon, finder, names_known=seeds.systems_known)
        for record, said in _check(article, body, seeds):
            wrong = [finding for finding in said if finding.code not in ignore]
            findings += wrong
            if all(map(seeds.allowances.allows, wrong)):
                found[record.id] = record.digest
    # What stands in a flow or a header is found by each record that rests on it.
    unread = {
        article.path
        for article in seeds.articles
        if article.file.text is None or article.id in absent
    }
    left, allowed = seeds.allowances.judge(
        dict.fromkeys(findings), lambda given: by_verify(given) and given.file not in unread
    )
    return Verified(found, tuple(absent), checked, left, allowed)


def _check(
    article: Article, text: ArticleText, seeds: Seeds
) -> Iterable[tuple[Claim | Statement, list[Finding]]]:
    lexicon = seeds.lexicon_of(article)
    for claim in claims_of(article):
        if has_offsets(claim):
            yield claim, check_claim(claim, text, lexicon)
    statements = list(statements_of(article))
    stances = stances_of(statements, lexicon)
    for statement in statements:
        if has_offsets(statement):
            yield statement, check_statement(statement, text, lexicon, stances)


def lock(seeds: Seeds, verified: Verified) -> int:
    """Write the lock: what was found, and the old lines of articles whose text is absent.

    Lines of records that are gone, or that failed, are dropped. Returns the number of lines.
    """
    old = read_lock(seeds.root)
    digests = dict(verified.found)
    if old.checks == CHECKS:
        for article in seeds.articles:
            if article.id in verified.absent:
                ids = [c.id for c in claims_of(article)] + [s.id for s in statements_of(article)]
                digests |= {key: old.digests[key] for key in ids if key in old.digests}
    write_lock(seeds.root, digests)
    return len(digests)
