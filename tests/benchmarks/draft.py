"""How many claims of labelled articles ``armsref draft`` proposes, and how many are right.

Run ``python tests/benchmarks/draft.py FOLDER [FIRST LAST]``. The folder holds ``NN.txt``, the text
of an article, and ``NN.json``: its address, its language and ``claims``, each with ``names``,
``attribute`` and ``words`` as a careful reader gives them. The texts are nobody's to ship. The
names of an article's labels are given to the draft, as a person would with ``--system``; other
names of the article are not. Printed for quantities and for terms apart:

- ``words``: the attribute, one of the names and the words agree;
- ``figure``: the attribute, one of the names and the place agree, and for a figure the reading.

Recall is over labels, precision over proposals. A label of no attribute of a system (a count, a
price) is asked for among the comments. ``--misses`` lists what was missed and what was too much.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

from armsref.draft.draft import Draft, Proposed, draft
from armsref.errors import ArmsrefError
from armsref.paths import shipped_root
from armsref.reading.names import name_key
from armsref.reading.reader import figures_in, read, read_figure
from armsref.reading.terms import read_term
from armsref.seeds.load import Seeds, load_seeds


class Count(NamedTuple):
    """Labels, proposals, and how many of each are right by the words and by the figure."""

    labels: int = 0
    proposals: int = 0
    words: int = 0
    figure: int = 0
    right: int = 0
    unreadable: int = 0
    clean: int = 0

    def plus(self, other: Count) -> Count:
        """Add another article's."""
        return Count(*(a + b for a, b in zip(self, other, strict=True)))

    def __str__(self) -> str:
        """Write both shares with their counts."""
        words = f"by the words {_share(self.words, self.labels)}"
        recall = f"recall {_share(self.figure, self.labels)}, {words}"
        precision = f"precision {_share(self.right, self.proposals)}"
        rest = f"{self.clean} proposals pass all checks; {self.unreadable} labels are refused words"
        return f"{recall}; {precision}; {rest}"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {100 * part / whole:.0f} %" if whole else "0/0"


def main() -> None:
    """Print the counts of a folder."""
    arguments = [a for a in sys.argv[1:] if a != "--misses"]
    folder = Path(arguments[0])
    first, last = (int(a) for a in arguments[1:3]) if len(arguments) > 2 else (0, 10**6)
    seeds = load_seeds(Path(shipped_root()))
    totals: dict[str, Count] = {}
    others = [0, 0]
    articles = [f for f in sorted(folder.glob("*.json")) if first <= int(f.stem) <= last]
    for file in articles:
        label = json.loads(file.read_text(encoding="utf-8"))
        data = file.with_suffix(".txt").read_bytes()
        systems = named(label, data.decode("utf-8"))
        made = draft(data, label["url"], seeds, language=label["language"], systems=systems)
        for kind, count in judged(label, made, seeds, file.stem).items():
            totals[kind] = totals.get(kind, Count()).plus(count)
        for claim in label["claims"]:
            if claim["attribute"] not in seeds.lexicon.vocabulary.system_attributes():
                others[1] += 1
                others[0] += any(_same_place(claim["words"], n.words) for n in made.notes)
    print(f"{len(articles)} articles, {sum(c.labels for c in totals.values())} labels of systems")
    for kind, count in totals.items():
        print(f"{kind}: {count}")
    print(f"counts and prices among the comments: {_share(*others)}")


def named(label: dict[str, Any], text: str) -> list[tuple[str, str]]:
    """Give each name an id; names printed beside each other ("A (B)") are one system's."""
    ids: dict[str, str] = {}
    for claim in label["claims"]:
        names = [n for n in claim["names"] if n in text or n.casefold() in text.casefold()]
        for name in names:
            beside = next((o for o in names if o in ids and _beside(name, o, text)), None)
            ids.setdefault(name, ids[beside] if beside else name_key(name) or "x")
    return [(name, re.sub("[^a-z0-9]", "", system) or "x") for name, system in ids.items()]


def _beside(one: str, other: str, text: str) -> bool:
    near = r"[^\w,.]{1,4}"
    pairs = ((one, other), (other, one))
    inside = name_key(one) in name_key(other) or name_key(other) in name_key(one)
    return inside or any(re.search(re.escape(a) + near + re.escape(b), text) for a, b in pairs)


def judged(label: dict[str, Any], made: Draft, seeds: Seeds, stem: str) -> dict[str, Count]:
    """Compare the proposals of an article with its labels."""
    attributes = seeds.lexicon.vocabulary.system_attributes()
    totals = {"quantities": Count(), "terms": Count()}
    used: set[int] = set()
    for claim in label["claims"]:
        entry = attributes.get(claim["attribute"])
        if entry is None:
            continue
        kind = "quantities" if entry.kind == "quantity" else "terms"
        exact = [i for i, p in enumerate(made.proposed) if _agrees(claim, p, made, exact=True)]
        near = [i for i, p in enumerate(made.proposed) if _agrees(claim, p, made, exact=False)]
        used |= {*exact, *near}
        if not near and "--misses" in sys.argv:
            print(f"{stem} missed: {claim['attribute']} of {claim['names']}: {claim['words']!r}")
            for note in made.notes:
                if _same_place(claim["words"], note.words):
                    print(f"      noted: {note.words!r}: {note.message}")
            for one in made.proposed:
                if _same_place(claim["words"], one.entry.quote.words):
                    print(f"      proposed: {_shown(one)}")
        refused = not _can_be_read(claim, seeds)
        found = Count(labels=1, words=bool(exact), figure=bool(near), unreadable=refused)
        totals[kind] = totals[kind].plus(found)
    for index, one in enumerate(made.proposed):
        kind = "quantities" if attributes[one.entry.attribute].kind == "quantity" else "terms"
        right = index in used
        totals[kind] = totals[kind].plus(Count(proposals=1, right=right, clean=not one.findings))
        if not right and "--misses" in sys.argv:
            print(f"{stem} too much: {_shown(one)} {one.notes}")
    return totals


def _shown(one: Proposed) -> str:
    names = [anchor.words for anchor in one.entry.of.values()]
    return f"{one.entry.attribute} of {names}: {one.entry.quote.words!r}"


def _agrees(claim: dict[str, Any], one: Any, made: Draft, *, exact: bool) -> bool:
    entry = one.entry
    if entry.attribute != claim["attribute"]:
        return False
    ids = {system for name, system in made.systems if name in claim["names"]}
    if not ids & set(entry.of):
        return False
    if exact:
        return bool(entry.quote.words == claim["words"])
    return _same_place(claim["words"], entry.quote.words) and _same_value(claim, entry, made)


def _can_be_read(claim: dict[str, Any], seeds: Seeds) -> bool:
    try:
        read(claim["words"], claim["attribute"], lexicon=seeds.lexicon)
    except ArmsrefError:
        return False
    return True


def _same_place(label: str, words: str) -> bool:
    one, other = name_key(label), name_key(words)
    return one in other or other in one


def _same_value(claim: dict[str, Any], entry: Any, made: Draft) -> bool:
    """Compare the proposal's reading with the label's; hedges apart."""
    lexicon = made.seeds.lexicon
    reading = claim.get("reading")
    try:
        if reading is None or "unit" not in reading:
            own = read_term(entry.quote.words, entry.attribute, lexicon)
            return own.term == read_term(claim["words"], entry.attribute, lexicon).term
        figure = read_figure(entry.quote.words, entry.attribute, lexicon)
    except ArmsrefError:
        return bool(figures_in(entry.quote.words, lexicon).found) and reading is not None
    ends = {str(end) for end in (figure.low, figure.high) if end is not None}
    return ends == {str(v) for k in ("low", "high") if (v := reading.get(k)) is not None}


if __name__ == "__main__":
    main()
