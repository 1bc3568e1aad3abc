"""Every rule has an example of what is wrong and of what is right, and both are tried."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import HEADER, LABELS, Dataset, claim

import armsref
from armsref.findings import RULES, Rule

Run = Callable[..., Any]

GAMMA = '\n[[system]]\nid = "gamma-family"\nlevel = "family"\nnames = ["Gamma family"]\n'
#: It takes the state of a disk, or of a page, to show these: no snippet does.
WITHOUT = {"AR001", "AR009", "AR601"}
#: What else the wrong example is found to be, by its nature.
ALSO = {"AR007": {"AR206"}, "AR104": {"AR103"}}
SHOWN = [rule for rule in RULES.values() if rule.of]


def test_every_rule_has_an_example_or_cannot_have_one() -> None:
    without = {code for code, rule in RULES.items() if not rule.of}
    assert {code for code in without if not code.startswith("AR8")} == WITHOUT
    assert {rule.code for rule in SHOWN if not rule.bad.strip() or rule.bad == rule.good} == set()


class Example:
    """A small dataset that an example is put into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dataset = Dataset(folder)
        self.articles = self.dataset.articles
        self.dataset.add(
            "wsj",
            "2020",
            claim("drone", "class", "alpha beta"),
            claim("drone", "class", "gamma")
            .replace("gamma = ", "gamma-family = ")
            .replace('"Gamma"', '"Gamma family"'),
        )
        self._seed("systems.toml").write_text(
            self._seed("systems.toml").read_text(encoding="utf-8") + GAMMA, encoding="utf-8"
        )
        self.texts = folder / "texts"
        self.texts.mkdir()

    def _seed(self, name: str) -> Path:
        return self.folder / "seeds" / name

    def put(self, of: str, snippet: str) -> None:
        """Put a snippet where it belongs."""
        header = HEADER.format(label=LABELS["cnn"], outlet="cnn", date="2021")
        article, body = "cnn-2021.toml", f"{header}\n{claim('700 km')}"
        if of == "records":
            body = f"{header}\n{snippet}"
        elif of == "header":
            body = f"{snippet}\n{claim('700 km')}"
        elif of == "file name":
            article = snippet.strip()
        elif of in ("text", "locked"):
            body = header + self._with_text(snippet)
        elif of in ("systems", "lock"):
            name = {"systems": "systems.toml", "lock": "evidence.lock"}[of]
            self._seed(name).write_text(snippet + (GAMMA if of == "systems" else ""), "utf-8")
        (self.articles / article).write_text(body, encoding="utf-8")

    def _with_text(self, snippet: str) -> str:
        """Write the text that stands in the snippet's first comment; give the article its sha."""
        first, rest = snippet.split("\n", 1)
        text = first.removeprefix("# ")
        (self.texts / "text.txt").write_text(text, encoding="utf-8")
        sha = f'sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"\nextent = "full"\n'
        if "[text]\n" in rest:
            return rest.replace("[text]\n", f"[text]\n{sha}")
        return f"\n[text]\n{sha}length = {len(text)}\n\n{rest}"


def codes(run: Run, *arguments: str) -> set[str]:
    """Return the codes of the rules that a command finds something by."""
    result = run(*arguments, "--strict", "--json", "--ignore", "AR601")
    assert result.exit_code in (0, 1, 2), result.error
    return {finding["code"] for finding in json.loads(result.output)}


def found(run: Run, folder: Path, rule: Rule, snippet: str, good: str) -> set[str]:
    """Return the codes that an example is found to be."""
    example = Example(folder)
    if rule.of in ("table", "sentence", "report") or rule.of.startswith("frame"):
        return found_in_other_data(run, example, rule, snippet)
    if rule.of == "locked":
        example.put(rule.of, good)
        place = (str(folder), "--texts", str(example.texts))
        assert run("verify", *place, "--lock").exit_code == 0
    example.put(rule.of, snippet)
    if rule.of == "text":
        return codes(run, "verify", str(folder), "--texts", str(example.texts))
    return codes(run, "validate", str(folder))


def found_in_other_data(run: Run, example: Example, rule: Rule, snippet: str) -> set[str]:
    """Return the codes of a table, a sentence or a frame, against an invented catalogue."""
    example.dataset.add("cnn", "2021", claim("between 300 and 700 km"), claim("100 km", of="beta"))
    payload = claim("about 45 kg", "payload", "beta") + 'cue = "payload"\n'
    example.dataset.add("reuters", "2021", claim("200 km", of="beta"), payload)
    if rule.of == "report":
        return found_in_report(run, example, snippet)
    example.dataset.open()
    if rule.of.startswith("frame"):
        import polars as pl

        frame = pl.read_csv(io.StringIO(snippet), infer_schema=False)
        table = rule.of.removeprefix("frame of ")
        catalog = armsref.Catalog.open(example.folder)
        return {f.code for f in armsref.validate_frame(frame, table, catalog=catalog)}
    command = {"table": "audit", "sentence": "check"}[rule.of]
    subject = snippet.strip()
    if rule.of == "table":
        file = example.folder / "table.csv"
        file.write_text(snippet, encoding="utf-8")
        subject = str(file)
    return codes(run, command, subject, "--dataset", str(example.folder))


def found_in_report(run: Run, example: Example, snippet: str) -> set[str]:
    """Return the codes of a report; a retracted article stands in the catalogue, too."""
    retracted = claim("about 77 kg", "payload") + 'cue = "payload"\n'
    example.dataset.add("cnn", "2019", claim("900 km"), retracted)
    example.dataset.add_header("cnn-2019", 'retracted = "withdrawn"')
    example.dataset.open()
    file = example.folder / "report.md"
    file.write_text(snippet, encoding="utf-8")
    result = run(
        "report", "check", str(file), "--strict", "--json", "--dataset", str(example.folder)
    )
    assert result.exit_code in (0, 1), result.error
    return {finding["code"] for finding in json.loads(result.output)}


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_wrong_example_is_found_and_the_right_one_is_not(
    run: Run, tmp_path: Path, rule: Rule
) -> None:
    bad = found(run, tmp_path / "bad", rule, rule.bad, rule.good)
    assert bad == {rule.code} | ALSO.get(rule.code, set())
    assert found(run, tmp_path / "good", rule, rule.good, rule.good) == set()


@pytest.mark.parametrize("code", ["AR205", "AR101"])
def test_an_allowable_rule_says_how(run: Run, code: str) -> None:
    how = f"# armsref: allow {code} because REASON"
    assert (how in run("rules", code).output) == RULES[code].allowable == (code == "AR205")


def test_the_page_of_the_rules_is_what_is_printed(run: Run, checkout: Path) -> None:
    page = (checkout / "armsref" / "findings" / "README.md").read_text(encoding="utf-8")
    assert page == run("rules", "--format", "markdown").output, (
        "armsref rules --format markdown > armsref/findings/README.md"
    )


def test_rules_shows_all_some_or_one(run: Run) -> None:
    lines = run("rules").output.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    some = run("rules", "ar40", "AR503").output.splitlines()
    assert [line.split()[0] for line in some] == [
        "AR401",
        "AR402",
        "AR403",
        "AR404",
        "AR405",
        "AR503",
    ]
    one = run("rules", "AR206").output
    for words in ("AR206 implausible value", "warning, allowable", '"700,000 km"', "Right"):
        assert words in one
    data = json.loads(run("rules", "AR206", "--json").output)
    assert [entry["title"] for entry in data] == ["implausible value"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("AR296", ", AR209, "),
        ("206", "did you mean AR206"),
        ("x", "armsref rules shows all"),
    ],
)
def test_an_unknown_rule_names_the_near_ones(run: Run, word: str, said: str) -> None:
    result = run("rules", word)
    assert (result.exit_code, result.output) == (2, "")
    assert f"no rule {word!r}" in result.error
    assert said in result.error
