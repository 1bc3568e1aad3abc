"""What a document says is what a reader of each form shows, whatever stands in it."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hostile import TITLES, snippets, texts
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from readers import Pandoc, in_commonmark, in_html, shown

from armsref.errors import ArmsrefError
from armsref.one_line import one_line
from armsref.writing import (
    FORMS,
    Block,
    Bullets,
    Document,
    Emphasis,
    Heading,
    Inlines,
    Link,
    Note,
    Paragraph,
    Strong,
    Superscript,
    Table,
    Words,
    plain,
    words,
    write,
)
from armsref.writing.forms import write_inlines

ADDRESS = "https://example.org/a_b~c?x=1&copy=2#d%20*e*[f]"


def paragraphs(said: list[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((words(one),)) for one in said)


def expected(said: list[str]) -> list[str]:
    return [kept for one in said if (kept := shown(one_line(one)))]


# ---------------------------------------------------------------- words

batches = st.lists(texts, min_size=30, max_size=60)
# A batch is not shrunk: each try of pandoc's costs a process, and the difference shows the text.
few = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
many = settings(few, max_examples=25)


@many
@given(batches)
def test_html_shows_the_words(said: list[str]) -> None:
    blocks, addresses = in_html(write(paragraphs(said), "html"))
    assert [block for block in blocks if block] == expected(said)
    assert addresses == []


@many
@given(batches)
def test_commonmark_shows_the_words(said: list[str]) -> None:
    blocks, addresses = in_commonmark(write(paragraphs(said), "markdown"))
    assert blocks == expected(said)
    assert addresses == []


@few
@given(batches)
@pytest.mark.parametrize("form", ["markdown", "latex"])
def test_pandoc_shows_the_words(form: str, said: list[str]) -> None:
    read = Pandoc(write(paragraphs(said), form), form)
    assert read.blocks == expected(said)
    assert read.addresses == read.notes == []


@many
@given(texts)
def test_a_line_holds_nothing_that_hides_or_turns(said: str) -> None:
    line = one_line(said)
    assert one_line(line) == line
    assert "  " not in line
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", line)
    line.encode("utf-8")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("الصواريخ \u200fالإيرانية\u061c", "الصواريخ الإيرانية"),
        ("\u202bטילים\u202c בליסטיים", "טילים בליסטיים"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("क्\u200dष", "क्\u200dष"),
        ("é e\u0301 🚀", "é e\u0301 🚀"),
        ("half\ud800 none\uffff\ufdd0", "half none"),
    ],
)
def test_letters_of_every_script_stay(said: str, kept: str) -> None:
    assert one_line(said) == kept


# ---------------------------------------------------------------- documents

inlines = st.recursive(
    texts.map(lambda text: (words(text),)),
    lambda inner: st.lists(
        st.one_of(
            snippets.map(words),
            inner.map(Emphasis),
            inner.map(Strong),
            inner.map(Superscript),
        ),
        min_size=1,
        max_size=4,
    ).map(tuple),
    max_leaves=6,
)
linked = st.one_of(
    inlines,
    texts.map(lambda text: (words("see "), Link((words(text or "x"),), ADDRESS), words(text))),
    texts.map(lambda text: (words(text), Link((Words(ADDRESS),), ADDRESS))),
    texts.map(lambda text: (words("see "), Link((words(text),), f"javascript:{text}"))),
)


def blocks_of(lines: list[Inlines]) -> Document:
    """Return a document with lines in every kind of block."""
    rows = tuple((line, line) for line in lines[:3])
    made: list[Block] = [Heading(2, lines[0]), *map(Paragraph, lines), Bullets(tuple(lines[:4]))]
    table = Table(rows[0], rows)
    return (*made, Paragraph((words("between"),)), table)


def lines_of(document: Document) -> list[str]:
    """Return what a reader is to show of each block; an empty one is none."""
    found: list[Inlines] = []
    for block in document:
        if isinstance(block, Bullets):
            found += block.items
        elif isinstance(block, Table):
            found += [cell for row in (block.header, *block.rows) for cell in row]
        else:
            found.append(block.of)
    return [text for line in found if (text := shown(plain(line)))]


def leads(line: Inlines) -> bool:
    return any(isinstance(part, Link) and part.is_safe for part in line)


@few
@given(st.lists(linked, min_size=20, max_size=40))
@pytest.mark.parametrize("form", ["html", "markdown", "latex"])
def test_documents_show_their_words(form: str, lines: list[Inlines]) -> None:
    document = blocks_of(lines)
    text = write(document, form)
    if form == "html":
        blocks, addresses = in_html(text)
    else:
        read = Pandoc(text, form)
        blocks, addresses = read.blocks, read.addresses
    assert [block for block in blocks if block] == lines_of(document)
    if form == "markdown":
        blocks, again = in_commonmark(text)
        assert [block for block in blocks if block] == lines_of(document)
        assert [unquote(address) for address in again] == [unquote(a) for a in addresses]
    assert {unquote(a) for a in addresses} == {unquote(ADDRESS) for line in lines if leads(line)}


@pytest.mark.parametrize("form", ["html", "markdown", "latex"])
def test_hostile_words_stay_in_their_notes(form: str) -> None:
    lines = [(words("text"), Note((words(title),)), words(" more")) for title in TITLES]
    table = Table(((words("a"),),), ((lines[0][:2],),))
    document: Document = (*(Paragraph(line) for line in lines + lines), table)
    text = write(document, form)
    notes = [shown(one_line(title)) for title in TITLES]
    if form == "html":
        blocks, addresses = in_html(text)
        assert [b.rstrip(" ↩") for b in blocks[-len(notes) :]] == [n.rstrip() for n in notes]
        assert set(re.findall(r'id="([^"]+)"', text)) == {a[1:] for a in addresses}
    else:
        met = Pandoc(text, form).notes
        assert list(dict.fromkeys(met)) == notes


def test_marks_are_dropped_only_where_they_would_be_printed() -> None:
    table = {
        (words("a "), Emphasis((words("b"),)), words(" c")): "a *b* c",
        (words("a"), Emphasis((words("b"),)), words("c")): "a*b*c",
        (words("a"), Emphasis((words("(b)"),)), words("c")): "a(b)c",
        (Emphasis((words(" b "),)), words("c")): " *b* c",
        (Emphasis((words("a"),)), Strong((words("b"),))): "*a*b",
        (Emphasis((Emphasis((words("a"),)),)),): "*a*",
        (Emphasis((words("a "), Strong((words("b"),)))),): "*a b*",
        (Emphasis((words(" "),)), words("c")): " c",
    }
    for line, written in table.items():
        assert write_inlines(line, "markdown") == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("- item", "\\- item"),
        ("-5 km", "-5 km"),
        ("1. January", "1\\. January"),
        ("1.5 km", "1.5 km"),
        ("300 km", "300 km"),
        ("a) first", "a\\) first"),
        ("(iv) fourth", "(iv\\) fourth"),
        ("Reuters. 2024", "Reuters. 2024"),
        ("Table: x", "Table\\: x"),
        (": x", "\\: x"),
        ("% x", "\\% x"),
        ("2024-02-22", "2024-02-22"),
        ('Iran\'s "new" missile', 'Iran\'s "new" missile'),
        ('"Iran\'s "new" missile," Outlet', '\\"Iran\'s \\"new\\" missile,\\" Outlet'),
        ("it 'flies", "it \\'flies"),
        ("https://example.org", "https\\://example.org"),
    ],
)
def test_a_line_opens_no_block_and_is_escaped_no_further(said: str, written: str) -> None:
    assert write_inlines((words(said),), "markdown") == written


def test_what_stands_in_a_row_is_escaped_together() -> None:
    row = (words("a-"), words("-b!"), Link((words("x"),), "https://example.org"))
    assert write_inlines(row, "markdown") == "a-\\-b\\![x](<https://example.org>)"
    assert write_inlines(row, "latex") == "a-{}-b!\\href{https://example.org}{x}"


@pytest.mark.parametrize("title", TITLES)
def test_latex_is_given_no_command_and_no_brace_of_a_text(title: str) -> None:
    text = write((Paragraph((words(title), Note((words(title),)))),), "latex")
    ours = {"textbackslash", "textless", "textgreater", "texttt", "footnote", *"{}$&#%_^~`"}
    assert set(re.findall(r"\\([A-Za-z]+|.)", text)) <= ours
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", text):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("title", TITLES)
def test_the_title_of_a_page_is_words(title: str) -> None:
    document = (Paragraph((words("text"),)),)
    page = write(document, "html", page=True, title=title)
    assert re.findall("<title>(.*)</title>", page) == [
        re.findall("<p>(.*)</p>", write(paragraphs([title]), "html"))[0].strip()
    ]
    assert page.count("<body>") == page.count("</title>") == 1
    assert "\\begin{document}\n\\title{" in write(document, "latex", page=True, title=title)


def test_the_titles_of_pages_are_read_back() -> None:
    for title in TITLES[:8]:
        for form in ("markdown", "latex"):
            read = Pandoc(write((Paragraph((words("x"),)),), form, page=True, title=title), form)
            assert read.title == shown(one_line(title))
            assert read.blocks == ["x"]


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", ""),
        *("https://example.org/ x", "https://example.org/\u202ex", "https://example.org/\x00"),
        *("https://example.org\\x", "https://exa'mple.org/", 'https://"example.org', "https:///x"),
    ],
)
def test_only_addresses_of_the_web_are_led_to(address: str) -> None:
    line = (Link((words("shown"),), address),)
    for form in FORMS:
        assert write_inlines(line, form) == "shown"


@pytest.mark.parametrize("sign", "\"'<>\\^`{|}")
def test_what_a_form_would_escape_is_encoded_in_an_address(sign: str) -> None:
    address = f"https://example.org/a_b/{sign}s?x=1&y={sign}#{sign}"
    line = (words("x "), Link((words(address),), address))
    wanted = address.replace(sign, f"%{ord(sign):02X}")
    written = {form: write((Paragraph(line),), form) for form in FORMS}
    said = ([shown(f"x {address}")], [wanted])
    assert in_html(written["html"]) == in_commonmark(written["markdown"]) == said
    for form in ("markdown", "latex"):
        read = Pandoc(written[form], form)
        assert (read.blocks, read.addresses) == said, form


def test_numbers_of_notes_go_down_the_page() -> None:
    one, two = Note((words("one"),)), Note((words("two"),))
    table = Table(((words("a"), two),), (((words("b"), two),),), (words("of"), one))
    for form in FORMS:
        text = write((table, Paragraph((words("c"), one))), form)
        assert text.index("one") < text.index("two"), form


def test_latex_numbers_the_notes_itself_on_from_those_around() -> None:
    """A long table asks the counter for a note's number: one of ours would be lost."""
    one, two = Note((words("one"),)), Note((words("two"),))
    table = Table(((words("a"),),), (((words("b"), one),), ((words("c"), two),)))
    text = write((table, Paragraph((words("d"), one))), "latex")
    assert not re.search(r"\\footnote\w*\[|setcounter", text)
    assert re.findall(r"\\footnote\{(?:\\label\{[^}]*\})?(\w+)\}", text) == ["one", "two"]
    (label,) = re.findall(r"\\footnote\{\\label\{([^}]*)\}one\}", text)
    assert f"d\\textsuperscript{{\\ref{{{label}}}}}" in text
    assert text.count("\\label") == 1
    other = write((Paragraph((words("e"), one, one)),), "latex")
    assert label not in other


def test_notes_of_a_head_are_not_lost_in_latex() -> None:
    note = Note((words("one"),))
    row = ((words("b"),),)
    assert "\\endhead" in write((Table(((words("a"),),), (row,)),), "latex")
    assert "\\endhead" not in write((Table(((words("a"), note),), (row,)),), "latex")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("“Fateh-110” – café…", ""),
        ("Х-101", "{Х}"),
        ("חץ, חץ", "{ח}{ץ}"),
        ("می\u200cخواهد e\u0301", "{\u0301}{ا}{خ}{د}{م}{ه}{و}{ی}"),
        ("東風", "{東}{風}"),
        ("ḥ → ½", "{ḥ}"),
    ],
)
def test_a_page_asks_the_engine_of_latex_for_letters_beyond_its_own(said: str, asked: str) -> None:
    document = (Paragraph((words(said),)),)
    page = write(document, "latex", page=True)
    assert re.findall(r"\\@tfor\\armsrefletter:=(.*)\\do", page) == ([asked] if asked else [])
    assert ("\\setmainfont" in page) == ("run lualatex or xelatex.\n" in page) == bool(asked)
    assert ("bidi=basic" in page) == bool(re.search("[\u05d0-\u06ff]", said))
    assert "armsref" not in write(document, "latex")
    read = Pandoc(page, "latex")
    assert read.blocks == expected([said])


def test_an_unknown_form_is_one_line() -> None:
    with pytest.raises(ArmsrefError, match="no form 'rtf'; use one of text, markdown"):
        write((), "rtf")
