"""Pages as text, words on pages, and what ``armsref verify --live`` says of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from served import OPENED, Server, answer, served

from armsref.evidence.live.content import decoded
from armsref.evidence.live.fetch import Page
from armsref.evidence.live.folding import caseless, folded
from armsref.evidence.live.not_read import NotRead
from armsref.evidence.live.page_text import html_text, page_text
from armsref.evidence.live.page_words import PageWords
from armsref.evidence.live.pages import Pages
from armsref.evidence.live.verify import Looked, nothing_read, verify_live
from armsref.findings import exit_code
from armsref.seeds.load import load_seeds

Run = Callable[..., Any]

# ---------------------------------------------------------------- text

#: HTML, and the text in it, white space made one.
MARKUP = [
    ("<p>up to 1,<b>300</b> km</p>", "up to 1,300 km"),
    ("<p>range of</p><p>300 km</p>", "range of 300 km"),
    ("<td>range</td><td>300</td>", "range 300"),
    ("300<br>km<br/>km", "300 km km"),
    ("Shahed<wbr>-136 Sha&shy;hed", "Shahed-136 Sha\xadhed"),
    (
        "300&nbsp;km &ndash; &#51;&#x30;0 &amp;lt; &nosuch; &lt;p&gt;",
        "300 km – 300 &lt; &nosuch; <p>",
    ),
    (f"&#{'9' * 9999}; &#x{'f' * 9999};", "� �"),
    ("a<!-- no -- <p> -->b<!-->c<!--->d<!--x--!>e<!doctype html>f<?php no ?>g</>h", "abcdefgh"),
    ("a<script>if (1<2) '</p>'</script>b<STYLE>p{}</Style>c", "a b c"),
    ("<head><title>no</title></head>a<textarea>no</textarea><svg><text>no</text></svg>", "a"),
    ("a<noscript><p>no</noscript>b<template><p>no</template>c<svg/>d", "a b c d"),
    ('<p title="a>b" data-x=\'"\'>c</p>', "c"),
    ("<p class=a/b>c</p><img alt='no'>d", "c d"),
    ("1 < 2 and 2 > 1, <3", "1 < 2 and 2 > 1, <3"),
    ("<p>one<p>two<li>three</div></b>", "one two three"),
    ("<x-quote>300</x-quote>km", "300 km"),
    ("a<b", "a"),
    ("a<!-- never ends", "a"),
    ("a<script>never ends", "a"),
    ("", ""),
]


@pytest.mark.parametrize(("markup", "text"), MARKUP, ids=range(len(MARKUP)))
def test_the_text_of_html(markup: str, text: str) -> None:
    assert " ".join(html_text(markup).split()) == text


@given(some.text(alphabet="<>/!-\"'= \nabpscript&#;", max_size=200))
def test_no_markup_is_too_broken(markup: str) -> None:
    html_text(markup)


HOSTILE = [
    *("<", "<a ", "</", "<!--", "<!", "<?", '<a b="', "<a b='\"", "<div>", "<script>", "</script"),
    *("<noscript>", "<noscript><template>", "<svg>", "&#1", "&", '<a ="x" \''),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_time_is_linear_in_the_markup(piece: str) -> None:
    """A hundred thousand tags within each other: quadratic work would take minutes."""
    html_text(piece * 100_000)


#: A header's type, a body, and its text.
CHARSETS = [
    ("text/html; charset=utf-8", "до 300 км", "utf-8"),
    ("text/html; charset=windows-1251", "до 300 км", "cp1251"),
    ('TEXT/HTML;Charset="ISO-8859-1"', "d’environ 45 €", "cp1252"),
    ("text/html; charset=koi8-r", "до 300 км", "koi8-r"),
    ("text/html; charset=GB2312", "最远300公里", "gbk"),
    ("text/html; charset=Shift_JIS", "最大300キロ", "shift_jis"),
    ("text/html", "jusqu’à 300 km", "utf-8"),
    ("text/html", "jusqu’à 300 km", "cp1252"),
    ("text/html; charset=nonsense", "jusqu’à 300 km", "utf-8"),
    ("text/html; charset=hex", "300 km", "utf-8"),
    ("text/html; charset=utf-7", "300 km +AGE-", "utf-8"),
    ("text/html; charset=latin-1", "до 300 км", "utf-8-sig"),
    ("text/html; charset=latin-1", "до 300 км", "utf-16"),
    ("text/plain; charset=utf-8", "1 < 2 <p> &amp;", "utf-8"),
    (None, "jusqu’à 300 km", "utf-8"),
]


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as one:
        yield one


@pytest.mark.parametrize(("kind", "text", "encoding"), CHARSETS)
def test_a_page_is_decoded(server: Server, kind: str | None, text: str, encoding: str) -> None:
    server.answers["/page"] = answer(text.encode(encoding), kind)
    assert Pages(doors=OPENED).text(server.url()) == text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        "<META CHARSET=cp1251>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    ],
)
def test_a_page_names_its_charset_itself(head: str) -> None:
    assert decoded((head + "до 300 км").encode("cp1251"), None).endswith("до 300 км")


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "a\x1bb"])
def test_what_is_no_page(kind: str) -> None:
    with pytest.raises(NotRead, match="no web page") as raised:
        page_text(Page("http://example.org/", b"text", kind, None))
    assert raised.value.kind == "form"
    assert str(raised.value).isprintable()


# ---------------------------------------------------------------- words

#: Words, a page's text, and whether they stand there whole.
WORDS = [
    ("Shahed's", "The Shahed’s range", True),
    ('"Shahed"', "the „Shahed“ drone", True),
    ("300–700 km", "of 300-700 km", True),
    ("road‑mobile", "ROAD—MOBILE", True),
    ("ballistic missile", "ballis\u00adtic\u200b mis\u200csile", True),
    ("300 km", "300\u00a0km", True),
    ("300 km", "300\u202f\n\t km.", True),
    ("300 km", "300㎞", False),
    ("300km", "300㎞", True),
    ("Fateh-110", "FATEH-110 family", True),
    ("İstanbul", "in İstanbul", True),
    ("Straße", "Straße", True),
    ("café", "cafe\u0301", True),
    ("300 km", "1,300 km", False),
    ("300 km", "1.300 km", False),
    ("300 km", "1 300 km", False),
    ("300 km", "1’300 km", False),
    ("300 km", "in 2024 300 km", True),
    ("700 km", "300-700 km", False),
    ("300", "300,000", False),
    ("300", "300.5", False),
    ("300", "300.", True),
    ("300", "300-700", False),
    ("300 km", "2300 km", False),
    ("Shahed", "Shaheds", False),
    ("300公里", "最远300公里。", True),
    ("300 km", "", False),
]


@pytest.mark.parametrize(("words", "page", "there"), WORDS)
def test_words_stand_on_a_page(words: str, page: str, there: bool) -> None:
    assert bool(PageWords(page).places(words)) == there


@given(some.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert len(caseless(once)) == len(once)


@given(some.text(max_size=40), some.sampled_from(["300 km", "“Shahed”", "up to", "Straße"]))
def test_words_between_spaces_are_found(around: str, words: str) -> None:
    # A number in front would belong to the figure.
    around = "".join(c for c in around if not c.isdecimal() and not c.isnumeric())
    assert PageWords(f"{around}a {words} b{around}").places(words)


#: Words that are gone, and what stands in their place.
NEAREST = [
    ("between 300 and 700 km", "targets between 300 and 900 km away", "between 300 and 900 km"),
    ("around 45 kilograms", "explosives of around 50 kilograms", "around 50 kilograms"),
    ("Zulfiqar", "the Zolfaghar missile", "Zolfaghar"),
    ("road-mobile", "it is road mobile, they say", "road mobile"),
    ("up to 45 kg", "nothing of the kind is here", None),
    ("up to 45 kg", "", None),
]


@pytest.mark.parametrize(("words", "page", "nearest"), NEAREST)
def test_the_nearest_words(words: str, page: str, nearest: str | None) -> None:
    assert PageWords(page).nearest(words) == nearest


def test_of_equals_the_nearest_to_where_it_was_is_shown() -> None:
    page = PageWords(f"a range of 800 km {'x ' * 500} a range of 900 km")
    assert page.nearest("a range of 700 km", 0) == "a range of 800 km"
    assert page.nearest("a range of 700 km", 1000) == "a range of 900 km"


@pytest.mark.parametrize(
    "page", ["300 km " * 500_000, "a" * 3_000_000, "a " * 1_000_000, "\u0315\u0300" * 500_000]
)
def test_the_work_on_a_hostile_page_is_bounded(page: str) -> None:
    """Without its bounds each would take hours."""
    words = PageWords(page)
    words.places("300 km")
    words.places("a" * 100)
    words.nearest("between 300 and 700 kilometres")


# ---------------------------------------------------------------- an article

#: Words of the claims of an article, far enough apart that their order shows.
BODY = """
    <p>Iran has the Zolfaghar, said experts of Reuters. Its range is up to 700 km.</p>
    <p>The payload of the Zolfaghar is around 450 kg, they said. It is a ballistic missile.</p>
    <p>Nothing else is said here, in a page that is long enough to be that of an article.</p>
"""

ARTICLE = """
type = "webpage"
title = "Title"
container-title = "Reuters"
URL = "{url}"
{archive}
issued = 2024-01-02
language = "en"

[text]
sha256 = "{sha}"
length = 300
extent = "full"

[[claim]]
attribute = "range"
of = {{ zolfaghar = ["Zolfaghar", 15] }}
quote = ["up to 700 km", 60]
cue = ["range", 50]

[[claim]]
attribute = "payload"
of = {{ zolfaghar = ["Zolfaghar", 100] }}
quote = ["around 450 kg", 120]
cue = ["payload", 80]
"""


def looked_up(folder: Path, server: Server, page: bytes, archive: bytes | None = None) -> Looked:
    """Look an article of five words up, on a page and perhaps in an archived copy."""
    server.answers |= {"/page": page} | ({} if archive is None else {"/archive": archive})
    articles = folder / "seeds" / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    line = "" if archive is None else f'archive = "{server.url("/archive")}"'
    text = ARTICLE.format(url=server.url(), archive=line, sha="0" * 64)
    (articles / "reuters-2024-01-02.toml").write_text(text, encoding="utf-8")
    (article,) = load_seeds(folder).articles
    return verify_live(article, Pages(doors=OPENED).text)


GONE, BUSY = answer(status="410 Gone"), answer(status="503 Busy")
WHOLE = answer(BODY)
CHANGED = answer(BODY.replace("up to 700 km", "up to 900 km"))
MOVED = answer(
    BODY.replace(" Its range is up to 700 km.", "") + "<p>Its range is up to 700 km.</p>"
)
SHORT = answer("<div id=app></div><script>load()</script>Loading")

#: The page, the archived copy, the codes of the findings, the exit codes without and with strict.
OUTCOMES: dict[str, tuple[bytes, bytes | None, list[str], int, int]] = {
    "whole": (WHOLE, None, [], 0, 0),
    "whole twice": (WHOLE, WHOLE, [], 0, 0),
    "changed": (CHANGED, None, ["AR801"], 1, 1),
    "changed, archived": (CHANGED, WHOLE, ["AR805"], 0, 1),
    "changed, archived when it was": (CHANGED, CHANGED, ["AR801"], 1, 1),
    "changed, archive gone": (CHANGED, GONE, ["AR801", "AR806"], 1, 1),
    "moved": (MOVED, None, ["AR803", "AR803"], 0, 0),
    "gone": (GONE, None, ["AR802"], 1, 1),
    "gone, archived": (GONE, WHOLE, ["AR805"], 0, 1),
    "gone, archive changed": (GONE, CHANGED, ["AR802", "AR806"], 1, 1),
    "gone twice": (GONE, GONE, ["AR802", "AR806"], 1, 1),
    "busy": (BUSY, None, ["AR804"], 0, 1),
    "busy, archived": (BUSY, WHOLE, ["AR805"], 0, 1),
    "whole, archive busy": (WHOLE, BUSY, ["AR806"], 0, 0),
    "whole, archive changed": (WHOLE, CHANGED, ["AR806"], 0, 0),
    "made by scripts": (SHORT, None, ["AR804"], 0, 1),
    "a PDF": (answer("text", "application/pdf"), None, ["AR804"], 0, 1),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_what_is_found_of_an_article(tmp_path: Path, server: Server, name: str) -> None:
    page, archive, codes, exits, strictly = OUTCOMES[name]
    looked = looked_up(tmp_path, server, page, archive)
    assert [finding.code for finding in looked.findings] == codes
    assert exit_code(looked.findings) == exits
    assert exit_code(looked.findings, strict=True) == strictly
    assert looked.read == any(c in (WHOLE, CHANGED, MOVED) for c in (page, archive))
    # Where nothing could be read, that is a failure of its own.
    assert (exit_code(nothing_read([looked])) == 2) == (not looked.read)


def test_a_finding_says_where_what_and_what_stands_there_now(
    tmp_path: Path, server: Server
) -> None:
    looked = looked_up(tmp_path, server, CHANGED)
    assert looked.summary == "reuters-2024-01-02: page: 5 found, 0 moved, 1 changed"
    (finding,) = looked.findings
    assert (finding.file, finding.line) == ("seeds/articles/reuters-2024-01-02.toml", 18)
    assert (finding.field, finding.value) == ("quote", "up to 700 km")
    assert finding.message.endswith(
        "the words 'up to 700 km' are not on the page; it prints 'up to 900 km'"
    )


def test_moved_words_are_those_out_of_the_order_of_the_offsets(
    tmp_path: Path, server: Server
) -> None:
    looked = looked_up(tmp_path, server, MOVED)
    assert looked.summary == "reuters-2024-01-02: page: 4 found, 2 moved, 0 changed"
    assert [finding.value for finding in looked.findings] == ["range", "up to 700 km"]


def test_a_page_made_by_scripts_says_so(tmp_path: Path, server: Server) -> None:
    (finding,) = looked_up(tmp_path, server, SHORT).findings
    assert "almost no text (7 characters)" in finding.message


def test_what_a_page_prints_cannot_write_to_the_terminal(tmp_path: Path, server: Server) -> None:
    page = answer(BODY.replace("up to 700 km", "up to \x1b[31m700\x1b[0m km\x07"))
    (finding,) = looked_up(tmp_path, server, page).findings
    assert str(finding).isprintable()


# ---------------------------------------------------------------- the command line

LOOPBACK = [
    *("http://127.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://0x7f.1/", "http://2130706433/"),
    *("http://localhost/", "http://[64:ff9b::7f00:1]/", "https://127.0.0.1:22/"),
]


@pytest.mark.parametrize("url", LOOPBACK)
def test_the_command_connects_to_no_loopback(copied: Path, run: Run, url: str) -> None:
    for file in (copied / "seeds" / "articles").iterdir():
        text = file.read_text(encoding="utf-8")
        before = text.partition('URL = "')[2].partition('"')[0]
        file.write_text(text.replace(before, f"{url}{file.stem}"), encoding="utf-8")
    ran = run("verify", str(copied), "--live")
    assert ran.exit_code == 2
    lines = ran.output.splitlines()
    assert sum(" AR804 warning: the page was not read: " in line for line in lines) == 5
    assert sum("AR807 error: not one of 5 pages could be read: nothing" in line for line in lines)
    sum_of_all = "the pages of 0 of 5 articles read: 6 findings (1 error, 5 warnings)"
    assert lines[-1] == f"{sum_of_all}; 5 of the warnings count only with --strict"


def test_the_server_on_loopback_is_not_even_asked(copied: Path, run: Run, server: Server) -> None:
    name = "tampafp-2024-02"
    file = copied / "seeds" / "articles" / f"{name}.toml"
    text = file.read_text(encoding="utf-8")
    before = text.partition('URL = "')[2].partition('"')[0]
    file.write_text(text.replace(before, server.url()), encoding="utf-8")
    ran = run("verify", str(copied), "--live", name, "--json")
    assert ran.exit_code == 2
    assert [f["code"] for f in json.loads(ran.output)] == ["AR807", "AR804"]
    said, summed = ran.error.splitlines()
    assert said == f"{name}: page: not read (port {server.port} is none of 80, 443)"
    assert summed.startswith("the pages of 0 of 1 articles read: 2 findings")
    assert server.connections == 0


def test_a_retracted_article_is_looked_up_only_where_it_is_named(copied: Path, run: Run) -> None:
    for file in (copied / "seeds" / "articles").iterdir():
        text = file.read_text(encoding="utf-8")
        before = text.partition('URL = "')[2].partition('"')[0]
        text = text.replace(before, "http://127.0.0.1/")
        if "tampafp" in file.stem:
            text = text.replace("\n[text]", '\nretracted = "withdrawn by the outlet"\n\n[text]', 1)
        file.write_text(text, encoding="utf-8")
    assert "tampafp" not in run("verify", str(copied), "--live").output
    assert "tampafp" in run("verify", str(copied), "--live", "tampafp-2024-02").output


#: Arguments that go together with nothing, and words of the one line that says so.
WRONG = [
    ((), "--texts TEXTS, --live, or both"),
    (("--live", "tampafp-2024-03"), "no article 'tampafp-2024-03'; did you mean tampafp-2024-02"),
    (("tampafp-2024-02", "--texts", "."), "articles are named for --live"),
    (("--live", "--lock"), "--lock writes what was found in texts"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_wrong_arguments_are_one_line(
    copied: Path, run: Run, arguments: tuple[str, ...], words: str
) -> None:
    ran = run("verify", str(copied), *arguments)
    assert (ran.exit_code, ran.output, ran.error.count("\n")) == (2, "", 1)
    assert words in ran.error


def test_an_article_may_stand_where_the_folder_does(
    copied: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copied)
    file = copied / "seeds" / "articles" / "tampafp-2024-02.toml"
    text = file.read_text(encoding="utf-8")
    before = text.partition('URL = "')[2].partition('"')[0]
    file.write_text(text.replace(before, "http://127.0.0.1/"), encoding="utf-8")
    ran = run("verify", "--live", "tampafp-2024-02")
    assert ran.output.startswith("tampafp-2024-02: page: not read (127.0.0.1 has the address")
    assert "the page could not be read: nothing was checked" in ran.output
