"""Reading beside quantulum3: the labelled phrases, its own test file, and hostile text.

Run with ``python tests/benchmarks/reading.py`` (``dev`` extra). quantulum3 states no bounds, so it
is judged by the number and the unit alone; armsref by both, and by the relation besides.
"""

from __future__ import annotations

import json
import re
import sys
import time
import tracemalloc
import warnings
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from labelled import Label, judge, labels

from armsref.errors import ReadingError
from armsref.reading.lexicon import shipped_lexicon
from armsref.reading.reader import figures_in, read

#: Names of quantulum3 for units of the vocabulary; counts and Mach are "dimensionless" there.
NAMES = {
    "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "mi": "mile",
    "nmi": "nautical mile", "ft": "foot", "in": "inch", "kg": "kilogram", "g": "gram",
    "lb": "pound-mass", "t": "tonne", "ton": "ton", "km/h": "kilometre per hour",
    "mph": "mile per hour", "kn": "knot", "m/s": "metre per second", "s": "second",
    "min": "minute", "h": "hour", "day": "day", "USD": "dollar", "EUR": "euro",
    "GBP": "pound sterling",
}  # fmt: skip
SYMBOLS = {name: symbol for symbol, name in NAMES.items()}
_NUMBERS = re.compile(r"[\d.]+")
HOSTILE = ("between 1,", "up to ", "(300 km ", "hundred and ", "300 km range ", "one ")
SIZES = (12_500, 25_000, 50_000, 100_000)


class Answer(NamedTuple):
    """A quantity as quantulum3 reads it: one number, or the ends of its range."""

    numbers: tuple[float, ...]
    unit: str
    start: int
    end: int


def peer(text: str) -> list[Answer]:
    """Return what quantulum3 reads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser
    found = []
    for quantity in parser.parse(text):
        spread = quantity.uncertainty or 0
        value = float(quantity.value)
        ends = (value - spread, value + spread) if spread else (value,)
        found.append(Answer(ends, quantity.unit.name, *quantity.span))
    return found


def peer_outcome(label: Label) -> str:
    """Judge quantulum3 by numbers and unit: right, refused (nothing read) or wrong."""
    try:
        answers = peer(label.phrase)
    except Exception:  # noqa: BLE001 - whatever the peer raises is its answer
        return "refused"
    if not answers:
        return "refused"
    for wanted in label.reading.split(" | "):
        if wanted == "X":
            continue
        figure, unit = wanted.split(" & ")[0].strip().rsplit(" ", 1)
        numbers = [float(n) for n in _NUMBERS.findall(figure.replace("..", " "))]
        for answer in answers:
            same = len(numbers) == len(answer.numbers) and all(
                abs(a - b) < 1e-6 * max(1, b) for a, b in zip(answer.numbers, numbers, strict=True)
            )
            if same and answer.unit in (NAMES.get(unit, "dimensionless"), "dimensionless"):
                return "right"
    return "wrong"


def compare_labelled(name: str) -> None:
    """Print both on the English phrases of a file that state a figure."""
    phrases = [x for x in labels(name) if x.language == "en" and x.reading != "X"]
    ours = Counter(judge(label) for label in phrases)
    theirs = Counter(map(peer_outcome, phrases))
    print(f"{name}.csv, {len(phrases)} English phrases that state a figure")
    print(
        f"  armsref     right {ours['right']}, refused {ours['refused']}, "
        f"warned {ours['warned']}, wrong {ours['silent']} (relation judged too)"
    )
    print(
        f"  quantulum3  right {theirs['right']}, refused {theirs['refused']}, "
        f"wrong {theirs['wrong']} (number and unit only)"
    )


def compare_their_test_file() -> None:
    """Print both on the labelled quantities of quantulum3 whose units armsref has."""
    file = files("quantulum3") / "_lang" / "en_US" / "tests" / "quantities.json"
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for case in json.loads(file.read_text(encoding="utf-8")):
        text = case["req"]
        found, problems = figures_in(text, shipped_lexicon())
        answers = peer(text)
        for wanted in case["res"]:
            symbol = SYMBOLS.get(str(wanted.get("unit")))
            start = text.find(wanted.get("surface", "\0"))
            if symbol is None or start < 0:
                continue
            end = start + len(wanted["surface"])
            spread = wanted.get("uncertainty") or 0
            ends = sorted({wanted["value"] - spread, wanted["value"] + spread})
            near = [f.figure for f in found if f.start < end and start < f.end]
            near += [f.also for f in found if f.also and f.start < end and start < f.end]
            is_right = any(
                f.unit == symbol and [float(n) for n in dict.fromkeys(f.numbers)] == ends
                for f in near
            )
            ours["right" if is_right else "wrong" if near else "refused"] += 1
            close = [a for a in answers if a.start < end and start < a.end]
            hit = any(
                a.unit == wanted["unit"] and [round(n, 6) for n in a.numbers] == ends for a in close
            )
            theirs["right" if hit else "wrong" if close else "refused"] += 1
        del problems
    print(f"quantulum3's own test file, {sum(ours.values())} quantities in units armsref has")
    print(f"  armsref     {_line(ours)}\n  quantulum3  {_line(theirs)}")


def _line(counts: Counter[str]) -> str:
    return ", ".join(f"{key} {counts[key]}" for key in ("right", "refused", "wrong"))


def curve() -> None:
    """Print how the time to refuse hostile repetition grows with its length, in ratios."""
    print(f"hostile repetition, {SIZES[0]:,} to {SIZES[-1]:,} characters: time, in the first's")
    for piece in HOSTILE:
        times, text = [], ""
        for size in SIZES:
            text = piece * (size // len(piece))
            begin = time.perf_counter()
            with suppress(ReadingError):
                read(text, "range")
            times.append(time.perf_counter() - begin)
        tracemalloc.start()
        with suppress(ReadingError):
            read(text, "range")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        ratios = " ".join(f"{t / times[0]:5.1f}" for t in times)
        print(f"  {piece!r:18} {ratios}   (last {times[-1]:.1f} s, {peak / 1e6:.0f} MB)")


def speed() -> None:
    """Print the time of a phrase beside quantulum3's."""
    phrases = [label.phrase for label in labels("press") if label.language == "en"]
    begin = time.perf_counter()
    for phrase in phrases:
        with suppress(ReadingError):
            read(phrase)
    ours = time.perf_counter() - begin
    begin = time.perf_counter()
    for phrase in phrases:
        peer(phrase)
    theirs = time.perf_counter() - begin
    print(f"time of a phrase: armsref {Decimal(ours / theirs):.2f} of quantulum3's")


if __name__ == "__main__":
    for set_name in ("press", "shapes"):
        compare_labelled(set_name)
    compare_their_test_file()
    speed()
    curve()
