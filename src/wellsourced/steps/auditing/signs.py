"""What tells a sentence worth checking from talk: figures, deeds, comparisons; wishes, greetings, views."""

from __future__ import annotations

import math
import re

from wellsourced.text import verbs
from wellsourced.text.dates import date_mentions
from wellsourced.text.figures import figures
from wellsourced.text.grammar import Word, auxiliary, finite_index, split_words
from wellsourced.text.names import names
from wellsourced.text.tokens import STOPWORDS
from wellsourced.text.wordlists import words

__all__ = ["SIGNS", "signs"]

_MINE = frozenset(words("i me my mine i'm i've i'd i'll myself"))
_OURS = frozenset(words("we us our ours we're we've we'd we'll let's"))
_YOURS = frozenset(words("you your yours you're you've you'd you'll"))
_PLANS = frozenset(
    words("will would shall should could might ought must i'll we'll they'll he'll won't wouldn't")
)
_LEANING = frozenset(words("it this that these those he she they it's that's there's"))
_MANY = frozenset(
    words(
        "million millions billion billions trillion thousand thousands hundred hundreds percent half double "
        "doubled triple tripled twice average majority most every all none only single one-third"
    )
)
_MORE = frozenset(
    words("more less fewer than higher lower larger smaller faster worse highest lowest largest first last")
)
_CHANGE = frozenset(
    words(
        "rise rose risen increase increased grow grew grown fall fell fallen drop dropped decline declined "
        "cut raise raised lose lost create created gain gained cost costs spend spent pay paid earn earned"
    )
)
_PUBLIC = frozenset(
    words(
        "law laws tax taxes budget deficit debt job jobs unemployment crime police court courts vote voted "
        "votes bill bills senate congress governor government federal state states county program programs "
        "school schools hospital hospitals health insurance oil energy military army troops war weapons "
        "nuclear trade immigrants prison medicare security income wage wages prices economy administration "
        "study agency company companies treaty drug drugs population countries country"
    )
)
_DEEDS = frozenset(
    words(
        "voted signed vetoed passed opposed supported banned closed built proposed introduced appointed "
        "refused ruled served indicted convicted sold bought sent took gave promised approved endorsed"
    )
)
_VIEWS = frozenset(
    words(
        "think believe hope feel want wish guess love like care suppose disagree agree respect know "
        "great good bad wrong right terrible wonderful proud important honest clear strong"
    )
)
_MANNERS = re.compile(
    r"\b(?:thank(?:s| you)|good (?:evening|morning|night)|welcome|please|ladies and gentlemen|bless|"
    r"let(?:['’]s| me| us)|go ahead|wait a minute|look,|well,|minutes? to|question|rebuttal|excuse me)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?!(?:best|rest|test|west|interest|request|honest|protest)\b)[a-z]{3,}est\b|\bworst\b|\bever\b|\bhistory\b"
)
_PLANNED = re.compile(
    r"\b(?:going to|gonna|want to|need to|have to|has to|ought to|plan to|if i)\b", re.IGNORECASE
)


def signs(sentence: str) -> dict[str, float]:
    """The signs of one sentence by name, each 0 or more; a sign that is not there is 0."""
    parts = split_words(sentence)
    lows = [word.low for word in parts]
    count = max(1, len(parts))
    found = figures(sentence)
    verb = finite_index(parts)
    return {
        "length": min(1.0, math.log(1 + count) / math.log(41)),
        "figure": float(bool(found)),
        "figures": min(3, len(found)) / 3,
        "measured": float(any(one.unit is not None for one in found)),
        "dated": float(bool(date_mentions(sentence))),
        "names": min(3, len(names(sentence))) / 3,
        "past": float(verb is not None and _is_past(parts, verb)),
        "no_verb": float(verb is None),
        "many": _some(lows, _MANY),
        "more": _some(lows, _MORE),
        "most": float(bool(_SUPERLATIVE.search(sentence))),
        "change": _some(lows, _CHANGE),
        "public": min(3, sum(low in _PUBLIC for low in lows)) / 3,
        "deeds": _some(lows, _DEEDS),
        "mine": _some(lows, _MINE),
        "ours": _some(lows, _OURS),
        "yours": _some(lows, _YOURS),
        "planned": float(bool(_PLANNED.search(sentence)) or any(low in _PLANS for low in lows)),
        "views": _some(lows, _VIEWS),
        "manners": float(bool(_MANNERS.search(sentence))),
        "asked": float(sentence.rstrip('"”’) ').endswith("?")),
        "leaning": float(bool(lows) and lows[0] in _LEANING),
        "content": sum(low not in STOPWORDS for low in lows) / count,
    }


def _some(lows: list[str], wanted: frozenset[str]) -> float:
    return float(any(low in wanted for low in lows))


def _is_past(parts: list[Word], verb: int) -> bool:
    """Whether a sentence tells of what was or has been done."""
    low = parts[verb].low
    helper = auxiliary(parts[verb])
    if helper is None:
        return verbs.is_past(low)
    return helper[0] in {"was", "were", "had", "did", "has", "have", "been"}


SIGNS = tuple(signs("A sentence."))
"""The names of the signs, in their order."""
