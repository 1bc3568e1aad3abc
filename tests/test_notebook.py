"""A system and a spec in a notebook: figures with their notes, beside other outputs."""

from __future__ import annotations

import json
import re
import subprocess
from html.parser import HTMLParser
from typing import Any

import pypandoc
import pytest
from invented import Dataset, claim

import armsref
from armsref.cite.quoted import quoted

HOSTILE = "<script>alert(1)</script> & {x} [^1] $1$ `b` | </td></table>"


class Shown(HTMLParser):
    """The elements of a piece of HTML, and the words in each kind of them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {}
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.words.setdefault(tag, []).append("")
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.words[tag][-1] += data


def html(value: armsref.System | armsref.Spec | None) -> str:
    assert value is not None
    return value._repr_html_()


def markdown(value: armsref.System | armsref.Spec | None) -> str:
    assert value is not None
    return value._repr_markdown_()


def by_pandoc(text: str) -> tuple[Any, str]:
    """Return pandoc's tree of a Markdown document, and its warnings."""
    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=json"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return json.loads(done.stdout), done.stderr.decode()


def notes_of(tree: Any) -> list[str]:
    """Return the words of each note."""
    if isinstance(tree, dict):
        inner = notes_of(list(tree.values()))
        return [words_of(tree["c"]), *inner] if tree.get("t") == "Note" else inner
    return [note for item in tree for note in notes_of(item)] if isinstance(tree, list) else []


def words_of(tree: Any) -> str:
    if isinstance(tree, dict):
        if tree.get("t") in ("Str", "Space", "SoftBreak"):
            return str(tree.get("c", " "))
        opening = {"SingleQuote": "'", "DoubleQuote": '"'}
        if tree.get("t") == "Quoted":
            mark = opening[tree["c"][0]["t"]]
            return f"{mark}{words_of(tree['c'][1])}{mark}"
        return words_of(tree.get("c", ""))
    return "".join(map(words_of, tree)) if isinstance(tree, list) else ""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> armsref.Catalog:
    """Articles with a hostile title: Alpha's range is disputed, all words are typed."""
    dataset = Dataset(tmp_path_factory.mktemp("notebook"))
    dataset.add("reuters", "2021", claim("300 km", origin="own", attributed_to="<b>Jane</b> Doe"))
    dataset.add(
        "cnn", "2022", claim("500 km", origin="own"), claim("45 kg", "payload", cue="payload")
    )
    for file in dataset.articles.iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('title = "Title"', f"title = '{HOSTILE}'"), "utf-8")
    return dataset.open()


@pytest.mark.parametrize("system", armsref.systems(), ids=lambda system: system.id)
def test_a_system_is_a_table_of_its_specs_each_with_its_note(system: armsref.System) -> None:
    shown = Shown(html(system))
    cells, numbers, notes = shown.words["td"][::2], shown.words["sup"], shown.words["li"]
    assert len(cells) == len(system.specs)
    assert numbers == [str(n) for n in range(1, len(notes) + 1)]
    for cell, spec, note in zip(cells, system.specs.values(), notes, strict=True):
        assert cell.startswith(str(spec))
        stated_of = spec.inherited_from and armsref.get(spec.inherited_from).label
        assert ("(stated of the" in cell) == (stated_of is not None)
        assert any(quoted(claim.quote) in note for claim in spec.claims)
    missing = shown.words["p"][-1].removeprefix("Not stated in any article: ").rstrip(".")
    labels = {armsref.shipped().label("attributes", key) for key in system}
    assert labels.isdisjoint(missing.split(", "))
    assert len(labels) + len(missing.split(", ")) == len(armsref.shipped().attributes)


def test_a_spec_is_its_figure_with_its_note() -> None:
    shown = Shown(html(armsref.get("zolfaghar").range))
    assert shown.words["p"] == ["300–700 km (186–435 mi)1"]
    (note,) = shown.words["li"]
    assert note.startswith('"between 300 and 700 km", experts, in "Iran provides Russia')
    assert note.endswith("; and 2 more")


def test_it_needs_nothing_and_has_no_ids_to_clash(catalog: armsref.Catalog) -> None:
    for value in (*armsref.systems(), *catalog.systems(), catalog.get("alpha").range):
        shown = Shown(html(value))
        assert shown.words.keys() & {"script", "link", "img", "style", "b"} == set()
        assert {name for name, _ in shown.attributes} <= {"href", "scope", "class", "style"}
        links = [address or "" for name, address in shown.attributes if name == "href"]
        assert all(address.startswith("https://") for address in links)


def test_hostile_words_are_words(catalog: armsref.Catalog) -> None:
    value = catalog.get("alpha")
    notes = Shown(html(value)).words["li"]
    assert sum(HOSTILE in note for note in notes) == len(notes) == 4
    tree, _ = by_pandoc(markdown(value))
    found = notes_of(tree)
    assert sum(HOSTILE in note for note in found) == len(found) == 4
    (note,) = Shown(html(value.payload)).words["li"]
    assert note.startswith('"45 kg", typed from the page')


def test_disputed_and_typed_are_marked(catalog: armsref.Catalog) -> None:
    alpha = catalog.get("alpha")
    table = Shown(html(alpha)).words["tr"]
    (row,) = [line for line in table if line.startswith("range")]
    assert row.startswith("rangedisputed: 500 km (311 mi)2; 300 km (186 mi)3disputed: 2 articles")
    assert row.endswith("typed from the page, not machine-checked")
    shown = Shown(html(alpha.range))
    assert shown.words["p"] == ["disputed: 500 km (311 mi)1; 300 km (186 mi)2"]
    assert [note.split(",")[0] for note in shown.words["li"]] == ['"500 km"', '"300 km"']
    assert all("typed from the page, not machine-checked" in n for n in shown.words["li"])


def test_in_one_document_the_notes_of_outputs_are_told_apart() -> None:
    zolfaghar, shahed = armsref.get("zolfaghar"), armsref.get("shahed")
    shown = [markdown(value) for value in (zolfaghar, shahed, zolfaghar.range, shahed.payload)]
    tree, warned = by_pandoc("\n\n".join(shown))
    assert warned == ""
    assert [note for text in shown for note in notes_of(by_pandoc(text)[0])] == notes_of(tree)
    labels = [set(re.findall(r"\[\^(\S+?)\]:", text)) for text in shown]
    assert sum(map(len, labels)) == len(set().union(*labels)) == len(notes_of(tree))
    assert markdown(zolfaghar) == markdown(armsref.get("zolfaghar"))


def test_what_is_printed_stays() -> None:
    zolfaghar = armsref.get("zolfaghar")
    assert repr(zolfaghar) == "<System zolfaghar>"
    assert str(zolfaghar.range) == "300–700 km (186–435 mi)"
    for probed in ("_ipython_display_", "_repr_mimebundle_", "_repr_latex_"):
        assert not hasattr(zolfaghar, probed)
