"""An entry of a bibliography as every format sees it: a CSL-JSON item, and what CSL cannot say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from armsref.cite.dates import date_text
from armsref.one_line import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from armsref.catalog.article import Article

#: What an address may hold beside letters and digits of any script, as each format reads it.
_PLAIN = "!#$%&'()*+,-./:;=?@[]_~"


class PartialDate(NamedTuple):
    """A day, a month or a year, and whether it was inferred."""

    parts: tuple[int, ...]
    circa: bool = False

    @property
    def iso(self) -> str:
        """The date as ``2024-02-22``, ``2024-02`` or ``2024``."""
        year, *rest = self.parts
        return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


class Cited(NamedTuple):
    """What an article is cited for: words, or nothing of its own; and whose reporting that is."""

    quote: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a bibliography.

    Attributes
    ----------
    item : mapping
        The CSL-JSON item.
    cited : tuple of Cited
        What it is cited for; an origin is empty where it is the outlet's own or unstated.
    """

    item: Mapping[str, Any]
    cited: tuple[Cited, ...] = ()

    @property
    def key(self) -> str:
        """Its id."""
        return str(self.item["id"])

    @property
    def kind(self) -> str:
        """Its CSL type."""
        return str(self.item["type"])

    @property
    def authors(self) -> tuple[str, ...]:
        """Who made it, where that is more than the outlet."""
        return tuple(_line(author["literal"]) for author in self.item.get("author", ()))

    @property
    def agency(self) -> str:
        """Whose reporting all of it is, on one line; empty where that is not another's alone."""
        origins = {_line(one.origin) for one in self.cited}
        return origins.pop() if len(origins) == 1 else ""

    @property
    def reporting(self) -> tuple[str, ...]:
        """Whose reporting it is, in words; where not all of it is one's, of which words."""
        if self.agency:
            return (f"reporting by {self.agency}",)
        told = (
            f"reporting by {_line(one.origin)}" + (f' ("{_line(one.quote)}")' if one.quote else "")
            for one in self.cited
            if _line(one.origin)
        )
        return tuple(dict.fromkeys(told))

    @property
    def outlet(self) -> str:
        """Where it stands, or who publishes it where it stands alone, on one line."""
        return self.text("container-title") or self.text("publisher")

    @property
    def quote(self) -> str:
        """The words for which it is cited, on one line."""
        quotes = dict.fromkeys(_line(one.quote) for one in self.cited if one.quote)
        return " ... ".join(quotes)

    def text(self, variable: str) -> str:
        """Return a CSL variable that is a text, on one line; empty where it is not there."""
        return _line(self.item.get(variable, ""))

    def address(self, variable: str) -> str:
        """Return a CSL variable that is an address; what no format can hold is percent-encoded."""
        found: str = self.item.get(variable, "")
        kept = (c if c.isalnum() or c in _PLAIN else quote(c, errors="replace") for c in found)
        return "".join(kept)

    def date(self, variable: str) -> PartialDate | None:
        """Return a CSL variable that is a date; None where it is not there."""
        found = self.item.get(variable)
        if found is None:
            return None
        return PartialDate(tuple(found["date-parts"][0]), bool(found.get("circa")))

    def remarks(self, *, circa: bool) -> str:
        """Return what a format has no field for: a retraction, whose reporting it is, the licence.

        Parameters
        ----------
        circa : bool
            Whether it says in words that the date was inferred, too.
        """
        issued = self.date("issued")
        inferred = date_text(issued.iso, circa=True) if circa and issued and issued.circa else ""
        licence = self.text("license")
        told = (
            self.text("note"),
            *self.reporting,
            f"date inferred: {inferred}" if inferred else "",
            f"licence: {licence}" if licence else "",
        )
        return "; ".join(text for text in told if text)


def article_entry(article: Article, cited: Iterable[Cited] = ()) -> Entry:
    """Return the entry of an article, and of what it is cited for: by default itself.

    Examples
    --------
    >>> import armsref
    >>> entry = article_entry(armsref.shipped().article("tampafp-2024-02"))
    >>> entry.agency, entry.outlet, entry.date("issued")
    ('Reuters', 'Tampa Free Press', PartialDate(parts=(2024, 2), circa=True))
    """
    return Entry(article.csl(), tuple(cited) or (Cited(origin=article.agency or ""),))


def _line(text: str) -> str:
    return one_line(text).strip()
