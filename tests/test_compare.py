"""Systems side by side: each figure with its note, or in how many articles it is not stated."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from compared import LONG, NAME, RTL, SPEAKER, SYSTEMS, TITLE, compared
from invented import Dataset, claim
from markdown_it import MarkdownIt

import armsref
from armsref.tables.formulas import is_live
from armsref.writing.forms import write_inlines

Run = Callable[..., Any]
REAL = ("zolfaghar", "fath-360", "shahed-136")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("compared")
    compared(place)
    return place


@pytest.fixture(scope="module")
def catalog(folder: Path) -> armsref.Catalog:
    return armsref.Catalog.open(folder)


@pytest.fixture(scope="module")
def all_of_it(catalog: armsref.Catalog) -> armsref.Comparison:
    return armsref.compare(*SYSTEMS, catalog=catalog)


# ---------------------------------------------------------------------- cells

#: What cells say of the shipped systems; figures in brackets count their sides.
CELLS = [
    ("zolfaghar", "range", "300–700 km (186–435 mi)", 1),
    ("zolfaghar", "payload", "not stated in 3 articles", 0),
    ("zolfaghar", "launch_mode", "surface-to-surface (stated of the Fateh-110 family)", 1),
    ("zolfaghar", "family", "Fateh-110 family", 1),
    ("fath-360", "guidance", "satellite", 1),
    ("fath-360", "range", "not stated in 1 article", 0),
    ("fateh-110-family", "class", "short-range ballistic missile", 1),
    ("shahed", "payload", "about 45 kg (99 lb)", 1),
]


@pytest.mark.parametrize(("system", "field", "words", "sides"), CELLS)
def test_a_cell_of_the_shipped_data(system: str, field: str, words: str, sides: int) -> None:
    cell = armsref.compare(system, fields=field).cells[system, field]
    assert (str(cell), len(cell.sides)) == (words, sides)


#: The same of the invented ones: disputed, collected, inherited, retracted, by hand.
TYPED = "(typed from the page)"
SIDES = ("350 km (217 mi)", "about 300 km (186 mi)", "about 1,931 km (1,200 mi)")
INVENTED = [
    ("alpha", "range", f"disputed: {'; '.join(f'{side} {TYPED}' for side in SIDES)}"),
    ("alpha", "guidance", f"satellite {TYPED}, laser {TYPED}"),
    ("beta", "range", f"order of 200 km (100 mi) {TYPED}"),
    ("delta", "range", "less than 900 km (559 mi) (stated of the Gamma; typed from the page)"),
    ("delta", "payload", f"45 kg (99 lb) {TYPED}"),
    # articles that name the family count, those that name a member do not
    ("delta", "guidance", "not stated in 2 articles"),
    ("gamma", "guidance", "not stated in 2 articles"),
    ("epsilon", "range", "not stated in 1 article; stated in 1 retracted article"),
    ("epsilon", "payload", "not stated in 1 article"),
]


@pytest.mark.parametrize(("system", "field", "words"), INVENTED)
def test_a_cell_of_the_invented_data(
    all_of_it: armsref.Comparison, system: str, field: str, words: str
) -> None:
    assert str(all_of_it.cells[system, field]) == words


def test_a_disputed_cell_has_a_note_for_each_side(all_of_it: armsref.Comparison) -> None:
    cell = all_of_it.cells["alpha", "range"]
    notes = [write_inlines(side.note, "text") for side in cell.sides]
    assert [note.split('"')[1] for note in notes] == ["350 km", "about 300 km", "about 1,200 miles"]
    assert notes[1].endswith("; and 1 more")
    assert cell.spec is not None
    assert [c.id for side in cell.sides for c in side.spec.claims] == [
        claim for group in cell.spec.groups for claim in group
    ]


def test_typed_is_a_figure_of_which_no_words_were_found(tmp_path: Path) -> None:
    own = Dataset(tmp_path)
    (own.articles / "wsj-2020.toml").unlink()
    systems = own.folder / "seeds" / "systems.toml"
    names = {"zolfaghar": "Zolfaghar", "shahed-136": "Shahed-136"}
    text = "".join(
        f'[[system]]\nid = "{key}"\nlevel = "system"\nnames = ["{name}"]\n'
        for key, name in names.items()
    )
    systems.write_text(text, encoding="utf-8")
    drone = claim("2,000 km", of="shahed").replace('shahed = "Shahed"', 'shahed-136 = "Shahed-136"')
    own.add("cnn", "2023", claim("from 300 to 700 km", of="zolfaghar"), drone)
    own.open()
    both = armsref.Catalog.open(tmp_path, over=armsref.shipped())
    made = armsref.compare("zolfaghar", "shahed-136", fields="range", catalog=both)
    assert str(made.cells["zolfaghar", "range"]) == "300–700 km (186–435 mi)"
    assert str(made.cells["shahed-136", "range"]) == "2,000 km (1,243 mi) (typed from the page)"


def test_each_note_is_what_cite_prints(run: Run, folder: Path, catalog: armsref.Catalog) -> None:
    own = ("--dataset", str(folder))
    for made, options in (
        (armsref.compare(*(s.id for s in armsref.systems())), ()),
        (armsref.compare(*SYSTEMS, catalog=catalog), own),
    ):
        seen = 0
        for (system, field), cell in made.cells.items():
            for side in cell.sides:
                claims = side.spec.claims
                target = f"{system}.{field}" if len(cell.sides) == 1 else claims[0].id
                printed = run("cite", target, *options).output.rstrip("\n")
                more = len(cell.sides) > 1 and len(claims) > 1
                note = write_inlines(side.note, "text")
                assert note == printed + (f"; and {len(claims) - 1} more" if more else "")
                seen += 1
        assert seen > 10


def articles_naming(folder: Path, system: str) -> set[str]:
    """Count by hand: rows that name a system or a family above it, but for retracted articles."""

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    parents = {row["id"]: row["parent"] for row in rows("systems")}
    named = {system, parents[system], parents.get(parents[system], "")} - {""}
    found = {row["article"] for row in rows("claims") if row["system"] in named}
    found |= {
        r["article"] for r in rows("claims") if r["attribute"] == "family" and r["term"] in named
    }
    found |= {row["article"] for row in rows("names") if row["system"] in named}
    for row in rows("transfers"):
        if named & {*row["systems"].split(), *row["including"].split()}:
            found.add(row["article"])
    return found - {row["id"] for row in rows("articles") if row["retracted"]}


def test_articles_that_name_a_system_are_counted_from_the_data(
    root: Path, folder: Path, catalog: armsref.Catalog
) -> None:
    for place, of in ((root, armsref.shipped()), (folder, catalog)):
        ids = [system.id for system in of.systems()]
        made = armsref.compare(*ids, fields="cep", catalog=of)
        for system in ids:
            assert set(made.cells[system, "cep"].articles) == articles_naming(place, system)


def test_as_of_a_date_later_articles_count_for_nothing(run: Run) -> None:
    then = armsref.shipped().as_of("2022")
    cell = armsref.compare("zolfaghar", fields="payload", catalog=then).cells[
        "zolfaghar", "payload"
    ]
    assert str(cell) == "not stated in 1 article"
    printed = run("compare", "zolfaghar", "--fields", "range", "--as-of", "2022").output
    assert printed.startswith("From articles published by 2022-12-31.\n")
    assert '[1] "from 300 to 700 kilometers' in printed


def test_a_system_that_only_a_retracted_article_names(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    systems = dataset.folder / "seeds" / "systems.toml"
    delta = '\n[[system]]\nid = "delta"\nlevel = "system"\nnames = ["Delta"]\n'
    systems.write_text(systems.read_text(encoding="utf-8") + delta, encoding="utf-8")
    dataset.add("cnn", "2019", claim("7,777 km", of="delta"))
    dataset.add_header("cnn-2019", 'retracted = "withdrawn"')
    made = armsref.compare("delta", fields="range,payload", catalog=dataset.open())
    none = "named in no article that counts"
    assert str(made.cells["delta", "range"]) == f"{none}; stated in 1 retracted article"
    assert str(made.cells["delta", "payload"]) == none


def test_a_csv_of_an_earlier_day_says_so(run: Run) -> None:
    words = ("compare", "zolfaghar", "--fields", "range", "--format", "csv", "--as-of", "2023")
    (row,) = csv.DictReader(io.StringIO(run(*words).output, newline=""))
    assert row["data_version"] == f"{armsref.shipped().version} as of 2023-12-31"


def test_words_of_a_narrow_column_break_at_their_hyphens() -> None:
    ids = [system.id for system in armsref.systems()][:6]
    text = armsref.compare(*ids, fields="range,class,launch_mode,mobility,guidance").write("text")
    assert "\x1f" not in text
    pieces = [piece for line in text.split("\n\n[")[0].splitlines() for piece in line.split()]
    assert "surface-to-" in pieces
    assert not any(re.fullmatch(r".*surf(a|ac)?|e|ce|ace", piece) for piece in pieces)


# ---------------------------------------------------------------------- fields, systems, units


def test_fields_are_those_stated_of_one_at_least_in_the_order_of_the_vocabulary() -> None:
    made = armsref.compare(*REAL)
    order = list(armsref.shipped().attributes)
    stated = {key for name in REAL for key in armsref.get(name)}
    assert [row.id for row in made.fields] == [key for key in order if key in stated]
    asked = armsref.compare(*REAL, fields=["payload", "class_", "range", "class"])
    assert [row.id for row in asked.fields] == ["payload", "class", "range"]


def test_a_system_of_which_nothing_is_stated_is_compared_all_the_same(tmp_path: Path) -> None:
    catalog = compared(tmp_path)
    made = armsref.compare("far", catalog=catalog.as_of("2023-06"), fields=None)
    assert [row.id for row in made.fields] == ["range"]
    retracted = armsref.compare("epsilon", fields="range", catalog=catalog)
    assert "not stated in 1 article" in str(retracted)


def test_a_system_named_twice_stands_once(run: Run) -> None:
    made = armsref.compare("zolfaghar", "Zolfaghar", "ZOLFAGHAR")
    assert [system.id for system in made.systems] == ["zolfaghar"]
    assert run("compare", "zolfaghar", "Zolfaghar").exit_code == 0


def test_namesakes_are_told_apart_by_their_ids(all_of_it: armsref.Comparison) -> None:
    labels = [all_of_it.label(system) for system in all_of_it.systems]
    assert labels[-2:] == ["Nova (nova-a)", "Nova (nova-b)"]
    assert labels[0] == "Alpha"


#: Units asked for, and the words of the Zolfaghar's range and the Shahed's payload.
UNITS: list[tuple[Any, str, str]] = [
    ("both", "300–700 km (186–435 mi)", "about 45 kg (99 lb)"),
    ("canonical", "300–700 km", "about 45 kg"),
    ("second", "186–435 mi", "about 99 lb"),
    ("mi", "186–435 mi", "about 45 kg (99 lb)"),
    ("mi,lb", "186–435 mi", "about 99 lb"),
    ("mi km", "186–435 mi (300–700 km)", "about 45 kg (99 lb)"),
    ("nmi", "162–378 nmi", "about 45 kg (99 lb)"),
    ("range=nmi,lb", "162–378 nmi", "about 99 lb"),
    (["lb", "kg"], "300–700 km (186–435 mi)", "about 99 lb (45 kg)"),
    ({"range": "nmi km"}, "162–378 nmi (300–700 km)", "about 45 kg (99 lb)"),
]


@pytest.mark.parametrize(("units", "range_words", "payload_words"), UNITS)
def test_units(units: Any, range_words: str, payload_words: str) -> None:
    made = armsref.compare("zolfaghar", "shahed", units=units)
    assert str(made.cells["zolfaghar", "range"]) == range_words
    assert str(made.cells["shahed", "payload"]) == payload_words


#: Words behind ``armsref compare`` that are wrong, and what is said.
WRONG = [
    ("zolfagar", "no system is named 'zolfagar'; did you mean Zolfaghar?"),
    ("zolfaghar --fields rnage", "no attribute is named 'rnage'; did you mean range?"),
    ("zolfaghar --fields quantity", "no attribute is named 'quantity'"),
    ("zolfaghar --fields ,", "none is named; leave them out"),
    ("zolfaghar --units parsec", "'parsec' is no unit of the vocabulary"),
    ("zolfaghar --units kg", "units: 'kg' is for no field compared: range (km)"),
    ("zolfaghar --units range=kg", "units: 'range=kg' is for no field compared: range (km)"),
    ("zolfaghar --units mi,both", "'both' stands alone"),
    ("zolfaghar --units mi,km,nmi", "units: range cannot be shown in mi, km, nmi; name one"),
    ("zolfaghar --fields length,range --units nmi", "write length=nmi or range=nmi"),
    ("zolfaghar --style nope", "no style is named 'nope'"),
    ("zolfaghar -o table.doc", "table.doc: of which form?"),
    ("zolfaghar -o nowhere/table.md", "nowhere/table.md: there is no folder"),
    ("zolfaghar --plot picture.pdf", "picture.pdf: a picture is .svg or .png"),
    ("fath-360 --plot picture.svg", "nothing to draw"),
    ("zolfaghar --dataset nowhere", "nowhere: has no datasets/"),
    ("zolfaghar --format docx", "'docx' is not one of"),
    ("", "Missing argument 'SYSTEM...'"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_is_wrong_is_said_in_a_line_and_nothing_is_printed(
    run: Run, words: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("compare", *words.split())
    assert (ran.exit_code, ran.output) == (2, "")
    assert said in ran.error
    assert ran.error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_ambiguous_name_is_refused(run: Run, folder: Path) -> None:
    ran = run("compare", "Alpha", "Nova", "--dataset", str(folder))
    assert ran.exit_code == 2
    assert "'Nova' is a name of nova-a, nova-b" in ran.error
    with pytest.raises(armsref.ArmsrefError, match="no system to compare"):
        armsref.compare()


# ---------------------------------------------------------------------- forms


class Tables(HTMLParser):
    """The cells of an HTML's tables with their marks, its notes, its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, list[str]]]] = []
        self.notes: list[str] = []
        self.tags: set[str] = set()
        self._in: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append(("", []))
        elif tag == "li":
            self.notes.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._in and self._in.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "td" in self._in or "th" in self._in:
            text, marks = self.rows[-1][-1]
            if "sup" in self._in:
                marks.append(data)
            else:
                self.rows[-1][-1] = (text + data, marks)
        elif "li" in self._in:
            self.notes[-1] += data


def shown(text: str) -> str:
    """Return words as a form shows them: no marks of direction."""
    return text.replace("\u202e", "").replace("\u202c", "")


def table_of(made: armsref.Comparison) -> list[list[str]]:
    """Return the words of a table with systems in rows."""
    return [
        [made.label(system), *(str(made.cells[system.id, row.id]) for row in made.fields)]
        for system in made.systems
    ]


@pytest.mark.parametrize("form", ["html", "page", "notebook"])
def test_html_has_a_note_on_every_cell(all_of_it: armsref.Comparison, form: str) -> None:
    html = {
        "html": lambda: all_of_it.write("html"),
        "page": lambda: all_of_it.write("html", page=True),
        "notebook": all_of_it._repr_html_,
    }[form]()
    found = Tables(html)
    assert not found.tags & {"script", "img", "b"}
    assert ("html" in found.tags) == (form == "page")
    assert [[text for text, _ in row] for row in found.rows[1:]] == table_of(all_of_it)
    assert found.rows[0][0] == ("system", [])
    sides = [side for cell in all_of_it.cells.values() for side in cell.sides]
    numbers = [mark for row in found.rows for _, marks in row for mark in marks]
    assert len(numbers) == len(sides)
    for row in found.rows[1:]:
        for text, marks in row[1:]:
            assert marks or text.startswith("not stated in ")
    for number, side in zip(numbers, sides, strict=True):
        note = found.notes[int(number) - 1].rstrip(" ↩")
        assert note == write_inlines(side.note, "text")
    assert any(SPEAKER in note for note in found.notes)
    assert any(shown(TITLE) in note for note in found.notes)


def test_equal_notes_stand_once() -> None:
    made = armsref.compare("zolfaghar", fields="range,range,class")
    assert made.write("html").count("<li ") == 2
    both = armsref.compare("zolfaghar", "fateh-110", fields="accuracy,range")
    assert len(Tables(both.write("html")).notes) == 3


def test_a_page_opens_the_article_at_the_words() -> None:
    html = armsref.compare("zolfaghar", fields="range").write("html")
    assert "#:~:text=between%20300%20and%20700%20km" in html


def pandoc(text: str, reader: str) -> Any:
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "-f", reader, "-t", "json"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return json.loads(done.stdout)


def nodes(tree: Any, kind: str) -> Iterator[Any]:
    """Walk pandoc's tree."""
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for branch in tree:
            yield from nodes(branch, kind)


def plain(tree: Any, *, notes: bool = False) -> str:
    """Return the words of pandoc's tree, without its notes."""
    if isinstance(tree, list):
        return "".join(plain(branch, notes=notes) for branch in tree)
    if not isinstance(tree, dict) or (tree["t"] == "Note" and not notes):
        return ""
    if tree["t"] in ("Space", "SoftBreak"):
        return " "
    held = tree.get("c")
    return held if isinstance(held, str) else plain(held, notes=notes)


def bare(text: str) -> str:
    """Return words without what pandoc changes; of LaTeX it passes over ``\\textbar``, too."""
    kept = shown(text).translate(str.maketrans("", "", "\"“”'’‘|")).replace("–", "-")
    return " ".join(kept.split())


@pytest.mark.parametrize("reader", ["markdown", "gfm", "latex"])
def test_pandoc_reads_every_cell_and_note(all_of_it: armsref.Comparison, reader: str) -> None:
    form = "latex" if reader == "latex" else "markdown"
    tree = pandoc(all_of_it.write(form, page=form == "latex"), reader)
    assert not list(nodes(tree, "RawInline"))
    assert not list(nodes(tree, "RawBlock"))
    assert not list(nodes(tree, "Math"))
    wanted = table_of(all_of_it)
    found = {bare(plain(row[0])): [bare(plain(cell)) for cell in row[1:]] for row in _rows(tree)}
    assert found == {bare(row[0]): [bare(text) for text in row[1:]] for row in wanted}
    notes = [bare(plain(note["c"], notes=True)) for note in nodes(tree, "Note")]
    sides = [side for cell in all_of_it.cells.values() for side in cell.sides]
    assert notes == [bare(write_inlines(side.note, "text")) for side in sides]


def _rows(tree: Any) -> list[list[Any]]:
    """Return the cells of the rows of pandoc's tables, their heads left out."""
    found: list[list[Any]] = []
    for table in nodes(tree, "Table"):
        for body in table["c"][4]:
            found += [[cell[4] for cell in row[1]] for row in body[3]]
    return found


def test_markdown_is_a_table_to_commonmarks_readers(all_of_it: armsref.Comparison) -> None:
    html = MarkdownIt("commonmark").enable("table").render(all_of_it.write("markdown"))
    found = Tables(html)
    assert not found.tags & {"script", "img", "b"}
    firsts = [row[0][0] for row in found.rows[1:]]
    assert firsts == [row[0] for row in table_of(all_of_it)]
    assert all(len(row) == 1 + len(all_of_it.fields) for row in found.rows)


def test_markdown_put_beside_other_markdown_keeps_its_notes() -> None:
    one = armsref.compare("zolfaghar", fields="range").write("markdown")
    other = armsref.compare("shahed", fields="payload").write("markdown")
    tree = pandoc(f"Words.[^1]\n\n{one}\n\n{other}\n\n[^1]: A note.\n", "markdown")
    notes = [plain(note["c"]) for note in nodes(tree, "Note")]
    assert len(notes) == 3
    assert "between 300 and 700 km" in notes[1]
    assert "around 45 kilograms" in notes[2]
    page = armsref.compare("zolfaghar", fields="range").write("markdown", page=True)
    assert "[^1]: " in page


def test_text_is_no_wider_than_a_page_and_whole(all_of_it: armsref.Comparison) -> None:
    tables = str(all_of_it).split("\n[1] ")[0]
    assert max(map(len, tables.splitlines())) <= 100
    assert f"{all_of_it}\n" == all_of_it.write()
    letters = "".join(tables.split())
    for row in all_of_it.systems:
        # A narrow column cuts a long name, no letter of it is lost.
        assert row.label.split()[0][:8] in letters
    for number in range(1, 21):
        assert f"[{number}]" in letters


@pytest.mark.parametrize(
    ("systems", "fields", "corner", "tables"),
    [
        (2, 5, "system", 1),
        (2, 6, "field", 1),
        (5, 8, "field", 1),
        (6, 6, "system", 2),
        (12, 11, "system", 3),
    ],
)
def test_systems_are_in_rows_but_where_fields_read_better(
    catalog: armsref.Catalog, systems: int, fields: int, corner: str, tables: int
) -> None:
    names = list(SYSTEMS)[:systems]
    made = armsref.compare(*names, fields=list(catalog.attributes)[:fields], catalog=catalog)
    for form, number in (("text", tables), ("latex", tables), ("html", 1), ("markdown", 1)):
        text = made.write(form)
        marks = {"text": f"{corner} ", "latex": f"{corner} &", "html": f">{corner}<"}
        assert text.count(marks.get(form, f"| {corner} |")) == number, form
    assert made.write("latex").count("\\begin{longtable}") == tables


def test_csv_has_a_row_for_each_system_and_citations_beside(all_of_it: armsref.Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(all_of_it.write("csv"), newline="")))
    assert [row["system"] for row in rows] == list(SYSTEMS)
    for row in rows:
        for field in all_of_it.fields:
            cell = all_of_it.cells[row["system"], field.id]
            assert row[field.id] == str(cell)
            notes = [write_inlines(side.note, "text") for side in cell.sides]
            assert row[f"{field.id}_citations"] == "\n".join(notes)
        assert row["data_version"] == all_of_it.catalog.version
    assert rows[5]["name"] == NAME
    assert not any(is_live(cell) for row in rows for cell in row.values())


def test_what_a_spreadsheet_would_run_is_defused(copied: Path) -> None:
    systems = copied / "datasets" / "systems.csv"
    text = systems.read_text(encoding="utf-8")
    systems.write_text(text.replace("Fath-360", "=1+1"), encoding="utf-8")
    made = armsref.compare("fath-360", fields="class", catalog=armsref.Catalog.open(copied))
    assert made.write("csv").splitlines()[1].startswith("fath-360,'=1+1,")


def test_json_holds_all_of_it(all_of_it: armsref.Comparison, catalog: armsref.Catalog) -> None:
    data = json.loads(all_of_it.write("json"))
    assert data["data_version"] == catalog.version
    assert [row["label"] for row in data["systems"]][6:8] == [RTL, LONG]
    cells = {(cell["system"], cell["field"]): cell for cell in data["cells"]}
    assert len(cells) == len(SYSTEMS) * len(all_of_it.fields)
    disputed = cells["alpha", "range"]
    assert disputed["agreement"] == "disputed"
    assert [(s["relation"], s["low"], s["unit"]) for s in disputed["sides"]] == [
        ("exactly", "350", "km"),
        ("about", "300", "km"),
        ("about", "1931", "km"),
    ]
    assert cells["delta", "range"]["inherited_from"] == "gamma"
    empty = cells["epsilon", "range"]
    assert (empty["sides"], empty["agreement"], empty["retracted"]) == ([], None, ["wsj-2024"])
    assert empty["named_in"] == ["wsj-2022"]


# ---------------------------------------------------------------------- the command


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        (".md", "---\ntitle: 'Zolfaghar, Fath-360'\n---\n"),
        (".html", "<!DOCTYPE html>"),
        (".tex", "\\documentclass"),
        (".txt", "Zolfaghar, Fath-360\n"),
        (".csv", "system,name,range,range_citations,data_version\n"),
        (".json", '{\n  "data_version"'),
    ],
)
def test_a_file_is_of_the_form_its_suffix_names(
    run: Run, tmp_path: Path, suffix: str, begins: str
) -> None:
    file = tmp_path / f"table{suffix}"
    ran = run("compare", "zolfaghar", "fath-360", "--fields", "range", "-o", str(file))
    assert (ran.exit_code, ran.output) == (0, "")
    assert file.read_text(encoding="utf-8").startswith(begins)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(("file", "picture"), [("none/x.md", "x.svg"), ("x.md", "none/x.svg")])
def test_both_files_are_written_or_none(run: Run, tmp_path: Path, file: str, picture: str) -> None:
    places = ("-o", str(tmp_path / file), "--plot", str(tmp_path / picture))
    ran = run("compare", "zolfaghar", *places)
    assert (ran.exit_code, ran.error.count("\n")) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_gets_the_text_and_each_form_its_own(run: Run) -> None:
    made = armsref.compare(*REAL, fields="range,payload")
    words = ("compare", *REAL, "--fields", "range,payload")
    assert run(*words).output == made.write("text")
    for form in ("markdown", "html", "latex", "csv", "json"):
        assert run(*words, "--format", form).output == made.write(form)


def test_a_style_by_name_cites_the_articles_its_own_way(run: Run) -> None:
    words = ("compare", "zolfaghar", "--fields", "range", "--style", "apa")
    assert '[1] "between 300 and 700 km", experts, in Iran provides' in run(*words).output
    with_style = armsref.compare("zolfaghar", fields="range", style="apa")
    assert "(2024, February 22). The Telegraph (India)" in str(with_style)


def test_a_terminal_gets_a_table_as_wide_as_it_is() -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "armsref", "compare", *REAL, "--fields", "range,payload"]
    size = {**os.environ, "COLUMNS": "70", "TERM": "xterm"}
    with subprocess.Popen(command, stdout=follower, stderr=follower, env=size) as started:
        started.wait(60)
        os.close(follower)
        text = os.read(leader, 100_000).decode()
    os.close(leader)
    lines = text.splitlines()
    assert lines[0].lstrip("\x1b[01m").startswith("system")
    assert set("─ ") >= set(lines[1])
    assert len(lines[1].rstrip()) <= 70
    assert "\x1b[36m[1]" in text
    assert "between 300 and 700 km" in text
