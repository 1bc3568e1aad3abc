"""No labelled phrase is silently misread; how many are right, refused and warned of."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from labelled import FOLDER, Label, judge, labels

README = Path(__file__).with_name("README.md")
FILES = sorted(file.stem for file in FOLDER.glob("*.csv"))


@pytest.fixture(scope="module", params=FILES)
def judged(request: pytest.FixtureRequest) -> tuple[str, list[tuple[str, Label]]]:
    name: str = request.param
    return name, [(judge(label), label) for label in labels(name)]


def test_none_is_silently_misread(judged: tuple[str, list[tuple[str, Label]]]) -> None:
    assert [label for outcome, label in judged[1] if outcome == "silent"] == []


def test_the_readme_states_the_counts(judged: tuple[str, list[tuple[str, Label]]]) -> None:
    """``tests/README.md`` has a row a file: phrases, right, refused, warned."""
    name, outcomes = judged
    counts = Counter(outcome for outcome, _ in outcomes)
    row = [len(outcomes), counts["right"], counts["refused"], counts["warned"]]
    stated = re.search(rf"^\| `{name}.csv` \|(.*)\|$", README.read_text("utf-8"), re.MULTILINE)
    assert stated is not None
    assert [int(cell.replace(",", "")) for cell in stated[1].split("|")[-4:]] == row


def test_no_phrase_is_longer_than_a_phrase() -> None:
    assert all(len(label.phrase) <= 120 for name in FILES for label in labels(name))


def test_the_judge_can_say_no() -> None:
    assert judge(Label("en", "300 km", "range", "=301 km")) == "silent"
    assert judge(Label("en", "300 km", "range", "<=300 km")) == "silent"
    assert judge(Label("en", "300 bananas", None, "=301 item")) == "warned"
    assert judge(Label("en", "banana", None, "=1 km")) == "refused"
    assert judge(Label("en", "300 km (186 miles)", "range", "=300 km & =186 mi")) == "right"
