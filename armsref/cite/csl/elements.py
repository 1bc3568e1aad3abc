"""The elements of a CSL style, as citeproc-py renders them, with its faults mended.

Each class takes the place of citeproc-py's own; only what it does wrong is done anew:

- a group is empty where all the variables it calls are empty, however deep (a stray "Edition");
- what stands in for a missing author is not printed a second time;
- a label without its variable is not printed, and ``disambiguate`` is no condition that is met;
- a part of a date does not change the locale for all dates to come;
- a case keeps names, and a fault while pieces are joined is not passed over.
"""

# ruff: noqa: D102 - what a method does, citeproc-py says; what it does otherwise, its class.

from __future__ import annotations

import re
import unicodedata
from typing import Any

from citeproc import LANGUAGE_NAMES, PRIMARY_DIALECTS, model
from citeproc.source import VariableError
from citeproc.string import String, join

from armsref.cite.csl import marks
from armsref.cite.csl.casing import cased

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TESTS = ("type", "variable", "is-numeric", "is-uncertain-date", "locator", "position")
_KINDS = {"URL": marks.ADDRESS, "title": marks.TITLE, "title-short": marks.TITLE}


class _Joined:
    """Joins its pieces, and raises where that fails."""

    def join(self, strings: Any, default_delimiter: str = "") -> Any:
        delimiter = self.get("delimiter", default_delimiter)  # type: ignore[attr-defined]
        return join((s for s in strings if s), delimiter)


class Style(model.Style):  # type: ignore[misc]
    """A style with locales whose elements are these."""

    def set_locale_list(self, output_locale: str, validate: bool = False) -> None:  # noqa: ARG002
        """Look terms up in the style's own locales, then in the language's, then in English."""
        from armsref.cite.csl.read import read_locale

        language = output_locale.partition("-")[0]
        own = {locale.get(_LANGUAGE): locale for locale in self.findall("cs:locale", self.nsmap)}
        wanted = dict.fromkeys((output_locale, language, None))
        self.locales = [own[name] for name in wanted if name in own]
        dialects = [output_locale if output_locale in LANGUAGE_NAMES else None]
        dialects += [PRIMARY_DIALECTS.get(language), "en-US"]
        self.locales += [read_locale(name) for name in dict.fromkeys(dialects) if name]
        for locale in self.locales:
            locale.style = self


class Layout(_Joined, model.Layout):  # type: ignore[misc]
    """A layout: of a mark, in the order of citing or the style's own; or of an entry."""

    def render_citation(self, citation: Any, callback: Any) -> Any:  # noqa: ARG002
        sort = self.getparent().find("cs:sort", self.nsmap)
        items = citation.cites if sort is None else sort.sort(citation.cites, self)
        made = [(item.number, self.render_children(item)) for item in items]
        pieces = [(number, str(text)) for number, text in made if text]
        if self.getparent().get("collapse") == "citation-number":
            return self.format(self.wrap(self.join(_runs(pieces))))
        return self.format(self.wrap(self.join([text for _, text in pieces])))

    def render_children(self, item: Any, delimiter: str = "", **more: Any) -> Any:
        if self.getparent().get("second-field-align") is None:
            return super().render_children(item, delimiter=delimiter, **more)
        pieces = []
        for place, child in enumerate(self.iterchildren()):
            try:
                text = child.render(item, **more)
            except VariableError:
                continue
            if text:
                # The number stands in a column of its own; in a line, a space is between.
                pieces.append(f"{text} " if place == 0 else str(text))
        return String(delimiter.join(pieces)) if pieces else None


def _runs(pieces: list[tuple[int, str]]) -> list[str]:
    """Return numbers with runs of three and more as first and last."""
    found: list[list[tuple[int, str]]] = []
    for number, text in pieces:
        if found and found[-1][-1][0] + 1 == number:
            found[-1].append((number, text))
        else:
            found.append([(number, text)])
    return [
        text
        for run in found
        for text in ([f"{run[0][1]}–{run[-1][1]}"] if len(run) > 2 else [text for _, text in run])
    ]


class Group(_Joined, model.Group):  # type: ignore[misc]
    """A group that is empty where all the variables it calls are."""

    def process(self, item: Any, context: Any = None, **more: Any) -> Any:
        state = self.get_formatter()
        called, filled = state.called, state.filled
        delimiter = self.get("delimiter", "")
        pieces = []
        for child in self.iterchildren():
            threaded = {"delimiter": delimiter} if isinstance(child, model.Choose) else {}
            try:
                pieces.append(child.render(item, context=context, **threaded, **more))
            except VariableError:
                continue
        pieces = [piece for piece in pieces if piece]
        if not pieces or (state.called > called and state.filled == filled):
            raise VariableError
        # To a group around it, it is a variable that is not empty.
        state.called, state.filled = state.called + 1, state.filled + 1
        return self.join(pieces)


class Text(_Joined, model.Text):  # type: ignore[misc]
    """A text that says which variable it is, and keeps the case of names."""

    def get_macro(self, name: str) -> Any:
        return self.get_formatter().macro(name)

    def process(self, item: Any, context: Any = None, **more: Any) -> Any:
        state = self.get_formatter()
        variable = self.get("variable")
        if variable is None:
            called, filled = state.called, state.filled
            text, language = super().process(item, context, **more)
            # A macro, too, is empty where all the variables it calls are.
            empty = state.called > called and state.filled == filled
            return (None if empty else text), language
        state.calls(item, variable)
        text, language = super().process(item, context, **more)
        if text:
            state.fills(variable)
        return text, language

    def _variable(self, item: Any, context: Any) -> Any:  # noqa: ARG002
        variable = self.get("variable")
        if variable == "citation-number":
            return item.number
        return item.reference[variable.replace("-", "_")]

    def markup(self, text: Any, language: str) -> Any:
        if not text:
            return None
        plain = cased(str(self.strip_periods(String(text))), self.get("text-case"), language)
        variable = self.get("variable")
        if variable is not None:
            plain = marks.marked(_KINDS.get(variable, marks.DATA), marks.kept(plain))
        elif "macro" not in self.attrib:
            plain = marks.kept(plain)
        return self.wrap(self.quote(self.format(String(plain))))

    def quote(self, string: Any) -> Any:
        if self.get("quotes", "false").lower() != "true":
            return string
        opens, closes = self._sign("open-quote"), self._sign("close-quote")
        # An apostrophe closes nothing.
        pair = rf"(?<!\w){re.escape(opens)}(.+?){re.escape(closes)}(?!\w)"
        within = self._sign("open-inner-quote"), self._sign("close-inner-quote")
        inner = re.sub(pair, lambda m: f"{within[0]}{m[1]}{within[1]}", str(string))
        closing = f"{marks.BEFORE_CLOSING_QUOTE}{closes}"
        return String(marks.marked(marks.QUOTED, f"{opens}{inner}{closing}"))

    def _sign(self, name: str) -> str:
        return str(self.get_single_term(name=name))


class Date(_Joined, model.Date):  # type: ignore[misc]
    """A date that says which variable it is, in the locale's own delimiters."""

    def process(self, item: Any, variable: Any = None, *rest: Any, **more: Any) -> Any:
        own = self.get("variable")
        state = self.get_formatter()
        if own is None:
            return super().process(item, variable, *rest, **more)
        state.calls(item, own)
        with state.lettering(item, own):
            text = super().process(item, variable, *rest, **more)
        if text:
            state.fills(own)
        return text

    def render_single_date(self, date: Any, show_parts: Any = None, context: Any = None) -> Any:
        parts = self.parts(date, show_parts, None if context is self else context)
        return self.join(parts) if parts else None


class DatePart(model.Date_Part):  # type: ignore[misc]
    """A part of a date, which takes its form from each date anew."""

    def process(self, date: Any, context: Any = None) -> Any:
        text = super().process(date, context)
        letter = self.get_formatter().letter() if self.get("name") == "year" else ""
        return f"{text}{letter}"

    def render(self, *args: Any, **more: Any) -> Any:
        own = dict(self.attrib)
        try:
            return super().render(*args, **more)
        finally:
            self.attrib.clear()
            self.attrib.update(own)


class Number(model.Number):  # type: ignore[misc]
    """A number that says which variable it is."""

    def process(self, item: Any, *args: Any, **more: Any) -> Any:
        state = self.get_formatter()
        variable = self.get("variable")
        state.calls(item, variable)
        own = variable == "citation-number"
        text = str(item.number) if own else super().process(item, *args, **more)
        if text:
            state.fills(variable)
        return text


class Names(_Joined, model.Names):  # type: ignore[misc]
    """Names: an article has none, so that another variable stands in; a dataset has makers."""

    def process(self, item: Any, *args: Any, **more: Any) -> Any:
        state, variable = self.get_formatter(), self.get("variable")
        state.calls(item, variable)
        text = super().process(item, *args, **more)
        if text:
            state.fills(variable)
        return text


class Substitute(model.Substitute):  # type: ignore[misc]
    """What stands in for names; it is not printed a second time."""

    def render(self, item: Any, context: Any = None, **more: Any) -> Any:
        state = self.get_formatter()
        around = self.getparent()
        for child in self.iterchildren():
            bare = isinstance(child, model.Names) and child.name is None
            given = {"names_context": around} if bare else {}
            with state.noting() as noted:
                try:
                    text = child.render(item, context=context, **given, **more)
                except VariableError:
                    continue
            if text:
                state.suppress(item, noted)
                return text
        return None


class Label(model.Label):  # type: ignore[misc]
    """A label, printed only with what it labels."""

    def process(self, item: Any, variable: Any = None, plural: Any = None, **more: Any) -> Any:
        own = variable or self.get("variable")
        if own != "locator" and own.replace("-", "_") not in item.reference:
            return None
        return super().process(item, variable, plural, **more)


class _Condition:
    """A condition that knows whether the article must be told from another."""

    def render(self, item: Any, context: Any = None, delimiter: str = "", **more: Any) -> Any:
        element: Any = self
        wanted = element.get("disambiguate")
        if wanted is not None:
            met = (item.key in element.get_formatter().ambiguous) == (wanted == "true")
            match = element.get("match", "all")
            decides = met == (match in ("any", "none"))
            alone = not any(test in element.attrib for test in _TESTS)
            if (decides or alone) and met == (match == "none"):
                raise model.ConditionFailed
            if decides or alone:
                return element.render_children(item, context=context, delimiter=delimiter, **more)
        return super().render(item, context=context, delimiter=delimiter, **more)  # type: ignore[misc]


class If(_Condition, model.If):  # type: ignore[misc]
    """See :class:`_Condition`."""


class ElseIf(_Condition, model.Else_If):  # type: ignore[misc]
    """See :class:`_Condition`."""


class Key(model.Key):  # type: ignore[misc]
    """A sorting key: its words without signs, each key of the whole article."""

    def get_macro(self, name: str) -> Any:
        return self.get_formatter().macro(name)

    def sort_keys(self, items: Any, context: Any) -> list[Any]:
        with self.get_formatter().apart():
            keys = super().sort_keys(items, context)
        return [_sorted_by(str(key)) if isinstance(key, str | list) else key for key in keys]


def _sorted_by(text: str) -> str:
    """Return a text as pandoc, too, sorts it: bare letters and digits, word by word."""
    letters = unicodedata.normalize("NFKD", marks.unmarked(text)).casefold()
    kept = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


#: What takes the place of citeproc-py's own, by the element's name.
MENDED = {
    "style": Style,
    "layout": Layout,
    "group": Group,
    "text": Text,
    "date": Date,
    "date-part": DatePart,
    "number": Number,
    "names": Names,
    "substitute": Substitute,
    "label": Label,
    "if": If,
    "else-if": ElseIf,
    "key": Key,
}
