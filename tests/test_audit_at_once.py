"""Whole columns judged at once get the verdicts that the judge gives one by one."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Dataset, claim

import armsref
from armsref.auditing import judging
from armsref.auditing.cells import Cells
from armsref.auditing.columns import FigureColumn
from armsref.auditing.judging import Outcomes
from armsref.auditing.verdict import Judge

PRINTED = [
    ("reuters", "2021", "alpha", "between 300 and 700 km"),
    ("reuters", "2023", "beta", "300 km (186 miles)"),
    ("cnn", "2023", "beta", "4.5 km"),
    ("wsj", "2024", "beta", "hundreds of kilometres"),
]
NAMES = ["Alpha", "Beta", "Alpha/Beta", "Alpha and Beta", "missiles", "nobody", "", None]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> armsref.Catalog:
    dataset = Dataset(tmp_path_factory.mktemp("audit"))
    for outlet, date, system, words in PRINTED:
        dataset.add(outlet, date, claim(words, of=system, origin="own"))
    return dataset.open()


def near(number: int) -> st.SearchStrategy[str]:
    """Give numbers on and about a printed one, with any places behind the point."""
    away = st.floats(-2, 2, allow_nan=False)
    return st.tuples(away, st.integers(0, 6)).map(lambda t: f"{abs(number + t[0]):.{t[1]}f}")


PRINTED_NUMBERS = st.sampled_from([300, 700, 1500, 186, 435, 932, 4, 5, 3, 2, 1, 20000, 12427])
WORDS = st.sampled_from(["", "n/a", "up to 700", "1,500", "1.500", "700.000", "007", "-5", "1e3"])
TEXTS = st.one_of(
    PRINTED_NUMBERS.flatmap(near),
    PRINTED_NUMBERS.map(str),
    st.integers(0, 30000).map(str),
    st.tuples(st.integers(1, 99), st.integers(0, 4)).map(lambda t: str(t[0] * 10 ** t[1])),
    st.decimals(0, 30000, places=3).map(str),
    WORDS,
)
ROWS = st.lists(st.tuples(st.sampled_from(NAMES), TEXTS | st.none()), max_size=20)


@pytest.mark.parametrize("unit", ["km", "mi", "m"])
@pytest.mark.parametrize("language", ["en", "de"])
@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_at_once_as_one_by_one(
    rows: list[tuple[str | None, str | None]], unit: str, language: str, catalog: armsref.Catalog
) -> None:
    names = {name: catalog.resolve(name) for name in NAMES if name}
    column = FigureColumn("range", "range", unit, unit)
    groups = pl.DataFrame(rows, schema={"name": pl.String, "value": pl.String}, orient="row")
    outcomes = Outcomes(Judge(catalog), Cells(catalog.lexicon, language), names)
    alone = [outcomes.one(name, value, None, column) for name, value in rows]
    many = pl.concat([groups] * (judging.FEW // max(1, groups.height) + 1))
    together = outcomes.of(many, column)["kind"].to_list()
    assert together == alone * (len(together) // max(1, len(alone)))


def test_zeros_that_may_be_padding(catalog: armsref.Catalog) -> None:
    """460 mi may stand for 455 mi, which 700 km may be; 461 mi may not."""
    names = {name: catalog.resolve(name) for name in ("Alpha", "Beta")}
    column = FigureColumn("range", "range", "mi", "mi")
    outcomes = Outcomes(Judge(catalog), Cells(catalog.lexicon, "en"), names)
    values = [str(n) for n in (*range(100, 1000), *range(1000, 20000, 50))]
    for name, kinds in (("Alpha", 4), ("Beta", 1)):
        groups = pl.DataFrame({"name": [name] * len(values), "value": values})
        alone = [outcomes.one(name, value, None, column) for value in values]
        assert outcomes.of(groups, column)["kind"].to_list() == alone
        assert len(set(alone)) >= kinds


def test_most_figures_are_judged_at_once(catalog: armsref.Catalog) -> None:
    """Else a table of a million different figures would take an hour."""
    names = {name: catalog.resolve(name) for name in ("Alpha", "Beta")}
    values = [f"{n * 0.37:.2f}" for n in range(1, 20001)]
    groups = pl.DataFrame({"name": ["Alpha", "Beta"] * 10000, "value": values})
    for unit in ("km", "mi"):
        column = FigureColumn("range", "range", unit, unit)
        outcomes = Outcomes(Judge(catalog), Cells(catalog.lexicon, "en"), names)
        assert outcomes.at_once(groups, column).null_count() < 20
