"""Sentences that state nothing of a system: wishes, conditions, doubts, and what happened once."""

from __future__ import annotations

import re

from armsref.prose.wordings import VERB

_WISHED = re.compile(
    r"\b(?:if|unless|whether|suppos(?:e|ing)|assum(?:e|ing)|imagine|wants?|wanted|wishes|hop(?:es?|ed|ing)"
    r"|plans?|planned|planning|aims?|aimed|seeks?|sought|intends?|intended|dreams?|doubts?|doubted|question"
    r"(?:s|ed)?|sceptical|skeptical|unlikely|expected|one day|someday|in (?:the )?future|eventually"
    r"|tr(?:y|ies|ying) to|working on|will (?:\w+ly )?(?:have|be|get|gain)"
    r"|would (?:have|be|give|need|reach|fly|carry|weigh|cost))\b",
    re.IGNORECASE,
)
#: Behind it something is stated again: "hopes to stop the Zolfaghar, which has".
_STATES = re.compile(r",\s*(?:which|whose|with|an?)\b")
_DOUBTED = re.compile(
    r"\b(?:doubt(?:s|ed|ful)?|dispute[sd]?|reject(?:s|ed)?|den(?:y|ies|ied)|untrue|false|debunked|if"
    r"|exaggerat\w+)\b"
)
_PARTS = re.compile(r"[,;:()]|\b(?:and|but|which|that|who|while|whereas)\b")
_IRREGULAR = (
    "flew|flown|struck|fell|fallen|hit|seen|saw|shot|went|came|left|took|blew|broke|lost|sent|shown|found"
    "|fled|drove|driven|got|met|sank|sunk|spread|caught|brought|cut|hidden|kept|held|ran|put|set|cost|built"
)
_PAST = re.compile(rf"\b(?:{_IRREGULAR}|[a-z]{{2,}}ed)\b")
#: Past forms and participles that say what a thing is, not what it did.
_IS = frozenset(
    [
        "believed",
        "said",
        "reported",
        "estimated",
        "thought",
        "claimed",
        "rated",
        "designed",
        "limited",
        "listed",
        "known",
        "supposed",
        "credited",
        "armed",
        "equipped",
        "fitted",
        "powered",
        "described",
        "called",
        "considered",
        "presumed",
        "assumed",
        "understood",
        "alleged",
        "advertised",
        "quoted",
        "speed",
        "weighed",
        "measured",
        "boasted",
        "featured",
        "guided",
        "improved",
        "extended",
        "need",
        "based",
        "fuelled",
        "fueled",
        "propelled",
        "winged",
        "tailed",
        "stated",
        "purported",
        "declared",
        "advertised",
        "given",
        "put",
        "classified",
        "used",
    ]
)
_MODAL = re.compile(
    r"\b(?:can|could|to|may|might|will|must|of|able|an?|the|its|their|with|for)\s+\Z"
)
_SOME_VERB = re.compile(rf"\b{VERB}\b")


def unasserted(sentence: str, start: int, end: int) -> str | None:
    """Say why a sentence does not state its figure as so; None where it does.

    Examples
    --------
    >>> unasserted("Critics doubt that it has a range of 700 km.", 36, 42)
    "'doubt' stands in front of it"
    >>> unasserted("It has a range of 700 km.", 18, 24)
    """
    front = sentence[:start].rsplit(";", 1)[-1]
    wishes = list(_WISHED.finditer(front))
    if wishes and _STATES.search(front, wishes[-1].end()) is None:
        return f"{wishes[-1][0]!r} stands in front of it"
    doubted = _DOUBTED.search(sentence, end)
    return None if doubted is None else f"{doubted[0]!r} stands behind it"


def event(words: str) -> str | None:
    """Say that the clause before a figure tells what happened once; None where it does not.

    Examples
    --------
    >>> event(" was intercepted at an altitude of ")
    "'intercepted' tells what happened"
    >>> event(", unveiled in 2016, is said to have a range of ")
    """
    parts = _PARTS.split(words)
    for part in reversed(parts):
        for past in _PAST.finditer(part):
            modal = _MODAL.search(part[: past.start()])
            if past[0] not in _IS and not modal:
                return f"{past[0]!r} tells what happened"
        if _SOME_VERB.search(part):
            return None
    return None
