"""A report's tree with its figures and their notes in place, before citations are made."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from armsref.reports.sources import without_stop
from armsref.reports.tree import attribute, cite, has_class, is_words_for_a_picture, span, type_of
from armsref.writing.as_pandoc import nodes
from armsref.writing.parts import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from armsref.reports.sources import Figure, Source
    from armsref.writing.as_pandoc import Node

#: Classes of the elements that are put in, for :mod:`~armsref.reports.numbering` to find.
FIGURE, NOTE, AGAIN = "armsref", "armsref-note", "armsref-again"

#: A blank that ends no line is a word of its own.
_NO_BREAK = {"t": "Str", "c": "\u00a0"}

#: What the author wrote into a span: spec, unit, digits.
Asked = tuple[str, str, str]


class Placing:
    """Puts figures and notes into the tree of one report.

    Parameters
    ----------
    figures : mapping
        The figures, by what their spans ask for.
    in_text : bool or None
        Whether the style cites in the text; None for the plain style, which no citation
        processor knows.
    """

    def __init__(self, figures: Mapping[Asked, Figure], *, in_text: bool | None) -> None:
        self._figures = figures
        self._in_text = in_text
        #: The source sets that have a note, each at its key.
        self.noted: list[Source] = []
        #: How often each figure was met, and how often in the words for a picture.
        self.met: Counter[Asked] = Counter()
        self.in_alt: Counter[Asked] = Counter()
        #: What spans ask for that are not among the figures.
        self.strange: list[Asked] = []
        #: What the author's own citations cite.
        self.cited: list[str] = []
        self._number = 0
        self._in_note = False
        self._in_alt = False
        #: Marks that wait for the end of the link around them; a mark is a link of its own.
        self._held: list[Node] | None = None

    def placed(self, tree: Any) -> Any:
        """Return a part of the tree, its figures and notes put in."""
        if isinstance(tree, list):
            return self._row(tree)
        if isinstance(tree, dict):
            return {key: self.placed(part) for key, part in tree.items()}
        return tree

    def _row(self, row: list[Any]) -> list[Any]:
        found: list[Any] = []
        rest = list(row)
        while rest:
            part = rest.pop(0)
            if asked := asked_of(part):
                behind = _citation_behind(rest)
                del rest[: len(behind)]
                found += self._figure(asked, part, behind)
            elif type_of(part):
                found += self._node(part)
            else:
                found.append(self.placed(part))
        return found

    def _node(self, node: Node) -> list[Node]:
        kind = node["t"]
        if kind == "Note":
            return [self._note(node)]
        if kind == "Cite":
            return [self._cite(node)]
        if is_words_for_a_picture(node):
            return [self._image(node)]
        if kind == "Link":
            return self._link(node)
        return [self._any(node)]

    def _any(self, node: Node) -> Node:
        return {key: self.placed(part) for key, part in node.items()}

    def _link(self, node: Node) -> list[Node]:
        outside, self._held = self._held, []
        placed = self._any(node)
        marks, self._held = self._held, outside
        return [placed, *marks]

    def _note(self, node: Node) -> Node:
        self._number += 1
        outside, self._in_note = self._in_note, True
        placed = self._any(node)
        self._in_note = outside
        return placed

    def _image(self, node: Node) -> Node:
        outside, self._in_alt = self._in_alt, True
        placed = self._any(node)
        self._in_alt = outside
        return placed

    def _cite(self, node: Node) -> Node:
        """Return a citation of the author's own with the number of its note."""
        citations, shown = node["c"]
        if self._in_text is False and not self._in_note:
            self._number += 1
        outside, self._in_note = self._in_note, True
        # A style of the report's own, beside the plain one, counts notes as they were read.
        number = {} if self._in_text is None else {"citationNoteNum": self._number}
        numbered = [{**self.placed(citation), **number} for citation in citations]
        self._in_note = outside
        self.cited += [citation["citationId"] for citation in citations]
        return {"t": "Cite", "c": [numbered, shown]}

    def _figure(self, asked: Asked, found: Node, behind: list[Node]) -> list[Node]:
        """Return a figure and its mark; ``behind`` is the citation behind its span, with a gap."""
        figure = self._figures.get(asked)
        if figure is None:
            self.strange.append(asked)
            return [found, *behind]
        shown = nodes((Words(figure.text + figure.source.mark),))
        placed = [span([FIGURE], {"spec": asked[0]}, shown)]
        # The words for a picture are no place for a note: its caption is, or the text around it.
        if self._in_alt:
            self.in_alt[asked] += 1
            return placed
        self.met[asked] += 1
        marks = self._marks(figure.source, behind)
        if self._held is None:
            return placed + marks
        self._held += marks
        return placed

    def _marks(self, source: Source, behind: list[Node]) -> list[Node]:
        """Return what stands behind a figure, and what it leaves of the citation there."""
        left = _left(behind, source)
        if self._in_text:
            named = cite(article.id for article in source.cited)
            named["c"][0] += left
            return [{"t": "Space"}, self._cite(named)]
        if self._in_note:
            marks = [{"t": "Space"}, *nodes((Words("("), *without_stop(source.note), Words(")")))]
        else:
            marks = [self._mark(source)]
        if left:
            gap = behind[:-1] or [{"t": "Space"}]
            marks += [*gap, self._cite({"t": "Cite", "c": [left, behind[-1]["c"][1]]})]
        return marks

    def _mark(self, source: Source) -> Node:
        if source in self.noted:
            return span([AGAIN], {"key": str(self.noted.index(source))}, [])
        self.noted.append(source)
        self._number += 1
        hidden = [] if self._in_text is None else [self._hidden(source)]
        inside = span([NOTE], {"key": str(len(self.noted) - 1)}, hidden)
        return {"t": "Note", "c": [{"t": "Para", "c": [inside]}]}

    def _hidden(self, source: Source) -> Node:
        """Return the note's citation for the citation processor alone.

        By it the articles get into the bibliography, and the author's own citations of them
        their short forms.
        """
        found = cite(article.id for article in source.cited)
        for citation in found["c"][0]:
            citation["citationNoteNum"] = self._number
        return found


def asked_of(node: Any) -> Asked | None:
    """Return what a span of ours asks for; None for everything else."""
    if not has_class(node, FIGURE) or not attribute(node, "spec"):
        return None
    return attribute(node, "spec"), attribute(node, "unit"), attribute(node, "digits")


def _citation_behind(rest: list[Any]) -> list[Node]:
    """Return the citation in brackets that a row begins with, and the gap before it."""
    gap = [
        part for part in rest[:1] if type_of(part) in ("Space", "SoftBreak") or part == _NO_BREAK
    ]
    for behind in rest[len(gap) : len(gap) + 1]:
        if type_of(behind) == "Cite" and behind["c"][0][0]["citationMode"]["t"] != "AuthorInText":
            return [*gap, behind]
    return []


def _left(behind: list[Node], source: Source) -> list[Any]:
    """Return the citations behind a figure that our note does not stand for.

    One of its own articles with words of the author's (``[@id, p. 3]``) stays.
    """
    ours = {article.id for article in source.articles}
    return [
        citation
        for citation in (behind[-1]["c"][0] if behind else [])
        if citation["citationId"] not in ours
        or citation["citationPrefix"]
        or citation["citationSuffix"]
    ]


def spans_in(tree: Any) -> list[Asked]:
    """Return what the spans of ours in a part of the tree ask for."""
    asked = asked_of(tree)
    if asked:
        return [asked]
    parts = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return [found for part in parts for found in spans_in(part)]
