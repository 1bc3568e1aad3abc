"""A document as a file: the ending says the form, word processors' files are pandoc's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from armsref.errors import ArmsrefError
from armsref.pandoc import ALONE, REMEDY, pandoc_program, pdf_engine, run_pandoc
from armsref.whole_file import whole_file
from armsref.word_file import count_notes_through
from armsref.writing.forms import write
from armsref.writing.latex_fonts import letters_beyond

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.writing.parts import Document

#: Endings, and the form each is written in.
FORMS = {".md": "markdown", ".html": "html", ".tex": "latex", ".txt": "text"}
#: Endings of what pandoc makes of the Markdown, whose footnotes it knows.
BY_PANDOC = (".docx", ".odt", ".pdf")


def check_file(file: str | os.PathLike[str]) -> None:
    """Refuse a file that cannot be written, before anything is made for it.

    Raises
    ------
    ArmsrefError
        The ending says no form; or pandoc, or for a PDF what makes it, is not installed.
    """
    ending = _ending(file)
    if ending in BY_PANDOC:
        if pandoc_program() is None:
            msg = f"{os.fspath(file)}: needs pandoc, which is not installed; {REMEDY}"
            raise ArmsrefError(msg)
        if ending == ".pdf":
            pdf_engine(os.fspath(file))
    elif ending not in FORMS:
        endings = ", ".join((*FORMS, *BY_PANDOC))
        msg = f"{os.fspath(file)}: its ending says no form; use one of {endings}"
        raise ArmsrefError(msg)


def write_file(document: Document, title: str, file: str | os.PathLike[str]) -> tuple[str, ...]:
    """Write a document into a file, whole or not at all.

    Parameters
    ----------
    document : Document
        The document; it begins with its title.
    title : str
        The title of an HTML page.
    file : path
        Its ending says the form.

    Returns
    -------
    tuple of str
        What is to be said of it: pandoc's warnings, such as of letters that a PDF's font lacks.

    Raises
    ------
    ArmsrefError
        The ending says no form, pandoc is needed and fails, or the file cannot be written.
    """
    check_file(file)
    ending = _ending(file)
    with whole_file(file) as aside:
        if ending in BY_PANDOC:
            return _by_pandoc(write(document, "markdown"), aside, os.fspath(file))
        form = FORMS[ending]
        text = write(document, form, page=True, title=title if form == "html" else "")
        aside.write_bytes(text.encode("utf-8"))
    return ()


def _ending(file: str | os.PathLike[str]) -> str:
    return os.path.splitext(os.fspath(file))[1].casefold()  # noqa: PTH122 - a name, no path yet


def _by_pandoc(markdown: str, aside: Path, file: str) -> tuple[str, ...]:
    """Make it of Markdown; words keep the quotation marks and dashes they are printed with.

    The first heading becomes the title, which the file's properties have, too.
    """
    read, options = "markdown-smart", ["--shift-heading-level-by=-1", ALONE, f"--output={aside}"]
    if _ending(file) == ".pdf":
        engine, writer = pdf_engine(file, many_scripts=bool(letters_beyond(markdown)))
        options += [f"--pdf-engine={engine}", f"--to={writer}", "--metadata=lang:en"]
        # LaTeX makes a closing mark of each straight one: pandoc is to tell pairs apart.
        read = "markdown" if writer == "latex" else read
    ran = run_pandoc([f"--from={read}", *options], file, "make it", given=markdown.encode("utf-8"))
    if _ending(file) == ".docx":
        count_notes_through(aside)
    told = tuple(f"pandoc: {warning}" for warning in dict.fromkeys(ran.warnings))
    if any("Missing character" in warning for warning in told):
        told += (f"{file}: lacks these letters; write .docx, or install typst (typst.app)",)
    return told
