"""Figures in Jinja2 templates: their notes are counted in each rendering by itself."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from invented import Dataset, claim
from jinja2 import DictLoader, Environment

import armsref
from armsref.errors import ArmsrefError

Run = Callable[..., Any]

EXTENSION = "armsref.reports.jinja.Armsref"
RANGE, PAYLOAD = '{{ spec("zolfaghar.range") }}', '{{ spec("shahed.payload") }}'


def environment(templates: dict[str, str] | None = None, **options: Any) -> Any:
    return Environment(extensions=[EXTENSION], loader=DictLoader(templates or {}), **options)  # noqa: S701


def rendered(source: str, **options: Any) -> str:
    return str(environment(**options).from_string(source).render())


@pytest.fixture
def disputed(tmp_path: Path) -> armsref.Catalog:
    dataset = Dataset(tmp_path)
    dataset.add("reuters", "2021", claim("1,300 km", origin="own"))
    dataset.add("cnn", "2022", claim("1,350 km", origin="own"))
    return dataset.open()


def test_the_words_of_a_note_are_those_of_cite(run: Run) -> None:
    lines = rendered(f"{RANGE} {PAYLOAD}\n{{{{ notes() }}}}").splitlines()
    assert lines[0] == "300–700 km (186–435 mi)[1] about 45 kg (99 lb)[2]"
    cited = run("cite", "zolfaghar.range", "shahed.payload").output.splitlines()
    assert lines[1:] == [f"[{number}] {line}" for number, line in enumerate(cited, 1)]


def test_figures_of_the_same_claims_share_a_note() -> None:
    for digits in ("2", '"2"'):  # as spans write them, too
        text = rendered(f'{{{{ spec("zolfaghar.range", unit="nmi", digits={digits}) }}}}, {RANGE}')
        assert text == "160–380 nmi[1], 300–700 km (186–435 mi)[1]"


#: The name of a template, and what marks a first and a second figure in it.
NAMES = [
    ("page.html", '<sup id="armsref-mark-1-1"><a href="#armsref-note-1">1</a></sup>', "mark-1-2"),
    ("report.md.j2", "[^armsref-1]", "[^armsref-1]"),
    ("report.tex", r"\footnote{\label{armsref-note-1}``between 300", r"\ref{armsref-note-1}"),
    ("mail.txt", "[1]", "[1]"),
    ("nothing", "[1]", "[1]"),
]


@pytest.mark.parametrize(("name", "first", "second"), NAMES)
def test_the_form_is_what_the_name_says(name: str, first: str, second: str) -> None:
    text = environment({name: f"{RANGE} | {RANGE}"}).get_template(name).render()
    one, other = text.split(" | ")
    assert first in one
    assert second in other


def test_the_form_can_be_asked_for() -> None:
    assert rendered('{{ spec("zolfaghar.range", form="markdown") }}').endswith("[^armsref-1]")
    chosen = environment({"a.html": RANGE})
    chosen.armsref_form = "text"
    assert chosen.get_template("a.html").render().endswith("[1]")


def test_notes_in_html_lead_there_and_back() -> None:
    page = rendered(f"{RANGE} {PAYLOAD} {RANGE} {{{{ notes() }}}}", autoescape=True)
    targets = re.findall(r'href="#([^"]+)"', page)
    assert sorted(set(targets)) == sorted(re.findall(r' id="([^"]+)"', page))
    assert page.count("<li") == 2


def test_what_is_escaped_is_escaped_once() -> None:
    page = rendered('{{ spec("zolfaghar.range") }} {{ "<b>" }} {{ notes() }}', autoescape=True)
    assert "&lt;b&gt;" in page
    assert "<sup " in page
    assert "&amp;quot;" not in page
    text = rendered('{{ spec("zolfaghar.range", form="text") ~ notes(form="text") }}')
    assert '"between 300 and 700 km"' in text


#: Templates of several parts, the first of which is rendered; each counts to two.
PARTS = [
    {"a": f"{RANGE} {{% include 'b' %}} {{{{ notes() }}}}", "b": PAYLOAD},
    {
        "a": "{% import 'b' as b %}{{ b.m() }} " + PAYLOAD + "{{ notes() }}",
        "b": "{% macro m() %}" + RANGE + "{% endmacro %}",
    },
    {
        "a": "{% from 'b' import m with context %}{{ m() }} " + PAYLOAD + "{{ notes() }}",
        "b": "{% macro m() %}" + RANGE + "{% endmacro %}",
    },
    {
        "a": "{% extends 'b' %}{% block one %}" + RANGE + "{% endblock %}",
        "b": "{% block one %}{% endblock %}{% block two %}"
        + PAYLOAD
        + "{% endblock %}{{ notes() }}",
    },
    {
        "a": "{% for i in [1, 2] %}{% set x = i %}"
        + RANGE
        + "{% endfor %}"
        + PAYLOAD
        + "{{ notes() }}"
    },
    {"a": "{% set kept %}" + RANGE + "{% endset %}{{ kept }}" + PAYLOAD + "{{ notes() }}"},
]


@pytest.mark.parametrize("parts", PARTS)
def test_a_rendering_counts_by_itself_whatever_it_is_made_of(parts: dict[str, str]) -> None:
    template = environment(parts).get_template("a")
    first = template.render()
    assert "[1]" in first
    assert '[2] "around 45 kilograms"' in first
    assert "[3]" not in first
    assert template.render() == first
    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(template.render) for _ in range(40)]
        assert {future.result() for future in futures} == {first}


def test_settings_of_an_overlay_and_an_extension_added_twice() -> None:
    twice = environment()
    twice.add_extension(EXTENSION)
    assert twice.overlay(autoescape=True).from_string(RANGE).render().endswith("</sup>")


def test_a_style_that_cites_in_the_text() -> None:
    own = environment()
    own.armsref_style = "ieee"
    text = own.from_string(
        f"{PAYLOAD}, {RANGE}, {PAYLOAD}. || {{{{ notes() }}}} || {{{{ bibliography() }}}}"
    ).render()
    body, listed, entries = text.split(" || ")
    assert re.findall(r"\[\d\]", body) == ["[1]", "[2]", "[1]"]
    assert "- Shahed, payload, about 45 kg (99 lb): " in listed
    assert "- Zolfaghar, range, " in listed
    assert [line[:3] for line in entries.split("\n\n")] == ["[1]", "[2]", "[3]", "[4]"]


def test_the_bibliography_has_the_articles_so_far() -> None:
    so_far = "{{ bibliography() }}"
    before, _, after = rendered(f"{so_far}|{RANGE}|{so_far}").split("|")
    assert before == ""
    assert after.count("https://") == 3
    other = rendered(RANGE + '|{{ bibliography(style="apa") }}').split("|")[1]
    assert "(2024, February 22)" in other


def test_a_dispute_is_said_or_it_is_an_error(disputed: armsref.Catalog) -> None:
    own = environment()
    own.armsref_catalog = disputed
    with pytest.raises(ArmsrefError, match=r"spec\('alpha.range'\): .*disputed=\"ok\""):
        own.from_string('{{ spec("alpha.range") }}').render()
    text = own.from_string('{{ spec("alpha.range", disputed="ok") }} {{ notes() }}').render()
    assert " (disputed)†[1]" in text
    assert '"1,350 km"' in text
    assert '; but "1,300 km"' in text


#: What a template asks for, and words of the error, which names the spec.
WRONG = [
    ('spec("zolfagar.range")', "spec('zolfagar.range'): no system"),
    ('spec("zolfaghar.reach")', "no attribute is named 'reach'"),
    ('spec("zolfaghar")', "names no attribute"),
    ('spec("fath-360.payload")', "not stated in any article"),
    ('spec("zolfaghar.range", unit="kg")', "spec('zolfaghar.range'): "),
    ('spec("zolfaghar.range", digits=0)', "digits is 1 or more"),
    ('spec("zolfaghar.range", digits="0")', "digits is 1 or more"),
    ('spec("zolfaghar.range", digits="two")', "whole number, not 'two'"),
    ('spec("zolfaghar.range", digits=2.5)', "whole number, not 2.5"),
    ('spec("zolfaghar.range", form="rtf")', "no form 'rtf'"),
    ("spec(nothing)", "spec('')"),
    ('bibliography(style="no-such")', "no style is named"),
]


@pytest.mark.parametrize(("call", "words"), WRONG)
def test_what_cannot_be_cited_is_an_error(call: str, words: str) -> None:
    with pytest.raises(ArmsrefError) as raised:
        rendered(f"{{{{ {call} }}}}")
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


def test_without_jinja2_the_error_says_what_to_install() -> None:
    script = "import sys; sys.modules['jinja2'] = None; import armsref.reports.jinja"
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert "pip install 'armsref[jinja]'" in ran.stderr


def test_hostile_words_come_out_harmless(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("cnn", "2022", claim("1,350 km", origin="own"))
    file = dataset.articles / "cnn-2022.toml"
    hostile = "<script>alert(1)</script> & {{ 7 * 7 }} \\\\input{x} ]]> \\u202e `[x](y)` $1$"
    file.write_text(file.read_text("utf-8").replace('"Title"', f'"{hostile}"'), "utf-8")
    catalog = dataset.open()
    for form, never in {"html": "<script", "latex": "\\input", "markdown": "<script"}.items():
        own = environment()
        own.armsref_catalog, own.armsref_form = catalog, form
        text = own.from_string(
            '{{ spec("alpha.range") }}{{ notes() }}{{ bibliography() }}'
        ).render()
        assert never not in text.replace(r"\<script", "")
        assert "\u202e" not in text
        assert "7 * 7" in re.sub(r"[\\{}]", "", text)
