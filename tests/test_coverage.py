"""What the data cover: counted again from the catalogue, by another way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run

import armsref


def test_stats_count_what_the_catalogue_holds(run: Run) -> None:
    found = json.loads(run("stats", "--json").output)
    catalog = armsref.shipped()
    systems = catalog.systems()
    claims = {
        claim.id: claim
        for system in systems
        for spec in system.specs.values()
        if spec.inherited_from is None
        for claim in spec.claims
    }
    assert found["claims"] == len(claims)
    assert found["anchored"] + found["transcribed"] == len(claims)
    assert found["articles"] == len(catalog.table("articles").rows)
    assert sum(one["claims"] for one in found["outlets"]) == len(claims)
    assert sum(found["speakers"].values()) == len(claims)
    assert found["systems"] + found["families"] == len(systems)
    for attribute, counts in found["attributes"].items():
        own = [
            spec
            for system in systems
            if (spec := system[attribute]) is not None and spec.inherited_from is None
        ]
        assert counts["systems"] == len(own) == sum(counts["agreement"].values())
        assert counts["systems_of_two_origins"] == sum(len(spec.origins) > 1 for spec in own)


@pytest.mark.usefixtures("all_shipped")
def test_the_dictionary_tells_the_same_as_stats(run: Run, checkout: Path) -> None:
    text = run("stats").output
    assert text.startswith("## What it covers\n")
    assert text in (checkout / "datasets/README.md").read_text(encoding="utf-8")


def test_list_by_what_is_missing_or_disputed(run: Run) -> None:
    listed = json.loads(run("list", "--missing", "range", "--json").output)
    lacking = {one["system"] for one in listed}
    assert lacking == {s.id for s in armsref.systems() if s.range is None}
    assert "zolfaghar" not in lacking
    disputed = {one["system"] for one in json.loads(run("list", "--disputed", "--json").output)}
    assert disputed == {
        s.id for s in armsref.systems() if any(x.agreement == "disputed" for x in s.specs.values())
    }
    wrong = run("list", "--missing", "rnge")
    assert wrong.exit_code == 2
    assert "did you mean range?" in wrong.error
