"""What a retracted article says stays, counts for nothing, and is never shown without saying so."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from invented import Dataset, claim

import armsref
from armsref.catalog.document import find_claim, find_transfer

Run = Callable[..., Any]

WHY = "withdrawn by the outlet"
#: Words that only the retracted article prints.
FIGURE, PAYLOAD, FLOW, DENIED = "7,777 km", "around 77 kg", "777 drones", "888 drones"
WORDS = (FIGURE, PAYLOAD, FLOW, DENIED)

TRANSFERS = f"""
[[transfer]]
supplier = "Iran"
recipient = "Russia"
[[transfer.statement]]
stage = "supplied"
what = "{FLOW}"
systems = {{ alpha = "Alpha" }}
[[transfer.statement]]
stage = "supplied"
what = "{DENIED}"
stance = "denied"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset in which CNN withdrew the greatest range, the only payload and a transfer."""
    dataset = Dataset(tmp_path_factory.mktemp("retracted"))
    dataset.add("reuters", "2021", claim("300 km", origin="own"))
    retracted = (
        claim(FIGURE, origin="own", attributed_to="Jane Doe"),
        claim(PAYLOAD, "payload", cue="payload"),
        claim("Beta", "family", cue="variant of"),
        TRANSFERS,
    )
    dataset.add("cnn", "2019", *retracted)
    dataset.add_header("cnn-2019", f'retracted = "{WHY}"')
    systems = dataset.folder / "seeds" / "systems.toml"
    text = systems.read_text(encoding="utf-8")
    text = text.replace('level = "system"\nnames = ["Beta"]', 'level = "family"\nnames = ["Beta"]')
    systems.write_text(text, encoding="utf-8")
    dataset.open()
    return dataset.folder


@pytest.fixture(scope="module")
def catalog(folder: Path) -> armsref.Catalog:
    return armsref.Catalog.open(folder)


def retracted_ids(catalog: armsref.Catalog) -> dict[str, str]:
    """Return the claims and the statement that a command is asked for by id."""
    claims = {row.quote: row.id for row in catalog.get("alpha").retracted}
    flows = {row.what: row.id for row in catalog.transfers() if row.what}
    return {"FIGURE": claims[FIGURE], "PAYLOAD": claims[PAYLOAD], "FLOW": flows[FLOW]}


#: Every view of the command line, and which of the words it shows: all with the mark.
VIEWS: list[tuple[str, tuple[str, ...]]] = [
    ("show alpha", WORDS),
    ("show alpha.range", (FIGURE,)),
    ("show alpha.payload", (PAYLOAD,)),
    ("show alpha.guidance", ()),
    ("show beta", ()),
    ("show FIGURE", (FIGURE,)),
    ("show PAYLOAD", (PAYLOAD,)),
    ("show FLOW", (FLOW,)),
    ("show alpha --as-of 2020", WORDS),
    ("list", ()),
    ("search alpha", ()),
    ("resolve Alpha", ()),
    ("transfers", (FLOW, DENIED)),
    ("transfers --from Iran --to Russia --denied", (DENIED,)),
    ("transfers --system alpha", (FLOW, DENIED)),
    ("cite alpha", ()),
    ("cite alpha.range --all", ()),
    ("cite FIGURE", (FIGURE,)),
    ("cite PAYLOAD --all", (PAYLOAD,)),
]


@pytest.mark.parametrize(("command", "shown"), VIEWS)
def test_a_view_that_shows_the_words_says_so(
    run: Run, folder: Path, catalog: armsref.Catalog, command: str, shown: tuple[str, ...]
) -> None:
    ids = retracted_ids(catalog)
    arguments = [ids.get(word, word) for word in command.split()]
    ran = run(*arguments, "--dataset", str(folder))
    assert ran.exit_code == 0, ran.error
    text = " ".join(ran.output.split())
    assert {word for word in WORDS if word in text} == set(shown)
    assert text.count(f"RETRACTED: {WHY}") >= len(shown)


JSON_VIEWS = [(command, shown) for command, shown in VIEWS if not command.startswith("cite")]


@pytest.mark.parametrize(("command", "shown"), JSON_VIEWS)
def test_a_document_that_holds_the_words_says_so(
    run: Run, folder: Path, catalog: armsref.Catalog, command: str, shown: tuple[str, ...]
) -> None:
    ids = retracted_ids(catalog)
    arguments = [ids.get(word, word) for word in command.split()]
    document = json.loads(run(*arguments, "--dataset", str(folder), "--json").output)
    holding = [
        (word, item)
        for item in objects(document)
        for word in WORDS
        if word in (item.get("quote"), item.get("what"))
    ]
    assert {word for word, _ in holding} == set(shown)
    assert all(item["retracted"] == WHY for _, item in holding)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item)


#: Tables that hold the words; the words of statements lead to their statement, which says so.
TABLES_THAT_SAY = {"claims": "quote", "transfers": "what"}


@pytest.mark.parametrize("table", TABLES_THAT_SAY)
def test_a_row_that_holds_the_words_says_so(
    folder: Path, catalog: armsref.Catalog, table: str
) -> None:
    with (folder / "datasets" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    column = TABLES_THAT_SAY[table]
    for rows in (lines, catalog.frame(table).to_dicts()):
        marked = [row for row in rows if row[column] in WORDS]
        assert len(marked) == 2
        assert all(row["retracted"] == WHY for row in marked)
        others = [row for row in rows if row["article"] != "cnn-2019"]
        assert not any(row["retracted"] for row in others)


def test_no_other_table_holds_the_words(folder: Path) -> None:
    holding = {
        file.name
        for file in (folder / "datasets").iterdir()
        if any(word in file.read_text(encoding="utf-8") for word in WORDS)
    }
    assert holding == {"claims.csv", "transfers.csv", "transfer_words.csv"}


def test_records_say_so(catalog: armsref.Catalog) -> None:
    alpha = catalog.get("alpha")
    assert {c.quote: c.retracted for c in alpha.retracted} == {
        FIGURE: WHY,
        PAYLOAD: WHY,
        "Beta": WHY,
    }
    assert {t.retracted for t in catalog.transfers()} == {WHY}
    for key in retracted_ids(catalog).values():
        record = find_transfer(catalog, key) if key[0] == "t" else find_claim(catalog, key)[0]
        assert record.retracted == WHY
    assert alpha.range is not None
    assert [c.retracted for c in alpha.range.claims] == [None]


def test_it_counts_for_nothing(catalog: armsref.Catalog) -> None:
    alpha = catalog.get("alpha")
    assert str(alpha.range) == "300 km (186 mi)"
    assert alpha.range is not None
    assert (alpha.range.agreement, alpha.range.origins) == ("single", ("reuters",))
    assert (alpha.range.articles, alpha.range.speakers) == (("reuters-2021",), ())
    assert alpha.payload is None
    assert alpha.parent is None
    assert catalog.select(range__ge="7000 km") == ()
    assert catalog.select(payload__ge="1 kg") == ()
    assert [one.certain for one in catalog.select(range__le="300 km")] == [True]
    then = catalog.as_of("2020").get("alpha")
    assert (then.range, then.payload, then.parent) == (None, None, None)
    assert len(then.retracted) == 3


def test_a_join_has_nothing_of_it(catalog: armsref.Catalog) -> None:
    frame = pl.DataFrame({"model": ["Alpha"]})
    joined = catalog.join(frame, on="model", fields=["range", "payload"])
    (row,) = joined.to_dicts()
    assert (row["range_max_km"], row["range_text"]) == (300.0, "300 km (186 mi)")
    assert row["payload_text"] is None
    ids = retracted_ids(catalog)
    assert not set(ids.values()) & set(row["range_claims"].split())


def test_the_bibliography_says_so(run: Run, folder: Path, catalog: armsref.Catalog) -> None:
    figure = retracted_ids(catalog)["FIGURE"]
    cited = json.loads(run("cite", figure, "--format", "csl-json", "--dataset", str(folder)).output)
    built = json.loads((folder / "datasets" / "articles.csl.json").read_text(encoding="utf-8"))
    for items in (cited, built):
        (item,) = [item for item in items if item["id"] == "cnn-2019"]
        assert (item["status"], item["note"]) == ("retracted", f"RETRACTED: {WHY}")
    assert [item["id"] for item in built if "note" in item] == ["cnn-2019"]


def test_what_only_a_retracted_article_states_is_not_cited_as_if_it_counted(
    run: Run, folder: Path, catalog: armsref.Catalog
) -> None:
    ran = run("cite", "alpha.payload", "--dataset", str(folder))
    assert (ran.exit_code, ran.output, ran.error.count("\n")) == (2, "", 1)
    assert "stated by retracted articles alone" in ran.error
    assert retracted_ids(catalog)["PAYLOAD"] in ran.error


def test_a_spec_that_nothing_else_states_is_not_stated(run: Run, folder: Path) -> None:
    lines = run("show", "alpha.payload", "--dataset", str(folder)).output.splitlines()
    assert lines[1:3] == ["payload: not stated", "retracted, counts for nothing:"]


def test_a_name_has_another_source_where_there_is_one(tmp_path: Path, run: Run) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("cnn", "2018", claim("300 km"), claim("300 km", of="beta"))
    dataset.add_header("cnn-2018", f'retracted = "{WHY}"')
    text = (dataset.articles / "wsj-2020.toml").read_text(encoding="utf-8")
    text = text.replace('of = { alpha = "Alpha", beta = "Beta" }', 'of = { alpha = "Alpha" }')
    (dataset.articles / "wsj-2020.toml").write_text(text, encoding="utf-8")
    catalog = dataset.open()
    sources = {s.id: catalog.name_rows(s.id)[0].article for s in catalog.systems()}
    assert sources == {"alpha": "wsj-2020", "beta": "cnn-2018"}
    shown = " ".join(run("show", "beta", "--dataset", str(tmp_path)).output.split())
    assert f"printed Beta (cnn-2018, RETRACTED: {WHY})" in shown
    document = json.loads(run("show", "beta", "--dataset", str(tmp_path), "--json").output)
    assert document["name_sources"][0]["retracted"] == WHY


def test_a_claim_is_added_to_a_retracted_article_with_open_eyes(tmp_path: Path, run: Run) -> None:
    dataset = Dataset(tmp_path)
    body = "The Alpha has a range of 300 km. The Alpha has a payload of 45 kg.\n"
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_bytes(body.encode())
    dataset.add("cnn", "2021")
    sha = hashlib.sha256(body.encode()).hexdigest()
    dataset.add_header("cnn-2021", f'retracted = "{WHY}"')
    file = dataset.articles / "cnn-2021.toml"
    text = f'[text]\nsha256 = "{sha}"\nlength = {len(body)}\nextent = "full"\n'
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    options = ("--attribute", "payload", "--of", "Alpha", "--quote", "45 kg")
    ran = run("add", str(file), "--texts", str(texts), *options)
    assert ran.exit_code == 0, ran.error + ran.output
    assert f"RETRACTED: {WHY}; the claim counts for nothing" in ran.output
