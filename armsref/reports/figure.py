"""What stands in a span: the words of its spec, in the units and digits that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.catalog.document import split_target
from armsref.catalog.figure_words import figure_words
from armsref.errors import ArmsrefError
from armsref.writing.forms import write_inlines
from armsref.writing.parts import plain, words

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.reports.spans import FigureSpan


class OnlyRetracted(ArmsrefError, LookupError):  # noqa: N818 - a fault, as other findings are
    """A spec that retracted articles alone state."""


def spec_of(catalog: Catalog, target: str) -> Spec:
    """Return the spec that a span names.

    Raises
    ------
    OnlyRetracted
        Retracted articles alone state it.
    ArmsrefError
        No system or attribute is named so, several systems are, or no article states it.
    """
    system, attribute = split_target(catalog, target)
    if attribute is None:
        msg = f"{target!r} names no attribute; write {system.id}.range, or another"
        raise ArmsrefError(msg)
    spec = system[attribute]
    if spec is None:
        if any(claim.attribute == attribute for claim in system.retracted):
            msg = f"{target}: retracted articles alone state it"
            raise OnlyRetracted(msg)
        msg = f"{target}: not stated in any article"
        raise ArmsrefError(msg)
    return spec


def bare_words(catalog: Catalog, span: FigureSpan) -> str:
    """Return the figure that a span shows, as it is read: nothing in it is escaped.

    Raises
    ------
    ArmsrefError
        As :func:`shown`.
    """
    return plain((words(figure_words(spec_of(catalog, span.spec), span.unit, span.digits)),))


def shown(catalog: Catalog, span: FigureSpan) -> str:
    """Return the text of a span: what fill writes, check expects and render prints.

    It is Markdown: what would mean something there is escaped.

    Raises
    ------
    ArmsrefError
        The spec does not exist, its system is unknown or ambiguous, no article states it, or the
        unit or the digits do not fit it.

    Examples
    --------
    >>> import armsref
    >>> from armsref.reports.spans import figure_spans
    >>> (span,), _ = figure_spans('[]{.armsref spec="polonez.range" unit="mi km"}')
    >>> shown(armsref.shipped(), span)
    '31–186 mi (50–300 km)'
    """
    return write_inlines((words(bare_words(catalog, span)),), "markdown")
