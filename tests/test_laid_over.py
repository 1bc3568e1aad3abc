"""A dataset of one's own laid over another: the claims of both, agreed upon anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from invented import Dataset, claim
from some_articles import FIVE

import armsref
from armsref.build.write import build, write
from armsref.errors import AmbiguousName, DataError
from armsref.starter.make import make_dataset
from armsref.tables.registry import TABLES

Run = Callable[..., Any]


def system(id_: str, *names: str, level: str = "system") -> str:
    return f'[[system]]\nid = "{id_}"\nlevel = "{level}"\nnames = {json.dumps(names)}\n'


#: Systems of one's own: two of the shipped ones under more names, and two that are new.
OWN = (
    system("zolfaghar", "Zulfiqar 300", "Zolfaghar")
    + system("fateh-110-family", "Fateh-110 family", level="family")
    + system("alpha", "Alpha")
    + system("shahin", "Shahed-136")
)


def said(of: str, name: str, attribute: str, quote: str, **more: str) -> str:
    if attribute == "family":
        more["cue"] = "such as"
    return claim(quote, attribute, of, **more).replace(f'"{of.title()}"', f'"{name}"')


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """Statements on systems of one's own and on shipped ones, by articles of one's own."""
    made = Dataset(tmp_path / "own")
    (made.folder / "seeds" / "systems.toml").write_text(OWN, encoding="utf-8")
    (made.articles / "wsj-2020.toml").unlink()
    made.add(
        *("cnn", "2023"),
        said("zolfaghar", "Zulfiqar 300", "range", "from 300 to 700 km", origin="own"),
        said("alpha", "Alpha", "range", "2,000 km", origin="own"),
        said("alpha", "Alpha", "family", "Fateh-110 family"),
        said("shahin", "Shahed-136", "class", "cruise missile"),
    )
    made.add("wsj", "2025", said("zolfaghar", "Zolfaghar", "payload", "45 kg", cue="payload"))
    return made


@pytest.fixture
def both(dataset: Dataset) -> armsref.Catalog:
    dataset.open()
    return armsref.Catalog.open(dataset.folder, over=armsref.shipped())


# ---------------------------------------------------------------- two parts are the whole


def part(root: Path, folder: Path, articles: set[str]) -> armsref.Catalog:
    """Build some of the shipped articles."""
    shutil.copytree(root / "seeds", folder / "seeds")
    for file in (folder / "seeds" / "articles").iterdir():
        if file.stem not in articles:
            file.unlink()
    built = build(folder)
    # Names that no article of this part prints, and the lock's lines of the other part.
    assert {finding.code for finding in built.findings} <= {"AR103", "AR404"}
    write(folder, built.files)
    return armsref.Catalog.open(folder)


ARTICLES = list(FIVE)


@pytest.mark.parametrize("mine", [ARTICLES[:1], ARTICLES[2:4], ARTICLES[::2], ARTICLES, []])
@pytest.mark.parametrize("shared", [[], ARTICLES[3:4]])
def test_two_parts_are_the_whole(
    root: Path, tmp_path: Path, mine: list[str], shared: list[str]
) -> None:
    """Built apart and laid over each other, the shipped articles make the shipped tables."""
    part(root, tmp_path / "own", {*mine, *shared})
    under = part(root, tmp_path / "under", {*ARTICLES} - {*mine} | {*shared})
    laid = armsref.Catalog.open(tmp_path / "own", over=under)
    whole = armsref.shipped()
    for name in TABLES:
        table, expected = laid.table(name), whole.table(name)
        assert list(table.columns) == list(expected.columns)
        if name == "names":  # one's own come first
            assert sorted(table.rows) == sorted(expected.rows)
        else:
            assert table.rows == expected.rows, name


# ---------------------------------------------------------------- all views


def test_a_system_of_both_is_one(both: armsref.Catalog) -> None:
    zolfaghar = both.get("Zulfiqar 300")
    assert zolfaghar.id == both.get("zolfaghar").id == "zolfaghar"
    assert (zolfaghar.label, zolfaghar.names) == ("Zulfiqar 300", ("Zulfiqar 300", "Zolfaghar"))
    spec = zolfaghar.specs["range"]
    assert (spec.agreement, spec.origins) == ("corroborated", ("cnn", "reuters"))
    assert {c.article for c in spec.claims} >= {"cnn-2023", "telegraphindia-2024-02-22"}
    assert zolfaghar.specs["payload"].articles == ("wsj-2025",)
    shipped = armsref.shipped().get("zolfaghar")
    assert (shipped.label, shipped.specs["range"].agreement) == ("Zolfaghar", "single")
    printed = {row.name: row.article for row in both.name_rows("zolfaghar")}
    assert printed == {"Zulfiqar 300": "cnn-2023", "Zolfaghar": "thedefensepost-2022-11-02"}


def test_what_is_said_of_a_family_there_is_inherited_here(both: armsref.Catalog) -> None:
    alpha = both.get("alpha")
    assert alpha.parent == "fateh-110-family"
    assert "alpha" in both.get("fateh-110-family").members
    inherited = alpha.specs["launch_mode"]
    assert inherited.inherited_from == "fateh-110-family"
    assert inherited.claims[0].article in ARTICLES


def test_a_name_of_both_is_ambiguous(both: armsref.Catalog) -> None:
    found = both.resolve("Shahed-136")
    assert (found.kind, found.systems) == ("alternatives", ("shahed-136", "shahin"))
    with pytest.raises(AmbiguousName):
        both.get("Shahed-136")
    assert both.get("shahin").id == "shahin"
    assert both.get("Shahed-136", class_="drone").id == "shahed-136"


def test_as_of_a_day_it_answers_from_the_articles_of_both(both: armsref.Catalog) -> None:
    then = both.as_of("2023")
    assert then.get("zolfaghar").specs["range"].origins == ("cnn",)
    assert "payload" not in then.get("zolfaghar").specs
    assert then.version == f"{both.version} as of 2023-12-31"
    own, under = both.version.split(" over ")
    assert own.startswith("1.0.0+")
    assert under == armsref.shipped().version


def test_frames_joins_and_questions(both: armsref.Catalog) -> None:
    assert set(both.frame("systems")["id"]) == {
        *(s.id for s in armsref.shipped().systems()),
        "alpha",
        "shahin",
    }
    events = pl.DataFrame({"model": ["Alpha", "Zulfiqar-300", "Fath 360"]})
    joined = both.join(events, on="model", fields=["range"])
    assert joined["armsref_ids"].to_list() == ["alpha", "zolfaghar", "fath-360"]
    assert joined["range_max_km"].to_list() == [2000.0, 700.0, None]
    assert [one.system.id for one in both.select(range__ge="1500 km")] == ["alpha"]
    assert [hit.system for hit in both.search("zul")] == ["zolfaghar"]
    assert len(both.transfers("Iran", "Russia")) == len(armsref.transfers("Iran", "Russia"))


def test_both_licences_go_into_an_export(run: Run, dataset: Dataset, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    version = dataset.open().version
    file = tmp_path / "both.sqlite"
    options = ("--dataset", str(dataset.folder), "--over-shipped")
    assert run("export", "-o", str(file), *options).exit_code == 0
    with closing(sqlite3.connect(file)) as database:
        about = dict(database.execute("select * from armsref_about").fetchall())
        ids = {row[0] for row in database.execute("select id from systems")}
    assert about["version"] == f"{version} over {armsref.shipped().version}"
    title = f"Own over {armsref.shipped().descriptor['title']}"
    assert (about["licence"], about["title"]) == ("CC0-1.0 AND CC-BY-4.0", title)
    assert "nobody, The armsref contributors" in about["how_to_cite"]
    assert {"alpha", "fath-360"} <= ids


#: Commands that answer from one's own and from the shipped data, and what of each is printed.
VIEWS = [
    (("show", "zolfaghar"), ["Zulfiqar 300 — system", "CNN, 2023", "Telegraph", " over 0.1.0+"]),
    (("show", "zolfaghar.range", "--as-of", "2023"), ["CNN, 2023", "Defense Post"]),
    (("list",), ["alpha", "fath-360"]),
    (("list", "--range", ">= 500 km"), ["alpha", "zolfaghar"]),
    (("search", "a"), ["alpha: Alpha", "ababil: Ababil"]),
    (("resolve", "Alpha", "Fath-360"), ["alpha", "fath-360"]),
    (("cite", "zolfaghar.range"), ["CNN", "and 3 more"]),
    (("transfers", "--system", "zolfaghar"), ["Iran", "Russia"]),
]


@pytest.mark.parametrize(("command", "printed"), VIEWS)
def test_every_command_answers_from_both(
    run: Run, dataset: Dataset, command: tuple[str, ...], printed: list[str]
) -> None:
    dataset.open()
    result = run(*command, "--dataset", str(dataset.folder), "--over-shipped")
    assert (result.exit_code, result.error) == (0, "")
    for words in printed:
        assert words in result.output
    alone = run(*command, "--dataset", str(dataset.folder))
    assert alone.output != result.output


@pytest.mark.parametrize("command", [("show", "zolfaghar"), ("list",), ("search", "a")])
def test_over_shipped_needs_a_dataset(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--over-shipped")
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert "name a folder with --dataset DIR" in result.error


def test_the_dataset_of_init_is_read_alone_and_laid_over(tmp_path: Path) -> None:
    make_dataset(tmp_path / "own")
    assert [s.id for s in armsref.Catalog.open(tmp_path / "own").systems()] == ["sample-1"]
    both = armsref.Catalog.open(tmp_path / "own", over=armsref.shipped())
    assert both.get("sample-1").specs["range"].origins == ("examplepost",)
    assert both.get("zolfaghar").specs["range"].origins == ("reuters",)
    assert both.label("outlets", "examplepost") == "The Example Post"
    assert "examplepost" in both.lexicon.vocabulary.outlet
    third = armsref.Catalog.open(tmp_path / "own", over=both)
    assert [third.table(name).rows for name in TABLES] == [both.table(name).rows for name in TABLES]


def test_a_retraction_of_ones_own_counts(root: Path, tmp_path: Path) -> None:
    """An article of both, retracted in one's own: its claims count for nothing."""
    folder = tmp_path / "own"
    part(root, folder, {"telegraphindia-2024-02-22"})
    file = folder / "seeds" / "articles" / "telegraphindia-2024-02-22.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\norigin =", '\nretracted = "withdrawn"\norigin =', 1), "utf-8")
    write(folder, build(folder).files)
    both = armsref.Catalog.open(folder, over=armsref.shipped())
    assert both.article("telegraphindia-2024-02-22").retracted == "withdrawn"
    assert "telegraphindia-2024-02-22" not in both.get("zolfaghar").specs["range"].articles
    assert "mobility" not in both.get("zolfaghar").specs


def test_a_transcribed_claim_is_the_anchored_one(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    part(root, folder, {"telegraphindia-2024-02-22"})
    (folder / "seeds" / "evidence.lock").unlink()
    write(folder, build(folder).files)
    own = armsref.Catalog.open(folder)
    assert {c.evidence for c in own.get("zolfaghar").specs["range"].claims} == {"transcribed"}
    both = armsref.Catalog.open(folder, over=armsref.shipped())
    assert {c.evidence for c in both.get("zolfaghar").specs["range"].claims} == {"anchored"}


# ---------------------------------------------------------------- what cannot both be


def edited(root: Path, folder: Path, article: str, old: str, new: str) -> Path:
    """Build a shipped article with a change."""
    part(root, folder, {article})
    for file in (folder / "seeds" / "articles" / f"{article}.toml", folder / "seeds/systems.toml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(old, new), encoding="utf-8")
    write(folder, build(folder).files)
    return folder


TELEGRAPH = "telegraphindia-2024-02-22"
#: A change to a shipped article, and what is said of the two together.
CONFLICTS = [
    ('title = "Iran', 'title = "Or Iran', "telegraphindia-2024-02-22: title is 'Or Iran"),
    (
        'quote = ["road-mobile", 994]\nattributed_to = ["experts", 1087]',
        'quote = ["road-mobile", 994]',
        "attributed_to is empty, under it 'experts'",
    ),
    ('quote = ["road-mobile", 994]', 'quote = ["road-mobile", 995]', "start is '995', under it"),
    (
        'id = "shahed"\nlevel = "family"',
        'id = "shahed"\nlevel = "system"',
        "shahed: level is 'system', under it 'family'; give yours another id",
    ),
    ("[[transfer]]\nsupplier", None, "transfers.csv"),
]


@pytest.mark.parametrize(("old", "new", "words"), CONFLICTS)
def test_one_id_with_other_content(
    root: Path, tmp_path: Path, old: str, new: str | None, words: str
) -> None:
    if new is None:  # the flows the other way round
        text = (root / "seeds" / "articles" / f"{TELEGRAPH}.toml").read_text(encoding="utf-8")
        first, second = text.index("[[transfer]]"), text.rindex("[[transfer]]")
        old, new = text[first:], f"{text[second:]}\n{text[first:second]}"
    folder = edited(root, tmp_path / "own", TELEGRAPH, old, new)
    with pytest.raises(DataError) as raised:
        armsref.Catalog.open(folder, over=armsref.shipped())
    assert words in str(raised.value)
    assert str(raised.value).startswith(str(folder / "datasets"))
    assert "\n" not in str(raised.value)


def test_another_flow_of_the_same_number(root: Path, tmp_path: Path) -> None:
    """A denial in it would speak against statements that it does not mean."""
    text = (root / "seeds" / "articles" / f"{TELEGRAPH}.toml").read_text(encoding="utf-8")
    flows = text[text.index("[[transfer]]") :]
    other = (
        '[[transfer]]\nsupplier = ["Iran", 625]\nrecipient = ["Russia", 643]\n'
        '[[transfer.statement]]\nstage = ["acquiring", 2677]\nwhat = ["missiles", 2743]\n'
    )
    folder = edited(root, tmp_path / "own", TELEGRAPH, flows, other)
    assert len(armsref.Catalog.open(folder).transfers()) == 1
    with pytest.raises(DataError, match=f"{TELEGRAPH}/1 is another flow under it; put yours"):
        armsref.Catalog.open(folder, over=armsref.shipped())


def with_vocabulary(dataset: Dataset, text: str) -> Path:
    (dataset.folder / "seeds" / "vocabulary.toml").write_text(text, encoding="utf-8")
    dataset.open()
    return dataset.folder


#: A vocabulary of one's own, or a change to a copy, and what is said of it beside the shipped one.
VOCABULARIES = [
    ('[attribute.range]\nunit = "mi"', "", "range: unit is 'mi', under it 'km'"),
    ("[attribute.class]\nmany = true", "", "class: many is 'True', under it 'False'"),
    ("\nreuters =", "\nrtrs =", "both 'Reuters'"),
    ("\nIRN =", "\nPER =", "stands for IRN and for PER; keep it under one"),
]


@pytest.mark.parametrize(("text", "renamed", "words"), VOCABULARIES)
def test_vocabularies_that_differ(
    root: Path, tmp_path: Path, run: Run, text: str, renamed: str, words: str
) -> None:
    dataset = Dataset(tmp_path / "own")
    shipped = (root / "seeds" / "vocabulary.toml").read_text(encoding="utf-8")
    folder = with_vocabulary(dataset, shipped.replace(text, renamed) if renamed else text)
    assert armsref.Catalog.open(folder).get("alpha").id == "alpha"
    with pytest.raises(DataError, match=r"; .") as raised:
        armsref.Catalog.open(folder, over=armsref.shipped())
    assert words in str(raised.value)
    result = run("show", "alpha", "--dataset", str(folder), "--over-shipped")
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)


def test_a_word_added_to_the_vocabulary_is_no_conflict(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path / "own")
    folder = with_vocabulary(
        dataset, '[attribute.class.terms.drone]\nlabel = "unmanned aircraft"\nforms = ["x-plane"]'
    )
    both = armsref.Catalog.open(folder, over=armsref.shipped())
    assert both.label("terms", "drone", "class") == "unmanned aircraft"
    assert both.resolve("x-planes").term == "drone"
    assert str(both.get("alpha").specs["class"]) == "unmanned aircraft"


def test_one_article_under_two_ids(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    part(root, folder, {TELEGRAPH})
    articles = folder / "seeds" / "articles"
    (articles / f"{TELEGRAPH}.toml").rename(articles / f"{TELEGRAPH}-2.toml")
    write(folder, build(folder).files)
    with pytest.raises(DataError, match=f"{TELEGRAPH} and {TELEGRAPH}-2 are one article, http"):
        armsref.Catalog.open(folder, over=armsref.shipped())


@pytest.mark.parametrize(
    ("systems", "claims", "words"),
    [
        (
            [system("zolfaghar", "Zolfaghar"), system("betas", "Betas", level="family")],
            [said("zolfaghar", "Zolfaghar", "family", "Betas")],
            "zolfaghar is said to be of betas and of fateh-110-family; mend your claims of family",
        ),
        (
            [
                system("zolfaghar", "Zolfaghar", level="family"),
                system("fateh-110-family", "Fateh-110 family", level="family"),
            ],
            [said("fateh-110-family", "Fateh-110 family", "family", "Zolfaghar")],
            "zolfaghar: level is 'family', under it 'system'",
        ),
        (
            [
                system("gammas", "Gammas", level="family"),
                system("fateh-110-family", "Fateh-110 family", level="family"),
            ],
            [said("fateh-110-family", "Fateh-110 family", "family", "Gammas")],
            "",
        ),
    ],
)
def test_families_of_both(
    tmp_path: Path, systems: list[str], claims: list[str], words: str
) -> None:
    dataset = Dataset(tmp_path / "own")
    (dataset.articles / "wsj-2020.toml").unlink()
    (dataset.folder / "seeds" / "systems.toml").write_text("".join(systems), encoding="utf-8")
    dataset.add("cnn", "2023", *claims)
    dataset.open()
    if words:
        with pytest.raises(DataError) as raised:
            armsref.Catalog.open(dataset.folder, over=armsref.shipped())
        assert words in str(raised.value)
    else:
        both = armsref.Catalog.open(dataset.folder, over=armsref.shipped())
        assert both.get("fateh-110-family").parent == "gammas"
        assert both.get("zolfaghar").parent == "fateh-110-family"


def test_families_in_a_circle(tmp_path: Path) -> None:
    opened = []
    for number, (inner, outer) in enumerate([("Ones", "Twos"), ("Twos", "Ones")]):
        dataset = Dataset(tmp_path / inner)
        (dataset.articles / "wsj-2020.toml").unlink()
        systems = [system(name.lower(), name, level="family") for name in ("Ones", "Twos")]
        (dataset.folder / "seeds" / "systems.toml").write_text("".join(systems), encoding="utf-8")
        dataset.add("cnn", f"202{number}", said(inner.lower(), inner, "family", outer))
        opened.append(dataset.open())
    with pytest.raises(DataError, match="is its own ancestor; mend your claims of family"):
        armsref.Catalog.open(tmp_path / "Ones", over=opened[1])


def test_it_is_not_laid_over_a_day(dataset: Dataset) -> None:
    dataset.open()
    with pytest.raises(DataError, match="lay it over the whole, then ask as_of"):
        armsref.Catalog.open(dataset.folder, over=armsref.shipped().as_of("2023"))
