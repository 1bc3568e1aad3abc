"""A record's fields in plain form: the only place that reads annotations."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Union

import annotated_types as at

from armsref.model.base import field_note

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from armsref.model.base import Record

Kind = Literal["string", "integer", "number", "boolean"]

_KINDS: dict[Any, Kind] = {str: "string", int: "integer", Decimal: "number", bool: "boolean"}


@dataclass(frozen=True)
class Field:
    """A column: name, kind, what it means, its limits.

    ``optional`` columns may be empty; ``pattern`` has no anchors and matches the whole value.
    """

    name: str
    kind: Kind
    optional: bool
    description: str
    example: str
    unit: str | None
    none: str | None
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    least: float | None = None
    shortest: int | None = None
    longest: int | None = None


def fields_of(model: type[Record]) -> dict[str, Field]:
    """Return the columns of a record's table by name."""
    return {name: _field(name, info) for name, info in model.model_fields.items()}


def _field(name: str, info: FieldInfo) -> Field:
    annotation, several = _plain(info.annotation)
    metadata = [*info.metadata]
    choices: tuple[str, ...] = ()
    if typing.get_origin(annotation) is Literal:
        choices = tuple(typing.get_args(annotation))
        annotation = str
    least = next((float(str(m.ge)) for m in metadata if isinstance(m, at.Ge)), None)
    pattern = next((m.pattern for m in metadata if getattr(m, "pattern", None)), None)
    example = info.examples[0] if info.examples else ""
    return Field(
        name=name,
        kind="string" if several else _KINDS[annotation],
        optional=several or not info.is_required(),
        description=info.description or "",
        example=str(example).lower() if isinstance(example, bool) else str(example),
        unit=field_note(info, "unit"),
        none=field_note(info, "none"),
        choices=choices,
        pattern=None if pattern is None else pattern.removeprefix("^").removesuffix("$"),
        least=least,
        shortest=next((m.min_length for m in metadata if isinstance(m, at.MinLen)), None),
        longest=next((m.max_length for m in metadata if isinstance(m, at.MaxLen)), None),
    )


def _plain(annotation: Any) -> tuple[Any, bool]:
    """Strip ``| None`` and ``Annotated``; tell whether the field holds several ids."""
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            annotation = typing.get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            kept = [a for a in typing.get_args(annotation) if a is not type(None)]
            annotation = kept[0]
        else:
            return annotation, origin is tuple
