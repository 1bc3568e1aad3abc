"""What it costs to check a report, by its figures, beside pandoc and markdown-it reading the same.

Run with ``python tests/benchmarks/report.py`` (extra ``test``). Each time is the processor's, of a
process of its own: what the work took within it, once the libraries and the catalogue are there,
and its peak memory; of pandoc, a program of its own, all that it took, less what an empty text
takes. The figures are of a thousand specs of an invented dataset, a third of them in another unit,
one in each sentence; *check --strict* also reads each number for a source. Of the largest report
two are left out, which take more than ten seconds. No test asserts a time.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

SIZES = (10, 100, 1_000, 10_000)
WORK = ("check", "check --strict", "fill --cite", "markdown-it", "pandoc")
#: Above so many figures these are left out.
SLOW = ("check --strict", "pandoc")
MOST = 1_000


def make_report(folder: Path, figures: int) -> Path:
    """Write a report and fill it."""
    from audit import SYSTEMS

    import armsref
    from armsref.reports.fill import fill_report

    lines = ["# A report\n"]
    for number in range(figures):
        attribute = ("range", "payload")[number // SYSTEMS % 2]
        unit = ("", "", ' unit="mi"' if attribute == "range" else ' unit="lb"')[number % 3]
        span = f'[]{{.armsref spec="bolt-{number % SYSTEMS}.{attribute}"{unit}}}'
        lines.append(f"The **Bolt-{number}** is said to have {span}, *as far* as [we](u) know.\n")
    catalog = armsref.Catalog.open(folder)
    file = folder / f"{figures}.md"
    text = fill_report("\n".join(lines), catalog).text
    file.write_text(text, encoding="utf-8")
    return file


def work(what: str, folder: str, file: str) -> float:
    """Do one thing in this process; return what it took."""
    text = Path(file).read_text(encoding="utf-8")
    if what == "markdown-it":
        from markdown_it import MarkdownIt

        reader = MarkdownIt("commonmark").enable("table")
        begin = time.process_time()
        reader.parse(text)
        return time.process_time() - begin
    import armsref
    from armsref.reports.check import check_report
    from armsref.reports.fill import fill_report

    catalog = armsref.Catalog.open(folder)
    warm = '[]{.armsref spec="bolt-0.range" unit="nmi"} 5 km'
    check_report(warm, catalog, strict=True)
    begin = time.process_time()
    if what == "fill --cite":
        assert fill_report(text, catalog, cite=True).changes
    else:
        assert not check_report(text, catalog, strict=what.endswith("strict")).findings
    return time.process_time() - begin


def by_pandoc(file: str) -> tuple[float, float]:
    """Return what pandoc takes to read a file, and its peak memory."""
    import pypandoc

    program = pypandoc.get_pandoc_path()
    process = subprocess.Popen(
        [program, "-f", "markdown", "-t", "native", file], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def cost(what: str, folder: Path, file: Path) -> tuple[float, float]:
    """Return seconds and megabytes of one thing."""
    if what == "pandoc":
        empty = folder / "empty.md"
        empty.write_text("", encoding="utf-8")
        seconds, megabytes = by_pandoc(str(file))
        return max(seconds - by_pandoc(str(empty))[0], 0.0), megabytes
    command = [sys.executable, __file__, what, str(folder), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def main() -> None:
    if len(sys.argv) == 4:
        seconds = work(*sys.argv[1:])
        print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
        return
    from audit import make_catalog

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_catalog(folder)
        print(f"{'figures':>8} {'KB':>6}  " + "  ".join(f"{what:>27}" for what in WORK))
        for figures in SIZES:
            file = make_report(folder, figures)
            cells = []
            for what in WORK:
                if what in SLOW and figures > MOST:
                    cells.append(f"{'':>27}")
                    continue
                seconds, size = cost(what, folder, file)
                each = seconds / figures * 1e6
                cells.append(f"{seconds * 1e3:8.1f} ms {each:5.0f} us {size:4.0f} MB")
            print(f"{figures:8,} {file.stat().st_size / 1e3:6.0f}  " + "  ".join(cells))


if __name__ == "__main__":
    main()
