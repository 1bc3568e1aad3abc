"""The command line as people see it: what is printed, and what wrong input gets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import armsref
from armsref.cli import COMMANDS

Run = Callable[..., Any]
SYSTEMS = [system.id for system in armsref.systems()]
RANGE = "c8872d0c6de0d"


def terminal(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "armsref", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )


def test_show_prints_all_of_it_on_one_screen(run: Run) -> None:
    result = run("show", "zolfaghar")
    assert result.exit_code == 0
    for words in (
        "Zolfaghar — system, of the Fateh-110 family, short-range ballistic missile",
        (
            "range: 300–700 km (186–435 mi) — single: 3 articles, 1 established origin (Reuters), "
            "1 unstated"
        ),
        '"between 300 and 700 km" — experts [expert]; The Telegraph (India), 2024-02-22',
        "words found in the article's text",
        "HAS NOT SEEN IT: delivered — US official",
        "launch mode: surface-to-surface (stated of the Fateh-110 family)",
        "said together with Fateh-110",
    ):
        assert " ".join(words.split()) in " ".join(result.output.split()), words
    assert len(result.output.splitlines()) <= 50
    assert all(len(line) <= 100 and line == line.rstrip() for line in result.output.splitlines())
    assert "\x1b" not in result.output


@pytest.mark.parametrize("system", SYSTEMS)
def test_show_answers_for_every_record(run: Run, system: str) -> None:
    result = run("show", system)
    document = json.loads(run("show", system, "--json").output)
    text = " ".join(result.output.split())
    for spec in document["specs"].values():
        assert spec["text"] in text
        for claim in spec["claims"]:
            assert f'"{claim["quote"]}"' in text
            assert claim["id"] in text
    for row in document["transfers"]:
        assert row["id"] in text
        assert row["what"] is None or f'"{row["what"]}"' in text


def test_the_json_of_show_is_an_interface(run: Run) -> None:
    document = json.loads(run("show", "zolfaghar", "--json").output)
    assert list(document) == [
        "data_version",
        "system",
        "label",
        "level",
        "parent",
        "names",
        "name_sources",
        "specs",
        "retracted",
        "transfers",
    ]
    spec = document["specs"]["range"]
    claim = spec.pop("claims")[0]
    assert spec == {
        "relation": "between",
        "approximate": False,
        "low": "300",
        "high": "700",
        "unit": "km",
        "term": None,
        "terms": None,
        "text": "300–700 km (186–435 mi)",
        "articles": 3,
        "origins": ["reuters"],
        "unstated": 1,
        "speakers": ["experts"],
        "agreement": "single",
        "inherited_from": None,
        "groups": [[RANGE, "c403053deb95b", "c1405ed31c971"]],
    }
    assert claim.pop("url").startswith("https://www.telegraphindia.com/")
    assert claim == {
        "id": RANGE,
        "article": "telegraphindia-2024-02-22",
        "outlet": "The Telegraph (India)",
        "title": "Iran provides Russia with large number of powerful missiles, deepening military "
        "cooperation",
        "archive": None,
        "issued": "2024-02-22",
        "quote": "between 300 and 700 km",
        "start": 1062,
        "name": "Zolfaghar",
        "name_start": 950,
        "cue": "targets at a distance",
        "joint": [],
        "attributed_to": "experts",
        "speaker": "expert",
        "origin": "reuters",
        "reading": {
            "relation": "between",
            "approximate": False,
            "low": "300",
            "high": "700",
            "unit": "km",
            "hedges": [],
            "also": None,
        },
        "evidence": "anchored",
    }


def test_show_narrows_to_a_spec_and_to_a_claim(run: Run) -> None:
    one = json.loads(run("show", "zolfaghar.range", "--json").output)
    assert list(one["specs"]) == ["range"]
    assert "transfers" not in one
    claim = json.loads(run("show", RANGE, "--json").output)
    assert (claim["systems"], claim["attribute"], claim["quote"]) == (
        ["zolfaghar"],
        "range",
        "between 300 and 700 km",
    )
    assert run("show", "zolfaghar.range").output.splitlines()[1].startswith("range: ")
    assert "read as: relation between, low 300, high 700, unit km" in run("show", RANGE).output
    assert run("show", "zolfaghar.launch-mode").exit_code == 0
    assert run("show", "shahed-136.payload").output.splitlines()[-1] == "payload: not stated"


def test_an_old_id_keeps_answering(run: Run, copied: Path) -> None:
    article = copied / "seeds" / "articles" / "telegraphindia-2024-02-22.toml"
    text = article.read_text(encoding="utf-8")
    quote = 'quote = ["between 300 and 700 km", 1062]\n'
    text = text.replace(quote, f'{quote}replaces = ["c0123456789ab"]\n')
    article.write_text(text, encoding="utf-8")
    assert run("build", str(copied)).exit_code == 0
    shown = run("show", "c0123456789ab", "--dataset", str(copied))
    assert shown.output == run("show", RANGE).output


def test_cite_points_at_the_earliest_established_article(run: Run) -> None:
    note = run("cite", "zolfaghar.range").output
    assert note.startswith('"between 300 and 700 km", experts, in "Iran provides Russia')
    assert "The Telegraph (India), 22 February 2024 (reporting by Reuters)" in note
    assert note.rstrip().endswith("; and 2 more")
    assert len(run("cite", "zolfaghar.range", "--all").output.splitlines()) == 3
    items = json.loads(run("cite", "zolfaghar.range", "--format", "csl-json").output)
    assert [item["id"] for item in items] == [
        "tampafp-2024-02",
        "telegraphindia-2024-02-22",
        "thedefensepost-2022-11-02",
    ]
    assert items[1]["issued"] == {"date-parts": [[2024, 2, 22]]}


def test_transfers_narrow(run: Run) -> None:
    denied = run("transfers", "--from", "Iran", "--to", "RUS", "--denied").output
    assert denied.count("DENIES") == 4
    assert "Shahed-136" in run("transfers", "--system", "shahed 136").output
    assert len(json.loads(run("transfers", "--json").output)) == len(armsref.transfers())
    assert run("transfers", "--from", "Russia").output == "no such statement\n"


def test_read_prints_what_is_read(run: Run) -> None:
    result = run("read", "up to about 2,000 km", "--attribute", "range")
    assert result.output == "up to about 2,000 km [up to, about]\n"
    document = json.loads(run("read", "186 to 435 miles", "--json").output)
    assert document["canonical"] == {"low": "299", "high": "700", "unit": "km"}
    assert document["span"] == [0, 16]
    assert "warning: ton may mean" in run("read", "half a ton").error


WRONG = [
    ("show", "zolfagar"),
    ("show", "zolfaghar.rnge"),
    ("show", "nobody.range"),
    ("show", ""),
    ("show", "."),
    ("show", "c000000000000"),
    ("show", "t000000000000"),
    ("show", "zolfaghar", "--dataset", "nowhere"),
    ("show", "zolfaghar", "more"),
    ("show",),
    ("shwo", "zolfaghar"),
    ("cite", "zolfaghar.payload"),
    ("cite", "zolfaghar.range", "nobody"),
    ("cite", "zolfaghar", "--format", "apa"),
    ("transfers", "--from", "Irann"),
    ("transfers", "--system", "nobody"),
    ("read", "banana"),
    ("read", "300 km", "--attribute", "colour"),
    ("read", "300 km", "--language", "eo"),
    ("build", "nowhere"),
    ("validate", "nowhere"),
    ("verify", "nowhere", "--texts", "nowhere"),
    ("verify",),
    ("--nonsense",),
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_input_is_one_line_and_exit_code_2(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.output == ""
    assert result.error.startswith("armsref: ")
    assert result.error.count("\n") == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_that_runs(
    run: Run,
    command: str,
    root: Path,
    copied: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import shlex

    monkeypatch.chdir(tmp_path)  # where an example may write
    words = run(command, "--help").output
    examples = [line.partition("armsref ")[2] for line in words.splitlines() if "armsref " in line]
    examples = [line for line in examples if line.startswith(command) and "[OPTIONS]" not in line]
    assert examples, words
    for example in examples:
        arguments = shlex.split(example)
        if command == "verify":
            folder = request.getfixturevalue("text_folder")
            arguments = ["verify", str(root), "--texts", str(folder)]
        elif command == "draft":
            text = tmp_path / "article.txt"
            text.write_text("The Zolfaghar has a range of 700 km.", encoding="utf-8")
            arguments[1] = str(text)
        elif command == "check":
            report = tmp_path / "report.md"
            report.write_text("The *Zolfaghar* can fly up to 700 km.", encoding="utf-8")
        elif command == "report":
            report = tmp_path / "report.md"
            if not report.exists():  # the first example fills it
                span = '[]{.armsref spec="zolfaghar.range"}'
                report.write_text(f"It flies {span}.", encoding="utf-8")
        elif command == "audit":
            import polars as pl

            table = pl.DataFrame({"Modell": ["Zolfaghar"], "Reichweite": [700]})
            table.write_excel(tmp_path / "table.xlsx")
            table.rename({"Modell": "model"}).write_csv(tmp_path / "table.csv")
        elif command == "add":
            file = copied / "seeds" / "articles" / "tampafp-2024-02.toml"
            folder = request.getfixturevalue("text_folder")
            words = ["--attribute", "class", "--of", "zolfaghar", "--quote", "missiles"]
            arguments = ["add", str(file), "--texts", str(folder), *words, "--nth", "3"]
        elif command == "init":
            arguments[1] = str(tmp_path / arguments[1])
        elif command in ("build", "validate"):
            arguments = [*arguments, str(root)]
        assert run(*arguments).exit_code == 0


@pytest.mark.parametrize("columns", ["30", "60", "200"])
def test_a_narrow_terminal_loses_nothing(columns: str) -> None:
    wide = terminal("show", "zolfaghar", COLUMNS=columns, TERM="dumb")
    assert wide.returncode == 0
    assert RANGE in "".join(wide.stdout.split())


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m armsref show zolfaghar --json | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)  # noqa: S602
    assert done.stderr == b""


def test_python_m_and_version() -> None:
    assert terminal("--version").stdout == f"armsref, version {armsref.__version__}\n"


def test_read_answers_lines(checkout: Path) -> None:
    """A program sends a request a line and gets an answer a line, in order."""
    lines = [
        '{"id": 7, "phrase": "bis zu 2.000 Kilometer", "language": "de", "attribute": "range"}',
        '"up to Mach 5"',
        '{"phrase": "banana"}',
        "",
        '{"phrase": "300 km", "colour": "red"}',
        "no JSON",
        "[" * 100_000,
        '{"phrase": "300 km", "id": NaN}',
    ]
    command = [sys.executable, "-m", "armsref", "read", "--jsonl"]
    asked = "\n".join(lines).encode("utf-8-sig") + b"\n\xff\n"
    done = subprocess.run(command, input=asked, capture_output=True, check=False, cwd=checkout)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 2  # six lines are no requests, one of them empty
    assert [a.get("id") for a in answers] == [7, *[None] * 8]
    assert answers[0] | {"id": 0} == {
        "id": 0,
        "relation": "at_most",
        "approximate": False,
        "low": None,
        "high": "2000",
        "unit": "km",
        "canonical": {"low": None, "high": "2000", "unit": "km"},
        "also": None,
        "hedges": ["bis zu"],
        "warnings": [],
        "span": [0, 22],
    }
    assert answers[1]["unit"] == "Mach"
    assert [a.get("error", {}).get("code") for a in answers] == [
        None,
        None,
        "nothing",
        *["input"] * 6,
    ]


def test_a_refused_phrase_is_json_too(run: Run) -> None:
    result = run("read", "300 km (200 kg)", "--json")
    assert result.exit_code == 2
    assert json.loads(result.output)["error"]["choices"] == ["300 km", "200 kg"]
