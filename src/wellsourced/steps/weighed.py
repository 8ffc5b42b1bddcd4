"""Evidence with what it weighs: who speaks, what found it so, and of when.

All of a verdict's weights stand here; `decide` adds them up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from wellsourced.model.claims import Evidence, Stance, Tier
from wellsourced.model.scope import PartialDate, Period
from wellsourced.model.sources import Confidence, Nature, Passage, Source, SourceKind
from wellsourced.text.figures import figures
from wellsourced.text.periods import period_of

__all__ = ["CONFIDENCE_WEIGHT", "KIND_WEIGHT", "TIER_WEIGHT", "Weighed", "weigh"]

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
    def lateness(self) -> int:
        """Of two that weigh as much the later speaks first; a casebook's notes stand as they are."""
        period = self.speaks_of if self.passage.note is None else None
        return period.end.toordinal() if period is not None and period.end is not None else 0

    @property
    def speaks_of(self) -> Period | None:
        """The days it speaks of: a count's own, else those a note gives, else when it was published.

        A rule told under an old date may hold to this day, so only a figure is held to the period of its
        sentence, or of its passage. What another published first is of that day, under whatever date it is
        told again.
        """
        if figures(self.evidence.quote):
            period = period_of(self.evidence.quote) or self.passage.scope.period
            if period is not None and period.start and period.end:
                return period
        first = self.source
        if self.origin is not None and self.origin.publisher != first.publisher:
            first = self.origin
        updated = self.updated if first is self.source else None
        dated = (self.passage.note.dated if self.passage.note else None) or first.published
        if dated is None:
            return None
        last = max(dated.latest, updated.latest) if updated else dated.latest
        return Period(start=dated.earliest, end=last + timedelta(days=1))


def weigh(  # noqa: PLR0913 - all that makes evidence weigh more or less
    evidence: Iterable[Evidence],
    passages: Mapping[str, Passage],
    sources: Mapping[str, Source],
    origins: Mapping[str, Source],
    updated: Mapping[str, PartialDate | None] = MappingProxyType({}),
    anchored: Collection[str] = (),
) -> list[Weighed]:
    """Join evidence that takes a side with its passage and source, heaviest first, then latest.

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
    return sorted(sided, key=lambda w: (-w.weight, -w.lateness, w.passage.id))
