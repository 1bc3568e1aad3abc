"""Styles of citation by name: the plain one, and any CSL style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.cite.style import Plain

if TYPE_CHECKING:
    import os

    from armsref.catalog.catalog import Catalog
    from armsref.cite.style import Style


def style_named(catalog: Catalog, name: str, csl: str | os.PathLike[str] | None = None) -> Style:
    """Return a style by its name, or the style of a ``.csl`` file.

    Parameters
    ----------
    catalog : Catalog
        The catalogue whose articles are cited.
    name : str
        ``plain``, a short name of :data:`SHORT_NAMES`, or any name in the CSL styles' repository.
    csl : path, optional
        A ``.csl`` file of one's own; the name is not looked at then.

    Raises
    ------
    ArmsrefError
        No style has the name, its library is not installed, or the file is no CSL style.
    """
    if csl is None and name.lower() == Plain.name:
        return Plain(catalog)
    from armsref.cite.csl.names import need_citeproc

    need_citeproc()
    file = style_file(name) if csl is None else csl
    from armsref.cite.csl.style import csl_style

    return csl_style(catalog, file)


def style_file(name: str) -> str:
    """Return the file of a CSL style, as pandoc's ``--csl`` takes it.

    Raises
    ------
    ArmsrefError
        No style has the name, or the library is not installed.
    """
    from armsref.cite.csl.names import file_of_style

    return file_of_style(name)
