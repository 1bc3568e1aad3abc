"""English words that say whose figure it is: what a clause says of a name, what breaks the tie."""

from __future__ import annotations

import re

#: Nouns of weapons, which stand for a name or for another thing.
WEAPON = (
    r"(?:missiles?|drones?|rockets?|UAVs?|UCAVs?|bombs?|munitions?|torpedo(?:e?s)?|howitzers?"
    r"|weapons?|systems?|projectiles?|aircraft|vehicles?|SRBMs?|MRBMs?|IRBMs?|ICBMs?|CRBMs?)"
)
#: What a verb may be that says something of the subject in front of it.
VERB = (
    r"(?:has|have|had|having|can|could|may|might|will|would|is|was|are|were|boasts?|boasted"
    r"|carry|carries|carried|carrying|flies|fly|flew|flying|reach|reaches|reached|travels?"
    r"|travell?ed|strikes?|struck|hits?|weighs?|weighed|weighing|costs?|costing|cruises?|measures?"
    r"|measuring|packs?|holds?|holding|offers?|delivers?|lifts?|tops?|stays?|stands?|needs?|gets?"
    r"|fires?|launch(?:es)?|boasting|remains?|possess(?:es)?|features?|with|capable|able)"
)
ADVERB = r"(?:reportedly|allegedly|supposedly|also|now|still|only|then|itself|instead|itself)"
#: Straight behind a name: what follows is said of it.
SAYS = re.compile(
    rf"(?:['’]s?)?\s*(?:(?:,\s*)?(?:which|that|whose|who)\b|(?:{ADVERB}\s+)*{VERB}\b"
    rf"|\(|:|[-–—]\s|['’]s?\s|\Z)",
)
RELATIVE = re.compile(r"\s*,?\s*(?:which|that|whose)\b")
#: Behind a comma: the clause goes on that the words between the commas broke off.
RESUMES = re.compile(rf",\s*(?:{ADVERB}\s+)*{VERB}\b")
#: A new clause begins.
CLAUSE = re.compile(r";|\b(?:while|whereas|although|though|but|because|since|as)\b|,\s*and\b")
NEW_SUBJECT = re.compile(
    r"(?:;|,?\s*\b(?:and|but|while|whereas|although|though|because))\s+(?:the\s+)?\Z"
)
#: A name behind one of these is only compared with.
COMPARED = re.compile(
    r"(?:\b(?:than|unlike|to|like|replac\w+|success\w+|deriv\w+|variants?|versions?|based|similar"
    r"|predecessors?|descendants?|cop(?:y|ies)|inspired|against|compared|alongside|beside|besides"
    r"|outranges?|outperforms?|resembl\w+|cousins?|twins?|rivals?|sisters?|followed|follows"
    r"|developed|upgraded?|modell?ed|instead|members?|successors?|modification|alternatives?)\b"
    r"(?:\s+(?:of|to|from|with|on|by|as|after))?"
    r"(?:\s+(?:the|its|an?|older|earlier|newer|smaller|larger|Iran['’]s|existing|famous)){0,3}\s*)\Z",
    re.IGNORECASE,
)
_THING = (
    r"(?:variant|version|successor|derivative|upgrade|launcher|lorr(?:y|ies)|truck|factory|factories"
    r"|plant|cop(?:y|ies)|clone|rival|predecessor|replacement|engine|booster|motor|tank|crew|radar"
    r"|brigade|battery|batteries|unit|base|depot|site|operator|maker|designer|programme|program"
    r"|prototype|offshoot|cousin|sibling|deal|contract|order|strike|attack|launch|test)s?"
)
#: Straight behind a name: what follows is of something else.
ABOUT = re.compile(
    r"(?:['’]s?)?[\s-]+(?:(?!(?:has|is|was|can|had|and|or|with|that|which)\b)[\w-]+\s+)?"
    rf"{_THING}\b",
)
#: Straight in front of a name, the same.
ABOUT_FRONT = re.compile(
    rf"\b{_THING}\s+(?:of|for|by|with)\s+(?:(?:the|its|an?|Iran['’]s)\s+)?\Z", re.IGNORECASE
)
#: The name goes on: "Zolfaghar Basir", "Shahed-136B", "Ababil-T", "Zolfaghar II".
LONGER = re.compile(
    r"[-‐‑](?:[A-Z][A-Z0-9]{0,3}|[IVX]+)\b|\s(?:[A-Z]|[IVX]+|Mk\.?\s?\d+)(?![\w'’.])"
)
NEXT_WORD = re.compile(r"\s([A-Z][^\W\d_]+)")
NEXT_NUMBER = re.compile(r"\s(\d{1,4}[A-Za-z]?)(?![\w.,])")
#: Words that stand for a name printed before.
SINGULAR = re.compile(r"\b(?:it|this|this one)\b", re.IGNORECASE)
PLURAL = re.compile(r"\b(?:they|these|both)\b", re.IGNORECASE)
#: "its range" stands for a name, "its army" for none.
OWNED = re.compile(
    rf"\b(?P<its>its|their)\s+(?P<what>(?:(?!{VERB}\b)[\w-]+\s+){{0,3}}(?!{VERB}\b)[\w-]+)",
    re.IGNORECASE,
)
#: "It is said that ..." stands for nothing.
NOTHING = re.compile(
    r"\bit\s+(?:is|was|has been|remains|seems?|appears?)\s+(?:\w+\s+)?(?:said|believed|thought"
    r"|reported|claimed|unclear|known|clear|expected|possible|likely|estimated|that)\b",
    re.IGNORECASE,
)
DEFINITE = re.compile(
    rf"\b(?P<the>the|this|that|these|those|both|each|said)\s+(?P<kind>(?:[\w-]+\s+){{0,4}}?{WEAPON})\b",
    re.IGNORECASE,
)
#: A sentence that begins so goes on about what stood before: "With a range of ...".
LABEL = re.compile(
    r"[^\w(]*(?:(?:maximum|max\.?|top|operational|estimated|the)\s+)?", re.IGNORECASE
)
#: Behind the words, a name that they are of: "700 km, the range of the Zolfaghar".
OF_NAME = re.compile(
    r",?\s*(?:(?:is|was|as|the|a|an|its|maximum|minimum|reported|claimed|estimated|stated|full"
    r"|attributed|given|quoted|listed|cited)\s+){0,5}(?:(?P<cue>[\w-]+(?:\s+[\w-]+)?)\s+)?"
    r"(?P<of>of|for|to)\s+(?:the\s+|its\s+)?(?:[A-Z][\w-]*(?:ian|['’]s)\s+)?(?:new\s+)?"
)
INTRODUCES = re.compile(
    r"[“\"'‘(]?(?:with|at|boasting|having|capable|weighing|measuring|carrying|flying|able|armed"
    r"|despite|given|thanks|its)\b",
    re.IGNORECASE,
)
PRONOUN_BEHIND = re.compile(r"[^.;]{0,80}?,\s*(?:it|they|the\s+[\w-]+)\b", re.IGNORECASE)
#: Nothing stands between a name and its figure: "Shahed-136 (2,000 km)".
STRAIGHT = re.compile(r"\s*(?:['’]s?)?\s*[(:]?\s*")
INTRODUCED = re.compile(r",\s*(?:[\w'’-]+\s+){0,4}\Z")
#: A name that begins its sentence is its subject.
BEGINS = re.compile(r"[“\"'‘(]?(?:[\w'’-]+\s+){0,4}\Z")
_DETERMINER = re.compile(
    r"(?:the|each|this|that|its|their|these|those|both|his|our|said)\Z", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:a|an)\Z", re.IGNORECASE)
#: In front of "a missile": that is what the name is.
_PREDICATE = re.compile(
    r"(?:\b(?:is|was|are|were|be|been|being|as|becomes?|became|remains?|called|considered|namely)"
    r"(?:\s+(?:\w+ly|essentially|now|also|itself|not))?|[,(:–—-])\s*\Z"
)
_ANOTHER = re.compile(
    r"(?:another|other|every|any|no|similar|different|several|some)\Z", re.IGNORECASE
)
_WORD_BEFORE = re.compile(r"([\w'’-]+)\s*\Z")
_NOUN = re.compile(rf"(?<!guidance )(?<!navigation )(?<!propulsion )(?<!steering )\b{WEAPON}\b")
_WORD_BEHIND = re.compile(r"[”\"»]?[\s-]+([\w-]+)")
_LONGEST_PHRASE = 6


def other_thing(gap: str) -> str | None:
    """Return words that name another weapon between a name and its figure; None where none do.

    "is a missile" and ", a missile" say what the name is, "the missile" stands for it; "beside a
    missile" and "missiles" are others.

    Examples
    --------
    >>> other_thing(" was shown beside a missile with a range of ")
    'a missile'
    >>> other_thing(" is a short-range ballistic missile with a range of ")
    """
    for noun in _NOUN.finditer(gap):
        start, verdict = noun.start(), None
        for _ in range(_LONGEST_PHRASE):
            before = _WORD_BEFORE.search(gap[max(0, start - 40) : start])
            if before is None:
                break
            word = before[1]
            if _DETERMINER.match(word):
                verdict = False
            elif _ANOTHER.match(word):
                verdict = True
            elif _ARTICLE.match(word):
                at = start - (len(before[0]))
                verdict = _PREDICATE.search(gap[:at]) is None
            elif not modifies(word):
                verdict = True
            start -= len(before[0])
            if verdict is not None:
                break
        else:
            verdict = True
        if verdict is None:
            # Nothing stands in front but modifiers: the kind of the name itself.
            verdict = bool(gap[:start].strip(" \t\n'’s"))
        if verdict:
            return " ".join(gap[start : noun.end()].split())
    return None


_MODIFIER = re.compile(
    r"(?:[\w-]*(?:ic|al|ary|ble|ive|ous|less|led|ided|ered|fuel|fuell?ed|stage|type|class|range"
    r"|propellant|tech|size|attack|cruise|kamikaze|suicide|road-mobile|surface-to-surface|combat"
    r"|new|older|advanced|precision|heavy|light|single-use|loitering|guided|unmanned|glide|way"
    r"|\w+-\w+|ian|ese|ean|aerial|anti-ship|ship|air|ground|powerful|deadly|modern|old|big|small|large)"
    r"|[\d,.]+|km|kg|one|one-way|of|mile|kilomet(?:re|er))\Z",
    re.IGNORECASE,
)


def behind_kind(text: str, at: int) -> int:
    """Return where the words of its kind end that stand behind a name, or ``at`` itself.

    Examples
    --------
    >>> behind_kind("Zolfaghar short-range ballistic missiles have", 9)
    40
    >>> behind_kind("Zolfaghar is a missile", 9)
    9
    """
    end = at
    for _ in range(_LONGEST_PHRASE):
        word = _WORD_BEHIND.match(text, end)
        if word is None:
            return at
        if _NOUN.fullmatch(word[1]):
            return word.end()
        if not modifies(word[1]):
            return at
        end = word.end()
    return at


def modifies(word: str) -> bool:
    """Tell a word that may stand in front of the kind of a weapon: "short-range", "ballistic"."""
    return _MODIFIER.match(word) is not None
