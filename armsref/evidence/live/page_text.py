"""The text of a page: what a reader sees of its HTML, in one pass from front to back.

The standard library's parser takes quadratic time on tags that never close, and differs between
versions of Python; here every step goes forward, by the rules of HTML for where a tag, a comment
and a script end.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from armsref.evidence.live.content import decoded
from armsref.evidence.live.not_read import NotRead
from armsref.evidence.live.web_address import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from armsref.evidence.live.fetch import Page

_HTML = frozenset(["text/html", "application/xhtml+xml", ""])
_PLAIN = frozenset(["text/plain"])

#: Elements whose inside is no markup, and no text that is shown.
_RAW = frozenset(
    ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "svg", "math"]
)
#: Of these, those that a tag can close itself: ``<svg/>``.
_FOREIGN = frozenset(["svg", "math"])
#: Elements that are not shown, with all that is in them.
_HIDDEN = frozenset(["noscript", "template"])
#: Elements that stand in a line of text; all others begin a new one.
_INLINE = frozenset(
    [
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "progress"),
        *("q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"),
        *("time", "tt", "u", "var", "wbr"),
    ]
)

_NAME = re.compile(r"</?([A-Za-z][^\s/>]{0,40})[^\s/>]*+")
#: What follows a tag's name, to its end; a quotation mark counts behind an equals sign alone.
_REST = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
#: A number so long is no character, and too long to be made an integer.
_LONG_REFERENCE = re.compile(r"&#(?:[0-9]{8,}+|[xX][0-9A-Fa-f]{8,}+);?")


def page_text(page: Page) -> str:
    """Return the text of a page.

    Raises
    ------
    NotRead
        It is neither HTML nor plain text.
    """
    if page.type not in _HTML | _PLAIN:
        raise NotRead("form", f"it is {shown(page.type)}, no web page")
    text = decoded(page.body, page.charset)
    return text if page.type in _PLAIN else html_text(text)


def html_text(markup: str) -> str:
    """Return what a reader sees of HTML; a new line where a block begins or ends.

    Examples
    --------
    >>> html_text("<p>up to 1,<b>300</b>&nbsp;km<!-- no --><script>1 < 2</script></p>more").split()
    ['up', 'to', '1,300', 'km', 'more']
    """
    return "".join(_texts(markup))


def _texts(markup: str) -> Iterator[str]:
    hidden: list[str] = []
    for text, tag, closes in _parts(markup):
        if text and not hidden:
            yield _unescaped(text)
        if tag in _HIDDEN:
            if not closes:
                hidden.append(tag)
            elif hidden and hidden[-1] == tag:
                hidden.pop()
        if tag and tag not in _INLINE and not hidden:
            yield "\n"


def _parts(markup: str) -> Iterator[tuple[str, str, bool]]:
    """Go over the markup: a text, the name of the tag behind it, whether that tag closes."""
    at, size = 0, len(markup)
    while at < size:
        less = markup.find("<", at)
        if less < 0:
            yield markup[at:], "", False
            return
        text = markup[at:less]
        named = _NAME.match(markup, less)
        if named is None:
            end = _no_tag(markup, less)
            # A bare "<" is text.
            yield (text + "<" if end == less + 1 else text), "", False
            at = end
            continue
        tag, closes = named[1].lower(), markup[less + 1] == "/"
        yield text, tag, closes
        rest = _REST.match(markup, named.end())
        # What begins and never ends takes the rest of the page, as in a browser.
        at = size if rest is None else rest.end()
        if tag in _RAW and not closes and not (tag in _FOREIGN and markup[at - 2] == "/"):
            end_tag = _ENDS[tag].search(markup, at)
            at = size if end_tag is None else end_tag.start()


def _no_tag(markup: str, less: int) -> int:
    """Return where a comment or the like ends; one further for a bare less-than sign."""
    following = markup[less + 1 : less + 2]
    if following in {"!", "?"} or markup.startswith("</", less):
        if markup.startswith("<!--", less):
            comment = _COMMENT.match(markup, less)
            return len(markup) if comment is None else comment.end()
        end = markup.find(">", less)
        return len(markup) if end < 0 else end + 1
    return less + 1


def _unescaped(text: str) -> str:
    return html.unescape(_LONG_REFERENCE.sub("�", text)) if "&" in text else text
