"""The catalogue: a dataset's built tables, each read when first asked for."""

from __future__ import annotations

import os
from keyword import iskeyword
from types import MappingProxyType

from armsref.catalog.raw import RawTable
from armsref.catalog.spec import Spec
from armsref.catalog.system import System
from armsref.errors import AmbiguousName, DataError, UnknownSystem
from armsref.reading.names import name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from typing import Any, Literal

    from armsref.catalog.frames import Engine
    from armsref.catalog.join.frames import AnyFrame
    from armsref.model.rows import ArticleRow, ClaimRow, TransferRow


class Catalog:
    """The systems of one dataset.

    Examples
    --------
    >>> import armsref
    >>> catalog = armsref.shipped()
    >>> catalog.get("FATEH‑110 family").id
    'fateh-110-family'
    """

    __slots__ = ("_by_name", "_folder", "_python", "_specs", "_systems", "_tables", "_until")

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._tables: dict[str, RawTable] = {}
        self._by_name: dict[str, System] | None = None
        self._systems: dict[str, System] = {}
        self._specs: dict[str, dict[str, Spec]] = {}
        self._python: dict[str, str] | None = None
        self._until: str | None = None

    @classmethod
    def open(cls, folder: str | os.PathLike[str]) -> Catalog:
        """Open a dataset: a folder with ``datasets/`` in it, as ``armsref build`` makes it.

        Raises
        ------
        DataError
            The folder has no built dataset.
        """
        datasets = os.path.join(os.fspath(folder), "datasets")  # noqa: PTH118
        if not os.path.isfile(os.path.join(datasets, "specs.csv")):  # noqa: PTH113, PTH118
            remedy = "name the folder above it, or run armsref build there"
            msg = f"{os.fspath(folder)}: has no datasets/ with tables; {remedy}"
            raise DataError(msg)
        return cls(datasets)

    def as_of(self, date: str | dt.date) -> Catalog:
        """Return the catalogue of what the articles published by a date say.

        Its answers are those of the whole catalogue, from fewer articles: specs and parents are
        made anew by the code of the build, and a system that no article names by then is not in
        it. A retraction counts whenever it was made, since nobody records when.

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
        >>> spec = then.get("zolfaghar").range
        >>> str(spec), spec.agreement, spec.articles
        ('300–700 km (186–435 mi)', 'unstated', ('thedefensepost-2022-11-02',))
        >>> then.version.partition(" ")[2]
        'as of 2023-12-31'
        """
        from armsref.catalog.as_of import tables_as_of
        from armsref.dates import asked_day

        # Of a catalogue as of a date, a later one cannot know more.
        day = min(asked_day(date), self._until or "9999-12-31")
        catalog = Catalog(self._folder)
        catalog._tables = {**self._tables, **tables_as_of(self, day)}
        catalog._until = day
        return catalog

    @property
    def until(self) -> str | None:
        """The day as of which it answers; None for the whole catalogue."""
        return self._until

    # ------------------------------------------------------------------ lookup

    def get(self, name: str) -> System:
        """Return the system that a name or an id means.

        Case, spaces, hyphens and accents do not matter; nothing else is guessed.

        Raises
        ------
        UnknownSystem
            No system answers to the name; the error names the near ones.
        AmbiguousName
            Several systems bear the name.
        """
        by_name = self._by_name
        if by_name is None:
            by_name = self._by_name = self._index()
        try:
            return by_name[name]
        except KeyError:
            return self._get_by_key(name)

    def _get_by_key(self, name: str) -> System:
        if not isinstance(name, str):
            msg = f"a name is a str, not {type(name).__name__}"  # type: ignore[unreachable]
            raise TypeError(msg)
        key = name_key(name)
        table = self.table("names")
        at_key, at_system = table.place("key"), table.place("system")
        found = {row[at_system] for row in table.rows if row[at_key] == key}
        found |= {system for system in self._systems if name_key(system) == key}
        if len(found) == 1:
            return self._systems[found.pop()]
        if found:
            raise AmbiguousName(name, tuple(sorted(found)))
        from armsref.catalog.near import near_names

        raise UnknownSystem(name, near_names(name, self._printed_names()), self._until)

    def _index(self) -> dict[str, System]:
        """Return the systems by printed name and by id; names of several are left out."""
        table = self.table("names")
        at_name, at_system = table.place("name"), table.place("system")
        bearers: dict[str, str] = {}
        shared: set[str] = set()
        for row in table.rows:
            name, system = row[at_name], row[at_system]
            if bearers.setdefault(name, system) != system:
                shared.add(name)
            if system not in self._systems:
                self._systems[system] = System(self, system)
        by_name = {n: self._systems[s] for n, s in bearers.items() if n not in shared}
        by_name.update(self._systems)
        return by_name

    def _printed_names(self) -> list[str]:
        table = self.table("names")
        at = table.place("name")
        return [row[at] for row in table.rows]

    def systems(self) -> tuple[System, ...]:
        """Return all systems and families, by id."""
        if self._by_name is None:
            self._by_name = self._index()
        return tuple(self._systems[key] for key in sorted(self._systems))

    # ------------------------------------------------------------------ what a System asks for

    def table(self, name: str) -> RawTable:
        """Return a built table as text, read when first asked for."""
        table = self._tables.get(name)
        if table is None:
            file = os.path.join(self._folder, f"{name}.csv")  # noqa: PTH118
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

    def article(self, article_id: str) -> ArticleRow:
        """Return an article's record.

        Raises
        ------
        DataError
            No article has the id.
        """
        from armsref.catalog.records import records
        from armsref.model.rows import ArticleRow

        found = records(self.table("articles"), ArticleRow, id={article_id})
        if not found:
            msg = f"no article has the id {article_id!r}"
            raise DataError(msg)
        return found[0]

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

    # ------------------------------------------------------------------ frames

    def frame(
        self, table: str, engine: Engine = "polars", digits: Literal["float", "text"] = "float"
    ) -> Any:
        """Return a built table as a frame; see :func:`armsref.frame`."""
        from armsref.catalog.frames import make_frame

        return make_frame(self, table, engine, digits)

    def join(
        self,
        df: AnyFrame,
        on: str,
        fields: Iterable[str],
        as_of: str | dt.date | None = None,
        aliases: Mapping[str, str] | None = None,
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
    def version(self) -> str:
        """Version of the data: the dataset's version and a digest of its tables.

        Of a catalogue as of a date it ends in that date: ``0.1.0+1c2eedd8be05 as of 2023-12-31``.
        """
        import json

        file = os.path.join(self._folder, "datapackage.json")  # noqa: PTH118
        try:
            with open(file, encoding="utf-8") as text:  # noqa: PTH123
                version = str(json.load(text)["version"])
        except (OSError, ValueError, KeyError) as error:
            msg = f"{file}: cannot be read: {error}; run armsref build"
            raise DataError(msg) from error
        return version if self._until is None else f"{version} as of {self._until}"
