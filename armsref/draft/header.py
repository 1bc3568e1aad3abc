"""The header of an article file, as far as the address and the text tell it."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from armsref.draft.dates import Printed, given_date, issued
from armsref.errors import DataError
from armsref.model.base import WEB_ADDRESS, address_fault
from armsref.reading.names import name_key

if TYPE_CHECKING:
    from armsref.reading.lexicon import Lexicon

#: A title stands in the first lines, among the page's own words.
_FIRST_LINES = 40
_LONGEST_TITLE = 250
#: Of a text in English every fifth word or so is one of these.
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "was",
        "with",
        "on",
        "by",
        "as",
        "from",
        "at",
        "said",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")


class Header(NamedTuple):
    """What can be told; None where it cannot.

    ``outlet`` is the id of the vocabulary, ``title_told`` whether the address bears the title out.
    """

    url: str
    title: str | None
    title_told: bool
    outlet: str | None
    issued: Printed | None
    language: str | None
    sha256: str
    length: int


def header(
    url: str,
    data: bytes,
    lexicon: Lexicon,
    *,
    language: str | None = None,
    date: str | None = None,
) -> Header:
    """Tell the header of an article from its address and its text.

    Parameters
    ----------
    url : str
        Address of the page.
    data : bytes
        The text as it was saved.
    lexicon : Lexicon
        The vocabulary, for its outlets.
    language : str, optional
        Language of the text; told from its commonest words where it is not given.
    date : str, optional
        Day, month or year of publication; told from address and text where it is not given.

    Raises
    ------
    DataError
        The address or the date is none.
    """
    if not re.fullmatch(WEB_ADDRESS, url):
        msg = f"{url!r} is no address of a page; write it as https://..."
        raise DataError(msg)
    if fault := address_fault(url):
        msg = f"{url!r}: {fault}; write it as https://..."
        raise DataError(msg)
    text = data.decode("utf-8")
    title, told = title_of(url, text)
    return Header(
        url=url,
        title=title,
        title_told=told,
        outlet=outlet_of_host(url, lexicon),
        issued=issued(url, text) if date is None else given_date(date),
        language=language or language_of(text),
        sha256=hashlib.sha256(data).hexdigest(),
        length=len(text),
    )


def outlet_of_host(url: str, lexicon: Lexicon) -> str | None:
    """Return the outlet of the vocabulary whose id or name is the host's.

    Examples
    --------
    >>> from armsref.reading.lexicon import shipped_lexicon
    >>> outlet_of_host("https://edition.cnn.com/2024/02/22/a", shipped_lexicon())
    'cnn'
    """
    labels = (urlsplit(url).hostname or "").split(".")[:-1]
    keys = {name_key(label) for label in labels} - {"www", "co", "com", "org", ""}
    for outlet, entry in lexicon.vocabulary.outlet.items():
        if keys & {name_key(word) for word in (outlet, entry.label, *entry.names)}:
            return outlet
    return None


def language_of(text: str) -> str | None:
    """Return "en" where a text's commonest words are English, else None."""
    words = _WORD.findall(text[:20_000].casefold())
    common = sum(word in _ENGLISH for word in words)
    return "en" if words and common > 0.15 * len(words) else None


def title_of(url: str, text: str) -> tuple[str | None, bool]:
    r"""Return the line that is the title, and whether the address bears it out.

    Examples
    --------
    >>> title_of("https://example.org/a-new-drone-is-shown", "Menu\nA new drone is shown\nText.")
    ('A new drone is shown', True)
    """
    lines = [line.strip() for line in text[:20_000].splitlines() if line.strip()][:_FIRST_LINES]
    fitting = [line for line in lines if _may_be_title(line)]
    parts = [p for p in re.split(r"[/?#]", urlsplit(url).path) if p.count("-") >= 2]
    slug = set(_WORD.findall(max(parts, key=len, default="").casefold()))
    if len(slug) >= 3:
        best = max(fitting, key=lambda line: _share(slug, line), default=None)
        if best is not None and _share(slug, best) >= 0.6:
            return best, True
    first = lines[0] if lines else ""
    return (first, False) if first in fitting else (None, False)


def _may_be_title(line: str) -> bool:
    words = line.split()
    ends = line.endswith((".", ",", ";", ":")) and not line.endswith("...")
    return len(words) >= 3 and len(line) <= _LONGEST_TITLE and line.isprintable() and not ends


def _share(slug: set[str], line: str) -> float:
    """Return how much of an address's words a line has, less for words it does not have."""
    words = set(_WORD.findall(line.casefold().replace("’", "").replace("'", "")))
    if not words:
        return 0
    return len(slug & words) / len(slug) - 0.2 * len(words - slug) / len(words)
