"""Who said it: a sentence must put its words in the mouth the passage puts them in, and not into none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellsourced.steps.proving.words import TIMES
from wellsourced.steps.vetoing.patterns import phrases
from wellsourced.text.tokens import STOPWORDS, content_stems, stem, tokens
from wellsourced.text.wordlists import words

__all__ = ["Saying", "sayings", "speaker_differs"]


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody's words: the telling stems of who speaks, and of what is said."""

    who: frozenset[str]
    what: frozenset[str]


_VERB = (
    r"(?:sa(?:id|ys?|ying)|tells?|told|argue[sd]?|claim(?:s|ed)|allege[sd]?|contend(?:s|ed)?|assert(?:s|ed)?|"
    r"maintain(?:s|ed)?|testif(?:ied|ies)|warn(?:s|ed)?|insist(?:s|ed)?|den(?:ied|ies)|suggest(?:s|ed)?|"
    r"estimate[sd]?|believe[sd]?|predict(?:s|ed)?|acknowledged|admitted|stated|complained|urge[sd]|announced|"
    r"wrote|explained|recommend(?:s|ed)?|propose[sd]?|concluded|found|reported|note[sd]|repl(?:ied|ies)|"
    r"disputed|called|put|thought|objected|replied|counted|identified)"
)
_FINITE = r"(?:is|are|was|were|has|have|had|do|does|did|will|would|may|might|can|could|should|must)"
"""What no name of a speaker holds, but what he says."""
_LEADING = re.compile(
    rf"^(?P<who>(?:(?!\b{_VERB}\b)[^;:]){{2,110}}?),?\s+(?:(?:has|have|had|also|later|then)\s+)?{_VERB}\b(?P<what>.*)$"
)
_TRAILING = re.compile(
    rf"^(?P<what>.+),[”\"]?\s+(?!which |who )(?P<who>[^,;]{{2,60}}?)\s+{_VERB}(?: (?:on|in) [^,]+)?[.]?$"
)
_INVERTED = re.compile(
    rf"^(?P<what>.+),[”\"]?\s+{_VERB}\s+(?!that |no |nothing |any )"
    rf"(?P<who>(?:(?!\b{_FINITE}\b)[^,;]){{2,60}}?)[.]?$"
)
_ACCORDING = re.compile(
    r"^(?P<what>.+),\s+(?:according to|in the (?:view|words|opinion) of)\s+(?P<who>[^;]{2,80}?)[.]?$"
)
_ACCORDING_FIRST = re.compile(
    r"^(?:According to|In the (?:view|words) of)\s+(?P<who>[^,;]{2,80}),(?P<what>.+)$"
)
_SHAPES = (_ACCORDING_FIRST, _ACCORDING, _INVERTED, _TRAILING, _LEADING)
_CLAUSE = re.compile(r";\s+|,?\s+(?:while|whereas)\s+|,\s+(?:but|and)\s+(?=[a-z]+ [a-z]+ )")

_SHARED = frozenset(
    stem(word)
    for word in words(
        "county city state federal town national local public district school health office department "
        "board member former outside lead chief senior who not part involved"
    )
)
"""Words that speakers of one place have in common: they tell nobody from his neighbor."""
_GENERIC = frozenset(stem(word) for word in words("company agency firm maker city county department group"))
_BACKWARD = frozenset(words("he she it they we i this that which who"))

_OPINION = phrases(
    r"""
    alleg\w+
    claim(?:s|ed)\b
    argue[sd]?\b
    contend\w*
    (?<!to )believe[sd]?\b
    accus\w+
    sa(?:id|ys?)\b
    told\b
    insist\w*
    warned\b
    predict\w*
    estimat\w+
    suggest\w*
    propos\w+
    recommend\w*
    testif\w+
    according to\b
    """
)
"""Words under which a matter is somebody's word and not yet a fact."""
_REPORTED = phrases(
    r"""
    report\w*
    purported(?:ly)?\b
    argu\w+
    claim\w*
    warn\w*
    thought\b
    think\w*
    object\w*
    call(?:s|ed)\b
    consider\w*
    view\w*
    den(?:y|ies|ied)\b
    put\b
    wants?\b
    critic\w+
    oppos\w+
    complain\w*
    maintain\w*
    assert\w*
    acknowledg\w+
    conclud\w+
    regard\w*
    disput\w+
    found\b
    for (?:him|her|them)\b
    in the (?:view|words|opinion)\b
    """
)
_TEXT_SAYS = re.compile(
    r"\b(?:section|law|act|order|rule|policy|procedure|directive|standard|code|agreement|statute|ordinance|regulation|manual|article|clause|"
    r"constitution|charter|contract|plan|notice|decree|opinion|ruling)\b[^,.;]{0,30}? (?:says?|said)\b",
    re.IGNORECASE,
)
"""What a text says is so: it is no one's opinion."""


def sayings(sentence: str) -> Iterator[Saying]:
    """What a sentence puts in somebody's mouth, clause by clause."""
    for clause in _CLAUSE.split(sentence):
        for shape in _SHAPES:
            match = shape.match(clause.strip())
            if match is None:
                continue
            who, what = _telling(match["who"]), content_stems(match["what"])
            if who and what:
                yield Saying(who, what)
                break


def _telling(who: str) -> frozenset[str]:
    """The stems that tell a speaker from others; a speaker only pointed back at has none."""
    heard = [token.norm for token in tokens(who)]
    if not heard or heard[-1] in _BACKWARD:
        return frozenset()
    kept = [word for word in heard if word not in STOPWORDS | TIMES and not word[0].isdigit()]
    stems = frozenset(stem(word) for word in kept)
    return stems - _SHARED or stems


def _may_be_one(who: frozenset[str], there: frozenset[str], told: Sequence[str]) -> bool:
    """Whether two speakers share a telling word, or one is only 'the company' and the other new."""
    if who & there:
        return True
    return there <= _GENERIC and not any(who & other.who for text in told for other in sayings(text))


def speaker_differs(sentence: str, told: Sequence[str]) -> str | None:
    """How the sentence's speaker differs from the passage's, or None.

    `told` are the passage's sentences, the nearest to the sentence first.
    """
    if not told:
        return None
    said_by = list(sayings(sentence))
    for saying in said_by:
        nearest = max(told, key=lambda text: len(saying.what & content_stems(text)))
        if 2 * len(saying.what & content_stems(nearest)) < len(saying.what):
            continue
        there = list(sayings(nearest))
        if there and not any(_may_be_one(saying.who, other.who, told) for other in there):
            return "puts words in another mouth"
    opinion = _OPINION.search(_TEXT_SAYS.sub("", told[0]))
    if opinion and not (said_by or _OPINION.search(sentence) or _REPORTED.search(sentence)):
        return "tells as fact what the passage has somebody say"
    return None
