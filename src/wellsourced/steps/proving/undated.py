"""A deed without its day: 'The board raised the fare on 12 May 2026' says that the board raised the fare.

Only of what is done once and told in the past: what was counted or held on a day is not said of another.
Claims are proved so, never sentences of a page: there a date stays.
"""

from __future__ import annotations

import re

from wellsourced.steps.proving.words import ATTRIBUTION, CONDITION, EXCEPTION, HEDGE, MODAL, NEGATION
from wellsourced.text.dates import date_mentions
from wellsourced.text.grammar import Word, finite_index, is_adverb, split_words
from wellsourced.text.verbs import base_of, is_past
from wellsourced.text.wordlists import words

__all__ = ["undated"]

_DEEDS = frozenset(
    words(
        "abolish adopt amend announce appoint approve ban begin build buy cancel close complete create "
        "cut dissolve elect enact end establish extend file fire found hire introduce join launch leave "
        "lower merge move name open order overturn pass publish raise ratify reject release rename "
        "reopen repeal replace resign restore sell sign start strike sue suspend uphold veto win withdraw"
    )
)
_TURNING = NEGATION | MODAL | CONDITION | EXCEPTION | HEDGE | ATTRIBUTION | frozenset(words("first last"))
_LEADS = re.compile(r"^(?:On|In)\s$")
_ENDS = re.compile(r",?\s(?:on|in)\s$")


def undated(sentence: str) -> str | None:
    """The sentence without the date it opens or ends with; None where it has none, or says less without."""
    found = date_mentions(sentence)
    if len(found) != 1 or not found[0].date:
        return None
    before, after = sentence[: found[0].start], sentence[found[0].end :]
    if _LEADS.match(before):
        rest = after.lstrip(", ")
        rest = f"{rest[:1].upper()}{rest[1:]}"
    elif (joint := _ENDS.search(before)) is not None and re.fullmatch(r"[.!]?[\"”’)]*", after):
        rest = f"{before[: joint.start()]}{after}"
    else:
        return None
    return rest if _is_a_deed(split_words(rest)) else None


def _is_a_deed(parts: list[Word]) -> bool:
    at = finite_index(parts)
    if at is None or any(word.low in _TURNING for word in parts):
        return False
    verb = parts[at].low
    if verb in ("was", "were"):
        after = [word.low for word in parts[at + 1 :] if not is_adverb(word.low)]
        verb = after[0] if after else ""
    return is_past(verb) and base_of(verb) in _DEEDS
