"""What a line of Markdown begins: a list, a quote, a fence, a heading, as pandoc tells them."""

from __future__ import annotations

import re

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*(.*)")
#: Behind an opening fence: raw text's mark; or a word, attributes, or both. The cells of Quarto and
#: knitr, ``{python}``, are code for whoever renders them: pandoc sees what is made of them.
FENCE_INFO = re.compile(r"\{=[\w-]+\}\s*|[^\s`{}]*[ \t]*(?:\{[^{}]*\})?[ \t]*")
FENCE_END = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*")
RULE = re.compile(r" {0,3}([*\-_])(?: *\1){2,} *")
QUOTE = re.compile(r" {0,3}> ?")
HEADING = re.compile(r"#+(?![.)])(?=[ \t]|\Z)")
UNDERLINE = re.compile(r"[=-]+ *")
METADATA = re.compile(r"--- *")
METADATA_END = re.compile(r"(?:---|\.\.\.) *")
DIV = re.compile(r":{3,} *(?:\{[^{}]*\}|\S+)? *:*\s*")
DIV_END = re.compile(r":{3,} *")
LINE_BLOCK = re.compile(r"\|(?: |\Z)")
NOTE = re.compile(r" {0,3}\[\^([^\s\]]+)\]:")
DEFINITION = re.compile(r" {0,3}[:~](?: {1,4}(?! )|(?= ))")
#: An address, a title and attributes, on one line or with the title on the next.
REFERENCE = re.compile(
    r""" {0,3}\[(?!\^)(?:\\.|[^\[\]\\]){0,999}\]:[ ]*(?:\n[ ]*)?(?!\[)(?:<[^<>\n]*>|[^\s]*)"""
    r"""(?:[ ]*\n?[ ]*(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ ]*(?:\{[^{}\n]*\})?[ ]*(?=\n|\Z)"""
)
_BULLET = re.compile(r" {0,3}[-+*](?= |\Z)")
_ROMAN = r"(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = rf"(?:\d+|\#|[A-Za-z]|@[\w-]*|{_ROMAN}|{_ROMAN.upper()})"
_ORDERED = re.compile(rf" {{0,3}}(?!p\. \d)(?:\({_NUMBER}\)|{_NUMBER}[.)])(?= |\Z)")
#: One capital letter with a stop may be a first name: two blanks make it a list.
_NAME = re.compile(r" {0,3}[A-Z]\. (?! )")
_DASHES = r" *:?-+:? *"
PIPE_BREAK = re.compile(
    rf"(?! {{4}}) *(?:\|{_DASHES}(?:[|+]{_DASHES})*\|?|{_DASHES}(?:[|+]{_DASHES})+\|?) *"
)


def item_width(text: str) -> int | None:
    """Return how wide the marker of a list's item is, with the blanks behind; None for no item.

    Examples
    --------
    >>> item_width("- a"), item_width("10.  a"), item_width("-      code"), item_width("---")
    (2, 5, 2, None)
    """
    match = _BULLET.match(text)
    if match is not None and RULE.fullmatch(text):
        return None
    if match is None:
        match = _ORDERED.match(text)
        if match is None or _NAME.match(text):
            return None
    behind = text[match.end() :]
    blanks = len(behind) - len(behind.lstrip(" "))
    # Five blanks and more are one, and code.
    return match.end() + (blanks if 0 < blanks < 5 and blanks < len(behind) else 1)
