"""``# armsref: allow CODE because REASON``: what it covers, and what is wrong with it."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import HEADER, Dataset, claim

from armsref.findings import RULES
from armsref.seeds.comments import placed_comments

Run = Callable[..., Any]
WHY = "because the article really prints it"
ALLOW = f"# armsref: allow AR206 {WHY}"
FAR = claim("700,000 km")
QUOTE = 'quote = "700,000 km"\n'
MORE = claim("800,000 km")


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset(tmp_path)


def found(run: Run, dataset: Dataset, *options: str) -> list[str]:
    """Return the codes and lines of what is found, without those of the tables."""
    output = run("validate", str(dataset.folder), "--ignore", "AR601", *options).output
    return re.findall(r":(\d+(?::\d+)?: AR\d{3})", output)


#: What is written, and the codes that are told of it.
PLACES = [
    ("without one", FAR, {"AR206"}),
    ("behind the key", FAR.replace(QUOTE, f"{QUOTE[:-1]} {ALLOW}\n"), set()),
    ("above the key", FAR.replace(QUOTE, f"{ALLOW}\n{QUOTE}"), set()),
    ("above the key, indented", FAR.replace(QUOTE, f"  {ALLOW}\n\n# more\n{QUOTE}"), set()),
    ("above the header", f"{ALLOW}\n{FAR}", set()),
    ("behind the header", FAR.replace("[[claim]]", f"[[claim]] {ALLOW}"), set()),
    ("below the record", f"{FAR}{ALLOW}\n", {"AR206", "AR008"}),
    ("in the next record", f"{FAR}\n{ALLOW}\n{claim('700 km')}", {"AR206", "AR008"}),
    ("in one of two", f"{FAR}\n{ALLOW}\n{MORE}", {"AR206"}),
    ("in each of two", f"{ALLOW}\n{FAR}\n{ALLOW}\n{MORE}", set()),
    ("twice", f"{ALLOW}\n{FAR.replace(QUOTE, QUOTE[:-1] + ALLOW + chr(10))}", set()),
    ("in a string", FAR + f'because = "{ALLOW}"\n', {"AR206"}),
    ("in a string of lines", FAR + f'because = """\n{ALLOW}\n"""\n', {"AR206"}),
    ("without blanks", f"#armsref:allow AR206 {WHY}\n{FAR}", set()),
    ("in capitals", f"{ALLOW.replace('armsref: allow', 'Armsref: ALLOW')}\n{FAR}", set()),
    ("another rule", f"# armsref: allow AR205 {WHY}\n{FAR}", {"AR206", "AR008"}),
    ("a rule of verify", f"# armsref: allow AR503 {WHY}\n{FAR}", {"AR206"}),
    ("a comment of another kind", f"# armsref builds it\n# allow AR206 {WHY}\n{FAR}", {"AR206"}),
]


@pytest.mark.parametrize(("name", "text", "codes"), PLACES, ids=[place[0] for place in PLACES])
def test_it_covers_its_key_or_its_record(
    run: Run, dataset: Dataset, name: str, text: str, codes: set[str]
) -> None:
    dataset.add("cnn", "2021", text)
    for newline in ("\n", "\r\n"):
        file = dataset.articles / "cnn-2021.toml"
        written = file.read_text(encoding="utf-8").replace("\n", newline)
        file.write_bytes(written.encode())
        assert {one.split()[-1] for one in found(run, dataset)} == codes, name


#: A comment, and what is said of it.
FAULTS = [
    ("# armsref: allow AR206", "the reason is missing: 8 characters or more"),
    ("# armsref: allow AR206 because", "the reason is missing"),
    ("# armsref: allow AR206 because so", "the reason 'so' is too short"),
    ("# armsref: allow AR206, AR205 because I said so", "no allowance behind"),
    ("# armsref: allow AR206 since I said so", "no allowance behind"),
    ("# armsref: ignore AR206 because I said so", "no allowance behind"),
    ("# armsref: allow", "no allowance behind"),
    ("# armsref:", "no allowance behind"),
    ("# armsref allow AR206", "the reason is missing"),
    ("# armsref: allow AR296 because I said so", "no rule 'AR296'; did you mean AR"),
    ("# armsref: allow ar206 because I said so", "no rule 'ar206'; did you mean AR206"),
    ("# armsref: allow shadows because I said so", "armsref rules shows all"),
    ("# armsref: allow E501 because I said so", "no rule 'E501'; did you mean AR501"),
    *(
        (
            f"# armsref: allow {rule.code} because I said so",
            f"{rule.code} ({rule.title}) cannot be allowed; mend what it finds",
        )
        for rule in RULES.values()
        if rule.unreadable or rule.code in ("AR007", "AR008", "AR201", "AR401", "AR501")
    ),
]


@pytest.mark.parametrize(("comment", "said"), FAULTS)
def test_one_that_says_too_little_is_a_finding(
    run: Run, dataset: Dataset, comment: str, said: str
) -> None:
    dataset.add("cnn", "2021", FAR.replace(QUOTE, f"{QUOTE[:-1]} {comment}\n"))
    line = FAR.splitlines().index(QUOTE[:-1]) + HEADER.count("\n") + 1
    output = run("validate", str(dataset.folder)).output
    place = f"seeds/articles/cnn-2021.toml:{line}:{len(QUOTE) + 1}: AR007 error: "
    (told,) = (line for line in output.splitlines() if "AR007" in line)
    assert told.startswith(place)
    assert said in told
    assert " AR206 " in output


def test_an_idle_one_is_found_where_it_stands(run: Run, dataset: Dataset) -> None:
    dataset.add("cnn", "2021", claim("700 km"), f"  {ALLOW}\n" + claim("700 km", of="beta"))
    line = HEADER.count("\n") + claim("").count("\n") + 2
    assert found(run, dataset) == [f"{line}:3: AR008"]


def test_what_is_allowed_is_built_with_its_reason(run: Run, dataset: Dataset) -> None:
    dataset.add("cnn", "2021", f"{ALLOW}\n{FAR}because = 'said of its booster'\n", claim("5 km"))
    folder = str(dataset.folder)
    built = run("build", folder)
    assert built.exit_code == 0
    assert "left out: 1 allowed" in built.output
    with (dataset.folder / "datasets" / "claims.csv").open(encoding="utf-8") as file:
        reasons = {row["quote"]: row["because"] for row in csv.DictReader(file)}
    why = WHY.removeprefix("because ")
    assert reasons["700,000 km"] == f"said of its booster; {why}"
    assert reasons["5 km"] == ""
    shown = " ".join(run("show", "alpha", "--dataset", folder).output.split())
    assert f"(contributor: said of its booster; {why})" in shown


def test_a_transfer_is_a_record_with_all_that_is_under_it(run: Run, dataset: Dataset) -> None:
    text = (
        '[[transfer]]\nsupplier = "Iran"\nrecipient = "Iranian"\n'
        '[[transfer.statement]]\nstage = "supplied"\n'
        '[[transfer.statement]]\nstage = "delivered"\nmode = [\n  "by ship",\n]\n'
    )
    allow = ALLOW.replace("AR206", "AR304")
    dataset.add("cnn", "2021", text)
    assert {one.split()[-1] for one in found(run, dataset)} == {"AR304"}
    why = WHY.removeprefix("because ")
    for written in (f"{allow}\n{text}", text.replace('"Iranian"\n', f'"Iranian" {allow}\n')):
        dataset.add("cnn", "2021", written)
        assert found(run, dataset) == []
        dataset.open()
        with (dataset.folder / "datasets" / "transfers.csv").open(encoding="utf-8") as file:
            assert [row["because"] for row in csv.DictReader(file)] == [why, why]
    dataset.add("cnn", "2021", text.replace('  "by ship",\n]\n', f'  "by ship",\n] {allow}\n'))
    assert {one.split()[-1] for one in found(run, dataset)} == {"AR304", "AR008"}


def test_the_header_of_a_file_is_a_record(run: Run, dataset: Dataset) -> None:
    dataset.add("cnn", "2021", claim("700 km"))
    file = dataset.articles / "wsj-2020.toml"
    text = file.read_text(encoding="utf-8").replace("org/wsj/2020", "org/cnn/2021")
    address = next(line for line in text.splitlines() if line.startswith("URL"))
    allow = ALLOW.replace("AR206", "AR006")
    behind = text.replace(address, f"{address} {allow}")
    for written, codes in ((text, ["AR006"]), (behind, []), (f"{allow}\n{text}", [])):
        file.write_text(written, encoding="utf-8")
        assert [one.split()[-1] for one in found(run, dataset)] == codes


def test_in_a_file_that_was_not_loaded_none_is_idle(run: Run, dataset: Dataset) -> None:
    dataset.add("cnn", "2021", f"{ALLOW}\n{FAR}value = 5\n")
    assert {one.split()[-1] for one in found(run, dataset)} == {"AR003"}


TEXT = "The Alpha has a range of up to 700 km."


def anchored(dataset: Dataset, comment: str) -> Path:
    """Write an article whose quote leaves out a hedge, and its text; return the texts' folder."""
    folder = dataset.folder / "texts"
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    sha = hashlib.sha256(TEXT.encode()).hexdigest()
    cut = (
        f'[text]\nsha256 = "{sha}"\nlength = {len(TEXT)}\nextent = "full"\n'
        f"{comment}\n[[claim]]\nattribute = 'range'\nof = {{ alpha = ['Alpha', 4] }}\n"
        f"cue = ['range', 16]\nquote = ['700 km', 31]\n"
    )
    dataset.add("cnn", "2021", cut)
    return folder


def test_verify_allows_what_the_text_shows(run: Run, dataset: Dataset) -> None:
    folder = str(dataset.folder)
    texts = str(anchored(dataset, ""))
    assert run("verify", folder, "--texts", texts).exit_code == 1
    anchored(dataset, f"# armsref: allow AR503 {WHY}")
    verified = run("verify", folder, "--texts", texts, "--lock")
    assert verified.exit_code == 0
    assert "left out: 1 allowed" in verified.output
    assert "1 lines; now run armsref build" in verified.output
    assert run("build", folder).exit_code == 0
    assert run("validate", folder).exit_code == 0
    with (dataset.folder / "datasets" / "claims.csv").open(encoding="utf-8") as file:
        row = next(row for row in csv.DictReader(file) if row["quote"] == "700 km")
    assert (row["evidence"], row["because"]) == ("anchored", WHY.removeprefix("because "))


def test_verify_says_which_are_idle_where_the_text_is_at_hand(run: Run, dataset: Dataset) -> None:
    texts = anchored(dataset, f"# armsref: allow AR504 {WHY}\n# armsref: allow AR206 {WHY}")
    command = ("verify", str(dataset.folder), "--texts", str(texts))
    assert re.findall(r"AR\d{3} error", run(*command).output) == ["AR008 error", "AR503 error"]
    assert "AR008" not in run("validate", str(dataset.folder), "--ignore", "AR008").output
    (texts / "a.txt").write_text("another", encoding="utf-8")
    dataset.add("reuters", "2021", claim("700 km"))
    assert "AR008" not in run(*command).output


KEYS = st.text("abc", min_size=1, max_size=3)
VALUES = st.recursive(
    st.text("# \"'\\\n[]a", max_size=8) | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_comments_of_any_file_are_placed(data: dict[str, object]) -> None:
    text = tomli_w.dumps(data, multiline_strings=True)
    placed = placed_comments("# first\n" + text + "# last\n")
    assert placed[0].text == "# first"
    assert placed[0].lines.start in (1, 2)  # the file, or its first record
    assert (placed[-1].text, placed[-1].lines) == ("# last", range(0))
    assert [one.text for one in placed[1:-1]] == []


def test_placing_is_linear_enough() -> None:
    """A file of many allowances and records is read at once; no time is asserted."""
    text = "".join(f"{ALLOW}\n[[claim]]\nquote = 'x' {ALLOW}\n" for _ in range(5_000))
    placed = placed_comments(text)
    assert len(placed) == 10_000
    assert placed[-2].lines == range(14_999, 15_001)
