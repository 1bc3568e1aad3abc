"""Texts that mean something to one form or another, and strategies that make more of them."""

from __future__ import annotations

from hypothesis import strategies as st

#: Each of them is a title that an article file may hold.
TITLES = (
    "<script>alert(1)</script> & <b>bold</b> &amp; &lt;i&gt; &copy",
    "A {braced} title",
    "unbalanced { and } } {",
    r"\input{/etc/passwd} \\ \write18{rm} \def\x{y}",
    "]]> <![CDATA[ <!-- comment --> <?php ?>",
    "}}{{delete}} {{{1|}}} {{!}} | work=Other | url=https://evil.example",
    "[[File:x.jpg|thumb]] [https://evil.example link] ~~~~ <ref>x</ref> <nowiki>",
    "''italic'' '''bold''' __NOTOC__ -{zh}- #REDIRECT [[x]]",
    "right\u202eto\u202c left\u200f marks\u200e \u2066and\u2069 others\ufeff",
    "two\nlines\r\nand\ttabs\u2028and\u2029others\x85here",
    "nul\x00 bell\x07 escape\x1b[31m delete\x7f",
    "a title\nTY  - BOOK\nER  - \n\nTY  - NEWS\nTI  - second",
    "a title},\n}\n@article{evil, title = {Evil}",
    "100 % of #1 costs $5 ^ 2_3 ~ and \"quotes\" 'single' `ticks`",
    "@online{x, @string{a = b} @comment{c} @preamble{d} # concatenated",
    "*starred* _under_ **strong** [link](https://evil.example) ![image](x.png) [^1] [@cited]",
    "https://evil.example www.evil.example <https://evil.example> me@evil.example",
    "1. A list - or a) none -- or --- dash ... :::div | a | b |",
    "---\ntitle: metadata\n---",
    "\ud800 half a character, and none: \uffff",
    "الصواريخ الإيرانية \u200fفي موسكو",
    "טילים בליסטיים: דיווח",
    "می‌خواهد ۷۰۰ کیلومتر",
    "Ünïcödé „Titel“ – “curly” ‘quotes’ … 日本語 🚀",
    "R&D_report (final) = 50% | Outlet",
    "x" * 400,
)

_SNIPPETS = (
    *("<script>", "</b>", "<!--", "-->", "]]>", "<ref>", "<http://a.b>", "http://a.b", "www.a.b"),
    *("{{", "}}", "{", "}", "[[", "]]", "[^1]", "[a](b)", "![a](b)", "[@a]", "@a", "{.b}", "{#a}"),
    *("&lt;", "&copy", "&#60;", "\\input{x}", "\\alpha", "\\", "$x$", "$", "%", "#", "##", "#1"),
    *(
        "--",
        "---",
        "...",
        "~~~",
        "~",
        "~~a~~",
        "^a^",
        "~a~",
        "`",
        "```",
        "``",
        "''",
        "'",
        '"',
        '""',
    ),
    *("*", "**", "_", "__", "*a*", "_a_", "**a**", "|", "| a |", "a|b", "!", "!!", "?", "?`"),
    *(
        "1. ",
        "1) ",
        "a. ",
        "(i) ",
        "iv. ",
        "(@) ",
        "#. ",
        "- ",
        "+ ",
        "* ",
        "> ",
        ": ",
        ":::",
        ":a:",
    ),
    *("Table: ", "table:", "% ", "%", "=", "===", "+---+", "----", "<<", ">>", ",,", ",", ".", ";"),
    *("\n", "\n\n", "\t", "\r", "\x00", "\x1b", "\u202e", "\u200f", "\u2028", "\ufeff", "\u00ad"),
    *("א", "ب", "é", "—", "“", "”", "’", "日", "🚀", "\u0301", "a", "b", "X", "12", " ", "  ", "I"),
    *(
        "TY  - ",
        "ER  - ",
        "@article{a,",
        "x@y.z",
        "Mr. ",
        "(c)",
        "<a href='x'>",
        "::",
        "//",
        "\u00a0",
    ),
)

snippets = st.sampled_from(_SNIPPETS)
texts = st.one_of(
    st.lists(snippets, min_size=1, max_size=8).map("".join),
    st.text(max_size=20),
    st.sampled_from(TITLES),
)
