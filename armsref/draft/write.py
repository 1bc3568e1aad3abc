"""Write article files: whole or not at all, and never over another's."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from armsref.draft.document import article_id
from armsref.errors import DataError
from armsref.whole_file import whole_file

if TYPE_CHECKING:
    from pathlib import Path

    from armsref.draft.draft import Draft


def write_draft(draft: Draft, text: str) -> Path:
    """Write a draft into the dataset's ``seeds/articles``; return the file.

    Another article of the outlet and day is left alone: this one gets ``-2`` and so on.

    Raises
    ------
    DataError
        Outlet or date are not told, or the article is there already.
    """
    told = draft.header
    key = article_id(draft)
    if key is None:
        lacks, remedy = "the date", "give --issued DATE"
        if told.outlet is None:
            lacks, remedy = (
                "the outlet",
                "add it to seeds/vocabulary.toml, or draft without --write",
            )
        msg = f"{told.url}: {lacks} cannot be told, so the file has no name; {remedy}"
        raise DataError(msg)
    for article in draft.seeds.articles:
        same_text = article.file.text is not None and article.file.text.sha256 == told.sha256
        if told.url == article.file.URL or same_text:
            msg = f"{article.path}: holds this article already; use armsref add"
            raise DataError(msg)
    folder = draft.seeds.root / "seeds" / "articles"
    aside = _aside(folder / f"{key}.toml", text.encode())
    try:
        for stem in (key, *(f"{key}-{number}" for number in range(2, 100))):
            file = folder / f"{stem}.toml"
            with suppress(FileExistsError):
                # A link fails where the name is taken; a rename would go over another's file.
                os.link(aside, file)
                return file
    finally:
        aside.unlink()
    msg = f"{folder}: holds {key}.toml to {key}-99.toml already; name the file by hand"
    raise DataError(msg)


def replace_file(file: Path, data: bytes) -> None:
    """Replace a file's content whole; a link is followed."""
    with whole_file(file) as aside:
        aside.write_bytes(data)


def _aside(file: Path, data: bytes) -> Path:
    """Write beside a file, under a hidden name that no command takes for an article."""
    aside = file.with_name(f".{file.name}.new")
    with aside.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return aside
