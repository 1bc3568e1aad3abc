"""A price keeps the currency it is printed in; two currencies are never compared."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from invented import Dataset, claim

import armsref
from armsref.catalog.figure_words import figure_words
from armsref.errors import UnitError

Run = Callable[..., Any]


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset(tmp_path)


def price(words: str, of: str = "alpha", **more: str) -> str:
    return claim(words, "price", of, origin="own", **more)


@pytest.fixture
def both(dataset: Dataset) -> armsref.Catalog:
    """Alpha's price in euros and dollars, Beta's in euros."""
    dataset.add("reuters", "2021", price("€1.5 million"), price("€25,000", "beta"))
    dataset.add("cnn", "2020", price("$2 million"))
    return dataset.open()


def spec_of(catalog: armsref.Catalog, system: str = "alpha") -> armsref.Spec:
    spec = catalog.get(system)["price"]
    assert spec is not None
    return spec


# ---------------------------------------------------------------------- what is built


def test_a_price_keeps_its_currency(dataset: Dataset) -> None:
    dataset.add("reuters", "2021", price("€1.5 million"))
    spec = spec_of(dataset.open())
    assert (str(spec), spec.unit, spec.low) == ("1,500,000 EUR", "EUR", Decimal(1500000))
    assert spec.second_unit is None
    assert spec.max is not None
    assert str(spec.max.units) == "EUR"
    assert str(spec.to("EUR", 1)) == "2,000,000 EUR"
    built = (dataset.folder / "datasets" / "claims.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(built))
    found = [(r["unit"], r["canonical_low"]) for r in rows if r["attribute"] == "price"]
    assert found == [("EUR", "1500000")]


#: Prices of one system, how many groups they are, and the agreement.
GROUPS = [
    (("€20,000", "$20,000"), 2, "single"),
    (("€20,000", "$25,000"), 2, "single"),
    (("£1.5 million", "£1.5 million"), 1, "corroborated"),
    (("€20,000", "€25,000"), 2, "disputed"),
    (("€20,000", "€25,000", "$20,000"), 3, "disputed"),
    (("€20,000", "€20,000", "$20,000"), 2, "single"),
]


@pytest.mark.parametrize(("prices", "groups", "agreement"), GROUPS)
def test_only_prices_in_one_currency_differ(
    dataset: Dataset, prices: tuple[str, ...], groups: int, agreement: str
) -> None:
    for outlet, words in zip(("reuters", "cnn", "wsj"), prices, strict=False):
        dataset.add(outlet, "2021", price(words))
    spec = spec_of(dataset.open())
    assert (len(spec.groups), spec.agreement) == (groups, agreement)
    assert str(spec).endswith("(disputed)") == (agreement == "disputed")
    assert all(str(side.low) in ("20000", "25000", "1500000") for side in spec.sides)


# ---------------------------------------------------------------------- how it is shown


def test_both_currencies_are_shown(both: armsref.Catalog, dataset: Dataset, run: Run) -> None:
    spec = spec_of(both)
    assert str(spec) == "1,500,000 EUR; 2,000,000 USD"
    assert [str(side) for side in spec.sides] == ["1,500,000 EUR", "2,000,000 USD"]
    assert figure_words(spec, digits=1) == "2,000,000 EUR; 2,000,000 USD"
    assert figure_words(spec, "EUR") == "1,500,000 EUR"
    where = ("--dataset", str(dataset.folder))
    for args in (
        ("show", "alpha"),
        ("compare", "alpha", "--fields", "price"),
        ("dossier", "alpha", "--format", "text"),
    ):
        shown = " ".join(run(*args, *where).output.split())
        assert "1,500,000 EUR" in shown, args
        assert "2,000,000 USD" in shown, args
        assert "(disputed)" not in shown, args


@pytest.mark.parametrize("units", ["both", "canonical", "second"])
def test_a_comparison_shows_what_is_printed(both: armsref.Catalog, units: str) -> None:
    made = armsref.compare("alpha", "beta", fields="price", units=units, catalog=both)
    said = {key[0]: [side.words for side in cell.sides] for key, cell in made.cells.items()}
    assert said == {"alpha": ["1,500,000 EUR", "2,000,000 USD"], "beta": ["25,000 EUR"]}
    data = json.loads(made.write("json"))
    assert [side["unit"] for side in data["cells"][0]["sides"]] == ["EUR", "USD"]


@pytest.mark.parametrize("units", ["EUR", "USD", "price=EUR", "GBP"])
def test_no_currency_is_asked_for(
    both: armsref.Catalog, dataset: Dataset, run: Run, units: str
) -> None:
    with pytest.raises(UnitError, match="never converted"):
        armsref.compare("alpha", "beta", fields="price", units=units, catalog=both)
    args = ("compare", "alpha", "--units", units, "--dataset", str(dataset.folder))
    ran = run(*args)
    assert (ran.exit_code, ran.error.count("\n")) == (2, 1)


def test_a_price_is_never_converted(both: armsref.Catalog) -> None:
    for words in (lambda: spec_of(both).to("USD"), lambda: figure_words(spec_of(both), "USD")):
        with pytest.raises(UnitError, match="EUR is never converted to USD") as caught:
            words()
        assert "\n" not in str(caught.value)


def test_each_currency_has_an_axis(both: armsref.Catalog, tmp_path: Path) -> None:
    made = armsref.compare("alpha", "beta", fields="price", catalog=both)
    made.plot(tmp_path / "picture.svg")
    drawn = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    words = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    assert "price, EUR, logarithmic scale" in words
    assert "price, USD" in words
    assert "stated in EUR" in words  # Beta, beside the dollars
    assert len(re.findall('id="bar-', drawn)) == 3
    assert "hollow" not in drawn
    assert len(set(ids := re.findall(r'\bid="([^"]+)"', drawn))) == len(ids)


# ---------------------------------------------------------------------- what is asked


#: Questions, and whether Alpha and Beta fit: certainly, possibly (None: not at all).
ASKED: list[tuple[dict[str, str], bool | None, bool | None]] = [
    ({"price__ge": "20000 USD"}, False, None),
    ({"price__ge": "20000 EUR"}, False, True),
    ({"price__le": "20000 USD"}, None, None),
    ({"price": "25000 EUR"}, None, True),
    ({"price": "25000 USD"}, None, None),
    ({"price": "25000 GBP"}, None, None),
]


@pytest.mark.parametrize(("asked", "alpha", "beta"), ASKED)
def test_select(
    both: armsref.Catalog, asked: dict[str, str], alpha: bool | None, beta: bool | None
) -> None:
    found = {one.system.id: one.certain for one in both.select(**asked)}  # type: ignore[arg-type]
    assert (found.get("alpha"), found.get("beta")) == (alpha, beta)


def test_join(both: armsref.Catalog) -> None:
    frame = pl.DataFrame({"name": ["Alpha", "Beta"]})
    joined = both.join(frame, on="name", fields=["price"])
    assert joined["price_min_USD"].to_list() == [None, None]
    assert joined["price_max_USD"].to_list() == [None, None]
    assert joined["price_text"].to_list() == ["1,500,000 EUR; 2,000,000 USD", "25,000 EUR"]


#: A column, a system, a number, what is found of it.
CELLS = [
    ("price_usd", "Alpha", 2000000, None),
    ("price_usd", "Alpha", 1500000, "AR703"),
    ("price_eur", "Alpha", 1500000, None),
    ("price_eur", "Alpha", 2000000, "AR703"),
    ("price_eur", "Beta", 25000, None),
    ("price_usd", "Beta", 25000, "AR702"),
    ("price_gbp", "Alpha", 1500000, "AR702"),
]


@pytest.mark.parametrize(("column", "name", "number", "code"), CELLS)
@pytest.mark.parametrize("many", [1, 300], ids=["one", "many"])
def test_audit(
    both: armsref.Catalog, column: str, name: str, number: int, code: str | None, many: int
) -> None:
    numbers = [number, *range(7_000_001, 7_000_000 + many)]
    table = pl.DataFrame({"model": [name] * len(numbers), column: numbers})
    found = armsref.audit(table, catalog=both)
    first = [finding.code for finding in found if f"{number}'" in finding.message]
    assert first == ([code] if code else [])


def test_a_dispute_in_dollars_is_none_in_euros(dataset: Dataset) -> None:
    dataset.add("reuters", "2021", price("$20,000"), price("€18,000"))
    dataset.add("cnn", "2021", price("$25,000"))
    table = pl.DataFrame(
        {"model": ["Alpha"] * 2, "price_eur": [18000, None], "price_usd": [None, 25000]}
    )
    found = armsref.audit(table, catalog=dataset.open())
    assert [finding.code for finding in found] == ["AR706"]
    assert "18,000" not in found[0].message


#: Sentences, and the rules that are broken.
SENTENCES = [
    ("The Alpha costs €1.5 million.", []),
    ("The Alpha costs $2 million.", []),
    ("The Alpha costs $1.5 million.", ["AR703"]),
    ("The Beta costs $25,000.", ["AR710"]),
]


@pytest.mark.parametrize(("sentence", "codes"), SENTENCES)
def test_check(both: armsref.Catalog, sentence: str, codes: list[str]) -> None:
    checked = armsref.check(sentence, catalog=both)
    assert [f.code for f in checked.findings] == codes


# ---------------------------------------------------------------------- over another, as of then


def test_currencies_are_kept_apart_in_other_catalogues(
    both: armsref.Catalog, dataset: Dataset
) -> None:
    assert str(spec_of(both.as_of("2020"))) == "2,000,000 USD"
    over = armsref.Catalog.open(dataset.folder, over=armsref.shipped())
    assert str(spec_of(over)) == "1,500,000 EUR; 2,000,000 USD"
    assert spec_of(over).agreement == "single"
