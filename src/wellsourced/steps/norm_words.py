"""The words of duty, permission and prohibition: which worlds a clause leaves open for what it speaks of.

An action is obligatory, free or forbidden for an agency. "must" leaves {obligatory}, "may refuse" leaves
{free, forbidden}, "bars" leaves {forbidden}. Nothing here knows what the actions are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "MAY",
    "MUST",
    "MUST_NOT",
    "NEED_NOT",
    "OPTIONAL",
    "REFUSAL",
    "Said",
    "World",
    "Worlds",
    "clauses",
    "said_in",
]


class World(StrEnum):
    """How an action can stand for an agency."""

    OBLIGATORY = "obligatory"
    FREE = "free"
    FORBIDDEN = "forbidden"


Worlds = frozenset[World]

MUST: Worlds = frozenset({World.OBLIGATORY})
MUST_NOT: Worlds = frozenset({World.FORBIDDEN})
NEED_NOT: Worlds = frozenset({World.FREE, World.FORBIDDEN})
MAY: Worlds = frozenset({World.FREE, World.OBLIGATORY})
OPTIONAL: Worlds = frozenset({World.FREE})

_REFUSED: Mapping[Worlds, Worlds] = {
    MUST: MUST_NOT,
    MUST_NOT: MUST,
    NEED_NOT: MAY,
    MAY: NEED_NOT,
    OPTIONAL: OPTIONAL,
}
"""The worlds of an action when the modal governs its refusal."""

_LIMITING = r"(?:prohibit|bar|ban|forbid|restrict|limit|discourage|adopt|prevent)"
_BANNING = r"(?:bar|ban|forbid|prohibit|outlaw)"
# "the ban", "a statewide bar on", "softer than a ban" are nouns; "ten states ban it" is a verb.
_BANS_AS_VERB = (
    rf"(?<!\ba )(?<!\bthe )(?<!\bno )(?<!wide )(?<!\) )\b{_BANNING}"
    r"(?! (?:of|on|from|in|that|by|to|as|and|or|had|has|is|was)\b)(?= \w)"
)
_ONLY = r"only (?:with|if|when|after|on|in|where)"

_CONDITIONAL: Sequence[str] = (
    rf"(?:allow|permit|let)(?:s|ted|ed)? [^.;]{{0,120}}? {_ONLY}",
    rf"(?:may|can) [^.;]{{0,120}}? {_ONLY}",
)
_MODALS: Sequence[tuple[str, Worlds]] = (
    # Most negative and most particular first: the first pattern that matches a clause wins.
    (r"(?:do|does|did|is|are|was|were) not (?:\w+ )?(?:require|oblige|force|compel)\w*", NEED_NOT),
    (r"not (?:\w+ )?(?:required|obliged|bound|compelled|forced)", NEED_NOT),
    (r"(?:do|does|did) not (?:have|need) to", NEED_NOT),
    (r"(?:no|without any) (?:\w+ )?(?:duty|obligation|requirement)", NEED_NOT),
    (r"(?:need|needs) not", NEED_NOT),
    (r"not (?:illegal|unlawful) (?:for|to)", MAY),
    (r"(?:not (?:legal|lawful)|illegal|unlawful) (?:for|to)", MUST_NOT),
    (r"(?:legal|lawful) (?:for|to)", MAY),
    (rf"no [^.;]{{1,60}}? (?:may|can|shall) (?:\w+ or |\w+ and )?(?:materially )?{_LIMITING}\w*", MAY),
    (rf"(?:may|must|can|shall) not (?:\w+ or |\w+ and )?{_LIMITING}\w*", MAY),
    (r"(?:bans?|bars?|voids?) [^.;]{0,80}?\b(?:polic(?:y|ies)|limits|restrictions|designations)", MAY),
    (r"(?:(?:may|must|can|shall) not|cannot) (?:stop|keep|block) [^.;]{1,60}? from \w+ing\b", MAY),
    (rf"(?:do|does|did) not (?:\w+ ){{0,4}}?(?:{_BANNING}|stop|prevent|preclude)\w*", MAY),
    (r"not (?:\w+ )?(?:barred|banned|forbidden|prohibited)", MAY),
    (
        rf"{_BANNING}\w* [^.;]{{0,80}}?\bfrom (?:\w+ or )?"
        r"(?:restrict|limit|prohibit|barr|bann|forbidd|discourag)ing",
        MAY,
    ),
    (rf"no (?:\w+ )?(?:law|statute|rule) that (?:\w+ )?{_BANNING}\w*", MAY),
    (r"no [^.;,]{1,60}? (?:may|can|shall)", MUST_NOT),
    (r"(?:may|must|can|shall|should|could) (?:not|never)\b|cannot|can't", MUST_NOT),
    (r"(?:do|does|did) not (?:let|allow|permit|authorize)\w*", MUST_NOT),
    (r"(?:allow|permit)(?:s|ted|ed)? no", MUST_NOT),
    (r"(?:no|gives no|had no|has no|have no) (?:\w+ )?(?:power|authority|right) to", MUST_NOT),
    (rf"{_BANNING}(?:s|ned|red|den|ed|bed)\b|forbade|bans|bars", MUST_NOT),
    (_BANS_AS_VERB, MUST_NOT),
    (r"(?:stop|keep|prevent)(?:s|ped|ed)? [^.;]{1,60}? from", MUST_NOT),
    (r"(?:banning|barring|forbidding|prohibiting)", MUST_NOT),
    (r"ban on|bars? on|prohibition (?:of|on)", MUST_NOT),
    (
        r"free to|ha(?:ve|s) a choice|chooses? (?:to|whether)|leaves? (?:it to|the (?:matter|choice) open)",
        OPTIONAL,
    ),
    (r"(?:must|shall|have to|has to|had to)\b", MUST),
    (r"(?:are|is|was|were|be|being) (?:\w+ )?(?:required|obliged|forced|compelled|bound|ordered) to", MUST),
    (r"(?:requir|oblig|forc|compel|order|direct)(?:es?|s|ed|led|ing)? [^.;]{1,110}? to", MUST),
    (r"(?:tells|told) [^.;]{1,60}? to", MUST),
    (r"(?:makes?|made) (?!it |no |any |few )", MUST),
    (r"(?:duty|obligation) (?:(?:that )?[A-Z]\w+ places )?(?:on|to|for)", MUST),
    (r"(?:(?:may|can|could|lets?)\b|allow\w*|permit\w*|authoriz\w*)", MAY),
)
_ADJECTIVES: Sequence[tuple[str, Worlds]] = (
    (
        r"(?:not|never|no(?: [a-z]+){0,4}) (?:[a-z]+ ){0,5}(?:mandatory|obligatory|compulsory)",
        NEED_NOT,
    ),
    (r"(?:are|is|as|were|was|be|being|remain\w*) (?:\w+ )?(?:mandatory|obligatory|compulsory)", MUST),
    (
        r"(?:are|is|as|were|was|be|being|remain\w*|stay\w*) (?:\w+ )?(?:voluntary|optional|discretionary)",
        OPTIONAL,
    ),
    (r"(?:is|are|as|were|was|merely|only) (?:a |mere )?requests?\b", OPTIONAL),
    (r"calls? (?:it|them|[\w ]{1,30}?) (?:a |mere )?requests?\b", OPTIONAL),
)  # fmt: skip


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern if pattern.startswith("(?<!") else rf"\b(?:{pattern})", re.IGNORECASE)


_ADJECTIVE = tuple((_compiled(pattern), worlds) for pattern, worlds in _ADJECTIVES)
_ONLY_WITH = tuple(_compiled(pattern) for pattern in _CONDITIONAL)
_MODAL = tuple((_compiled(pattern), worlds) for pattern, worlds in _MODALS)

REFUSAL = re.compile(
    r"\b(?:refus\w+|declin\w+|ignor\w+|disregard\w*|opt(?:s|ed)? out of|turn(?:s|ed)? down"
    r"|say(?:s)? no to|not (?:to )?(?:cooperate|comply|honor|hold|help|assist))\b",
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
_UNSETTLED = re.compile(
    r"\b(?:silent on|would|(?:decide|question(?: of)?|for [\w ]{3,30}) whether|no more than|at most"
    r"|think\w*|thought|believ\w+|look(?:s|ed)|attempt\w*|propos\w+|struck down|strik\w+ down|overturn\w*"
    r"|voted? (?:\d|against|for|to))\b"
    r"|^(?!.*\bno\b).*\b(?:may|can|could|might) "
    r"(?:require|force|oblige|compel|order|forbid|bar|ban|prohibit)\b",
    re.IGNORECASE,
)
"""What is left open, undone, only a bill, a limit, an opinion or a power to make rules is no norm."""
_PERSONAL = re.compile(
    r"(?:may|must|can|could|shall|should|needs?|ha(?:ve|s|d)|do|free|choose|are|is|was|were|no\b|not\b)",
    re.IGNORECASE,
)
"""What begins a modal of the one who acts ("may", "is not required"), not of the one who rules ("bars")."""
_MONTH = re.compile(r"\bMay(?= \d|,)|(?<=\b(?:in|by|of|to) )May\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause leaves open, the words its modal governs, and how it says so.

    `adjective`: "mandatory" and its like, which need no verb. `only_with`: allowed on a condition, else
    forbidden. `named` is where those are named whom it binds: before "must", after "requires". `ruled` is
    what follows a word of ruling ("bans ...").
    """

    worlds: Worlds
    governed: str
    named: str = ""
    ruled: str = ""
    adjective: bool = False
    only_with: bool = False


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence, each of which may say something else."""
    pieces = [piece.strip(" ,") for piece in _CLAUSE.split(sentence)]
    return [piece for piece in pieces if piece]


def said_in(clause: str) -> Said | None:
    """What a clause leaves open, or None where it says nothing of duty or permission."""
    clause = _MONTH.sub("Mth", clause)
    if _UNSETTLED.search(clause):
        return None
    for pattern, worlds in _ADJECTIVE:
        match = pattern.search(clause)
        if match is not None:
            return Said(worlds, clause, clause[: match.start()], adjective=True)
    for pattern in _ONLY_WITH:
        match = pattern.search(clause)
        if match is not None and not _refuses(clause):
            return Said(MUST_NOT, clause, *_named(clause, match), only_with=True)
    for pattern, worlds in _MODAL:
        match = pattern.search(clause)
        if match is not None:
            after = clause[match.end() :]
            # A duty governs its own verb alone: "must publish policies that limit help" is no duty to help.
            governed = _RELATIVE.split(after)[0] if worlds is MUST else clause
            told = _REFUSED[worlds] if _refuses(after) else worlds
            return Said(told, governed, *_named(clause, match))
    practice = _PRACTICE.search(clause)
    return Said(NEED_NOT, clause, clause[: practice.start()]) if practice else None


def _named(clause: str, modal: re.Match[str]) -> tuple[str, str]:
    """Where a clause names whom the modal binds; and what follows the modal, if it is a word of ruling."""
    if _PERSONAL.match(modal[0]):
        return clause[: modal.start()], ""
    return clause[modal.end() :], clause[modal.end() :]


def _refuses(governed: str) -> bool:
    """Whether what a modal governs is a refusal: "must decline", "bars sheriffs from refusing"."""
    match = REFUSAL.search(governed)
    return match is not None and re.search(r"[,;]| and ", governed[: match.start()]) is None
