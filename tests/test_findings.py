"""Findings in every format, read back by somebody else's reader; hostile data in each field."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from io import StringIO
from typing import NamedTuple
from urllib.parse import unquote

import junitparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from sarif_pydantic import Sarif

from armsref.findings import RULES, Finding, ordered
from armsref.findings.formats import FORMATS, Report, write
from armsref.findings.formats.as_text import show
from armsref.findings.visible import visible, whole_characters

#: Data that would break a format, act on a terminal, or hide.
HOSTILE = [
    "\x1b[31mred\x1b]0;title\x07",
    "\x00nul\x7f\x85\x9b31m",
    "one\ntwo\r\nthree\ttabbed\u2028four",
    "%0A::error::injected",
    "\n::error file=x::injected",
    "##[error]injected",
    "]]><script>&\"'</failure>",
    "half a character \ud800 \udcff",
    "\u202eevil\u2066 \u200e\ufeff",
    "\ufffe\uffff\U0010ffff\ufdd0\U000e0041",
    "[bold]markup[/bold] [link](https://example.org) {0} \\n",
    "a,b:c=d;e%25",
    "é آ\u200cب 漢字 🚀 Ümlaut",
    "x" * 100_000,
    "",
]
AT = Finding("seeds/articles/wsj-2020.toml", 3, "AR206", "message", "remedy")
HIDDEN = {"Cc", "Cs", "Zl", "Zp"}


def report(*findings: Finding, strict: bool = False, base: str = "") -> Report:
    return Report(tuple(ordered(findings)), ("1 article: 1 finding",), strict, base)


def hidden_in(text: str) -> set[str]:
    """Return the characters of a text that are not seen or act, but for the ends of its lines."""
    acting = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    return {c for c in text if c != "\n" and (unicodedata.category(c) in HIDDEN or c in acting)}


class Command(NamedTuple):
    """A workflow command as GitHub's runner reads it."""

    name: str
    properties: dict[str, str]
    message: str


def commands(text: str) -> list[Command]:
    """Read workflow commands by GitHub's documented form and escapes."""
    found = []
    for line in text.split("\n"):
        match = re.fullmatch(r"::([a-z]+)(?: ([^:]*))?::(.*)", line)
        if match:
            pairs = (part.split("=", 1) for part in (match[2] or "").split(",") if part)
            properties = {key: unescaped(value) for key, value in pairs}
            found.append(Command(match[1], properties, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(escape, character)
    return text.replace("%25", "%")


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_data_break_no_format(format_: str, data: str) -> None:
    findings = [
        AT._replace(message=data),
        AT._replace(remedy=data, line=4),
        AT._replace(file=f"seeds/{data}", field=data, value=data, row=2),
        AT._replace(code="AR305", message=data, column=7),
    ]
    given_ = report(*findings)
    text = write(format_, given_)
    assert hidden_in(text) == set()
    assert text.encode("utf-8").decode("utf-8") == text
    READERS[format_](text, given_)


@settings(max_examples=30, deadline=None)
@given(message=st.text(st.characters()), file=st.text(st.characters(), min_size=1))
@pytest.mark.parametrize("format_", FORMATS)
def test_any_text_is_read_back(format_: str, message: str, file: str) -> None:
    given_ = report(AT._replace(message=message, file=f"s/{file}", value=message))
    text = write(format_, given_)
    assert hidden_in(text) == set()
    READERS[format_](text, given_)


def read_text(text: str, given_: Report) -> None:
    lines = text.split("\n")
    assert lines == [*map(str, given_.findings), *given_.summary, ""]


def read_json(text: str, given_: Report) -> None:
    read = json.loads(text)
    assert len(read) == len(given_.findings)
    for document, finding in zip(read, given_.findings, strict=True):
        expected = {**finding._asdict(), "rows": [], "severity": finding.severity}
        for key, value in expected.items():
            if isinstance(value, str):
                expected[key] = whole_characters(value)
        assert document == expected


def read_github(text: str, given_: Report) -> None:
    read = commands(text)
    assert len(read) == len(given_.findings)
    assert text.count("\n") == len(read) + 1
    for command, finding in zip(read, given_.findings, strict=True):
        places = {"file", "line", "title"} | ({"col"} if finding.column else set())
        assert set(command.properties) == places
        assert command.properties["file"] == visible(given_.path(finding) or "")
        assert command.properties["title"].startswith(finding.code)
        assert command.message[:4000] == finding.said[:4000]
        assert len(command.message) < 4100


def read_sarif(text: str, given_: Report) -> None:
    (run,) = Sarif.model_validate_json(text).runs
    rules = run.tool.driver.rules
    assert rules is not None
    assert [rule.id for rule in rules] == list(RULES)
    results = run.results or []
    assert len(results) == len(given_.findings)
    for result, finding in zip(results, given_.findings, strict=True):
        assert result.level is not None
        assert (result.rule_id, result.level.value) == (finding.code, finding.severity)
        assert rules[result.rule_index or 0].id == finding.code
        said = result.message.text or ""
        assert said == finding.said or re.sub(r"\\(.)", r"\1", said) == finding.said
        assert result.locations
        place = result.locations[0].physical_location
        assert place is not None
        assert place.artifact_location is not None
        assert place.region is not None
        uri = place.artifact_location.uri or ""
        assert re.fullmatch(r"(?:[\w/.~-]|%[0-9A-F]{2})+", uri, re.ASCII)
        path = given_.path(finding) or ""
        assert unquote(uri, errors="surrogatepass") == path
        assert (place.region.start_line, place.region.start_column) == (
            finding.line,
            finding.column,
        )


def read_junit(text: str, given_: Report) -> None:
    suites = junitparser.JUnitXml.fromstring(text.encode("utf-8"))
    (suite,) = suites
    cases = list(suite)
    assert (suites.tests, suite.tests, len(cases)) == (len(given_.findings),) * 3
    assert len({(case.classname, case.name) for case in cases}) == len(cases)
    for case, finding in zip(cases, given_.findings, strict=True):
        (result,) = case.result
        assert isinstance(result, junitparser.Failure) == (finding.severity != "note")
        assert (result.type, result.message) == (finding.code, finding.said)
        assert case.classname == visible(finding.file)
        assert case.name.startswith(finding.code)


READERS = {
    "text": read_text,
    "json": read_json,
    "github": read_github,
    "sarif": read_sarif,
    "junit": read_junit,
}


@pytest.mark.parametrize("format_", FORMATS)
def test_the_order_given_changes_no_byte(format_: str) -> None:
    findings = [
        AT._replace(file=file, line=line, column=column, row=row, code=code, message=message)
        for file in ("a", "b")
        for line in (2, 10)
        for column, row in ((None, None), (1, 3), (2, None))
        for code, message in (("AR206", "x"), ("AR206", "y"), ("AR101", "x"))
    ]
    expected = write(format_, report(*findings))
    for seed in range(5):
        random.Random(seed).shuffle(findings)  # noqa: S311
        assert write(format_, report(*findings)) == expected


def test_a_line_of_text_is_that_of_compilers() -> None:
    with_column = AT._replace(column=9)
    assert write("text", report(AT, with_column)) == (
        "seeds/articles/wsj-2020.toml:3: AR206 warning: message; remedy\n"
        "seeds/articles/wsj-2020.toml:3:9: AR206 warning: message; remedy\n"
        "1 article: 1 finding\n"
    )


@pytest.mark.parametrize("data", HOSTILE[:-2], ids=range(len(HOSTILE) - 2))
def test_a_terminal_gets_colour_and_no_other_escape(data: str) -> None:
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=80, markup=True, emoji=True)
    show(report(AT._replace(message=data, file=data or "-", remedy=data)), console)
    text = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert out.getvalue() != text
    assert hidden_in(text) == set()
    assert text.count(visible(data)) >= 3


#: How many findings of which severity, and how many GitHub is given; what is said of the rest.
MANY = [
    ((10, 10, 10), None),
    ((11, 0, 0), "1 more error: "),
    ((35, 12, 11), "25 more errors, 2 more warnings, 1 more note: "),
]


@pytest.mark.parametrize(("numbers", "said"), MANY)
def test_github_shows_ten_of_each(numbers: tuple[int, int, int], said: str | None) -> None:
    of = zip(("AR101", "AR206", "AR305"), numbers, strict=True)
    findings = [
        AT._replace(code=code, line=line + 1) for code, number in of for line in range(number)
    ]
    text = write("github", report(*findings))
    names = [command.name for command in commands(text)]
    for name, number in zip(("error", "warning", "notice"), numbers, strict=True):
        assert names.count(name) == min(number, 10)
    rest = [line for line in text.splitlines() if not line.startswith("::")]
    assert len(rest) == (1 if said is None else 2)
    assert said is None or (rest[0].startswith(said) and "--format text" in rest[0])
    assert rest[-1] == "1 article: 1 finding"


def test_what_is_in_no_file_has_no_place() -> None:
    nowhere = AT._replace(file="-", field="range", value="700 km", row=4, times=3, rows=(4, 5, 9))
    (command,) = commands(write("github", report(nowhere)))
    assert set(command.properties) == {"title"}
    (result,) = json.loads(write("sarif", report(nowhere)))["runs"][0]["results"]
    assert "locations" not in result
    assert result["properties"] == {
        "row": 4,
        "field": "range",
        "value": "700 km",
        "times": 3,
        "rows": [4, 5, 9],
    }


@pytest.mark.parametrize(
    ("file", "base", "uri", "base_id"),
    [
        ("seeds/a b.toml", "", "seeds/a%20b.toml", "%SRCROOT%"),
        ("seeds/ü#1.toml", "my data", "my%20data/seeds/%C3%BC%231.toml", "%SRCROOT%"),
        ("a:b.csv", ".", "a%3Ab.csv", "%SRCROOT%"),
        ("t.csv", "../other", "../other/t.csv", None),
        ("/data/t.csv", "data", "file:///data/t.csv", None),
    ],
)
def test_a_place_in_sarif(file: str, base: str, uri: str, base_id: str | None) -> None:
    text = write("sarif", report(AT._replace(file=file), base=base))
    (result,) = json.loads(text)["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (place["uri"], place.get("uriBaseId")) == (uri, base_id)


def test_the_rules_stand_in_sarif() -> None:
    run = json.loads(write("sarif", report(AT)))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    for described in run["tool"]["driver"]["rules"]:
        rule = RULES[described["id"]]
        assert described["shortDescription"]["text"] == rule.title
        assert described["fullDescription"]["text"] == rule.explanation
        assert described["defaultConfiguration"]["level"] == rule.severity
        for example in (rule.bad, rule.good):
            assert example.strip() in described["help"]["markdown"]
            assert example.strip() in described["help"]["text"]


def fingerprints(*findings: Finding) -> list[str]:
    results = json.loads(write("sarif", report(*findings)))["runs"][0]["results"]
    return [value for r in results for value in r["partialFingerprints"].values()]


def test_a_fingerprint_outlives_moved_lines() -> None:
    told = AT._replace(message="says the same as c1 in line 12", column=3)
    moved = told._replace(line=70, column=9, message="says the same as c1 in line 79")
    assert fingerprints(told) == fingerprints(moved)
    twins = fingerprints(told, moved)
    assert twins[0] == fingerprints(told)[0]
    assert len({*twins, *fingerprints(told._replace(file="b")), *fingerprints(AT)}) == 4


@pytest.mark.parametrize(
    ("code", "strict", "failed"),
    [
        ("AR101", False, True),
        ("AR206", False, True),
        ("AR705", False, False),
        ("AR705", True, True),
        ("AR305", True, False),
    ],
)
def test_what_does_not_count_is_skipped_in_junit(code: str, strict: bool, failed: bool) -> None:
    text = write("junit", report(AT._replace(code=code), strict=strict))
    suites = junitparser.JUnitXml.fromstring(text.encode())
    assert (suites.tests, suites.failures, suites.skipped) == (1, int(failed), int(not failed))


def test_without_findings_one_case_passes_in_junit() -> None:
    (suite,) = junitparser.JUnitXml.fromstring(write("junit", report()).encode())
    (case,) = suite
    assert case.is_passed


@pytest.mark.parametrize("format_", FORMATS)
def test_no_finding_is_no_fault_of_a_format(format_: str) -> None:
    assert write(format_, report()).endswith("\n")
