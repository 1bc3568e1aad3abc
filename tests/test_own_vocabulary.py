"""A vocabulary of one's own: a few lines laid over the shipped one, or a whole one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import LABELS, Dataset, claim

from armsref.errors import DataError
from armsref.reading.lexicon import Lexicon, load_lexicon, shipped_lexicon
from armsref.reading.reader import read_figure
from armsref.reading.terms import read_term

Run = Callable[..., Any]

OUTLET = '[outlet.examplepost]\nlabel = "The Example Post"\nnames = ["Example Post"]\n'
HEIGHT = """
[attribute.height]
kind = "quantity"
label = "height"
description = "How high it stands."
unit = "m"
second = "ft"
least = 0.1
most = 100
cues = ["height"]
"""


def own(folder: Path, text: str) -> Lexicon:
    file = folder / "vocabulary.toml"
    file.write_text(text, encoding="utf-8")
    return load_lexicon(file)


def test_a_few_lines_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    shipped = shipped_lexicon().vocabulary
    laid = own(tmp_path, OUTLET).vocabulary
    assert laid.outlet.pop("examplepost").names == ("Example Post",)
    assert laid.model_copy(update={"standalone": True}) == shipped


#: What a file says, and what is read with it.
ADDED: list[tuple[str, Callable[[Lexicon], object], object]] = [
    (
        '[outlet.reuters]\nnames = ["RTRS"]',
        lambda lexicon: lexicon.vocabulary.outlet["reuters"].names[-1],
        "RTRS",
    ),
    (
        '[outlet.reuters]\nlabel = "The Reuters"',
        lambda lexicon: lexicon.vocabulary.outlet["reuters"].label,
        "The Reuters",
    ),
    (
        '[attribute.class.terms.zeppelin]\nlabel = "zeppelin"\nforms = ["zeppelin"]',
        lambda lexicon: read_term("zeppelins", "class", lexicon).term,
        "zeppelin",
    ),
    (
        '[attribute.class.terms.missile]\nforms = ["winged dart"]',
        lambda lexicon: [
            read_term(words, "class", lexicon).term for words in ("winged darts", "missile")
        ],
        ["missile", "missile"],
    ),
    (HEIGHT, lambda lexicon: str(read_figure("height of 3.5 m", "height", lexicon).low), "3.5"),
    (
        '[unit.km]\nwords = ["klick"]',
        lambda lexicon: [read_figure(w, "range", lexicon).unit for w in ("3 klicks", "3 km")],
        ["km", "km"],
    ),
    (
        '[[hedge]]\nrelation = "at_most"\nbefore = ["not a yard beyond"]',
        lambda lexicon: [
            read_figure(words, "range", lexicon).relation
            for words in ("not a yard beyond 300 km", "up to 300 km")
        ],
        ["at_most", "at_most"],
    ),
    (
        '[joining]\nstops = ["whereupon"]',
        lambda lexicon: lexicon.vocabulary.joining.stops[-1],
        "whereupon",
    ),
]


@pytest.mark.parametrize(("text", "ask", "answer"), ADDED)
def test_words_are_added_and_a_same_key_replaces(
    tmp_path: Path, text: str, ask: Callable[[Lexicon], object], answer: object
) -> None:
    assert ask(own(tmp_path, text)) == answer


WRONG = [
    ('[outlet.other]\nlabel = "Other"\nnames = ["Reuters"]', "'Reuters' stands for"),
    ('[attribute.range]\nunit = "furlong"', "no unit 'furlong'"),
    ('[attribute.class]\nkind = "quantity"', "attribute.class"),
    ("outlet = 3", "outlet"),
    ('colour = "red"', "colour"),
    ("[outlet", "mend the syntax"),
    ("# mine\noutlet = 3", "vocabulary.toml:2:1: outlet: "),
    (
        '# mine\n[outlet.other]\nlabel = 3\nnames = ["Other"]',
        "vocabulary.toml:3:1: outlet.other.label",
    ),
    ("standalone = true", "attribute: is missing"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_does_not_fit_is_one_line(run: Run, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "seeds").mkdir()
    with pytest.raises(DataError, match="vocabulary"):
        own(tmp_path / "seeds", text)
    result = run("validate", str(tmp_path))
    assert (result.exit_code, result.output, result.error.count("\n")) == (2, "", 1)
    assert said in result.error


def test_the_shipped_vocabulary_stands_alone(root: Path, tmp_path: Path) -> None:
    """Of an older or a newer package, nothing gets into a checkout."""
    text = (root / "seeds" / "vocabulary.toml").read_text(encoding="utf-8")
    without = text.replace('cnn = { label = "CNN", names = ["CNN"] }\n', "")
    assert without != text
    assert "cnn" not in own(tmp_path, without).vocabulary.outlet
    assert "cnn" in own(tmp_path, without.replace("standalone = true", "")).vocabulary.outlet


def test_a_dataset_is_built_with_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LABELS, "examplepost", "The Example Post")
    dataset = Dataset(tmp_path)
    (tmp_path / "seeds" / "vocabulary.toml").write_text(OUTLET + HEIGHT, encoding="utf-8")
    high = claim("3.5 m", "height").replace("\nquote", '\ncue = "height"\nquote')
    dataset.add("examplepost", "2021", claim("300 km", origin="own"), high)
    catalog = dataset.open()
    specs = catalog.get("alpha").specs
    said = (str(specs["range"]), str(specs["height"]))
    assert said == ("300 km (186 mi)", "3.5 m (11.5 ft)")
    assert specs["range"].origins == ("examplepost",)
    assert catalog.label("outlets", "examplepost") == "The Example Post"
    assert catalog.label("outlets", "reuters") == "Reuters"
    assert catalog.lexicon.vocabulary.outlet["examplepost"].label == "The Example Post"


def test_the_lines_of_the_document_are_a_vocabulary(tmp_path: Path, root: Path) -> None:
    document = (root / "seeds" / "README.md").read_text(encoding="utf-8")
    block = document[document.index("[outlet.examplepost]") :].partition("```")[0]
    laid = own(tmp_path, block).vocabulary
    assert laid.party["NOR"].label == "Norway"
    assert laid.attribute["class"].terms["balloon"].forms == ("balloon",)
