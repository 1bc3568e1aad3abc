"""Weapons-system specifications as the press printed them, each with article, words and speaker.

Examples
--------
>>> import armsref
>>> zolfaghar = armsref.get("Zolfaghar")
>>> print(zolfaghar.range)
300–700 km (186–435 mi)
>>> zolfaghar.range.to("nmi").high
Decimal('378')
>>> zolfaghar.range.claims[0].quote
'between 300 and 700 km'
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from armsref.catalog.aliases import Aliases
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.resolve import Resolution
    from armsref.catalog.search import Hit
    from armsref.catalog.select import Selected
    from armsref.catalog.spec import Figure, Spec
    from armsref.catalog.system import System
    from armsref.errors import (
        AmbiguousName,
        ArmsrefError,
        DataError,
        ReadingError,
        UnitError,
        UnknownSystem,
    )
    from armsref.model.rows import TransferRow
    from armsref.reading.reader import read
    from armsref.tables.pandera_schema import schema

__version__ = "0.1.0"

#: The public names that are loaded when first used, and where they live.
_HOMES = {
    "AmbiguousName": "armsref.errors",
    "ArmsrefError": "armsref.errors",
    "Catalog": "armsref.catalog.catalog",
    "DataError": "armsref.errors",
    "Figure": "armsref.catalog.spec",
    "Hit": "armsref.catalog.search",
    "ReadingError": "armsref.errors",
    "Resolution": "armsref.catalog.resolve",
    "Selected": "armsref.catalog.select",
    "Spec": "armsref.catalog.spec",
    "System": "armsref.catalog.system",
    "UnitError": "armsref.errors",
    "UnknownSystem": "armsref.errors",
    "read": "armsref.reading.reader",
    "schema": "armsref.tables.pandera_schema",
}

__all__ = (
    "AmbiguousName",
    "ArmsrefError",
    "Catalog",
    "DataError",
    "Figure",
    "Hit",
    "ReadingError",
    "Resolution",
    "Selected",
    "Spec",
    "System",
    "UnitError",
    "UnknownSystem",
    "__version__",
    "get",
    "read",
    "resolve",
    "schema",
    "search",
    "select",
    "shipped",
    "systems",
    "transfers",
)

_shipped: Catalog | None = None


def shipped() -> Catalog:
    """Return the catalogue that comes with the package; loaded once, when first used."""
    global _shipped  # noqa: PLW0603 - the one cache of the package
    if _shipped is None:
        from armsref.catalog.catalog import Catalog
        from armsref.paths import shipped_root

        _shipped = Catalog.open(shipped_root())
    return _shipped


def get(
    name: str, *, class_: str | None = None, country: str | None = None, fuzzy: bool = False
) -> System:
    """Return the system that a name means; see :meth:`armsref.Catalog.get`.

    Examples
    --------
    >>> get("fath 360").label
    'Fath-360'
    >>> get("Zolfagar")
    Traceback (most recent call last):
    ...
    armsref.errors.UnknownSystem: no system is named 'Zolfagar'; did you mean Zolfaghar?
    """
    catalog = _shipped or shipped()
    if class_ is None and country is None and not fuzzy:
        return catalog.get(name)
    return catalog.get(name, class_=class_, country=country, fuzzy=fuzzy)


def resolve(
    text: str,
    *,
    aliases: Aliases | Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    fuzzy: bool = False,
    class_: str | None = None,
    country: str | None = None,
) -> Resolution:
    """Return what a printed name means; see :meth:`armsref.Catalog.resolve`.

    Examples
    --------
    >>> resolve("Fateh-110 and Zolfaghar").systems
    ('fateh-110', 'zolfaghar')
    >>> resolve("our missile", aliases={"our missile": "fath-360"}).via
    'local'
    """
    return shipped().resolve(text, aliases=aliases, fuzzy=fuzzy, class_=class_, country=country)


def search(text: str, *, most: int = 10) -> tuple[Hit, ...]:
    """Return the systems whose names look like a text; see :meth:`armsref.Catalog.search`.

    Examples
    --------
    >>> [hit.name for hit in search("fat")]
    ['Fath-360', 'Fateh-110', 'Fateh-110 family']
    """
    return shipped().search(text, most=most)


def select(*, certain_only: bool = False, **questions: str) -> tuple[Selected, ...]:
    """Return the systems that the articles say this of; see :meth:`armsref.Catalog.select`.

    Examples
    --------
    >>> [one.system.id for one in select(class_="missile", range__ge="100 miles")]
    ['fateh-110', 'zolfaghar']
    """
    return shipped().select(certain_only=certain_only, **questions)


def systems() -> tuple[System, ...]:
    """Return all systems and families, by id; see :meth:`armsref.Catalog.systems`.

    Examples
    --------
    >>> [s.id for s in systems() if s.level == "family"]
    ['fateh-110-family', 'shahed']
    """
    return shipped().systems()


def transfers(
    supplier: str | None = None,
    recipient: str | None = None,
    system: str | None = None,
    *,
    denied: bool | None = None,
) -> tuple[TransferRow, ...]:
    """Return reported transfers, a record each; see :meth:`armsref.Catalog.transfers`.

    Examples
    --------
    >>> [t.attributed_to for t in transfers("Iran", "Russia", denied=True)][:2]
    ["Iran's UN representative", 'Iran']
    """
    return shipped().transfers(supplier, recipient, system, denied=denied)


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        msg = f"module 'armsref' has no attribute {name!r}"
        raise AttributeError(msg)
    import importlib

    value: object = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
