"""Somebody's table: which columns are taken, what is said of each name and figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from conftest import Run
from invented import Dataset, claim

import armsref

#: A cell of a column ``range_km``, the name beside it, and the code of what is found.
CELLS = [
    ("Zolfaghar", "700", None),
    ("Zolfaghar", "300", None),
    ("Zolfaghar", "300-700", None),
    ("Zolfaghar", "up to 700", None),
    ("Zolfaghar", "700 km", None),
    ("Zolfaghar", "700.0", None),
    ("Zolfaghar", "0.7", "AR704"),
    ("Zolfaghar", "500", "AR705"),
    ("Zolfaghar", "710", "AR703"),
    ("Zolfaghar", "1,500", "AR703"),
    ("Zolfaghar", "1.500", "AR702"),  # 1,500 or 1.5: no other cell says
    ("Zolfaghar", "700.000", "AR702"),
    ("Zolfaghar", "700 km (435 mi)", None),
    ("Zolfaghar", "700 km (1000 mi)", "AR702"),
    ("Zolfaghar", "700[1]", None),
    ("Zolfaghar", "up to 700*", None),
    ("Zolfaghar[2]", "900[b]", "AR703"),
    ("Zolfaghar", "up to 300", "AR703"),
    ("Zolfaghar", ">300", None),
    ("Zolfaghar", ">700", "AR703"),
    ("Zolfaghar", "at least 500", "AR705"),
    ("Zolfaghar", "700-300", "AR702"),
    ("Zolfaghar", "7000", "AR704"),
    ("Zolfaghar", "45352", "AR704"),
    ("Zolfaghar", "70o", "AR702"),
    ("Zolfaghar", "700/900", "AR702"),
    ("Zolfaghar", "2000 mi", "AR702"),
    ("Zolfaghar", "45 kg", "AR702"),
    ("Zolfaghar", "-700", "AR702"),
    ("Zolfaghar", "inf", "AR702"),
    ("Zolfaghar", "=1+1", "AR702"),
    ("Zolfaghar", "x" * 300, "AR702"),
    ("Shahed-136", "2000", "AR707"),
    ("Fateh-110/Zolfaghar", "500", "AR705"),
    ("Fateh-110/Zolfaghar", "700", None),
    ("Fateh-110/Shahed-136", "2500", "AR707"),
    ("Fateh-110 and Zolfaghar", "9000", None),
    ("ballistic missiles", "9000", None),
    ("Zolfagar", "700", "AR701"),
    ("", "700", None),
    *(("Zolfaghar", empty, None) for empty in ("", "-", "n/a", "NA", "?", "NaN")),
]


@pytest.mark.parametrize(("name", "cell", "code"), CELLS)
def test_what_is_said_of_a_cell(name: str, cell: str, code: str | None) -> None:
    table = pl.DataFrame({"model": ["Zolfaghar", name], "range_km": ["700", cell]})
    found = armsref.audit(table)
    assert [f.code for f in found] == ([code] if code else [])
    for finding in found:
        assert (finding.file, finding.line, finding.row) == ("-", 1, 2)
        value = name if code == "AR701" else cell
        assert (finding.field, finding.value) == ("model" if value == name else "range_km", value)
        assert finding.message
        assert finding.remedy


def test_a_finding_says_who_printed_what() -> None:
    [finding] = armsref.audit(pl.DataFrame({"model": ["Zolfaghar"], "range_km": [900]}))
    assert "nobody printed 900 km" in finding.message
    assert (
        '"between 300 and 700 km", experts, The Telegraph (India) (reporting by Reuters)'
        in finding.message
    )


def test_more_than_three_claims_are_counted(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    for year in range(2021, 2026):
        dataset.add("reuters", str(year), claim("up to 700 km", origin="own"))
    table = pl.DataFrame({"model": ["Alpha"], "range_km": [900]})
    [finding] = armsref.audit(table, catalog=dataset.open())
    assert finding.message.count("up to 700 km") == 3
    assert "and 2 more" in finding.message


def test_sources_that_differ(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("reuters", "2021", claim("300 km", origin="own"))
    dataset.add("cnn", "2022", claim("700 km", origin="own"))
    table = pl.DataFrame({"model": ["Alpha"], "range_km": [300]})
    [finding] = armsref.audit(table, catalog=dataset.open())
    assert (finding.code, finding.severity) == ("AR706", "warning")
    assert "Reuters (own reporting), 2021" in finding.message.partition("; but ")[0]
    assert "CNN (own reporting), 2022" in finding.message.partition("; but ")[2]


def test_one_currency_is_not_compared_with_another(tmp_path: Path) -> None:
    dataset = Dataset(tmp_path)
    dataset.add("reuters", "2021", claim("20,000 dollars", "price", origin="own"))
    table = pl.DataFrame({"model": ["Alpha"] * 2, "price_eur": [20000, 3], "price_usd": [20000, 3]})
    found = armsref.audit(table, catalog=dataset.open())
    assert [(f.code, f.field, f.row) for f in found] == [
        ("AR702", "price_eur", 1),
        ("AR702", "price_eur", 2),
        ("AR703", "price_usd", 2),
    ]


#: A header, cells below it, and the attribute and the unit that are taken; None: not taken.
HEADERS = [
    ("range_km", "700", ("range", "km")),
    ("Range (km)", "700", ("range", "km")),
    ("range [mi]", "435", ("range", "mi")),
    ("max_range_km", "700", ("range", "km")),
    ("range_min_km", "300", ("range", "km")),
    ("maxRangeKm", "700", ("range", "km")),
    ("missile range, km", "700", ("range", "km")),
    ("range_nm", "378", ("range", "nmi")),
    ("max speed (km/h)", "4000", ("speed", "km/h")),
    ("speed_kmh", "4000", ("speed", "km/h")),
    ("speed (Mach)", "5", ("mach", "Mach")),
    ("mach", "5", ("mach", "Mach")),
    ("payload_lb", "99", ("payload", "lb")),
    ("warhead_mass_kg", "99", ("warhead", "kg")),
    ("launch mass (t)", "5", ("launch_mass", "t")),
    ("wingspan_m", "2.5", ("wingspan", "m")),
    ("yield_kt", "15", ("yield", "kt_TNT")),
    ("endurance_h", "12", ("endurance", "h")),
    ("price_usd", "12", ("price", "USD")),
    ("WINGSPAN_M", "12", ("wingspan", "m")),
    ("range", "700 km", ("range", "")),
    ("range", "700", None),
    ("range_rank_km", "7", None),
    ("range_kg", "7", None),
    ("payload_ton", "2", None),
    ("range_km_mi", "700", None),
    ("notes", "700 km", None),
    ("truck_km", "700", None),
]


@pytest.mark.parametrize(("header", "cell", "taken"), HEADERS)
def test_columns_by_convention(header: str, cell: str, taken: tuple[str, str] | None) -> None:
    found = armsref.audit(pl.DataFrame({"model": ["Zolfaghar"], header: [cell]}))
    columns = found.columns
    assert [(c.attribute, c.unit) for c in columns.figures] == ([taken] if taken else [])
    assert [column for column, _ in columns.passed_over] == ([] if taken else [header])


def test_a_column_of_units_beside_the_numbers() -> None:
    table = {
        "model": ["Zolfaghar"] * 4,
        "range": ["700", "435", "700", "700"],
        "range_unit": ["km", "miles", "", "kg"],
    }
    found = armsref.audit(pl.DataFrame(table))
    assert [(f.code, f.row) for f in found] == [("AR702", 3), ("AR702", 4)]
    assert found.columns.figures[0].unit_column == "range_unit"


#: Headers of two columns, a cell of each, codes: a bound is one only on its side.
BOUNDS = [
    (("min_range_km", "max_range_km"), (300, 700), []),
    (("min_range_km", "max_range_km"), (700, 300), ["AR703", "AR703"]),
    (("Range min [mi]", "Range max [mi]"), (186, 435), []),
    (("Range min [mi]", "Range max [mi]"), (250, 186), ["AR705", "AR703"]),
]


@pytest.mark.parametrize(("headers", "cells", "found"), BOUNDS)
@pytest.mark.parametrize("rows", [1, 300])
def test_a_column_of_one_bound(
    headers: tuple[str, str], cells: tuple[int, int], found: list[str], rows: int
) -> None:
    columns = {header: [cell] * rows for header, cell in zip(headers, cells, strict=True)}
    table = pl.DataFrame({"model": ["Zolfaghar"] * rows, **columns})
    assert [f.code for f in armsref.audit(table)] == found


def test_the_other_cells_say_what_a_point_is() -> None:
    table = pl.DataFrame({"model": ["Shahed"] * 3, "payload_kg": ["45.000", "44.4", "1200.500"]})
    assert [(f.code, f.row) for f in armsref.audit(table)] == [("AR703", 2), ("AR703", 3)]


def test_columns_that_are_asked_for() -> None:
    table = pl.DataFrame({"Modell": ["Zolfaghar"], "Reichweite": ["900,0"], "range_km": [5]})
    found = armsref.audit(table, name="Modell", columns={"range": "Reichweite:km"}, language="de")
    assert [(f.code, f.field) for f in found] == [("AR703", "Reichweite")]


#: Columns of a table, and which one holds the names; else a part of the error.
NAME_COLUMNS = [
    ({"day": ["1"], "model": ["Zolfaghar"]}, "model"),
    ({"type": ["missile", "drone"], "which": ["Zolfaghar", "Shahed-136"]}, "which"),
    ({"type": ["missile", "drone"], "model": ["Nobody", "knows"]}, "model"),
    ({"missile": ["Zolfaghar", "Dezful"], "based on": ["Fateh-110", "Zolfaghar"]}, "missile"),
    ({"missile": ["Dezful", "Emad"], "based on": ["Fateh-110", "Zolfaghar"]}, "look equally like"),
    ({"type": ["missile", "drone"], "x": ["Nobody", "knows"]}, "type"),
    ({"title": ["a report", "another"], "weapon": ["Zolfaghar", "x"]}, "weapon"),
    ({"country": ["NA", "NA"], "missile_name": ["Zolfaghar", "Fateh-110"]}, "missile_name"),
    ({"a": ["1"], "b": ["2"]}, "no column holds names of weapons; the columns are 'a', 'b'"),
    ({"model": ["Zolfaghar"], "weapon": ["Fateh-110"]}, "'model', 'weapon' look equally like"),
]


@pytest.mark.parametrize(("table", "column"), NAME_COLUMNS)
def test_the_column_of_names(table: dict[str, list[str]], column: str) -> None:
    frame = pl.DataFrame(table)
    if column in table:
        assert armsref.audit(frame).columns.name == column
        return
    with pytest.raises(armsref.ArmsrefError, match=column) as error:
        armsref.audit(frame)
    assert "--name" in str(error.value)


FIRST, SECOND = ["Zolfaghar", "Zolfaghar", "Zolfagar"] * 8, [700, 900, 900] * 8


def test_findings_are_grouped() -> None:
    found = armsref.audit(pl.DataFrame({"model": FIRST, "range_km": SECOND}))
    assert [(f.code, f.value, f.row, f.times) for f in found] == [
        ("AR703", "900", 2, 8),
        ("AR701", "Zolfagar", 3, 8),
    ]
    assert found[0].rows == (2, 5, 8, 11, 14, 17, 20, 23)
    assert found.counts == {"printed": 8, "outside": 8, "not judged": 8}
    assert (found.rows, found.names) == (24, {"one": 1, "unknown": 1})


def test_ten_rows_are_named_and_the_others_counted() -> None:
    [finding] = armsref.audit(pl.DataFrame({"model": ["Zolfaghar"] * 25, "range_km": [900] * 25}))
    assert finding.rows == tuple(range(1, 11))
    assert "in 25 rows (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...)" in finding.message


def test_very_many_findings(run: Run, tmp_path: Path) -> None:
    """So many are listed for people, all are there; their rows are looked up when asked for."""
    values = [f"{750 + n / 100:.2f}" for n in range(21_000)]
    table = pl.DataFrame({"model": "Zolfaghar", "range_km": values * 2})
    found = armsref.audit(table)
    assert len(found) == 21_000
    assert (found[5].rows, found[-1].rows) == ((6, 21_006), (21_000, 42_000))
    table.write_csv(tmp_path / "a.csv")
    ran = run("audit", str(tmp_path / "a.csv"))
    assert ran.output.count("AR703 error: ") == 1000
    assert "in 2 rows (1, 21001)" in ran.output
    assert "42,000 outside; " in ran.output
    assert "; not listed here: 20,000 more AR703: " in ran.output


def test_rows_far_apart(tmp_path: Path) -> None:
    """A table is read piece by piece."""
    far = [1, 60_000, 60_001, 130_000]
    lines = ["Zolfaghar,700\n"] * 130_000
    for row in far:
        lines[row - 1] = "Zolfaghar,900\n"
    (tmp_path / "a.csv").write_text("model,range_km\n" + "".join(lines), encoding="utf-8")
    [finding] = armsref.audit(tmp_path / "a.csv")
    assert finding.rows == tuple(far)
    assert [f.line for f in armsref.audit(tmp_path / "a.csv", each_row=True)] == [
        row + 1 for row in far
    ]


def test_a_finding_for_each_row() -> None:
    found = armsref.audit(pl.DataFrame({"model": FIRST, "range_km": SECOND}), each_row=True)
    assert [(f.row, f.times, f.rows) for f in found] == [
        (row, 1, (row,)) for row in range(1, 25) if row % 3 != 1
    ]


def test_a_sequence_of_findings() -> None:
    found = armsref.audit(pl.DataFrame({"model": FIRST, "range_km": SECOND}))
    assert [found[0], found[-1]] == list(found) == found[:]
    with pytest.raises(IndexError):
        found[2]


def written(folder: Path) -> list[Path]:
    """Write one table in every form."""
    table = pl.DataFrame({"model": FIRST, "range_km": [float(n) for n in SECOND]})
    texts = table.with_columns(pl.col("range_km").cast(pl.Int64))
    texts.write_csv(folder / "a.csv")
    texts.write_csv(folder / "a.tsv", separator="\t")
    texts.write_csv(folder / "semicolon.csv", separator=";")
    table.write_parquet(folder / "a.parquet")
    texts.write_ndjson(folder / "a.jsonl")
    table.write_excel(folder / "a.xlsx")
    return sorted(folder.iterdir())


def test_every_form_of_a_table_gives_the_same_findings(tmp_path: Path) -> None:
    frame = pl.DataFrame({"model": FIRST, "range_km": SECOND})
    expected = [f._replace(line=0) for f in armsref.audit(frame)]
    more: list[Any] = [
        frame.lazy(),
        frame.with_columns(pl.col("model").cast(pl.Categorical)),
        pd.DataFrame({"model": FIRST, "range_km": SECOND}),
        pd.DataFrame({"model": FIRST, "range_km": pd.array(SECOND, dtype="Int64")}),
        pd.DataFrame({"model": pd.Categorical(FIRST), "range_km": [*map(str, SECOND)]}),
    ]
    files = written(tmp_path)
    assert len(files) == 6
    for table in (*files, *more):
        found = armsref.audit(table)
        assert [f._replace(line=0, file="-") for f in found] == expected, table


#: A file, and the lines on which its findings stand.
LINES = [
    ("a.csv", 'model,range_km\nZolfaghar,700\nZolfaghar,900\n', [3]),
    ("a.csv", 'model,range_km\r\nZolfaghar,700\r\nZolfaghar,900', [3]),
    ("a.csv", 'n,model,range_km\n"a\n\nb, c",Zolfaghar,901\n"d",Zolfaghar,900\n', [2, 5]),
    ("a.csv", 'n,model,range_km\n"a\nb",Zolfaghar,901\n,,\n,Zolfaghar,900\n', [2, 5]),
    ("a.csv", "model,range_km\n\nZolfaghar,901\n\n\nZolfaghar,900\n\n", [3, 6]),
    ("a.csv", "model\nZolfaghar\n\nZolfagar\n\nZulfagar\n", [4, 6]),
    ("a.csv", '"mo\ndel",range_km\nZolfaghar,900\n', [3]),
    ("a.jsonl", '{"model": "Zolfaghar", "range_km": 900.0}\n\n{"model": "Zolfagar"}\n', [1, 3]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "lines"), LINES)
def test_a_finding_stands_on_the_line_of_its_row(
    name: str, text: str, lines: list[int], tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode())
    assert [f.line for f in armsref.audit(file)] == lines


def test_the_command(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("model,range_km,range_rank\nZolfaghar,700,1\nZolfaghar,500,2\n", "utf-8")
    ran = run("audit", str(file))
    assert (ran.exit_code, ran.error) == (0, "")
    assert f"{file}:3: AR705 warning: " in ran.output
    for said in (
        "2 rows; 1 name in 'model' (1 one)",
        "'range_km' is range in km; 1 printed, 1 inside",
        "'range_rank' not taken: what 'rank' says is not known",
    ):
        assert said in ran.output
    assert run("audit", str(file), "--strict").exit_code == 1
    assert run("audit", str(file), "--map", "payload=range_km:kg").exit_code == 0
    [finding] = json.loads(run("audit", str(file), "--json").output)
    assert (finding["row"], finding["rows"], finding["field"]) == (2, [2], "range_km")


def test_a_table_of_names_alone(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("name\nZolfaghar\nZolfagar\n", encoding="utf-8")
    ran = run("audit", str(file))
    assert ran.exit_code == 1
    assert "did you mean Zolfaghar?" in ran.output
    assert "no column of figures; against 7 systems of 5 articles" in ran.output


#: Wrong options, and a part of the error.
ASKED = [
    (["--name", "x"], "has no column 'x'; it has 'model', 'range_km'"),
    (["--map", "range"], "is no ATTRIBUTE=COLUMN[:UNIT]"),
    (["--map", "reach=range_km:km"], "no attribute with figures is named 'reach'"),
    (["--map", "range=x:km"], "has no column 'x'"),
    (["--map", "range=range_km:kg"], "'kg' is no one unit of range"),
    (["--map", "range=range_km", "--map", "range=range_km"], "names range twice"),
    (["--delimiter", ";;"], "is not one sign"),
    (["--delimiter", ";"], "between its cells stands a comma: say --delimiter ','"),
    (["--sheet", "arms"], "a.csv: has no sheets; leave out --sheet"),
    (["--language", "xx"], "the language 'xx' is not covered"),
    (["--aliases", "none.csv"], "none.csv: cannot be read"),
]


@pytest.mark.parametrize(("options", "said"), ASKED)
def test_wrong_options(options: list[str], said: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("model,range_km\nZolfaghar,700\n", encoding="utf-8")
    ran = run("audit", str(file), *options)
    assert ran.exit_code == 2
    assert said in ran.error
    assert len(ran.error.splitlines()) == 1


def test_a_column_of_lists_holds_no_cells() -> None:
    table = pl.DataFrame({"model": ["Zolfaghar"], "range_km": [[1, 2]]})
    with pytest.raises(armsref.ArmsrefError, match="the column 'range_km' holds List"):
        armsref.audit(table)
    assert not armsref.audit(table, columns={"payload": "model"}, name="model").columns.passed_over


def test_a_plan_that_breaks_while_it_is_read_is_one_line() -> None:
    rows = pl.LazyFrame({"name": ["Zolfaghar"], "range (km)": ["5"]})
    broken = pl.col("range (km)").map_elements(lambda _: 1 // 0, return_dtype=pl.String)
    with pytest.raises(armsref.DataError, match=r"cannot be read: .* zero") as error:
        armsref.audit(rows.with_columns(broken))
    assert "\n" not in str(error.value)


def test_an_alias_is_a_name() -> None:
    found = armsref.audit(
        pl.DataFrame({"model": ["our missile"], "range_km": [900]}),
        aliases={"our missile": "zolfaghar"},
    )
    assert [f.code for f in found] == ["AR703"]
