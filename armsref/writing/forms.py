"""The forms a document can be written in."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from armsref.errors import ArmsrefError
from armsref.one_line import one_line

if TYPE_CHECKING:
    from armsref.writing.parts import Document, Inlines

#: The forms and their modules.
FORMS = {"text": "as_text", "markdown": "as_markdown", "html": "as_html", "latex": "as_latex"}


def write(document: Document, form: str, *, page: bool = False, title: str = "") -> str:
    """Write a document: all its words escaped, its notes numbered at the end, equal ones once.

    Parameters
    ----------
    document : tuple of blocks
        See :mod:`armsref.writing.parts`.
    form : {"text", "markdown", "html", "latex"}
        The form.
    page : bool
        A whole file of its own (an HTML page, a LaTeX document) instead of a piece of one.
    title : str
        Title of the page.

    Raises
    ------
    ArmsrefError
        There is no such form.
    """
    text: str = _writer(form).document_text(document, page=page, title=one_line(title).strip())
    return text


def write_inlines(inlines: Inlines, form: str) -> str:
    """Write a line; what stands in notes is left out.

    Raises
    ------
    ArmsrefError
        There is no such form.
    """
    text: str = _writer(form).inlines_text(inlines)
    return text


def _writer(form: str) -> Any:
    if form not in FORMS:
        msg = f"no form {form!r}; use one of {', '.join(FORMS)}"
        raise ArmsrefError(msg)
    return importlib.import_module(f"armsref.writing.{FORMS[form]}")
