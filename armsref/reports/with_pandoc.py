"""A report by pandoc: its tree is read, figures and citations are put in, and it is written."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armsref.cite.own import keys_of_data
from armsref.errors import DataError
from armsref.pandoc import ALONE, pdf_engine, run_pandoc
from armsref.reports.bibliography import source_list, with_end, with_entries
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
WRITERS = {".html": "html", ".htm": "html", ".docx": "docx", ".tex": "latex", ".pdf": "pdf"}
_NOT_FOUND = re.compile(r"citation .+ not found")
#: Files that a text points at are not read. Where it writes, pandoc may read its own files
#: (Debian's has them beside it): the pictures are in the tree by then.
_READS = (ALONE, "--sandbox", "--from=markdown")
_WRITES = {
    "html": (ALONE, "--standalone", "--mathml"),
    "docx": (ALONE,),
    "latex": (ALONE, "--standalone"),
    "pdf": (ALONE, "--standalone"),
}
#: Others name their pictures' files.
_HOLDS_PICTURES = ("html", "docx")


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
    writer, engine = WRITERS[output.suffix.casefold()], ""
    if writer == "pdf":
        engine, writer = pdf_engine(str(output))
    pandoc = Pandoc(job.options.file, job.options.folder)
    tree = pandoc.read(job.text.removeprefix("\ufeff"))
    pictures = Pictures(
        job.options.file, job.options.folder, inside=writer in _HOLDS_PICTURES and not engine
    )
    tree = pictures.placed(_with_citations(job, pandoc, tree, writer))
    options = [f"--pdf-engine={engine}", *_WRITES["pdf"]] if engine else [*_WRITES[writer]]
    if writer == "docx" and job.options.reference_doc is not None:
        options.append(f"--reference-doc={job.options.reference_doc.resolve()}")
    with whole_file(output) as aside:
        pandoc.write(_titled(tree, job.options.stem), writer, aside, *options)
        if writer == "docx":
            count_notes_through(aside)
    left_out = [f"{one}: a picture of the web is not fetched" for one in pictures.left_out]
    return [*(f"pandoc: {warning}" for warning in pandoc.warnings), *left_out]


def _with_citations(job: Job, pandoc: Pandoc, tree: Any, writer: str) -> Any:
    """Return the tree with figures, notes, a list of the figures, and the bibliography."""
    placing = Placing(job.figures, in_text=job.in_text)
    blocks, meta = placing.placed(tree["blocks"]), tree["meta"]
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
    return NoteNumbers(placing.noted, writer).document({**tree, "meta": meta, "blocks": blocks})


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
