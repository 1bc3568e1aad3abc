"""pandoc: where it is, and one run of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ArmsrefError, DataError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: How to get it.
REMEDY = "install it (pandoc.org, or pip install 'armsref[pandoc]')"
#: Documents hold dates; without a clock the same report gives the same bytes.
_EPOCH = "315532800"  # 1 January 1980, the first day that a zip file can tell

#: Programs that make a PDF of what one of pandoc's writers writes, the quickest first.
ENGINES = {
    "typst": "typst",
    "xelatex": "latex",
    "lualatex": "latex",
    "weasyprint": "html",
    "wkhtmltopdf": "html",
    "pdflatex": "latex",
}
#: Without a user's own templates.
ALONE = "--data-dir=armsref-has-none"


class Ran(NamedTuple):
    """What pandoc wrote, and what it warned of, a line each."""

    output: bytes
    warnings: tuple[str, ...]


def pandoc_program() -> str | None:
    """Return where pandoc is: on the path, else that of the package pypandoc_binary."""
    found = shutil.which("pandoc")
    if found is not None:
        return found
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return None


def pdf_engine(file: str, *, many_scripts: bool = False) -> tuple[str, str]:
    """Return a program that makes PDFs, and which of pandoc's writers it needs.

    Parameters
    ----------
    file : str
        What an error says it cannot make.
    many_scripts : bool
        Prefer one that takes letters from all fonts of the machine, which LaTeX does not.

    Raises
    ------
    ArmsrefError
        There is none.
    """
    last = "latex" if many_scripts else ""
    for engine, writer in sorted(ENGINES.items(), key=lambda pair: pair[1] == last):
        found = shutil.which(engine)
        if found is not None:
            return found, writer
    msg = f"{file}: a PDF needs one of {', '.join(ENGINES)} on the path; install one (typst.app)"
    raise ArmsrefError(msg)


def run_pandoc(
    arguments: Sequence[str],
    file: str,
    deed: str,
    *,
    given: bytes = b"",
    folder: Path | None = None,
) -> Ran:
    """Run pandoc once.

    Parameters
    ----------
    arguments : sequence of str
        Its options and files.
    file, deed : str
        What an error says it cannot do, and with what: ``report.docx``, ``read it``.
    given : bytes
        Its standard input.
    folder : Path, optional
        Its working directory.

    Raises
    ------
    ArmsrefError
        It is not installed.
    DataError
        It failed; the error has its first line.
    """
    program = pandoc_program()
    if program is None:
        msg = f"{file}: needs pandoc, which is not installed; {REMEDY}"
        raise ArmsrefError(msg)
    ran = subprocess.run(  # noqa: S603 - a fixed program
        [program, *arguments],
        input=given,
        capture_output=True,
        check=False,
        cwd=folder,
        env={"SOURCE_DATE_EPOCH": _EPOCH, **os.environ},
    )
    said = [line for line in ran.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    if ran.returncode:
        msg = f"{file}: pandoc cannot {deed}: {said[0].strip() if said else 'no reason given'}"
        raise DataError(msg)
    return Ran(ran.stdout, tuple(_warnings(said)))


def _warnings(said: Sequence[str]) -> list[str]:
    """Return each warning on one line; what other programs say is left out."""
    found: list[str] = []
    for line in said:
        if line.startswith("["):
            found.append(line.removeprefix("[WARNING] ").strip())
        elif found and line[0].isspace():
            found[-1] += f" {line.strip()}"
    return found
