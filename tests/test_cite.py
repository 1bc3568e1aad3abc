"""The note of a figure in any style: what a reader must know is said, and said once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import Dataset, claim
from readers import in_html, pandoc, shown

import armsref
from armsref.cite.cited import notes_of_target, notes_text
from armsref.cite.csl.names import TESTED
from armsref.cite.note import article_entry
from armsref.cite.styles import style_named
from armsref.writing.forms import write_inlines

Run = Callable[..., Any]

STYLES = ["plain", *TESTED, "mhra", "vancouver"]
ARCHIVE = "https://archive.example/abc"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> armsref.Catalog:
    """Figures that are disputed, joint, inherited, retracted, typed from the page."""
    dataset = Dataset(tmp_path_factory.mktemp("cited"))
    systems = dataset.folder / "seeds" / "systems.toml"
    text = systems.read_text(encoding="utf-8")
    gamma = '\n[[system]]\nid = "gamma"\nlevel = "family"\nnames = ["Gamma"]\n'
    systems.write_text(text + gamma, encoding="utf-8")
    dataset.add(
        *("reuters", "2021-05-06"),
        claim("300 km", origin="own", attributed_to="Jane Doe"),
        claim("40 kg", "payload", "alpha beta", cue="payload"),
        claim("Gamma", "family", cue="variant of"),
        claim("satellite-guided", "guidance", "gamma"),
    )
    dataset.add_header("reuters-2021-05-06", f'accessed = 2023-03-01\narchive = "{ARCHIVE}"')
    dataset.add("cnn", "2022", claim("900 km", origin="told Reuters"))
    dataset.add("cnn", "2019", claim("7,777 km", origin="own"))
    dataset.add_header("cnn-2019", 'retracted = "withdrawn by the outlet"')
    circa = dataset.articles / "cnn-2022.toml"
    dated = circa.read_text(encoding="utf-8").replace(
        'date = "2022"', 'date = "2022", circa = true'
    )
    circa.write_text(dated, encoding="utf-8")
    return dataset.open()


def once(text: str, *said: str) -> None:
    for words in said:
        assert text.count(words) == 1, (words, text)


@pytest.mark.parametrize("style", STYLES)
def test_a_note_says_each_thing_once(catalog: armsref.Catalog, style: str) -> None:
    alpha = catalog.get("alpha")
    notes = cite(alpha["range"], style, every=True).splitlines()
    first, second = sorted(notes, key=lambda note: "900 km" in note)
    once(first, '"300 km"', ", Jane Doe, ", "typed from the page, not machine-checked")
    once(first, f"(archived at {ARCHIVE})", "[disputed]", "2023", "Reuters")
    assert len(re.findall("(?i)accessed|retrieved|cited", first)) == 1
    assert first.count("2021") == (style != "ieee")  # its web pages have no date
    assert "reporting by" not in first  # its own
    once(second, '"900 km"', "(reporting by Reuters)", "[disputed]")
    assert second.count("2022") == (style != "ieee")
    assert ("c. 2022" in second) == (style == "plain")
    assert style not in {"chicago-notes", "apa", "mla"} or CIRCA.search(second)
    joint = cite(alpha["payload"], style)
    once(joint, "said together with Beta")
    inherited = cite(alpha["guidance"], style)
    once(inherited, "[stated of the Gamma]")
    retracted = next(c for c in alpha.retracted if c.quote == "7,777 km")
    withdrawn = target_cited(catalog, retracted.id, style)
    once(withdrawn, "[RETRACTED: withdrawn by the outlet]")
    for note in (first, second, joint, inherited, withdrawn):
        assert not re.search(r"\.\.|,,|  | \.| ,|\.;|\. \(rep|\. \[(?![O2])", note), note


#: What styles write for a year that was inferred.
CIRCA = re.compile(r"\[2022\?\]|ca\. 2022|Circa 2022")


def cite(spec: armsref.Spec | None, style: str, *, every: bool = False) -> str:
    """Return the notes of a spec, without the addresses, which hold outlets and dates too."""
    assert spec is not None
    return re.sub(
        r"https://example\.org[^\s)>]*[^\s)>.,]", "ADDRESS", spec.cite(style=style, every=every)
    )


def target_cited(catalog: armsref.Catalog, target: str, style: str) -> str:
    chosen = style_named(catalog, style)
    return notes_text(notes_of_target(catalog, target, chosen, every=False), "plain")


def test_the_default_is_one_note(catalog: armsref.Catalog) -> None:
    spec = catalog.get("alpha")["range"]
    assert spec is not None
    (note,) = spec.cite(style="chicago-notes").splitlines()
    assert note.endswith("; and 1 more [disputed].")
    assert "\n" in catalog.get("alpha").cite(style="ieee")
    assert catalog.get("alpha").cite().splitlines()[0].split(": ")[0] in ("class", "range")


@pytest.mark.parametrize("name", STYLES)
def test_an_entry_tells_what_is_retracted_and_archived(catalog: armsref.Catalog, name: str) -> None:
    style = style_named(catalog, name)
    retracted = article_entry(catalog, catalog.article("cnn-2019"), style)
    once(write_inlines(retracted, "text"), "[RETRACTED: withdrawn by the outlet]")
    archived = article_entry(catalog, catalog.article("reuters-2021-05-06"), style)
    once(write_inlines(archived, "text"), f"(archived at {ARCHIVE})")


# ---------------------------------------------------------------- the command

TITLE = (
    "Iran Provides Russia with Large Number of Powerful Missiles, Deepening Military Cooperation"
)
URL = (
    "https://www.telegraphindia.com/world/iran-provides-russia-with-large-number-of-powerful-"
    "missiles-deepening-military-cooperation/cid/2002104"
)
WORDS = "#:~:text=between%20300%20and%20700%20km"
NOTE = (
    f'"between 300 and 700 km", experts, in “{TITLE},” The Telegraph (India), February 22, 2024, '
    f"{URL} (reporting by Reuters); and 2 more."
)
CHICAGO = ("cite", "zolfaghar.range", "--style", "chicago-notes")


def test_a_note_in_each_format(run: Run) -> None:
    assert run(*CHICAGO).output == NOTE + "\n"
    blocks, addresses = in_html(run(*CHICAGO, "--format", "html").output)
    assert (blocks, addresses) == ([shown(NOTE)], [URL + WORDS])
    assert "*The Telegraph (India)*" in run(*CHICAGO, "--format", "markdown").output
    for form in ("markdown", "latex"):
        text = run(*CHICAGO, "--format", form).output
        assert shown(pandoc(text, form, "plain", "--wrap=none")) == shown(NOTE)


def test_the_plain_style_is_the_default(run: Run) -> None:
    spec = armsref.get("zolfaghar").range
    assert spec is not None
    assert run("cite", "zolfaghar.range").output == spec.cite() + "\n"
    assert run("cite", "zolfaghar.range", "--style", "PLAIN").output == spec.cite() + "\n"
    every = run("cite", "zolfaghar.range", "--all", "--style", "apa").output
    assert every == spec.cite(style="apa", every=True) + "\n"
    assert len(every.splitlines()) == 3


def test_what_can_be_cited(run: Run) -> None:
    article = run("cite", "telegraphindia-2024-02-22", "--style", "mla").output
    assert article.startswith(f"“{TITLE}.” The Telegraph (India), 22 Feb. 2024, ")
    assert article.endswith("(reporting by Reuters).\n")
    of_claim = run("cite", "c8872d0c6de0d", "--style", "ieee").output
    assert of_claim.startswith('"between 300 and 700 km", experts, in “Iran provides')
    system = run("cite", "zolfaghar", "--style", "nature").output.splitlines()
    assert len(system) == len(armsref.get("zolfaghar").specs)
    assert system[0].startswith("class: ")
    near = run("cite", "telegraphindia-2024-02-23")
    assert (near.exit_code, near.output) == (2, "")
    assert "did you mean telegraphindia-2024-02-22?" in near.error
    for target in ("telegraphindia-2024-02-22", "c8872d0c6de0d"):
        assert "article published by 2023-12-31" in run("cite", target, "--as-of", "2023").error


@pytest.mark.parametrize(
    ("title", "shown_title"),
    [
        ("Alpha flies.", '"Alpha flies."'),
        ("Is it ready?", '"Is it ready?"'),
        ("Is it “ready!”", '"Is it “ready!”"'),
        ("Alpha", '"Alpha,"'),
    ],
)
def test_a_title_that_ends_itself_has_no_comma(title: str, shown_title: str) -> None:
    catalog = armsref.shipped()
    article = catalog.article("telegraphindia-2024-02-22").model_copy(update={"title": title})
    note = write_inlines(style_named(catalog, "plain").note(article), "text")
    assert note.startswith(f"{shown_title} The Telegraph (India), 22 February 2024, ")


def test_the_bibliography_of_a_style(run: Run) -> None:
    entries = run("cite", "zolfaghar", "shahed", "--bibliography", "--style", "ieee").output
    assert [line[:4] for line in entries.splitlines()] == ["[1] ", "[2] ", "[3] ", "[4] "]
    sorted_ones = run("cite", "shahed", "zolfaghar", "--bibliography", "--style", "chicago").output
    outlets = [line.split(". ")[0] for line in sorted_ones.splitlines()]
    assert outlets == sorted(outlets)
    assert len(outlets) == 4


def test_all_that_a_report_rests_on(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    spans = (
        '# R\r\n\r\n[]{.armsref spec="zolfaghar.range"} and `[]{.armsref spec="x.y"}` and\r\n'
        '[1]{.armsref spec="shahed.payload" unit="lb"}, [again]{.armsref spec="Zolfaghar.range"}'
    )
    report.write_bytes(spans.encode())
    ran = run("cite", "--report", str(report), "--style", "chicago-notes")
    assert ran.output.splitlines()[0] == f"Zolfaghar range: {NOTE}"
    assert [line.split(":")[0] for line in ran.output.splitlines()] == [
        "Zolfaghar range",
        "Shahed payload",
    ]
    items = run("cite", "--report", str(report), "--format", "csl-json").output
    assert items.count('"id"') == 4


BROKEN = [
    ("No figure.", "report.md: shows no figure"),
    ("\n a [1]{.armsref}", "report.md:2:4: [1] names no spec"),
    ('x [1]{.armsref spec="zolfaghar.rnage"}', "report.md:1:3: no attribute is named 'rnage'"),
    ('x [1]{.armsref spec="nobody.range"}', "report.md:1:3: no system is named 'nobody'"),
    ('x [1]{.armsref spec="zolfaghar.payload"}', "report.md:1:3: zolfaghar.payload: not stated"),
    ("", "report.md: is empty"),
    ("\udcff", "report.md: is not UTF-8"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_report_that_cannot_be_cited(run: Run, tmp_path: Path, text: str, message: str) -> None:
    report = tmp_path / "report.md"
    report.write_bytes(text.encode("utf-8", "surrogateescape"))
    ran = run("cite", "--report", str(report))
    assert (ran.exit_code, ran.output) == (2, "")
    assert message in ran.error
    assert ran.error.count("\n") == 1


def test_a_file_is_written_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "notes.html"
    assert run(*CHICAGO, "--format", "html", "-o", str(file)) == (0, "", "")
    written = file.read_text(encoding="utf-8")
    assert written.startswith("<!DOCTYPE html>")
    assert TITLE in written
    assert run("cite", "nobody", "-o", str(file)).exit_code == 2
    assert file.read_text(encoding="utf-8") == written
    assert run(*CHICAGO, "-o", str(tmp_path / "none" / "x")).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.html"]


REFUSED = [
    ("cite", "cite what?"),
    ("cite zolfaghar --style apa --csl x.csl", "--style or --csl"),
    ("cite zolfaghar --all --bibliography", "--all is for notes"),
    ("cite zolfaghar --format csl-json --style apa --all", "leave --style, --all out"),
    ("cite zolfaghar.payload --style apa", "zolfaghar.payload: not stated"),
    ("cite --report none.md", "none.md"),
]


@pytest.mark.parametrize(("command", "message"), REFUSED)
def test_what_would_be_passed_over_is_refused(run: Run, command: str, message: str) -> None:
    ran = run(*command.split())
    assert (ran.exit_code, ran.output) == (2, "")
    assert message in ran.error
    assert ran.error.count("\n") == 1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("“kamikaze” drones", "‘kamikaze’ drones"),
        ('"kamikaze" drones', "'kamikaze' drones"),
        ("the „kamikaze‟", "the ‚kamikaze‛"),
        ("drones’", "drones’"),
    ],
)
def test_quotation_marks_in_quoted_words_are_single(said: str, shown: str) -> None:
    from armsref.cite.note import claim_note
    from armsref.cite.plain import cite_briefly
    from armsref.writing.forms import write_inlines

    catalog = armsref.shipped()
    payload = catalog.get("shahed").payload
    assert payload is not None
    claim = payload.claims[0].model_copy(update={"quote": said})
    note = write_inlines(claim_note(catalog, claim), "text")
    assert note.startswith(f'"{shown}", in "Iran showcases')
    assert f'"{shown}"' in cite_briefly(catalog, claim, "shahed")
