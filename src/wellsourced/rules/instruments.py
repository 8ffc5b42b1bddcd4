"""Rows of law as the engine reads them.

An unverified value never decides, and an unverified or missing date bounds nothing: such a row
counts only from the day on which a page shows it in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wellsourced.model.provisions import RuleValue
from wellsourced.model.scope import PartialDate

__all__ = ["VALUES", "Bar", "Binds", "CarveOut", "Instrument", "Needs"]

VALUES: Mapping[str, RuleValue] = {
    "must": RuleValue.MUST,
    "may": RuleValue.MAY,
    "must_not": RuleValue.MUST_NOT,
    "may_if_judicial_warrant": RuleValue.ONLY_WITH_JUDICIAL_WARRANT,
    "only_with": RuleValue.ONLY_WITH,
}
"""The research rows' values that can decide, as rule values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Values that a lower level of government may not give an action; `contested` where courts differ."""

    action: str
    values: tuple[str, ...]
    contested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a rule asks for: one of the papers, and one of the grounds; empty asks for none."""

    papers: frozenset[str] = frozenset()
    grounds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CarveOut:
    """An exception: the value an action has where its paper and its ground are there.

    With neither paper nor ground its condition is not encoded. No `agencies` means all that are bound.
    """

    action: str
    value: RuleValue
    when: str
    needs: Needs
    agencies: frozenset[str] = frozenset()

    @property
    def encoded(self) -> bool:
        """Whether its condition can be tested."""
        return bool(self.needs.papers or self.needs.grounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Binds:
    """Whom a court's row binds: `place`, `nation`, `circuit`, `state`, `department`, `parties`, `none`.

    `places` are the states, circuits or counties of a circuit or department, or the parties' places.
    """

    scope: str = "place"
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One row of law.

    `actions` are its values by action, `settles` the agencies for whom an action is settled (empty
    for rows that decide nothing), `unverified` the field paths that no page shows, `passage` the
    note that carries it, `seen` the day on which a page shows it, or the casebook's day.

    `needs` is what a permission asks for, `only_if` on what the whole rule depends, by action;
    `court_papers` the papers of a court with which the rule leaves an action open; `sunsets` the first
    day without the rule; `enjoined` the clauses or actions that a court has stopped;
    `contests` the rows whose reach here this row disputes; `in_force_by` the day by which every source
    has it in force; `recorded` whether all we hold is an old coding of it; `cited` whether we would
    cite its source.
    """

    id: str
    name: str
    cite: str
    level: str
    place: str
    status: str
    actions: Mapping[str, str]
    bars: tuple[Bar, ...]
    supersedes: tuple[str, ...]
    enacted: PartialDate | None
    effective: PartialDate | None
    ended: PartialDate | None
    unverified: frozenset[str]
    seen: date
    passage: str | None
    kind: str = "statute"
    authority: str = ""
    nature: str = "rule"
    applies_to: frozenset[str] = frozenset()
    settles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: Mapping[str, Needs] = field(default_factory=dict)
    only_if: Mapping[str, Needs] = field(default_factory=dict)
    carve_outs: tuple[CarveOut, ...] = ()
    court_papers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sunsets: Mapping[str, date] = field(default_factory=dict)
    enjoined: tuple[str, ...] = ()
    binds: Binds = Binds()
    contests: frozenset[str] = frozenset()
    duties: tuple[str, ...] = ()
    in_force_by: PartialDate | None = None
    recorded: bool = False
    cited: bool = True
    confidence: str = "medium"
    url: str | None = None

    def verified(self, field: str) -> bool:
        """Whether a page shows this field."""
        return not {field, "all"} & self.unverified

    def may_decide(self, action: str, agency: str) -> bool:
        """Whether its rule on an action is settled for an agency, on a source that we would cite."""
        return self.cited and agency in self.settles.get(action, ())

    @property
    def days(self) -> tuple[PartialDate, ...]:
        """Every day on which what it says may turn, verified or not."""
        named = (self.enacted, self.effective, self.ended, self.in_force_by)
        sunsets = (PartialDate(text=day.isoformat()) for day in self.sunsets.values())
        return (*(day for day in named if day is not None), *sunsets)

    @property
    def since(self) -> PartialDate | None:
        """The verified day it took effect."""
        return self.effective if self.verified("effective") else None

    @property
    def starts(self) -> date:
        """The first day on which it is certainly in force."""
        if self.since is not None:
            return self.since.latest
        if self.in_force_by is not None:
            return self.in_force_by.latest
        recorded = [known.latest for known in (self.enacted, self.effective) if known is not None]
        return max([self.seen, *recorded])
