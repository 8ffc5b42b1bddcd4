"""The place and period a passage speaks of, by its own words, its headings and its document's title.

Read carefully or not at all: a wrong place would hide what speaks of the place asked about, so
where the words disagree the answer is that nobody knows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from wellsourced.model.scope import Relation, Scope, place_relation
from wellsourced.rules.places import places_in
from wellsourced.text.periods import period_of

__all__ = ["own_scope", "within"]


def own_scope(text: str, headings: Sequence[str], title: str) -> Scope:
    """What a passage speaks of: its place from the nearest words that name one, its period from its text."""
    return Scope(place=_place(text, headings, title), period=period_of(text))


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
