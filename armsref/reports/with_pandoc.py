"""A report by pandoc: its tree is read, figures and citations are put in, and it is written."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armsref.cite.own import keys_of_data
from armsref.cite.styles import style_file
from armsref.errors import ArmsrefError, DataError
from armsref.pandoc import ALONE, ENGINES, pdf_engine, run_pandoc
from armsref.reports.behind import with_marks_behind
from armsref.reports.bibliography import (
    entries_in,
    source_list,
    with_end,
    with_entries,
    without_dead_links,
)
from armsref.reports.job import asked_by
from armsref.reports.numbering import NoteNumbers
from armsref.reports.pictures import Pictures
from armsref.reports.placing import Placing, spans_in
from armsref.reports.references import (
    independent_style,
    refuse_addresses,
    with_references,
    with_silent,
)
from armsref.whole_file import whole_file
from armsref.word_file import count_notes_through

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.model.rows import ArticleRow
    from armsref.reports.job import Job

#: The endings of the files that pandoc writes, and its writers.
WRITERS = {
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".tex": "latex",
    ".pdf": "pdf",
}
_NOT_FOUND = re.compile(r"citation .+ not found")
#: Files that a text points at are not read. Where it writes, pandoc may read its own files
#: (Debian's has them beside it): the pictures are in the tree by then.
_READS = (ALONE, "--sandbox", "--from=markdown")
_WRITES = {
    "html": (ALONE, "--standalone", "--mathml"),
    "docx": (ALONE,),
    "odt": (ALONE,),
    "latex": (ALONE, "--standalone"),
    "pdf": (ALONE, "--standalone"),
}
#: Others name their pictures' files.
_HOLDS_PICTURES = ("html", "docx", "odt")
_ONLY_WORD = "of an SVG picture in a DOCX file only Word is sure to show it; take a PNG"


class Pandoc:
    """Runs pandoc for one report.

    Parameters
    ----------
    file : str
        The report's name in errors.
    folder : Path
        Where the files that it names are looked for.
    """

    def __init__(self, file: str, folder: Path) -> None:
        self._file = file
        self._folder = folder
        #: What pandoc warned of, each once.
        self.warnings: dict[str, None] = {}

    def read(self, text: str) -> Any:
        """Return the tree of a report's text."""
        return self._tree("read it", text, *_READS)

    def cited(self, tree: Any) -> Any:
        """Return the tree with its citations and the bibliography made.

        Raises
        ------
        DataError
            A work that is cited is nowhere: pandoc would print a question mark.
        """
        folders = os.pathsep.join([".", str(Path.cwd())])
        options = (ALONE, "--from=json", "--citeproc", f"--resource-path={folders}")
        made = self._tree("make its citations", json.dumps(tree), *options)
        missing = next(filter(_NOT_FOUND.search, self.warnings), None)
        if missing is not None:
            where = f"{self._file}: pandoc cannot make its citations: {missing}"
            msg = f"{where}; name the work in references: or bibliography:"
            raise DataError(msg)
        return made

    def _tree(self, deed: str, given: str, *options: str) -> Any:
        return json.loads(self._run([*options, "--to=json"], given, deed))

    def write(self, tree: Any, writer: str, aside: Path, *options: str) -> None:
        """Write the tree to a file."""
        arguments = [*options, "--from=json", f"--to={writer}", f"--output={aside}"]
        self._run(arguments, json.dumps(tree), "write it")

    def _run(self, arguments: list[str], given: str, deed: str) -> bytes:
        ran = run_pandoc(
            arguments, self._file, deed, given=given.encode("utf-8"), folder=self._folder
        )
        self.warnings |= dict.fromkeys(ran.warnings)
        return ran.output


def write_with_pandoc(job: Job, output: Path) -> list[str]:
    """Render a report by pandoc; return what is to be said about it.

    Raises
    ------
    ArmsrefError
        pandoc is not installed, or for a PDF no program that makes one.
    DataError
        pandoc cannot do it, it reads other figures than armsref, or a picture is missing.
    """
    ending = output.suffix.casefold()
    writer, engine = WRITERS[ending], ""
    if writer == "pdf":
        engine, writer = pdf_engine(str(output))
    pandoc = Pandoc(job.options.file, job.options.folder)
    tree = pandoc.read(job.text.removeprefix("\ufeff"))
    pictures = Pictures(
        job.options.file, job.options.folder, inside=writer in _HOLDS_PICTURES and not engine
    )
    tree, unlisted = _with_citations(job, pandoc, tree, writer)
    tree = pictures.placed(tree)
    options = [f"--pdf-engine={engine}", *_WRITES["pdf"]] if engine else [*_WRITES[writer]]
    if writer == "docx" and job.options.reference_doc is not None:
        options.append(f"--reference-doc={job.options.reference_doc.resolve()}")
    with whole_file(output) as aside:
        try:
            pandoc.write(_titled(tree, job.options.stem), writer, aside, *options)
        except DataError as error:
            if not engine:
                raise
            msg = f"{error} ({Path(engine).name} makes the PDF; others are {', '.join(ENGINES)})"
            raise DataError(msg) from error
        if writer == "docx":
            count_notes_through(aside)
    left_out = [f"{one}: a picture of the web is not fetched" for one in pictures.left_out]
    if ending == ".docx":
        left_out += [f"{one}: {_ONLY_WORD}" for one in pictures.drawn]
    left_out += [_no_bibliography(job, unlisted)] if unlisted else []
    return [*(f"pandoc: {warning}" for warning in pandoc.warnings), *left_out]


def _no_bibliography(job: Job, unlisted: list[str]) -> str:
    """Say which works of the report's own are in its notes alone."""
    options = job.options
    name = options.style if options.csl is None else str(options.csl)
    other = f"{name}-bibliography"
    try:
        style_file(other)
    except ArmsrefError:
        other = "chicago-notes-bibliography"
    verb = "is" if len(unlisted) == 1 else "are"
    said = f"the style {name} has no bibliography: {', '.join(unlisted)} {verb} in the notes alone"
    return f"{said}; {other} has one"


def _with_citations(job: Job, pandoc: Pandoc, tree: Any, writer: str) -> tuple[Any, list[str]]:
    """Return the tree with figures, notes, a list of the figures, and the bibliography.

    Beside it, the works of the report's own that no bibliography has: the style has none.
    """
    placing = Placing(job.figures, in_text=job.in_text)
    blocks, meta = placing.placed(tree["blocks"]), tree["meta"]
    if not job.in_text:
        blocks = with_marks_behind(blocks, cites_in_notes=job.in_text is False)
    _compare(job, placing, meta)
    articles = job.sources.articles
    if articles:
        listed = source_list(job.figures[asked] for asked in placing.met) if job.in_text else []
        blocks = with_end(blocks, listed, job.options.title)
    told = [*_of_catalog(job.catalog, placing.cited), *(articles if job.csl else ())]
    if told or placing.cited or "nocite" in meta:
        refuse_addresses(meta, job.options.file)
        csl = independent_style(job.csl) if job.csl else None
        data = [key for key in keys_of_data(job.catalog) if key in placing.cited]
        meta = with_references(meta, job.catalog, told, csl, data)
        meta = with_silent(meta, articles) if job.csl else meta
        tree = pandoc.cited({**tree, "meta": meta, "blocks": blocks})
        meta, blocks = tree["meta"], tree["blocks"]
        meta.pop("references")
    blocks = with_entries(blocks, job.catalog, job.sources)
    entered = entries_in(blocks)
    unlisted = [key for key in dict.fromkeys(placing.cited) if key not in entered]
    blocks = without_dead_links(blocks, unlisted)
    tree = {**tree, "meta": meta, "blocks": blocks}
    return NoteNumbers(placing.noted, writer).document(tree), unlisted


def _of_catalog(catalog: Catalog, ids: list[str]) -> list[ArticleRow]:
    """Return the articles of the catalogue among what a report's own citations cite."""
    known = catalog.table("articles").by("id")
    return [catalog.article(key) for key in dict.fromkeys(ids) if key in known]


def _compare(job: Job, placing: Placing, meta: Any) -> None:
    """Raise where pandoc reads other figures than armsref: none goes without its note.

    Raises
    ------
    DataError
        A span is text for one of the two.
    """
    strange = [*placing.strange, *spans_in(meta)]
    if strange:
        where = f"{job.options.file}: pandoc reads a span of {strange[0][0]} that armsref does not"
        msg = f"{where}; take it out of the metadata or the markup around it"
        raise DataError(msg)
    for asked, number in Counter(map(asked_by, job.spans)).items():
        read = placing.met[asked] + placing.in_alt[asked]
        if read < number:
            where = f"{job.options.file}: pandoc reads {read} of the {number} spans of {asked[0]}"
            msg = f"{where}; take the others out of the markup around them, or the unused note"
            raise DataError(msg)


def _titled(tree: Any, stem: str) -> Any:
    """Return the tree with what a page needs: a title and a language."""
    meta = dict(tree["meta"])
    if "title" not in meta:
        meta.setdefault("pagetitle", {"t": "MetaString", "c": stem})
    meta.setdefault("lang", {"t": "MetaString", "c": "en"})
    return {**tree, "meta": meta}
