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
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Figure, Spec
    from armsref.catalog.system import System
    from armsref.errors import (
        AmbiguousName,
        ArmsrefError,
        DataError,
        DateError,
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
    "DateError": "armsref.errors",
    "Figure": "armsref.catalog.spec",
    "ReadingError": "armsref.errors",
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
    "DateError",
    "Figure",
    "ReadingError",
    "Spec",
    "System",
    "UnitError",
    "UnknownSystem",
    "__version__",
    "get",
    "read",
    "schema",
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


def get(name: str) -> System:
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
    return (_shipped or shipped()).get(name)


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
