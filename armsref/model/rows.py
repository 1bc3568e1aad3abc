"""The rows of the built tables: each field described once, everything else derived.

Several ids in one cell are separated by a space; groups by ``|``.
"""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from armsref.model.base import (
    ARTICLE_ID,
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
    Digits,
    Flag,
    Groups,
    Ids,
    Record,
    described,
    whole,
)
from armsref.model.reading import Relation
from armsref.model.row_rules import RecordCells, RowRule, approximate_rule, figure_rules

Agreement = Literal["single", "corroborated", "disputed", "unstated"]
Evidence = Literal["anchored", "transcribed"]
Level = Literal["family", "system"]

_OFFSET_NONE = "no text was at hand: the words were typed from the page"
_NO_FIGURE = "the words state no figure"


class _Figured(Record):
    """A row that may hold a figure as printed."""

    row_rules: ClassVar[tuple[RowRule, ...]] = (*figure_rules(), approximate_rule())

    relation: Relation | None = described(
        "How the numbers bound the quantity.", example="between", none=_NO_FIGURE
    )
    approximate: Flag = described(
        "True where the words say about, around or the like; also beside an interval or a bound, "
        "as in up to about 2,000 km.",
        example=False,
    )
    low: Digits | None = described(
        "Lower number, digits as printed.", example="300", unit="see unit", none="no lower number"
    )
    high: Digits | None = described(
        "Upper number, digits as printed.", example="700", unit="see unit", none="no upper number"
    )
    unit: str | None = described("Symbol of the unit.", example="km", none=_NO_FIGURE)

    @model_validator(mode="after")
    def _rules_hold(self) -> Self:
        cells = RecordCells(self)
        for rule in self.row_rules:
            if rule.broken(cells):
                raise ValueError(rule.message)
        return self


class _Stated(_Figured):
    """A row that says what an article says: who said it, whose reporting it is."""

    hedges: str | None = described(
        "Hedge words as printed, separated by a semicolon.", example="around", none="no hedge"
    )
    article: str = described(
        "Id of the article.", example="telegraphindia-2024-02-22", pattern=whole(ARTICLE_ID)
    )
    attributed_to: str | None = described(
        "Who says it, as printed.",
        example="experts",
        none="nobody is named",
        max_length=LONGEST_PHRASE,
    )
    speaker: str | None = described(
        "Kind of speaker, by the contributor.",
        example="expert",
        none="not told",
        pattern=whole(TERM_ID),
    )
    origin: str | None = described(
        "Id of the outlet whose reporting it is.",
        example="reuters",
        none="unstated: the article does not say",
        pattern=whole(SYSTEM_ID),
    )
    because: str | None = described(
        "Why a check that seems to fail does not apply, by the contributor.",
        example="the pronoun refers to the first missile",
        none="nothing had to be explained",
    )
    evidence: Evidence = described(
        "anchored: found in the text by machine; transcribed: typed from the page.",
        example="anchored",
    )
    retracted: str | None = described(
        "Why its article was retracted: it stays, and counts for nothing.",
        example="withdrawn by the outlet",
        none="the article was not retracted",
    )
    replaces: Ids = described("Ids under which it was known before.", example="")


class ArticleRow(Record):
    """An article: its bibliographic record and the fingerprint of its text."""

    id: str = described("Outlet and date.", example="reuters-2024-02-22", pattern=whole(ARTICLE_ID))
    type: ArticleType = described("CSL type.", example="article-newspaper")
    title: str = described("Title as printed.", example="Iran gives missiles", min_length=1)
    outlet: str = described("Id of the outlet.", example="telegraphindia", pattern=whole(SYSTEM_ID))
    url: str = described(
        "Address of the page.", example="https://example.org/a", pattern=whole(WEB_ADDRESS)
    )
    archive: str | None = described(
        "Archived address.",
        example="https://example.org/archive/a",
        none="no archived copy is known",
        pattern=whole(WEB_ADDRESS),
    )
    issued: str = described(
        "Day, month or year of publication.", example="2024-02-22", pattern=whole(PARTIAL_DATE)
    )
    issued_circa: Flag = described("True where the date was inferred.", example=False)
    accessed: str | None = described(
        "Day the page was read.",
        example="2024-03-01",
        none="not recorded",
        pattern=whole(PARTIAL_DATE),
    )
    language: str = described(
        "Language, BCP 47.", example="en", pattern=whole("[a-z]{2,3}(-[A-Za-z]+)*")
    )
    origin: str | None = described(
        "Id of the outlet whose reporting the article is.",
        example="reuters",
        none="the article does not say",
        pattern=whole(SYSTEM_ID),
    )
    origin_words: str | None = described(
        "The words that say so.",
        example="told Reuters",
        none="the article does not say, or reports on its own",
        max_length=LONGEST_PHRASE,
    )
    sha256: str | None = described(
        "SHA-256 of the text that was read.",
        example="0" * 64,
        none="no text was at hand",
        pattern=whole(SHA256),
    )
    length: int | None = described(
        "Length of that text.",
        example=2959,
        unit="Unicode code points",
        none="no text was at hand",
        ge=1,
    )
    extent: Literal["full", "excerpt"] | None = described(
        "Whether the text was the whole article.", example="full", none="no text was at hand"
    )
    retracted: str | None = described(
        "Why the article's claims count for nothing.",
        example="withdrawn by the outlet",
        none="not retracted",
    )


class ClaimRow(_Stated):
    """One statement on one attribute of one system; said of several together, a row for each."""

    row_rules: ClassVar[tuple[RowRule, ...]] = (*_Stated.row_rules, *figure_rules("also_"))

    id: str = described(
        "Id of the claim; the same on each row of a joint claim.",
        example="c0123456789ab",
        pattern=whole(CLAIM_ID),
    )
    system: str = described("Id of the system.", example="zolfaghar", pattern=whole(SYSTEM_ID))
    attribute: str = described("Id of the attribute.", example="range", pattern=whole(ATTRIBUTE_ID))
    canonical_low: Digits | None = described(
        "Lower number in the attribute's unit, at the digits printed; a price stays in its own.",
        example="300",
        unit="the attribute's unit; of a price see unit",
        none="no lower number",
    )
    canonical_high: Digits | None = described(
        "Upper number in the attribute's unit, at the digits printed; a price stays in its own.",
        example="700",
        unit="the attribute's unit; of a price see unit",
        none="no upper number",
    )
    also_relation: Relation | None = described(
        "Relation of the figure in a second unit.", example="between", none="no second unit"
    )
    also_low: Digits | None = described(
        "Its lower number.", example="186", unit="see also_unit", none="no lower number"
    )
    also_high: Digits | None = described(
        "Its upper number.", example="435", unit="see also_unit", none="no upper number"
    )
    also_unit: str | None = described("Its unit.", example="mi", none="no second unit")
    term: str | None = described(
        "Id of the term or system that the words state.",
        example="srbm",
        none="the words state a figure",
        pattern=whole(TERM_ID),
    )
    quote: str = described(
        "The words that state the value.",
        example="between 300 and 700 km",
        min_length=1,
        max_length=LONGEST_PHRASE,
    )
    start: int | None = described(
        "Where they begin.", example=1062, unit="Unicode code points", none=_OFFSET_NONE, ge=0
    )
    cue: str | None = described(
        "The words that say which attribute it is.",
        example="targets at a distance",
        none="the quote says it itself",
        max_length=LONGEST_PHRASE,
    )
    cue_start: int | None = described(
        "Where they begin.", example=1037, unit="Unicode code points", none=_OFFSET_NONE, ge=0
    )
    name: str = described(
        "Name under which the system is printed.",
        example="Zolfaghar",
        min_length=1,
        max_length=LONGEST_PHRASE,
    )
    name_start: int | None = described(
        "Where it begins.", example=950, unit="Unicode code points", none=_OFFSET_NONE, ge=0
    )
    joint: Ids = described("Ids of the other systems it is said of together.", example="fateh-110")
    attributed_to_start: int | None = described(
        "Where those words begin.",
        example=1087,
        unit="Unicode code points",
        none=_OFFSET_NONE,
        ge=0,
    )


class TransferRow(_Stated):
    """One statement on one reported flow of weapons; statements are never summed."""

    id: str = described(
        "Id of the statement.", example="t0123456789ab", pattern=whole(STATEMENT_ID)
    )
    flow: str = described(
        "Id of the reported flow: article and number.",
        example="telegraphindia-2024-02-22/1",
        pattern=whole(f"{ARTICLE_ID}/[1-9][0-9]*"),
    )
    supplier: str = described("Id of the supplying party.", example="IRN", pattern=whole(TERM_ID))
    recipient: str = described("Id of the receiving party.", example="RUS", pattern=whole(TERM_ID))
    stage: str = described("What is said to happen.", example="delivered", pattern=whole(TERM_ID))
    stance: str = described(
        "What the speaker does: reports, confirms, denies, unseen.",
        example="reports",
        pattern=whole(TERM_ID),
    )
    what: str | None = described(
        "What is transferred, as printed.",
        example="around 400 missiles",
        none="not printed",
        max_length=LONGEST_PHRASE,
    )
    systems: Ids = described("Ids of the systems the figure is of.", example="shahed-136")
    including: Ids = described("Ids of systems that are part of it.", example="zolfaghar")
    mode: Ids = described("How it travels.", example="sea air")
    period: str | None = described(
        "When, as printed.",
        example="early January",
        none="not printed",
        max_length=LONGEST_PHRASE,
    )


class TransferWordRow(Record):
    """Words on which a transfer statement rests."""

    statement: str = described(
        "Id of the statement.", example="t0123456789ab", pattern=whole(STATEMENT_ID)
    )
    field: Literal[
        "supplier",
        "recipient",
        "stage",
        "what",
        "systems",
        "including",
        "mode",
        "period",
        "stance",
        "attributed_to",
        "origin",
    ] = described("Field of the statement that they state.", example="what")
    system: str | None = described(
        "Id of the system that they name.",
        example="zolfaghar",
        none="they name no system",
        pattern=whole(SYSTEM_ID),
    )
    words: str = described(
        "The words.", example="around 400 missiles", min_length=1, max_length=LONGEST_PHRASE
    )
    start: int | None = described(
        "Where they begin.", example=844, unit="Unicode code points", none=_OFFSET_NONE, ge=0
    )


class SystemRow(Record):
    """A system or a family of systems."""

    id: str = described("Id.", example="zolfaghar", pattern=whole(SYSTEM_ID))
    label: str = described("Name to show.", example="Zolfaghar", min_length=1)
    level: Level = described("A family, or a system.", example="system")
    parent: str | None = described(
        "Id of the family an article says it belongs to.",
        example="fateh-110-family",
        none="no article says",
        pattern=whole(SYSTEM_ID),
    )


class NameRow(Record):
    """A name of a system, and where an article prints it."""

    key: str = described(
        "The name as it is compared: without case, accents, spaces, hyphens and plural.",
        example="fath360",
        min_length=1,
    )
    system: str = described("Id of the system.", example="fath-360", pattern=whole(SYSTEM_ID))
    name: str = described("The name.", example="Fath-360", min_length=1)
    article: str = described(
        "Earliest article that prints it.",
        example="iranintl-2024-08-13",
        pattern=whole(ARTICLE_ID),
    )
    start: int | None = described(
        "Where it begins there.", example=2068, unit="Unicode code points", none=_OFFSET_NONE, ge=0
    )


class SpecRow(_Figured):
    """All that the catalogue says of one attribute of one system: the preferred group's figure."""

    unit: str | None = described(
        "Symbol of the attribute's unit; of a price, of the currency printed.",
        example="km",
        none=_NO_FIGURE,
    )
    system: str = described("Id of the system.", example="zolfaghar", pattern=whole(SYSTEM_ID))
    attribute: str = described("Id of the attribute.", example="range", pattern=whole(ATTRIBUTE_ID))
    second_low: Digits | None = described(
        "Lower number in the second unit.",
        example="186",
        unit="see second_unit",
        none="no lower number, or no second unit",
    )
    second_high: Digits | None = described(
        "Upper number in the second unit.",
        example="435",
        unit="see second_unit",
        none="no upper number, or no second unit",
    )
    second_unit: str | None = described(
        "Symbol of the second unit.", example="mi", none="no second unit"
    )
    terms: Ids = described("Ids of the terms or systems stated, preferred first.", example="srbm")
    text: str = described(
        "The spec in words; of prices in several currencies one of each, the preferred first.",
        example="300–700 km (186–435 mi)",
        min_length=1,
    )
    agreement: Agreement = described(
        "single: one established origin; corroborated: two or more in one group; disputed: "
        "several groups (of prices, in one currency); unstated: no established origin.",
        example="single",
    )
    articles: Ids = described(
        "Ids of the articles, earliest first.", example="telegraphindia-2024-02-22"
    )
    origins: Ids = described(
        "Ids of the established origins; an outlet that passes another's reporting on is none.",
        example="reuters",
    )
    unstated: int = described(
        "Articles that do not say whose reporting it is.", example=1, unit="articles", ge=0
    )
    speakers: str | None = described(
        "Who says it, as printed, each once, separated by a semicolon.",
        example="experts",
        none="nobody is named",
    )
    groups: Groups = described(
        "Claim ids; claims that agree form a group, the preferred group first.",
        example="c0123456789ab c0123456789ac",
    )
    inherited_from: str | None = described(
        "Id of the family of which it is stated.",
        example="fateh-110-family",
        none="stated of the system itself",
        pattern=whole(SYSTEM_ID),
    )


class AttributeRow(Record):
    """An attribute: of a system, or of a transfer statement."""

    id: str = described("Id.", example="range", pattern=whole(ATTRIBUTE_ID))
    on: Literal["system", "transfer"] = described("What it is said of.", example="system")
    label: str = described("Name to show.", example="range", min_length=1)
    kind: Literal["quantity", "term", "link"] = described(
        "A figure, a word of a closed list, or another system.", example="quantity"
    )
    unit: str | None = described(
        "Symbol of the canonical unit.", example="km", none="not a quantity"
    )
    second: str | None = described(
        "Symbol of the second unit.", example="mi", none="not a quantity, or none in use"
    )
    least: Digits | None = described(
        "Least plausible value.", example="1", unit="see unit", none="not a quantity"
    )
    most: Digits | None = described(
        "Greatest plausible value.", example="20000", unit="see unit", none="not a quantity"
    )
    many: Flag = described(
        "True where a system can have several terms at once, which is no dispute.", example=False
    )
    description: str = described("What it means.", example="How far it flies.", min_length=1)


class TermRow(Record):
    """A term of an attribute."""

    attribute: str = described("Id of the attribute.", example="class", pattern=whole(ATTRIBUTE_ID))
    id: str = described("Id.", example="srbm", pattern=whole(TERM_ID))
    label: str = described("Name to show.", example="short-range ballistic missile", min_length=1)
    broader: str | None = described(
        "Id of the term that contains it.",
        example="ballistic-missile",
        none="no broader term",
        pattern=whole(TERM_ID),
    )
    description: str | None = described(
        "What it means.", example="Flies under 1,000 km.", none="the label says it"
    )


class OutletRow(Record):
    """An outlet that publishes, or whose reporting others carry."""

    id: str = described("Id.", example="reuters", pattern=whole(SYSTEM_ID))
    label: str = described("Name to show.", example="Reuters", min_length=1)


class SpeakerRow(Record):
    """A kind of speaker."""

    id: str = described("Id.", example="expert", pattern=whole(TERM_ID))
    label: str = described("Name to show.", example="expert", min_length=1)
    description: str = described("What it means.", example="A think tank.", min_length=1)
