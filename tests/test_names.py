"""What a printed name means: keys, look-alikes, spellings, lists, classes, searching, selecting.

The names are looked up in a dataset of invented statements, since seven systems share no name.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from invented import DATASET, Dataset
from invented import claim as stated

import armsref
from armsref.build.write import build, write
from armsref.catalog.aliases import Aliases, read_aliases
from armsref.reading.names import lookalike_keys, name_key, skeleton

Run = Callable[..., Any]


class Entry(NamedTuple):
    """A system: its names, and the words that state its class, country and range."""

    names: str
    class_: str = ""
    country: str = ""
    range: tuple[str, ...] = ()
    level: str = "system"
    namesakes: str = ""


ENTRIES = {
    "ababil": Entry("Ababil", "ballistic missile", "Iranian missile", namesakes="ababil-drone"),
    "ababil-drone": Entry("Ababil", "drone", "Iranian drone"),
    "ababil-2": Entry("Ababil-2", "drone"),
    "agni-5": Entry("Agni-V", "intercontinental ballistic missile", "", ("more than 5,000 km",)),
    "bullet": Entry("Bullet KP-350|MX-9|Sickle", "missile"),
    "fatah-1": Entry("Fatah-1", "missile", "Pakistani missile", ("140 km",)),
    "fatah-2": Entry("Fatah-2", "missile", "Pakistani missile", ("400 km",)),
    "fath-360": Entry("Fath-360", "close-range ballistic missile", "Iranian missile"),
    "fattah": Entry("Fattah", "ballistic missile", "Iranian missile", ("1,400 km", "930 miles")),
    "fateh-110": Entry(
        "Fateh-110",
        "short-range ballistic missile",
        "Iranian missile",
        ("between 300 and 700 km", "300 to 700 km (186 to 435 miles)"),
    ),
    "fateh-family": Entry("Fateh family", "ballistic missile", "", ("up to 1,400 km",), "family"),
    "harop-a": Entry("Harop", "drone", "Iranian drone", namesakes="harop-b"),
    "harop-b": Entry("Harop", "drone"),
    "iskander-k": Entry("Iskander-K", "cruise missile", "Russian missile"),
    "iskander-m": Entry(
        "Iskander-M", "ballistic missile", "Russian missile", ("about 500 km", "480 km")
    ),
    "kh-101": Entry("Kh-101", "cruise missile", "Russian missile", ("5,500 km",)),
    "kh-555": Entry("Kh-555", "cruise missile", "Russian missile", ("up to 3,500 km",)),
    "kh-59": Entry("Kh-59", "cruise missile", "Russian missile", ("at least 200 km",)),
    "kheibar": Entry("Kheibar", "ballistic missile"),
    "kub-drone": Entry("Kub", "drone", "Russian drone", namesakes="kub-sam"),
    "kub-sam": Entry("Kub", "missile", "Russian missile"),
    "lance": Entry("Lance", "missile", level="family"),
    "lc-3": Entry("LC-3|Lance Advanced 3", "missile"),
    "lc-4": Entry("LC-4", "missile"),
    "mohajer-6": Entry("Mohajer-6", "drone", "Iranian drone", ("200 km (124 miles)",)),
    "orlan-10": Entry("Orlan-10", "drone", "Russian drone"),
    "phoenix-drone": Entry("Phoenix", "drone", "American drone", namesakes="phoenix-missile"),
    "phoenix-missile": Entry("Phoenix|AIM-54", "missile", "American missile"),
    "qiam-1": Entry("Qiam-1", "ballistic missile", "Iranian missile"),
    "r-27": Entry("R-27", "missile"),
    "r-27s": Entry("R-27S", "missile"),
    "s-300": Entry("S-300", "missile", "Russian missile"),
    "shahed": Entry("Shahed", "drone", "Iranian drone", level="family"),
    "shahed-131": Entry("Shahed-131", "drone", "Iranian drone"),
    "shahed-136": Entry("Shahed-136|Geran-2", "kamikaze drone", "Iranian drone"),
    "supercam": Entry("Supercam", "drone", "", ("about 100 km",)),
    "trident-2": Entry("Trident II", "ballistic missile"),
    "v-2": Entry("V-2", "ballistic missile"),
    "zolfaghar": Entry("Zolfaghar", "ballistic missile", "Iranian missile", ("700 km",)),
}


def claim(attribute: str, system: str, name: str, quote: str) -> str:
    cue = {"range": 'cue = "range"\n', "family": 'cue = "member of"\n'}.get(attribute, "")
    head = f'[[claim]]\nattribute = "{attribute}"\nof = {{ {system} = "{name}" }}\n'
    return f'{head}quote = "{quote}"\n{cue}'


def seeds(folder: Path, entries: dict[str, Entry], vocabulary: str, *more: str) -> Path:
    """Write seeds: an article for the first name of each system, others for what comes second."""
    articles = folder / "seeds" / "articles"
    articles.mkdir(parents=True)
    systems, claims = "", ["", "", *more]
    for system, entry in entries.items():
        names = entry.names.split("|")
        sakes = f'namesakes = ["{entry.namesakes}"]\n' if entry.namesakes else ""
        systems += f'[[system]]\nid = "{system}"\nlevel = "{entry.level}"\n'
        systems += f"names = {json.dumps(names, ensure_ascii=False)}\n{sakes}"
        for number, name in enumerate(names):
            claims[number] += claim("class", system, name, entry.class_ or "missile")
        if entry.country:
            claims[0] += claim("country", system, names[0], entry.country)
        for number, words in enumerate(entry.range):
            claims[number] += claim("range", system, names[0], words)
    for number, text in enumerate(claims):
        header = (
            'type = "webpage"\ntitle = "Title"\ncontainer-title = "Reuters"\n'
            f'URL = "https://example.org/{number}"\nissued = {{ date = "{2020 + number}" }}\n'
            'language = "en"\norigin = "own"\n'
        )
        (articles / f"reuters-{2020 + number}.toml").write_text(header + text, encoding="utf-8")
    (folder / "seeds" / "systems.toml").write_text(systems, encoding="utf-8")
    (folder / "seeds" / "dataset.toml").write_text(DATASET, encoding="utf-8")
    (folder / "seeds" / "vocabulary.toml").write_text(vocabulary, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A folder with the invented dataset, built."""
    vocabulary = (root / "seeds" / "vocabulary.toml").read_text(encoding="utf-8")
    family = claim("family", "fattah", "Fattah", "Fateh family")
    family += claim("family", "lc-4", "LC-4", "Lance")
    mode = claim("launch_mode", "fateh-family", "Fateh family", "air to air")
    guided = ("GPS guided", "laser guided")
    guidance = [claim("guidance", "fath-360", "Fath-360", words) for words in guided]
    place = seeds(
        tmp_path_factory.mktemp("names"),
        ENTRIES,
        vocabulary,
        family + "".join(guidance) + mode,
    )
    built = build(place)
    assert [str(f) for f in built.findings] == []
    write(place, built.files)
    return place


@pytest.fixture(scope="module")
def catalog(folder: Path) -> armsref.Catalog:
    return armsref.Catalog.open(folder)


# ---------------------------------------------------------------- keys

# fmt: off
#: Printings of one name: each line has one key.
SAME = [
    ["Agni-V", "Agni 5", "Agni Five", "AGNI V", "agni‑v", "Agni–5", "Agni Ⅴ", "अग्नि-5"],
    ["Trident II", "Trident 2", "trident-two", "Trident-IIs"],
    ["Shahed-136", "SHAHED 136", "Shahed—136", "Shahed‐136s", "“Shahed”-136", "shahed136"],
    ["Shahed-136", "Shahed One Three Six", "Shahed One Thirty-Six", "Shahed-136-type"],
    ["Shahed-136", "Shahed-136's", "‘Shahed-136’", "Shahed-136-class"],
    ["Fath-360", "Fath Three Sixty", "fath three hundred sixty", "Fath-３６０", "Fath\u200b-360"],
    ["Shahed", "Shaheds", "Shahed-class", "Shahed’s", "Shahed-type", "SHAHEDS"],
    ["Zolfaghar", "Zolfaghār", "zol-fa ghar", "Zolfaghar™"],
    ["Kh-59", "Х-59", "х–59", "Kh 59"],
    ["S-300", "С-300", "S300"],
    ["Orlan-10", "Орлан-10", "ОРЛАН 10"],
    ["Dongfeng-41", "东风-41", "東風41"],
    ["Kinzhal", "Кинжал", "Kinzhals"],
    ["Hermes-450", "HERMES 450"],
]
# fmt: on


@pytest.mark.parametrize("printings", SAME, ids=lambda printings: printings[0])
def test_printings_of_one_name_have_one_key(printings: list[str]) -> None:
    assert {name_key(name) for name in printings} == {name_key(printings[0])}


#: Names of two systems: no two of a line have one key.
APART = [
    ["Shahed-136", "Shahed-1360", "Shahed-13", "Shahed 13 6", "Shahed-136B", "Shahed", "Shahed A"],
    ["Fateh-110", "Fateh-313", "Fateh 1 10", "Fath-110", "Fateh"],
    ["Fattah", "Fattah-2", "Fatah", "Fath", "Fattah II 2"],
    ["V-2", "5-2", "V"],
    ["Iskander-M", "Iskander-1000", "Iskander-K", "Iskander"],
    ["S-300 V", "S-300 5"],
    ["S-300V", "S-3005", "S-300", "S-300 VM"],
    ["Scud-C", "Scud-100", "Scud-D"],
    ["I", "1"],
    ["R-27S", "R-27"],
    ["Type 63", "63", "Type"],
    ["X-59", "Х-59"],
    ["C-300", "С-300"],
]


@pytest.mark.parametrize("names", APART, ids=lambda names: names[0])
def test_names_of_two_systems_have_two_keys(names: list[str]) -> None:
    assert len({name_key(name) for name in names}) == len(names)


#: Spellings of one spoken name.
SPOKEN = [
    "Zolfaghar Zolfaqar Zulfiqar Zulfaqar ذوالفقار Зольфагар",
    "Kheibar Khaibar Kheybar خیبر Хейбар",
    "Qiam Ghiam Qiyam قیام",
    "Mohajer Muhajir مهاجر Мохаджер",
    "Shahed Shaheed Shahid شاهد Шахед",
    "Fateh-110 Фатех-110 فاتح-۱۱۰ Fatih-110",
    "Hwasong-15 Hwaseong-15 화성-15",
    "Emad Imad عماد",
]


@pytest.mark.parametrize("spellings", SPOKEN)
def test_spellings_of_one_spoken_name_have_one_skeleton(spellings: str) -> None:
    found = {skeleton(name) for name in spellings.split()}
    assert len(found) == 1
    assert found != {""}


@pytest.mark.parametrize("codes", ["Kh-101 H-101", "KAB-500 KUB-500", "136", "X-59", "", "-"])
def test_codes_and_numbers_are_not_spoken(codes: str) -> None:
    assert {skeleton(name) for name in [codes, *codes.split()]} == {""}


def test_digits_and_variants_stay_in_a_skeleton() -> None:
    names = ["Fateh-110", "Fateh-313", "Fateh", "Fateh-110B", "Fateh-110 E", "Qiam-1"]
    assert len({skeleton(name) for name in names}) == len(names)


def test_letters_of_the_same_shape() -> None:
    assert lookalike_keys("X-59") == ("kh59",)
    assert "s300" in lookalike_keys("C-300")
    assert "torm1" in lookalike_keys("TOP-M1")
    assert "atacms1" in lookalike_keys("АТАСMS-1")
    for name in ("B-2", "H-6", "Zolfaghar", "Kh-59", "TOP"):
        assert lookalike_keys(name) == (), name


# ---------------------------------------------------------------- one name


#: What is asked, whom it means, how it was found.
ONE = [
    ("ababil-drone", "ababil-drone", "id"),
    ("Fattah", "fattah", "name"),
    ("Fatah-1", "fatah-1", "name"),
    ("fateh 110", "fateh-110", "key"),
    ("Fath 360", "fath-360", "key"),
    ("Geran-2", "shahed-136", "name"),
    ("Geran-2s", "shahed-136", "key"),
    ("Agni Five", "agni-5", "key"),
    ("Trident 2", "trident-2", "key"),
    ("AIM-54", "phoenix-missile", "name"),
    ("Х-59", "kh-59", "key"),
    ("X-59", "kh-59", "lookalike"),
    ("x-101", "kh-101", "lookalike"),
    ("C-300", "s-300", "lookalike"),
    ("r-27s", "r-27s", "id"),
    ("Шахед-136", None, None),
    ("Фатех-110", None, None),
    ("Zulfiqar", None, None),
    ("B-2", None, None),
    ("Shahed-1360", None, None),
    ("Fateh-313", None, None),
    ("Fattah-2", None, None),
    ("Fateh 1 10", None, None),
    ("Shahed-136B", None, None),
    ("Iskander", None, None),
]


@pytest.mark.parametrize(("text", "system", "via"), ONE)
def test_one_name(catalog: armsref.Catalog, text: str, system: str | None, via: str | None) -> None:
    found = catalog.resolve(text)
    if system is None:
        assert (found.kind, found.systems, found.via) == ("unknown", (), None)
        with pytest.raises(armsref.UnknownSystem):
            catalog.get(text)
        return
    assert (found.kind, found.systems, found.via) == ("one", (system,), via)
    assert catalog.get(text).id == system


#: Spellings that are a question, whom they are about, and whether ``fuzzy=True`` takes them.
QUESTIONS = [
    ("Zulfiqar", "Zolfaghar", "zolfaghar"),
    ("Zolfaqar", "Zolfaghar", "zolfaghar"),
    ("Khaibar", "Kheibar", "kheibar"),
    ("Ghiam-1", "Qiam-1", "qiam-1"),
    ("Muhajir-6", "Mohajer-6", "mohajer-6"),
    ("Shaheed-131", "Shahed-131", "shahed-131"),
    ("Shahid 136", "Shahed-136", "shahed-136"),
    ("Шахед-136", "Shahed-136", "shahed-136"),
    ("Фатех-110", "Fateh-110", "fateh-110"),
    ("Fattah-1", "Fatah-1", None),  # spelled like Iran's Fattah
    ("Fatah-02", "Fatah-2", None),
    ("Zolfaghr", "Zolfaghar", "zolfaghar"),
    ("Qiam-2", "Qiam-1", None),
    ("Fateh-360 II", "Fath-360", None),
    ("Shahed-163", "Shahed-136", None),
]


@pytest.mark.parametrize(("text", "asked", "taken"), QUESTIONS)
def test_another_spelling_is_a_question(
    catalog: armsref.Catalog, text: str, asked: str, taken: str | None
) -> None:
    found = catalog.resolve(text)
    assert (found.kind, found.systems) == ("unknown", ())
    assert asked in found.suggestions
    with pytest.raises(armsref.UnknownSystem, match=asked):
        catalog.get(text)
    fuzzy = catalog.resolve(text, fuzzy=True)
    assert fuzzy.systems == ((taken,) if taken else ())
    assert fuzzy.via == ("skeleton" if taken else None)
    if taken:
        assert catalog.get(text, fuzzy=True).id == taken


def test_a_spelling_of_two_systems_is_never_taken(catalog: armsref.Catalog) -> None:
    found = catalog.resolve("Kob", fuzzy=True)
    assert (found.kind, found.suggestions) == ("unknown", ("Kub",))
    with pytest.raises(armsref.UnknownSystem):
        catalog.get("Kob", fuzzy=True)
    assert catalog.get("Kob", fuzzy=True, class_="drone").id == "kub-drone"


#: Names of two systems: their bearers, and hints with whom they choose.
SHARED = [
    ("Ababil", "ababil ababil-drone", {"class_": "drone"}, "ababil-drone"),
    ("ABABIL", "ababil ababil-drone", {"class_": "ballistic missile"}, "ababil"),
    ("Ababil", "ababil ababil-drone", {"class_": "srbm"}, "ababil"),
    ("Phoenix", "phoenix-drone phoenix-missile", {"class_": "missile"}, "phoenix-missile"),
    ("Kub", "kub-drone kub-sam", {"class_": "UAV", "country": "Russia"}, "kub-drone"),
    ("Kubs", "kub-drone kub-sam", {"country": "Russian"}, None),
    ("R-27s", "r-27 r-27s", {}, None),
    ("Harop", "harop-a harop-b", {"country": "Iran"}, "harop-a"),  # the other's is not stated
]


@pytest.mark.parametrize(("name", "bearers", "hint", "chosen"), SHARED)
def test_a_name_of_two_systems(
    catalog: armsref.Catalog, name: str, bearers: str, hint: dict[str, Any], chosen: str | None
) -> None:
    both = tuple(bearers.split())
    found = catalog.resolve(name)
    assert (found.kind, found.systems) == ("alternatives", both)
    with pytest.raises(armsref.AmbiguousName) as raised:
        catalog.get(name)
    assert raised.value.systems == both
    again = pickle.loads(pickle.dumps(raised.value))  # noqa: S301
    assert (again.name, again.systems) == (name, both)
    if chosen is None:
        with pytest.raises(armsref.AmbiguousName):
            catalog.get(name, **hint)
        assert catalog.resolve(name, **hint).systems == both
    else:
        assert catalog.get(name, **hint).id == chosen
        assert catalog.resolve(name, **hint).systems == (chosen,)


def test_an_id_answers_although_its_name_is_shared(catalog: armsref.Catalog) -> None:
    assert catalog.get("ababil").id == "ababil"
    # What somebody printed is no id, though it may look like one.
    assert catalog.resolve("ababil").kind == "alternatives"
    assert catalog.get("ababil", class_="drone").id == "ababil-drone"


def test_a_hint_may_speak_against_the_only_bearer(catalog: armsref.Catalog) -> None:
    with pytest.raises(armsref.UnknownSystem, match="did you mean fatah-1"):
        catalog.get("Fatah-1", country="IRN")
    assert catalog.get("Fatah-1", country="Pakistan").id == "fatah-1"
    assert catalog.resolve("Fattah", class_="drone") == armsref.Resolution(
        "unknown", suggestions=("Fattah",)
    )
    assert catalog.resolve("R-27", country="RUS").systems == ("r-27",)
    hints: list[dict[str, Any]] = [{"class_": "banana"}, {"country": "Atlantis"}]
    for hint in hints:
        with pytest.raises(armsref.ArmsrefError, match="did you mean"):
            catalog.get("Fattah", **hint)


def test_a_look_alike_never_stands_in_for_a_real_name(tmp_path: Path, root: Path) -> None:
    entries = {key: ENTRIES[key] for key in ("s-300", "v-2")} | {"c-300": Entry("C-300")}
    vocabulary = (root / "seeds" / "vocabulary.toml").read_text(encoding="utf-8")
    place = seeds(tmp_path, entries, vocabulary)
    write(place, build(place).files)
    catalog = armsref.Catalog.open(place)
    assert catalog.resolve("C-300")[:3] == ("one", ("c-300",), "name")
    assert catalog.resolve("c 300")[:3] == ("one", ("c-300",), "key")
    assert catalog.resolve("С-300")[:3] == ("one", ("s-300",), "key")
    assert catalog.resolve("B-2").kind == "unknown"


# ---------------------------------------------------------------- lists, classes, words around

#: What somebody printed, and what it means.
TEXTS = [
    # alternatives
    ("X-101/X-555", "alternatives", "kh-101 kh-555", "lookalike"),
    ("Kh-101 or Kh-555", "alternatives", "kh-101 kh-555", "name"),
    ("Kh-101/555", "alternatives", "kh-101 kh-555", "name"),
    ("Shahed-136/131", "alternatives", "shahed-136 shahed-131", "name"),
    ("Shahed 136/131", "alternatives", "shahed-136 shahed-131", "key"),
    ("Shahed-136/131 drones", "alternatives", "shahed-136 shahed-131", "name"),
    ("Iskander-M/K", "alternatives", "iskander-m iskander-k", "name"),
    ("iskander-m/k", "alternatives", "iskander-m iskander-k", "id"),
    ("Kh-59, Kh-101 or Kh-555", "alternatives", "kh-59 kh-101 kh-555", "name"),
    # several
    ("Orlan-10 and Supercam", "several", "orlan-10 supercam", "name"),
    ("Orlan-10, Supercam", "several", "orlan-10 supercam", "name"),
    ("Orlan-10 & Supercam + Mohajer-6", "several", "orlan-10 supercam mohajer-6", "name"),
    ("Shahed-136 and -131", "several", "shahed-136 shahed-131", "name"),
    ("Kh-101/Kh-555 and Kh-59", "several", "kh-101 kh-555 kh-59", "name"),
    ("Kh-101/Kh-555, Kh-59", "several", "kh-101 kh-555 kh-59", "name"),
    ("Iranian Shahed-136 drones and Russian Kh-59 missiles", "several", "shahed-136 kh-59", "name"),
    # two names of one system
    ("Shahed-136/Geran-2", "one", "shahed-136", "name"),
    ("Shahed-136 (Geran-2)", "one", "shahed-136", "name"),
    ("Geran-2 (Shahed-136) drones", "one", "shahed-136", "name"),
    ("Shahed UAV (Iran)", "one", "shahed", "name"),
    ("Phoenix (AIM-54)", "unknown", "", None),
    # a name with its class
    ("Shahed-136 drone", "one", "shahed-136", "name"),
    ("Shahed-136-type kamikaze drones", "one", "shahed-136", "key"),
    ("Zolfaghar missile", "one", "zolfaghar", "name"),
    ("the Iranian Zolfaghar missiles", "one", "zolfaghar", "name"),
    ("Iranian-made Zolfaghar", "one", "zolfaghar", "name"),
    ("satellite-guided Fath-360", "one", "fath-360", "name"),
    ("Iskander-M ballistic missile system", "one", "iskander-m", "name"),
    ("Shahed-136 (drone)", "one", "shahed-136", "name"),
    ("Ababil UAV", "one", "ababil-drone", "name"),
    ("Ababil ballistic missile", "one", "ababil", "name"),
    ("US-made Phoenix", "alternatives", "phoenix-drone phoenix-missile", "name"),
    ("American-made Phoenix missiles", "one", "phoenix-missile", "key"),
    ("Fatah-1 (Pakistan)", "one", "fatah-1", "name"),
    ("Pakistani Fatah-1", "one", "fatah-1", "name"),
    # a designation and a nickname, one of them known
    ("BM-99 Supercam", "one", "supercam", "name"),
    ("Supercam BM-99", "one", "supercam", "name"),
    ("S-300 “Favorit”", "one", "s-300", "name"),
    ("P-8 Supercam", "unknown", "", None),
    ("Supercam TB3", "unknown", "", None),
    ("Kh-101/Kh-555, Supercam", "several", "kh-101 kh-555 supercam", "name"),
    ("Kh-101C", "unknown", "", None),
    ("9M99 Supercam", "one", "supercam", "name"),
    ("X-101 Kodiak", "one", "kh-101", "lookalike"),
    ("BM-99 Supercam and Orlan-10", "several", "supercam orlan-10", "name"),
    # built like a designation of a missile, or the variant of a known one
    ("AGM-999K Supercam", "one", "supercam", "name"),
    ("GQM-999 Supercam", "unknown", "", None),
    ("AN/MPQ-64 Supercam", "unknown", "", None),
    ("9K99 Qiam-1", "one", "qiam-1", "name"),
    ("9K99 Zolfaghar", "one", "zolfaghar", "name"),
    ("9K99 Supercam", "unknown", "", None),
    ("GBU-99/B Zolfaghar", "one", "zolfaghar", "name"),
    ("M999 Zolfaghar", "one", "zolfaghar", "name"),
    ("Zolfaghar/SS-N-99", "one", "zolfaghar", "name"),
    ("9K99 Zolfaghar/SA-99B", "one", "zolfaghar", "name"),
    ("Foobar/SA-99", "unknown", "", None),
    ("Zolfaghar/F-16", "unknown", "", None),
    ("9K99 Foobar", "unknown", "", None),
    ("MX-9B Sickle", "one", "bullet", "name"),
    ("MX-9B Zolfaghar", "unknown", "", None),
    # the halves the other way round, or of a family and one of it
    ("KP-350 Bullet", "one", "bullet", "name"),
    ("Lance LC-4", "one", "lc-4", "name"),
    ("Lance LC-3", "one", "lc-3", "name"),
    ("Lance MX-9", "unknown", "", None),
    # a maker, a calibre
    ("MBDA Supercam", "one", "supercam", "name"),
    ("MBDA/Thales Supercam", "one", "supercam", "name"),
    ("MBDA/Foobar Supercam", "unknown", "", None),
    ("Lockheed Martin Supercam drones", "one", "supercam", "name"),
    ("MBDA", "unknown", "", None),
    ("MBDA Foobar", "unknown", "", None),
    ("Supercam 155mm", "one", "supercam", "name"),
    ("155 mm Supercam", "one", "supercam", "name"),
    ("155 mm", "unknown", "", None),
    ("Fath-360 Zolfaghar", "unknown", "", None),
    ("Mk-7 Phoenix", "unknown", "", None),
    ("Qiam-1 Block", "unknown", "", None),
    ("Qiam-1 Launcher", "unknown", "", None),
    ("Qiam-1 B", "unknown", "", None),
    ("Qiam-1 Foo Bar", "unknown", "", None),
    ("Z-99 Foobar", "unknown", "", None),
    # words that speak against the name, or are no class
    ("Zolfaghar drone", "unknown", "", None),
    ("Iranian Fatah-1", "unknown", "", None),
    ("Zolfaghar tank", "unknown", "", None),
    ("Iskander-M launcher", "unknown", "", None),
    ("Zolfaghar ballistic", "unknown", "", None),
    ("Shahed A", "unknown", "", None),
    ("Shahed One", "unknown", "", None),
    ("Fateh-110 and Foobar", "unknown", "", None),
    ("Foobar and Fateh-110", "unknown", "", None),
    ("Orlan-10 and Kub", "unknown", "", None),
    ("Shahed-136 and other drones", "unknown", "", None),
    ("Shahed-1360/131", "unknown", "", None),
    ("Foobar missile", "unknown", "", None),
    ("A, B", "unknown", "", None),
    ("/", "unknown", "", None),
    ("", "unknown", "", None),
    ("and", "unknown", "", None),
    ("()", "unknown", "", None),
]


@pytest.mark.parametrize(("text", "kind", "systems", "via"), TEXTS)
def test_what_a_text_means(
    catalog: armsref.Catalog, text: str, kind: str, systems: str, via: str | None
) -> None:
    found = catalog.resolve(text)
    assert (found.kind, found.systems, found.via) == (kind, tuple(systems.split()), via)
    assert found.term is None


#: Texts that are a class, and its term where the vocabulary cannot change it.
CLASSES = [
    ("reconnaissance UAV", None),
    ("Unknown UAV", None),
    ("ballistic missile", "ballistic-missile"),
    ("ballistic missiles", "ballistic-missile"),
    ("short-range Iranian ballistic missiles", "srbm"),
    ("one way attack drones", "one-way-attack-drone"),
    ("Kamikaze Drone", "one-way-attack-drone"),
]


@pytest.mark.parametrize(("text", "term"), CLASSES)
def test_words_of_a_class(catalog: armsref.Catalog, text: str, term: str | None) -> None:
    found = catalog.resolve(text)
    assert (found.kind, found.systems, found.via) == ("class", (), "words")
    assert found.term == term if term else "drone" in str(found.term)


@pytest.mark.parametrize("text", ["radar", "Iranian", "non-ballistic missile", "system"])
def test_words_that_are_no_class(catalog: armsref.Catalog, text: str) -> None:
    assert catalog.resolve(text).kind == "unknown"


def test_a_list_that_is_half_known_says_what_is_known(catalog: armsref.Catalog) -> None:
    assert "Fateh-110" in catalog.resolve("Fateh-110 and Foobar").suggestions
    assert set(catalog.resolve("Orlan-10 and Kub").suggestions) == {"Orlan-10", "Kub"}


def test_the_shipped_names() -> None:
    assert armsref.resolve("Zolfaghar missiles").systems == ("zolfaghar",)
    assert armsref.resolve("the Shaheds").systems == ("shahed",)
    assert armsref.resolve("Ababil drone").suggestions == ("Ababil",)
    assert armsref.resolve("Fateh-110 family").systems == ("fateh-110-family",)
    for empty in (None, float("nan"), 5):  # cells of somebody's table
        assert armsref.resolve(empty).kind == "unknown"  # type: ignore[arg-type]


def test_a_pint_quantity_asks_too() -> None:
    figure = armsref.get("zolfaghar").range
    assert figure is not None
    found = armsref.select(range__ge=figure.max)
    assert "zolfaghar" in [one.system.id for one in found]
    with pytest.raises(armsref.UnitError, match="is doubtful"):
        armsref.select(range__ge="300 km (500 mi)")
    with pytest.raises(armsref.UnitError, match="no operator"):
        armsref.select(range__ge="!= 300 km")


@pytest.mark.parametrize(
    "piece", ["Shahed-136/", "a ", "(", "X-", "ذ", "Iranian ", "X-1 and ", "-", "missile ", "\0"]
)
@pytest.mark.parametrize("size", [900, 100_000])
def test_hostile_texts_take_linear_work(catalog: armsref.Catalog, piece: str, size: int) -> None:
    """So many calls a character at the most, whatever is repeated; counted, not timed."""
    text = piece * (size // len(piece))
    assert calls(catalog, text) < 40 * len(text) + 20_000


def calls(catalog: armsref.Catalog, text: str) -> int:
    """Count the calls of Python functions that resolving a text takes."""
    catalog.resolve("Foobar-1 missiles", fuzzy=True)  # what is made once
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        catalog.resolve(text, fuzzy=True)
    finally:
        sys.setprofile(before)
    return count


def test_the_names_are_indexed_once(catalog: armsref.Catalog) -> None:
    """A second name costs no walk over all names: 10,000 distinct ones take seconds."""
    index = catalog.names
    assert calls(catalog, "Foobar-2") < 3_000
    assert catalog.names is index


# ---------------------------------------------------------------- names of one's own


def test_aliases_of_ones_own(catalog: armsref.Catalog) -> None:
    own = {"Moped": "shahed-136", "Fattah": "fateh-110", "X-59": "kh-555"}
    assert catalog.resolve("mopeds", aliases=own) == armsref.Resolution(
        "one", ("shahed-136",), "local"
    )
    # They come first, and in lists and beside a class too.
    assert catalog.resolve("Fattah", aliases=own).systems == ("fateh-110",)
    assert catalog.resolve("Moped/Shahed-131", aliases=list(own.items()))[:3] == (
        "alternatives",
        ("shahed-136", "shahed-131"),
        "name",
    )
    assert catalog.resolve("Moped drones", aliases=Aliases(catalog, own)).via == "local"
    # They never enter the catalogue.
    assert catalog.resolve("Moped").kind == "unknown"
    assert catalog.resolve("Fattah").systems == ("fattah",)


#: Aliases that are refused, and the words of the error.
BAD_ALIASES: list[tuple[Any, str]] = [
    ({"Moped": "shahed-163"}, "'shahed-163', which is no id and no name; did you mean shahed-13"),
    ({"Moped": "Shahed-1"}, "which is no id"),
    ([("Moped", "shahed-136"), ("mopeds", "shahed-131")], "for shahed-136 and for shahed-131"),
    ({"-": "shahed-136"}, "no letter and no digit"),
    (["ab"], "is no pair"),
    ([("a", "b", "c")], "is no pair"),
    ({"Moped": None}, "is no pair"),
]


@pytest.mark.parametrize(("aliases", "words"), BAD_ALIASES)
def test_aliases_that_are_refused(catalog: armsref.Catalog, aliases: Any, words: str) -> None:
    with pytest.raises(armsref.ArmsrefError, match=words) as raised:
        catalog.resolve("anything", aliases=aliases)
    assert "\n" not in str(raised.value)


def test_a_file_of_aliases(catalog: armsref.Catalog, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text('\ufeffprinted,system\n"Moped, grey",shahed-136\n\n', encoding="utf-8")
    own = read_aliases(catalog, file)
    assert catalog.resolve("MOPED GREY", aliases=own).systems == ("shahed-136",)
    for text, words in [
        ("name,id\na,b\n", "its columns are not printed,system"),
        ("", "its columns are not"),
        ("printed,system\na\n", "row 2 has 1 cells"),
        ("printed,system\nMoped,nobody\n", "which is no id"),
        ('printed,system\n"a', "cannot be read"),
    ]:
        file.write_text(text, encoding="utf-8")
        with pytest.raises(armsref.ArmsrefError, match=words):
            read_aliases(catalog, file)
    file.write_bytes(b"printed,system\n\xff,x\n")
    with pytest.raises(armsref.DataError, match="cannot be read"):
        read_aliases(catalog, file)


# ---------------------------------------------------------------- searching

#: What is typed, and the ids and ranks that come first.
SEARCHES = [
    ("zolf", ["zolfaghar prefix"]),
    ("ZOLFAGHAR", ["zolfaghar exact"]),
    ("zulfi", ["zolfaghar skeleton"]),
    ("zolfaghr", ["zolfaghar skeleton"]),
    ("zolfaghxr", ["zolfaghar near"]),
    ("shahed", ["shahed exact", "shahed-131 prefix", "shahed-136 prefix"]),
    ("360", ["fath-360 word"]),
    ("family", ["fateh-family word"]),
    ("geran", ["shahed-136 prefix"]),
    ("kub", ["kub-drone exact", "kub-sam exact"]),
    ("agni v", ["agni-5 exact"]),
    ("Х-5", ["kh-59 prefix", "kh-555 prefix"]),
    ("x-59", ["kh-59 exact"]),
    ("qqqq", []),
    ("", []),
    ("-", []),
]


@pytest.mark.parametrize(("text", "first"), SEARCHES)
def test_a_search_is_ranked(catalog: armsref.Catalog, text: str, first: list[str]) -> None:
    found = [f"{hit.system} {hit.rank}" for hit in catalog.search(text)]
    assert found[: len(first)] == first
    assert bool(found) == bool(first)
    ranks = ["exact", "prefix", "word", "skeleton", "near"]
    order = [ranks.index(hit.rank) for hit in catalog.search(text)]
    assert order == sorted(order)


def test_each_letter_typed_finds_it(catalog: armsref.Catalog) -> None:
    for name, system in (("zolfaghar", "zolfaghar"), ("fath-360", "fath-360")):
        for length in range(1, len(name) + 1):
            assert system in [hit.system for hit in catalog.search(name[:length], most=30)]
    assert len(catalog.search("s", most=2)) == 2
    assert len({hit.system for hit in catalog.search("s", most=30)}) == len(
        catalog.search("s", most=30)
    )


# ---------------------------------------------------------------- selecting

#: Questions, the systems that certainly fit, those that possibly do.
SELECTIONS: list[tuple[dict[str, str], str, str]] = [
    # one exact figure
    ({"range__ge": "400 km", "country": "PAK"}, "fatah-2", ""),
    ({"range__gt": "400 km", "country": "PAK"}, "", ""),
    ({"range__le": "140 km"}, "fatah-1 supercam", "fateh-family kh-555"),
    ({"range__lt": "140 km"}, "supercam", "fateh-family kh-555"),
    ({"range": "400 km"}, "fatah-2", "fateh-110 fateh-family kh-555 kh-59"),
    # an interval, one of its claims in two units
    ({"range__ge": "500 km", "class_": "srbm", "country": "IRN"}, "", "fateh-110 fattah zolfaghar"),
    (
        {"range__ge": "300 km", "class_": "srbm"},
        "fateh-110",
        "fatah-2 fateh-family fattah iskander-m zolfaghar",
    ),
    (
        {"range__ge": "500 km", "class_": "srbm"},
        "",
        "fateh-110 fateh-family fattah iskander-m zolfaghar",
    ),
    # bounds: "up to" says nothing of the least, "at least" nothing of the most
    ({"range__ge": "200 km", "class_": "cruise missile"}, "kh-101 kh-59", "fatah-2 kh-555"),
    ({"range__le": "3,500 km", "class_": "cruise missile"}, "kh-555", "fatah-1 fatah-2 kh-59"),
    ({"range__gt": "5000 km", "class_": "icbm"}, "agni-5", ""),
    ({"range__ge": "5500 km", "class_": "icbm"}, "", "agni-5"),
    # every side of a dispute is tested: 1,400 km and 930 miles
    ({"range__ge": "1,450 km", "country": "Iran"}, "", "fattah"),
    ({"range__ge": "1,300 km", "country": "Iran"}, "fattah", ""),
    ({"range__ge": "930 miles", "country": "Iran"}, "", "fattah"),
    # the unit of the question is printed too, beside the other
    ({"range__ge": "124 miles", "class_": "drone"}, "mohajer-6", ""),
    ({"range__ge": "124.5 miles", "class_": "drone"}, "", ""),
    # "about 500 km" may be less
    ({"range__ge": "100 km", "class_": "drone"}, "mohajer-6", "supercam"),
    ({"range__ge": "450 km", "country": "RUS", "class_": "ballistic-missile"}, "iskander-m", ""),
    ({"range__ge": "495 km", "country": "RUS", "class_": "ballistic-missile"}, "", "iskander-m"),
    # terms
    ({"class_": "drone", "country": "Russia"}, "kub-drone orlan-10", ""),
    ({"class_": "mrbm", "country": "Russian"}, "", "iskander-m kub-sam s-300"),
    ({"guidance": "laser"}, "fath-360", ""),
    ({"guidance": "GPS guided"}, "fath-360", ""),
    ({"guidance": "radar"}, "", ""),
    ({"family": "Fateh family"}, "fattah", ""),
    ({"launch_mode": "air-to-air"}, "fateh-family fattah", ""),
]


@pytest.mark.parametrize(("questions", "certain", "possible"), SELECTIONS)
def test_selecting(
    catalog: armsref.Catalog, questions: dict[str, Any], certain: str, possible: str
) -> None:
    found = catalog.select(**questions)
    assert [s.system.id for s in found if s.certain] == certain.split()
    assert {s.system.id for s in found if not s.certain} == set(possible.split())
    only = catalog.select(certain_only=True, **questions)
    assert only == tuple(s for s in found if s.certain)


def test_what_is_stated_of_the_family_says_so(catalog: armsref.Catalog) -> None:
    found = {s.system.id: s.inherited for s in catalog.select(launch_mode="air-to-air")}
    assert found == {"fateh-family": (), "fattah": ("launch_mode",)}


#: Questions that cannot be asked.
BAD_QUESTIONS: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"range__ge": 500}, armsref.UnitError, "needs a number with its unit, such as '500 km'"),
    ({"range__ge": "500"}, armsref.UnitError, "needs a number with its unit"),
    ({"range__ge": "500 bananas"}, armsref.UnitError, "bananas"),
    ({"range__ge": "500 kg"}, armsref.UnitError, "needs a number with its unit"),
    ({"range__ge": "about 500 km"}, armsref.UnitError, "needs one number"),
    ({"range__ge": "300 to 500 km"}, armsref.UnitError, "needs one number"),
    ({"payload__le": "2 tons"}, armsref.UnitError, "short_ton"),
    ({"rnge__ge": "500 km"}, armsref.ArmsrefError, "no attribute is named 'rnge'; .*range"),
    ({"label": "x"}, armsref.ArmsrefError, "no attribute is named 'label'"),
    ({"stage": "delivered"}, armsref.ArmsrefError, "no attribute is named 'stage'"),
    ({"range__xx": "500 km"}, armsref.ArmsrefError, "no operator 'xx'; there are ge, le"),
    ({"class___ge": "srbm"}, armsref.ArmsrefError, "class is a term"),
    ({"class_": "srmb"}, armsref.ArmsrefError, "no class is called 'srmb'; did you mean"),
    ({"country": "Atlantis"}, armsref.ArmsrefError, "no country is called 'Atlantis'"),
    ({"family": "nobody"}, armsref.UnknownSystem, "nobody"),
]


@pytest.mark.parametrize(("questions", "error", "words"), BAD_QUESTIONS)
def test_questions_that_cannot_be_asked(
    catalog: armsref.Catalog, questions: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as raised:
        catalog.select(**questions)
    assert "\n" not in str(raised.value)


# ---------------------------------------------------------------- families, sources


def test_a_family_does_not_answer_with_a_members_figure(catalog: armsref.Catalog) -> None:
    family, member = catalog.get("Fateh family"), catalog.get("Fattah")
    assert str(family.range) == "up to 1,400 km (869.9 mi)"  # its own, not its member's
    assert member.range is not None
    assert member.range.inherited_from is None
    assert family.country is None
    assert member.country is not None
    assert member.launch_mode is not None
    assert member.launch_mode.inherited_from == "fateh-family"
    # The Shahed family has no range although... its name is in the members'.
    assert catalog.get("Shahed").range is None


def test_a_name_is_printed_inside_a_longer_one(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    file = tmp_path / "seeds" / "systems.toml"
    names = '["Alpha", "XM-1 “Lance”", "XM-1", "Lance"]'
    file.write_text(file.read_text().replace('["Alpha"]', names), encoding="utf-8")
    of = 'of = { alpha = "XM-1 “Lance”" }'
    dataset.add("cnn", "2021", stated("drone", "class").replace('of = { alpha = "Alpha" }', of))
    catalog = dataset.open()
    assert [catalog.resolve(name).systems for name in ("XM-1", "Lance")] == [("alpha",)] * 2
    for wrong in ("XM", "Lanc", "M-1"):
        file.write_text(file.read_text().replace('"Lance"]', f'"{wrong}"]'), encoding="utf-8")
        assert [f.code for f in build(tmp_path).findings] == ["AR103"]
        file.write_text(file.read_text().replace(f'"{wrong}"]', '"Lance"]'), encoding="utf-8")


def test_every_name_has_its_article(catalog: armsref.Catalog, folder: Path, run: Run) -> None:
    shown = json.loads(run("show", "shahed-136", "--json", "--dataset", str(folder)).output)
    assert shown["name_sources"] == [
        {"name": "Shahed-136", "article": "reuters-2020", "start": None},
        {"name": "Geran-2", "article": "reuters-2021", "start": None},
    ]
    text = run("show", "shahed-136", "--dataset", str(folder)).output
    assert "printed Shahed-136 (reuters-2020), Geran-2 (reuters-2021)" in " ".join(text.split())
    assert "printed Fath-360 (iranintl-2024-08-13 at 2096)" in run("show", "fath-360").output
    table = catalog.table("names")
    at_key, at_name, at_article = map(table.place, ("key", "name", "article"))
    assert {row[at_key] for row in table.rows} == {name_key(row[at_name]) for row in table.rows}
    assert all(row[at_article] for row in table.rows)


#: A change of systems.toml, and the finding.
NAMESAKES = [
    ('namesakes = ["kub-sam"]\n', "", "AR104", "'Kub' is a name of kub-drone and of kub-sam"),
    ('["kub-sam"]', '["kub-sam", "nobody"]', "AR101", "no system 'nobody'"),
    ('["kub-sam"]', '["kub-sam", "r-27"]', "AR104", "kub-drone and r-27 share no name"),
]


@pytest.mark.parametrize(("old", "new", "code", "words"), NAMESAKES)
def test_a_shared_name_is_said_to_be_one(
    folder: Path, tmp_path: Path, old: str, new: str, code: str, words: str
) -> None:
    import shutil

    shutil.copytree(folder / "seeds", tmp_path / "seeds")
    file = tmp_path / "seeds" / "systems.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert [(f.code, f.message) for f in build(tmp_path).findings] == [(code, words)]


# ---------------------------------------------------------------- the command line


def test_resolve_on_the_command_line(run: Run, folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("printed,system\nMoped,shahed-136\n", encoding="utf-8")
    more = ("--dataset", str(folder), "--aliases", str(own))
    texts = ["X-101/X-555", "Moped", "Orlan-10 and Supercam", "ballistic missile", "Zolfaqar", "qq"]
    assert run("resolve", *texts, *more).output.splitlines() == [
        "X-101/X-555: alternatives: kh-101 or kh-555 (by lookalike)",
        "Moped: one: shahed-136 (by local)",
        "Orlan-10 and Supercam: several: orlan-10 and supercam (by name)",
        "ballistic missile: class ballistic-missile",
        "Zolfaqar: unknown; did you mean Zolfaghar?",
        "qq: unknown",
    ]
    document = json.loads(run("resolve", "Zolfaqar", "--fuzzy", "--json", *more).output)
    assert document == [
        {
            "text": "Zolfaqar",
            "kind": "one",
            "systems": ["zolfaghar"],
            "via": "skeleton",
            "term": None,
            "suggestions": [],
        }
    ]
    chosen = run("resolve", "Ababil", "--class", "drone", "--dataset", str(folder)).output
    assert chosen == "Ababil: one: ababil-drone (by name)\n"


def test_search_on_the_command_line(run: Run) -> None:
    assert run("search", "zolf").output == "zolfaghar: Zolfaghar (prefix)\n"
    assert run("search", "qqqq").output == "no such name\n"
    assert json.loads(run("search", "360", "--json").output) == [
        {"system": "fath-360", "name": "Fath-360", "rank": "word", "label": "Fath-360"}
    ]


def test_list_asks_by_every_attribute(run: Run, folder: Path) -> None:
    questions = ("--class", "srbm", "--country", "IRN", "--range", ">= 500 km")
    rows = json.loads(run("list", *questions, "--json").output)
    assert [(row["system"], row["fit"]) for row in rows] == [
        ("fateh-110", "possible"),
        ("zolfaghar", "possible"),
    ]
    assert "possible" in run("list", *questions).output
    assert run("list", *questions, "--certain-only").output == "no system of which that holds\n"
    assert {row["fit"] for row in json.loads(run("list", "--json").output)} == {None}
    words = run("list", "--help").output
    table = armsref.shipped().table("attributes")
    for row in table.rows:
        option = f"--{row[table.place('id')].replace('_', '-')} "
        assert (option in words) == (row[table.place("on")] == "system"), option
    more = ("--dataset", str(folder))
    both = run("list", "--range", ">=350 km", "--range", "< 450km", "--json", *more).output
    assert ("fatah-2", "certain") in [(row["system"], row["fit"]) for row in json.loads(both)]
    rows = json.loads(run("list", "--launch-mode", "air to air", "--json", *more).output)
    assert {row["system"]: row["inherited"] for row in rows} == {
        "fateh-family": [],
        "fattah": ["launch_mode"],
    }
    assert "of its family)" in run("list", "--launch-mode", "air to air", *more).output


def test_the_options_are_those_of_the_dataset(run: Run, copied: Path) -> None:
    file = copied / "datasets" / "attributes.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("wingspan,", "span,"), encoding="utf-8")
    assert "--span '>= 500 m'" in run("list", f"--dataset={copied}", "--help").output
    assert "--wingspan" in run("list", "--dataset", str(copied), "--wingspan", "1 m").error


WRONG = [
    ("list", "--range", "500"),
    ("list", "--range", ">= 500 kg"),
    ("list", "--class", "banana"),
    ("list", "--class", ">= srbm"),
    ("list", "--colour", "red"),
    ("list", "--dataset", "nowhere"),
    ("search",),
    ("search", "zolf", "--most", "0"),
    ("resolve",),
    ("resolve", "x", "--aliases", "nowhere.csv"),
    ("resolve", "x", "--country", "Atlantis"),
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_input_is_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.output) == (2, "")
    assert result.error.startswith("armsref: ")
    assert result.error.count("\n") == 1
