"""The audit and the join of a large table, beside the reading of the same file with polars.

Run with ``python tests/benchmarks/audit.py`` (extra ``test``); ``--ten-million`` adds the largest
tables. Each figure is of a process of its own: what it took within it, once the libraries and the
catalogue are there, and its peak memory. Three tables of 500 names and two columns of figures:
*few* has a few hundred distinct figures, as tables have that were typed; *whole* has a whole
number in each cell, *all* a different number in each: the worst there is, since each is a finding.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

SYSTEMS = 500
SIZES = (10_000, 100_000, 1_000_000)
RUNS = 3
WORK = ("polars", "audit", "join", "polars to a file", "join to a file")
FILE = " to a file"
TABLES = ("few.csv", "few.parquet", "whole.csv", "all.csv")


def make_catalog(folder: Path) -> None:
    """Build a dataset of invented systems, each with a range and a payload."""
    import invented

    systems = [
        f'[[system]]\nid = "bolt-{n}"\nlevel = "system"\nnames = ["Bolt-{n}"]\n'
        for n in range(SYSTEMS)
    ]
    invented.SYSTEMS = "\n".join(systems)
    claims = []
    for n in range(SYSTEMS):
        of = f'of = {{ bolt-{n} = "Bolt-{n}" }}'
        least, most = 100 + n, 1100 + 2 * n
        for attribute, quote in (
            ("class", "missile"),
            ("range", f"between {least} and {most} km"),
            ("payload", f"{50 + n} kg"),
        ):
            cue = f'cue = "{attribute}"\n' if attribute != "class" else ""
            lines = f'attribute = "{attribute}"\n{of}\nquote = "{quote}"\n{cue}origin = "own"\n'
            claims.append(f"[[claim]]\n{lines}")
    make = invented.Dataset.__new__(invented.Dataset)
    make.folder, make.articles = folder, folder / "seeds" / "articles"
    make.articles.mkdir(parents=True)
    (folder / "seeds" / "systems.toml").write_text(invented.SYSTEMS, encoding="utf-8")
    (folder / "seeds" / "dataset.toml").write_text(invented.DATASET, encoding="utf-8")
    make.add("reuters", "2021", *claims)
    make.open()


def make_tables(folder: Path, rows: int) -> None:
    """Write the tables of one size."""
    import numpy as np
    import polars as pl

    random = np.random.default_rng(1)
    system = random.integers(0, SYSTEMS, rows)
    columns = {
        "id": np.arange(rows),
        "date": [f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(rows)],
        "model": np.array([f"Bolt-{n}" for n in range(SYSTEMS)])[system],
        "place": [f"somewhere {n % 997}" for n in range(rows)],
    }
    kinds = {
        "few": (
            np.where(random.random(rows) < 0.9, 1100 + 2 * system, 900),
            np.where(random.random(rows) < 0.9, 50 + system, 45),
        ),
        "whole": (random.integers(100, 2500, rows), random.integers(10, 900, rows)),
        "all": (
            np.round(random.uniform(100, 2500, rows), 4),
            np.round(random.uniform(10, 900, rows), 4),
        ),
    }
    for kind, (reach, load) in kinds.items():
        table = pl.DataFrame(columns | {"range_km": reach, "payload_kg": load})
        table.write_csv(folder / f"{kind}.csv")
        if kind == "few":
            table.write_parquet(folder / "few.parquet")


def work(what: str, file: str, dataset: str) -> dict[str, float]:
    """Do one thing in this process; return seconds, and megabytes at the most."""
    import resource
    import time

    import polars as pl

    scan: Callable[..., pl.LazyFrame] = pl.scan_csv if file.endswith("csv") else pl.scan_parquet
    if not what.startswith("polars"):
        import armsref

        catalog = armsref.Catalog.open(dataset)
        warm = pl.DataFrame({"model": ["Bolt-1"] * 300, "range_km": range(300)})
        armsref.audit(warm, catalog=catalog)
        catalog.join(warm, "model", ["range", "payload"])
    begun = time.perf_counter()
    said = 0
    if what.endswith(FILE):
        rows = scan(file)
        if what.startswith("join"):
            rows = catalog.join(rows, "model", ["range", "payload"])
        rows.sink_parquet(Path(dataset).with_name("sunk.parquet"))
    elif what == "polars":
        said = scan(file).collect(engine="streaming").height
    elif what == "audit":
        said = len(armsref.audit(file, catalog=catalog))
    else:
        joined = catalog.join(scan(file), "model", ["range", "payload"])
        said = joined.collect(engine="streaming").height
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak": peak, "said": said}


def measured(what: str, file: Path, dataset: Path) -> dict[str, float]:
    """Return the best of some runs, each in a process of its own."""
    command = [sys.executable, __file__, "--work", what, str(file), str(dataset)]
    runs: list[dict[str, float]] = [
        json.loads(subprocess.check_output(command)) for _ in range(RUNS)
    ]
    return min(runs, key=lambda run: run["seconds"]) | {"peak": max(run["peak"] for run in runs)}


def main() -> None:
    """Print the tables."""
    sizes = (*SIZES, 10_000_000) if "--ten-million" in sys.argv else SIZES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.check_call([sys.executable, __file__, "--make", str(folder)])
        print("| rows | table | work | s | x polars | rows/s | peak MB | findings |")
        print("|---|---|---|---|---|---|---|---|")
        for rows in sizes:
            # In a process of its own: what it takes would count as its children's, too.
            subprocess.check_call([sys.executable, __file__, "--make", str(folder), str(rows)])
            for table in TABLES:
                file = folder / table
                found = {what: measured(what, file, folder / "dataset") for what in WORK}
                for what, run in found.items():
                    base = found["polars" + (FILE if what.endswith(FILE) else "")]["seconds"]
                    seconds = run["seconds"]
                    said = f"{run['said']:,}" if what == "audit" else ""
                    print(
                        f"| {rows:,} | {table} | {what} | {seconds:.3f} | {seconds / base:.2f} "
                        f"| {rows / seconds:,.0f} | {run['peak']:,.0f} | {said} |",
                        flush=True,
                    )


if __name__ == "__main__":
    if "--work" in sys.argv:
        print(json.dumps(work(*sys.argv[2:])))
    elif "--make" in sys.argv:
        place, *count = sys.argv[2:]
        if count:
            make_tables(Path(place), int(count[0]))
        else:
            make_catalog(Path(place) / "dataset")
    else:
        main()
