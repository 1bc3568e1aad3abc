"""Read a phrase: a quantity as a figure, a term by its forms."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ReadingError, UnitError
from armsref.model.reading import Figure, Reading
from armsref.reading.figures import Found, Grammar
from armsref.reading.lexicon import Lexicon, shipped_lexicon
from armsref.reading.terms import TermReading, read_term
from armsref.reading.tokens import shorten, tokens
from armsref.reading.units import convert_printed, dimension
from armsref.reading.wording import figure_text

if TYPE_CHECKING:
    from armsref.model.vocabulary import Attribute
    from armsref.reading.doubts import Problem

__all__ = ["figures_in", "read", "read_figure"]


class _Scan(NamedTuple):
    found: list[Found]
    problems: list[Problem]


def figures_in(text: str, lexicon: Lexicon) -> _Scan:
    """Return the figures that stand in a text, and what looked like one but cannot be read."""
    return _Scan(*Grammar(lexicon, text, tokens(text)).scan())


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
        Language of the words, BCP 47; only English is read so far.
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
    lexicon = lexicon or shipped_lexicon()
    if language.split("-", maxsplit=1)[0] != "en":
        message = f"the language {language!r} is not covered"
        raise ReadingError("language", message, ("en",))
    if attribute is None:
        return read_figure(phrase, None, lexicon)
    entry = lexicon.vocabulary.attribute.get(attribute)
    if entry is None:
        known = tuple(lexicon.vocabulary.attribute)
        raise ReadingError("unknown-attribute", f"no attribute is named {attribute!r}", known)
    if entry.kind == "link":
        message = f"{attribute} names another system: its words are a name, not a value"
        raise ReadingError("nothing", message)
    if entry.kind == "term":
        return read_term(phrase, attribute, lexicon)
    return read_figure(phrase, attribute, lexicon)


def read_figure(phrase: str, attribute: str | None, lexicon: Lexicon) -> Reading:
    """Read a phrase as a figure of an attribute; see :func:`read`."""
    found, problems = figures_in(phrase, lexicon)
    whole, phrase = phrase, shorten(phrase)
    entry = lexicon.vocabulary.attribute[attribute] if attribute else None
    if "respectively" in whole.casefold():
        raise ReadingError("ambiguous", f"'respectively' in {phrase!r} says two things of two")
    fitting = [f for f in found if entry is None or _fits(f, entry, lexicon)]
    if attribute is not None:
        fitting = _by_cue(whole, fitting, found, attribute, lexicon)
    if len(fitting) == 1 and not problems:
        return _reading(fitting[0], entry, lexicon)
    if problems:
        raise ReadingError(problems[0].code, f"{problems[0].message} in {phrase!r}")
    wanted = f"figure for {attribute}" if attribute else "figure"
    seen = tuple(_text(f.figure) for f in (fitting or found)[:8])
    if not fitting:
        raise ReadingError("nothing", f"no {wanted} in {phrase!r}", seen)
    raise ReadingError("ambiguous", f"more than one {wanted} in {phrase!r}", seen)


def _fits(found: Found, entry: Attribute, lexicon: Lexicon) -> bool:
    choices = lexicon.vocabulary.unit[found.figure.unit].choices or (found.figure.unit,)
    return entry.unit is not None and dimension(choices[0]) == dimension(entry.unit)


def _by_cue(
    phrase: str, fitting: list[Found], found: list[Found], attribute: str, lexicon: Lexicon
) -> list[Found]:
    """Keep the figures whose own words do not say that they are another attribute's."""
    row = tokens(phrase)
    names: dict[Found, set[str]] = {figure: set() for figure in fitting}
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
                if _fits(nearest, lexicon.vocabulary.attribute[name], lexicon)
            )
    cued = [figure for figure in fitting if attribute in names[figure]]
    uncued = [f for f in fitting if not names[f] and _plausible(f, attribute, lexicon)]
    return cued + uncued if cued else [f for f in fitting if not names[f]]


def _plausible(found: Found, attribute: str, lexicon: Lexicon) -> bool:
    """Tell whether a figure could be the attribute's: a calibre is no range."""
    entry = lexicon.vocabulary.attribute[attribute]
    canonical = canonical_figure(found.figure, entry, lexicon)
    if canonical is None or entry.least is None or entry.most is None:
        return True
    return all(entry.least <= number <= entry.most for number in canonical.numbers)


def _distance(found: Found, start: int, end: int) -> int:
    """Count the characters between a figure and other words; 0 where they overlap."""
    return max(found.start - end, start - found.end, 0)


def _reading(found: Found, entry: Attribute | None, lexicon: Lexicon) -> Reading:
    figure = found.figure
    warnings = list(found.warnings)
    canonical = canonical_figure(figure, entry, lexicon)
    if entry and canonical and entry.least is not None and entry.most is not None:
        warnings += [
            f"{number:,f} {canonical.unit} is implausible: {entry.least:f} to {entry.most:f}"
            for number in dict.fromkeys(canonical.numbers)
            if not entry.least <= number <= entry.most
        ]
    return Reading(
        relation=figure.relation,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        hedges=found.hedges,
        also=found.also,
        canonical=canonical,
        warnings=tuple(warnings),
        span=(found.start, found.end),
    )


def canonical_figure(figure: Figure, entry: Attribute | None, lexicon: Lexicon) -> Figure | None:
    """Convert a figure to the attribute's unit, at the digits printed.

    Without an attribute the unit is that of the first attribute of the dimension. None where
    the printed unit is ambiguous.
    """
    if lexicon.vocabulary.unit[figure.unit].choices:
        return None
    unit = entry.unit if entry else None
    if unit is None:
        same = (
            a.unit
            for a in lexicon.vocabulary.attribute.values()
            if a.unit and dimension(a.unit) == dimension(figure.unit)
        )
        unit = next(same, figure.unit)
    try:
        low, high = (
            None if end is None else convert_printed(end, figure.unit, unit)
            for end in (figure.low, figure.high)
        )
    except UnitError:
        return None
    return Figure(relation=figure.relation, low=low, high=high, unit=unit)


def _text(figure: Figure) -> str:
    return figure_text(figure.relation, figure.low, figure.high, figure.unit)
