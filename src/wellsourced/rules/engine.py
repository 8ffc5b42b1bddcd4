"""What may, must or must not be done: one place, agency, action, paper and day, answered from a casebook.

`resolve` is a pure function. It gathers the rows in force that bind the agency there, asks each
what it says in the situation (`effects`), and folds them down the order of law (`answer`). Where no
state or local row speaks, the answer is *not found*, with the federal law that leaves the choice
open; where a rule that could change the answer is not settled, the answer is *unresolved*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from wellsourced.errors import InputError
from wellsourced.model.provisions import Paper, RuleValue
from wellsourced.rules.answer import Applied, Outcome, decide
from wellsourced.rules.chain import locate
from wellsourced.rules.effects import ActionTraits
from wellsourced.rules.gathering import Question, gather
from wellsourced.rules.instruments import Instrument, Needs
from wellsourced.rules.notes import exceptions_of, notes_of
from wellsourced.rules.situation import Situation

__all__ = ["Answer", "Displaced", "Rule", "RuleBook", "resolve"]

_CONFIDENCE = {"high": 0.8, "medium": 0.65, "low": 0.45}
"""By the confidence of the deciding row. None is above 0.8 while sources are notes and not archived."""
OPEN = "We hold no state or local rule; federal law leaves the choice open."
NOTHING = "We hold no rule on this."


class ActionLike(Protocol):
    """What the engine reads of a casebook's action."""

    @property
    def code(self) -> str: ...
    @property
    def traits(self) -> ActionTraits: ...


class RuleBook(Protocol):
    """What the engine reads of a casebook (`LoadedCasebook` is one)."""

    @property
    def instruments(self) -> tuple[Instrument, ...]: ...
    @property
    def actions(self) -> Sequence[ActionLike]: ...
    @property
    def agencies(self) -> Mapping[str, str]: ...
    @property
    def grounds(self) -> Mapping[str, str]: ...
    @property
    def papers(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that an answer rests on. `verified` is whether a page we would cite shows what it says."""

    instrument: str
    name: str
    citation: str
    level: str
    url: str | None
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Displaced:
    """A rule that applies but does not decide, and why."""

    instrument: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the law says in a situation on a day.

    `because` starts with the rule that decides; for `not_found` it lists the federal law that leaves
    the choice open, for `unresolved` the rules in doubt. `needs` is one of its papers and one of its
    grounds. `confidence` is 0 where nothing is decided.
    """

    value: RuleValue
    needs: Needs
    because: tuple[Rule, ...]
    displaced: tuple[Displaced, ...]
    exceptions: tuple[str, ...]
    confidence: float
    notes: tuple[str, ...]


def resolve(casebook: RuleBook, asked: Situation, day: date) -> Answer:
    """The answer of a casebook to one question on one day; `InputError` for a code it does not declare.

    A pure function: the order of law, exceptions before the rule, and no answer where one would be a guess.
    Source of the order: U.S. Const. art. VI; see `docs/decisions/0018-resolving-rules.md`. Not legal
    advice.
    """
    traits = _traits(casebook, asked)
    where = locate(asked.place)
    view = gather(casebook.instruments, Question(asked=asked, where=where, day=day, traits=traits))
    out = decide(view.applied)
    because = out.because
    notes = notes_of([one.row for one in because], asked, where, view.mentioned)
    if out.value is RuleValue.UNRESOLVED:
        notes = (*dict.fromkeys(_doubt(one) for one in because if one.effect.why), *notes)
    if out.value is RuleValue.NOT_FOUND:
        rules = tuple(_rule(row, asked.action, settled=True) for row in view.background)
        notes = (OPEN if rules else NOTHING, *notes)
    else:
        rules = tuple(
            _rule(one.row, asked.action, settled=one.effect.value is not RuleValue.UNRESOLVED)
            for one in because
        )
    put_aside = [(one.row, why) for one, why in out.displaced] + view.aside
    return Answer(
        value=out.value,
        needs=out.needs,
        because=rules,
        displaced=tuple(Displaced(instrument=row.id, why=why) for row, why in put_aside),
        exceptions=exceptions_of([one.row for one in because], asked),
        confidence=_confidence(out),
        notes=notes,
    )


def _traits(casebook: RuleBook, asked: Situation) -> ActionTraits:
    """How papers bear on the action; refuses what the casebook does not declare."""
    found = next((one.traits for one in casebook.actions if one.code == asked.action), None)
    if found is None:
        codes = ", ".join(one.code for one in casebook.actions)
        raise InputError(f"no action is called {asked.action!r}: choose one of {codes}.")
    if asked.agency not in casebook.agencies:
        codes = ", ".join(casebook.agencies)
        raise InputError(f"no agency is called {asked.agency!r}: choose one of {codes}.")
    unknown = sorted(asked.grounds - set(casebook.grounds))
    if unknown:
        codes = ", ".join(casebook.grounds) or "none"
        raise InputError(f"no ground is called {unknown[0]!r}: choose one of {codes}.")
    if asked.paper not in {*Paper, *casebook.papers}:
        codes = ", ".join([*Paper, *casebook.papers])
        raise InputError(f"no paper is called {asked.paper!r}: choose one of {codes}.")
    return found


def _doubt(one: Applied) -> str:
    return f"{one.row.name}: {one.effect.why}."


def _rule(row: Instrument, action: str, *, settled: bool) -> Rule:
    return Rule(
        instrument=row.id,
        name=row.name,
        citation=row.cite or row.name,
        level=row.level,
        url=row.url,
        verified=settled and row.cited and row.verified(f"actions.{action}"),
    )


def _confidence(out: Outcome) -> float:
    if out.value in (RuleValue.NOT_FOUND, RuleValue.UNRESOLVED):
        return 0.0
    return _CONFIDENCE[out.because[0].row.confidence]
