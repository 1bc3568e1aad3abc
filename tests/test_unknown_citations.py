"""Citations of works that are nowhere: found by the check, and none gets into a document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from readers import pandoc

import armsref
from armsref.pandoc import pandoc_program
from armsref.reports.blocks import blocks_of
from armsref.reports.check import check_report
from armsref.reports.unknown import citations_in

Run = Callable[..., Any]

#: Texts with @ in them; what pandoc cites there is what is found.
TEXTS = [
    "A [@a; see @b, p. 3] and @c [p. 3], [-@d], (@e), *@f*, '@g', @h's; @{i}, @j.",
    "x@a.org and \\@b, \\\\@c, `@d`, `code`{.x k='@e'}, <!-- @f -->, <b title='@g'>@h</b>",
    "[@a](http://x/@b), https://m.org/@c, <http://x/@d>, ![@e](f.png), [x](y '@g')",
    "$@a$ \\emph{@b} [y]{.z q='@c'} [^@d] @Fig:e @f--g @h/i @_j @1k é@l",
    "> - @a\n\n| @b | [@c] |\n|---|---|\n| @d | `@e` |\n\nA[^1]\n\n[^1]: @f\n\n    @g\n",
    "# @a {#b}\n\n```\n@c\n```\n\n    @d\n\nTerm\n:   @e\n",
    "[x @a]{.armsref spec='zolfaghar.range'} [@b]",
    "A @ B @! a@b @@ [@] @{a b}",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_cited_is_what_pandoc_cites(text: str) -> None:
    found = [key for words in blocks_of(text).words for key, _ in citations_in(words)]
    assert sorted(found) == sorted(_cited(json.loads(pandoc(text, "markdown", "json"))))


def _cited(tree: Any) -> Iterator[str]:
    if isinstance(tree, list):
        for part in tree:
            yield from _cited(part)
    elif isinstance(tree, dict):
        if tree.get("t") == "Cite":
            yield from (one["citationId"] for one in tree["c"][0])
            yield from _cited([one["citationSuffix"] for one in tree["c"][0]])
        else:
            yield from _cited(list(tree.values()))


#: A report, and the keys that are found to be nowhere.
REPORTS = [
    ("The Zolfaghar has a range of 900 km [@nosuch].", ["nosuch"]),
    ("Says @nosuch, and [@tampafp-2024-02; @other].", ["nosuch", "other"]),
    ("A [@armsref; @tampafp-2024-02].", []),
    ('---\nreferences:\n- id: smith\n  title: A\n- {id: "b c", type: book}\n---\n[@smith]', []),
    ("[@smith].\n\n---\nreferences:\n- {type: book, id: smith}\n---\n", []),
    ("---\nbibliography: own.bib\n---\n[@smith; @jones; @nosuch]", ["nosuch"]),
    ("---\nbibliography: [own.json, 'own.ris']\n---\n[@item; @ris; @nosuch]", ["nosuch"]),
    ("---\nbibliography:\n- own.yaml # mine\n---\n[@yaml; @nosuch]", ["nosuch"]),
    ("![A](a.png){#fig-a} See @fig-a and @fig-b.", ["fig-b"]),
]
FILES = {
    "own.bib": "@book{smith, title={A}}\n% @book{nosuch,\n@article {jones , title={B}}\n",
    "own.json": '[{"id": "item", "type": "book"}, {"id": 3}]',
    "own.ris": "TY  - BOOK\nID  - ris\nTI  - A\nER  - \n",
    "own.yaml": "references:\n- id: yaml\n  title: A\n",
    "bad.json": '{"id": "a"}',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("text", "keys"), REPORTS)
def test_citations_of_nothing_are_errors(folder: Path, text: str, keys: list[str]) -> None:
    file = str(folder / "report.md")
    found = check_report(text, armsref.shipped(), file=file).findings
    assert [(one.code, one.message.split()[0]) for one in found] == [
        ("AR911", f"@{key}") for key in keys
    ]
    lines = text.splitlines()
    for key, one in zip(keys, found, strict=True):
        assert lines[(one.line or 0) - 1][(one.column or 0) - 1 :].startswith(f"@{key}")


def test_without_pandoc_keys_are_looked_for_in_the_files(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    assert pandoc_program() is None
    for text, keys in REPORTS:
        found = check_report(text, armsref.shipped(), file=str(folder / "report.md")).findings
        # What a comment of BibTeX holds cannot be told from an entry then.
        wanted = [key for key in keys if "own.bib" not in text]
        assert [one.message.split()[0] for one in found] == [f"@{key}" for key in wanted]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.bib", "there is no file missing.bib"),
        ("https://example.org/a.bib", "is of the web and is not fetched"),
        ("bad.json", "holds no list"),
    ],
)
def test_a_bibliography_that_cannot_be_read_is_said_once(
    run: Run, folder: Path, name: str, said: str
) -> None:
    report = folder / "report.md"
    report.write_text(f"---\nbibliography: {name}\n---\n[@a; @b]\n", encoding="utf-8")
    for command in (("check",), ("render", "-o", str(folder / "out.html"))):
        ran = run("report", command[0], str(report), *command[1:])
        assert ran.exit_code == 1
        assert f"{report}:2:15: AR911 error: " in ran.output
        assert said in ran.output
        assert ran.output.count("AR911") == 1
    assert not (folder / "out.html").exists()


def test_a_key_that_is_nearly_one_is_named(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text("A depot [@tampafp-2024-2].\n", encoding="utf-8")
    ran = run("report", "check", str(report))
    assert (ran.exit_code, "write @tampafp-2024-02" in ran.output) == (1, True)


def test_fill_goes_on_beside_a_citation_of_nothing(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text('A []{.armsref spec="shahed.payload"} [@nosuch].\n', encoding="utf-8")
    assert run("report", "fill", str(report)).exit_code == 0
    assert "[about 45 kg (99 lb)]" in report.read_text(encoding="utf-8")
