"""The works that a report names itself: its references, and those of its bibliography files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from armsref.errors import ArmsrefError
from armsref.ordinary_file import LARGEST_MADE, read_ordinary_text
from armsref.pandoc import ALONE, pandoc_program, run_pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The id of a reference, in YAML's long and short forms.
_ID = re.compile(
    r"""(?<![\w-])["']?id["']?:[ \t]*"""
    r"""(?:"([^"\n]+)"|'([^'\n]+)'|([^\s,{}"'#][^,}\n]*?))[ \t]*(?=[,}\n]|\Z)"""
)
_FIELD = re.compile(r"^bibliography:[ \t]*(.*)$((?:\n[ \t]*-[ \t]+.*$)*)", re.MULTILINE)
_NAME = re.compile(r""""([^"\n]+)"|'([^'\n]+)'|([^\s,\[\]"'#][^,\[\]"'#\n]*)""")
_REMARK = re.compile(r"[ \t]#.*")
#: What pandoc reads a bibliography as, by its ending.
_READERS = {".bib": "biblatex", ".bibtex": "bibtex", ".ris": "ris", ".xml": "endnotexml"}
_ENTRY = re.compile(r"@\w+\s*[{(]\s*([^\s,{}()]+)\s*,")
_WORD = re.compile(r"""[^\s,;{}()\[\]"'<>]+""")


class Named(NamedTuple):
    """A bibliography file as the metadata name it, and where its name stands there."""

    name: str
    start: int


def ids_in(metadata: str) -> set[str]:
    r"""Return the ids of the references in metadata.

    Examples
    --------
    >>> sorted(ids_in("references:\n- id: smith-2020\n  title: A\n- {type: book, id: 'b'}\n"))
    ['b', 'smith-2020']
    """
    return {"".join(found) for found in _ID.findall(metadata)}


def bibliographies_in(metadata: str) -> Iterator[Named]:
    r"""Give the bibliography files that metadata name.

    Examples
    --------
    >>> [one.name for one in bibliographies_in("bibliography: [a.bib, 'b c.json']")]
    ['a.bib', 'b c.json']
    >>> [one.name for one in bibliographies_in("bibliography:\n  - a.bib\n  - b.ris # c\n")]
    ['a.bib', 'b.ris']
    """
    for field in _FIELD.finditer(metadata):
        listed = re.sub(r"(?m)^([ \t]*)-(?=[ \t])", r"\1 ", field[2])
        for text, start in ((field[1], field.start(1)), (listed, field.start(2))):
            for name in _NAME.finditer(_REMARK.sub(lambda found: " " * len(found[0]), text)):
                said = (name[1] or name[2] or name[3]).strip()
                yield Named(said, start + name.start())


def keys_of_file(name: str, folder: Path) -> set[str]:
    """Return the keys of a bibliography file: as pandoc reads it, where it is installed.

    Parameters
    ----------
    name : str
        The file, from the report's folder, else from the working directory.
    folder : Path
        The report's folder.

    Raises
    ------
    ArmsrefError
        The file is of the web, is not there, or cannot be read.
    """
    if "://" in name or name.startswith("//"):
        msg = f"{name} is of the web and is not fetched"
        raise ArmsrefError(msg)
    found = next((path for path in (folder / name, Path(name)) if path.is_file()), None)
    if found is None:
        msg = f"there is no file {name}"
        raise ArmsrefError(msg)
    text, ending = read_ordinary_text(found, largest=LARGEST_MADE), found.suffix.casefold()
    if ending == ".json":
        return _keys_of_items(name, text)
    if ending in (".yaml", ".yml"):
        return ids_in(text)
    if ending in _READERS and pandoc_program() is not None:
        options = (ALONE, "--sandbox", f"--from={_READERS[ending]}", "--to=csljson")
        ran = run_pandoc(options, name, "read it", given=text.encode("utf-8"))
        return _keys_of_items(name, ran.output.decode("utf-8"))
    return set((_ENTRY if ending in (".bib", ".bibtex") else _WORD).findall(text))


def _keys_of_items(name: str, text: str) -> set[str]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        items = None
    if not isinstance(items, list):
        msg = f"{name} holds no list of CSL-JSON's"
        raise ArmsrefError(msg)
    return {str(item["id"]) for item in items if isinstance(item, dict) and "id" in item}
