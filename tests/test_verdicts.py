"""A figure that somebody wrote, against what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import Dataset, claim

import armsref
from armsref.auditing.verdict import Judge
from armsref.model.reading import Reading


def figure(words: str, attribute: str) -> Reading:
    read = armsref.read(words, attribute)
    assert isinstance(read, Reading)
    return read


#: System, attribute, words, verdict; what is printed stands in datasets/claims.csv.
SHIPPED = [
    ("zolfaghar", "range", "700 km", "printed"),
    ("zolfaghar", "range", "300 km", "printed"),
    ("zolfaghar", "range", "300 to 700 km", "printed"),
    ("zolfaghar", "range", "up to 700 km", "printed"),
    ("zolfaghar", "range", "435 mi", "printed"),
    ("zolfaghar", "range", "378 nmi", "printed"),
    ("zolfaghar", "range", "700.4 km", "printed"),
    ("zolfaghar", "range", "700,000 m", "printed"),
    ("zolfaghar", "range", "500 km", "inside"),
    ("zolfaghar", "range", "400 to 600 km", "inside"),
    ("zolfaghar", "range", "600 to 800 km", "outside"),
    ("zolfaghar", "range", "710 km", "outside"),
    ("zolfaghar", "range", "700 mi", "outside"),
    ("zolfaghar", "range", "7,000 km", "implausible"),
    ("zolfaghar", "range", "2 km", "implausible"),
    ("shahed", "payload", "99 lb", "printed"),
    ("shahed", "payload", "45 kg", "printed"),
    ("shahed", "payload", "50 kg", "outside"),
    ("shahed", "range", "2,000 km", "unstated"),
    ("shahed", "range", "90,000 km", "implausible"),
]


@pytest.mark.parametrize(("system", "attribute", "words", "kind"), SHIPPED)
def test_a_figure_of_the_shipped_systems(
    system: str, attribute: str, words: str, kind: str
) -> None:
    verdict = Judge(armsref.shipped()).of(system, attribute, figure(words, attribute))
    assert verdict.kind == kind
    assert bool(verdict.claims) == (
        kind != "unstated" and (system, attribute) != ("shahed", "range")
    )


#: What the articles print of one range, what somebody wrote, the verdict.
INVENTED = [
    (["up to 2,500 km"], "2,500 km", "printed"),
    (["up to 2,500 km"], "1,000 km", "inside"),
    (["up to 2,500 km"], "2,600 km", "outside"),
    (["at least 300 km"], "300 km", "printed"),
    (["at least 300 km"], "4,000 km", "inside"),
    (["at least 300 km"], "299 km", "outside"),
    (["about 900 km"], "900 km", "printed"),
    (["about 900 km"], "901 km", "outside"),
    (["less than 900 km"], "900 km", "printed"),
    (["hundreds of kilometres"], "500 km", "inside"),
    (["300 km", "700 km"], "300 km", "disputed"),
    (["300 km", "700 km"], "700 km", "disputed"),
    (["300 km", "700 km"], "500 km", "outside"),
    (["300 km (186 miles)"], "186 mi", "printed"),
    (["300 km (186 miles)"], "190 mi", "outside"),
    (["300 km"], "190 mi", "printed"),
    (["300 km"], "200 mi", "outside"),
    (["186 miles"], "300 km", "printed"),
    (["186 miles"], "300.0 km", "printed"),
    (["186 miles"], "310 km", "outside"),
    (["700 km"], "450 mi", "outside"),
    (["up to 700 km"], "400 mi", "inside"),
]


@pytest.mark.parametrize(("printed", "words", "kind"), INVENTED)
def test_a_figure_of_an_invented_system(
    printed: list[str], words: str, kind: str, tmp_path: Path
) -> None:
    dataset = Dataset(tmp_path)
    for number, phrase in enumerate(printed):
        dataset.add("reuters", str(2021 + number), claim(phrase, origin="own"))
    verdict = Judge(dataset.open()).of("alpha", "range", figure(words, "range"))
    assert verdict.kind == kind
    assert bool(verdict.against) == (kind == "disputed")


def test_of_alternatives_the_best_counts() -> None:
    judge = Judge(armsref.shipped())
    said = figure("700 km", "range")
    assert judge.of_any(["shahed", "zolfaghar"], "range", said).system == "zolfaghar"
