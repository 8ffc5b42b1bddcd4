"""The period a text says that it speaks of, where its words leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from wellsourced.model.scope import PartialDate, Period
from wellsourced.text.dates import FoundDate, dates

__all__ = ["period_of"]

_BEFORE = 24
"""Characters before a date in which the word that leads it stands."""
_HOLDS = re.compile(r"\b(?:in|during|throughout|as of|on|for|at the end of) (?:the )?\Z", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between) \Z", re.IGNORECASE)
_TO = re.compile(r"\A (?:to|through|and|until) \Z|\A ?[-–] ?\Z", re.IGNORECASE)


def period_of(text: str) -> Period | None:
    """The days a text says it speaks of: "in 2019", "during May 2024", "from 2015 to 2018".

    A date without such words may be that of a law or a report, and of two dates nobody knows which is meant.
    """
    found = dates(text)
    if len({one.date for one in found}) == 1 and any(
        _HOLDS.search(text, max(0, one.start - _BEFORE), one.start) for one in found
    ):
        return _days(found[:1])
    if len(found) == 2 and _FROM.search(text, max(0, found[0].start - _BEFORE), found[0].start):
        first, last = found
        if _TO.search(text[first.end : last.start]) and first.date < last.date:
            return _days(found)
    return None


def _days(found: Iterable[FoundDate]) -> Period:
    written = [PartialDate(text=one.date) for one in found]
    return Period(start=written[0].earliest, end=written[-1].latest + timedelta(days=1))
