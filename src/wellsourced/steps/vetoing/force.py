"""Duty, permission, ban and choice: a sentence must not be stronger than its passage, or turned round."""

from __future__ import annotations

import re

from wellsourced.steps.vetoing.patterns import phrases
from wellsourced.text.tokens import tokens
from wellsourced.text.wordlists import words

__all__ = ["condition_differs", "force_not_there", "softness_lost"]

_DUTY = frozenset(
    words(
        "must shall require requires required requiring requirement requirements mandate mandates mandated "
        "mandatory oblige obliges obliged obligation obligated obligatory duty bound compel compels "
        "compelled compulsory order orders ordered directs directed direct necessary needs need has have "
        "ought responsible instructs instructed demands demanded insists only unless without"
    )
)
_LEAVE = frozenset(
    words(
        "may can could might allow allows allowed permit permits permitted permission free optional option "
        "options voluntary voluntarily discretion discretionary choose chooses choice authorize authorizes "
        "authorized authority lawful legal entitled eligible let lets right rights able power powers "
        "possible unless except empowered entitles leeway opt"
    )
)
_BAN = frozenset(
    words(
        "bar bars barred ban bans banned prohibit prohibits prohibited prohibition forbid forbids forbidden "
        "illegal unlawful unlawfully outlaw outlaws outlawed block blocks blocked limit limits limited "
        "restrict restricts restricted disallow disallows disallowed refuse refuses preclude precludes "
        "precluded stop stops stopped unless without only except no not never none neither nor cannot "
        "unconstitutional violate violates violated invalid ineligible excluded exempt"
    )
)
_NOT = frozenset(words("not no never none nor neither nobody nothing cannot without"))
_CONTRACTED = re.compile(r"n['’]t\b", re.I)

_BE = r"(?:is|are|was|were|be|been|being)"
_OBLIGED = phrases(
    rf"""
    must\b
    shall\b
    {_BE} (?:legally )?(?:required|obliged|obligated|bound|compelled|ordered) to\b
    (?:has|have|had) (?:a (?:legal )?duty )?to\b
    (?:requires?|mandates?|obliges?|compels?) \w+
    (?:mandatory|compulsory|duty to)\b
    (?:bound|sure|certain) to\b
    """
)
_FORBIDDEN = phrases(
    rf"""
    (?:must|may|shall|can) ?not\b
    (?:can|must)n?['’]t\b
    {_BE} not (?:allowed|permitted|authorized)\b
    {_BE} (?:barred|banned|prohibited|forbidden|precluded)\b
    (?:prohibits?|forbids?|bars?|bans?|outlaws?|illegal|unlawful)\b
    """
)
_PERMITTED = phrases(
    rf"""
    may\b(?! not)
    {_BE} (?:also |still )?(?:allowed|permitted|free|authorized|entitled|eligible) to\b
    (?:permits?|allows?|authorizes?|lets|optional|voluntary)\b
    at (?:its|their|his|her) (?:own )?discretion\b
    """
)
_OPTIONAL = phrases(
    rf"""
    need not\b
    {_BE} (?:not|never) (?:\w+ )?(?:required|obliged|obligated|bound|compelled)\b
    (?:do|does|did)(?: not|n['’]t) (?:have|need) to\b
    not (?:mandatory|compulsory|required)\b
    no (?:duty|obligation|requirement)\b
    """
)


def force_not_there(sentence: str, passage: str) -> str | None:
    """What the sentence makes of the matter that no word of the passage does ("a duty"), or None."""
    heard = {token.norm for token in tokens(passage)}
    negated = bool(heard & _NOT or _CONTRACTED.search(passage))
    if _OPTIONAL.search(sentence):
        return None if negated or heard & _LEAVE else "a choice"
    if _FORBIDDEN.search(sentence):
        return None if negated or heard & _BAN else "a ban"
    if _OBLIGED.search(sentence):
        return None if heard & _DUTY else "a duty"
    if _PERMITTED.search(sentence) and not heard & _LEAVE:
        return None if negated or not heard & _DUTY else "a permission"
    return None


_ONLY_IF = phrases(
    """
    only (?:if|when|where|with|after|upon|on)\\b
    (?:if|when|where|provided|once|as long as|on condition)\\b
    """
)
_UNLESS = phrases(
    """
    (?:unless|without|except|absent)\\b
    """
)
_DENIED = phrases(
    """
    (?:not|no|never|cannot|barred|banned|forbidden|bars?|bans?|illegal|unlawful)\\b
    (?:prohibit|forbid)\\w*
    (?:refuse|decline)[sd]?\\b
    stop(?:s|ped)?\\b
    \\w+n['’]t\\b
    """
)


_SWEEPING = phrases(
    """
    even (?:if|with|without|when)\\b
    (?:whatever|regardless|no matter|in any case|whether or not)\\b
    however (?:long|much|many|often)\\b
    """
)
_SOFT = re.compile(r"\b(?:may|might|could)\b(?! not| only|\s\d)")
_HEDGED = phrases(
    """
    (?:may|might|could|can|would(?! have)|should|if|unless|only|up to|ask|apply)\\b
    (?:possib|allow|let|permit|option|able|perhaps|potential|consider|likely|chance|risk|probabl|seem|appear)\\w*
    (?:eligib|choos|choice|volunt|entitl|right|thought|think|believ|suggest|estimat|expect|empower|authori)\\w*
    (?:discretion|free|need|stop|start|wait|trouble)\\w*
    """
)


_PROPOSED = re.compile(
    r"\b(?:bill|proposal|measure|amendment|resolution|proposed \w+)\b[^.;]{0,60}\bwould\b", re.IGNORECASE
)
_NOT_YET = phrases(
    r"""
    (?:would|could|might|may|if|should|were to)\b
    (?:propos|plan|seek|aim|intend|draft|pending|consider|debat|hope|want|call|introduc|sponsor)\w*
    (?:not|never|yet)\b
    """
)
"""Words that keep a proposal a proposal."""


def softness_lost(sentence: str, closest: str, passage: str) -> str | None:
    """What the sentence tells for certain the nearest sentence does not, or in every case none does."""
    swept = _SWEEPING.search(sentence)
    if swept is not None and not _SWEEPING.search(passage):
        return f"says {swept[0]!r}, which its passage does not"
    if _PROPOSED.search(closest) and not _NOT_YET.search(sentence):
        return "tells as law what its passage has only proposed"
    soft = _SOFT.search(closest)
    if soft is not None and not _HEDGED.search(sentence):
        return f"leaves out {soft[0]!r}"
    return None


def condition_differs(sentence: str, closest: str) -> str | None:
    """Whether one condition is turned round ('unless' for 'if'), in two sentences with one condition each.

    'May not without a warrant' and 'may only with a warrant' are the same: what counts is the sign of
    the clause times the sign of its condition.
    """
    ours, theirs = _sign(sentence), _sign(closest)
    if ours is not None and theirs is not None and ours != theirs:
        return "turns a condition round"
    return None


def _sign(text: str) -> int | None:
    """+1 where the matter goes with its condition, -1 where it goes without; None where that is not plain."""
    positive, negative = list(_ONLY_IF.finditer(text)), list(_UNLESS.finditer(text))
    if len(positive) + len(negative) != 1:
        return None
    marker = (positive or negative)[0]
    comma = text.find(",", marker.end())
    main = text[: marker.start()] if marker.start() > FRONT else text[comma:] if comma > 0 else ""
    denials = _DENIED.findall(text)
    if not main or len(denials) > 1 or len(denials) != len(_DENIED.findall(main)):
        return None
    return (1 if positive else -1) * (-1 if denials else 1)


FRONT = 3
"""Characters before which a condition opens its sentence."""
