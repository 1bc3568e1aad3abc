"""One printed name: as it stands, or with a designation, its maker, its class around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from armsref.catalog.designations import (
    halves_of,
    is_nickname,
    is_of_a_complex,
    is_of_a_missile,
    without_variant,
)
from armsref.catalog.hints import Hints, term_line
from armsref.catalog.lookup import bearers_of
from armsref.catalog.resolution import Resolution, least_sure
from armsref.catalog.words import class_words, dropping_class_words, read_class, read_country
from armsref.reading.tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from armsref.catalog.aliases import Aliases
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.resolution import Kind

#: Longer texts are no names: they are unknown, unread.
LONGEST_NAME = 120
#: Words of a maker's name in front of its product's.
MOST_OF_A_MAKER = 4
#: "155mm" beside a name is no part of it.
_CALIBRE = re.compile(r"(?<!\S)\d{2,3}(?:\.\d)?[-\s]?mm(?!\S)")


class Named:
    """Finds what one name means.

    Parameters
    ----------
    catalog : Catalog
        The systems.
    aliases : Aliases or None
        Names of the user's own.
    hints : Hints
        What is known beside the text.
    fuzzy : bool
        Take other spellings too.
    """

    def __init__(
        self, catalog: Catalog, aliases: Aliases | None, hints: Hints, *, fuzzy: bool
    ) -> None:
        self.catalog = catalog
        self.aliases = aliases
        self.hints = hints
        self.fuzzy = fuzzy

    def _asked(self, text: str) -> tuple[str, ...]:
        return self.catalog.names.questions(text)

    def _name(self, text: str, hints: Hints) -> Resolution | None:
        """Return what a text means as one name; None where it is none."""
        if len(text) > LONGEST_NAME:
            return None
        own = None if self.aliases is None else self.aliases.get(text)
        if own is not None:
            return Resolution("one", (own,), "local")
        known = hints if any(hints) else None
        bearers = bearers_of(self.catalog, text, known, fuzzy=self.fuzzy)
        if not bearers.systems:
            if bearers.refused:
                return Resolution("unknown", suggestions=self._labels(bearers.refused))
            return None
        kind: Kind = "one" if len(bearers.systems) == 1 else "alternatives"
        return Resolution(kind, tuple(sorted(bearers.systems)), bearers.via)

    def _labels(self, systems: Iterable[str]) -> tuple[str, ...]:
        labels = (self.catalog.system_cell(system, "label") for system in sorted(systems))
        return tuple(dict.fromkeys(labels))

    def item(self, text: str) -> Resolution | None:
        """Return what one item of a list means: a name, perhaps with its class."""
        return (
            self._name(text, self.hints)
            or self._designated(text)
            or self._made(text)
            or self._with_class_words(text)
        )

    def _designated(self, text: str) -> Resolution | None:
        """Read "K9 Thunder", "BM-21 Grad", "Patriot PAC-3": a designation and a name.

        Two halves that mean different systems mean none, unless one is of the other's family.
        """
        if len(text) > LONGEST_NAME:
            return None
        for designation, name in halves_of(text):
            turned = self._name(f"{name} {designation}", self.hints)
            known, also = (self._name(half, self.hints) for half in (designation, name))
            found: Resolution | None
            if turned is not None:
                found = turned
            elif known is not None and also is not None:
                found = self._same(known, also, name)
            elif known is not None:
                found = known if is_nickname(self.catalog, name) else None
            else:
                found = also if self._belongs(designation, name, also) else None
            if found is not None and found.kind != "unknown":
                return found
        return None

    def _same(self, one: Resolution, other: Resolution, name: str) -> Resolution | None:
        """Return what both mean: the same systems, or a family and one of it.

        Patriot Advanced Capability 3 is one of the Patriots.
        """
        via = least_sure([one, other])
        if one.systems == other.systems:
            return one._replace(via=via)
        for whole, part in ((one, other), (other, one)):
            if part.kind != "one":
                continue
            parents = {self.catalog.system_cell(part.systems[0], "parent")}
            if parents == set(whole.systems):
                return part._replace(via=via)
        if one.kind == "one" and self._begins_a_name_of(name, one.systems[0]):
            return one._replace(via=via)
        return None

    def _begins_a_name_of(self, text: str, system: str) -> bool:
        begin = f"{text} ".casefold()
        names = (name for name, own in self.catalog.names.names if own == system)
        return any(name.casefold().startswith(begin) for name in names)

    def _belongs(self, designation: str, name: str, named: Resolution | None) -> bool:
        """Tell whether an unknown designation may be one of what the name means."""
        if named is None or named.kind != "one":
            return False
        if is_of_a_missile(designation):
            return True
        if is_of_a_complex(designation):
            return not name.isalpha() or not self._is_drone(named.systems[0])
        plain = without_variant(designation)
        base = self._name(plain, self.hints) if plain else None
        return base is not None and base.systems == named.systems

    def _is_drone(self, system: str) -> bool:
        stated = self.catalog.specs_of(system).get("class")
        terms = (() if stated is None else stated.terms) or ()
        return any(term_line(self.catalog, "class", term)[-1] == "drone" for term in terms)

    def _made(self, text: str) -> Resolution | None:
        """Read "MBDA Brimstone": a name behind its maker's."""
        words = text.split(" ")
        makers = class_words(self.catalog).makers
        for count in range(min(MOST_OF_A_MAKER, len(words) - 1), 0, -1):
            named = " ".join(words[:count]).split("/")  # "Kongsberg/Raytheon NASAMS"
            if all(words_of(maker) in makers for maker in named):
                return self.item(" ".join(words[count:]))
        return None

    def _calibred(self, text: str) -> Resolution | None:
        """Read "CAESAR 155mm": a name beside its calibre."""
        core = " ".join(_CALIBRE.sub(" ", text).split())
        return self.item(core) if core and core != text else None

    def _with_class_words(
        self, text: str, otherwise: Callable[[str], Resolution | None] | None = None
    ) -> Resolution | None:
        """Read a name with words of its class around it, which must not contradict it."""
        core = ""
        for core, dropped in dropping_class_words(self.catalog, text):
            found = self._name(core, Hints())
            if found is not None and found.kind != "unknown":
                if found.via == "local":
                    return found
                return self._name(core, self._with_words(dropped))
            if found is not None:
                return found
        # "Shahed-136 and 131 drones": what is left when most words are dropped may be a list.
        return otherwise(core) if otherwise is not None and core else None

    def _with_words(self, dropped: str) -> Hints:
        """Return the hints, those of the user first, then those of the words around a name."""
        return Hints(
            self.hints.class_ or read_class(self.catalog, dropped),
            self.hints.country or read_country(self.catalog, dropped),
        )
