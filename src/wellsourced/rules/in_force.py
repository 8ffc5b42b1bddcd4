"""Whether a rule is in force on a day: yes, no, or not known (decision 13).

A partial date leaves its own span open. A missing or unverified date leaves open everything from
the first day on record to the day on which a page shows the rule in force.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from wellsourced.model.scope import PartialDate
from wellsourced.rules.instruments import Instrument

__all__ = ["Standing", "standing"]


class Standing(StrEnum):
    """What a row is on a day."""

    IN_FORCE = "in force"
    UNCERTAIN = "not certainly in force"
    ENJOINED = "stopped by a court"
    NOT = "not in force"


def standing(row: Instrument, action: str, day: date, successors: Sequence[Instrument]) -> Standing:
    """How a row's rule on an action stands that day; `successors` are rows that supersede others."""
    found = _begun(row, day)
    if found is Standing.NOT or _over(row, action, day):
        return Standing.NOT
    for new in successors:
        if row.id in new.supersedes:
            began = _begun(new, day)
            if began is Standing.IN_FORCE and new.cited:
                return Standing.NOT
            if began is not Standing.NOT:
                found = Standing.UNCERTAIN
    if row.status == "enjoined" or (row.status == "partly_enjoined" and action in row.enjoined):
        return Standing.ENJOINED
    if row.status == "partly_enjoined":
        # A court has stopped some clause; without its name it may be this one.
        return found if row.enjoined else Standing.UNCERTAIN
    if row.status != "in_force" or (row.ended is not None and day >= _first(row.ended)):
        return Standing.UNCERTAIN
    return found


def _begun(row: Instrument, day: date) -> Standing:
    if row.status == "pending":
        return Standing.NOT
    if day >= row.starts:
        return Standing.IN_FORCE
    dates = [row.effective] if row.since is not None else [row.enacted, row.effective]
    known = [_first(one) for one in dates if one is not None]
    if row.since is None and not (row.verified("enacted") and row.enacted is not None):
        # No day on record is verified: only the year is taken from it.
        known = [date(one.year, 1, 1) for one in known]
    return Standing.NOT if known and day < min(known) else Standing.UNCERTAIN


def _over(row: Instrument, action: str, day: date) -> bool:
    """Whether it has certainly ended."""
    sunset = row.sunsets.get(action)
    if sunset is not None and day >= sunset:
        return True
    if row.ended is None or not row.verified("ended"):
        return False
    return day >= _first(row.ended) if row.ended.is_exact else day > row.ended.latest


@functools.lru_cache(maxsize=4096)
def _first(day: PartialDate) -> date:
    return day.earliest
