"""What a sentence says an agency must, may or must not do, and what that says of a claim.

A norm is the set of worlds it leaves open for one action: it is obligatory, free, or forbidden.
"must" leaves {obligatory}, "may refuse" leaves {free, forbidden}, "bars" leaves {forbidden}. A
passage supports a claim when every world it leaves open is one the claim allows, refutes it when
none is, and says nothing otherwise. Verbs of refusal turn the action round before that.

The vocabulary of actions comes from a casebook; nothing here knows what the matter is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from wellsourced.model.claims import Claim, Stance
from wellsourced.model.scope import Relation, place_relation
from wellsourced.model.sources import Passage
from wellsourced.text.names import names

__all__ = ["Act", "Norm", "Vocabulary", "World", "norm_stance", "norms"]


class World(StrEnum):
    """How an action can stand for an agency."""

    OBLIGATORY = "obligatory"
    FREE = "free"
    FORBIDDEN = "forbidden"


Worlds = frozenset[World]

_MUST: Worlds = frozenset({World.OBLIGATORY})
_MUST_NOT: Worlds = frozenset({World.FORBIDDEN})
_NEED_NOT: Worlds = frozenset({World.FREE, World.FORBIDDEN})
_MAY: Worlds = frozenset({World.FREE, World.OBLIGATORY})
_OPTIONAL: Worlds = frozenset({World.FREE})

_REFUSED: Mapping[Worlds, Worlds] = {
    _MUST: _MUST_NOT,
    _MUST_NOT: _MUST,
    _NEED_NOT: _MAY,
    _MAY: _NEED_NOT,
    _OPTIONAL: _OPTIONAL,
}
"""The worlds of an action when the modal governs its refusal."""

_LIMITING = r"(?:prohibit|bar|ban|forbid|restrict|limit|discourage|adopt|prevent)"

_MODALS: Sequence[tuple[str, Worlds]] = (
    # Most negative and most particular first: the first pattern that matches a clause wins.
    (r"(?:do|does|did|is|are|was|were) not (?:\w+ )?(?:require|oblige|force|compel)\w*", _NEED_NOT),
    (r"not (?:\w+ )?(?:required|obliged|bound|compelled|forced)", _NEED_NOT),
    (r"(?:no|without any) (?:\w+ )?(?:duty|obligation|requirement)", _NEED_NOT),
    (r"(?:need|needs) not", _NEED_NOT),
    (rf"no [^.;]{{1,60}}? (?:may|can|shall) (?:\w+ or |\w+ and )?(?:materially )?{_LIMITING}\w*", _MAY),
    (rf"(?:may|must|can|shall) not (?:\w+ or |\w+ and )?{_LIMITING}\w*", _MAY),
    (r"(?:bans?|bars?|voids?) [^.;]{0,80}?\b(?:polic(?:y|ies)|limits|restrictions|designations)", _MAY),
    (r"(?:do|does|did) not (?:\w+ )?(?:bar|ban|forbid|prohibit|stop|prevent|preclude)\w*", _MAY),
    (r"not (?:\w+ )?(?:barred|banned|forbidden|prohibited)", _MAY),
    (r"no [^.;,]{1,60}? (?:may|can|shall)", _MUST_NOT),
    (r"(?:may|must|can|shall|should|could) (?:not|never)|cannot|can't", _MUST_NOT),
    (r"(?:do|does|did) not (?:\w+ )?(?:let|allow|permit|authorize)\w*", _MUST_NOT),
    (r"(?:allow|permit)(?:s|ted|ed)? no", _MUST_NOT),
    (r"(?:no|gives no|had no|has no|have no) (?:\w+ )?(?:power|authority|right) to", _MUST_NOT),
    (r"(?:bar|ban|forbid|prohibit|outlaw)(?:s|ned|red|den|ed)?\b|forbade", _MUST_NOT),
    (r"(?:stop|keep|prevent)(?:s|ped|ed)? [^.;]{1,60}? from", _MUST_NOT),
    (r"(?:banning|barring|forbidding|prohibiting)", _MUST_NOT),
    (r"ban on|bars? on|prohibition (?:of|on)", _MUST_NOT),
    (r"(?:allow|permit|let)(?:s|ted|ed)? [^.;]{0,80}? only (?:with|if|when|after|on)", _MUST_NOT),
    (r"may [^.;]{0,60}? only (?:with|if|when|after|on)", _MUST_NOT),
    (r"free to|choose to|chooses to|leaves? it to|leaves? the (?:matter|choice) open", _OPTIONAL),
    (r"(?:must|shall|have to|has to|had to)", _MUST),
    (r"(?:requir|oblig|forc|compel|order|direct)(?:es?|s|ed|led|ing)? [^.;]{1,110}? to", _MUST),
    (r"(?:tells|told) [^.;]{1,60}? to", _MUST),
    (r"(?:makes?|made) (?!it )", _MUST),
    (r"(?:duty|obligation) (?:(?:that )?[A-Z]\w+ places )?(?:on|to|for)", _MUST),
    (r"(?:may|can|could|let|lets|allow\w*|permit\w*|authoriz\w*)", _MAY),
)
_ADJECTIVES: Sequence[tuple[str, Worlds]] = (
    (
        r"(?:not|never|no(?: [a-z]+){0,4}) (?:[a-z]+ ){0,5}(?:mandatory|obligatory|compulsory)",
        _NEED_NOT,
    ),
    (r"(?:are|is|as|were|was|be|being|remain\w*) (?:\w+ )?(?:mandatory|obligatory|compulsory)", _MUST),
    (r"(?:are|is|as|were|was|be|being|remain\w*) (?:\w+ )?(?:voluntary|optional|discretionary)", _OPTIONAL),
    (r"(?:is|are|as|were|was|merely|only) (?:a |mere )?requests?\b", _OPTIONAL),
    (r"calls? (?:it|them|[\w ]{1,30}?) (?:a |mere )?requests?\b", _OPTIONAL),
)
_ADJECTIVE = tuple(
    (re.compile(rf"\b(?:{pattern})", re.IGNORECASE), worlds) for pattern, worlds in _ADJECTIVES
)
_MODAL = tuple((re.compile(rf"\b(?:{pattern})", re.IGNORECASE), worlds) for pattern, worlds in _MODALS)

_REFUSAL = re.compile(
    r"\b(?:refus\w+|declin\w+|ignor\w+|disregard\w*|opt(?:s|ed)? out of|turn(?:s|ed)? down"
    r"|not (?:to )?(?:cooperate|comply|honor|hold|help|assist))\b",
    re.IGNORECASE,
)
_PRACTICE = re.compile(
    r"\b(?:(?:refus|declin|ignor)(?:es|ed|d|s)|stopped|ended|no longer)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|where|if|unless)\b")
_CLAUSE = re.compile(
    r"[;:]|,? (?:but|while|whereas|although|though)\b|, (?:so|and) (?=(?:the|a|an|it|its|they)\b)"
    r"| and (?=(?:may|must|shall|can|lets?|makes?|bars?|bans?|requires?|forbids?)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The words for one action: its verbs ("honor", "hold") and what they are done to ("detainer")."""

    verbs: tuple[str, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A matter's actions by code; `general` is the matter as a whole ("cooperate with ...")."""

    actions: Mapping[str, Act]
    general: Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What one clause says of one set of actions. `actions` empty means the matter as a whole."""

    worlds: Worlds
    actions: frozenset[str]
    quote: str


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted({word.lower() for word in words}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in longest_first) + r")\w{0,4}", re.I)


def _does(act: Act, said: _Said, sentence: str) -> bool:
    """Whether a clause speaks of doing this: its verb, on an object the clause or its sentence names.

    "mandatory" and "voluntary" need no verb, since the object itself is what they qualify.
    """
    if said.adjective:
        return _pattern(act.objects).search(said.governed) is not None
    verb = _pattern(act.verbs).search(said.governed) or _REFUSAL.search(said.governed)
    return verb is not None and _pattern(act.objects).search(sentence) is not None


@dataclass(frozen=True, slots=True)
class _Said:
    """The worlds a clause leaves open, the words its modal governs, and whether an adjective says so."""

    worlds: Worlds
    governed: str
    adjective: bool = False


def _refuses(governed: str) -> bool:
    """Whether what a modal governs is a refusal: "must decline", "bars sheriffs from refusing"."""
    match = _REFUSAL.search(governed)
    return match is not None and re.search(r"[,;]| and ", governed[: match.start()]) is None


_UNSETTLED = re.compile(
    r"\b(?:silent on|would|(?:decide|question(?: of)?|for [\w ]{3,30}) whether|no more than|at most"
    r"|think\w*|thought|believ\w+|look(?:s|ed)"
    r"|(?:states?|legislatures?|congress) (?:may|can|could) (?:require|forbid|bar|ban|oblige))\b",
    re.IGNORECASE,
)
"""What is left open, is only a bill, a limit, an opinion or a power to make rules is no norm."""


def _modality(clause: str) -> _Said | None:
    if _UNSETTLED.search(clause):
        return None
    for pattern, worlds in _ADJECTIVE:
        if pattern.search(clause):
            return _Said(worlds, clause, adjective=True)
    for pattern, worlds in _MODAL:
        match = pattern.search(clause)
        if match is not None:
            after = clause[match.end() :]
            # A duty governs its own verb alone: "must publish policies that limit help" is no duty to help.
            governed = _RELATIVE.split(after)[0] if worlds is _MUST else clause
            return _Said(_REFUSED[worlds] if _refuses(after) else worlds, governed)
    return _Said(_NEED_NOT, clause) if _PRACTICE.search(clause) else None


def _clauses(sentence: str) -> list[str]:
    pieces = [piece.strip(" ,") for piece in _CLAUSE.split(sentence)]
    return [piece for piece in pieces if piece]


def norms(sentence: str, vocabulary: Vocabulary) -> list[Norm]:
    """The norms a sentence states, one a clause."""
    found = []
    for clause in _clauses(sentence):
        said = _modality(clause)
        if said is None:
            continue
        named = frozenset(code for code, act in vocabulary.actions.items() if _does(act, said, sentence))
        if named or _does(vocabulary.general, said, sentence):
            found.append(Norm(worlds=said.worlds, actions=named, quote=sentence))
    return found


def _speaks_to(claim: Claim, passage: Passage) -> bool:
    """Whether the passage speaks of the law and place the claim speaks of."""
    if claim.authority is not None and (
        passage.note is None or passage.note.authority is not claim.authority
    ):
        return False
    if claim.scope.place is None:
        return True
    relation = place_relation(passage.scope.place, claim.scope.place)
    return relation in (Relation.EQUAL, Relation.NARROWER)


def _same_speaker(claim: Claim, passage: Passage) -> bool:
    if claim.author is None:
        return True
    wanted = {name.norm for name in names(claim.author)} or {claim.author.lower()}
    present = {name.norm for name in names(passage.text)}
    return bool(wanted & present)


def _compare(claim: Norm, passage: Norm) -> Stance:
    if claim.actions and passage.actions and not claim.actions & passage.actions:
        return Stance.NEUTRAL
    if claim.actions and not passage.actions:
        return Stance.NEUTRAL
    if passage.worlds <= claim.worlds:
        return Stance.SUPPORTS
    return Stance.NEUTRAL if passage.worlds & claim.worlds else Stance.REFUTES


_WORDS = {
    _MUST: "it is a duty",
    _MUST_NOT: "it is forbidden",
    _NEED_NOT: "it is not a duty",
    _MAY: "it is allowed",
    _OPTIONAL: "it is voluntary",
}


def norm_stance(
    claim: Claim, passage: Passage, sentence: str, vocabulary: Vocabulary
) -> tuple[Stance, float, str] | None:
    """What a sentence of a passage says of a claim about duty or permission; None where neither is one."""
    if not _speaks_to(claim, passage) or not _same_speaker(claim, passage):
        return None
    for wanted in norms(claim.text, vocabulary):
        for stated in norms(sentence, vocabulary):
            stance = _compare(wanted, stated)
            if stance is not Stance.NEUTRAL:
                return stance, 0.85, f"the passage says {_WORDS[stated.worlds]}"
    return None
