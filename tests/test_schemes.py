"""A class against a figure, under a named scheme: a note that stops nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import Dataset, claim

from armsref.build.write import examine
from armsref.findings import RULES, Finding, counted, exit_code

Run = Callable[..., Any]

CLOSE, SHORT, MEDIUM, INTERMEDIATE = (
    f"{word}-range ballistic missile" for word in ("close", "short", "medium", "intermediate")
)
ICBM = "intercontinental ballistic missile"

#: A class and a range as printed, and whether the scheme keeps them apart.
PAIRS = [
    (CLOSE, "300 to 700 km", True),
    (CLOSE, "299 km", False),
    (CLOSE, "300 km", True),
    (CLOSE, "about 300 km", False),
    (CLOSE, "about 400 km", True),
    (CLOSE, "up to 700 km", False),
    (CLOSE, "at least 300 km", True),
    (CLOSE, "more than 300 km", True),
    (CLOSE, "at least 200 km", False),
    (CLOSE, "186 to 435 miles", False),  # 186 miles may be 299 km
    (CLOSE, "190 to 435 miles", False),
    (CLOSE, "250 to 435 miles", True),
    (CLOSE, "hundreds of kilometers", False),
    (CLOSE, "thousands of kilometers", True),
    (SHORT, "300 to 700 km", False),
    (SHORT, "up to 2,000 km", False),
    (SHORT, "up to 200 km", True),
    (SHORT, "up to 300 km", False),
    (SHORT, "less than 300 km", True),
    (SHORT, "999 km", False),
    (SHORT, "1,000 km", True),
    (SHORT, "800 to 1,200 km", False),
    (MEDIUM, "620 miles", False),  # 1,000 km, in miles
    (MEDIUM, "500 miles", True),
    (MEDIUM, "3,000 km", True),
    (INTERMEDIATE, "up to about 3,000 km", False),
    (INTERMEDIATE, "up to about 2,900 km", True),
    (ICBM, "5,499 km", True),
    (ICBM, "5,500 km", False),
    (ICBM, "at least 6,000 km", False),
    ("ballistic missile", "5 km", False),
    ("cruise missile", "9,000 km", False),
]


def said(quote: str, **more: str) -> str:
    return claim(quote, "class", **more)


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    made = Dataset(tmp_path)
    made.add("wsj", "2020", claim("drone", "class", "beta"))
    return made


def notes(dataset: Dataset) -> list[Finding]:
    findings = examine(dataset.folder).findings
    assert {f.code for f in findings} <= {"AR305"}, [str(f) for f in findings]
    return findings


@pytest.mark.parametrize(("kind", "words", "apart"), PAIRS)
def test_a_class_against_a_range(dataset: Dataset, kind: str, words: str, apart: bool) -> None:
    dataset.add("cnn", "2021", said(kind), claim(words))
    assert [f.code for f in notes(dataset)] == (["AR305"] if apart else [])


def test_the_note_shows_both_words_and_the_scheme(dataset: Dataset, run: Run) -> None:
    dataset.add("reuters", "2020-02", claim("300 to 700 km"))
    dataset.add("cnn", "2021", claim("drone", "class", "beta"), said(CLOSE))
    (note,) = notes(dataset)
    assert (note.file, note.line) == ("seeds/articles/cnn-2021.toml", 16)
    assert str(note) == (
        "seeds/articles/cnn-2021.toml:16:1: AR305 note: "
        'alpha: "close-range ballistic missile" (cnn-2021) against "300 to 700 km" '
        "(reuters-2020-02): by the scheme 'ballistic missiles by range' a close-range ballistic "
        "missile has under 300 km; both are kept; see whether one of them is said of another system"
    )
    dataset.open()
    result = run("validate", str(dataset.folder))
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        str(note),
        "3 articles, 2 systems: 1 finding (1 note)",
    ]
    (document,) = json.loads(run("validate", str(dataset.folder), "--json").output)
    assert (document["code"], document["severity"]) == ("AR305", "note")


def test_a_note_stops_no_build(dataset: Dataset, run: Run) -> None:
    dataset.add("cnn", "2021", said(CLOSE), claim("300 to 700 km"))
    built = run("build", str(dataset.folder))
    assert built.exit_code == 0
    assert "AR305" in built.output
    assert "files written" in built.output
    assert run("build", str(dataset.folder), "--check").exit_code == 0


def test_claims_that_agree_give_one_note(dataset: Dataset) -> None:
    for outlet in ("cnn", "reuters"):
        dataset.add(outlet, "2021", said(CLOSE), claim("300 to 700 km"))
    assert len(notes(dataset)) == 1
    dataset.add("cnn", "2022", claim("900 km"))
    assert len(notes(dataset)) == 2


def test_a_retracted_article_gives_none(dataset: Dataset) -> None:
    dataset.add("cnn", "2021", said(CLOSE), claim("300 to 700 km"))
    dataset.add_header("cnn-2021", 'retracted = "withdrawn by the outlet"')
    assert notes(dataset) == []


#: What is wrong in a scheme, and the words that say so.
BAD_SCHEMES = [
    ("crbm = { below = 300 }", "crbm = { }", "least, below or both"),
    ("{ least = 300, below = 1000 }", "{ least = 1000, below = 300 }", "not under below"),
    ("bounds.icbm", "bounds.tbm", "has no term 'tbm'"),
    ('by = "range"', 'by = "guidance"', "no quantity of a system"),
    ('of = "class"', 'of = "klass"', "has no term"),
]


@pytest.mark.parametrize(("old", "new", "words"), BAD_SCHEMES)
def test_a_scheme_that_does_not_fit(
    root: Path, tmp_path: Path, run: Run, old: str, new: str, words: str
) -> None:
    (tmp_path / "seeds").mkdir()
    text = (root / "seeds" / "vocabulary.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "seeds" / "vocabulary.toml").write_text(text.replace(old, new), encoding="utf-8")
    result = run("validate", str(tmp_path))
    assert result.exit_code == 2
    assert words in result.error
    assert result.error.count("\n") == 1


def test_a_vocabulary_without_schemes_checks_none(root: Path, dataset: Dataset) -> None:
    text = (root / "seeds" / "vocabulary.toml").read_text(encoding="utf-8")
    start = text.index("[scheme.")
    own = text[:start] + text[text.index("\n# ---", start) :]
    (dataset.folder / "seeds" / "vocabulary.toml").write_text(own, encoding="utf-8")
    dataset.add("cnn", "2021", said(CLOSE), claim("300 to 700 km"))
    assert notes(dataset) == []


def test_severities_and_exit_codes() -> None:
    def finding(code: str) -> Finding:
        return Finding("a", 1, code, "m", "r")

    assert exit_code([]) == 0
    assert exit_code([finding("AR305")]) == 0
    assert exit_code([finding("AR305"), finding("AR210")]) == 1
    assert exit_code([finding("AR305"), finding("AR101")]) == 1
    assert exit_code([finding("AR305"), finding("AR001")]) == 2
    notes = {code for code, rule in RULES.items() if rule.severity == "note"}
    assert notes == {"AR305", "AR710", "AR803", "AR806", "AR910"}
    always = {c for c, r in RULES.items() if r.severity == "warning" and not r.strict}
    assert always == {"AR206", "AR210", "AR708", "AR709"}
    assert counted([finding("AR210")]) == "1 finding (1 warning)"
