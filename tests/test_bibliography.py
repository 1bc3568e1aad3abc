"""Bibliographies of real and of hostile articles, read back by the programs they are for."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pybtex.database
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hostile import TITLES, texts
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from invented import Dataset, claim
from readers import Pandoc, pandoc, shown

import armsref
from armsref.cite.entry import Cited, Entry
from armsref.cite.formats import FORMATS, entries_text
from armsref.one_line import one_line

Run = Callable[..., Any]
SYSTEMS = armsref.systems()
KINDS = ("article-newspaper", "article-magazine", "webpage", "report", "broadcast")


def words(text: str) -> str:
    return one_line(text).strip()


# ---------------------------------------------------------------- readers

#: What every format says of an article: id, title, outlet, address.
Read = dict[str, tuple[str, str, str]]


def in_latex(values: list[str]) -> list[str]:
    """Return what LaTeX prints of fields, by pandoc, which does not know two of the commands."""
    known = [
        value.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
        for value in values
    ]
    marked = "\n\n".join(f"x{value}" for value in known)
    return [block[1:].strip() for block in Pandoc(marked, "latex").blocks]


def by_pybtex(text: str) -> Read:
    data = pybtex.database.parse_string(text, "bibtex")
    found = {key: dict(entry.fields) for key, entry in data.entries.items()}
    assert len(found) == text.count("\n@") + 1
    return _of_fields(found)


def by_bibtexparser(text: str) -> Read:
    library = parse_string(text)
    assert library.failed_blocks == library.strings == library.comments == []
    found = {entry.key: {f.key: f.value for f in entry.fields} for entry in library.entries}
    return _of_fields(found)


def _of_fields(found: dict[str, dict[str, str]]) -> Read:
    outlets = ("journal", "journaltitle", "howpublished", "organization", "institution")
    read = {}
    for key, fields in found.items():
        outlet = [fields[name] for name in outlets if name in fields]
        title = fields["title"]
        assert title[:1] == "{", "no style may change its capitals"
        read[key] = (title[1:-1], *outlet, fields["url"])
    flat = in_latex([value for title, outlet, _ in read.values() for value in (title, outlet)])
    pairs = zip(flat[::2], flat[1::2], strict=True)
    return {key: (*pair, read[key][2]) for key, pair in zip(read, pairs, strict=True)}


def by_rispy(text: str) -> Read:
    return {
        one["id"]: (one["title"], one.get("secondary_title") or one["publisher"], one["urls"][0])
        for one in rispy.loads(text)
    }


def by_json(text: str) -> Read:
    return {
        item["id"]: (item["title"], item.get("container-title") or item["publisher"], item["URL"])
        for item in json.loads(text)
    }


def by_wikitext(text: str) -> list[dict[str, str]]:
    """Return the parameters of each template; there is nothing else but comments."""
    found = []
    for line in text.splitlines():
        bare = re.sub(r"<!--.*?-->", "", line)
        template = re.fullmatch(r"\{\{(cite \w+)((?: \|[a-z-]+=[^|{}<>\[\]]*)+)\}\}", bare)
        assert template, line
        parts = [part.partition("=") for part in template[2].split(" |")[1:]]
        found.append({"": template[1], **{name: value for name, _, value in parts}})
        assert len(parts) + 1 == len(found[-1])
    return found


def by_pandoc(form: str) -> Callable[[str], Read]:
    def read(text: str) -> Read:
        items = json.loads(pandoc(text, form, "csljson"))
        return {
            item["id"]: (
                shown(item["title"]),
                shown(item.get("container-title") or item.get("publisher", "")),
                item["URL"],
            )
            for item in items
        }

    return read


READERS: dict[tuple[str, str], Callable[[str], Read]] = {
    ("bibtex", "pybtex"): by_pybtex,
    ("bibtex", "bibtexparser"): by_bibtexparser,
    ("bibtex", "pandoc"): by_pandoc("bibtex"),
    ("biblatex", "pybtex"): by_pybtex,
    ("biblatex", "bibtexparser"): by_bibtexparser,
    ("biblatex", "pandoc"): by_pandoc("biblatex"),
    ("ris", "rispy"): by_rispy,
    ("ris", "pandoc"): by_pandoc("ris"),
    ("csl-json", "json"): by_json,
    ("csl-json", "pandoc"): by_pandoc("csljson"),
}
readers = pytest.mark.parametrize(
    ("form", "reader"), list(READERS), ids=[f"{form}-{name}" for form, name in READERS]
)


def single(text: str) -> str:
    return shown(text).replace("'", '"')


def differs(form: str, reader: str, read: Read) -> Read:
    """Return what was read without that in which a reader is known to differ."""
    if (form, reader) == ("bibtex", "pandoc"):
        # It has no place for the outlet of @misc and @techreport.
        read = {key: (title, "", url) for key, (title, _, url) in read.items()}
    if form in {"bibtex", "biblatex"} and reader == "pandoc":
        # It passes over \\textbraceleft, as a brace without a partner is written.
        braces = str.maketrans("", "", "{}")
        read = {k: (t.translate(braces), o.translate(braces), u) for k, (t, o, u) in read.items()}
    if reader == "pandoc":
        # It makes single quotation marks double where they are the outer ones.
        read = {k: (single(t), single(o), u) for k, (t, o, u) in read.items()}
    return {key: (shown(t), shown(o), unquote(url)) for key, (t, o, url) in read.items()}


# ---------------------------------------------------------------- the five articles


def expected(catalog: armsref.Catalog) -> Read:
    rows = [catalog.article(row[0]) for row in catalog.table("articles").rows]
    return {
        row.id: (shown(words(row.title)), shown(words(row.outlet_label)), row.url) for row in rows
    }


@readers
def test_the_articles_come_back(form: str, reader: str) -> None:
    found = READERS[form, reader](armsref.bibliography(SYSTEMS, format=form))
    wanted = expected(armsref.shipped())
    assert differs(form, reader, found) == differs(form, reader, wanted)
    assert list(found) == sorted(found)


def test_dates_come_back() -> None:
    dates = {row["id"]: row["issued"] for row in csl(armsref.bibliography(SYSTEMS, "csl-json"))}
    assert dates["tampafp-2024-02"] == {"date-parts": [[2024, 2]], "circa": True}
    full = csl(pandoc(armsref.bibliography(SYSTEMS, "biblatex"), "biblatex", "csljson"))
    assert {row["id"]: row["issued"] for row in full} == dates
    plain = csl(pandoc(armsref.bibliography(SYSTEMS, "bibtex"), "bibtex", "csljson"))
    assert {row["id"]: {**row["issued"]} for row in plain} == {
        key: {"date-parts": date["date-parts"]} for key, date in dates.items()
    }
    for one in rispy.loads(armsref.bibliography(SYSTEMS, "ris")):
        year, month, day, said = (*one["date"].split("/"), "", "")[:4]
        parts = [int(part) for part in (year, month, day) if part]
        assert [parts] == dates[one["id"]]["date-parts"]
        assert (said == "circa") == ("circa" in dates[one["id"]])
        assert one["year"] == year


def csl(text: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(text)
    return items


def test_the_shipped_bibliography_is_the_one_and_pandoc_cites_it(root: Path) -> None:
    file = root / "datasets" / "articles.csl.json"
    built = file.read_text(encoding="utf-8")
    assert armsref.bibliography(SYSTEMS, format="csl-json") == built
    listed = pandoc(built, "csljson", "plain", "--citeproc", "--wrap=none")
    cites = "\n\n".join(f"A [@{item['id']}]." for item in csl(built))
    cited = pandoc(cites, "markdown", "plain", "--citeproc", f"--bibliography={file}")
    for item in csl(built):
        assert shown(item["title"]).casefold() in shown(listed).casefold()
        assert str(item["issued"]["date-parts"][0][0]) in shown(cited)
    assert "???" not in cited


def test_wikipedia_gets_the_template_of_each_kind() -> None:
    found = by_wikitext(armsref.bibliography(["zolfaghar.range"], format="wikipedia"))
    assert found[1] == {
        "": "cite news",
        "title": "Iran provides Russia with large number of powerful missiles, deepening military "
        "cooperation",
        "work": "The Telegraph (India)",
        "date": "22 February 2024",
        "url": armsref.shipped().article("telegraphindia-2024-02-22").url,
        "language": "en",
        "agency": "Reuters",
        "quote": "between 300 and 700 km",
    }
    assert (found[0][""], found[0]["website"]) == ("cite web", "Tampa Free Press")
    assert "<!-- c. February 2024 -->" in armsref.bibliography("tampafp-2024-02", "wikipedia")
    assert found[0]["date"] == "c. 2024"
    whole = by_wikitext(armsref.bibliography("zolfaghar", format="wikipedia"))
    assert not any("quote" in one for one in whole)


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csl-json"])
def test_a_figure_has_the_reporting_of_its_claims(form: str, tmp_path: Path) -> None:
    said = "|agency=Reuters" if form == "wikipedia" else "reporting by Reuters"
    article = "iranintl-2024-08-13"  # its own, but for a claim
    texts = [
        armsref.bibliography(t, form) for t in ("fath-360.guidance", "shahed.payload", article)
    ]
    assert [said in text for text in texts] == [True, False, False]
    dataset = Dataset(tmp_path)
    dataset.add(
        "cnn",
        "2021",
        claim("300 km", origin="told Reuters"),
        claim("40 kg", "payload", cue="payload"),
    )
    dataset.add_header("cnn-2021", 'origin = "told WSJ"')
    catalog = dataset.open()
    mixed = armsref.bibliography(["alpha.range", "alpha.payload"], form, catalog=catalog)
    assert "agency" not in mixed
    mixed = html.unescape(mixed).replace("``", '"').replace("''", '"')
    for outlet, quote in (("Reuters", "300 km"), ("The Wall Street Journal", "40 kg")):
        assert f'reporting by {outlet} ("{quote}")' in mixed
    alone = armsref.bibliography("alpha.range", form, catalog=catalog)
    assert (said in alone, "Wall" in alone) == (True, False)


# ---------------------------------------------------------------- hostile articles

#: A built table is somebody's file: it may hold all that UTF-8 can write.
HOSTILE = [title for title in TITLES if not {"\x00", "\ud800"} & set(title)]
ADDRESSES = (
    "https://example.org/a_b~c?x=1&y=2#d%20e",
    "https://example.org/(x)/[y]/'z''~~",
    "https://example.org/جمهوری?copy=&lt;",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> armsref.Catalog:
    """A dataset with an article of each hostile title; outlets and words are hostile, too."""
    dataset = Dataset(tmp_path_factory.mktemp("hostile"))
    for number, _ in enumerate(HOSTILE, 1):
        more = {"origin": "own"} if number % 2 else {}
        dataset.add("reuters", f"2001-01-{number:02d}", claim(f"{300 + number} km", **more))
    dataset.open()
    tables = dataset.folder / "datasets"
    label = {"label": f"A {HOSTILE[5]} & {HOSTILE[2]}"}
    rewrite(tables / "outlets.csv", lambda _, row: {} if row["id"] == "cnn" else label)
    rewrite(tables / "articles.csv", hostile_article)
    rewrite(tables / "claims.csv", lambda n, _: {"quote": HOSTILE[n % len(HOSTILE)][:120] or "x"})
    return armsref.Catalog.open(dataset.folder)


def hostile_article(number: int, row: dict[str, str]) -> dict[str, str]:
    title = HOSTILE[number % len(HOSTILE)]
    return {
        "title": title,
        "type": KINDS[number % len(KINDS)],
        "url": ADDRESSES[number % len(ADDRESSES)],
        "issued_circa": "true" if number % 3 else "false",
        "archive": f"https://web.archive.org/web/20240301123456/{row['url']}" if number % 2 else "",
        "retracted": title if number % 4 == 0 else "",
        "accessed": "2024-03-01" if number % 5 else "",
        "origin": "cnn" if number % 2 else "",
    }


def rewrite(file: Path, change: Callable[[int, dict[str, str]], dict[str, str]]) -> None:
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, **change(number, row)} for number, row in enumerate(rows))


@pytest.fixture(scope="module")
def articles(hostile: armsref.Catalog) -> list[str]:
    return [row[0] for row in hostile.table("articles").rows]


@readers
def test_hostile_articles_come_back(
    form: str, reader: str, hostile: armsref.Catalog, articles: list[str]
) -> None:
    found = READERS[form, reader](armsref.bibliography(articles, form, catalog=hostile))
    assert differs(form, reader, found) == differs(form, reader, expected(hostile))


def test_every_format_says_what_a_reader_must_know(
    hostile: armsref.Catalog, articles: list[str]
) -> None:
    """A retraction, an inferred date, an archived copy, a day of access, whose reporting it is."""
    for key in articles:
        row = hostile.article(key)
        for form in FORMATS:
            text = html.unescape(armsref.bibliography(key, form, catalog=hostile))
            assert ("RETRACTED" in text) == (row.retracted is not None), (form, key)
            inferred = r"circa|c\. (?:\d+ January )?2001|2001-01-\d\d~"
            assert bool(re.search(inferred, text)) == row.issued_circa, (form, key)
            assert ("20240301123456" in text) == (row.archive is not None), (form, key)
            accessed = "2024-03-01 2024/03/01 2024,3,1".split() + ["1 March 2024"]
            bare = re.sub(r"\|archive-date=[^|]*", "", text)
            assert any(day in re.sub(r"(?<=,)\s+|(?<=\[)\s+|\n", "", bare) for day in accessed) == (
                row.accessed is not None
            ), (form, key)
            if form != "csl-json":  # CSL has no variable for it
                assert ("CNN" in text) == (row.agency is not None), (form, key)


def test_wikitext_is_words(hostile: armsref.Catalog, articles: list[str]) -> None:
    articles = [key for key in articles if claims_of(hostile, key)]
    figures = [claim.id for key in articles for claim in claims_of(hostile, key)]
    found = by_wikitext(armsref.bibliography(figures, "wikipedia", catalog=hostile))
    assert len(found) == len(articles)
    for one, key in zip(found, articles, strict=True):
        row = hostile.article(key)
        assert html.unescape(one["title"]) == words(row.title)
        assert unquote(html.unescape(one["url"])) == unquote(row.url)
        [quote] = {claim.quote for claim in claims_of(hostile, key)}
        assert html.unescape(one["quote"]) == words(quote)
        assert ("archive-url" in one) == ("archive-date" in one) == (row.archive is not None)
        assert not re.search("''|~~|__|:(?=//)", "".join([one["title"], one["quote"]]))
    said = [value for one in found for value in (one["title"], one["quote"])]
    read = Pandoc("\n\n".join(f"x {value}" for value in said), "mediawiki")
    assert read.addresses == read.notes == []
    assert read.blocks == [shown(f"x {html.unescape(value)}") for value in said]


def claims_of(catalog: armsref.Catalog, article: str) -> list[Any]:
    spec = catalog.get("alpha").range
    found = [*(spec.claims if spec else ()), *catalog.get("alpha").retracted]
    return [claim for claim in found if claim.article == article]


def test_an_archived_copy_without_a_day_is_told_to_the_editor(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("cnn", "2021", claim("300 km"))
    for archive in ("https://example.org/copy--of", "https://example.org/20249999123456/x"):
        dataset.add_header("cnn-2021", f'archive = "{archive}"')
        text = armsref.bibliography("cnn-2021", "wikipedia", catalog=dataset.open())
        assert text.endswith(f"}}}}<!-- archived at {archive} -->\n")
        dataset.add("cnn", "2021", claim("300 km"))


items = st.fixed_dictionaries(
    {
        "type": st.sampled_from([*KINDS, "dataset", "song"]),
        "title": texts.filter(words),
        "container-title": texts.filter(words),
        "note": texts,
        "license": texts,
        "version": texts,
        "URL": texts.map(lambda text: f"https://example.org/{text}"),
        "author": st.lists(texts.filter(words), max_size=2).map(
            lambda names: [{"literal": name} for name in names]
        ),
    }
)


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(st.lists(st.tuples(items, texts), min_size=10, max_size=20))
def test_whatever_a_title_is_the_other_fields_stand(
    drawn: list[tuple[dict[str, Any], str]],
) -> None:
    entries = [
        Entry({**item, "id": f"x-{n}"}, (Cited(agency, agency),))
        for n, (item, agency) in enumerate(drawn)
    ]
    keys = [entry.key for entry in entries]
    said = {e.key: (shown(e.text("title")), shown(e.text("container-title"))) for e in entries}
    for (form, reader), read_text in READERS.items():
        if reader != "pandoc" and form != "csl-json":
            read = read_text(entries_text(entries, form))
            assert list(read) == keys
            found = {key: tuple(map(shown, one[:2])) for key, one in read.items()}
            if form == "bibtex":  # the title has the version behind it
                for entry in entries:
                    version = shown(entry.text("version"))
                    title, outlet = said[entry.key]
                    told = shown(f"{title}, version {version}") if version else title
                    assert found[entry.key] == (told, outlet), form
            else:
                assert found == said, form
    for entry, one in zip(entries, by_wikitext(entries_text(entries, "wikipedia")), strict=True):
        assert html.unescape(one["title"]) == entry.text("title")
    for form in FORMATS:
        text = entries_text(entries, form)
        if form != "csl-json":  # whose items are cleaned where they are made
            assert not re.search(r"(?!\n)[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), (
                form
            )
            text.encode()
        assert text.endswith("\n")


# ---------------------------------------------------------------- what may be cited

CATALOG = armsref.shipped()
RANGE = armsref.get("zolfaghar").range
assert RANGE is not None
THREE = ["tampafp-2024-02", "telegraphindia-2024-02-22", "thedefensepost-2022-11-02"]
TARGETS: list[tuple[Any, list[str]]] = [
    ("zolfaghar.range", THREE),
    ("Zolfaghar.range", THREE),
    (RANGE, THREE),
    ([RANGE, "zolfaghar.range", *RANGE.claims], THREE),
    (RANGE.claims[0], THREE[1:2]),
    (RANGE.claims[0].id, THREE[1:2]),
    (CATALOG.article(THREE[0]), THREE[:1]),
    ([THREE[2], THREE[0]], [THREE[0], THREE[2]]),
    (armsref.get("shahed"), ["iranintl-2024-08-13"]),
    ("shahed", ["iranintl-2024-08-13"]),
    (armsref.transfers("Iran", "Russia", "zolfaghar")[:1], THREE[:1]),
    ([], []),
]


@pytest.mark.parametrize(("targets", "keys"), TARGETS)
def test_what_is_cited_is_each_article_once(targets: Any, keys: list[str]) -> None:
    text = armsref.bibliography(targets, format="csl-json")
    assert [item["id"] for item in csl(text)] == keys
    for form in FORMATS:
        assert armsref.bibliography(targets, format=form) == armsref.bibliography(keys, form) or (
            form == "wikipedia"
        )


@pytest.mark.parametrize(
    ("targets", "more", "said"),
    [
        ("nonesuch", {}, "no system is named 'nonesuch'"),
        ("zolfaghar.rnage", {}, "no attribute is named 'rnage'"),
        ("shahed.range", {}, "not stated in any article"),
        ("tampafp-2024-03", {}, "no article has the id 'tampafp-2024-03'"),
        ("c000000000000", {}, "no record has the id"),
        ([None], {}, "None cannot be cited"),
        ([3], {}, "3 cannot be cited"),
        ("zolfaghar", {"format": "bibtext"}, "no format 'bibtext' of a bibliography; use one of"),
        ("zolfaghar", {"style": "apa"}, "format bibtex is written in no style; use one of plain"),
        ("zolfaghar", {"format": "plain", "style": "nonesuch"}, "nonesuch"),
    ],
)
def test_what_cannot_be_cited_is_one_line(targets: Any, more: dict[str, Any], said: str) -> None:
    with pytest.raises(armsref.ArmsrefError, match=said) as error:
        armsref.bibliography(targets, **more)
    assert "\n" not in str(error.value)


def test_an_article_of_another_catalogue_is_told(hostile: armsref.Catalog) -> None:
    spec = hostile.get("alpha").range
    assert spec is not None
    with pytest.raises(armsref.DataError, match="hand over the catalogue that has it, catalog="):
        armsref.bibliography([spec])
    assert armsref.bibliography([spec], catalog=hostile).startswith("@")


def test_styles_have_their_own_order() -> None:
    plain = armsref.bibliography(THREE, format="plain")
    assert plain.splitlines()[0].startswith('"Iran Preparing Ballistic Missile Delivery')
    apa = armsref.bibliography(THREE, format="html", style="apa")
    assert apa.count("<em>") == 3
    assert "2022" in armsref.bibliography(THREE, "markdown", "ieee")


def test_an_article_is_its_csl_item(root: Path) -> None:
    built = csl((root / "datasets" / "articles.csl.json").read_text(encoding="utf-8"))
    assert [CATALOG.article(item["id"]).csl() for item in built] == built
    row = CATALOG.article(THREE[0])
    assert row.agency == "Reuters"
    assert CATALOG.article("iranintl-2024-08-13").agency is None
    assert set(row.model_dump()) == set(CATALOG.table("articles").columns)
    assert row == CATALOG.article(THREE[0])


def test_a_built_bibliography_has_no_hidden_characters(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("cnn", "2021", claim("300 km"))
    file = dataset.articles / "cnn-2021.toml"
    text = file.read_text(encoding="utf-8").replace('"Title"', '"A \\u202Etitle\\u200F"')
    file.write_text(text, encoding="utf-8")
    catalog = dataset.open()
    assert catalog.article("cnn-2021").title == "A \u202etitle\u200f"
    built = csl((tmp_path / "datasets" / "articles.csl.json").read_text(encoding="utf-8"))
    assert built[0]["title"] == catalog.article("cnn-2021").csl()["title"] == "A title"


# ---------------------------------------------------------------- the command line


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_the_same(run: Run, form: str, tmp_path: Path) -> None:
    printed = run("cite", "zolfaghar.range", "shahed", "--format", form)
    assert printed == (0, armsref.bibliography(["zolfaghar.range", "shahed"], form), "")
    file = tmp_path / "out"
    assert run("cite", "zolfaghar.range", "shahed", "--format", form, "-o", str(file)).output == ""
    assert file.read_text(encoding="utf-8") == printed.output
    wrong = run("cite", "zolfaghar.range", "nonesuch", "--format", form)
    assert (wrong.exit_code, wrong.output) == (2, "")
