"""An invented article with its text at hand, so that every check of words can find something."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from invented import Dataset

#: What the article prints.
PAGE = """\
Iran sent 400 missiles to Russia in early May, including the Alpha, two Western officials told \
Reuters. The Alpha has a range of up to 300 km, experts said. The Beta drone can carry a payload \
of 45 kg (99 lb). Russian officials denied the deal.
"""

#: Its file; ``<words>`` stand for the words and their offset, ``<words#2>`` where they stand again.
FILE = """\
type = "webpage"
title = "Title"
container-title = "Reuters"
URL = "https://example.org/page"
issued = "2021"
language = "en"
origin = <Reuters>

[text]
sha256 = "SHA256"
length = LENGTH
extent = "full"

[[claim]]
attribute = "range"
of = { alpha = <Alpha#2> }
cue = <range>
quote = <up to 300 km>
attributed_to = <experts>

[[claim]]
attribute = "payload"
of = { beta = <Beta> }
cue = <payload>
quote = <45 kg (99 lb)>

[[transfer]]
supplier = <Iran>
recipient = <Russia>
[[transfer.statement]]
stage = <sent>
what = <400 missiles>
including = { alpha = <Alpha> }
period = <early May>
attributed_to = <two Western officials>
[[transfer.statement]]
stage = <deal>
stance = <denied>
attributed_to = <Russian officials>
"""
NAME = "reuters-2021.toml"


def anchored(file: str) -> str:
    """Put each phrase's offset beside it."""

    def anchor(match: re.Match[str]) -> str:
        words, _, number = match[1].partition("#")
        found = [place.start() for place in re.finditer(re.escape(words), PAGE)]
        return f'["{words}", {found[int(number or 1) - 1]}]'

    return re.sub("<([^>]+)>", anchor, file)


def printed(folder: Path, file: str = FILE) -> tuple[Dataset, dict[str, str]]:
    """Return a dataset with the article, and the texts by their SHA-256."""
    dataset = Dataset(folder)
    sha256 = hashlib.sha256(PAGE.encode()).hexdigest()
    text = anchored(file).replace("SHA256", sha256).replace("LENGTH", str(len(PAGE)))
    (dataset.articles / NAME).write_text(text, encoding="utf-8")
    return dataset, {sha256: PAGE}
