"""armsref report check holds the figures of a report to the data."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import Dataset, claim

import armsref
from armsref.findings.formats import FORMATS
from armsref.reports.check import check_report
from armsref.reports.fill import fill_report

Run = Callable[..., Any]

RANGE = "300–700 km (186–435 mi)"


def codes(text: str, catalog: armsref.Catalog | None = None, **more: Any) -> list[tuple[int, str]]:
    checked = check_report(text, catalog or armsref.shipped(), **more)
    return [(finding.column or 0, finding.code) for finding in checked.findings]


def span(text: str, spec: str = "zolfaghar.range", more: str = "") -> str:
    return f'[{text}]{{.armsref spec="{spec}"{more}}}'


#: What stands in a span, and whether it is the figure.
TEXTS = [
    (RANGE, []),
    ("300–700 km\n(186–435 mi)", []),
    ("300\\–700 km (186–435 mi)", ["AR905"]),
    ("300–700 km \\(186–435 mi\\)", []),
    ("300-700 km (186-435 mi)", ["AR905"]),
    ("300–700\u00a0km (186–435 mi)", ["AR905"]),
    ("300–700  km (186–435 mi)", ["AR905"]),
    ("*300–700 km (186–435 mi)*", ["AR905"]),
    ("300&ndash;700 km (186–435 mi)", ["AR905"]),
    (f" {RANGE}", ["AR905"]),
    (f"{RANGE} (disputed)", ["AR905"]),
    ("700 km", ["AR905"]),
    ("", ["AR904"]),
    (" ", ["AR904"]),
    ("\n", ["AR904"]),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_the_text_must_be_what_fill_writes(text: str, wanted: list[str]) -> None:
    assert codes(span(text)) == [(1, code) for code in wanted]


def test_the_place_is_that_of_the_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(f"\ufeff# é\r\n\r\n> - \U0001f680 {span('700 km')}\r\n".encode())
    result = run("report", "check", str(file))
    assert result.exit_code == 1
    assert result.output.startswith(f"{file}:3:7: AR905 error: '700 km' is not '{RANGE}'")
    assert result.output.endswith("1 report, 1 figure: 1 finding (1 error)\n")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_of_findings(run: Run, tmp_path: Path, form: str) -> None:
    file = tmp_path / "a.md"
    file.write_text(span("700 km"), encoding="utf-8")
    result = run("report", "check", str(file), "--format", form)
    assert result.exit_code == 1
    assert "AR905" in result.output
    finding = json.loads(run("report", "check", str(file), "--json").output)[0]
    assert (finding["field"], finding["value"]) == ("zolfaghar.range", "700 km")


def test_a_baseline_keeps_the_findings_of_reports_apart(run: Run, tmp_path: Path) -> None:
    file, baseline = tmp_path / "a.md", tmp_path / "known.json"
    file.write_text(span("700 km"), encoding="utf-8")
    assert run("report", "check", str(file), "--write-baseline", str(baseline)).exit_code == 0
    assert "report check" in baseline.read_text(encoding="utf-8")
    assert run("report", "check", str(file), "--baseline", str(baseline)).exit_code == 0
    file.write_text(span("700 km") + span("70 km"), encoding="utf-8")
    assert run("report", "check", str(file), "--baseline", str(baseline)).exit_code == 1
    assert run("report", "check", str(file), "--ignore", "AR9").exit_code == 0


# ---------------------------------------------------------------- data that change


class Changing:
    """A dataset before and after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = Dataset(folder)
        self.data.add("cnn", "2019", claim("up to 300 km"))
        self.data.add("reuters", "2020", claim("about 45 kg", "payload", cue="payload"))

    def report(self, text: str, **more: Any) -> str:
        made = fill_report(text, self.data.open(), **more)
        assert made.findings == ()
        return made.text

    def said(self, text: str) -> list[tuple[str, str]]:
        findings = check_report(text, armsref.Catalog.open(self.folder)).findings
        return [(one.code, one.said) for one in findings]


@pytest.fixture
def changing(tmp_path: Path) -> Changing:
    return Changing(tmp_path)


ALPHA = '[]{.armsref spec="alpha.range"}'


def test_what_changed_since_the_report_was_filled(changing: Changing) -> None:
    report = changing.report(ALPHA)
    before = changing.data.open().version
    changing.data.add("cnn", "2019", claim("up to 900 km"))
    now = changing.data.open().version
    ((code, said),) = changing.said(report)
    assert code == "AR905"
    for words in (
        "'up to 300 km (186 mi)' is not 'up to 900 km (559 mi)', which the data say of alpha.range",
        f"filled from {before}, now {now}",
        'printed: "up to 900 km", CNN (reporting unstated), 2019',
        "run armsref report fill",
    ):
        assert words in said
    again = changing.report(report)
    assert f'data="{now}"' in again
    assert changing.said(again) == []


def test_other_data_that_change_no_figure_are_no_change(changing: Changing) -> None:
    report = changing.report(f"{ALPHA} []{{.armsref spec='alpha.payload'}}")
    changing.data.add("wsj", "2021", claim("300 km", of="beta"))
    assert changing.report(report) == report
    assert changing.said(report) == []


def test_what_was_printed_since_a_day_is_named(changing: Changing) -> None:
    changing.data.add("wsj", "2022", claim("up to 900 km", origin="own"))
    catalog = changing.data.open()
    report = fill_report(ALPHA, catalog.as_of("2020")).text
    assert "as of 2020-12-31" in report
    ((code, said),) = changing.said(report.replace('"}', '" disputed="ok"}'))
    assert code == "AR905"
    assert 'printed since: "up to 900 km", The Wall Street Journal (own reporting), 2022' in said


def test_a_figure_that_retracted_articles_alone_stated(changing: Changing) -> None:
    report = changing.report(ALPHA)
    changing.data.add_header("cnn-2019", 'retracted = "withdrawn"')
    changing.data.open()
    assert [code for code, _ in changing.said(report)] == ["AR906"]
    assert "alpha.range: retracted articles alone state it" in changing.said(report)[0][1]


def test_a_figure_that_lost_a_retracted_article(changing: Changing) -> None:
    changing.data.add("wsj", "2021", claim("up to 300 km", origin="own"))
    report = changing.report(ALPHA, cite=True)
    assert report.endswith(" [@cnn-2019; @wsj-2021]")
    changing.data.add_header("cnn-2019", 'retracted = "withdrawn"')
    changing.data.open()
    (note, cited) = changing.said(report)
    assert note[0] == "AR910"
    assert '"up to 300 km", CNN' in note[1]
    assert "retracted: withdrawn" in note[1]
    assert cited == (
        "AR908",
        "cnn-2019, cited for alpha.range, was retracted: withdrawn; take the citation away",
    )
    # Without --cite the report stays as it is; with it the citation goes, and the version is new.
    assert [f.code for f in fill_report(report, changing.data.open()).findings] == ["AR908"]
    again = changing.report(report, cite=True)
    assert again.endswith(" [@wsj-2021]")
    assert changing.said(again) == []


def test_a_figure_that_a_retraction_changed(changing: Changing) -> None:
    changing.data.add("reuters", "2018", claim("up to 100 km"))
    changing.data.add("cnn", "2019", claim("up to 300 km", origin="own"))
    report = changing.report(ALPHA.replace("}", ' disputed="ok"}'))
    assert report.startswith("[up to 300 km")
    changing.data.add_header("cnn-2019", 'retracted = "withdrawn"')
    changing.data.open()
    ((code, said),) = changing.said(report)
    assert code == "AR905"
    assert 'retracted: "up to 300 km", CNN (own reporting), 2019, retracted: withdrawn' in said


def test_a_disputed_figure_says_so(changing: Changing) -> None:
    changing.data.add("wsj", "2021", claim("up to 900 km", origin="own"))
    catalog = changing.data.open()
    made = fill_report(ALPHA, catalog)
    assert [finding.code for finding in made.findings] == ["AR907"]
    assert all(words in made.findings[0].message for words in ("900 km", "300 km", "CNN"))
    report = changing.report(ALPHA.replace("}", ' disputed="ok"}'))
    assert "(disputed)" not in report
    assert changing.said(report) == []
    assert [code for code, _ in changing.said(report.replace(' disputed="ok"', ""))] == ["AR907"]


def test_an_inherited_figure(changing: Changing) -> None:
    systems = changing.folder / "seeds" / "systems.toml"
    text = systems.read_text(encoding="utf-8")
    systems.write_text(
        text.replace('level = "system"\nnames = ["Beta"]', 'level = "family"\nnames = ["Beta"]'),
        "utf-8",
    )
    changing.data.add("wsj", "2021", claim("Beta", "family", cue="variant of"))
    changing.data.add("reuters", "2021", claim("road-mobile", "mobility", "beta"))
    catalog = changing.data.open()
    inherited = [one for one in catalog.get("alpha").specs.values() if one.inherited_from]
    assert inherited
    report = changing.report(f"[]{{.armsref spec='alpha.{inherited[0].attribute}'}}", cite=True)
    assert "[@" in report
    assert changing.said(report) == []


def test_a_dataset_of_ones_own_and_a_day(run: Run, changing: Changing) -> None:
    changing.data.add("wsj", "2022", claim("up to 900 km", origin="own"))
    changing.data.open()
    file = changing.folder / "a.md"
    file.write_text(ALPHA, encoding="utf-8")
    options = (str(file), "--dataset", str(changing.folder), "--as-of", "2021")
    assert run("report", "fill", *options).exit_code == 0
    assert run("report", "check", *options).exit_code == 0
    assert run("report", "check", *options[:-2]).exit_code == 1
    assert run("report", "check", str(file)).exit_code == 1  # the shipped data have no Alpha


# ---------------------------------------------------------------- figures without a source

#: Text, and the columns of the figures without a source.
UNSOURCED = [
    ("It flew 700 km.", [9]),
    ("It flew 700 km [@book].", []),
    ("It flew 700 km.[^1]\n\n[^1]: A book says 700 km.", []),
    ("It flew 700 km^[a book].", []),
    ("It flew 700 km, as @book says.", []),
    ("It flew 700 km. It carries 5 kg [@book].", [9]),
    ("It flew 700 km\nand back.", [9]),
    ("It flew 700 km [here](https://example.org).", [9]),
    (f"It flies {span(RANGE)}.", []),
    (f"It flies {span(RANGE)} or 900 km.", [72]),
    ("`700 km`, <!-- 700 km --> $700 km$ and [a](700km)", []),
    ("In 2024 they sent 400 missiles, on 3 May.", []),
    ("# A range of 700 km", [14]),
    ("> - **700 km** of it", [7]),
    ("| a | b |\n|---|---|\n| 700 km | 5 kg [@book] |", [3]),
    ("| a | b |\n|---|---|\n| 700 km | [@book] 5 kg |", [3]),
    ("    700 km", []),
    ("---\ntitle: 700 km\n---\n", []),
    ("It flew seven hundred kilometres.", [9]),
    ("me@example.org wrote of 700 km", [25]),
    ("It flies 300 or 400 km.", [17]),
    ("It flies twice the 300 km of it.", [20]),
    ("It flies more than 300 km and less than 500 km.", [20, 31]),
    ("It goes 1e3 km, 12.7 x 99 mm, ±5 m.", [9, 24, 31]),
    ("It took seven or eight hundred kilometres, or $5 or $6 million.", [18, 47, 53]),
    ("| a | Range (km) |\n|---|---:|\n| b | 900 |", [7]),
    ("| a | Range, km [@book] |\n|---|---:|\n| b | 900 |", []),
    ("| a (2024) | n (drones) |\n|---|---:|\n| b 5 | 900 |", []),
    ("A  Range in km\n-- -----\nb  300\n\n: 7", [4]),
    ("A  B\n-- ----------\nb  300 km\nc  300 km [@book]", [4]),
    ("700 km, says `@foo`", [1]),
    ("700 km <!-- @todo --> far", [1]),
    ("700 km [here](https://example.org/@foo) [x]{.y z='@a'}", [1]),
    ("700 km $@a$", [1]),
    ("700 km [^none]", [1]),
    ("It costs $700 km$ far.", []),
    ("\ufefféé \U0001f680 700 km", [7]),
]


@pytest.mark.parametrize(("text", "columns"), UNSOURCED)
def test_a_figure_without_a_source(text: str, columns: list[int]) -> None:
    found = check_report(text, armsref.shipped(), strict=True, citations=False).findings
    assert [(one.column, one.code) for one in found] == [(column, "AR909") for column in columns]
    assert check_report(text, armsref.shipped(), citations=False).findings == ()


def test_figures_without_a_source_are_looked_for_with_strict(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("It flew 700 km.", encoding="utf-8")
    assert run("report", "check", str(file)).exit_code == 0
    assert run("report", "check", str(file), "--strict").exit_code == 1


def test_the_sample_is_clean(run: Run, checkout: Path) -> None:
    result = run("report", "check", str(checkout / "tests" / "reports" / "sample.md"), "--strict")
    assert result.output == "1 report, 12 figures: no findings\n"


@pytest.mark.parametrize("over", [(), ("--over-shipped",), ("--as-of", "2030")])
@pytest.mark.parametrize("command", ["check", "render"])
def test_the_command_to_run_names_the_same_data(
    run: Run, tmp_path: Path, over: tuple[str, ...], command: str
) -> None:
    folder = tmp_path / "my data"
    dataset = Dataset(folder)
    dataset.add("cnn", "2021", claim("300 km"))
    dataset.open()
    file = tmp_path / "rep.md"
    file.write_text(span("9 km", "alpha.range") + span("", "alpha.range"), encoding="utf-8")
    named = ("--dataset", str(folder), *over)
    output = ("-o", str(tmp_path / "out.md")) if command == "render" else ()
    result = run("report", command, str(file), *named, *output)
    told = f"run armsref report fill {shlex.join([str(file), *named])}\n"
    assert (result.exit_code, result.output.count(told)) == (1, 2)
    remedy = shlex.split(told.removeprefix("run armsref "))
    assert run(*remedy).exit_code == 0
    assert run("report", "check", str(file), *named).exit_code == 0
