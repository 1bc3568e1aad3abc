"""Languages: each file is whole, an article is read in its own, and what is not covered says so."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from invented import Dataset

import armsref
from armsref.build.write import examine
from armsref.evidence.verify import lock, verify
from armsref.model.reading import Reading
from armsref.reading.lexicon import shipped_lexicon
from armsref.reading.reader import read
from armsref.seeds.load import load_seeds

Run = Callable[..., Any]

LANGUAGES = shipped_lexicon().languages()

#: A word for "up to" that the language's press prints, and a kilometre beside a number.
UP_TO = {
    "ar": "حتى 300 كيلومتر", "az": "300 kilometrə qədər", "be": "да 300 кіламетраў",
    "bg": "до 300 километра", "bn": "৩০০ কিলোমিটার পর্যন্ত", "ca": "fins a 300 quilòmetres",
    "cs": "až 300 kilometrů", "da": "op til 300 kilometer", "de": "bis zu 300 Kilometer",
    "el": "έως 300 χιλιόμετρα", "en": "up to 300 kilometers", "es": "hasta 300 kilómetros",
    "et": "kuni 300 kilomeetrit", "fa": "تا ۳۰۰ کیلومتر", "fi": "jopa 300 kilometriä",
    "fr": "jusqu'à 300 kilomètres", "he": "עד 300 קילומטר", "hi": "300 किलोमीटर तक",
    "hr": "do 300 kilometara", "hu": "akár 300 kilométer", "hy": "մինչև 300 կիլոմետր",
    "id": "hingga 300 kilometer", "it": "fino a 300 chilometri", "ja": "最大300キロメートル",
    "ka": "300 კილომეტრამდე", "ko": "최대 300킬로미터", "lt": "iki 300 kilometrų",
    "lv": "līdz 300 kilometriem", "mk": "до 300 километри", "ms": "sehingga 300 kilometer",
    "nb": "opptil 300 kilometer", "nl": "tot 300 kilometer", "pl": "do 300 kilometrów",
    "pt": "até 300 quilômetros", "ro": "până la 300 de kilometri", "ru": "до 300 километров",
    "sk": "až 300 kilometrov", "sl": "do 300 kilometrov", "sq": "deri në 300 kilometra",
    "sr": "до 300 километара", "sv": "upp till 300 kilometer", "th": "สูงสุด 300 กิโลเมตร",
    "tr": "300 kilometreye kadar", "uk": "до 300 кілометрів", "ur": "300 کلومیٹر تک",
    "vi": "tới 300 km", "zh": "最远300公里",
}  # fmt: skip

#: Numbers as a language prints them.
NUMBERS = [
    ("de", "1.600 km", "1600"),
    ("de", "1,6 km", "1.6"),
    ("en", "1.600 km", "1.600"),
    ("en", "1,600 km", "1600"),
    ("fr", "1 600 km", "1600"),
    ("fr", "1\u202f600 km", "1600"),
    ("es", "1,600 km", "1600"),
    ("es-MX", "1.500 km", "1.500"),
    ("es-MX", "1,500 km", "1500"),
    ("de-CH", "1’500 km", "1500"),
    ("it", "25'000 metri", "25000"),
    ("hi", "1,50,000 किमी", "150000"),
    ("ar", "١٬٥٠٠ كم", "1500"),
    ("fa", "۱۵۰۰ کیلومتر", "1500"),
    ("ja", "1万2000キロメートル", "12000"),
    ("zh", "两千公里", "2000"),
    ("ko", "2천500㎞", "2500"),
    ("tr", "2 bin 500 kilometre", "2500"),
    ("de", "dreihundert Kilometer", "300"),
    ("de", "fünfundzwanzig Kilometer", "25"),
    ("es", "dos mil quinientos kilómetros", "2500"),
    ("ru", "полторы тысячи километров", "1500"),
    ("pl", "2,5 tys. kilometrów", "2500"),
]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_whole(code: str) -> None:
    """It loads, and has hedges that bound from both sides, intervals and kilometres."""
    lexicon = shipped_lexicon().in_language(code)
    relations = {hedge.relation for hedge in lexicon.words.hedge}
    assert {"at_least", "more_than", "at_most", "less_than", "about"} <= relations
    assert lexicon.words.interval
    assert {"km", "kg", "h", "missile", "drone"} <= set(lexicon.words.units)


@pytest.mark.parametrize(("code", "phrase"), UP_TO.items())
def test_up_to_300_km(code: str, phrase: str) -> None:
    reading = read(phrase, "range", code)
    assert isinstance(reading, Reading)
    assert (reading.relation, reading.high) == ("at_most", Decimal(300))
    assert reading.canonical is not None
    assert reading.canonical.unit == "km"


@pytest.mark.parametrize(("code", "phrase", "value"), NUMBERS)
def test_numbers_of_a_language(code: str, phrase: str, value: str) -> None:
    reading = read(phrase, None, code)
    assert isinstance(reading, Reading)
    assert (reading.low, reading.high) == (Decimal(value), Decimal(value))


@pytest.mark.parametrize(
    ("code", "phrase", "hedge"),
    [
        ("en", "bis zu 700 km", "bis zu"),
        ("en", "jusqu'à 700 km", "jusqu à"),
        ("de", "up to 700 km", "up to"),
    ],
)
def test_a_hedge_of_another_language_is_said(code: str, phrase: str, hedge: str) -> None:
    reading = read(phrase, None, code)
    assert isinstance(reading, Reading)
    assert any(w.startswith(f"{hedge!r} bounds a figure in") for w in reading.warnings)


@pytest.mark.parametrize("tag", ["de-AT", "DE", "de_CH", "no", "nn", "pt-BR", "zh-Hant"])
def test_a_tag_means_its_language(tag: str) -> None:
    assert shipped_lexicon().in_language(tag).wording.code in LANGUAGES


def test_a_language_of_ones_own(tmp_path: Path, run: Run) -> None:
    """A file in a dataset of one's own adds a language, and a faulty one says where."""
    own = Dataset(tmp_path)
    folder = tmp_path / "seeds" / "languages"
    folder.mkdir()
    words = 'label = "Esperanto"\n[units]\nkm = ["kilometroj"]\n'
    words += '[[hedge]]\nrelation = "at_most"\nbefore = ["ĝis"]\n'
    (folder / "eo.toml").write_text(words, encoding="utf-8")
    lexicon = load_seeds(own.folder).lexicon
    reading = read("ĝis 300 kilometroj", language="eo", lexicon=lexicon)
    assert isinstance(reading, Reading)
    assert reading.high == 300
    assert run("validate", str(tmp_path)).exit_code == 1  # nothing is built yet
    (folder / "eu.toml").write_text('label = "Basque"\n', encoding="utf-8")
    result = run("validate", str(tmp_path))
    assert (result.exit_code, result.error.count("\n")) == (2, 1)
    assert "eu.toml:1:1: hedge: is missing" in result.error
    with pytest.raises(armsref.DataError, match=r"eu\.toml:1:1: hedge"):
        lexicon.in_language("eu")
    (folder / "gl.toml").write_text(words + '[cues]\ncolour = ["x"]\n', encoding="utf-8")
    with pytest.raises(armsref.DataError, match="'colour' is no unit or attribute"):
        lexicon.in_language("gl")
    tie = words.replace("[[hedge]]", 'm = ["kilometroj"]\n[[hedge]]', 1)
    (folder / "ia.toml").write_text(tie, encoding="utf-8")
    with pytest.raises(armsref.DataError, match="stands for km and for m"):
        lexicon.in_language("ia")


TEXT = "Die Reichweite der Alpha kann bis zu 1.600 Kilometer betragen. Sie wiegt 2,5 Tonnen."

GERMAN = """
type = "webpage"
title = "Titel"
container-title = "Reuters"
URL = "https://example.org/de"
issued = {{ date = "2021" }}
language = "{language}"
[text]
sha256 = "{sha256}"
length = {length}
extent = "full"
[[claim]]
attribute = "range"
of = {{ alpha = ["Alpha", 19] }}
cue = ["Reichweite", {cue}]
quote = ["{quote}", {start}]
"""


def german(folder: Path, quote: str, language: str = "de") -> Dataset:
    dataset = Dataset(folder)
    text = GERMAN.format(
        language=language,
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        length=len(TEXT),
        cue=TEXT.index("Reichweite"),
        quote=quote,
        start=TEXT.index(quote),
    )
    (dataset.articles / "reuters-2021.toml").write_text(text, encoding="utf-8")
    return dataset


def found(dataset: Dataset) -> list[str]:
    texts = {hashlib.sha256(TEXT.encode()).hexdigest(): TEXT}
    return [f.code for f in verify(load_seeds(dataset.folder), texts).findings]


def test_an_article_is_read_in_its_language(tmp_path: Path) -> None:
    dataset = german(tmp_path, "bis zu 1.600 Kilometer")
    texts = {hashlib.sha256(TEXT.encode()).hexdigest(): TEXT}
    seeds = load_seeds(dataset.folder)
    verified = verify(seeds, texts)
    assert verified.findings == []
    lock(seeds, verified)
    spec = dataset.spec()
    assert (spec.relation, spec.high) == ("at_most", Decimal(1600))


def test_words_cut_in_another_language_are_seen(tmp_path: Path) -> None:
    assert "AR503" in found(german(tmp_path, "1.600 Kilometer"))


def test_an_article_in_a_language_without_a_file_is_a_finding(tmp_path: Path) -> None:
    findings = examine(german(tmp_path, "bis zu 1.600 Kilometer", "eo").folder).findings
    assert any("'eo' is not covered" in finding.message for finding in findings)
