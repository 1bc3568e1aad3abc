"""A report by pandoc: its tree is read, figures and citations are put in, and it is written."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armsref.errors import ArmsrefError, DataError
from armsref.pandoc import run_pandoc
from armsref.reports import bibliography
from armsref.reports.numbering import Numbering
from armsref.reports.pictures import without_web_pictures, with_pictures_inside
from armsref.reports.placing import Placing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from armsref.reports.placing import Asked, Figure
    from armsref.reports.sources import Sources

#: The endings of the files that pandoc writes, and its writers.
WRITERS = {".html": "html", ".htm": "html", ".docx": "docx", ".tex": "latex", ".pdf": "pdf"}
#: Programs that make a PDF of what one of pandoc's writers writes, the quickest first.
_ENGINES = {
    "typst": "typst",
    "xelatex": "latex",
    "lualatex": "latex",
    "weasyprint": "html",
    "wkhtmltopdf": "html",
    "pdflatex": "latex",
}
#: No file but those named here: neither a user's own templates nor what a text points at.
_ALONE = ("--sandbox", "--data-dir=armsref-has-none")
_OPTIONS = {
    "html": (*_ALONE, "--standalone", "--mathml"),
    "docx": _ALONE,
    "latex": (*_ALONE, "--standalone"),
    "typst": (*_ALONE[1:], "--standalone"),
}


class WithPandoc:
    """Renders one report.

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
        #: What pandoc warned of, and what was done otherwise than the report says.
        self.remarks: list[str] = []

    def read(self, text: str) -> Any:
        """Return the tree of a report's text."""
        arguments = [*_ALONE, "--from=markdown", "--to=json"]
        return json.loads(self._run(arguments, text.encode("utf-8"), "read it"))

    def cited(self, tree: Any) -> Any:
        """Return the tree with its citations and the bibliography made."""
        folders = os.pathsep.join([".", str(Path.cwd())])
        arguments = ["--from=json", "--to=json", "--citeproc", *_ALONE[1:]]
        arguments.append(f"--resource-path={folders}")
        return json.loads(self._run(arguments, json.dumps(tree).encode(), "make its citations"))

    def written(self, tree: Any, writer: str, aside: Path, more: list[str]) -> None:
        """Write the tree to a file."""
        arguments = [*_OPTIONS[writer], *more, "--from=json", f"--to={writer}"]
        self._run([*arguments, f"--output={aside}"], json.dumps(tree).encode(), "write it")

    def _run(self, arguments: list[str], given: bytes, deed: str) -> bytes:
        ran = run_pandoc(arguments, self._file, deed, given=given, folder=self._folder)
        said = (f"pandoc: {warning}" for warning in ran.warnings)
        self.remarks += [line for line in said if line not in self.remarks]
        return ran.output


def pdf_engine(file: str) -> tuple[str, str]:
    """Return a program that makes PDFs, and which of pandoc's writers it needs.

    Raises
    ------
    ArmsrefError
        There is none.
    """
    for engine, writer in _ENGINES.items():
        found = shutil.which(engine)
        if found is not None:
            return found, writer
    msg = f"{file}: a PDF needs one of {', '.join(_ENGINES)} on the path; install one (typst.app)"
    raise ArmsrefError(msg)
