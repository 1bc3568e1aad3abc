"""What a report cites: the specs that its spans name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.errors import ArmsrefError, DataError
from armsref.prose.places import Places
from armsref.reports.figure import spec_of
from armsref.reports.spans import figure_spans

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec


def specs_of_report(catalog: Catalog, text: str, file: str) -> list[Spec]:
    """Return the specs that a report's spans show, each once, in their order.

    Parameters
    ----------
    catalog : Catalog
        The catalogue.
    text : str
        The report.
    file : str
        What messages call it.

    Raises
    ------
    DataError
        It has no span, or one that cannot be read or names no spec: where, and what to do.
    """
    found = figure_spans(text)
    places = Places(text)
    if found.problems:
        problem = found.problems[0]
        line, column = places.of(problem.start)
        msg = f"{file}:{line}:{column}: {problem.message}; {problem.remedy}"
        raise DataError(msg)
    if not found.spans:
        msg = f'{file}: shows no figure; write [...]{{.armsref spec="zolfaghar.range"}}'
        raise DataError(msg)
    specs: dict[tuple[str, str], Spec] = {}
    for span in found.spans:
        try:
            spec = spec_of(catalog, span.spec)
        except ArmsrefError as error:
            line, column = places.of(span.start)
            msg = f"{file}:{line}:{column}: {error}"
            raise DataError(msg) from None
        specs.setdefault((spec.system, spec.attribute), spec)
    return list(specs.values())
