"""Shortenings that a sentence bears out: what is left out limits nothing."""

from __future__ import annotations

import re
from random import Random

from edits.helpers import words
from edits.quantities import MONTHS
from edits.wordnet import WordNet

__all__ = [
    "AdjectivesOut",
    "fewer_items",
    "shortened",
    "weaker",
    "without_adverb",
    "without_opening",
    "without_place",
    "without_time",
]

_MONTH = "|".join(MONTHS)
_TIME = (
    r"(?:In|On|During|Since|By|After|Before|From|Until|As of|Between) (?:(?:the|late|early|mid-?|"
    r"about) )*(?:[a-z]+ of )?"
    rf"(?:the )?(?:[A-Z]\w+ )?(?:\d[\w,–-]*|{_MONTH})[^,;]{{0,30}}"
)
LEADING_TIME = re.compile(rf"^(?P<time>{_TIME}), (?P<rest>(?!when|who|which|and\b).{{15,}})\.$")
_LAST_TIME = re.compile(
    rf"^(?P<rest>.{{25,}}[a-z]) (?:in|on) (?:(?:late|early|mid) )?(?:(?:{_MONTH}) )?(?:\d{{1,2}}, "
    rf")?(?:1[5-9]|20)\d\d\.$"
)
_TAILS = (
    r"^(.{30,}), (?:which|who|making|including|leading|resulting|forming|allowing|providing|becoming|"
    r"giving|where|"
    r"thereby|especially|particularly|such as|followed by|along with|together with) [^,;]*\.$",
    r"^(.{30,}); [^;]*\.$",
    r"^(.{30,}), (?:but|while|although|though|whereas) [^,;]*\.$",
    r"^(.{30,}), and (?:the|it|he|she|they|a|an|this|its|his|her|[A-Z]\w+)(?: [\w'’-]+){0,4} "
    r"(?:is|are|was|were|has|have|had|can|will|may|must|does|did|\w{2,}ed) [^;]*\.$",
    r"^(.{30,}[a-z]) (?:because|so that|in order to) [^,;]*\.$",
)
_HELD = re.compile(
    r"^(?:If|When|While|Although|Because|Unless|As|Since|Though|Once|After|Both|Neither|Either|Not|Before|Until|For)\b"
)
_LEFT_OUT = words(
    "also thus therefore very then eventually finally officially famously subsequently furthermore"
    " additionally successfully rapidly significantly however"
)
_TIED = re.compile(r"\b(?:first|last|only|peak\w*|still|had|more|most|again|until)\b|\d")


def shortened(sentence: str, rng: Random) -> list[str]:
    """The sentence without a bracket, an opening date, a second clause, or a loose adverb."""
    made = []
    plain = re.sub(r" \([^()]*\)", "", sentence)
    if plain != sentence and "(" not in plain:
        made.append(plain)
    match = LEADING_TIME.match(sentence)
    if match and not _TIED.search(match["rest"]):
        made.append(match["rest"][0].upper() + match["rest"][1:] + ".")
    for pattern in _TAILS:
        match = re.match(pattern, sentence)
        if (
            match
            and not _HELD.match(sentence)
            and not re.search(r"\bnot\b[^,]*$|\bbetween\b[^,]*$", match[1])
        ):
            made.append(match[1] + ".")
    for word in _LEFT_OUT:
        if f" {word} " in sentence and f"not {word}" not in sentence:
            made.append(sentence.replace(f" {word} ", " ", 1))
    return [text for text in made if _balanced(text)]


def _balanced(text: str) -> bool:
    return len(text.split()) >= 5 and text.count("(") == text.count(")") and text.count('"') % 2 == 0


def without_time(sentence: str, rng: Random) -> list[str]:
    """The sentence without the date that ends it."""
    match = _LAST_TIME.match(sentence)
    if (
        not match
        or _TIED.search(match["rest"])
        or re.search(r"\b(?:and|not|before|after|born|again)\b", match["rest"])
    ):
        return []
    return [match["rest"] + "."]


_ITEM = r"[a-z][\w'-]*(?: [a-z][\w'-]*){0,3}"
_LIST = re.compile(rf"(?P<first>[a-z][\w'-]*), (?P<middle>{_ITEM}), and (?P<last>[a-z])")
_WHOLE = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|both|each|respectively|total|neither|no|not|between|consists?|"
    r"composed|compris\w+|made up|are|is|divided|all|only|combin\w+|any|if|when|unless|cannot|"
    r"without|except|together)\b|\d"
)


def fewer_items(sentence: str, rng: Random) -> list[str]:
    """ "A, B, and C" as "A and C", where the list is not said to be the whole."""
    found = [m for m in _LIST.finditer(sentence) if "," not in m["middle"]]
    if len(found) != 1 or _WHOLE.search(sentence):
        return []
    match = found[0]
    before = sentence[: match.start()]
    if before.count(",") or re.search(r"\b(?:and|or|that|which)\b", match["middle"]):
        return []
    return [f"{before}{match['first']} and {match['last']}{sentence[match.end() :]}"]


_INTENSIONAL = frozenset(
    words(
        "former fake possible potential likely alleged proposed false artificial partial first last "
        "single separate next new different other another similar same certain particular few little "
        "minimum maximum average second third only negative nonzero zero null small large high low "
        "female male least most more better best worse valid invalid federal national local private "
        "public current previous major minor long short half double total overall"
    )
)


class AdjectivesOut:
    """Leaves out an adjective between an indefinite article and a noun ("a lengthy war" as "a war")."""

    def __init__(self, words: WordNet) -> None:
        self._words = words

    def __call__(self, sentence: str, rng: Random) -> list[str]:
        """One text for each adjective that can go; none in a negated or conditional sentence."""
        if re.search(
            r"\b(?:not|no|never|if|unless|only|without|than|cannot|any|every|each|all|must|may)\b|n't",
            sentence,
        ):
            return []
        made = []
        for match in re.finditer(
            r"\b(?:is|was|became|called|has|had|as) (?P<article>an?) (?P<word>[a-z]{4,}) "
            r"(?P<noun>[a-z]{3,})\b",
            sentence,
        ):
            word, noun = match["word"], match["noun"]
            if word in _INTENSIONAL or self._words.part(word) != "a" or self._words.part(noun) != "n":
                continue
            article = "an" if noun[0] in "aeiou" else "a"
            made.append(f"{sentence[: match.start('article')]}{article} {noun}{sentence[match.end() :]}")
        return made


_NOT_LOOSE = frozenset(
    words(
        "only nearly partially allegedly rarely hardly probably possibly apparently reportedly "
        "supposedly previously formerly usually typically generally mostly mainly primarily "
        "approximately roughly exactly presumably scarcely seldom early likely family daily monthly "
        "yearly weekly early supply apply reply rely comply multiply assembly anomaly monopoly italy "
        "july ally bodily friendly costly elderly only unlikely partly barely seemingly ostensibly "
        "potentially solely relatively normally commonly frequently occasionally temporarily merely "
        "purely largely exclusively temporarily directly indirectly separately respectively equally "
        "similarly differently conditionally necessarily fairly least slightly mildly nominally "
        "practically virtually theoretically conversely initially originally lately currently"
    )
)
_TIES = frozenset(["and", "or", "but", "very", "a", "an", "the", "how", "more", "most", "so", "as", "too"])
_NOT_PLAIN = re.compile(
    r"\b(?:not|no|never|none|nor|if|unless|only|without|than|cannot|first|last|most|least|every|each|all|any|until|few|"
    r"must|may|should|would|could|might|can|will|shall|when|whenever|where|too|as|so|more|less|same|both|\w+est)\b|n't"
)
_PAST = re.compile(r"\b(?:was|were|became|began|won|led|made|took|held|gave|lost|built|\w{3,}ed)\b")
_OPENING = re.compile(
    r"^(?:In|At|During|After|Following|Under|With|By|On|From|Throughout|Despite|Since) [^,;:]{3,70}, "
    r"(?P<rest>[^;]{20,})$"
)
_PLACE = re.compile(
    r"^(?P<rest>[^,;]{25,}?\b[a-z]*[a-ce-z]) (?:in|at|during|under|with|near|throughout|through|"
    r"after|before|following|despite) "
    r"(?:(?!and\b|or\b|of\b|to\b)[\w'’.-]+ ?){1,6}\.$"
)
_NEEDS_PLACE = re.compile(
    r"\b(?:participat\w+|interest\w*|change\w*|increase\w*|decrease\w*|decline\w*|rise|fall|role|part|involve\w*|place|result|"
    r"belief|deal\w*|up|out|down|off|over|on|to|compar\w+|replac\w+|associat\w+|was|were|is|are|been|be|and|or|of|in|"
    r"engage\w*|invest\w*|success|succe\w+|relation\w*|war|war with|agreement|contact|conflict|"
    r"border|the|a|an|his|its|their|that|"
    r"live|lay|lie|based|set|went|go|came|come|remain\w*|located)$"
)


def without_adverb(sentence: str, rng: Random) -> list[str]:
    """The sentence without an adverb of manner ("sharply"), where nothing is denied or conditional."""
    if _NOT_PLAIN.search(sentence):
        return []
    made = []
    for match in re.finditer(r"(?<=[a-z]) (?P<word>[a-z]{3,}ly)(?= [a-z])", sentence):
        before = sentence[: match.start()].split()[-1]
        if (
            match["word"] not in _NOT_LOOSE
            and before not in _TIES
            and not re.match(r" (?:and|or|but)\b", sentence[match.end() :])
        ):
            made.append(sentence[: match.start()] + sentence[match.end() :])
    return made


def without_opening(sentence: str, rng: Random) -> list[str]:
    """A past event without the phrase that opens the sentence."""
    match = _OPENING.match(sentence)
    if (
        not match
        or not _PAST.search(match["rest"])
        or _NOT_PLAIN.search(match["rest"])
        or re.match(r"and\b|which\b|who\b|[a-z]+ing\b", match["rest"])
    ):
        return []
    return [match["rest"][0].upper() + match["rest"][1:]]


def without_place(sentence: str, rng: Random) -> list[str]:
    """A past event without the place or circumstance that ends the sentence."""
    match = _PLACE.match(sentence)
    if (
        not match
        or not _PAST.search(match["rest"])
        or _NOT_PLAIN.search(sentence)
        or _NEEDS_PLACE.search(match["rest"])
    ):
        return []
    if re.search(r"\b(?:which|that|who|to \w+|between|and)\b[^,]*$", match["rest"]):
        return []
    return [match["rest"].rstrip(",") + "."]


_WEAKER = (
    ("many", "some"), ("numerous", "some"), ("Many", "Some"), ("most", "many"), ("Most", "Many"),
    ("hundreds of", "many"), ("thousands of", "many"), ("millions of", "many"), ("always", "usually"),
    ("nearly all", "most"), ("almost all", "most"),
)  # fmt: skip


_PLURAL = r"(?:of\b|[a-z]+(?<![suia])s\b|(?!populous)[a-z]+ [a-z]+(?<![suia])s\b)"


def weaker(sentence: str, rng: Random) -> list[str]:
    """The sentence with a smaller claim of how many ("most" as "many")."""
    if re.search(r"\b(?:not|no|never|few|if|unless|without|the most|than)\b", sentence):
        return []
    return [
        re.sub(rf"\b{old}\b", new, sentence)
        for old, new in _WEAKER
        if re.search(
            rf"(?:^|\b(?:of|in|to|for|by|has|have|are|were|with|from|\w+ed|on) ){old} {_PLURAL}", sentence
        )
    ]
