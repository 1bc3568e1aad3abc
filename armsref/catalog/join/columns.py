"""What is added for a name: the same cells, whichever library the frame is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from armsref.catalog.near import near_names
from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from armsref.catalog.aliases import Aliases
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.resolution import Resolution
    from armsref.catalog.spec import Spec

Cell = str | float | None


class Column(NamedTuple):
    """A column that is added: its name, and whether it holds words or numbers."""

    name: str
    kind: Literal["text", "number"]


class Answers:
    """The cells that are added for a name.

    Parameters
    ----------
    names : Catalog
        The catalogue by which names are resolved: the whole one.
    figures : Catalog
        The catalogue that answers: the same, or as of a date.
    fields : iterable of str
        Attributes.
    aliases : Aliases or None
        Names of the user's own.

    Raises
    ------
    ArmsrefError
        A field is no attribute, or stands twice.
    """

    def __init__(
        self,
        names: Catalog,
        figures: Catalog,
        fields: Iterable[str],
        aliases: Aliases | None,
    ) -> None:
        self._names = names
        self._figures = figures
        self._aliases = aliases
        self._fields = [_Field(figures, attribute) for attribute in _attributes(names, fields)]
        own = [Column("armsref_kind", "text"), Column("armsref_ids", "text")]
        self.columns = own + [column for field in self._fields for column in field.columns]

    def of(self, name: str | None) -> list[Cell]:
        """Return the cells of a name, one for each column; no name raises."""
        named = self._names.resolve(name or "", aliases=self._aliases)
        cells: list[Cell] = [named.kind, " ".join(named.systems) or None]
        for field in self._fields:
            cells += field.cells(self._stated(named, field.attribute))
        return cells

    def _stated(self, named: Resolution, attribute: str) -> list[tuple[str, Spec | None]]:
        """Return the label and the spec of each system that the cells are of."""
        if named.kind not in ("one", "alternatives"):
            return []
        return [
            (self._names.get(i).label, self._figures.specs_of(i).get(attribute))
            for i in named.systems
        ]


def _attributes(catalog: Catalog, fields: Iterable[str]) -> list[str]:
    wanted = [fields] if isinstance(fields, str) else list(fields)
    known = catalog.attributes
    found = []
    for field in wanted:
        attribute = str(field).rstrip("_").replace("-", "_")
        if attribute not in known:
            near = near_names(attribute, known) or tuple(known)
            msg = f"no attribute is named {field!r}; did you mean {', '.join(near)}?"
            raise ArmsrefError(msg)
        if attribute in found:
            msg = f"the field {attribute!r} stands twice; name it once"
            raise ArmsrefError(msg)
        found.append(attribute)
    return found


class _Field:
    """One attribute, and its columns."""

    def __init__(self, catalog: Catalog, attribute: str) -> None:
        self._catalog = catalog
        self.attribute = attribute
        table = catalog.table("attributes")
        row = table.by("id")[attribute][0]
        self.quantity = row[table.place("kind")] == "quantity"
        if not self.quantity:
            self.columns = [Column(f"{attribute}_term", "text")]
            return
        self._unit = row[table.place("unit")]
        unit = self._unit.replace("/", "_per_")
        numbers = [Column(f"{attribute}_{end}_{unit}", "number") for end in ("min", "max")]
        words = ("text", "origins", "agreement", "claims")
        self.columns = numbers + [Column(f"{attribute}_{word}", "text") for word in words]

    def cells(self, stated: Sequence[tuple[str, Spec | None]]) -> list[Cell]:
        specs = [spec for _, spec in stated if spec is not None]
        if not specs:
            return [None] * len(self.columns)
        if not self.quantity:
            return [_terms(stated)]
        # A price in another currency than the column's stands in the text alone.
        alike = [spec if spec and spec.unit == self._unit else None for _, spec in stated]
        low, high = (_envelope([getattr(s, end, None) for s in alike], end) for end in _ENDS)
        claims = dict.fromkeys(c for spec in specs for group in spec.groups for c in group)
        origins = sorted({origin for spec in specs for origin in spec.origins})
        return [
            low,
            high,
            self._text(stated),
            " ".join(origins),
            "alternatives" if len(stated) > 1 else specs[0].agreement,
            " ".join(claims),
        ]

    def _text(self, stated: Sequence[tuple[str, Spec | None]]) -> str:
        """Write the figures in words, each with its system where there are several."""
        words = []
        for label, spec in stated:
            text = "not stated" if spec is None else str(spec)
            if spec is not None and spec.inherited_from is not None:
                family = self._catalog.get(spec.inherited_from).label
                text += f" (stated of the {family})"
            words.append(f"{label}: {text}" if len(stated) > 1 else text)
        return " or ".join(words)


#: The ends of a figure, each with the choice of the outermost.
_ENDS: dict[str, Any] = {"low": min, "high": max}


def _envelope(ends: Sequence[Decimal | None], end: str) -> float | None:
    """Return the outermost of the ends; None where one of them is open or not stated."""
    stated = [value for value in ends if value is not None]
    return float(_ENDS[end](stated)) if len(stated) == len(ends) else None


def _terms(stated: Sequence[tuple[str, Spec | None]]) -> str | None:
    """Return the terms of all systems; None where one of them states none."""
    terms: dict[str, None] = {}
    for _, spec in stated:
        if spec is None:
            return None
        terms |= dict.fromkeys(spec.terms or ())
    return " ".join(terms) or None
