"""What a lookup costs beside the fastest of its peers, in pairs, over growing catalogues.

Run ``python tests/benchmarks/cold_lookup.py`` in an environment with the ``dev`` extra. It prints
ratios of medians; no test asserts a time. Each process runs isolated (``-I``), so that a variable
of the shell that forbids bytecode does not slow one side down.
"""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import tempfile
import time
import timeit
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEER = "import periodictable; periodictable.Fe.density"
SHIPPED = "import armsref; armsref.get('zolfaghar').range"
OWN = "import armsref; armsref.Catalog.open({folder!r}).get('zolfaghar').range"
PAIRS = 25


def grown(folder: Path, times: int) -> Path:
    """Copy the datasets with every system ``times`` times, under new ids and names."""
    target = folder / str(times) / "datasets"
    target.mkdir(parents=True)
    for file in (ROOT / "datasets").iterdir():
        if file.name not in ("systems.csv", "names.csv", "specs.csv", "claims.csv"):
            (target / file.name).write_bytes(file.read_bytes())
            continue
        with file.open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        renamed = {"system", "key", "name", "parent", "inherited_from"} & set(header)
        places = {header.index(column) for column in renamed}
        if file.name == "systems.csv":
            places.add(header.index("id"))
        with (target / file.name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(header)
            for number in range(times):
                suffix = f"x{number}" if number else ""
                for row in rows:
                    cells = [c + suffix if i in places and c else c for i, c in enumerate(row)]
                    writer.writerow(cells)
    return target.parent


#: Peak memory of a process since it began to run Python, where the system tells (Linux).
PEAK = "; print(next((l.split()[1] for l in open('/proc/self/status') if 'VmHWM' in l), 0))"


def run(code: str) -> tuple[float, str]:
    """Run a line of Python in a new process: seconds, and what it prints."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, "-I", "-c", code], stdout=subprocess.PIPE, check=False)
    seconds = time.perf_counter() - begin
    if done.returncode:
        raise SystemExit(f"{code!r} failed; install the dev extra")
    return seconds, done.stdout.decode()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = {"bare interpreter": "pass", "periodictable": PEER, "armsref, as shipped": SHIPPED}
        for times in (1, 2, 5):
            lines[f"armsref, {times} times the data"] = OWN.format(folder=str(grown(folder, times)))
        memory = {}
        for label, code in lines.items():
            run(code)  # bytecode and disk cache, for both sides
            memory[label] = int(run(code + PEAK)[1]) / 1024 if Path("/proc/self").exists() else 0
        seconds: dict[str, list[float]] = {label: [] for label in lines}
        for _ in range(PAIRS):
            for label, code in lines.items():
                seconds[label].append(run(code)[0])
        print(f"{'':28} {'of bare':>8} {'of periodictable':>17} {'peak MB':>8}")
        for label, took in seconds.items():
            bare, peer = (
                statistics.median(a / b for a, b in zip(took, seconds[other], strict=True))
                for other in ("bare interpreter", "periodictable")
            )
            print(f"{label:28} {bare:8.2f} {peer:17.2f} {memory[label]:8.1f}")
    import armsref

    number = 100_000
    best = min(timeit.repeat(lambda: armsref.get("Zolfaghar"), number=number, repeat=5))
    print(f"\na warm armsref.get('Zolfaghar'): {best / number * 1e6:.2f} microseconds")


if __name__ == "__main__":
    main()
