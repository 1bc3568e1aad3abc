"""The join itself: what is asked is checked, then each library adds the columns in its own way."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, TypeVar

from armsref.catalog.aliases import Aliases
from armsref.catalog.join.columns import Answers
from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from armsref.catalog.catalog import Catalog

AnyFrame = TypeVar("AnyFrame")

#: So many of a frame's columns are named in an error.
MOST_SHOWN = 20
#: The classes of frames by the library's name, each with the module that adds the columns.
_CLASSES = {
    "pandas": ("DataFrame",),
    "polars": ("DataFrame", "LazyFrame"),
    "pyspark": ("DataFrame",),
}


def join_frame(
    catalog: Catalog,
    df: AnyFrame,
    on: str,
    fields: Iterable[str],
    *,
    as_of: str | dt.date | None,
    aliases: Aliases | Mapping[str, str] | Iterable[tuple[str, str]] | None,
) -> AnyFrame:
    """Add columns to a frame; see :meth:`armsref.Catalog.join`."""
    module = importlib.import_module(f"armsref.catalog.join.with_{library_of(df)}")
    figures = catalog if as_of is None else catalog.as_of(as_of)
    if aliases is not None and not isinstance(aliases, Aliases):
        aliases = Aliases(catalog, aliases)
    answers = Answers(catalog, figures, fields, aliases)
    there: list[object] = module.columns(df)
    if there.count(on) > 1:
        msg = f"the frame has several columns {on!r}; rename all but one"
        raise ArmsrefError(msg)
    if on not in there:
        shown = ", ".join(map(repr, there[:MOST_SHOWN])) + (", ..." * (len(there) > MOST_SHOWN))
        msg = f"the frame has no column {on!r}; it has {shown or 'none at all'}"
        raise ArmsrefError(msg)
    taken = {module.folded(name) for name in there}
    clash = [column.name for column in answers.columns if module.folded(column.name) in taken]
    if clash:
        msg = f"the frame has a column {clash[0]!r} already; rename or drop it"
        raise ArmsrefError(msg)
    joined: AnyFrame = module.join(df, on, answers)
    return joined


def library_of(df: object) -> str:
    """Return the library that a frame is of, without importing any.

    Raises
    ------
    ArmsrefError
        It is no frame of a library that is known here.

    Examples
    --------
    >>> import polars
    >>> library_of(polars.DataFrame())
    'polars'
    """
    for kind in type(df).__mro__:
        library = kind.__module__.partition(".")[0]
        if kind.__name__ in _CLASSES.get(library, ()):
            return library
    kind = type(df)
    msg = f"a {kind.__module__}.{kind.__qualname__} is no frame of pandas, polars or PySpark"
    raise ArmsrefError(msg)
