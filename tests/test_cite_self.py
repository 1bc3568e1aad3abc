"""Citing the data themselves: version, digest and licence, in every format, of any dataset."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pybtex.database
import pytest
import rispy
import yaml
from invented import Dataset, claim
from readers import pandoc

import armsref
from armsref.cite.bibliography import ALL_FORMATS
from armsref.cite.styles import style_file

Run = Callable[..., Any]
VERSION = armsref.shipped().version
TITLE = "armsref: weapons-system specifications as the press printed them"
LICENCE = "CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/)"


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_every_format_says_version_digest_maker_and_licence(run: Run, form: str) -> None:
    printed = run("cite", "--self", "--format", form)
    assert (printed.exit_code, printed.error) == (0, "")
    assert printed.output == armsref.bibliography(armsref.shipped(), form)
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{12}", VERSION)
    for said in (VERSION, "armsref contributors", "CC-BY-4.0", "2026"):
        assert said in printed.output


@pytest.mark.parametrize(
    "style",
    ["plain", "apa", "chicago-notes", "chicago-author-date", "mla", "ieee", "nature"],
)
def test_every_style_says_them_too(run: Run, style: str) -> None:
    printed = run("cite", "--self", "--style", style).output
    assert printed.startswith("The armsref contributors")
    assert printed.count("\n") == 1
    for said in (f"version {VERSION}", f"licence {LICENCE}", "2026"):
        assert printed.count(said) == 1


def test_other_programs_read_it(run: Run) -> None:
    def made(form: str) -> str:
        text: str = run("cite", "--self", "--format", form).output
        return text

    titles = {"bibtex": f"{{{TITLE}, version {VERSION}}}", "biblatex": f"{{{TITLE}}}"}
    for form, title in titles.items():
        entry = pybtex.database.parse_string(made(form), "bibtex").entries["armsref"]
        assert str(entry.persons["author"][0]) == "{The armsref contributors}"
        assert entry.fields["title"] == title
    [one] = rispy.loads(made("ris"))
    assert (one["type_of_reference"], one["edition"], one["authors"]) == (
        "DATA",
        VERSION,
        ["The armsref contributors"],
    )
    for form, source in (("biblatex", "biblatex"), ("csl-json", "csljson")):
        [item] = json.loads(pandoc(made(form), source, "csljson"))
        assert item["version"] == VERSION
        assert item["author"] == [{"literal": "The armsref contributors"}]
        assert item["issued"] == {"date-parts": [[2026, 11, 22]]}


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography", "ieee", "nature"])
@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_pandoc_prints_the_version(run: Run, tmp_path: Path, form: str, style: str) -> None:
    if form == "biblatex" and style in ("ieee", "nature"):
        return  # pandoc hands its version over, and these styles have no place for one
    file = tmp_path / f"self.{'bib' if form == 'biblatex' else 'bibtex'}"
    file.write_text(run("cite", "--self", "--format", form).output, encoding="utf-8")
    options = ("--citeproc", f"--csl={style_file(style)}", f"--bibliography={file}", "--wrap=none")
    assert VERSION in pandoc("Data [@armsref].", "markdown", "plain", *options)


@pytest.mark.parametrize("style", ["plain", "emerald-harvard", "apa", "ieee", "chicago-notes"])
def test_a_report_cites_the_data(run: Run, tmp_path: Path, style: str) -> None:
    report, output = tmp_path / "report.md", tmp_path / "report.html"
    report.write_text("The figures are of the data [@armsref].", encoding="utf-8")
    assert run("report", "check", str(report)).exit_code == 0
    assert run("report", "render", str(report), "-o", str(output), "--style", style).exit_code == 0
    said = re.sub("<[^>]+>", "", output.read_text(encoding="utf-8"))
    assert f"version {VERSION}" in " ".join(said.split())
    assert "armsref contributors" in " ".join(said.split())


def test_a_dataset_of_ones_own_is_cited_by_its_own_title(run: Run, tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    first = dataset.open().version
    own = ("cite", "--self", "--dataset", str(tmp_path))
    printed = run(*own).output
    assert printed == f'nobody, "Own," version {first}, licence CC0-1.0 (https://example.org/cc0)\n'
    dataset.add("cnn", "2021", claim("300 km"))
    second = dataset.open().version
    assert (second in run(*own).output, first == second) == (True, False)
    assert f"version {second} as of 2019-12-31," in run(*own, "--as-of", "2019").output
    both = run(*own, "--over-shipped").output
    assert f'nobody, The armsref contributors, "Own over {TITLE}," version {second} over ' in both
    assert "CC0-1.0" in both
    assert "CC-BY-4.0" in both
    file = tmp_path / "seeds" / "dataset.toml"
    text = file.read_text(encoding="utf-8").replace("[licence]", "")
    file.write_text(text.replace('"1.0.0"', '"1.0.0"\nreleased = 2025-03-01'), encoding="utf-8")
    dataset.open()
    assert ", 1 March 2025, licence CC0-1.0" in run(*own).output


def test_a_hostile_descriptor_is_words(run: Run, tmp_path: Path) -> None:
    Dataset(tmp_path).open()
    file = tmp_path / "datasets" / "datapackage.json"
    described = json.loads(file.read_text(encoding="utf-8"))
    title = "A\u202e title\nER  - }},\n@article{evil,"
    described |= {"title": title, "name": "../{x}", "contributors": [3, {"title": "a\nb"}]}
    described |= {"licenses": "none", "created": "someday", "homepage": "https://example.org/{x}"}
    file.write_text(json.dumps(described), encoding="utf-8")
    own = ("cite", "--self", "--dataset", str(tmp_path), "--format")
    data = pybtex.database.parse_string(run(*own, "bibtex").output, "bibtex")
    assert list(data.entries) == ["..-x"]
    [one] = rispy.loads(run(*own, "ris").output)
    assert one["title"] == "A title ER - }}, @article{evil,"
    assert one["urls"] == ["https://example.org/%7Bx%7D"]
    assert json.loads(run(*own, "csl-json").output)[0]["author"] == [{"literal": "a b"}]


@pytest.mark.parametrize(
    "more",
    [("zolfaghar",), ("--all",), ("--bibliography",), ("--report", "x.md")],
)
def test_self_stands_alone(run: Run, more: tuple[str, ...]) -> None:
    printed = run("cite", "--self", *more)
    assert (printed.exit_code, printed.output) == (2, "")
    assert printed.error.startswith("armsref: --self cites the data alone; leave")


# ---------------------------------------------------------------- CITATION.cff

#: What the format 1.2.0 demands of the keys in use; of another key this list must learn first.
CFF = {
    "cff-version": r"1\.2\.0",
    "message": r"\S.*",
    "title": r"\S.*",
    "type": "dataset|software",
    "version": r"\d+\.\d+\.\d+",
    "date-released": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
    "license": "CC-BY-4.0",
}


@pytest.fixture(scope="module")
def citation(checkout: Path) -> dict[str, Any]:
    # The format's own schema wants dates as texts.
    text = (checkout / "CITATION.cff").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts alone
    return found


def test_the_citation_file_is_of_the_format(citation: dict[str, Any]) -> None:
    lists = {"authors", "keywords"}
    assert citation.keys() == CFF.keys() | lists
    for key, form in CFF.items():
        assert re.fullmatch(form, citation[key]), key
    assert citation["authors"]
    assert all(author.keys() == {"name"} and author["name"] for author in citation["authors"])
    assert len(set(citation["keywords"])) == len(citation["keywords"]) > 0


def test_the_citation_file_says_what_the_data_say(
    root: Path, checkout: Path, citation: dict[str, Any]
) -> None:
    described = armsref.shipped().descriptor
    seeds = tomllib.loads((root / "seeds" / "dataset.toml").read_text(encoding="utf-8"))
    assert citation["version"] == armsref.__version__ == described["version"].partition("+")[0]
    assert citation["date-released"] == str(seeds["released"]) == described["created"][:10]
    assert [citation["license"]] == [licence["name"] for licence in described["licenses"]]
    assert [a["name"] for a in citation["authors"]] == [
        maker["title"] for maker in described["contributors"]
    ]
    assert citation["title"] == described["title"] == TITLE
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["authors"] == citation["authors"]
