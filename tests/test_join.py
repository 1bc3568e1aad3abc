"""Tables of somebody else's: what is added, and that nothing else changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import Dataset
from joins import COLUMNS, EXPECTED, FIELDS, HOSTILE, NUMBERS, asked_names, prepared

import armsref

NAMES = [name for name, _ in EXPECTED]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> armsref.Catalog:
    return prepared(Dataset(tmp_path_factory.mktemp("join"))).open()


def lazily(data: dict[str, Any]) -> pl.LazyFrame:
    return pl.LazyFrame(data)


MAKERS: list[Callable[[dict[str, Any]], Any]] = [pd.DataFrame, pl.DataFrame, lazily]
every_library = pytest.mark.parametrize("make", MAKERS, ids=["pandas", "polars", "lazy polars"])


def rows(frame: Any, columns: list[str]) -> list[tuple[Any, ...]]:
    """Return the rows of any library, nulls as None."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.select(columns).rows()
    values = frame[columns].itertuples(index=False, name=None)
    return [tuple(None if pd.isna(v) else v for v in row) for row in values]


@every_library
def test_what_is_added(catalog: armsref.Catalog, make: Callable[..., Any]) -> None:
    frame = make({"model": NAMES, "n": range(len(NAMES))})
    joined = catalog.join(frame, on="model", fields=FIELDS)
    assert type(joined) is type(frame)
    assert rows(joined, COLUMNS) == [cells for _, cells in EXPECTED]
    assert rows(joined, ["model", "n"]) == list(zip(NAMES, range(len(NAMES)), strict=True))


@every_library
def test_the_claims_are_those_of_the_specs(
    catalog: armsref.Catalog, make: Callable[..., Any]
) -> None:
    joined = catalog.join(make({"model": ["Gamma", "Alpha/Gamma", "x"]}), "model", ["range"])
    alpha, gamma = (
        " ".join(c.id for c in spec.claims)
        for spec in (catalog.get(i)["range"] for i in ("alpha", "gamma"))
        if spec is not None
    )
    assert rows(joined, ["range_claims"]) == [(gamma,), (f"{alpha} {gamma}",), (None,)]


@every_library
def test_columns_and_their_types(catalog: armsref.Catalog, make: Callable[..., Any]) -> None:
    for names in (NAMES, ["Alpha"], ["x"], []):
        frame = make({"model": pl.Series(names, dtype=pl.String)})
        joined = catalog.join(frame, on="model", fields=FIELDS)
        added = [*COLUMNS[:7], "range_claims", *COLUMNS[7:]]
        if isinstance(joined, pd.DataFrame):
            assert list(joined.columns) == ["model", *added]
            kinds = {c: str(joined[c].dtype) for c in added}
            assert kinds == {c: "float64" if c in NUMBERS else "string" for c in added}
        else:
            schema = joined.collect_schema()
            assert schema.names() == ["model", *added]
            assert [schema[c] for c in added] == [
                pl.Float64 if c in NUMBERS else pl.String for c in added
            ]


@every_library
def test_no_name_raises(catalog: armsref.Catalog, make: Callable[..., Any]) -> None:
    names = [*HOSTILE, "Alpha", None, *HOSTILE]
    joined = catalog.join(make({"model": names}), on="model", fields=FIELDS)
    found = rows(joined, ["model", "armsref_kind"])
    assert [name for name, _ in found] == names
    assert found[len(HOSTILE)][1] == "one"
    assert {kind for _, kind in found} <= {"one", "unknown"}
    assert found[0][1] == found[len(HOSTILE) + 1][1] == "unknown"


@given(st.lists(st.text(max_size=30) | st.none() | st.sampled_from(["Zolfaghar", "Fath-360"])))
def test_any_names_will_do(names: list[str | None]) -> None:
    polars = armsref.join(pl.DataFrame({"n": names}, schema={"n": pl.String}), "n", ["range"])
    pandas = armsref.join(pd.DataFrame({"n": names}, dtype=object), "n", ["range"])
    columns = ["n", "armsref_kind", "armsref_ids", "range_max_km"]
    assert rows(polars, columns) == rows(pandas, columns)
    assert [row[0] for row in rows(polars, columns)] == names


#: Columns of things that are no names.
OTHER_THINGS: list[Any] = [
    [1, 2, 3],
    [1.5, float("nan"), None],
    [True, False, None],
    [dt.date(2024, 1, 1), None, dt.date(2024, 1, 1)],
    [["Alpha"], [], None],
    [b"Alpha", b"", None],
    [None, None, None],
]


@every_library
@pytest.mark.parametrize("things", OTHER_THINGS, ids=lambda t: type(t[0]).__name__)
def test_what_is_no_text_names_nothing(
    catalog: armsref.Catalog, make: Callable[..., Any], things: list[Any]
) -> None:
    joined = catalog.join(make({"model": things}), on="model", fields=FIELDS)
    assert rows(joined, ["armsref_kind", "armsref_ids"]) == [("unknown", None)] * 3


def test_mixed_things_in_a_column_of_objects(catalog: armsref.Catalog) -> None:
    things = ["Alpha", 110, None, ["Alpha"], {"a": 1}, "\ud800", object(), float("nan")]
    kinds = ["one", *["unknown"] * 7]
    pandas = pd.DataFrame({"model": pd.Series(things, dtype=object)})
    assert list(catalog.join(pandas, "model", ["range"])["armsref_kind"]) == kinds
    polars = pl.DataFrame({"model": pl.Series(things[:5], dtype=pl.Object), "n": range(5)})
    joined = catalog.join(polars, "model", ["range"])
    assert joined["armsref_kind"].to_list() == kinds[:5]
    assert joined["model"].to_list() == things[:5]


# ---------------------------------------------------------------------- what stays as it is

INDEXES: list[Any] = [
    pd.Index([3, 1, 2], name="row"),
    pd.Index([1, 1, 1]),
    pd.date_range("2024-01-01", periods=3),
    pd.MultiIndex.from_tuples([("a", 1), ("a", 1), ("b", 2)]),
    pd.Index([None, "x", None]),
]


@pytest.mark.parametrize("index", INDEXES, ids=lambda i: type(i).__name__)
def test_index_columns_and_attributes_of_pandas_stay(catalog: armsref.Catalog, index: Any) -> None:
    frame = pd.DataFrame(
        {"model": pd.Categorical(["Beta", "x", "Beta"]), 7: [1, 2, 3], "o": [{}, [], None]},
        index=index,
    )
    frame.attrs["from"] = "somewhere"
    before = frame.copy(deep=True)
    joined = catalog.join(frame, on="model", fields=["range"])
    pd.testing.assert_frame_equal(joined[list(before.columns)], before)
    pd.testing.assert_frame_equal(frame, before)  # not even the one that was given
    assert joined.attrs == {"from": "somewhere"}
    assert list(joined["range_max_km"])[0::2] == [2000.0, 2000.0]


def test_columns_that_stand_twice_are_no_matter_unless_asked_for(catalog: armsref.Catalog) -> None:
    frame = pd.DataFrame([["Beta", 1, 2]], columns=["model", "n", "n"])
    joined = catalog.join(frame, on="model", fields=["range"])
    assert list(joined.columns)[:3] == ["model", "n", "n"]
    with pytest.raises(armsref.ArmsrefError, match="several columns 'n'"):
        catalog.join(frame, on="n", fields=["range"])


def test_types_of_polars_stay(catalog: armsref.Catalog) -> None:
    enum = pl.Enum(["Beta", "x"])
    for dtype in (pl.Categorical, enum):
        frame = pl.DataFrame(
            {
                "model": pl.Series(["Beta", "x", None, "Beta"], dtype=dtype),
                "armsref_name": [1, 2, 3, 4],
                "things": [[1], [], None, [2]],
            }
        )
        for joined in (
            catalog.join(frame, "model", ["range"]),
            catalog.join(frame.lazy(), "model", ["range"]).collect(),
        ):
            assert joined.select(frame.columns).equals(frame)
            assert joined["range_max_km"].to_list() == [2000.0, None, None, 2000.0]


@every_library
def test_many_rows_keep_their_order(catalog: armsref.Catalog, make: Callable[..., Any]) -> None:
    names = [str(NAMES[n * 7 % len(NAMES)]) + " " * (n % 3) for n in range(20_000)]
    joined = catalog.join(make({"n": range(20_000), "model": names}), "model", ["range"])
    found = rows(joined, ["n", "model"])
    assert found == list(enumerate(names))


def test_names_are_resolved_once_each(
    catalog: armsref.Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_names(monkeypatch)
    for make in MAKERS:
        asked.clear()
        joined = catalog.join(make({"model": ["Alpha", "x", "Alpha"] * 500}), "model", ["range"])
        assert len(rows(joined, ["model"])) == 1500
        assert sorted(filter(None, asked)) == ["Alpha", "x"]


# ---------------------------------------------------------------------- the other questions


@every_library
def test_as_of_a_date(catalog: armsref.Catalog, make: Callable[..., Any]) -> None:
    frame = make({"model": ["Alpha", "Beta", "Gamma", "Gamma/Alpha"]})
    joined = catalog.join(frame, on="model", fields=["range", "class"], as_of="2021-12")
    columns = ["armsref_kind", "range_max_km", "range_agreement", "class_term"]
    assert rows(joined, columns) == [
        ("one", 700.0, "single", "drone"),
        ("one", None, None, "drone"),  # its range was printed in 2022
        ("one", 2600.0, "single", None),
        ("alternatives", 2600.0, "alternatives", None),
    ]
    with pytest.raises(armsref.DateError):
        catalog.join(frame, on="model", fields=["range"], as_of="last year")


@every_library
def test_a_name_that_was_not_printed_yet_is_still_known(make: Callable[..., Any]) -> None:
    joined = armsref.join(make({"model": ["Fath-360"]}), "model", ["class"], as_of="2023")
    assert rows(joined, ["armsref_ids", "class_term"]) == [("fath-360", None)]


@every_library
def test_aliases_of_ones_own(catalog: armsref.Catalog, make: Callable[..., Any]) -> None:
    frame = make({"model": ["type 7", "Type-7", "Beta"]})
    joined = catalog.join(frame, "model", ["range"], aliases={"Type 7": "beta"})
    assert rows(joined, ["armsref_ids"]) == [("beta",)] * 3
    assert rows(catalog.join(frame, "model", ["range"]), ["armsref_ids"])[0] == (None,)
    with pytest.raises(armsref.ArmsrefError, match="which is no id"):
        catalog.join(frame, "model", ["range"], aliases={"Type 7": "betta"})


def test_what_the_family_states_is_told_apart() -> None:
    frame = pl.DataFrame({"model": ["Zolfaghar", "Shahed"]})
    joined = armsref.join(frame, "model", ["launch-mode", "payload", "class_"])
    assert joined["launch_mode_term"].to_list() == ["surface-to-surface", None]
    assert joined["payload_min_kg"].to_list() == [None, 45.0]
    assert joined["class_term"].to_list() == ["srbm", "one-way-attack-drone"]


def test_a_figure_of_the_family_says_so(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    more = '[[system]]\nid = "gamma"\nlevel = "family"\nnames = ["Gamma"]\n'
    file = dataset.folder / "seeds" / "systems.toml"
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    from invented import claim

    dataset.add(
        "cnn",
        "2022",
        claim("Gamma", "family", cue="variant of"),
        claim("2,000 km", of="gamma"),
    )
    joined = dataset.open().join(pl.DataFrame({"model": ["Alpha"]}), "model", ["range"])
    assert joined["range_text"].to_list() == ["2,000 km (1,243 mi) (stated of the Gamma)"]


def test_no_field_gives_the_names_alone_and_units_are_in_the_columns() -> None:
    frame = pl.DataFrame({"model": ["Zolfaghar"]})
    assert armsref.join(frame, "model", []).columns == ["model", "armsref_kind", "armsref_ids"]
    columns = armsref.join(frame, "model", ["speed", "mach", "length"]).columns
    assert {"speed_min_km_per_h", "mach_max_Mach", "length_min_m"} <= set(columns)
    assert armsref.join(frame, "model", "range").columns[3] == "range_min_km"


# ---------------------------------------------------------------------- errors in one line

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"on": "name"}, "no column 'name'; it has 'model', 'n'"),
    ({"on": None}, "no column None"),
    ({"fields": ["rnage"]}, "no attribute is named 'rnage'; did you mean range"),
    ({"fields": ["quantity"]}, "no attribute is named 'quantity'"),
    ({"fields": ["range", "range"]}, "'range' stands twice"),
    ({"fields": [None]}, "no attribute is named None"),
    ({"aliases": [("x", "beta", "y")]}, "is no pair"),
]


@every_library
@pytest.mark.parametrize(("question", "words"), WRONG)
def test_wrong_questions_are_one_line(
    catalog: armsref.Catalog, make: Callable[..., Any], question: dict[str, Any], words: str
) -> None:
    frame = make({"model": ["Beta"], "n": [1]})
    asked: dict[str, Any] = {"on": "model", "fields": ["range"], **question}
    with pytest.raises(armsref.ArmsrefError) as raised:
        catalog.join(frame, **asked)
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


@every_library
@pytest.mark.parametrize("column", ["armsref_kind", "armsref_ids", "range_min_km", "class_term"])
def test_a_column_that_is_there_is_never_overwritten(
    catalog: armsref.Catalog, make: Callable[..., Any], column: str
) -> None:
    frame = make({"model": ["Beta"], column: [1]})
    with pytest.raises(armsref.ArmsrefError, match=f"a column '{column}' already; rename"):
        catalog.join(frame, on="model", fields=["range", "class"])
    if column == "class_term":
        assert catalog.join(frame, on="model", fields=["range"]) is not None


@pytest.mark.parametrize("frame", [[{"model": "Beta"}], {"model": ["Beta"]}, None, "model", 3])
def test_what_is_no_frame(catalog: armsref.Catalog, frame: Any) -> None:
    with pytest.raises(armsref.ArmsrefError, match="is no frame of pandas, polars or PySpark"):
        catalog.join(frame, on="model", fields=["range"])


def test_a_series_is_no_frame(catalog: armsref.Catalog) -> None:
    for series in (pd.Series(["Beta"], name="model"), pl.Series("model", ["Beta"])):
        with pytest.raises(armsref.ArmsrefError, match="Series is no frame"):
            catalog.join(series, on="model", fields=["range"])
