"""Whether a sentence can be lifted out of its passage: it must not open by pointing back."""

from __future__ import annotations

import re

__all__ = ["opens_with_pronoun", "stands_alone"]

_POINTING = re.compile(
    r"^(?:he|she|it|they|his|her|its|their|this|that|these|those|such|there|and|or|but|so|which|otherwise"
    r"|the (?:court|judge|panel|same|law|order|case|act|bill|city|county|state|policy|statute|rule|department"
    r"|decision|settlement|plaintiffs?|exceptions?|amendment|directive|ordinance|report|review|form|list"
    r"|judgment|injunction|resolution|dismissal|procedure|claims|memorandum|agreement|ruling)(?:'s)?)\b"
    r"|^(?:after|under|in|by) (?:this|that|it|these|the (?:act|order|policy|law|agreement|ruling))\b"
    r"|^an earlier\b|^nonpublic\b|^notification\b",
    re.IGNORECASE,
)


_OF_A_NAME = re.compile(r"^The (?:\w+ ){1,3}(?:of|in) (?:the )?[A-Z]")
"""'The city police of Miami': what opens so is named after all."""
_NOWHERE = frozenset(
    {"United", "States", "County", "Parish", "City", "New", "North", "South", "West", "the", "of"}
)


_PRONOUN = re.compile(r"^(?:he|she|it|they|his|her|its|their|this|that|these|those|such)\b", re.IGNORECASE)


def opens_with_pronoun(sentence: str) -> bool:
    """Whether only what stands before it can say what a sentence is about."""
    return _PRONOUN.match(sentence) is not None


def stands_alone(sentence: str, place_name: str = "") -> bool:
    """Whether a sentence names what it speaks of, and its place if it is of one ("Salem, Oregon")."""
    if _POINTING.match(sentence) is not None and _OF_A_NAME.match(sentence) is None:
        return False
    telling = {word.strip(",") for word in place_name.split()} - _NOWHERE
    return not telling or any(word in sentence for word in telling)
