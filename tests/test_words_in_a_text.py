"""The checks of words against a text, on a text of our own: they need no article."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from armsref.evidence.verify import verify
from armsref.seeds.load import load_seeds

TEXT = (
    "The Beta and the Delta were shown.\n"
    "The Alpha, a short-range ballistic missile, can reach up to 2,300 km (1,429 miles), two "
    "senior officials said. It is 12 m long and not road-mobile. The Beta carries a payload of "
    "around 45 kilograms, while the Alpha weighs 1,200 kg.\n"
    "Iran has supplied Russia with at least 400 missiles, including the Alpha, in early January, "
    "John Smith told Reuters. Moscow received hundreds of Beta drones from Iran. "
    "Iran denied it had delivered missiles to Russia.\n"
    "Iran has never supplied 40 Beta missiles to Russia. "
    "The Beta doesn't carry a payload of 50 kg. "
    "Iran denied that the Beta has a range of 900 km. "
    "Iranian-supplied Beta drones reached Russia.\n"
    "A headline without a stop\nBeta has a range of up to\n300 km, they say\n"
    "Its range was extended from 250 km to 310 km. Moscow did not deny the delivery. "
    "Kyiv received no Delta missiles from Iran.\n"
    "The Gamma family is old. Its variant, the Alpha, is new.\n"
    "The 750-km-range Beta is a long-range drone of 40-kg class.\n"
)

SYSTEMS = "".join(
    f'[[system]]\nid = "{name.lower()}"\nlevel = "{level}"\nnames = ["{name}"]\n'
    for name, level in (
        *((name, "system") for name in ("Alpha", "Beta", "Delta")),
        ("Gamma family", "family"),
    )
).replace("gamma family", "gamma-family")


def at(words: str, nth: int = 0) -> str:
    """Return an anchor on the nth printing of words."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return f'["{words}", {start}]'


def claim(attribute: str, of: str, quote: str, *more: str) -> str:
    return "\n".join(
        ["[[claim]]", f'attribute = "{attribute}"', f"of = {{ {of} }}", f"quote = {quote}", *more]
    )


def flow(supplier: str, recipient: str, *statements: str) -> str:
    head = f"[[transfer]]\nsupplier = {supplier}\nrecipient = {recipient}\n"
    return head + "\n".join(f"[[transfer.statement]]\n{s}" for s in statements)


ALPHA = f"alpha = {at('Alpha', 0)}"
REACH = f"cue = {at('reach')}"
UP_TO = at("up to 2,300 km (1,429 miles)")
SUPPLIED = (at("Iran", 0), at("Russia", 0))
DENIAL = f"stage = {at('delivered')}\nstance = {at('denied')}"
GIVEN = f"stage = {at('supplied')}\nwhat = {at('at least 400 missiles')}"
PART = f"including = {{ alpha = {at('Alpha', 2)} }}"

#: What is written, and the codes of what is wrong with it.
CASES: list[tuple[str, str, set[str]]] = [
    ("the right words", claim("range", ALPHA, UP_TO, REACH), set()),
    ("words that are elsewhere", claim("range", ALPHA, '["up to 2,300 km", 3]', REACH), {"AR501"}),
    ("the hedge left out", claim("range", ALPHA, at("2,300 km (1,429 miles)"), REACH), {"AR503"}),
    ("the second unit left out", claim("range", ALPHA, at("up to 2,300 km"), REACH), {"AR503"}),
    ("a digit left out", claim("range", ALPHA, at("300 km (1,429 miles)"), REACH), {"AR503"}),
    ("a plural cut", claim("range", ALPHA, at("up to 2,300 km (1,429 mile"), REACH), {"AR503"}),
    ("a nearer name", claim("range", f"delta = {at('Delta')}", UP_TO, REACH), {"AR504", "AR508"}),
    (
        "a farther printing",
        claim("range", f"alpha = {at('Alpha', 1)}", UP_TO, REACH),
        {"AR504"},
    ),
    (
        "a nearer name, explained",
        claim("range", f"delta = {at('Delta')}", UP_TO, REACH, 'because = "said of the Delta"'),
        set(),
    ),
    ("a term cut", claim("class", ALPHA, at("ballistic missile")), {"AR503"}),
    ("a term whole", claim("class", ALPHA, at("short-range ballistic missile")), set()),
    ("a negated term", claim("mobility", ALPHA, at("road-mobile")), {"AR503"}),
    ("a length", claim("length", ALPHA, at("12 m"), f"cue = {at('long')}"), set()),
    ("a length as range", claim("range", ALPHA, at("12 m"), REACH), {"AR505"}),
    (
        "a payload",
        claim(
            "payload",
            f"beta = {at('Beta', 1)}",
            at("around 45 kilograms"),
            f"cue = {at('payload')}",
        ),
        set(),
    ),
    (
        "a payload of the wrong one",
        claim(
            "payload",
            f"alpha = {at('Alpha', 1)}",
            at("around 45 kilograms"),
            f"cue = {at('payload')}",
        ),
        {"AR504"},
    ),
    (
        "a speaker cut",
        claim("range", ALPHA, UP_TO, REACH, f"attributed_to = {at('senior officials')}"),
        {"AR503"},
    ),
    (
        "a speaker whole",
        claim("range", ALPHA, UP_TO, REACH, f"attributed_to = {at('two senior officials')}"),
        set(),
    ),
    (
        "a family",
        claim("family", f"alpha = {at('Alpha', 3)}", at("Gamma family"), f"cue = {at('variant')}"),
        set(),
    ),
    ("a flow", flow(*SUPPLIED, f"{GIVEN}\n{PART}\nperiod = {at('early January')}"), set()),
    ("the parties swapped", flow(*SUPPLIED[::-1], f"{GIVEN}\n{PART}"), {"AR507"}),
    (
        "received from",
        flow(at("Iran", 1), at("Moscow"), f"stage = {at('received')}"),
        set(),
    ),
    (
        "received from, swapped",
        flow(at("Moscow"), at("Iran", 1), f"stage = {at('received')}"),
        {"AR507"},
    ),
    (
        "part as whole",
        flow(*SUPPLIED, f"{GIVEN}\n{PART.replace('including', 'systems')}"),
        {"AR508"},
    ),
    ("the part left out", flow(*SUPPLIED, GIVEN), {"AR508"}),
    ("the period cut", flow(*SUPPLIED, f"{GIVEN}\n{PART}\nperiod = {at('January')}"), {"AR503"}),
    (
        "words of another sentence",
        flow(*SUPPLIED, f"stage = {at('supplied')}\nwhat = {at('hundreds of Beta drones')}"),
        {"AR509"},
    ),
    (
        "never supplied",
        flow(at("Iran", 3), at("Russia", 2), f"stage = {at('supplied', 1)}"),
        {"AR503"},
    ),
    (
        "does not carry",
        claim("payload", f"beta = {at('Beta', 4)}", at("50 kg"), f"cue = {at('payload', 1)}"),
        {"AR503"},
    ),
    (
        "a range that is denied",
        claim("range", f"beta = {at('Beta', 5)}", at("900 km"), f"cue = {at('range', 1)}"),
        {"AR506"},
    ),
    (
        "a party in a compound",
        flow(at("Iranian"), at("Russia", 3), f"stage = {at('supplied', 2)}"),
        set(),
    ),
    (
        "a wrapped line, cut",
        claim("range", f"beta = {at('Beta', 7)}", at("300 km", 1), f"cue = {at('range', 2)}"),
        {"AR503"},
    ),
    (
        "a wrapped line, whole",
        claim(
            "range",
            f"beta = {at('Beta', 7)}",
            at("up to\n300 km").replace("\n", "\\n"),
            f"cue = {at('range', 2)}",
        ),
        set(),
    ),
    (
        "an old and a new value",
        claim("range", f"beta = {at('Beta', 7)}", at("310 km"), f"cue = {at('range', 3)}"),
        {"AR503"},
    ),
    (
        "a negated denial",
        flow(
            at("Iran", 2),
            at("Moscow", 1),
            f"stage = {at('delivery')}\nstance = {at('deny')}",
        ),
        {"AR503"},
    ),
    (
        "no missiles",
        flow(
            at("Iran", 5),
            at("Kyiv"),
            f"stage = {at('received', 1)}\nwhat = {at('no Delta missiles')}\n"
            f"systems = {{ delta = {at('Delta', 1)} }}",
        ),
        {"AR503"},
    ),
    (
        "a figure glued to its cue",
        claim("range", f"beta = {at('Beta', 8)}", at("750-km"), f"cue = {at('range', 4)}"),
        set(),
    ),
    (
        "a cue cut out of another word",
        claim("range", f"beta = {at('Beta', 8)}", at("750-km"), f"cue = {at('range', 5)}"),
        {"AR503"},
    ),
    (
        "a digit cut off a glued figure",
        claim("range", f"beta = {at('Beta', 8)}", at("50-km"), f"cue = {at('range', 4)}"),
        {"AR503"},
    ),
    ("a denial", flow(at("Iran", 2), at("Russia", 1), DENIAL), set()),
    (
        "a denial without its words",
        flow(at("Iran", 2), at("Russia", 1), f"stage = {at('delivered')}"),
        {"AR506"},
    ),
]


@pytest.mark.parametrize(
    ("written", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_words_against_a_text(tmp_path: Path, written: str, codes: set[str]) -> None:
    data = TEXT.encode()
    header = f"""
type = "webpage"
title = "Title"
container-title = "CNN"
URL = "https://example.org/a"
issued = 2024-01-02
language = "en"

[text]
sha256 = "{hashlib.sha256(data).hexdigest()}"
length = {len(TEXT)}
extent = "full"

"""
    articles = tmp_path / "seeds" / "articles"
    articles.mkdir(parents=True)
    (articles / "cnn-2024-01-02.toml").write_text(header + written + "\n", encoding="utf-8")
    (tmp_path / "seeds" / "systems.toml").write_text(SYSTEMS, encoding="utf-8")
    (tmp_path / "seeds" / "dataset.toml").write_text("", encoding="utf-8")
    seeds = load_seeds(tmp_path)
    assert [f for f in seeds.findings if "dataset.toml" not in f.file] == []
    verified = verify(seeds, {hashlib.sha256(data).hexdigest(): TEXT})
    assert {f.code for f in verified.findings} == codes, [str(f) for f in verified.findings]
    assert len(verified.found) == (0 if codes else 1)
