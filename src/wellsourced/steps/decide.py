"""All evidence on one claim -> one verdict, by one table.

| supports | refutes | where they differ in scope | verdict |
|---|---|---|---|
| none | none | - | not enough evidence |
| some | none | - | supported |
| none | some | - | refuted |
| some | some | different places, parties or periods | qualified |
| some | some | the same scope, one side outweighed 4 to 1, or replaced later | the heavier side |
| some | some | one passage on both sides: allowed on a condition only | qualified |
| some | some | the same scope | conflicting |

Absence of evidence is never refutation.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from wellsourced.model.claims import Claim, Evidence, Label, Stance, Tier
from wellsourced.model.reports import Verdict
from wellsourced.model.scope import PartialDate, Period, Scope
from wellsourced.model.sources import Confidence, Nature, Passage, Source, SourceKind
from wellsourced.text.figures import figures

__all__ = ["Weighed", "decide", "weigh"]

KIND_WEIGHT = {
    SourceKind.LAW: 1.0,
    SourceKind.COURT: 1.0,
    SourceKind.GOVERNMENT: 0.8,
    SourceKind.ACADEMIC: 0.7,
    SourceKind.REFERENCE: 0.6,
    SourceKind.NEWS: 0.6,
    SourceKind.OTHER: 0.6,
    SourceKind.ADVOCACY: 0.4,
    SourceKind.SOCIAL: 0.2,
    SourceKind.FACT_CHECK: 0.0,
}
TIER_WEIGHT = {
    Tier.PROOF: 1.0,
    Tier.CONTRAST: 0.9,
    Tier.NORM: 0.85,
    Tier.MODEL: 0.5,
    Tier.VETO: 0.0,
    Tier.NONE: 0.0,
}
CONFIDENCE_WEIGHT = {Confidence.HIGH: 1.0, Confidence.MEDIUM: 0.7, Confidence.LOW: 0.4}
OUTWEIGHS = 4.0
NOTES_CAP = 0.8
SINGLE_SOURCE_CAP = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A piece of evidence with the passage and source it comes from.

    `origin` is the source it counts as where it does not speak for itself: of which its text is a copy, or
    the earliest of the sources that rest on one another and on nothing else. `updated` is when its document
    was last changed, where that says so. `anchored` is whether a note is borne out by archived passages of
    the source it is about.
    """

    evidence: Evidence
    passage: Passage
    source: Source
    origin: Source | None = None
    updated: PartialDate | None = None
    anchored: bool = False

    @property
    def known_by_note_alone(self) -> bool:
        """Whether all we hold of it is our own word."""
        return self.passage.note is not None and not self.anchored

    @property
    def speaker(self) -> str:
        """Who says it: the publisher of the text, not of a copy, nor of a page that rests on it."""
        first = self.origin or self.source
        return first.publisher or first.uri

    @property
    def weight(self) -> float:
        """Kind of source, what decided (and how surely, if the model), how sure the row is, multiplied."""
        sure = CONFIDENCE_WEIGHT[self.passage.note.confidence] if self.passage.note else 1.0
        opinion = 0.5 if self.passage.note and self.passage.note.nature is Nature.VIEW else 1.0
        certain = self.evidence.score if self.evidence.tier is Tier.MODEL else 1.0
        return KIND_WEIGHT[self.source.kind] * TIER_WEIGHT[self.evidence.tier] * certain * sure * opinion

    @property
    def speaks_of(self) -> Period | None:
        """The days it speaks of: a count's own, else those a note gives, else when it was published.

        A rule told under an old date may hold to this day, so only a figure is held to its passage's period.
        """
        period = self.passage.scope.period
        if period is not None and period.start and period.end and figures(self.evidence.quote):
            return period
        dated = (self.passage.note.dated if self.passage.note else None) or self.source.published
        if dated is None:
            return None
        last = max(dated.latest, self.updated.latest) if self.updated else dated.latest
        return Period(start=dated.earliest, end=last + timedelta(days=1))


def weigh(  # noqa: PLR0913 - all that makes evidence weigh more or less
    evidence: Iterable[Evidence],
    passages: Mapping[str, Passage],
    sources: Mapping[str, Source],
    origins: Mapping[str, Source],
    updated: Mapping[str, PartialDate | None] = MappingProxyType({}),
    anchored: Collection[str] = (),
) -> list[Weighed]:
    """Join evidence that takes a side with its passage and source, heaviest first.

    `origins` are, by the id of a source that does not speak for itself, the source it counts as; `updated`,
    by the id of a passage, when its document was last changed; `anchored` the ids of the notes that
    archived passages bear out.
    """
    sided = [
        Weighed(
            evidence=e,
            passage=passages[e.passage],
            source=sources[e.passage],
            origin=origins.get(sources[e.passage].id),
            anchored=e.passage in anchored,
            updated=updated.get(e.passage),
        )
        for e in evidence
        if e.stance is not Stance.NEUTRAL
    ]
    return sorted(sided, key=lambda w: (-w.weight, w.passage.id))


def _independent(items: Sequence[Weighed]) -> list[Weighed]:
    """One piece a speaker and scope: ten copies of a story count once. Heaviest kept."""
    kept: dict[tuple[str, str | None, Stance], Weighed] = {}
    for item in items:
        key = (item.speaker, item.passage.scope.place, item.evidence.stance)
        if key not in kept or kept[key].weight < item.weight:
            kept[key] = item
    return list(kept.values())


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


def _by_scope(claim: Claim, items: Sequence[Weighed]) -> dict[Scope, list[Weighed]]:
    """Group by the scope that matters. A place that is not said takes the claim's own.

    Periods make no groups: of two reports of one thing, the later replaces the earlier.
    """
    groups: dict[Scope, list[Weighed]] = defaultdict(list)
    for item in items:
        scope = item.passage.scope
        place = scope.place if scope.place is not None else claim.scope.place
        groups[Scope(place=place, parties=scope.parties)].append(item)
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
        supports=sum(1 for item in weighed if item.evidence.stance is Stance.SUPPORTS),
        refutes=sum(1 for item in weighed if item.evidence.stance is Stance.REFUTES),
        independent_sources=len({item.speaker for item in items}),
        searched=searched,
        evidence=tuple(dict.fromkeys(item.evidence.id for item in weighed)),
    )
