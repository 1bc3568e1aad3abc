"""The seeds as a person writes them, and what is said of the ones that do not fit."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from invented import HEADER, Dataset, claim

from armsref.build.write import examine
from armsref.tables.article_schema import article_schema

#: Keys under which an article file may hold a number, and dates.
NUMBERS = {"length"}


def numbers_in(value: Any, key: str = "") -> list[tuple[str, object]]:
    """Return every number of an article file that is no offset of an anchor."""
    if isinstance(value, dict):
        return [found for k, v in value.items() for found in numbers_in(v, k)]
    if isinstance(value, list):
        words_and_offset = len(value) == 2 and isinstance(value[0], str)
        if words_and_offset and isinstance(value[1], int):
            return []
        return [found for item in value for found in numbers_in(item, key)]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [(key, value)]
    return []


def test_no_article_file_holds_a_number_as_a_value(root: Path) -> None:
    files = sorted((root / "seeds" / "articles").glob("*.toml"))
    assert len(files) == 5
    for file in files:
        found = numbers_in(tomllib.loads(file.read_text(encoding="utf-8")))
        assert {key for key, _ in found} <= NUMBERS, file.name


def test_the_search_for_numbers_can_fail() -> None:
    assert numbers_in({"claim": [{"quote": ["300 km", 12], "value": 300}]}) == [("value", 300)]
    assert numbers_in({"claim": [{"quote": [300, 12]}]}) != []


def test_the_article_files_fit_the_json_schema(root: Path) -> None:
    validator = jsonschema.Draft7Validator(article_schema())
    for file in sorted((root / "seeds" / "articles").glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        if not isinstance(data["issued"], dict):
            data["issued"] = data["issued"].isoformat()
        assert list(validator.iter_errors(data)) == []


def edit(copied: Path, name: str, old: str, new: str) -> None:
    file = copied / "seeds" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


TAMPA = "articles/tampafp-2024-02.toml"
TELEGRAPH = "articles/telegraphindia-2024-02-22.toml"


def test_all_findings_come_at_once(copied: Path) -> None:
    edit(copied, TAMPA, "186 to 435 miles", "186 to 435")
    edit(copied, TELEGRAPH, "road-mobile", "rail-mobile")
    edit(copied, "systems.toml", 'names = ["Ababil"]', 'names = ["Ababeel"]')
    files = {f.file for f in examine(copied).findings}
    assert {f"seeds/{TAMPA}", f"seeds/{TELEGRAPH}", "seeds/systems.toml"} <= files


def test_an_article_stands_once(copied: Path) -> None:
    articles = copied / "seeds" / "articles"
    twin = articles / "tampafp-2024-02-2.toml"
    twin.write_bytes((articles / "tampafp-2024-02.toml").read_bytes())
    assert "AR006" in {f.code for f in examine(copied).findings}


def test_a_file_with_another_name_is_no_article(copied: Path) -> None:
    articles = copied / "seeds" / "articles"
    (articles / "notes.toml").write_text("x = 1\n", encoding="utf-8")
    assert [f.code for f in examine(copied).findings] == ["AR004"]


#: A line of a header, and what is said of it.
HEADERS = [
    (r'URL = "https://x/\n::error::pwn\u001b[31m"', "no white space and no control characters"),
    (r'URL = "https://x/\u00a0y"', "no white space and no control characters"),
    (r'URL = "https://x/\u202ey"', "no white space and no control characters"),
    ('URL = "https://x/ y"', "URL: "),
    ('URL = "https://u:p@x/"', "no name and no password"),
    ('URL = "https://u@x/"', "no name and no password"),
    ('URL = "https://x:99999/"', "no port beyond 65535"),
    ('URL = "https://x:0/"', "names a host and a port"),
    ('URL = "https://:80/"', "names a host and a port"),
    ('URL = "https://[::1/"', "IPv6"),
    ('URL = "https://[x]/"', "IPv6"),
    (r'archive = "https://x/\u001b[31m"', "no white space and no control characters"),
    ('archive = "https://u:p@x/"', "no name and no password"),
    (r'title = "A\u001b[31m"', "one line without control characters"),
    (r'container-title = "CNN\n"', "one line without control characters"),
    (r'retracted = "since it\u009b was wrong"', "one line without control characters"),
    (r'language = "en\n"', "language: "),
    (r'origin = "told\u001b Reuters"', "words must not hold control characters"),
]


@pytest.mark.parametrize(("line", "said"), HEADERS)
def test_a_header_holds_plain_lines(tmp_path: Path, line: str, said: str) -> None:
    dataset = Dataset(tmp_path)
    key = line.split(" ", maxsplit=1)[0]
    head = HEADER.format(label="CNN", outlet="cnn", date="2021").strip().splitlines()
    kept = [other for other in head if not other.startswith(f"{key} ")]
    text = "\n".join([*kept, line, claim("700 km")])
    (dataset.articles / "cnn-2021.toml").write_text(text, encoding="utf-8")
    (found,) = examine(tmp_path).findings
    assert (found.code, found.line, found.field) == ("AR003", len(kept) + 1, key)
    assert said in found.message


@pytest.mark.parametrize(
    "url",
    ["https://x/y?q=é#a:b@c", "http://x:8080/", "https://[::1]:80/", "https://bücher.example/"],
)
def test_an_address_is_any_plain_one(tmp_path: Path, url: str) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("cnn", "2021", claim("700 km"))
    dataset.add_header("cnn-2021", f'archive = "{url}"')
    assert examine(tmp_path).findings == []


ALPHA = 'id = "alpha"\nlevel = "system"\nnames = ["Alpha"]\n'
BETA = 'id = "beta"\nlevel = "system"\nnames = ["Beta"]\n'
#: What is written in systems.toml in place of something else, and all that is said of it.
SYSTEMS_FILES = [
    ('["Alpha"]', '["Alpha", "ALPHAS", "“Álpha”"]', []),
    ('["Alpha"]', '["Alpha", "Альфа"]', ["AR103 no article prints 'Альфа' of alpha"]),
    ('["Alpha"]', '["Alpha", "Alpha"]', ["AR106 'Alpha' of alpha stands twice"]),
    (
        "[[system]]\n" + BETA,
        f"[[system]]\n{ALPHA}[[system]]\n{BETA}",
        ["AR104 the id 'alpha' stands twice"],
    ),
    (
        "[[system]]\n" + BETA,
        f"[[system]]\n{ALPHA.replace('Alpha', 'Alfa')}[[system]]\n{BETA}",
        ["AR103 no article prints 'Alfa' of alpha", "AR104 the id 'alpha' stands twice"],
    ),
    (
        '["Beta"]',
        '["Beta", "Alpha"]',
        ["AR103 no article prints 'Alpha' of beta", "AR104 'Alpha' is a name of alpha and of beta"],
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), SYSTEMS_FILES)
def test_systems_have_their_cause_said_alone(
    tmp_path: Path, old: str, new: str, said: list[str]
) -> None:
    Dataset(tmp_path)
    file = tmp_path / "seeds" / "systems.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    findings = examine(tmp_path).findings
    assert sorted(f"{f.code} {f.message}" for f in findings) == said
    assert {f.file for f in findings} <= {"seeds/systems.toml"}


def test_a_numeral_makes_another_name(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    file = tmp_path / "seeds" / "systems.toml"
    names = '["Alpha", "Sample-1", "Sample One", "Sample I"]'
    text = file.read_text(encoding="utf-8").replace('["Alpha"]', names)
    file.write_text(text, encoding="utf-8")
    dataset.add("cnn", "2021", claim("700 km").replace('"Alpha"', '"SAMPLE 1s"'))
    examined = examine(tmp_path)
    assert [f.message for f in examined.findings] == [
        "no article prints 'Sample One' of alpha",
        "no article prints 'Sample I' of alpha",
    ]
    names_made = {row.name for row in examined.tables["names"]}  # type: ignore[attr-defined]
    assert names_made == {"Alpha", "Beta", "Sample-1"}


#: What is misspelled in an article file, and the question after what is near.
MISSPELLED = [
    ("alpha = ", "alhpa = ", "AR101", "did you mean alpha? else add it to seeds/systems.toml"),
    ('"range"\nof', '"rnage"\nof', "AR202", "did you mean range? else use one of "),
    ('"CNN"', '"CNNN"', "AR005", "did you mean CNN? else add it to the vocabulary"),
    ('"CNN"', '"Zzzz"', "AR005", "add it to the vocabulary"),
]


@pytest.mark.parametrize(("old", "new", "code", "remedy"), MISSPELLED)
def test_near_names_are_asked_after(
    tmp_path: Path, old: str, new: str, code: str, remedy: str
) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("cnn", "2021", claim("700 km"))
    edit(tmp_path, "articles/cnn-2021.toml", old, new)
    (found,) = examine(tmp_path).findings
    assert found.code == code
    assert found.remedy.startswith(remedy)


def test_the_lock_is_silent_of_what_cannot_be_read(copied: Path) -> None:
    edit(copied, TAMPA, "186 to 435 miles", "186 to 435")
    assert [f.code for f in examine(copied).findings] == ["AR201"]


#: What does not fit an article file, and what is said of it.
MISFITS = [
    ('date = "2021"', 'date = "21 May"', "does not have its form; write a date as 2024-03-15"),
    ('"https://', '"ftp://', "URL: does not have its form; write an address as https://example."),
    ('language = "en"', 'language = "English!"', "write a language as en or pt-BR"),
    ("alpha = ", '"Al pha" = ', "does not have its form; write an id as seagull-2"),
    ('quote = "', 'value = "', "value: there is no such key; there is no value: point at words"),
    ('cue = "', 'que = "', "que: there is no such key; remove the key or mend its name"),
    ('quote = "700 km"\n', "", "quote: is missing; add the key"),
    ('{ alpha = "Alpha" }', "{}", "of: is empty; add what belongs there"),
]


@pytest.mark.parametrize(("old", "new", "said"), MISFITS)
def test_a_misfit_is_said_in_plain_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("cnn", "2021", claim("700 km"))
    edit(tmp_path, "articles/cnn-2021.toml", old, new)
    told = [f.said for f in examine(tmp_path).findings if f.code == "AR003"]
    assert any(said in one for one in told), told
