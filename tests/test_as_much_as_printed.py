"""No view says more than is printed: orders of magnitude, hedges beside bounds and intervals."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from invented import Dataset, claim

import armsref
from armsref.catalog.figure_words import figure_words
from armsref.model.reading import Reading

Run = Callable[..., Any]


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset(tmp_path)


#: The words of a claim, the spec that they make, its figure in nautical miles, whether approximate.
SPECS = [
    ("thousands of miles", "order of 2,000 km (1,000 mi)", "order of 1,000 nmi", False),
    ("thousands of kilometres", "order of 1,000 km (600 mi)", "order of 500 nmi", False),
    ("hundreds of km", "order of 100 km (60 mi)", "order of 50 nmi", False),
    ("about 1,000 km", "about 1,000 km (621.4 mi)", "about 540.0 nmi", True),
    ("roughly 300 to 400 km", "about 300–400 km (186–249 mi)", "about 162–216 nmi", True),
    ("300 to 400 km or so", "about 300–400 km (186–249 mi)", "about 162–216 nmi", True),
    ("up to about 2,000 km", "up to about 2,000 km (1,243 mi)", "up to about 1,080 nmi", True),
    ("at least some 300 km", "at least about 300 km (186 mi)", "at least about 162 nmi", True),
    ("300 to 400 km", "300–400 km (186–249 mi)", "162–216 nmi", False),
    ("about 300-400 km (186-250 mi)", "about 300–400 km (186–250 mi)", "about 162–216 nmi", True),
    ("reportedly up to 300 km", "up to 300 km (186 mi)", "up to 162 nmi", False),
]


@pytest.mark.parametrize(("words", "text", "nautical", "approximate"), SPECS)
def test_a_spec(dataset: Dataset, words: str, text: str, nautical: str, approximate: bool) -> None:
    dataset.add("reuters", "2021", claim(words))
    spec = dataset.spec()
    assert (str(spec), spec.approximate) == (text, approximate)
    figure = spec.to("nmi")
    assert (str(figure), figure.approximate) == (nautical, approximate)
    assert figure_words(spec, "nmi") == nautical
    assert [claim.approximate for claim in spec.claims] == [approximate]


def test_an_order_is_read_so(run: Run) -> None:
    assert run("read", "thousands of miles").output.startswith(
        "order of 1,000 mi = order of 2,000 km"
    )
    reading = armsref.read("thousands of miles")
    assert isinstance(reading, Reading)
    assert reading.canonical is not None
    assert reading.canonical.low == Decimal(2000)


def test_a_hedge_stands_in_every_view(dataset: Dataset, run: Run, tmp_path: Path) -> None:
    dataset.add("reuters", "2021", claim("roughly 300 to 400 km"), claim("drone", "class"))
    dataset.add("cnn", "2022", claim("up to about 2,000 km", of="beta"))
    catalog = dataset.open()
    where = ("--dataset", str(dataset.folder))
    for args in (
        ("show", "alpha", *where),
        ("show", "alpha.range", *where),
        ("compare", "alpha", "beta", "--fields", "range", *where),
        ("dossier", "alpha", "--format", "text", *where),
    ):
        assert "about 300–400 km" in " ".join(run(*args).output.split()), args
    shown = json.loads(run("show", "beta.range", "--json", *where).output)["specs"]["range"]
    assert shown["approximate"] is True
    assert shown["claims"][0]["reading"]["approximate"] is True
    made = armsref.compare("alpha", "beta", fields="range", catalog=catalog)
    sides = [cell["sides"][0] for cell in json.loads(made.write("json"))["cells"]]
    assert [side["approximate"] for side in sides] == [True, True]
    assert [side["words"] for side in sides] == [
        "about 300–400 km (186–249 mi)",
        "up to about 2,000 km (1,243 mi)",
    ]
    assert armsref.read("up to about 2,000 km", attribute="range").approximate  # type: ignore[union-attr]
    frame = catalog.frame("specs", engine="polars")
    assert frame.filter(attribute="range")["approximate"].to_list() == [True, True]
    made.plot(tmp_path / "picture.svg")
    drawn = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    # Three ends are printed, and two in the legend; an arrow is no end.
    assert len(re.findall("stroke-dasharray", drawn)) == 5
    assert "dashed ends: about" in drawn


def test_plain_ends_are_not_dashed(dataset: Dataset, tmp_path: Path) -> None:
    dataset.add("reuters", "2021", claim("300 to 400 km"), claim("about 300 km", of="beta"))
    made = armsref.compare("alpha", "beta", fields="range", catalog=dataset.open())
    made.plot(tmp_path / "picture.svg")
    drawn = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    assert "dash" not in drawn


@pytest.mark.parametrize(
    ("hedged", "plain"),
    [("roughly 300 to 400 km", "300 to 400 km"), ("up to about 300 km", "up to 300 km")],
)
def test_a_hedged_and_a_plain_figure_of_the_same_numbers_agree(
    dataset: Dataset, hedged: str, plain: str
) -> None:
    dataset.add("reuters", "2021", claim(hedged, origin="own"))
    dataset.add("cnn", "2022", claim(plain, origin="own"))
    assert dataset.spec().agreement == "corroborated"


#: Questions to "up to about 2,000 km", whether it is certain, and possible.
ASKED = [("2000 km", False, True), ("2200 km", True, True)]


@pytest.mark.parametrize(("limit", "certain", "possible"), ASKED)
def test_a_hedged_bound_is_not_certain_to_the_kilometre(
    dataset: Dataset, limit: str, certain: bool, possible: bool
) -> None:
    dataset.add("cnn", "2022", claim("up to about 2,000 km"))
    found = [s for s in dataset.open().select(range__le=limit) if s.system.id == "alpha"]
    assert [s.certain for s in found] == ([certain] if possible else [])
