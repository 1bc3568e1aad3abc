"""A dataset of invented statements, since the five articles hold no dispute."""

from __future__ import annotations

from pathlib import Path

import armsref
from armsref.build.write import build, write
from armsref.findings import exit_code

SYSTEMS = """
[[system]]
id = "alpha"
level = "system"
names = ["Alpha"]

[[system]]
id = "beta"
level = "system"
names = ["Beta"]
"""

DATASET = """
name = "own"
title = "Own"
description = "Invented."
version = "1.0.0"
contributors = ["nobody"]
licence = { name = "CC0-1.0", title = "CC0", path = "https://example.org/cc0" }
"""

HEADER = """
type = "webpage"
title = "Title"
container-title = "{label}"
URL = "https://example.org/{outlet}/{date}"
issued = {{ date = "{date}" }}
language = "en"
"""

LABELS = {"reuters": "Reuters", "cnn": "CNN", "wsj": "The Wall Street Journal"}


def claim(quote: str, attribute: str = "range", of: str = "alpha", **more: str) -> str:
    names = ", ".join(f'{key} = "{key.title()}"' for key in of.split())
    lines = [f'attribute = "{attribute}"', f"of = {{ {names} }}", f'quote = "{quote}"']
    if attribute == "range":
        lines.append('cue = "range"')
    lines += [f'{key} = "{value}"' for key, value in more.items()]
    return "[[claim]]\n" + "\n".join(lines) + "\n"


class Dataset:
    """A folder with seeds of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles = folder / "seeds" / "articles"
        self.articles.mkdir(parents=True)
        (folder / "seeds" / "systems.toml").write_text(SYSTEMS, encoding="utf-8")
        (folder / "seeds" / "dataset.toml").write_text(DATASET, encoding="utf-8")
        self.add("wsj", "2020", claim("drone", "class", "alpha beta"))

    def add(self, outlet: str, date: str, *claims: str) -> None:
        text = HEADER.format(label=LABELS[outlet], outlet=outlet, date=date) + "\n".join(claims)
        (self.articles / f"{outlet}-{date}.toml").write_text(text, encoding="utf-8")

    def add_header(self, article: str, line: str) -> None:
        """Add a line to an article's header."""
        file = self.articles / f"{article}.toml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('language = "en"', f'language = "en"\n{line}'), "utf-8")

    def open(self) -> armsref.Catalog:
        built = build(self.folder)
        assert exit_code(built.findings) == 0, [str(f) for f in built.findings]
        write(self.folder, built.files)
        return armsref.Catalog.open(self.folder)

    def spec(self, attribute: str = "range", system: str = "alpha") -> armsref.Spec:
        found = self.open().get(system)[attribute]
        assert found is not None
        return found
