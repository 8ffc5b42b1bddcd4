"""Where, when and for whom something holds: places, dates with their precision, periods, scopes.

A place is a code: `US`, `US-TX`, `US-LA-county-Orleans`, `US-OR-city-Portland` (ISO 3166-2 for
states; counties and cities by name below their state). Days are UTC.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

__all__ = ["EVERYWHERE", "PartialDate", "Period", "Relation", "Scope", "place_relation"]

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date that keeps the precision its source had: `2026`, `2026-07` or `2026-07-22` (EDTF).

    `earliest` and `latest` are the days it can mean. Raises `ValueError` for anything else, and for days
    that are in no calendar.
    """

    text: str

    def __post_init__(self) -> None:
        if _PARTIAL.fullmatch(self.text) is None:
            raise ValueError(f"not a date: {self.text!r} (write 2026, 2026-07 or 2026-07-22)")
        _ = self.earliest, self.latest

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        year, month, day = [*self.text.split("-"), "01", "01"][:3]
        return date(int(year), int(month), int(day))

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        parts = [int(part) for part in self.text.split("-")]
        year = parts[0]
        month = parts[1] if len(parts) > 1 else 12
        day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
        return date(year, month, day)

    @property
    def is_exact(self) -> bool:
        """Whether it names one day."""
        return self.earliest == self.latest


class Relation(StrEnum):
    """How one scope, place or period lies to another; `unknown` is never taken for `disjoint`."""

    EQUAL = "equal"
    NARROWER = "narrower"
    WIDER = "wider"
    OVERLAPPING = "overlapping"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Half-open days, `start` included and `end` not; `None` is open on that side.

    Raises `ValueError` where it does not start before it ends.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and not self.start < self.end:
            raise ValueError(f"a period starts before it ends: {self.start} .. {self.end}")

    @classmethod
    def on(cls, day: date) -> Period:
        """The one day."""
        return cls(start=day, end=day + timedelta(days=1))

    def covers(self, other: Period) -> bool:
        """Whether every day of `other` lies in this period."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        before = self.end is not None and other.start is not None and self.end <= other.start
        after = other.end is not None and self.start is not None and other.end <= self.start
        return not (before or after)

    def relation(self, other: Period) -> Relation:
        """How this period lies to `other`."""
        if self == other:
            return Relation.EQUAL
        if self.covers(other):
            return Relation.WIDER
        if other.covers(self):
            return Relation.NARROWER
        return Relation.OVERLAPPING if self.overlaps(other) else Relation.DISJOINT


def place_relation(one: str | None, other: str | None) -> Relation:
    """How place `one` lies to place `other`; an unknown place is never disjoint from any."""
    if one is None or other is None:
        return Relation.UNKNOWN
    if one == other:
        return Relation.EQUAL
    if one.startswith(f"{other}-"):
        return Relation.NARROWER
    if other.startswith(f"{one}-"):
        return Relation.WIDER
    kinds = {code.split("-")[2] for code in (one, other) if code.count("-") >= 2}
    same_state = one.split("-")[:2] == other.split("-")[:2]
    if same_state and kinds == {"city", "county"}:
        return Relation.UNKNOWN
    return Relation.DISJOINT


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where, when and for whom something holds (ISO 3166-2 for states, names below them; ELI "in force").

    `place` is a place code ("US-TX", "US-TX-county-Harris"), None where unknown; `period` half-open days,
    None where unknown; `parties` the codes of agencies or names of persons bound, empty for all.
    """

    place: str | None = None
    period: Period | None = None
    parties: frozenset[str] = frozenset()

    def relation(self, other: Scope) -> Relation:
        """How this scope lies to `other`: disjoint in one respect is disjoint in all."""
        respects = (
            place_relation(self.place, other.place),
            _period_relation(self.period, other.period),
            _parties_relation(self.parties, other.parties),
        )
        if Relation.DISJOINT in respects:
            return Relation.DISJOINT
        known = {r for r in respects if r not in (Relation.EQUAL, Relation.UNKNOWN)}
        if not known:
            return Relation.UNKNOWN if Relation.UNKNOWN in respects else Relation.EQUAL
        return known.pop() if len(known) == 1 else Relation.OVERLAPPING

    def covers(self, other: Scope) -> bool:
        """Whether `other` is certainly within this scope."""
        return self.relation(other) in (Relation.EQUAL, Relation.WIDER)

    def overlaps(self, other: Scope) -> bool:
        """Whether the two may share a case; only certain disjointness says no."""
        return self.relation(other) is not Relation.DISJOINT


def _period_relation(one: Period | None, other: Period | None) -> Relation:
    if one is None or other is None:
        return Relation.EQUAL if one is other else Relation.UNKNOWN
    return one.relation(other)


def _parties_relation(one: frozenset[str], other: frozenset[str]) -> Relation:
    if one == other:
        return Relation.EQUAL
    if not other or (one and one < other):
        return Relation.NARROWER
    if not one or other < one:
        return Relation.WIDER
    return Relation.OVERLAPPING if one & other else Relation.DISJOINT


EVERYWHERE = Scope()
"""The scope that says nothing about place, period or parties."""
