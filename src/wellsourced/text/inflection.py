"""English inflection: irregular verbs, and a stem that undoes inflection and nothing else.

Derivation is left alone on purpose: a general stemmer makes one word of "office" and "officer",
"author" and "authority", "detainer" and "detain", and that would let one sentence stand for another.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from wellsourced.text.wordlists import words

__all__ = ["IRREGULAR_NOUNS", "IRREGULAR_VERBS", "inflect_stem"]

# base: (past, participle)
_VERBS = """
arise arose arisen; awake awoke awoken; be was been; bear bore borne; beat beat beaten; become became become;
begin began begun; bend bent bent; bet bet bet; bid bid bid; bind bound bound; bite bit bitten;
bleed bled bled; blow blew blown; break broke broken; breed bred bred; bring brought brought;
build built built; burn burned burned; burst burst burst; buy bought bought; cast cast cast;
catch caught caught; choose chose chosen; cling clung clung; come came come; cost cost cost;
creep crept crept; cut cut cut; deal dealt dealt; dig dug dug; do did done; draw drew drawn;
drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed fed; feel felt felt;
fight fought fought; find found found; flee fled fled; fling flung flung; fly flew flown;
forbid forbade forbidden; forecast forecast forecast; foresee foresaw foreseen; forget forgot forgotten;
forgive forgave forgiven; forgo forwent forgone; freeze froze frozen; get got gotten; give gave given;
go went gone; grind ground ground; grow grew grown; hang hung hung; have had had; hear heard heard;
hide hid hidden; hit hit hit; hold held held; hurt hurt hurt; keep kept kept; kneel knelt knelt;
know knew known; lay laid laid; lead led led; leave left left; lend lent lent; let let let; lie lay lain;
light lit lit; lose lost lost; make made made; mean meant meant; meet met met; mislead misled misled;
mistake mistook mistaken; outgrow outgrew outgrown; overcome overcame overcome; override overrode overridden;
oversee oversaw overseen; overtake overtook overtaken; overthrow overthrew overthrown; pay paid paid;
put put put; quit quit quit; read read read; rebuild rebuilt rebuilt; repay repaid repaid; rid rid rid;
ride rode ridden; ring rang rung; rise rose risen; run ran run; say said said; see saw seen;
seek sought sought; sell sold sold; send sent sent; set set set; shake shook shaken; shed shed shed;
shine shone shone; shoot shot shot; show showed shown; shrink shrank shrunk; shut shut shut; sing sang sung;
sink sank sunk; sit sat sat; slay slew slain; sleep slept slept; slide slid slid; speak spoke spoken;
speed sped sped; spend spent spent; spin spun spun; split split split; spread spread spread;
spring sprang sprung; stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung;
strike struck struck; strive strove striven; swear swore sworn; sweep swept swept; swim swam swum;
swing swung swung; take took taken; teach taught taught; tear tore torn; tell told told;
think thought thought; throw threw thrown; undergo underwent undergone; understand understood understood;
undertake undertook undertaken; undo undid undone; uphold upheld upheld; upset upset upset; wake woke woken;
wear wore worn; weave wove woven; weep wept wept; win won won; wind wound wound; withdraw withdrew withdrawn;
withhold withheld withheld; withstand withstood withstood; wring wrung wrung; write wrote written
"""

IRREGULAR_VERBS = MappingProxyType(
    {
        base: (past, participle)
        for base, past, participle in (entry.split() for entry in _VERBS.replace("\n", " ").split(";"))
    }
)
"""Base form to (past, past participle)."""

IRREGULAR_NOUNS = MappingProxyType(
    {
        "men": "man",
        "women": "woman",
        "children": "child",
        "people": "person",
        "feet": "foot",
        "teeth": "tooth",
        "mice": "mouse",
        "wives": "wife",
        "knives": "knife",
        "halves": "half",
        "selves": "self",
        "leaves": "leave",
        "thieves": "thief",
        "criteria": "criterion",
        "phenomena": "phenomenon",
        "crises": "crisis",
        "bases": "base",
        "analyses": "analysis",
        "theses": "thesis",
        "hypotheses": "hypothesis",
        "policemen": "policeman",
        "policewomen": "policewoman",
        "congressmen": "congressman",
        "spokesmen": "spokesman",
    }
)
"""Plural to singular."""

# Past forms that are also everyday words of their own keep their own stem.
_AMBIGUOUS = frozenset(
    {"found", "ground", "wound", "bound", "left", "lay", "saw", "shed", "bore", "felt", "born"}
)
_TO_BASE = {
    form: base
    for base, forms in IRREGULAR_VERBS.items()
    for form in forms
    if form not in _AMBIGUOUS and form != base
} | {
    "is": "be",
    "are": "be",
    "am": "be",
    "were": "be",
    "being": "be",
    "doing": "do",
    "going": "go",
    "has": "have",
    "does": "do",
    "goes": "go",
    "got": "get",
    "left": "leave",
    "found": "find",
    "bound": "bind",
    "dying": "die",
    "lying": "lie",
    "tying": "tie",
    "learnt": "learn",
    "burnt": "burn",
    "proven": "prove",
    "pled": "plead",
    "sued": "sue",
    "suing": "sue",
}
_VOWEL = re.compile(r"[aeiouy]")
_KEEP_S = ("ss", "us", "is")
# -ed and -ing that belong to the word.
_WHOLE = frozenset(
    words(
        "indeed proceed exceed succeed need seed feed weed speed deed creed breed bleed heed embed shed "
        "sled bed red wed hundred kindred sacred naked wicked king ring sing wing thing bring spring "
        "string sting swing cling fling sling wring during morning evening nothing something anything "
        "everything ceiling sibling sterling viking united texas kansas arkansas illinois "
        "massachusetts congress news series species perhaps always whereas across less unless plus bias "
        "lens canvas atlas gas"
    )
)


@lru_cache(maxsize=65536)
def inflect_stem(word: str) -> str:
    """The stem of a lower-case ASCII word: plural, verb endings and irregular forms undone."""
    if word in _TO_BASE:
        word = _TO_BASE[word]
    elif word in IRREGULAR_NOUNS:
        word = IRREGULAR_NOUNS[word]
    elif len(word) > 3 and word.isalpha() and word not in _WHOLE:
        word = _strip(word)
    return _normal_ending(word)


def _strip(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + ("y" if len(word) > 4 else "ie")
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_KEEP_S):
        return word[:-1]
    if word.endswith("ied"):
        return word[:-3] + ("y" if len(word) > 4 else "ie")
    if word.endswith("eed"):
        return word[:-1]
    for ending in ("ed", "ing"):
        body = word[: -len(ending)]
        if word.endswith(ending) and len(body) > 1 and _VOWEL.search(body):
            return f"{body}e" if len(body) == 2 else _undouble(body)
    return word


def _undouble(body: str) -> str:
    doubled = len(body) > 3 and body[-1] == body[-2] and body[-1] not in "aeiousfz"
    # "called", "installed", "billed" keep their own double l after a single short vowel sound.
    if doubled and body[-1] == "l" and not body.endswith(("ell", "oll")):
        return body
    return body[:-1] if doubled else body


def _normal_ending(word: str) -> str:
    """One spelling for what endings blur: final e goes, final y is i, final double l or t is single."""
    if len(word) > 3 and word.endswith("e") and not word.endswith("ee"):
        word = word[:-1]
    if len(word) > 3 and word.endswith(("ll", "tt")):
        word = word[:-1]
    if len(word) > 2 and word.endswith("y") and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    return word
