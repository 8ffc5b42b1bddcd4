"""Which date of a sentence a figure in it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wellsourced.text.dates import FoundDate, date_mentions
from wellsourced.text.figures import Figure

__all__ = ["AMBIGUOUS", "as_of"]

AMBIGUOUS = ""
"""The sentence names dates, and none of them is certainly the figure's."""
_LED = re.compile(
    r"(?:\bas\sof|\bin|\bon|\bby|\baround|\bat|\bduring|\bof)\s(?:the\s(?:end|start|middle)\sof\s|mid-)?$",
    re.I,
)
_SERIES = re.compile(
    r"\s(?:build|edition|report|list|data|census|survey|count|release|update|snapshot)\b", re.I
)
_LAW = re.compile(r"\b(?!As\s)[A-Z]\w+\sof\s$")
_EARLIER = re.compile(
    r"\b(?:from|than|compared\s(?:with|to)|versus)\s(?:about\s|over\s|some\s)?[$€£]?$", re.I
)
_PARTED = re.compile(r";|\b(?:and|but|while|after|before|since|until|from|between|than)\b")


def as_of(sentence: str, figure: Figure, found: Sequence[Figure]) -> str | None:
    """The EDTF date of a figure of a sentence; `None` where it names none, else `AMBIGUOUS`."""
    mentions = date_mentions(sentence)
    if not mentions:
        return None
    good = [date for date in mentions if date.date and _dates_it(sentence, date)]
    own = _following(sentence, figure, good, found)
    if own is not None:
        return own.date
    taken = {_following(sentence, other, good, found) for other in found if other.end <= figure.start}
    led = [date for date in good if date.end <= figure.start and date not in taken]
    if not led or _EARLIER.search(sentence[: figure.start]):
        return AMBIGUOUS
    return led[-1].date


def _dates_it(sentence: str, date: FoundDate) -> bool:
    before, after = sentence[: date.start], sentence[date.end :]
    led = _LED.search(before) is not None and _LAW.search(before) is None
    return led or _SERIES.match(after) is not None


def _following(
    sentence: str, figure: Figure, good: Sequence[FoundDate], found: Sequence[Figure]
) -> FoundDate | None:
    """The date that stands after a figure, before the next one and in the same piece of the sentence."""
    stop = min((other.start for other in found if other.start >= figure.end), default=len(sentence))
    after = [date for date in good if figure.end <= date.start < stop]
    if not after or _PARTED.search(sentence, figure.end, after[0].start):
        return None
    return after[0]
