"""A spec: all that the catalogue says of one attribute of one system."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Any

    import pint

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.raw import RawTable
    from armsref.model.rows import ClaimRow


class Figure:
    """A spec's figure in some unit: numbers rounded to the printed digits, and exact quantities.

    Attributes
    ----------
    relation : str
        exactly, about, at_least, more_than, at_most, less_than, between or order_of.
    low, high : decimal.Decimal or None
        The numbers at the digits printed; None where the words give no such end.
    unit : str
        Symbol of the unit.
    approximate : bool
        Whether the words say about, also beside a bound.
    """

    __slots__ = ("_exact", "approximate", "high", "low", "relation", "unit")

    def __init__(
        self,
        relation: str,
        low: Decimal | None,
        high: Decimal | None,
        unit: str,
        exact: tuple[pint.Quantity[Any] | None, pint.Quantity[Any] | None],
        *,
        approximate: bool,
    ) -> None:
        self.relation = relation
        self.low = low
        self.high = high
        self.unit = unit
        self.approximate = approximate
        self._exact = exact

    @property
    def min(self) -> pint.Quantity[Any] | None:
        """The lower end, converted exactly; None where there is none."""
        return self._exact[0]

    @property
    def max(self) -> pint.Quantity[Any] | None:
        """The upper end, converted exactly; None where there is none."""
        return self._exact[1]

    def __str__(self) -> str:
        """Write the figure in words."""
        from armsref.reading.wording import text_of

        return text_of(self)

    def __repr__(self) -> str:
        """Show the figure."""
        return f"<Figure {self}>"


class Spec:
    """All that the catalogue says of one attribute of one system.

    A row of ``specs.csv``; the meaning of each column stands in ``datasets/README.md``.

    Examples
    --------
    >>> import armsref
    >>> spec = armsref.get("polonez").range
    >>> spec.relation, spec.low, spec.high, spec.unit
    ('between', Decimal('50'), Decimal('300'), 'km')
    >>> print(spec.to("mi"))
    31–186 mi
    >>> spec.agreement, spec.origins, spec.unstated, len(spec.articles), spec.speakers
    ('single', ('euroradio',), 0, 1, ())
    >>> armsref.get("zolfaghar").class_.term
    'srbm'
    """

    __slots__ = ("_catalog", "_row", "_table")

    def __init__(self, catalog: Catalog, table: RawTable, row: list[str]) -> None:
        self._catalog = catalog
        self._table = table
        self._row = row

    def _cell(self, column: str) -> str:
        return self._row[self._table.place(column)]

    def _digits(self, column: str) -> Decimal | None:
        from decimal import Decimal, InvalidOperation

        text = self._cell(column)
        try:
            return Decimal(text) if text else None
        except InvalidOperation:
            raise self._table.fault(f"{column} {text!r} of {self!r} is no number") from None

    @property
    def system(self) -> str:
        """Id of the system."""
        return self._cell("system")

    @property
    def attribute(self) -> str:
        """Id of the attribute."""
        return self._cell("attribute")

    @property
    def relation(self) -> str | None:
        """How the numbers bound the quantity; None for a term."""
        return self._cell("relation") or None

    @property
    def approximate(self) -> bool:
        """Whether the words say about, also beside an interval or a bound."""
        return self._cell("approximate") == "true"

    @property
    def low(self) -> Decimal | None:
        """Lower number in the unit, digits as printed; None where there is none."""
        return self._digits("low")

    @property
    def high(self) -> Decimal | None:
        """Upper number in the unit, digits as printed; None where there is none."""
        return self._digits("high")

    @property
    def unit(self) -> str | None:
        """Symbol of the canonical unit, of a price its own currency; None for a term."""
        return self._cell("unit") or None

    @property
    def second_unit(self) -> str | None:
        """Symbol of the unit in brackets; None where there is none."""
        return self._cell("second_unit") or None

    @property
    def min(self) -> pint.Quantity[Any] | None:
        """The lower end as a pint quantity; None where there is none."""
        return self._quantity(self.low)

    @property
    def max(self) -> pint.Quantity[Any] | None:
        """The upper end as a pint quantity; None where there is none."""
        return self._quantity(self.high)

    def _quantity(self, value: Decimal | None) -> pint.Quantity[Any] | None:
        from armsref.reading.units import quantity

        unit = self.unit
        return None if value is None or unit is None else quantity(value, unit)

    def to(self, unit: str, digits: int | None = None) -> Figure:
        """Convert to a unit of the closed vocabulary: ``km``, ``mi``, ``nmi``, ``kg``, ``lb`` ...

        Parameters
        ----------
        unit : str
            Symbol of the unit.
        digits : int, optional
            Significant digits to round to, half to even; by default as many as are printed, and
            never more than that.

        Raises
        ------
        UnitError
            The spec is a term, the unit is unknown, of another dimension or another currency, or
            digits is not 1 or more.
        """
        from armsref.errors import UnitError
        from armsref.reading.units import convert, convert_ends, quantity, rounded

        if digits is not None and digits < 1:
            msg = f"digits is 1 or more, not {digits}"
            raise UnitError(msg)
        if not isinstance(unit, str):
            msg = f"a unit is a str, not {type(unit).__name__}"  # type: ignore[unreachable]
            raise UnitError(msg)
        own, relation = self.unit, self.relation
        if own is None or relation is None:
            msg = f"{self.attribute} is a term, not a quantity; it has no unit"
            raise UnitError(msg)
        ends = (self.low, self.high)
        exact = [None if e is None else quantity(convert(e, own, unit), unit) for e in ends]
        if unit == self._cell("second_unit"):
            low, high = self._digits("second_low"), self._digits("second_high")
        else:
            low, high = convert_ends(relation, *ends, own, unit)
        if digits is not None:
            low, high = (None if e is None else rounded(e, digits) for e in (low, high))
        return Figure(relation, low, high, unit, (exact[0], exact[1]), approximate=self.approximate)

    @property
    def term(self) -> str | None:
        """Id of the term, or of the system linked to, that is preferred; None for a quantity."""
        terms = self.terms
        return terms[0] if terms else None

    @property
    def terms(self) -> tuple[str, ...] | None:
        """Ids of all terms stated, preferred first; None for a quantity."""
        return tuple(self._cell("terms").split()) or None

    @property
    def agreement(self) -> str:
        """``single``, ``corroborated``, ``disputed`` or ``unstated``."""
        return self._cell("agreement")

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles, earliest first."""
        return tuple(self._cell("articles").split())

    @property
    def origins(self) -> tuple[str, ...]:
        """Ids of the established origins: the outlets whose reporting it is."""
        return tuple(self._cell("origins").split())

    @property
    def unstated(self) -> int:
        """How many articles do not say whose reporting it is; never counted as origins."""
        text = self._cell("unstated")
        if not text.isdecimal():
            raise self._table.fault(f"unstated {text!r} of {self!r} is no number")
        return int(text)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who says it, as printed, each once; empty where nobody is named."""
        text = self._cell("speakers")
        return tuple(text.split("; ")) if text else ()

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Claim ids; claims that agree form a group, the preferred group first."""
        return tuple(tuple(group.split()) for group in self._cell("groups").split("|"))

    @property
    def sides(self) -> tuple[Spec, ...]:
        """What each group says alone: the sides of a dispute, each of several terms or currencies.

        Of a spec whose claims all agree, itself.
        """
        from armsref.catalog.sides import sides_of

        return sides_of(self._catalog, self)

    @property
    def inherited_from(self) -> str | None:
        """Id of the family of which it is stated; None where it is of the system itself."""
        return self._cell("inherited_from") or None

    @property
    def claims(self) -> tuple[ClaimRow, ...]:
        """The claims, in the order of the groups, as records."""
        ids = [claim for group in self.groups for claim in group]
        return self._catalog.claims(ids, self.inherited_from or self.system)

    def cite(self, *, style: str = "plain", format: str = "plain", every: bool = False) -> str:  # noqa: A002 - as the command has it
        """Return the note of the figure: its words, who said them, the article; and N more.

        Parameters
        ----------
        style : str
            ``plain``, ``apa``, ``chicago-notes``, ``mla`` or any other CSL style by its name.
        format : {"plain", "markdown", "html", "latex"}
            How it is written.
        every : bool
            A note for every claim, a line or a paragraph each.

        Raises
        ------
        ArmsrefError
            There is no such style or format, or the style's library is not installed.

        Examples
        --------
        >>> import armsref
        >>> print(armsref.get("shahed").payload.cite(style="chicago-notes"))
        "around 45 kilograms", in “Iran Showcases Arms Capabilities in Moscow Amid Missile Support
        Denials,” Iran International, August 13, 2024, https://iranintl.com/en/202408135508.
        """
        from armsref.cite.cited import cite_specs

        return cite_specs(self._catalog, [self], style=style, form=format, every=every)

    def __str__(self) -> str:
        """Write the spec in words: ``300–700 km (186–435 mi)``."""
        return self._cell("text")

    def __repr__(self) -> str:
        """Show the spec."""
        return f"<Spec {self.system}.{self.attribute} {self}>"

    def _repr_html_(self) -> str:
        """Show the figure with its note, in a notebook."""
        from armsref.cite.notebook import spec_cell
        from armsref.writing.cells import html_cell

        return html_cell(spec_cell(self._catalog, self))

    def _repr_markdown_(self) -> str:
        """Show the same where a notebook becomes a document."""
        from armsref.cite.notebook import spec_cell
        from armsref.writing.cells import markdown_cell

        return markdown_cell(spec_cell(self._catalog, self))
