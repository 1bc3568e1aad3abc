"""What several articles say together: groups, origins, speakers, disputes.

A dataset of invented statements, since the five articles hold no dispute.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import SYSTEMS, Dataset, claim

Run = Callable[..., Any]


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset(tmp_path)


#: The claims of two articles, and what they are together.
PAIRS = [
    # words of one and of the other, origins, speakers, agreement, number of groups
    ("2,000 km", "2,000 km", ("own", "own"), ("", ""), "corroborated", 1),
    ("2,000 km", "up to 2,000 km", ("own", "own"), ("", ""), "corroborated", 1),
    ("1,300 km", "1,350 km", ("own", "own"), ("", ""), "disputed", 2),
    ("300 to 700 km", "186 to 435 miles", ("own", "own"), ("", ""), "corroborated", 1),
    ("1,500 km", "930 miles", ("own", "own"), ("", ""), "corroborated", 1),
    ("1,500 km", "1,500 miles", ("own", "own"), ("", ""), "disputed", 2),
    ("300 to 700 km", "300 to 750 km", ("own", "own"), ("", ""), "disputed", 2),
    ("300 to 700 km", "186 to 500 miles", ("own", "own"), ("", ""), "disputed", 2),
    ("300 to 700 km", "up to 700 km", ("own", "own"), ("", ""), "corroborated", 1),
    ("more than 300 km", "at least 300 km", ("own", "own"), ("", ""), "corroborated", 1),
    ("about 2,000 km", "up to 2,000 km", ("own", "own"), ("", ""), "corroborated", 1),
    ("2,000 km", "up to 1,243 miles", ("own", "own"), ("", ""), "corroborated", 1),
    ("at least 2,000 km", "up to 1,000 km", ("own", "own"), ("", ""), "disputed", 2),
    ("2,000 km", "2,000 km", ("Reuters", "said Reuters"), ("", ""), "single", 1),
    ("2,000 km", "2,000 km", ("own", "said Reuters"), ("", ""), "single", 1),
    ("2,000 km", "2,000 km", ("own", ""), ("", ""), "single", 1),
    ("2,000 km", "2,000 km", ("", ""), ("", ""), "unstated", 1),
    ("2,000 km", "2,000 km", ("own", "own"), ("Jane Doe", "Jane Doe"), "single", 1),
    ("2,000 km", "2,000 km", ("own", "own"), ("Jane Doe", "John Doe"), "corroborated", 1),
    ("1,300 km", "1,350 km", ("", ""), ("", ""), "disputed", 2),
]


@pytest.mark.parametrize(("one", "other", "origins", "speakers", "agreement", "groups"), PAIRS)
def test_two_articles(
    dataset: Dataset,
    one: str,
    other: str,
    origins: tuple[str, str],
    speakers: tuple[str, str],
    agreement: str,
    groups: int,
) -> None:
    for outlet, date, words, origin, speaker in zip(
        ("reuters", "cnn"), ("2021-01-02", "2022-03"), (one, other), origins, speakers, strict=True
    ):
        more = {"origin": origin, "attributed_to": speaker}
        dataset.add(outlet, date, claim(words, **{k: v for k, v in more.items() if v}))
    spec = dataset.spec()
    assert (spec.agreement, len(spec.groups)) == (agreement, groups)
    assert str(spec).endswith("(disputed)") == (agreement == "disputed")
    assert len(spec.articles) == 2
    assert spec.unstated == origins.count("")
    assert len(spec.speakers) == len({speaker for speaker in speakers if speaker})


#: Whose reporting each of three outlets says it is; the origins that are counted, and how.
CHAINS = [
    # CNN credits the Journal, which credits Reuters
    ({"cnn": "the WSJ says", "wsj": "told Reuters"}, ("reuters",), "single"),
    ({"cnn": "the WSJ says", "wsj": "told Reuters", "reuters": "own"}, ("reuters",), "single"),
    ({"cnn": "said Reuters", "wsj": "told Reuters", "reuters": "own"}, ("reuters",), "single"),
    # the Journal has it from its own reporting: Reuters is a second origin
    ({"cnn": "the WSJ says", "wsj": "own", "reuters": "own"}, ("reuters", "wsj"), "corroborated"),
    # the Journal's article does not say: CNN still says that it is the Journal's
    ({"cnn": "the WSJ says", "wsj": "unstated"}, ("wsj",), "single"),
    # they credit each other: one origin, whichever it is
    ({"cnn": "the WSJ says", "wsj": "CNN reported"}, ("cnn",), "single"),
    (
        {"cnn": "the WSJ says", "wsj": "CNN reported", "reuters": "own"},
        ("cnn", "reuters"),
        "corroborated",
    ),
]


@pytest.mark.parametrize(("credited", "origins", "agreement"), CHAINS)
def test_chains_collapse_to_the_origin_at_their_end(
    dataset: Dataset, credited: dict[str, str], origins: tuple[str, ...], agreement: str
) -> None:
    for outlet, words in credited.items():
        dataset.add(outlet, "2021-01-02", claim("2,000 km", origin=words))
    spec = dataset.spec()
    assert (spec.origins, spec.agreement) == (origins, agreement)


def test_a_chain_ends_where_the_figure_is_another(dataset: Dataset) -> None:
    dataset.add("cnn", "2021-01-02", claim("2,000 km", origin="the WSJ says"))
    dataset.add("wsj", "2021-01-02", claim("1,300 km", origin="told Reuters"))
    spec = dataset.spec()
    assert (spec.origins, spec.agreement) == (("reuters", "wsj"), "disputed")


def test_an_articles_credit_is_that_of_its_claims(dataset: Dataset) -> None:
    for outlet in ("cnn", "wsj"):
        dataset.add(outlet, "2021", claim("2,000 km"))
        dataset.add_header(f"{outlet}-2021", 'origin = "told Reuters"')
    spec = dataset.spec()
    assert (spec.origins, spec.agreement, spec.unstated) == (("reuters",), "single", 0)
    assert {c.origin for c in spec.claims} == {"reuters"}
    assert {c.article for c in spec.claims} == {"cnn-2021", "wsj-2021"}


def test_the_preferred_group_has_most_origins_then_the_latest_article(dataset: Dataset) -> None:
    dataset.add("reuters", "2021-01-02", claim("1,300 km", origin="own"))
    dataset.add("cnn", "2022", claim("1,350 km", origin="own"))
    assert str(dataset.spec()) == "1,350 km (838.9 mi) (disputed)"
    dataset.add("wsj", "2019", claim("1,300 km", origin="own"))
    spec = dataset.spec()
    assert str(spec) == "1,300 km (807.8 mi) (disputed)"
    assert spec.origins == ("cnn", "reuters", "wsj")


def test_the_figure_is_the_one_in_the_canonical_unit(dataset: Dataset) -> None:
    dataset.add("reuters", "2021", claim("186 to 435 miles", origin="own"))
    dataset.add("cnn", "2022", claim("300 to 700 km", origin="own"))
    spec = dataset.spec()
    assert str(spec) == "300–700 km (186–435 mi)"


def test_a_second_unit_that_is_printed_is_kept(dataset: Dataset) -> None:
    dataset.add("reuters", "2021", claim("up to 1,500 km (930 miles)", origin="own"))
    assert str(dataset.spec()) == "up to 1,500 km (930 mi)"


def test_a_claim_can_be_taken_out_of_the_articles_origin(dataset: Dataset) -> None:
    dataset.add("reuters", "2021", claim("2,000 km", origin="unstated"))
    dataset.add_header("reuters-2021", 'origin = "own"')
    assert dataset.spec().agreement == "unstated"


def test_a_joint_claim_corroborates_nothing(dataset: Dataset) -> None:
    dataset.add("reuters", "2021", claim("2,000 km", origin="own"))
    dataset.add("cnn", "2022", claim("2,000 km", of="alpha beta", origin="own"))
    assert dataset.spec().agreement == "single"
    assert dataset.spec(system="beta").agreement == "single"


def test_two_guidances_are_no_dispute(dataset: Dataset) -> None:
    dataset.add("reuters", "2021", claim("laser-guided", "guidance", origin="own"))
    dataset.add("cnn", "2022", claim("satellite-guided", "guidance", origin="own"))
    spec = dataset.spec("guidance")
    assert spec.agreement == "single"
    assert spec.terms == ("satellite", "laser")


def test_a_narrower_term_agrees_with_the_one_that_contains_it(dataset: Dataset) -> None:
    dataset.add("reuters", "2021", claim("kamikaze drone", "class", origin="own"))
    spec = dataset.spec("class")
    assert (spec.agreement, spec.term) == ("single", "one-way-attack-drone")


#: Who quotes whom, in three outlets; the speakers that are counted, how many are independent.
SPEAKERS = [
    (("Ann", "Ann", "Bob"), ("Ann", "Bob"), "corroborated"),
    (("John Kirby", "Kirby", "Kirby"), ("John Kirby",), "single"),
    (("Kirby", "John Kirby", "Kirby’s"), ("John Kirby",), "single"),
    (("the U.S. official", "US official", "a US official"), ("US official",), "single"),
    (("Jane Kirby", "John Kirby", "Kirby"), ("Jane Kirby", "John Kirby"), "corroborated"),
    (("Ann", "Ann", "Ann"), ("Ann",), "single"),
]


@pytest.mark.parametrize(("speakers", "counted", "agreement"), SPEAKERS)
def test_origins_that_quote_one_speaker_are_one(
    dataset: Dataset, speakers: tuple[str, ...], counted: tuple[str, ...], agreement: str
) -> None:
    for outlet, speaker in zip(("reuters", "cnn", "wsj"), speakers, strict=True):
        words = claim("2,000 km", origin="own", attributed_to=speaker)
        dataset.add(outlet, "2021-01-02", words)
    spec = dataset.spec()
    assert spec.agreement == agreement
    assert spec.speakers == counted


def test_a_family_in_a_family_is_inherited_from(dataset: Dataset) -> None:
    more = "".join(
        f'[[system]]\nid = "{name}"\nlevel = "family"\nnames = ["{name.title()}"]\n'
        for name in ("gamma", "delta")
    )
    file = dataset.folder / "seeds" / "systems.toml"
    file.write_text(SYSTEMS + more, encoding="utf-8")
    dataset.add(
        "cnn",
        "2022",
        claim("Gamma", "family", cue="variant of"),
        claim("Delta", "family", of="gamma", cue="variant of"),
        claim("2,000 km", of="delta"),
    )
    spec = dataset.spec()
    assert (spec.inherited_from, str(spec)) == ("delta", "2,000 km (1,243 mi)")
    dataset.add_header("cnn-2022", 'retracted = "withdrawn by the outlet"')
    assert dataset.open().get("alpha").parent is None


def test_a_dispute_shows_each_side(dataset: Dataset, run: Run) -> None:
    dataset.add("reuters", "2021-01-02", claim("1,300 km", origin="own", attributed_to="Jane Doe"))
    dataset.add("wsj", "2021", claim("800 miles", origin="own", attributed_to="John Doe"))
    dataset.add("cnn", "2022", claim("1,350 km"))
    dataset.open()
    shown = " ".join(run("show", "alpha.range", "--dataset", str(dataset.folder)).output.split())
    assert (
        "range: 1,300 km (807.8 mi) (disputed) — disputed: 3 articles, 2 established origins "
        "(Reuters, The Wall Street Journal), 1 unstated, 2 speakers"
    ) in shown
    assert '[1] "1,300 km" — Jane Doe; Reuters, 2021-01-02, own reporting; typed from' in shown
    assert '[1] "800 miles" — John Doe; The Wall Street Journal, 2021, own reporting;' in shown
    assert '[2] "1,350 km" — nobody named; CNN, 2022, origin unstated; typed from the page' in shown
    assert "1,325" not in shown  # no average
    cited = run("cite", "alpha.range", "--dataset", str(dataset.folder)).output
    assert cited.rstrip().endswith("; and 2 more [disputed]")
