"""What is printed of a system as regions of the number line, to judge whole columns at once.

A region is the judge's own rule with numbers put in: which interval counts as printed, which lies
between bounds, which is plausible. Floats cannot decide on the very edge of one: there, and for
whatever else is not one plain number of one system, no verdict is given here, and the judge is
asked.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from armsref.auditing.verdict import Numbers, has_bounds, printed_beside
from armsref.reading.units import comparable, convert, last_place, stated_interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from armsref.auditing.verdict import Judge
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec

#: A system of which more is printed is judged one figure at a time.
MOST_ENDS = 24
#: Nearer to an edge than this share of a number, a float says nothing.
EDGE = 1e-9
#: Rows that are judged together.
_BATCH = 250_000


class Region(NamedTuple):
    """What is printed of an attribute of a system, in one unit.

    Attributes
    ----------
    printed : list of (float, float, float, float or None)
        Printed numbers: each exactly, the interval that its digits stand for, and half of its
        last place where it is in the unit asked for, None in another unit.
    bounds : list of (float or None, float or None)
        Printed bounds.
    plausible : (float or None, float or None)
        The least and the most that is plausible.
    """

    printed: list[tuple[float, float, float, float | None]]
    bounds: list[tuple[float | None, float | None]]
    plausible: tuple[float | None, float | None]
    stated: bool
    disputed: bool


def region_of(judge: Judge, system: str, attribute: str, unit: str) -> Region | None:
    """Return the region of plain figures; None where nobody should be judged by it.

    That is where much is printed, or in another currency.

    Raises
    ------
    UnitError
        The unit is of another dimension than the attribute.
    """
    spec = judge.catalog.specs_of(system).get(attribute)
    claims = [] if spec is None else list(_claims(judge.catalog, spec))
    if any(claim.unit and not comparable(claim.unit, unit) for claim in claims):
        return None
    ends = [end for claim in claims for end in printed_beside(claim, unit, None)]
    if len(ends) > MOST_ENDS:
        return None
    bounds = [
        (_in(claim.low, claim.unit, unit), _in(claim.high, claim.unit, unit))
        for claim in claims
        if has_bounds(claim)
    ]
    own = judge.catalog.lexicon.vocabulary.attribute[attribute].unit
    limits = [pair for pair, _ in judge.limits(system, attribute)] if own is not None else []
    least = [value for low, _ in limits if (value := _in(low, own, unit)) is not None]
    most = [value for _, high in limits if (value := _in(high, own, unit)) is not None]
    return Region(
        [_interval(number, printed, unit) for number, printed in ends],
        bounds,
        (max(least, default=None), min(most, default=None)),
        bool(claims),
        spec is not None and spec.agreement == "disputed",
    )


def _claims(catalog: Catalog, spec: Spec) -> Iterator[Numbers]:
    """Return the figures of the claims of a spec."""
    table = catalog.table("claims")
    wanted = {claim for group in spec.groups for claim in group}
    at_id, *at = map(table.place, ("id", *Numbers._fields))
    for row in table.by("system").get(spec.inherited_from or spec.system, ()):
        if row[at_id] in wanted:
            relation, low, high, unit, also_low, also_high, also_unit = (row[n] for n in at)
            if relation:
                ends = (Decimal(end) if end else None for end in (low, high, also_low, also_high))
                first, last, also_first, also_last = ends
                yield Numbers(
                    relation, first, last, unit or None, also_first, also_last, also_unit or None
                )


def _in(number: Decimal | None, unit: str | None, to: str) -> float | None:
    return None if number is None or unit is None else float(convert(number, unit, to))


def _interval(number: Decimal, unit: str, to: str) -> tuple[float, float, float, float | None]:
    if unit == to:
        return float(number), float(number), float(number), float(last_place(number)) / 2
    low, high = stated_interval(number, unit, to, coarse=False)
    return float(convert(number, unit, to)), float(low), float(high), None


def kinds_by_regions(groups: pl.DataFrame, regions: dict[str, Region], digits: str) -> pl.Series:
    """Return a verdict for each figure; null where the judge is to be asked.

    Parameters
    ----------
    groups : polars.DataFrame
        ``name`` and ``value``, as text.
    regions : dict of str to Region
        What is printed of the system that each name means.
    digits : str
        The pattern of a plain number.
    """
    table = _table(regions)
    wide = _Wide(table)
    parts = [
        _numbers(part.select("name", "value"), digits)
        .join(table, on="name", how="left", maintain_order="left")
        .select(wide.kind().alias("kind"))
        for part in groups.iter_slices(_BATCH)
    ]
    return pl.concat(parts)["kind"] if parts else pl.Series("kind", [], dtype=pl.String)


def _table(regions: dict[str, Region]) -> pl.DataFrame:
    """Put the regions into one row each: as many columns as the widest has ends."""
    ends = max((len(region.printed) for region in regions.values()), default=0)
    bounds = max((len(region.bounds) for region in regions.values()), default=0)
    schema: dict[str, type[pl.DataType]] = {"name": pl.String}
    schema |= {f"{word}{place}": pl.Float64 for place in range(ends) for word in _END}
    for place in range(bounds):
        schema |= {f"bound{place}": pl.Boolean}
        schema |= {f"least{place}": pl.Float64, f"most{place}": pl.Float64}
    schema |= {"least": pl.Float64, "most": pl.Float64}
    schema |= {"stated": pl.Boolean, "disputed": pl.Boolean}
    rows = [_row(name, region) for name, region in regions.items()]
    return pl.DataFrame(rows, schema=schema)


#: The columns of a printed number.
_END = ("exact", "low", "high", "own")


def _row(name: str, region: Region) -> dict[str, object]:
    row: dict[str, object] = {"name": name}
    for place, end in enumerate(region.printed):
        row |= {f"{word}{place}": number for word, number in zip(_END, end, strict=True)}
    for place, (low, high) in enumerate(region.bounds):
        row |= {f"bound{place}": True, f"least{place}": low, f"most{place}": high}
    row["least"], row["most"] = region.plausible
    return row | {"stated": region.stated, "disputed": region.disputed}


def _numbers(part: pl.DataFrame, digits: str) -> pl.DataFrame:
    """Add what each plain number is, how far its last digit reaches, and how near an edge is.

    ``last`` is half of the last place; ``half`` the same in another unit than was printed, where
    zeros before the point may be padding.
    """
    text, value, ten = pl.col("text"), pl.col("v"), pl.lit(10.0)
    length = text.str.len_bytes().cast(pl.Int32)
    zeros = length - text.str.strip_chars_end("0").str.len_bytes()
    whole = pl.max_horizontal(1.0, pl.min_horizontal(ten.pow(pl.col("zeros")), value / 10)) / 2
    plain = pl.when(pl.col("value").str.contains(digits)).then(pl.col("value"))
    return (
        part.with_columns(plain.alias("text"))
        .with_columns(
            text.cast(pl.Float64, strict=False).alias("v"),
            (length - 1 - text.str.find(".", literal=True)).fill_null(0).alias("places"),
            zeros.alias("zeros"),
        )
        .with_columns((ten.pow(-pl.col("places").cast(pl.Float64)) / 2).alias("last"))
        .with_columns(
            pl.when(pl.col("places") > 0).then(pl.col("last")).otherwise(whole).alias("half"),
            (value * EDGE).alias("edge"),
        )
    )


class _Wide:
    """The rule over a table of regions joined to numbers."""

    def __init__(self, table: pl.DataFrame) -> None:
        self._ends = [name[3:] for name in table.columns if name.startswith("own")]
        self._bounds = [name[5:] for name in table.columns if name.startswith("bound")]

    def kind(self) -> pl.Expr:
        """Return the verdict; null where an edge is near."""
        disputed = pl.col("disputed")
        printed = pl.when(disputed).then(pl.lit("disputed")).otherwise(pl.lit("printed"))
        inside = pl.when(disputed).then(pl.lit("disputed")).otherwise(pl.lit("inside"))
        stated = pl.when(pl.col("stated")).then(pl.lit("outside")).otherwise(pl.lit("unstated"))
        sure, unsure = -pl.col("edge"), pl.col("edge")
        nothing = pl.lit(None, pl.String)
        return (
            pl.when(pl.col("stated").is_null() | pl.col("v").is_null())
            .then(nothing)
            .when(_any(self._prints(end, sure) for end in self._ends))
            .then(printed)
            .when(_any(self._prints(end, unsure) for end in self._ends))
            .then(nothing)
            .when(_any(self._holds(bound, sure) for bound in self._bounds))
            .then(inside)
            .when(_any(self._holds(bound, unsure) for bound in self._bounds))
            .then(nothing)
            .when(self._implausible(sure))
            .then(pl.lit("implausible"))
            .when(self._implausible(unsure))
            .then(nothing)
            .otherwise(stated)
        )

    @staticmethod
    def _prints(end: str, edge: pl.Expr) -> pl.Expr:
        own, value, exact = pl.col(f"own{end}"), pl.col("v"), pl.col(f"exact{end}")
        # The rule of reading.units.same_number: by the digits in one unit, rounded in another.
        reach = (
            pl.when(own.is_null())
            .then(pl.col("half"))
            .otherwise(pl.max_horizontal(own, pl.col("last")))
        )
        low, high = pl.col(f"low{end}") - edge, pl.col(f"high{end}") + edge
        rounded = (value >= exact - reach - edge) & (value <= exact + reach + edge)
        return rounded | (own.is_null() & (value >= low) & (value <= high))

    @staticmethod
    def _holds(bound: str, edge: pl.Expr) -> pl.Expr:
        value = pl.col("v")
        above = (value >= pl.col(f"least{bound}") - edge).fill_null(True)
        below = (value <= pl.col(f"most{bound}") + edge).fill_null(True)
        return pl.col(f"bound{bound}") & above & below

    @staticmethod
    def _implausible(edge: pl.Expr) -> pl.Expr:
        value = pl.col("v")
        low = (value < pl.col("least") + edge).fill_null(False)
        return low | (value > pl.col("most") - edge).fill_null(False)


def _any(tests: Iterable[pl.Expr]) -> pl.Expr:
    """Tell whether one holds; one of an end that is not there does not."""
    found = [test.fill_null(False) for test in tests]
    return pl.any_horizontal(found) if found else pl.lit(False)
