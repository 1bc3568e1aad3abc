"""The public names are the ones that are there."""

from __future__ import annotations

import subprocess
import sys

import pytest

import armsref

NAMES = [
    "AmbiguousName",
    "ArmsrefError",
    "Audit",
    "Catalog",
    "DataError",
    "DateError",
    "Figure",
    "Hit",
    "ReadingError",
    "Resolution",
    "Selected",
    "Spec",
    "System",
    "UnitError",
    "UnknownSystem",
    "__version__",
    "audit",
    "bibliography",
    "check",
    "export",
    "frame",
    "get",
    "join",
    "read",
    "resolve",
    "schema",
    "search",
    "select",
    "shipped",
    "systems",
    "transfers",
    "validate_frame",
]


def test_the_public_names_are_pinned() -> None:
    assert sorted(armsref.__all__) == NAMES
    assert dir(armsref) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(armsref, name)
    assert value.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'json'"):
        armsref.json  # noqa: B018


@pytest.mark.parametrize("name", ["read", "resolve", "schema", "search", "select", "Catalog"])
def test_each_name_can_be_the_first_to_be_used(name: str) -> None:
    code = f"import armsref; armsref.{name}"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_errors_are_one_family() -> None:
    for name in (
        "UnknownSystem",
        "AmbiguousName",
        "ReadingError",
        "DataError",
        "DateError",
        "UnitError",
    ):
        assert issubclass(getattr(armsref, name), armsref.ArmsrefError)
