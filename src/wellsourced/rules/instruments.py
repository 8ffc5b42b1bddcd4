"""Rows of law and which of their rules are in force on a day.

An unverified value never decides, and an unverified or missing date bounds nothing: such a row
counts only from the day on which a page shows it in force.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wellsourced.model.provisions import Provision, RuleValue
from wellsourced.model.scope import PartialDate, Relation, place_relation

__all__ = ["VALUES", "Bar", "Binds", "CarveOut", "Instrument", "Needs", "provisions_in_force"]

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

    `actions` are its values by action, `decides` the agencies for whom an action is settled (empty
    for rows that decide nothing), `unverified` the field paths that no page shows, `passage` the
    note that carries it, `seen` the day on which a page shows it, or the casebook's day.

    The rest serves the engine. `settles` is like `decides`, with what no note carries; `needs` what a
    permission asks for, `only_if` on what the whole rule depends, by action; `court_papers` the papers
    of a court with which the rule leaves an action open; `sunsets` the first day without the rule;
    `enjoined` the clauses or actions that a court has stopped;
    `contests` the rows whose reach here this row disputes; `in_force_by` the day by which every source
    has it in force; `recorded` whether all we hold is an old coding of it; `cited` whether we would
    cite its source.
    """

    id: str
    name: str
    cite: str
    level: str
    place: str
    place_name: str
    status: str
    actions: Mapping[str, str]
    decides: Mapping[str, tuple[str, ...]]
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

    def in_force(self, on: date) -> bool:
        """Whether it is certainly in force on that day."""
        if self.status not in ("in_force", "partly_enjoined") or on < self.starts:
            return False
        return self.ended is None or not self.verified("ended") or on < self.ended.earliest


def provisions_in_force(instruments: Sequence[Instrument], on: date) -> Iterator[Provision]:
    """Each settled rule in force on that day, one for an action and agency of a row, in row order."""
    current = [row for row in instruments if row.in_force(on)]
    replaced = {old for row in current for old in row.supersedes}
    for row in current:
        if row.passage is None or row.id in replaced:
            continue
        for action, agencies in row.decides.items():
            value = VALUES.get(row.actions[action])
            if value is None or not row.verified(f"actions.{action}") or _barred(row, action, current):
                continue
            for agency in agencies:
                yield _provision(row, row.passage, action, agency, value)


def _barred(row: Instrument, action: str, current: Sequence[Instrument]) -> bool:
    """Whether a state row in force forbids this local row to say what it says."""
    if row.level not in ("county", "city"):
        return False
    over = (one for one in current if one.level == "state" and _contains(one.place, row.place))
    bars = (bar for one in over for bar in one.bars)
    return any(bar.action == action and row.actions[action] in bar.values for bar in bars)


def _contains(wider: str, narrower: str) -> bool:
    return place_relation(wider, narrower) is Relation.WIDER


def _provision(row: Instrument, passage: str, action: str, agency: str, value: RuleValue) -> Provision:
    return Provision(
        subject=action,
        place=row.place,
        place_name=row.place_name,
        agency=agency,
        value=value,
        instrument=row.name,
        instrument_id=row.id,
        citation=row.cite or row.name,
        since=row.since,
        passages=(passage,),
    )
