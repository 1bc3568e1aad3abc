"""What several articles say together: groups, origins, speakers, disputes.

A dataset of invented statements, since the five articles hold no dispute.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import armsref
from armsref.build.write import build, write

Run = Callable[..., Any]

SYSTEMS = """
[[system]]
id = "alpha"
level = "system"
names = ["Alpha"]

[[system]]
id = "beta"
level = "system"
names = ["Beta"]
"""

DATASET = """
name = "own"
title = "Own"
description = "Invented."
version = "1.0.0"
contributors = ["nobody"]
licence = { name = "CC0-1.0", title = "CC0", path = "https://example.org/cc0" }
"""

HEADER = """
type = "webpage"
title = "Title"
container-title = "{label}"
URL = "https://example.org/{outlet}/{date}"
issued = {{ date = "{date}" }}
language = "en"
"""

LABELS = {"reuters": "Reuters", "cnn": "CNN", "wsj": "The Wall Street Journal"}


def claim(quote: str, attribute: str = "range", of: str = "alpha", **more: str) -> str:
    names = ", ".join(f'{key} = "{key.title()}"' for key in of.split())
    lines = [f'attribute = "{attribute}"', f"of = {{ {names} }}", f'quote = "{quote}"']
    if attribute == "range":
        lines.append('cue = "range"')
    lines += [f'{key} = "{value}"' for key, value in more.items()]
    return "[[claim]]\n" + "\n".join(lines) + "\n"


class Dataset:
    """A folder with seeds of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles = folder / "seeds" / "articles"
        self.articles.mkdir(parents=True)
        (folder / "seeds" / "systems.toml").write_text(SYSTEMS, encoding="utf-8")
        (folder / "seeds" / "dataset.toml").write_text(DATASET, encoding="utf-8")
        self.add("wsj", "2020", claim("drone", "class", "alpha beta"))

    def add(self, outlet: str, date: str, *claims: str) -> None:
        text = HEADER.format(label=LABELS[outlet], outlet=outlet, date=date) + "\n".join(claims)
        (self.articles / f"{outlet}-{date}.toml").write_text(text, encoding="utf-8")

    def open(self) -> armsref.Catalog:
        built = build(self.folder)
        assert [str(f) for f in built.findings] == []
        write(self.folder, built.files)
        return armsref.Catalog.open(self.folder)

    def spec(self, attribute: str = "range", system: str = "alpha") -> armsref.Spec:
        found = self.open().get(system)[attribute]
        assert found is not None
        return found


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
    ("2,000 km", "2,000 km", ("Reuters", "said Reuters"), ("", ""), "single", 1),
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
    article = dataset.articles / "reuters-2021.toml"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace('language = "en"', 'language = "en"\norigin = "own"'), "utf-8")
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


#: Who quotes whom, in three outlets; how many of them are independent.
SPEAKERS = [
    (("Ann", "Ann", "Bob"), "corroborated"),
    (("John Kirby", "Kirby", "Kirby"), "single"),
    (("Ann", "Ann", "Ann"), "single"),
]


@pytest.mark.parametrize(("speakers", "agreement"), SPEAKERS)
def test_origins_that_quote_one_speaker_are_one(
    dataset: Dataset, speakers: tuple[str, ...], agreement: str
) -> None:
    for outlet, speaker in zip(("reuters", "cnn", "wsj"), speakers, strict=True):
        words = claim("2,000 km", origin="own", attributed_to=speaker)
        dataset.add(outlet, "2021-01-02", words)
    assert dataset.spec().agreement == agreement


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
    retracted = 'retracted = "withdrawn by the outlet"\nlanguage = "en"'
    article = dataset.articles / "cnn-2022.toml"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace('language = "en"', retracted), encoding="utf-8")
    assert dataset.open().get("alpha").parent is None


def test_a_dispute_shows_each_side(dataset: Dataset, run: Run) -> None:
    dataset.add("reuters", "2021-01-02", claim("1,300 km", origin="own", attributed_to="Jane Doe"))
    dataset.add("cnn", "2022", claim("1,350 km"))
    dataset.open()
    shown = " ".join(run("show", "alpha.range", "--dataset", str(dataset.folder)).output.split())
    assert "(disputed) — disputed: 2 articles, 1 established origin (Reuters), 1 unstated" in shown
    assert '[1] "1,300 km" — Jane Doe; Reuters, 2021-01-02, own reporting; typed from' in shown
    assert '[2] "1,350 km" — nobody named; CNN, 2022, origin unstated; typed from the page' in shown
    cited = run("cite", "alpha.range", "--dataset", str(dataset.folder)).output
    assert cited.rstrip().endswith("; and 1 more [disputed]")
