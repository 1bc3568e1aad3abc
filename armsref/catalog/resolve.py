"""What a printed name means: one system, one or the other, several, a class, or unknown.

Nothing is taken for a name that is not one as a whole: "Shahed-1360" is unknown, whatever it
resembles. The time is linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.catalog.aliases import Aliases
from armsref.catalog.designations import is_nato_code
from armsref.catalog.hints import hints_of, party_named
from armsref.catalog.named import Named
from armsref.catalog.resolution import Resolution, least_sure
from armsref.catalog.words import class_words, read_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from armsref.catalog.catalog import Catalog

#: Longer texts are no lists of names: they are unknown, unread.
LONGEST = 1000
#: Names that a text may list.
MOST_NAMES = 50

BOTH = frozenset(["and", "&", "+", ";"])
SLASHES = frozenset("/|")
_SEPARATOR = re.compile(r"[/|,;&+]|(?<=\s)(?:and|or)(?=\s)", re.IGNORECASE)
#: What is left of a name when the head that it shares with the one before is not repeated.
_TAIL = re.compile(r"[-‐‑–]?(\d[\dA-Za-z]{0,7}|[A-Z]{1,3}\d{0,2}|[a-z])")
_LAST = re.compile(r"(?:(\d+)[A-Za-z]{0,3}|(?<=[-‐‑–\s])[A-Za-z]{1,4})\Z")


def resolve(
    catalog: Catalog,
    text: str,
    aliases: Aliases | Mapping[str, str] | Iterable[tuple[str, str]] | None,
    class_: str | None,
    country: str | None,
    *,
    fuzzy: bool,
) -> Resolution:
    """Return what a printed name means; see :meth:`armsref.Catalog.resolve`."""
    if not isinstance(text, str):  # an empty cell of somebody's table
        return Resolution("unknown", (), None)  # type: ignore[unreachable]
    own = aliases if aliases is None or isinstance(aliases, Aliases) else Aliases(catalog, aliases)
    hints = hints_of(catalog, class_, country)
    return Resolver(catalog, own, hints, fuzzy=fuzzy).text(text)


class Resolver(Named):
    """Resolves texts, each in the same way; its parameters are those of Named."""

    def text(self, text: str) -> Resolution:
        """Return what a text means."""
        text = " ".join(text.split()) if len(text) <= LONGEST else ""
        if not text:
            return Resolution("unknown")
        doubts: list[Resolution] = []
        for reading in (
            *(self._one, self._bracketed, self._designated, self._made),
            *(self._list, self._class, self._calibred, self._dressed),
        ):
            found = reading(text)
            if found is not None and found.kind != "unknown":
                return found
            doubts += [] if found is None else [found]
        # The first doubt is of the words as they stand: its suggestions are the best.
        return doubts[0] if doubts else Resolution("unknown", (), None, None, self._asked(text))

    def _one(self, text: str) -> Resolution | None:
        return self._name(text, self.hints)

    def _dressed(self, text: str) -> Resolution | None:
        return self._with_class_words(text, self._several)

    def _several(self, text: str) -> Resolution | None:
        return self._bracketed(text) or self._list(text)

    def _bracketed(self, text: str) -> Resolution | None:
        """Read "Shahed-136 (Geran-2)": two names of one system, or a name and its class."""
        head, bracket, inside = (part.strip() for part in text.removesuffix(")").rpartition("("))
        if not bracket or not text.endswith(")") or not head:
            return None
        if class_words(self.catalog).covers(inside):
            return self._with_class_words(f"{head} {inside}")
        country = party_named(self.catalog, inside)
        if country is not None and self.hints.country in (None, country):
            hints = self.hints._replace(country=country)
            return Resolver(self.catalog, self.aliases, hints, fuzzy=self.fuzzy).item(head)
        one, other = self.item(head), self.item(inside)
        if one is not None and other is not None and one.systems and one.systems == other.systems:
            return one._replace(via=least_sure([one, other]))
        known = [part for part in (one, other) if part is not None]
        suggestions = (label for part in known for label in self._labels(part.systems))
        return Resolution("unknown", suggestions=tuple(suggestions)) if known else None

    def _list(self, text: str) -> Resolution | None:
        """Read a list of names; None where it is none, unknown where one of its names is."""
        items = [item.strip() for item in _SEPARATOR.split(text)]
        items = [item for item in items if item]
        if len(items) < 2 or len(items) > MOST_NAMES:
            return None
        found: list[Resolution] = []
        before = ""
        for item in items:
            whole = _with_head(before, item)
            part = (self.item(whole) if whole else None) or self.item(item)
            if part is None and len(items) == 2 and found and is_nato_code(item):
                return found[0]  # "Igla/SA-18"
            if part is None or part.kind == "unknown":
                return self._half_known(found, part, item)
            found.append(part)
            before = whole if whole and self._name(whole, self.hints) else item
        return self._listed(text, found)

    def _half_known(
        self, found: list[Resolution], part: Resolution | None, item: str
    ) -> Resolution | None:
        """Name what is known of a list that holds something unknown: it is never dropped."""
        if not found:
            return None
        asked = part.suggestions if part is not None else self._asked(item)
        known = self._labels(dict.fromkeys(s for one in found for s in one.systems))
        return Resolution("unknown", suggestions=tuple(dict.fromkeys((*known, *asked))))

    def _listed(self, text: str, found: list[Resolution]) -> Resolution:
        systems = tuple(dict.fromkeys(system for part in found for system in part.systems))
        via = least_sure(found)
        if len(systems) == 1:
            return Resolution("one", systems, via)
        signs = {sign.casefold() for sign in _SEPARATOR.findall(text)}
        # "A, B or C" is one of the three; "A/B and C" and "A/B, C" are more than one.
        either = not signs & BOTH and ("or" in signs or (signs & SLASHES and "," not in signs))
        if not either and any(part.kind == "alternatives" for part in found):
            return Resolution("unknown", suggestions=self._labels(systems))
        return Resolution("alternatives" if either else "several", systems, via)

    def _class(self, text: str) -> Resolution | None:
        """Read a text that is words of a class and nothing else."""
        if not class_words(self.catalog).covers(text):
            return None
        term = read_class(self.catalog, text)
        return None if term is None else Resolution("class", (), "words", term)


def _with_head(before: str, item: str) -> str:
    """Carry the head of the name before over: "Shahed-136", "131" give "Shahed-131".

    Empty where the item is no tail.

    Examples
    --------
    >>> _with_head("Shahed-136", "131"), _with_head("Iskander-M", "K"), _with_head("Kh-31P", "PD")
    ('Shahed-131', 'Iskander-K', 'Kh-31PD')
    """
    tail = _TAIL.fullmatch(item)
    if tail is None:
        return ""
    last = _LAST.search(before[-20:])
    if last is None:
        return ""
    head = before[: len(before) - len(last[0])]
    if not any(map(str.isalpha, head)):
        return ""
    number = last[1] if last[1] and not tail[1][0].isdigit() else ""
    return f"{head}{number}{tail[1]}"
