"""Reports rendered: opened again by a browser, python-docx and pandoc, and their notes counted."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from counted import lines_run
from invented import Dataset, claim

import armsref
from armsref.pandoc import pandoc_program
from armsref.reports.figure import shown
from armsref.reports.render import render as render_text
from armsref.reports.spans import figure_spans

Run = Callable[..., Any]

#: A report with notes of its author's, and figures in every place where one can stand.
TEXT = """\
# Title

It flies []{.armsref spec="zolfaghar.range"},^[The author's own.] that is
[]{.armsref spec="zolfaghar.range" unit="mi"}. It carries *[]{.armsref spec="shahed.payload"}*.[^a]

## Guided by []{.armsref spec="fath-360.guidance"}

| System | Range |
|---|---|
| Zolfaghar | []{.armsref spec="zolfaghar.range" digits=1} |

- See [the list of []{.armsref spec="zolfaghar.mobility"} ones](https://example.org/list).

[^a]: Nobody doubts it.
"""
NOTES = ["zolfaghar.range", "", "shahed.payload", "", "fath-360.guidance", "zolfaghar.mobility"]


def filled(text: str, catalog: armsref.Catalog | None = None) -> str:
    """Return a report with its figures written in."""
    for span in reversed(figure_spans(text).spans):
        figure = shown(catalog or armsref.shipped(), span)
        text = text[: span.text_start] + figure + text[span.text_end :]
    return text


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return written(tmp_path, TEXT)


def written(folder: Path, text: str, catalog: armsref.Catalog | None = None) -> Path:
    file = folder / "report.md"
    file.write_bytes(filled(text, catalog).encode("utf-8"))
    return file


def render(run: Run, report: Path, ending: str, *options: str) -> Path:
    output = report.with_name(f"out{ending}")
    ran = run("report", "render", str(report), "-o", str(output), *options)
    assert (ran.exit_code, ran.error) == (0, ""), ran.error
    return output


def cited(run: Run, *targets: str, options: tuple[str, ...] = ()) -> list[str]:
    return [straight(line) for line in run("cite", *targets, *options).output.splitlines()]


def straight(text: str) -> str:
    """Return words without the forms of quotation marks and the back links."""
    text = " ".join(text.replace("↩\ufe0e", "").replace("↩", "").split())
    return re.sub("[“”]", '"', text)


def pandoc_reads(file: Path, *options: str) -> Any:
    command = [str(pandoc_program()), *options, "--to=json", str(file)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def of_type(tree: Any, kind: str) -> list[Any]:
    """Return all elements of a type in a tree of pandoc's."""
    if isinstance(tree, dict):
        own = [tree["c"]] if tree.get("t") == kind and "c" in tree else []
        return own + [one for part in tree.values() for one in of_type(part, kind)]
    return [one for part in tree for one in of_type(part, kind)] if isinstance(tree, list) else []


def words_of(tree: Any) -> str:
    if isinstance(tree, list):
        return "".join(map(words_of, tree))
    if not isinstance(tree, dict):
        return ""
    if "blocks" in tree:
        return words_of(tree["blocks"])
    if tree.get("t") in ("Space", "SoftBreak"):
        return " "
    inside = tree.get("c", "")
    return inside if isinstance(inside, str) else words_of(inside)


def notes_of_page(file: Path) -> list[str]:
    items = re.findall(r'(?s)<li id="fn\d+".*?>(.*?)</li>', file.read_text("utf-8"))
    return [straight(html.unescape(re.sub("<[^>]+>", "", item))) for item in items]


def notes_of_docx(file: Path) -> list[str]:
    """Return the words of a document's footnotes, as python-docx opens it."""
    document = docx.Document(str(file))
    parts = [part for part in document.part.package.iter_parts() if "footnotes" in part.partname]
    assert len(parts) == 1
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    root = ET.fromstring(parts[0].blob)  # noqa: S314 - our own
    notes = [n for n in root.iter(f"{space}footnote") if n.get(f"{space}type") is None]
    return [straight("".join(text.text or "" for text in n.iter(f"{space}t"))) for n in notes]


UNUSED = """\
Text []{.armsref spec="zolfaghar.range"}[^a].

[^a]: A []{.armsref spec="shahed.payload"}
[^b]: unused []{.armsref spec="shahed.payload"}
"""


def test_a_figure_that_no_reader_sees_has_one_answer(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, UNUSED)
    before = file.read_bytes()
    asked: list[tuple[str, ...]] = [("fill", str(file)), ("check", str(file))]
    outputs = [tmp_path / f"out{ending}" for ending in (".md", ".html")]
    asked += [("render", str(file), "-o", str(output)) for output in outputs]
    for words in asked:
        result = run("report", *words)
        assert result.exit_code == 1, words
        assert f"{file}:4:14: AR901 error: " in result.output
        assert "write [^b] once in the text" in result.output
    assert file.read_bytes() == before
    assert not any(output.exists() for output in outputs)


# ---------------------------------------------------------------------- other programs


def test_the_sample_report_in_a_browser(
    checkout: Path, tmp_path: Path, run: Run, browser: Any
) -> None:
    sample = (checkout / "tests" / "reports" / "sample.md").read_text(encoding="utf-8")
    page_file = render(run, written(tmp_path, sample), ".html")
    asked: list[str] = []
    errors: list[str] = []
    page = browser.new_context(java_script_enabled=True).new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: errors.append(said.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(page_file.as_uri())
    notes = [straight(text) for text in page.locator("[role=doc-endnotes] li").all_inner_texts()]
    marks = page.locator("a.footnote-ref").all_inner_texts()
    title = page.title()
    page.locator("a.footnote-ref", has_text="3").nth(1).click()
    there = page.url
    assert page.locator("#fn3").evaluate("note => note.matches(':target')")
    page.locator("#fn3 a.footnote-back").click()
    back = page.url
    leads = [
        a.get_attribute("href") for a in page.locator("[role=doc-endnotes] a[href^=http]").all()
    ]
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(page_file.as_uri())
    assert plain.locator("[role=doc-endnotes] li").count() == len(notes)
    assert title == "Short-range ballistic missiles and drones"
    assert [int(mark) for mark in marks] == [1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 3, 4]
    assert notes[2] == cited(run, "zolfaghar.range")[0]
    assert set(notes) - set(cited(run, *SAMPLE)) == {notes[4]}  # the author's own
    assert (there, back) == (f"{page_file.as_uri()}#fn3", f"{page_file.as_uri()}#fnref3")
    assert leads
    assert all("#:~:text=" in str(address) for address in leads)
    assert asked == [page_file.as_uri()]
    assert errors == []


SAMPLE = (
    *("zolfaghar.class", "zolfaghar.family", "zolfaghar.range", "shahed.payload"),
    *("fath-360.guidance", "zolfaghar.mobility", "zolfaghar.accuracy", "fateh-110.range"),
)


def test_the_sample_report_as_a_document(checkout: Path, tmp_path: Path, run: Run) -> None:
    sample = (checkout / "tests" / "reports" / "sample.md").read_text(encoding="utf-8")
    file = render(run, written(tmp_path, sample), ".docx")
    notes = notes_of_docx(file)
    assert len(notes) == 9
    assert set(notes) - set(cited(run, *SAMPLE)) == {notes[4]}
    xml = zipfile.ZipFile(file).read("word/document.xml").decode()
    # Later marks are references to the first, which Word counts anew.
    assert re.findall(r"NOTEREF (\S+) ", xml) == ["_RefArmsref3"] * 2 + ["_RefArmsref4"]
    assert xml.count('w:name="_RefArmsref3"') == 1
    said = " ".join(one.text for one in docx.Document(str(file)).paragraphs)
    assert "It reaches 300–700 km (186–435 mi), which is 160–380 nmi" in said


#: Each style, whether it cites in notes, and what stands behind the first figure otherwise.
STYLES = [
    ("plain", True, ""),
    ("chicago-notes", True, ""),
    ("apa", False, "(“Iran Provides Russia"),
    ("ieee", False, "[1]"),
    ("nature", False, "1"),
]


@pytest.mark.parametrize(("style", "in_notes", "mark"), STYLES)
def test_notes_of_each_style(run: Run, report: Path, style: str, in_notes: bool, mark: str) -> None:
    options = ("--style", style)
    expected = cited(run, *filter(None, NOTES), options=options)
    for ending, notes_of in ((".html", notes_of_page), (".docx", notes_of_docx)):
        file = render(run, report, ending, *options)
        tree, notes = pandoc_reads(file), notes_of(file)
        listed = [straight(words_of(one)) for one in of_type(tree, "BulletList")]
        told = notes if in_notes else listed
        assert [line for line in expected if any(line in one for one in told)] == expected
        assert len(notes) == (len(NOTES) if in_notes else 2)
        assert mark in words_of(tree)


def test_the_authors_notes_count_too(run: Run, report: Path) -> None:
    page = render(run, report, ".html").read_text("utf-8")
    marks = re.findall(r'href="#fn(\d)"\s+class="footnote-ref"', page)
    assert marks == ["1", "2", "1", "3", "4", "5", "1", "6"]
    latex = render(run, report, ".tex").read_text("utf-8")
    assert latex.count("\\footnote{") == 6
    assert latex.count("\\ref{armsref-note-1}") == 2
    # The mark stands behind the link, since it is one itself.
    assert re.search(r"ones</a>\.<a\s+href=\"#fn6\"", page)
    assert "ones}.\\footnote{" in latex


@pytest.mark.parametrize("ending", [".html", ".docx", ".tex", ".md"])
def test_the_same_bytes_again(run: Run, report: Path, ending: str) -> None:
    first = render(run, report, ending).read_bytes()
    assert render(run, report, ending).read_bytes() == first


@pytest.mark.parametrize("command", ["render", "dossier"])
def test_notes_are_counted_through_all_chapters(
    run: Run, report: Path, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "out.docx"
    if command == "render":
        render(run, report, ".docx")
    else:
        assert run("dossier", "zolfaghar", "-o", str(file)).exit_code == 0
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert [name for name in archive.namelist() if b"numRestart" in archive.read(name)] == []
    assert len(notes_of_docx(file)) >= len(NOTES)


def test_line_ends_change_nothing(run: Run, tmp_path: Path) -> None:
    page = render(run, written(tmp_path, TEXT), ".html").read_bytes()
    crlf = written(tmp_path, TEXT.replace("\n", "\r\n"))
    assert render(run, crlf, ".html").read_bytes() == page
    text = render(run, crlf, ".md").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")


def test_notes_of_the_title_are_counted(run: Run, tmp_path: Path) -> None:
    text = """---
title: T^[One.]
abstract: A^[Two.]
---
B []{.armsref spec="zolfaghar.range"}, C []{.armsref spec="zolfaghar.range"}
"""
    page = render(run, written(tmp_path, text), ".html").read_text("utf-8")
    assert [page.count(f'href="#fn{number}"') for number in (1, 2, 3, 4)] == [1, 1, 2, 0]
    xml = zipfile.ZipFile(render(run, tmp_path / "report.md", ".docx")).read("word/document.xml")
    assert b"NOTEREF _RefArmsref1" in xml
    assert b"<w:t>3</w:t>" in xml


def test_what_is_nested_too_deeply_is_one_line(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(f"{'> ' * 900}deep\n", "utf-8")
    ran = run("report", "render", str(report), "-o", str(tmp_path / "out.html"))
    assert (ran.exit_code, ran.error.count("\n")) == (2, 1)
    assert "nested" in ran.error


#: A text, and how it ends with the number of the note.
BEHIND = [
    ("It carries []{.armsref spec=shahed.payload}.", ".·"),
    ("*It carries []{.armsref spec=shahed.payload}*, so", "payload,· so"),
    ("**It [carries []{.armsref spec=shahed.payload}](u)**; so", "payload;· so"),
    ('"It carries []{.armsref spec=shahed.payload}".', "”.·"),
    ("(It carries []{.armsref spec=shahed.payload})", "payload·)"),
    ("[]{.armsref spec=shahed.payload} and", "payload· and"),
    ("[]{.armsref spec=shahed.payload}.^[My own.]", "payload.··"),
    ("[]{.armsref spec=shahed.payload}: []{.armsref spec=shahed.payload}!", "payload:· payload!·"),
    ("[]{.armsref spec=shahed.payload}.5", "payload·.5"),
]


@pytest.mark.parametrize(("text", "shown_text"), BEHIND)
@pytest.mark.parametrize("ending", [".html", ".md", ".docx"])
def test_marks_stand_behind_the_punctuation(
    run: Run, tmp_path: Path, text: str, shown_text: str, ending: str
) -> None:
    file = render(run, written(tmp_path, text), ending)
    said = pandoc_text(file).replace("about 45 kg (99 lb)", "payload")
    first = re.sub(r"¹|\^\d\^|\[\d\]", "·", said)
    assert shown_text in first.replace("\n", " ").replace("*", "")


def test_marks_of_styles_in_the_text_stay(run: Run, tmp_path: Path) -> None:
    report = written(tmp_path, "It carries []{.armsref spec=shahed.payload}.")
    for ending in (".html", ".md"):
        said = pandoc_text(render(run, report, ending, "--style", "apa"))
        assert "” 2024)." in said.splitlines()[0]


def test_a_citation_beside_a_mark_stands_behind_the_punctuation_too(
    run: Run, tmp_path: Path
) -> None:
    figure = "[]{.armsref spec=shahed.payload}"
    text = f"A {figure} [@smith, p. 3]. B {figure} @smith.\n"
    style = ("--style", "chicago-notes-bibliography")
    file = render(run, written(tmp_path, text + OWN), ".docx", *style)
    assert "lb).[1][2] B" in pandoc_text(file).replace("^", "")
    assert "Smith, Rockets (2020), 3." in notes_of_docx(file)[1]


def pandoc_text(file: Path) -> str:
    """Return a document as pandoc shows it: the marks of notes are numbers."""
    source = ["--from=markdown"] if file.suffix == ".md" else []
    command = [str(pandoc_program()), *source, "--to=plain", "--wrap=none", str(file)]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


# ---------------------------------------------------------------------- citations beside ours

OWN = """
---
references:
- {id: smith, type: book, title: Rockets, author: [{family: Smith, given: Ann}], issued: 2020}
---
"""


def test_what_fill_cites_is_replaced_and_the_authors_own_stays(run: Run, tmp_path: Path) -> None:
    text = (
        'A []{.armsref spec="zolfaghar.range"} [@telegraphindia-2024-02-22; @tampafp-2024-02].\n'
        'B []{.armsref spec="zolfaghar.range"}[@telegraphindia-2024-02-22; @smith, p. 3].\n'
        'C []{.armsref spec="shahed.payload"}\n[see @iranintl-2024-08-13].\n'
    )
    report = written(tmp_path, text + OWN)
    notes = notes_of_docx(render(run, report, ".docx", "--style", "chicago-notes-bibliography"))
    assert len(notes) == 4
    assert "Smith, Rockets (2020), 3." in notes[1]
    assert notes[3].startswith("See ")
    page = render(run, report, ".html", "--style", "ieee").read_text("utf-8")
    marks = [
        re.sub("<[^>]+>|\n", "", m) for m in re.findall(r"(?s)data-cites.*?>(.*?)</span>", page)
    ]
    assert marks[:2] == ["[1]", "[1], [2, p. 3]"]
    assert len(re.findall(r'id="ref-[^"]+" class="csl-entry"', page)) == 5
    output = tmp_path / "out.md"
    ran = run("report", "render", str(report), "-o", str(output))
    assert "stand as they are written" in ran.error
    assert "[^armsref-1] [@smith, p. 3]" in output.read_text("utf-8")


#: What stands around a figure, and behind what its mark does.
OUTSIDE = [
    ("[@armsref said {} p. 3] and", "[@armsref said 300–700 km (186–435 mi) p. 3][^armsref-1] and"),
    ("[a [b] {} c](u (v)) and", "[a [b] 300–700 km (186–435 mi) c](u (v))[^armsref-1] and"),
    ("[a {}][b] and", "[a 300–700 km (186–435 mi)][b][^armsref-1] and"),
    ("[a [{}](b)] and", "[a [300–700 km (186–435 mi)](b)[^armsref-1]] and"),
    ("[a {}] and", "[a 300–700 km (186–435 mi)[^armsref-1]] and"),
    ("[a {} and", "[a 300–700 km (186–435 mi)[^armsref-1] and"),
]


@pytest.mark.parametrize(("around", "wanted"), OUTSIDE)
def test_marks_stand_behind_links_and_citations(
    run: Run, tmp_path: Path, around: str, wanted: str
) -> None:
    output = tmp_path / "out.md"
    file = written(tmp_path, around.format('[]{.armsref spec="zolfaghar.range"}'))
    assert run("report", "render", str(file), "-o", str(output)).exit_code == 0
    assert output.read_text("utf-8").split("\n")[0] == wanted


@pytest.mark.parametrize(
    "piece",
    [
        'x []{.armsref spec="zolfaghar.range"} ',
        '[x []{.armsref spec="zolfaghar.range"}](',
        '| []{.armsref spec="zolfaghar.range"} | x |\n',
        '[ []{.armsref spec="zolfaghar.range"} [@a] ',
    ],
)
def test_the_work_for_markdown_is_linear_in_the_text(tmp_path: Path, piece: str) -> None:
    """Lines that are run are counted, not seconds."""
    head = "| a | b |\n|---|---|\n" if piece.startswith("|") else ""
    output, catalog = tmp_path / "out.md", armsref.shipped()

    def lines(times: int) -> int:
        text = head + piece * times
        return lines_run(lambda: render_text(text, output, catalog, check=False))

    counts = [lines(times) for times in (1, 1, 100, 400)]
    # The first one reads the data, too.
    assert counts[3] - counts[1] < 6 * (counts[2] - counts[1])


def test_the_authors_citation_of_our_article_refers_to_our_note(run: Run, tmp_path: Path) -> None:
    text = (
        'A^[One.] []{.armsref spec="zolfaghar.range"} and so on. []{.armsref spec="shahed.payload"}'
        " B [@telegraphindia-2024-02-22, p. 3]. C [@telegraphindia-2024-02-22, p. 3].\n"
        'D [@smith]. E []{.armsref spec="fath-360.guidance"} F [@smith].\n'
    )
    notes = notes_of_docx(render(run, written(tmp_path, text + OWN), ".docx", "--style", "oscola"))
    assert notes[3].endswith("(n 2) 3.")
    assert notes[4] == "Ibid."
    assert notes[7] == "Smith (n 6)."


def test_a_report_that_fill_wrote(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(TEXT, "utf-8")
    plain = render(run, written(tmp_path, TEXT), ".html").read_text("utf-8")
    report.write_text(TEXT, "utf-8")
    assert run("report", "fill", str(report), "--cite").exit_code == 0
    assert "[@telegraphindia-2024-02-22" in report.read_text("utf-8")
    page = render(run, report, ".html").read_text("utf-8")
    # A heading's own address is made of all its words.
    assert straight(re.sub("(?s)<h2.*?>", "", page)) == straight(re.sub("(?s)<h2.*?>", "", plain))
    assert "@" not in render(run, report, ".md").read_text("utf-8")


def test_a_pdf_that_fails_names_the_programs(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = report.with_name("programs")
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    arguments = ("report", "render", str(report), "-o", str(report.with_name("out.pdf")))
    for broken in (False, True):
        if broken:
            (folder / "xelatex").write_text("#!/bin/sh\nexit 3\n", "utf-8")
            (folder / "xelatex").chmod(0o755)
        ran = run(*arguments)
        assert (ran.exit_code, ran.error.count("\n")) == (2, 1)
        for program in ("typst", "xelatex", "weasyprint"):
            assert program in ran.error
        assert not report.with_name("out.pdf").exists()


def test_a_style_without_a_bibliography_says_so(run: Run, tmp_path: Path) -> None:
    text = "A []{.armsref spec=shahed.payload}. B [@smith].\n"
    report, output = written(tmp_path, text + OWN), tmp_path / "out.html"
    ran = run("report", "render", str(report), "-o", str(output), "--style", "chicago-notes")
    assert ran.exit_code == 0
    assert ran.error.count("\n") == 1
    assert "the style chicago-notes has no bibliography: smith is in the notes alone" in ran.error
    assert "chicago-notes-bibliography has one" in ran.error
    page = output.read_text("utf-8")
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'\sid="([^"]+)"', page))
    listed = render(run, report, ".html", "--style", "chicago-notes-bibliography")
    assert 'id="ref-smith"' in listed.read_text("utf-8")
    assert 'href="#ref-smith"' in listed.read_text("utf-8")


def test_an_open_document(run: Run, report: Path) -> None:
    file = render(run, report, ".odt")
    xml = zipfile.ZipFile(file).read("content.xml").decode()
    assert re.findall(r'<text:note text:id="ftn(\d)"', xml) == list("012345")
    # Later marks refer to the first, by its id.
    assert re.findall(r'<text:note-ref [^>]*text:ref-name="ftn(\d)">(\d)<', xml) == [
        ("0", "1"),
        ("0", "1"),
    ]
    assert render(run, report, ".odt").read_bytes() == file.read_bytes()
    assert run("report", "render", str(report), "-o", str(file)).exit_code == 0


def test_a_drawn_picture_in_a_document_is_said(run: Run, tmp_path: Path) -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    (tmp_path / "a.svg").write_text(drawn, "utf-8")
    report = written(tmp_path, "![One](a.svg)")
    ran = run("report", "render", str(report), "-o", str(tmp_path / "out.docx"))
    assert ran.exit_code == 0
    assert "a.svg: of an SVG picture in a DOCX file only Word is sure to show it; take a PNG" in (
        ran.error
    )
    assert "a.svg" not in run("report", "render", str(report), "-o", str(tmp_path / "o.html")).error


def test_a_style_that_stands_for_another_is_not_fetched(run: Run, report: Path) -> None:
    page = render(run, report, ".html", "--style", "ieee").read_bytes()
    assert render(run, report, ".html", "--style", "ieee-access").read_bytes() == page


def test_the_styles_of_a_document_of_ones_own(run: Run, report: Path) -> None:
    model = report.with_name("model.docx")
    document = docx.Document(str(render(run, report, ".docx")))
    document.styles["Heading 1"].font.name = "Own Letters"
    document.save(str(model))
    made = docx.Document(str(render(run, report, ".docx", "--reference-doc", str(model))))
    assert made.styles["Heading 1"].font.name == "Own Letters"
    ran = run("report", "render", str(report), "-o", str(model), "--reference-doc", str(report))
    assert (ran.exit_code, ran.error.count("\n")) == (2, 1)
    assert docx.Document(str(model)).styles["Heading 1"].font.name == "Own Letters"


def test_a_finding_that_is_ignored_is_no_reason_to_stop(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text('[1 km]{.armsref spec="zolfaghar.range"}', "utf-8")
    text = render(run, report, ".md", "--ignore", "AR905").read_text("utf-8")
    assert text.startswith("300–700 km (186–435 mi)[^armsref-1]")


def test_what_one_of_the_two_does_not_read_is_an_error(run: Run, tmp_path: Path) -> None:
    report = written(tmp_path, '| <p>[]{.armsref spec="zolfaghar.range"}\n')
    ran = run("report", "render", str(report), "-o", str(tmp_path / "out.html"))
    assert ran.exit_code == 2
    assert "pandoc reads 0 of the 1 spans of zolfaghar.range" in ran.error
    assert not (tmp_path / "out.html").exists()


def test_the_place_and_the_title_of_the_bibliography(run: Run, tmp_path: Path) -> None:
    text = 'A []{.armsref spec="zolfaghar.range"}.\n\n# Read\n\n::: {#refs}\n:::\n\n# After\n'
    for ending in (".html", ".md"):
        for style in ("plain", "apa"):
            report = written(tmp_path, text)
            page = render(run, report, ending, "--style", style).read_text("utf-8")
            order = ["Figures and their", ">Read<" if ending == ".html" else "# Read"]
            order = order[style == "plain" :]
            order += ["thedefensepost.com/2022/11/02", "After"]
            places = [page.rindex(words) for words in order]
            assert places == sorted(places)
            assert "Bibliography" not in page
    tree = pandoc_reads(
        render(run, written(tmp_path, TEXT), ".docx", "--bibliography-title", "Read")
    )
    assert [(h[0], words_of(h[2])) for h in of_type(tree, "Header")][-1] == (2, "Read")


# ---------------------------------------------------------------------- what is marked


@pytest.fixture
def own(tmp_path: Path) -> Dataset:
    """Disputed, transcribed and inherited claims of invented articles."""
    dataset = Dataset(tmp_path / "own")
    dataset.add(
        "reuters", "2021", claim("1,300 km", origin="own"), claim("50 kg", "payload", cue="payload")
    )
    dataset.add("cnn", "2022", claim("1,350 km", origin="own"))
    return dataset


def test_the_note_of_an_inherited_figure_says_of_whom(run: Run, own: Dataset) -> None:
    own.add("cnn", "2023", claim("Beta", "family", cue="variant of"))
    own.add("wsj", "2023", claim("900 km", of="beta"))
    systems = own.folder / "seeds" / "systems.toml"
    parts = systems.read_text("utf-8").rpartition('level = "system"')
    systems.write_text(f'{parts[0]}level = "family"{parts[2]}', "utf-8")
    own.articles.joinpath("reuters-2021.toml").unlink()
    own.articles.joinpath("cnn-2022.toml").unlink()
    text = 'A []{.armsref spec="alpha.range"}, B []{.armsref spec="beta.range"}'
    report = written(own.folder, text, own.open())
    for every in ((), ("--all",)):
        file = render(run, report, ".docx", "--dataset", str(own.folder), *every)
        notes = notes_of_docx(file)
        assert len(notes) == 2
        assert [" [stated of the Beta]" in note for note in notes] == [True, False]


def test_a_dispute_is_marked_and_its_note_names_the_other_side(run: Run, own: Dataset) -> None:
    catalog = own.open()
    text = 'A []{.armsref spec="alpha.range" disputed="ok"} B []{.armsref spec="alpha.payload"}'
    report = written(own.folder, text, catalog)
    for style in ("plain", "apa"):
        options = ("--dataset", str(own.folder), "--style", style)
        text = words_of(pandoc_reads(render(run, report, ".docx", *options)))
        assert "1,350 km (838.9 mi) (disputed)†" in text
        assert "50 kg (110 lb)†" in text
        assert "† “1,350 km”, typed from the page, not machine-checked, in " in text
        assert "; but “1,300 km”, typed from the page" in text
        assert "[disputed]" in text


def test_marks_are_told_apart_in_every_form(run: Run, own: Dataset) -> None:
    own.add("cnn", "2022-03", claim("1,500 km", origin="own"))
    for article in ("cnn-2022", "cnn-2022-03"):
        file = own.articles / f"{article}.toml"
        file.write_text(file.read_text("utf-8").replace('"webpage"', '"report"'), "utf-8")
    text = 'A []{.armsref spec="alpha.range" disputed="ok"}'
    report = written(own.folder, text, own.open())
    options = ("--dataset", str(own.folder), "--style", "sage-harvard")
    page = pandoc_reads(render(run, report, ".html", *options))
    for said in (words_of(page), words_of(pandoc_reads(render(run, report, ".md", *options)))):
        for letter in "ab":
            assert said.count(f"2022{letter}") == 2  # a mark, and an entry
        assert ". CNN." in said  # who publishes a report


def test_all_claims_are_named_when_asked_for(run: Run, report: Path) -> None:
    note = render(run, report, ".md", "--all").read_text("utf-8")
    assert "thedefensepost.com" in note.split("[^armsref-1]: ")[1].splitlines()[0]
    assert "more" not in note.split("[^armsref-1]: ")[1].splitlines()[0]


HOSTILE = "<script>alert(1)</script> & {x} \\\\input{/etc/passwd} ]]> \\u202e `y` @key [^1] --- $1$"


@pytest.mark.parametrize("style", ["plain", "apa", "chicago-notes"])
def test_hostile_titles_come_out_harmless(run: Run, own: Dataset, style: str) -> None:
    file = own.articles / "reuters-2021.toml"
    file.write_text(file.read_text("utf-8").replace('"Title"', f'"{HOSTILE}"'), "utf-8")
    report = written(own.folder, 'B []{.armsref spec="alpha.payload"}', own.open())
    options = ("--dataset", str(own.folder), "--style", style)
    page = render(run, report, ".html", *options).read_text("utf-8")
    assert "<script" not in page
    latex = render(run, report, ".tex", *options).read_text("utf-8")
    assert "\\input{" not in latex.split("\\begin{document}")[1]
    text = render(run, report, ".md", *options).read_text("utf-8")
    for shown_text in (
        html.unescape(re.sub("<[^>]*>", "", page)),
        words_of(pandoc_reads(render(run, report, ".docx", *options))),
        words_of(pandoc_reads(report.with_name("out.md"), "--from=markdown")),
    ):
        assert "\u202e" not in shown_text
        for words in ("(1)", "{x}", "/etc/passwd", "]]>", "key"):
            assert words in shown_text.lower()
    assert of_type(pandoc_reads(report.with_name("out.md"), "--from=markdown"), "Cite") == []
    assert "\u202e" not in text + latex + page


# ---------------------------------------------------------------------- what stops it

STOPS = [
    ('[700 km]{.armsref spec="zolfaghar.range"}', "armsref report fill"),
    ('[]{.armsref spec="zolfaghar.range"}', "armsref report fill"),
    ('[1]{.armsref spec="zolfagar.range"}', "zolfagar"),
    ('[1]{.armsref spec="fath-360.payload"}', "not stated"),
    ("[1]{.armsref}", "names no spec"),
]


@pytest.mark.parametrize(("text", "words"), STOPS)
def test_a_figure_that_is_not_the_datas_stops_it(
    run: Run, tmp_path: Path, text: str, words: str
) -> None:
    report, output = tmp_path / "report.md", tmp_path / "out.html"
    report.write_text(f"One.\n\nTwo {text}.\n", "utf-8")
    ran = run("report", "render", str(report), "-o", str(output))
    assert ran.exit_code == 1
    assert f"{report}:3:5: AR90" in ran.output
    assert ran.output == run("report", "check", str(report)).output
    assert words in ran.output
    assert sorted(tmp_path.iterdir()) == [report]


def test_a_dispute_unsaid_stops_it(run: Run, own: Dataset) -> None:
    report = written(own.folder, 'A []{.armsref spec="alpha.range"}', own.open())
    output = own.folder / "out.html"
    ran = run("report", "render", str(report), "-o", str(output), "--dataset", str(own.folder))
    assert ran.exit_code == 1
    assert not output.exists()


#: A report, the file it is to be, and the error.
WRONG = [
    ("x", "out.rtf", "name a file with one of .html"),
    ("x", "no/such/out.html", "no folder"),
    ("x", "report.md", "is the report itself"),
    ("---\ntitle: [\n---\nx\n", "out.html", "pandoc cannot read it"),
    ("![x](missing.png)", "out.html", "missing.png cannot be read"),
    ("---\nnocite: '@*'\nbibliography: //example.org/a\n---\nx", "out.html", "is of the web"),
    ("---\nnocite: '@*'\nbibliography: missing.bib\n---\nx", "out.html", "missing.bib"),
    ("---\ntitle: A [@nosuch]\n---\n[@armsref]", "out.html", "citation nosuch not found"),
]


@pytest.mark.parametrize(("text", "output", "words"), WRONG)
def test_what_cannot_be_rendered_is_one_line(
    run: Run, tmp_path: Path, text: str, output: str, words: str
) -> None:
    report = tmp_path / "report.md"
    report.write_text(text, "utf-8")
    ran = run("report", "render", str(report), "-o", str(tmp_path / output))
    assert ran.exit_code == 2
    assert ran.output in ("", "1 report, 0 figures: no findings\n")
    assert words in ran.error
    assert ran.error.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == [report]
    assert report.read_text("utf-8") == text


def test_a_picture_goes_into_the_page_and_one_of_the_web_does_not(run: Run, tmp_path: Path) -> None:
    pixel = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
    (tmp_path / "a.gif").write_bytes(pixel)
    report = written(tmp_path, "![One](a.gif) and ![two](https://example.org/b.png)")
    for pandoc in (True, False):
        output = tmp_path / f"{pandoc}.html"
        ran = run("report", "render", str(report), "-o", str(output))
        assert "https://example.org/b.png: a picture of the web is not fetched" in ran.error
        assert 'src="data:image/gif;base64,' in output.read_text("utf-8").replace("\n", " ")
        assert 'src="http' not in output.read_text("utf-8")


# ---------------------------------------------------------------------- without pandoc


@pytest.fixture
def no_pandoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pypandoc", None)


@pytest.mark.usefixtures("no_pandoc")
def test_a_page_without_pandoc(run: Run, report: Path) -> None:
    output = report.with_name("out.html")
    ran = run("report", "render", str(report), "-o", str(output))
    assert ran.exit_code == 0
    assert "pandoc is not installed" in ran.error
    page = output.read_text("utf-8")
    notes = re.findall(r'(?s)<li id="note-\d">(.*?)</li>', page)
    told = [straight(html.unescape(re.sub("<[^>]+>", "", note))) for note in notes]
    expected = cited(run, *[name for name in NOTES if name])
    assert told == [expected[0], expected[1], "Nobody doubts it.", *expected[2:]]
    targets = re.findall(r'href="#([^"]+)"', page)
    assert set(targets) == set(re.findall(r' id="([^"]+)"', page))
    assert targets.count("note-1") == 3


#: Where Markdown's common forms have no notes, with and without pandoc's spans.
NO_PLACE = [
    '<div><p>raw []{.armsref spec="shahed.payload"}</p></div>\n',
    'Term\n\n:   First.\n\n    Second []{.armsref spec="shahed.payload"}\n',
]


@pytest.mark.usefixtures("no_pandoc")
@pytest.mark.parametrize("text", NO_PLACE)
def test_no_figure_goes_without_its_note(run: Run, tmp_path: Path, text: str) -> None:
    before = 'A []{.armsref spec="zolfaghar.range"} []{.armsref spec="shahed.payload"}.\n\n'
    report, output = written(tmp_path, before + text), tmp_path / "out.html"
    ran = run("report", "render", str(report), "-o", str(output))
    assert (ran.exit_code, ran.output.count("\n"), ran.error.count("\n")) == (2, 1, 1)
    line = 2 + text[: text.index("[]")].count("\n") + 1
    assert f"{report}:{line}:" in ran.error
    assert "shahed.payload has no note on this page" in ran.error
    assert not output.exists()


@pytest.mark.usefixtures("no_pandoc")
@pytest.mark.parametrize("ending", [".docx", ".pdf", ".tex"])
def test_documents_need_pandoc(run: Run, report: Path, ending: str) -> None:
    output = report.with_name(f"out{ending}")
    ran = run("report", "render", str(report), "-o", str(output))
    assert ran.exit_code == 2
    assert "install" in ran.error
    assert ran.error.count("\n") == 1
    assert not output.exists()
