"""A system or a family of systems."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.model.rows import ClaimRow, TransferRow


class System:
    """A system or a family of systems; each attribute of the vocabulary is a :class:`Spec`.

    ``system.range`` and ``system["range"]`` are a Spec, or None where no article states it;
    ``class`` is ``system.class_`` in Python. An unknown attribute is an AttributeError (or a
    KeyError) that names the near ones.

    Examples
    --------
    >>> import armsref
    >>> shahed = armsref.get("shahed")
    >>> print(shahed.payload)
    about 45 kg (99 lb)
    >>> shahed.cep is None
    True
    >>> shahed.rnage  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    AttributeError: 'shahed' has no attribute 'rnage'; did you mean range?
    """

    __slots__ = ("_catalog", "_id")

    def __init__(self, catalog: Catalog, system_id: str) -> None:
        self._catalog = catalog
        self._id = system_id

    @property
    def id(self) -> str:
        """Its id."""
        return self._id

    @property
    def label(self) -> str:
        """Name to show."""
        return self._catalog.system_cell(self.id, "label")

    @property
    def level(self) -> str:
        """``system`` or ``family``."""
        return self._catalog.system_cell(self.id, "level")

    @property
    def parent(self) -> str | None:
        """Id of the family that an article says it belongs to; None where none says so."""
        return self._catalog.system_cell(self.id, "parent") or None

    @property
    def members(self) -> tuple[str, ...]:
        """Ids of the systems that articles say belong to it."""
        return self._catalog.members(self.id)

    @property
    def names(self) -> tuple[str, ...]:
        """All names under which articles print it, the label first."""
        return self._catalog.names_of(self.id)

    @property
    def specs(self) -> Mapping[str, Spec]:
        """The specs by attribute, only those that are stated."""
        return self._catalog.specs_of(self.id)

    @property
    def retracted(self) -> tuple[ClaimRow, ...]:
        """Claims of retracted articles on it, which count for nothing; no spec holds one."""
        from armsref.catalog.records import records
        from armsref.model.rows import ClaimRow

        rows = records(self._catalog.table("claims"), ClaimRow, system={self.id})
        return tuple(row for row in rows if row.retracted is not None)

    @property
    def transfers(self) -> tuple[TransferRow, ...]:
        """The transfer statements that name it, and the denials of the same flows."""
        return self._catalog.transfers(system=self.id)

    def cite(self, *, style: str = "plain", format: str = "plain", every: bool = False) -> str:  # noqa: A002 - as the command has it
        """Return the notes of all its specs, each led by the attribute; see :meth:`Spec.cite`."""
        from armsref.cite.cited import cite_specs

        specs = list(self.specs.values())
        return cite_specs(
            self._catalog, specs, style=style, form=format, every=every, led_by="attribute"
        )

    def __iter__(self) -> Iterator[str]:
        """Iterate over the attributes that are stated."""
        return iter(self._catalog.specs_of(self._id))

    def __contains__(self, attribute: object) -> bool:
        """Tell whether an attribute is stated."""
        return attribute in self._catalog.specs_of(self._id)

    def __getitem__(self, attribute: str) -> Spec | None:
        """Return the spec of an attribute by its id, None where no article states it."""
        spec = self._catalog.specs_of(self.id).get(attribute)
        if spec is None and attribute not in self._catalog.attributes:
            raise KeyError(self._unknown(attribute, tuple(self._catalog.attributes)))
        return spec

    def __getattr__(self, name: str) -> Spec | None:
        """Return the spec of an attribute by its name in Python."""
        if name[:1] in ("_", ""):
            raise AttributeError(name)
        attribute = self._catalog.python_names.get(name)
        if attribute is None:
            raise AttributeError(self._unknown(name, tuple(self._catalog.python_names)))
        return self._catalog.specs_of(self.id).get(attribute)

    def _unknown(self, name: str, known: tuple[str, ...]) -> str:
        from armsref.catalog.near import near_names

        near = near_names(str(name), known) or known
        return f"{self.id!r} has no attribute {name!r}; did you mean {', '.join(near)}?"

    def __dir__(self) -> list[str]:
        """List the attributes of the vocabulary with the rest."""
        return sorted({*object.__dir__(self), *self._catalog.python_names})

    def __repr__(self) -> str:
        """Show the system."""
        return f"<System {self.id}>"

    def _repr_html_(self) -> str:
        """Show its specs as a table, each with its note, in a notebook."""
        from armsref.cite.notebook import system_cell
        from armsref.writing.cells import html_cell

        return html_cell(system_cell(self._catalog, self))

    def _repr_markdown_(self) -> str:
        """Show the same where a notebook becomes a document."""
        from armsref.cite.notebook import system_cell
        from armsref.writing.cells import markdown_cell

        return markdown_cell(system_cell(self._catalog, self))
