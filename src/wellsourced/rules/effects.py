"""What one rule says in one situation: exceptions before the base value, and what is not settled.

A condition that is not encoded, a value that no page shows and a paper of which a rule does not
speak leave the effect `unresolved`; `leaning` is then the value that the row would have.
"""

from __future__ import annotations

from dataclasses import dataclass

from wellsourced.model.provisions import Paper, RuleValue
from wellsourced.rules.instruments import VALUES, CarveOut, Instrument, Needs
from wellsourced.rules.situation import COURT_PAPERS, Situation, papers_held

__all__ = ["NO_NEEDS", "ActionTraits", "Effect", "effect", "leaning", "only_with", "unsettled"]

NO_NEEDS = Needs()
_JUDICIAL_WARRANT = Needs(papers=frozenset({Paper.JUDICIAL_WARRANT}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTraits:
    """How papers and grounds bear on an action.

    Whether papers matter, which of them do not ask for it at all, and the `overriding` grounds that a
    bar does not outweigh unless it says so (that other law requires the action).
    """

    paper_matters: bool = True
    not_asked_by: frozenset[str] = frozenset()
    overriding: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A rule's value in a situation; for `unresolved`, why, and the value it leans to.

    `gives_way_to` are the papers of a court with which a bar leaves the action open.
    """

    value: RuleValue
    needs: Needs = NO_NEEDS
    leaning: RuleValue | None = None
    why: str = ""
    gives_way_to: frozenset[str] = frozenset()


def leaning(row: Instrument, action: str) -> RuleValue | None:
    """The value a row gives an action, settled or not; `None` where it is silent."""
    return VALUES.get(row.actions.get(action, "silent"))


def unsettled(row: Instrument, action: str, why: str) -> Effect:
    """An unresolved effect of a row."""
    return Effect(value=RuleValue.UNRESOLVED, leaning=leaning(row, action), why=why)


def effect(row: Instrument, asked: Situation, traits: ActionTraits) -> Effect:
    """What a row in force that binds the agency says of the action."""
    action = asked.action
    if not row.may_decide(action, asked.agency):
        return unsettled(row, action, _why_unsettled(row, action))
    carved = [one for one in row.carve_outs if one.action == action and _for(one, asked)]
    if any(not one.encoded for one in carved):
        return unsettled(row, action, "it has an exception whose condition we have not encoded")
    for one in carved:
        if _met(one.needs, asked):
            return Effect(value=one.value, why=one.when)
    if row.court_papers.get(action, frozenset()) & papers_held(asked.paper):
        return Effect(value=RuleValue.MAY, why="it leaves the action open where a judge has signed")
    condition = row.only_if.get(action)
    if condition is not None and not _met(condition, asked):
        return Effect(
            value=RuleValue.UNRESOLVED,
            needs=condition,
            leaning=leaning(row, action),
            why="it speaks only of cases in which its condition is met",
        )
    return _base(row, asked, traits)


def _base(row: Instrument, asked: Situation, traits: ActionTraits) -> Effect:
    value = VALUES[row.actions[asked.action]]
    needs = row.needs.get(asked.action, NO_NEEDS)
    if value is RuleValue.ONLY_WITH_JUDICIAL_WARRANT and needs == NO_NEEDS:
        needs = _JUDICIAL_WARRANT
    if needs != NO_NEEDS:
        if _met(needs, asked):
            return Effect(value=RuleValue.MAY)
        return only_with(needs)
    if value is RuleValue.ONLY_WITH:
        return unsettled(row, asked.action, "we have not encoded what it asks for")
    if value is RuleValue.MUST and asked.paper in traits.not_asked_by:
        return Effect(value=RuleValue.UNRESOLVED, leaning=value, why="this paper does not ask for the action")
    if value is RuleValue.MUST_NOT and traits.paper_matters and asked.paper in COURT_PAPERS:
        return Effect(value=RuleValue.UNRESOLVED, why="we do not know what it says where a judge has signed")
    if value is RuleValue.MUST_NOT and asked.grounds & traits.overriding:
        return Effect(value=RuleValue.UNRESOLVED, why="we do not know what it says on that ground")
    if value is RuleValue.MUST_NOT:
        return Effect(value=value, gives_way_to=row.court_papers.get(asked.action, frozenset()))
    return Effect(value=value)


def only_with(needs: Needs) -> Effect:
    """An action allowed only with these needs met."""
    warrant = needs == _JUDICIAL_WARRANT
    value = RuleValue.ONLY_WITH_JUDICIAL_WARRANT if warrant else RuleValue.ONLY_WITH
    return Effect(value=value, needs=needs)


def _met(needs: Needs, asked: Situation) -> bool:
    papers = not needs.papers or bool(needs.papers & papers_held(asked.paper))
    return papers and (not needs.grounds or bool(needs.grounds & asked.grounds))


def _for(one: CarveOut, asked: Situation) -> bool:
    return not one.agencies or asked.agency in one.agencies


def _why_unsettled(row: Instrument, action: str) -> str:
    if not row.cited:
        return "we hold no page on it that we would cite"
    if row.recorded:
        return "all we hold of it is an old coding in a data set"
    if not row.verified(f"actions.{action}") or not row.verified("status"):
        return "no page we hold shows this part of it"
    return "its conditions are not known to us in full"
