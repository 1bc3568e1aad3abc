"""Read a phrase: a quantity as a figure, a term by its forms."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ReadingError, UnitError
from armsref.model.reading import Figure, Reading
from armsref.reading.grammar import Found, Grammar
from armsref.reading.lexicon import Lexicon, shipped_lexicon
from armsref.reading.settled import without_doubt
from armsref.reading.terms import TermReading, read_term
from armsref.reading.tokens import IGNORED_MARKS, shorten
from armsref.reading.units import convert_ends, dimension
from armsref.reading.wording import text_of

if TYPE_CHECKING:
    from armsref.model.vocabulary import Attribute
    from armsref.reading.doubts import Problem

#: What a unit means where it says how strong an explosion is.
#: "twenty thousand pounds" of a price are no mass.
_PRICES = {"lb": "GBP"}
_YIELDS = {"kn": "kt_TNT", "ton": "t_TNT", "t": "t_TNT"}

__all__ = ["figures_in", "read", "read_figure"]


class _Scan(NamedTuple):
    found: list[Found]
    problems: list[Problem]


def figures_in(text: str, lexicon: Lexicon) -> _Scan:
    """Return the figures that stand in a text, and what looked like one but cannot be read."""
    return _Scan(*Grammar(lexicon, text, lexicon.row(text)).scan())


def read(
    phrase: str,
    attribute: str | None = None,
    language: str = "en",
    *,
    lexicon: Lexicon | None = None,
) -> Reading | TermReading:
    """Read a phrase as a figure or, for an attribute with terms, as a term.

    Parameters
    ----------
    phrase : str
        The words, as printed.
    attribute : str, optional
        An attribute of the vocabulary; it picks the figure by dimension and by the words beside
        it, and the canonical unit. Without it any one figure is read.
    language : str
        Language of the words, BCP 47: its number formats, unit names and hedges. Terms are read
        in English only.
    lexicon : Lexicon, optional
        Another vocabulary than the shipped one.

    Returns
    -------
    Reading or TermReading
        The figure with its digits as printed, or the term.

    Raises
    ------
    ReadingError
        The words state no such value, or several; ``code`` and ``choices`` say what was seen.

    Examples
    --------
    >>> reading = read("between 300 and 700 km", attribute="range")
    >>> reading.relation, reading.low, reading.high, reading.unit
    ('between', Decimal('300'), Decimal('700'), 'km')
    >>> read("186 to 435 miles", attribute="range").canonical.low
    Decimal('299')
    >>> read("close-range ballistic missile", attribute="class").term
    'crbm'
    >>> read("around 45 kilograms", attribute="range")
    Traceback (most recent call last):
    ...
    armsref.errors.ReadingError: no figure for range in 'around 45 kilograms' (about 45 kg)
    """
    _refuse_no_text(phrase=phrase, language=language)
    lexicon = (lexicon or shipped_lexicon()).in_language(language)
    if attribute is None:
        return read_figure(phrase, None, lexicon)
    known = tuple(lexicon.vocabulary.attribute)
    if attribute not in known:
        raise ReadingError("unknown-attribute", f"no attribute is named {attribute!r}", known)
    entry = lexicon.vocabulary.attribute[attribute]
    if entry.kind == "link":
        message = f"{attribute} names another system: its words are a name, not a value"
        raise ReadingError("nothing", message)
    if entry.kind == "term":
        if lexicon.wording.code != "en":
            message = f"the terms of {attribute} are not covered in the language {language!r}"
            raise ReadingError("language", message, ("en",))
        return read_term(phrase, attribute, lexicon)
    try:
        return read_figure(phrase, attribute, lexicon)
    except ReadingError as error:
        if attribute != "speed" or error.code != "nothing":
            raise
        return _mach_number(phrase, lexicon, error)


def _refuse_no_text(**texts: object) -> None:
    for name, value in texts.items():
        if not isinstance(value, str):
            msg = f"{name} is a str, not {type(value).__name__}"
            raise TypeError(msg)


def _mach_number(phrase: str, lexicon: Lexicon, error: ReadingError) -> Reading:
    """Read a speed that is only printed as a Mach number, and say so."""
    try:
        reading = read_figure(phrase, "mach", lexicon)
    except ReadingError:
        raise error from None
    warning = "a Mach number is no speed without an altitude: it is the attribute mach"
    return reading.model_copy(update={"warnings": (*reading.warnings, warning)})


def read_figure(phrase: str, attribute: str | None, lexicon: Lexicon) -> Reading:
    """Read a phrase as a figure of an attribute; see :func:`read`."""
    found, problems = figures_in(phrase, lexicon)
    whole, phrase = phrase, shorten(phrase)
    entry = lexicon.vocabulary.attribute[attribute] if attribute else None
    fitting = [fit for f in found if (fit := _fitting(f, entry, lexicon)) is not None]
    if attribute is not None:
        fitting = _by_cue(whole, fitting, found, attribute, lexicon)
    fitting = _distinct(fitting)
    # "a range and a payload of 2,000 km and 500 kg, respectively": the attribute picks one.
    picked = entry is not None and len(fitting) == 1 and len(found) > 1
    if "respectively" in whole.casefold() and not picked:
        raise ReadingError("ambiguous", f"'respectively' in {phrase!r} says two things of two")
    # A second number without a unit may be a part of a count: "20 Russian and 10 Iranian".
    counts = any(lexicon.vocabulary.unit[f.figure.unit].counted for f in fitting)
    unread = [p for p in problems if counts and p.code == "unknown-unit" and not p.dated]
    grave = [p for p in problems if not p.stray or p in unread]
    if len(fitting) == 1 and not grave:
        fitting = [_beside_brackets(fitting[0], found, whole)]
        fitting = [_in_its_language(fitting[0], whole, lexicon)]
        return _reading(fitting[0], entry, lexicon)
    if grave or (problems and not fitting):
        first = (grave or problems)[0]
        raise ReadingError(first.code, f"{first.message} in {phrase!r}")
    wanted = f"figure for {attribute}" if attribute else "figure"
    seen = tuple(text_of(f.figure) for f in (fitting or found)[:8])
    if not fitting:
        raise ReadingError("nothing", f"no {wanted} in {phrase!r}", seen)
    raise ReadingError("ambiguous", f"more than one {wanted} in {phrase!r}", seen)


def _fitting(found: Found, entry: Attribute | None, lexicon: Lexicon) -> Found | None:
    """Return a figure with the unit that the attribute's dimension picks; None where none fits.

    "up to Mach 5 (6,000 km/h)" is a speed by its second unit, "300キロ" a range by its first.
    """
    if entry is None:
        return found
    for figure, other in ((found.figure, found.also), (found.also, found.figure)):
        unit = _unit_for(figure, entry, lexicon) if figure is not None else None
        if figure is None or unit is None:
            continue
        known = unit != figure.unit
        warnings = without_doubt(found.warnings, figure.unit) if known else found.warnings
        meant = figure.model_copy(update={"unit": unit})
        return found._replace(figure=meant, also=other, warnings=warnings)
    return None


def _unit_for(figure: Figure, entry: Attribute, lexicon: Lexicon) -> str | None:
    """Return the unit that words mean for an attribute: "kt" of a yield are kilotons."""
    units = lexicon.vocabulary.unit
    if entry.unit is None:
        return None
    if units[entry.unit].money:
        return figure.unit if units[figure.unit].money else _PRICES.get(figure.unit)
    if units[figure.unit].money:
        return None
    wanted = dimension(entry.unit)
    choices = units[figure.unit].choices or (figure.unit,)
    fits = [c for c in choices if dimension(c) == wanted]
    if not fits:
        return _YIELDS.get(figure.unit) if wanted == dimension("kt_TNT") else None
    return figure.unit if len(fits) == len(choices) else fits[0]


def _beside_brackets(chosen: Found, found: list[Found], phrase: str) -> Found:
    """Warn of a figure in brackets behind another that does not fit: they may be one."""
    for other in found:
        near = 0 <= chosen.start - other.end <= 3
        if near and phrase[other.end : chosen.start].strip() == "(":
            warning = f"the figure stands in brackets behind {text_of(other.figure)}"
            return chosen._replace(warnings=(*chosen.warnings, warning))
    in_front = phrase[max(0, chosen.start - 40) : chosen.start].rstrip()
    if in_front.endswith("(") and any(map(str.isdigit, in_front)):
        warning = f"the figure stands in brackets behind {shorten(in_front[:-1].strip())!r}"
        return chosen._replace(warnings=(*chosen.warnings, warning))
    return chosen


def _in_its_language(chosen: Found, phrase: str, lexicon: Lexicon) -> Found:
    """Warn where the words in front bound a figure in another language: "bis zu 700 km"."""
    if chosen.hedges:
        return chosen
    row = lexicon.row(phrase[max(0, chosen.start - 60) : chosen.start])
    words = [t.text for t in row if t.text not in IGNORED_MARKS][-4:]
    # Behind "of" or "the" no hedge ends; the other languages need not be loaded.
    plain = not words or (lexicon.folds and words[-1].casefold() in lexicon.counted_modifiers)
    foreign = None if plain else lexicon.foreign_hedges.before(words)
    if foreign is None:
        return chosen
    warning = f"{foreign[0]!r} bounds a figure in {', '.join(foreign[1])}: name the language"
    return chosen._replace(warnings=(*chosen.warnings, warning))


def _distinct(fitting: list[Found]) -> list[Found]:
    """Drop a figure that repeats another: "in excess of Mach 5, or five times ..."."""
    kept: list[Found] = []
    for found in fitting:
        said = (found.figure.numbers, found.figure.unit)
        repeats = found.figure.relation == "exactly" and any(
            said == (other.figure.numbers, other.figure.unit) for other in kept
        )
        if not repeats:
            kept.append(found)
    return kept


def _same_kind(unit: str, entry: Attribute, lexicon: Lexicon) -> bool:
    """Tell whether a unit could be an attribute's."""
    figure = Figure(relation="exactly", low=Decimal(1), high=Decimal(1), unit=unit)
    return entry.unit is not None and _unit_for(figure, entry, lexicon) is not None


def _by_cue(
    phrase: str, fitting: list[Found], found: list[Found], attribute: str, lexicon: Lexicon
) -> list[Found]:
    """Keep the figures whose own words do not say that they are another attribute's."""
    row = lexicon.row(phrase)
    names: dict[Found, set[str]] = {figure: set() for figure in fitting}
    # A cue speaks for the nearest figure of all; one that fits may have another unit by now.
    fit_at = {figure.start: figure for figure in fitting}
    found = [fit_at.get(figure.start, figure) for figure in found]
    ends = [figure.end for figure in found]
    for index, match in lexicon.cues.anywhere(row) if fitting else ():
        start, end = row[index].start, row[match.end - 1].end
        at = bisect_left(ends, start)
        beside = found[max(0, at - 1) : at + 2]
        nearest = min(beside, key=lambda f: _distance(f, start, end))
        if nearest in names:
            names[nearest].update(
                name
                for name in match.value
                if _same_kind(nearest.figure.unit, lexicon.vocabulary.attribute[name], lexicon)
            )
    cued = [figure for figure in fitting if attribute in names[figure]]
    uncued = [f for f in fitting if not names[f] and _plausible(f, attribute, lexicon)]
    if cued:
        return cued + uncued
    free = [f for f in fitting if not names[f]]
    if free or len(fitting) != 1 or not _plausible(fitting[0], attribute, lexicon):
        return free
    # One figure of the right kind, and words that are another attribute's: said, not refused.
    said = ", ".join(sorted(names[fitting[0]]))
    warning = f"the words beside the figure say {said}, not {attribute}"
    return [fitting[0]._replace(warnings=(*fitting[0].warnings, warning))]


def _plausible(found: Found, attribute: str, lexicon: Lexicon) -> bool:
    """Tell whether a figure could be the attribute's: a calibre is no range."""
    entry = lexicon.vocabulary.attribute[attribute]
    canonical = canonical_figure(found.figure, entry, lexicon)
    return canonical is None or not _implausible(canonical, entry)


def _implausible(canonical: Figure, entry: Attribute) -> list[Decimal]:
    """Return the numbers out of an attribute's bounds.

    Those of a price hold in any currency: they doubt the words, and compare no two prices.
    """
    if entry.least is None or entry.most is None:
        return []
    numbers = dict.fromkeys(canonical.numbers)
    return [number for number in numbers if not entry.least <= number <= entry.most]


def _distance(found: Found, start: int, end: int) -> int:
    """Count the characters between a figure and other words; 0 where they overlap."""
    return max(found.start - end, start - found.end, 0)


def _reading(found: Found, entry: Attribute | None, lexicon: Lexicon) -> Reading:
    figure = found.figure
    warnings = list(found.warnings)
    canonical = canonical_figure(figure, entry, lexicon)
    if entry and canonical:
        warnings += [
            f"{number:,f} {canonical.unit} is implausible: {entry.least:f} to {entry.most:f}"
            for number in _implausible(canonical, entry)
        ]
    return Reading(
        relation=figure.relation,
        approximate=figure.approximate,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        hedges=found.hedges,
        also=found.also,
        canonical=canonical,
        warnings=tuple(warnings),
        span=(found.start, found.end),
        parts=found.parts,
    )


def canonical_figure(figure: Figure, entry: Attribute | None, lexicon: Lexicon) -> Figure | None:
    """Convert a figure to the attribute's unit, at the digits printed.

    Without an attribute the unit is that of the first attribute of the dimension. None where
    the printed unit is ambiguous.
    """
    if lexicon.vocabulary.unit[figure.unit].choices:
        return None
    if lexicon.vocabulary.unit[figure.unit].money:
        return _in_unit(figure, figure.low, figure.high, figure.unit)
    unit = entry.unit if entry else None
    if unit is None:
        same = (
            a.unit
            for a in lexicon.vocabulary.attribute.values()
            if a.unit and dimension(a.unit) == dimension(figure.unit)
        )
        unit = next(same, figure.unit)
    try:
        low, high = convert_ends(figure.relation, figure.low, figure.high, figure.unit, unit)
    except UnitError:
        return None
    return _in_unit(figure, low, high, unit)


def _in_unit(figure: Figure, low: Decimal | None, high: Decimal | None, unit: str) -> Figure:
    """Return a figure, no reading, with the ends it has in a unit."""
    return Figure(
        relation=figure.relation, approximate=figure.approximate, low=low, high=high, unit=unit
    )
