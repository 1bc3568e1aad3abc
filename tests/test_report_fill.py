"""armsref report fill writes the figures into their spans, and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Dataset

import armsref
from armsref.reports.check import check_report
from armsref.reports.fill import fill_report
from armsref.reports.spans import figure_spans

Run = Callable[..., Any]

RANGE = "300–700 km (186–435 mi)"
VERSION = armsref.shipped().version


def span(spec: str, text: str = "", more: str = "") -> str:
    return f'[{text}]{{.armsref spec="{spec}"{more}}}'


def filled(spec: str, text: str, more: str = "") -> str:
    return span(spec, text, f'{more} data="{VERSION}"')


#: Figures as they are asked for, and what is written.
FIGURES = [
    ("zolfaghar.range", "", RANGE),
    ("Zolfaghar.range", "", RANGE),
    ("zolfaghar.range", ' unit="mi"', "186–435 mi"),
    ("zolfaghar.range", ' unit="mi km" digits="1"', "200–400 mi (300–700 km)"),
    ("zolfaghar.range", ' digits="2"', "300–700 km (190–440 mi)"),
    ("shahed.payload", ' unit="lb" digits="2"', "about 99 lb"),
    ("zolfaghar.class_", "", "short-range ballistic missile"),
    ("zolfaghar.launch_mode", "", "surface-to-surface"),
    ("fateh-110-family.class", ' disputed="ok"', "short-range ballistic missile"),
]


@pytest.mark.parametrize(("spec", "more", "text"), FIGURES)
def test_a_figure_in_the_units_asked_for(spec: str, more: str, text: str) -> None:
    made = fill_report(span(spec, "", more), armsref.shipped())
    assert made.text == filled(spec, text, more)
    assert (made.figures, len(made.changes), made.findings) == (1, 1, ())


AROUND = [
    ("", ""),
    ("a ", " b."),
    ("\ufeff# ", "\r\n\r\ntext  \r\n\t\r\n"),
    ("é \U0001f680 ", "\nno final newline"),
    ("> - ", "\n>\n> b\n"),
    ("| a | b |\n|---|---|\n| ", " | `|` |\n"),
    ("[a ", " b](https://example.org)"),
    ("a[^1]\n\n[^1]: b ", "\n\n\n\n"),
    ("*a ", "*\ttabs\t\n"),
    ("```\n[]{.armsref spec='x.y'}\n```\n\n", "\n"),
    ("---\ntitle: x\n---\n\n", "\r\nmixed\nends\r\n"),
]


@pytest.mark.parametrize(("before", "after"), AROUND)
def test_nothing_else_of_the_file_changes(
    run: Run, tmp_path: Path, before: str, after: str
) -> None:
    file = tmp_path / "report.md"
    file.write_bytes(f"{before}{span('zolfaghar.range', 'old')}{after}".encode())
    file.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(file)
    assert run("report", "fill", str(link)).exit_code == 0
    wanted = f"{before}{filled('zolfaghar.range', RANGE)}{after}".encode()
    assert file.read_bytes() == wanted
    assert (link.is_symlink(), file.stat().st_mode & 0o777) == (True, 0o640)
    assert run("report", "check", str(link)).exit_code == 0
    stamp = file.stat().st_mtime_ns, file.stat().st_ino
    again = run("report", "fill", str(link))
    assert again.output == "1 report, 1 figure: 0 written: no findings\n"
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == stamp
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link.md", "report.md"]


OWN = f'data="{VERSION}"'
#: A span and what it becomes; the version is noted where the figure changed, or none was.
VERSIONS = [
    (span("zolfaghar.range", RANGE), filled("zolfaghar.range", RANGE)),
    (span("zolfaghar.range", RANGE, ' data="old"'), span("zolfaghar.range", RANGE, ' data="old"')),
    (span("zolfaghar.range", "x", ' data="old"'), filled("zolfaghar.range", RANGE)),
    (span("zolfaghar.range", "x", " data=old  "), f"{filled('zolfaghar.range', RANGE)[:-1]}  }}"),
    (
        "[300–700 km\n(186–435 mi)]{data='old'\n.armsref spec='zolfaghar.range'\n}",
        "[300–700 km\n(186–435 mi)]{data='old'\n.armsref spec='zolfaghar.range'\n}",
    ),
    (
        "[]{\n.armsref spec=zolfaghar.range\n}",
        f"[{RANGE}]{{\n.armsref spec=zolfaghar.range\n{OWN}}}",
    ),
    (
        "> [300\n> km]{.armsref data='old'\n> spec=zolfaghar.range}",
        f"> [{RANGE}]{{.armsref {OWN}\n> spec=zolfaghar.range}}",
    ),
]


@pytest.mark.parametrize(("before", "after"), VERSIONS)
def test_the_version_is_noted_where_the_figure_changed(before: str, after: str) -> None:
    made = fill_report(before, armsref.shipped())
    assert made.text == after
    assert fill_report(after, armsref.shipped()).changes == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]{.armsref}", "AR901"),
        (span("zolfaghar.payload"), "AR902"),
        (span("nobody.range"), "AR902"),
        (span("zolfaghar"), "AR902"),
        (span("zolfaghar.rnage"), "AR902"),
        (span("zolfaghar.range", "", ' unit="kg"'), "AR903"),
        (span("zolfaghar.range", "", ' unit="miles"'), "AR903"),
        (span("zolfaghar.range", "", ' unit="km mi nmi"'), "AR903"),
        (span("zolfaghar.class", "", ' digits="2"'), "AR903"),
    ],
)
def test_all_of_a_report_or_nothing(run: Run, tmp_path: Path, text: str, code: str) -> None:
    bad, good = tmp_path / "bad.md", tmp_path / "good.md"
    bad.write_text(f"{span('zolfaghar.range')}\n\né {text}\n", encoding="utf-8")
    good.write_text(span("zolfaghar.range"), encoding="utf-8")
    before = bad.read_bytes()
    result = run("report", "fill", str(bad), str(good))
    assert result.exit_code == 1
    assert f"{bad}:3:3: {code} error: " in result.output
    assert result.output.endswith("1 report left as it was: 1 finding (1 error)\n")
    assert bad.read_bytes() == before
    assert good.read_text(encoding="utf-8") == filled("zolfaghar.range", RANGE)


def piped(command: str, data: bytes) -> subprocess.CompletedProcess[bytes]:
    words = [sys.executable, "-m", "armsref", "report", command, "-"]
    return subprocess.run(words, input=data, capture_output=True, check=False)


def test_standard_input_is_filled_and_checked() -> None:
    before = f"\ufeffé\r\n{span('zolfaghar.range')}".encode()
    made = piped("fill", before)
    assert made.returncode == 0
    assert made.stdout == f"\ufeffé\r\n{filled('zolfaghar.range', RANGE)}".encode()
    assert made.stderr == b"1 report, 1 figure: 1 written: no findings\n"
    checked = piped("check", made.stdout)
    assert (checked.returncode, checked.stdout) == (0, b"1 report, 1 figure: no findings\n")


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [(b"[]{.armsref}", 1, b"-:1:1: AR901"), (b"\xe9", 2, b"armsref: -: is not UTF-8")],
)
def test_standard_input_with_findings_is_passed_on(data: bytes, code: int, said: bytes) -> None:
    made = piped("fill", data)
    assert (made.returncode, made.stdout) == (code, data if code == 1 else b"")
    assert made.stderr.startswith(said)


TABLES = {
    "simple": "System     Range{0}  Class\n---------- ------{1}  ---\nZolfaghar  {span}  srbm\n",
    "multiline": (
        "-----------------{1}------\nSystem     Range{0}  Class\n---------- ------{1}  ---\n"
        "Zolfaghar  {span}  srbm\n\nb          c\n-----------------{1}------\n"
    ),
    "grid": "+-----{1}+---+\n| {span} | a |\n+-----{1}+---+\n",
}


@pytest.mark.parametrize("text", ["", RANGE])
@pytest.mark.parametrize("table", TABLES)
def test_no_table_laid_out_by_columns_is_touched(
    run: Run, tmp_path: Path, table: str, text: str
) -> None:
    one = span("zolfaghar.range", text)
    wide = len(one) - 4
    made = TABLES[table].format(" " * wide, "-" * wide, span=one)
    file = tmp_path / "a.md"
    file.write_text(f"{span('shahed.payload')}\n\n{made}", encoding="utf-8")
    before = file.read_bytes()
    line = before.decode().split("\n").index(next(x for x in made.split("\n") if one in x)) + 1
    for command in ("fill", "check"):
        result = run("report", command, str(file))
        assert result.exit_code == 1
        assert f"{file}:{line}:" in result.output
        assert "AR901 error: a figure stands in a table laid out by columns" in result.output
    assert file.read_bytes() == before


def test_a_difference_is_shown_and_not_written(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"x {span('zolfaghar.range', 'old')}", encoding="utf-8")
    result = run("report", "fill", "--diff", str(file))
    assert result.output.splitlines() == [
        f"{file}:1:3:",
        f"- {span('zolfaghar.range', 'old')}",
        f"+ {filled('zolfaghar.range', RANGE)}",
        "1 report, 1 figure: 1 would be written: no findings",
    ]
    assert "old" in file.read_text(encoding="utf-8")


BAD_FILES = {
    "missing.md": (None, "cannot be read"),
    "latin.md": (b"\xe9", "is not UTF-8"),
    "binary.md": (b"a\0b", "NUL"),
    "empty.md": (b"\xef\xbb\xbf \n", "is empty"),
    "utf16.md": ("x".encode("utf-16"), "is not UTF-8"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["fill", "check"])
def test_a_file_that_is_no_text_is_one_line(
    run: Run, tmp_path: Path, command: str, name: str
) -> None:
    data, said = BAD_FILES[name]
    good = tmp_path / "good.md"
    good.write_text(span("zolfaghar.range"), encoding="utf-8")
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = run("report", command, str(good), str(tmp_path / name))
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert said in result.error
    assert good.read_text(encoding="utf-8") == span("zolfaghar.range")


# ---------------------------------------------------------------- citations

ALL = "[@thedefensepost-2022-11-02; @telegraphindia-2024-02-22; @tampafp-2024-02]"
SPAN = filled("zolfaghar.range", RANGE)
#: What stands behind a span, and what it becomes.
CITATIONS = [
    ("", f" {ALL}"),
    (".", f" {ALL}."),
    ("(x)", f" {ALL} (x)"),
    ("[x](y)", f" {ALL} [x](y)"),
    (f" {ALL}", f" {ALL}"),
    (f"{ALL}", f"{ALL}"),
    (f"\n{ALL}", f"\n{ALL}"),
    (" [@book]", f" {ALL[:-1]}; @book]"),
    (" [@tampafp-2024-02; see @book, p. 3]", None),
    (" [@iranintl-2024-08-13; @book]", f" {ALL[:-1]}; @book]"),
    (" [see @iranintl-2024-08-13; @book]", f" {ALL[:-1]}; see @iranintl-2024-08-13; @book]"),
    (f" {ALL[:-1]}; -@book]", f" {ALL[:-1]}; -@book]"),
    (" [@book](u)", f" {ALL} [@book](u)"),
]


@pytest.mark.parametrize(("before", "after"), CITATIONS)
def test_citations_are_kept_up_to_date(before: str, after: str | None) -> None:
    made = fill_report(f"{SPAN}{before}", armsref.shipped(), cite=True)
    behind = made.text.removeprefix(SPAN)
    if after is not None:
        assert behind == after
    for key in re.findall(r"@[\w-]+", before + ALL):
        assert key in behind or key == "@iranintl-2024-08-13"
    assert fill_report(made.text, armsref.shipped(), cite=True).changes == ()
    assert check_report(made.text, armsref.shipped(), citations=False).findings == ()


def test_citations_as_of_a_day_are_those_of_that_day() -> None:
    whole = armsref.shipped()
    then = whole.as_of("2023")
    made = fill_report(f"{SPAN} {ALL}", then, cite=True, whole=whole)
    assert made.text.endswith(" [@thedefensepost-2022-11-02]")
    assert fill_report(made.text, whole, cite=True).text.endswith(ALL)


def test_a_document_with_its_notes_by_pandoc_alone(
    run: Run, root: Path, checkout: Path, tmp_path: Path
) -> None:
    file = tmp_path / "sample.md"
    file.write_bytes((checkout / "tests" / "reports" / "sample.md").read_bytes())
    assert run("report", "fill", str(file), "--cite").exit_code == 0
    made = tmp_path / "sample.docx"
    bibliography = root / "datasets" / "articles.csl.json"
    arguments = ["--citeproc", f"--bibliography={bibliography}", "--fail-if-warnings"]
    subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "markdown", file, *arguments, "-o", made], check=True
    )
    document = docx.Document(str(made))
    printed = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for figure in (RANGE, "160–380 nmi", "about 99 lb (45 kg)", "called precise"):
        assert figure in printed
    assert any(cell.startswith("186–435 mi (") for cell in cells)
    spans = figure_spans(file.read_text("utf-8")).spans
    cited = {key for one in spans if one.cited is not None for key in one.cited.keys}
    titles = {item["id"]: item["title"] for item in json.loads(bibliography.read_text("utf-8"))}
    assert len(cited) == 4
    # The style of pandoc writes titles with capitals and curly marks.
    plain = printed.replace("’", "'").casefold()
    assert all(titles[key].replace("’", "'").casefold() in plain for key in cited)


# ---------------------------------------------------------------- in every case

SPECS = [
    "zolfaghar.range",
    "shahed.payload",
    "zolfaghar.class",
    "fath-360.guidance",
    "Shahed.class",
]
MORE = ["", ' unit="km"', ' unit="lb"', ' digits="1"', ' data="old"', ' #x lang="en"', "\n"]
PIECES = st.sampled_from(
    [
        "a",
        "é",
        "*",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "|",
        "$",
        "\\",
        "<",
        "# ",
        "> ",
        "- ",
        "1. ",
        "    ",
    ]
    + [
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\t",
        "[^1]",
        "[^1]: ",
        "[@book]",
        "[@tampafp-2024-02]",
        "{",
        "}",
        "!",
    ]
    + ["```\n", "| a | b |\n|---|---|\n", "<!-- ", " -->", "---\n", "@key ", "\ufeff", "&amp;"]
)
SPANS = st.builds(
    span, st.sampled_from(SPECS), st.sampled_from(["", "x", RANGE]), st.sampled_from(MORE)
)


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES | SPANS, max_size=12).map("".join), st.booleans())
def test_what_is_filled_is_clean_and_stays(text: str, cite: bool) -> None:
    catalog = armsref.shipped()
    made = fill_report(text, catalog, cite=cite)
    if made.findings:
        assert made.text == text
        return
    assert check_report(made.text, catalog, citations=False).findings == ()
    assert fill_report(made.text, catalog, cite=cite).changes == ()
    before, after = figure_spans(text).spans, figure_spans(made.text).spans
    assert [one.spec for one in before] == [one.spec for one in after]
    if not cite:
        assert _without(text, before) == _without(made.text, after)


def _without(text: str, spans: list[Any]) -> list[str]:
    edges = [0, *(edge for one in spans for edge in (one.start, one.end)), len(text)]
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


HOSTILE = [
    "<b>&amp;</b>",
    "x | y",
    "`code` *a* [b](c)",
    "a] {.armsref} [^1]",
    "$5$ \\foo @key",
    "--- ...",
]


@pytest.mark.parametrize("label", HOSTILE)
def test_a_term_with_signs_of_markdown_is_words_alone(tmp_path: Path, label: str) -> None:
    dataset = Dataset(tmp_path)
    catalog = dataset.open()
    table = tmp_path / "datasets" / "specs.csv"
    quoted = '"' + label.replace('"', '""') + '"'
    text = re.sub(
        r"one-way attack drone|drone(?=,unstated)", lambda _: quoted, table.read_text("utf-8")
    )
    table.write_text(text, encoding="utf-8")
    catalog = armsref.Catalog.open(tmp_path)
    assert str(catalog.get("alpha")["class"]) == label
    report = f"| a | b |\n|---|---|\n| {span('alpha.class')} | c |\n"
    made = fill_report(report, catalog)
    assert made.findings == ()
    assert check_report(made.text, catalog).findings == ()
    (one,) = figure_spans(made.text).spans
    assert one.words == label
