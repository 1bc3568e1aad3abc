"""The pandera schema of a table, for a user's own frames; no backend is imported until asked for.

pydantic is the authority: pandera checks types, limits, choices, patterns and keys, not the rules
between columns. ``tests/test_agreement_of_schemas.py`` lists every difference.
"""

from __future__ import annotations

import importlib
from typing import Any, Literal

from armsref.errors import ArmsrefError
from armsref.tables.fields import Field, fields_of
from armsref.tables.registry import table_named

Backend = Literal["pandas", "polars", "pyspark"]

DTYPES: dict[str, dict[str, str]] = {
    "pandas": {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"},
    "polars": {"string": "String", "integer": "Int64", "number": "Float64", "boolean": "Boolean"},
    "pyspark": {
        "string": "StringType",
        "integer": "LongType",
        "number": "DoubleType",
        "boolean": "BooleanType",
    },
}
#: The end of a whole value: "$" lets a newline pass in Python and Java; polars' is strict. "\\Z" is
#: strict in Python and not in Java, which pandera both asks of PySpark's patterns.
_END = {"pandas": r"\Z", "polars": "$", "pyspark": r"(?![\s\S])"}


def schema(table: str, backend: Backend = "pandas") -> Any:
    """Return a ``pandera.DataFrameSchema`` for a table of the dataset.

    It coerces types, so that a plainly read CSV fits. Hand it a DataFrame: of a polars LazyFrame
    pandera checks the types alone and skips the data, silently. Of a PySpark frame it raises only
    with ``lazy=False``; else the errors are in ``schema.validate(df).pandera.errors``.

    Parameters
    ----------
    table : str
        A table's name: ``claims``, ``specs``, ``systems`` ...
    backend : {"pandas", "polars", "pyspark"}
        The frames it checks; the library is an extra of the same name.

    Raises
    ------
    ArmsrefError
        The table or backend is unknown, or the backend is not installed.

    Examples
    --------
    >>> schema("systems", "polars").columns["id"].nullable
    False
    """
    entry = table_named(table)
    if backend not in DTYPES:
        msg = f"no backend is named {backend!r}; there are {', '.join(DTYPES)}"
        raise ArmsrefError(msg)
    try:
        pandera = importlib.import_module(f"pandera.{backend}")
    except ImportError as error:
        msg = f"{backend} is not installed; pip install 'armsref[{backend}]'"
        raise ArmsrefError(msg) from error
    fields = fields_of(entry.model)
    columns = {name: _column(pandera, backend, fields[name]) for name in entry.columns}
    # A key with an empty cell is no key to pandera's uniqueness check; pydantic's build has it.
    unique = None if any(fields[name].optional for name in entry.key) else list(entry.key)
    return pandera.DataFrameSchema(columns, strict=True, unique=unique, name=table, coerce=True)


def _column(pandera: Any, backend: str, field: Field) -> Any:
    check = pandera.Check
    checks = []
    if field.choices:
        checks.append(check.isin(list(field.choices)))
    if field.least is not None:
        checks.append(check.ge(field.least))
    if field.shortest is not None or field.longest is not None:
        checks.append(check.str_length(field.shortest, field.longest))
    if field.pattern is not None:
        checks.append(check.str_matches(f"^(?:{field.pattern}){_END[backend]}"))
    dtype: Any = DTYPES[backend][field.kind]
    if backend == "polars":
        dtype = getattr(importlib.import_module("polars"), dtype)
    elif backend == "pyspark":
        dtype = getattr(importlib.import_module("pyspark.sql.types"), dtype)()
    return pandera.Column(dtype, checks=checks, nullable=field.optional, required=True)


def read_frame(table: str, file: str, backend: Literal["pandas", "polars"] = "pandas") -> Any:
    """Read a built CSV table into a frame with the schema's types; empty cells are missing.

    ``NA`` stays the two letters, not a missing value.
    """
    entry = table_named(table)
    fields = fields_of(entry.model)
    dtypes = DTYPES[backend]
    if backend == "pandas":
        pandas = importlib.import_module("pandas")
        frame = pandas.read_csv(file, dtype="string", keep_default_na=False, na_values=[""])
        for name in (name for name, field in fields.items() if field.kind == "boolean"):
            frame[name] = frame[name].map({"true": True, "false": False})
        return frame.astype({name: dtypes[field.kind] for name, field in fields.items()})
    polars = importlib.import_module("polars")
    types = {name: getattr(polars, dtypes[field.kind]) for name, field in fields.items()}
    return polars.read_csv(file, schema_overrides=types)
