"""A cold lookup imports none of the libraries."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = {
    *("pint", "pandas", "polars", "pandera", "rich", "pydantic", "click"),
    *("typing", "pathlib", "re", "csv"),
}


def imported_by(code: str) -> set[str]:
    script = f"{code}; import sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    )
    before = subprocess.run(
        [sys.executable, "-I", "-c", "import sys, json; print(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(json.loads(done.stdout)) - set(json.loads(before.stdout))
    return {name.partition(".")[0] for name in modules}


def test_a_lookup_imports_no_library() -> None:
    assert imported_by("import armsref; armsref.get('zolfaghar').range") & HEAVY == set()


def test_showing_the_figure_does_not_either() -> None:
    assert imported_by("import armsref; str(armsref.get('zolfaghar').range)") & HEAVY == set()


def test_the_search_can_fail() -> None:
    code = "import armsref; armsref.get('zolfaghar').range.claims"
    assert "pydantic" in imported_by(code)
