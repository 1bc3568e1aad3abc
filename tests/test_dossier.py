"""A dossier holds all that is said of a system, in every form, as other programs read it."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from invented import Dataset, claim
from test_retracted import TRANSFERS as RETRACTED_TRANSFERS

import armsref
from armsref.model.rows import ClaimRow, TransferRow

Run = Callable[..., Any]

HOSTILE = r'Say "<script>alert(1)</script>" & {x} \\input{y} ]]> $1$ 100 % #a _b_ \u202Eabc'
SEEN = 'Say "<script>alert(1)</script>" & {x} \\input{y} ]]> $1$ 100 % #a _b_ abc'
WHY = "withdrawn by the outlet"

SYSTEMS = """
[[system]]
id = "gamma"
level = "family"
names = ["Gamma"]
[[system]]
id = "delta"
level = "system"
names = ["Delta"]
"""

TRANSFERS = """
[[transfer]]
supplier = "Iran"
recipient = "Russia"
[[transfer.statement]]
stage = "supplied"
what = "100 drones"
systems = { alpha = "Alpha" }
attributed_to = "officials"
[[transfer.statement]]
stage = "supplied"
stance = "denied"
attributed_to = "a spokesman"

[[transfer]]
supplier = "Iran"
recipient = "Russia"
[[transfer.statement]]
stage = "supplied"
what = "200 missiles"
[[transfer.statement]]
stage = "delivered"
stance = "denied"
including = { beta = "Beta" }
attributed_to = "the minister"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Alpha is of the Gamma family, its range disputed; Delta only a retracted article tells of."""
    dataset = Dataset(tmp_path_factory.mktemp("dossier"))
    systems = dataset.folder / "seeds" / "systems.toml"
    systems.write_text(systems.read_text(encoding="utf-8") + SYSTEMS, encoding="utf-8")
    dataset.add(
        *("reuters", "2021"),
        claim("300 km", origin="own", attributed_to="Jane Doe"),
        claim("Gamma", "family", cue="such as"),
        claim("satellite-guided", "guidance"),
        claim("precision weapons", "accuracy", "gamma"),
        claim("ballistic missile", "class", "gamma", because="the next sentence says so"),
        TRANSFERS,
    )
    dataset.add(
        *("cnn", "2022"),
        claim("500 km", origin="own"),
        claim("inertial guidance", "guidance", origin="own"),
        claim("500 km", of="alpha beta"),
    )
    retracted = claim("7,777 km", "range", "delta"), claim("8,888 km"), RETRACTED_TRANSFERS
    dataset.add("cnn", "2019", *retracted)
    dataset.add_header("cnn-2019", f'retracted = "{WHY}"')
    for file in dataset.articles.iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('title = "Title"', f'title = "{_quoted(HOSTILE)}"'), "utf-8")
    dataset.open()
    return dataset.folder


def _quoted(text: str) -> str:
    return text.replace('"', '\\"')


@pytest.fixture(scope="module")
def invented(folder: Path) -> armsref.Catalog:
    return armsref.Catalog.open(folder)


# ---------------------------------------------------------------- read by other programs


class Lines(HTMLParser):
    """The text of a page, a line for each of its blocks; the page's own styles are none."""

    BLOCKS = frozenset(["h1", "h2", "h3", "h4", "p", "li", "tr", "section", "ul", "ol", "table"])

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in self.BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] != "style":
            self.lines[-1] += data


def by_pandoc(file: Path, form: str) -> str:
    command = [pypandoc.get_pandoc_path(), f"--from={form}", "--to=plain", "--wrap=none", str(file)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert not done.stderr
    return done.stdout.decode("utf-8")


def html_text(file: Path) -> str:
    parser = Lines()
    parser.feed(file.read_text(encoding="utf-8"))
    return "\n".join(parser.lines)


READERS: dict[str, Callable[[Path], str]] = {
    ".md": lambda file: by_pandoc(file, "markdown-smart"),
    ".html": html_text,
    ".tex": lambda file: by_pandoc(file, "latex"),
    ".txt": lambda file: file.read_text(encoding="utf-8"),
    ".docx": lambda file: by_pandoc(file, "docx"),
}
STRAIGHT = str.maketrans("“”’‘", "\"\"''")


def lines_of(text: str) -> list[str]:
    """Return the lines, quotation marks straight, one space between words."""
    return [" ".join(line.split()) for line in text.translate(STRAIGHT).splitlines()]


def written(run: Run, ending: str, into: Path, *arguments: str) -> list[str]:
    file = into / f"dossier{ending}"
    ran = run("dossier", *arguments, "-o", str(file))
    assert (ran.exit_code, ran.error) == (0, "")
    return lines_of(READERS[ending](file))


# ---------------------------------------------------------------- what must stand in it


def claims_on(system: armsref.System) -> Iterator[ClaimRow]:
    for spec in system.specs.values():
        yield from spec.claims
    yield from system.retracted


def fragments(row: ClaimRow | TransferRow, outlet: str) -> tuple[str, ...]:
    """What the line of a claim or a statement must hold."""
    said = row.quote if isinstance(row, ClaimRow) else row.what
    checked = "words found" if row.evidence == "anchored" else "typed from the page"
    parts = (said and f'"{said}"', row.attributed_to or "nobody named", outlet, checked)
    ids = f"[{row.id}, {row.article}]"
    told = (*parts, ids, row.because, row.retracted and f"RETRACTED: {row.retracted}")
    return tuple(" ".join(part.translate(STRAIGHT).split()) for part in told if part)


def told(lines: Iterable[str], catalog: armsref.Catalog, row: ClaimRow | TransferRow) -> bool:
    wanted = fragments(row, catalog.label("outlets", catalog.article(row.article).outlet))
    return any(all(part in line for part in wanted) for line in lines)


ENTRY = re.compile(r"\[([a-z]+-\d{4}[-\d]*)\]$")


def check(lines: list[str], catalog: armsref.Catalog, system: armsref.System) -> None:
    """Check that all claims, statements and articles stand in a dossier, members' too."""
    systems = [system, *map(catalog.get, system.members)]
    rows: list[ClaimRow | TransferRow] = [row for one in systems for row in claims_on(one)]
    rows += [row for one in systems for row in one.transfers]
    assert [row.id for row in rows if not told(lines, catalog, row)] == []
    names = [row for one in systems for row in catalog.name_rows(one.id)]
    start = next(n for n, line in enumerate(lines) if line.casefold() == "bibliography")
    entries = {found[1]: line for line in lines[start:] if (found := ENTRY.search(line))}
    assert sum(bool(ENTRY.search(line)) for line in lines[start:]) == len(entries)
    assert entries.keys() == {row.article for row in (*rows, *names)}
    for key, entry in entries.items():
        title = catalog.article(key).title.translate(STRAIGHT).replace("\u202e", "")
        assert title in entry
    text = " ".join(lines)
    assert catalog.version in text
    for one in systems:
        for name, spec in one.specs.items():
            assert f"{catalog.label('attributes', name)}: {spec}" in text


@pytest.mark.parametrize("ending", READERS)
def test_all_of_a_real_family_and_its_members_stands_in_it(
    run: Run, tmp_path: Path, ending: str
) -> None:
    lines = written(run, ending, tmp_path, "fateh-110-family")
    check(lines, armsref.shipped(), armsref.get("fateh-110-family"))


@pytest.mark.parametrize("system", [system.id for system in armsref.systems()])
def test_all_of_each_real_system_stands_in_it(run: Run, tmp_path: Path, system: str) -> None:
    lines = written(run, ".txt", tmp_path, system)
    check(lines, armsref.shipped(), armsref.get(system))


@pytest.mark.parametrize("ending", READERS)
def test_all_of_an_invented_one_stands_in_it_unharmed(
    run: Run, tmp_path: Path, folder: Path, invented: armsref.Catalog, ending: str
) -> None:
    lines = written(run, ending, tmp_path, "gamma", "--dataset", str(folder))
    check(lines, invented, invented.get("gamma"))
    assert any(SEEN in line for line in lines)


def test_a_page_asks_for_nothing_and_runs_nothing(run: Run, tmp_path: Path, folder: Path) -> None:
    written(run, ".html", tmp_path, "alpha", "--dataset", str(folder))
    parser = Lines()
    parser.feed((tmp_path / "dossier.html").read_text(encoding="utf-8"))
    tags = {tag for tag, _ in parser.tags}
    assert tags & {"script", "img", "link", "iframe", "object", "base"} == set()
    assert not any(name.startswith("on") or name == "src" for _, a in parser.tags for name in a)
    ids = [a["id"] for _, a in parser.tags if "id" in a]
    targets = {(a["href"] or "")[1:] for _, a in parser.tags if (a.get("href") or "")[:1] == "#"}
    assert len(ids) == len(set(ids))
    assert targets == set(ids)


# ---------------------------------------------------------------- how it stands there


@pytest.fixture
def alpha(run: Run, folder: Path) -> list[str]:
    ran = run("dossier", "alpha", "--format", "text", "--dataset", str(folder))
    assert ran.exit_code == 0, ran.error
    return lines_of(ran.output)


def between(lines: list[str], first: str, then: str) -> list[str]:
    start = lines.index(first) + 1
    return [line for line in lines[start : lines.index(then, start)] if line]


def test_a_dispute_has_its_sides_each_with_its_claims(alpha: list[str]) -> None:
    part = between(alpha, "range: 500 km (311 mi) (disputed)", "guidance: inertial, satellite")
    assert part[0].startswith("disputed: 2 articles, 2 established origins (CNN, Reuters)")
    assert part[0].endswith("2 sides, the preferred first:")
    sides = [line for line in part[1:] if not line.startswith("- ")]
    assert [side.split(" — ")[0] for side in sides] == ["500 km (311 mi)", "300 km (186 mi)"]
    second = part.index(sides[1])
    assert all('- "500 km"' in line for line in part[2:second])
    assert [line[:10] for line in part[second + 1 :]] == ['- "300 km"']


def test_the_table_has_a_note_for_each_side_and_term(run: Run, folder: Path) -> None:
    ran = run("dossier", "alpha", "--format", "markdown", "--dataset", str(folder))
    rows = {line.split("|")[1].strip(): line for line in ran.output.splitlines() if "|" in line}
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", ran.output, re.MULTILINE))
    for attribute, pattern, quotes in (
        ("range", r"\*\*disputed:\*\* 500 km \(311 mi\)(.*); 300 km \(186 mi\)(.*)$", "500 300"),
        ("guidance", r"inertial(.*), satellite(.*)$", "inertial satellite-guided"),
        ("accuracy", r"called precise \(stated of the Gamma\)(.*)$", "precision"),
    ):
        cell = rows[attribute].split("|")[2].strip()
        found = re.fullmatch(pattern, cell)
        assert found, cell
        cited = [notes[mark.removeprefix("[^").removesuffix("]")] for mark in found.groups()]
        for note, quote in zip(cited, quotes.split(), strict=True):
            assert note.removeprefix("\\").startswith(f'"{quote}'), note


def test_several_terms_are_no_dispute(alpha: list[str]) -> None:
    part = between(
        alpha,
        "guidance: inertial, satellite",
        "accuracy: called precise (stated of the Gamma)",
    )
    assert not any("disputed" in line for line in part)


def test_what_is_of_the_family_says_so(alpha: list[str]) -> None:
    assert "Stated of the Gamma, and of Alpha itself in no article: accuracy." in alpha
    row = next(line for line in alpha if line.startswith("accuracy "))
    assert "(stated of the Gamma)" in row


def test_typed_words_are_marked_beside_the_figure(alpha: list[str]) -> None:
    at = next(n for n, line in enumerate(alpha) if line.startswith("range "))
    row = "".join(alpha[at : at + 3]).replace(" ", "")  # a wide cell is wrapped
    assert "typedfromthepage,notmachine-checked" in row


def test_a_denial_stands_beside_what_it_denies(run: Run, folder: Path, alpha: list[str]) -> None:
    said = between(
        alpha,
        "Iran → Russia — Reuters, 2021",
        "Transfers in retracted articles, which count for nothing",
    )
    assert [line.split(" — ")[0] for line in said] == [
        '- delivered "100 drones" (Alpha)',
        "- DENIES: delivered",
    ]
    # Beta is named by a denial alone: what it denies is told with it.
    lines = lines_of(run("dossier", "beta", "--format", "text", "--dataset", str(folder)).output)
    said = between(lines, "Iran → Russia — Reuters, 2021", "How to read this")
    assert [line.split(" — ")[0] for line in said] == [
        '- delivered "200 missiles"',
        "- DENIES: delivered including Beta",
    ]


def test_statements_are_never_summed(run: Run, folder: Path) -> None:
    text = run("dossier", "gamma", "--format", "text", "--dataset", str(folder)).output
    assert "their figures are not to be added up" in text
    assert "300 drones" not in text
    assert "300 missiles" not in text


def test_what_was_retracted_stands_apart_and_does_not_count(alpha: list[str]) -> None:
    start = alpha.index("Claims of retracted articles, which count for nothing")
    (at,) = [n for n, line in enumerate(alpha) if "8,888 km" in line]
    assert at > start
    assert f"RETRACTED: {WHY}" in alpha[at]
    rests = "It rests on 3 articles, with 2 established origins (CNN, Reuters)"
    assert f"{rests}; 1 further article was retracted." in alpha
    flows = alpha.index("Transfers in retracted articles, which count for nothing")
    assert all(
        n > flows for n, line in enumerate(alpha) if "777 drones" in line or "888 drones" in line
    )


def test_where_nothing_is_stated_that_is_said(run: Run, folder: Path) -> None:
    ran = run("dossier", "delta", "--format", "text", "--dataset", str(folder))
    lines = lines_of(ran.output)
    (line,) = [line for line in lines if line.startswith("Not stated in any article: class, ")]
    assert line.endswith("Stated by retracted articles alone: range.")
    assert "Claims" not in lines
    assert (
        "It rests on 0 articles, with 0 established origins; 1 further article was retracted."
        in lines
    )


def test_a_familys_members_follow_it_and_each_statement_stands_once(run: Run, folder: Path) -> None:
    lines = lines_of(run("dossier", "gamma", "--format", "text", "--dataset", str(folder)).output)
    assert lines.index("Gamma") < lines.index("Alpha") < lines.index("Reported transfers")
    assert "The claims stand above, under Gamma." in lines
    ids = re.findall(r"\[(t[0-9a-f]{12}), ", "\n".join(lines))
    assert len(ids) == len(set(ids)) == 4


def test_as_of_a_date_it_knows_no_more(run: Run) -> None:
    text = run("dossier", "zolfaghar", "--as-of", "2023").output
    assert f"{armsref.shipped().version} as of 2023-12-31" in text
    assert "thedefensepost-2022-11-02" in text
    assert "telegraphindia" not in text


@pytest.mark.parametrize(
    ("style", "in_text", "notes"),
    [
        ("ieee", r"300–700 km \(186–435 mi\) \[\d\]", 0),
        ("chicago-notes-bibliography", r"300–700 km \(186–435 mi\)\[\d\]", 7),
    ],
)
def test_it_is_in_the_style_asked_for(run: Run, style: str, in_text: str, notes: int) -> None:
    ran = run("dossier", "zolfaghar", "--format", "text", "--style", style)
    assert ran.exit_code == 0, ran.error
    assert re.search(in_text, ran.output)
    bibliography = ran.output[ran.output.index("\nBibliography\n") :]
    assert len(re.findall(r"^\[\d+\] ", bibliography, re.MULTILINE)) == notes
    assert (
        bibliography.count("Iran provides Russia".title() if notes else "Iran provides Russia") >= 1
    )


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("ending", READERS)
def test_the_same_data_give_the_same_bytes(run: Run, tmp_path: Path, ending: str) -> None:
    files = [tmp_path / f"{name}{ending}" for name in ("one", "two")]
    for file in files:
        assert run("dossier", "shahed", "-o", str(file)).exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_standard_output_is_the_file(run: Run, tmp_path: Path) -> None:
    for ending, form in (
        (".md", "markdown"),
        (".html", "html"),
        (".tex", "latex"),
        (".txt", "text"),
    ):
        file = tmp_path / f"x{ending}"
        done = run("dossier", "shahed", "-o", str(file)).output
        assert done.startswith(f"{file}: 2 claims, ")
        assert run("dossier", "shahed", "--format", form).output == file.read_text(encoding="utf-8")


WRONG = [
    (["zolfagar"], "no system is named 'zolfagar'; did you mean Zolfaghar?"),
    (["zolfaghar", "-o", "{}/x.rtf"], "its ending says no form; use one of .md, .html"),
    (["zolfaghar", "-o", "{}/x"], "its ending says no form"),
    (["zolfaghar", "-o", "{}/none/x.md"], "there is no folder"),
    (["zolfaghar", "-o", "{}/x.md", "--format", "html"], "--format is of standard output"),
    (["zolfaghar", "--style", "no-such-style"], "no-such-style"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_what_is_wrong_is_one_line_and_nothing_is_written(
    run: Run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    ran = run("dossier", *(word.format(tmp_path) for word in arguments))
    assert (ran.exit_code, ran.output, ran.error.count("\n")) == (2, "", 1)
    assert said in ran.error
    assert list(tmp_path.iterdir()) == []


def test_without_pandoc_it_says_how_to_get_it_and_leaves_the_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.docx"
    file.write_text("as it was", encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    ran = run("dossier", "zolfaghar", "-o", str(file))
    assert (ran.exit_code, ran.output, ran.error.count("\n")) == (2, "", 1)
    assert "pip install 'armsref[pandoc]'" in ran.error
    assert file.read_text(encoding="utf-8") == "as it was"


def test_a_pdf_needs_what_makes_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = run("dossier", "zolfaghar", "-o", str(tmp_path / "x.pdf"))
    assert (ran.exit_code, ran.output, ran.error.count("\n")) == (2, "", 1)
    assert "a PDF needs one of typst" in ran.error
    assert list(tmp_path.iterdir()) == []


#: A program that makes a PDF: its file holds its name and what it was given, and it has no font
#: for letters that are not Latin.
ENGINE = """#!{python}
import pathlib, re, sys
name = pathlib.Path(sys.argv[0]).name
if name == "xelatex":
    source = pathlib.Path(sys.argv[-1])
    made = source.with_suffix(".pdf")
    lacked = sorted(set(re.findall("[\\u0400-\\u04ff]", source.read_text("utf-8"))))
    said = "".join(f"Missing character: There is no {{letter}} in font x!\\n" for letter in lacked)
    made.with_suffix(".log").write_text(said, "utf-8")
    given = source.read_text("utf-8")
else:
    made, given = pathlib.Path(sys.argv[-1]), "nothing"
made.write_text(f"{{name}}\\n{{given}}", "utf-8")
"""


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    place = tmp_path / "bin"
    place.mkdir()
    monkeypatch.setenv("PATH", str(place))

    def install(name: str) -> None:
        (place / name).write_text(ENGINE.format(python=sys.executable), encoding="utf-8")
        (place / name).chmod(0o755)

    return install


@pytest.fixture(scope="module")
def cyrillic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dataset = Dataset(tmp_path_factory.mktemp("cyrillic"))
    dataset.add("reuters", "2021", claim("300 km", attributed_to="Иван"))
    dataset.open()
    return dataset.folder


def test_a_pdf_says_which_letters_it_lacks(
    run: Run, tmp_path: Path, cyrillic: Path, engines: Callable[[str], None]
) -> None:
    engines("xelatex")
    file = tmp_path / "x.pdf"
    ran = run("dossier", "alpha", "-o", str(file), "--dataset", str(cyrillic))
    *warnings, remedy = ran.error.splitlines()
    letters = re.findall("There is no (.)", "".join(warnings))
    assert (ran.exit_code, sorted(letters)) == (0, sorted("Иван"))
    assert all(line.startswith("armsref: pandoc: Missing character") for line in warnings)
    assert remedy.startswith(f"armsref: {file}: lacks these letters; write .docx, or install typst")


def test_a_pdf_of_other_letters_is_made_by_what_has_them(
    run: Run, tmp_path: Path, cyrillic: Path, engines: Callable[[str], None]
) -> None:
    for name in ("xelatex", "weasyprint"):
        engines(name)
    for arguments, engine in (
        (("alpha", "--dataset", str(cyrillic)), "weasyprint"),
        (("zolfaghar",), "xelatex"),
    ):
        ran = run("dossier", *arguments, "-o", str(tmp_path / "x.pdf"))
        assert (ran.exit_code, ran.error) == (0, "")
        made = (tmp_path / "x.pdf").read_text(encoding="utf-8")
        assert made.startswith(f"{engine}\n")
    assert "``road-mobile''" in made.replace("\n", " ")
    assert '"' not in made[made.index("\\begin{document}") :]


@pytest.mark.parametrize("ending", [".docx", ".odt"])
def test_a_word_processors_file_has_its_title(run: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"x{ending}"
    assert run("dossier", "zolfaghar", "-o", str(file)).exit_code == 0
    with zipfile.ZipFile(file) as parts:
        about = parts.read("docProps/core.xml" if ending == ".docx" else "meta.xml").decode()
    assert "<dc:title>Zolfaghar</dc:title>" in about
    assert by_pandoc(file, ending[1:]).count("Zolfaghar\n") <= 1
