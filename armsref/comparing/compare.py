"""Compare systems: choose the fields, fill the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import armsref
from armsref.catalog.figure_words import figure_words
from armsref.catalog.naming import articles_naming
from armsref.catalog.near import near_names
from armsref.catalog.records import records
from armsref.catalog.sides import sides_of
from armsref.cite.note import spec_note
from armsref.cite.styles import style_named
from armsref.comparing.comparison import Cell, Comparison, Side
from armsref.comparing.units import BOTH, units_of_fields
from armsref.errors import ArmsrefError
from armsref.model.rows import AttributeRow

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.catalog.system import System
    from armsref.cite.style import Style


def compare(
    *names: str,
    fields: str | Iterable[str] | None = None,
    units: str | Iterable[str] | Mapping[str, str] = BOTH,
    style: str = "plain",
    csl: str | os.PathLike[str] | None = None,
    catalog: Catalog | None = None,
) -> Comparison:
    """Return systems side by side: each figure with its note, or that no article states it.

    Parameters
    ----------
    *names : str
        Systems and families, by name or id; one that is named twice stands once.
    fields : str or iterable of str, optional
        Attributes, ``"range,payload"``; by default all that are stated of one of the systems at
        least, in the order of the vocabulary.
    units : str, iterable or mapping
        ``"both"`` units of each field, the ``"canonical"`` or the ``"second"`` one; or symbols,
        ``"mi,lb"``, ``"range=nmi"`` or ``{"range": "nmi"}``. A price is shown in the currency
        printed, whatever is asked for.
    style : str
        How the notes cite an article: ``"plain"``, or a CSL style by name, such as ``"apa"``. A
        style that cites in the text has notes here, too: a cell has no room for more.
    csl : path, optional
        A ``.csl`` file of one's own, instead of a style by name.
    catalog : Catalog, optional
        The catalogue; the shipped one by default, ``armsref.shipped().as_of("2023")`` as of then.

    Raises
    ------
    ArmsrefError
        No name is given, a name means no system or several, a field is no attribute, or no style
        has the name.
    UnitError
        A unit is unknown, a currency, or for none of the fields.

    Examples
    --------
    >>> import armsref
    >>> found = armsref.compare("polonez", "shahed-136", fields="range,cep", units="canonical")
    >>> print(found.cells["polonez", "range"])
    50–300 km
    >>> print(found.cells["polonez", "cep"])
    not stated in ... articles
    """
    catalog = catalog or armsref.shipped()
    systems = tuple({(s := catalog.get(name)).id: s for name in names}.values())
    if not systems:
        msg = "no system to compare; name at least one"
        raise ArmsrefError(msg)
    chosen = _stated(catalog, systems) if fields is None else _named(catalog, fields)
    rows = {row.id: row for row in records(catalog.table("attributes"), AttributeRow)}
    attributes = tuple(rows[key] for key in chosen)
    shown = units_of_fields(attributes, units)
    cited_by = style_named(catalog, style, csl)
    cells = {
        (system.id, key): cell
        for system in systems
        for key, cell in _cells(system, chosen, shown, catalog, cited_by).items()
    }
    return Comparison(catalog, systems, attributes, cells, shown, asked=fields is not None)


def _stated(catalog: Catalog, systems: Sequence[System]) -> list[str]:
    """Return the attributes stated of one of the systems; the first where nothing is."""
    known = list(catalog.attributes)
    return [key for key in known if any(key in system for system in systems)] or known[:1]


def _named(catalog: Catalog, fields: str | Iterable[str]) -> list[str]:
    parts = fields.replace(",", " ").split() if isinstance(fields, str) else fields
    names = {**{key: key for key in catalog.attributes}, **catalog.python_names}
    found = []
    for part in parts:
        key = part.replace("-", "_")
        if key not in names:
            near = near_names(key, names) or tuple(catalog.attributes)
            msg = f"no attribute is named {part!r}; did you mean {', '.join(near)}?"
            raise ArmsrefError(msg)
        found.append(names[key])
    if not found:
        msg = "fields: none is named; leave them out to compare all that is stated"
        raise ArmsrefError(msg)
    return list(dict.fromkeys(found))


def _cells(
    system: System,
    fields: Sequence[str],
    units: Mapping[str, str | None],
    catalog: Catalog,
    style: Style,
) -> dict[str, Cell]:
    naming = articles_naming(catalog, system.id)
    withdrawn = system.retracted
    cells = {}
    for key in fields:
        spec = system[key]
        family = spec.inherited_from if spec is not None else None
        cells[key] = Cell(
            system=system.id,
            field=key,
            spec=spec,
            sides=() if spec is None else _sides(catalog, spec, units[key], style),
            articles=naming,
            retracted=tuple(sorted({c.article for c in withdrawn if c.attribute == key})),
            family=None if family is None else catalog.get(family).label,
        )
    return cells


def _sides(catalog: Catalog, spec: Spec, unit: str | None, style: Style | None) -> tuple[Side, ...]:
    return tuple(
        Side(
            spec=side,
            words=figure_words(side, unit if side.unit else None),
            note=spec_note(catalog, side, style),
            transcribed=all(claim.evidence != "anchored" for claim in side.claims),
        )
        for side in sides_of(catalog, spec)
    )
