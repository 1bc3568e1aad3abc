"""Check an article's words against its page as it is today, and against the archived copy.

The page counts first. What it lacks and the archived copy prints is a warning (the outlet may have
corrected itself: a person looks); what neither prints is an error. That a page could not be read
proves nothing, and is said as loudly as that.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import DataError
from armsref.evidence.live.comparison import compare, printed_words
from armsref.evidence.live.not_read import NotRead
from armsref.evidence.live.page_words import PageWords
from armsref.evidence.places import finding_on
from armsref.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from armsref.evidence.live.comparison import Compared, Printed
    from armsref.seeds.load import Article, Seeds

#: A page with fewer characters that prints none of the words is no article.
LEAST_TEXT = 200
#: Records, or words, that a finding names one by one.
_NAMED = 3
_READ_IT = (
    "read the page; where the outlet corrected itself, point at the new words or set retracted"
)


class Looked(NamedTuple):
    """What came of one article.

    Attributes
    ----------
    article : str
        Its id.
    read : bool
        True where its page or its archived copy was read.
    summary : str
        What was found, in one line.
    findings : list of Finding
        What is wrong.
    """

    article: str
    read: bool
    summary: str
    findings: list[Finding]


def verify_live(article: Article, text_of: Callable[[str], str]) -> Looked:
    """Look an article's words up on its page, and in its archived copy where it has one.

    Parameters
    ----------
    article : Article
        The article.
    text_of : callable
        Returns the text of a page by its address, or raises NotRead;
        :meth:`armsref.evidence.live.pages.Pages.text`.
    """
    words = printed_words(article)
    page = _Copy("page", words, article.file.URL, text_of)
    copies = [page]
    archive = None
    if article.file.archive is not None:
        archive = _Copy("archived copy", words, article.file.archive, text_of)
        copies.append(archive)
    if page.refusal is None:
        findings = [*_changed(page, archive), *_moved(page)]
    else:
        findings = [_not_read(article, page, page.refusal, archive)]
    if archive is not None:
        findings += _useless(article, page, archive)
    read = any(copy.refusal is None for copy in copies)
    said = "; ".join(f"{copy.name}: {copy.summary}" for copy in copies)
    return Looked(article.id, read, f"{article.id}: {said}", findings)


def nothing_read(looked: Iterable[Looked]) -> list[Finding]:
    """Say that nothing was checked where not one page could be read."""
    tried = list(looked)
    if not tried or any(one.read for one in tried):
        return []
    pages = "the page" if len(tried) == 1 else f"not one of {len(tried)} pages"
    message = f"{pages} could{'' if len(tried) > 1 else ' not'} be read: nothing was checked"
    return [Finding("seeds/articles", 1, "AR807", message, "each says why; try again")]


class _Copy:
    """The page, or its archived copy: what became of the words, or why it was not read."""

    def __init__(
        self, name: str, words: list[Printed], url: str, text_of: Callable[[str], str]
    ) -> None:
        self.name = name
        self.url = url
        self.compared: list[Compared] = []
        self.refusal: NotRead | None = None
        try:
            page = PageWords(text_of(url))
        except NotRead as error:
            self.refusal = error
            return
        compared = compare(words, page)
        if words and len(page) < LEAST_TEXT and all(c.state == "missing" for c in compared):
            why = f"it has almost no text ({len(page)} characters); scripts may make it"
            self.refusal = NotRead("form", why)
        else:
            self.compared = compared

    def those(self, state: str) -> list[Compared]:
        """Return the words that are found, moved or missing."""
        return [one for one in self.compared if one.state == state]

    def prints(self, words: Printed) -> bool:
        """Tell whether it was read and prints the words, wherever."""
        return any(one.printed == words and one.state != "missing" for one in self.compared)

    @property
    def is_whole(self) -> bool:
        """Whether it was read and prints all words."""
        return self.refusal is None and not self.those("missing")

    @property
    def summary(self) -> str:
        """How many words were found."""
        if self.refusal is not None:
            return f"not read ({self.refusal.why})"
        moved, missing = (len(self.those(state)) for state in ("moved", "missing"))
        return f"{len(self.those('found'))} found, {moved} moved, {missing} changed"


def _changed(page: _Copy, archive: _Copy | None) -> Iterator[Finding]:
    for one in page.those("missing"):
        kept = archive is not None and archive.prints(one.printed)
        where = (
            "are no longer on the page, only in its archived copy"
            if kept
            else "are not on the page"
        )
        near = f"; it prints {one.nearest!r}" if one.nearest else ""
        yield _of(one.printed, "AR805" if kept else "AR801", f"{where}{near}", _READ_IT)


def _moved(page: _Copy) -> Iterator[Finding]:
    for one in page.those("moved"):
        message = "stand elsewhere on the page than in the article's text"
        yield _of(one.printed, "AR803", message, "look whether the page was rewritten")


def _of(printed: Printed, code: str, message: str, remedy: str) -> Finding:
    also = f"; {_listed(printed.others)} rest on them too" if printed.others else ""
    said = f"the words {' '.join(printed.words.split())!r} {message}{also}"
    return finding_on(printed.record, code, printed.field, said, remedy)


def _not_read(article: Article, page: _Copy, refusal: NotRead, archive: _Copy | None) -> Finding:
    message = f"the page was not read: {refusal.why}"
    code = "AR802" if refusal.kind == "gone" else "AR804"
    remedy = "try again, or look at it in a browser"
    if refusal.kind == "gone":
        remedy = "name an archived copy (archive), or set retracted where it was withdrawn"
    if archive is not None and archive.is_whole:
        code, remedy = "AR805", "look whether the outlet withdrew it (retracted)"
        message += "; its archived copy prints all the words"
    return article.finding(code, (), ("URL",), message, remedy, value=page.url)


def _useless(article: Article, page: _Copy, archive: _Copy) -> Iterator[Finding]:
    """Say what the archived copy is not good for."""
    if archive.refusal is not None:
        message = f"the archived copy was not read: {archive.refusal.why}"
    else:
        lacking = [
            repr(" ".join(one.printed.words.split()))
            for one in archive.those("missing")
            if page.refusal is not None or page.prints(one.printed)
        ]
        if not lacking:
            return
        message = f"the archived copy does not print {_listed(lacking)}"
    remedy = "name another archived copy"
    yield article.finding("AR806", (), ("archive",), message, remedy, value=archive.url)


def _listed(items: Sequence[str]) -> str:
    more = f" and {len(items) - _NAMED} more" if len(items) > _NAMED else ""
    return ", ".join(items[:_NAMED]) + more


def articles_to_look_up(seeds: Seeds, wanted: Sequence[str]) -> list[Article]:
    """Return the articles that are named; where none is, all that are not retracted.

    Raises
    ------
    DataError
        An id is that of no article.
    """
    by_id = {article.id: article for article in seeds.articles}
    unknown = [key for key in wanted if key not in by_id]
    if unknown:
        near = get_close_matches(unknown[0], by_id, n=3) or sorted(by_id)[:3]
        msg = f"no article {unknown[0]!r}; did you mean {', '.join(near)}?"
        raise DataError(msg)
    if wanted:
        return [by_id[key] for key in dict.fromkeys(wanted)]
    return [article for article in seeds.articles if article.file.retracted is None]
