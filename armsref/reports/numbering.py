"""A report's tree with its notes written out, each later mark of one leading to its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.reports.placing import AGAIN, NOTE
from armsref.reports.tree import attribute, has_class, is_words_for_a_picture, raw, type_of
from armsref.writing.as_pandoc import link, nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from armsref.reports.sources import Source
    from armsref.writing.as_pandoc import Node

#: What pandoc writes in front of the text, and numbers first where it has notes.
_IN_FRONT = ("title", "subtitle", "author", "date", "abstract")
#: Word's marks of places have numbers of their own; pandoc's begin at 20.
_FIRST_BOOKMARK = 100_000


class NoteNumbers:
    """Counts the notes of a tree, the author's own ones too, as pandoc will number them.

    Parameters
    ----------
    notes : sequence of Source
        The source sets at their keys.
    writer : str
        Which of pandoc's writers will write it: ``html``, ``docx``, ``odt``, ``latex``, ``typst``.
    """

    def __init__(self, notes: Sequence[Source], writer: str) -> None:
        self._notes = notes
        self._writer = writer
        self._count = 0
        #: The number of the note of each key.
        self.numbers: dict[int, int] = {}

    def document(self, tree: Any) -> Any:
        """Return a whole tree with its notes."""
        for field in _IN_FRONT:
            self.numbered(tree["meta"].get(field))
        return {**tree, "blocks": self.numbered(tree["blocks"])}

    def numbered(self, tree: Any) -> Any:
        """Return a part of the tree with its notes."""
        if isinstance(tree, list):
            return [new for part in tree for new in self._parts(part)]
        if isinstance(tree, dict):
            return {key: self.numbered(part) for key, part in tree.items()}
        return tree

    def _parts(self, part: Any) -> list[Any]:
        kind = type_of(part)
        if kind == "Note":
            return self._note(part)
        if kind == "Cite":
            # The first half is what was asked for, and is not shown.
            return [{"t": "Cite", "c": [part["c"][0], self.numbered(part["c"][1])]}]
        if kind == "Image" and is_words_for_a_picture(part):
            return [part]
        if has_class(part, AGAIN):
            return self._again(_key(part))
        return [self.numbered(part)]

    def _note(self, note: Node) -> list[Node]:
        self._count += 1
        inside = note["c"][0]["c"][:1] if type_of(note["c"][0]) == "Para" else []
        if not inside or not has_class(inside[0], NOTE):
            return [self.numbered(note)]
        key = _key(inside[0])
        self.numbers[key] = self._count
        said = nodes(self._notes[key].note)
        label = f"armsref-note-{key + 1}"
        if self._writer == "latex":
            said.insert(0, raw("latex", f"\\label{{{label}}}"))
        written = {"t": "Note", "c": [{"t": "Para", "c": said}]}
        if self._writer == "typst":
            return [written, raw("typst", f"<{label}>")]
        if self._writer == "docx":
            place = f'w:id="{_FIRST_BOOKMARK + key}"'
            opens = f'<w:bookmarkStart {place} w:name="{_bookmark(key)}"/>'
            return [_word(opens), written, _word(f"<w:bookmarkEnd {place}/>")]
        return [written]

    def _again(self, key: int) -> list[Node]:
        """Return a later mark: the number of the first, in the writer's own way to refer to it."""
        label, number = f"armsref-note-{key + 1}", str(self.numbers[key])
        raised: Node = {"t": "Superscript", "c": [{"t": "Str", "c": number}]}
        if self._writer == "latex":
            return [{"t": "Superscript", "c": [raw("latex", f"\\ref{{{label}}}")]}]
        if self._writer == "typst":
            return [raw("typst", f"#footnote(<{label}>)")]
        if self._writer == "odt":
            place = f'text:note-class="footnote" text:ref-name="ftn{self.numbers[key] - 1}"'
            refers = f'<text:note-ref text:reference-format="text" {place}>{number}</text:note-ref>'
            return [{"t": "Superscript", "c": [raw("opendocument", refers)]}]
        if self._writer == "docx":
            return [_word(_FIELD.format(place=_bookmark(key), number=number))]
        mark = link([raised], f"#fn{number}")
        mark["c"][0] = ["", ["footnote-ref"], [["role", "doc-noteref"]]]
        return [mark]


#: Word's reference to a note: it is counted anew where an editor puts notes before it.
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> NOTEREF {place} \\f \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>{number}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _bookmark(key: int) -> str:
    return f"_RefArmsref{key + 1}"


def _word(xml: str) -> Node:
    return raw("openxml", xml)


def _key(node: Node) -> int:
    return int(attribute(node, "key"))
