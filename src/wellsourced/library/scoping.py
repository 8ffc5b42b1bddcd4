"""The place and period a passage speaks of, by its own words, its headings and its document's title.

Read carefully or not at all: a wrong place would hide what speaks of the place asked about, so
where the words disagree the answer is that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from functools import lru_cache

from wellsourced.model.scope import PartialDate, Period, Relation, Scope, place_relation
from wellsourced.rules.places import places_in
from wellsourced.text.dates import FoundDate, dates

__all__ = ["own_scope", "within"]

_BEFORE = 24
"""Characters before a date in which the word that leads it stands."""
_HOLDS = re.compile(r"\b(?:in|during|throughout|as of|on|for|at the end of) (?:the )?\Z", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between) \Z", re.IGNORECASE)
_TO = re.compile(r"\A (?:to|through|and|until) \Z|\A ?[-–] ?\Z", re.IGNORECASE)


def own_scope(text: str, headings: Sequence[str], title: str) -> Scope:
    """What a passage speaks of: its place from the nearest words that name one, its period from its text."""
    return Scope(place=_place(text, headings, title), period=_period(text))


def within(stated: Scope, own: Scope) -> Scope:
    """The scope of a passage in a document of which somebody stated what it covers.

    The stated one stands; a passage may speak of a part of the place, or of a time, but not of another place.
    """
    narrower = stated.place is None or place_relation(own.place, stated.place) is Relation.NARROWER
    return Scope(
        place=own.place if narrower else stated.place,
        period=stated.period or own.period,
        parties=stated.parties or own.parties,
    )


def _place(text: str, headings: Sequence[str], title: str) -> str | None:
    """The one place of the text if it names any, else of the nearest heading, else of the title.

    A text on another place than its own title's compares, or quotes: then it is not known which is meant.
    """
    around = next((named for named in map(_named_above, (*reversed(headings), title)) if named), frozenset())
    here = _named(text)
    if not here:
        return _one(around)
    place = _one(here)
    elsewhere = place is None or place_relation(place, _one(around)) is Relation.DISJOINT
    return None if elsewhere else place


def _named(text: str) -> frozenset[str]:
    return frozenset(code for _, _, code in places_in(text))


@lru_cache(maxsize=256)
def _named_above(heading: str) -> frozenset[str]:
    """As `_named`, for what stands over many passages."""
    return _named(heading)


def _one(places: Collection[str]) -> str | None:
    """The place that all of them are or lie around, else the state they all lie in."""
    if not places:
        return None
    narrowest = max(places, key=lambda code: (code.count("-"), code))
    if all(place == narrowest or narrowest.startswith(f"{place}-") for place in places):
        return narrowest
    states = {"-".join(place.split("-")[:2]) for place in places}
    return states.pop() if len(states) == 1 else None


def _period(text: str) -> Period | None:
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
