"""Names and figures in prose: which system and attribute a figure is of, and its verdict."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Dataset, claim

import armsref
from armsref.pandoc import pandoc_program
from armsref.prose.checked import Checked
from armsref.prose.markdown import markdown_prose

Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(__file__).with_name("sentences")
#: Codes that say more than the verdict.
MORE = ("AR708", "AR709")


def labelled(name: str) -> list[tuple[str, str]]:
    """Return sentence and label of each line of a file."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(sentence, " ".join(sorted(label.split()))) for label, sentence in pairs]


def label_of(checked: Checked) -> str:
    """Write what was found as the labels do."""
    found = []
    for figure in checked.figures:
        own = [
            f.code
            for f in checked.findings
            if f.code in MORE
            and (f.line, f.column) == (figure.line, figure.column)
            and f.field == f"{figure.system}.{figure.attribute}"
        ]
        more = "".join(f"+{code}" for code in own)
        found.append(f"{figure.system}.{figure.attribute}={figure.verdict.kind}{more}")
    signs = {"AR710": "?", "AR702": "!"}
    found += [signs[f.code] for f in checked.findings if f.code in signs]
    found += [f"~{f.value}".replace(" ", "_") for f in checked.findings if f.code == "AR701"]
    return " ".join(sorted(found)) or "-"


@pytest.mark.parametrize(("sentence", "label"), labelled("shipped"))
def test_a_sentence_on_the_shipped_systems(sentence: str, label: str) -> None:
    assert label_of(armsref.check(sentence)) == label


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> armsref.Catalog:
    dataset = Dataset(tmp_path_factory.mktemp("invented"))
    dataset.add(
        "reuters",
        "2021",
        claim("up to 2,500 km", origin="own"),
        claim("around 45 kg", "payload", cue="payload"),
        claim("at least 300 km/h", "speed", cue="speed"),
        claim("3.5 m", "length", cue="long"),
        claim("less than 2 m", "wingspan", cue="wingspan"),
        claim("up to an estimated 40 kg", "warhead", cue="warhead"),
        claim("300 km", of="beta", origin="own"),
        claim("24 hours", "endurance", "beta", cue="endurance"),
        claim("hundreds of metres", "ceiling", "beta", cue="altitude"),
    )
    dataset.add(
        "cnn",
        "2022",
        claim("700 km", of="beta", origin="own"),
        claim("about 24 hours", "endurance", "beta", cue="endurance"),
    )
    return dataset.open()


@pytest.mark.parametrize(("sentence", "label"), labelled("invented"))
def test_a_sentence_on_an_invented_system(
    sentence: str, label: str, invented: armsref.Catalog
) -> None:
    assert label_of(armsref.check(sentence, catalog=invented)) == label


@pytest.mark.parametrize(
    ("sentence", "label"), [p for n in ("fresh", "second", "third", "fourth") for p in labelled(n)]
)
def test_a_sentence_of_a_newspaper(sentence: str, label: str) -> None:
    assert label_of(armsref.check(sentence)) == label


# ---------------------------------------------------------------- places and Markdown

REPORT = """\
---
title: Zolfaghar, range 900 km
---

The Zolfaghar
=============

Range: up to **700 km**, `900 km`: see [there](https://example.org/900 "900 km").
<!-- The Zolfaghar has a range of 900 km. -->
The missile
has a range of
800 km[^1].

> - The Shahed carries [45 kg]{.armsref spec="shahed.payload"} of explosives.

| The Shahed has a payload of 45&nbsp;kg | 12 missiles |
|:--|--:|
| É | The Zolfaghar has a range of *700* km |

```
The Zolfaghar has a range of 900 km.
```

    The Zolfaghar has a range of 900 km.

[^1]: The Zolfaghar has a range of 750 km [@key-900, p. 3]."""

#: Line and column of each figure, its words, the codes of its findings.
IN_REPORT = [
    (8, 8, "up to 700 km", []),
    (12, 1, "800 km", ["AR703"]),
    (14, 25, "45 kg", ["AR709"]),
    (16, 31, "45 kg", ["AR709"]),
    (18, 37, "700 km", ["AR708"]),
    (26, 36, "750 km", ["AR703"]),
]


def shown(checked: Checked) -> list[tuple[int, int, str, list[str]]]:
    return [
        (
            *(f.line, f.column, f.words),
            [x.code for x in checked.findings if (x.line, x.column) == (f.line, f.column)],
        )
        for f in checked.figures
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_in_markdown_are_those_of_the_file(end: str) -> None:
    text = REPORT.replace("\n", end)
    checked = armsref.check(text, markdown=True)
    assert shown(checked) == IN_REPORT
    assert checked.unattributed == 0
    for figure in checked.figures:
        line = text.split(end)[figure.line - 1]
        assert line[figure.column - 1 :].startswith(figure.words[:2])


TABLE = """\
| System | Range | Payload (kg) | Note |
|:--|--:|--|--|
| **Zolfaghar** missile | 750 km | – | 12 km away |
| Shahed | ~~50~~ | 45 | |
| Zolfaghar | **300–700 km** (186–435 mi) | see 3 | |
| Zolfaghar | 700 km (1,000 mi) | | |
| Zolfaghar | 700 | | |
| Emad | 1,700 km | | |
| Fateh-110 and Zolfaghar | 700 km | | |
"""


def test_a_cell_of_a_table_is_judged_by_its_row_and_column() -> None:
    checked = armsref.check(TABLE, markdown=True)
    assert shown(checked) == [
        (3, 27, "750 km", ["AR703"]),
        (4, 21, "45 kg", ["AR709"]),
        (5, 17, "300–700 km (186–435 mi)", []),
    ]
    rest = [(f.line, f.code) for f in checked.findings if f.code in ("AR702", "AR710")]
    assert rest == [(3, "AR710"), (6, "AR702"), *((line, "AR710") for line in (7, 8, 9))]


#: Markdown, and its prose.
MARKDOWN = [
    ("a `b` c", "a c"),
    ("a ``b ` c`` d", "a d"),
    ("a ` b", "a ` b"),
    ("a \\` b ` c", "a ` b ` c"),
    ("*a* __b__ ~~c~~ d_e 2 * 3 ~~f", "a b d_e 2 * 3 f"),
    ("[a](b (c) d) [e][f] [g] ![h](i)", "a e [g] h"),
    ("[a [b](c) d](e)", "a b d"),
    ("[a](b", "[a](b"),
    ("<https://a.b> http://a.b/900 <b>x</b>", "x"),
    ("x <!-- y --> z", "x z"),
    ("<div>\nx\n</div>", ""),
    ("a &amp; b &nope; &#8211;", "a & b &nope; –"),
    ("a&#10;b &#7;", "a b"),
    ("# A {#b}\n\nc", "A c"),
    ("- a\n  b\n\n  1. c", "a b c"),
    ("a\n\n[b]: http://c", "a"),
    ("+++\na = 900\n+++\nb", "b"),
    ("---\n", ""),
    ("|a|b|\n|-|-|\n|c\\|d|`e`|", "a b c |d"),
    ("~~~\na\n", ""),
    ("a\x00b", "a\x00b"),
]


@pytest.mark.parametrize(("text", "words"), MARKDOWN)
def test_what_is_prose_in_markdown(text: str, words: str) -> None:
    assert " ".join(markdown_prose(text).text.split()) == words


@given(st.text(alphabet="a7 km.\n\r`*_[](){}<>!#-|\\&;~>\t\x00é@^:/=+", max_size=200))
def test_prose_stands_where_it_stood(text: str) -> None:
    prose = markdown_prose(text)
    assert len(prose.text) == len(text)
    assert prose.text.count("\n") <= len(text.splitlines()) + text.count("|")
    assert all(0 <= end < len(text) for end in prose.ends)


@settings(deadline=None)
@given(st.lists(st.sampled_from(REPORT.split(" ")), max_size=60), st.booleans())
def test_no_text_breaks_it(words: list[str], markdown: bool) -> None:
    text = " ".join(words)
    checked = armsref.check(text, markdown=markdown)
    for figure in checked.figures:
        assert text[figure.start : figure.end].strip() == text[figure.start : figure.end]


def test_a_wrapped_line_of_a_plain_text_goes_on() -> None:
    text = (
        "Iran showed a missile on Tuesday, and officials said that the\n"
        "Zolfaghar has a range of\n700 km.\n\nThe next paragraph.\n"
    )
    assert shown(armsref.check(text)) == [(3, 1, "700 km", ["AR708"])]


# ---------------------------------------------------------------- other languages

LANGUAGES = [
    ("de", "Die Zolfaghar hat eine Reichweite von bis zu 700 km.", "zolfaghar.range=printed"),
    ("de", "Die Zolfaghar hat eine Reichweite von 900 km.", "zolfaghar.range=outside"),
    ("fr", "Le Zolfaghar a une portée de 700 km.", "zolfaghar.range=printed+AR708"),
    ("de", "Die Zolfaghar und die Fath-360: 700 km Reichweite.", "?"),
]


@pytest.mark.parametrize(("language", "sentence", "label"), LANGUAGES)
def test_a_sentence_in_another_language(language: str, sentence: str, label: str) -> None:
    assert label_of(armsref.check(sentence, language=language)) == label


def test_a_language_that_is_not_covered_is_an_error(run: Run) -> None:
    ran = run("check", "--language", "xx", "Zolfaghar")
    assert ran.exit_code == 2
    assert "'xx' is not covered" in ran.error


# ---------------------------------------------------------------- the command


def test_the_command_shows_figures_claims_and_findings(run: Run) -> None:
    ran = run("check", "The Zolfaghar has a range of 900 km, as of 12 km.")
    first, *claims, outside, note, summary = ran.output.splitlines()
    assert first == '-:1:30: "900 km", range of the Zolfaghar: printed by nobody'
    assert len(claims) == 3
    assert claims[0].split(", ") == [
        '    "between 300 and 700 km"',
        "experts",
        "The Telegraph (India) (reporting by Reuters)",
        "22 February 2024",
        "c8872d0c6de0d",
    ]
    assert outside.startswith("-:1:30: AR703 error: '900 km': nobody printed it")
    assert note.startswith("-:1:44: AR710 note: figure not attributed: '12 km'")
    assert summary == ("1 text, 1 figure judged, 1 not attributed: 2 findings (1 error, 1 note)")
    assert ran.exit_code == 1
    assert run("check", "--quiet", "The Zolfaghar has a range of up to 700 km.").output == (
        "1 text, 1 figure judged, 0 not attributed: no findings\n"
    )


#: A sentence, the exit code, that with --strict.
EXITS = [
    ("The Zolfaghar has a range of up to 700 km.", 0, 0),
    ("The Zolfaghar has a range of 700 km.", 1, 1),
    ("The Shahed carries 45 kg.", 1, 1),
    ("The Zolfaghar has a range of 900 km.", 1, 1),
    ("The Zolfaghar has a range of 9,000 km.", 1, 1),
    ("The Zolfaghar has a range of 300 or 700 km.", 1, 1),
    ("The Zolfagar was shown.", 1, 1),
    ("The Zolfaghar has a range of 500 km.", 0, 1),
    ("The Fath-360 has a range of 120 km.", 0, 1),
    ("The missile has a range of 120 km.", 0, 0),
    ("Nothing at all.", 0, 0),
]


@pytest.mark.parametrize(("sentence", "code", "strict"), EXITS)
def test_the_exit_code(sentence: str, code: int, strict: int, run: Run) -> None:
    assert run("check", sentence).exit_code == code
    assert run("check", sentence, "--strict").exit_code == strict


def test_json_is_the_findings(run: Run) -> None:
    ran = run("check", "--json", "The Zolfaghar has a range of 900 km.")
    (finding,) = json.loads(ran.output)
    assert (finding["code"], finding["field"], finding["value"]) == (
        "AR703",
        "zolfaghar.range",
        "900 km",
    )


def test_files_are_told_from_sentences(tmp_path: Path, run: Run) -> None:
    markdown, plain = tmp_path / "a report.md", tmp_path / "plain"
    markdown.write_text("\ufeff`900 km`\n\nThe *Zolfaghar* has a range of 900 km", "utf-8")
    plain.write_text("The Zolfaghar has a range of\n900 km", "utf-8")
    ran = run("check", "--quiet", str(markdown), str(plain), "The Shahed carries 45 kg.")
    places = [line.split(": ")[0] for line in ran.output.splitlines()]
    paths = [
        os.path.relpath(file) if Path.cwd() in file.parents else file for file in (markdown, plain)
    ]
    assert sorted(places[:3]) == sorted([f"{paths[0]}:3:32", f"{paths[1]}:2:1", "-:1:20"])
    assert run("check", "Zolfaghar").exit_code == 0


def test_standard_input() -> None:
    command = [sys.executable, "-m", "armsref", "check", "--markdown", "-"]
    text = b"The Zolfaghar has a range of `800 km` 900 km"
    ran = subprocess.run(command, input=text, capture_output=True, check=False, cwd=ROOT)
    assert ran.returncode == 1
    assert b"-:1:39: AR703" in ran.stdout


def _utf16(folder: Path) -> str:
    (folder / "x.txt").write_text("Zolfaghar", "utf-16")
    return str(folder / "x.txt")


def _latin(folder: Path) -> str:
    (folder / "x.md").write_bytes(b"caf\xe9")
    return str(folder / "x.md")


def _bytes(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


def _pipe(folder: Path) -> str:
    os.mkfifo(folder / "pipe")
    return str(folder / "pipe")


def _link(folder: Path) -> str:
    (folder / "link").symlink_to(folder / "nowhere")
    return str(folder / "link")


#: What is named, and the words of the error.
BAD: dict[str, tuple[Callable[[Path], str], str]] = {
    "UTF-16": (_utf16, "is UTF-16; save it as UTF-8"),
    "Latin-1": (_latin, "is not UTF-8: unexpected end of data at byte 3"),
    "empty": (lambda f: _bytes(f, "x.md", b""), "is empty"),
    "mark alone": (lambda f: _bytes(f, "x.md", b"\xef\xbb\xbf\n"), "is empty"),
    "NUL": (lambda f: _bytes(f, "x.txt", b"a\0b"), "holds NUL bytes"),
    "directory": (str, "is a directory"),
    "missing": (lambda f: str(f / "no.md"), "no such file"),
    "missing word": (lambda _: "report.docx", "no such file"),
    "pipe": (_pipe, "is no regular file"),
    "broken link": (_link, "points to no file"),
    "nothing": (lambda _: " ", "the sentence: is empty"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line(case: str, tmp_path: Path, run: Run) -> None:
    make, words = BAD[case]
    ran = run("check", make(tmp_path))
    assert (ran.exit_code, ran.output) == (2, "")
    assert words in ran.error
    assert ran.error.count("\n") == 1


def test_words_without_quotation_marks_are_no_files(run: Run) -> None:
    ran = run("check", "The", "Zolfaghar")
    assert ran.exit_code == 2
    assert "a sentence stands in quotation marks" in ran.error


def test_a_word_processors_file_without_pandoc_says_how_to_get_it(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    ran = run("check", _bytes(tmp_path, "x.docx", b"PK"))
    assert ran.exit_code == 2
    assert "pip install 'armsref[pandoc]'" in ran.error


def test_a_word_processors_file(tmp_path: Path, run: Run) -> None:
    pandoc = pandoc_program()
    assert pandoc is not None  # the extra test brings it
    file = tmp_path / "report.docx"
    text = b"# Report\n\nThe **Zolfaghar** has a range of 900 km.\n"
    subprocess.run([pandoc, "-o", str(file)], input=text, check=True)
    ran = run("check", str(file))
    assert ran.exit_code == 1
    assert f"{file}:3:30: AR703" in ran.output
    file.write_bytes(b"no docx")
    broken = run("check", str(file))
    assert broken.exit_code == 2
    assert "pandoc cannot read it" in broken.error
    assert broken.error.count("\n") == 1


def test_a_catalogue_of_ones_own(invented: armsref.Catalog) -> None:
    assert label_of(armsref.check("The Alpha has a range of 2,500 km.")) == "?"
    checked = armsref.check("The Beta has a range of 300 km.", catalog=invented)
    (figure,), (finding,) = checked.figures, checked.findings
    assert [c.article for c in figure.verdict.against] == ["cnn-2022"]
    assert finding.code == "AR706"


def test_as_of_a_date_only_earlier_articles_count(run: Run) -> None:
    sentence = "The Shahed has a payload of around 45 kg."
    assert "'Shahed' is no name" in run("check", "--as-of", "2023", sentence).output
    assert ": printed" in run("check", sentence).output
