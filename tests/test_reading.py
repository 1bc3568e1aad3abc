"""What words are read as: tables of cases, and properties."""

from __future__ import annotations

import contextlib
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import armsref
from armsref.model.reading import Reading
from armsref.reading.reader import read
from armsref.reading.terms import TermReading
from armsref.reading.units import convert, convert_printed, last_place
from armsref.reading.wording import figure_text

#: Every figure the five articles print, and what a careful person reads.
PRINTED = [
    ("between 300 and 700 km", "range", "between", "300", "700", "km", ()),
    ("186 to 435 miles", "range", "between", "186", "435", "mi", ()),
    ("around 45 kilograms", "payload", "about", "45", "45", "kg", ("around",)),
    ("around 400 missiles", "quantity", "about", "400", "400", "missile", ("around",)),
    (
        "400 “highly accurate” ballistic missiles",
        "quantity",
        "exactly",
        "400",
        "400",
        "missile",
        (),
    ),
    ("at least four shipments", "quantity", "at_least", "4", None, "shipment", ("at least",)),
    ("hundreds of Shahed suicide drones", "quantity", "order_of", "100", None, "drone", ()),
    ("hundreds of missiles", "quantity", "order_of", "100", None, "missile", ()),
    ("450 Shahed-136 “kamikaze” drones", "quantity", "exactly", "450", "450", "drone", ()),
    ("300 of them", "quantity", "exactly", "300", "300", "item", ()),
    (
        "around 1,000 surface-to-surface missiles and attack drones",
        "quantity",
        "about",
        "1000",
        "1000",
        "item",
        ("around",),
    ),
]

#: Shapes beyond the five articles that the grammar knows.
SHAPES = [
    ("up to 2,000 km", "at_most", None, "2000", "km"),
    ("up to about 2,000 km", "at_most", None, "2000", "km"),
    ("no more than 300 km", "at_most", None, "300", "km"),
    ("more than 1,500 kilometres", "more_than", "1500", None, "km"),
    ("2,000-plus km", "more_than", "2000", None, "km"),
    ("300 km or more", "at_least", "300", None, "km"),
    ("under 100 kg", "less_than", None, "100", "kg"),
    ("300–700km", "between", "300", "700", "km"),
    ("from 300 km to 700 km", "between", "300", "700", "km"),
    ("50- to 60-kg", "between", "50", "60", "kg"),
    ("700 to 300 km", "between", "300", "700", "km"),
    ("a 1,000-pound", "exactly", "1000", "1000", "lb"),
    ("three hundred and fifty km", "exactly", "350", "350", "km"),
    ("between three hundred and seven hundred km", "between", "300", "700", "km"),
    ("two and a half thousand km", "exactly", "2500", "2500", "km"),
    ("2 thousand km", "exactly", "2000", "2000", "km"),
    ("2.5 thousand km", "exactly", "2500", "2500", "km"),
    ("a maximum range of 300 km", "at_most", None, "300", "km"),
    ("half a tonne", "exactly", "0.5", "0.5", "t"),
    ("a dozen missiles", "exactly", "12", "12", "missile"),
    ("tens of thousands of drones", "order_of", "10000", None, "drone"),
    ("Mach 5", "exactly", "5", "5", "Mach"),
    ("1,852 nautical miles", "exactly", "1852", "1852", "nmi"),
    ("500 km/h", "exactly", "500", "500", "km/h"),
    ("115 miles per hour", "exactly", "115", "115", "mph"),
    ("24 hours", "exactly", "24", "24", "h"),
    ("1.5 m", "exactly", "1.5", "1.5", "m"),
    ("hundreds of kilometres", "order_of", "100", None, "km"),
    ("300 km (186 mi.)", "exactly", "300", "300", "km"),
    ("up-to-2,000-km", "at_most", None, "2000", "km"),
    ("an over-300km", "more_than", "300", None, "km"),
    ("1\u202f600 km", "exactly", "1600", "1600", "km"),
    ("twenty-five km", "exactly", "25", "25", "km"),
    ("ten-twelve km", "between", "10", "12", "km"),
    ("just under 300 km", "less_than", None, "300", "km"),
]

#: Words that must not be read as a value, and the code that says why.
REFUSED = [
    ("banana", None, "nothing"),
    ("", None, "nothing"),
    ("Shahed-136", None, "nothing"),
    ("300", None, "unknown-unit"),
    ("300 km per tank", None, "unknown-unit"),
    ("Q$5", None, "unknown-unit"),
    ("twice its 300 km range", "range", "ambiguous"),
    ("increased by 300 km", "range", "ambiguous"),
    ("another 300 km", "range", "ambiguous"),
    ("300 km, possibly more", "range", "ambiguous"),
    ("up to maybe 300 km", "range", "ambiguous"),
    ("at least an additional 200 missiles", "quantity", "ambiguous"),
    ("point five tonnes", "payload", "ambiguous"),
    ("costs 20,000 pounds", "payload", "ambiguous"),
    ("5,000 lb of thrust", "payload", "unknown-unit"),
    ("-50 km", "range", "unknown-number"),
    ("900 km a day", "speed", "unknown-unit"),
    ("400 missiles per month", "quantity", "unknown-unit"),
    ("Shahed 136 drones", "quantity", "ambiguous"),
    ("Shahed-131 and 136 drones", "quantity", "ambiguous"),
    ("9M723 missiles", "quantity", "nothing"),
    ("In 2022 missiles", "quantity", "ambiguous"),
    ("On 13 April missiles", "quantity", "unknown-unit"),
    ("most of the 400 missiles", "quantity", "ambiguous"),
    ("a range of 300 km or 500 km", "range", "ambiguous"),
    ("9" * 29 + " miles", None, "unknown-number"),
    ("30 or 40 km", None, "ambiguous"),
    ("22.02.24 km", None, "unknown-number"),
    ("at least up to 300 km", None, "contradiction"),
    ("from 300 km", None, "ambiguous"),
    ("300 km and 700 km", None, "ambiguous"),
    ("extended from 250 km to 400 km", "range", "ambiguous"),
    ("300 and 700 km, respectively", "range", "ambiguous"),
    ("a length of 8 m", "range", "nothing"),
    ("around 45 kilograms", "range", "nothing"),
    ("300 km", "colour", "unknown-attribute"),
    ("not road-mobile", "mobility", "contradiction"),
    ("blue", "mobility", "nothing"),
    ("satellite-guided and laser-guided", "guidance", "ambiguous"),
]


def figure(phrase: str, attribute: str | None = None) -> Reading:
    reading = read(phrase, attribute)
    assert isinstance(reading, Reading)
    return reading


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("phrase", "attribute", "relation", "low", "high", "unit", "hedges"), PRINTED
)
def test_what_the_articles_print(
    phrase: str,
    attribute: str,
    relation: str,
    low: str | None,
    high: str | None,
    unit: str,
    hedges: tuple[str, ...],
) -> None:
    reading = figure(phrase, attribute)
    assert (reading.relation, reading.low, reading.high) == (relation, decimal(low), decimal(high))
    assert (reading.unit, reading.hedges) == (unit, hedges)
    assert reading.warnings == ()
    assert phrase[slice(*reading.span)] == phrase


@pytest.mark.parametrize(("phrase", "relation", "low", "high", "unit"), SHAPES)
def test_shapes(phrase: str, relation: str, low: str | None, high: str | None, unit: str) -> None:
    reading = figure(phrase)
    assert (reading.relation, reading.low, reading.high) == (relation, decimal(low), decimal(high))
    assert reading.unit == unit


@pytest.mark.parametrize(("phrase", "attribute", "code"), REFUSED)
def test_words_that_are_refused(phrase: str, attribute: str | None, code: str) -> None:
    with pytest.raises(armsref.ReadingError) as raised:
        read(phrase, attribute)
    assert raised.value.code == code
    assert "\n" not in str(raised.value)


def test_an_ambiguous_reading_names_the_choices() -> None:
    with pytest.raises(armsref.ReadingError) as raised:
        read("300 km (200 kg)")
    assert raised.value.choices == ("300 km", "200 kg")


def test_an_uncovered_language_says_so() -> None:
    with pytest.raises(armsref.ReadingError, match="'eo' is not covered") as raised:
        read("300 kilometroj", language="eo")
    assert {"en", "fa", "zh"} <= set(raised.value.choices)


def test_two_units_are_one_figure() -> None:
    reading = figure("from 300 to 700 kilometers (186 to 435 miles)", "range")
    assert reading.also is not None
    assert (reading.also.low, reading.also.high) == (Decimal(186), Decimal(435))
    assert reading.also.unit == "mi"
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("phrase", "warning"),
    [
        (
            "300 miles (300 kilometers)",
            "300 mi is not 300 km but 483 km, 38 % less",
        ),
        ("300 km (162 miles)", "300 km is not 162 mi but 186 mi, 13 % less; 162 nmi would be"),
        (
            "1,000 km (6,210 miles)",
            "1,000 km is not 6,210 mi but 621 mi, 899 % more; a factor of 10 would explain it",
        ),
        ("300 bananas", "'bananas' are counted as items"),
        ("up to 2,000 km (at least 1,240 miles)", "the two units are bounded in two ways"),
        ("1.600 km", "1.600 is read as a decimal; with a point for thousands it is 1600"),
        ("700 to 300 km", "the interval is printed in descending order"),
        ("half a ton", "ton may mean t, short_ton, long_ton; it is not converted"),
    ],
)
def test_what_is_doubtful_is_said(phrase: str, warning: str) -> None:
    assert warning in figure(phrase).warnings


def test_the_parts_of_a_phrase_have_their_spans() -> None:
    phrase = "range: up to about 300 km (186 miles)"
    reading = figure(phrase, "range")
    assert [(name, phrase[start:end]) for name, start, end in reading.parts] == [
        ("hedge", "up to about"),
        ("numbers", "300 km"),
        ("also", "186 miles"),
    ]
    assert phrase[slice(*reading.span)] == "up to about 300 km (186 miles)"


def test_respectively_is_read_where_the_attribute_picks_one() -> None:
    phrase = "a range and a payload of 2,000 km and 500 kg, respectively"
    assert figure(phrase, "range").unit == "km"
    assert figure(phrase, "payload").low == 500


@pytest.mark.parametrize(
    ("phrase", "unit", "value"),
    [
        ("$35,000 apiece", "USD", "35000"),
        ("€2.5bn", "EUR", "2500000000"),
        ("Rs 500 crore", "rupee", "5000000000"),
        ("2 million rubles", "RUB", "2000000"),
        ("150 kilotons of TNT", "kt_TNT", "150"),
        ("a 150 kt warhead", "kt_TNT", "150"),
    ],
)
def test_money_and_yields_are_never_converted(phrase: str, unit: str, value: str) -> None:
    reading = figure(phrase)
    assert (reading.low, reading.unit) == (Decimal(value), unit)
    assert reading.canonical is None or reading.canonical.unit == unit


def test_a_unit_with_two_meanings_is_settled_by_the_attribute() -> None:
    assert figure("10 kt", "speed").unit == "kn"
    assert figure("10 kt", "yield").unit == "kt_TNT"
    kilo = read("300キロ", "range", "ja")
    assert isinstance(kilo, Reading)
    assert (kilo.unit, kilo.warnings) == ("km", ())
    kilo = read("300キロ", language="ja")
    assert isinstance(kilo, Reading)
    assert "kilo may mean" in str(kilo.warnings)


def test_a_mach_number_asked_for_as_a_speed_is_read_and_said() -> None:
    reading = figure("up to Mach 5", "speed")
    assert (reading.relation, reading.high, reading.unit) == ("at_most", Decimal(5), "Mach")
    assert "is the attribute mach" in reading.warnings[-1]
    with pytest.raises(armsref.ReadingError):
        read("300 km", "speed")


def test_an_implausible_value_is_said() -> None:
    assert "implausible" in figure("70,000 km", "range").warnings[0]


def test_the_right_one_of_several_figures() -> None:
    assert figure("a 155mm shell with a range of 40 km", "range").unit == "km"
    assert figure("a 45 kg payload and a range of 2,000 km", "payload").low == 45
    assert figure("8 m long with a 300 km range", "length").low == 8


@pytest.mark.parametrize(
    ("phrase", "attribute", "term"),
    [
        ("short-range ballistic weapons", "class", "srbm"),
        ("short-range Iranian ballistic missiles", "class", "srbm"),
        ("close-range ballistic missile", "class", "crbm"),
        ("ballistic missile", "class", "ballistic-missile"),
        ("“kamikaze” drones", "class", "one-way-attack-drone"),
        ("Iranian ballistic missiles", "country", "IRN"),
        ("satellite-guided", "guidance", "satellite"),
        ("Islamic Revolutionary Guard Corps", "operator", "irgc"),
        ("precision weapons", "accuracy", "precise"),
    ],
)
def test_terms_by_their_forms(phrase: str, attribute: str, term: str) -> None:
    reading = read(phrase, attribute)
    assert isinstance(reading, TermReading)
    assert reading.term == term


# ---------------------------------------------------------------------- properties

numbers = st.decimals(min_value=1, max_value=20000, places=0) | st.decimals(
    min_value=Decimal("0.1"), max_value=999, places=1
)
relations = st.sampled_from(["exactly", "about", "at_least", "more_than", "at_most", "less_than"])
lengths = st.sampled_from(["km", "mi", "nmi", "m", "ft"])
masses = st.sampled_from(["kg", "lb", "t", "g"])


@given(relations, numbers, lengths | masses, st.booleans())
def test_what_is_written_is_read_again(
    relation: str, number: Decimal, unit: str, hedged: bool
) -> None:
    approximate = relation == "about" or (hedged and relation != "exactly")
    low = None if relation in ("at_most", "less_than") else number
    high = None if relation in ("at_least", "more_than") else number
    reading = figure(figure_text(relation, low, high, unit, approximate=approximate))
    assert (reading.relation, reading.low, reading.high) == (relation, low, high)
    assert (reading.unit, reading.approximate) == (unit, approximate)


@given(numbers, numbers, lengths, st.booleans())
def test_an_interval_is_read_again(
    one: Decimal, other: Decimal, unit: str, approximate: bool
) -> None:
    low, high = sorted((one, other))
    reading = figure(figure_text("between", low, high, unit, approximate=approximate))
    assert (reading.relation, reading.low, reading.high) == ("between", low, high)
    assert reading.approximate == approximate


@given(numbers, lengths, lengths)
def test_conversion_and_back_stays_within_the_printed_digits(
    number: Decimal, unit: str, to: str
) -> None:
    there = convert_printed(number, unit, to)
    assert abs(convert(there, to, unit) - number) <= last_place(number)


@given(numbers, masses, masses)
def test_masses_too(number: Decimal, unit: str, to: str) -> None:
    there = convert_printed(number, unit, to)
    assert abs(convert(there, to, unit) - number) <= last_place(number)


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_any_text_is_read_or_refused(text: str) -> None:
    said = ""
    try:
        read(text)
    except armsref.ReadingError as error:
        said = str(error)
    assert "\n" not in said


@pytest.mark.parametrize(
    ("piece", "attribute"),
    [
        *((p, None) for p in ("between ", "1,", "up to ", "300 or ", "(300 km ", "hundred and ")),
        *((p, None) for p in ('"a', "3 - ", "~", "as many as ")),
        *((p, "range") for p in ("300 km range ", "fly 300 km ")),
        *((p, "class") for p in ("short ", "ballistic ")),
        ("made in ", "country"),
    ],
)
def test_hostile_repetition_takes_linear_work(piece: str, attribute: str | None) -> None:
    """Ten times the text may not take a hundred times the calls; calls are counted, not seconds."""
    counts = [calls_of(piece * (size // len(piece)), attribute) for size in (500, 5_000)]
    assert counts[1] < 20 * counts[0]


def calls_of(phrase: str, attribute: str | None) -> int:
    """Count the function calls that reading a phrase makes."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        with contextlib.suppress(armsref.ReadingError):
            read(phrase, attribute)
    finally:
        sys.setprofile(before)
    return counted
