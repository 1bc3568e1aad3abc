r"""Figures with their notes in any Jinja2 template, by an extension.

Examples
--------
>>> from jinja2 import Environment
>>> environment = Environment(extensions=["armsref.reports.jinja.Armsref"])
>>> template = environment.from_string('''It reaches {{ spec("polonez.range", unit="mi") }}.
... {{ notes() }}''')
>>> print(template.render())
It reaches 31–186 mi[1].
[1] "between 50 and 300 km", in "...
"""

from __future__ import annotations

import re
import threading
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from armsref.catalog.figure_words import figure_words
from armsref.cite.note import article_entry
from armsref.cite.styles import style_named
from armsref.errors import ArmsrefError
from armsref.reports.bibliography import source_list
from armsref.reports.figure import spec_of
from armsref.reports.sources import Sources
from armsref.writing.forms import FORMS, write, write_inlines
from armsref.writing.parts import Bullets, Paragraph, Superscript, Words, words

try:
    from jinja2 import pass_context
    from jinja2.ext import Extension
    from markupsafe import Markup
except ImportError:
    msg = "templates need Jinja2; pip install 'armsref[jinja]'"
    raise ArmsrefError(msg) from None

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

    from armsref.catalog.catalog import Catalog
    from armsref.reports.sources import Figure, Source

#: Where a rendering keeps what it has cited, among its own variables.
_KEPT = "armsref rendering"
#: Endings of templates' names, once those of templates are taken away.
_FORMS = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".md", ".markdown", ".qmd"), "markdown"),
    ".tex": "latex",
    ".txt": "text",
}
_TEMPLATES = (".j2", ".jinja", ".jinja2")


class Armsref(Extension):
    """Gives templates ``spec``, ``notes`` and ``bibliography``.

    ========================================  ====================================================
    ``spec("zolfaghar.range")``               the figure and the mark of its note; ``unit``,
                                              ``digits``, ``disputed="ok"``, ``form``
    ``notes()``                               the notes of the figures so far; in a style that
                                              cites in the text, the figures with their sources
    ``bibliography()``                        the articles of the figures so far; ``style``
    ========================================  ====================================================

    Each rendering counts its own notes, with the templates that it includes or imports. In LaTeX
    the notes are footnotes, and ``notes()`` is empty.

    The environment's settings: ``armsref_catalog`` (the shipped one by default), ``armsref_style``
    and ``armsref_csl`` (the plain style), ``armsref_form`` (``html``, ``markdown``, ``text`` or
    ``latex``; by default what the template's name says: ``report.md.j2``; else HTML where it is
    escaped, and text). Numbers and letters are those of the articles so far: a style that numbers
    by the alphabet cannot know what comes.

    Examples
    --------
    >>> from jinja2 import Environment
    >>> environment = Environment(extensions=[Armsref], autoescape=True)
    >>> environment.armsref_style = "apa"
    >>> print(environment.from_string('{{ spec("fath-360.guidance") }}').render()[:11])
    satellite (
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.extend(
            armsref_catalog=None, armsref_style="plain", armsref_csl=None, armsref_form=None
        )
        environment.globals.update(spec=spec, notes=notes, bibliography=bibliography)
        environment.context_class = _counting(environment.context_class)


def _counting(base: type[Context]) -> type[Context]:
    """Return a class of contexts that keep what is cited from the first on."""
    if hasattr(base, "counts_for_armsref"):
        return base

    class CountingContext(base):  # type: ignore[valid-type,misc]
        """A context in which a rendering's citations are kept, in those derived from it too."""

        counts_for_armsref = True

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.parent.setdefault(_KEPT, _Rendering(self.environment))
            # Imported templates are handed what is named here.
            self.globals_keys.add(_KEPT)

    return CountingContext


class _Rendering:
    """What one rendering has cited so far."""

    def __init__(self, environment: Any) -> None:
        self._environment = environment
        self._sources: Sources | None = None
        self.figures: list[Figure] = []
        #: How often the note of each source set was marked, in the order of the notes.
        self.noted: dict[Source, int] = {}
        # Parts of one template may be rendered at the same time.
        self.lock = threading.Lock()

    @property
    def catalog(self) -> Catalog:
        """The catalogue of the environment."""
        import armsref

        return self._environment.armsref_catalog or armsref.shipped()

    @property
    def sources(self) -> Sources:
        """The source sets so far."""
        if self._sources is None:
            settings = self._environment
            style = style_named(self.catalog, settings.armsref_style, settings.armsref_csl)
            self._sources = Sources(self.catalog, style)
        return self._sources

    def figure(
        self, target: str, unit: str | None, digits: int | None, *, disputed: bool
    ) -> Figure:
        """Return a figure, which is cited from now on."""
        found = spec_of(self.catalog, target)
        if found.agreement == "disputed" and not disputed:
            msg = 'articles differ on it; write disputed="ok" where the text says so'
            raise ArmsrefError(msg)
        figure = self.sources.figure(found, words(figure_words(found, unit, digits)).text)
        self.figures.append(figure)
        return figure

    def mark(self, source: Source, form: str) -> str:
        """Return the mark behind a figure."""
        style = self.sources.style
        if style.in_text:
            marks = style.mark(source.cited)
            gap = "" if isinstance(marks[0], Superscript) else " "
            return gap + write_inlines(marks, form)
        times = self.noted[source] = self.noted.get(source, 0) + 1
        number = list(self.noted).index(source) + 1
        if form != "latex":
            return _MARKS[form].format(number=number, times=times)
        label = f"armsref-note-{number}"
        if times > 1:
            return f"\\textsuperscript{{\\ref{{{label}}}}}"
        return f"\\footnote{{\\label{{{label}}}{write_inlines(source.note, form)}}}"

    def notes(self, form: str) -> str:
        """Return the notes, or the list of the figures."""
        if self.sources.style.in_text:
            listed = source_list(self.figures)
            return write((Bullets(tuple(listed)),), form) if listed else ""
        if form == "latex" or not self.noted:
            return ""
        notes = [
            _note(number, write_inlines(source.note, form), times, form)
            for number, (source, times) in enumerate(self.noted.items(), 1)
        ]
        if form == "html":
            return f'<ol class="armsref-notes">\n{"".join(notes)}</ol>\n'
        return ("\n" if form == "text" else "\n\n").join(notes) + "\n"

    def bibliography(self, style: str | None, form: str) -> str:
        """Return the entries of the articles cited."""
        cited = self.sources.style
        if style is not None:
            cited = style_named(self.catalog, style).citing(self.sources.articles)
        entries = [article_entry(self.catalog, one, cited) for one in cited.cited]
        return write(tuple(map(Paragraph, entries)), form) if entries else ""


_MARKS = {
    "html": (
        '<sup id="armsref-mark-{number}-{times}">'
        '<a href="#armsref-note-{number}">{number}</a></sup>'
    ),
    "markdown": "[^armsref-{number}]",
    "text": "[{number}]",
}


def _note(number: int, said: str, times: int, form: str) -> str:
    if form == "text":
        return f"[{number}] {said}"
    if form == "markdown":
        return f"[^armsref-{number}]: {said}"
    back = " ".join(
        f'<a href="#armsref-mark-{number}-{time}" aria-label="back">↩</a>'
        for time in range(1, times + 1)
    )
    return f'<li id="armsref-note-{number}">{said} {back}</li>\n'


@pass_context
def spec(
    context: Context,
    target: str,
    unit: str | None = None,
    digits: int | str | None = None,
    *,
    disputed: str | None = None,
    form: str | None = None,
) -> str:
    """Return a figure and the mark of its note; see :class:`Armsref`.

    Raises
    ------
    ArmsrefError
        The catalogue does not state it, not in that unit, or articles differ on it.
    """
    kept, written = _rendering(context), _form(context, form)
    try:
        with kept.lock:
            figure = kept.figure(str(target), unit, _whole(digits), disputed=disputed == "ok")
            shown = write_inlines((Words(figure.text + figure.source.mark),), written)
            return _of_form(context, shown + kept.mark(figure.source, written), written)
    except ArmsrefError as error:
        msg = f"spec({str(target)!r}): {error}"
        raise ArmsrefError(msg) from error


def _whole(digits: object) -> int | None:
    """Return digits as a number; spans write them as ``"2"``.

    Raises
    ------
    ArmsrefError
        They are no whole number.
    """
    if digits is None or (isinstance(digits, int) and not isinstance(digits, bool)):
        return digits
    if isinstance(digits, str) and re.fullmatch("[0-9]{1,2}", digits):
        return int(digits)
    msg = f"digits is a whole number, not {digits!r}"
    raise ArmsrefError(msg)


@pass_context
def notes(context: Context, form: str | None = None) -> str:
    """Return the notes of the figures so far; see :class:`Armsref`."""
    written = _form(context, form)
    return _of_form(context, _rendering(context).notes(written), written)


@pass_context
def bibliography(context: Context, style: str | None = None, form: str | None = None) -> str:
    """Return the bibliography of the figures so far; see :class:`Armsref`."""
    written = _form(context, form)
    return _of_form(context, _rendering(context).bibliography(style, written), written)


def _rendering(context: Context) -> _Rendering:
    kept: _Rendering = context[_KEPT]
    return kept


def _form(context: Context, form: str | None) -> str:
    """Return the form to write: the one asked for, the environment's, or the template's.

    Raises
    ------
    ArmsrefError
        There is no such form.
    """
    settings: Any = context.environment
    chosen = form or settings.armsref_form
    if chosen is None:
        name = PurePath(context.name or "")
        name = name.with_suffix("") if name.suffix in _TEMPLATES else name
        escaped = "html" if context.eval_ctx.autoescape else "text"
        chosen = _FORMS.get(name.suffix.casefold(), escaped)
    if chosen not in FORMS:
        msg = f"no form {chosen!r}; use one of {', '.join(FORMS)}"
        raise ArmsrefError(msg)
    return str(chosen)


def _of_form(context: Context, text: str, form: str) -> str:
    """Return what is written; HTML is escaped already, where others are to be."""
    return Markup(text) if form == "html" and context.eval_ctx.autoescape else text  # noqa: S704 - all escaped
