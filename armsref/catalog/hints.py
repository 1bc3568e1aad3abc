"""A class and a country that choose among the bearers of a name, or speak against one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ArmsrefError
from armsref.reading.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from armsref.catalog.catalog import Catalog


class Hints(NamedTuple):
    """What is known beside a name: ids of a class term and of a country, None where unknown."""

    class_: str | None = None
    country: str | None = None

    def narrow(self, catalog: Catalog, systems: Iterable[str]) -> set[str]:
        """Return the systems the hints do not speak against; those they speak for, if any.

        A system of which no class or country is stated is never ruled out.
        """
        fits = {system: self._fit(catalog, system) for system in systems}
        best = max(fits.values(), default=0)
        return {system for system, fit in fits.items() if fit == best and fit > 0}

    def _fit(self, catalog: Catalog, system: str) -> int:
        """Return 0 where a hint is contradicted, else 1 and 1 for each hint that is confirmed."""
        kind = _class_fit(catalog, system, self.class_)
        country = _country_fit(catalog, system, self.country)
        return 0 if 0 in (kind, country) else kind + country - 1


def _class_fit(catalog: Catalog, system: str, wanted: str | None) -> int:
    stated = catalog.specs_of(system).get("class")
    if wanted is None or stated is None or not stated.terms:
        return 1
    lines = [term_line(catalog, "class", term) for term in stated.terms]
    if any(wanted in line for line in lines):
        return 2
    # Articles differ in how short a short range is; a drone is no missile in any of them.
    root = term_line(catalog, "class", wanted)[-1]
    return 1 if any(line[-1] == root for line in lines) else 0


def _country_fit(catalog: Catalog, system: str, wanted: str | None) -> int:
    stated = catalog.specs_of(system).get("country")
    if wanted is None or stated is None or not stated.terms:
        return 1
    return 2 if wanted in stated.terms else 0


def term_line(catalog: Catalog, attribute: str, term: str) -> tuple[str, ...]:
    """Return a term and all that contain it, the narrowest first."""
    table = catalog.table("terms")
    at_attribute, at_broader = table.place("attribute"), table.place("broader")
    line = [term]
    while True:
        rows = (r for r in table.by("id").get(line[-1], ()) if r[at_attribute] == attribute)
        broader = next((row[at_broader] for row in rows), "")
        if not broader or broader in line:
            return tuple(line)
        line.append(broader)


def term_id(catalog: Catalog, attribute: str, words: str) -> str:
    """Return the id of a term by its id, its label, or a form that prints it.

    Raises
    ------
    ArmsrefError
        No term of the attribute is called so.

    Examples
    --------
    >>> import armsref
    >>> term_id(armsref.shipped(), "class", "UAV"), term_id(armsref.shipped(), "country", "Iran")
    ('drone', 'IRN')
    """
    if not isinstance(words, str):
        msg = f"{attribute} is asked for by a str, not {type(words).__name__}"  # type: ignore[unreachable]
        raise TypeError(msg)
    table = catalog.table("terms")
    at_id, at_label = table.place("id"), table.place("label")
    rows = table.by("attribute").get(attribute, [])
    key = name_key(words)
    for row in rows:
        if key in (name_key(row[at_id]), name_key(row[at_label])):
            return row[at_id]
    printed = _printed_term(catalog, attribute, words)
    known = {row[at_id] for row in rows}
    if printed in known:
        return printed
    from armsref.catalog.near import near_names

    near = near_names(words, [*known, *(row[at_label] for row in rows)]) or tuple(sorted(known))
    msg = f"no {attribute} is called {words!r}; did you mean {', '.join(near)}?"
    raise ArmsrefError(msg)


def _printed_term(catalog: Catalog, attribute: str, words: str) -> str | None:
    """Return the term of which the words are a form, or a party of which they are a name."""
    from armsref.reading.terms import attribute_forms
    from armsref.reading.tokens import words_of

    wanted = words_of(words)
    if attribute in catalog.lexicon.vocabulary.attribute:
        for form, term in attribute_forms(catalog.lexicon, attribute).values():
            if form == wanted:
                return term
    return party_named(catalog, words)


def party_named(catalog: Catalog, words: str) -> str | None:
    """Return the party of which words are a name or an adjective, None where they are none."""
    from armsref.reading.tokens import words_of

    wanted = words_of(words)
    for key, party in catalog.lexicon.vocabulary.party.items():
        if wanted and wanted in map(words_of, (*party.names, *party.adjectives)):
            return key
    return None


def hints_of(catalog: Catalog, class_: str | None, country: str | None) -> Hints:
    """Return the hints that a user gives in words.

    Raises
    ------
    ArmsrefError
        The class or the country is unknown.
    """
    return Hints(
        None if class_ is None else term_id(catalog, "class", class_),
        None if country is None else term_id(catalog, "country", country),
    )
