"""Whether a norm of a passage bears on a claim of duty or permission, and what it says of it.

A lawyer asks five things before hearing a sentence: does it speak of the same action, bind the agency
asked about, hold in that place, come from the law or court that is named, and state a rule at all, not
what somebody did once or thinks. Only then is "must" set against "may".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wellsourced.model.claims import Claim, Stance
from wellsourced.model.scope import Relation, place_relation
from wellsourced.model.sources import Authority, Nature, Passage
from wellsourced.rules.places import places_in
from wellsourced.steps.norm_words import MAY, MUST, MUST_NOT, NEED_NOT, OPTIONAL, Worlds
from wellsourced.steps.norms import Norm, Vocabulary, norms, parties_in, words_pattern
from wellsourced.steps.proving.contrast import missing_details
from wellsourced.text.names import names
from wellsourced.text.sentences import sentences

__all__ = [
    "NORM_SCORE",
    "ON_A_CONDITION",
    "asks_of_rules",
    "norm_stance",
    "rule_stance",
    "speaks_of",
    "states_a_norm",
]

NORM_SCORE = 0.85
ON_A_CONDITION = "the passage allows it on a condition only"
_WORDS = {
    MUST: "it is a duty",
    MUST_NOT: "it is forbidden",
    NEED_NOT: "it is not a duty",
    MAY: "it is allowed",
    OPTIONAL: "it is voluntary",
}
_FEDERAL = re.compile(
    r"^(?:the )?federal (?:\w+ )?(?:government|laws?|statutes?|regulations?|constitution)\b", re.I
)
_GIVEN = re.compile(
    r"^[^,]{2,60}?\b(?:requires?|obliges?|forces?|makes?|bars?|bans?|forbids?|prohibits?|outlaws?|lets?"
    r"|allows?|permits?|leaves?|(?:do|does|did) not \w+)\b"
)
_LINK = r"(?:with|without|on|under|if|unless|when|where|absent)\b"
_PAPER = rf"\b(?P<link>{_LINK}) (?:(?!{_LINK})[\w-]+ ){{0,4}}?"
"""The word nearest before a paper is the one that links it: "on a detainer without a warrant"."""
_WITHOUT = frozenset({"without", "unless", "absent"})
_COUNTED = re.compile(
    r"^(?:only\b|no (?:states?|count(?:y|ies|ry|ries)|cit(?:y|ies)|towns?|jurisdictions?|places?)\b"
    r"|most\b|half\b|a majority\b|(?!all\b|every\b|each\b|the\b)\w+ states\b)",
    re.IGNORECASE,
)
"""A claim on how many places have a rule: no one place's rule bears it out."""
_AS_OF = re.compile(r"\b(?:as of|by|since) (?:[A-Z][a-z]+ )?(?:\d{1,2}, )?\d{4}\b,?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A claim read once: what it says, of whom, by whose law, and what a passage must name to bear on it."""

    norms: tuple[Norm, ...]
    parties: frozenset[str]
    authority: Authority | None
    by_law_of_place: bool
    needed: str
    with_paper: bool
    without_paper: bool
    """Whether the claim grants an exception ("with a warrant"), or shuts it out ("without one")."""


@lru_cache(maxsize=64)
def _asked(claim: Claim, vocabulary: Vocabulary) -> _Asked:
    federal = _FEDERAL.match(claim.text) is not None
    given = _GIVEN.match(claim.text) is not None and claim.scope.place is not None
    found = None
    if vocabulary.papers:
        found = re.search(_PAPER + words_pattern(vocabulary.papers).pattern[2:], claim.text, re.I)
    without = found is not None and found["link"].lower() in _WITHOUT
    return _Asked(
        norms=() if _COUNTED.match(claim.text) else norms(claim.text, vocabulary),
        parties=parties_in(claim.text, vocabulary) | claim.scope.parties,
        authority=claim.authority or (Authority.FEDERAL if federal else None),
        by_law_of_place=given,
        needed=_needed(claim, vocabulary),
        with_paper=found is not None and not without,
        without_paper=without,
    )


def _needed(claim: Claim, vocabulary: Vocabulary) -> str:
    """The claim without what its scope already says and what every passage of the matter shares.

    What names, figures and dates are left must stand in a passage: "SB 8", "the Fifth Circuit", "Canada".
    """
    text = claim.text
    if claim.scope.place is not None:
        for start, end, _ in sorted(places_in(text), reverse=True):
            text = f"{text[:start]}there{text[end:]}"
    text = _AS_OF.sub("", text)
    acts = (*vocabulary.actions.values(), vocabulary.general)
    common = " ".join(word for act in acts for word in (*act.verbs, *act.objects)).lower()
    for name in sorted(names(text), key=lambda name: -name.start):
        own = name.text.removesuffix("'s").lower()
        if own in common or parties_in(name.text, vocabulary):
            text = f"{text[: name.start]}such{text[name.end :]}"
    for act in acts:
        text = words_pattern(act.objects).sub("such", text)
    return text


@lru_cache(maxsize=4096)
def _names_all(needed: str, text: str) -> bool:
    return not missing_details(needed, text)


def states_a_norm(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether a claim says what someone must, may or must not do."""
    return bool(norms(claim.text, vocabulary))


def asks_of_rules(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether a claim is of what holds in a place by all law there: no one act, court or level is named."""
    asked = _asked(claim, vocabulary)
    if not asked.norms or claim.author is not None or asked.authority is Authority.FEDERAL:
        return False
    return not missing_details(asked.needed, "")


def rule_stance(claim: Claim, rule: Norm, vocabulary: Vocabulary) -> Stance | None:
    """What a rule says of a claim of duty or permission; NEUTRAL where it speaks on both sides.

    It does so where it allows something on a condition only, and the claim does not say if it is met.
    """
    asked = _asked(claim, vocabulary)
    stances = (_compare(wanted, rule, asked, rule.parties) for wanted in asked.norms)
    return next((stance for stance in stances if stance is not None), None)


def speaks_of(claim: Claim, passage: Passage, vocabulary: Vocabulary) -> bool:
    """Whether a passage speaks of duty or permission in the same matter and place, whatever it says."""
    asked = _asked(claim, vocabulary)
    if not asked.norms or place_relation(passage.scope.place, claim.scope.place) is Relation.DISJOINT:
        return False
    if not _same_level(asked, passage) or not _same_speaker(claim, passage):
        return False
    stated = (n for start, end in sentences(passage.text) for n in norms(passage.text[start:end], vocabulary))
    return any(
        not wanted.actions or wanted.actions & norm.actions for norm in stated for wanted in asked.norms
    )


def norm_stance(
    claim: Claim, passage: Passage, sentence: str, vocabulary: Vocabulary, on: date | None = None
) -> tuple[Stance, float, str] | None:
    """What a sentence of a passage says of a claim about duty or permission; None where nothing.

    `on` is the day asked about: a rule that starts later is not heard. A sentence that allows something on
    a condition only supports and refutes at once: then the reason is `ON_A_CONDITION`.
    """
    asked = _asked(claim, vocabulary)
    for wanted in asked.norms:
        for stated in norms(sentence, vocabulary):
            stance = _compare(wanted, stated, asked, stated.parties or passage.scope.parties)
            if stance is not None and _heard(claim, asked, stated, passage, on):
                told = (
                    ON_A_CONDITION
                    if stance is Stance.NEUTRAL
                    else f"the passage says {_WORDS[stated.worlds]}"
                )
                return (Stance.SUPPORTS if stance is Stance.NEUTRAL else stance), NORM_SCORE, told
    return None


def _compare(wanted: Norm, stated: Norm, asked: _Asked, parties: frozenset[str]) -> Stance | None:
    """The stance of one norm on another; NEUTRAL where it supports on a condition and refutes without.

    `parties` are those the stated one binds.
    """
    if wanted.actions and not wanted.actions & stated.actions:
        return None
    if asked.parties and parties and not asked.parties & parties:
        return None
    if not stated.only_with:
        # What is forbidden as such may still be open to who has the paper.
        barred = asked.with_paper and stated.worlds is MUST_NOT
        return None if barred else _against(wanted.worlds, stated.worlds)
    if asked.with_paper:
        return _against(wanted.worlds, OPTIONAL)
    if asked.without_paper:
        return _against(wanted.worlds, MUST_NOT)
    without, with_it = _against(wanted.worlds, MUST_NOT), _against(wanted.worlds, OPTIONAL)
    if without is with_it or {without, with_it} == {None, Stance.REFUTES}:
        return without or with_it
    return Stance.NEUTRAL if {without, with_it} == {Stance.SUPPORTS, Stance.REFUTES} else None


def _against(wanted: Worlds, stated: Worlds) -> Stance | None:
    if stated <= wanted:
        return Stance.SUPPORTS
    return None if stated & wanted else Stance.REFUTES


def _heard(claim: Claim, asked: _Asked, stated: Norm, passage: Passage, on: date | None) -> bool:
    """Whether a norm binds there and then, by the law that is asked about."""
    note = passage.note
    if note is not None and note.nature in (Nature.VIEW, Nature.EVENT, Nature.COUNT):
        return False
    if note is not None and on is not None and note.dated is not None and note.dated.earliest > on:
        return False
    if not _same_level(asked, passage) or not _same_speaker(claim, passage):
        return False
    if not _binds_there(claim.scope.place, asked, stated, passage):
        return False
    # Named in passing elsewhere in the passage is not enough: it must be what the passage is about.
    start, end = next(iter(sentences(passage.text)), (0, 0))
    return _names_all(asked.needed, "\n".join((*passage.headings, passage.text[start:end], stated.quote)))


def _same_level(asked: _Asked, passage: Passage) -> bool:
    return asked.authority is None or (passage.note is not None and passage.note.authority is asked.authority)


def _binds_there(place: str | None, asked: _Asked, stated: Norm, passage: Passage) -> bool:
    """Whether a norm of the passage's place tells what holds in the place asked about.

    In the whole country every place counts. In a part of it: its own norms; and, where the question is
    not what its own law says, the duties and bans of places inside it, which are exceptions, and of the
    state around it, which bind it too. What one of them leaves open the other may close.
    """
    if place is None or "-" not in place:
        return True
    rule = passage.note is None or passage.note.nature is Nature.RULE
    binding = stated.worlds in (MUST, MUST_NOT) and not stated.only_with
    match place_relation(passage.scope.place, place):
        case Relation.EQUAL:
            return True
        case Relation.NARROWER:
            return rule and binding and not asked.by_law_of_place
        case Relation.WIDER if asked.authority is Authority.FEDERAL:
            return True
        case Relation.WIDER:
            return rule and binding and "-" in (passage.scope.place or "") and not asked.by_law_of_place
        case _:
            return False


def _same_speaker(claim: Claim, passage: Passage) -> bool:
    if claim.author is None:
        return True
    wanted = {name.norm for name in names(claim.author)} or {claim.author.lower()}
    present = {name.norm for name in names(passage.text)}
    return bool(wanted & present)
