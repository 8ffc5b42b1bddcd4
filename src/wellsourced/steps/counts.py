"""What a sentence says of a claim that there were so many of something on a date.

"There were 212 active permits in May" is borne out by "the register showed 212 active permits in its May
edition": the same figure of the same thing, with nothing of the claim missing and nothing hedged.
"""

from __future__ import annotations

import re

from wellsourced.steps.proving.contrast import missing_details
from wellsourced.text.dates import dates
from wellsourced.text.figures import figures
from wellsourced.text.tokens import content_words, stem

__all__ = ["counts_so", "pairs_agree"]

_THERE_WERE = re.compile(r"^(?:(?:As of|In|On|By) [^;]{4,30}? )?there (?:were|are|was|is) ", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:not|no|never|would|could|may|might|about|around|nearly|almost|roughly|some|over|under|than|least"
    r"|most|up to|project\w*|expect\w*|plan\w*|estimat\w*|ever|formerly|until)\b"
)
"""In small letters only: May is a month."""
MOST_BETWEEN = 3
"""Words between a figure and what it counts."""


def counts_so(claim: str, sentence: str) -> bool:
    """Whether a sentence gives the very count that a claim of the form "there were N of X" gives."""
    if not _THERE_WERE.match(claim) or _UNSURE.search(claim):
        return False
    told = figures(claim)
    if len(told) != 1:
        return False
    if missing_details(claim, sentence) or not set(content_words(claim)) <= set(content_words(sentence)):
        return False
    counted = _counted(claim, told[0].end)
    same = [f for f in figures(sentence) if (f.value, f.unit) == (told[0].value, told[0].unit)]
    return len(same) == 1 and not _UNSURE.search(sentence) and _is_of(sentence, same[0].end, counted)


def _words_after(text: str, at: int) -> list[str]:
    return [stem(word.lower()) for word in re.findall(r"[A-Za-z]{2,}", text[at:])]


def _counted(claim: str, at: int) -> str:
    """The thing counted: the last word before what only places or dates it."""
    phrase = re.split(r"\s(?:in|on|by|of|as of|at|with|across)\s|[,.]", claim[at:].strip())[0]
    found = _words_after(phrase, 0)
    return found[-1] if found else ""


def _is_of(sentence: str, at: int, counted: str) -> bool:
    return bool(counted) and counted in _words_after(sentence, at)[:MOST_BETWEEN]


def pairs_agree(claim: str, sentence: str) -> bool:
    """Whether a figure of the claim stands nearest to the claim's own date where a sentence has several."""
    told, dated, there = figures(claim), dates(claim), dates(sentence)
    if not told or not dated or len(there) < 2:
        return True
    values = {figure.value for figure in told}
    wanted = tuple(found.date for found in dated)
    for figure in figures(sentence):
        if figure.value in values:
            nearest = min(there, key=lambda found: _gap(figure.start, figure.end, found.start, found.end))
            if not nearest.date.startswith(wanted):
                return False
    return True


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    """Characters between two spans; one that comes before counts for more, since it may be another's."""
    return other_start - end if other_start >= end else 4 * (start - other_end)
