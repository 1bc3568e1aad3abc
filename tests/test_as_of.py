"""A catalogue as of a date: from the articles published by then, and no others."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import Dataset, claim

import armsref
from armsref.tables.registry import TABLES

Run = Callable[..., Any]


@pytest.mark.parametrize("name", TABLES)
def test_after_the_last_article_every_table_is_the_shipped_one(root: Path, name: str) -> None:
    import csv
    import io

    table = armsref.shipped().as_of("2100").table(name)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows([list(table.columns), *table.rows])
    assert buffer.getvalue().encode() == (root / "datasets" / f"{name}.csv").read_bytes()


#: A question, and whether the articles of a day, a month and a year had been published by then.
QUESTIONS = [
    ("2021-02-27", (False, False, False)),
    ("2021-02-28", (True, True, False)),
    ("2021-02", (True, True, False)),
    ("2021-12-30", (True, True, False)),
    ("2021-12-31", (True, True, True)),
    ("2021-12", (True, True, True)),
    ("2021", (True, True, True)),
    ("2020", (False, False, False)),
]


@pytest.mark.parametrize(("question", "published"), QUESTIONS)
def test_a_partial_date_counts_as_its_last_day(
    tmp_path: Path, question: str, published: tuple[bool, bool, bool]
) -> None:
    dataset = Dataset(tmp_path)
    dates = ("2021-02-28", "2021-02", "2021")
    for outlet, date in zip(("reuters", "cnn", "wsj"), dates, strict=True):
        dataset.add(outlet, date, claim("2,000 km", origin="own"))
    spec = dataset.open().as_of(question).get("alpha").range
    articles = {a.rpartition("-20")[0] for a in (spec.articles if spec else ())}
    expected = zip(("reuters", "cnn", "wsj"), published, strict=True)
    assert articles == {outlet for outlet, by_then in expected if by_then}


def test_specs_are_made_of_the_claims_of_the_time(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("reuters", "2021-05-01", claim("1,300 km", origin="own", attributed_to="Jane Doe"))
    dataset.add("cnn", "2022-05-01", claim("1,300 km", origin="own"))
    dataset.add("wsj", "2023-05-01", claim("1,350 km", origin="own"))
    catalog = dataset.open()
    answers = {}
    for year in ("2021", "2022", "2023"):
        spec = catalog.as_of(year).get("alpha").range
        assert spec is not None
        assert all(c.article[-10:-6] <= year for c in spec.claims)
        answers[year] = (spec.agreement, spec.origins, spec.speakers)
    assert answers == {
        "2021": ("single", ("reuters",), ("Jane Doe",)),
        "2022": ("corroborated", ("cnn", "reuters"), ("Jane Doe",)),
        "2023": ("disputed", ("cnn", "reuters", "wsj"), ("Jane Doe",)),
    }
    assert catalog.as_of("2020").get("alpha").range is None


def test_the_catalogue_has_the_same_interface() -> None:
    shipped = armsref.shipped()
    then = shipped.as_of("2023-12-31")
    assert then.until == "2023-12-31"
    assert then.version == f"{shipped.version} as of 2023-12-31"
    assert [s.id for s in then.systems()] == ["fateh-110", "shahed-136", "zolfaghar"]
    zolfaghar = then.get("Zolfaghar")
    assert zolfaghar.parent is None  # said in 2024
    assert zolfaghar.names == ("Zolfaghar",)
    assert zolfaghar.launch_mode is None  # of the family
    assert {t.article for t in then.transfers()} == {"thedefensepost-2022-11-02"}
    assert then.article("thedefensepost-2022-11-02").issued == "2022-11-02"
    with pytest.raises(armsref.DataError):
        then.article("telegraphindia-2024-02-22")
    assert str(zolfaghar.range) == str(shipped.get("zolfaghar").range)
    # The whole one is what it was, and a date later than the first adds nothing.
    assert shipped.get("zolfaghar").parent == "fateh-110-family"
    assert then.as_of("2030").table("specs").rows == then.table("specs").rows
    assert then.as_of("2030").version == then.version


def test_a_system_that_nobody_had_named_is_unknown() -> None:
    then = armsref.shipped().as_of("2023")
    with pytest.raises(armsref.UnknownSystem, match="published by 2023-12-31") as raised:
        then.get("Fath-360")
    again = pickle.loads(pickle.dumps(raised.value))  # noqa: S301
    assert str(again) == str(raised.value)


def test_an_alias_can_be_the_only_name_of_the_time(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    file = dataset.folder / "seeds" / "systems.toml"
    text = file.read_text(encoding="utf-8").replace('["Beta"]', '["Beta", "Bravo"]')
    file.write_text(text, encoding="utf-8")
    early = claim("2,000 km", of="beta").replace('"Beta"', '"Bravo"')
    dataset.add("cnn", "2019", early)
    catalog = dataset.open()
    assert catalog.get("bravo").label == "Beta"
    then = catalog.as_of("2019")
    assert then.get("bravo").label == "Bravo"
    assert then.get("beta").names == ("Bravo",)
    assert then.as_of("2018").systems() == ()


@pytest.mark.parametrize("date", [dt.date(2023, 12, 31), dt.datetime(2023, 12, 31, 12, 0)])  # noqa: DTZ001
def test_a_date_of_python_will_do(date: dt.date) -> None:
    assert armsref.shipped().as_of(date).until == "2023-12-31"


BAD_DATES = [
    "",
    "2023-13",
    "2023-02-30",
    "0000",
    "23",
    "2023-1",
    "20231231",
    "٢٠٢٣",
    "2023-12-31\n",
]


@pytest.mark.parametrize("date", [*BAD_DATES, "yesterday", "2023-12-31T00:00"])
def test_a_bad_date_is_one_line(run: Run, date: str) -> None:
    with pytest.raises(armsref.DateError, match=r"is no date; write 2023-12-31"):
        armsref.shipped().as_of(date)
    for command in ("show", "cite"):
        result = run(command, "zolfaghar.range", "--as-of", date)
        assert (result.exit_code, result.output) == (2, "")
        assert result.error.count("\n") == 1
    assert run("transfers", "--as-of", date).exit_code == 2


@pytest.mark.parametrize("date", [None, 2023, 2023.5, ["2023"]])
def test_what_is_no_date_at_all(date: Any) -> None:
    with pytest.raises(armsref.DateError):
        armsref.shipped().as_of(date)


def test_the_command_line_answers_as_of_a_date(run: Run) -> None:
    document = json.loads(run("show", "zolfaghar", "--as-of", "2023", "--json").output)
    assert document["data_version"].endswith(" as of 2023-12-31")
    assert document["parent"] is None
    assert document["specs"]["range"]["articles"] == 1
    shown = run("show", "zolfaghar", "--as-of", "2023").output
    assert "as of 2023-12-31" in shown
    assert "Telegraph" not in shown
    assert "The Defense Post" in run("cite", "zolfaghar.range", "--as-of", "2023").output
    assert run("transfers", "--as-of", "2021").output == "no such statement\n"
    assert run("show", "c8872d0c6de0d", "--as-of", "2023").exit_code == 2
