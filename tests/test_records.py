"""The records: strict, frozen, each field described once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from armsref.model.reading import Figure
from armsref.model.seeds import Anchor, ClaimEntry
from armsref.tables.fields import fields_of
from armsref.tables.registry import TABLES

FIGURE = {"relation": "between", "low": "300", "high": "700", "unit": "km"}


@pytest.mark.parametrize(
    "change",
    [
        {"low": "NaN"},
        {"high": "Infinity"},
        {"low": 300.0},
        {"low": None},
        {"low": "800"},
        {"relation": "at_most"},
        {"relation": "roughly"},
        {"colour": "red"},
    ],
)
def test_a_figure_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    Figure.model_validate(FIGURE)
    with pytest.raises(ValidationError):
        Figure.model_validate({**FIGURE, **change})


def test_a_record_is_frozen() -> None:
    figure = Figure.model_validate(FIGURE)
    with pytest.raises(ValidationError):
        figure.low = Decimal(1)  # type: ignore[misc]


@pytest.mark.parametrize(
    "anchor",
    [
        ["", 1],
        [" words", 1],
        ["w" * 121, 1],
        ["words", -1],
        ["words", "1"],
        ["words", 1, 2],
        ["This is a whole sentence, with its full stop.", 1],
        300,
    ],
)
def test_an_anchor_that_does_not_fit_is_refused(anchor: object) -> None:
    entry = {"attribute": "range", "of": {"zolfaghar": ["Zolfaghar", 1]}, "quote": ["300 km", 2]}
    ClaimEntry.model_validate(entry)
    with pytest.raises(ValidationError):
        ClaimEntry.model_validate({**entry, "quote": anchor})


def test_an_anchor_knows_its_end() -> None:
    assert Anchor(words="300 km", start=10).end == 16
    assert Anchor(words="300 km").end is None


@pytest.mark.parametrize("name", TABLES)
def test_each_field_is_described(name: str) -> None:
    for field in fields_of(TABLES[name].model).values():
        assert field.description.endswith("."), field.name
        assert field.none or not field.optional or field.kind == "string", field.name


@pytest.mark.parametrize("name", TABLES)
def test_each_example_is_valid(name: str) -> None:
    """The examples of the dictionary fit the limits that stand beside them."""
    import re

    for field in fields_of(TABLES[name].model).values():
        if field.pattern is not None:
            assert re.fullmatch(field.pattern, field.example), field.name
        if field.choices:
            assert field.example in field.choices, field.name
        if field.kind in ("integer", "number"):
            assert Decimal(field.example) >= Decimal(str(field.least or 0)), field.name
