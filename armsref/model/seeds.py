"""What a person writes: the article file, the systems file, the dataset file.

An article file holds no value: each claim points at words, and the value is read from them.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from armsref.model.base import (
    ATTRIBUTE_ID,
    CLAIM_ID,
    LONGEST_PHRASE,
    PARTIAL_DATE,
    SHA256,
    STATEMENT_ID,
    SYSTEM_ID,
    TERM_ID,
    WEB_ADDRESS,
    ArticleType,
    Record,
    address_fault,
    described,
    misplaced,
    whole,
)


def _one_line(words: str) -> str:
    if words != words.strip() or not words:
        msg = "words must not be empty nor begin or end with white space"
        raise ValueError(msg)
    if any(unicodedata.category(c) == "Cc" and c != "\n" for c in words):
        msg = "words must not hold control characters"
        raise ValueError(msg)
    if words[-1] in ".!?" and words.count(" ") >= 4:
        msg = "words are a phrase, never a sentence: leave the full stop out"
        raise ValueError(msg)
    return words


Words = Annotated[str, StringConstraints(max_length=LONGEST_PHRASE), AfterValidator(_one_line)]
SystemId = Annotated[str, StringConstraints(pattern=whole(SYSTEM_ID))]


class Anchor(Record):
    """Words of an article and where they begin: ``["between 300 and 700 km", 1062]``.

    ``start`` counts Unicode code points of the text's UTF-8 decoding; None where no text was at
    hand (the words alone: ``["between 300 and 700 km"]`` or the bare string).
    """

    words: Words
    start: Annotated[int, Field(ge=0, strict=True)] | None = None

    @property
    def end(self) -> int | None:
        """One past the last character, None without a start."""
        return None if self.start is None else self.start + len(self.words)


def _printable(line: str) -> str:
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in line):
        msg = "write one line without control characters"
        raise ValueError(msg)
    return line


def _address(url: str) -> str:
    if fault := address_fault(url):
        raise ValueError(fault)
    return url


def _anchor(value: object) -> object:
    if isinstance(value, str):
        return {"words": value}
    if isinstance(value, list | tuple) and len(value) in (1, 2):
        return dict(zip(("words", "start"), value, strict=False))
    if isinstance(value, Anchor | dict):
        return value
    msg = 'an anchor is ["words", offset], or "words" alone where no text was at hand'
    raise ValueError(msg)


def _anchors(value: object) -> object:
    single = isinstance(value, str) or (
        isinstance(value, list | tuple) and bool(value) and isinstance(value[0], str)
    )
    return (value,) if single else value


_ANCHOR_SCHEMA: dict[str, Any] = {
    "description": "Words of the article and where they begin; the words alone without a text.",
    "examples": [["between 300 and 700 km", 1062]],
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": LONGEST_PHRASE},
        {
            "type": "array",
            "items": [
                {"type": "string", "minLength": 1, "maxLength": LONGEST_PHRASE},
                {"type": "integer", "minimum": 0},
            ],
            "additionalItems": False,
            "minItems": 1,
        },
    ],
}

Pointer = Annotated[Anchor, BeforeValidator(_anchor), WithJsonSchema(_ANCHOR_SCHEMA)]
Pointers = Annotated[
    tuple[Pointer, ...],
    BeforeValidator(_anchors),
    WithJsonSchema({"anyOf": [_ANCHOR_SCHEMA, {"type": "array", "items": _ANCHOR_SCHEMA}]}),
]
Because = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=8, max_length=200),
    AfterValidator(_printable),
]
Title = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_printable)]

WebAddress = Annotated[str, StringConstraints(pattern=whole(WEB_ADDRESS)), AfterValidator(_address)]


def _issued(value: object) -> object:
    if isinstance(value, dict):
        return value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return {"date": value.isoformat()}
    return {"date": value}


class Issued(Record):
    """When an article was published: a day, a month or a year; ``circa`` where it was inferred."""

    date: Annotated[str, StringConstraints(pattern=whole(PARTIAL_DATE))]
    circa: bool = False

    @field_validator("date")
    @classmethod
    def _exists(cls, value: str) -> str:
        parts = [int(part) for part in value.split("-")]
        dt.date(*[*parts, 1, 1][:3])
        return value


_ISSUED_SCHEMA: dict[str, Any] = {
    "description": "Day, month or year of publication; circa where it was inferred.",
    "anyOf": [
        {"type": "string", "pattern": whole(PARTIAL_DATE)},
        {
            "type": "object",
            "properties": {
                "date": {"type": "string", "pattern": whole(PARTIAL_DATE)},
                "circa": {"type": "boolean"},
            },
            "required": ["date"],
            "additionalProperties": False,
        },
    ],
}


class TextFingerprint(Record):
    """The article's text: what was read, without the text itself."""

    sha256: Annotated[str, StringConstraints(pattern=whole(SHA256))]
    length: Annotated[int, Field(ge=1, strict=True)]
    extent: Literal["full", "excerpt"]


class ClaimEntry(Record):
    """One statement on one attribute of one or more named systems."""

    attribute: Annotated[str, StringConstraints(pattern=whole(ATTRIBUTE_ID))]
    of: dict[SystemId, Pointer] = Field(min_length=1)
    quote: Pointer
    cue: Pointer | None = None
    attributed_to: Pointer | None = None
    speaker: Annotated[str, StringConstraints(pattern=whole(TERM_ID))] | None = None
    origin: Pointer | Literal["own", "unstated"] | None = None
    because: Because | None = None
    replaces: tuple[Annotated[str, StringConstraints(pattern=whole(CLAIM_ID))], ...] = ()


class StatementEntry(Record):
    """One statement on one reported flow of weapons."""

    stage: Pointer
    what: Pointer | None = None
    systems: dict[SystemId, Pointer] = Field(default_factory=dict)
    including: dict[SystemId, Pointer] = Field(default_factory=dict)
    mode: Pointers = ()
    period: Pointer | None = None
    stance: Pointer | None = None
    attributed_to: Pointer | None = None
    speaker: Annotated[str, StringConstraints(pattern=whole(TERM_ID))] | None = None
    origin: Pointer | Literal["own", "unstated"] | None = None
    because: Because | None = None
    replaces: tuple[Annotated[str, StringConstraints(pattern=whole(STATEMENT_ID))], ...] = ()


class TransferEntry(Record):
    """One reported flow: who supplies whom, and the statements made of it."""

    supplier: Pointer
    recipient: Pointer
    because: Because | None = None
    statement: tuple[StatementEntry, ...] = Field(min_length=1)


class ArticleFile(Record):
    """An article file: the bibliographic header in CSL-JSON's names, then what it states."""

    type: ArticleType = described("CSL type of the item.", example="article-newspaper")
    title: Title = described("Title as printed.", example="Iran gives missiles")
    container_title: Annotated[str, AfterValidator(_printable)] = Field(
        alias="container-title",
        description="Label of the outlet, as in the vocabulary.",
        examples=["The Telegraph (India)"],
        min_length=1,
    )
    URL: WebAddress = described("Address of the page.", example="https://example.org/a")
    issued: Annotated[Issued, BeforeValidator(_issued), WithJsonSchema(_ISSUED_SCHEMA)]
    language: Annotated[str, StringConstraints(pattern=whole("[a-z]{2,3}(-[A-Za-z]+)*"))]
    origin: Pointer | Literal["own", "unstated"] | None = None
    accessed: dt.date | None = None
    archive: WebAddress | None = None
    retracted: Because | None = None
    text: TextFingerprint | None = None
    claim: tuple[ClaimEntry, ...] = ()
    transfer: tuple[TransferEntry, ...] = ()

    @model_validator(mode="after")
    def _offsets_need_a_text(self) -> ArticleFile:
        anchors = self.anchors()
        if self.text is None and any(a.start is not None for _, a in anchors):
            said = "offsets are given but there is no [text] with its sha256 and length"
            raise misplaced(said, (("text",), None))
        bare = [(keys, a.words) for keys, a in anchors if a.start is None]
        if self.text is not None and bare:
            said = "the words have no offset, though the article has a [text]"
            raise misplaced(said, *bare)
        return self

    def anchors(self) -> list[tuple[tuple[str | int, ...], Anchor]]:
        """Return every anchor of the file with the keys it stands under, in the file's order."""
        found: list[tuple[tuple[str | int, ...], Anchor]] = []

        def walk(keys: tuple[str | int, ...], value: object) -> None:
            if isinstance(value, Anchor):
                found.append((keys, value))
            elif isinstance(value, Record):
                for name in type(value).model_fields:
                    walk((*keys, name), getattr(value, name))
            elif isinstance(value, dict):
                for key, item in value.items():
                    walk((*keys, key), item)
            elif isinstance(value, tuple):
                for number, item in enumerate(value):
                    walk((*keys, number), item)

        walk((), self)
        return found


class SystemEntry(Record):
    """Identity of a system or a family, and nothing else; the first name is its label.

    ``namesakes`` are other systems that bear one of its names: said once, by either of the two, so
    that no name is shared by mistake.
    """

    id: SystemId
    level: Literal["family", "system"]
    names: tuple[Words, ...] = Field(min_length=1)
    namesakes: tuple[SystemId, ...] = ()

    @field_validator("names")
    @classmethod
    def _have_letters(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if not any(map(str.isalnum, name)):
                msg = f"{name!r} has no letter and no digit"
                raise ValueError(msg)
        return names


class SystemsFile(Record):
    """``seeds/systems.toml``."""

    system: tuple[SystemEntry, ...]


class Licence(Record):
    """A licence as the Data Package standard names it."""

    name: str
    title: str
    path: str


class Rereading(Record):
    """Statements that were read a second time by somebody else.

    ``statements`` of ``articles`` were compared, words, name, attribute and speaker, with the page
    or with the excerpt of it that the words were found in; ``corrected`` of them had to be mended.
    """

    day: dt.date
    against: Literal["page", "excerpt"]
    articles: int = Field(ge=1)
    statements: int = Field(ge=1)
    corrected: int = Field(ge=0)

    @model_validator(mode="after")
    def _corrected_were_read(self) -> Rereading:
        if self.corrected > self.statements:
            msg = "corrected is more than statements; no more are corrected than were read"
            raise ValueError(msg)
        return self


class DatasetFile(Record):
    """``seeds/dataset.toml``: what the data are called, their version, its day, their licence."""

    name: Annotated[str, StringConstraints(pattern=whole("[a-z0-9]+([-._][a-z0-9]+)*"))]
    title: str
    description: str
    version: Annotated[str, StringConstraints(pattern=whole(r"[0-9]+\.[0-9]+\.[0-9]+"))]
    released: dt.date | None = None
    licence: Licence
    contributors: tuple[str, ...] = Field(min_length=1)
    rereading: tuple[Rereading, ...] = ()
