"""All evidence on one claim -> one verdict, by one table.

| supports | refutes | where they differ in scope | verdict |
|---|---|---|---|
| none | none | - | not enough evidence |
| some | none | - | supported |
| none | some | - | refuted |
| some | some | different places, parties or kinds of case | qualified |
| some | some | the same scope, one side outweighed 4 to 1, or replaced later | the heavier side |
| some | some | one passage on both sides: allowed on a condition only | qualified |
| some | some | the same scope | conflicting |

Absence of evidence is never refutation.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from wellsourced.model.claims import Claim, Label, Stance
from wellsourced.model.reports import Verdict
from wellsourced.model.scope import Scope
from wellsourced.model.sources import Nature
from wellsourced.steps.weighed import Weighed

__all__ = ["decide"]

OUTWEIGHS = 4.0
NOTES_CAP = 0.8
SINGLE_SOURCE_CAP = 0.7


def _independent(items: Sequence[Weighed]) -> list[Weighed]:
    """One piece a speaker, scope and case: ten copies of a story count once. Heaviest kept, then latest."""
    kept: dict[tuple[str, str | None, str, Stance], Weighed] = {}
    for item in items:
        key = (item.speaker, item.passage.scope.place, item.evidence.case, item.evidence.stance)
        if key not in kept or _rank(kept[key]) < _rank(item):
            kept[key] = item
    return list(kept.values())


def _rank(item: Weighed) -> tuple[float, date]:
    span = _span(item)
    return item.weight, date.min if span is None else span[1]


def _total(items: Iterable[Weighed], stance: Stance) -> float:
    return sum(item.weight for item in items if item.evidence.stance is stance)


def _on_both_sides(items: Iterable[Weighed]) -> set[str]:
    """The passages that allow something on a condition: they support the claim, and refute it."""
    stances: dict[str, set[Stance]] = defaultdict(set)
    for item in items:
        stances[item.passage.id].add(item.evidence.stance)
    return {passage for passage, taken in stances.items() if len(taken) > 1}


def _side(group: Sequence[Weighed]) -> Label:
    """The label of evidence that all has one scope."""
    conditions = _on_both_sides(group)
    items = [item for item in group if item.passage.id not in conditions]
    if not items:
        return Label.QUALIFIED
    supports, refutes = _total(items, Stance.SUPPORTS), _total(items, Stance.REFUTES)
    if not refutes:
        return Label.SUPPORTED
    if not supports:
        return Label.REFUTED
    if supports >= OUTWEIGHS * refutes:
        return Label.SUPPORTED
    if refutes >= OUTWEIGHS * supports:
        return Label.REFUTED
    return _replaced(items) or Label.CONFLICTING


def _replaced(items: Sequence[Weighed]) -> Label | None:
    """The side of the latest rule, status or count where every item of the other side is certainly older."""
    spans = [(item.evidence.stance, span) for item in items if (span := _span(item)) is not None]
    if len(spans) < len(items):
        return None
    for winner, loser, label in (
        (Stance.SUPPORTS, Stance.REFUTES, Label.SUPPORTED),
        (Stance.REFUTES, Stance.SUPPORTS, Label.REFUTED),
    ):
        newest = max(start for stance, (start, _) in spans if stance is winner)
        older = max(end for stance, (_, end) in spans if stance is loser)
        if newest >= older and all(_can_replace(i) for i in items if i.evidence.stance is winner):
            return label
    return None


def _span(item: Weighed) -> tuple[date, date] | None:
    """The first day it speaks of and the one after the last."""
    period = item.speaks_of
    return None if period is None or not period.start or not period.end else (period.start, period.end)


def _can_replace(item: Weighed) -> bool:
    nature = item.passage.note.nature if item.passage.note else Nature.STATUS
    return nature in (Nature.RULE, Nature.STATUS, Nature.COUNT)


def _by_scope(claim: Claim, items: Sequence[Weighed]) -> dict[tuple[Scope, str], list[Weighed]]:
    """Group by the scope and case that matter. A place that is not said takes the claim's own.

    Periods make no groups: of two reports of one thing, the later replaces the earlier.
    """
    groups: dict[tuple[Scope, str], list[Weighed]] = defaultdict(list)
    for item in items:
        scope = item.passage.scope
        place = scope.place if scope.place is not None else claim.scope.place
        groups[Scope(place=place, parties=scope.parties), item.evidence.case].append(item)
    return groups


def _label(claim: Claim, items: Sequence[Weighed]) -> Label:
    if not items:
        return Label.NOT_ENOUGH_EVIDENCE
    supports, refutes = _total(items, Stance.SUPPORTS), _total(items, Stance.REFUTES)
    if not supports or not refutes:
        return Label.SUPPORTED if supports else Label.REFUTED
    sides = {_side(group) for group in _by_scope(claim, items).values()}
    if sides in ({Label.SUPPORTED}, {Label.REFUTED}, {Label.QUALIFIED}):
        return sides.pop()
    if {Label.SUPPORTED, Label.REFUTED} <= sides:
        return Label.QUALIFIED
    return Label.CONFLICTING if len(sides) == 1 else Label.QUALIFIED


def _confidence(label: Label, items: Sequence[Weighed]) -> float:
    if label is Label.NOT_ENOUGH_EVIDENCE:
        return 0.0
    supports, refutes = _total(items, Stance.SUPPORTS), _total(items, Stance.REFUTES)
    match label:
        case Label.SUPPORTED | Label.REFUTED:
            bearing, against = max(supports, refutes), min(supports, refutes)
        case _:
            bearing, against = min(supports, refutes), 0.0
    sure = (1.0 - math.exp(-1.2 * bearing)) * bearing / (bearing + against)
    caps = [0.97]
    if all(item.known_by_note_alone for item in items):
        caps.append(NOTES_CAP)
    if len({item.speaker for item in items}) == 1:
        caps.append(SINGLE_SOURCE_CAP)
    return round(min(sure, *caps), 2)


def _passages(weighed: Sequence[Weighed], stance: Stance) -> int:
    """How many passages take a side."""
    return len({item.passage.id for item in weighed if item.evidence.stance is stance})


def decide(claim: Claim, weighed: Sequence[Weighed], searched: int) -> Verdict:
    """The verdict on a claim from its weighed evidence; `searched` counts the queries asked.

    What weighs nothing is no evidence.
    """
    weighed = [item for item in weighed if item.weight > 0]
    items = _independent(weighed)
    label = _label(claim, items)
    return Verdict(
        claim=claim.text,
        label=label,
        confidence=_confidence(label, items),
        supports=_passages(weighed, Stance.SUPPORTS),
        refutes=_passages(weighed, Stance.REFUTES),
        independent_sources=len({item.speaker for item in items}),
        searched=searched,
        evidence=tuple(dict.fromkeys(item.evidence.id for item in weighed)),
    )
