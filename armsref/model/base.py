"""What every record shares: strictness, and the one way a field is described."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

#: The longest phrase that may be carried over from an article, in characters.
LONGEST_PHRASE = 120


class Record(BaseModel):
    """A frozen record: unknown fields, NaN and infinity are refused.

    Examples
    --------
    >>> Record(colour="red")
    Traceback (most recent call last):
    ...
    pydantic_core._pydantic_core.ValidationError: 1 validation error for Record
    ...
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def described(
    description: str,
    *,
    example: Any,
    unit: str | None = None,
    none: str | None = None,
    **limits: Any,
) -> Any:
    """Declare a field: what it is, its unit, what None means, an example, its limits.

    The data dictionary, the Table Schema and the pandera schema are derived from this.

    Parameters
    ----------
    description : str
        One sentence.
    example : object
        A valid value; shown in the dictionary and tried by the tests.
    unit : str, optional
        The unit of the value, or how it is counted.
    none : str, optional
        What an empty cell means; a field with it has the default None.
    **limits
        Passed to :func:`pydantic.Field` (``pattern``, ``ge``, ``max_length`` ...).
    """
    if none is not None:
        limits.setdefault("default", None)
    notes = {"unit": unit, "none": none}
    extra: dict[str, Any] = {key: value for key, value in notes.items() if value}
    return Field(
        description=description, examples=[example], json_schema_extra=extra or None, **limits
    )


def misplaced(
    message: str, *meant: tuple[tuple[str | int, ...], str | None]
) -> PydanticCustomError:
    """Return the error of a validator that looks at a whole model and means some of its keys.

    Parameters
    ----------
    message : str
        What is wrong.
    *meant : (keys, value)
        The way to each key that is meant, from this model on down, and what stands there.
    """
    return PydanticCustomError("misplaced", "{said}", {"said": message, "meant": meant})


def field_note(field: FieldInfo, key: str) -> str | None:
    """Return the ``unit`` or ``none`` note of a described field."""
    extra = field.json_schema_extra
    value = extra.get(key) if isinstance(extra, dict) else None
    return value if isinstance(value, str) else None


def plain_digits(value: Decimal) -> str:
    """Write a decimal with its digits and without an exponent.

    Examples
    --------
    >>> plain_digits(Decimal("300")), plain_digits(Decimal("1E+3")), plain_digits(Decimal("4.50"))
    ('300', '1000', '4.50')
    """
    return f"{value:f}"


def _no_float(value: object) -> object:
    if isinstance(value, float):
        msg = "write the digits as text or an integer: a float loses them"
        raise ValueError(msg)
    return value


def _split(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


def _split_groups(value: object) -> object:
    if isinstance(value, str):
        return tuple(tuple(part.split()) for part in value.split("|") if part.strip())
    return value


def _yes_no(value: object) -> object:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


Digits = Annotated[
    Decimal,
    BeforeValidator(_no_float),
    PlainSerializer(plain_digits, return_type=str, when_used="json"),
]
"""A decimal number with its digits as printed; never made from a float."""

Flag = Annotated[bool, BeforeValidator(_yes_no)]
"""True or False; ``true`` and ``false`` in a table."""

Ids = Annotated[tuple[str, ...], BeforeValidator(_split)]
"""Several ids; in a table, separated by a space."""

Groups = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_split_groups)]
"""Several groups of ids; in a table, groups separated by ``|``, ids by a space."""

ArticleType = Literal["article-newspaper", "article-magazine", "webpage", "report", "broadcast"]
"""CSL types of the articles."""

SYSTEM_ID = "[a-z0-9]+(-[a-z0-9]+)*"
ARTICLE_ID = "[a-z0-9]+(-[a-z0-9]+)*-[0-9]{4}(-[0-9]{2}){0,2}(-[0-9]+)?"
ATTRIBUTE_ID = "[a-z]+(_[a-z]+)*"
TERM_ID = "[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
CLAIM_ID = "c[0-9a-f]{12}"
STATEMENT_ID = "t[0-9a-f]{12}"
SHA256 = "[0-9a-f]{64}"
PARTIAL_DATE = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
WEB_ADDRESS = "https?://[^ ]+"


def address_fault(url: str) -> str | None:
    """Say what is wrong with a web address beyond its beginning; None where nothing is.

    Examples
    --------
    >>> address_fault("https://example.org/a"), address_fault("https://example.org:99999/a")
    (None, 'an address names no port beyond 65535')
    >>> address_fault("https://me:secret@example.org/a")
    'an address holds no name and no password of a user'
    """
    from ipaddress import ip_address
    from urllib.parse import urlsplit

    if " " in url or not url.isprintable():
        return "an address holds no white space and no control characters"
    try:
        parts = urlsplit(url)
        if "[" in parts.netloc:
            ip_address(parts.hostname or "")
    except ValueError:
        return "an address holds brackets around an IPv6 address alone"
    if "@" in parts.netloc:
        return "an address holds no name and no password of a user"
    try:
        named = parts.port
    except ValueError:
        return "an address names no port beyond 65535"
    return "an address names a host and a port" if not parts.hostname or named == 0 else None


def whole(pattern: str) -> str:
    """Anchor a pattern: it must match the whole value.

    ``$`` is strict in pydantic's engine and in JSON Schema's; Python's own ``re`` would let a
    newline pass at the end, so whoever hands a pattern to it drops these anchors.
    """
    return f"^(?:{pattern})$"
