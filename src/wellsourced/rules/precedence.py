"""Which rows speak to a place and an agency, and which of them goes before the other (decision 12)."""

from __future__ import annotations

from enum import IntEnum

from wellsourced.rules.chain import Location
from wellsourced.rules.instruments import Instrument

__all__ = ["Rank", "Reach", "binds_agency", "is_federal", "rank", "reach"]

LOCAL_LEVELS = ("county", "city")
_ORDERS = ("executive_order", "directive", "agency_policy", "agreement")


class Rank(IntEnum):
    """The order of rules, first to last."""

    FEDERAL = 0
    HIGH_COURT = 1
    DECREE = 2
    STATE_LAW = 3
    STATE_ORDER = 4
    LOCAL_LAW = 5
    AGENCY_POLICY = 6


class Reach(IntEnum):
    """Whether a row binds in a place."""

    NO = 0
    PERSUASIVE = 1
    BINDS = 2


def is_federal(row: Instrument) -> bool:
    """Whether federal authority made it."""
    return (row.authority or row.level) == "federal"


def rank(row: Instrument) -> Rank:
    """Where a row stands in the order."""
    if row.binds.scope in ("nation", "circuit", "state"):
        return Rank.HIGH_COURT
    if row.binds.scope in ("department", "parties"):
        return Rank.DECREE
    if is_federal(row):
        return Rank.FEDERAL
    if row.level not in LOCAL_LEVELS:
        return Rank.STATE_ORDER if row.kind in _ORDERS else Rank.STATE_LAW
    return Rank.AGENCY_POLICY if row.kind in ("agency_policy", "agreement") else Rank.LOCAL_LAW


def reach(row: Instrument, where: Location, agency: str) -> Reach:
    """Whether a row binds an agency's government in a place, or is only looked up to there."""
    scope = row.binds.scope
    if scope == "none":
        return Reach.NO
    if scope == "department":
        return _in_department(row, where)
    if scope == "circuit":
        return _yes(bool(row.binds.places & where.codes))
    if scope == "parties" and row.binds.places:
        return _yes(any(where.local_hold(code, agency) or code == where.state for code in row.binds.places))
    if row.level in LOCAL_LEVELS:
        return _yes(where.local_hold(row.place, agency))
    return _yes(scope != "parties" and row.place in where.codes)


def _yes(found: bool) -> Reach:
    return Reach.BINDS if found else Reach.NO


def _in_department(row: Instrument, where: Location) -> Reach:
    """An appellate department binds its counties; in the rest of the state it persuades."""
    counties = {code for code in where.counties | where.own if "-county-" in code}
    if counties and counties <= row.binds.places:
        return Reach.BINDS
    return Reach.PERSUASIVE if row.place in where.codes else Reach.NO


def binds_agency(row: Instrument, agency: str, action: str) -> bool:
    """Whether a row names the agency, or all of them and no other."""
    if agency in row.settles.get(action, ()):
        return True
    return agency in row.applies_to or row.applies_to == {"all_agencies"}
