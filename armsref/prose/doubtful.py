"""English words that make it doubtful whose figure it is, or whether it is a specification."""

from __future__ import annotations

import re

from armsref.prose.wordings import WEAPON

DETERMINER = re.compile(
    r"(?:the|an?|its|their|his|our|each|every|both|all|some|any|this|these|those|most|one|no"
    r"|\w+['’]s?|\d[\d,.]*|of|dozens|hundreds|thousands|several|many|more|so-called|single|new)\Z",
    re.IGNORECASE,
)
LAST_WORD = re.compile(r"([\w'’.,-]*[\w'’])[\s“\"‘']*\Z")
#: A clause begins behind one of these, or behind a mark.
OPENS = re.compile(
    r"(?:^|[,;:(\[–—“\"|]|\b(?:that|and|but|while|whereas|although|though|because|since|when|if|how"
    r"|where|as|or|which|said|says?|told|claim(?:s|ed)?|believe[sd]?|thinks?|thought|estimate[sd]?"
    r"|report(?:s|ed)?|boast(?:s|ed)?|add(?:s|ed)|shows?|means?|insist(?:s|ed)?|note[sd]?|warn(?:s|ed)?"
    r"|announced?|know[sn]?|revealed|confirmed|argue[sd]?|only|then|now|far"
    r"|told (?:reporters|journalists|(?:[A-Z][\w.]*\s*){1,3})))\s*\Z",
    re.IGNORECASE,
)
#: What an object is described by: "the Zolfaghar, which", "(range", "as a missile with".
DESCRIBES = re.compile(
    r"\s*(?:[(:–—]|as\b|which\b|that\b|whose\b|,\s*(?:\w+ly\s+)?(?:which|that|whose|an?|the|with\s+its)\b)"
)
FINITE = re.compile(
    r"\s+(?:\w+ly\s+)?(?:has|have|had|is|was|are|were|can|could|may|might|will|would|weigh(?:s|ed)?"
    r"|carr(?:y|ies|ied)|fl(?:y|ies|ew)|reach(?:es|ed)?|travels?|costs?|boasts?|measures?)\b"
)
PRONOUN = re.compile(r"\b(?:it|its|they|their|whose|(?:this|that|the|these)\s+" + WEAPON + r")\b")
TELLING = re.compile(r"\b(?:is|was|are|were|of|at|has|have|had|to|with|be|as)\b")
#: Straight behind a name or its kind.
FOLLOWS = re.compile(
    r"[^\w\s-]|\s*\Z|[\s]*[–—(-]\s|\s+(?:[a-z]+(?:ly|ed|ing)|has|have|had|is|was|are|were|be|can|could|may"
    r"|might|will|would|must|with|at|of|to|in|on|for|from|by|as|and|or|but|that|which|who|whose|than|into"
    r"|over|against|between|up|about|around|some|only|also|now|still|itself|itself|carr(?:y|ies)|flies|fly"
    r"|flew|hits?|packs?|weighs?|costs?|boasts?|measures?|reach(?:es)?|travels?|cruises?|strikes?|lifts?"
    r"|holds?|needs?|offers?|delivers?|tops?|stays?|fires?|struck|fell|cost|while|whereas|each|both|then"
    r"|capable|able|never|not|does|do|did|range|ranges|payload|speed|warhead|reportedly|alone|stands?|an?|the"
    r"|remains?|features?|possess(?:es)?|puts?|when|where|because|since|if|so|family|series|model"
    r"|[a-z]+s\s+(?:an?|the|its|up|about|some|over|more|at|in|only|to|\d))\b|\s+[\dA-Z“\"~≈<>≤≥$€£]"
)
SIZE = re.compile(
    r"[\s-]+(?:long|wide|tall|high|deep|across|in (?:length|diameter|height|width))\b"
)
IS = re.compile(
    r"(?:[,(:;–—]|\b(?:is|was|are|were|be|being|measur(?:es?|ing)|and|at|about|around|some|roughly|over|than"
    r"|just|only|nearly|almost|to|least|most|with|an?|stands?|believed|estimated|reportedly|approximately"
    r"|of|has|up))\s*\Z",
    re.IGNORECASE,
)
#: "a truck that weighs": a thing that says what follows of itself.
THING_WITH = re.compile(
    r"\b(?:an?|the|its|from|on|by)\s+(?:(?!of\b)[a-z-]+\s+){0,3}?([a-z-]+),?\s+"
    r"(?:that|which|whose|with|weighing|measuring)\b|\b([a-z-]+)\s+(?:weighing|measuring)\b"
)
WITHIN = re.compile(
    r"\s*(?:away\s+)?(?:within|in|inside|out\s+of|outside|beyond)\s+(?:the\s+)?range\b"
)
LIMIT = re.compile(
    r"[\s-]*(?:[\w-]+\s+){0,2}?(?:limits?|thresholds?|caps?|restrictions?|ceilings?)\b"
)
BEYOND = re.compile(
    r"\b(?:(?:falls?|fell)(?:\s+short\s+of)?|(?:far|well|way|just|much|slightly)\s+"
    r"(?:above|beyond|below|short of|under|over))\s+(?:the\s+)?\Z"
)
DEVELOPED = re.compile(
    r"\b(?:develop\w*|research\w*|programmes?|programs?|fleets?|in total|altogether"
    r"|stockpiles?|factor\w+)\b"
)
#: "two 250 kg bombs": the figure is of each.
COUNT = re.compile(
    r"\b(?:two|three|four|five|six|eight|ten|several|\d{1,2})\s*[x×]?\s+\Z", re.IGNORECASE
)
MULTIPLE = re.compile(
    r"\b(?:twice|double|triple|thrice|half|quarter|(?:two|three)[- ]thirds|[\w.-]+ times"
    r"|\w+fold|same)\b",
    re.IGNORECASE,
)
#: "The slow Shahed-136": a determiner and plain words, which are no verb, no preposition.
PHRASE = re.compile(
    r"(?:\A|[\s“\"‘'(])(?:the|an?|its|their|\w+['’]s?)\s+((?:(?!\w+(?:ing|ed)\b"
    r"|(?:of|by|for|with|to|from|on|in|at|that|which|has|have|is|was|are|were|and|or)\b)[a-z-]+,?\s+){1,2})\Z",
    re.IGNORECASE,
)
INCLUDES = re.compile(r"\b(?:includ\w+|such as|namely|notably|especially)\s+(?:the\s+|its\s+)?\Z")
#: "the Zolfaghar, built by Aerospace, has": words broken in, behind which its own verb stands.
BROKEN = re.compile(
    r"\s*,(?:(?!\band\b)[^,;:()])*,(?=\s*(?:\w+ly\s+)?(?:has|had|can|could|is|was|carries|weighs|flies)\b"
    r"[^,;:()]*\Z)"
)
THAN = re.compile(r"\bthan\s+(?:the\s+|an?\s+|its\s+)?\Z", re.IGNORECASE)
