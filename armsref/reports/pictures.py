"""Pictures of a report: those that it names go into the document, those of the web do not."""

from __future__ import annotations

import base64
import mimetypes
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from armsref.errors import DataError
from armsref.reports.tree import type_of
from armsref.writing.as_pandoc import link

if TYPE_CHECKING:
    from pathlib import Path

#: An address, and no path; a letter before a colon is a drive.
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:|//)")


def of_web(address: str) -> bool:
    """Tell whether a picture's address leads elsewhere than to a file of the report."""
    return _ADDRESS.match(address) is not None and not address.startswith("data:")


def data_address(file: str, folder: Path, address: str) -> str:
    """Return a picture's content as an address; one that holds it already stays.

    Raises
    ------
    DataError
        The picture cannot be read.
    """
    if address.startswith("data:"):
        return address
    for path in dict.fromkeys([address, unquote(address)]):
        try:
            content = (folder / path).read_bytes()
        except (OSError, ValueError):
            continue
        kind = mimetypes.guess_type(path, strict=False)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
    msg = f"{file}: the picture {address} cannot be read; its path begins at the report"
    raise DataError(msg)


class Pictures:
    """Puts pictures into a tree.

    Parameters
    ----------
    file : str
        The report's name in errors.
    folder : Path
        Where its pictures are looked for.
    inside : bool
        Whether the document holds them; else it names their files.
    """

    def __init__(self, file: str, folder: Path, *, inside: bool) -> None:
        self._file = file
        self._folder = folder
        self._inside = inside
        #: Addresses of pictures that were not fetched.
        self.left_out: list[str] = []
        #: Addresses of SVG pictures.
        self.drawn: list[str] = []

    def placed(self, tree: Any) -> Any:
        """Return a part of the tree; a picture of the web is a link to it.

        Raises
        ------
        DataError
            A picture cannot be read.
        """
        if isinstance(tree, list):
            return [self.placed(part) for part in tree]
        if not isinstance(tree, dict):
            return tree
        if type_of(tree) != "Image":
            return {key: self.placed(part) for key, part in tree.items()}
        attributes, shown, (address, title) = tree["c"]
        if of_web(address):
            self.left_out.append(address)
            return link([{"t": "Str", "c": address}], address)
        if address.casefold().endswith((".svg", ".svgz")) or address.startswith("data:image/svg"):
            self.drawn.append(address[:60])
        if self._inside:
            address = data_address(self._file, self._folder, address)
        return {"t": "Image", "c": [attributes, shown, [address, title]]}
