"""The rows of a casebook that speak to one question, and what each of them says there.

A row ends up applied (it takes part in the answer), put aside (it could never count: barred by
higher law, stopped by a court), in the background (federal law that leaves the choice open) or only
mentioned (a fact or an opinion on record, a bill).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from wellsourced.model.provisions import RuleValue
from wellsourced.rules.answer import Applied
from wellsourced.rules.chain import Location
from wellsourced.rules.effects import ActionTraits, Effect, effect, leaning, unsettled
from wellsourced.rules.in_force import Standing, standing
from wellsourced.rules.instruments import Instrument
from wellsourced.rules.precedence import LOCAL_LEVELS, Rank, Reach, binds_agency, is_federal, rank, reach
from wellsourced.rules.situation import Situation

__all__ = ["Gathered", "Question", "gather"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A situation with its place looked up, its day, and how papers bear on its action."""

    asked: Situation
    where: Location
    day: date
    traits: ActionTraits

    @property
    def action(self) -> str:
        """The action asked about."""
        return self.asked.action


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The rows in view of one question, by what they are to it."""

    applied: list[Applied] = field(default_factory=list)
    aside: list[tuple[Instrument, str]] = field(default_factory=list)
    background: list[Instrument] = field(default_factory=list)
    mentioned: list[Instrument] = field(default_factory=list)


_Near = Sequence[tuple[Instrument, Reach]]
_Bars = list[tuple[Instrument, Rank, frozenset[str], bool]]


def gather(rows: Sequence[Instrument], ask: Question) -> Gathered:
    """Sorts the rows by what they are to the question."""
    successors = [row for row in rows if row.supersedes]
    near = [(row, reach(row, ask.where, ask.asked.agency)) for row in rows if _is_near(row, ask.where)]
    disputing = [row for row, close in near if close and row.contests and not _is_over(row, ask)]
    contested = {old for row in disputing for old in row.contests}
    bars = _bars(near, ask, successors)
    found = Gathered()
    for row, close in near:
        value = leaning(row, ask.action)
        if value is None or not close or not binds_agency(row, ask.asked.agency, ask.action):
            continue
        if _is_beside(row, value, ask, found):
            continue
        stands = standing(row, ask.action, ask.day, successors)
        if stands is Standing.NOT:
            continue
        why = _why_aside(row, value, stands, bars)
        if why is not None:
            found.aside.append((row, why))
            continue
        said = _doubt_of(row, close, ask, contested) or _said(row, value, ask, stands, bars)
        found.applied.append(Applied(row=row, rank=rank(row), effect=said, weak=close is Reach.PERSUASIVE))
    return found


def _is_near(row: Instrument, where: Location) -> bool:
    """A cheap first look: local rows of other places are most of a casebook."""
    return row.place in where.codes or not row.binds.places.isdisjoint(where.codes)


def _stands(row: Instrument, ask: Question) -> bool:
    return standing(row, ask.action, ask.day, ()) is Standing.IN_FORCE


def _is_over(row: Instrument, ask: Question) -> bool:
    return standing(row, ask.action, ask.day, ()) is Standing.NOT


def _is_beside(row: Instrument, value: RuleValue, ask: Question, found: Gathered) -> bool:
    """Takes note of what is no rule here: federal law that leaves the choice, facts, opinions, bills."""
    if is_federal(row) and ask.asked.agency not in row.settles.get(ask.action, ()):
        if value is RuleValue.MAY and row.cited and _stands(row, ask):
            found.background.append(row)
        return True
    told = row.nature in ("event", "view") and row.status == "in_force"
    if told or row.status == "pending":
        if row.seen <= ask.day or _begins_by(row, ask.day):
            found.mentioned.append(row)
        return True
    return False


def _begins_by(row: Instrument, day: date) -> bool:
    return row.enacted is not None and row.enacted.earliest <= day


def _bars(near: _Near, ask: Question, successors: Sequence[Instrument]) -> _Bars:
    """What rows in force bar lower law from: the row, its rank, the values, and whether it is certain."""
    found: _Bars = []
    for row, close in near:
        for bar in row.bars:
            named = row.applies_to & {ask.asked.agency, "all_agencies"} or not row.applies_to
            if bar.action == ask.action and named and not bar.contested and close is Reach.BINDS:
                stands = standing(row, ask.action, ask.day, successors)
                if stands in (Standing.IN_FORCE, Standing.UNCERTAIN):
                    certain = stands is Standing.IN_FORCE and row.cited and row.verified("status")
                    found.append((row, rank(row), frozenset(bar.values), certain))
    return found


def _barring(row: Instrument, value: str, bars: _Bars) -> Iterator[tuple[Instrument, bool]]:
    """The rows that forbid this row to say what it says: a state's bind local law, higher ones all law."""
    own = rank(row)
    if own <= Rank.DECREE:
        return
    for bar, order, values, certain in bars:
        lower = row.level in LOCAL_LEVELS if order >= Rank.STATE_LAW else order < own
        if lower and bar.level not in LOCAL_LEVELS and value in values:
            yield bar, certain


def _why_aside(row: Instrument, value: RuleValue, stands: Standing, bars: _Bars) -> str | None:
    """Why a row cannot count at all, whatever others say."""
    if stands is Standing.ENJOINED:
        return "a court has stopped this part of it"
    if rank(row) is Rank.FEDERAL and row.kind != "constitution" and value is RuleValue.MUST:
        return "federal law may not command state or local officers"
    bar = next((bar for bar, certain in _barring(row, _raw(value), bars) if certain), None)
    return f"{bar.name} bars lower law from this" if bar is not None else None


def _doubt_of(row: Instrument, close: Reach, ask: Question, contested: set[str]) -> Effect | None:
    """What is unsettled about a row in this place, whatever it says."""
    if row.id in contested:
        return unsettled(row, ask.action, "whether it reaches this place is disputed")
    counties = ask.where.counties
    if close is Reach.BINDS and row.place in counties and len(counties) > 1:
        return unsettled(row, ask.action, "the town lies in several counties")
    return None


def _said(row: Instrument, value: RuleValue, ask: Question, stands: Standing, bars: _Bars) -> Effect:
    """What the row says, or why that is in doubt."""
    if any(True for _ in _barring(row, _raw(value), bars)):
        return unsettled(row, ask.action, "higher law that we have not verified may bar it")
    said = effect(row, ask.asked, ask.traits)
    if stands is Standing.UNCERTAIN and said.value is not RuleValue.UNRESOLVED:
        return Effect(
            value=RuleValue.UNRESOLVED,
            leaning=said.value,
            needs=said.needs,
            why="whether it was in force that day is not certain",
        )
    return said


def _raw(value: RuleValue) -> str:
    """The value as a bar names it."""
    return "may_if_judicial_warrant" if value is RuleValue.ONLY_WITH_JUDICIAL_WARRANT else value.value
