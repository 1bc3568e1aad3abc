"""The spans of a report are where pandoc finds them."""

from __future__ import annotations

import pytest
from counted import lines_run
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pandoc_spans import numbered, pandoc_spans, pandoc_tables

from armsref.reports.spans import figure_spans

#: Texts; ``]@`` stands for a bracket with attributes of a spec of its own.
CASES = """
[x]@
a [x]@ b [y]@.
[]@
[ x ]@
[\u00a0x\u00a0]@
\U0001f680 é \u200f[x]@ \u3000[y]@
\ufeff[x]@
[a [b] c]@
[a `]` b]@
[a \\] b]@
[*a* **b**]@
*a [b* c]@
**[x]@**
[a|nb]@ ~~[y]@~~ ^[z]@^
[a [ b]@
[a ] b]@
[ a [x]{k='`'} [y]@ ` b
[a [b]@ c](u)
[a](u)[x]@
[a](u [x]@)
[a](<u [x]@>)
[a](u "[x]@")
[a](u|n"[x]@")
[a][b][x]@
[x][b]@
[x](u)@
[a]|n[x]@
![x]@
![a [x]@](u)
\\![x]@
\\[x]@
[x\\]@
\\[x\\]@
^[a [x]@]
[^1][x]@|n|n[^1]: a [y]@|n|n    [z]@|n|n        [code]@|n|n[^1]
[^1]: a|n[x]@|n|n[y]@|n|n[^1]
[@key]@
[see @key, p. 3]@
@key [x]@
[@key; @two] [x]@ [@key]
`[x]@` [y]@
`` ` [x]@ `` [y]@
``[x]@` [y]@
`a|n[x]@` [y]@
`c`{.r}[x]@
`a`{=html} [x]@
$[x]@$ [y]@
$5 [x]@ $6
US$5 and [x]@ US$6
$$[x]@$$ [y]@
$$a|n[x]@$$
\\$a [x]@ b$
<!-- [x]@ --> [y]@
a <!-- b|n|n[x]@ --> c [y]@
[ a <!-- [x]@ --> b [y]@ <!-- c
[ a <pre>[x]@</pre> b [y]@ <pre> c
<!-- [x]@
<!-- a -->|n    [code]@
<b>[x]@</b> <span>[y]@</span>
<div>|n[x]@|n</div>
<div>|n|n[x]@|n|n</div>
   <div>|n    [x]@|n   </div>
    <div>|n[x]@|n    </div>
 <!-- a -->|n    [x]@
<pre>[x]@</pre> [y]@
<pre>|n|n[x]@|n</pre>|n[y]@
<script>|n[x]@|n</script>|n|n[y]@
<style>|n[x]@|n</style>|n|n[y]@
<table><tr><td>[x]@</td></tr></table>
a <pre>|n|n[x]@</pre> [y]@
a <script>[x]@</script> [y]@
<http://a.b/c> [x]@
    [x]@
\t[x]@
a|n    [x]@
a|n|n    [x]@|n|n[y]@
```|n[x]@|n```
``` {.py}|n[x]@|n```|n[y]@
```py|n[x]@|n``` [z]@|n```|n[y]@
````|n```|n[x]@|n````
```|n[x]@
~~~|n[x]@|n~~~~
~~~~|n[x]@|n~~~
~~~|n|n[x]@|n|n~~~|n[y]@
a|n```|n[x]@|n```
a|n~~~|n[x]@|n~~~
- ```|n  [x]@|n  ```|n- [y]@
- a|n```|n[x]@|n```
1. a|n|n   ~~~|n   [x]@|n   ~~~|n|n   [y]@
> ```|n> [x]@|n> ```|n> [y]@
> ```|n[x]@|n```
> [x|n> y]@
> [x|ny]@
> a|n[x]@
a|n> [x]@
>     [x]@
> - a|n>|n>       [x]@|n>|n>   [y]@
> > [x]@
- [x|n  y]@
- [x|n- y]@
- a|n|n  [x]@|n|n      [code]@
-   a|n|n    [x]@|n|n        [code]@
-     [code]@
-\t[x]@|n|n\t[y]@
* [x]@|n    * [y]@|n        * [z]@
10. a|n|n    [x]@|n|n        [code]@
(a) [x]@
A. [x]@|n|n       [code]@
A.  [x]@|n|n    [y]@
#. [x]@
(@) [x]@
p. 3|n|n    [code]@
# [x]@
# A [x]@ {#id}
# A [x|ny]@
#[x]@
## [x]@ ##
[x]@|n===
A [x|ny]@|n---
***|n[x]@
| a | b ||n|---|---||n| [x]@ | [y]@ |
| [x]@ | b ||n|---|---||n| 1 | 2 |
a | [x]@|n--|--|n1 | [y]@
| a | b ||n|---|---||n| [x\\|y]@ | `|` [z]@ |
| a | b ||n|---|---||n| 1 | 2 | [dropped]@ |
| a | b ||n|---|---||n| [x|ny]@ | 1 |
| a | b ||n|---|---||n| 1 | 2 ||n[x]@
| a [x]@||n| b [y|n  z]@
A [x]@|n|n:   b [y]@|n|n        [z]@
A|n:   b [y]@
::: a|n[x]@|n:::
::: {.a}|n|n- [x]@|n|n:::
[a]: http://x|n[x]@
[a]: http://x/[x]@
[a]: <u> '[x]@'|n[y]@
[a]: u|n  "b"|n[x]@
\\foo{[x]@} [y]@
\\foo [x]@ [y]@
\\begin{align}|n[x]@|n\\end{align}
C:\\temp|n|n[x]@
---|nt: '[x]@'|n---|n|n[y]@
a|n|n---|nt: '[x]@'|n...|n|n[y]@
---|nA [x]@|n---|n|nb
a|n|n---|n|n[x]@
"[x]@" '[y]@'
[x]@{.b}
[x]@(u)
[x]@[y]@
{.armsref}[x]@
a\r[x\ry]@\r    [z]@
""".strip("\n").split("\n")
#: Attributes as they may be written, all of one span; the last ones are of none.
ATTRIBUTES = [
    '{.armsref spec="case.0"}',
    '{spec="case.0" .armsref}',
    "{.armsref spec='case.0'}",
    "{.armsref spec=case.0}",
    '{ .armsref  spec="case.0" }',
    '{.armsref\nspec="case.0"}',
    '{#i .a .armsref .b spec="case.0" unit="km" k="v"}',
    '{class="armsref b" spec="case.0"}',
    '{.armsref spec="case.0" note="a } b"}',
    '{.armsref spec="case.0" note="a \\" b"}',
    '{.armsref spec="case.0" - }',
    '{.armsref.b spec="case.0"}',
    '{.armsref, spec="case.0"}',
    '{.armsref\n\nspec="case.0"}',
    '{.armsref spec="case.0"',
    '{armsref spec="case.0"}',
    '{ .armsref spec = "case.0"}',
]


def text_of(case: str) -> str:
    # A bar and an n are a line end, where no cell of a table begins with an n.
    return numbered(case.replace("|n", "\n"))


def ours(text: str) -> dict[str, str]:
    found = figure_spans(text)
    for span in found.spans:
        whole = text[span.start : span.end]
        assert (whole[0], whole[-1]) == ("[", "}")
        assert text[span.text_start - 1] == "["
        assert text[span.text_end : span.attributes_start] == "]{"
        assert span.attributes_end == span.end - 1
    return {span.spec: span.words for span in found.spans}


ENDS = ["\n", "\r\n"]


@pytest.fixture(scope="module")
def by_pandoc() -> dict[str, dict[str, str]]:
    texts = [text_of(case).replace("\n", end) for case in CASES for end in ENDS]
    texts += [f"a [x]{attributes} b" for attributes in ATTRIBUTES]
    return dict(zip(texts, pandoc_spans(texts), strict=True))


@pytest.mark.parametrize("case", CASES)
def test_the_spans_are_those_of_pandoc(case: str, by_pandoc: dict[str, dict[str, str]]) -> None:
    for end in ENDS:
        text = text_of(case).replace("\n", end)
        assert ours(text).keys() == by_pandoc[text].keys()


@pytest.mark.parametrize("attributes", ATTRIBUTES)
def test_the_attributes_are_those_of_pandoc(
    attributes: str, by_pandoc: dict[str, dict[str, str]]
) -> None:
    text = f"a [x]{attributes} b"
    assert ours(text) == by_pandoc[text]
    if not by_pandoc[text] and ".armsref" in attributes:
        assert figure_spans(text).problems


def test_the_words_are_those_of_pandoc() -> None:
    inner = ["700 km", "a\nb", "\U0001f680 é", "5 \\* 3", "a [b] c", "\\$5\\\\", "<b", "1–2"]
    texts = [f"> [{words}]@".replace("\n", "\n> ") for words in inner]
    texts = [numbered(text) for text in texts]
    assert [ours(text) for text in texts] == pandoc_spans(texts)


# ---------------------------------------------------------------- many texts

ATOMS = [
    *["[x]@", "[]@", "[a b]@", "[*x*]@", "[a [b] c]@", "[`]`]@", "[\\]]@", "[\U0001f680\u00a0é]@"],
    *["[a\nb]@", "[$5]@", "[5\\$]@", "word", "a b", "`code`", "``a`b``", "$a$", "$5", "*", "**"],
    *["_", "[", "]", "[a](b)", "[a][b]", "[a]", "![a](b)", "!", "<b>", "</b>", "<!-- c -->", "~"],
    *["<http://a.b>", "@key", "[@key]", "[see @key, p. 3]", "\\[", "\\]", "\\foo{a}", "{", "}"],
    *["(", ")", "\u200f", "\u3000", "--", "...", "&amp;", "\\$", "]{", "]]", "\n", "\n"],
]
LINES = st.lists(st.sampled_from(ATOMS), min_size=1, max_size=5).map(" ".join)
LINE = LINES.map(lambda words: words.replace("\n", " "))


def indented(text: str, first: str, others: str) -> str:
    begin, *rest = text.split("\n")
    return "\n".join([first + begin, *(others + line if line else line for line in rest)])


def inside(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Put blocks into a quote, an item, a footnote, a division, an element."""
    marks = st.sampled_from(
        [("> ", "> "), ("> ", ""), ("- ", "  "), ("-   ", "    "), ("1. ", "   ")]
    )
    more = st.sampled_from([("10) ", "    "), ("* ", "    "), ("[^1]: ", "    "), ("(i) ", "    ")])
    around = st.sampled_from(
        [("<div>", "</div>"), ("::: a", ":::"), ("<section>\n", "\n</section>")]
    )
    return st.one_of(
        st.builds(lambda text, mark: indented(text, *mark), blocks, marks | more),
        st.builds(lambda text, ends: f"{ends[0]}\n{text}\n{ends[1]}", blocks, around),
    )


BLOCK = st.recursive(
    st.one_of(
        LINES,
        LINES,
        LINE.map("# {}".format),
        LINE.map("{}\n===".format),
        LINES.map(lambda text: indented(text, "    ", "    ")),
        st.builds("| a | b |\n|---|---|\n| {} | {} |".format, LINE, LINE),
        st.just("***"),
        LINES.map("```\n{}\n```".format),
        LINES.map("~~~~ {{.a}}\n{}\n~~~~~".format),
        LINE.map("Term\n\n:   {}".format),
    ),
    lambda blocks: inside(st.lists(blocks, min_size=1, max_size=3).map("\n\n".join)),
    max_leaves=6,
)
TEXTS = st.lists(BLOCK, min_size=1, max_size=3).map("\n\n".join)
#: A footnote may be written once; others of its name are nobody's.
ONCE = TEXTS.filter(lambda text: text.count("[^1]:") < 2)


# Shrinking would call pandoc a thousand times: the text that differs is shown as it is.
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(ONCE, min_size=30, max_size=60), st.sampled_from(["\n", "\r\n"]))
def test_the_spans_of_any_text_are_those_of_pandoc(cases: list[str], end: str) -> None:
    texts = [numbered(case).replace("\n", end) for case in cases]
    for text, wanted in zip(texts, pandoc_spans(texts), strict=True):
        nested = any("another such span" in one.message for one in figure_spans(text).problems)
        assert nested or ours(text).keys() == wanted.keys(), text


#: Where we differ from pandoc, on purpose or not worth it: the text, what it finds, what we find.
DIFFERENT = {
    # A cell of Quarto or knitr is code for whoever renders it: pandoc sees what comes of it.
    "```{python}\n\n[x]@\n\n```": ({"case.0"}, set()),
    # Pandoc loses what stands behind a tag of a block in a line of verse: we still find it.
    "| <p>[x]@": (set(), {"case.0"}),
    # Code over the end of a heading's line.
    "# `a [x]@\n`": (set(), {"case.0"}),
}


def test_every_difference_from_pandoc_is_named() -> None:
    texts = [numbered(case) for case in DIFFERENT]
    found = [
        (set(theirs), set(ours(text)))
        for text, theirs in zip(texts, pandoc_spans(texts), strict=True)
    ]
    assert found == list(DIFFERENT.values())


# ---------------------------------------------------------------- tables laid out by columns

BY_COLUMNS = """
A    B|n---  ---|n[x]@  b
A    B|n---  ---|n1   [x]@|n---  ---|nafter
A [x]@    B|n---  ---|n1    2
A    B|n---  ---|n|n[x]@
---  ---|n[x]@  b|n---  ---
b|n|n---|nA [x]@|n---|n|na
-----|n[x]@|n-----
-----|n|n[x]@|n-----
- - -|n[x]@|n- - -
-------|nA    B|n---  ---|n1    2|n|n[x]@|n-------|n
-----|na|n|n[x]@|n|n-----|n|nb
-----|na|n-----|n|n[x]@
-----|na|n|n-----|n|n[x]@
A    B|n---  ---|n1    2|n[x]@|n|n: [c]
A    B|n---  ---|n1    2|n|n[x]@
A    B|n---  ---|n1    2|n|n: [x]@
> A    B|n> ---  ---|n> 1    [x]@
- A    B|n  ---  ---|n  1    [x]@
a[^1]|n|n[^1]: A    B|n    ---  ---|n    1    [x]@
    A    B|n    ---  ---|n    1    [x]@
   A    B|n   ---  ---|n   1    [x]@
1|nA    B|n---  ---|n1    [x]@
# A    B|n---  ---|n1    [x]@
[x]@|n---
WIDE|n|[x]@|nWIDE
WIDE|n| [x]@ | b |nWIDE
WIDE|n| a | b ||nUNDER|n| [x]@ | b ||nWIDE|n
+-+-+|n| a ||n+-+-+|n|[x]@
+-+-+|n| a ||n+-+-+|n[x]@
a|n+---+---+|n| [x]@ ||n+---+---+
   +---+---+|n   | [x]@ ||n   +---+---+
| a | b ||n|---|---||n| [x]@ | b |
a | b|n--|--|n[x]@ | b
""".strip("\n").split("\n")


def of_frame(case: str) -> str:
    frame = f"+{'-' * 32}+---+"
    return text_of(case.replace("WIDE", frame).replace("UNDER", frame.replace("-", "=")))


def says_by_columns(text: str) -> bool:
    return any("laid out by columns" in one.message for one in figure_spans(text).problems)


def test_tables_laid_out_by_columns_are_those_of_pandoc() -> None:
    texts = [of_frame(case) for case in BY_COLUMNS]
    ours_ = [says_by_columns(text) for text in texts]
    assert dict(zip(texts, ours_, strict=True)) == dict(
        zip(texts, pandoc_tables(texts), strict=True)
    )
    assert {True, False} == set(ours_)


PIECES = st.sampled_from(
    [
        *["---- ----", "-----", "---  ---  ---", "- - -", "", "", "", "a    b", "a", "# a", "> a"],
        *["[x]@", "1    [x]@", "[x]@    c", "  - [x]@", "- a", "| [x]@ | b |", "+---+---+"],
        *["+---+---+", "| a |", "+===+===+", "|---|---|", "===", "*****", "`-----`"],
    ]
)


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.lists(PIECES, min_size=2, max_size=9), min_size=150, max_size=200))
def test_tables_of_any_lines_are_those_of_pandoc(cases: list[list[str]]) -> None:
    texts = [numbered("\n".join(["a", "", *lines])) for lines in cases]
    for text, wanted in zip(texts, pandoc_tables(texts), strict=True):
        # Where no blank line ends a list's item, pandoc may see none: nothing is written there.
        assert says_by_columns(text) or not wanted, text


def test_code_in_a_table_laid_out_by_columns_is_no_figure() -> None:
    text = f"A    B\n---  ---\n`[x]{{.armsref {OF}}}`  b"
    assert figure_spans(text) == ([], [])


# ---------------------------------------------------------------- what is no span

OF = 'spec="zolfaghar.range"'
#: A text, the column of the problem, a part of what is said.
PROBLEMS = [
    ("a [x]{.armsref}", 3, "names no spec"),
    ("[x]{.armsref spec=''}", 1, "names no spec"),
    ("[x]{.armsref spec='zolfaghar.range}", 1, "broken quotation"),
    (f"[x]{{.armsref {OF} unti='lb'}}", 1, "write unit="),
    (f"[x]{{.armsref {OF} Digits=2}}", 1, "write digits="),
    ("[x]{.armsref spce='zolfaghar.range'}", 1, "write spec="),
    (f"[x]{{.armsref {OF} digits=0}}", 1, "whole number"),
    (f"[x]{{.armsref {OF} digits='2.5'}}", 1, "whole number"),
    (f"[x]{{.armsref {OF} digits='٢'}}", 1, "whole number"),
    (f"[x]{{.armsref {OF} unit=''}}", 1, "empty unit"),
    (f"[x]{{.armsref {OF} disputed=yes}}", 1, 'disputed="ok"'),
    (f"[x]{{.armsref {OF} {OF}}}", 1, "spec= twice"),
    (f"[x]{{.amrsref {OF}}}", 1, "write .armsref"),
    (f"[x]{{{OF}}}", 1, "write .armsref"),
    (f"[x]{{.armsref {OF}", 4, "close brackets"),
    (f"[x]{{.armsref, {OF}}}", 4, "close brackets"),
    (f"x]{{.armsref {OF}}}", 3, "close brackets"),
    (f"[x] {{.armsref {OF}}}", 5, "without a gap"),
    (f"[x]({{u}}){{.armsref {OF}}}", 9, "of a link"),
    (f"![x]{{.armsref {OF}}}", 5, "of a link, an image"),
    (f"[x][y]{{.armsref {OF}}}", 7, "of a link"),
    (f"`x`{{.armsref {OF}}}", 4, "code"),
    (f"# T {{.armsref {OF}}}", 5, "without a gap"),
    (f"a [x]{{armsref {OF}}} b", 6, "write [...]{.armsref"),
    (f"a [x] {{armsref {OF}}}", 7, "write [...]{.armsref"),
    (f"[x]{{ Armsref\nunit='lb' {OF}", 4, "write [...]{.armsref"),
    ("[x]{armsref}", 4, "no dot"),
    (f"a []\n{{.armsref {OF}}}", 1, "without a gap"),
    (f"$x [y]{{.armsref {OF}}}$", 7, "close brackets"),
    (f"\\foo{{[x]{{.armsref {OF}}}}}", 9, "close brackets"),
    (f"[a [b]{{.armsref {OF}}} c]{{.armsref {OF}}}", 1, "holds another"),
    (f"---\ntitle: '[x]{{.armsref {OF}}}'\n---\n", 12, "metadata"),
    (f"[^b]: a [x]{{.armsref {OF}}}", 9, "never printed; write [^b]"),
    (f"`[^b]`\n\n[^b]: [x]{{.armsref {OF}}}", 7, "never printed"),
    (f"[^a]\n\n[^a]: [^b]\n\n[^b]: [x]{{.armsref {OF}}}", 7, "never printed"),
    (f"[^a]\n\n[^a]: [x]{{.armsref {OF}}}\n\n[^a]: [y]{{.armsref {OF}}}", 7, "define it once"),
]


@pytest.mark.parametrize(("text", "column", "said"), PROBLEMS, ids=[p[0] for p in PROBLEMS])
def test_what_is_nearly_a_span_is_a_problem(text: str, column: int, said: str) -> None:
    (problem,) = figure_spans(text).problems
    line_start = text.rfind("\n", 0, problem.start) + 1
    assert problem.start - line_start + 1 == column
    assert said in f"{problem.message}; {problem.remedy}"


@pytest.mark.parametrize(
    "text",
    [
        f"`[x]{{.armsref {OF}}}`",
        f"    [x]{{.armsref {OF}}}",
        f"<!-- [x]{{.armsref {OF}}} -->",
        f"[ <!-- [x]{{.armsref {OF}}} --> <!-- c",
        f"\\[x\\]{{.armsref {OF}}}",
        f"[x]\\{{.armsref {OF}}}",
        "[x]{.other spec='a.b'}",
        f"[x]{{.armsref {OF} author='me' lang=en}}",
        "",
        "{.armsreference}",
        f"`[x]{{armsref {OF}}}`",
        f"[x]\\{{armsref {OF}}}",
        '{% armsref "zolfaghar.range" %} {{ armsref("zolfaghar.range") }} {armsref of old}',
    ],
)
def test_what_means_no_span_is_no_problem(text: str) -> None:
    assert figure_spans(text).problems == []


CITED = [
    (" [@a]", ("a",)),
    ("[@a; @b-1, p. 3]", ("a", "b-1")),
    ("\n[see @a; -@{b c}]", None),
    (" [-@a; *also* @b.]", ("a", "b")),
    ("  [@a] [@b]", ("a",)),
    (" [a]", None),
    (" [@a](u)", None),
    (" [@a][b]", None),
    (" and [@a]", None),
    ("\n\n[@a]", None),
    (" [me\\@a.b]", None),
]


@pytest.mark.parametrize(("behind", "keys"), CITED)
def test_the_citations_behind_a_span(behind: str, keys: tuple[str, ...] | None) -> None:
    text = f"> [x]{{.armsref {OF}}}{behind}".replace("\n", "\n> ")
    (span,) = figure_spans(text).spans
    assert (span.cited and span.cited.keys) == keys
    if span.cited is not None:
        assert text[span.cited.start : span.cited.end].startswith("[")
        assert text[span.cited.end - 1] == "]"


#: What a reader might go over again and again.
NASTY = [
    *["[", "[]", "`", "``` ", "$a ", "<a b='", "<!-- ", "> ", "- ", "[a]{.armsref x='", "[a]{a="],
    *[
        "\\a[",
        "\\a{",
        "[a](b ",
        "[a](((",
        "```\n",
        "~~~~\n\n",
        "[^a",
        "a\n: b\n\n",
        "[a][",
        "<pre> ",
    ],
    *["---\na: b\n\n", "\\begin{a}\n", "::: x\n", "[^1]: a\n\n", "![a", "<div>\n", "{.armsref "],
    *[
        "---\na\n",
        "-- --\na\n",
        "a\n-- --\n",
        "-",
        "- -\n",
        "+--+\n|a|\n",
        "+--",
        "a\n-- --\nb\n\n",
    ],
    *["[a [b]{.armsref spec=a.b k='['} ", "[a]{.armsref spec=x.y} [@a; ", "| a | b |\n|---|---|\n"],
]


@pytest.mark.parametrize("piece", NASTY)
def test_the_work_is_linear(piece: str) -> None:
    """Lines that run are counted, not seconds."""

    def lines(length: int) -> int:
        text = (piece * length)[:length]
        return lines_run(lambda: figure_spans(text))

    # Four times the text: a square would take sixteen times as many.
    assert lines(6_000) < 8 * lines(1_500)
