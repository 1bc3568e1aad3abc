"""The catalogue: a dataset's built tables, each read when first asked for."""

from __future__ import annotations

from keyword import iskeyword
from types import MappingProxyType

from armsref.catalog.exact_names import exact_names
from armsref.catalog.raw import RawTable, built_tables, dataset_descriptor, dataset_file
from armsref.catalog.spec import Spec
from armsref.errors import DataError, published_by

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Iterable, Mapping
    from typing import Any

    from armsref.catalog.aliases import Aliases
    from armsref.catalog.article import Article
    from armsref.catalog.frames import Digits, Engine
    from armsref.catalog.join.frames import AnyFrame
    from armsref.catalog.name_index import NameIndex
    from armsref.catalog.resolution import Resolution
    from armsref.catalog.search import Hit
    from armsref.catalog.select import Selected
    from armsref.catalog.system import System
    from armsref.model.rows import ClaimRow, NameRow, TransferRow
    from armsref.reading.lexicon import Lexicon


class Catalog:
    """The systems of one dataset.

    Examples
    --------
    >>> import armsref
    >>> catalog = armsref.shipped()
    >>> catalog.get("FATEH‑110 family").id
    'fateh-110-family'
    """

    __slots__ = (
        *("_by_name", "_folder", "_lexicon", "_names", "_python", "_specs", "_systems", "_tables"),
        *("_described", "_until"),
    )

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._tables: dict[str, RawTable] = {}
        self._by_name: dict[str, System] | None = None
        self._systems: dict[str, System] = {}
        self._specs: dict[str, dict[str, Spec]] = {}
        self._python: dict[str, str] | None = None
        self._names: NameIndex | None = None
        self._lexicon: Lexicon | None = None
        self._until: str | None = None
        self._described: dict[str, Any] | None = None

    @classmethod
    def open(cls, folder: str | os.PathLike[str], *, over: Catalog | None = None) -> Catalog:
        """Open a dataset: a folder with ``datasets/`` in it, as ``armsref build`` makes it.

        Laid ``over`` another, ``armsref.shipped()``, a system of both is one with the claims of
        both; specs and families are made anew by the code of the build.

        Raises
        ------
        DataError
            The folder has no built dataset; or the two say of one id what cannot both be: another
            content, a family that is a system there, another unit.
        ArmsrefError
            The folder is no path, or what it is laid over is no catalogue.
        """
        own = cls(built_tables(folder))
        if over is None:
            return own
        from armsref.catalog.laid_over import catalog_over

        return catalog_over(own, over)

    def as_of(self, date: str | dt.date) -> Catalog:
        """Return the catalogue of what the articles published by a date say.

        Specs and parents are made anew by the code of the build; a system that no article names by
        then is not in it. A retraction counts whenever it was made, since nobody records when.

        Parameters
        ----------
        date : str or datetime.date
            ``2023-12-31``, ``2023-12`` or ``2023``; a partial date counts as its last day, here
            and as the date of an article.

        Raises
        ------
        DateError
            It is no date.

        Examples
        --------
        >>> import armsref
        >>> then = armsref.shipped().as_of("2023")
        >>> then.until, then.get("zolfaghar").range.articles
        ('2023-12-31', ('hathalyoum-2019-02-08', 'yomiuri-2019-02', 'thedefensepost-2022-11-02'))
        """
        from armsref.catalog.as_of import catalog_as_of

        return catalog_as_of(self, date)

    @property
    def until(self) -> str | None:
        """The day as of which it answers; None for the whole catalogue."""
        return self._until

    def with_tables(
        self,
        tables: Mapping[str, RawTable],
        *,
        until: str | None = None,
        lexicon: Lexicon | None = None,
        described: dict[str, Any] | None = None,
    ) -> Catalog:
        """Return the catalogue with other tables, and what they change: day, words, title."""
        catalog = Catalog(self._folder)
        catalog._tables = {**self._tables, **tables}
        catalog._until = until or self._until
        catalog._lexicon = lexicon or self._lexicon
        catalog._described = described or self._described
        return catalog

    # ------------------------------------------------------------------ lookup

    def get(
        self,
        name: str,
        *,
        class_: str | None = None,
        country: str | None = None,
        fuzzy: bool = False,
    ) -> System:
        """Return the system that a name or an id means.

        Case, spaces, hyphens, accents, script, numerals and plural do not matter; letters that
        look like others are tried where nothing else answers. Nothing else is guessed.

        Parameters
        ----------
        name : str
            One name; see :meth:`resolve` for what else a cell of a table may hold.
        class_, country : str, optional
            Choose among several bearers of the name: ``"drone"``, ``"PAK"``, ``"Pakistan"``.
        fuzzy : bool
            Take another spelling of a spoken name too ("Zolfaqar"), where only one system has it.

        Raises
        ------
        UnknownSystem
            No system answers to the name, or none of that class and country; the error names the
            near ones.
        AmbiguousName
            Several systems bear the name.

        Examples
        --------
        >>> import armsref
        >>> armsref.shipped().get("Zolfaqar", fuzzy=True).id
        'zolfaghar'
        """
        by_name = self._by_name
        if by_name is None:
            by_name = self._by_name = exact_names(self, self._systems)
        if class_ is None and country is None:
            try:
                return by_name[name]
            except KeyError:
                pass
        from armsref.catalog.lookup import find

        return self._systems[find(self, name, class_, country, fuzzy=fuzzy)]

    def resolve(
        self,
        text: str,
        *,
        aliases: Aliases | Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
        fuzzy: bool = False,
        class_: str | None = None,
        country: str | None = None,
    ) -> Resolution:
        """Return what a printed name means, without raising on any name.

        Beside one name it may be alternatives ("X-101/X-555"), several names ("Orlan-10 and
        Supercam") or a class ("ballistic missiles"); words of a class around a name are dropped.

        Parameters
        ----------
        text : str
            The words, as somebody printed them.
        aliases : Aliases, mapping or iterable of (printed, system), optional
            Names of your own and the ids they stand for; they come first, and never enter the
            catalogue.
        fuzzy : bool
            Take another spelling of a spoken name too, where only one system has it.
        class_, country : str, optional
            Choose among several bearers of a name.

        Raises
        ------
        ArmsrefError
            An alias names an unknown id; the class or the country is unknown.

        Examples
        --------
        >>> import armsref
        >>> armsref.shipped().resolve("Zolfaghar missiles").systems
        ('zolfaghar',)
        >>> armsref.shipped().resolve("short-range ballistic missiles").term
        'srbm'
        """
        from armsref.catalog.resolve import resolve

        return resolve(self, text, aliases, class_, country, fuzzy=fuzzy)

    def search(self, text: str, *, most: int = 10) -> tuple[Hit, ...]:
        """Return the systems whose names look like a text, the likeliest first, as one types.

        Ranked are exact names, then names that begin with the text, then names with such a word,
        then other spellings of the same spoken name, then names spelled nearly so.

        Examples
        --------
        >>> import armsref
        >>> [(hit.system, hit.rank) for hit in armsref.shipped().search("zolf")]
        [('zolfaghar', 'prefix'), ('zolfaghar-basir', 'prefix'), ('zulfiqar-houthi', 'skeleton')]
        """
        from armsref.catalog.search import search

        return search(self, text, most)

    def select(self, *, certain_only: bool = False, **questions: object) -> tuple[Selected, ...]:
        """Return the systems of which the articles state what is asked for.

        Every claim of a spec is tested, of each side of a dispute. A system is *certain* where
        all of them satisfy every question, else *possible*; one of which nothing is stated is
        neither. A wider word ("ballistic missile") is possible for a narrower one.

        Parameters
        ----------
        certain_only : bool
            Leave out what is only possible.
        **questions : str or pint.Quantity
            Attributes with ``__ge``, ``__le``, ``__gt``, ``__lt`` or ``__eq`` (or nothing, which
            is ``eq``): ``range__ge="500 km"``, ``class_="srbm"``, ``country="Iran"``. A quantity
            needs its unit; a term takes narrower ones in. A price in another currency fits none.

        Raises
        ------
        ArmsrefError
            An attribute, a term or an operator is unknown.
        UnitError
            A quantity has no unit, an unknown one, or one of another dimension.

        Examples
        --------
        >>> import armsref
        >>> found = armsref.shipped().select(class_="srbm", country="IRN", range__ge="500 km")
        >>> [(one.system.id, one.certain) for one in found][:3]
        [('burkan-2h', False), ('fateh-110', False), ('khorramshahr-4', False)]
        """
        from armsref.catalog.select import conditions_of, select

        return select(self, conditions_of(self, questions), certain_only=certain_only)

    @property
    def names(self) -> NameIndex:
        """All names, looked up by what they share; made once."""
        if self._names is None:
            from armsref.catalog.name_index import NameIndex

            self._names = NameIndex(self)
        return self._names

    @property
    def lexicon(self) -> Lexicon:
        """The vocabulary the dataset was built with; the shipped one where it has none.

        Raises
        ------
        DataError
            The dataset's own vocabulary cannot be read.
        """
        if self._lexicon is None:
            from pathlib import Path

            from armsref.reading.lexicon import lexicon_of_seeds

            self._lexicon = lexicon_of_seeds(Path(self._folder).parent / "seeds")
        return self._lexicon

    def systems(self) -> tuple[System, ...]:
        """Return all systems and families, by id."""
        if self._by_name is None:
            self._by_name = exact_names(self, self._systems)
        return tuple(self._systems[key] for key in sorted(self._systems))

    # ------------------------------------------------------------------ what a System asks for

    def table(self, name: str) -> RawTable:
        """Return a built table as text, read when first asked for."""
        table = self._tables.get(name)
        if table is None:
            file = dataset_file(self._folder, f"{name}.csv")
            table = self._tables[name] = RawTable(file)
        return table

    @property
    def attributes(self) -> dict[str, int]:
        """Ids of the attributes of a system, in the order of the vocabulary."""
        return {name: i for i, name in enumerate(self.python_names.values())}

    @property
    def python_names(self) -> Mapping[str, str]:
        """Names of the attributes in Python (``class_``), and their ids."""
        if self._python is None:
            table = self.table("attributes")
            at_id, at_on = table.place("id"), table.place("on")
            ids = [row[at_id] for row in table.rows if row[at_on] == "system"]
            # Python's own words cannot be attributes: ``system.class_``.
            self._python = {f"{i}_" if iskeyword(i) else i: i for i in ids}
        return self._python

    def specs_of(self, system: str) -> Mapping[str, Spec]:
        """Return the specs of a system by attribute."""
        specs = self._specs.get(system)
        if specs is None:
            table = self.table("specs")
            at = table.place("attribute")
            specs = self._specs[system] = {
                row[at]: Spec(self, table, row) for row in table.by("system").get(system, ())
            }
        return MappingProxyType(specs)

    def system_cell(self, system: str, column: str) -> str:
        """Return a cell of ``systems.csv``."""
        table = self.table("systems")
        rows = table.by("id").get(system)
        if rows is None:
            raise table.fault(f"has no row of {system!r}")
        return rows[0][table.place(column)]

    def members(self, family: str) -> tuple[str, ...]:
        """Return the ids of the systems whose parent is a family."""
        table = self.table("systems")
        at = table.place("id")
        return tuple(row[at] for row in table.by("parent").get(family, ()))

    def names_of(self, system: str) -> tuple[str, ...]:
        """Return the names of a system, the label first."""
        table = self.table("names")
        at = table.place("name")
        return tuple(row[at] for row in table.by("system").get(system, ()))

    # ------------------------------------------------------------------ records (pydantic)

    def name_rows(self, system: str) -> tuple[NameRow, ...]:
        """Return the names of a system as records, each with the article that prints it."""
        from armsref.catalog.records import records
        from armsref.model.rows import NameRow

        return tuple(records(self.table("names"), NameRow, system={system}))

    def claims(self, ids: Iterable[str], system: str) -> tuple[ClaimRow, ...]:
        """Return claims of a system as records, in the order of the ids."""
        from armsref.catalog.records import records
        from armsref.model.rows import ClaimRow

        wanted = list(ids)
        rows = records(self.table("claims"), ClaimRow, id=set(wanted), system={system})
        by_id = {row.id: row for row in rows}
        missing = [claim for claim in wanted if claim not in by_id]
        if missing:
            raise self.table("claims").fault(f"has no claim {missing[0]} of {system!r}")
        return tuple(by_id[claim] for claim in wanted)

    def article(self, article_id: str) -> Article:
        """Return an article's record, with what its outlet is called.

        Raises
        ------
        DataError
            No article has the id.

        Examples
        --------
        >>> import armsref
        >>> armsref.shipped().article("tampafp-2024-02").csl()["container-title"]
        'Tampa Free Press'
        """
        from armsref.catalog.article import Article
        from armsref.catalog.records import records
        from armsref.model.rows import ArticleRow

        found = records(self.table("articles"), ArticleRow, id={article_id})
        if not found:
            msg = f"no {published_by(self.until)} has the id {article_id!r}"
            raise DataError(msg)
        row = found[0]
        origin = None if row.origin is None else self.label("outlets", row.origin)
        return Article.of(row, outlet=self.label("outlets", row.outlet), origin=origin)

    def transfers(
        self,
        supplier: str | None = None,
        recipient: str | None = None,
        system: str | None = None,
        *,
        denied: bool | None = None,
    ) -> tuple[TransferRow, ...]:
        """Return reported transfers, a record for each statement, in the order of the articles.

        Statements are not events: they are never summed.

        Parameters
        ----------
        supplier, recipient : str, optional
            A party by its id or label: ``IRN`` or ``Iran``.
        system : str, optional
            A system by name: the statements that name it, and the denials of the same flows.
        denied : bool, optional
            True: only denials; False: none of them.

        Raises
        ------
        ArmsrefError
            A party or a system is unknown.
        """
        from armsref.catalog.flows import select_transfers

        return select_transfers(self, supplier, recipient, system, denied=denied)

    # ------------------------------------------------------------------ frames and files

    def frame(self, table: str, engine: Engine = "polars", digits: Digits = "float") -> Any:
        """Return a built table as a frame; see :func:`armsref.frame`."""
        from armsref.catalog.frames import make_frame

        return make_frame(self, table, engine, digits)

    def join(
        self,
        df: AnyFrame,
        on: str,
        fields: Iterable[str],
        as_of: str | dt.date | None = None,
        aliases: Aliases | Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    ) -> AnyFrame:
        """Add what is said of the named systems to a frame; see :func:`armsref.join`."""
        from armsref.catalog.join.frames import join_frame

        return join_frame(self, df, on, fields, as_of=as_of, aliases=aliases)

    def label(self, table: str, key: str, attribute: str | None = None) -> str:
        """Return the label of an outlet, a term or an attribute."""
        raw = self.table(table)
        for row in raw.by("id").get(key, ()):
            if attribute is None or row[raw.place("attribute")] == attribute:
                return row[raw.place("label")]
        return key

    @property
    def descriptor(self) -> dict[str, Any]:
        """The dataset's ``datapackage.json``: title, version, licence, tables."""
        return self._described or dataset_descriptor(self._folder)

    @property
    def version(self) -> str:
        """Version of the dataset, digest of its tables, date: ``0.1.0+1c2eedd8be05 as of 2023``."""
        version: str = self.descriptor["version"]
        return version if self._until is None else f"{version} as of {self._until}"
