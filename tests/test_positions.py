"""A finding names the very line, column and key that is wrong: one mistake at a time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from printed import FILE, NAME, printed

from armsref.build.write import examine
from armsref.evidence.verify import lock, verify
from armsref.findings import RULES, Finding
from armsref.seeds.load import load_seeds

Run = Callable[..., Any]

TAMPA = "articles/tampafp-2024-02.toml"
MUNSIF = "articles/munsifdaily-2024-09.toml"
TELEGRAPH = "articles/telegraphindia-2024-02-22.toml"
POST = "articles/thedefensepost-2022-11-02.toml"
SYSTEMS = "systems.toml"
LOCK = "evidence.lock"
#: Words of theirs, and what is written in their place.
TAMPA_URL = (
    "https://www.tampafp.com/irans-shipment-of-ballistic-missiles-to-russia-an-escalation-of-"
    "military-cooperation/"
)
POST_URL = "https://thedefensepost.com/2022/11/02/iran-missile-delivery-russia"
TAMPA_SHA = "af7ff2aa0b5b09ed4e4d0d6ed5ccbbbb3783141cbf35eca2c99fc5677bbd3006"
POST_SHA = "d88f63ea4dfbb78e9d9d8493542974da24c7b3fe5509b65c2cd305a8d916bbf4"
TWO_UNITS = "from 300 to 700 kilometers (186 to 435 miles)"
TWO_WAYS = "up to 700 kilometers, which is more than 435 miles"
HIGHLY = "400 “highly accurate” ballistic missiles"
PART = 'what = ["300 of them", 1674]'
SHAHED = '= { shahed-136 = ["Shahed-136", 1524] }'
OLD = 'replaces = ["ccccccccccccc", "c000000000000", "ccccccccccccc"]'
LONG_CUE = 'cue = ["range", 721]'
SHORT_RANGE = "short-range Iranian ballistic missiles"
ZOLF = '["Shahed"]\nnamesakes = ["zolf"]'
ABABIL = '["Shahed"]\nnamesakes = ["ababil"]'
FIRST_CLAIM = """\
attribute = "class"
of = { fateh-110-family = ["Fateh-110 family", 2180] }
quote = ["short-range ballistic weapons", 643]
"""
SECOND_CLAIM = """\
attribute = "launch_mode"
of = { fateh-110-family = ["Fateh-110 family", 623] }
quote = ["surface-to-surface", 567]
"""
#: Of the file as a whole.
WHOLE = (1, None)

#: In the real seeds: file, what stands there, what is written in its place, and the finding's
#: code, line and column, key, value seen.
MISTAKES: list[tuple[str, str, str, str, tuple[int, int | None], str | None, str | None]] = [
    # the file
    (TAMPA, "[[claim]]", "[[claim]", "AR002", (15, 8), None, None),
    (TAMPA, 'Cooperation"', "Cooperation", "AR002", (3, 96), None, None),
    (TAMPA, "[[claim]]", "[[\0claim]]", "AR002", (15, 3), None, None),
    (TAMPA, "#:schema", "\ufeff#:schema", "AR002", (1, 1), None, None),
    (TAMPA, "length = 2907", "length = 2" + "9" * 5000, "AR002", (12, 10), None, None),
    (TAMPA, "[text]\n", "x = " + "[" * 10_000 + "\n[text]\n", "AR002", (10, 5), None, None),
    (TAMPA, 'sourced", 1882]', 'sourced", 1882', "AR002", (92, 1), None, None),
    # the form
    (TAMPA, 'title = "', 'titel = "', "AR003", WHOLE, "title", None),
    (TAMPA, 'type = "webpage"', 'type = "blog"', "AR003", (2, 1), "type", "blog"),
    (TAMPA, 'date = "2024-02"', 'date = "2024-13"', "AR003", (6, 12), "issued.date", "2024-13"),
    (TAMPA, 'date = "2024-02"', 'day = "2024-02"', "AR003", (6, 12), "issued.day", "2024-02"),
    (TAMPA, 'date = "2024-02"', 'day = "2024-02"', "AR003", (6, 1), "issued.date", None),
    (TAMPA, "length = 2907", 'length = "x"', "AR003", (12, 1), "text.length", "x"),
    (TAMPA, "length = 2907\n", "", "AR003", (10, 1), "text.length", None),
    (TAMPA, 'origin = ["told', 'origen = ["told', "AR003", (47, 1), "origen", None),
    (TAMPA, '["told Reuters", 2158]', "5", "AR003", (47, 1), "origin", "5"),
    (TAMPA, 'quote = ["186 to 435 miles", 730]\n', "", "AR003", (34, 1), "quote", None),
    (TAMPA, '"186 to 435 miles", 730', '" 186 to", 730', "AR003", (38, 1), "quote", " 186 to"),
    (TAMPA, "186 to 435 miles", "9" * 150, "AR003", (38, 1), "quote", "9" * 119 + "…"),
    (TAMPA, "730]", "-1]", "AR003", (38, 1), "quote", "-1"),
    (TAMPA, '", 2217]', '"]', "AR003", (43, 55), "of.zolfaghar", "Zolfaghar"),
    (TAMPA, "zolfaghar = [", '"Zol.f" = [', "AR003", (29, 8), 'of."Zol.f"', "Zol.f"),
    (TAMPA, 'stage = ["shipment", 250]\n', "", "AR003", (52, 1), "stage", None),
    (TAMPA, '"via ships", 1046', '"via ships", "x"', "AR003", (75, 31), "mode", "x"),
    (TAMPA, "[text]", "[txt]", "AR003", (10, 1), "txt", None),
    (TAMPA, 'supplier = ["Iran', 'suplier = ["Iran', "AR003", (50, 1), "suplier", None),
    # the header
    (TAMPA, '"Tampa Free Press"', '"Tampa"', "AR005", (4, 1), "container-title", "Tampa"),
    (TAMPA, '"2024-02"', '"2024-03"', "AR004", (6, 12), "issued.date", "2024-03"),
    (TAMPA, '"Tampa Free Press"', '"CNN"', "AR004", (4, 1), "container-title", "CNN"),
    (TAMPA, '"said to Reuters"', '"said to nobody"', "AR208", (8, 1), "origin", "said to nobody"),
    (TAMPA, 'language = "en"', 'language = "eo"', "AR201", (7, 1), "language", "eo"),
    (POST, POST_URL, TAMPA_URL, "AR006", (5, 1), "URL", TAMPA_URL),
    (POST, POST_SHA, TAMPA_SHA, "AR006", (10, 1), "text.sha256", TAMPA_SHA),
    # a claim
    (TAMPA, "zolfaghar = [", "zolfagar = [", "AR101", (29, 8), "of.zolfagar", "Zolfaghar"),
    (TAMPA, '"Zolfaghar", 2217', '"Fateh", 2217', "AR102", (43, 55), "of.zolfaghar", "Fateh"),
    (TAMPA, "186 to 435 miles", "186 to 435", "AR201", (38, 1), "quote", "186 to 435"),
    (TAMPA, '"range"', '"colour"', "AR202", (35, 1), "attribute", "colour"),
    (TAMPA, 'cue = ["range", 721]\n', "", "AR203", (34, 1), "cue", None),
    (TAMPA, 'cue = ["range"', 'cue = ["long"', "AR204", (37, 1), "cue", "long"),
    (POST, TWO_UNITS, "700 km (186 mi)", "AR205", (30, 1), "quote", "700 km (186 mi)"),
    (TAMPA, "435 miles", "435,000 miles", "AR206", (38, 1), "quote", "186 to 435,000 miles"),
    (TAMPA, "told Reuters", "told nobody", "AR208", (47, 1), "origin", "told nobody"),
    (TELEGRAPH, 'speaker = "expert"', 'speaker = "exprt"', "AR211", (35, 1), "speaker", "exprt"),
    (POST, TWO_UNITS, TWO_WAYS, "AR210", (30, 1), "quote", TWO_WAYS),
    (TAMPA, '"launch_mode"', '"class"', "AR201", (24, 1), "quote", "surface-to-surface"),
    (MUNSIF, 'quote = ["Isl', 'cue = ["view", 1]\nquote = ["Isl', "AR204", (24, 1), "cue", "view"),
    (SYSTEMS, '"family"', '"system"', "AR105", (31, 1), "quote", "Fateh-110 family"),
    # a flow and its statements
    (TAMPA, '["Iran", 308]', '["Mars", 308]', "AR209", (50, 1), "supplier", "Mars"),
    (TAMPA, '["Russia", 316]', '["Iran", 308]', "AR304", (51, 1), "recipient", "Iran"),
    (TAMPA, '["shipment", 250]', '["colour", 250]', "AR201", (53, 1), "stage", "colour"),
    (TAMPA, '"via ships"', '"via tubes"', "AR201", (75, 31), "mode", "via tubes"),
    (TAMPA, HIGHLY, "400 or 500 missiles", "AR201", (54, 1), "what", "400 or 500 missiles"),
    (POST, '["confessed"', '["confetti"', "AR201", (60, 1), "stance", "confetti"),
    (POST, PART, f"including {SHAHED}", "AR303", (79, 15), "including.shahed-136", "Shahed-136"),
    (POST, "{ shahed-136 = [", "{ shahed-13 = [", "AR101", (35, 8), "of.shahed-13", "Shahed-136"),
    (POST, f"systems {SHAHED}", 'systems = { s = ["S", 1] }', "AR101", (75, 13), "systems.s", "S"),
    # records together
    (TAMPA, 'surface", 567', 'surface arms", 567', "AR401", (21, 1), None, None),
    (TELEGRAPH, '"road-mobile", 994', '"road-mobile", 995', "AR402", (30, 1), None, None),
    (TAMPA, LONG_CUE, f"{OLD}\n{LONG_CUE}", "AR302", (37, 47), "replaces", "c" * 13),
    (TAMPA, SECOND_CLAIM, FIRST_CLAIM, "AR301", (24, 1), "quote", "short-range ballistic weapons"),
    (POST, TWO_UNITS, "3000 km", "AR305", (17, 1), "quote", SHORT_RANGE),
    # the other files
    (SYSTEMS, '["Ababil"]', '["Ababil", "Ababil-1"]', "AR103", (7, 20), "names", "Ababil-1"),
    (SYSTEMS, '["Shahed"]', '["Shahed", "Shahed"]', "AR106", (27, 20), "names", "Shahed"),
    (SYSTEMS, '["Shahed"]', '["Shahed", "Zolfaghar"]', "AR104", (37, 10), "names", "Zolfaghar"),
    (SYSTEMS, 'id = "fateh-110"', 'id = "ababil"', "AR104", (10, 1), "id", "ababil"),
    (SYSTEMS, '["Shahed"]', ZOLF, "AR101", (28, 14), "namesakes", "zolf"),
    (SYSTEMS, '["Shahed"]', ABABIL, "AR104", (28, 14), "namesakes", "ababil"),
    (SYSTEMS, '["Shahed"]', '["Shahed", " x"]', "AR003", (27, 20), "names", " x"),
    (SYSTEMS, '["Shahed"]', "[]", "AR003", (27, 1), "names", None),
    (SYSTEMS, 'level = "family"', 'level = "famly"', "AR003", (16, 1), "level", "famly"),
    ("dataset.toml", "version = ", "versoin = ", "AR003", (4, 1), "versoin", "0.1.0"),
    ("dataset.toml", '"CC-BY-4.0"', "4.0", "AR003", (9, 1), "licence.name", "4.0"),
    ("dataset.toml", '"CC-BY-4.0"\n', '"CC-BY-4.0"\nx = 1\n', "AR003", (10, 1), "licence.x", "1"),
    (LOCK, "checks = 1", "checks = 999", "AR403", WHOLE, "checks", "999"),
    (LOCK, "checks = 1\n", "", "AR405", WHOLE, None, None),
    (LOCK, "c1405ed31c971", "c1405ed31c97f", "AR404", (3, None), None, "c1405ed31c97f"),
    (LOCK, "checks = 1\n", "checks = 1\nc14\n", "AR405", (2, None), None, "c14"),
]  # fmt: skip

SENT, GOT = "<Iran>\nrecipient = <Russia>", "<Russia>\nrecipient = <Iran>"
#: The same in the invented article, against its text.
AGAINST_THE_TEXT: list[tuple[str, str, str, tuple[int, int], str | None, str | None]] = [
    ("<up to 300 km>", '["up to 300 km", 5]', "AR501", (18, 1), "quote", "up to 300 km"),
    ("origin = <Reuters>", 'origin = ["Reuters", 7]', "AR501", (7, 1), "origin", "Reuters"),
    ("<Iran>", '["Iran", 3]', "AR501", (28, 1), "supplier", "Iran"),
    ("what = <", 'mode = ["by ship", 3]\nwhat = <', "AR501", (32, 1), "mode", "by ship"),
    ("what = <", 'mode = [["by air", 3], "x"]\nwhat = <', "AR003", (32, 24), "mode", "x"),
    ("what = <", 'mode = [["x", 3], ["y", 9]]\nwhat = <', "AR501", (32, 19), "mode", "y"),
    ("length = LENGTH", "length = 5", "AR502", (11, 1), "text.length", "5"),
    ("<up to 300 km>", "<300 km>", "AR503", (18, 1), "quote", "300 km"),
    ("<Alpha#2>", "<lpha#2>", "AR503", (16, 8), "of.alpha", "lpha"),
    ("<two Western", "<Western", "AR503", (35, 1), "attributed_to", "Western officials"),
    ("<early May>", "<early>", "AR503", (34, 1), "period", "early"),
    ("<400 missiles>", "<missiles>", "AR503", (32, 1), "what", "missiles"),
    ("<sent>", "<sen>", "AR503", (31, 1), "stage", "sen"),
    ("<45 kg (99 lb)>", "<45 kg>", "AR503", (25, 1), "quote", "45 kg"),
    ("beta = <Beta>", "alpha = <Alpha#2>", "AR504", (23, 8), "of.alpha", "Alpha"),
    ("cue = <payload>", "cue = <range>", "AR505", (24, 1), "cue", "range"),
    ('"payload"', '"warhead"', "AR505", (22, 1), "attribute", "warhead"),
    ("stance = <denied>\n", "", "AR506", (37, 1), "stage", "deal"),
    (f"supplier = {SENT}", f"supplier = {GOT}", "AR507", (28, 1), "supplier", "Russia"),
    ("including = {", "systems = {", "AR508", (33, 13), "systems.alpha", "Alpha"),
    ("including = { alpha = <Alpha> }\n", "", "AR508", (30, 1), "including", None),
    ("<deal>", "<deal>\nwhat = <400 missiles>", "AR509", (38, 1), "what", "400 missiles"),
    ("<45 kg (99 lb)>", '["45 tons", 1]', "AR207", (25, 1), "quote", "45 tons"),
]  # fmt: skip


@pytest.fixture(scope="module")
def bench(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the seeds that is mended behind each mistake."""
    folder = tmp_path_factory.mktemp("bench")
    shutil.copytree(root / "seeds", folder / "seeds")
    return folder


def place(finding: Finding) -> tuple[str, tuple[int, int | None], str | None, str | None]:
    return finding.code, (finding.line, finding.column), finding.field, finding.value


@pytest.mark.parametrize(("name", "old", "new", "code", "where", "field", "value"), MISTAKES)
def test_a_mistake_is_found_at_its_key(
    bench: Path,
    name: str,
    old: str,
    new: str,
    code: str,
    where: tuple[int, int | None],
    field: str | None,
    value: str | None,
) -> None:
    file = bench / "seeds" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        findings = examine(bench).findings
    finally:
        file.write_text(text, encoding="utf-8")
    found = [place(f) for f in findings if f.code == code]
    assert (code, where, field, value) in found, [str(f) for f in findings]


@pytest.mark.parametrize(("old", "new", "code", "where", "field", "value"), AGAINST_THE_TEXT)
def test_a_mistake_against_the_text_is_found_at_its_key(
    tmp_path: Path,
    old: str,
    new: str,
    code: str,
    where: tuple[int, int],
    field: str | None,
    value: str | None,
) -> None:
    assert old in FILE
    dataset, texts = printed(tmp_path, FILE.replace(old, new, 1))
    seeds = load_seeds(dataset.folder)
    findings = [*verify(seeds, texts).findings, *examine(dataset.folder).findings]
    assert (code, where, field, value) in [place(f) for f in findings], [str(f) for f in findings]
    assert {f.file for f in findings if f.code == code} == {f"seeds/articles/{NAME}"}


def test_the_invented_article_has_no_mistake(tmp_path: Path) -> None:
    dataset, texts = printed(tmp_path)
    seeds = load_seeds(dataset.folder)
    verified = verify(seeds, texts)
    assert (seeds.findings, verified.findings) == ([], [])
    lock(seeds, verified)
    assert examine(dataset.folder).findings == []


#: Rules of which no table above has a mistake, and where they are tried.
ELSEWHERE = {
    "AR001": "tests/test_noise.py",
    "AR007": "allowances",
    "AR008": "allowances",
    "AR009": "paths",
    "AR601": "tests/test_build.py",
    "AR602": "tests/test_tables.py",
}


def test_every_rule_of_the_seeds_is_in_a_table() -> None:
    tried = {row[3] for row in MISTAKES} | {row[2] for row in AGAINST_THE_TEXT}
    of_seeds = {code for code in RULES if code < "AR603"}
    assert of_seeds - tried == set(ELSEWHERE)
