"""The audit of a table: its names resolved, its figures judged, its findings grouped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, overload

from armsref.auditing.cells import Cells
from armsref.auditing.columns import Chooser, Columns, is_given, keys_of
from armsref.auditing.first_lines import refuse_other_header
from armsref.auditing.headers import without_marks
from armsref.auditing.source import Asked, open_source
from armsref.auditing.verdict import Judge
from armsref.auditing.wording import CODES, OUTCOMES, Teller, in_rows
from armsref.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

    from armsref.auditing.columns import Keys
    from armsref.auditing.source import AnySource
    from armsref.catalog.aliases import Aliases
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.resolution import Resolution

#: Goes over items, and says what they are.
Watch = Callable[[Sequence[Any], str], Iterable[Any]]
#: The rows of so many findings are looked up at once; those of more when they are asked for.
MOST_READY = 20_000
#: So many rows are looked at to choose the columns.
SAMPLE = 1000


class Audit(Sequence[Finding]):
    """What an audit found: a sequence of findings, in the order of their first rows.

    The findings are grouped by name, column, figure and verdict, and written when they are asked
    for: the memory that they take is that of the distinct figures, not of the rows.
    Where they are very many, their rows are looked up in the table then, too.

    Attributes
    ----------
    file : str
        The table as it was named; ``-`` for a frame.
    columns : Columns
        The columns that were taken, and those that only look like figures.
    rows : int
        Rows of the table.
    names : dict of str to int
        Distinct names by what they mean: ``one``, ``alternatives``, ``several``, ``class``,
        ``unknown``.
    counts : dict of str to int
        Cells of the figure columns by what came out: ``printed``, ``disputed``, ``inside``,
        ``unstated``, ``outside``, ``implausible``, ``unreadable``, ``not given`` (empty, "n/a"
        and the like) and ``not judged`` (of a class, of several systems, of an unknown name).
    """

    def __init__(
        self, run: _Run, source: AnySource, found: pl.DataFrame, *, each_row: bool
    ) -> None:
        import polars as pl

        self.file = source.name
        self.columns = run.columns
        self.rows = run.rows
        self.names = dict(Counter(named.kind for named in run.names.values()))
        self.counts = {kind: run.counts[kind] for kind in OUTCOMES if run.counts[kind]}
        self._run = run
        self.source = source
        several = found.filter(pl.col("n") > 1)
        self._rows: dict[int, list[int]] = {}
        if each_row:
            found = _each(found, source.first_rows(run.keys, several, each=True))
        elif several.height <= MOST_READY:
            self._find_rows(several)
        self._found = found
        self._line = source.lines(found["first"].to_list() if found.height else [])

    def __len__(self) -> int:
        """Return the number of findings."""
        return self._found.height

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        """Return a finding, or several."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._finding(self._found.row(index % len(self), named=True))

    def __iter__(self) -> Iterator[Finding]:
        """Go over the findings."""
        for row in self._found.iter_rows(named=True):
            yield self._finding(row)

    def __repr__(self) -> str:
        """Show what was found."""
        return f"<Audit of {self.file}: {self.rows:,} rows, {len(self):,} findings>"

    def _find_rows(self, found: pl.DataFrame) -> None:
        """Look up the first rows of groups with several."""
        import polars as pl

        several = found.filter(pl.col("n") > 1)
        rows = self.source.first_rows(self._run.keys, several, each=False)
        self._rows |= zip(rows["group"].to_list(), rows["rows"].to_list(), strict=True)

    def first_of_each(self, most: int) -> tuple[list[Finding], dict[str, int]]:
        """Return at most so many findings of each rule, and how many are left out by code."""
        import polars as pl

        place = pl.int_range(pl.len()).over("kind")
        shown = self._found.filter(place < most)
        if self._found.height > shown.height:
            self._find_rows(shown)
        counts = dict(self._found["kind"].value_counts().iter_rows())
        left = {CODES[kind]: n - most for kind, n in sorted(counts.items()) if n > most}
        return [self._finding(row) for row in shown.iter_rows(named=True)], left

    @property
    def unknown(self) -> dict[str, tuple[int, tuple[str, ...]]]:
        """The unknown names, each with its rows counted and the names to ask about."""
        return {
            name: (self._run.times[name], named.suggestions)
            for name, named in self._run.names.items()
            if named.kind == "unknown"
        }

    @property
    def against(self) -> str:
        """What the figures were held against: systems and articles of the catalogue."""
        catalog = self._run.judge.catalog
        systems, articles = (len(catalog.table(name).rows) for name in ("systems", "articles"))
        return f"{systems:,} systems of {articles:,} articles, data {catalog.version}"

    @property
    def judged(self) -> list[pl.DataFrame]:
        """The distinct figures of each column with what came out, where they were kept."""
        return self._run.judged

    def note(
        self, name: str, value: str | None, unit: str | None, place: int, kind: str
    ) -> tuple[str, str, str]:
        """Return what is printed of a cell's figure, the verdict, and who printed it."""
        column = self.columns.figures[place]
        return self._run.teller.note((name, value, unit), self._run.names[name], column, kind)

    def _finding(self, group: Mapping[str, Any]) -> Finding:
        run = self._run
        named = run.names[group["name"]]
        first = group["first"]
        if group["n"] > 1 and group["group"] not in self._rows:
            self._find_rows(self._found)
        rows = tuple(self._rows[group["group"]]) if group["n"] > 1 else (first,)
        where = in_rows(group["n"], rows)
        if group["column"] < 0:
            header, value = self.columns.name, group["name"]
            told = run.teller.unknown(value, named, where)
        else:
            column = self.columns.figures[group["column"]]
            header, value = column.column, group["value"]
            told = run.teller.figure((group["name"], value, group["unit"]), named, column, where)
        return Finding(
            self.file,
            self._line(first),
            CODES[group["kind"]],
            told.message,
            told.remedy,
            row=first,
            field=header,
            value=value,
            times=group["n"],
            rows=rows,
        )


class _Run:
    """One audit: what is looked up, and what came out."""

    def __init__(self, catalog: Catalog, aliases: Aliases | None, language: str) -> None:
        self._catalog = catalog
        self._aliases = aliases
        self._known: dict[str, Resolution] = {}
        self.names: dict[str, Resolution] = {}
        self.language = language
        self.judge = Judge(catalog)
        self.cells = Cells(catalog.lexicon, language)
        self.teller = Teller(self.judge, self.cells)
        self.columns = Columns("", (), ())
        self.counts: Counter[str] = Counter()
        self.rows = 0
        #: Rows of each distinct name.
        self.times: dict[str, int] = {}
        self.judged: list[pl.DataFrame] = []

    def resolve(self, name: str) -> Resolution:
        """Return what a name means, each looked up once."""
        if name not in self._known:
            named = self._catalog.resolve(name, aliases=self._aliases)
            bare = without_marks(name)
            if named.kind == "unknown" and bare != name:
                named = self._catalog.resolve(bare, aliases=self._aliases)
            self._known[name] = named
        return self._known[name]

    def choose(self, source: AnySource, name: str | None, asked: Mapping[str, str] | None) -> None:
        """Choose the columns by their headers and the first rows."""
        sample, lexicon = source.sample(SAMPLE), self._catalog.lexicon
        if not asked:
            refuse_other_header(source.name, sample, lexicon, self.resolve)
        chooser = Chooser(source.name, sample, lexicon, self.resolve, self.language)
        self.columns = chooser.choose(name, asked)

    @property
    def keys(self) -> list[Keys]:
        """The cells that tell the figures of each column apart, at the end the names."""
        name = self.columns.name
        return [*(keys_of(name, column) for column in self.columns.figures), {"name": name}]

    def look(self, source: AnySource, watch: Watch, *, keep: bool) -> pl.DataFrame:
        """Judge every distinct name and figure; return the groups that are findings."""
        import polars as pl

        from armsref.auditing.grouping import names_of
        from armsref.auditing.judging import Outcomes, counted

        first = self.keys[0]
        groups = source.grouped(first)
        while not source.check(int(groups["n"].sum())):
            groups = source.grouped(first)
        names = names_of(groups)
        self.rows = int(names["n"].sum())
        for name, times, _ in watch(list(names.iter_rows()), "names"):
            if name is not None and is_given(name):
                self.names[name] = self.resolve(name)
                self.times[name] = times
        unknown = [n for n, named in self.names.items() if named.kind == "unknown"]
        found = [_listed(names.filter(pl.col("name").is_in(unknown)), -1, "unknown")]
        outcomes = Outcomes(self.judge, self.cells, self.names)
        for place, column in enumerate(self.columns.figures):
            judged = outcomes.of(groups if not place else source.grouped(self.keys[place]), column)
            self.counts += counted(judged)
            self.judged += [judged] if keep else []
            found.append(_listed(judged.filter(pl.col("kind").is_in(list(CODES))), place))
        listed = pl.concat(found).sort("first", "column")
        return listed.with_row_index("group")


def _listed(groups: pl.DataFrame, column: int, kind: str | None = None) -> pl.DataFrame:
    """Bring the groups of names and of figures into one form."""
    import polars as pl

    return groups.select(
        pl.lit(column, pl.Int16).alias("column"),
        pl.col("name"),
        *(
            (pl.col(key) if key in groups.columns else pl.lit(None, pl.String).alias(key))
            for key in ("value", "unit")
        ),
        pl.col("kind") if kind is None else pl.lit(kind).alias("kind"),
        pl.col("n"),
        pl.col("first"),
    )


def _each(found: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return a group for each row of groups."""
    import polars as pl

    single = found.with_columns(pl.lit(1).cast(found.schema["n"]).alias("n"))
    apart = rows.explode("rows").select("group", pl.col("rows").alias("first"))
    once = found.filter(pl.col("n") == 1).select("group", "first")
    each = pl.concat([once, apart.cast(once.schema)])
    joined = each.join(single.drop("first"), on="group", how="left").select(found.columns)
    return joined.sort("first", "column")


def audit_table(
    table: Any,
    *,
    name: str | None = None,
    columns: Mapping[str, str] | None = None,
    aliases: Aliases | Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    language: str = "en",
    each_row: bool = False,
    keep: bool = False,
    catalog: Catalog,
    watch: Watch = lambda items, _: items,
    asked: Asked = Asked(),  # noqa: B008 - a tuple, which nobody changes
) -> Audit:
    """Judge the figures of a table; see :func:`armsref.audit`.

    ``asked`` says how a file is to be opened; ``keep`` keeps what came out for every figure, to
    annotate a copy; ``watch`` is handed what takes long, to show how far it is.
    """
    from armsref.catalog.aliases import Aliases

    own = aliases if aliases is None or isinstance(aliases, Aliases) else Aliases(catalog, aliases)
    catalog.lexicon.in_language(language)
    source = open_source(table, asked)
    run = _Run(catalog, own, language)
    run.choose(source, name, columns)
    found = run.look(source, watch, keep=keep)

    return Audit(run, source, found, each_row=each_row)
