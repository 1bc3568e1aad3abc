"""Styles of citation: what they make of the articles, held against pandoc's own citeproc."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile import TITLES, texts
from hypothesis import given, settings
from invented import Dataset, claim
from readers import in_commonmark, in_html, pandoc, shown

import armsref
from armsref.cite.csl.names import SHORT_NAMES, TESTED
from armsref.cite.note import article_entry, article_note
from armsref.cite.styles import style_file, style_named
from armsref.errors import ArmsrefError
from armsref.model.rows import ArticleRow
from armsref.writing import words
from armsref.writing.forms import write_inlines
from armsref.writing.parts import Link

Run = Callable[..., Any]

ONLINE = (
    "in CSL 1.0.2 a group that is not empty counts as a variable to the group around it: "
    "'[Online]', as the style's authors say beside it; pandoc prints none"
)
#: Where an entry differs from pandoc's, and why; anywhere else they are the same.
DIFFERENCES = {
    ("ieee", "iranintl-2024-08-13"): ONLINE,
    ("ieee", "munsifdaily-2024-09"): ONLINE,
    ("ieee", "telegraphindia-2024-02-22"): ONLINE,
}
#: pandoc writes raised numbers in plain text as digits of their own.
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@pytest.fixture(scope="module")
def catalog() -> armsref.Catalog:
    return armsref.shipped()


@pytest.fixture(scope="module")
def articles(catalog: armsref.Catalog) -> list[ArticleRow]:
    places = catalog.table("articles")
    return [catalog.article(row[places.place("id")]) for row in places.rows]


def text(inlines: Any) -> str:
    return write_inlines(inlines, "text")


def by_pandoc(style: str, keys: list[str], root: Path) -> tuple[list[str], list[str]]:
    """Return what pandoc makes of articles in a style: marks or notes, and the bibliography."""
    bibliography = f"--bibliography={root / 'datasets' / 'articles.csl.json'}"
    source = "\n\n".join(f"[@{key}]" for key in keys) + "\n\n::: {#refs}\n:::\n"
    options = ("--citeproc", f"--csl={style_file(style)}", bibliography, "--wrap=none")
    parts = pandoc(source, "markdown", "plain", *options).strip().split("\n\n")
    marks, rest = parts[: len(keys)], parts[len(keys) :]
    if marks != [f"[{n}]" for n in range(1, len(keys) + 1)] or len(rest) == len(keys) == 0:
        return [mark.translate(_RAISED) for mark in marks], rest
    notes = [note.partition(" ")[2] for note in rest[-len(keys) :]]
    return notes, rest[: -len(keys)]


@pytest.mark.parametrize("name", [*TESTED, "chicago-notes-bibliography"])
def test_a_style_says_what_pandoc_says(
    catalog: armsref.Catalog, articles: list[ArticleRow], root: Path, name: str
) -> None:
    style = style_named(catalog, name).citing(articles)
    keys = [article.id for article in articles]
    marks, entries = by_pandoc(name, keys, root) if name != "ieee" else _ieee(keys, root)
    assert [text(style.mark([article])) for article in articles] == marks
    if not style.in_text:
        assert [text(style.note(article)) for article in articles] == marks
    if name == "chicago-notes":
        assert entries == []  # it has no bibliography
        return
    ours = {article.id: text(style.entry(article)) for article in style.cited}
    theirs = dict(zip(ours, entries, strict=True))  # in the same order
    differ = {(name, key) for key in ours if ours[key] != theirs[key]}
    assert differ == {pair for pair in DIFFERENCES if pair[0] == name}


def _ieee(keys: list[str], root: Path) -> tuple[list[str], list[str]]:
    """Its marks look like those of notes, and are none."""
    marks = [f"[{number}]" for number in range(1, len(keys) + 1)]
    notes, before = by_pandoc("ieee", keys, root)
    assert before == []
    return marks, [f"{mark} {note}" for mark, note in zip(marks, notes, strict=True)]


def test_what_differs_differs_by_that_alone(
    catalog: armsref.Catalog, articles: list[ArticleRow], root: Path
) -> None:
    style = style_named(catalog, "ieee").citing(articles)
    _, entries = _ieee([article.id for article in articles], root)
    for article, entry in zip(style.cited, entries, strict=True):
        ours = text(style.entry(article))
        named = ("ieee", article.id) in DIFFERENCES
        assert (ours.replace("[Online]. ", "") if named else ours) == entry


def test_several_articles_have_one_mark(
    catalog: armsref.Catalog, articles: list[ArticleRow]
) -> None:
    def mark(name: str, *places: int) -> str:
        style = style_named(catalog, name).citing(articles)
        return text(style.mark([articles[place] for place in places]))

    assert mark("ieee", 0, 1) == "[1], [2]"
    assert mark("springer-basic-brackets", 0, 1, 2) == "[1–3]"
    assert mark("ieee", 4, 0) == "[1], [5]"
    assert mark("nature", 0, 1, 2, 4) == "1–3,5"
    assert mark("chicago-author-date", 4, 0) == "(The Defense Post 2022; Iran International 2024)"


def test_a_mark_of_several_leads_nowhere(
    catalog: armsref.Catalog, articles: list[ArticleRow]
) -> None:
    for name in ("apa", "mla", "chicago-in-text-full"):  # they print titles, or addresses
        style = style_named(catalog, name).citing(articles)
        assert "<a " in write_inlines(style.mark(articles[:1]), "html")
        assert "<a " not in write_inlines(style.mark(articles), "html")


def test_numbers_follow_the_order_of_citing(
    catalog: armsref.Catalog, articles: list[ArticleRow]
) -> None:
    style = style_named(catalog, "ieee").citing([articles[3], articles[0], articles[3]])
    assert [article.id for article in style.cited] == [articles[3].id, articles[0].id]
    assert text(style.mark([articles[0]])) == "[2]"
    assert text(style.entry(articles[3])).startswith("[1] “Iran provides")
    assert text(style.note(articles[3])).startswith("“Iran provides")
    with pytest.raises(ArmsrefError, match="not among the articles that the style was told of"):
        style.mark([articles[1]])
    # unbound, each call stands alone
    assert text(style_named(catalog, "ieee").mark([articles[1]])) == "[1]"


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("chicago-author-date", ["(Reuters 2021a)", "(Reuters 2021b)"]),
        ("harvard", ["(Reuters, 2021a)", "(Reuters, 2021b)"]),
        ("springer-basic-author-date", ["(2021a)", "(2021b)"]),  # it does not say where
        ("sage-harvard", ["(Reuters, 2021a)", "(Reuters, 2021b)"]),  # it sorts marks by the year
    ],
)
def test_articles_cited_alike_get_letters(tmp_path: Path, name: str, marks: list[str]) -> None:
    dataset = Dataset(tmp_path)
    for date, title in (("2021-01-05", "One"), ("2021-02-05", "Two")):
        dataset.add("reuters", date, claim("300 km"))
        file = dataset.articles / f"reuters-{date}.toml"
        changed = file.read_text().replace('"Title"', f'"{title}"').replace("webpage", _NEWS)
        file.write_text(changed)
    catalog = dataset.open()
    found = [catalog.article(f"reuters-2021-0{month}-05") for month in (1, 2)]
    style = style_named(catalog, name).citing(found)
    assert [text(style.mark([article])) for article in found] == marks
    for article, mark in zip(found, marks, strict=True):
        assert text(style.entry(article)).count(mark[-6:-1]) == 1


_NEWS = "article-newspaper"


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("west-european-politics", "(Anon 2021a)"),  # it sorts by the letter, and prints a term
        ("american-journal-of-botany", "(Anon, 2021a)"),
        ("gengo-kenkyu-journal-of-the-linguistic-society-of-japan", "(2021a)"),
    ],
)
def test_a_mark_has_its_letter_and_a_term_for_an_author(
    tmp_path: Path, name: str, mark: str
) -> None:
    dataset = Dataset(tmp_path)
    for date in ("2021-01-05", "2021-02-05"):
        dataset.add("reuters", date, claim("300 km"))
    catalog = dataset.open()
    found = [catalog.article(f"reuters-2021-0{month}-05") for month in (1, 2)]
    style = style_named(catalog, name).citing(found)
    marks = [text(style.mark([article])) for article in found]
    theirs, entries = by_pandoc(name, [article.id for article in found], tmp_path)
    assert (marks, marks[0]) == (theirs, mark)
    assert [text(style.entry(article)) for article in style.cited] == entries


REPORT = {
    "apa": "One. (2021). CNN. https://example.org/cnn/2021",
    "chicago-notes": "One (CNN, 2021), https://example.org/cnn/2021.",
    "ieee": "“One,” CNN, 2021. [Online]. Available: https://example.org/cnn/2021",
    "mla": "One. CNN, 2021, https://example.org/cnn/2021.",
    "ama": "One. CNN; 2021. https://example.org/cnn/2021",
}


@pytest.mark.parametrize("name", REPORT)
def test_a_report_is_its_institutions(tmp_path: Path, name: str) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("cnn", "2021", claim("300 km"))
    file = dataset.articles / "cnn-2021.toml"
    changed = file.read_text().replace('"Title"', '"One"').replace('"webpage"', '"report"')
    file.write_text(changed)
    catalog = dataset.open()
    article = catalog.article("cnn-2021")
    assert text(style_named(catalog, name).note(article)) == REPORT[name]


def test_straight_quotation_marks_of_a_title_stay(tmp_path: Path) -> None:
    """A difference from pandoc, which turns them, and has inner ones between a style's own."""
    dataset = Dataset(tmp_path)
    dataset.add("cnn", "2021", claim("300 km"))
    file = dataset.articles / "cnn-2021.toml"
    file.write_text(file.read_text().replace('"Title"', "'Is \"Alpha\" Ready?'"))
    catalog = dataset.open()
    ours = text(style_named(catalog, "chicago-notes").note(catalog.article("cnn-2021")))
    [theirs], _ = by_pandoc("chicago-notes", ["cnn-2021"], tmp_path)
    assert ours.startswith('“Is "Alpha" Ready?” CNN, ')
    assert theirs == ours.replace('"Alpha"', "‘Alpha’")


#: Thirty more that are asked for: by short name, by full name, by the name of a journal's own.
POPULAR = """
vancouver harvard elsevier-harvard elsevier-vancouver springer-basic-author-date
springer-basic-brackets springer-lecture-notes-in-computer-science-alphabetical mhra
mhra-author-date ama asa oscola turabian turabian-author-date acs apsa acm-sig-proceedings
bluebook-law-review cell science the-lancet bmj plos frontiers sage-harvard
iso690-author-date-en iso690-numeric-en din-1505-2 gost-r-7-0-5-2008-numeric
deutsche-gesellschaft-fur-psychologie international-organization
chicago-shortened-notes-bibliography nlm-name-year oxford-guide-to-style-notes
cambridge-university-press-author-date american-physics-society
modern-humanities-research-association 2d-materials chicago-in-text-full
""".split()


@pytest.mark.parametrize("name", POPULAR)
def test_any_style_cites_any_article(
    catalog: armsref.Catalog, articles: list[ArticleRow], name: str
) -> None:
    style = style_named(catalog, name).citing(articles)
    assert text(style.mark(articles))
    for article in (articles[1], articles[3]):
        said = text(style.entry(article)) + text(style.note(article))
        assert "  " not in said
        assert ".." not in said
        # A shortened note is short; a style that prints no title prints the outlet.
        assert article.title.casefold() in said.casefold()


def test_every_short_name_is_one() -> None:
    assert [Path(style_file(name)).stem for name in SHORT_NAMES] == list(SHORT_NAMES.values())
    parent = style_file("2d-materials")
    assert Path(parent).stem != "2d-materials"  # pandoc would look for its parent on the web


UNKNOWN = [
    ("apaa", "did you mean apa, apsa, apa-tr?"),
    ("plainn", "did you mean plain,"),
    ("Chicgo-notes", "did you mean chicago-notes,"),
    ("harvard-cite-them", "did you mean harvard-cite-them-right,"),
    ("", "one of plain, apa,"),
    ("../../x", "one of plain, apa,"),
    ("x" * 5000, "one of plain, apa,"),
    ("two\nlines", "did you mean"),
]


@pytest.mark.parametrize(("name", "hint"), UNKNOWN)
def test_an_unknown_style_names_the_near_ones(run: Run, name: str, hint: str) -> None:
    ran = run("cite", "zolfaghar.range", "--style", name)
    assert (ran.exit_code, ran.output) == (2, "")
    assert hint in ran.error
    assert ran.error.count("\n") == 1
    assert len(ran.error) < 300


def test_without_the_extra_the_plain_style_works(checkout: Path) -> None:
    code = (
        "import sys; sys.modules['citeproc'] = None; import armsref.cli; "
        "armsref.cli.main(['cite', 'zolfaghar.range', *sys.argv[1:]])"
    )
    for style, error in (
        ("plain", ""),
        ("apa", "styles other than plain need citeproc-py; pip install 'armsref[cite]'"),
    ):
        ran = subprocess.run(
            [sys.executable, "-c", code, "--style", style],
            capture_output=True,
            cwd=checkout,
            check=False,
            text=True,
        )
        assert ran.returncode == (2 if error else 0)
        assert ran.stderr == (f"armsref: {error}\n" if error else "")
        assert bool(ran.stdout) != bool(error)


# ---------------------------------------------------------------- hostile titles


_DOWN = ("nature", "markdown")


def titled(article: ArticleRow, title: str) -> ArticleRow:
    return article.model_copy(update={"title": title, "id": "telegraphindia-2024-02-22"})


@pytest.mark.parametrize(
    ("name", "form"),
    [*((name, "html") for name in ("plain", "apa", "chicago-notes", "ieee", "nature")), _DOWN],
)
def test_hostile_titles_are_words(
    catalog: armsref.Catalog, articles: list[ArticleRow], name: str, form: str
) -> None:
    style = style_named(catalog, name)
    reader = {"html": in_html, "markdown": in_commonmark}[form]
    for title in TITLES:
        article = titled(articles[3], title)
        for cited in (
            article_note(catalog, article, style, reporting="(reporting by Reuters)"),
            article_entry(catalog, article, style),
        ):
            written = write_inlines(cited, form)
            blocks, addresses = reader(f"<p>{written}</p>" if form == "html" else written)
            assert blocks == [shown(text(cited))]
            assert set(addresses) <= {article.url}


def test_what_is_markup_to_others_is_words(
    catalog: armsref.Catalog, articles: list[ArticleRow]
) -> None:
    title = 'A <span class="nocase">b</span> <i>c</i>'
    for name in ("nature", "ieee"):
        assert title in text(style_named(catalog, name).note(titled(articles[3], title)))


@settings(max_examples=60, deadline=None)
@given(title=texts)
def test_every_word_of_a_title_stays(title: str) -> None:
    catalog = armsref.shipped()
    article = titled(catalog.article("telegraphindia-2024-02-22"), title)
    cleaned = words(title).text.strip()
    # Nature changes no case; a sign at the end meets the full stop of the style.
    said = text(style_named(catalog, "nature").note(article))
    assert said.startswith(cleaned.rstrip(".,;:”"))


def test_a_style_without_an_address_links_its_title(
    catalog: armsref.Catalog, articles: list[ArticleRow]
) -> None:
    style = style_named(catalog, "nature")
    news, page = articles[3], articles[4]
    linked = [part for part in style.note(news, "", "https://example.org/x") if type(part) is Link]
    assert linked == [Link((words(news.title),), "https://example.org/x")]
    (shown_address,) = [part for part in style.note(page) if type(part) is Link]
    assert shown_address == Link((words(page.url),), page.url)
