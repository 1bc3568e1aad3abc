"""Names and figures in prose: which system and attribute a figure is of, and its verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import Dataset, claim

import armsref
from armsref.prose.check import Checked

Run = Callable[..., Any]
FOLDER = Path(__file__).with_name("sentences")
#: Codes that say more than the verdict.
MORE = ("AR708", "AR709")


def labelled(name: str) -> list[tuple[str, str]]:
    """Return sentence and label of each line of a file."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(sentence, " ".join(sorted(label.split()))) for label, sentence in pairs]


def label_of(checked: Checked) -> str:
    """Write what was found as the labels do."""
    found = []
    for figure in checked.figures:
        own = [
            f.code
            for f in checked.findings
            if f.code in MORE
            and (f.line, f.column) == (figure.line, figure.column)
            and f.field == f"{figure.system}.{figure.attribute}"
        ]
        more = "".join(f"+{code}" for code in own)
        found.append(f"{figure.system}.{figure.attribute}={figure.verdict.kind}{more}")
    signs = {"AR710": "?", "AR702": "!"}
    found += [signs[f.code] for f in checked.findings if f.code in signs]
    found += [f"~{f.value}".replace(" ", "_") for f in checked.findings if f.code == "AR701"]
    return " ".join(sorted(found)) or "-"


@pytest.mark.parametrize(("sentence", "label"), labelled("shipped"))
def test_a_sentence_on_the_shipped_systems(sentence: str, label: str) -> None:
    assert label_of(armsref.check(sentence)) == label


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> armsref.Catalog:
    dataset = Dataset(tmp_path_factory.mktemp("invented"))
    dataset.add(
        "reuters",
        "2021",
        claim("up to 2,500 km", origin="own"),
        claim("around 45 kg", "payload", cue="payload"),
        claim("at least 300 km/h", "speed", cue="speed"),
        claim("3.5 m", "length", cue="long"),
        claim("less than 2 m", "wingspan", cue="wingspan"),
        claim("up to an estimated 40 kg", "warhead", cue="warhead"),
        claim("300 km", of="beta", origin="own"),
        claim("24 hours", "endurance", "beta", cue="endurance"),
        claim("hundreds of metres", "ceiling", "beta", cue="altitude"),
    )
    dataset.add(
        "cnn",
        "2022",
        claim("700 km", of="beta", origin="own"),
        claim("about 24 hours", "endurance", "beta", cue="endurance"),
    )
    return dataset.open()


@pytest.mark.parametrize(("sentence", "label"), labelled("invented"))
def test_a_sentence_on_an_invented_system(
    sentence: str, label: str, invented: armsref.Catalog
) -> None:
    assert label_of(armsref.check(sentence, catalog=invented)) == label


@pytest.mark.parametrize(("sentence", "label"), labelled("fresh"))
def test_a_sentence_of_a_newspaper(sentence: str, label: str) -> None:
    assert label_of(armsref.check(sentence)) == label
