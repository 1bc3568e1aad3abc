"""Citations of a report that cite nothing: no work has their key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from armsref.cite.own import keys_of_data
from armsref.errors import ArmsrefError
from armsref.reports.asked import alike
from armsref.reports.citations import KEY
from armsref.reports.spans import Problem
from armsref.reports.works import bibliographies_in, ids_in, keys_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from armsref.catalog.catalog import Catalog
    from armsref.reports.lines import Stretch
    from armsref.reports.words import Blocks, Words

#: What is no citation, whatever stands in it: an escaped sign, the mark of a note.
_ESCAPED = re.compile(r"\\.|\[\^[^\s\[\]]{1,200}\]", re.DOTALL)
#: Quarto's and pandoc-crossref's references to a figure or a table of the text itself.
_LABEL = re.compile(r"(?:\{#|label:[ \t]*)([A-Za-z]+[:-][\w:.-]+)")


def unknown_citations(
    text: str, blocks: Blocks, catalog: Catalog, file: str = "-"
) -> Iterator[Problem]:
    """Give the citations whose key no work has, and the bibliography files that cannot be read.

    A key is that of an article of the catalogue, of the data themselves, or of a work that the
    report's metadata name. While one of its files cannot be read, that alone is said.

    Parameters
    ----------
    text : str
        The report.
    blocks : Blocks
        Its stretches of words, and its metadata.
    catalog : Catalog
        The catalogue that holds the articles.
    file : str
        The report's file; the names of its bibliography files begin at its folder.
    """
    articles = catalog.table("articles").by("id")
    known = {*keys_of_data(catalog), *_LABEL.findall(text)}
    for stretch in blocks.metadata:
        known |= ids_in(stretch.text)
    cited = [
        (key, start)
        for words in blocks.words
        for key, start in citations_in(words)
        if key not in articles and key not in known
    ]
    if not cited:
        return
    problems: list[Problem] = []
    for stretch in blocks.metadata:
        problems += _read(stretch, Path(file).parent, known)
    yield from problems
    if not problems:
        for key, start in cited:
            if key not in known:
                yield _unknown(key, start, [*articles, *sorted(known)])


def _read(stretch: Stretch, folder: Path, known: set[str]) -> Iterator[Problem]:
    """Take in the keys of the files that metadata name, or say why there are none."""
    for one in bibliographies_in(stretch.text):
        try:
            known |= keys_of_file(one.name, folder)
        except ArmsrefError as error:
            message = f"the bibliography cannot be read: {error}"
            yield Problem(stretch.place(one.start), message, "name a file that is there")


def citations_in(words: Words) -> Iterator[tuple[str, int]]:
    """Give the keys that a stretch cites, and where in the source each citation begins."""
    scanned, text = words.scanned, words.stretch.text
    hidden = [*scanned.quiet, *scanned.signs, *scanned.targets]
    hidden += [(one.attributes.start, one.attributes.end) for one in scanned.spans]
    hidden += [(one.start, one.end) for one in scanned.others]
    pieces, at = [], 0
    for start, end in sorted(hidden):
        pieces += [text[at:start], " " * (end - max(start, at))]
        at = max(at, end)
    shown = _ESCAPED.sub(lambda found: " " * len(found[0]), "".join([*pieces, text[at:]]))
    for found in KEY.finditer(shown):
        yield found[1] or found[2], words.stretch.place(found.start())


def _unknown(key: str, start: int, known: list[str]) -> Problem:
    near = alike(key, known)
    message = f"@{key} is neither an article of the data nor in the report's bibliography"
    if near is not None:
        return Problem(start, message, f"write @{near}")
    remedy = f"name the work in references: or bibliography:, or write \\@{key} where it is none"
    return Problem(start, message, remedy)
