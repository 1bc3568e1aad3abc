"""What the validation of a claims table costs beside frictionless, and beside polars by hand.

Run ``python tests/benchmarks/validate.py [--rows 1000000] [--frictionless 20000] [--growing]`` in
an environment with the ``dev`` extra. It prints ratios and peak memory; no test asserts a time.
All sides are commands of their own on the same file: ``armsref validate``, a script of polars
expressions that does the same checks for good rows (the floor: it stops at the first cell that is
of no type, and says nothing of any row), and ``frictionless validate`` with the Table Schema of
the dataset, on fewer rows, its time then scaled by the row. ``--growing`` adds the times of 10^4
to 10^7 rows, which take some minutes and 2 GB of disk.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DATASETS = ROOT / "datasets"
ROUNDS = 3


class Cost(NamedTuple):
    """What a command took."""

    seconds: float
    megabytes: float


def written(folder: Path, rows: int) -> Path:
    """Write the shipped claims again and again, each row under an id of its own."""
    file = folder / str(rows) / "claims.csv"
    file.parent.mkdir()
    with (DATASETS / "claims.csv").open(encoding="utf-8", newline="") as lines:
        header, *claims = csv.reader(lines)
    at = header.index("id")
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        for number, claim in zip(range(rows), itertools.cycle(claims), strict=False):
            claim[at] = f"c{number:012x}"
            writer.writerow(claim)
    return file


def packaged(file: Path) -> Path:
    """Put the other tables and the descriptor beside a file of claims."""
    for other in DATASETS.iterdir():
        if other.name != file.name:
            shutil.copy(other, file.parent)
    return file.parent / "datapackage.json"


def cost(*command: str) -> Cost:
    """Run a command that has to find nothing wrong."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed; install the dev extra")
    return Cost(time.perf_counter() - begin, usage.ru_maxrss / 1024)


def ours(file: Path) -> Cost:
    return cost(sys.executable, "-m", "armsref", "validate", str(file))


def floor(file: Path) -> Cost:
    return cost(sys.executable, __file__, "--floor", str(file))


def frictionless(package: Path) -> Cost:
    return cost(sys.executable, "-m", "frictionless", "validate", str(package))


def compared(folder: Path, rows: int, fewer: int) -> None:
    """Print both comparisons."""
    file, package = written(folder, rows), packaged(written(folder, fewer))
    start = frictionless(packaged(written(folder, 100)))
    peer = frictionless(package)
    by_row = max(peer.seconds - start.seconds, 0.0) / (fewer - 100)
    pairs = [(ours(file), floor(file)) for _ in range(ROUNDS)]
    own = statistics.median(mine.seconds for mine, _ in pairs)
    hand = statistics.median(mine.seconds / theirs.seconds for mine, theirs in pairs)
    with file.open(encoding="utf-8") as lines:
        columns = len(lines.readline().split(","))
    size = file.stat().st_size / 1e6
    print(f"{rows:,} claims, {columns} columns, {size:,.0f} MB of CSV; medians of {ROUNDS}")
    print(f"  armsref validate         {own:8.2f} s  {max(m.megabytes for m, _ in pairs):6.0f} MB")
    by_hand = statistics.median(theirs.seconds for _, theirs in pairs)
    most = max(t.megabytes for _, t in pairs)
    print(f"  polars by hand           {by_hand:8.2f} s  {most:6.0f} MB  we take {hand:.2f} times")
    print(
        f"  frictionless validate    {peer.seconds:8.2f} s  {peer.megabytes:6.0f} MB  on {fewer:,} "
        f"rows; scaled by the row {by_row * rows:.0f} s: {by_row * rows / own:.0f} times ours"
    )


def growing(folder: Path) -> None:
    """Print the times of more and more rows."""
    print(f"{'rows':>12} {'seconds':>9} {'of it a row':>12} {'peak MB':>8}")
    for rows in (10**4, 10**5, 10**6, 10**7):
        place = folder / "growing"
        place.mkdir()
        took = ours(written(place, rows))
        each = f"{took.seconds / rows * 1e6:.1f} us"
        print(f"{rows:12,} {took.seconds:9.2f} {each:>12} {took.megabytes:8.0f}")
        shutil.rmtree(place)


# ---------------------------------------------------------------------- the floor


def by_hand(file: Path) -> None:
    """Check a file of good claims by expressions that somebody wrote for this table alone."""
    import polars as pl

    figures = ("low", "high", "canonical_low", "canonical_high", "also_low", "also_high")
    starts = ("start", "cue_start", "name_start", "attributed_to_start")
    header = pl.scan_csv(file).collect_schema().names()
    floats, integers = dict.fromkeys(figures, pl.Float64), dict.fromkeys(starts, pl.Int64)
    types = dict.fromkeys(header, pl.String) | floats | integers
    rows = pl.scan_csv(file, schema={name: types[name] for name in header})
    col = pl.col

    def ids(table: str) -> list[str]:
        return pl.read_csv(DATASETS / f"{table}.csv")["id"].to_list()

    relations = ["exactly", "about", "between", "at_least", "more_than", "order_of"]
    upper = ["exactly", "about", "between", "at_most", "less_than"]
    slug = "^[a-z0-9]+(-[a-z0-9]+)*$"
    needed = ("id", "system", "attribute", "article", "quote", "name", "evidence")
    bad = [
        *(col(name).is_null() for name in needed),
        *(col(name) < 0 for name in starts),
        *(~col(name).is_finite() for name in figures),
        *(~col(name).str.contains(slug) for name in ("system", "origin")),
        ~col("id").str.contains("^c[0-9a-f]{12}$"),
        ~col("attribute").str.contains("^[a-z]+(_[a-z]+)*$"),
        ~col("term").str.contains("^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"),
        ~col("article").str.contains(slug[:-1] + "-[0-9]{4}(-[0-9]{2}){0,2}(-[0-9]+)?$"),
        *(col(name).str.len_chars() > 120 for name in ("quote", "cue", "name", "attributed_to")),
        ~col("evidence").is_in(["anchored", "transcribed"]),
        *(~col(name).is_in({*relations, *upper}) for name in ("relation", "also_relation")),
        ~col("system").is_in(ids("systems")),
        ~col("attribute").is_in(ids("attributes")),
        ~col("article").is_in(ids("articles")),
        ~col("origin").is_in(ids("outlets")),
    ]
    for also in ("", "also_"):
        relation, low, high = col(f"{also}relation"), col(f"{also}low"), col(f"{also}high")
        bad += [
            low.is_null() == relation.is_in(relations).fill_null(value=False),
            high.is_null() == relation.is_in(upper).fill_null(value=False),
            relation.is_null() != col(f"{also}unit").is_null(),
            low > high,
        ]
    sums = [one.sum().alias(str(number)) for number, one in enumerate(bad)]
    keys = pl.struct("id", "system").hash().n_unique()
    *wrong, number, different = (
        rows.select(*sums, rows=pl.len(), keys=keys).collect(engine="streaming").row(0)
    )
    if any(wrong) or number != different:
        raise SystemExit(f"something is wrong: {wrong}")


def main() -> None:
    asked = argparse.ArgumentParser(description="validation of a claims table, compared")
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--frictionless", type=int, default=20_000, help="rows it is given")
    asked.add_argument("--growing", action="store_true", help="10^4 to 10^7 rows too")
    asked.add_argument("--floor", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.floor:
        by_hand(options.floor)
        return
    with tempfile.TemporaryDirectory() as name:
        compared(Path(name), options.rows, options.frictionless)
        if options.growing:
            growing(Path(name))


if __name__ == "__main__":
    main()
