"""``seeds/vocabulary.toml``: attributes, terms and their forms, units, hedges, numbers, outlets.

An attribute, a term or a unit word is lines in that file, no code.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from armsref.model.base import ATTRIBUTE_ID, SYSTEM_ID, TERM_ID, Digits, Record, misplaced, whole
from armsref.model.language import Hedge, Interval, Numbers, Sign


def _has_letters(phrase: str) -> str:
    if not any(unicodedata.category(c)[0] in "LNS" for c in phrase):
        msg = f"{phrase!r} has no letter, no digit and no sign"
        raise ValueError(msg)
    return phrase


Phrase = Annotated[Sign, AfterValidator(_has_letters)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=80)]
AttributeId = Annotated[str, StringConstraints(pattern=whole(ATTRIBUTE_ID))]
TermId = Annotated[str, StringConstraints(pattern=whole(TERM_ID))]
OutletId = Annotated[str, StringConstraints(pattern=whole(SYSTEM_ID))]


class Unit(Record):
    """A unit and the words that print it.

    ``choices`` makes it ambiguous: the words may mean any of those units, and are never converted.
    ``counted`` marks a noun that is counted ("400 missiles"), ``money`` a currency, which is
    never converted. ``words`` are English; ``everywhere`` says that other languages print them
    too, ``cldr`` names the unit in CLDR, which has its names in other languages.
    """

    words: tuple[Phrase, ...] = ()
    choices: tuple[str, ...] = ()
    counted: bool = False
    money: bool = False
    everywhere: bool = False
    cldr: str | None = None


class Term(Record):
    """A term of an attribute; a form is words in order, others may stand between them."""

    label: Label
    forms: tuple[Phrase, ...] = Field(min_length=1)
    broader: TermId | None = None
    description: str | None = None


class Party(Record):
    """A country or a force: its names, and the adjectives that say a thing is its own."""

    label: Label
    names: tuple[Phrase, ...] = Field(min_length=1)
    adjectives: tuple[Phrase, ...] = ()


class Limits(Record):
    """From ``least`` to ``most``, both in; None where it is open."""

    least: Digits | None = None
    most: Digits | None = None


class Attribute(Record):
    """An attribute of a system or of a transfer statement.

    A quantity has units and bounds; its ``cues`` say which attribute a figure is, where several
    share a dimension; ``plausible`` has narrower bounds for classes, against which somebody's
    own figure is held where no article prints it. A term has ``terms``; or ``party_forms``, from
    which a form is made for every party (``{name}``, ``{adjective}``). A link names another
    system.
    """

    kind: Literal["quantity", "term", "link"]
    on: Literal["system", "transfer"] = "system"
    label: Label
    description: str
    unit: str | None = None
    second: str | None = None
    least: Digits | None = None
    most: Digits | None = None
    plausible: dict[TermId, Limits] = Field(default_factory=dict)
    cues: tuple[Phrase, ...] = ()
    many: bool = False
    terms: dict[TermId, Term] = Field(default_factory=dict)
    party_forms: tuple[Phrase, ...] = ()

    @model_validator(mode="after")
    def _parts_fit_the_kind(self) -> Self:
        quantity = self.kind == "quantity"
        if quantity != (self.unit is not None) or quantity != (self.least is not None):
            msg = "a quantity has unit, least and most; nothing else has"
            raise ValueError(msg)
        if (self.least is None) != (self.most is None):
            msg = "least and most go together"
            raise ValueError(msg)
        if (self.kind == "term") != bool(self.terms or self.party_forms):
            msg = "a term attribute has terms or party_forms; nothing else has"
            raise ValueError(msg)
        return self


class Bounds(Record):
    """The figures of a class: from ``least`` on, and under ``below``; None where it is open."""

    least: Digits | None = None
    below: Digits | None = None

    @model_validator(mode="after")
    def _something_between(self) -> Self:
        if self.least is None and self.below is None:
            msg = "bounds have least, below or both"
            raise ValueError(msg)
        if self.least is not None and self.below is not None and self.least >= self.below:
            msg = "least is not under below"
            raise ValueError(msg)
        return self


class Scheme(Record):
    """A named scheme that says which figures a class has.

    ``of`` is the attribute whose terms it bounds, ``by`` the quantity that bounds them, in that
    attribute's own unit. It decides nothing: where an article prints otherwise, a note says so.
    """

    label: Label
    of: AttributeId
    by: AttributeId
    bounds: dict[TermId, Bounds] = Field(min_length=1)


class Outlet(Record):
    """An outlet and the words that name it."""

    label: Label
    names: tuple[Phrase, ...] = Field(min_length=1)


class Speaker(Record):
    """A kind of speaker: what a reader must know of whoever says it."""

    label: Label
    description: str


class Joining(Record):
    """Small words that decide what belongs together around an anchor; see their comments."""

    negations: tuple[Phrase, ...]
    negated_verbs: tuple[Phrase, ...]
    inclusions: tuple[Phrase, ...]
    coordinations: tuple[Sign, ...]
    speakers: tuple[Phrase, ...]
    heads: tuple[Phrase, ...]
    quantities: tuple[Phrase, ...]
    periods: tuple[Phrase, ...]
    counted_modifiers: tuple[Phrase, ...]
    changes: tuple[Phrase, ...]
    multiples: tuple[Phrase, ...]
    additions: tuple[Phrase, ...]
    afterthoughts: tuple[Phrase, ...]
    other_things: tuple[Phrase, ...]
    other_symbols: tuple[Phrase, ...]
    stops: tuple[Phrase, ...]
    restatements: tuple[Phrase, ...]
    calendar: tuple[Phrase, ...]
    abbreviations: tuple[Phrase, ...]
    gives: tuple[Phrase, ...]
    takes: tuple[Phrase, ...]
    towards: tuple[Phrase, ...]
    away: tuple[Phrase, ...]
    makers: tuple[Phrase, ...] = ()


#: Attributes that the build itself asks for.
NEEDED = {
    "class": "term",
    "family": "link",
    "quantity": "quantity",
    "stage": "term",
    "stance": "term",
    "mode": "term",
}
#: Names that a System has already.
TAKEN = frozenset(["id", "label", "level", "parent", "members", "names", "specs", "transfers"])


class Vocabulary(Record):
    """The whole file; without ``standalone`` it is laid over the shipped one."""

    standalone: bool = False
    attribute: dict[AttributeId, Attribute]
    unit: dict[str, Unit]
    hedge: tuple[Hedge, ...]
    interval: tuple[Interval, ...]
    numbers: Numbers
    party: dict[TermId, Party]
    outlet: dict[OutletId, Outlet]
    speaker: dict[TermId, Speaker] = Field(default_factory=dict)
    joining: Joining
    scheme: dict[AttributeId, Scheme] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _needed_attributes_exist(self) -> Self:
        for name, kind in NEEDED.items():
            if name not in self.attribute or self.attribute[name].kind != kind:
                msg = f"attribute {name} must be there, of kind {kind}"
                raise misplaced(msg, (("attribute", name), None))
        taken = sorted(TAKEN & set(self.system_attributes()))
        if taken:
            raise misplaced("the name is taken by every system", (("attribute", taken[0]), None))
        return self

    @model_validator(mode="after")
    def _references_exist(self) -> Self:
        for name, attribute in self.attribute.items():
            for key, unit in (("unit", attribute.unit), ("second", attribute.second)):
                if unit is not None and unit not in self.unit:
                    raise misplaced(f"no unit {unit!r}", (("attribute", name, key), unit))
            for term_id, term in attribute.terms.items():
                if term.broader is not None and term.broader not in attribute.terms:
                    keys = ("attribute", name, "terms", term_id, "broader")
                    raise misplaced(f"no broader term {term.broader!r}", (keys, term.broader))
            unknown = [c for c in attribute.plausible if c not in self.attribute["class"].terms]
            if unknown:
                meant = ("attribute", name, "plausible", unknown[0]), None
                raise misplaced(f"{unknown[0]!r} is no class", meant)
        for symbol, unit_entry in self.unit.items():
            missing = [choice for choice in unit_entry.choices if choice not in self.unit]
            if missing:
                choices = ("unit", symbol, "choices"), missing[0]
                raise misplaced(f"no unit {missing[0]!r}", choices)
        return self

    @model_validator(mode="after")
    def _schemes_fit(self) -> Self:
        for name, scheme in self.scheme.items():
            by = self.attribute.get(scheme.by)
            if by is None or by.kind != "quantity" or by.on != "system":
                msg = f"{scheme.by!r} is no quantity of a system"
                raise misplaced(msg, (("scheme", name, "by"), scheme.by))
            of = self.attribute.get(scheme.of)
            missing = [term for term in scheme.bounds if of is None or term not in of.terms]
            if missing:
                msg = f"{scheme.of!r} has no term {missing[0]!r}"
                raise misplaced(msg, (("scheme", name, "bounds", missing[0]), None))
        return self

    def system_attributes(self) -> dict[str, Attribute]:
        """Return the attributes of a system, in the order of the file."""
        return {k: a for k, a in self.attribute.items() if a.on == "system"}
