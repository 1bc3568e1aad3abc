"""What must hold of all that is shipped, however much it is."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from conftest import Run

import armsref
from armsref.build.write import Built, build, differences
from armsref.findings.rules import RULES

Row = dict[str, str]


class Data(NamedTuple):
    """The committed tables, read by nothing of ours."""

    systems: dict[str, Row]
    names: list[Row]
    specs: list[Row]
    claims: list[Row]
    transfers: list[Row]
    transfer_words: list[Row]
    articles: dict[str, Row]
    attributes: dict[str, Row]


@pytest.fixture(scope="module")
def data(checkout: Path) -> Data:
    def rows(name: str) -> list[Row]:
        with (checkout / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def by_id(name: str) -> dict[str, Row]:
        return {row["id"]: row for row in rows(name)}

    return Data(
        systems=by_id("systems"),
        names=rows("names"),
        specs=rows("specs"),
        claims=rows("claims"),
        transfers=rows("transfers"),
        transfer_words=rows("transfer_words"),
        articles=by_id("articles"),
        attributes=by_id("attributes"),
    )


@pytest.fixture(scope="module")
def built(checkout: Path) -> Built:
    return build(checkout)


@pytest.fixture(scope="module")
def catalog(checkout: Path) -> armsref.Catalog:
    return armsref.Catalog.open(checkout)


def test_the_committed_datasets_are_what_the_seeds_make(checkout: Path, built: Built) -> None:
    assert [f for f in built.findings if RULES[f.code].severity == "error"] == []
    assert differences(checkout, built) == []


def test_every_field_has_its_claims_and_every_claim_its_field(data: Data) -> None:
    stated = {(c["system"], c["attribute"], c["id"]) for c in data.claims if not c["retracted"]}
    grouped = {
        (spec["system"], spec["attribute"], claim)
        for spec in data.specs
        if not spec["inherited_from"]
        for claim in spec["groups"].replace("|", " ").split()
    }
    assert all(spec["groups"] for spec in data.specs)
    assert grouped == stated


def test_nothing_is_an_orphan(data: Data) -> None:
    said = {c["article"] for c in data.claims} | {t["article"] for t in data.transfers}
    assert said == set(data.articles)
    meant = {c["system"] for c in data.claims} | {w["system"] for w in data.transfer_words} - {""}
    parents = {s["parent"] for s in data.systems.values()} - {""}
    assert meant | parents == set(data.systems)
    assert all(data.systems[parent]["level"] == "family" for parent in parents)


def test_every_name_is_of_one_system_or_of_listed_namesakes(
    data: Data, catalog: armsref.Catalog, checkout: Path
) -> None:
    seeds = tomllib.loads((checkout / "seeds" / "systems.toml").read_text(encoding="utf-8"))
    listed = {(one["id"], other) for one in seeds["system"] for other in one.get("namesakes", ())}
    bearers = defaultdict(set)
    for row in data.names:
        assert row["article"] in data.articles, row
        bearers[row["key"]].add(row["system"])
    for row in data.names:
        found = catalog.resolve(row["name"])
        assert found.kind == ("one" if len(found.systems) == 1 else "alternatives"), row
        assert row["system"] in found.systems
        assert set(found.systems) <= bearers[row["key"]], row
        for other in bearers[row["key"]] - {row["system"]}:
            assert {(row["system"], other), (other, row["system"])} & listed, row


def test_figures_are_plausible(data: Data) -> None:
    for claim in data.claims:
        attribute = data.attributes[claim["attribute"]]
        for column in ("canonical_low", "canonical_high"):
            if claim[column] and attribute["least"]:
                number = Decimal(claim[column])
                assert Decimal(attribute["least"]) <= number <= Decimal(attribute["most"]), claim


def test_a_class_against_a_range_is_a_finding(data: Data, built: Built) -> None:
    """Counted again: a class of ballistic missiles by range, and a range outside of its bounds."""
    bounds = {
        "srbm": (300, 1000),
        "mrbm": (1000, 3000),
        "irbm": (3000, 5500),
        "icbm": (5500, 10**6),
    }
    classes = defaultdict(set)
    for claim in data.claims:
        if claim["attribute"] == "class" and claim["term"] in bounds and not claim["retracted"]:
            classes[claim["system"]].add(claim["term"])
    against = set()
    for claim in data.claims:
        low, high = claim["canonical_low"], claim["canonical_high"]
        # A bound from below says nothing against a class, nor does an interval that touches it.
        if claim["attribute"] == "range" and low and high and not claim["retracted"]:
            for term in classes[claim["system"]]:
                least, below = bounds[term]
                if Decimal(high) < least or Decimal(low) >= below:
                    against.add(claim["system"])
    found = {f.message.split(":")[0] for f in built.findings if f.code == "AR305"}
    assert against <= found


def test_addresses(data: Data) -> None:
    addresses = Counter(article["url"] for article in data.articles.values())
    assert [url for url, times in addresses.items() if times > 1] == []
    for article in data.articles.values():
        for column in ("url", "archive"):
            if not article[column]:
                continue
            parts = urlsplit(article[column])
            assert parts.scheme in {"http", "https"}, article
            assert parts.hostname, article
            assert "." in parts.hostname, article
            assert not any(c.isspace() or c in '<>"' for c in article[column]), article
            assert parts.username is None, article


def test_a_quote_is_short_and_no_sentence(data: Data) -> None:
    for row in (*data.claims, *data.transfer_words):
        words = row.get("quote") or row["words"]
        assert len(words) <= 120, row
        assert not words.rstrip("\"'”’").endswith((".", "!", "?")) or len(words.split()) < 4, row


def test_most_texts_are_not_at_hand(run: Run, checkout: Path, text_folder: Path) -> None:
    ran = run("verify", str(checkout), "--texts", str(text_folder))
    assert ran.exit_code == 0
    said = [line for line in (ran.output + ran.error).splitlines() if "not checked: " in line]
    assert len(said) <= 6
