"""Looking specs up in Python."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from pathlib import Path

import pytest

import armsref

#: What the articles say of each of the seven records, in the words of the specs.
STATED = {
    "ababil": {
        "class": "close-range ballistic missile",
        "operator": "Islamic Revolutionary Guard Corps",
    },
    "fateh-110": {
        "class": "short-range ballistic missile",
        "country": "Iran",
        "range": "300–700 km (186–435 mi)",
    },
    "fateh-110-family": {
        "class": "short-range ballistic missile",
        "accuracy": "called precise",
        "launch_mode": "surface-to-surface",
    },
    "fath-360": {"class": "close-range ballistic missile", "guidance": "satellite"},
    "shahed": {"class": "one-way attack drone", "payload": "about 45 kg (99 lb)"},
    "shahed-136": {"class": "one-way attack drone"},
    "zolfaghar": {
        "class": "short-range ballistic missile",
        "family": "Fateh-110 family",
        "country": "Iran",
        "range": "300–700 km (186–435 mi)",
        "accuracy": "called precise",
        "mobility": "road-mobile",
        "launch_mode": "surface-to-surface",
    },
}


def test_the_seven_records_hold_what_the_articles_say() -> None:
    found = {s.id: {k: str(v) for k, v in s.specs.items()} for s in armsref.systems()}
    assert found == STATED


@pytest.mark.parametrize(
    "name",
    [
        "zolfaghar",
        "Zolfaghar",
        "ZOLFAGHAR",
        " zolfaghar ",
        "Zolfaghār",
        "zol-fa ghar",
        "“Zolfaghar”",
    ],
)
def test_a_name_matches_whatever_its_dress(name: str) -> None:
    assert armsref.get(name).id == "zolfaghar"


@pytest.mark.parametrize("name", ["Fath 360", "fath‑360", "FATH360"])
def test_hyphens_do_not_matter(name: str) -> None:
    assert armsref.get(name).id == "fath-360"


@pytest.mark.parametrize(
    ("name", "near"),
    [("Zolfagar", "Zolfaghar"), ("Shahed-13", "Shahed-136"), ("Fateh", "Fateh-110")],
)
def test_an_unknown_name_is_never_guessed(name: str, near: str) -> None:
    with pytest.raises(armsref.UnknownSystem) as raised:
        armsref.get(name)
    assert near in raised.value.near
    assert isinstance(raised.value, LookupError)
    again = pickle.loads(pickle.dumps(raised.value))  # noqa: S301
    assert (again.name, again.near) == (raised.value.name, raised.value.near)


@pytest.mark.parametrize("name", ["", " ", "-", "x" * 10_000, "\0"])
def test_names_that_are_no_names(name: str) -> None:
    with pytest.raises(armsref.UnknownSystem):
        armsref.get(name)


def test_a_name_is_text() -> None:
    with pytest.raises(TypeError, match="a name is a str, not NoneType"):
        armsref.get(None)  # type: ignore[arg-type]


def spec(system: str, attribute: str) -> armsref.Spec:
    found = armsref.get(system)[attribute]
    assert found is not None
    return found


def test_the_range_of_the_zolfaghar_is_single() -> None:
    """Three articles, one established origin, one unstated: not corroborated."""
    found = spec("zolfaghar", "range")
    assert (found.relation, found.low, found.high) == ("between", Decimal(300), Decimal(700))
    assert found.unit == "km"
    assert (found.agreement, found.origins, found.unstated) == ("single", ("reuters",), 1)
    assert found.articles == (
        "thedefensepost-2022-11-02",
        "telegraphindia-2024-02-22",
        "tampafp-2024-02",
    )
    assert len(found.groups) == 1
    assert next(c.quote for c in found.claims) == "between 300 and 700 km"
    assert (found.term, found.terms, found.inherited_from) == (None, None, None)


def test_pint_quantities_and_conversion() -> None:
    found = spec("zolfaghar", "range")
    assert found.min is not None
    assert found.max is not None
    assert f"{found.max}" == "700 km"
    assert found.max.to("mi").magnitude.quantize(Decimal("0.1")) == Decimal("435.0")
    miles = found.to("mi")
    assert (miles.low, miles.high) == (Decimal(186), Decimal(435))
    assert str(miles) == "186–435 mi"
    assert miles.max is not None
    assert miles.max.magnitude != 435  # the exact value, beside the rounded one
    assert str(found.to("nmi")) == "162–378 nmi"
    assert str(spec("shahed", "payload").to("lb")) == "about 99 lb"


@pytest.mark.parametrize("unit", ["kg", "banana", "km ** 2", "", "kilometer", "9**9**9 km"])
def test_units_that_do_not_fit(unit: str) -> None:
    with pytest.raises(armsref.UnitError):
        spec("zolfaghar", "range").to(unit)


def test_a_term_has_no_unit() -> None:
    found = spec("zolfaghar", "class")
    assert (found.term, found.terms, found.unit, found.min) == ("srbm", ("srbm",), None, None)
    with pytest.raises(armsref.UnitError, match="class is a term"):
        found.to("km")


def test_what_is_not_stated_is_none() -> None:
    shahed_136 = armsref.get("shahed-136")
    # The 45 kilograms are said of the Shahed drones, and no article says it is one of them.
    assert shahed_136.payload is None
    assert shahed_136["payload"] is None
    assert shahed_136.parent is None
    assert "payload" not in shahed_136.specs


def test_what_is_stated_of_the_family_is_inherited_and_says_so() -> None:
    found = spec("zolfaghar", "launch_mode")
    assert found.inherited_from == "fateh-110-family"
    assert found.claims[0].system == "fateh-110-family"
    assert armsref.get("fateh-110-family").range is None


def test_joint_claims_say_so() -> None:
    claim = spec("fateh-110", "range").claims[0]
    assert claim.joint == ("zolfaghar",)


def test_an_unknown_attribute() -> None:
    zolfaghar = armsref.get("zolfaghar")
    with pytest.raises(AttributeError, match="did you mean range"):
        zolfaghar.rnage  # noqa: B018
    with pytest.raises(KeyError, match="did you mean range"):
        zolfaghar["rnage"]
    assert not hasattr(zolfaghar, "_ipython_canary_method_should_not_exist_")
    assert {"range", "class_", "payload", "label"} <= set(dir(zolfaghar))
    assert zolfaghar.class_ is zolfaghar["class"]


def test_a_system_is_one_object_and_can_be_copied() -> None:
    zolfaghar = armsref.get("zolfaghar")
    assert armsref.get("Zolfaghar") is zolfaghar
    assert copy.copy(zolfaghar).id == "zolfaghar"
    assert pickle.loads(pickle.dumps(zolfaghar)).label == "Zolfaghar"  # noqa: S301
    with pytest.raises(AttributeError):
        zolfaghar.range = None  # type: ignore[attr-defined]


def test_nobody_can_change_what_others_see() -> None:
    zolfaghar = armsref.get("zolfaghar")
    with pytest.raises(TypeError):
        zolfaghar.specs["range"] = None  # type: ignore[index]
    with pytest.raises(AttributeError):
        zolfaghar.id = "x"  # type: ignore[misc]
    assert list(zolfaghar) == list(zolfaghar.specs)
    assert "range" in zolfaghar
    assert "payload" not in zolfaghar


def test_transfers_are_selected() -> None:
    everything = armsref.transfers()
    assert len(armsref.transfers("Iran", "Russia")) + 3 == len(everything)
    assert {t.supplier for t in armsref.transfers("North Korea")} == {"PRK"}
    denials = armsref.transfers(denied=True)
    assert {t.stance for t in denials} == {"denies"}
    assert len(denials) == 4
    assert len(armsref.transfers(denied=False)) == len(everything) - 4
    with pytest.raises(armsref.ArmsrefError, match="did you mean Iran"):
        armsref.transfers("Irann")


def test_a_denial_stands_with_what_it_denies() -> None:
    stances = [t.stance for t in armsref.get("fath-360").transfers]
    assert stances == ["reports", "reports", "denies", "denies"]


def test_a_catalogue_of_ones_own(copied: Path, tmp_path: Path) -> None:
    assert armsref.Catalog.open(copied).get("zolfaghar").label == "Zolfaghar"
    assert armsref.Catalog.open(str(copied)).version == armsref.shipped().version
    for wrong in (None, 3):
        with pytest.raises(armsref.ArmsrefError, match=f"{wrong} is no folder; hand over its path"):
            armsref.Catalog.open(wrong)  # type: ignore[arg-type]
    with pytest.raises(armsref.ArmsrefError, match=r"'d' is no catalogue; hand over .*shipped"):
        armsref.Catalog.open(tmp_path, over="d")  # type: ignore[arg-type]
    with pytest.raises(armsref.DataError, match="has no datasets/ with tables"):
        armsref.Catalog.open(tmp_path / "seeds")


@pytest.mark.parametrize(
    "damage",
    [b"", b"\xff\xfe", b'id,label\n"open', b"system,attribute\nx\n", b"a,b\n1,2\n", b"a\0b\n"],
    ids=["empty", "no UTF-8", "open quote", "ragged", "other columns", "NUL"],
)
@pytest.mark.parametrize("table", ["specs", "names", "attributes"])
def test_a_damaged_table_is_an_error(copied: Path, table: str, damage: bytes) -> None:
    (copied / "datasets" / f"{table}.csv").write_bytes(damage)
    catalog = armsref.Catalog.open(copied)
    with pytest.raises(armsref.DataError, match="run armsref build"):
        catalog.get("zolfaghar").range  # noqa: B018
