"""How findings are written: one module for each format, loaded when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from armsref.findings.formats.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

#: The formats, the default first; each is a module ``as_NAME`` with ``write(report)``.
FORMATS = ("text", "json", "github", "sarif", "junit")
#: Those in which plain lines may stand beside the findings.
OF_LINES = ("text", "github")

__all__ = ["FORMATS", "OF_LINES", "Report", "write"]


def write(format_: str, report: Report) -> str:
    r"""Return a report in a format; the same report gives the same bytes.

    Examples
    --------
    >>> write("text", Report((), ("5 articles: no findings",)))
    '5 articles: no findings\n'
    """
    module = importlib.import_module(f"armsref.findings.formats.as_{format_}")
    written: Callable[[Report], str] = module.write
    return written(report)
