"""A report as an HTML page where there is no pandoc: Markdown's common forms, and its notes."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from armsref.errors import DataError
from armsref.pandoc import REMEDY
from armsref.prose.places import Places
from armsref.reports.in_markdown import Written, in_markdown
from armsref.reports.pictures import data_address, of_web
from armsref.writing.as_html import page_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from armsref.reports.job import Job

_DEFINED = re.compile(r"\[\^([^\]\s]{1,200})\]:[ \t]*")
_MARK = re.compile(r"\[\^([^\]\s]{1,200})\]")
_FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)


def page_of(job: Job) -> Written:
    """Return a report as a page, and that it was not pandoc that made it.

    Raises
    ------
    DataError
        A figure stands where Markdown's common forms have no notes.
    """
    written = in_markdown(job, apart=True)
    text = written.text.replace("\r\n", "\n").removeprefix("\ufeff")
    front = _FRONT.match(text)
    title = _TITLE.search(front[0]) if front else None
    named = title[1].strip("'\"") if title else job.options.stem
    left_out: list[str] = []

    def picture(
        renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]
    ) -> str:
        """Write a picture with its content; one of the web as a link to it."""
        address = str(tokens[index].attrGet("src"))
        alt = escape(renderer.renderInlineAsText(tokens[index].children, options, env))
        if of_web(address):
            left_out.append(f"{address}: a picture of the web is not fetched")
            return f'<a href="{escape(address)}">{escape(address)}</a>'
        held = data_address(job.options.file, job.options.folder, unquote(address))
        return f'<img src="{escape(held)}" alt="{alt}">'

    env: dict[str, Any] = {"defined": {}, "met": {}, "marks": written.marks, "seen": set()}
    body = _body(text[front.end() :] if front else text, picture, env)
    for label, span in written.marks.items():
        if label not in env["seen"]:
            line, column = Places(job.text).of(span.start)
            where = f"{job.options.file}:{line}:{column}: {span.spec} has no note on this page"
            msg = f"{where}; {REMEDY}, or write it outside of HTML and of indented blocks"
            raise DataError(msg)
    remark = "pandoc is not installed: this page has Markdown's common forms alone; "
    return Written(page_text(body, named), [*written.remarks, *left_out, remark + REMEDY])


def _body(text: str, picture: Callable[..., str], env: dict[str, Any]) -> str:
    """Return Markdown as HTML, with its notes at the end."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.block.ruler.before("reference", "note", _definition)
    parser.inline.ruler.before("link", "note", _mark)
    parser.add_render_rule("note", _written_mark)
    parser.add_render_rule("image", picture)
    body: str = parser.render(text, env)
    return body + _notes(parser, env)


def _definition(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Take in the definition of a note: its paragraph, and what is indented behind it."""
    words = state.getLines(line, line + 1, state.blkIndent, keepLastLF=False)
    defined = _DEFINED.match(words)
    if defined is None or state.is_code_block(line):
        return False
    if silent:
        return True
    said = [words[defined.end() :]]
    line += 1
    while line < last:
        words = state.getLines(line, line + 1, state.blkIndent, keepLastLF=False)
        indented = words.startswith(("    ", "\t"))
        if _DEFINED.match(words) or (words.strip() and not said[-1].strip() and not indented):
            break
        said.append(
            words.removeprefix("\t") if words.startswith("\t") else words.removeprefix("    ")
        )
        line += 1
    state.env["defined"].setdefault(defined[1], "\n".join(said).strip())
    state.line = line
    return True


def _mark(state: StateInline, silent: bool) -> bool:
    """Take in the mark of a note that is defined."""
    found = _MARK.match(state.src, state.pos)
    if found is None:
        return False
    ours = found[1] in state.env["marks"]
    label = found[1].rpartition(".")[0] if ours else found[1]
    if label not in state.env["defined"]:
        return False
    if not silent:
        state.push("note", "", 0).meta = {"label": label, "mark": found[1]}
    state.pos = found.end()
    return True


def _written_mark(
    _: RendererProtocol, tokens: Sequence[Token], index: int, __: Any, env: dict[str, Any]
) -> str:
    """Write a mark, and count it."""
    label = tokens[index].meta["label"]
    env["seen"].add(tokens[index].meta["mark"])
    met = env["met"]
    met[label] = met.get(label, 0) + 1
    number = list(met).index(label) + 1
    place = f"mark-{number}-{met[label]}"
    return f'<sup id="{place}"><a href="#note-{number}">{number}</a></sup>'


def _notes(parser: MarkdownIt, env: dict[str, Any]) -> str:
    """Write the notes; a note may hold marks of others."""
    items: list[str] = []
    while len(items) < len(env["met"]):
        label = list(env["met"])[len(items)]
        items.append(parser.render(env["defined"][label], env))
    found = []
    for number, (times, item) in enumerate(zip(env["met"].values(), items, strict=True), 1):
        back = "".join(
            f' <a href="#mark-{number}-{time}" aria-label="back">↩</a>'
            for time in range(1, times + 1)
        )
        said = item.rstrip()
        at = said.rfind("</p>")
        said = f"{said[:at]}{back}{said[at:]}" if at >= 0 else said + back
        found.append(f'<li id="note-{number}">{said}</li>\n')
    return f'<section class="notes">\n<ol>\n{"".join(found)}</ol>\n</section>\n' if found else ""
