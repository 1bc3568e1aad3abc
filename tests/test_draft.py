"""What ``draft`` proposes and what ``add`` writes, of the five articles and of texts of our own."""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
import tomllib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from some_articles import FIVE

from armsref.cli.progress import watched
from armsref.draft.dates import issued
from armsref.draft.document import article_text
from armsref.draft.draft import Draft, draft
from armsref.draft.header import header
from armsref.draft.shipped import shipped_seeds
from armsref.evidence.verify import verify
from armsref.model.seeds import Anchor
from armsref.reading.lexicon import shipped_lexicon
from armsref.reading.reader import figures_in
from armsref.seeds.load import Article, load_seeds

Run = Callable[..., Any]
URL = "https://example.org/a"
SYSTEMS = [(name, name.casefold().replace(" ", "-")) for name in ("Alpha", "Beta", "Delta-2")]
ROOT = Path(__file__).resolve().parents[1]
ARTICLES = [article for article in load_seeds(ROOT).articles if article.id in FIVE]


def drafted(text: str, **options: Any) -> Draft:
    options = {"language": "en", "systems": SYSTEMS, **options}
    return draft(text.encode(), options.pop("url", URL), shipped_seeds(), **options)


def shown(made: Draft) -> set[tuple[str, str, str]]:
    """Return attribute, names and words of what is proposed."""
    return {
        (p.entry.attribute, " ".join(a.words for a in p.entry.of.values()), p.entry.quote.words)
        for p in made.proposed
    }


# ---------------------------------------------------------------- the five articles


def of_seeds(article: Article, texts: dict[str, str]) -> Draft:
    assert article.file.text is not None
    data = texts[article.file.text.sha256].encode()
    return draft(data, article.file.URL, load_seeds(ROOT))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_every_quantity_claim_of_the_seeds_is_proposed(
    article: Article, texts: dict[str, str]
) -> None:
    made = of_seeds(article, texts)
    attributes = made.seeds.lexicon.vocabulary.attribute
    proposed = [(p.entry.attribute, p.entry.of, p.entry.quote) for p in made.proposed]
    held = [c for c in article.file.claim if attributes[c.attribute].kind == "quantity"]
    for claim in held:
        assert (claim.attribute, claim.of, claim.quote) in proposed
    assert [str(f) for p in made.proposed for f in p.findings] == []


def test_the_five_articles_in_numbers(texts: dict[str, str]) -> None:
    """The figures that tests/README.md states."""
    found = {"quantity": [0, 0], "term": [0, 0], "link": [0, 0]}
    for article in ARTICLES:
        made = of_seeds(article, texts)
        for claim in article.file.claim:
            kind = made.seeds.lexicon.vocabulary.attribute[claim.attribute].kind
            found[kind][1] += 1
            found[kind][0] += any(
                (p.entry.attribute, set(p.entry.of), p.entry.quote.words)
                == (claim.attribute, set(claim.of), claim.quote.words)
                for p in made.proposed
            )
    assert found == {"quantity": [4, 4], "term": [13, 13], "link": [2, 2]}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_every_transfer_quantity_of_the_seeds_is_a_comment(
    article: Article, texts: dict[str, str]
) -> None:
    made = of_seeds(article, texts)
    for transfer in article.file.transfer:
        for statement in transfer.statement:
            what = statement.what
            if what is None or not figures_in(what.words, made.seeds.lexicon).found:
                continue
            assert any(
                note.kind == "quantity" and what.start == note.start for note in made.notes
            ), what


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_a_draft_tells_the_header_of_the_seeds(article: Article, texts: dict[str, str]) -> None:
    made = of_seeds(article, texts)
    data = tomllib.loads(article_text(made))
    file = article.file
    assert file.text is not None
    assert data["title"] == file.title
    assert data["container-title"] == file.container_title
    assert data["text"] == file.text.model_dump()
    if not file.issued.circa:
        assert str(data["issued"]) == file.issued.date


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_a_draft_passes_verify(
    article: Article, texts: dict[str, str], copied: Path, run: Run, tmp_path: Path
) -> None:
    (copied / article.path).unlink()
    assert article.file.text is not None
    text = tmp_path / "text.txt"
    text.write_bytes(texts[article.file.text.sha256].encode())
    date = ("--issued", article.file.issued.date) if article.file.issued.circa else ()
    ran = run(
        "draft", str(text), "--url", article.file.URL, "--dataset", str(copied), "--write", *date
    )
    assert (ran.exit_code, ran.error) == (0, "")
    seeds = load_seeds(copied)
    assert seeds.findings == []
    assert article.id in [a.id for a in seeds.articles]
    verified = verify(seeds, texts)
    assert [str(f) for f in verified.findings] == []


def test_the_worked_example_of_the_seeds(texts: dict[str, str], copied: Path, run: Run) -> None:
    """What seeds/README.md shows is what draft proposes, and what add writes."""
    readme = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    block = readme.partition("```toml\n")[2].partition("\n```")[0]
    (article,) = (a for a in ARTICLES if a.id == "telegraphindia-2024-02-22")
    assert f"\n\n{block}\n\n" in article_text(of_seeds(article, texts))
    command = "armsref add" + readme[readme.index("```sh\narmsref add") :].partition("add")[2]
    _, *words = shlex.split(command.partition("```")[0].replace("\\\n", ""))
    file = copied / words[1]
    claim = block.partition("[[claim]]")[2]
    text = file.read_text(encoding="utf-8")
    assert claim in text
    file.write_text(text.replace(f'[[claim]]{claim}\nspeaker = "expert"', ""), encoding="utf-8")
    folder = copied / "texts"
    folder.mkdir()
    assert article.file.text is not None
    (folder / "a.txt").write_bytes(texts[article.file.text.sha256].encode())
    words = [str(file) if w == words[1] else str(folder) if w == "texts" else w for w in words]
    ran = run(*words)
    assert (ran.exit_code, ran.error) == (0, "")
    assert file.read_text(encoding="utf-8").endswith(f"[[claim]]{claim}\n")


# ---------------------------------------------------------------- which name, which attribute

#: A text, and what is proposed of it: attribute, names, words.
PROPOSED: list[tuple[str, str, set[tuple[str, str, str]]]] = [
    (
        "in the sentence",
        "The Alpha has a range of up to 700 km.",
        {("range", "Alpha", "up to 700 km")},
    ),
    (
        "in an earlier sentence",
        "Iran showed the Alpha.\n\nIt can reach 700 km, experts said.",
        {("range", "Alpha", "700 km")},
    ),
    (
        "the nearest of two",
        "Iran showed the Alpha and, later, another type: the Beta. It has a range of 700 km.",
        {("range", "Beta", "700 km")},
    ),
    (
        "two that are joined",
        "The Alpha and the Beta have a range of 700 km.",
        {("range", "Alpha Beta", "700 km")},
    ),
    (
        "a figure in front of the name",
        "Iran showed the 700-km-range Alpha and a warhead of 45 kg.",
        {("range", "Alpha", "700-km"), ("warhead", "Alpha", "45 kg")},
    ),
    (
        "an opening phrase",
        "Iran said so. With a range of 2,000 km, the Alpha is new.",
        {("range", "Alpha", "2,000 km")},
    ),
    (
        "a name that is only compared with",
        "The Alpha, larger than the Beta, has a range of 700 km.",
        {("range", "Alpha", "700 km")},
    ),
    (
        "several attributes of one dimension",
        "The Delta-2 is 3.5 m long, has a wingspan of 2.5 metres, and flies at 4,000 m altitude.",
        {
            ("length", "Delta-2", "3.5 m"),
            ("wingspan", "Delta-2", "2.5 metres"),
            ("ceiling", "Delta-2", "4,000 m"),
        },
    ),
    (
        "what it costs",
        "The Alpha has a range of 300 km and costs €5 million a piece.",
        {("range", "Alpha", "300 km"), ("price", "Alpha", "€5 million")},
    ),
    (
        "a warhead's mass",
        "The Beta carries a warhead weighing 45 kg.",
        {("warhead", "Beta", "45 kg")},
    ),
    (
        "a part of the altitude's sentence",
        "The Beta reached an altitude of 600 km and came down 900 km away.",
        {("ceiling", "Beta", "600 km")},
    ),
    (
        "a term in front, behind and with is",
        "The road-mobile Alpha is a short-range ballistic missile. Beta kamikaze drones came too.",
        {
            ("mobility", "Alpha", "road-mobile"),
            ("class", "Alpha", "short-range ballistic missile"),
            ("class", "Beta", "kamikaze drones"),
        },
    ),
    (
        "a term of what was named before",
        "Iran showed the Alpha. The satellite-guided missile is new.",
        {("guidance", "Alpha", "satellite-guided")},
    ),
    (
        "who holds it",
        "Iran showed the Revolutionary Guards’ Alpha. The Beta is used by Russia.",
        {("operator", "Alpha", "Revolutionary Guards"), ("operator", "Beta", "Russia")},
    ),
]

#: A text that states nothing of a known name, the kind of its note, and words of the message.
NOTED = [
    ("The Alpha crossed 300 km of desert.", "figure", "without an attribute"),
    ("The Haj Qasem missile has a range of 700 km.", "figure", "'Haj Qasem', unknown"),
    ("Nobody named it, and its range is 700 km.", "figure", "of no name near it"),
    ("The Alpha and Beta have ranges of 300 km and 700 km, respectively.", "figure", "two things"),
    ("Iran has the Alpha. Hypersonic missiles reach speeds of 6,000 km/h.", "figure", "no name"),
    ("Iran showed the Alpha. The order is worth $50 million.", "figure", "sum of a whole order"),
    ("Iran showed the Alpha. It is worth $50 million.", "figure", "of no name in its sentence"),
    ("Iran sent 400 Alpha missiles.", "quantity", "400 missile"),
    ("The Alpha has twice 300 km of range.", "unread", "no figure of its own"),
    ("The Alpha can fly 300 km from Tehran.", "figure", "between places"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in PROPOSED], ids=[c[0] for c in PROPOSED]
)
def test_what_is_proposed(text: str, expected: set[tuple[str, str, str]]) -> None:
    made = drafted(text)
    assert shown(made) == expected
    compared = "larger than" in text or "weighing" in text
    assert [str(f) for p in made.proposed for f in p.findings if not compared] == []


@pytest.mark.parametrize(("text", "kind", "message"), NOTED, ids=[c[0] for c in NOTED])
def test_what_is_not_proposed_is_said(text: str, kind: str, message: str) -> None:
    made = drafted(text)
    assert [p for p in made.proposed if p.entry.attribute not in ("class", "country")] == []
    assert any(note.kind == kind and message in note.message for note in made.notes), made.notes
    comments = [line for line in article_text(made).splitlines() if line.startswith("#")]
    assert any(message in line for line in comments)


def test_anchors_stand_where_they_say() -> None:
    """Offsets are code points of the text, with its carriage returns and beyond the basic plane."""
    text = "\ufeff🚀 A title here\r\n\r\nThe Alpha, they said, has a range of\r\n700 km.\r\n"
    made = drafted(text)
    (claim,) = [p.entry for p in made.proposed]
    for anchor in (claim.quote, claim.cue, *claim.of.values()):
        assert isinstance(anchor, Anchor)
        assert anchor.start is not None
        assert text[anchor.start : anchor.start + len(anchor.words)] == anchor.words
    assert made.header.length == len(text)


def test_who_says_it() -> None:
    said = "The Alpha has a range of 700 km, two senior officials told Reuters."
    assert drafted(said).proposed[0].entry.attributed_to == Anchor(
        words="two senior officials", start=said.index("two")
    )
    part = "The Alpha has a range of 700 km, two of the officials said."
    assert drafted(part).proposed[0].entry.attributed_to is None  # "officials" would be cut
    cut = "The Alpha has a range of 700 km, according to the Institute of Somewhere Far Away."
    (one,) = drafted(cut).proposed
    assert one.findings == ()


def test_what_the_checks_say_stands_beside_the_proposal() -> None:
    made = drafted("Iran denied that the Beta has a range of 900 km.")
    (one,) = made.proposed
    assert {f.code for f in one.findings} == {"AR506"}
    lines = article_text(made).splitlines()
    assert lines[lines.index("[[claim]]") - 1].startswith("# AR506 'denied' at 5 denies")


def test_the_same_words_are_proposed_once_where_they_are_best() -> None:
    text = (
        "The Alpha has a range of 700 km. \n" * 2 + "The Alpha has a range of 700 km, experts said."
    )
    (one,) = drafted(text).proposed
    assert one.entry.quote.start == text.rindex("700 km")


def test_unknown_names_are_listed_with_their_places() -> None:
    text = (
        "The Haj Qasem missile and Kh-101 were shown. The Haj Qasem is new.\n"
        "Iranian Missile Shown Again Today\n"
    )
    made = drafted(text)
    places = {unknown.words: unknown.starts for unknown in made.unknown}
    assert places == {"Haj Qasem": (4, 49), "Kh-101": (26,)}
    assert '"Haj Qasem" at 4, 49' in article_text(made)
    given_names = drafted(text, systems=[("Haj Qasem", "haj-qasem"), ("Kh-101", "kh-101")])
    assert given_names.unknown == ()
    entry = '# [[system]]\n# id = "kh-101"\n# level = "system"\n# names = ["Kh-101"]\n'
    assert entry in article_text(given_names)


def test_a_figure_of_an_unknown_name_is_no_other_ones() -> None:
    """ "The Emad has ..." is not said of the Zolfaghar, though only that one is known."""
    text = (
        "The Zolfaghar was shown in Tehran. The Emad, another missile, has a range of 1,700 km.\n"
    )
    made = drafted(text)
    assert [one for one in made.proposed if one.entry.attribute == "range"] == []
    assert "Emad" in {unknown.words for unknown in made.unknown}


def test_a_language_that_is_not_covered_says_so() -> None:
    for language in ("fa", None):
        made = drafted("الفا Alpha 700 km", language=language)
        assert made.proposed == ()
        assert "nothing is proposed" in article_text(made)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Alpha ",
                "Beta",
                "range of ",
                "700 km",
                "\n",
                '"',
                "“",
                "\\",
                "\x00",
                "\r",
                "and ",
                ". ",
            ]
            + [
                "ballistic missile ",
                "experts said ",
                "\x7f",
                "🚀",
                "#",
                "[[claim]]",
                "\u2028",
                "'''",
            ]
        ),
        min_size=1,
        max_size=30,
    )
)
def test_a_draft_is_always_toml(pieces: list[str]) -> None:
    text = "x" + "".join(pieces)
    made = drafted(text)
    data = tomllib.loads(article_text(made))
    assert len(data.get("claim", [])) == len(made.proposed)


@pytest.mark.parametrize(
    "piece",
    [
        "The Alpha has a range of 700 km, experts said. ",
        "the Alpha has a range of 700 km and ",
        "Alpha and Beta, ",
        "300 km ",
        "Kh-101 missile ",
        "\n \n",
        "“( ",
    ],
)
def test_the_work_is_linear_in_the_text(piece: str) -> None:
    """Calls are counted, not seconds; up to a sentence's bound more words may cost more."""
    counts = [calls_of(piece * (size // len(piece))) for size in (2_500, 10_000)]
    assert counts[1] < 8 * counts[0]


def calls_of(text: str) -> int:
    """Count the function calls of a draft."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    seeds = shipped_seeds()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        draft(f"x{text}".encode(), URL, seeds, language="en", systems=SYSTEMS)
    finally:
        sys.setprofile(before)
    return counted


# ---------------------------------------------------------------- the header

DATES = [
    ("https://example.org/2022/11/02/a", "", "2022-11-02", True),
    ("https://example.org/news-2024-02-30", "", None, False),
    ("https://example.org/en/202408135508", "", "2024-08-13", True),
    ("https://example.org/a", "A title\nPublished: February 22, 2024\n", "2024-02-22", True),
    ("https://example.org/a", "A title\nPosted on 3 Sept. 2024", "2024-09-03", True),
    ("https://example.org/a", "A title\n22 February 2024\nText.", "2024-02-22", False),
    ("https://example.org/a", "A title\nPublished 05/06/2024", None, False),
    ("https://example.org/a", "1 May 2024\n2 May 2024\nText.", None, False),
    ("https://example.org/a", "A title", None, False),
]


@pytest.mark.parametrize(("url", "text", "date", "certain"), DATES)
def test_when_it_was_published(url: str, text: str, date: str | None, certain: bool) -> None:
    told = issued(url, text)
    assert (told.date if told else None) == date
    assert told is None or told.certain == certain


def test_what_cannot_be_told_is_a_comment_to_fill_in() -> None:
    text = article_text(drafted("short\n22 February 2024\nThe Alpha has a range of 700 km."))
    data = tomllib.loads(text)
    assert not {"title", "container-title", "issued"} & set(data)
    for line in ('# title = ""', '# container-title = ""', "# issued = 2024-02-22 # only "):
        assert f"\n{line}" in text


def test_the_title_is_the_line_that_the_address_bears_out() -> None:
    text = b"Menu and more words\nADVERTISEMENT\nIran shows a new drone in Moscow\nText of it."
    told = header("https://cnn.com/iran-shows-new-drone-moscow", text, shipped_lexicon())
    assert (told.title, told.title_told, told.outlet) == (
        "Iran shows a new drone in Moscow",
        True,
        "cnn",
    )


# ---------------------------------------------------------------- the command line


TEXT = (
    "A title of some words\nThe Alpha, a missile, has a range of 700 km, experts said. It can "
    "reach at least 300 km. The Beta has a range of 700 km too. Iran denied that the Beta has a "
    "range of 900 km.\n"
)


@pytest.fixture
def dataset(tmp_path: Path, run: Run) -> Path:
    """A dataset with two systems and one article, drafted from a text of our own."""
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    systems = "".join(
        f'[[system]]\nid = "{n.casefold()}"\nlevel = "system"\nnames = ["{n}"]\n'
        for n in ("Alpha", "Beta")
    )
    (tmp_path / "seeds" / "systems.toml").write_text(systems, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("A title of some words\n", encoding="utf-8")
    ran = run(*write(tmp_path, "a.txt"))
    assert (ran.exit_code, ran.error) == (0, "")
    return tmp_path


def write(folder: Path, text: str, *options: str) -> list[str]:
    url = f"https://cnn.com/2024/01/02/{text}"
    where = ["--dataset", str(folder), "--write"]
    return ["draft", str(folder / "texts" / text), "--url", url, *where, *options]


def article_of(folder: Path) -> Path:
    return folder / "seeds" / "articles" / "cnn-2024-01-02.toml"


def bare(file: Path) -> bytes:
    """Leave the claims and comments of a draft away."""
    text = file.read_text(encoding="utf-8").partition("\n\n# ")[0].rstrip() + "\n"
    file.write_bytes(text.encode())
    return text.encode()


def test_write_never_goes_over_a_file(dataset: Path, run: Run) -> None:
    before = article_of(dataset).read_bytes()
    again = run(*write(dataset, "a.txt"))
    assert (again.exit_code, again.output) == (2, "")
    assert "holds this article already" in again.error
    (dataset / "texts" / "b.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    assert run(*write(dataset, "b.txt")).exit_code == 0
    names = sorted(p.name for p in (dataset / "seeds" / "articles").iterdir())
    assert names == ["cnn-2024-01-02-2.toml", "cnn-2024-01-02.toml"]
    assert article_of(dataset).read_bytes() == before


def add(folder: Path, *options: str) -> list[str]:
    return ["add", str(article_of(folder)), "--texts", str(folder / "texts"), *options]


def said(attribute: str, of: str, quote: str, *more: str) -> list[str]:
    return ["--attribute", attribute, "--of", of, "--quote", quote, *more]


def test_add_finds_the_offsets_and_keeps_the_file(dataset: Path, run: Run) -> None:
    file = article_of(dataset)
    before = bare(file)
    ran = run(*add(dataset, *said("range", "Alpha", "at least 300 km", "--cue", "reach")))
    assert (ran.exit_code, ran.error) == (0, "")
    assert "read as: at least 300 km" in ran.output
    assert "now: armsref verify" in ran.output
    after = file.read_bytes()
    assert after.startswith(before)
    (claim,) = tomllib.loads(after.decode())["claim"]
    assert claim == {
        "attribute": "range",
        "of": {"alpha": ["Alpha", TEXT.index("Alpha")]},
        "cue": ["reach", TEXT.index("reach")],
        "quote": ["at least 300 km", TEXT.index("at least 300 km")],
    }
    assert sorted(p.name for p in file.parent.iterdir()) == [file.name]


def test_add_reads_in_the_language_of_the_article(dataset: Path, run: Run) -> None:
    file = article_of(dataset)
    bare(file)
    text = "Le missile Alpha a une portée de 1 300 km.\n".encode()
    (dataset / "texts" / "a.txt").write_bytes(text)
    header = file.read_text(encoding="utf-8").replace('language = "en"', 'language = "fr"')
    header = re.sub('sha256 = "[0-9a-f]+"', f'sha256 = "{sha256(text).hexdigest()}"', header)
    header = re.sub(r"length = \d+", f"length = {len(text.decode())}", header)
    file.write_text(header, encoding="utf-8")
    ran = run(*add(dataset, *said("range", "Alpha", "1 300 km")))
    assert (ran.exit_code, ran.error) == (0, "")
    assert "read as: 1,300 km" in ran.output
    assert 'cue = ["portée", ' in ran.output


def test_add_takes_the_printing_that_is_meant(dataset: Path, run: Run) -> None:
    file = article_of(dataset)
    bare(file)
    many = run(*add(dataset, *said("range", "Beta", "700 km")))
    assert many.exit_code == 2
    assert "stands 2 times; choose with --nth: 1: …" in many.error
    assert many.error.count("\n") == 1
    assert run(*add(dataset, *said("range", "beta", "700 km", "--nth", "2"))).exit_code == 0
    (claim,) = tomllib.loads(file.read_text(encoding="utf-8"))["claim"]
    assert claim["quote"] == ["700 km", TEXT.rindex("700 km")]
    assert claim["of"] == {"beta": ["Beta", TEXT.index("Beta")]}


def test_add_asks(dataset: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    bare(article_of(dataset))
    answers = ["range", "Alpha", "700 km", "experts", "1"]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{a}\n" for a in answers)))
    ran = run(*add(dataset))
    assert ran.exit_code == 0, ran.error
    assert "1: …" in ran.output
    (claim,) = tomllib.loads(article_of(dataset).read_text(encoding="utf-8"))["claim"]
    assert claim["attributed_to"] == ["experts", TEXT.index("experts")]
    assert claim["cue"] == ["range", TEXT.index("range")]


def test_add_writes_nothing_where_a_check_fails(dataset: Path, run: Run) -> None:
    before = bare(article_of(dataset))
    ran = run(*add(dataset, *said("range", "Alpha", "300 km")))
    assert ran.exit_code == 1
    assert "AR503" in ran.output
    assert "nothing was written" in ran.error
    denied = said("range", "Beta", "900 km")
    assert run(*add(dataset, *denied)).exit_code == 1
    assert article_of(dataset).read_bytes() == before
    because = ["--because", "the denial is another's"]
    assert run(*add(dataset, *denied, *because)).exit_code == 0


WRONG: list[tuple[str, list[str], str]] = [
    ("unknown attribute", said("colour", "Alpha", "at least 300 km"), "no attribute 'colour'"),
    ("unknown name", said("range", "Gamma", "at least 300 km"), "is no name and no id"),
    ("words that are nowhere", said("range", "Alpha", "800 km"), "stands nowhere in the text"),
    (
        "a cue that is nowhere",
        said("range", "Alpha", "at least 300 km", "--cue", "span"),
        "nowhere",
    ),
    ("nth beyond", said("range", "Alpha", "700 km", "--nth", "3"), "stands 2 times"),
    ("a short reason", said("range", "Alpha", "at least 300 km", "--because", "so"), "because"),
    ("empty words", said("range", "Alpha", " "), "stands nowhere"),
]


@pytest.mark.parametrize(("options", "message"), [c[1:] for c in WRONG], ids=[c[0] for c in WRONG])
def test_add_says_what_is_wrong_in_one_line(
    dataset: Path, run: Run, options: list[str], message: str
) -> None:
    before = bare(article_of(dataset))
    ran = run(*add(dataset, *options))
    assert (ran.exit_code, ran.output) == (2, "")
    assert message in ran.error
    assert ran.error.count("\n") == 1
    assert article_of(dataset).read_bytes() == before


def test_add_refuses_what_is_no_article_file(dataset: Path, run: Run) -> None:
    file = article_of(dataset)
    words = said("range", "Alpha", "at least 300 km")
    elsewhere = dataset / "elsewhere.toml"
    elsewhere.write_bytes(file.read_bytes())
    for path, texts in ((elsewhere, "texts"), (dataset / "none.toml", "texts"), (file, "seeds")):
        ran = run("add", str(path), "--texts", str(dataset / texts), *words)
        assert (ran.exit_code, ran.error.count("\n")) == (2, 1)
    file.write_text("type = 1\n", encoding="utf-8")
    ran = run(*add(dataset, *words))
    assert (ran.exit_code, ran.error.count("\n")) == (2, 1)
    assert file.read_text(encoding="utf-8") == "type = 1\n"


def test_the_same_words_are_added_once(dataset: Path, run: Run) -> None:
    bare(article_of(dataset))
    words = add(dataset, *said("range", "Alpha", "at least 300 km"))
    assert run(*words).exit_code == 0
    once = article_of(dataset).read_bytes()
    again = run(*words)
    assert again.exit_code == 2
    assert "holds this claim already" in again.error
    assert article_of(dataset).read_bytes() == once


def test_carriage_returns_and_a_missing_last_one_are_kept(dataset: Path, run: Run) -> None:
    file = article_of(dataset)
    before = bare(file).replace(b"\n", b"\r\n").rstrip()
    file.write_bytes(before)
    assert run(*add(dataset, *said("range", "Alpha", "at least 300 km"))).exit_code == 0
    after = file.read_bytes()
    assert after.startswith(before + b"\r\n\r\n[[claim]]\r\n")
    assert b"\n" not in after.replace(b"\r\n", b"")


def test_a_crash_leaves_the_whole_file(
    dataset: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bare(article_of(dataset))

    def crash(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", crash)
    ran = run(*add(dataset, *said("range", "Alpha", "at least 300 km")))
    assert ran.exit_code == 2
    assert article_of(dataset).read_bytes() == before


DRAFT_WRONG = [
    (["nowhere.txt", "--url", URL], "No such file"),
    (["a.txt", "--url", "nowhere"], "is no address"),
    (["a.txt"], "Missing option '--url'"),
    (["a.txt", "--url", URL, "--system", "Alpha"], "is not"),
    (["a.txt", "--url", URL, "--issued", "soon"], "is no day, month or year"),
    (["a.txt", "--url", URL, "--write"], "the outlet cannot be told"),
    (["a.txt", "--url", "https://cnn.com/a", "--write"], "the date cannot be told"),
    (["latin.txt", "--url", URL], "is not UTF-8"),
    (["blank.txt", "--url", URL], "is empty"),
]


@pytest.mark.parametrize(("arguments", "message"), DRAFT_WRONG, ids=[m for _, m in DRAFT_WRONG])
def test_draft_says_what_is_wrong_in_one_line(
    dataset: Path, run: Run, arguments: list[str], message: str
) -> None:
    (dataset / "texts" / "latin.txt").write_bytes(b"caf\xe9")
    (dataset / "texts" / "blank.txt").write_bytes(b" \n")
    file, *options = arguments
    ran = run("draft", str(dataset / "texts" / file), *options, "--dataset", str(dataset))
    assert (ran.exit_code, ran.output) == (2, "")
    assert message in ran.error
    assert ran.error.count("\n") == 1


def test_without_a_folder_the_shipped_names_are_known(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = tmp_path / "z.txt"
    text.write_text("The Zolfaghar has a range of 700 km, they said on that day.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run("draft", str(text), "--url", URL, "--language", "en")
    assert 'of = { zolfaghar = ["Zolfaghar", 4] }' in ran.output


def test_long_work_shows_a_bar_and_a_pipe_gets_none() -> None:
    out = io.StringIO()
    terminal = Console(file=out, force_terminal=True)
    assert list(watched([1, 2, 3], "sentences", patience=0, console=terminal)) == [1, 2, 3]
    assert "sentences" in out.getvalue()
    short = io.StringIO()
    assert list(watched([1], "x", patience=60, console=Console(file=short))) == [1]
    assert short.getvalue() == ""


def test_nothing_but_the_draft_is_printed_in_a_pipe(dataset: Path, run: Run) -> None:
    ran = run("draft", str(dataset / "texts" / "a.txt"), "--url", URL, "--dataset", str(dataset))
    assert ran.error == ""
    assert tomllib.loads(ran.output)["URL"] == URL
