"""A page does not contradict itself: what clashes with its answer, or with what it says before, is not said.

Where the verdict itself is that sources differ, their sentences stand beside each other as disagreement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wellsourced.model.claims import Label
from wellsourced.model.reports import Proposal, Statement
from wellsourced.model.scope import Relation, place_relation
from wellsourced.ports import View
from wellsourced.steps.proving.contrast import ContrastKind, contrast
from wellsourced.steps.proving.restated import restated

__all__ = ["DISPUTED", "Said", "clash_with"]

DISPUTED = frozenset({Label.CONFLICTING, Label.QUALIFIED})
"""Labels whose page shows both sides."""
_ANSWERED = frozenset(
    {
        ContrastKind.FIGURE,
        ContrastKind.DATE,
        ContrastKind.NEGATION,
        ContrastKind.OPPOSITE,
        ContrastKind.NAME,
    }
)
_ELSEWHERE = _ANSWERED - {ContrastKind.NAME}
"""Another name is another thing, unless it stands in the answer's place."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a page, and whether it is an answer."""

    statement: Statement
    answers: bool


def clash_with(proposal: Proposal, said: Iterable[Said], view: View) -> str | None:
    """What of the sentences said a proposal contradicts, None where it contradicts none.

    Sentences on places that have nothing to do with each other do not contradict each other.
    """
    for one in said:
        if one.statement.text == proposal.text or _apart(proposal, one.statement, view):
            continue
        if _clashes(proposal.text, one.statement.text, _ANSWERED if one.answers else _ELSEWHERE):
            return one.statement.text
    return None


def _clashes(text: str, other: str, kinds: Collection[ContrastKind]) -> bool:
    """Whether either contradicts the other: of two sentences one may say more than the other answers."""
    found = (
        find(claim, sentence)
        for claim, sentence in ((text, other), (other, text))
        for find in (contrast, restated)
    )
    return any(one is not None and one.kind in kinds for one in found)


def _apart(proposal: Proposal, statement: Statement, view: View) -> bool:
    ours = {view.passage(one.passage).scope.place for one in proposal.citations}
    theirs = {view.passage(one.passage).scope.place for one in statement.citations}
    return any(
        place_relation(one, two) is not Relation.EQUAL for one in ours for two in theirs if one and two
    )
