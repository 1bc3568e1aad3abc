"""The lock, and the checks against the texts."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from armsref.build.write import build, examine
from armsref.catalog.catalog import Catalog
from armsref.evidence.lock import read_lock
from armsref.evidence.text import ArticleText, NameFinder, Span
from armsref.evidence.verify import lock, verify
from armsref.reading.lexicon import shipped_lexicon
from armsref.seeds.load import load_seeds

Run = Callable[..., Any]


def text_of(body: str, *names: tuple[str, str]) -> ArticleText:
    return ArticleText(body, shipped_lexicon(), NameFinder(names))


def test_every_claim_and_statement_is_anchored(root: Path, texts: dict[str, str]) -> None:
    seeds = load_seeds(root)
    verified = verify(seeds, texts)
    assert verified.findings == []
    assert verified.absent == ()
    claims = {row["id"] for row in rows(root, "claims")}
    statements = {row["id"] for row in rows(root, "transfers")}
    assert set(verified.found) == claims | statements
    assert {row["evidence"] for row in rows(root, "claims")} == {"anchored"}
    assert {row["evidence"] for row in rows(root, "transfers")} == {"anchored"}


def rows(root: Path, table: str) -> list[dict[str, str]]:
    import csv

    with (root / "datasets" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_lock_that_ships_is_the_one_that_verify_writes(
    copied: Path, root: Path, texts: dict[str, str]
) -> None:
    seeds = load_seeds(copied)
    lock(seeds, verify(seeds, texts))
    name = "seeds/evidence.lock"
    assert (copied / name).read_bytes() == (root / name).read_bytes()


def test_lines_of_absent_texts_are_kept_and_of_gone_claims_dropped(
    copied: Path, texts: dict[str, str]
) -> None:
    before = read_lock(copied).digests
    tampa = copied / "seeds" / "articles" / "tampafp-2024-02.toml"
    head, _, rest = tampa.read_text(encoding="utf-8").partition("[[claim]]")
    tampa.write_text(f"{head}[[claim]]{rest.partition('[[claim]]')[2]}", encoding="utf-8")
    seeds = load_seeds(copied)
    some = {k: v for k, v in texts.items() if "Tampa" in v}
    verified = verify(seeds, some)
    assert len(verified.absent) == 4
    lock(seeds, verified)
    after = read_lock(copied).digests
    assert len(before) - len(after) == 1
    assert after.items() <= before.items()


def test_without_a_text_words_stand_alone_and_are_transcribed(copied: Path) -> None:
    import re

    file = copied / "seeds" / "articles" / "thedefensepost-2022-11-02.toml"
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"\[text\]\n(.+\n)+", "", text)
    file.write_text(re.sub(r'", \d+\]', '"]', text), encoding="utf-8")
    examined = examine(copied)
    # The ids hash no offset, so that every link holds; only the evidence changes.
    assert {f.code for f in examined.findings} == {"AR402"}
    claims = {c.id: c for c in examined.tables["claims"]}  # type: ignore[attr-defined]
    assert claims["c016cd5de68c5"].evidence == "transcribed"  # type: ignore[attr-defined]


def test_with_a_text_every_anchor_has_an_offset(copied: Path) -> None:
    """Else a typed figure would slip past every check."""
    file = copied / "seeds" / "articles" / "thedefensepost-2022-11-02.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('drones", 1535]', 'drones"]'), encoding="utf-8")
    assert "AR003" in {f.code for f in examine(copied).findings}


def test_sentences_end_where_a_reader_ends_them() -> None:
    body = "Brig. Gen. Pat Ryder said so. It flew 1.5 km. A third\nline"
    text = text_of(body)
    found = text.sentence(Span(body.index("Ryder"), body.index("Ryder") + 5))
    assert body[found.start : found.end] == "Brig. Gen. Pat Ryder said so."
    found = text.sentence(Span(body.index("1.5"), body.index("1.5") + 3))
    assert body[found.start : found.end].strip() == "It flew 1.5 km."


def test_a_name_inside_another_is_not_that_name() -> None:
    text = text_of(
        "Shahed-136 and Shahed drones, Fateh 110 family, anti-Shahed",
        ("Shahed", "shahed"),
        ("Shahed-136", "shahed-136"),
        ("Fateh-110", "fateh-110"),
        ("Fateh-110 family", "fateh-110-family"),
    )
    assert [min(p.systems) for p in text.names] == [
        "shahed-136",
        "shahed",
        "fateh-110-family",
        "shahed",
    ]


@pytest.mark.parametrize(
    "folder", ["", "no such folder", "seeds"], ids=["empty name", "missing", "no texts"]
)
def test_texts_that_are_not_there(run: Run, copied: Path, folder: str) -> None:
    result = run("verify", str(copied), "--texts", str(copied / folder) if folder else "none")
    assert result.exit_code == 2
    assert (result.output, result.error.count("\n")) == ("", 1)


@pytest.mark.parametrize(("what", "said"), [("pipe", "is a pipe"), ("large", "larger than")])
def test_a_text_that_is_no_text(
    run: Run, copied: Path, tmp_path: Path, what: str, said: str
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    if what == "pipe":
        os.mkfifo(folder / "a.txt")
    else:
        with (folder / "a.txt").open("wb") as file:
            file.truncate(6_000_000)
    result = run("verify", str(copied), "--texts", str(folder))
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert said in result.error


@pytest.mark.parametrize(("what", "said"), [("pipe", "is a pipe"), ("large", "larger than")])
def test_a_lock_that_is_no_file(run: Run, copied: Path, what: str, said: str) -> None:
    file = copied / "seeds" / "evidence.lock"
    file.unlink()
    if what == "pipe":
        os.mkfifo(file)
    else:
        with file.open("wb") as opened:
            opened.truncate(200_000_000)
    result = run("validate", str(copied))
    assert (result.exit_code, result.output.count("AR405")) == (2, 1)
    assert said in result.output


def test_a_text_of_another_encoding_is_an_error(run: Run, copied: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"\xff\xfe\xe9")
    result = run("verify", str(copied), "--texts", str(folder))
    assert result.exit_code == 2
    assert "UTF-8" in result.error


def test_verify_writes_no_lock_unless_asked(run: Run, copied: Path, text_folder: Path) -> None:
    file = copied / "seeds" / "evidence.lock"
    before = file.read_bytes()
    file.write_bytes(b"checks = 1\n")
    result = run("verify", str(copied), "--texts", str(text_folder))
    assert result.exit_code == 0
    assert "60 of them are not in the lock as they stand; run again with --lock" in result.output
    assert file.read_bytes() == b"checks = 1\n"
    result = run("verify", str(copied), "--texts", str(text_folder), "--lock")
    assert result.exit_code == 0
    assert file.read_bytes() == before


def test_the_lock_is_not_written_while_a_file_cannot_be_loaded(
    run: Run, copied: Path, text_folder: Path
) -> None:
    file = copied / "seeds" / "evidence.lock"
    before = file.read_bytes()
    article = copied / "seeds" / "articles" / "tampafp-2024-02.toml"
    article.write_bytes(article.read_bytes().replace(b"title", b"titel", 1))
    result = run("verify", str(copied), "--texts", str(text_folder), "--lock")
    assert result.exit_code == 1
    assert "the lock was not written" in result.error
    assert file.read_bytes() == before


def test_a_retracted_article_counts_for_nothing(copied: Path) -> None:
    file = copied / "seeds" / "articles" / "thedefensepost-2022-11-02.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("\n[text]", '\nretracted = "withdrawn by the outlet"\n\n[text]', 1)
    file.write_text(text, encoding="utf-8")
    built = build(copied)
    assert built.findings == []
    for name, data in built.files.items():
        (copied / "datasets" / name).write_bytes(data)
    catalog = Catalog.open(copied)
    spec = catalog.get("zolfaghar")["range"]
    assert spec is not None
    assert (len(spec.articles), spec.unstated) == (2, 0)
    assert catalog.get("fateh-110")["range"] is None


@pytest.mark.parametrize("more", [True, False], ids=["one of two texts", "the only one"])
def test_of_an_edited_text_its_sha256_and_length_are_told(
    run: Run, tmp_path: Path, more: bool
) -> None:
    from hashlib import sha256

    from invented import Dataset, claim

    dataset = Dataset(tmp_path)
    folder = tmp_path / "texts"
    folder.mkdir()
    for article, year in (("cnn", "2021"), ("reuters", "2022"))[: 1 + more]:
        dataset.add(article, year, claim("300 km"))
        text = f"{article}: The Alpha has a range of 300 km.\n"
        file = tmp_path / "seeds" / "articles" / f"{article}-{year}.toml"
        lines = file.read_text(encoding="utf-8").split("\n[[claim]]")
        hashed = sha256(text.encode()).hexdigest()
        said = f'[text]\nsha256 = "{hashed}"\nlength = {len(text)}\nextent = "full"\n'
        file.write_text("\n[[claim]]".join([f"{lines[0]}\n{said}", *lines[1:]]), encoding="utf-8")
        (folder / f"{article}.txt").write_text(text, encoding="utf-8")
    edited = "cnn: The Alpha  has a range of 300 km.\n"
    (folder / "cnn.txt").write_text(edited, encoding="utf-8")
    ran = run("verify", str(tmp_path), "--texts", str(folder))
    told = f'sha256 = "{sha256(edited.encode()).hexdigest()}", length = {len(edited)}'
    assert (ran.output + ran.error).count(told) == 1
    assert "write into [text]" in ran.output + ran.error
